from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import SQL


class VanthuEvent(models.Model):
    """Who sees events, and the check that nothing was changed in them since."""

    _inherit = "vanthu.event"

    record_name = fields.Char(string="Of", compute="_compute_record_name")

    @api.depends("res_model", "res_id")
    @api.depends_context("uid")
    def _compute_record_name(self):
        names = {}
        for model, events in self.grouped("res_model").items():
            if model not in self.env:
                continue
            records = self.env[model].browse(events.mapped("res_id")).exists()
            for record in records._filtered_access("read"):
                names[model, record.id] = record.display_name
        for event in self:
            event.record_name = names.get((event.res_model, event.res_id), "")

    # ---- A RESTRICTED DOCUMENT'S EVENTS ARE FOR ITS NAMED PERSONS ----

    def _search(self, domain, *args, **kwargs):
        query = super()._search(domain, *args, **kwargs)
        if not self.env.su and not kwargs.get("bypass_access"):
            query.add_where(SQL("NOT %s", self._sql_hidden(SQL.identifier(query.table))))
        return query

    def _check_access(self, operation):
        result = super()._check_access(operation)
        if self.env.su or not self.ids:
            return result
        self.env.cr.execute(SQL(
            "SELECT e.id FROM vanthu_event e WHERE e.id IN %s AND %s",
            tuple(self.ids), self._sql_hidden(SQL.identifier("e")),
        ))
        hidden = self.browse(row[0] for row in self.env.cr.fetchall())
        if not hidden:
            return result
        forbidden = (result[0] | hidden) if result else hidden
        return forbidden, lambda: self.env["ir.rule"]._make_access_error(operation, forbidden)

    def _sql_hidden(self, table):
        return SQL(
            """(%(table)s.res_model = 'vanthu.document' AND EXISTS (
                SELECT 1 FROM vanthu_document d
                 WHERE d.id = %(table)s.res_id AND d.restricted AND NOT EXISTS (
                    SELECT 1 FROM vanthu_document_allowed_rel r
                     WHERE r.document_id = d.id AND r.user_id = %(uid)s)))""",
            table=table, uid=self.env.uid,
        )

    # ---- CHECK ----

    def action_check_chain(self):
        """Prove for the present organisation that no event was changed since it was sealed.

        :return dict: client action with the result in one sentence
        :raise UserError: an event differs from what was sealed
        """
        self.env["vanthu.document"]._require_group(
            "group_manager", "group_leader", "group_clerk"
        )
        company = self.env.company
        events = self.sudo()
        while events._seal_batch(company):
            continue
        broken = events._find_break(company)
        if broken:
            raise UserError(self.env._(
                "The log of %(organisation)s was changed at place %(position)s; keep the "
                "database as it is and inform the administrator.",
                organisation=company.name, position=broken,
            ))
        count = events.search_count([("company_id", "=", company.id)])
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {
                "type": "success",
                "sticky": True,
                "message": self.env._(
                    "All %(count)s events of %(organisation)s stand as they were written.",
                    count=count, organisation=company.name,
                ),
            },
        }

    @api.model
    def _cron_check_chain(self):
        """Check the chain of every organisation and tell its administrators of a break."""
        managers = self.env.ref("vanthu_document.group_manager").all_user_ids
        for (company,) in self._read_group([("hash", "!=", False)], ["company_id"]):
            broken = self._find_break(company)
            if not broken:
                continue
            partners = managers.filtered(lambda u, c=company: c in u.company_ids).partner_id
            env = company._in_own_language(self).env
            env["mail.thread"].message_notify(
                partner_ids=partners.ids,
                subject=env._("The log of events was changed"),
                body=env._(
                    "The log of %(organisation)s was changed at place %(position)s; keep the "
                    "database as it is and find out who had access to it.",
                    organisation=company.name, position=broken,
                ),
            )
