"""Reading file plans (danh mục hồ sơ) from workbooks as offices keep them.

The columns are those of Phụ lục V of NĐ 30/2020. Merged headings, repeated column headings,
missing ordinals and the sentences at the end are understood; what cannot be, is told by row.
Plain Python: persons and units are looked up by the caller.
"""

import re
from dataclasses import dataclass, field

from odoo.addons.vanthu_document.tools import spreadsheet

from .plan_titles import make_abbreviation
from .retention_table import Term, TermError, parse_term, read_rows

COLUMNS = (
    spreadsheet.Column("notation", (
        "Số và ký hiệu hồ sơ", "Số, ký hiệu hồ sơ", "Số ký hiệu hồ sơ", "Số và ký hiệu HS",
        "Số và ký hiệu", "Số, ký hiệu", "Ký hiệu hồ sơ", "Số hồ sơ", "Hồ sơ số", "STT", "Số TT",
        "TT", "File number", "No.",
    )),
    spreadsheet.Column("name", (
        "Tên đề mục và tiêu đề hồ sơ", "Đề mục và tiêu đề hồ sơ", "Tên đề mục, tiêu đề hồ sơ",
        "Tên đề mục và tên hồ sơ", "Tên nhóm và tiêu đề hồ sơ", "Tiêu đề hồ sơ", "Tên hồ sơ",
        "Tên đề mục", "Tiêu đề", "Tên hồ sơ, tài liệu", "Nội dung", "Title", "Title of the file",
    ), required=True),
    spreadsheet.Column("term", (
        "Thời hạn bảo quản", "Thời hạn lưu trữ", "THBQ", "THLT", "Thời hạn",
        "Thời hạn bảo quản (năm)", "Thời hạn lưu trữ (năm)", "Thời gian bảo quản",
        "Thời gian lưu trữ", "Retention", "Retention term",
    ), required=True),
    spreadsheet.Column("keeper", (
        "Người lập hồ sơ", "Đơn vị/người lập hồ sơ", "Đơn vị, người lập hồ sơ", "Người lập",
        "Đơn vị lập hồ sơ", "Đơn vị/ Người lập", "Cá nhân lập hồ sơ", "Người phụ trách",
        "Đơn vị, cá nhân lập hồ sơ", "Đơn vị hoặc người lập hồ sơ", "Kept by",
    )),
    spreadsheet.Column("note", ("Ghi chú", "Note", "Remarks")),
    spreadsheet.Column("code", ("Viết tắt", "Chữ viết tắt", "Ký hiệu đề mục", "Abbreviation")),
)
TEMPLATE_HEADINGS = {
    "notation": "Số và ký hiệu hồ sơ", "name": "Tên đề mục và tiêu đề hồ sơ",
    "term": "Thời hạn bảo quản", "keeper": "Người lập hồ sơ", "note": "Ghi chú",
}
EXAMPLE_ROWS = (
    ("", "I. TỔ CHỨC, CÁN BỘ (TCCB)", "", "", ""),
    ("", "1. Tuyển dụng, sử dụng viên chức", "", "", ""),
    ("01.TCCB", "Hồ sơ tuyển dụng viên chức", "20 năm", "Phòng Tổ chức cán bộ", ""),
    ("02.TCCB", "Hồ sơ thành lập, đổi tên đơn vị trực thuộc", "Vĩnh viễn", "", ""),
    ("", "II. VĂN PHÒNG, VĂN THƯ, LƯU TRỮ (VP)", "", "", ""),
    ("01.VP", "Tập lưu văn bản đi", "Vĩnh viễn", "", ""),
)
_MARK = re.compile(r"([IVXLC]{1,7}|[A-ZĐ]|\d{1,3}(?:\.\d{1,3})*)\s*[.):/–-]\s*(\S.*)")
_ROMAN = re.compile(r"[IVXLC]{1,7}|[A-ZĐ]")
_ORDINAL = re.compile(r"\d{1,3}(?:\.\d{1,3})*")
_NOTATION = re.compile(r"(\d{1,4})\s*[./-]\s*([^\W\d_][\w.&-]*)")
_IN_BRACKETS = re.compile(r"(.*\S)\s*\(([A-ZĐ][\w&-]{1,9})\)")
_DASH = re.compile(r"^[-–—+•*]\s*")
_YEARS = re.compile(r"(\d{1,3})\s*(?:n|năm|nam)?\.?", re.IGNORECASE)
_FILE_WORDS = ("hồ sơ ", "tập ", "sổ ")
_COLUMN_NUMBER = re.compile(r"\(?\d{1,2}\)?")
_END = "danh muc ho so nay co"


