"""The text of a document as the rules see it.

Rules search in ``low``: the text without diacritics in lower case, character by character of
the same length as ``text``, so that a span found there cuts the same words out of ``text`` and,
through ``origin``, out of the text that was given.
"""

import dataclasses
import re
import unicodedata

from ..normalize import collapse, strip_marks
from .vocabulary import UPPER

_DASHES = "‐‑‒–—―−﹣-"
_BLANKS = "\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u202f\u3000\t\f\v\r"
_RULE = re.compile(r"[\s\-_*=~.•·|…]*$")

_GAPS = re.compile(r"[|\t]|[ ]{3,}|$")
_ROW = re.compile(r"[|\t]|[ ]{2,}|$")  # a table row on one line: line breaks became two blanks

# Lines which tools put on a page: digital signature boxes and their like.
_NOISE = re.compile(
    r"^\s*(?:(?:nguoi ky|ky boi|duoc ky boi|digitally signed by|signed by"
    r"|signature (?:not )?verified|signature valid|thoi gian ky|ngay ky|gio ky|email|e-mail"
    r"|co quan|tinh trang|ly do|reason"
    r"|location|date|signing time|chuc vu nguoi ky|don vi ky|so serial)\s*:.*"
    r"|signature (?:not )?verified.*|signature valid.*|da ky so.*|trang \d+\s*/\s*\d+"
    r"|page \d+ of \d+|van ban nay duoc ky so.*|\d{1,2}[./-]\d{1,2}[./-]\d{4} \d{2}:\d{2}:\d{2}.*"
    r"|\+07:?00)\s*$"
)


@dataclasses.dataclass
class Cell:
    """A piece of a line: its span in the page, the number of its line, and how it stands."""

    start: int
    end: int
    line: int
    text: str
    gap: bool = False  # a blank line, rule or table bar comes before it
    aside: bool = False  # stands right of other text of its line

    def __post_init__(self):
        self.low = low_of(self.text)
        letters = [char for char in self.text if char.isalpha()]
        upper = sum(char.isupper() for char in letters)
        self.is_upper = len(letters) > 1 and upper >= 0.85 * len(letters)
        first = next((char for char in self.text if char.isalnum()), "")
        self.starts_lower = first.islower() or first.isdigit()


def low_of(text):
    """Return ``text`` folded to ASCII lower case, with the same length."""
    return "".join(_low_char(char) for char in text)


def _low_char(char):
    if char < "\x80":
        return char.lower()
    if char in _DASHES:
        return "-"
    if char in _BLANKS:
        return " "
    folded = strip_marks(char).lower()
    return folded if len(folded) == 1 else "?"


class Page:
    """The text of one document with its lines and cells."""

    def __init__(self, raw):
        self.raw = raw
        text, self.origin = [], []
        for start, end in _letters(raw):
            char = unicodedata.normalize("NFC", raw[start:end])
            for piece in char:
                text.append(" " if piece in _BLANKS and piece != "\t" else piece)
                self.origin.append((start, end))
        self.text = "".join(text)
        if "**" in self.text:  # bold of a web page turned into plain text
            self.text = self.text.replace("*", " ")
        self.low = low_of(self.text)
        self.cells = list(self._cells())

    def is_cut(self, end):
        """Whether ``end`` is where the text stops without a sign of being complete."""
        return not self.text[end:].strip(" \n\t|_*-") and self.text[end - 1: end] not in ".;)"

    def source(self, start, end):
        """Return the exact part of the given text behind ``text[start:end]``."""
        if start >= end:
            return ""
        return self.raw[self.origin[start][0] : self.origin[end - 1][1]].strip()

    def value(self, start, end):
        """Return ``text[start:end]`` in one line, table bars left out."""
        return collapse(self.text[start:end].replace("|", " "))

    def _cells(self):
        position, gap, number = 0, True, 0
        for line in self.text.split("\n"):
            number += 1
            low = low_of(line)
            if not line.strip():
                gap = True
            elif not _NOISE.match(low):
                cuts = one_line_cuts(line, low)
                row = line.count("|") > 1 or bool(cuts)
                first = True
                for start, end, bar in _pieces(line, cuts):
                    if _RULE.match(line[start:end]):
                        gap = True
                        continue
                    yield Cell(position + start, position + end, number, line[start:end],
                               gap or bar, not first and not row)
                    gap, first = False, False
                    number += bool(cuts)
                gap = gap or line.rstrip().endswith("|")
            position += len(line) + 1

    def carve(self, spans, cells=None):
        """Return the cells with the spans cut out of them: what the landmarks leave.

        A piece after a cut has ``gap`` set when the cut began its line.
        """
        spans = sorted(spans)
        result, pending = [], False
        for cell in self.cells if cells is None else cells:
            start, cut = cell.start, False
            pieces = []
            for low, high in spans:
                if high <= cell.start or low >= cell.end:
                    continue
                cut = True
                pieces.append((start, max(start, low)))
                start = max(start, high)
            pieces.append((start, cell.end))
            kept = False
            for index, (low, high) in enumerate(pieces):
                piece = self._trimmed(low, high)
                if piece is None:
                    continue
                low, high = piece
                result.append(Cell(low, high, cell.line, self.text[low:high],
                                   cell.gap or pending, cell.aside or index > 0))
                kept, pending = True, False
            if cut and not kept and not cell.aside:
                pending = True
            elif not kept:
                pending = pending or cell.gap
        return result

    def _trimmed(self, low, high):
        while low < high and self.text[low] in " \t\n|,;_*":
            low += 1
        while high > low and self.text[high - 1] in " \t\n|_*":
            high -= 1
        if low >= high or _RULE.match(self.text[low:high]):
            return None
        return low, high


