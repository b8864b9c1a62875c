"""Faults that drafts have in life, each made in a good letter, with the rule that names it."""

import dataclasses

from .format_drafts import LONG


@dataclasses.dataclass(frozen=True)
class Defect:
    """One fault: ``spoil`` changes a good draft of ``kind`` so that ``rule`` is broken."""

    name: str
    rule: str
    spoil: object
    kind: str = ""
    layouts: tuple = ("table", "boxes", "tabs")
    signing: str = ""
    legal: bool = False


def look(component, **values):
    """A change of the look of a component."""
    def spoil(draft):
        for name, value in values.items():
            setattr(draft.looks[component], name, value)
    return spoil


def text(component, value):
    """Another text for a component; ``None`` leaves it out."""
    def spoil(draft):
        draft.texts[component] = value
    return spoil


def swap(component, old, new):
    """A part of the text of a component written otherwise."""
    def spoil(draft):
        now = draft.texts[component]
        assert old in str(now), (component, old)
        draft.texts[component] = (
            [row.replace(old, new) for row in now] if isinstance(now, list)
            else now.replace(old, new))
    return spoil


def page(**values):
    """A change of the page."""
    return lambda draft: draft.page.update(values)


def body(number, change):
    """A paragraph of the text changed by ``change``."""
    def spoil(draft):
        draft.body[number] = change(draft.body[number])
    return spoil


def add(*rows):
    """Paragraphs put before the text."""
    def spoil(draft):
        draft.body[:0] = rows
    return spoil


def signer(position=None, name=None):
    """Another position or name in the block of signature."""
    def spoil(draft):
        now = draft.signers[-1]
        draft.signers[-1] = (now[0] if position is None else position,
                             now[1] if name is None else name)
    return spoil


def line(component, share):
    """Another line below a component; 0 leaves it out."""
    return lambda draft: draft.lines.update({component: share})


def whole_font(name):
    """Another font for the whole document."""
    def spoil(draft):
        draft.font = name
    return spoil


def annexes(*values):
    """Other annexes."""
    def spoil(draft):
        draft.annexes = list(values)
    return spoil


def no_mention(draft):
    draft.body[-1] = "Các đơn vị báo cáo kết quả về Sở trước ngày 30 tháng 9 năm 2026./."


def left_block(draft):
    draft.sign_left = True


_TABLE = ("table", "boxes")
_ONLY_TABLE = ("table",)
_TITLE, _REFERENCE = ("annex_title", "DANH SÁCH"), (
    "annex_reference", "(Kèm theo Kế hoạch số 125/KH-SGDĐT ngày 05 tháng 9 năm 2026)")


def _styled():
    """Faults of size, weight and slope of each component that has a look of its own."""
    wrong = {
        "nation": ("C1a", 14, "bold", ""), "motto": ("C1b", 12, "bold", ""),
        "parent": ("C2a", 14, "not", ""), "organ": ("C2b", 11, "bold", ""),
        "number": ("C3", 14, "not", ""), "date": ("C4", 12, "not", ""),
        "type": ("C5a", 16, "bold", "Thông báo"), "subject": ("C5s", 12, "bold", "Báo cáo"),
        "letter_subject": ("C5b", 14, "not", "Công văn"),
        "addressee": ("C9a", 12, "not", "Công văn"), "basis": ("C6a", 12, "", "Quyết định"),
        "recipients_label": ("C9b", 13, "bold", ""), "recipients": ("C9r", 12, "not", ""),
        "position": ("C7a", 12, "bold", ""), "signer": ("C7b", 16, "bold", ""),
    }
    upright = {"date": True, "basis": True, "recipients_label": True}
    for name, (code, size, weight, kind) in wrong.items():
        yield Defect(f"{name} size", f"{code}.size", look(name, size=size), kind)
        if weight:
            yield Defect(f"{name} weight", f"{code}.bold",
                         look(name, bold=weight == "not"), kind)
        yield Defect(f"{name} slope", f"{code}.slope",
                     look(name, italic=name not in upright), kind)
    for name, code, kind in (
            ("nation", "C1a", ""), ("motto", "C1b", ""), ("organ", "C2b", ""),
            ("number", "C3", ""), ("date", "C4", ""), ("position", "C7a", ""),
            ("signer", "C7b", "")):
        yield Defect(f"{name} place", f"{code}.place", look(name, align="left"), kind,
                     _ONLY_TABLE)
    yield Defect("type place", "C5a.place", look("type", align="left"), "Tờ trình")
    yield Defect("subject place", "C5s.place", look("subject", align="right"), "Kế hoạch")


