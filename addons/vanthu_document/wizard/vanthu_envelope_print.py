from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

from ..models.states import BEFORE_ISSUE


class VanthuEnvelopePrint(models.TransientModel):
    """Print the envelopes of documents for those who get paper."""

    _name = "vanthu.envelope.print"
    _description = "Print envelopes"

    document_ids = fields.Many2many(
        "vanthu.document", "vanthu_envelope_print_document_rel", "print_id", "document_id",
        string="Documents", default=lambda self: self._default_documents(),
        domain="[('direction', '!=', 'incoming'), ('reference', '!=', False)]",
    )
    size_id = fields.Many2one(
        "vanthu.envelope.size", string="Envelope", required=True, ondelete="cascade",
        default=lambda self: self.env["vanthu.envelope.size"].search([], limit=1),
    )
    recipient_ids = fields.Many2many(
        "vanthu.recipient", "vanthu_envelope_print_recipient_rel", "print_id", "recipient_id",
        string="Recipients", compute="_compute_recipient_ids", store=True, readonly=False,
        domain="[('document_id', 'in', document_ids)]",
    )

    @api.model
    def _default_documents(self):
        context = self.env.context
        if context.get("active_model") != "vanthu.document":
            return self.env["vanthu.document"]
        return self.env["vanthu.document"].search([
            ("id", "in", context.get("active_ids") or []), ("direction", "!=", "incoming"),
        ])

    @api.depends("document_ids")
    def _compute_recipient_ids(self):
        for wizard in self:
            wizard.recipient_ids = wizard.document_ids._get_paper_recipients("post")

    @api.model_create_multi
    def create(self, vals_list):
        wizards = super().create(vals_list)
        wizards._check_targets()
        return wizards

    def write(self, vals):
        result = super().write(vals)
        self._check_targets()
        return result

    def onchange(self, values, field_names, fields_spec):
        for name, model in (("document_ids", "vanthu.document"),
                            ("recipient_ids", "vanthu.recipient")):
            ids = {
                found for command in values.get(name) or [] for found in _find_ids(command)
            }
            self.env[model].browse(ids).exists().check_access("read")
        return super().onchange(values, field_names, fields_spec)

    def _check_targets(self):
        """Only what the person may read; the rows only of these documents."""
        for wizard in self:
            (wizard.document_ids.with_env(self.env)).check_access("read")
            wizard.recipient_ids.check_access("read")
            if wizard.sudo().recipient_ids.document_id - wizard.sudo().document_ids:
                raise AccessError(self.env._(
                    "Choose recipients of the documents for which envelopes are printed."
                ))

    def action_print(self) -> dict:
        """Print the envelopes as PDF.

        :return dict: report action
        :raise UserError: a document is not issued, or nobody is chosen
        :raise AccessError: the person is no registry clerk
        """
        self.ensure_one()
        self._get_groups()
        return self.env.ref("vanthu_document.action_report_envelope").report_action(self)

    def _get_groups(self):
        """The chosen rows by addressee: several documents for one go into one envelope.

        :return list: recordsets of ``vanthu.recipient``, in order of the addressees
        """
        self.ensure_one()
        self.env["vanthu.document"]._require_group("group_clerk")
        self._check_targets()
        if not self.recipient_ids:
            raise UserError(self.env._(
                "Choose at least one recipient; those who get paper are proposed."
            ))
        for document in self.recipient_ids.document_id:
            if document.state in (*BEFORE_ISSUE, "recalled"):
                raise UserError(self.env._(
                    "%s has no number yet or was recalled.", document.display_name
                ))
        rows = self.recipient_ids.sorted(lambda row: (row.name, row.document_id.issued_date))
        return list(rows.grouped(lambda row: (row.partner_id.id, row.name)).values())


def _find_ids(command):
    """Ids that a command of a form's many2many value points at."""
    if isinstance(command, int):
        return [command]
    if not isinstance(command, (list, tuple)) or not command:
        return []
    if command[0] == 6:
        return command[2] or []
    return [command[1]] if command[0] in (1, 4) and isinstance(command[1], int) else []
