"""The report of an integrity check for the inspector; no act prescribes its form."""

from odoo.addons.vanthu_document.tools.printing.spec import text_of

from .minutes import Minutes

HEADINGS = ("TT", "Nội dung kiểm tra", "Kết quả")
WIDTHS = (12, 113, 40)
ROWS = (
    ("file_count", "Hồ sơ đang lưu trữ"),
    ("content_count", "Tệp tin của hồ sơ lưu trữ"),
    ("content_size", "Dung lượng (MB)"),
    ("whole_count", "Tệp tin nguyên vẹn (mã SHA-256 khớp)"),
    ("waiting_count", "Tệp tin mới tiếp nhận, chờ kiểm tra lần đầu"),
    ("damaged_count", "Tệp tin sai khác so với khi tiếp nhận"),
    ("missing_count", "Tệp tin không còn trong kho lưu trữ"),
    ("overdue_count", "Tệp tin quá 90 ngày chưa kiểm tra lại"),
    ("number_gap_count", "Số bị thiếu trong các sổ đăng ký"),
    ("ordinal_gap_count", "Hồ sơ có số thứ tự văn bản không liên tục"),
    ("lost_count", "Hồ sơ đã nhận vào lưu trữ nhưng không còn hoặc sai trạng thái so với nhật ký"),
    ("lock_count", "Bảng dữ liệu bị tắt cơ chế bảo vệ trong cơ sở dữ liệu"),
)


def build_integrity_report(office, facts):
    """Báo cáo kiểm tra tính toàn vẹn.

    :param dict office: name, parent_name, place
    :param dict facts: day, at, person, chain_break, is_sound, incidents and the keys of ``ROWS``
    :return Minutes:
    """
    chain = (
        "Nhật ký: các sự kiện nối chuỗi băm liên tục, không bị sửa đổi." if not (
            facts["chain_break"]
        ) else f"Nhật ký: chuỗi băm bị đứt tại vị trí {facts['chain_break']}."
    )
    verdict = "Kết luận: dữ liệu lưu trữ toàn vẹn." if facts["is_sound"] else (
        "Kết luận: có sai khác, phải khắc phục từ bản sao lưu."
    )
    incidents = tuple(f"- {line}" for line in facts["incidents"])
    return Minutes(
        **office, day=facts["day"], title="Báo cáo kiểm tra tính toàn vẹn dữ liệu lưu trữ",
        paragraphs=(f"Thời điểm kiểm tra: {text_of(facts['at'])}.",),
        table=(HEADINGS, [
            (str(index), label, _format(facts[key])) for index, (key, label) in enumerate(ROWS, 1)
        ], WIDTHS),
        closing=(
            chain, *(("Sự cố chưa khắc phục:", *incidents) if incidents else ()), verdict,
        ),
        signers=(("NGƯỜI KIỂM TRA", facts["person"]), ("THỦ TRƯỞNG CƠ QUAN", "")),
    )


def _format(value):
    text = f"{value:,.1f}" if isinstance(value, float) else f"{value:,}"
    return text.replace(",", " ").replace(".", ",").replace(" ", ".")
