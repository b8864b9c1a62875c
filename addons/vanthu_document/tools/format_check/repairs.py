"""Put right how a document looks. Nothing here adds, takes or changes a word of it."""

from lxml import etree

from . import checks_page
from .ooxml import R, W
from .shapes import set_line_length

# Order in which the schema wants the properties of a run, a paragraph and a section.
_RUN_ORDER = (
    "rStyle", "rFonts", "b", "bCs", "i", "iCs", "caps", "smallCaps", "strike", "dstrike",
    "outline", "shadow", "emboss", "imprint", "noProof", "snapToGrid", "vanish", "webHidden",
    "color", "spacing", "w", "kern", "position", "sz", "szCs", "highlight", "u", "effect",
    "bdr", "shd", "fitText", "vertAlign", "rtl", "cs", "em", "lang", "eastAsianLayout",
    "specVanish", "oMath", "rPrChange",
)
_PARAGRAPH_ORDER = (
    "pStyle", "keepNext", "keepLines", "pageBreakBefore", "framePr", "widowControl", "numPr",
    "suppressLineNumbers", "pBdr", "shd", "tabs", "suppressAutoHyphens", "kinsoku", "wordWrap",
    "overflowPunct", "topLinePunct", "autoSpaceDE", "autoSpaceDN", "bidi", "adjustRightInd",
    "snapToGrid", "spacing", "ind", "contextualSpacing", "mirrorIndents", "suppressOverlap",
    "jc", "textDirection", "textAlignment", "textboxTightWrap", "outlineLvl", "divId",
    "cnfStyle", "rPr", "sectPr", "pPrChange",
)
_SECTION_ORDER = (
    "headerReference", "footerReference", "footnotePr", "endnotePr", "type", "pgSz", "pgMar",
    "paperSrc", "pgBorders", "lnNumType", "pgNumType", "cols", "formProt", "vAlign",
    "noEndnote", "titlePg", "textDirection", "bidi", "rtlGutter", "docGrid", "printerSettings",
    "sectPrChange",
)
_HEADER_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.header+xml"
_MM = 56.6929
_FONT_SLOTS = ("ascii", "hAnsi", "cs", "eastAsia")


def _child(parent, name, order):
    """The child ``name`` of ``parent``, made at its place when it is not there."""
    found = parent.find(W + name)
    if found is not None:
        return found
    found = etree.Element(W + name)
    place = order.index(name)
    for index, other in enumerate(parent):
        local = etree.QName(other).localname if isinstance(other.tag, str) else ""
        if local in order and order.index(local) > place:
            parent.insert(index, found)
            return found
    parent.append(found)
    return found


def _properties(element, name):
    found = element.find(W + name)
    if found is None:
        found = etree.Element(W + name)
        element.insert(0, found)
    return found


def _set_run(run, name, **values):
    child = _child(_properties(run.element, "rPr"), name, _RUN_ORDER)
    for key, text in values.items():
        child.set(W + key, text)
    return child


def _set_paragraph(paragraph, name, **values):
    child = _child(_properties(paragraph.element, "pPr"), name, _PARAGRAPH_ORDER)
    for key, text in values.items():
        child.set(W + key, text)
    return child


def _set_section(section, name, **values):
    child = _child(section.element, name, _SECTION_ORDER)
    for key, text in values.items():
        child.set(W + key, text)
    return child


# -- letters -----------------------------------------------------------------------------------


def _size(_letter, rule, hit):
    for run in hit.targets:
        half_points = str(round(rule.nearest(run.look.size) * 2))
        _set_run(run, "sz", val=half_points)
        _set_run(run, "szCs", val=half_points)


def _toggle(name, on):
    def apply(_letter, _rule, hit):
        for run in hit.targets:
            _set_run(run, name, val="1" if on else "0")
            _set_run(run, name + "Cs", val="1" if on else "0")
    return apply


def _set_fonts(fonts, name):
    for slot in _FONT_SLOTS:
        fonts.attrib.pop(f"{W}{slot}Theme", None)
        fonts.set(W + slot, name)
    fonts.attrib.pop(W + "cstheme", None)


