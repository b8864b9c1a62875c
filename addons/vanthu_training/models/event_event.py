from odoo import api, fields, models
from odoo.exceptions import ValidationError


class EventEvent(models.Model):
    """A class: an event that is held after a course, by one organisation for several.

    The event's own organisation stays empty for a class, since the invited organisations must
    see it; ``host_id`` says who holds it, and own rules say who sees it.
    """

    _inherit = "event.event"

    course_id = fields.Many2one(
        "vanthu.course", index="btree_not_null", ondelete="restrict", tracking=True
    )
    is_class = fields.Boolean(compute="_compute_is_class", store=True)
    host_id = fields.Many2one(
        "res.company", string="Held by", index="btree_not_null", ondelete="restrict",
        compute="_compute_host_id", store=True, readonly=False, precompute=True,
    )
    trainer_ids = fields.Many2many(
        "res.users", "vanthu_class_trainer_rel", "event_id", "user_id", string="Trainers"
    )
    session_ids = fields.One2many(
        "vanthu.class.session", "event_id", string="Sessions", copy=False
    )
    invitation_ids = fields.One2many(
        "vanthu.class.invitation", "event_id", string="Invitations", copy=False
    )

    @api.depends("course_id")
    def _compute_is_class(self):
        for event in self:
            event.is_class = bool(event.course_id)

    @api.depends("course_id")
    def _compute_host_id(self):
        for event in self:
            if event.course_id and not event.host_id:
                event.host_id = event.course_id.company_id or self.env.company

    @api.constrains("course_id", "company_id")
    def _check_class_company(self):
        for event in self:
            if event.course_id and event.company_id:
                raise ValidationError(self.env._(
                    "Leave the organisation of the class %(name)s empty, so that those invited "
                    "see it; who holds it has a field of its own.", name=event.name,
                ))

    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list:
            if vals.get("course_id") or self.env.context.get("default_course_id"):
                vals["company_id"] = False
        return super().create(vals_list)

    @api.onchange("session_ids")
    def _onchange_session_ids(self):
        self._follow_sessions()

    def _follow_sessions(self):
        """Let a class begin with its first session and end with its last one."""
        for event in self:
            sessions = event.session_ids.filtered(lambda one: one.date_begin and one.date_end)
            if event.is_class and sessions:
                begin = min(sessions.mapped("date_begin"))
                end = max(sessions.mapped("date_end"))
                if (event.date_begin, event.date_end) != (begin, end):
                    event.sudo().update({"date_begin": begin, "date_end": end})
