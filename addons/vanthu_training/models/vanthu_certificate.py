from odoo import fields, models


class VanthuCertificate(models.Model):
    """A certificate (giấy chứng nhận) as it was printed, one row for each number.

    What stands on the paper is a copy of the moment of issue: it does not change when a
    person, an organisation or a course does.
    """

    _name = "vanthu.certificate"
    _description = "Certificate"
    _order = "year desc, number desc, id desc"

    company_id = fields.Many2one(
        "res.company", string="Issued by", required=True, readonly=True, index=True,
        ondelete="restrict",
    )
    year = fields.Integer(required=True, readonly=True, aggregator=None)
    number = fields.Integer(required=True, readonly=True, aggregator=None)
    registration_id = fields.Many2one(
        "event.registration", readonly=True, index="btree_not_null", ondelete="restrict"
    )
    trainee_id = fields.Many2one(
        "res.users", string="Person", readonly=True, index="btree_not_null", ondelete="restrict"
    )
    course_id = fields.Many2one(
        "vanthu.course", readonly=True, index="btree_not_null", ondelete="restrict"
    )
    topic_ids = fields.Many2many("vanthu.topic", string="Topics", readonly=True)
    holder_name = fields.Char(string="Holder", required=True, readonly=True)
    birth_date = fields.Date(string="Date of birth", readonly=True)
    organisation_name = fields.Char(string="Organisation", readonly=True)
    course_name = fields.Char(string="Programme", required=True, readonly=True)
    hours = fields.Float(string="Lessons (periods)", readonly=True, digits=(6, 1))
    date_from = fields.Date(string="From", readonly=True)
    date_to = fields.Date(string="To", readonly=True)
    grade = fields.Char(readonly=True)
    issued_date = fields.Date(string="Issued on", required=True, readonly=True)
    issued_place = fields.Char(string="Place of issue", readonly=True)
    signer_name = fields.Char(string="Signer", readonly=True)
    signer_position = fields.Char(string="Position of the signer", readonly=True)
    expires_on = fields.Date(string="Expires on", readonly=True, index="btree_not_null")
    state = fields.Selection(
        [("valid", "Valid"), ("replaced", "Replaced"), ("revoked", "Revoked")],
        default="valid", required=True, readonly=True,
    )
    token = fields.Char(
        readonly=True, copy=False, groups="vanthu_training.group_training_manager"
    )

    _number_uniq = models.UniqueIndex(
        "(company_id, year, number)", "This number has been given already."
    )
    _token_uniq = models.UniqueIndex("(token) WHERE token IS NOT NULL", "Taken already.")
