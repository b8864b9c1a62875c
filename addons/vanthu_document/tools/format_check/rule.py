"""What goes into a presentation check and what comes out of it: plain data."""

import dataclasses


class FormatError(Exception):
    """A file cannot be checked; ``code`` is one of :data:`CODES`."""

    CODES = ("empty_file", "damaged", "encrypted", "too_large", "unsupported", "no_text", "secret")

    def __init__(self, code):
        super().__init__(code)
        self.code = code


@dataclasses.dataclass(frozen=True)
class Rule:
    """One rule of presentation.

    ``check`` names the function of ``CHECKS`` that looks at ``component``; ``level`` is error,
    warning or hint. ``minimum``, ``maximum`` and ``tolerance`` are in the unit of the check
    (sizes and gaps in points, paper and margins in millimetres, indents in centimetres, shares
    in per cent, line spacing in lines); ``value`` is a text, or several parted by ";".
    """

    code: str
    check: str
    component: str
    level: str = "error"
    minimum: float = 0.0
    maximum: float = 0.0
    value: str = ""
    tolerance: float = 0.0

    @property
    def values(self):
        """The parts of ``value``."""
        return [part.strip() for part in self.value.split(";") if part.strip()]

    def allows(self, number):
        """Whether ``number`` lies between the two bounds, give or take the tolerance."""
        margin = self.tolerance + 1e-6
        return self.minimum - margin <= number <= self.maximum + margin

    def nearest(self, number):
        """The allowed value that is closest to ``number``."""
        return min(max(number, self.minimum), self.maximum)


@dataclasses.dataclass(frozen=True)
class Context:
    """What the office knows of the document besides the file.

    ``type_name`` ("Quyết định") and ``type_code`` ("QĐ", "" for công văn) of the document;
    ``type_codes`` all types, name → abbreviation; ``organ_name``, ``organ_abbreviation`` of the
    organisation, ``unit_codes`` those of its units; ``signer_name`` and ``signing_capacity``
    (head, tm, q, kt, tl, tuq), ``place`` and ``urgency`` ("Khẩn", "Thường") as chosen for the
    document; ``legal`` whether it is a legal act. What is empty is not compared.
    """

    type_name: str = ""
    type_code: str = ""
    type_codes: dict = dataclasses.field(default_factory=dict)
    organ_name: str = ""
    organ_abbreviation: str = ""
    unit_codes: tuple = ()
    signer_name: str = ""
    signing_capacity: str = ""
    place: str = ""
    urgency: str = ""
    legal: bool = False


@dataclasses.dataclass(frozen=True)
class Note:
    """Something to say: ``code`` of a sentence (a key of :data:`NOTES`) and its ``values``."""

    code: str
    values: dict = dataclasses.field(default_factory=dict)


@dataclasses.dataclass(frozen=True)
class Place:
    """Where something stands: its ``component`` and the beginning of its ``text``; ``count``
    tells at how many places it is so."""

    component: str
    text: str = ""
    count: int = 1


@dataclasses.dataclass(frozen=True)
class Finding:
    """One departure from a rule: what was ``found`` at ``place`` and what is ``expected``."""

    rule: str
    level: str
    place: Place
    found: Note
    expected: Note
    repairable: bool


@dataclasses.dataclass
class Hit:
    """What a check found, with the parts of the file that a repair changes (``targets``)."""

    found: Note
    expected: Note
    component: str = ""
    text: str = ""
    count: int = 1
    targets: list = dataclasses.field(default_factory=list)


# Code of each sentence and the names of its values; the sentences are written where people
# read them.
NOTES = {
    "text": ("text",),
    "nothing": (),
    "missing": (),
    "required": ("component",),
    "size": ("size",),
    "size_range": ("minimum", "maximum"),
    "paper": ("width", "height"),
    "landscape": (),
    "portrait": (),
    "margin": ("size",),
    "margin_range": ("minimum", "maximum"),
    "font": ("font",),
    "colour": ("colour",),
    "black": (),
    "decomposed": (),
    "composed": (),
    "bold": (),
    "not_bold": (),
    "italic": (),
    "upright": (),
    "align_left": (),
    "align_right": (),
    "align_center": (),
    "align_both": (),
    "upper": (),
    "not_upper": (),
    "no_page_number": (),
    "page_number_top": (),
    "page_number_footer": (),
    "page_number_first": (),
    "page_number_first_hidden": (),
    "page_number_format": ("text",),
    "arabic": (),
    "roman": (),
    "line_missing": (),
    "line_below": (),
    "underlined": (),
    "line_length": ("share",),
    "line_range": ("minimum", "maximum"),
    "gap": ("size",),
    "gap_least": ("minimum",),
    "spacing": ("lines",),
    "spacing_range": ("minimum", "maximum"),
    "spacing_single": (),
    "indent": ("size",),
    "indent_values": ("values",),
    "no_blanks": (),
    "leading_zero": (),
    "no_leading_zero": (),
    "reference_form": (),
    "type_code": ("code",),
    "organ_code": ("code",),
    "legal_form": (),
    "place_full": (),
    "citation": (),
    "citation_law": (),
    "comma": (),
    "date_form": (),
    "date_unreal": (),
    "type_name": ("name",),
    "no_heading": (),
    "ends_with": ("text",),
    "starts_with": ("text",),
    "dot_after": ("text",),
    "point_letters": (),
    "point_bracket": (),
    "clause_dot": (),
    "order": ("text",),
    "left_half": (),
    "right_half": (),
    "academic_title": ("text",),
    "plain_name": (),
    "plain_position": (),
    "annex_mentioned": (),
    "annex_not_mentioned": (),
    "written": ("text",),
    "dots": (),
    "words": (),
}
