from odoo import api, fields, models

from ..tools.printing.file_plan import HeadingRow, PlanCover, close_plan, write_mark
from ..tools.printing.hand_over import write_term


class VanthuFilePlan(models.Model):
    """The list of the plan, as the form of Phụ lục V of NĐ 30/2020 has it."""

    _inherit = "vanthu.file.plan"

    @api.onchange("decision_id")
    def _onchange_decision_id(self):
        if self.decision_id:
            self.decision_reference = self.decision_id.reference
            self.decision_date = self.decision_id.issued_date

    def _get_form_rows(self):
        """The table, for paper and for the workbook alike.

        :return list: tuples for ``FILE_PLAN``, headings as ``HeadingRow``
        """
        self.ensure_one()
        rows = []
        for line in self.line_ids.sorted(lambda line: (line.sequence, line.id)):
            if line.kind != "entry":
                title = ". ".join(filter(None, (line.mark, line.name)))
                rows.append(HeadingRow(("", title, "", "", line.note or "")))
            else:
                rows.append((
                    line.notation or "", line.name,
                    write_term(line.term, line.term_years, line.term_event),
                    line.user_id.sudo().name or line.unit_id.name or "", line.note or "",
                ))
        return rows

    def _get_form_cover(self):
        """Heading of the list; the decision's number and date as typed or as the document's.

        :return PlanCover:
        """
        self.ensure_one()
        company, decision = self.company_id.sudo(), self.decision_id.sudo()
        return PlanCover(
            name=company.name, parent_name=company.organ_superior_name or "",
            year=self.year, subtitle=f"Năm {self.year}",
            decision=self.decision_reference or decision.reference or "",
            decision_date=self.decision_date or decision.issued_date,
            issuer=company.name,
        )

    def _get_form_closing(self):
        """The sentences that count the files.

        :return tuple: lines
        """
        return close_plan(self.entry_count, self.permanent_count)

    def action_export(self) -> dict:
        """Export the list as XLSX.

        :return dict: URL action of the download
        """
        self.ensure_one()
        self.check_access("read")
        return {
            "type": "ir.actions.act_url", "target": "download",
            "url": f"/vanthu/file-plan/{self.id}.xlsx",
        }


class VanthuFilePlanLine(models.Model):
    """The number before a heading."""

    _inherit = "vanthu.file.plan.line"

    mark = fields.Char(
        string="Number", compute="_compute_mark",
        help="Of a file its number and notation, of a heading I, II… or 1, 2…",
    )

    @api.depends("kind", "notation", "sequence", "plan_id")
    def _compute_mark(self):
        marks = {}
        for plan in self.plan_id._origin:
            marks.update(plan.line_ids._count_headings())
        for line in self:
            line.mark = line.notation if line.kind == "entry" else marks.get(line._origin.id)

    def _count_headings(self):
        """Numbers of the headings of one plan.

        :return dict: id → mark
        """
        marks, counts = {}, {"heading": 0, "subheading": 0}
        for line in self.sorted(lambda line: (line.sequence, line.id)):
            if line.kind == "entry":
                continue
            counts[line.kind] += 1
            if line.kind == "heading":
                counts["subheading"] = 0
            marks[line._origin.id] = write_mark(line.kind, counts[line.kind])
        return marks
