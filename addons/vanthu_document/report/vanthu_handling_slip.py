from odoo import api, models

from ..models.local_time import local_moment
from ..tools.printing.handling_slip import HandlingSlip, SlipEntry, write_handling_slip


class ReportHandlingSlip(models.AbstractModel):
    """Phiếu giải quyết văn bản đến (NĐ 30/2020, Phụ lục IV), one page for each document."""

    _name = "report.vanthu_document.handling_slip"
    _description = "Handling slip of an incoming document"

    @api.model
    def _render_stream(self, documents, data):
        """Draw one slip for each document and log the printing.

        :param documents: ``vanthu.document`` that the caller may read
        :param dict data: not used
        :return dict: id of the document → ``BytesIO``
        """
        streams = {
            document.id: write_handling_slip(document._get_handling_slip())
            for document in documents
        }
        self.env["vanthu.event"]._log(
            documents, "printed", {"form": "Phiếu giải quyết văn bản đến"}
        )
        return streams


class VanthuDocument(models.Model):
    """What the slip says of a document."""

    _inherit = "vanthu.document"

    def _get_handling_slip(self):
        """Facts of the slip; only what the caller may read.

        :return: ``tools.printing.handling_slip.HandlingSlip``
        """
        self.ensure_one()
        company = self.company_id.sudo()
        directives = self.directive_ids.sorted(lambda item: (item.date, item.id))
        work = self.assignment_ids.filtered(
            lambda item: item.role != "opinion" and item.state != "recalled"
        ).sorted("id")
        moments = [self.submitted_at, *directives.mapped("date")]
        return HandlingSlip(
            organ=company.name or "",
            superior=company.organ_superior_name or "",
            place=company.organ_place or "",
            date=self._slip_day(next((moment for moment in moments if moment), None)),
            description=self._slip_description(),
            leader=[self._slip_directive(item) for item in directives],
            unit=self._slip_parts(work),
            handler=[
                SlipEntry(
                    words=item.report, date=self._slip_day(item.report_date),
                    name=item.sudo().reported_by_id.name or item._get_target_name(),
                )
                for item in work.filtered("report").sorted(
                    lambda item: (item.report_date, item.id)
                )
            ],
        )

    def _slip_description(self):
        parts = [self.type_id.name or "Văn bản"]
        if self.reference:
            parts.append(f"số {self.reference}")
        if self.issued_date:
            parts.append(f"ngày {self.issued_date:%d/%m/%Y}")
        if self.organ_name:
            parts.append(f"của {self.organ_name}")
        return f"{' '.join(parts)}: {self.subject or ''}"

    def _slip_day(self, moment):
        return local_moment(self.env, moment).date() if moment else None

    @api.model
    def _slip_target(self, assignment):
        name = assignment._get_target_name()
        if assignment.due_date:
            return f"{name} (thời hạn: {assignment.due_date:%d/%m/%Y})"
        return name

    def _slip_directive(self, directive):
        labels = (
            ("lead", "Giao chủ trì"), ("cooperate", "Giao phối hợp"), ("inform", "Để biết"),
        )
        top = directive.assignment_ids.filtered(
            lambda item: not item.parent_id and item.state != "recalled"
        ).sorted("id")
        lines = []
        for role, label in labels:
            named = top.filtered(lambda item, role=role: item.role == role)
            if named:
                lines.append(f"{label}: {'; '.join(map(self._slip_target, named))}")
        return SlipEntry(
            words=directive.content, lines=tuple(lines), date=self._slip_day(directive.date),
            name=(directive.delegate_id or directive.leader_id).sudo().name,
            capacity=tuple(filter(None, (directive.signature_lines or "").split("\n"))),
        )

    def _slip_parts(self, work):
        """What unit heads passed on; the same words of the same day stand once."""
        groups = work.filtered("parent_id").grouped(lambda item: (
            item.given_by_id, item.instruction or "", self._slip_day(item.create_date)
        ))
        return [
            SlipEntry(
                words=words, lines=(f"Giao: {'; '.join(map(self._slip_target, parts))}",),
                date=day, name=giver.sudo().name,
            )
            for (giver, words, day), parts in groups.items()
        ]