def _letters(raw):
    """Spans of base letters with their combining marks.

    Invisible characters and marks that lost their letter are left out.
    """
    index, size = 0, len(raw)
    while index < size:
        end = index + 1
        while end < size and unicodedata.combining(raw[end]) and not raw[index].isspace():
            end += 1
        stray = unicodedata.combining(raw[index]) and (index == 0 or raw[index - 1].isspace())
        if not stray and raw[index] not in "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff":
            yield index, end
        index = end


def _pieces(line, cuts):
    """Spans of a line's cells: parted by table bars, tabs, wide gaps and the given ``cuts``."""
    marks = [(part.start(), part.end(), part.group() == "|")
             for part in re.finditer(_ROW if line.count("|") > 1 else _GAPS, line)]
    marks = sorted(marks + [(cut, cut, False) for cut in cuts])
    start, bar = 0, False
    for stop, after, is_bar in marks:
        low, high = start, stop
        while low < high and line[low] == " ":
            low += 1
        while high > low and line[high - 1] == " ":
            high -= 1
        if low < high:
            yield low, high, bar
            bar = False
        bar = bar or is_bar
        start = max(start, after)


# Where a document that came as one long line must be cut into lines again.
_ONE_LINE = re.compile(
    rf"(?<=\s)(?:(?=Kính (?:gửi|ngửi))|(?=Nơi nhận)|(?=V/v)|(?=Căn cứ )|(?=Điều \d+\.)"
    rf"|(?=Thực hiện (?:Công|Quyết|Kế|Chỉ|Thông))|(?<=[;:.] )(?=[-–] ?[{UPPER}])|(?<=/\. )"
    rf"|(?=\((?:đã|Đã) ký\))|(?<=ký\) )|(?=(?:KT|TM|TL|TUQ)\. ?[{UPPER}]))"
)
_SHOUTED = re.compile(rf"(?<!\w)[{UPPER}&]{{2,}}(?:[ –-]+[{UPPER}&]{{2,}})+(?!\w)")


def one_line_cuts(line, low):
    """Return the places to cut a long line that holds the whole head or foot of a document."""
    if len(line) < 150 or not (
            "xa hoi chu nghia viet nam" in low or re.search(r"\S\s+noi nhan\s*:", low)):
        return []
    cuts = {match.start() for match in _ONE_LINE.finditer(line)}
    for match in _SHOUTED.finditer(line):
        if len(match.group()) > 7:
            cuts |= {match.start(), match.end()}
    return sorted(cuts - {0})


@dataclasses.dataclass(frozen=True)
class Proposal:
    """A proposed value and the exact part of the text it was read from."""

    value: object
    source: str

    def as_dict(self):
        """Return the plain form of the answer: ``{"value": …, "source": …}``."""
        return {"value": self.value, "source": self.source}


def join_cells(page, cells):
    """Return the :class:`Proposal` of cells joined by one space."""
    return Proposal(
        collapse(" ".join(cell.text for cell in cells)),
        page.source(min(c.start for c in cells), max(c.end for c in cells)),
    )