@dataclass
class PlanRow:
    """A heading or a file of a plan, as a row of a workbook says it.

    ``problems``: pairs of a code and parameters, for what stops the import; ``notes`` the same
    for what the person should know. ``number``: the ordinal that the workbook has, or None.
    """

    row: int
    kind: str
    name: str
    code: str = ""
    number: int = None
    term: Term = None
    term_text: str = ""
    keeper: str = ""
    note: str = ""
    problems: list = field(default_factory=list)
    notes: list = field(default_factory=list)


def parse_plan_term(text):
    """What a plan says about how long a file is kept; a bare number is one of years.

    :param str text: such as "10 năm", "5", "VV", "Vĩnh viễn"
    :return Term:
    :raise TermError: it says none of these
    """
    found = _YEARS.fullmatch(text.strip())
    return parse_term(f"{int(found[1])} năm" if found else text)


def read_plan(data):
    """Headings and files of a workbook.

    :param bytes data: .xlsx or .csv
    :return list: of :class:`PlanRow`, those with problems among them
    :raise spreadsheet.SpreadsheetError: the file cannot be read, or has no such table
    """
    rows = []
    for row in read_rows(data, COLUMNS):
        values = {column.key: row.values.get(column.key) or "" for column in COLUMNS}
        if _is_end(values):
            break
        if _is_table_heading(values):
            continue
        line = _classify(row.number, values)
        line.problems = [
            (problem, {"column": key}) for problem, key in row.problems
        ] or line.problems
        _read_term(line)
        rows.append(line)
    _promote_headings(rows)
    _give_abbreviations(rows)
    _compare_numbers(rows)
    _find_repeated(rows)
    return rows


def guess_numbering(rows):
    """Whether ordinals of the workbook go through the whole list.

    :param list rows: of :class:`PlanRow`
    :return str: "through" or "heading"
    """
    seen = waiting = False
    for row in rows:
        if row.kind == "heading":
            waiting = seen
        elif row.kind == "entry":
            if waiting and row.number:
                return "through" if row.number > 1 else "heading"
            seen = True
    return "heading"


def _is_end(values):
    return any(
        spreadsheet.heading_key(values[key]).startswith(_END) for key in ("notation", "name")
    )


def _is_table_heading(values):
    """Whether a row repeats the headings of the columns or numbers them."""
    name = values["name"]
    return bool(_COLUMN_NUMBER.fullmatch(name)) or spreadsheet.heading_key(name) in {
        spreadsheet.heading_key(heading) for heading in COLUMNS[1].headings
    }


def _classify(number, values):
    mark, name = values["notation"].strip(), _DASH.sub("", values["name"])
    bare = not name and not _NOTATION.fullmatch(mark) and not _ORDINAL.fullmatch(mark)
    if bare and mark:
        # A heading whose cells are merged stands in the first column.
        mark, name = _split_mark(mark)
    line = PlanRow(
        number, "entry", name, term_text=values["term"], keeper=values["keeper"],
        note=values["note"],
    )
    found = _NOTATION.fullmatch(mark)
    if found:
        line.number, line.code = int(found[1]), found[2]
    elif not line.term_text:
        mark, line.name = (mark, name) if mark else _split_mark(name)
        line.kind = _find_kind(mark.rstrip(".) "), line)
        line.code = values["code"] if line.kind == "heading" else ""
    elif mark.rstrip(".").isdigit():
        line.number = int(mark.rstrip("."))
    if not line.name:
        line.problems.append(("no_name", {}))
    return line


