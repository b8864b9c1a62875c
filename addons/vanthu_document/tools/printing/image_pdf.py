"""Pictures of documents (scans, photos) as PDF pages, without loss."""

import io
import zlib

from PIL import Image, ImageSequence, UnidentifiedImageError
from reportlab.lib.pagesizes import A4, landscape

from .spec import StampError

try:
    import pypdf
except ImportError:
    import PyPDF2 as pypdf

# A4 at 600 dpi has 35 million, A3 70 million; more would need gigabytes of memory.
MAX_PIXELS = 80_000_000
EXIF_ORIENTATION = 0x0112
TIFF_STARTS = (b"II*\x00", b"MM\x00*")
# How the unit square of the stored picture lies in the box as seen: (a, b, c, d, e, f) of the
# matrix with a, c, e in widths and b, d, f in heights of the box, for each EXIF orientation.
ORIENTATIONS = {
    1: (1, 0, 0, 1, 0, 0),
    2: (-1, 0, 0, 1, 1, 0),
    3: (-1, 0, 0, -1, 1, 1),
    4: (1, 0, 0, -1, 0, 1),
    5: (0, -1, -1, 0, 1, 1),
    6: (0, -1, 1, 0, 0, 1),
    7: (0, 1, 1, 0, 0, 0),
    8: (0, 1, -1, 0, 1, 0),
}


def image_as_pdf(data):
    """A picture on an A4 page, as large as fits, upright or lying as the picture is.

    A JPEG is kept as it is and only turned as its EXIF entry says; others are packed without loss.
    Each page of a multi-page TIFF becomes a page.

    :param data: the file (bytes)
    :raises StampError: ``not_an_image``, ``damaged``, ``too_large``
    """
    too_large = "The picture has too many pixels; scan it at 300 dpi."
    try:
        image = _open_tiff(data) if data[:4] in TIFF_STARTS else Image.open(io.BytesIO(data))
        if _is_cut_off(data, image.format):
            raise StampError("damaged", "The picture is damaged or not complete.")
        if image.width * image.height > MAX_PIXELS:
            raise StampError("too_large", too_large)
        # Cameras append previews to a photo as further frames; only TIFF has pages.
        frames = ImageSequence.Iterator(image) if image.format == "TIFF" else [image]
        writer = pypdf.PdfWriter()
        for frame in frames:
            if frame.width * frame.height > MAX_PIXELS:
                raise StampError("too_large", too_large)
            _add_page(writer, frame, data)
    except UnidentifiedImageError as error:
        raise StampError("not_an_image", "The file is not a picture that can be read.") from error
    except Image.DecompressionBombError as error:
        raise StampError("too_large", too_large) from error
    except (OSError, ValueError, SyntaxError) as error:
        raise StampError("damaged", "The picture is damaged or not complete.") from error
    output = io.BytesIO()
    writer.write(output)
    return output.getvalue()


def _open_tiff(data):
    """A TIFF, which scanners make, without letting the rest of the process read it.

    Odoo narrows the formats of the whole process to those that browsers know; so the reader is
    taken out of the general list again.
    """
    known = "TIFF" in Image.OPEN
    from PIL import TiffImagePlugin

    if not known and "TIFF" in Image.OPEN:
        Image.ID.remove("TIFF")
        del Image.OPEN["TIFF"]
    return TiffImagePlugin.TiffImageFile(io.BytesIO(data))


def _is_cut_off(data, kind):
    """Whether the end of a picture is missing, which Odoo's Pillow does not report."""
    if kind in ("JPEG", "MPO"):
        return data.rfind(b"\xff\xd9") < data.rfind(b"\xff\xda")
    return kind == "PNG" and b"IEND" not in data[-64 * 1024:]


def _add_page(writer, frame, data):
    orientation = frame.getexif().get(EXIF_ORIENTATION, 1)
    matrix = ORIENTATIONS.get(orientation, ORIENTATIONS[1])
    seen = (frame.width, frame.height) if matrix[0] else (frame.height, frame.width)
    paper = landscape(A4) if seen[0] > seen[1] else A4
    scale = min(paper[0] / seen[0], paper[1] / seen[1])
    width, height = seen[0] * scale, seen[1] * scale
    left, bottom = (paper[0] - width) / 2, (paper[1] - height) / 2
    numbers = [
        value * (width, height)[index % 2] + (0, 0, 0, 0, left, bottom)[index]
        for index, value in enumerate(matrix)]
    shown = " ".join(f"{number:.3f}" for number in numbers)

    page = writer.add_blank_page(*paper)
    picture = writer._add_object(_picture(frame, data))
    content = writer._add_object(_stream(f"q {shown} cm /Im0 Do Q".encode()))
    page[_name("/Resources")] = _dictionary(XObject=_dictionary(Im0=picture))
    page[_name("/Contents")] = content


def _picture(frame, data):
    """The picture as a PDF image object."""
    frame.load()  # raises OSError when the file is cut off
    if frame.format in ("JPEG", "MPO") and frame.mode in ("RGB", "L"):
        mode, packing, stored = frame.mode, "/DCTDecode", data
    else:
        plain = _plain(frame)
        mode, packing, stored = plain.mode, "/FlateDecode", zlib.compress(plain.tobytes())
    number = pypdf.generic.NumberObject
    return _stream(
        stored, Type=_name("/XObject"), Subtype=_name("/Image"), Filter=_name(packing),
        Width=number(frame.width), Height=number(frame.height),
        ColorSpace=_name("/DeviceRGB" if mode == "RGB" else "/DeviceGray"),
        BitsPerComponent=number(1 if mode == "1" else 8))


def _plain(frame):
    """The picture in a mode that PDF knows, what is transparent on white paper."""
    if frame.mode in ("1", "L", "RGB") and "transparency" not in frame.info:
        return frame
    if frame.mode in ("RGBA", "LA", "PA") or "transparency" in frame.info:
        layer = frame.convert("RGBA")
        paper = Image.new("RGB", frame.size, "white")
        paper.paste(layer, mask=layer.getchannel("A"))
        return paper
    if frame.mode.startswith("I;16"):
        return frame.point(lambda value: value / 256).convert("L")
    return frame.convert("RGB")


def _name(text):
    return pypdf.generic.NameObject(text)


def _dictionary(**values):
    content = pypdf.generic.DictionaryObject()
    content.update({_name(f"/{key}"): value for key, value in values.items()})
    return content


def _stream(data, **values):
    stream = pypdf.generic.DecodedStreamObject()
    stream.set_data(data)
    stream.update(_dictionary(**values))
    return stream
