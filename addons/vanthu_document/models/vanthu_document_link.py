from odoo import api, models


class VanthuDocumentLink(models.AbstractModel):
    """Rows that people make and that point at a document: only at one that they may read.

    Odoo shows the name of a linked record to whoever may read the link, so a link may not be
    made, nor tried out in a form, by whoever may not read its target.
    """

    _name = "vanthu.document.link.mixin"
    _description = "Link to a document"

    @api.model_create_multi
    def create(self, vals_list):
        records = super().create(vals_list)
        records.document_id.check_access("read")
        return records

    def write(self, vals):
        result = super().write(vals)
        if "document_id" in vals:
            self.document_id.check_access("read")
        return result

    def onchange(self, values, field_names, fields_spec):
        self._check_tried_documents(values)
        return super().onchange(values, field_names, fields_spec)

    @api.model
    def _check_tried_documents(self, values):
        """Check the ids in what a form holds, and those that its context proposes.

        :param values: values of a form, with commands of its lists
        :raise AccessError: one of them may not be read
        """
        ids = set(_find_document_ids(values))
        ids.add(self.env.context.get("default_document_id"))
        self.env["vanthu.document"].browse(
            [found for found in ids if isinstance(found, int) and found]
        ).exists().check_access("read")


def _find_document_ids(values):
    """All ids that stand for ``document_id`` in the values of a form.

    :param values: dict, list or anything else
    :return: generator
    """
    if isinstance(values, dict):
        for key, value in values.items():
            if key == "document_id":
                yield value.get("id") if isinstance(value, dict) else value
            else:
                yield from _find_document_ids(value)
    elif isinstance(values, (list, tuple)):
        for value in values:
            yield from _find_document_ids(value)


class VanthuHandOver(models.Model):
    """A list whose lines are tried out with it."""

    _inherit = "vanthu.hand.over"

    def onchange(self, values, field_names, fields_spec):
        self.env["vanthu.document.link.mixin"]._check_tried_documents(values)
        return super().onchange(values, field_names, fields_spec)


class VanthuHandOverLine(models.Model):
    """Only what the clerk may read is handed over."""

    _name = "vanthu.hand.over.line"
    _inherit = ["vanthu.hand.over.line", "vanthu.document.link.mixin"]
