from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError


class VanthuCoverageInvite(models.TransientModel):
    """From the table of coverage to a class: invites an organisation where a topic is missing."""

    _name = "vanthu.coverage.invite"
    _description = "Invitation from the coverage"

    partner_id = fields.Many2one(
        "res.partner", string="Organisation", required=True, readonly=True, ondelete="cascade"
    )
    topic_id = fields.Many2one(
        "vanthu.topic", readonly=True, ondelete="cascade",
        help="Empty: whatever the organisation lacks.",
    )
    class_ids = fields.Many2many(
        "event.event", compute="_compute_class_ids", string="Coming classes"
    )
    invited_class_ids = fields.Many2many(
        "event.event", compute="_compute_class_ids", string="Invited already"
    )
    event_id = fields.Many2one(
        "event.event", string="Class", compute="_compute_event_id", store=True,
        readonly=False, compute_sudo=False, domain="[('id', 'in', class_ids)]",
        ondelete="cascade",
    )
    quota = fields.Integer(string="Places", default=2, required=True)

    @api.depends("partner_id", "topic_id")
    def _compute_class_ids(self):
        for wizard in self:
            classes = wizard._find_classes()
            invited = classes.filtered(
                lambda one, partner=wizard.partner_id._origin: (
                    partner in one.invitation_ids.partner_id)
            )
            wizard.class_ids = classes - invited
            wizard.invited_class_ids = invited

    @api.depends("class_ids")
    def _compute_event_id(self):
        for wizard in self:
            wizard.event_id = wizard.class_ids[:1]._origin

    def _find_missing(self):
        """Topics that the organisation lacks, as the table tells the person.

        :return: ``vanthu.topic``; none for an organisation that the person does not see there
        """
        rows = self.env["vanthu.training.coverage"].search([
            ("partner_id", "=", self.partner_id._origin.id), ("is_covered", "=", False),
        ])
        missing = rows.topic_id
        return missing & self.topic_id._origin if self.topic_id else missing

    def _find_classes(self):
        """Classes to come in one of the topics that are missing, the next one first.

        :return: ``event.event``
        """
        topics = self._find_missing()
        return self.env["event.event"].search([
            ("is_class", "=", True), ("date_end", ">", fields.Datetime.now()),
            ("host_id", "in", self.env.companies.ids), ("stage_id.pipe_end", "=", False),
            ("course_id.topic_ids", "in", topics.ids),
        ], order="date_begin, id") if topics else self.env["event.event"]

    def action_invite(self) -> dict:
        """Invite the organisation to the chosen class.

        :return dict: notification that says so
        :raise AccessError: the person does not keep the class, or does not see the organisation
        :raise UserError: no class is chosen, or it has none of the topics
        """
        self.ensure_one()
        if not self._find_missing():
            raise AccessError(self.env._("This organisation is not in your table of coverage."))
        if not self.event_id:
            raise UserError(self.env._("Choose the class to invite to."))
        if self.event_id not in self._find_classes():
            raise UserError(self.env._(
                "Choose a class that is still to come and has the topic that is missing."
            ))
        self.env["vanthu.class.invite"].create({
            "event_id": self.event_id.id, "partner_ids": self.partner_id.ids, "quota": self.quota,
        }).action_invite()
        return {
            "type": "ir.actions.client", "tag": "display_notification", "params": {
                "type": "success",
                "message": self.env._(
                    "%(organisation)s is invited to %(name)s.",
                    organisation=self.partner_id.sudo().name, name=self.event_id.name,
                ),
                "next": {"type": "ir.actions.act_window_close"},
            },
        }

    def action_open_class(self) -> dict:
        """Open the chosen class, or the list of those that fit.

        :return dict: action
        """
        self.ensure_one()
        name = "class_action" if self.class_ids | self.invited_class_ids else "class_action_new"
        action = self.env["ir.actions.act_window"]._for_xml_id(f"vanthu_training.{name}")
        classes = self.event_id or self.class_ids | self.invited_class_ids
        if len(classes) == 1:
            return {
                **action, "view_mode": "form", "res_id": classes.id, "target": "current",
                "views": [
                    (view, mode) for view, mode in action["views"] if mode == "form"
                ],
            }
        if classes:
            return {**action, "domain": [("id", "in", classes.ids)], "context": {}}
        courses = self.env["vanthu.course"].search(
            [("topic_ids", "in", self._find_missing().ids)])
        return {
            **action, "context": {"default_course_id": courses.id if len(courses) == 1 else False}
        }
