"""How a run and a paragraph look once all their styles are taken together.

Defaults of the document → table style → paragraph style with those it is based on → list →
character style → what is set directly; fonts may be named by the theme. Bold, italic and
capitals of a paragraph style and a character style switch each other off.
"""

import dataclasses

from .ooxml import A, W, switch, value, whole

_TOGGLES = ("b", "i", "caps", "smallCaps", "vanish")
_BASE_FONT = "Times New Roman"


@dataclasses.dataclass(frozen=True)
class RunLook:
    """Look of a run: ``size`` in points, ``fonts`` for plain and for accented letters,
    ``colour`` as six hexadecimal figures or "auto"."""

    size: float
    bold: bool
    italic: bool
    fonts: tuple
    colour: str
    underlined: bool
    hidden: bool
    capitals: bool


@dataclasses.dataclass(frozen=True)
class ParagraphLook:
    """Look of a paragraph: ``align`` left, right, center or both; gaps in points; ``line`` in
    lines (rule auto) or points; indents in twips; ``tab`` is the kind of the first tab stop."""

    align: str
    before: float
    after: float
    line: float
    line_rule: str
    left: int
    first: int
    bordered: bool
    tab: str
    number: tuple


class Styles:
    """Resolver for one document.

    :param root: ``w:styles`` or None
    :param theme: ``a:theme`` or None
    :param numbering: :class:`~.numbering.Numbering`
    """

    def __init__(self, root, theme, numbering):
        self._styles, self._chains, self._defaults = {}, {}, {}
        self._numbering = numbering
        self._theme = _theme_fonts(theme)
        run_default = paragraph_default = None
        if root is not None:
            for style in root.iter(W + "style"):
                kind = style.get(W + "type")
                self._styles[kind, style.get(W + "styleId")] = style
                if style.get(W + "default") in ("1", "true", "on"):
                    self._defaults[kind] = style.get(W + "styleId")
            run_default = root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr")
            paragraph_default = root.find(f"{W}docDefaults/{W}pPrDefault/{W}pPr")
        self.run_default = run_default
        self._run_base = _run_values(run_default)
        self._paragraph_base = _paragraph_values(paragraph_default)

    def _chain(self, kind, name):
        """Values ``(run, paragraph)`` of a style with all it is based on."""
        name = name or self._defaults.get(kind)
        if (kind, name) in self._chains:
            return self._chains[kind, name]
        line, seen, current = [], set(), name
        while current and current not in seen and (kind, current) in self._styles:
            seen.add(current)
            style = self._styles[kind, current]
            line.append(style)
            current = value(style, W + "basedOn")
        run, paragraph = {}, {}
        for style in reversed(line):
            run.update(_run_values(style.find(W + "rPr")))
            paragraph.update(_paragraph_values(style.find(W + "pPr")))
        self._chains[kind, name] = run, paragraph
        return run, paragraph

    def run(self, properties, paragraph_style, table_style):
        """The :class:`RunLook` of a run with the direct ``properties`` (``w:rPr`` or None)."""
        levels = [self._chain("paragraph", paragraph_style)[0]]
        if table_style:
            levels.insert(0, self._chain("table", table_style)[0])
        named = value(properties, W + "rStyle")
        if named:
            levels.append(self._chain("character", named)[0])
        direct = _run_values(properties)
        merged = dict(self._run_base)
        for level in levels:
            merged.update(level)
        for name in _TOGGLES:
            on = [level[name] for level in levels if name in level]
            if on:
                merged[name] = self._run_base.get(name) or sum(on) % 2 == 1
        merged.update(direct)
        underline = merged.get("u")
        return RunLook(
            size=merged.get("sz", 20) / 2,
            bold=bool(merged.get("b")), italic=bool(merged.get("i")),
            fonts=tuple(self._font(merged.get(slot)) for slot in ("ascii", "hAnsi")),
            colour=merged.get("color", "auto"),
            underlined=bool(underline) and underline != "none",
            hidden=bool(merged.get("vanish")), capitals=bool(merged.get("caps")),
        )

    def _font(self, named):
        if named is None:
            return _BASE_FONT
        kind, name = named
        return self._theme.get(name[:5], _BASE_FONT) if kind == "theme" else name

    def paragraph(self, properties, table_style):
        """The :class:`ParagraphLook` of a paragraph (``w:pPr`` or None)."""
        merged = dict(self._paragraph_base)
        if table_style:
            merged.update(self._chain("table", table_style)[1])
        merged.update(self._chain("paragraph", value(properties, W + "pStyle"))[1])
        direct = _paragraph_values(properties)
        number = (direct.get("numId", merged.get("numId")),
                  direct.get("ilvl", merged.get("ilvl", "0")))
        if "numId" in direct:  # a list chosen by hand moves the paragraph, a style's may not
            merged.update(_paragraph_values(self._numbering.properties(*number)))
        elif "numId" in merged:
            merged = {**_paragraph_values(self._numbering.properties(*number)), **merged}
        merged.update(direct)
        rule = merged.get("lineRule", "auto")
        line = merged.get("line", 240)
        return ParagraphLook(
            align=merged.get("jc", "left"),
            before=merged.get("before", 0) / 20, after=merged.get("after", 0) / 20,
            line=line / 240 if rule == "auto" else line / 20, line_rule=rule,
            left=merged.get("left", 0), first=merged.get("first", 0),
            bordered=bool(merged.get("border")), tab=merged.get("tab", ""), number=number,
        )


