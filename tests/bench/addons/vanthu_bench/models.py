from odoo import fields, models


class VanthuBenchBare(models.Model):
    """A bare ``mail.thread`` with the stored columns of a document and no behaviour."""

    _name = "vanthu.bench.bare"
    _description = "Bare document"
    _inherit = ["mail.thread.main.attachment", "mail.activity.mixin"]
    _order = "arrival_date desc, arrival_number desc, id desc"

    company_id = fields.Many2one("res.company", index=True)
    direction = fields.Char()
    state = fields.Char(index=True)
    subject = fields.Char()
    type_id = fields.Many2one("vanthu.document.type", index="btree_not_null")
    code_number = fields.Char()
    code_notation = fields.Char()
    reference = fields.Char()
    reference_key = fields.Char(index="trigram")
    issued_date = fields.Date()
    issued_place = fields.Char()
    organ_id = fields.Many2one("res.partner", index="btree_not_null")
    organ_name = fields.Char()
    signer_name = fields.Char()
    signer_position = fields.Char()
    signer_competence = fields.Char()
    priority = fields.Char(index=True)
    circulation_scope = fields.Char()
    page_count = fields.Integer()
    copy_count = fields.Integer()
    language_code = fields.Char()
    description = fields.Text()
    channel = fields.Char()
    register_id = fields.Many2one("vanthu.register", index="btree_not_null")
    answer_reference = fields.Char()
    due_date = fields.Date(index=True)
    restricted = fields.Boolean(index=True)
    arrival_number = fields.Integer(index=True)
    arrival_date = fields.Date()
    received_at = fields.Datetime()
    registered_at = fields.Datetime()
    registered_late = fields.Boolean()
    sender_email = fields.Char()
    receiver_name = fields.Char()
    transfer_date = fields.Date()

    _order_idx = models.Index("(arrival_date DESC, arrival_number DESC, id DESC)")
