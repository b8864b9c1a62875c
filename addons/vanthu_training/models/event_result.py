from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

from odoo.addons.vanthu_document.models.row_hold import hold_rows

MANAGER = "vanthu_training.group_training_manager"
_FIXED = (
    "result_state", "result_proposed_by_id", "result_decided_by_id", "result_decided_at",
)
_BEGIN = {"result_state": "open"}


class EventEvent(models.Model):
    """The list of results of a class: the trainer proposes, the training manager decides."""

    _inherit = "event.event"

    result_state = fields.Selection(
        [("open", "Not proposed"), ("proposed", "Proposed"), ("decided", "Decided")],
        string="Results", default="open", required=True, readonly=True, copy=False,
    )
    result_proposed_by_id = fields.Many2one(
        "res.users", string="Proposed by", readonly=True, copy=False
    )
    result_decided_by_id = fields.Many2one(
        "res.users", string="Decided by", readonly=True, copy=False
    )
    result_decided_at = fields.Datetime(string="Decided", readonly=True, copy=False)

    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list:
            self._refuse_result_fields(vals)
        return super().create(vals_list)

    def write(self, vals):
        self._refuse_result_fields(vals)
        return super().write(vals)

    @api.model
    def _refuse_result_fields(self, vals):
        refuse_fixed(self, vals, _FIXED, _BEGIN)

    @api.model
    def _add_missing_default_values(self, values):
        result = super()._add_missing_default_values(values)
        return begin_fixed(self, values, result, _FIXED, _BEGIN)

    # ---- ACTIONS ----

    def action_propose_results(self) -> bool:
        """Say of each participant who passes, by attendance, quiz and exercises.

        May be repeated until the list is decided, for example after a late quiz.

        :return bool: True
        :raise AccessError: the caller is neither trainer of the class nor its manager
        :raise UserError: the results are decided, or nobody takes part
        """
        for event in self:
            event._require_results("open", "proposed", by_trainer=True)
            people = event.sudo()._get_placed()
            if not people:
                raise UserError(self.env._("Nobody has a place in the class %s.", event.name))
            people._propose_result()
            event.sudo().write({
                "result_state": "proposed", "result_proposed_by_id": self.env.uid,
            })
            event._log_results("results_proposed", "result_proposed")
        return True

    def action_decide_results(self) -> bool:
        """Decide the results as they are proposed; the list is frozen.

        :return bool: True
        :raise AccessError: the caller is no training manager of who holds the class
        :raise UserError: nothing is proposed, or somebody was proposed nothing
        """
        for event in self:
            event._require_results("proposed")
            people = event.sudo()._get_placed()
            fresh = people.filtered(lambda person: not person.result_proposed)
            if fresh:
                raise UserError(self.env._(
                    "%s came to the class after the results were proposed; propose them anew.",
                    ", ".join(fresh.mapped("name")),
                ))
            for verdict, group in people.grouped("result_proposed").items():
                group.write({"result": verdict})
            event.sudo().write({
                "result_state": "decided", "result_decided_by_id": self.env.uid,
                "result_decided_at": fields.Datetime.now(),
            })
            event._log_results("results_decided", "result")
        return True

    def action_reopen_results(self) -> bool:
        """Take a decision back while no certificate is issued.

        :return bool: True
        :raise AccessError: the caller is no training manager of who holds the class
        :raise UserError: certificates are issued
        """
        for event in self:
            event._require_results("decided")
            people = event.sudo()._get_placed()
            if self.env["vanthu.certificate"].sudo().search_count(
                [("registration_id", "in", people.ids)], limit=1
            ):
                raise UserError(self.env._(
                    "Certificates of this class are issued; its results stay as decided."
                ))
            people.write({"result": "pending"})
            event.sudo().write({
                "result_state": "proposed", "result_decided_by_id": False,
                "result_decided_at": False,
            })
            event._log_results("results_reopened", "result_proposed")
        return True

    def _require_results(self, *states, by_trainer=False):
        self.ensure_one()
        self.check_access("read")
        user = self.env.user
        manages = self.env.su or (
            user.has_group(MANAGER) and self.sudo().host_id in user.company_ids
        )
        if not manages and not (by_trainer and user in self.sudo().trainer_ids):
            raise AccessError(self.env._(
                "Trainers of the class propose its results, and training managers of who holds "
                "it decide."
            ))
        hold_rows(self)
        self.invalidate_recordset(["result_state"])
        if not self.is_class or self.result_state not in states:
            raise UserError(self.env._(
                "The results of %s are at another step meanwhile; open the class again.",
                self.name,
            ))

    def _get_placed(self):
        """Participants with a place.

        :return: ``event.registration``
        """
        return self.env["event.registration"].search(
            [("event_id", "in", self.ids), ("state", "in", ("open", "done"))], order="id"
        )

    def _log_results(self, kind, field):
        people = self.sudo()._get_placed()
        self.env["vanthu.event"]._log(self, kind, {
            "count": len(people),
            "passed": len(people.filtered(lambda person: person[field] == "passed")),
        })


def refuse_fixed(records, vals, names, begin=None):
    """Refuse values that only actions write; a screen's ``readonly`` binds nobody.

    :param records: recordset of the model
    :param dict vals: values of a caller
    :param tuple names: fields that actions write
    :param dict begin: name → value that is harmless
    :raise UserError: the caller has no superuser mode and gives one of them
    """
    begin = begin or {}
    found = [
        name for name in names if name in vals and vals[name] != begin.get(name, False)
    ]
    if found and not records.env.su:
        raise UserError(records.env._(
            "%s cannot be entered by hand; use the buttons of the class.",
            ", ".join(
                records._fields[name]._description_string(records.env) for name in found
            ),
        ))


def begin_fixed(records, values, completed, names, begin=None):
    """Values of a new record, where no default of a caller takes the place of what actions write.

    The context of a call and a person's own defaults fill fields in as if nobody had.

    :param records: recordset of the model
    :param dict values: what was given
    :param dict completed: the same with defaults
    :param names: fields that actions write
    :param dict begin: name → value at the beginning
    :return dict: values to create
    """
    if records.env.su:
        return completed
    kept = {
        name: value for name, value in completed.items() if name in values or name not in names
    }
    return {**(begin or {}), **kept}
