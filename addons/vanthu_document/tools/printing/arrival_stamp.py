"""The stamp "ĐẾN" on documents: drawn into a copy of a PDF or picture, never into the original.

Works with pypdf and with PyPDF2 2.12, which Odoo 19 still allows.
"""

import io
import math

from reportlab.lib.units import mm

from .image_pdf import image_as_pdf
from .pdf_overlay import (
    copy_pdf,
    draw_over,
    find_text_boxes,
    get_placement,
    get_rotation,
    get_unit,
    get_visible_box,
    open_pdf,
    release_signatures,
    save_pdf,
    take_inherited,
    telling_damage,
)
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
    reader = open_pdf(data)
    with telling_damage("The PDF file is damaged and cannot be stamped."):
        writer = copy_pdf(reader)
        count = len(writer.pages)
        if not 0 <= page < count:
            raise StampError("no_page", f"The file has {count} pages; page {page + 1} is missing.")
        release_signatures(writer)
        target = writer.pages[page]
        take_inherited(target)
        overlay = pypdf.PdfReader(io.BytesIO(stamp_page(stamp))).pages[0]
        matrix = get_placement(
            target, x_mm * mm, y_mm * mm, STAMP_WIDTH_MM * mm, STAMP_HEIGHT_MM * mm
        )
        draw_over(target, overlay, matrix)
        return save_pdf(writer)


def default_position(data, page=0):
    """Where to put the stamp on a page of a PDF: ``(x_mm, y_mm)`` of its upper left corner.

    The first place that covers no text, looked for where clerks stamp and then on the whole page,
    or else the one that covers least; where the text cannot be read (scans, rotated pages), the
    place below the number line that clerks use. The same file always gives the same place.

    :raises StampError: ``encrypted``, ``damaged``, ``no_page``
    """
    reader = open_pdf(data)
    with telling_damage("The PDF file is damaged and cannot be stamped."):
        count = len(reader.pages)
        if not 0 <= page < count:
            raise StampError("no_page", f"The file has {count} pages; page {page + 1} is missing.")
        target = reader.pages[page]
        left, bottom, right, top = get_visible_box(target)
        if get_rotation(target) or get_unit(target) != 1:
            return USUAL_X_MM, USUAL_Y_MM
        texts = find_text_boxes(target)
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



def _overlap(box, text):
    """Area that a box with some air around it shares with a text's box."""
    width = min(box[2], text[2]) - max(box[0], text[0]) + CLEARANCE
    height = min(box[3], text[3]) - max(box[1], text[1]) + CLEARANCE
    return width * height if width > 0 and height > 0 else 0.0
