from odoo import fields, models
from odoo.fields import Domain


class VanthuEnvelopeSize(models.Model):
    """A size of envelope that the office uses."""

    _name = "vanthu.envelope.size"
    _description = "Size of envelope"
    _order = "sequence, id"

    name = fields.Char(required=True)
    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)
    width_mm = fields.Integer(string="Width (mm)", required=True)
    height_mm = fields.Integer(string="Height (mm)", required=True)

    _size_range = models.Constraint(
        "CHECK (width_mm BETWEEN 110 AND 500 AND height_mm BETWEEN 80 AND 400)",
        "An envelope is 110 to 500 mm wide and 80 to 400 mm high.",
    )


class VanthuDocument(models.Model):
    """Who gets a document on paper."""

    _inherit = "vanthu.document"

    def _get_paper_recipients(self, *channels):
        """Recipients by some ways of sending.

        :param str channels: post, hand
        :return: ``vanthu.recipient`` that the person may read
        """
        return self.env["vanthu.recipient"].search(
            Domain("document_id", "in", self.ids) & Domain("channel", "in", channels)
        )
