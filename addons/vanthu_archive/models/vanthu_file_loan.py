from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain


class VanthuFile(models.Model):
    """Which files are with a reader; they stay as they are until they are back."""

    _inherit = "vanthu.file"

    loan_line_ids = fields.One2many(
        "vanthu.loan.line", "file_id", string="Requests", readonly=True
    )
    is_lent = fields.Boolean(
        string="Lent", compute="_compute_is_lent", search="_search_is_lent",
        help="Handed out to a reader and not back yet.",
    )

    @api.depends("loan_line_ids.state")
    def _compute_is_lent(self):
        lent = self._get_lent()
        for file in self:
            file.is_lent = file._origin in lent

    def _search_is_lent(self, operator, value):
        if operator not in ("in", "not in"):
            return NotImplemented
        out = self.env["vanthu.loan.line"].sudo()._search([("state", "=", "out")])
        domain = Domain("loan_line_ids", "any!", [("id", "in", out)])
        return domain if (True in value) == (operator == "in") else ~domain

    def _get_lent(self):
        """Those of the files that are with a reader.

        :return: ``vanthu.file``
        """
        lines = self.env["vanthu.loan.line"].sudo().search_fetch(
            [("file_id", "in", self.ids), ("state", "=", "out")], ["file_id"]
        )
        return self.browse(lines.file_id.ids)

    def _require_move(self, target):
        """Refuse to give away or destroy what a reader has.

        :param str target: wanted state
        :raise UserError: one of the files is lent
        """
        result = super()._require_move(target)
        if target in ("transferred", "disposed"):
            self._require_not_lent()
        return result

    def _require_not_lent(self):
        """Refuse what a reader has.

        :raise UserError: one of the files is lent
        """
        lent = self._get_lent()
        if lent:
            raise UserError(self.env._(
                "The file %s is with a reader; take it back first.", lent[0].display_name
            ))

    def action_ask_for_use(self) -> dict:
        """Ask to read, copy or borrow these files: open a new request with them.

        :return dict: window action
        :raise UserError: a file is not in the archive, or they belong to several organisations
        """
        self.check_access("read")
        if len(self.company_id) != 1 or any(file.state != "archived" for file in self):
            raise UserError(self.env._(
                "Choose archived files of one organisation; others are asked of their unit."
            ))
        return {
            "type": "ir.actions.act_window", "res_model": "vanthu.loan",
            "view_mode": "form", "name": self.env._("Request for archived files"),
            "context": {
                "default_company_id": self.company_id.id,
                "default_line_ids": [
                    fields.Command.create({"file_id": file.id}) for file in self
                ],
            },
        }

    def action_open_loans(self) -> dict:
        """Open the requests in which this file stands.

        :return dict: window action
        """
        self.ensure_one()
        self.check_access("read")
        return {
            "type": "ir.actions.act_window", "res_model": "vanthu.loan",
            "view_mode": "list,form", "name": self.env._("Requests"),
            "domain": [("line_ids.file_id", "=", self.id)], "context": {"create": False},
        }


class VanthuDisposalLine(models.Model):
    """What a reader has is not destroyed."""

    _inherit = "vanthu.disposal.line"

    def _check_disposable(self):
        result = super()._check_disposable()
        self.filtered(lambda line: line.verdict != "keep").file_id.sudo()._require_not_lent()
        return result
