from odoo import models

from odoo.addons.vanthu_document.models.local_time import local_moment

from ..tools.printing.box_inventory import write_dates
from ..tools.printing.case_file import (
    ContentsCover,
    FileCover,
    build_certificate,
    write_sheet_numbers,
)
from ..tools.printing.hand_over import write_term

RESTRICTED = "Hạn chế tiếp cận"


class VanthuFile(models.Model):
    """What the papers of a file say: list of its documents, cover, closing certificate."""

    _inherit = "vanthu.file"

    def _get_list_rows(self):
        """The list of the documents, as printed and exported; what may not be read is left out.

        :return list: tuples for ``CONTENTS_LIST``
        """
        self.ensure_one()
        lines = self.sudo().line_ids
        readable = set(lines.with_env(self.env)._filtered_access("read").ids)
        return [
            (
                line.ordinal, line.reference or "", line.issued_date or "",
                line._get_contents_subject(), line.organ_name or "",
                write_sheet_numbers(line.sheet_from, line.sheet_to)
                or (line.page_count and f"{line.page_count} trang") or "", line.note or "",
            ) if line.id in readable else (line.ordinal, "", "", "", "", "", RESTRICTED)
            for line in lines
        ]

    def _get_list_cover(self):
        """Heading of the list.

        :return ContentsCover:
        """
        self.ensure_one()
        company = self.company_id.sudo()
        return ContentsCover(
            name=company.name, parent_name=company.organ_superior_name or "", year=self.catalog,
            date_from=self.catalog,
            subtitle=f"Số, ký hiệu hồ sơ: {self.notation or '…………'}",
        )

    def _get_file_cover(self):
        """What stands on the front of the file.

        :return FileCover:
        """
        self.ensure_one()
        return FileCover(
            organ=self.company_id.sudo().name, unit=self.unit_id.sudo().name or "",
            title=self.name, start=self.start_date, end=self.end_date, sheets=self.sheet_count,
            fonds=self.fonds_id.sudo().code or self.fonds_id.sudo().name, year=self.catalog,
            notation=self.notation or "", code=self.qr_code,
            term=write_term(self.term, self.term_years, self.term_event),
        )

    def _get_certificate(self, list_pages):
        """The closing certificate.

        :param int list_pages: printed pages of the list of documents, 0 without a list
        :return Minutes:
        """
        self.ensure_one()
        company = self.company_id.sudo()
        office = {
            "name": company.name, "parent_name": company.organ_superior_name or "",
            "place": company.organ_place or "",
        }
        return build_certificate(office, {
            "day": self.closed_at and local_moment(self.env, self.closed_at).date(),
            "notation": self.notation, "year": self.catalog, "title": self.name,
            "documents": self.document_count, "sheets": self.sheet_count,
            "pages": self.page_count, "list_sheets": list_pages,
            "condition": self.closing_note, "compiler": self.creator_name or "",
        })

    def _get_inventory_rows(self):
        """Files in a list of the store; of what may not be read only number and sheets.

        :return list: tuples for ``BOX_INVENTORY``
        """
        readable = set(self._filtered_access("read").ids)
        return [
            (
                file.box_id.number or "", file.notation or "",
                file.name if file.id in readable else "",
                write_dates(file.start_date, file.end_date), file.sheet_count or "",
                write_term(file.term, file.term_years, file.term_event),
                "" if file.id in readable else RESTRICTED,
            ) for file in self.sudo()
        ]


class VanthuFileDocument(models.Model):
    """How an item stands in the list of its file."""

    _inherit = "vanthu.file.document"

    def _get_contents_subject(self):
        """Type and subject, as the form wants both in one column.

        :return str:
        """
        kind, subject = self.type_name or "", self.name or ""
        if not kind or subject.lower().startswith(kind.lower()):
            return subject
        return f"{kind} {subject}" if subject[:1].islower() else f"{kind}: {subject}"