def _page():
    for side, rule, size in (("top", "P2", 567), ("bottom", "P2", 1700), ("left", "P3", 1134),
                             ("right", "P3", 1440)):
        yield Defect(f"{side} margin", f"{rule}.{side}", page(**{side: size}))
    yield Defect("paper Letter", "P1.paper", page(w=12240, h=15840))
    yield Defect("paper A5", "P1.paper", page(w=8391, h=11906))
    yield Defect("landscape", "P1.upright", page(w=16838, h=11906, orient="landscape"))
    yield Defect("Arial", "P4.font", whole_font("Arial"))
    yield Defect("Calibri", "P4.font", whole_font("Calibri"))
    yield Defect("one part in Tahoma", "P4.font", look("recipients", font="Tahoma"))
    yield Defect("TCVN3 font", "P4.legacy", whole_font(".VnTime"))
    yield Defect("VNI font", "P4.legacy", look("organ", font="VNI-Times"))
    yield Defect("blue text", "P4.colour", look("body", colour="0000FF"), "Thông báo")
    yield Defect("red head", "P4.colour", look("nation", colour="FF0000"))
    yield Defect("decomposed letters", "P4.composed", text(
        "organ", "SO\u031b\u0309 GIÁO DỤC VÀ ĐÀO TẠO"))
    yield Defect("no page number", "P5.number", page(number=""), "Báo cáo")
    yield Defect("page number below", "P5.top", page(number="footer"), "Báo cáo")
    yield Defect("page number on page 1", "P5.first", page(title_page=False), "Kế hoạch")
    yield Defect("page number right", "P5.centre", look("page_number", align="right"))
    yield Defect("page number small", "P5.size", look("page_number", size=11))
    yield Defect("page number bold", "P5.style", look("page_number", bold=True))
    yield Defect("page number Roman", "P5.arabic", page(format="lowerRoman"))
    yield Defect("large address at the foot", "A5.size", lambda draft: (
        draft.texts.update(footer="Địa chỉ: Phường Lào Cai, tỉnh Lào Cai. ĐT: 0214.3820.000"),
        setattr(draft.looks["footer"], "size", 14)))


