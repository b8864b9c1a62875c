from odoo import api, models
from odoo.exceptions import UserError

from .states import FIRST_STATES

# Not changed by anybody once a number stands for them (Điều 15, 22 of NĐ 30/2020).
NUMBERED_FIELDS = {"arrival_date", "direction", "company_id"}

STEP_FIELDS = (
    "register_id", "register_entry_id", "arrival_number", "registered_at", "registered_late",
    "done_date", "due_at", "return_reason", "hand_over_user_id", "leader_id", "submitted_at",
    "transfer_date", "receiver_name", "proposal", "access_to_confirm", "access_change_note",
    "stamp_state", "stamp_message", "stamp_x_mm", "stamp_y_mm", "stamp_source_id",
    "stamp_attachment_id",
)

# Whoever changes these after registration is asked from what to what.
LOGGED_FIELDS = (
    "subject", "type_id", "code_number", "code_notation", "reference", "issued_date",
    "issued_place", "organ_id", "organ_name", "signer_name", "signer_position",
    "signer_competence", "priority", "circulation_scope", "page_count", "copy_count",
    "description", "due_date", "answer_reference",
)


class VanthuDocument(models.Model):
    """What steps alone change, and the trace of what people change after registration."""

    _name = "vanthu.document"
    _inherit = ["vanthu.document", "vanthu.step.mixin"]

    @api.model
    def _get_step_fields(self):
        return {
            **super()._get_step_fields(),
            **dict.fromkeys(STEP_FIELDS, False), "state": "arrived",
        }

    @api.model
    def _get_first_values(self, vals):
        return {
            **super()._get_first_values(vals), "state": FIRST_STATES[self._get_direction(vals)],
        }

    def write(self, vals):
        if NUMBERED_FIELDS & vals.keys():
            self._check_volume_open(vals)  # the more telling sentence first
            self._check_numbered_fields(vals)
        before = self._get_logged_values(vals)
        result = super().write(vals)
        if before:
            self._log_changes(before)
        return result

    def _check_numbered_fields(self, vals):
        for document in self:
            if not document.register_entry_id:
                continue
            for name in sorted(NUMBERED_FIELDS & vals.keys()):
                field = self._fields[name]
                value = field.convert_to_cache(vals[name], document)
                if value != field.convert_to_cache(document[name], document):
                    raise UserError(self.env._(
                        "%(field)s of %(name)s belongs to its number and stays; write a "
                        "correction at the number instead.",
                        field=field._description_string(self.env), name=document.display_name,
                    ))

    # ---- CHANGES AFTER REGISTRATION ----

    def _get_logged_values(self, vals):
        names = [name for name in LOGGED_FIELDS if name in vals]
        if not names:
            return {}
        return {
            document: {name: document._describe_value(name) for name in names}
            for document in self.sudo() if document.register_entry_id
        }

    def _log_changes(self, before):
        """Log what was changed in registered documents, from what to what.

        :param dict before: result of :meth:`_get_logged_values` before the change
        """
        for document, values in before.items():
            changes = {
                name: f"{old or '–'} → {document._describe_value(name) or '–'}"
                for name, old in values.items() if old != document._describe_value(name)
            }
            if changes:
                self.env["vanthu.event"]._log(document, "changed", changes)

    def _describe_value(self, name):
        """A value as an inspector reads it.

        :param str name: name of a field
        :return str: text, "" for nothing
        """
        field, value = self._fields[name], self[name]
        if field.type == "selection":
            return dict(field._description_selection(self.env)).get(value, "")
        if field.type == "many2one":
            return value.display_name or ""
        return f"{value:%d/%m/%Y}" if field.type == "date" and value else str(value or "")


class VanthuEvent(models.Model):
    """Words for what was changed after registration."""

    _inherit = "vanthu.event"

    @api.model
    def _get_detail_labels(self):
        document = self.env["vanthu.document"]
        return {
            **super()._get_detail_labels(),
            **{
                name: document._fields[name]._description_string(self.env)
                for name in LOGGED_FIELDS
            },
            "file_added": self.env._("File added"),
            "file_removed": self.env._("File removed"),
            "file_replaced": self.env._("Content of a file replaced"),
        }
