from odoo import api, models


class VanthuWorkLink(models.AbstractModel):
    """Dialogs that point at work: only at what the person may read.

    Odoo shows the name of a linked record to whoever may read the link, and here the name of
    work bears the subject of its document. So neither a dialog nor a form that is only tried
    out may point at what its person may not read.
    """

    _name = "vanthu.work.link.mixin"
    _description = "Link to work"

    _work_links = ("assignment_id", "document_id", "extension_id", "consultation_id")

    @api.model_create_multi
    def create(self, vals_list):
        records = super().create(vals_list)
        for name in records._get_work_links():
            records[name].check_access("read")
        return records

    def write(self, vals):
        result = super().write(vals)
        for name in self._get_work_links():
            if name in vals:
                self[name].check_access("read")
        return result

    def onchange(self, values, field_names, fields_spec):
        self._check_tried_links(values)
        return super().onchange(values, field_names, fields_spec)

    @api.model
    def default_get(self, fields_list):
        self._check_tried_links({})
        return super().default_get(fields_list)

    @api.model
    def _get_work_links(self):
        return [name for name in self._work_links if name in self._fields]

    @api.model
    def _check_tried_links(self, values):
        """Check the ids in what a form holds, and those that its context proposes.

        :param dict values: values of a form
        :raise AccessError: one of them may not be read
        """
        for name in self._get_work_links():
            given = values.get(name)
            ids = {
                given.get("id") if isinstance(given, dict) else given,
                self.env.context.get(f"default_{name}"),
            }
            self.env[self._fields[name].comodel_name].browse(
                [found for found in ids if isinstance(found, int) and found]
            ).exists().check_access("read")
