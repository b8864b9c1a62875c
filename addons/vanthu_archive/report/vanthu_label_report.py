from io import BytesIO

from odoo import api, fields, models
from odoo.tools.pdf import merge_pdf

from odoo.addons.vanthu_document.models.local_time import local_moment
from odoo.addons.vanthu_document.tools.printing.register_pdf import write_register_pdf
from odoo.addons.vanthu_document.tools.printing.spec import RegisterCover

from ..tools.printing.box_inventory import BOX_INVENTORY, write_dates
from ..tools.printing.hand_over import write_term
from ..tools.printing.labels import BoxLabel, FileLabel, PlaceLabel, write_labels

_TITLES = {"box": "Nhãn hộp", "place": "Nhãn giá", "file": "Nhãn hồ sơ"}


class ReportLabels(models.AbstractModel):
    """Labels for boxes, shelves and files."""

    _name = "report.vanthu_archive.labels"
    _description = "Labels of the store"

    @api.model
    def _render_stream(self, wizards, data):
        """Draw the labels that a dialog asks for and log the printing.

        :param wizards: ``vanthu.label.print``
        :param dict data: not used
        :return dict: id of the dialog → ``BytesIO``
        """
        streams = {}
        for wizard in wizards:
            records = wizard._get_records()
            make = getattr(self, f"_make_{wizard.kind}_label")
            streams[wizard.id] = stream = BytesIO()
            write_labels(
                stream, wizard.sheet_id._get_layout(), [make(record) for record in records],
                start=wizard.start, frames=wizard.frames, title=_TITLES[wizard.kind],
                author=records.company_id[:1].sudo().name,
            )
            self.env["vanthu.event"]._log(records, "printed", {"form": _TITLES[wizard.kind]})
        return streams

    @api.model
    def _make_box_label(self, box):
        ends = box.notations.split(" – ") if box.notations else [""]
        return BoxLabel(
            code=box.qr_code, organ=box.company_id.sudo().name, fonds=box.fonds_id.name,
            number=box.number, years=box.years, first=ends[0], last=ends[-1],
            place=box.location_id.full_code or "",
        )

    @api.model
    def _make_place_label(self, place):
        return PlaceLabel(
            code=place.qr_code, place=place.full_code, name=place.name,
            organ=place.company_id.sudo().name,
        )

    @api.model
    def _make_file_label(self, file):
        return FileLabel(
            code=file.qr_code, organ=file.company_id.sudo().name, notation=file.notation or "",
            year=str(file.catalog), title=file.name,
            dates=write_dates(file.start_date, file.end_date),
            term=write_term(file.term, file.term_years, file.term_event),
            box=file.store_place,
        )


class ReportBoxInventory(models.AbstractModel):
    """What lies in a box, to be laid inside."""

    _name = "report.vanthu_archive.box_inventory"
    _description = "File inventory of a box"

    @api.model
    def _render_stream(self, boxes, data):
        """Draw the lists and log the printing.

        :param boxes: ``vanthu.archive.box`` that the caller may read
        :param dict data: not used
        :return BytesIO: the whole PDF
        """
        parts = [self._draw(box) for box in boxes]
        self.env["vanthu.event"]._log(boxes, "printed", {"form": BOX_INVENTORY.title})
        return BytesIO(parts[0] if len(parts) == 1 else merge_pdf(parts))

    def _draw(self, box):
        company = box.company_id.sudo()
        cover = RegisterCover(
            name=company.name, parent_name=company.organ_superior_name or "", year=box.years,
            subtitle=f"Hộp số {box.number} – {box.fonds_id.name}",
        )
        files = box.sudo().file_ids.sorted(lambda file: (file.box_sequence, file.id))
        stream = BytesIO()
        write_register_pdf(
            stream, BOX_INVENTORY, cover, files.with_env(self.env)._get_inventory_rows(),
            printed_by=self.env.user.name,
            printed_at=local_moment(self.env, fields.Datetime.now()),
        )
        return stream.getvalue()
