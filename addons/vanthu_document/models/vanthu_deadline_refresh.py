from odoo import api, fields, models
from odoo.tools import SQL

BATCH = 5000


class VanthuDeadlineMixin(models.AbstractModel):
    """The job that lets deadlines follow the time."""

    _inherit = "vanthu.deadline.mixin"

    @api.model
    def _get_deadline_models(self):
        """The models that have deadlines.

        :return list: empty recordsets
        """
        return [
            model for name, model in sorted(self.env.items())
            if not model._abstract and model._auto and "deadline_check_at" in model._fields
        ]

    @api.model
    def _judge_all_again(self):
        """Have every open deadline judged anew, after the working days themselves have changed."""
        self.env.cr.precommit.data.pop("vanthu_deadlines", None)
        for model in self._get_deadline_models():
            model.flush_model()
            self.env.cr.execute(SQL(
                """UPDATE %s SET deadline_check_at = %s
                    WHERE deadline_state IN ('late', 'today', 'soon', 'later')""",
                SQL.identifier(model._table), fields.Datetime.now(),
            ))
            model.invalidate_model(["deadline_check_at"], flush=False)
        cron = self.env.ref("vanthu_document.ir_cron_deadlines", raise_if_not_found=False)
        if cron:
            cron.sudo()._trigger()

    @api.model
    def _cron_refresh_deadlines(self):
        """Judge what has reached its ``deadline_check_at``; nothing else is touched.

        Runs in batches, and again from where it was stopped: what was judged has its next
        moment in the future. Days without a run make no difference.
        """
        cron = self.env["ir.cron"]
        for model in self._get_deadline_models():
            while done := model._refresh_deadlines(BATCH):
                if not cron._commit_progress(done):
                    return

    @api.model
    def _refresh_deadlines(self, limit):
        """Judge one batch.

        All with the same deadline in the same organisation get the same answer, so one
        statement for each deadline writes it; neither chatter nor date of change take part.

        :param int limit: number of records
        :return int: number of records that were judged
        """
        now = fields.Datetime.now()
        self.flush_model()
        table = SQL.identifier(self._table)
        groups = self.env.execute_query(SQL(
            """WITH due AS (
                    SELECT id, company_id, due_date, due_at FROM %(table)s
                     WHERE deadline_check_at <= %(now)s
                     ORDER BY deadline_check_at, id LIMIT %(limit)s
                       FOR NO KEY UPDATE SKIP LOCKED)
               SELECT company_id, due_date, due_at, array_agg(id) FROM due
             GROUP BY company_id, due_date, due_at""",
            table=table, now=now, limit=limit,
        ))
        count = 0
        for company_id, due_date, due_at, ids in groups:
            company = self.env["res.company"].browse(company_id)
            state, check_at = self._judge_open(company, due_date, due_at, now)
            self.env.cr.execute(SQL(
                "UPDATE %s SET deadline_state = %s, deadline_check_at = %s WHERE id = ANY(%s)",
                table, state, check_at or None, ids,
            ))
            count += len(ids)
        self.invalidate_model(["deadline_state", "deadline_check_at"], flush=False)
        return count
