"""A picture of a signature, laid over the page between the position and the name of the signer.

It is no electronic signature: anybody could paint it. It shows how the paper will look, and lets
an office try the way of work before its people have tokens (Phụ lục I of NĐ 30/2020: blue, PNG
with a transparent ground).
"""

import io
import math

from PIL import Image
from reportlab.lib.units import mm
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

from ..fonts import BOLD, register_fonts
from ..normalize import fold
from ..pdf_signature import looks_signed
from .pdf_overlay import (
    copy_pdf,
    draw_over,
    open_pdf,
    save_pdf,
    take_inherited,
    telling_damage,
)
from .spec import StampError

try:
    import pypdf
except ImportError:
    import PyPDF2 as pypdf

MAX_BYTES = 1024 * 1024
MAX_PIXELS = 4_000_000
WIDTH_MM, HEIGHT_MM = 50, 22
# The name stands this much below the picture's lower edge, in parts of its own height.
_ABOVE_NAME = 1.1


def check_picture(data):
    """Whether a file can serve as picture of a signature.

    :param bytes data: the file
    :raise StampError: ``not_an_image`` (no PNG), ``too_large``, ``not_transparent``, ``damaged``
    """
    if len(data) > MAX_BYTES:
        raise StampError("too_large", "The picture is too large.")
    try:
        with Image.open(io.BytesIO(data), formats=["PNG"]) as picture:
            if picture.width * picture.height > MAX_PIXELS:
                raise StampError("too_large", "The picture is too large.")
            alpha = picture.convert("RGBA").getchannel("A")
            lightest, darkest = alpha.getextrema()
    except StampError:
        raise
    except Exception as error:  # Pillow raises nearly anything on a broken file
        raise StampError("not_an_image", "The picture is no PNG.") from error
    if lightest == 255 or darkest == 0:
        raise StampError("not_transparent", "The ground of the picture is not transparent.")


def place_signature(data, picture, name):
    """A copy of a PDF with the picture above the last place where the signer's name stands.

    :param bytes data: the PDF, left as it is; never a signed one
    :param bytes picture: PNG with a transparent ground
    :param str name: name of the signer, as printed
    :return bytes:
    :raise StampError: ``signed``, ``no_place`` (the name is not found), ``encrypted``, ``damaged``
    """
    if looks_signed(data):
        raise StampError("signed", "The PDF is signed and must not be changed.")
    reader = open_pdf(data)
    with telling_damage("The PDF file is damaged."):
        writer = copy_pdf(reader)
        page, x, y, size = _find_name(writer, name)
        take_inherited(page)
        overlay = pypdf.PdfReader(io.BytesIO(_draw(picture))).pages[0]
        bottom = y + _ABOVE_NAME * size
        draw_over(page, overlay, (1, 0, 0, 1, x - WIDTH_MM * mm / 2, bottom))
        return save_pdf(writer)


def _find_name(writer, name):
    """The page, the middle of the name, its baseline and the size of its letters.

    :raise StampError: ``no_place``
    """
    wanted = fold(" ".join((name or "").split()))
    if wanted:
        for page in reversed(list(writer.pages)):
            found = [place for place in _read_texts(page) if wanted in place[0]]
            if found and not page.get("/Rotate"):
                text, x, y, size = min(found, key=lambda place: place[2])
                register_fonts()
                before = stringWidth(text[:text.rindex(wanted)], BOLD, size)
                return page, x + before + stringWidth(name, BOLD, size) / 2, y, size
    raise StampError("no_place", "The name of the signer does not stand in the PDF.")


def _read_texts(page):
    """Folded texts with their left end, baseline and size; pieces of one word are joined."""
    pieces = []

    def visit(text, cm, tm, _font, font_size):
        text = " ".join(text.split())
        if not text:
            return
        x = cm[0] * tm[4] + cm[2] * tm[5] + cm[4]
        y = cm[1] * tm[4] + cm[3] * tm[5] + cm[5]
        size = abs(font_size or 10) * (math.hypot(tm[2] * cm[0], tm[3] * cm[3]) or 1)
        pieces.append((fold(text), x, y, size))

    page.extract_text(visitor_text=visit)
    joined = []
    for text, x, y, size in pieces:
        last = joined[-1] if joined else None
        if last and abs(last[2] - y) < 0.2 * size and 0 <= x - last[1] < 12 * size:
            joined.append((f"{last[0]} {text}", *last[1:]))
    return [*pieces, *joined]


def _draw(picture):
    """A page as large as the picture's place, with the picture in it, as large as it fits."""
    output = io.BytesIO()
    width, height = WIDTH_MM * mm, HEIGHT_MM * mm
    canvas = Canvas(output, pagesize=(width, height))
    canvas.drawImage(
        ImageReader(io.BytesIO(picture)), 0, 0, width, height, mask="auto",
        preserveAspectRatio=True, anchor="s",
    )
    canvas.save()
    return output.getvalue()
