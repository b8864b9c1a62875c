"""Files of data loggers: whatever separator, heading, date and decimal sign they write with.

A file is text with one reading in each line. What cannot be read in a line is told and the other
lines are used: loggers write lines of their own between the readings.
"""

import csv
import re
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from odoo.addons.vanthu_document.tools.spreadsheet import heading_key

from .climate import ReadingError, check_value

MAX_BYTES = 20 * 1024 * 1024
MAX_ROWS = 200_000
# Loggers write about themselves before the headings.
HEADER_LINES = 60
SEPARATORS = (";", "\t", ",", "|")
# Column → words of its heading, of which one must be there, without marks and signs.
_WORDS = (
    ("other", r"dew|suong|wet bulb|alarm|canh bao|battery|pin|serial"),
    ("temperature", r"nhiet do|nhiet|temperature|temp|celsius|fahrenheit"),
    ("humidity", r"do am|humidity|hum|rh"),
    ("light", r"anh sang|do roi|light|lux|illuminance"),
    ("sensor", r"cam bien|sensor|thiet bi|device|logger|probe|may do"),
    ("note", r"ghi chu|note|notes|remark|remarks|comment"),
    ("moment", r"thoi gian|thoi diem|ngay gio|date time|datetime|timestamp|time stamp"),
    ("date", r"ngay|date"),
    ("time", r"gio|time|hour"),
)
_PATTERNS = [(name, re.compile(rf"\b({words})\b")) for name, words in _WORDS]
_DATE = re.compile(
    r"^(\d{1,4})[./-](\d{1,2})[./-](\d{1,4})"
    r"(?:[T ,]+(\d{1,2})(?:[:hg](\d{2})?)?(?:[:.p](\d{2}))?(?:[.,]\d+)?)?"
    r"\s*(am|pm|sa|ch)?\s*(z|[+-]\d{2}:?\d{2})?$", re.IGNORECASE,
)
_NUMBER = re.compile(r"^\s*([+-]?[\d.,]*\d)\s*(?:°|º)?\s*[cf%]?\s*(?:rh)?(?:lux|lx)?\s*$",
                     re.IGNORECASE)


class ClimateFileError(ValueError):
    """A file without readings; ``code`` is empty, too_large, no_text, no_header or too_many."""

    def __init__(self, code):
        super().__init__(code)
        self.code = code


@dataclass
class Line:
    """One line with a reading: its number, what it says, and what is wrong with it."""

    number: int
    moment: datetime = None
    temperature: float = 0.0
    humidity: float = 0.0
    light: float = 0.0
    sensor: str = ""
    note: str = ""
    problem: ReadingError = None
    texts: dict = field(default_factory=dict, repr=False)


def read_lines(data, order="auto"):
    """The readings of a file.

    :param bytes data: the file
    :param str order: of days in dates like 03/04/2026: dmy, mdy, or auto to see it from the file
    :return list: of :class:`Line`; ``moment`` is local without zone, or has one
    :raise ClimateFileError: there is no table of readings in it
    """
    text = _decode(data)
    rows, columns, fahrenheit = _find_table(text)
    lines = []
    for number, row in rows:
        texts = {
            name: row[place].strip() for name, place in columns.items() if place < len(row)
        }
        # Empty lines, and notes of the logger between readings.
        if texts.get("temperature") or texts.get("humidity"):
            lines.append(Line(number, texts=texts))
        if len(lines) > MAX_ROWS:
            raise ClimateFileError("too_many")
    day_first = _is_day_first(lines, order)
    for line in lines:
        _fill(line, day_first, fahrenheit)
    return lines


def _decode(data):
    if not data.strip():
        raise ClimateFileError("empty")
    if len(data) > MAX_BYTES:
        raise ClimateFileError("too_large")
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        encodings = ("utf-16",)
    else:
        encodings = ("utf-8-sig", "cp1258", "latin-1")
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\x00" not in text:
            return text
    raise ClimateFileError("no_text")


def _find_table(text):
    """Rows below the headings, and where each column stands."""
    lines = text.splitlines()
    for separator in SEPARATORS:
        for at, line in enumerate(lines[:HEADER_LINES]):
            if separator not in line:
                continue
            heads = next(csv.reader([line], delimiter=separator), [])
            columns = _find_columns(heads)
            if columns:
                fahrenheit = bool(re.search(
                    r"°\s*f\b|\(f\)|fahrenheit", heads[columns["temperature"]], re.IGNORECASE
                ))
                return enumerate(_Rows(lines[at + 1:], separator), at + 2), columns, fahrenheit
    raise ClimateFileError("no_header")


