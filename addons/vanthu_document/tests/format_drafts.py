"""A good letter of each of the nine usual types, and the rules as the add-on ships them."""

import pathlib

from lxml import etree

from odoo.addons.vanthu_document.tools.format_check import Context, Rule

from .format_files import Draft

DATA = pathlib.Path(__file__).parents[1] / "data"
TYPE_CODES = {
    "Công văn": "", "Quyết định": "QĐ", "Thông báo": "TB", "Kế hoạch": "KH", "Báo cáo": "BC",
    "Tờ trình": "TTr", "Giấy mời": "GM", "Giấy giới thiệu": "GGT", "Biên bản": "BB",
    "Nghị quyết": "NQ", "Chỉ thị": "CT", "Hướng dẫn": "HD", "Chương trình": "CTr",
    "Quy định": "QyĐ",
}
LONG = (
    "Căn cứ nhiệm vụ năm học và tình hình thực tế của các cơ sở giáo dục trên địa bàn tỉnh, "
    "các đơn vị chủ động xây dựng kế hoạch, phân công rõ người, rõ việc, rõ thời gian hoàn "
    "thành và thường xuyên kiểm tra, đôn đốc việc thực hiện theo đúng quy định."
).replace("Căn cứ nhiệm vụ", "Theo nhiệm vụ")
RECIPIENTS = ["- Như trên;", "- Giám đốc Sở (để báo cáo);", "- Lưu: VT, GDTrH (03)."]


def load_rules():
    """The shipped rules as :class:`Rule`, read from the data files of the add-on."""
    rules, order = [], {}
    for path in sorted(DATA.glob("vanthu_format_rule_*_data.xml")):
        for record in etree.parse(path).getroot().iter("record"):  # noqa: S320
            values = {field.get("name"): field.text or "" for field in record}
            rules.append(Rule(
                values["code"], values["check"], values["component"],
                values.get("level", "error"), float(values.get("minimum", 0)),
                float(values.get("maximum", 0)), values.get("value", ""),
                float(values.get("tolerance", 0))))
            order[values["code"]] = int(values["sequence"])
    return sorted(rules, key=lambda rule: order[rule.code])


def context_of(draft, **values):
    """What the office knows of a draft."""
    return Context(
        type_name=draft.kind, type_code=draft.code, type_codes=TYPE_CODES,
        organ_name="Sở Giáo dục và Đào tạo", organ_abbreviation="SGDĐT",
        unit_codes=("VP", "GDTrH"), **{
            "place": "Lào Cai", "urgency": "Khẩn" if draft.kind == "Báo cáo" else "Thường",
            **values})


def good(kind):
    """A good :class:`Draft` of the type ``kind``, two pages long."""
    code = TYPE_CODES[kind]
    draft = Draft(kind, code)
    draft.texts = {
        "nation": "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "motto": "Độc lập - Tự do - Hạnh phúc",
        "parent": "UBND TỈNH LÀO CAI", "organ": "SỞ GIÁO DỤC VÀ ĐÀO TẠO",
        "number": f"Số: 125/{code}-SGDĐT", "date": "Lào Cai, ngày 05 tháng 9 năm 2026",
        "type": kind.upper(), "subject": "Về việc tổ chức các hoạt động đầu năm học",
        "recipients_label": "Nơi nhận:",
        "recipients": ["- Các phòng thuộc Sở;", *RECIPIENTS[1:]],
    }
    draft.signers = [(["KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC"], "Nguyễn Văn An")]
    draft.body = [f"{number}. {LONG}" for number in range(1, 8)] + [
        "Trong quá trình thực hiện, nếu có vướng mắc, các đơn vị phản ánh về Sở để được "
        "hướng dẫn, giải quyết kịp thời./."]
    _VARIANTS.get(kind, _plain)(draft)
    return draft


def _plain(draft):
    pass


def _letter(draft):
    draft.texts.update(
        number="Số: 125/SGDĐT-GDTrH", type="", subject="",
        letter_subject="V/v tổ chức các hoạt động đầu năm học 2026 - 2027",
        addressee="Kính gửi:", recipients=RECIPIENTS,
        addressees=["- Các phòng chuyên môn thuộc Sở;", "- Các trường trung học phổ thông."])