def _font(letter, rule, hit):
    name = rule.values[0]
    for run in hit.targets:
        _set_fonts(_set_run(run, "rFonts"), name)
    default = letter.document.styles.run_default
    if default is not None:  # so that what is typed from now on looks the same
        _set_fonts(_child(default, "rFonts", _RUN_ORDER), name)


def _colour(_letter, _rule, hit):
    for run in hit.targets:
        child = _set_run(run, "color", val="000000")
        for name in ("themeColor", "themeTint", "themeShade"):
            child.attrib.pop(W + name, None)


def _page_number_style(_letter, _rule, hit):
    for name in ("b", "i"):
        _toggle(name, False)(_letter, _rule, hit)


def _line_below(_letter, rule, hit):
    for element, text in hit.targets:
        set_line_length(element, text * (rule.minimum + rule.maximum) / 200)


# -- paragraphs --------------------------------------------------------------------------------


def _align(_letter, rule, hit):
    for paragraph in hit.targets:
        _set_paragraph(paragraph, "jc", val=rule.value)


def _centre(_letter, _rule, hit):
    for paragraph in hit.targets:
        properties = _properties(paragraph.element, "pPr")
        for name in ("framePr", "tabs"):
            for child in properties.findall(W + name):
                properties.remove(child)
        for tab in [*paragraph.element.iter(W + "tab"), *paragraph.element.iter(W + "ptab")]:
            tab.getparent().remove(tab)
        _set_paragraph(paragraph, "jc", val="center")


def _justified(_letter, _rule, hit):
    for paragraph in hit.targets:
        _set_paragraph(paragraph, "jc", val="both")


def _single(_letter, rule, hit):
    for paragraph in hit.targets:
        _set_paragraph(paragraph, "spacing", line="240", lineRule="auto")


def _line_spacing(_letter, rule, hit):
    for paragraph in hit.targets:
        look = paragraph.look
        lines = rule.nearest(look.line) if look.line_rule == "auto" else rule.minimum
        _set_paragraph(paragraph, "spacing", line=str(round(lines * 240)), lineRule="auto")


def _gap(_letter, rule, hit):
    for paragraph in hit.targets:
        missing = rule.minimum - paragraph.look.before
        child = _set_paragraph(paragraph, "spacing", after=str(round(max(missing, 0) * 20)))
        for name in ("afterLines", "afterAutospacing"):
            child.attrib.pop(W + name, None)


def _gap_above(_letter, rule, hit):
    for paragraph in hit.targets:
        child = _set_paragraph(paragraph, "spacing", before=str(round(rule.minimum * 20)))
        for name in ("beforeLines", "beforeAutospacing"):
            child.attrib.pop(W + name, None)


def _indent(_letter, rule, hit):
    wanted = [float(number) for number in rule.values]
    for paragraph in hit.targets:
        now = paragraph.look.first / 566.929
        size = min(wanted, key=lambda number: abs(number - now))
        child = _set_paragraph(paragraph, "ind", firstLine=str(round(size * 566.929)), left="0")
        for name in ("hanging", "hangingChars", "firstLineChars", "start", "startChars",
                     "leftChars"):
            child.attrib.pop(W + name, None)


# -- page --------------------------------------------------------------------------------------


def _paper(_letter, rule, hit):
    sides = [round(float(number) * _MM) for number in rule.values]
    for section in hit.targets:
        width, height = section.size("pgSz", "w"), section.size("pgSz", "h")
        if width and height and width > height:
            sides = sides[::-1]
        # 1/20 point as word processors write A4
        sides = [{11906: 11906, 16837: 16838}.get(side, side) for side in sides]
        _set_section(section, "pgSz", w=str(sides[0]), h=str(sides[1]))


