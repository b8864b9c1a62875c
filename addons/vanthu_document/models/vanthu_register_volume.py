from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import SQL

from .guard import install_guard
from .local_time import local_today


class VanthuRegisterVolume(models.Model):
    """A volume (quyển) of a register: the part that is printed, signed and bound together.

    Điều 16.2b and 22.3b of NĐ 30/2020. Once closed, its numbers and the registered facts of
    their documents are read-only.
    """

    _name = "vanthu.register.volume"
    _description = "Register volume"
    _order = "register_id, number"

    register_id = fields.Many2one(
        "vanthu.register", required=True, index=True, ondelete="cascade"
    )
    company_id = fields.Many2one(related="register_id.company_id", store=True, index=True)
    number = fields.Integer(string="Volume no.", required=True, aggregator=None)
    state = fields.Selection(
        [("open", "Open"), ("closed", "Closed")], default="open", required=True, readonly=True
    )
    closed_date = fields.Date(readonly=True)
    closed_by_id = fields.Many2one("res.users", string="Closed by", readonly=True)
    entry_ids = fields.One2many("vanthu.register.entry", "volume_id", string="Numbers")
    entry_count = fields.Integer(compute="_compute_range")
    number_from = fields.Integer(compute="_compute_range")
    number_to = fields.Integer(compute="_compute_range")
    date_from = fields.Date(compute="_compute_range")
    date_to = fields.Date(compute="_compute_range")
    printed_at = fields.Datetime(
        string="Last printed", compute="_compute_printed_at", compute_sudo=True
    )

    _number_uniq = models.UniqueIndex("(register_id, number)", "This volume exists already.")
    _one_open = models.UniqueIndex(
        "(register_id) WHERE state = 'open'", "A register has one open volume at a time."
    )

    def init(self):
        install_guard(self.env.cr, "vanthu_register_volume")

    @api.depends("number", "register_id.display_name")
    def _compute_display_name(self):
        for volume in self:
            volume.display_name = self.env._(
                "%(register)s, volume %(number)s",
                register=volume.register_id.display_name, number=volume.number,
            )

    @api.depends("entry_ids")
    def _compute_range(self):
        rows = {
            volume.id: values
            for volume, *values in self.env["vanthu.register.entry"].sudo()._read_group(
                [("volume_id", "in", self.ids)], ["volume_id"],
                ["__count", "number:min", "number:max", "date:min", "date:max"],
            )
        }
        for volume in self:
            (
                volume.entry_count, volume.number_from, volume.number_to,
                volume.date_from, volume.date_to,
            ) = rows.get(volume.id, (0, 0, 0, False, False))

    def _compute_printed_at(self):
        printed = {
            volume_id: last
            for volume_id, last in self.env["vanthu.event"]._read_group(
                [("res_model", "=", self._name), ("res_id", "in", self.ids),
                 ("kind", "=", "printed")], ["res_id"], ["date:max"],
            )
        }
        for volume in self:
            volume.printed_at = printed.get(volume.id, False)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_empty(self):
        if any(volume.entry_count or volume.state == "closed" for volume in self):
            raise UserError(self.env._("A volume with numbers is kept for good."))

    def action_close(self):
        """Close the volume and open the next one; nothing in it changes afterwards.

        :raise UserError: the volume is empty, closed, or still has reserved numbers
        """
        self.env["vanthu.document"]._require_group("group_clerk")
        for volume in self:
            volume.check_access("read")
            volume._check_can_close()
            register = volume.register_id
            volume.sudo().write({
                "state": "closed",
                "closed_date": local_today(self.env),
                "closed_by_id": self.env.uid,
            })
            volume.flush_recordset()
            self.sudo().create({"register_id": register.id, "number": volume.number + 1})
            self.env["vanthu.event"]._log(volume, "volume_closed", {
                "volume": volume.display_name, "from": volume.number_from,
                "to": volume.number_to, "count": volume.entry_count,
            })
        return True

    def _check_can_close(self):
        self.ensure_one()
        if self.state == "closed":
            raise UserError(self.env._("%s is closed already.", self.display_name))
        self.env.cr.execute(SQL(
            "SELECT id FROM vanthu_register_volume WHERE id = %s FOR NO KEY UPDATE", self.id
        ))
        self.invalidate_recordset()
        if not self.entry_count:
            raise UserError(self.env._("An empty volume cannot be closed; register first."))
        reserved = self.env["vanthu.register.entry"].search(
            [("volume_id", "=", self.id), ("state", "=", "reserved")], order="number"
        )
        if reserved:
            raise UserError(self.env._(
                "Numbers %(numbers)s are still reserved; use them or make them void before "
                "closing the volume.", numbers=", ".join(reserved.mapped("label")),
            ))
