from odoo import fields, models


class VanthuClassMaterial(models.Model):
    """What participants of a class get to read: a file or an address."""

    _name = "vanthu.class.material"
    _description = "Material of a class"
    _inherit = ["vanthu.class.part.mixin"]
    _order = "event_id, sequence, id"

    event_id = fields.Many2one(
        "event.event", string="Class", required=True, index=True, ondelete="cascade",
        domain=[("is_class", "=", True)],
    )
    host_id = fields.Many2one(related="event_id.host_id", store=True, index=True)
    sequence = fields.Integer(default=10)
    name = fields.Char(string="Title", required=True)
    file = fields.Binary(attachment=True)
    file_name = fields.Char()
    url = fields.Char(string="Address")


class EventEvent(models.Model):
    """The materials of a class."""

    _inherit = "event.event"

    material_ids = fields.One2many(
        "vanthu.class.material", "event_id", string="Materials", copy=True
    )
