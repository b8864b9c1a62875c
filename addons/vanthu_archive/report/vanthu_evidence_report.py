from io import BytesIO

from odoo import api, fields, models

from odoo.addons.vanthu_document.models.local_time import local_moment
from odoo.addons.vanthu_document.tools.printing.register_pdf import write_register_pdf

from ..tools.printing.evidence import EVIDENCE_LIST, REPORT
from ..tools.printing.minutes import write_minutes_pdf


class ReportEvidenceList(models.AbstractModel):
    """Danh mục minh chứng of a self-assessment."""

    _name = "report.vanthu_archive.evidence_list"
    _description = "List of evidence"

    @api.model
    def _render_stream(self, assessments, data):
        """Draw the list of each self-assessment and log the printing.

        :param assessments: ``vanthu.self.assessment`` that the caller may read
        :param dict data: not used
        :return dict: id → ``BytesIO``
        """
        self.env["vanthu.event"]._log(assessments, "printed", {"form": EVIDENCE_LIST.title})
        return {assessment.id: self._draw(assessment) for assessment in assessments}

    def _draw(self, assessment):
        stream = BytesIO()
        write_register_pdf(
            stream, EVIDENCE_LIST, assessment._get_list_cover(), assessment._get_list_rows(),
            printed_by=self.env.user.name,
            printed_at=local_moment(self.env, fields.Datetime.now()),
        )
        return stream


class ReportSelfAssessment(models.AbstractModel):
    """Báo cáo tự đánh giá."""

    _name = "report.vanthu_archive.self_assessment"
    _description = "Report of a self-assessment"

    @api.model
    def _render_stream(self, assessments, data):
        """Draw the report of each self-assessment and log the printing.

        :param assessments: ``vanthu.self.assessment`` that the caller may read
        :param dict data: not used
        :return dict: id → ``BytesIO``
        """
        self.env["vanthu.event"]._log(assessments, "printed", {"form": REPORT})
        return {assessment.id: self._draw(assessment) for assessment in assessments}

    def _draw(self, assessment):
        stream = BytesIO()
        write_minutes_pdf(stream, assessment._get_report(), printed_by=self.env.user.name)
        return stream
