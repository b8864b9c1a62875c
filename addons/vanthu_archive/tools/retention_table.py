"""Reading retention tables (bảng thời hạn lưu trữ) as ministries publish them.

An annex has headings of groups, items with a number and a term, and items whose sub-rows have
the terms and no number. Plain Python: what is in the database is compared by the caller.
"""

import csv
import io
import re
from dataclasses import dataclass, field
from string import ascii_lowercase

import openpyxl

from odoo.addons.vanthu_document.tools import spreadsheet
from odoo.addons.vanthu_document.tools.normalize import collapse

COLUMNS = (
    spreadsheet.Column("code", ("Mã", "STT", "Số TT", "TT", "Code", "No.")),
    spreadsheet.Column("name", (
        "Tên nhóm hồ sơ, tài liệu", "Tên nhóm, hồ sơ, tài liệu", "Tên hồ sơ, tài liệu",
        "Tên nhóm hồ sơ", "Tên hồ sơ", "Loại hồ sơ", "Tiêu đề hồ sơ", "Nội dung",
        "Nhóm hồ sơ, tài liệu", "Kind of file", "Title",
    ), required=True),
    spreadsheet.Column("term", (
        "Thời hạn lưu trữ", "Thời hạn bảo quản", "THBQ", "Thời hạn", "Retention term",
        "Retention",
    ), required=True),
    spreadsheet.Column("group", ("Nhóm", "Lĩnh vực", "Group")),
    spreadsheet.Column("base", ("Mã quy định chung", "Theo mã", "Common rule")),
)
# The same words as the act's, so that the workbook to fill in is read again.
TEMPLATE_HEADINGS = {
    "code": "Mã", "name": "Tên hồ sơ, tài liệu", "term": "Thời hạn lưu trữ", "group": "Nhóm",
    "base": "Mã quy định chung",
}
MAX_YEARS = 150
_PERMANENT = {"vinh vien", "permanent", "vv"}
_EVENT_STARTS = ("den khi", "cho den khi", "theo ", "until ", "life of ", "sau khi")
_YEARS = re.compile(r"(\d{1,3}) (nam|years?)")
_EVENTS = {"hhl": "Đến khi văn bản hết hiệu lực"}
_MARKS = re.compile(r"^[-–—+•*]\s*")
_WORD_CODE = re.compile(r"[IVXLC]+\.?|[A-ZĐ]\.?")


class TermError(ValueError):
    """A text that says neither a number of years nor an event."""


@dataclass(frozen=True)
class Term:
    """A retention term: ``kind`` permanent, years or event, with years or the event's words."""

    kind: str
    years: int = 0
    event: str = ""


@dataclass
class Entry:
    """One rule of a table: number of its row, what it says, and codes of what is wrong.

    ``problems``: pairs of a code and parameters for the sentence.
    """

    row: int
    code: str
    name: str
    group: str = ""
    term: Term = None
    term_text: str = ""
    base: str = ""
    problems: list = field(default_factory=list)


def parse_term(text):
    """What a cell says about how long something is kept.

    :param str text: such as "Vĩnh viễn", "20 năm", "05 năm", "Đến khi văn bản hết hiệu lực"
    :return Term:
    :raise TermError: it says none of these, or more years than anybody keeps
    """
    key = spreadsheet.heading_key(text)
    if key in _PERMANENT:
        return Term("permanent")
    if key in _EVENTS:
        return Term("event", event=_EVENTS[key])
    found = _YEARS.fullmatch(key)
    if found:
        years = int(found[1])
        if not 1 <= years <= MAX_YEARS:
            raise TermError(text)
        return Term("years", years)
    if key.startswith(_EVENT_STARTS) or _YEARS.match(key):
        return Term("event", event=collapse(str(text)))
    raise TermError(text)


def read_rows(data, columns=COLUMNS):
    """Read the table of a workbook (.xlsx) or of a CSV file.

    :param bytes data: the file
    :param tuple columns: of ``spreadsheet.Column``, which the table is known by
    :return list: of ``spreadsheet.Row``
    :raise spreadsheet.SpreadsheetError: the file cannot be read, or has no such table
    """
    if data and data[:2] != b"PK" and data[:4] != b"\xd0\xcf\x11\xe0":
        data = _workbook_of_csv(data)
    spreadsheet.check_workbook(data)
    found = [_read_sheet(data, title, columns) for title in _get_titles(data)]
    tables = [rows for rows, _problem in found if rows is not None]
    if not tables:
        raise found[0][1]
    return tables[0]