class _Rows:
    """Rows of the file; one that csv refuses counts as empty."""

    def __init__(self, lines, separator):
        self.rows = csv.reader(lines, delimiter=separator)

    def __iter__(self):
        return self

    def __next__(self):
        try:
            return next(self.rows)
        except csv.Error:
            return []


def _find_columns(heads):
    columns = {}
    for place, head in enumerate(heads):
        key = heading_key(head)
        name = next((name for name, pattern in _PATTERNS if pattern.search(key)), None)
        if name and name != "other":
            columns.setdefault(name, place)
    if not {"temperature", "humidity"} <= columns.keys():
        return {}
    if not columns.keys() & {"moment", "date", "time"}:
        return {}
    return columns


def _get_moment_text(texts):
    if texts.get("moment"):
        return texts["moment"]
    return " ".join(filter(None, (texts.get("date"), texts.get("time"))))


def _is_day_first(lines, order):
    """Whether the day stands before the month; in doubt it does, as in Viet Nam."""
    if order != "auto":
        return order == "dmy"
    found = [_DATE.match(_get_moment_text(line.texts)) for line in lines]
    pairs = [(int(match[1]), int(match[2])) for match in found if match]
    return any(first > 12 for first, _second in pairs if first < 100) or not any(
        second > 12 for first, second in pairs if first < 100
    )


def _fill(line, day_first, fahrenheit):
    texts = line.texts
    line.sensor, line.note = texts.get("sensor", ""), texts.get("note", "")[:200]
    try:
        line.moment = parse_moment(_get_moment_text(texts), day_first)
        temperature = parse_number("temperature", texts.get("temperature", ""))
        if fahrenheit and temperature is not None:
            temperature = (temperature - 32) / 1.8
        line.temperature = check_value("temperature", temperature)
        line.humidity = check_value(
            "humidity", parse_number("humidity", texts.get("humidity", ""))
        )
        line.light = check_value("light", parse_number("light", texts.get("light", "")))
    except ReadingError as error:
        line.problem = error


def parse_number(name, text):
    """A number with point or comma, perhaps with its unit.

    :param str name: of the quantity, for the error
    :param str text: as it stands in the file
    :return float: or None for an empty text
    :raise ReadingError: it is no number
    """
    if not text:
        return None
    match = _NUMBER.match(text)
    digits = match[1] if match else ""
    if "," in digits and "." in digits:
        # The last sign is the decimal one.
        thousands = "," if digits.rindex(".") > digits.rindex(",") else "."
        digits = digits.replace(thousands, "")
    try:
        return float(digits.replace(",", "."))
    except ValueError as error:
        raise ReadingError("no_number", name, text) from error


def parse_moment(text, day_first=True):
    """A date with time of day in one of the usual spellings.

    :param str text: such as 03/04/2026 8:05, 2026-04-03T08:05:00+07:00 or 4/3/26 8:05 PM
    :param bool day_first: of 03/04/2026
    :return datetime.datetime: without zone as the file has it, in UTC where the text names one
    :raise ReadingError: it is none
    """
    match = _DATE.match(text.strip())
    if not match:
        raise ReadingError("bad_time", "time", text)
    first, second, third = match[1], match[2], match[3]
    if len(first) == 4:
        year, month, day = int(first), int(second), int(third)
    else:
        year = int(third) + (2000 if len(third) <= 2 else 0)
        day, month = (int(first), int(second)) if day_first else (int(second), int(first))
    hour, half = int(match[4] or 0), (match[7] or "").lower()
    if half:
        hour = hour % 12 + (12 if half in ("pm", "ch") else 0)
    try:
        moment = datetime(year, month, day, hour, int(match[5] or 0), int(match[6] or 0))
    except ValueError as error:
        raise ReadingError("bad_time", "time", text) from error
    return _apply_zone(moment, match[8])


def _apply_zone(moment, zone):
    if not zone:
        return moment
    if zone in ("z", "Z"):
        return moment.replace(tzinfo=UTC)
    digits = zone[1:].replace(":", "")
    offset = timedelta(hours=int(digits[:2]), minutes=int(digits[2:]))
    return (moment - offset if zone[0] == "+" else moment + offset).replace(tzinfo=UTC)