def _theme_fonts(theme):
    fonts = {}
    for name in ("major", "minor") if theme is not None else ():
        latin = theme.find(f".//{A}fontScheme/{A}{name}Font/{A}latin")
        if latin is not None and latin.get("typeface"):
            fonts[name] = latin.get("typeface")
    return fonts


def _run_values(properties):
    found = {}
    if properties is None:
        return found
    for name in _TOGGLES:
        state = switch(properties, name)
        if state is not None:
            found[name] = state
    size = whole(value(properties, W + "sz"))
    if size is not None:
        found["sz"] = size
    if properties.find(W + "u") is not None:
        found["u"] = value(properties, W + "u", "single")
    colour = properties.find(W + "color")
    if colour is not None:
        dark = colour.get(W + "themeColor") in ("text1", "dark1")
        found["color"] = "auto" if dark else (colour.get(W + "val") or "auto").lower()
    fonts = properties.find(W + "rFonts")
    for slot in ("ascii", "hAnsi") if fonts is not None else ():
        if fonts.get(f"{W}{slot}Theme"):
            found[slot] = "theme", fonts.get(f"{W}{slot}Theme")
        elif fonts.get(W + slot):
            found[slot] = "font", fonts.get(W + slot)
    return found


_ALIGN = {
    "start": "left", "left": "left", "end": "right", "right": "right", "center": "center",
    "both": "both", "distribute": "both", "lowKashida": "both", "mediumKashida": "both",
    "highKashida": "both", "thaiDistribute": "both",
}


def _paragraph_values(properties):
    found = {}
    if properties is None:
        return found
    if properties.find(W + "jc") is not None:
        found["jc"] = _ALIGN.get(value(properties, W + "jc"), "left")
    _read_spacing(properties.find(W + "spacing"), found)
    _read_indents(properties.find(W + "ind"), found)
    bottom = properties.find(f"{W}pBdr/{W}bottom")
    if bottom is not None:
        found["border"] = bottom.get(W + "val") not in (None, "nil", "none")
    stops = [stop.get(W + "val") for stop in properties.findall(f"{W}tabs/{W}tab")]
    stops = [stop for stop in stops if stop != "clear"]
    if stops:
        found["tab"] = stops[0]
    number = properties.find(W + "numPr")
    if number is not None:
        if number.find(W + "numId") is not None:
            found["numId"] = value(number, W + "numId")
        found["ilvl"] = value(number, W + "ilvl", "0")
    return found


def _read_spacing(spacing, found):
    if spacing is None:
        return
    for name in ("before", "after"):
        amount = whole(spacing.get(W + name))
        lines = whole(spacing.get(f"{W}{name}Lines"))
        if spacing.get(f"{W}{name}Autospacing") in ("1", "true", "on"):
            amount = 280  # what Word gives a paragraph of a web page
        elif lines:
            amount = lines * 240 // 100
        if amount is not None:
            found[name] = amount
    line = whole(spacing.get(W + "line"))
    if line:
        found["line"] = line
        found["lineRule"] = spacing.get(W + "lineRule", "auto")


def _read_indents(indents, found):
    if indents is None:
        return
    left = whole(indents.get(W + "left", indents.get(W + "start")))
    if left is not None:
        found["left"] = left
    first, hanging = whole(indents.get(W + "firstLine")), whole(indents.get(W + "hanging"))
    if hanging is not None:
        found["first"] = -hanging
    elif first is not None:
        found["first"] = first
