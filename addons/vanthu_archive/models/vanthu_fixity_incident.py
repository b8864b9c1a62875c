import os
from pathlib import Path

from psycopg2 import Binary

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import SQL

from ..tools.checksum import put_in_place, sums_of_bytes

# Folder of a copy of the file store (a mounted backup or replica), laid out like the store.
REPLICA_PARAMETER = "vanthu_archive.replica_folder"


class VanthuFixityIncident(models.Model):
    """An archived file whose bytes are not the ones that were taken over, and its repair.

    Repaired only by bytes whose SHA-256 is the one that was recorded.
    """

    _name = "vanthu.fixity.incident"
    _description = "Damaged file"
    _inherit = ["mail.thread", "vanthu.step.mixin"]
    _order = "state, id desc"

    content_id = fields.Many2one(
        "vanthu.file.content", string="Electronic file", required=True, readonly=True,
        index=True, ondelete="restrict",
    )
    file_id = fields.Many2one(
        related="content_id.file_id", store=True, precompute=True, index=True,
    )
    company_id = fields.Many2one(
        related="content_id.company_id", store=True, precompute=True, index=True,
    )
    name = fields.Char(related="content_id.name")
    kind = fields.Selection(
        [("damaged", "Damaged"), ("missing", "Missing")], required=True, readonly=True
    )
    expected_sha256 = fields.Char(related="content_id.sha256", string="Recorded SHA-256")
    expected_size = fields.Integer(related="content_id.size", string="Recorded bytes")
    found_sha256 = fields.Char(string="Found SHA-256", readonly=True)
    found_size = fields.Integer(string="Found bytes", readonly=True)
    found_at = fields.Datetime(readonly=True, required=True, default=fields.Datetime.now)
    state = fields.Selection(
        [("open", "Open"), ("repaired", "Repaired")], default="open", required=True,
        readonly=True, tracking=True, index=True,
    )
    repaired_at = fields.Datetime(readonly=True)
    repaired_by_id = fields.Many2one("res.users", string="Repaired by", readonly=True)
    source = fields.Char(string="Repaired from", readonly=True)

    _open_uniq = models.UniqueIndex("(content_id) WHERE state = 'open'")

    @api.model
    def _get_step_fields(self):
        return {
            **super()._get_step_fields(), "state": "open", "repaired_at": False,
            "repaired_by_id": False, "source": False,
        }

    @api.model
    def _open(self, vals_list):
        """Record incidents, log them at the files and tell the archivists.

        :param list vals_list: values; a content that has an open incident gets no second
        :return: ``vanthu.fixity.incident``
        """
        known = self.search([
            ("content_id", "in", [vals["content_id"] for vals in vals_list]),
            ("state", "=", "open"),
        ]).content_id
        incidents = self.create([
            vals for vals in vals_list if vals["content_id"] not in known.ids
        ])
        for incident in incidents:
            self.env["vanthu.event"]._log(incident.file_id, "content_damaged", {
                "text": incident.name,
            })
        for company, found in incidents.grouped("company_id").items():
            found._tell_archivists(company)
        return incidents

    def _tell_archivists(self, company):
        people = self.env.ref("vanthu_archive.group_archivist").all_user_ids.filtered(
            lambda user: company in user.company_ids
        )
        incidents = company._in_own_language(self)
        env = incidents.env
        env["mail.thread"].message_notify(
            partner_ids=people.partner_id.ids,
            subject=env._("Archived files are damaged"),
            body=env._(
                "%(count)s archived electronic files of %(organisation)s are not whole; open "
                "Files > Archive > Damaged files and repair them from a backup.",
                count=len(incidents), organisation=company.name,
            ),
        )

    # ---- REPAIR ----

    def action_open_repair(self) -> dict:
        """Open the dialog for a sound copy from a backup.

        :return dict: window action
        """
        self.ensure_one()
        return {
            "type": "ir.actions.act_window", "name": self.env._("Repair from a backup"),
            "res_model": "vanthu.fixity.repair", "view_mode": "form", "target": "new",
            "context": {"default_incident_id": self.id},
        }

    def action_repair_from_replica(self) -> bool:
        """Bring the bytes back from the copy of the file store that the server knows.

        :raise AccessError: the caller is no archivist
        :raise UserError: no copy is set up, or it is not sound either
        """
        folder = self.env["ir.config_parameter"].sudo().get_param(REPLICA_PARAMETER)
        if not folder or not os.path.isdir(folder):
            raise UserError(self.env._(
                "No copy of the file store is set up; upload the file from a backup instead."
            ))
        for incident in self:
            name = incident.content_id.attachment_id.sudo().store_fname
            path = Path(folder, *Path(name or "-").parts[-2:])
            if not path.is_file():
                raise UserError(self.env._(
                    "The copy of the file store does not have “%s” either; upload it from a "
                    "backup.", incident.name,
                ))
            incident._repair(path.read_bytes(), self.env._("Copy of the file store"))
        return True

    def _repair(self, data, source):
        """Put sound bytes in the place of damaged ones.

        :param bytes data: content of the file
        :param str source: where it comes from, for the record
        :raise AccessError: the caller is no archivist, or may not see the file
        :raise UserError: the sum is not the recorded one, or it is repaired already
        """
        self.ensure_one()
        self.env["vanthu.file"]._require_role("group_archivist")
        self.check_access("read")
        content = self.content_id.sudo()
        if self.state != "open":
            raise UserError(self.env._("“%s” is repaired already.", self.name))
        sums = sums_of_bytes(data)
        # Damaged before it was ever read, only the store's own sum is known.
        if content._judge(sums) != "whole":
            raise UserError(self.env._(
                "This is not the file that was taken over: its sum is a different one; look for "
                "“%s” in another backup.", self.name,
            ))
        attachment = content.attachment_id
        if attachment.store_fname:
            put_in_place(attachment._full_path(attachment.store_fname), data)
        else:
            self.env.cr.execute(SQL(
                "UPDATE ir_attachment SET db_datas = %s WHERE id = %s", Binary(data),
                attachment.id,
            ))
            attachment.invalidate_recordset(["db_datas", "raw", "datas"])
        content.write({
            "check_state": "whole", "checked_at": fields.Datetime.now(),
            **({} if content.sha256 else {"sha256": sums.sha256}),
        })
        self.sudo()._write_step({
            "state": "repaired", "repaired_at": fields.Datetime.now(),
            "repaired_by_id": self.env.uid, "source": source,
        })
        self.env["vanthu.event"]._log(self.file_id, "content_repaired", {
            "text": self.name, "reason": source,
        })