def _head():
    yield Defect("no Quốc hiệu", "C1a.required", text("nation", None))
    yield Defect("no Tiêu ngữ", "C1b.required", text("motto", None))
    yield Defect("Quốc hiệu misspelt", "C1a.text", swap("nation", "NGHĨA", "NGHIÃ"))
    yield Defect("Quốc hiệu in small letters", "C1a.text", text(
        "nation", "Cộng hòa xã hội chủ nghĩa Việt Nam"))
    yield Defect("Tiêu ngữ without blanks", "C1b.text", text(
        "motto", "Độc lập-Tự do-Hạnh phúc"))
    yield Defect("Tiêu ngữ with capitals", "C1b.text", text(
        "motto", "Độc Lập - Tự Do - Hạnh Phúc"))
    yield Defect("Tiêu ngữ with long dashes", "C1b.dash", swap("motto", "-", "–"))
    yield Defect("no line below the Tiêu ngữ", "C1b.line", line("motto", 0))
    yield Defect("underlined Tiêu ngữ", "C1b.line", lambda draft: (
        line("motto", 0)(draft), look("motto", underline=True)(draft)))
    yield Defect("short line below the Tiêu ngữ", "C1b.line", line("motto", 0.7), "",
                 _TABLE)
    yield Defect("wide lines in the Tiêu ngữ", "C1b.spacing", look("motto", line=360), "",
                 _TABLE)
    yield Defect("organ in small letters", "C2b.case", text("organ", "Sở Giáo dục và Đào tạo"))
    yield Defect("organ abbreviated", "C2b.name", text("organ", "SỞ GD&ĐT"), "", _TABLE)
    yield Defect("parent in small letters", "C2a.case", text("parent", "Ủy ban nhân dân tỉnh"))
    yield Defect("no line below the organ", "C2b.line", line("organ", 0), "", _TABLE)
    yield Defect("long line below the organ", "C2b.line", line("organ", 0.9), "", _TABLE)
    yield Defect("no number", "C3.required", text("number", None), "", _TABLE)
    yield Defect("number without colon", "C3.label", swap("number", "Số:", "Số"))
    yield Defect("number in capitals", "C3.label", swap("number", "Số:", "SỐ:"))
    yield Defect("blank before the slash", "C3.blanks", swap("number", "125/", "125 /"))
    yield Defect("blanks around the hyphen", "C3.blanks", swap(
        "number", "-SGDĐT", " - SGDĐT"), "Báo cáo")
    yield Defect("long dash in the notation", "C3.blanks", swap("number", "-", "–"))
    yield Defect("number below 10", "C3.zero", swap("number", "125", "5"))
    yield Defect("hyphen for the slash", "C3.form", swap("number", "125/", "125-"))
    yield Defect("small letters in the notation", "C3.form", swap("number", "SGDĐT", "SGDđt"))
    yield Defect("wrong type in the notation", "C3.type", swap("number", "TB", "BC"),
                 "Thông báo")
    yield Defect("wrong capitals of the type", "C3.type", swap("number", "TTr", "TTR"),
                 "Tờ trình")
    yield Defect("type in the notation of a công văn", "C3.type", swap(
        "number", "/SGDĐT", "/TB-SGDĐT"), "Công văn")
    yield Defect("no type in the notation", "C3.type", swap("number", "QĐ-", ""), "Quyết định")
    yield Defect("another organisation", "C3.organ", swap("number", "SGDĐT", "SNV"))
    yield Defect("no date", "C4.required", text("date", None), "Thông báo")
    yield Defect("no comma after the place", "C4.comma", swap("date", "Cai,", "Cai"), "Giấy mời")
    yield Defect("day without 0", "C4.zero", swap("date", "05", "5"), "Báo cáo")
    yield Defect("month with 0", "C4.zero", swap("date", "tháng 9", "tháng 09"), "Quyết định")
    yield Defect("month without 0", "C4.zero", swap("date", "tháng 9", "tháng 1"), "Tờ trình")
    yield Defect("date in figures", "C4.form", text("date", "Lào Cai, ngày 05/9/2026"),
                 "Thông báo")
    yield Defect("day that is not", "C4.form", swap(
        "date", "05 tháng 9", "31 tháng 9"), "Kế hoạch")
    yield Defect("year of two figures", "C4.form", swap("date", "2026", "26"), "Công văn")


def _subject():
    yield Defect("no heading", "C5a.required", text("type", None), "Thông báo")
    yield Defect("heading in small letters", "C5a.case", text("type", "Thông báo"), "Thông báo")
    yield Defect("heading misspelt", "C5a.name", text("type", "KẾ HOACH"), "Kế hoạch")
    yield Defect("no subject", "C5s.required", text("subject", None), "Quyết định")
    yield Defect("subject in capitals", "C5s.case", text(
        "subject", "VỀ VIỆC TỔ CHỨC HOẠT ĐỘNG"), "Báo cáo")
    yield Defect("no line below the subject", "C5s.line", line("subject", 0), "Tờ trình")
    yield Defect("no subject of the công văn", "C5b.required", text("letter_subject", None),
                 "Công văn", ("boxes", "tabs", "table"))
    yield Defect("V/v spelt out", "C5b.prefix", swap("letter_subject", "V/v", "Về việc"),
                 "Công văn", _TABLE)
    yield Defect("subject close to the number", "C5b.gap", look("letter_subject", before=0),
                 "Công văn")
    yield Defect("heading on a công văn", "C5b.heading", text("type", "CÔNG VĂN"), "Công văn")
    yield Defect("no Kính gửi", "C9a.required", lambda draft: draft.texts.update(
        addressee=None, addressees=None), "Công văn")
    yield Defect("no Kính gửi on a tờ trình", "C9a.tt", text("addressee", None), "Tờ trình")
    yield Defect("Kính gửi without colon", "C9a.label", swap("addressee", "gửi:", "gửi"),
                 "Công văn")
    yield Defect("addressees without ;", "C9a.list", swap("addressees", "Sở;", "Sở"), "Công văn")
    yield Defect("small addressees", "C9a.items", look("addressees", size=12), "Công văn")


