import hashlib
import json
import logging

from odoo import fields, models
from odoo.exceptions import UserError

from ..tools.drafting import fill
from ..tools.drafting.fields import DraftFacts, make_context
from ..tools.drafting.package import DraftFileError
from .vanthu_document_outgoing import IN_PLACE_OF

_logger = logging.getLogger(__name__)

# Without these the general template would be filled in with hardly anything.
_ON_THE_LETTER = ("type_id", "subject")

# What a template is filled with and people change while they draft.
FILLED_FIELDS = {
    "subject", "code_notation", "issued_place", "signing_user_id", "signing_capacity",
    "signing_for_id", "signing_body", "drafting_unit_id", "recipient_ids",
}


class VanthuDocumentVersion(models.Model):
    """A version that came from a template knows from which, and with what it was filled."""

    _inherit = "vanthu.document.version"

    template_id = fields.Many2one(
        "vanthu.document.template", readonly=True, index="btree_not_null", ondelete="set null"
    )
    fill_key = fields.Char(readonly=True)


class VanthuDocument(models.Model):
    """The first file of a draft: a template of its type with what is known filled in."""

    _inherit = "vanthu.document"

    def action_open_draft_template(self):
        """Draft from the only fitting template at once, or ask which one and why again.

        :return dict or bool: window action of the dialog; True when the draft is made
        :raise UserError: type or subject is not named yet, or the draft is with somebody else
        """
        self.ensure_one()
        self._require_pen()
        self._require_said(_ON_THE_LETTER)
        templates = self._find_templates()
        if len(templates) == 1 and not self.current_version_id:
            return self.action_draft_from_template(templates.id)
        return self._open_wizard("vanthu.draft.wizard", self.env._("Draft from a template"))

    def action_draft_from_template(self, template_id: int = 0, reason: str = "") -> bool:
        """Make the next version of a draft from a template.

        :param int template_id: id of a template that fits the type; the most fitting one by
            default
        :param str reason: why it is drafted anew; needed when there is a version already
        :raise UserError: type or subject is not named yet, no template fits, it has a mistake,
            or the draft is with somebody else
        """
        self.ensure_one()
        self.check_access("read")
        self._require_pen()
        self._require_said(_ON_THE_LETTER)
        templates = self._find_templates()
        template = templates.filtered(lambda item: item.id == template_id) if template_id else (
            templates[:1]
        )
        if not template:
            raise UserError(self.env._(
                "No template fits %s; choose its type first, or add a file of your own.",
                self.display_name,
            ))
        self._require_reason_for_version(reason)
        context = self._get_draft_context()
        try:
            raw = fill.fill(template._get_content(), context)
        except DraftFileError as error:
            raise UserError(template._explain(error)) from error
        self._add_version(self._get_draft_file_name(), raw, reason, {
            "template_id": template.id, "fill_key": _make_fill_key(context),
        })
        return True

    # ---- FILLED IN AGAIN ----

    def write(self, vals):
        result = super().write(vals)
        if FILLED_FIELDS & vals.keys() and not self.env.su and not self._is_step():
            for document in self.filtered(lambda d: d.state == "draft" and d.version_count):
                document._fill_in_again()
        return result

    def _fill_in_again(self):
        """Renew a draft that nobody has worked on yet when what it is filled with changes.

        A template that cannot be filled in just now does not keep anybody from saving.
        """
        versions = self.sudo().version_ids
        newest = self.sudo().current_version_id
        if not all(version.fill_key for version in versions) or not self._holds_the_pen():
            return
        template = self._find_templates() & newest.template_id
        if not template or newest.fill_key == _make_fill_key(self._get_draft_context()):
            return
        try:
            self.action_draft_from_template(template.id, self.env._(
                "Filled in again: signer, recipients or subject changed."
            ))
        except UserError:
            _logger.info("document %s keeps version %s", self.id, newest.number)

    def _find_templates(self):
        return self.env["vanthu.document.template"]._find_for(
            self.type_id, self.company_id, self._get_today()
        )

    def _require_reason_for_version(self, reason):
        """Refuse a further version of which nobody says what is new.

        :param str reason: what the person typed
        :raise UserError: there is a version already, and no reason
        """
        if self.current_version_id and not (reason or "").strip():
            raise UserError(self.env._("Say what is new in this version."))

    def _get_draft_file_name(self):
        """Name of the file: the type and what the draft is about.

        :return str:
        """
        words = " ".join(filter(None, (self.type_id.name, self.subject)))
        kept = "".join(c if c.isalnum() or c in " -_" else " " for c in words)
        return f"{' '.join(kept.split())[:80].strip() or 'draft'}.docx"

    def _get_draft_context(self):
        """What templates are filled with.

        :return dict: see ``tools.drafting.fields.FIELDS``
        """
        return make_context(self._get_draft_facts(), self._get_today().year)

    def _get_draft_facts(self):
        draft = self.sudo()
        rows = {
            kind: draft.recipient_ids.filtered(
                lambda row, kind=kind: row.kind == kind)._get_printed_names()
            for kind in ("to", "cc", "report", "keep")
        }
        reported = [f"{name} (để báo cáo)" for name in rows["report"]]
        keepers = [name for name in rows["keep"] if name.strip().upper() not in ("VT", "VĂN THƯ")]
        return DraftFacts(
            superior=draft.company_id.organ_superior_name or "",
            organisation=draft.company_id.name,
            place=draft.issued_place or draft.company_id.organ_place or "",
            day=draft.issued_date or None,
            number=draft.code_number or "",
            notation=draft.code_notation or "",
            type_name=draft.type_id.name or "",
            subject=draft.subject or "",
            to=rows["to"],
            recipients=[*rows["cc"], *reported],
            keepers=keepers or [draft.drafting_unit_id.code or ""],
            signing=draft._get_signing_lines(),
            authority=draft._get_authority(),
            signer=draft.signer_name or "",
            # Minutes are kept, and signed first, by who drafts them.
            secretary=draft.drafter_id.name or "",
        )

    def _get_signing_lines(self):
        """Capacity and position, each on its line as Phụ lục I, II.7 has them.

        :return list: str
        """
        competence, position = self.signer_competence or "", self.signer_position or ""
        if competence.endswith("."):  # Q. stands before the position, with nobody between
            return [f"{competence} {position}".strip()]
        return [line for line in (competence, position) if line]

    def _get_authority(self):
        """Who decides: the head of the organisation, or its collective body.

        :return str: as it stands above the bases of a decision
        """
        if self.signing_capacity == "tm":
            return self.signing_body or ""
        person = (
            self.signing_for_id if self.signing_capacity in IN_PLACE_OF else self.signing_user_id
        )
        function = person.partner_id.function
        return f"{function} {self.company_id.name}" if function else ""


def _make_fill_key(context):
    """Tell apart what drafts were filled with.

    :param dict context: see :func:`..tools.drafting.fields.make_context`
    :return str: SHA-256
    """
    return hashlib.sha256(json.dumps(context, sort_keys=True).encode()).hexdigest()
