from odoo import api, models
from odoo.exceptions import UserError

# Not JSON, so no caller from outside can claim to be a step.
_STEP = object()


class VanthuStepMixin(models.AbstractModel):
    """Fields that only the steps of a record change, whatever a caller sends.

    ``readonly`` of a field only binds the screen. Here the server refuses such fields in
    ``write``, ``create``, imports and defaults, unless a step itself (:meth:`_write_step`) or
    code with all rights writes them. So it does with what the software computes and keeps:
    whether something is late, or which delegations cover it, is nobody's to say.
    """

    _name = "vanthu.step.mixin"
    _description = "Fields that only steps change"

    @api.model
    def _get_step_fields(self):
        """Fields that only steps change.

        :return dict: name → value at the beginning
        """
        return {}

    @api.model
    def _get_first_values(self, vals):
        """What the step fields of a new record begin with.

        :param dict vals: values to create
        :return dict: name → value
        """
        return self._get_step_fields()

    @api.model
    def _get_computed_fields(self):
        """Fields that are stored and that the software alone computes.

        :return set: names
        """
        return {
            name for name, field in self._fields.items()
            if field.store and field.compute and field.readonly and not field.inverse
        }

    def _is_step(self):
        return self.env.su or self.env.context.get("vanthu_step") is _STEP

    def _write_step(self, vals):
        """Write what a step changes; the caller has checked state and person.

        :param dict vals: values, fields of :meth:`_get_step_fields` among them
        :return bool: True
        """
        return self.with_context(vanthu_step=_STEP).write(vals)

    @api.model_create_multi
    def create(self, vals_list):
        if self._is_step():
            return super().create(vals_list)
        computed = self._get_computed_fields()
        complete = []
        for vals in vals_list:
            first = self._get_first_values(vals)
            self._refuse_step_fields(
                name for name in (first.keys() | computed) & vals.keys()
                if vals[name] and vals[name] != first.get(name)
            )
            # Given, so that no default of the context or of the person takes their place.
            complete.append({**vals, **first})
        return super().create(complete)

    @api.model
    def _add_missing_default_values(self, values):
        result = super()._add_missing_default_values(values)
        # No default of the context or of the person says what is computed.
        forged = self._get_computed_fields() - values.keys()
        return {name: value for name, value in result.items() if name not in forged}

    def write(self, vals):
        fixed = (self._get_step_fields().keys() | self._get_computed_fields()) & vals.keys()
        if fixed and not self._is_step():
            self._refuse_step_fields(fixed)
        return super().write(vals)

    @api.model
    def _refuse_step_fields(self, names):
        labels = sorted(self._fields[name]._description_string(self.env) for name in names)
        if labels:
            raise UserError(self.env._(
                "%(fields)s cannot be entered by hand; use the buttons of the form.",
                fields=", ".join(labels),
            ))