def _decision(draft):
    draft.texts.update(
        authority="GIÁM ĐỐC SỞ GIÁO DỤC VÀ ĐÀO TẠO",
        basis=[
            "Căn cứ Luật Giáo dục ngày 14 tháng 6 năm 2019;",
            "Căn cứ Nghị định số 30/2020/NĐ-CP ngày 05 tháng 3 năm 2020 của Chính phủ về công "
            "tác văn thư;",
            "Theo đề nghị của Chánh Văn phòng Sở."],
        enacting="QUYẾT ĐỊNH:",
        recipients=["- Như Điều 3;", "- Lưu: VT, VP."])
    draft.body = [
        ("article", ("Điều 1.", " Ban hành kèm theo Quyết định này Quy chế làm việc của cơ quan.")),
        ("article", ("Điều 2.", " Các đơn vị có trách nhiệm sau đây:")),
        *[f"{number}. {LONG}" for number in range(1, 5)],
        *[f"{letter}) {LONG}" for letter in "abcdđe"],
        ("article", ("Điều 3.", " Chánh Văn phòng Sở, Trưởng các phòng chịu trách nhiệm thi hành "
                                "Quyết định này./.")),
    ]


def _plan(draft):
    rows = [
        ("heading", "Phần I"), ("heading", "MỤC ĐÍCH, YÊU CẦU"), LONG, LONG,
        ("heading", "Mục 1"), ("heading", "YÊU CẦU CHUNG"), LONG,
        ("heading", "Phần II"), ("heading", "TỔ CHỨC THỰC HIỆN"),
    ]
    draft.body = rows + draft.body[:5] + [
        "Thời gian và phân công chi tiết tại Phụ lục kèm theo Kế hoạch này./."]
    draft.annexes = [(
        "Phụ lục", ("annex_title", "PHÂN CÔNG NHIỆM VỤ"),
        ("annex_reference", "(Kèm theo Kế hoạch số 125/KH-SGDĐT ngày 05 tháng 9 năm 2026 của Sở "
                            "Giáo dục và Đào tạo)"),
        ("body", LONG), ("body", LONG))]


def _submission(draft):
    draft.texts.update(
        addressee="Kính gửi: Ủy ban nhân dân tỉnh Lào Cai.", recipients=RECIPIENTS)
    draft.signers = [("GIÁM ĐỐC", "Trần Thị Minh Hồng")]


def _report(draft):
    draft.texts["urgency"] = "KHẨN"
    draft.texts["typist"] = "NVA.(20)"


def _invitation(draft):
    draft.body = [
        "Sở Giáo dục và Đào tạo trân trọng kính mời: Lãnh đạo các trường trung học phổ thông.",
        "Tới dự Hội nghị triển khai nhiệm vụ năm học 2026 - 2027.",
        "Chủ trì: Đồng chí Giám đốc Sở.", "Thời gian: 08 giờ 00, ngày 10 tháng 9 năm 2026.",
        "Địa điểm: Hội trường Sở Giáo dục và Đào tạo.",
        "Đề nghị đại biểu đến dự đầy đủ, đúng thành phần và đúng thời gian nêu trên./."]


def _introduction(draft):
    draft.texts["subject"] = ""
    draft.body = [
        "Sở Giáo dục và Đào tạo trân trọng giới thiệu ông Nguyễn Văn Bình, chuyên viên.",
        "Được cử đến Trường Trung học phổ thông số 1 để trao đổi về công tác văn thư, lưu trữ.",
        "Đề nghị Quý cơ quan tạo điều kiện để ông Nguyễn Văn Bình hoàn thành nhiệm vụ.",
        "Giấy này có giá trị đến hết ngày 30 tháng 9 năm 2026./."]


def _minutes(draft):
    draft.texts["date"] = ""
    draft.signers = [("THƯ KÝ", "Lê Thị Hoa"), ("CHỦ TỌA", "Nguyễn Văn An")]
    draft.texts["recipients"] = ["- Các thành phần dự họp;", "- Lưu: VT, hồ sơ."]
    draft.body = ["Thời gian bắt đầu: 08 giờ 00, ngày 05 tháng 9 năm 2026.",
                  "Địa điểm: Phòng họp số 1.", *draft.body]


_VARIANTS = {
    "Công văn": _letter, "Quyết định": _decision, "Kế hoạch": _plan, "Tờ trình": _submission,
    "Báo cáo": _report, "Giấy mời": _invitation, "Giấy giới thiệu": _introduction,
    "Biên bản": _minutes,
}
KINDS = ("Công văn", "Quyết định", "Thông báo", "Kế hoạch", "Báo cáo", "Tờ trình", "Giấy mời",
         "Giấy giới thiệu", "Biên bản")
