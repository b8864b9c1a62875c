"""Tables from Excel workbooks (.xlsx) that people upload: read with care, refused with a reason.

Pure Python on openpyxl, which Odoo itself requires. A workbook is a ZIP archive from outside:
its size is looked at before anything is unpacked, macros and entity declarations are refused,
formulas are never calculated and never taken for values.
"""

import datetime
import io
import re
import zipfile
from dataclasses import dataclass, field

import openpyxl
import xlsxwriter

from .normalize import collapse, strip_marks

MAX_BYTES = 10 * 1024 * 1024
MAX_UNPACKED_BYTES = 120 * 1024 * 1024
MAX_RATIO = 200
MAX_PARTS = 2000
MAX_ROWS = 10_000
# Formatting alone can stretch a sheet to its last row; this many empty rows end the table.
MAX_EMPTY_ROWS = 200
_HEADER_ROWS = 15

_MESSAGES = {
    "empty": "The file is empty; choose the workbook again.",
    "too_large": "The file is larger than {limit} MB; split it into several workbooks.",
    "legacy": "The file is an old .xls workbook or has a password; save it as .xlsx "
              "without a password.",
    "not_xlsx": "The file is not an Excel workbook (.xlsx); save it as .xlsx and choose it again.",
    "macros": "The workbook holds macros; save it as .xlsx without macros.",
    "bomb": "The workbook unpacks to far more than its size and was not opened; copy the table "
            "into a new workbook.",
    "damaged": "The workbook is damaged; open it in Excel, save it anew and choose it again.",
    "no_sheet": "The workbook has no sheet “{sheet}”; start from the template.",
    "no_header": "The sheet “{sheet}” lacks the columns {columns}; start from the template.",
    "too_many_rows": "The sheet “{sheet}” has more than {limit} rows; split it into several "
                     "workbooks.",
}


class SpreadsheetError(ValueError):
    """A workbook that cannot be read.

    ``code`` names the reason (a key of ``_MESSAGES``), ``params`` what the message mentions;
    the text is one English sentence, which models translate by the code.
    """

    def __init__(self, code, **params):
        self.code = code
        self.params = params
        super().__init__(_MESSAGES[code].format(**params))


@dataclass(frozen=True)
class Column:
    """A column to look for: its key, the headings it may have, and whether it must be there."""

    key: str
    headings: tuple
    required: bool = False


@dataclass
class Row:
    """One row: number in the sheet, values by key, and what is wrong with single cells.

    ``problems`` holds pairs of a code (formula, error) and the key of the column.
    """

    number: int
    values: dict
    problems: list = field(default_factory=list)


def heading_key(text):
    """A heading without marks, capitals, stars and signs, so that spellings meet.

    :param text: what stands in the cell
    :return str: for example ``"don vi"`` for ``"ĐƠN VỊ (*)"``
    """
    plain = strip_marks(str(text or "")).lower()
    return " ".join(re.findall(r"[^\W_]+", plain))


def read_tables(data, sheets):
    """Read one table from each of several sheets of a workbook.

    :param bytes data: the file
    :param dict sheets: key → (possible names of the sheet, columns, required)
    :return dict: key → list of :class:`Row`; a sheet that may be missing gives no rows
    :raise SpreadsheetError: the file is not a plain, sound .xlsx workbook with these sheets
    """
    check_workbook(data)
    try:
        book = openpyxl.load_workbook(
            io.BytesIO(data), read_only=True, data_only=False, keep_links=False
        )
    except Exception as error:
        raise SpreadsheetError("damaged") from error
    try:
        by_name = {heading_key(sheet.title): sheet for sheet in book.worksheets}
        tables = {}
        for key, (names, columns, required) in sheets.items():
            sheet = next(
                (by_name[heading_key(name)] for name in names if heading_key(name) in by_name),
                None,
            )
            if sheet is None:
                if required:
                    raise SpreadsheetError("no_sheet", sheet=names[0])
                tables[key] = []
            else:
                tables[key] = _read_sheet(sheet, columns)
        return tables
    except SpreadsheetError:
        raise
    except Exception as error:
        # openpyxl and expat raise many kinds of errors on a broken part.
        raise SpreadsheetError("damaged") from error
    finally:
        book.close()


