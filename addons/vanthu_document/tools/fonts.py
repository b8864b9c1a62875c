"""The fonts of everything that is drawn rather than typeset by a browser.

Liberation Serif 2 has the metrics of Times New Roman, which NĐ 30/2020 (Phụ lục I) prescribes, and
all Vietnamese letters; it is shipped with the addon because the fonts that servers usually have do
not (Liberation 1 lacks 92 of the 134 letters with marks).
"""

from pathlib import Path
from threading import Lock

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

FONT_DIR = Path(__file__).resolve().parent.parent / "static" / "fonts"

REGULAR = "VanthuSerif"
BOLD = "VanthuSerif-Bold"
ITALIC = "VanthuSerif-Italic"
BOLD_ITALIC = "VanthuSerif-BoldItalic"

FILES = {
    REGULAR: "LiberationSerif-Regular.ttf",
    BOLD: "LiberationSerif-Bold.ttf",
    ITALIC: "LiberationSerif-Italic.ttf",
    BOLD_ITALIC: "LiberationSerif-BoldItalic.ttf",
}

_lock = Lock()


def register_fonts():
    """Make the family known to reportlab; only the first call of a process reads the files.

    ``asciiReadable`` is off so that ASCII and all Vietnamese letters share one 256-letter subset:
    words are then not cut into pieces of two fonts, and copying from the file gives whole words.
    """
    with _lock:
        if BOLD_ITALIC in pdfmetrics.getRegisteredFontNames():
            return
        for name, file_name in FILES.items():
            pdfmetrics.registerFont(TTFont(name, str(FONT_DIR / file_name), asciiReadable=False))
        pdfmetrics.registerFontFamily(
            REGULAR, normal=REGULAR, bold=BOLD, italic=ITALIC, boldItalic=BOLD_ITALIC)


def get_font(name):
    """The registered reportlab font ``name`` (one of the constants above)."""
    register_fonts()
    return pdfmetrics.getFont(name)


def forget_document(canvas):
    """Free what the fonts keep about a canvas that will never be saved (after an error)."""
    for name in FILES:
        get_font(name).state.pop(canvas._doc, None)
