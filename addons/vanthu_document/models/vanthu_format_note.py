from odoo import api, models
from odoo.tools import get_lang


class VanthuFormatNote(models.AbstractModel):
    """The sentences in which the presentation check says what stands and what should."""

    _name = "vanthu.format.note"
    _description = "Sentences of the presentation check"

    @api.model
    def _describe_note(self, note):
        """The sentence of a note in the language of the reader.

        :param dict note: ``code`` (a key of ``NOTES``) and ``values``, as a line stores them
        :return str: the sentence; "" for an unknown note
        """
        if not note:
            return ""
        sentence = self._get_sentences().get(note.get("code"), "")
        values = {
            name: self._describe_note_value(name, value)
            for name, value in (note.get("values") or {}).items()
        }
        return sentence % values if values else sentence

    @api.model
    def _describe_note_value(self, name, value):
        if name == "component":
            labels = self.env["vanthu.format.rule"]._fields["component"]
            return dict(labels._description_selection(self.env)).get(value, value)
        if isinstance(value, (int, float)):
            return f"{value:g}".replace(".", get_lang(self.env).decimal_point or ".")
        return value

    @api.model
    def _get_sentences(self):
        """Code of a note → sentence.

        :return dict: str → str
        """
        return {
            **self._get_look_sentences(), **self._get_page_sentences(),
            **self._get_text_sentences(),
        }

    @api.model
    def _get_look_sentences(self):
        return {
            "size": self.env._("%(size)s points"),
            "size_range": self.env._("%(minimum)s to %(maximum)s points"),
            "font": self.env._("font %(font)s"),
            "colour": self.env._("colour %(colour)s"),
            "black": self.env._("black"),
            "bold": self.env._("bold"),
            "not_bold": self.env._("not bold"),
            "italic": self.env._("italic"),
            "upright": self.env._("upright"),
            "upper": self.env._("capital letters"),
            "not_upper": self.env._("small letters"),
            "align_left": self.env._("at the left"),
            "align_right": self.env._("at the right"),
            "align_center": self.env._("centred"),
            "align_both": self.env._("both edges even"),
            "left_half": self.env._("in the left half"),
            "right_half": self.env._("in the right half"),
            "line_missing": self.env._("no line below"),
            "line_below": self.env._("a drawn line below"),
            "underlined": self.env._("underlined letters"),
            "line_length": self.env._("a line of %(share)s %% of the text"),
            "line_range": self.env._("a line of %(minimum)s to %(maximum)s %% of the text"),
            "gap": self.env._("gap of %(size)s points"),
            "gap_least": self.env._("gap of at least %(minimum)s points"),
            "spacing": self.env._("spacing of %(lines)s lines"),
            "spacing_range": self.env._("spacing of %(minimum)s to %(maximum)s lines"),
            "spacing_single": self.env._("single lines"),
            "indent": self.env._("first line begins at %(size)s cm"),
            "indent_values": self.env._("first line begins at %(values)s cm"),
        }

    @api.model
    def _get_page_sentences(self):
        return {
            "paper": self.env._("%(width)s × %(height)s mm"),
            "landscape": self.env._("paper across"),
            "portrait": self.env._("paper upright; tables that need more width go to an annex"),
            "margin": self.env._("%(size)s mm"),
            "margin_range": self.env._("%(minimum)s to %(maximum)s mm"),
            "decomposed": self.env._("letters whose marks are characters of their own"),
            "composed": self.env._("letters of one character; type these words again"),
            "no_page_number": self.env._("no page number"),
            "page_number_top": self.env._("page number in the middle of the top margin"),
            "page_number_footer": self.env._("page number in the bottom margin"),
            "page_number_first": self.env._("page 1 shows its number"),
            "page_number_first_hidden": self.env._("page 1 shows no number"),
            "page_number_format": self.env._("figures of the kind %(text)s"),
            "arabic": self.env._("Arabic figures (1, 2, 3)"),
            "roman": self.env._("Roman figures (I, II, III)"),
        }

    @api.model
    def _get_text_sentences(self):
        return {
            "text": self.env._("“%(text)s”"),
            "nothing": self.env._("nothing"),
            "missing": self.env._("not found"),
            "required": self.env._("%(component)s"),
            "written": self.env._("“%(text)s”"),
            "starts_with": self.env._("begins with “%(text)s”"),
            "ends_with": self.env._("ends with “%(text)s”"),
            "dot_after": self.env._("full stop after “%(text)s”"),
            "no_blanks": self.env._("no blanks around / and -, and short hyphens only"),
            "leading_zero": self.env._("0 before numbers below 10; of months before 1 and 2 only"),
            "no_leading_zero": self.env._("no 0 before this number"),
            "reference_form": self.env._("number/NOTATION in capitals, parts joined by hyphens"),
            "type_code": self.env._("abbreviation “%(code)s” of the type"),
            "organ_code": self.env._("abbreviation “%(code)s” of the organisation"),
            "legal_form": self.env._("number/year/TYPE-ORGANISATION in capitals"),
            "place_full": self.env._("official name in full"),
            "citation": self.env._("number, day and issuing body of the act"),
            "citation_law": self.env._("name of the law alone, without number"),
            "comma": self.env._("Place, ngày …: a comma after the place"),
            "date_form": self.env._("ngày dd tháng m năm yyyy"),
            "date_unreal": self.env._("a day that exists"),
            "type_name": self.env._("“%(name)s”"),
            "no_heading": self.env._("no heading: a công văn has V/v below its number"),
            "point_letters": self.env._("letters of the Vietnamese alphabet: a, b, c, d, đ, e"),
            "point_bracket": self.env._("a letter with a bracket: a)"),
            "clause_dot": self.env._("a figure with a full stop: 1."),
            "order": self.env._("“%(text)s” comes next"),
            "academic_title": self.env._("“%(text)s”"),
            "plain_position": self.env._("the position alone, nothing before it"),
            "plain_name": self.env._("family and given name, position without abbreviation"),
            "annex_not_mentioned": self.env._("the text says nothing of it"),
            "annex_mentioned": self.env._("the text refers to its annexes"),
            "dots": self.env._("dots that were to be filled in"),
            "words": self.env._("words in their place, or nothing"),
        }

    @api.model
    def _get_refusals(self):
        """Why a file cannot be checked: code of ``FormatError`` → sentence.

        :return dict: str → str
        """
        return {
            "empty_file": self.env._("The file is empty; add the draft again."),
            "damaged": self.env._(
                "The file is damaged and cannot be checked; open it in Word or LibreOffice, save "
                "it again as .docx and add it as a new version."),
            "encrypted": self.env._(
                "The file is protected by a password; save it without one and add it again."),
            "too_large": self.env._(
                "The file is too large to be checked; take pictures out of it and add it again."),
            "unsupported": self.env._(
                "Only Word documents (.docx) can be checked; save the draft as .docx and add it "
                "as a new version."),
            "no_text": self.env._(
                "The file holds no text, only pictures; its presentation must be checked by eye."),
            "secret": self.env._(
                "The document bears the mark of a state secret: it must not be kept in this "
                "system, hand it on paper to the person in charge of secret documents."),
        }
