from odoo import api, fields, models


class EventRegistration(models.Model):
    """A participant of a class: who, sent by whom, and what came of it."""

    _inherit = "event.registration"

    course_id = fields.Many2one(related="event_id.course_id", store=True, index="btree_not_null")
    host_id = fields.Many2one(
        related="event_id.host_id", string="Held by", store=True, index="btree_not_null"
    )
    trainee_id = fields.Many2one(
        "res.users", string="Person", index="btree_not_null", ondelete="restrict"
    )
    invitation_id = fields.Many2one(
        "vanthu.class.invitation", index="btree_not_null", ondelete="restrict"
    )
    organisation_id = fields.Many2one(
        "res.partner", index="btree_not_null", ondelete="restrict",
        compute="_compute_organisation_id", store=True, readonly=False,
    )
    sender_company_id = fields.Many2one(
        "res.company", string="Sent by", compute="_compute_sender_company_id", store=True,
        compute_sudo=True, index="btree_not_null",
    )
    unit_id = fields.Many2one("vanthu.unit", index="btree_not_null", ondelete="restrict")
    birth_date = fields.Date(string="Date of birth")
    position = fields.Char()
    is_waiting = fields.Boolean(string="On the waiting list", readonly=True, copy=False)
    waiting_since = fields.Datetime(readonly=True, copy=False)
    attendance_ids = fields.One2many("vanthu.attendance", "registration_id")
    attendance_rate = fields.Float(
        string="Attended (%)", readonly=True, copy=False, digits=(5, 1), aggregator="avg"
    )
    score_before = fields.Float(
        string="Score before (%)", readonly=True, copy=False, digits=(5, 1), aggregator="avg"
    )
    score_after = fields.Float(
        string="Score after (%)", readonly=True, copy=False, digits=(5, 1), aggregator="avg"
    )
    result = fields.Selection(
        [("pending", "Not decided"), ("passed", "Passed"), ("failed", "Not passed")],
        default="pending", readonly=True, copy=False,
    )
    certificate_id = fields.Many2one(
        "vanthu.certificate", readonly=True, copy=False, index="btree_not_null",
        ondelete="set null",
    )

    _trainee_uniq = models.UniqueIndex(
        "(event_id, trainee_id) WHERE trainee_id IS NOT NULL AND state <> 'cancel'",
        "This person is named for the class already.",
    )

    @api.depends("invitation_id", "trainee_id")
    def _compute_organisation_id(self):
        for registration in self:
            registration.organisation_id = (
                registration.invitation_id.partner_id
                or registration.sudo().trainee_id.company_id.partner_id
                or registration.organisation_id
            )

    @api.depends("invitation_id.company_id", "trainee_id")
    def _compute_sender_company_id(self):
        for registration in self:
            registration.sender_company_id = (
                registration.invitation_id.company_id or registration.trainee_id.company_id
            )
