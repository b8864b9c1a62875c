import os

from odoo import fields, models
from odoo.exceptions import AccessError, UserError
from odoo.tools import SQL, split_every

from odoo.addons.vanthu_document.tools.metadata import code_of_type

from ..tools.packages.pdf_format import count_pages
from ..tools.packages.spec import CaseFile, Content, Document, in_time_order
from ..tools.printing.hand_over import write_term
from .states import FIXED_STATES

# Files that are read at once when many are exported.
_BATCH = 50


class VanthuFile(models.Model):
    """What a package of a case file is made from."""

    _inherit = "vanthu.file"

    paper_file_code = fields.Char(
        string="Code of the paper file", size=100, copy=False,
        help="Of a digitised file: archive, place and number of the paper original "
        "(TT 05/2025/TT-BNV).",
    )
    risk_recovery_state = fields.Selection(
        [("01", "Made"), ("02", "Not made yet")], string="Security copy", copy=False,
        help="Only for files of which a security copy is to be made (tài liệu dự phòng).",
    )

    def _check_exportable(self):
        """Refuse to export what the caller may not read as a whole; nothing is left out silently.

        :raise AccessError: a file or a document in it may not be read
        :raise UserError: a file was destroyed
        """
        self.check_access("read")
        gone = self.filtered(lambda file: file.state == "disposed")[:1]
        if gone:
            raise UserError(self.env._(
                "The file %s was destroyed; nothing of it is left to export.", gone.display_name
            ))
        hidden = self._find_hidden_lines()
        if hidden:
            raise AccessError(self.env._(
                "The file %s holds documents that you may not read, so it is not exported; ask "
                "one of the persons named at them.", hidden[0].file_id.display_name,
            ))

    def _find_hidden_lines(self):
        """What the caller may not read in these files.

        What the archive has taken over is in the keeping of the archivist, who reads all of it
        but what is restricted to named persons; else the rights to each document decide.

        :return: ``vanthu.file.document`` in superuser mode
        """
        lines = self.env["vanthu.file.document"]
        domain = [("file_id", "in", self.ids)]
        every, readable = lines.sudo().search(domain), lines.search(domain).sudo()
        asked = every
        if self.env.user.has_group("vanthu_archive.group_archivist"):
            asked = every.filtered(lambda line: line.file_id.state not in FIXED_STATES)
        documents = asked.document_id
        unread = documents - documents.sudo(False)._filtered_access("read").sudo()
        return (every - readable) | asked.filtered(lambda line: line.document_id in unread)

    def _iter_cases(self):
        """The files one after the other, as packages need them. The caller has checked rights.

        :return: iterator of ``CaseFile``
        """
        for ids in split_every(_BATCH, self.ids):
            files = self.sudo().browse(ids)
            lines = self.env["vanthu.file.document"].sudo().search(
                [("file_id", "in", files.ids)]
            )
            contents = lines._get_contents()
            by_file = lines.grouped("file_id")
            for file in files:
                yield file._get_case(by_file.get(file, lines.browse()), contents)

    def _get_case(self, lines, contents):
        """One file as packages need it.

        :param lines: ``vanthu.file.document`` of this file
        :param dict contents: id of a line → list of ``Content``
        :return CaseFile:
        """
        organ_code = self.company_id.organ_code or ""
        code = self.arc_file_code or self.file_code or ""
        documents = in_time_order(
            Document(
                values={
                    **line._get_package_values(organ_code), "file_code": code,
                    # An archived file stays as it is, also where nobody has counted.
                    "page_count": line.page_count or count_pages(contents.get(line.id, ())),
                },
                standard="nd30_out" if line.document_id.direction == "outgoing" else "nd30_in",
                contents=tuple(contents.get(line.id, ())),
            ) for line in lines
        )
        return CaseFile(
            values={
                **self._get_package_values(code), "organ_code": organ_code,
                "document_count": len(documents),
                "page_count": self.page_count or sum(
                    document.values["page_count"] for document in documents
                ),
            },
            documents=documents, organ_name=self.company_id.name,
            term=write_term(self.term, self.term_years, self.term_event),
            fonds_code=self.fonds_id.code or "",
        )

    def _get_package_values(self, code):
        return {
            "file_code": code, "arc_file_code": code, "name": self.name,
            "catalog": self.catalog, "notation": self.notation,
            "archive_organ_code": self.fonds_id.archive_organ_code,
            "retention_id": self._get_maintenance_code(), "access_mode": self.access_mode,
            "creator_name": self.creator_name, "language_code": self.language_code,
            "start_date": self.start_date or None, "end_date": self.end_date or None,
            # Nothing but files has no sheets; paper whose sheets nobody counted lacks them.
            "sheet_count": self.sheet_count or (0 if self.medium == "electronic" else None),
            "keyword_ids": tuple(self.keyword_ids.mapped("name")),
            "infor_sign": self.infor_sign, "physical_state": self.physical_state,
            "confidence_level": self.confidence_level,
            "paper_file_code": self.paper_file_code,
            "risk_recovery": "1" if self.risk_recovery_state else "0",
            "risk_recovery_state": self.risk_recovery_state, "description": self.description,
        }


