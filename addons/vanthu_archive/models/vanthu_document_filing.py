from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain
from odoo.tools import SQL

from odoo.addons.vanthu_document.models.states import BEFORE_ISSUE

# The work is done: from now on the document belongs into a file (Điều 29.1 of NĐ 30/2020).
FILING_STATES = ("done", "issued", "dispatched")
_UNNUMBERED = (*BEFORE_ISSUE, "arrived", "returned", "handed_over")
MAX_PROPOSALS = 8


class VanthuDocument(models.Model):
    """Putting documents into case files, with proposals from what was done before."""

    _inherit = "vanthu.document"

    file_count = fields.Integer(
        string="Case files", compute="_compute_file_count",
        help="Files that hold this document and that you may read.",
    )
    in_no_file = fields.Boolean(
        compute="_compute_in_no_file", search="_search_in_no_file",
        help="The work is done, and no file holds the document yet.",
    )

    @api.depends("file_line_ids")
    def _compute_file_count(self):
        counts = {
            document.id: count
            for document, count in self.env["vanthu.file.document"]._read_group(
                [("document_id", "in", self.ids)], ["document_id"], ["__count"]
            )
        }
        for document in self:
            document.file_count = counts.get(document.id, 0)

    @api.depends("state", "file_line_ids")
    def _compute_in_no_file(self):
        found = self.filtered_domain(self._get_unfiled_domain())
        for document in self:
            document.in_no_file = document in found

    @api.model
    def _search_in_no_file(self, operator, value):
        if operator not in ("in", "not in"):
            return NotImplemented
        domain = self._get_unfiled_domain()
        return domain if (True in value) == (operator == "in") else ~domain

    @api.model
    def _get_unfiled_domain(self):
        """Documents whose work is done and that are in no file, whoever may read the file.

        :return Domain:
        """
        return Domain("state", "in", FILING_STATES) & ~Domain("file_line_ids", "any!", [])

    def action_open_files(self) -> dict:
        """Show the files that hold the document.

        :return dict: window action
        :raise AccessError: the document may not be read
        """
        self.check_access("read")
        lines = self.env["vanthu.file.document"].search([("document_id", "in", self.ids)])
        action = self.env["ir.actions.act_window"]._for_xml_id("vanthu_archive.file_action")
        action.pop("path", None)
        return {**action, "domain": [("id", "in", lines.file_id.ids)], "context": {}}

    def action_put_into_file(self) -> dict:
        """Open the dialog that puts these documents into a file.

        :return dict: window action
        :raise AccessError: one of them may not be read
        :raise UserError: they belong to several organisations, or one of them is still a draft
        """
        self._check_filing()
        wizard = self.env["vanthu.file.put"].create({"document_ids": self.ids})
        return {
            "type": "ir.actions.act_window", "name": self.env._("Put into a file"),
            "res_model": wizard._name, "res_id": wizard.id, "views": [(False, "form")],
            "target": "new",
        }

    def _check_filing(self):
        """Refuse what cannot be put into one file together.

        :raise AccessError: one of the documents may not be read
        :raise UserError: nothing chosen, several organisations, or a draft
        """
        self.check_access("read")
        if len(self.company_id) != 1:
            raise UserError(self.env._(
                "Choose documents of one organisation; a file holds no others."
            ))
        early = self.filtered(lambda document: document.state in _UNNUMBERED)
        if early:
            raise UserError(self.env._(
                "“%s” has no number yet; put it into a file once it is registered or issued.",
                early[0].display_name,
            ))

    # ---- PROPOSALS ----

    def _propose_files(self, limit=MAX_PROPOSALS):
        """Open files that the user may write and into which these documents may belong.

        First the files of the same exchange of letters, then those in which documents of the
        same sender, unit and type were put before, then the user's own files.

        :param int limit: how many
        :return list: pairs of ``vanthu.file`` and reason: thread, earlier, mine
        """
        files = self.env["vanthu.file"]
        base = Domain("state", "=", "open") & Domain("company_id", "in", self.company_id.ids)
        reasons = self._find_earlier_files()
        found = [
            (file, reasons[file.id])
            for file in files.search(base & Domain("id", "in", list(reasons)))
            ._filtered_access("write").sorted(lambda file: list(reasons).index(file.id))
        ]
        mine = files.search(
            base & Domain("user_id", "=", self.env.uid) & Domain("id", "not in", list(reasons)),
            order="write_date DESC, id DESC", limit=limit,
        )
        found += [(file, "mine") for file in mine]
        held = self._get_common_files()
        return [(file, reason) for file, reason in found if file not in held][:limit]

    def _get_common_files(self):
        """Files that hold all of these documents already."""
        rows = self.env["vanthu.file.document"]._read_group(
            [("document_id", "in", self.ids)], ["file_id"], ["document_id:count_distinct"]
        )
        return self.env["vanthu.file"].union(*(
            file for file, count in rows if count == len(self)
        ))

    def _find_earlier_files(self):
        """Open files with documents that resemble these, best first.

        :return dict: id of a file → reason (thread or earlier)
        """
        self.env.flush_all()
        self.env.cr.execute(SQL(
            """WITH mine AS (SELECT * FROM vanthu_document WHERE id = ANY(%(ids)s)),
                    -- Either side of an exchange, but not the chosen documents themselves.
                    thread AS (
                        SELECT d.id FROM vanthu_document d
                         WHERE d.id = ANY(%(thread)s) AND NOT d.id = ANY(%(ids)s))
               SELECT l.file_id, bool_or(l.document_id IN (SELECT id FROM thread)) AS answers,
                      sum(CASE WHEN o.type_id = m.type_id THEN 2 ELSE 1 END) AS weight
                 FROM vanthu_file_document l
                 JOIN vanthu_file f ON f.id = l.file_id AND f.state = 'open'
                      AND f.company_id = %(company)s
                 JOIN vanthu_document o ON o.id = l.document_id
                 JOIN mine m ON m.id <> o.id
                WHERE o.id IN (SELECT id FROM thread)
                   OR (o.direction = m.direction AND m.direction = 'incoming'
                       AND o.organ_name = m.organ_name)
                   OR (o.direction = m.direction AND m.direction <> 'incoming'
                       AND o.drafting_unit_id = m.drafting_unit_id)
             GROUP BY l.file_id
             ORDER BY answers DESC, weight DESC, max(l.id) DESC
                LIMIT 50""",
            ids=self.ids, thread=self._get_thread_ids(), company=self.company_id.id,
        ))
        return {
            file: "thread" if answers else "earlier"
            for file, answers, _weight in self.env.cr.fetchall()
        }

    def _get_thread_ids(self):
        """Documents that these answer, that answer them, or that answer the same."""
        own = self.sudo()
        answered = own.response_to_ids
        return (answered | own.answer_ids | answered.answer_ids).ids