def _body():
    yield Defect("no grounds", "C6a.required", text("basis", None), "Quyết định")
    yield Defect("grounds without ;", "C6a.end", swap("basis", "2019;", "2019."), "Quyết định")
    yield Defect("authority in small letters", "C6u.bold", look("authority", bold=False),
                 "Quyết định")
    yield Defect("no line that enacts", "C6q.required", text("enacting", None), "Quyết định")
    yield Defect("small text", "C6b.size", look("body", size=12), "Báo cáo")
    yield Defect("large text", "C6b.size", look("body", size=15), "Công văn")
    yield Defect("text at the left", "C6b.justified", look("body", align="left"), "Thông báo")
    yield Defect("text centred", "C6b.justified", look("body", align="center"), "Tờ trình")
    yield Defect("no indent", "C6b.indent", look("body", first=0, left=0), "Giấy mời")
    yield Defect("wide indent", "C6b.indent", look("body", first=1134), "Giấy mời")
    yield Defect("no gap", "C6b.gap", look("body", before=0), "Công văn")
    yield Defect("double lines", "C6b.spacing", look("body", line=480), "Báo cáo")
    yield Defect("narrow lines", "C6b.spacing", look("body", line=216), "Kế hoạch")
    yield Defect("fixed narrow lines", "C6b.spacing", look("body", line=240, rule="exact"),
                 "Kế hoạch")
    yield Defect("text in italics", "C6b.slope", look("body", italic=True), "Thông báo")
    yield Defect("text in bold", "C6b.bold", look("body", bold=True), "Thông báo")
    yield Defect("Arabic Phần", "C6c.number", body(0, lambda _row: ("heading", "Phần 1")),
                 "Kế hoạch")
    yield Defect("Roman Mục", "C6c.number", body(4, lambda _row: ("heading", "Mục I")),
                 "Kế hoạch")
    yield Defect("Phần at the left", "C6c.place", look("heading", align="left"), "Kế hoạch")
    yield Defect("Phần not bold", "C6c.bold", look("heading", bold=False), "Kế hoạch")
    yield Defect("title in small letters", "C6c.title", body(
        1, lambda _row: ("heading", "Mục đích, yêu cầu")), "Kế hoạch")
    yield Defect("article not bold", "C6e.bold", body(
        0, lambda row: ("article", "".join(row[1]))), "Quyết định")
    yield Defect("article without stop", "C6e.dot", body(
        0, lambda row: ("article", ("Điều 1:", row[1][1]))), "Quyết định")
    yield Defect("article left out", "C6e.order", body(
        1, lambda row: ("article", ("Điều 4.", row[1][1]))), "Quyết định")
    yield Defect("clause with bracket", "C6f.clause", body(
        0, lambda row: row.replace("1.", "1)", 1)), "Báo cáo")
    yield Defect("point with stop", "C6f.point", body(6, lambda row: row.replace("a)", "a.", 1)),
                 "Quyết định")
    yield Defect("point f", "C6f.letter", add("1. Các nội dung:", f"đ) {LONG}", f"f) {LONG}"),
                 "Thông báo")
    yield Defect("point đ left out", "C6f.letter", body(
        10, lambda row: row.replace("đ)", "e)", 1)), "Quyết định")
    yield Defect("no end mark", "X1.end", body(-1, lambda row: row.replace("./.", ".")),
                 "Thông báo")
    yield Defect("dots left", "X1.filled", add("Thời gian: ………………."), "Thông báo")