class VanthuFileDocument(models.Model):
    """What a package says of one document in a file, and its electronic files."""

    _inherit = "vanthu.file.document"

    def _get_package_values(self, organ_code):
        """Field → value, as in ``vanthu_document.tools.metadata``.

        :param str organ_code: of the organisation
        :return dict:
        """
        document, file = self.document_id, self.file_id
        number, _slash, notation = (self.reference or "").partition("/")
        code = f"{document.id}" if document else f"L{self.id}"
        values = {
            "ordinal": self.ordinal, "file_organ_code": organ_code,
            "file_catalog": file.catalog, "file_notation": file.notation,
            "document_code": ".".join(filter(None, (organ_code, code))),
            "arc_doc_code": f"{file.arc_file_code or file.file_code or ''}.{self.ordinal:07d}",
            "reference": self.reference, "type_id": self.type_name,
            "type_code": document.type_id.standard_code or code_of_type(self.type_name),
            "code_number": number, "code_notation": notation,
            "issued_date": self.issued_date or None, "organ_name": self.organ_name,
            "subject": self.name, "page_count": self.page_count, "description": self.note,
            "language_code": document.language_code or file.language_code,
            "keyword_ids": tuple(document.keyword_ids.mapped("name")),
            "retention_id": file._get_maintenance_code(), "access_mode": file.access_mode,
            "infor_sign": file.infor_sign, "physical_state": file.physical_state,
            "confidence_level": file.confidence_level, "process_log_included": "0",
            "risk_recovery": "1" if file.risk_recovery_state else "0",
            "risk_recovery_state": file.risk_recovery_state,
        }
        return {**values, **self._get_register_values()} if document else values

    def _get_register_values(self):
        """What only documents of the registers have."""
        document = self.document_id
        return {
            "code_number": document.code_number, "code_notation": document.code_notation,
            "signer_position": document.signer_position, "signer_name": document.signer_name,
            "priority": int(document.priority or 0), "due_date": document.due_date or None,
            "copy_count": document.copy_count, "arrival_date": document.arrival_date or None,
            "arrival_number": document.arrival_number,
            "recipient_ids": tuple(filter(None, document.recipient_ids.mapped("name"))),
            "recipient_organ_codes": tuple(
                filter(None, document.recipient_ids.partner_id.mapped("organ_code"))
            ),
            "assignment_ids": tuple(dict.fromkeys(
                (row.user_id or row.unit_id).display_name for row in document.assignment_ids
            )),
            "directive_ids": "\n".join(
                filter(None, document.directive_ids.mapped("content"))
            ),
            "description": self.note or document.description,
        }

    def _get_contents(self):
        """The electronic files of these documents, the main one of each first.

        Of archived files what the archive took over, else what is there today.

        :return dict: id of a line → list of ``Content``
        """
        self.env.flush_all()
        rows = self.env.execute_query(SQL(
            """SELECT c.line_id, a.id, a.name, a.mimetype, a.file_size, a.store_fname, c.sha256
                 FROM (SELECT k.line_id, k.attachment_id, k.sha256 FROM vanthu_file_content k
                         JOIN vanthu_file f ON f.id = k.file_id
                        WHERE k.line_id = ANY(%(lines)s) AND f.state IN %(fixed)s
                        UNION ALL
                       SELECT r.line_id, r.attachment_id, NULL
                         FROM vanthu_file_document_attachment_rel r
                         JOIN vanthu_file_document d ON d.id = r.line_id
                         JOIN vanthu_file f ON f.id = d.file_id
                        WHERE d.id = ANY(%(lines)s) AND f.state NOT IN %(fixed)s
                        UNION ALL
                       SELECT d.id, i.id, NULL FROM vanthu_file_document d
                         JOIN vanthu_file f ON f.id = d.file_id
                         JOIN ir_attachment i ON i.res_model = 'vanthu.document'
                              AND i.res_id = d.document_id AND i.res_field IS NULL
                              AND i.type = 'binary'
                        WHERE d.id = ANY(%(lines)s) AND f.state NOT IN %(fixed)s) c
                 JOIN ir_attachment a ON a.id = c.attachment_id
                 JOIN vanthu_file_document l ON l.id = c.line_id
            LEFT JOIN vanthu_document d ON d.id = l.document_id
             ORDER BY c.line_id, (a.id = d.message_main_attachment_id) DESC NULLS LAST, a.id""",
            lines=self.ids, fixed=FIXED_STATES,
        ))
        found = {}
        for line, attachment, name, mimetype, size, store_name, sha256 in rows:
            found.setdefault(line, []).append(Content(
                name or "", mimetype or "application/octet-stream", size or 0,
                self._get_source(attachment, store_name), sha256 or "",
            ))
        return found

    def _get_source(self, attachment, store_name):
        """Where the bytes of an attachment are: a path, or a function that reads them."""
        attachments = self.env["ir.attachment"].sudo()
        path = store_name and attachments._full_path(store_name)
        if path and os.path.isfile(path):
            return path
        return lambda: attachments.browse(attachment).with_context(bin_size=False).raw or b""
