"""The stamp "ĐẾN" on documents: drawn into a copy of a PDF or picture, never into the original.

Works with pypdf and with PyPDF2 2.12, which Odoo 19 still allows.
"""

import io
import math

from reportlab.lib.units import mm

from .image_pdf import image_as_pdf
from .stamp_drawing import (
    STAMP_HEIGHT_MM,
    STAMP_WIDTH_MM,
    ArrivalStamp,
    StampError,
    stamp_page,
    sticker_pdf,
)

try:
    import pypdf
except ImportError:
    import PyPDF2 as pypdf

__all__ = [
    "ArrivalStamp",
    "StampError",
    "default_position",
    "stamp_image_as_pdf",
    "stamp_pdf",
    "sticker_pdf",
]

# Below the number line, beside "Kính gửi": where clerks stamp a letter.
USUAL_X_MM, USUAL_Y_MM = 25, 55
# Where a free place is looked for: below the number and subject at the upper left, below the date
# at the upper right, then anywhere from the top to the foot of the page.
SEARCH_MM = (
    ((25, 30, 20, 15, 12, 10, 8), range(35, 91, 5)),
    (range(120, 151, 5), range(35, 91, 5)),
    (range(10, 151, 5), range(30, 261, 5)),
)
CLEARANCE = 1.5 * mm
INHERITED = ("/MediaBox", "/CropBox", "/Rotate", "/Resources")


def stamp_pdf(data, stamp, x_mm, y_mm, page=0):
    """A copy of a PDF with the stamp drawn onto one page (bytes).

    :param data: the PDF (bytes), left as it is
    :param stamp: an ``ArrivalStamp``
    :param x_mm, y_mm: upper left corner of the stamp, from the upper left corner of the page as it
        is seen (rotation and crop box respected); moved inwards where it would leave the page
    :param page: index of the page, 0 is the first
    :raises StampError: ``encrypted`` (needs a password), ``damaged``, ``no_page``

    A digital signature cannot hold for a changed copy. Its picture stays visible in the copy, but
    no longer as a signature that a reader would report as broken; the original keeps it.
    """
    reader = _open(data)
    try:
        writer = _copy(reader)
        count = len(writer.pages)
        if not 0 <= page < count:
            raise StampError("no_page", f"The file has {count} pages; page {page + 1} is missing.")
        _release_signatures(writer)
        target = writer.pages[page]
        _take_inherited(target)
        overlay = pypdf.PdfReader(io.BytesIO(stamp_page(stamp))).pages[0]
        matrix = _placement(target, x_mm * mm, y_mm * mm)
        _merge(target, overlay, matrix)
        output = io.BytesIO()
        writer.write(output)
    except StampError:
        raise
    except Exception as error:  # pypdf raises nearly anything on a broken file
        raise StampError("damaged", "The PDF file is damaged and cannot be stamped.") from error
    return output.getvalue()


def default_position(data, page=0):
    """Where to put the stamp on a page of a PDF: ``(x_mm, y_mm)`` of its upper left corner.

    The first place that covers no text, looked for where clerks stamp and then on the whole page,
    or else the one that covers least; where the text cannot be read (scans, rotated pages), the
    place below the number line that clerks use. The same file always gives the same place.

    :raises StampError: ``encrypted``, ``damaged``, ``no_page``
    """
    reader = _open(data)
    try:
        count = len(reader.pages)
        if not 0 <= page < count:
            raise StampError("no_page", f"The file has {count} pages; page {page + 1} is missing.")
        target = reader.pages[page]
        left, bottom, right, top = _visible_box(target)
        if _rotation(target) or _unit(target) != 1:
            return USUAL_X_MM, USUAL_Y_MM
        texts = _text_boxes(target)
    except StampError:
        raise
    except Exception as error:  # pypdf raises nearly anything on a broken file
        raise StampError("damaged", "The PDF file is damaged and cannot be stamped.") from error
    if not texts:
        return USUAL_X_MM, USUAL_Y_MM
    best = (math.inf, USUAL_X_MM, USUAL_Y_MM)
    for x_mm, y_mm in _places():
        x, y = left + x_mm * mm, top - y_mm * mm
        box = (x, y - STAMP_HEIGHT_MM * mm, x + STAMP_WIDTH_MM * mm, y)
        if box[1] > bottom and box[2] < right:
            covered = sum(_overlap(box, text) for text in texts)
            if not covered:
                return x_mm, y_mm
            best = min(best, (covered, x_mm, y_mm), key=lambda place: place[0])
    return best[1:]


