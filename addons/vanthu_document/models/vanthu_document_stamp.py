from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain

from ..tools.printing.arrival_stamp import (
    ArrivalStamp,
    StampError,
    default_position,
    stamp_image_as_pdf,
    stamp_pdf,
)
from .vanthu_document_secrecy import CHECKED

# A larger file is drawn by the scheduled job: nobody waits for it.
DIRECT_LIMIT = 8 * 1024 * 1024
JOB_BATCH = 20
FORM_TIME = timedelta(minutes=1)
USUAL_PLACE = 25, 55


class VanthuDocument(models.Model):
    """The stamp "ĐẾN" (Phụ lục IV of NĐ 30/2020) on a copy of the file; the original stays."""

    _inherit = "vanthu.document"

    stamp_state = fields.Selection(
        [("todo", "Being drawn"), ("done", "Drawn"), ("failed", "Not possible")],
        string="Arrival stamp", readonly=True, copy=False, index="btree_not_null",
    )
    stamp_message = fields.Char(readonly=True, copy=False, help="Why it could not be drawn.")
    stamp_x_mm = fields.Float(
        string="Stamp from the left (mm)", readonly=True, copy=False, digits=(6, 1),
        help="0 with 0 from the top: the program looks for a free place.",
    )
    stamp_y_mm = fields.Float(
        string="Stamp from the top (mm)", readonly=True, copy=False, digits=(6, 1)
    )
    stamp_source_id = fields.Many2one(
        "ir.attachment", string="File as received", readonly=True, copy=False,
        index="btree_not_null",
    )
    stamp_attachment_id = fields.Many2one(
        "ir.attachment", string="Stamped copy", readonly=True, copy=False,
        index="btree_not_null",
    )

    stamp_is_possible = fields.Boolean(compute="_compute_stamp_is_possible")

    @api.depends("message_main_attachment_id", "stamp_source_id")
    def _compute_stamp_is_possible(self):
        for document in self:
            document.stamp_is_possible = bool(document._get_stamp_source())

    def _get_arrival_stamp(self):
        """What the stamp of this document says.

        :return: ``ArrivalStamp``
        """
        self.ensure_one()
        return ArrivalStamp(
            organ_name=self.company_id.name,
            number=self.arrival_label or "",
            date=self.arrival_date or None,
            transfer=self.receiver_name or "",
        )

    def _get_stamp_source(self):
        """The file as received onto whose copy the stamp goes.

        :return: ``ir.attachment``, empty when the main file is neither PDF nor picture
        """
        self.ensure_one()
        document = self.sudo()
        source = document.stamp_source_id or document.message_main_attachment_id
        # An id may have been borrowed: what is stamped is read with all rights.
        if source == document.stamp_attachment_id or not document._owns(source):
            source = source.browse()
        mimetype = source.mimetype or ""
        is_drawable = mimetype == "application/pdf" or mimetype.startswith("image/")
        return source if is_drawable else source.browse()

    def _owns(self, attachment):
        """Whether a file is one of this document.

        :param attachment: ``ir.attachment``, one or none
        :return bool:
        """
        return attachment.res_model == self._name and attachment.res_id == self._origin.id

    def _prepare_registration_values(self):
        vals = super()._prepare_registration_values()
        company = self.company_id
        if company.stamp_on_registration and self._get_stamp_source():
            vals["stamp_state"] = "todo"
            if company.stamp_place == "fixed":
                vals.update(stamp_x_mm=company.stamp_x_mm, stamp_y_mm=company.stamp_y_mm)
            # The form draws it at once; the job, later, what no form has drawn.
            later = fields.Datetime.now() + FORM_TIME
            self.env.ref("vanthu_document.ir_cron_stamp").sudo()._trigger(at=later)
        return vals

    def action_open_stamp(self):
        """Ask where on the first page the stamp goes.

        :return dict: client action that shows the page and the stamp
        :raise UserError: no number yet, or nothing to draw on
        """
        self.ensure_one()
        self._require_group("group_clerk")
        source = self._require_stamp_source()
        x_mm, y_mm = self.stamp_x_mm, self.stamp_y_mm
        is_image = source.mimetype.startswith("image/")
        if not (x_mm or y_mm):
            x_mm, y_mm = self._get_default_stamp_place(source)
        return {
            "type": "ir.actions.client",
            "tag": "vanthu_document.stamp",
            "params": {
                "document_id": self.id,
                "page": {
                    "url": f"/web/content/{source.id}",
                    "isImage": is_image,
                    "number": self.arrival_label,
                    "date": self.arrival_date.strftime("%d/%m/%Y"),
                    "organName": self.company_id.name,
                    "x": x_mm,
                    "y": y_mm,
                },
            },
        }

    def _get_default_stamp_place(self, source):
        company = self.company_id
        if company.stamp_place == "fixed":
            return company.stamp_x_mm, company.stamp_y_mm
        if source.mimetype.startswith("image/") or source.file_size > DIRECT_LIMIT:
            return USUAL_PLACE
        try:
            return default_position(source.raw or b"")
        except StampError:
            return USUAL_PLACE

    def _require_stamp_source(self):
        source = self._get_stamp_source()
        if not self.arrival_number:
            raise UserError(self.env._("Register the document first; the stamp shows its number."))
        if not source:
            raise UserError(self.env._(
                "The stamp needs a PDF or a picture as main file; add a scan, or print the "
                "label for the paper."
            ))
        return source

    # ---- DRAWING ----

    def action_stamp(self, x_mm: float = 0, y_mm: float = 0):
        """Draw the stamp onto a copy of the main file, or draw it anew at another place.

        :param float x_mm: upper left corner from the left of the page, in millimetres
        :param float y_mm: the same from the top; both 0 for the first free place
        :return bool: True when it is drawn, False when the scheduled job will draw it
        :raise UserError: no number yet, or nothing to draw on
        """
        self.ensure_one()
        self._require_group("group_clerk")
        self.check_access("write")
        source = self._require_stamp_source()
        self._write_step({
            "stamp_x_mm": x_mm, "stamp_y_mm": y_mm, "stamp_state": "todo",
            "stamp_message": False,
        })
        if source.file_size > DIRECT_LIMIT:
            self.env.ref("vanthu_document.ir_cron_stamp").sudo()._trigger()
            return False
        self._draw_stamp()
        return True

    def action_draw_waiting_stamp(self):
        """Draw at once what registering left to the scheduled job, where it is quick.

        :return bool: True when the stamp is drawn now
        """
        self.ensure_one()
        self._require_group("group_clerk")
        self.check_access("write")
        source = self._get_stamp_source()
        if self.stamp_state != "todo" or not source or source.file_size > DIRECT_LIMIT:
            return False
        self._draw_stamp()
        return True

    def _draw_stamp(self):
        """Make the stamped copy; a file that cannot be drawn on is marked with the reason."""
        self.ensure_one()
        source = self._get_stamp_source()
        try:
            if not source:
                raise StampError("no_file", "The file is gone.")
            content = self._get_stamped_content(source)
        except StampError as error:
            self._write_step({
                "stamp_state": "failed", "stamp_message": self._get_stamp_message(error.code),
            })
            return
        self._replace_stamped_copy(source, content)
        self.env["vanthu.event"]._log(self, "stamped", {"number": self.arrival_label})

    def _get_stamped_content(self, source):
        stamp = self._get_arrival_stamp()
        x_mm, y_mm = self.stamp_x_mm, self.stamp_y_mm
        data = source.raw or b""
        if source.mimetype.startswith("image/"):
            place = (x_mm, y_mm) if x_mm or y_mm else ()
            return stamp_image_as_pdf(data, stamp, *place)
        if not (x_mm or y_mm):
            x_mm, y_mm = default_position(data)
            self._write_step({"stamp_x_mm": x_mm, "stamp_y_mm": y_mm})
        return stamp_pdf(data, stamp, x_mm, y_mm)

    def _replace_stamped_copy(self, source, content):
        # As superuser: the former copy is ours to replace, the original is never touched.
        document = self.sudo()
        former = document.stamp_attachment_id
        stem = source.name.rsplit(".", 1)[0] if "." in source.name else source.name
        copy = self.env["ir.attachment"].sudo().with_context(
            vanthu_files_checked=CHECKED, vanthu_files_known=CHECKED
        ).create({
            "name": self.env._(
                "%(name)s (arrival %(number)s).pdf", name=stem, number=self.arrival_label
            ),
            "raw": content,
            "mimetype": "application/pdf",
            "res_model": self._name,
            "res_id": self.id,
        })
        document.write({
            "stamp_state": "done", "stamp_message": False, "stamp_source_id": source.id,
            "stamp_attachment_id": copy.id, "message_main_attachment_id": copy.id,
        })
        former.unlink()

    def _get_stamp_message(self, code):
        messages = {
            "encrypted": self.env._(
                "The PDF file is locked with a password; ask the sender for an open one, or "
                "print the label for the paper."
            ),
            "damaged": self.env._(
                "The file is damaged; ask the sender to send it again, or print the label for "
                "the paper."
            ),
            "too_large": self.env._(
                "The picture is too large; scan it again at 300 dots per inch."
            ),
            "no_file": self.env._("The document has no PDF or picture to draw the stamp on."),
        }
        return messages.get(code, self.env._("The stamp cannot be drawn on this file."))

    @api.model
    def _cron_stamp(self):
        """Draw the stamps that registering left behind, one transaction for each."""
        domain = Domain("stamp_state", "=", "todo")
        cron = self.env["ir.cron"]
        waiting = self.search(domain, order="id", limit=JOB_BATCH)
        cron._commit_progress(remaining=self.search_count(domain))
        for document in waiting:
            if not document.try_lock_for_update() or document.stamp_state != "todo":
                continue  # somebody is drawing it just now
            company = document.company_id
            company._in_own_language(document.with_company(company))._draw_stamp()
            if not cron._commit_progress(1):
                break
