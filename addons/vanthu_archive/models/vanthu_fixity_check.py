from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import SQL

from .vanthu_file_content_check import DAYS_BETWEEN_CHECKS


class VanthuFixityCheck(models.Model):
    """What a check of the whole found: files, file store, numbers and the chain of events.

    Phụ lục VI, III.5.d of NĐ 30/2020. A row is written once and kept, so that an inspector
    sees what was known on which day.
    """

    _name = "vanthu.fixity.check"
    _description = "Integrity check"
    _order = "id desc"
    _rec_name = "date"

    company_id = fields.Many2one(
        "res.company", string="Organisation", required=True, readonly=True, index=True,
        ondelete="restrict",
    )
    date = fields.Datetime(readonly=True, required=True, default=fields.Datetime.now)
    user_id = fields.Many2one(
        "res.users", string="Person", readonly=True, required=True,
        default=lambda self: self.env.user,
    )
    file_count = fields.Integer(string="Archived files", readonly=True, aggregator=None)
    content_count = fields.Integer(string="Electronic files", readonly=True, aggregator=None)
    content_size = fields.Float(string="Megabytes", readonly=True, aggregator=None)
    whole_count = fields.Integer(string="Whole", readonly=True, aggregator=None)
    waiting_count = fields.Integer(string="Not read yet", readonly=True, aggregator=None)
    damaged_count = fields.Integer(string="Damaged", readonly=True, aggregator=None)
    missing_count = fields.Integer(string="Missing", readonly=True, aggregator=None)
    overdue_count = fields.Integer(
        string="Not read for 90 days", readonly=True, aggregator=None
    )
    number_gap_count = fields.Integer(
        string="Gaps in registers", readonly=True, aggregator=None,
        help="Numbers that no row stands for, in the registers of all years.",
    )
    ordinal_gap_count = fields.Integer(
        string="Files with gaps", readonly=True, aggregator=None,
        help="Closed files in which an ordinal is missing.",
    )
    chain_break = fields.Integer(
        string="Break in the log", readonly=True, aggregator=None,
        help="Place of the first event that differs from what was sealed; 0 for none.",
    )
    is_sound = fields.Boolean(string="All in order", readonly=True)

    @api.model_create_multi
    def create(self, vals_list):
        if not self.env.su:
            raise UserError(self.env._("Checks are written by the software, not by hand."))
        return super().create(vals_list)

    def write(self, vals):
        raise UserError(self.env._("What a check found stays as it was written."))

    @api.ondelete(at_uninstall=False)
    def _unlink_never(self):
        raise UserError(self.env._("What a check found stays as it was written."))

    def action_run(self) -> dict:
        """Check the present organisation and show what was found.

        :return dict: window action
        :raise AccessError: the caller is neither archivist, leader nor administrator
        """
        self.env["vanthu.file"]._require_role(
            "group_archivist", "vanthu_document.group_leader", "vanthu_document.group_manager"
        )
        check = self.sudo()._run(self.env.company).with_env(self.env)
        return {
            "type": "ir.actions.act_window", "res_model": self._name, "res_id": check.id,
            "view_mode": "form", "views": [[False, "form"]],
            "name": self.env._("Integrity check"),
        }

    @api.model
    def _run(self, company):
        """Count what is whole and what is not, in one query for each question.

        :param company: ``res.company``
        :return: ``vanthu.fixity.check``
        """
        self.env.flush_all()
        events = self.env["vanthu.event"]
        found = self._find_all(company)
        check = self.create([{
            "company_id": company.id, "user_id": self.env.uid, **found,
            "is_sound": not any(found[name] for name in self._get_bad_fields()),
        }])
        events._log_company(company, "integrity_checked", {
            "text": self.env._("All in order") if check.is_sound else self.env._("Not in order"),
        })
        return check

    @api.model
    def _find_all(self, company):
        """Answer every question of the check.

        :param company: ``res.company``
        :return dict: values of a check
        """
        events = self.env["vanthu.event"]
        while events._seal_batch(company):
            continue
        return {
            **self._count_contents(company), **self._count_gaps(company),
            "chain_break": events._find_break(company) or 0,
        }

    @api.model
    def _get_bad_fields(self):
        """Answers that are 0 where all is in order.

        :return list: names of fields
        """
        return ["damaged_count", "missing_count", "number_gap_count", "ordinal_gap_count",
                "chain_break", "overdue_count"]

    @api.model
    def _count_contents(self, company):
        late = fields.Datetime.now() - timedelta(days=DAYS_BETWEEN_CHECKS)
        self.env.cr.execute(SQL(
            """SELECT count(*), COALESCE(sum(size), 0) / 1048576.0,
                      count(*) FILTER (WHERE check_state = 'whole'),
                      count(*) FILTER (WHERE check_state = 'waiting'),
                      count(*) FILTER (WHERE check_state = 'damaged'),
                      count(*) FILTER (WHERE check_state = 'missing'),
                      count(*) FILTER (WHERE checked_at < %s)
                 FROM vanthu_file_content
                WHERE company_id = %s AND attachment_id IS NOT NULL""", late, company.id,
        ))
        names = ("content_count", "content_size", "whole_count", "waiting_count",
                 "damaged_count", "missing_count", "overdue_count")
        found = dict(zip(names, self.env.cr.fetchone(), strict=True))
        found["content_size"] = float(found["content_size"])
        found["file_count"] = self.env["vanthu.file"].search_count([
            ("company_id", "=", company.id), ("state", "=", "archived"),
        ])
        return found

    @api.model
    def _count_gaps(self, company):
        self.env.cr.execute(SQL(
            """SELECT COALESCE(sum(last - taken), 0) FROM (
                   SELECT max(number) AS last, count(DISTINCT number) AS taken
                     FROM vanthu_register_entry WHERE company_id = %s GROUP BY register_id) r""",
            company.id,
        ))
        [numbers] = self.env.cr.fetchone()
        self.env.cr.execute(SQL(
            """SELECT count(*) FROM (
                   SELECT l.file_id FROM vanthu_file_document l
                     JOIN vanthu_file f ON f.id = l.file_id
                    WHERE f.company_id = %s AND f.state <> 'open'
                 GROUP BY l.file_id HAVING max(l.ordinal) <> count(*)) g""", company.id,
        ))
        [ordinals] = self.env.cr.fetchone()
        return {"number_gap_count": int(numbers), "ordinal_gap_count": ordinals}

    @api.model
    def _cron_run(self):
        """Check every organisation that has an archive, one after the other."""
        for company, in self.env["vanthu.file"]._read_group(
            [("state", "=", "archived")], ["company_id"]
        ):
            self._run(company)
            if not self.env["ir.cron"]._commit_progress(1):
                return
