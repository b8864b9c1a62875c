"""Straight lines drawn in a paragraph, in both drawing languages of word processors: their
lengths, and other lengths for them."""

from .ooxml import MC, A, W, whole

_WPS = "{http://schemas.microsoft.com/office/word/2010/wordprocessingShape}"
_WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_VML = "{urn:schemas-microsoft-com:vml}"
_EMU = 12700  # to a point


def line_length(element):
    """Length in points of the line that an element draws.

    A connector, a drawn line, or a shape without height is one.

    :param element: any element of a document
    :return float: 0 where the file does not tell; None when it is no line
    """
    if element.tag in (_WP + "anchor", _WP + "inline"):
        extent = element.find(_WP + "extent")
        if extent is not None and next(element.iter(_WPS + "txbx"), None) is None \
                and _is_flat(element, extent):
            return whole(extent.get("cx"), 0) / _EMU
    elif element.tag in (_VML + "line", _VML + "shape", _VML + "rect"):
        return _vml_length(element)
    return None


def _is_flat(drawing, extent):
    geometry = next(drawing.iter(A + "prstGeom"), None)
    if geometry is not None and geometry.get("prst") in ("line", "straightConnector1"):
        return True
    width, height = (whole(extent.get(side), 0) for side in ("cx", "cy"))
    return geometry is not None and width > 40 * height


def _vml_length(element):
    """Length in points of a line in the older drawing language; None when it is no line."""
    if element.tag == _VML + "line":
        start, end = (_points(element.get(side)) for side in ("from", "to"))
        return abs(end - start) if start is not None and end is not None else 0.0
    if next(element.iter(W + "txbxContent"), None) is not None:
        return None
    style = dict(
        part.split(":", 1) for part in (element.get("style") or "").split(";") if ":" in part)
    width, height = _points(style.get("width")), _points(style.get("height"))
    connector = (element.get("type") or "").endswith("_t32")
    if width and (connector or (height is not None and height * 40 < width)):
        return width
    return None


def _points(text):
    text = (text or "").split(",")[0].strip()
    for unit, points in (("pt", 1), ("mm", 72 / 25.4), ("cm", 720 / 25.4), ("in", 72), ("", 1)):
        if text.endswith(unit):
            try:
                return float(text[: len(text) - len(unit)]) * points
            except ValueError:
                return None
    return None


def set_line_length(element, points):
    """Give a line another length; its middle stays where it is.

    The line is told in both languages where the file has it twice.

    :param element: one of which :func:`line_length` tells the length
    :param float points: the new length
    """
    twin = next(element.iterancestors(MC + "AlternateContent"), None)
    lines = [element] if twin is None else [
        found for found in twin.iter(_WP + "anchor", _WP + "inline", _VML + "line",
                                     _VML + "shape", _VML + "rect")
        if line_length(found)]
    for line in lines:
        if line.tag in (_WP + "anchor", _WP + "inline"):
            _set_drawing(line, points)
        elif line.tag == _VML + "line":
            start, end = line.get("from"), line.get("to")
            shift = (abs(_points(end) - _points(start)) - points) / 2
            first = min(_points(start), _points(end)) + shift
            line.set("from", f"{first:.2f}pt,{start.partition(',')[2] or 0}")
            line.set("to", f"{first + points:.2f}pt,{end.partition(',')[2] or 0}")
        else:
            _set_style(line, points)


def _set_drawing(drawing, points):
    extent = drawing.find(_WP + "extent")
    old, new = whole(extent.get("cx"), 0), round(points * _EMU)
    for size in (extent, *drawing.iter(A + "ext")):
        if size.get("cx") is not None:
            size.set("cx", str(new))
    offset = drawing.find(f"{_WP}positionH/{_WP}posOffset")
    if offset is not None:
        offset.text = str(whole(offset.text, 0) + (old - new) // 2)


def _set_style(shape, points):
    parts = [part.partition(":") for part in shape.get("style").split(";") if part.strip()]
    values = {name.strip(): value.strip() for name, _mark, value in parts}
    shift = (_points(values["width"]) - points) / 2
    values["width"] = f"{points:.2f}pt"
    for name in ("margin-left", "left"):
        if _points(values.get(name)) is not None:
            values[name] = f"{_points(values[name]) + shift:.2f}pt"
    shape.set("style", ";".join(f"{name}:{value}" for name, value in values.items()))
