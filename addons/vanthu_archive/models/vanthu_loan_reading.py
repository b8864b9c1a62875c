from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

from odoo.addons.vanthu_document.models.local_time import local_today


class VanthuLoanLine(models.Model):
    """Reading the electronic papers of a file on the screen, as long as it is handed out.

    Luật Lưu trữ 33/2024/QH15, use of electronic archives. The request opens the papers to its
    reader and to nobody else; no right outlasts it, since nothing but the request is asked.
    """

    _inherit = "vanthu.loan.line"

    can_read = fields.Boolean(
        string="Can be read on the screen", compute="_compute_can_read",
        help="The file is handed out to you and has electronic papers.",
    )

    @api.depends("state", "loan_id.reader_id", "loan_id.return_due", "loan_id.kind")
    @api.depends_context("uid")
    def _compute_can_read(self):
        mine = self.filtered(lambda line: not line._why_no_reading())
        filed = {file.id for (file,) in self.env["vanthu.file.content"].sudo()._read_group(
            [("file_id", "in", mine.sudo().file_id.ids), ("attachment_id", "!=", False)],
            ["file_id"],
        )}
        for line in self:
            line.can_read = line in mine and line.sudo().file_id.id in filed

    def _why_no_reading(self):
        """Why the caller cannot read this file on the screen: a sentence, or empty."""
        self.ensure_one()
        line, user = self.sudo(), self.env.user
        file = line.file_id
        if line.loan_id.reader_id != user or line.company_id not in user.company_ids or (
            file.restricted and user not in file.allowed_user_ids
        ):
            return self.env._("Only the reader of the request reads its files on the screen.")
        if line.state != "out" or line.kind == "copy":
            return self.env._(
                "%s is not handed out to you; ask the archivist.", file.display_name
            )
        if line.return_due and line.return_due < local_today(self.env):
            return self.env._(
                "The time for reading %s is over; ask the archivist for a later day.",
                file.display_name,
            )
        return ""

    def _get_papers(self):
        """The electronic papers that the caller may read now.

        Of a request for single documents or sheets only those; never what is restricted to
        other persons.

        :return: ``vanthu.file.content`` in superuser mode, in the order of the file
        :raise AccessError: the caller is not the reader
        :raise UserError: the file is not handed out, or its time is over
        """
        self.ensure_one()
        reason = self._why_no_reading()
        if reason:
            mine = self.sudo().loan_id.reader_id == self.env.user
            raise UserError(reason) if mine else AccessError(reason)
        line, user = self.sudo(), self.env.user
        domain = [("file_id", "=", line.file_id.id), ("attachment_id", "!=", False)]
        if line.item_ids:
            domain.append(("line_id", "in", line.item_ids.ids))
        if line.sheet_from:
            domain.append(("line_id.sheet_to", ">=", line.sheet_from))
        if line.sheet_from and line.sheet_to:
            domain.append(("line_id.sheet_from", "<=", line.sheet_to))
        papers = self.env["vanthu.file.content"].sudo().search(domain)
        return papers.filtered(lambda paper: not paper.line_id.document_id.restricted or (
            user in paper.line_id.document_id.allowed_user_ids
        )).sorted(lambda paper: (paper.line_id.ordinal, paper.id))

    def action_read(self) -> dict:
        """Open the list of the electronic papers of this file.

        :return dict: an action that opens the page
        :raise AccessError: the caller is not the reader
        :raise UserError: the file is not handed out, its time is over, or nothing is electronic
        """
        if not self._get_papers():
            raise UserError(self.env._(
                "%s has no electronic papers that are open to you; read it in the reading room.",
                self.display_name,
            ))
        return {
            "type": "ir.actions.act_url", "url": f"/vanthu/archive/read/{self.id}",
            "target": "new",
        }


class VanthuLoan(models.Model):
    """The reader is told once electronic papers can be read on the screen."""

    _inherit = "vanthu.loan"

    def action_hand_out(self) -> bool:
        result = super().action_hand_out()
        reader = self.reader_id
        if reader and any(line.can_read for line in self.line_ids.with_user(reader)):
            self._tell_reader(lambda env: env._(
                "The files that you asked for can be read on the screen: open the request and "
                "press “Read on the screen”."
            ))
        return result
