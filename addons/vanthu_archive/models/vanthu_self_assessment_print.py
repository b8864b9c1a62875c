from odoo import api, models
from odoo.exceptions import AccessError

from ..tools.packages.spec import Content, safe_file_name, safe_name
from ..tools.printing.case_file import ContentsCover
from ..tools.printing.evidence import build_report
from .vanthu_file_print import RESTRICTED


class VanthuSelfAssessment(models.Model):
    """What the papers of a self-assessment say, and what its export holds."""

    _inherit = "vanthu.self.assessment"

    def action_export(self) -> dict:
        """Download everything: lists, report and electronic files.

        :return dict: URL action
        :raise AccessError: the self-assessment, or something that serves as evidence, may not
            be read
        """
        self.ensure_one()
        self.check_access("read")
        self._check_exportable()
        return {
            "type": "ir.actions.act_url", "target": "download",
            "url": f"/vanthu/self-assessment/{self.id}.zip",
        }

    def _check_exportable(self):
        """Refuse whoever may not read all evidence, before the download begins.

        :raise AccessError: evidence, or a document or file behind it, may not be read
        """
        every = self.sudo().evidence_ids
        documents = every.document_id | every.file_id.line_ids.document_id
        for records in (every, every.file_id, documents):
            if len(records.with_env(self.env)._filtered_access("read")) < len(records):
                raise AccessError(self.env._(
                    "You may not read everything that serves as evidence here; download the "
                    "list, or ask the secretary of the self-assessment for the files."
                ))

    def action_export_list(self) -> dict:
        """Download the list of evidence as XLSX.

        :return dict: URL action
        :raise AccessError: the self-assessment may not be read
        """
        self.ensure_one()
        self.check_access("read")
        return {
            "type": "ir.actions.act_url", "target": "download",
            "url": f"/vanthu/self-assessment/{self.id}/evidence.xlsx",
        }

    def _get_list_cover(self):
        """Heading of the list of evidence.

        :return ContentsCover:
        """
        self.ensure_one()
        company = self.company_id.sudo()
        return ContentsCover(
            name=company.name, parent_name=company.organ_superior_name or "",
            year=self.school_year, date_from=self.school_year,
            subtitle=self.framework_id.source,
        )

    def _get_list_rows(self):
        """The list of evidence: each criterion with all it uses, an item's code always the same.

        Of a finished self-assessment it is the list of that day. What may not be read keeps its
        place and its code.

        :return list: tuples for ``EVIDENCE_LIST``; a row without position names a criterion
        """
        self.ensure_one()
        rows = self.sudo().list_rows or self._make_list_rows()
        every = self.env["vanthu.evidence"].browse({row[0] for row in rows if row[0]})
        readable = set(every._filtered_access("read").ids)
        return [
            tuple(cells) if not evidence or evidence in readable
            else (*cells[:2], "", "", RESTRICTED)
            for evidence, *cells in rows
        ]

    def _make_list_rows(self):
        """The rows of the list, whoever reads them later.

        :return list: of the id of the evidence, or 0, and the cells
        """
        every, rows, position, standard = self.sudo().evidence_ids, [], 0, None
        for criterion in self.line_ids.criterion_id:
            if criterion.parent_id != standard:
                standard = criterion.parent_id
                rows.append((0, "", "", f"TIÊU CHUẨN {standard.number}: {standard.name}", "", ""))
            rows.append((0, "", "", f"Tiêu chí {criterion.number}: {criterion.name}", "", ""))
            for evidence in every.filtered(lambda row, c=criterion: c in row.criterion_ids):
                position += 1
                rows.append((
                    evidence.id, position, evidence.code, evidence.name, evidence.location,
                    evidence.note or "",
                ))
        return rows

    def _get_report(self):
        """The report of the self-assessment in words.

        :return Minutes:
        """
        self.ensure_one()
        company, standard, criteria = self.company_id.sudo(), None, []
        levels = {"0": "Không đạt", **{str(n): f"Đạt Mức {n}" for n in range(1, 5)}}
        for line in self.line_ids:
            parent = line.criterion_id.parent_id
            codes = self.sudo().evidence_ids.filtered(
                lambda row, c=line.criterion_id: c in row.criterion_ids
            ).mapped("code")
            criteria.append({
                "standard": parent.display_name if parent != standard else "",
                "criterion": line.criterion_id.display_name,
                "description": line.description, "strengths": line.strengths,
                "weaknesses": line.weaknesses, "improvement": line.improvement,
                "level": levels.get(line.level), "codes": "; ".join(codes),
            })
            standard = parent
        return build_report(
            {
                "name": company.name, "parent_name": company.organ_superior_name or "",
                "place": company.organ_place or "",
            }, self.school_year, self.framework_id.source,
            self.level and f"Mức {self.level}", criteria,
        )

    def _iter_export(self):
        """The electronic files of the evidence, each once, under its first criterion.

        Where one serves again, a note says where it is.

        :return: iterator of path below the export and ``Content``
        :raise AccessError: a document or file that serves as evidence may not be read
        """
        self.ensure_one()
        stored, taken = {}, set()
        for evidence in self.sudo().evidence_ids.with_env(self.env):
            folder = f"{evidence.criterion_id.number}/{safe_name(evidence.code)}"
            for attachment in evidence._get_export_files():
                path = self._get_free_path(f"{folder}/{safe_file_name(attachment.name)}", taken)
                if attachment.id in stored:
                    note = f"Xem: {stored[attachment.id]}\n".encode()
                    yield f"{path}.txt", Content(
                        path, "text/plain", len(note), lambda note=note: note
                    )
                    continue
                stored[attachment.id] = path
                yield path, Content(
                    attachment.name or "", attachment.mimetype or "", attachment.file_size or 0,
                    self.env["vanthu.file.document"]._get_source(
                        attachment.id, attachment.store_fname
                    ),
                )

    @api.model
    def _get_free_path(self, path, taken):
        """A path that was not given yet, also where a and A are one letter."""
        folder, _slash, name = path.rpartition("/")
        number = 1
        while path.lower() in taken:
            number += 1
            path = f"{folder}/{number}-{name}"
        taken.add(path.lower())
        return path


class VanthuEvidence(models.Model):
    """Which electronic files stand for a piece of evidence."""

    _inherit = "vanthu.evidence"

    def _get_export_files(self):
        """Uploads, files of the document, and those in the case file.

        :return: ``ir.attachment`` in superuser mode
        :raise AccessError: document, file or something in it may not be read
        """
        self.ensure_one()
        self.check_access("read")
        lines = self.file_id.sudo().line_ids
        for records in (self.document_id, self.file_id, lines.document_id):
            records.with_env(self.env).check_access("read")
        documents = self.document_id | lines.sudo().document_id
        attachments = self.env["ir.attachment"].sudo()
        found = self.sudo().attachment_ids | lines.attachment_ids | attachments.search([
            ("res_model", "=", "vanthu.document"), ("res_id", "in", documents.ids),
            ("res_field", "=", False), ("type", "=", "binary"),
        ])
        return found.sorted("id")
