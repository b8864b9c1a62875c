from odoo import api, fields, models
from odoo.exceptions import UserError

from ..tools.format_check import Context

# As the marks of urgency read (Điều 8 of NĐ 30/2020), whatever the reader's language.
URGENCIES = {
    "0": "Thường", "1": "Khẩn", "2": "Thượng khẩn", "3": "Hỏa tốc", "4": "Hỏa tốc hẹn giờ",
}

class VanthuDocument(models.Model):
    """The presentation check of a draft, and what was left when the clerk confirmed it."""

    _inherit = "vanthu.document"

    can_check_format = fields.Boolean(compute="_compute_format_check_id")
    format_check_id = fields.Many2one(
        "vanthu.format.check", string="Presentation check", compute="_compute_format_check_id",
        help="Of the newest version.",
    )
    format_message = fields.Char(compute="_compute_format_check_id")
    format_error_count = fields.Integer(compute="_compute_format_check_id")
    format_errors_left = fields.Integer(
        string="Errors of presentation left", readonly=True, copy=False, aggregator=None,
        help="As the presentation check counted them when the clerk confirmed the presentation.",
    )

    @api.depends("version_ids")
    @api.depends_context("uid", "lang")
    def _compute_format_check_id(self):
        checks = {
            record.version_id.id: record
            for record in self.env["vanthu.format.check"].search_fetch(
                [("version_id", "in", self.current_version_id.ids)], ["version_id"]
            )
        }
        for document in self:
            version = document.current_version_id
            document.can_check_format = version.kind == "docx"
            found = checks.get(version.id, self.env["vanthu.format.check"])
            document.format_check_id = found
            document.format_message = found.message
            document.format_error_count = found.error_count

    @api.model
    def _get_step_fields(self):
        return {**super()._get_step_fields(), "format_errors_left": 0}

    def action_check_format(self):
        """Check the presentation of the newest version against the rules of Phụ lục I.

        :return dict: window action of the checklist
        :raise UserError: the draft has no file yet
        """
        self.ensure_one()
        self.check_access("read")
        version = self.current_version_id
        if not version:
            raise UserError(self.env._(
                "%s has no file yet; draft it from a template or add your own file.",
                self.display_name,
            ))
        found = self._check_version_format(version)
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Presentation"),
            "res_model": "vanthu.format.check",
            "res_id": found.id,
            "view_mode": "form",
            "views": [(False, "form")],
            "target": "new",
            "context": {"dialog_size": "extra-large"},
        }

    def _check_version_format(self, version):
        found = self.env["vanthu.format.check"]._run(version)
        self.env["vanthu.event"]._log(self, "format_checked", {
            "version": version.number, "errors": found.error_count,
        })
        self.invalidate_recordset(["format_check_id", "format_message", "format_error_count"])
        return found

    def _ensure_format_check(self):
        """The check of the newest version; made now when there is none.

        :return: ``vanthu.format.check`` in superuser mode, none without a Word document
        """
        self.ensure_one()
        version = self.sudo().current_version_id
        known = self.env["vanthu.format.check"].sudo().search([("version_id", "=", version.id)])
        if known or version.kind != "docx":
            return known
        return self._check_version_format(version)

    def _move_draft(self, state, kind, vals, detail=None):
        """The clerk finds the draft checked, and what he leaves is counted."""
        if kind == "format_confirmed":
            left = self._ensure_format_check().error_count
            vals = {**vals, "format_errors_left": left}
            detail = {**(detail or {}), **({"errors": left} if left else {})}
        elif state == "draft":
            vals = {**vals, "format_errors_left": 0}
        result = super()._move_draft(state, kind, vals, detail)
        if state == "format_check":
            self._ensure_format_check()
        return result

    # ---- WHAT THE CHECKER KNOWS ----

    def _get_format_context(self):
        """What the office knows of the document besides its file.

        :return: :class:`~..tools.format_check.Context`
        """
        document = self.sudo()
        types = self.env["vanthu.document.type"].sudo().search_fetch(
            [("kind", "in", ("administrative", "legal"))], ["name", "code"]
        )
        company = document.company_id
        return Context(
            type_name=document.type_id.name or "", type_code=document.type_id.code or "",
            type_codes={item.name: item.code or "" for item in types},
            organ_name=company.name or "", organ_abbreviation=company.organ_abbreviation or "",
            unit_codes=tuple(filter(None, company.vanthu_unit_ids.mapped("code"))),
            signer_name=document.signer_name or "",
            signing_capacity=document.signing_capacity or "",
            place=document.issued_place or "", urgency=URGENCIES[document.priority],
            legal=document.type_id.kind == "legal",
        )


class VanthuEvent(models.Model):
    """A check of presentation is told in the history of the document."""

    _inherit = "vanthu.event"

    @api.model
    def _selection_kind(self):
        return [
            *super()._selection_kind(),
            ("format_checked", self.env._("Presentation compared with the rules")),
        ]

    @api.model
    def _get_detail_labels(self):
        return {
            **super()._get_detail_labels(), "errors": self.env._("Errors of presentation"),
        }
