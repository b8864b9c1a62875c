"""Drawing over the pages of a copied PDF; the original is never touched.

Works with pypdf and with PyPDF2 2.12, which Odoo 19 still allows.
"""

import io
import math
from contextlib import contextmanager

from .spec import StampError

try:
    import pypdf
except ImportError:
    import PyPDF2 as pypdf

INHERITED = ("/MediaBox", "/CropBox", "/Rotate", "/Resources")


@contextmanager
def telling_damage(sentence):
    """Whatever goes wrong with a file is a ``StampError`` ``damaged``.

    :param str sentence: English, what could not be done
    """
    try:
        yield
    except StampError:
        raise
    except Exception as error:  # pypdf raises nearly anything on a broken file
        raise StampError("damaged", sentence) from error


def save_pdf(writer):
    """What a writer has, as bytes."""
    output = io.BytesIO()
    writer.write(output)
    return output.getvalue()


def open_pdf(data):
    """A reader of a PDF (bytes).

    :raises StampError: ``encrypted`` (needs a password), ``damaged``
    """
    with telling_damage("The PDF file is damaged and cannot be read."):
        reader = pypdf.PdfReader(io.BytesIO(data), strict=False)
        locked = reader.is_encrypted and not reader.decrypt("")
    if locked:
        raise StampError("encrypted", "The PDF file is locked with a password.")
    return reader


def count_pages(data):
    """How many pages a PDF (bytes) has.

    :raises StampError: ``encrypted``, ``damaged``
    """
    reader = open_pdf(data)
    with telling_damage("The PDF file is damaged and its pages cannot be read."):
        return len(reader.pages)


def copy_pdf(reader):
    """A writer with all that the reader has."""
    writer = pypdf.PdfWriter()
    if int(pypdf.__version__.split(".")[0]) >= 3:
        writer.clone_document_from_reader(reader)
        return writer
    # PyPDF2 2: a cloned document would not show what is changed on its pages.
    writer.append_pages_from_reader(reader)
    root = reader.trailer["/Root"]
    for key in ("/AcroForm", "/OCProperties"):
        if key in root:
            writer._root_object[pypdf.generic.NameObject(key)] = root.raw_get(key)
    return writer


def draw_over(page, overlay, matrix):
    """Draw ``overlay`` over ``page``, whatever state the page's own content leaves behind."""
    if hasattr(page, "merge_transformed_page"):
        page.merge_transformed_page(overlay, pypdf.Transformation(matrix))
        return

    def place(content):
        return pypdf.PageObject._add_transformation_matrix(content, overlay.pdf, matrix)

    page._merge_page(overlay, place, matrix)


def take_inherited(page):
    """Write what a page inherits from its parents into the page itself."""
    for key in INHERITED:
        node = page
        while key not in page and "/Parent" in node:
            node = node["/Parent"].get_object()
            if key in node:
                page[pypdf.generic.NameObject(key)] = node[key]


def get_rotation(page):
    """By how many degrees a reader turns the page clockwise (int, 0 to 270)."""
    return int(page.get("/Rotate", 0) or 0) % 360


def get_unit(page):
    """Size of the page's unit in points."""
    return float(page.get("/UserUnit", 1) or 1)


def get_visible_box(page):
    """What a reader shows: crop box within media box, in the page's units."""
    media, crop = page.mediabox, page.cropbox
    left, right = max(media.left, crop.left), min(media.right, crop.right)
    bottom, top = max(media.bottom, crop.bottom), min(media.top, crop.top)
    if right <= left or top <= bottom:
        left, bottom, right, top = media.left, media.bottom, media.right, media.top
    return float(left), float(bottom), float(right), float(top)


def get_placement(page, x, y, own_width, own_height):
    """Matrix that puts an overlay at ``x``, ``y`` points from the upper left of a page as seen.

    :param page: a page, whatever its rotation, unit and crop box
    :param float x: left edge of the overlay; moved inwards where it would leave the page
    :param float y: upper edge, downwards from the upper edge of the page
    :param float own_width: width of the overlay, points
    :param float own_height: height of the overlay, points
    :return tuple: six numbers
    """
    unit, rotation = get_unit(page), get_rotation(page)
    left, bottom, right, top = get_visible_box(page)
    width, height = (right - left) * unit, (top - bottom) * unit
    if rotation in (90, 270):
        width, height = height, width
    size = min(1, width / own_width, height / own_height)
    x = max(0, min(x, width - own_width * size)) / unit
    y = (max(0, min(y, height - own_height * size)) + own_height * size) / unit
    # The lower left corner of the stamp, in the page's own, unrotated coordinates.
    origin = {
        0: (left + x, top - y),
        90: (left + y, bottom + x),
        180: (right - x, bottom + y),
        270: (right - y, top - x),
    }[rotation]
    cos, sin = {0: (1, 0), 90: (0, 1), 180: (-1, 0), 270: (0, -1)}[rotation]
    size /= unit
    return (cos * size, sin * size, -sin * size, cos * size, *origin)


def find_text_boxes(page):
    """Rough boxes (left, bottom, right, top) of the texts of an unrotated page."""
    boxes = []

    def visit(text, cm, tm, _font, font_size):
        text = text.strip("\n")
        if not text.strip():
            return
        scale = math.hypot(tm[0] * cm[0], tm[3] * cm[3]) / math.sqrt(2) or 1
        size = abs(font_size or 10) * scale
        x = cm[0] * tm[4] + cm[2] * tm[5] + cm[4]
        y = cm[1] * tm[4] + cm[3] * tm[5] + cm[5]
        longest = max(map(len, text.split("\n")))
        boxes.append((x, y - 0.25 * size, x + 0.5 * size * longest, y + 0.9 * size))

    page.extract_text(visitor_text=visit)
    return boxes


def release_signatures(writer):
    """Turn signature fields of the copy into plain pictures of the signatures."""
    for page in writer.pages:
        notes = page.get("/Annots")
        if notes is None:
            continue
        notes = notes.get_object()
        for reference in list(notes):
            note = reference.get_object()
            if not _is_signature(note):
                continue
            if "/AP" in note:
                for key in ("/FT", "/V", "/T", "/Ff", "/Parent", "/Lock", "/SV", "/MK"):
                    note.pop(key, None)
                note[pypdf.generic.NameObject("/Subtype")] = pypdf.generic.NameObject("/Stamp")
            else:
                notes.remove(reference)
    root = writer._root_object
    root.pop("/Perms", None)
    form = root["/AcroForm"].get_object() if "/AcroForm" in root else None
    if form is not None and "/SigFlags" in form:
        fields = form.get("/Fields", pypdf.generic.ArrayObject()).get_object()
        for reference in list(fields):
            field = reference.get_object()
            if "/FT" not in field and "/Kids" not in field or field.get("/FT") == "/Sig":
                fields.remove(reference)
        del form["/SigFlags"]


def _is_signature(note):
    """Whether an annotation is the visible part of a signature field."""
    if note.get("/Subtype") != "/Widget":
        return False
    kind = note.get("/FT")
    if kind is None and "/Parent" in note:
        kind = note["/Parent"].get_object().get("/FT")
    return kind == "/Sig"