def _read_sheet(data, title, columns):
    """Rows of one sheet; without its headings None and what is missing."""
    try:
        sheets = {"table": ((title,), columns, True)}
        return spreadsheet.read_tables(data, sheets)["table"], None
    except spreadsheet.SpreadsheetError as problem:
        if problem.code != "no_header":
            raise
        return None, problem


def _get_titles(data):
    try:
        book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, keep_links=False)
    except Exception as error:
        # openpyxl raises many kinds of errors on a broken part.
        raise spreadsheet.SpreadsheetError("damaged") from error
    try:
        return book.sheetnames
    finally:
        book.close()


def _workbook_of_csv(data):
    """A CSV file as a workbook, so that both are read in one way."""
    if len(data) > spreadsheet.MAX_BYTES:
        limit = spreadsheet.MAX_BYTES // 1024 // 1024
        raise spreadsheet.SpreadsheetError("too_large", limit=limit)
    if b"\x00" in data and data[:2] not in (b"\xff\xfe", b"\xfe\xff"):
        raise spreadsheet.SpreadsheetError("not_xlsx")
    try:
        text = data.decode("utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig")
    except UnicodeDecodeError as error:
        raise spreadsheet.SpreadsheetError("not_xlsx") from error
    head = text.partition("\n")[0]
    mark = max(";,\t", key=head.count)
    lines = [row for row in csv.reader(io.StringIO(text, newline=""), delimiter=mark) if row]
    if len(lines) > spreadsheet.MAX_ROWS:
        raise spreadsheet.SpreadsheetError(
            "too_many_rows", sheet="CSV", limit=spreadsheet.MAX_ROWS
        )
    first = lines[0] if lines else []
    return spreadsheet.write_template([{
        "name": "CSV", "columns": [{"heading": heading} for heading in first],
        "rows": lines[1:],
    }])


def make_entries(rows):
    """The rules of a table: headings become groups, sub-rows take their item's number.

    :param list rows: of ``spreadsheet.Row``
    :return list: of ``Entry``, those with problems among them
    """
    entries, group, item, children, seen = [], "", None, 0, {}
    for row in rows:
        code, name, text = (row.values.get(key) or "" for key in ("code", "name", "term"))
        code, name = code.rstrip("."), _MARKS.sub("", name)
        if not text and not row.problems:
            if _is_item(code):
                item, children = (code, name.rstrip(" :")), 0
            else:
                group, item = name or code, None
            continue
        if not code and item:
            code = item[0] + _letter(children)
            children += 1
            name = f"{item[1]} — {name}"
        elif code:
            item = None
        entry = Entry(
            row.number, code, name, row.values.get("group") or group, term_text=text,
            base=row.values.get("base") or "",
        )
        entry.problems = [(problem, {"column": key}) for problem, key in row.problems]
        _check(entry, seen)
        entries.append(entry)
    return entries


def _is_item(code):
    """Whether a number is that of an item, not the Roman one or the letter of a group."""
    return bool(code) and not _WORD_CODE.fullmatch(code)


def _letter(place):
    letters = len(ascii_lowercase)
    return ascii_lowercase[place % letters] * (place // letters + 1)


def _check(entry, seen):
    if entry.problems:
        return
    try:
        entry.term = parse_term(entry.term_text)
    except TermError:
        entry.problems.append(("bad_term", {"term": entry.term_text}))
    if not entry.name:
        entry.problems.append(("no_name", {}))
    if not entry.code:
        entry.problems.append(("no_code", {"name": entry.name}))
    elif entry.code in seen:
        entry.problems.append(("twice", {"code": entry.code, "other": seen[entry.code]}))
    else:
        seen[entry.code] = entry.row


def is_shorter(own, common):
    """Whether an organisation's term falls short of the common one.

    Terms that cannot be compared (years against an event) count as shorter: nobody can tell
    that they are not.

    :param Term own: of the organisation
    :param Term common: of the act
    :return bool:
    """
    if own.kind == "permanent":
        return False
    if own.kind == common.kind == "years":
        return own.years < common.years
    return not own.kind == common.kind == "event"
