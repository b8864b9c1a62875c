"""Where the content of a page ends, so that something can be added below its last line."""

import io

from PIL import Image

from .pdf_overlay import (
    find_text_boxes,
    get_rotation,
    get_unit,
    get_visible_box,
)

# A picture higher than this share of the page is a scan: what counts is the ink in it.
SCAN_SHARE = 0.6
# Darker than this is ink; a row with less than this share of ink is dust.
INK, DUST = 140, 0.004
# The edges of a scan are shadows of the sheet.
EDGE = 0.03
MAX_SCAN_PIXELS = 80_000_000


def find_foot(page):
    """Lowest point of the texts, pictures and signatures of an upright page.

    :param page: a page of pypdf
    :return float: height above the page's origin in points, or None where it cannot be told:
        turned pages, pages without text or picture, scans that cannot be read
    """
    if get_rotation(page) or get_unit(page) != 1:
        return None
    boxes = [box[1] for box in find_text_boxes(page)]
    pictures = _find_pictures(page)
    if None in pictures or not boxes + pictures:
        return None
    return min(boxes + pictures + _find_notes(page))


def _find_notes(page):
    """Lower edges of what is drawn as an annotation: signatures, stamps."""
    notes = page.get("/Annots")
    if notes is None:
        return []
    found = []
    for reference in notes.get_object():
        note = reference.get_object()
        if note.get("/Subtype") in ("/Widget", "/Stamp", "/FreeText") and "/Rect" in note:
            rect = [float(number) for number in note["/Rect"]]
            if rect[0] != rect[2] and rect[1] != rect[3]:
                found.append(min(rect[1], rect[3]))
    return found


def _find_pictures(page):
    """Lower edges of the pictures of a page; None among them where one cannot be read."""
    _left, bottom, _right, top = get_visible_box(page)
    found = []

    def visit(operator, operands, cm, _tm):
        if operator != b"Do":
            return
        resources = page["/Resources"].get_object()
        objects = resources.get("/XObject")
        picture = objects.get_object().get(operands[0]) if objects is not None else None
        picture = picture.get_object() if picture is not None else {}
        if picture.get("/Subtype") != "/Image":
            return
        low, high = sorted((cm[5] + min(0, cm[1]) + min(0, cm[3]),
                            cm[5] + max(0, cm[1]) + max(0, cm[3])))
        if high - low < SCAN_SHARE * (top - bottom):
            found.append(low)
        elif cm[1] or cm[2] or cm[0] < 0 or cm[3] < 0:
            found.append(None)
        else:
            share = _find_ink(picture)
            found.append(None if share is None else low + share * (high - low))

    page.extract_text(visitor_operand_before=visit)
    return found


def _find_ink(picture):
    """Height of the lowest ink of a scan as a share from its lower edge, or None."""
    image = _read_picture(picture)
    if image is None:
        return None
    margin = round(image.width * EDGE)
    ink = image.crop((margin, 0, image.width - margin, image.height)).point(
        lambda value: 255 if value < INK else 0
    )
    # One column: the share of ink of each row.
    rows = ink.resize((1, ink.height), Image.Resampling.BOX).tobytes()
    dark = [row for row, share in enumerate(rows) if share > DUST * 255]
    return 1 - (dark[-1] + 1) / image.height if dark else 1.0


def _read_picture(picture):
    """A picture object as a grey image, or None where it is packed in another way."""
    width, height = int(picture.get("/Width", 0)), int(picture.get("/Height", 0))
    if not 0 < width * height <= MAX_SCAN_PIXELS:
        return None
    kind = picture.get("/Filter")
    kind = kind[0] if isinstance(kind, list) and len(kind) == 1 else kind
    try:
        if kind == "/DCTDecode":
            return Image.open(io.BytesIO(picture._data)).convert("L")
        modes = {("/DeviceGray", 8): "L", ("/DeviceGray", 1): "1", ("/DeviceRGB", 8): "RGB"}
        mode = modes.get((picture.get("/ColorSpace"), int(picture.get("/BitsPerComponent", 8))))
        if kind in ("/FlateDecode", None) and mode:
            return Image.frombytes(mode, (width, height), picture.get_data()).convert("L")
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return None
    return None
