"""The labels that a word processor draws before the paragraphs of its lists."""

import re

from .ooxml import W, value, whole

_ROMAN = ((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"),
          (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))


def roman(number):
    """``number`` (1 to 3999) in Roman figures."""
    parts = []
    for size, figure in _ROMAN:
        count, number = divmod(number, size)
        parts.append(figure * count)
    return "".join(parts)


class Numbering:
    """Lists of one document; labels are counted in the order in which they are asked for.

    :param root: ``w:numbering`` or None
    """

    def __init__(self, root):
        self._levels, self._counts = {}, {}
        if root is None:
            return
        kinds = {
            kind.get(W + "abstractNumId"): {
                level.get(W + "ilvl"): level for level in kind.findall(W + "lvl")}
            for kind in root.iter(W + "abstractNum")
        }
        for number in root.iter(W + "num"):
            self._levels[number.get(W + "numId")] = kinds.get(
                value(number, W + "abstractNumId"), {})

    def _level(self, number, level):
        return self._levels.get(number, {}).get(level)

    def properties(self, number, level):
        """The ``w:pPr`` that the list gives its paragraphs, or None."""
        found = self._level(number, level)
        return None if found is None else found.find(W + "pPr")

    def next_label(self, number, level):
        """The label of the next paragraph of this list: "- ", "a) ", "" when it has none."""
        found = self._level(number, level)
        if found is None:
            return ""
        form = value(found, W + "numFmt", "decimal")
        if form in ("bullet", "none"):
            return "- " if form == "bullet" else ""
        depth = whole(level, 0)
        counts = self._counts.setdefault(number, {})
        counts[depth] = counts.get(depth, whole(value(found, W + "start"), 1) - 1) + 1
        for deeper in [key for key in counts if key > depth]:
            del counts[deeper]
        text = re.sub(
            r"%(\d)", lambda match: self._figure(number, int(match[1]) - 1, counts),
            value(found, W + "lvlText", ""))
        return text + " " if text else ""

    def _figure(self, number, depth, counts):
        level = self._level(number, str(depth))
        count = counts.get(depth, 1)
        form = value(level, W + "numFmt", "decimal")
        if form in ("lowerLetter", "upperLetter"):
            letter = chr(ord("a") + (count - 1) % 26)
            return letter.upper() if form == "upperLetter" else letter
        if form in ("lowerRoman", "upperRoman"):
            figure = roman(min(max(count, 1), 3999))
            return figure.lower() if form == "lowerRoman" else figure
        return str(count)
