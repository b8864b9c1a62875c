import datetime

from odoo import fields, models
from odoo.fields import Domain

from ..tools.normalize import collapse, fold, fold_spelling
from .vanthu_document_entry import RECENT_DOCUMENTS

_PLAIN = (
    "code_number", "code_notation", "issued_place", "organ_name", "subject", "signer_name",
    "signer_position", "signer_competence",
)
_DATES = ("issued_date", "due_date")
_SELECTIONS = ("priority", "circulation_scope")
_NUMBERS = ("page_count",)


class VanthuDocument(models.Model):
    """What the text of the files proposes for the fields; the clerk decides.

    Nothing proposed is ever written into a field by the software: the panel above the fields
    shows each value with the words of the document it was read from, and an act of the clerk
    puts it into the form.
    """

    _inherit = "vanthu.document"

    # {field: {"value", "display", "source", "dismissed"}}
    proposals = fields.Json(copy=False)

    def _store_proposals(self, proposals):
        """Keep what was read from the main file for the clerk to decide on.

        Values that this database cannot hold (an unknown type, a date that does not exist)
        are left out. What the clerk laid aside stays aside when the file says the same again.
        A document that is registered already gets none.

        :param dict proposals: name of :data:`tools.document_reader.FIELDS` →
            ``{"value", "source"}`` or None
        :return: the stored dict, ``{field: {"value", "display", "source"}}``
        """
        self.ensure_one()
        if self.state != "arrived":
            return {}
        issued = (proposals.get("issued_date") or {}).get("value")
        found = {}
        for name, proposal in proposals.items():
            if not proposal or proposal.get("value") in (None, "", [], False):
                continue
            field, stored = self._convert_proposal(name, proposal["value"], issued)
            if field:
                stored["source"] = collapse(proposal.get("source") or "")[:500]
                former = (self.proposals or {}).get(field, {})
                if former.get("dismissed") and former.get("value") == stored["value"]:
                    stored["dismissed"] = True
                found[field] = stored
        if found != (self.proposals or {}):
            self.proposals = found or False
        return found

    def _convert_proposal(self, name, value, issued=None):
        """One proposal in the form in which the panel and the field take it.

        :param str name: name of the reader
        :param value: what the reader found
        :param str issued: ISO date of the document, on which its type must be valid
        :return: (field name, dict with value and display), or (None, None)
        """
        nothing = None, None
        if name in _PLAIN:
            text = collapse(str(value))[: self._fields[name].size or None]
            stored = {"value": text, "display": text}
            if name == "organ_name" and text:
                stored = self._convert_organ(text)
            return (name, stored) if text else nothing
        if name in _NUMBERS:
            return name, {"value": int(value), "display": str(value)}
        if name in _DATES:
            day = _parse_day(value)
            if not day:
                return nothing
            return name, {"value": day.isoformat(), "display": day.strftime("%d/%m/%Y")}
        if name in _SELECTIONS:
            labels = dict(self._fields[name]._description_selection(self.env))
            key = str(value)
            if key not in labels or key in ("0", "normal"):
                return nothing
            return name, {"value": key, "display": labels[key]}
        if name == "type":
            doc_type = self.env["vanthu.document.type"]._find_by_name(value, _parse_day(issued))
            if doc_type:
                return "type_id", {"value": doc_type.id, "display": doc_type.display_name}
        return nothing

    def _convert_organ(self, printed):
        """The issuing body as the office writes it; letter-heads print names in capitals.

        :param str printed: name on the document
        :return dict: value and display; of a known organisation partner_id and partner_name
        """
        partner = self._find_organ(printed)
        name = partner.name or printed.isupper() and self._find_spelling(printed) or printed
        known = {"partner_id": partner.id, "partner_name": partner.display_name}
        return {"value": name, "display": name, **(known if partner else {})}

    def _find_spelling(self, printed):
        """How recent incoming documents of the organisation write a name.

        :param str printed: name in capitals
        :return str: the same words, or False
        """
        recent = self.search_fetch(
            Domain("direction", "=", "incoming") & Domain("organ_name", "!=", False)
            & Domain("company_id", "=", self.company_id.id),
            ["organ_name"], order="id desc", limit=RECENT_DOCUMENTS,
        )
        wanted = fold_spelling(printed)
        return next((
            name for name in recent.mapped("organ_name")
            if not name.isupper() and fold_spelling(name) == wanted
        ), False)

    def _find_organ(self, name):
        """The organisation whose name is this one, capitals and diacritics disregarded.

        :param str name: as printed on the document
        :return: one ``res.partner``, or none when there is no or more than one such
        """
        pattern = name.replace("\\", "\\\\").replace("%", r"\%").replace("_", r"\_")
        found = self.env["res.partner"].search(
            Domain("name", "=ilike", pattern)
            & Domain("is_company", "=", True)
            & Domain("company_id", "in", (False, self.company_id.id)),
            limit=5,
        )
        same = found.filtered(lambda partner: fold(partner.name) == fold(name))
        return same if len(same) == 1 else same.browse()


def _parse_day(value):
    """The date of an ISO string, or None."""
    try:
        return datetime.date.fromisoformat(str(value))
    except ValueError:
        return None
