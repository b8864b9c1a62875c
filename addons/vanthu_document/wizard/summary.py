from odoo import Command, api, fields, models


class VanthuSummary(models.TransientModel):
    """What became of a step for many records: how many, and which were refused and why."""

    _name = "vanthu.summary"
    _description = "Summary of many steps"

    done_count = fields.Integer(string="Done", readonly=True)
    line_ids = fields.One2many("vanthu.summary.line", "summary_id", readonly=True)

    @api.model
    def _show(self, result):
        """Say what became of it.

        :param dict result: as ``do_for_each`` returns it
        :return dict: a short notification where nothing was refused, else a dialog
        """
        count, refused = len(result["done"]), result["refused"]
        if not refused:
            return {
                "type": "ir.actions.client", "tag": "display_notification",
                "params": {
                    "type": "success",
                    "message": self.env._("Done for %(count)s.", count=count),
                    "next": {"type": "ir.actions.act_window_close"},
                },
            }
        summary = self.create({
            "done_count": count,
            "line_ids": [
                Command.create({"name": row["name"], "reason": row["reason"]}) for row in refused
            ],
        })
        return {
            "type": "ir.actions.act_window", "name": self.env._("What became of it"),
            "res_model": self._name, "res_id": summary.id, "view_mode": "form",
            "views": [(False, "form")], "target": "new",
        }


class VanthuSummaryLine(models.TransientModel):
    """One record for which a step was refused."""

    _name = "vanthu.summary.line"
    _description = "Refused step"

    summary_id = fields.Many2one("vanthu.summary", required=True, ondelete="cascade")
    name = fields.Char(string="Of", readonly=True)
    reason = fields.Char(readonly=True)
