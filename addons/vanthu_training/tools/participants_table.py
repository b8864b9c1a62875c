"""Reading lists of participants (danh sách học viên) from workbooks, as offices send them.

Plain Python: which organisation is invited and who is named already is looked up by the caller.
"""

import datetime
import re
from dataclasses import dataclass, field

from odoo.addons.vanthu_archive.tools.retention_table import read_rows
from odoo.addons.vanthu_document.tools import spreadsheet
from odoo.addons.vanthu_document.tools.normalize import collapse, fold_spelling, parse_vn_date
from odoo.addons.vanthu_document.tools.organisation_name import name_key
from odoo.addons.vanthu_document.tools.people_import import EMAIL

from .printing.participants import PARTICIPANTS

COLUMNS = (
    spreadsheet.Column("name", (
        "Họ và tên", "Họ tên", "Họ và tên học viên", "Họ tên học viên", "Tên học viên",
        "Họ và tên người tham dự", "Full name", "Name",
    ), required=True),
    spreadsheet.Column("birth_date", (
        "Ngày sinh", "Ngày, tháng, năm sinh", "Ngày tháng năm sinh", "Sinh ngày",
        "Date of birth",
    )),
    spreadsheet.Column("function", (
        "Chức vụ", "Chức danh", "Chức vụ, chức danh", "Chức danh, chức vụ", "Vị trí việc làm",
        "Position",
    )),
    spreadsheet.Column("organisation", (
        "Đơn vị", "Đơn vị công tác", "Cơ quan, đơn vị", "Cơ quan", "Tên đơn vị", "Trường",
        "Nơi công tác", "Organisation",
    )),
    spreadsheet.Column("email", (
        "Thư điện tử", "E-mail", "Email", "Địa chỉ thư điện tử", "Địa chỉ email", "Mail",
    )),
)
# The list to fill in has the columns of the form, and the address that a person is told at.
TEMPLATE_HEADINGS = {
    **{column.key: column.label for column in PARTICIPANTS.columns}, "email": "Thư điện tử",
}
YOUNGEST, OLDEST = 14, 90
_END = ("danh sach nay co", "danh sach co", "an dinh danh sach", "tong so", "tong cong")
_COLUMN_NUMBER = re.compile(r"\(?\d{1,2}\)?")


@dataclass
class Entry:
    """One person of a list; ``problems``: pairs of a code and parameters for the sentence."""

    row: int
    name: str
    birth_date: datetime.date = None
    function: str = ""
    organisation: str = ""
    email: str = ""
    problems: list = field(default_factory=list)


def read_participants(data, today):
    """Read the people of a list.

    :param bytes data: a workbook (.xlsx) or CSV file
    :param datetime.date today: by which dates of birth are judged
    :return list: of :class:`Entry`, those with problems among them
    :raise spreadsheet.SpreadsheetError: the file cannot be read, or has no such list
    """
    entries = []
    for row in read_rows(data, COLUMNS):
        texts = [text for text in row.values.values() if text]
        if texts and all(_COLUMN_NUMBER.fullmatch(text) for text in texts):
            continue  # the line under the headings that counts the columns
        if any(spreadsheet.heading_key(text).startswith(_END) for text in texts):
            break
        entries.append(_make_entry(row, today))
    _mark_doubles(entries)
    return entries


def _make_entry(row, today):
    values = {key: collapse(row.values.get(key) or "") for key in (
        "name", "birth_date", "function", "organisation", "email",
    )}
    birth, text = None, values.pop("birth_date")
    entry = Entry(row.number, **values)
    entry.problems = [(code, {"column": key}) for code, key in row.problems]
    if not any(letter.isalpha() for letter in entry.name):
        entry.problems.append(("no_name", {}))
    if text:
        birth = parse_vn_date(text)
        if not birth:
            entry.problems.append(("bad_date", {"text": text}))
        elif not YOUNGEST <= today.year - birth.year <= OLDEST:
            entry.problems.append(("odd_date", {"text": text}))
    entry.birth_date = birth
    if entry.email and not EMAIL.fullmatch(entry.email):
        entry.problems.append(("bad_email", {"email": entry.email}))
    return entry


def is_same_person(name, birth_date, other_name, other_birth_date):
    """Whether two lines of one organisation mean the same person, as far as they tell.

    :param str name: of one
    :param birth_date: ``datetime.date`` or nothing
    :param str other_name: of the other
    :param other_birth_date: ``datetime.date`` or nothing
    :return bool: the names agree, and no two dates of birth tell them apart
    """
    if fold_spelling(name) != fold_spelling(other_name):
        return False
    return not birth_date or not other_birth_date or birth_date == other_birth_date


def _mark_doubles(entries):
    seen = {}
    for entry in entries:
        if entry.problems:
            continue
        others = seen.setdefault((name_key(entry.organisation), fold_spelling(entry.name)), [])
        twin = next((other for other in others if is_same_person(
            entry.name, entry.birth_date, other.name, other.birth_date
        )), None)
        if twin:
            entry.problems.append(("twice", {"name": entry.name, "other": twin.row}))
        else:
            others.append(entry)


class Organisations:
    """Finds an invited organisation by what a list calls it.

    :param names: pairs of a name and whatever stands for the organisation
    """

    def __init__(self, names):
        self._exact, self._loose = {}, {}
        for name, organisation in names:
            self._exact.setdefault(fold_spelling(name), []).append(organisation)
            self._loose.setdefault(name_key(name), []).append(organisation)

    def find(self, name):
        """Those that a name may mean.

        :param str name: as it stands in the list
        :return list: one, none, or several that the name does not tell apart
        """
        return self._exact.get(fold_spelling(name)) or self._loose.get(name_key(name)) or []
