from io import BytesIO

from odoo import api, fields, models
from odoo.tools.pdf import merge_pdf

from odoo.addons.vanthu_document.models.local_time import local_moment
from odoo.addons.vanthu_document.tools.printing.register_pdf import write_register_pdf
from odoo.addons.vanthu_document.tools.printing.spec import RegisterCover

from ..tools.printing.box_inventory import BOX_INVENTORY
from ..tools.printing.case_file import (
    CERTIFICATE,
    CONTENTS_LIST,
    FILE_COVER,
    write_file_covers,
)
from ..tools.printing.minutes import write_minutes_pdf


class ReportFileContents(models.AbstractModel):
    """Mục lục văn bản, tài liệu (Phụ lục V of NĐ 30/2020), one for each file."""

    _name = "report.vanthu_archive.file_contents"
    _description = "List of the documents in a file"

    @api.model
    def _render_stream(self, files, data):
        """Draw the list of each file and log the printing.

        :param files: ``vanthu.file`` that the caller may read
        :param dict data: not used
        :return BytesIO: the whole PDF
        """
        self.env["vanthu.event"]._log(files, "printed", {"form": CONTENTS_LIST.title})
        return _join([self._draw(file)[0] for file in files])

    def _draw(self, file):
        stream = BytesIO()
        pages = write_register_pdf(
            stream, CONTENTS_LIST, file._get_list_cover(), file._get_list_rows(),
            printed_by=self.env.user.name,
            printed_at=local_moment(self.env, fields.Datetime.now()),
        )
        return stream.getvalue(), pages


class ReportFileCover(models.AbstractModel):
    """Bìa hồ sơ, one page for each file."""

    _name = "report.vanthu_archive.file_cover"
    _description = "Cover of a file"

    @api.model
    def _render_stream(self, files, data):
        """Draw the covers and log the printing.

        :param files: ``vanthu.file`` that the caller may read
        :param dict data: not used
        :return BytesIO: the whole PDF
        """
        self.env["vanthu.event"]._log(files, "printed", {"form": FILE_COVER})
        return self._draw(files)

    def _draw(self, files):
        stream = BytesIO()
        write_file_covers(
            stream, [file._get_file_cover() for file in files],
            author=files.company_id[:1].sudo().name,
        )
        return stream


class ReportFilePapers(models.AbstractModel):
    """All papers of a closed file in the order in which they lie in it."""

    _name = "report.vanthu_archive.file_papers"
    _inherit = "report.vanthu_archive.file_contents"
    _description = "Cover, list of documents and closing certificate of a file"

    @api.model
    def _render_stream(self, files, data):
        """Draw cover, list and certificate of each file and log the printing.

        :param files: ``vanthu.file`` that the caller may read
        :param dict data: not used
        :return BytesIO: the whole PDF
        """
        for form in (FILE_COVER, CONTENTS_LIST.title, CERTIFICATE):
            self.env["vanthu.event"]._log(files, "printed", {"form": form})
        covers = self.env["report.vanthu_archive.file_cover"]
        parts = []
        for file in files:
            contents, pages = self._draw(file)
            certificate = BytesIO()
            write_minutes_pdf(
                certificate, file._get_certificate(pages), printed_by=self.env.user.name
            )
            parts += [covers._draw(file).getvalue(), contents, certificate.getvalue()]
        return _join(parts)


class ReportFileInventory(models.AbstractModel):
    """Mục lục hồ sơ of chosen files."""

    _name = "report.vanthu_archive.file_inventory"
    _description = "List of files"

    @api.model
    def _render_stream(self, files, data):
        """Draw one list of all files and log the printing.

        :param files: ``vanthu.file`` that the caller may read
        :param dict data: not used
        :return BytesIO: the whole PDF
        """
        company = files.company_id[:1].sudo()
        years = sorted(set(files.mapped("catalog")))
        stream = BytesIO()
        write_register_pdf(
            stream, BOX_INVENTORY, RegisterCover(
                name=company.name, parent_name=company.organ_superior_name or "",
                year=" - ".join(str(year) for year in dict.fromkeys((years[0], years[-1]))),
                subtitle=", ".join(files.fonds_id.sudo().mapped("name")),
                date_from=min(filter(None, files.mapped("start_date")), default=None),
                date_to=max(filter(None, files.mapped("end_date")), default=None),
            ), files._get_inventory_rows(),
            printed_by=self.env.user.name,
            printed_at=local_moment(self.env, fields.Datetime.now()),
        )
        self.env["vanthu.event"]._log(files, "printed", {"form": BOX_INVENTORY.title})
        return stream


def _join(parts):
    """One PDF of several."""
    return BytesIO(parts[0] if len(parts) == 1 else merge_pdf(parts))
