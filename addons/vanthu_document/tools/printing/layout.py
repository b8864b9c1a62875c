"""Breaking text into lines of a width, and writing it quickly into a PDF page."""

import re
import unicodedata
from contextlib import contextmanager
from datetime import date

from reportlab.pdfgen.canvas import Canvas

from .. import fonts

# Invisible letters that would print as an empty box; tab and line break are handled before.
_INVISIBLE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufeff\ufffe\uffff]")
_SURROGATES = re.compile("[\ud800-\udfff]")
# A token that is too long for its column is cut after one of these if that helps.
_BREAK_AFTER = re.compile(r"(?<=[/\-–_.,;:@])")


@contextmanager
def open_canvas(stream, size, title, author=""):
    """A PDF to draw; it is saved at the end, and forgotten when the drawing fails.

    :param stream: binary file object or path to write to
    :param tuple size: width and height of a page, points
    :param str title: of the document
    :param str author: organisation in whose name it is drawn
    """
    fonts.register_fonts()
    canvas = Canvas(
        stream, pagesize=size, pageCompression=1, lang="vi-VN", initialFontName=fonts.REGULAR)
    canvas.setTitle(clean_text(title).strip())
    canvas.setAuthor(clean_text(author))
    canvas.setCreator("vanthu")
    try:
        yield canvas
        canvas.save()
    except BaseException:
        fonts.forget_document(canvas)
        raise


def clean_text(value):
    """``value`` as printable text in NFC: no control or zero-width letters, line breaks kept.

    Nothing (None, False) is empty text, a date is dd/mm/yyyy.
    """
    if value is None or value is False:
        return ""
    if isinstance(value, date):
        return value.strftime("%d/%m/%Y")
    text = unicodedata.normalize("NFC", str(value))
    if text.isprintable():
        return text
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n")
    text = text.replace("\xad", "").replace("\t", " ").replace("\xa0", " ")
    return _SURROGATES.sub("\ufffd", _INVISIBLE.sub("", text))


class Measure:
    """Widths of text in one font and size, and line breaking with them.

    Syllables repeat in Vietnamese, so widths of words are remembered (up to ``MEMORY`` words).
    """

    MEMORY = 20_000

    def __init__(self, font_name, size):
        self.font_name = font_name
        self.size = size
        face = fonts.get_font(font_name).face
        self._letters = face.charWidths
        self._default = face.defaultWidth
        self._words = {}
        self.space = self.width(" ")

    def width(self, text):
        """Width of ``text`` in points."""
        known = self._words.get(text)
        if known is None:
            get, default = self._letters.get, self._default
            known = sum(get(ord(letter), default) for letter in text) * self.size / 1000
            if len(self._words) < self.MEMORY:
                self._words[text] = known
        return known

    def wrap(self, text, room):
        """Lines (list of str) of ``text`` that are at most ``room`` points wide.

        Lines break at spaces; a single token that is too wide breaks after "/", "-" and the like,
        and inside only where nothing else helps.
        """
        if not text:
            return []
        lines = []
        for paragraph in text.split("\n"):
            lines.extend(self._wrap_paragraph(paragraph.split(), room))
        return lines

    def _wrap_paragraph(self, words, room):
        lines, line, used = [], [], 0.0
        for word in words:
            width = self.width(word)
            if line and used + self.space + width <= room:
                line.append(word)
                used += self.space + width
                continue
            if line:
                lines.append(" ".join(line))
            if width > room:
                *full, word = self._cut(word, room)
                lines.extend(full)
                width = self.width(word)
            line, used = [word], width
        if line:
            lines.append(" ".join(line))
        return lines

    def _cut(self, token, room):
        """Pieces of a token wider than ``room``; each fits (at least one letter each)."""
        pieces, piece = [], ""
        for part in _BREAK_AFTER.split(token):
            if self.width(piece + part) <= room:
                piece += part
                continue
            if piece:
                pieces.append(piece)
            piece = ""
            for letter in part:
                if piece and self.width(piece + letter) > room:
                    pieces.append(piece)
                    piece = ""
                piece += letter
        return [*pieces, piece] if piece else pieces


class TextCode:
    """Turns lines of text into PDF text operators for one font on one canvas.

    reportlab's text objects re-encode every string; here each letter is encoded once, which makes
    a long register about three times faster. Letters beyond the first 256 different ones of a
    document live in further subsets of the font and take the slower path.
    """

    def __init__(self, canvas, font_name, size):
        self._doc = canvas._doc
        self._font = fonts.get_font(font_name)
        self.size = size
        self._outside = set()
        self._table = _LetterTable(self._font, self._doc, self._outside)
        self._select = f"{self._font.getSubsetInternalName(0, self._doc)} {size:g} Tf"

    def block(self, lines, x_offsets, y, leading):
        """Operators that show ``lines`` one below the other.

        ``x_offsets``: left edge of each line, points; ``y``: baseline of the first; ``leading``:
        distance of baselines.
        """
        code = []
        for line, x in zip(lines, x_offsets, strict=True):
            shown = line.translate(self._table)
            if self._outside and not self._outside.isdisjoint(line):
                shown = self._slow(line)
            else:
                shown = f"({shown}) Tj"
            code.append(f"1 0 0 1 {x:.2f} {y:.2f} Tm {shown}")
            y -= leading
        return f"BT {self._select} {' '.join(code)} ET"

    def _slow(self, line):
        shown = []
        for subset, codes in self._font.splitString(line, self._doc):
            name = self._font.getSubsetInternalName(subset, self._doc)
            shown.append(f"{name} {self.size:g} Tf ({_escape(codes)}) Tj")
        return f"{' '.join(shown)} {self._select}"


class _LetterTable(dict):
    """Translation table that asks the font for each new letter's code."""

    def __init__(self, font, doc, outside):
        super().__init__()
        self._font = font
        self._doc = doc
        self._outside = outside

    def __missing__(self, ordinal):
        letter = chr(ordinal)
        ((subset, codes),) = self._font.splitString(letter, self._doc)
        if subset:
            self._outside.add(letter)
        self[ordinal] = escaped = _escape(codes)
        return escaped


def _escape(codes):
    """Bytes as the inside of a PDF literal string."""
    return "".join(
        "\\" + chr(code) if code in b"()\\" else chr(code) if 32 <= code < 127 else f"\\{code:03o}"
        for code in codes)