def check_workbook(data):
    """Refuse what is not a plain .xlsx workbook, without unpacking it as a whole.

    :param bytes data: the file
    :raise SpreadsheetError: empty, too large, of another kind, with macros, a bomb, damaged
    """
    if not data:
        raise SpreadsheetError("empty")
    if len(data) > MAX_BYTES:
        raise SpreadsheetError("too_large", limit=MAX_BYTES // 1024 // 1024)
    if data[:8] == b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1":
        raise SpreadsheetError("legacy")
    if data[:2] != b"PK":
        raise SpreadsheetError("not_xlsx")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _check_parts(archive, len(data))
    except SpreadsheetError:
        raise
    except Exception as error:
        # zipfile and its decompressors raise many kinds of errors on a damaged archive.
        raise SpreadsheetError("damaged") from error


def _check_parts(archive, size):
    parts = archive.infolist()
    names = {part.filename.lower() for part in parts}
    if "[content_types].xml" not in names or not any(
        name.startswith("xl/") and "workbook" in name for name in names
    ):
        raise SpreadsheetError("not_xlsx")
    if any(name.endswith("vbaproject.bin") or "/macrosheets/" in name for name in names):
        raise SpreadsheetError("macros")
    total = sum(part.file_size for part in parts)
    if (
        len(parts) > MAX_PARTS or total > MAX_UNPACKED_BYTES
        or (total > 5_000_000 and total > size * MAX_RATIO)
    ):
        raise SpreadsheetError("bomb")
    for part in parts:
        if not part.filename.lower().endswith((".xml", ".rels")):
            continue
        with archive.open(part) as stream:
            head = stream.read(4096)
        if b"<!DOCTYPE" in head or b"<!ENTITY" in head:
            raise SpreadsheetError("damaged")


def _read_sheet(sheet, columns):
    # The stated size of a sheet may be wrong, so rows are counted as they come.
    sheet.reset_dimensions()
    places, rows, empty, best = {}, [], 0, []
    width = 60
    for number, cells in enumerate(sheet.iter_rows(max_col=width), start=1):
        texts = [cell.value for cell in cells]
        if not places:
            places, missing = _find_columns(texts, columns)
            if not places:
                if not best or len(missing) < len(best):
                    best = missing
                if number >= _HEADER_ROWS:
                    break
            continue
        if not any(text not in (None, "") for text in texts):
            empty += 1
            if empty >= MAX_EMPTY_ROWS:
                break
            continue
        empty = 0
        row = _make_row(number, cells, places)
        if any(row.values.values()) or row.problems:
            rows.append(row)
        if len(rows) > MAX_ROWS:
            raise SpreadsheetError("too_many_rows", sheet=sheet.title, limit=MAX_ROWS)
    if not places:
        required = best or [column.headings[0] for column in columns if column.required]
        raise SpreadsheetError("no_header", sheet=sheet.title, columns=", ".join(required))
    return rows


def _find_columns(texts, columns):
    """Places of the columns in a row of headings; none when a required one is missing."""
    found = {}
    for place, text in enumerate(texts):
        key = heading_key(text)
        if key:
            found.setdefault(key, place)
    places = {}
    for column in columns:
        for heading in column.headings:
            place = found.get(heading_key(heading))
            if place is not None:
                places[column.key] = place
                break
    missing = [
        column.headings[0] for column in columns if column.required and column.key not in places
    ]
    return ({} if missing else places), missing


def _make_row(number, cells, places):
    row = Row(number, {})
    for key, place in places.items():
        cell = cells[place] if place < len(cells) else None
        value = cell.value if cell is not None else None
        kind = getattr(cell, "data_type", "n")
        if kind == "f" or (isinstance(value, str) and value.startswith("=")):
            row.problems.append(("formula", key))
            value = ""
        elif kind == "e":
            row.problems.append(("error", key))
            value = ""
        row.values[key] = cell_text(value)
    return row


def cell_text(value):
    """What a person reads in a cell, as one line of text.

    :param value: value from openpyxl (text, number, date, bool, None)
    :return str: text; whole numbers without a fraction, dates as dd/mm/yyyy
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "1" if value else ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime.datetime | datetime.date):
        return value.strftime("%d/%m/%Y")
    return collapse(str(value))


def write_template(sheets):
    """A workbook to fill in: headings, a line of explanation, widths and lists of choices.

    :param sheets: list of dicts with ``name``, ``columns`` (list of dicts ``heading``, ``help``,
        ``width``, ``choices``) and ``rows`` (lists of sample values)
    :return bytes: the .xlsx file
    """
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True, "strings_to_formulas": False})
    font = {"font_name": "Times New Roman", "font_size": 12}
    head = book.add_format(
        {**font, "bold": True, "border": 1, "bg_color": "#DDEBF7", "text_wrap": True}
    )
    plain = book.add_format(font)
    for spec in sheets:
        sheet = book.add_worksheet(spec["name"])
        sheet.freeze_panes(1, 0)
        for place, column in enumerate(spec["columns"]):
            sheet.set_column(place, place, column.get("width", 20), plain)
            sheet.write_string(0, place, column["heading"], head)
            if column.get("help"):
                sheet.write_comment(0, place, column["help"])
            if column.get("choices"):
                sheet.data_validation(
                    1, place, 2000, place, {"validate": "list", "source": column["choices"]}
                )
        for line, values in enumerate(spec.get("rows", ()), start=1):
            for place, value in enumerate(values):
                sheet.write_string(line, place, value, plain)
    book.close()
    return buffer.getvalue()
