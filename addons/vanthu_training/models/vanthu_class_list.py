from odoo import api, fields, models

from odoo.addons.vanthu_document.tools.printing.spec import RegisterCover


class EventEvent(models.Model):
    """The list of participants, as rows of the printed form."""

    _inherit = "event.event"

    def _get_list_cover(self):
        """Heading of the lists of this class.

        :return: ``RegisterCover``
        """
        self.ensure_one()
        host = self.host_id.sudo()
        return RegisterCover(
            name=host.name, parent_name=host.organ_superior_name or "",
            subtitle=self.env._("Class: %s", self.name),
        )

    def _get_participants(self):
        """Those who have a place, by organisation and name.

        :return: ``event.registration``
        """
        self.ensure_one()
        return self.env["event.registration"].search(
            [("event_id", "=", self.id), ("state", "in", ("open", "done"))]
        ).sorted(lambda row: (row.sudo().organisation_id.name or "", row.name or "", row.id))

    def _get_participant_rows(self):
        """Rows of the list of participants.

        :return list: tuples in the order of the form's columns
        """
        return [
            (
                str(place), row.name or "", row.birth_date or "", row.position or "",
                row.sudo().organisation_id.name or "",
            )
            for place, row in enumerate(self._get_participants(), start=1)
        ]

    # ---- WHAT THE FORM OPENS ----

    def action_open_participants(self) -> dict:
        """Open those who have a place.

        :return dict: action
        """
        return self._open_registrations({"search_default_placed": 1})

    def action_open_waiting(self) -> dict:
        """Open the waiting list.

        :return dict: action
        """
        return self._open_registrations({"search_default_waiting": 1})

    def _open_registrations(self, context):
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "vanthu_training.participant_action"
        )
        return {**action, "domain": [("event_id", "=", self.id)], "context": context}


class EventRegistration(models.Model):
    """What a participant looks up: when and where, and what there is to read."""

    _inherit = "event.registration"

    class_session_ids = fields.One2many(
        "vanthu.class.session", compute="_compute_class_things", string="Sessions"
    )
    class_material_ids = fields.One2many(
        "vanthu.class.material", compute="_compute_class_things", string="Materials"
    )

    @api.depends("event_id")
    @api.depends_context("uid")
    def _compute_class_things(self):
        things = {
            name: dict(self.env[name]._read_group(
                [("event_id", "in", self.event_id.ids)], ["event_id"], ["id:recordset"]
            )) for name in ("vanthu.class.session", "vanthu.class.material")
        }
        for registration in self:
            event = registration.event_id
            for field, name in (("class_session_ids", "vanthu.class.session"),
                                ("class_material_ids", "vanthu.class.material")):
                registration[field] = things[name].get(event, self.env[name])
