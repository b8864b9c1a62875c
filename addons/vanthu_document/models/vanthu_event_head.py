from odoo import api, fields, models
from odoo.tools import SQL


class ResCompany(models.Model):
    """How far the log of an organisation was sealed, kept apart from the log."""

    _inherit = "res.company"

    event_head_position = fields.Integer(readonly=True, copy=False, groups="base.group_system")
    event_head_hash = fields.Char(readonly=True, copy=False, groups="base.group_system")


class VanthuEvent(models.Model):
    """A chain proves nothing about its end: whoever cuts the last links off leaves a sound one.

    So the last place and hash are noted at the organisation as well and compared.
    """

    _inherit = "vanthu.event"

    @api.model
    def _seal_batch(self, company, *args, **kwargs):
        sealed = super()._seal_batch(company, *args, **kwargs)
        if sealed:
            self.env.cr.execute(SQL(
                """UPDATE res_company c
                      SET event_head_position = e.position, event_head_hash = e.hash
                     FROM (SELECT position, hash FROM vanthu_event
                            WHERE company_id = %(company)s AND position IS NOT NULL
                         ORDER BY position DESC LIMIT 1) e
                    WHERE c.id = %(company)s""", company=company.id,
            ))
            company.invalidate_recordset(["event_head_position", "event_head_hash"])
        return sealed

    @api.model
    def _find_break(self, company, *args, **kwargs):
        broken = super()._find_break(company, *args, **kwargs)
        position = company.sudo().event_head_position
        if broken or not position:
            return broken
        self.env.cr.execute(SQL(
            """SELECT MAX(position), MAX(hash) FILTER (WHERE position = %s)
                 FROM vanthu_event WHERE company_id = %s AND position IS NOT NULL""",
            position, company.id,
        ))
        last, found = self.env.cr.fetchone()
        if found == company.sudo().event_head_hash:
            return None
        return min((last or 0) + 1, position)
