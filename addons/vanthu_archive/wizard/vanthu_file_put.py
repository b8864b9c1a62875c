from odoo import Command, api, fields, models
from odoo.exceptions import UserError


class VanthuFilePut(models.TransientModel):
    """Put documents into a case file: a proposed one, another one, or a new one of the plan."""

    _name = "vanthu.file.put"
    _description = "Put into a file"

    document_ids = fields.Many2many(
        "vanthu.document", "vanthu_file_put_document_rel", "put_id", "document_id",
        string="Documents", required=True,
    )
    company_id = fields.Many2one("res.company", compute="_compute_company_id")
    proposal_ids = fields.One2many(
        "vanthu.file.put.proposal", "put_id", string="Proposed files",
        compute="_compute_proposal_ids", store=True, readonly=True,
        compute_sudo=False,  # only what the user himself may read and write
    )
    file_id = fields.Many2one(
        "vanthu.file", string="Another file", ondelete="cascade",
        domain="[('state', '=', 'open'), ('company_id', '=', company_id)]",
    )
    plan_line_id = fields.Many2one(
        "vanthu.file.plan.line", string="New file of the plan", ondelete="cascade",
        domain="[('kind', '=', 'entry'), ('plan_id.state', '=', 'in_force'), "
        "('company_id', '=', company_id)]",
    )

    @api.depends("document_ids")
    def _compute_company_id(self):
        for wizard in self:
            wizard.company_id = wizard.document_ids.company_id[:1]

    @api.depends("document_ids")
    def _compute_proposal_ids(self):
        for wizard in self:
            documents = wizard.document_ids._origin
            documents._check_filing()
            wizard.proposal_ids = [Command.clear(), *(
                Command.create({"file_id": file.id, "reason": reason})
                for file, reason in documents._propose_files()
            )]

    @api.model_create_multi
    def create(self, vals_list):
        wizards = super().create(vals_list)
        wizards._check_links()
        return wizards

    def write(self, vals):
        result = super().write(vals)
        self._check_links()
        return result

    def _check_links(self):
        # Names of linked records are shown to whoever may read the link.
        for name in ("document_ids", "file_id", "plan_line_id"):
            self.sudo()[name].with_env(self.env).check_access("read")

    def onchange(self, values, field_names, fields_spec):
        for name in ("file_id", "plan_line_id"):
            value = values.get(name)
            value = value.get("id") if isinstance(value, dict) else value
            if isinstance(value, int) and value:
                self.env[self._fields[name].comodel_name].browse(value).check_access("read")
        return super().onchange(values, field_names, fields_spec)

    def action_put(self) -> dict:
        """Put the documents into the chosen file, or into a new one of the chosen entry.

        :return dict: closes the dialog and says what was done
        :raise AccessError: the user may not write the file or read a document
        :raise UserError: no file or two were chosen
        """
        self.ensure_one()
        if bool(self.file_id) == bool(self.plan_line_id):
            raise UserError(self.env._("Choose either an open file or an entry of the plan."))
        file = self.file_id or self.env["vanthu.file"].create({
            "plan_line_id": self.plan_line_id.id, "company_id": self.company_id.id,
        })
        return self._put_into(file)

    def _put_into(self, file):
        added = file._add_documents(self.document_ids)
        return {
            "type": "ir.actions.client", "tag": "display_notification",
            "params": {
                "type": "success" if added else "info",
                "message": self.env._(
                    "%(count)s documents put into %(file)s.",
                    count=added, file=file.display_name,
                ) if added else self.env._("They were in %s already.", file.display_name),
                "next": {"type": "ir.actions.act_window_close"},
            },
        }


class VanthuFilePutProposal(models.TransientModel):
    """One file that documents may belong into, and why."""

    _name = "vanthu.file.put.proposal"
    _description = "Proposed file"

    put_id = fields.Many2one(
        "vanthu.file.put", string="Dialog", required=True, readonly=True, ondelete="cascade"
    )
    file_id = fields.Many2one(
        "vanthu.file", required=True, readonly=True, ondelete="cascade"
    )
    reason = fields.Selection(
        [
            ("thread", "The same exchange of letters"),
            ("earlier", "The same sender or unit before"),
            ("mine", "Your own file"),
        ],
        string="Why", readonly=True,
    )

    @api.model_create_multi
    def create(self, vals_list):
        proposals = super().create(vals_list)
        proposals.file_id.check_access("read")
        return proposals

    def action_choose(self) -> dict:
        """Put the documents of the dialog into this file.

        :return dict: closes the dialog and says what was done
        :raise AccessError: the user may not write the file or read a document
        :raise UserError: the file was closed meanwhile
        """
        self.ensure_one()
        return self.put_id._put_into(self.file_id)
