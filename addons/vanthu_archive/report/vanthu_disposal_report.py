from io import BytesIO

from odoo import api, fields, models
from odoo.exceptions import UserError

from odoo.addons.vanthu_document.models.local_time import local_moment
from odoo.addons.vanthu_document.tools.printing.handling_report import (
    ReportCover,
    write_report_pdf,
)

from ..tools.printing import disposal as forms
from ..tools.printing.minutes import write_minutes_pdf


class DisposalPaper(models.AbstractModel):
    """What the papers of a disposal have in common: the facts, and the log of printing."""

    _name = "report.vanthu_archive.disposal_paper"
    _description = "Paper of a disposal"

    # From which state on the paper can be drawn; it would be empty before.
    _from_state = "draft"

    @api.model
    def _render_stream(self, disposals, data):
        """Draw the paper of each disposal and log the printing.

        :param disposals: ``vanthu.disposal`` that the caller may read
        :param dict data: not used
        :return dict: id → ``BytesIO``
        :raise UserError: a disposal has not come so far
        """
        streams = {}
        for disposal in disposals:
            if not disposal._has_come_to(self._from_state):
                raise UserError(self.env._(
                    "%s has not come so far; this paper is drawn at a later step.",
                    disposal.name,
                ))
            streams[disposal.id] = stream = BytesIO()
            title = self._draw(stream, disposal, self._get_office(disposal.company_id.sudo()))
            self.env["vanthu.event"]._log(disposal, "printed", {"form": title})
        return streams

    @api.model
    def _get_office(self, company):
        return {
            "name": company.name, "parent_name": company.organ_superior_name or "",
            "place": company.organ_place or "",
        }

    @api.model
    def _draw(self, stream, disposal, office):
        """Draw one paper.

        :param stream: binary file object
        :param disposal: ``vanthu.disposal``
        :param dict office: name, parent_name, place
        :return str: title of the paper
        """
        raise NotImplementedError

    @api.model
    def _write_minutes(self, stream, minutes):
        write_minutes_pdf(stream, minutes, printed_by=self.env.user.name)
        return minutes.title

    @api.model
    def _write_list(self, stream, form, disposal, office, rows, signers):
        cover = ReportCover(
            **office, year=fields.Date.today().year, day=disposal.decision_date,
            subtitle=disposal.fonds_id.name, notes=(f"Danh mục này có {len(rows)} hồ sơ.",),
            signers=signers,
        )
        write_report_pdf(
            stream, form, cover, rows, printed_by=self.env.user.name,
            printed_at=local_moment(self.env, fields.Datetime.now()),
        )
        return form.title

    @api.model
    def _get_facts(self, disposal):
        """What the papers tell of a disposal.

        :param disposal: ``vanthu.disposal``
        :return dict: name → value
        """
        files = disposal.sudo().line_ids.file_id
        doomed = disposal.sudo().line_ids.filtered(lambda line: line.verdict == "destroy").file_id
        people = {member.role: member.name for member in disposal.member_ids}
        dates = [day for day in (*files.mapped("start_date"), *files.mapped("end_date")) if day]
        facts = {
            name: disposal[name] for name in (
                "explanation", "council_reference", "council_date", "meeting_date",
                "council_minutes", "opinion_authority", "opinion_reference", "opinion_date",
                "decision_reference", "decision_date", "destroy_until", "giver_name",
                "taker_name", "handover_date", "method", "destroyed_date", "late_reason",
            )
        }
        return {
            **facts, "fonds": disposal.fonds_id.name, "count": len(files),
            "documents": sum(files.mapped("document_count")),
            "documents_destroyed": sum(doomed.mapped("document_count")),
            "destroy": len(doomed), "keep": disposal.keep_count,
            "electronic": self.env["vanthu.file.content"].sudo().search_count(
                [("file_id", "in", doomed.ids)]
            ),
            "from": min(dates, default=None), "to": max(dates, default=None),
            "chair": people.get("chair", ""), "secretary": people.get("secretary", ""),
            "decided_by": disposal.decided_by_id.sudo().name or "",
            "destroyed_by": disposal.destroyed_by_id.sudo().name or "",
            "members": [
                (str(index), member.name, member.position or "", forms.ROLES[member.role])
                for index, member in enumerate(disposal.member_ids, 1)
            ],
        }