def _margin(_letter, rule, hit):
    for section in hit.targets:
        name = rule.value
        size = section.size("pgMar", name)
        gutter = (section.size("pgMar", "gutter") or 0) if name == "left" else 0
        wanted = rule.nearest((25.4 if size is None else size) + gutter)
        child = _set_section(section, "pgMar", **{name: str(round(max(wanted - gutter, 0) * _MM))})
        for side, usual in (("top", 1134), ("bottom", 1134), ("left", 1701), ("right", 850),
                            ("header", 567), ("footer", 567), ("gutter", 0)):
            if child.get(W + side) is None:
                child.set(W + side, str(usual))


def _page_number_format(_letter, _rule, hit):
    for section in hit.targets:
        _set_section(section, "pgNumType", fmt="decimal")


def _page_number_first(_letter, _rule, hit):
    for target in hit.targets:
        if isinstance(target, checks_page.PageNumber):
            _take_field(target)
        else:
            _set_section(target, "titlePg").attrib.pop(W + "val", None)


def _take_field(number):
    """Take the field with the page number away; other text beside it stays."""
    element = number.element
    for field in list(element.iter(W + "fldSimple")):
        if "PAGE" in (field.get(W + "instr") or "").upper().split():
            field.getparent().remove(field)
    inside = False
    for run in list(element.iter(W + "r")):
        mark = run.find(W + "fldChar")
        kind = mark.get(W + "fldCharType") if mark is not None else None
        inside = inside or kind == "begin"
        if inside:
            run.getparent().remove(run)
        if kind == "end":
            inside = False


def _page_number_footer(letter, rule, hit):
    for number in hit.targets:
        _take_field(number)
    others = [number for number in checks_page.page_numbers(letter)
              if number.place == "header" and number.kind != "first"]
    if not others:
        _page_number(letter, rule, hit)


def _page_number(letter, _rule, _hit):
    """Put a header with the number of the page, centred, on all pages but the first."""
    document = letter.document
    shown = {number.kind for number in checks_page.page_numbers(letter)
             if number.place == "header"}
    for kind in ("default", "even") if document.has_even_pages else ("default",):
        if kind not in shown:
            _add_number(document, kind)
    _set_section(document.sections[0], "titlePg")


def _add_number(document, kind):
    section = document.sections[0]
    root = section.headers.get(kind)
    if root is None:
        root = etree.Element(W + "hdr", nsmap={"w": W[1:-1]})
        identifier = document.package.add_part("header", "header", _HEADER_TYPE, root)
        reference = etree.Element(W + "headerReference")
        reference.set(W + "type", kind)
        reference.set(R + "id", identifier)
        section.element.insert(0, reference)
    paragraph = etree.SubElement(root, W + "p")
    properties = etree.SubElement(paragraph, W + "pPr")
    etree.SubElement(properties, W + "jc").set(W + "val", "center")
    field = etree.SubElement(paragraph, W + "fldSimple")
    field.set(W + "instr", " PAGE ")
    run = etree.SubElement(field, W + "r")
    look = etree.SubElement(run, W + "rPr")
    _set_fonts(etree.SubElement(look, W + "rFonts"), "Times New Roman")
    for name in ("sz", "szCs"):
        etree.SubElement(look, W + name).set(W + "val", "26")
    etree.SubElement(run, W + "t").text = "2"


REPAIRS = {
    "paper": _paper, "margin": _margin, "font": _font, "colour": _colour, "size": _size,
    "body_size": _size, "bold": _toggle("b", True), "not_bold": _toggle("b", False),
    "italic": _toggle("i", True), "upright": _toggle("i", False),
    "body_upright": _toggle("i", False), "body_not_bold": _toggle("b", False),
    "align": _align, "heading_place": _align, "heading_bold": _toggle("b", True),
    "justified": _justified, "single": _single, "gap": _gap,
    "gap_above": _gap_above, "line_below": _line_below, "indent": _indent,
    "line_spacing": _line_spacing,
    "article_bold": _toggle("b", True), "annex_reference": _toggle("i", True),
    "page_number": _page_number, "page_number_footer": _page_number_footer,
    "page_number_centre": _centre, "page_number_first": _page_number_first,
    "page_number_size": _size, "page_number_style": _page_number_style,
    "page_number_format": _page_number_format, "footer_size": _size,
}
