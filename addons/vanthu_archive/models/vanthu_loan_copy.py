from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError


class VanthuCopy(models.Model):
    """Copies with a number that are made for a reader of the archive."""

    _inherit = "vanthu.copy"

    loan_line_id = fields.Many2one(
        "vanthu.loan.line", string="Asked for by", readonly=True, copy=False,
        index="btree_not_null", ondelete="restrict",
    )

    @api.model
    def _get_step_fields(self):
        # Set by the request only, so that no copy is counted where nobody asked for it.
        return {**super()._get_step_fields(), "loan_line_id": False}


class VanthuLoan(models.Model):
    """Certified copies of archived documents, and answers that were late."""

    _inherit = "vanthu.loan"

    certified_copies = fields.Integer(
        compute="_compute_certified", string="Certified copies made", compute_sudo=True,
        help="Issued copies whose number is not void.",
    )
    certified_sheets = fields.Integer(
        compute="_compute_certified", string="Pages copied", compute_sudo=True,
        help="Pages of the copied documents, times the number of copies.",
    )
    is_answer_late = fields.Boolean(
        string="Answered late", compute="_compute_is_answer_late", store=True,
        help="Decided after the day until which it was to be answered.",
    )

    @api.depends("line_ids")
    def _compute_certified(self):
        copies = self.env["vanthu.copy"].search([
            ("loan_line_id.loan_id", "in", self.ids), ("state", "=", "issued"),
        ])
        made = copies.filtered(lambda copy: not copy.is_void)
        by_loan = made.grouped(lambda copy: copy.loan_line_id.loan_id)
        for loan in self:
            of_loan = by_loan.get(loan._origin, copies.browse())
            loan.certified_copies = sum(of_loan.mapped("copies"))
            loan.certified_sheets = sum(
                copy.copies * (copy.document_id.page_count or 1) for copy in of_loan
            )

    @api.depends("decided_date", "answer_due")
    def _compute_is_answer_late(self):
        for loan in self:
            loan.is_answer_late = bool(
                loan.decided_date and loan.answer_due and loan.decided_date > loan.answer_due
            )

    def action_make_copies(self) -> dict:
        """Prepare the certified copies of a granted request in the series of copies.

        One sao y for each document that is asked for and has none yet; the clerk chooses signer
        and form there and gives the number (NĐ 30/2020, Điều 25–27).

        :return dict: window action with the copies of the request
        :raise AccessError: the caller is no registry clerk, or may not read a document
        :raise UserError: no certified copies are granted, or none of the papers is a document
        """
        self.ensure_one()
        self.env["vanthu.document"]._require_group("group_clerk")
        self.check_access("read")
        self.sudo()._hold_row()
        if self.kind != "copy" or not self.certified or self.state not in (
            "approved", "returned"
        ):
            raise UserError(self.env._(
                "Certified copies are made of a request that asks for them and is approved."
            ))
        wanted = self._get_uncopied_documents()
        copies = self.env["vanthu.copy"].create([
            {"document_id": document.id, "copies": line.copies, "recipients": self.reader_name}
            for line, documents in wanted for document in documents
        ])
        lines = [line for line, documents in wanted for _document in documents]
        for copy, line in zip(copies, lines, strict=True):
            copy._write_step({"loan_line_id": line.id})
        return self.action_open_certified()

    def _get_uncopied_documents(self):
        """The documents that are asked for and of which no copy is prepared yet.

        :return list: tuples of ``vanthu.loan.line`` and ``vanthu.document``
        :raise AccessError: the caller may not read one of them
        :raise UserError: none of the papers is a document of the registry
        """
        wanted = []
        for line in self.sudo().line_ids.filtered(lambda one: one.state != "withheld"):
            items = line.item_ids or line.file_id.line_ids
            wanted.append((line, items.document_id.with_env(self.env)))
        documents = self.env["vanthu.document"].union(*(found for _line, found in wanted))
        if not documents:
            raise UserError(self.env._(
                "None of these papers is a document of the registry, so no copy takes a number; "
                "give copies of loose papers from the archive."
            ))
        if documents - documents._filtered_access("read"):
            raise AccessError(self.env._(
                "You may not read one of these documents; the registry clerk named at it makes "
                "the copies."
            ))
        prepared = self.env["vanthu.copy"].sudo().search_fetch(
            [("loan_line_id", "in", self.line_ids.ids)], ["document_id", "loan_line_id"]
        )
        done = {(copy.loan_line_id.id, copy.document_id.id) for copy in prepared}
        return [
            (line, found.filtered(lambda one, line=line: (line.id, one.id) not in done))
            for line, found in wanted
        ]

    def action_open_certified(self) -> dict:
        """Show the certified copies of this request.

        :return dict: window action
        :raise AccessError: the caller is neither registry clerk nor leader
        """
        self.ensure_one()
        self.env["vanthu.document"]._require_group("group_clerk", "group_leader")
        self.check_access("read")
        action = self.env["ir.actions.act_window"]._for_xml_id("vanthu_document.copy_action")
        return {
            **action, "display_name": self.env._("Certified copies"),
            "domain": [("loan_line_id.loan_id", "=", self.id)], "context": {"create": False},
        }
