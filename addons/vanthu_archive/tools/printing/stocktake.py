"""The record of a stock-taking. No act prescribes it; two sign it, as minutes are signed."""

from odoo.addons.vanthu_document.tools.printing.handling_report import ReportCover
from odoo.addons.vanthu_document.tools.printing.spec import CENTER, Column, RegisterForm

STOCKTAKE = RegisterForm(
    code="stocktake", title="BIÊN BẢN KIỂM KÊ HỘP HỒ SƠ",
    has_number_range=False, has_cover=False,
    columns=(
        Column("position", "STT", 12, CENTER),
        Column("box", "Hộp số", 20, CENTER),
        Column("files", "Số hồ sơ", 20, CENTER),
        Column("expected_place", "Vị trí theo sổ", 55),
        Column("result", "Kết quả", 40),
        Column("found_place", "Vị trí thực tế", 55),
        Column("note", "Ghi chú", 60),
    ),
)
RESULTS = {
    "waiting": "Chưa kiểm", "found": "Đúng vị trí", "misplaced": "Sai vị trí",
    "missing": "Thiếu",
}
COUNTER, KEEPER = "NGƯỜI KIỂM KÊ", "NGƯỜI QUẢN LÝ KHO"


def build_cover(company, shelf, counts, day, person):
    """Heading, sums and signatures of the record.

    :param dict company: ``name``, ``parent_name``, ``place``
    :param str shelf: whose stock was taken
    :param dict counts: ``expected``, ``found``, ``misplaced``, ``missing``
    :param datetime.date day: of the stock-taking
    :param str person: who counted
    :return ReportCover:
    """
    return ReportCover(
        **company, subtitle=f"Vị trí: {shelf}", year=day.year, date_from=day, date_to=day,
        day=day, signers=((COUNTER, person), (KEEPER, "")),
        notes=(
            "Theo sổ: {expected} hộp; đúng vị trí: {found}; sai vị trí: {misplaced}; "
            "thiếu: {missing}.".format(**counts),
        ),
    )
