from odoo import api, fields, models
from odoo.exceptions import UserError

from ..tools.drafting.number import write_number
from ..tools.drafting.package import DraftFileError


class VanthuDocument(models.Model):
    """The signed Word document with number and date in it, to print, stamp and scan.

    Date and number stand in the document before the organisation's seal or signature
    (Điều 15 and 17 of NĐ 30/2020); the version that was signed stays as it is.
    """

    _inherit = "vanthu.document"

    numbered_attachment_id = fields.Many2one(
        "ir.attachment", string="File with number and date", readonly=True, copy=False,
        ondelete="set null", index="btree_not_null",
    )

    @api.model
    def _get_step_fields(self):
        return {**super()._get_step_fields(), "numbered_attachment_id": False}

    def action_download_numbered(self):
        """Fetch the signed Word document with number and date written into it.

        :return dict: action that downloads the file
        :raise UserError: no number yet, no Word document was signed, or it has no place for a
            number
        :raise AccessError: the person is no registry clerk
        """
        self.ensure_one()
        self._require_group("group_clerk")
        self.check_access("read")
        document = self.sudo()
        if not document.code_number or not document.issued_date:
            raise UserError(self.env._("%s has no number yet.", self.display_name))
        if not document.numbered_attachment_id:
            document._make_numbered_file()
        return {
            "type": "ir.actions.act_url", "target": "self",
            "url": f"/web/content/{document.numbered_attachment_id.id}?download=true",
        }

    def _make_numbered_file(self):
        version = self.signed_version_id
        if version.kind != "docx":
            raise UserError(self.env._(
                "No Word document of %s was signed here; write number and date on the paper.",
                self.display_name,
            ))
        try:
            raw = write_number(
                version.attachment_id.raw or b"", self.code_number, self.issued_date
            )
        except DraftFileError as error:
            raise UserError(self.env._(
                "The signed file of %s has no open place for number and date, such as “Số: "
                "/…”; write them on the paper.", self.display_name,
            )) from error
        stem = "".join(c if c.isalnum() or c in "-_" else "-" for c in self.reference)
        attachment = self.env["ir.attachment"].create({
            "name": f"{stem}.docx", "raw": raw, "res_model": self._name, "res_id": self.id,
        })
        self.with_context(tracking_disable=True).numbered_attachment_id = attachment