def _close():
    yield Defect("no name", "C7b.required", signer(name=[]))
    yield Defect("no position", "C7a.required", signer(position=[]), "Báo cáo")
    yield Defect("position in small letters", "C7a.case", signer(position="Giám đốc"),
                 "Thông báo")
    yield Defect("KT without stop", "C7a.dot", signer(
        position=["KT GIÁM ĐỐC", "PHÓ GIÁM ĐỐC"]), "Công văn")
    yield Defect("other capacity", "C7a.capacity", signer(position="GIÁM ĐỐC"), "Công văn",
                 signing="kt")
    yield Defect("signature at the left", "C7a.right", left_block, "Báo cáo", _ONLY_TABLE)
    yield Defect("name in capitals", "C7b.case", signer(name="NGUYỄN VĂN AN"), "Kế hoạch")
    yield Defect("academic degree", "C7b.title", signer(name="TS. Nguyễn Văn An"), "Quyết định")
    yield Defect("another name", "C7b.name", signer(name="Nguyễn Văn Ân"), "Báo cáo",
                 signing="kt")
    yield Defect("no Nơi nhận", "C9b.required", lambda draft: draft.texts.update(
        recipients_label=None, recipients=None), "Công văn")
    yield Defect("Nơi nhận without colon", "C9b.label", text("recipients_label", "Nơi nhận"))
    yield Defect("receivers without ;", "C9r.list", swap("recipients", ");", ")"), "Công văn")
    yield Defect("no archive", "C9r.archive", text("recipients", ["- Như trên."]), "Công văn")
    yield Defect("no Như trên", "C9r.above", swap("recipients", "Như trên", "Các phòng"),
                 "Công văn")
    yield Defect("annex in capitals", "A1.case", annexes(
        ("PHỤ LỤC", _TITLE, _REFERENCE)), "Kế hoạch")
    yield Defect("small annex", "A1.size", look("annex", size=12), "Kế hoạch")
    yield Defect("annex at the left", "A1.place", look("annex", align="left"), "Kế hoạch")
    yield Defect("annexes without Roman numbers", "A1.number", annexes(
        ("Phụ lục 1", _TITLE, _REFERENCE), ("Phụ lục 2", _TITLE, _REFERENCE)), "Kế hoạch")
    yield Defect("annex not mentioned", "A1.mention", no_mention, "Kế hoạch")
    yield Defect("annex without reference", "A1.reference", annexes(
        ("Phụ lục", _TITLE, ("body", LONG))), "Kế hoạch")
    yield Defect("reference upright", "A1.reference", look("annex_reference", italic=False),
                 "Kế hoạch")
    yield Defect("small urgency", "A2.size", look("urgency", size=11), "Báo cáo")
    yield Defect("large typist", "A4.size", look("typist", size=13), "Báo cáo")


def _capitals():
    for name, rule, wrong in (
            ("sentence", "S1", "Sở đã có văn bản. các đơn vị chưa thực hiện."),
            ("body", "S2", "Đề nghị Sở giáo dục và đào tạo phối hợp."),
            ("people", "S3", "Thực hiện chủ trương của Đảng và nhà nước về giáo dục."),
            ("position", "S4", "Giao đồng chí Giám Đốc chỉ đạo thực hiện."),
            ("act", "S5", "Thực hiện theo nghị định số 30/2020/NĐ-CP của Chính phủ."),
            ("citing", "S6", "Theo quy định tại Khoản 2 điều 5 của Nghị định.")):
        yield Defect(f"capital {name}", rule, add(wrong), "Thông báo")


def _known():
    """Faults against what the office knows of the document, and in what it cites."""
    cited = "Căn cứ Nghị định số 30/2020/NĐ-CP ngày 05 tháng 3 năm 2020 của Chính phủ"
    yield Defect("place abbreviated", "C4.name", swap("date", "Lào Cai", "TP. Lào Cai"), "Báo cáo")
    yield Defect("another place", "C4.name", swap("date", "Lào Cai", "Hà Nội"), "Kế hoạch")
    for name, wrong in (
            ("number", "Căn cứ Nghị định ngày 05 tháng 3 năm 2020 của Chính phủ"),
            ("day", "Căn cứ Nghị định số 30/2020/NĐ-CP của Chính phủ"),
            ("body", "Căn cứ Nghị định số 30/2020/NĐ-CP ngày 05 tháng 3 năm 2020"),
            ("day of a decision", "Căn cứ Quyết định số 12/QĐ-UBND của Ủy ban nhân dân tỉnh")):
        yield Defect(f"ground without {name}", "C6a.citation", swap("basis", cited, wrong),
                     "Quyết định")
    yield Defect("law with number", "C6a.law", swap(
        "basis", "Luật Giáo dục", "Luật Giáo dục số 43/2019/QH14"), "Quyết định")
    yield Defect("another urgency", "A2.agrees", text("urgency", "THƯỢNG KHẨN"), "Báo cáo")
    yield Defect("urgency nobody chose", "A2.agrees", text("urgency", "HỎA TỐC"), "Thông báo")
    yield Defect("no mark of urgency", "A2.required", text("urgency", None), "Báo cáo")
    for name, number in (
            ("without year", "125/QĐ-SGDĐT"), ("of another year", "125/2025/QĐ-SGDĐT"),
            ("without type", "125/2026/SGDĐT")):
        yield Defect(f"legal act {name}", "C3.legal", text("number", f"Số: {number}"),
                     "Quyết định", legal=True)


DEFECTS = [*_styled(), *_page(), *_head(), *_subject(), *_body(), *_close(), *_known(),
           *_capitals()]