def _split_mark(text):
    found = _MARK.fullmatch(text)
    return (found[1], found[2]) if found else ("", text)


def _find_kind(mark, line):
    """What a row without a term is: a heading, or a file whose term is missing."""
    if _ROMAN.fullmatch(mark.upper()):
        return "heading"
    is_file = line.name.lower().startswith(_FILE_WORDS) and not line.name.isupper()
    if line.keeper or is_file:
        return "entry"
    if _ORDINAL.fullmatch(mark):
        return "subheading"
    if line.name.isupper():
        return "heading"
    line.notes.append(("as_heading", {}))
    return "subheading"


def _read_term(line):
    if line.kind != "entry" or line.problems:
        return
    if not line.term_text:
        line.notes.append(("no_term", {}))
        return
    try:
        line.term = parse_plan_term(line.term_text)
    except TermError:
        line.problems.append(("bad_term", {"term": line.term_text}))


def _promote_headings(rows):
    """A list without Roman figures has its main headings in capitals, or numbered 1, 2, 3."""
    headings = [row for row in rows if row.kind != "entry"]
    if any(row.kind == "heading" for row in headings):
        return
    for row in [row for row in headings if row.name.isupper()] or headings:
        row.kind, row.notes = "heading", []


def _give_abbreviations(rows):
    """Each main heading's abbreviation: its own, that of its files, or one to be looked at."""
    headings = [row for row in rows if row.kind == "heading"]
    taken = set()
    for heading in headings:
        found = _IN_BRACKETS.fullmatch(heading.name)
        if found and sum(letter.isupper() for letter in found[2]) > 1:
            heading.name, heading.code = found[1], heading.code or found[2]
        below = _get_entries_below(rows, heading)
        heading.code = heading.code or next((row.code for row in below if row.code), "")
        if below and not heading.code:
            code = make_abbreviation(heading.name)
            count = 2
            heading.code = code
            while heading.code in taken:
                heading.code, count = f"{code}{count}", count + 1
            heading.notes.append(("proposed", {"code": heading.code}))
        elif heading.code in taken:
            heading.notes.append(("same_code", {"code": heading.code}))
        taken.add(heading.code)
    if not headings or rows[0].kind != "heading":
        loose = next((row for row in rows if row.kind == "entry"), None)
        if loose and (not headings or rows.index(loose) < rows.index(headings[0])):
            loose.notes.append(("no_heading", {}))


def _get_entries_below(rows, heading):
    below = []
    for row in rows[rows.index(heading) + 1:]:
        if row.kind == "heading":
            break
        if row.kind == "entry":
            below.append(row)
    return below


def _compare_numbers(rows):
    """Tell where the ordinals that the software gives differ from the workbook's."""
    anew, count, code = guess_numbering(rows) == "heading", 0, ""
    for row in rows:
        if row.kind == "heading":
            count, code = 0 if anew else count, row.code
        elif row.kind == "entry":
            count += 1
            if (row.number or count) != count or (row.code and code and row.code != code):
                was = ".".join(filter(None, (f"{row.number or count:02d}", row.code)))
                becomes = ".".join(filter(None, (f"{count:02d}", code)))
                row.notes.append(("renumbered", {"was": was, "becomes": becomes}))


def _find_repeated(rows):
    seen = {}
    heading = None
    for row in rows:
        heading = row.row if row.kind == "heading" else heading
        key = heading, spreadsheet.heading_key(row.name)
        if row.kind == "entry" and key in seen:
            row.notes.append(("twice", {"other": seen[key]}))
        seen.setdefault(key, row.row)