class DisposalList(models.AbstractModel):
    """Danh mục tài liệu hết thời hạn lưu trữ."""

    _name = "report.vanthu_archive.disposal_list"
    _inherit = "report.vanthu_archive.disposal_paper"
    _description = "List of a disposal"

    @api.model
    def _draw(self, stream, disposal, office):
        lines = disposal.line_ids.filtered(lambda line: line.verdict != "keep")
        rows = [
            (index, line.file_id.display_name, line.reason, line.note or "")
            for index, line in enumerate(lines, 1)
        ]
        return self._write_list(
            stream, forms.DISPOSAL_LIST, disposal, office, rows,
            (("NGƯỜI LẬP", ""), ("CHỦ TỊCH HỘI ĐỒNG", ""), ("THỦ TRƯỞNG CƠ QUAN", "")),
        )


class DisposalKept(models.AbstractModel):
    """Mục lục hồ sơ giữ lại."""

    _name = "report.vanthu_archive.disposal_kept"
    _inherit = "report.vanthu_archive.disposal_paper"
    _description = "List of the files that are kept"
    _from_state = "reviewed"

    @api.model
    def _draw(self, stream, disposal, office):
        rows = []
        for index, line in enumerate(
            disposal.line_ids.filtered(lambda line: line.verdict == "keep"), 1
        ):
            file = line.file_id
            dates = " – ".join(
                f"{day:%d/%m/%Y}" for day in (file.start_date, file.end_date) if day
            )
            term = f"{line.keep_years} năm" if line.keep_years else "Vĩnh viễn"
            rows.append((index, file.notation or "", file.name, dates, term, line.note or ""))
        return self._write_list(
            stream, forms.KEPT_LIST, disposal, office, rows,
            (("NGƯỜI LẬP", ""), ("CHỦ TỊCH HỘI ĐỒNG", "")),
        )


class DisposalExplanation(models.AbstractModel):
    """Bản thuyết minh."""

    _name = "report.vanthu_archive.disposal_explanation"
    _inherit = "report.vanthu_archive.disposal_paper"
    _description = "Explanation of a disposal"

    @api.model
    def _draw(self, stream, disposal, office):
        return self._write_minutes(
            stream, forms.build_explanation(office, self._get_facts(disposal))
        )


class DisposalCouncil(models.AbstractModel):
    """Biên bản họp Hội đồng."""

    _name = "report.vanthu_archive.disposal_council"
    _inherit = "report.vanthu_archive.disposal_paper"
    _description = "Minutes of the council"
    _from_state = "reviewed"

    @api.model
    def _draw(self, stream, disposal, office):
        return self._write_minutes(
            stream, forms.build_council_minutes(office, self._get_facts(disposal))
        )


class DisposalDecision(models.AbstractModel):
    """Quyết định hủy, as a draft for the signature while it waits for the decision."""

    _name = "report.vanthu_archive.disposal_decision"
    _inherit = "report.vanthu_archive.disposal_paper"
    _description = "Decision on a disposal"
    _from_state = "reviewed"

    @api.model
    def _draw(self, stream, disposal, office):
        return self._write_minutes(
            stream, forms.build_decision(office, self._get_facts(disposal))
        )


class DisposalHandOver(models.AbstractModel):
    """Biên bản bàn giao."""

    _name = "report.vanthu_archive.disposal_hand_over"
    _inherit = "report.vanthu_archive.disposal_paper"
    _description = "Minutes of the hand-over for destruction"
    _from_state = "handed_over"

    @api.model
    def _draw(self, stream, disposal, office):
        return self._write_minutes(
            stream, forms.build_hand_over(office, self._get_facts(disposal))
        )


class DisposalDestruction(models.AbstractModel):
    """Biên bản hủy."""

    _name = "report.vanthu_archive.disposal_destruction"
    _inherit = "report.vanthu_archive.disposal_paper"
    _description = "Minutes of the destruction"
    _from_state = "done"

    @api.model
    def _draw(self, stream, disposal, office):
        return self._write_minutes(
            stream, forms.build_destruction(office, self._get_facts(disposal))
        )