def _places():
    """Places of the stamp's upper left corner in millimetres, the best first."""
    for columns, rows in SEARCH_MM:
        for y_mm in rows:
            for x_mm in columns:
                yield x_mm, y_mm


def stamp_image_as_pdf(data, stamp, x_mm=USUAL_X_MM, y_mm=USUAL_Y_MM):
    """A picture (JPEG, PNG, TIFF…) on an A4 page with the stamp on it (bytes of a PDF).

    Turned as the camera says (EXIF); A4 upright or lying as the picture is; each page of a
    multi-page TIFF becomes a page, the first is stamped.

    :raises StampError: ``not_an_image``, ``damaged``, ``too_large``
    """
    return stamp_pdf(image_as_pdf(data), stamp, x_mm, y_mm)


def _open(data):
    try:
        reader = pypdf.PdfReader(io.BytesIO(data), strict=False)
        locked = reader.is_encrypted and not reader.decrypt("")
    except Exception as error:  # pypdf raises nearly anything on a broken file
        raise StampError("damaged", "The PDF file is damaged and cannot be stamped.") from error
    if locked:
        raise StampError("encrypted", "The PDF file is locked with a password.")
    return reader


def _copy(reader):
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


def _merge(page, overlay, matrix):
    """Draw ``overlay`` over ``page``, whatever state the page's own content leaves behind."""
    if hasattr(page, "merge_transformed_page"):
        page.merge_transformed_page(overlay, pypdf.Transformation(matrix))
        return

    def place(content):
        return pypdf.PageObject._add_transformation_matrix(content, overlay.pdf, matrix)

    page._merge_page(overlay, place, matrix)


def _take_inherited(page):
    """Write what a page inherits from its parents into the page itself."""
    for key in INHERITED:
        node = page
        while key not in page and "/Parent" in node:
            node = node["/Parent"].get_object()
            if key in node:
                page[pypdf.generic.NameObject(key)] = node[key]


def _rotation(page):
    return int(page.get("/Rotate", 0) or 0) % 360


def _unit(page):
    """Size of the page's unit in points."""
    return float(page.get("/UserUnit", 1) or 1)


def _visible_box(page):
    """What a reader shows: crop box within media box, in the page's units."""
    media, crop = page.mediabox, page.cropbox
    left, right = max(media.left, crop.left), min(media.right, crop.right)
    bottom, top = max(media.bottom, crop.bottom), min(media.top, crop.top)
    if right <= left or top <= bottom:
        left, bottom, right, top = media.left, media.bottom, media.right, media.top
    return float(left), float(bottom), float(right), float(top)


def _placement(page, x, y):
    """Matrix that puts the stamp's page at ``x``, ``y`` points from the upper left as seen."""
    unit, rotation = _unit(page), _rotation(page)
    left, bottom, right, top = _visible_box(page)
    width, height = (right - left) * unit, (top - bottom) * unit
    if rotation in (90, 270):
        width, height = height, width
    own_width, own_height = STAMP_WIDTH_MM * mm, STAMP_HEIGHT_MM * mm
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


def _text_boxes(page):
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


def _overlap(box, text):
    """Area that a box with some air around it shares with a text's box."""
    width = min(box[2], text[2]) - max(box[0], text[0]) + CLEARANCE
    height = min(box[3], text[3]) - max(box[1], text[1]) + CLEARANCE
    return width * height if width > 0 and height > 0 else 0.0


def _release_signatures(writer):
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
