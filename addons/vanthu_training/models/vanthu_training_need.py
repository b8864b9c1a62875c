from odoo import fields, models
from odoo.tools import SQL

from odoo.addons.vanthu_document.models.local_time import local_today

# Kind → who, where, when, of what happened; a day is one of Vietnam.
_SOURCES = """
    SELECT 'late_registration' AS kind, d.company_id, NULL::int AS unit_id, d.arrival_date AS day
      FROM vanthu_document d
      JOIN vanthu_register_entry e ON e.id = d.register_entry_id
     WHERE d.direction = 'incoming' AND d.arrival_date IS NOT NULL AND e.state = 'issued'
       AND (e.create_date AT TIME ZONE 'UTC' AT TIME ZONE 'Asia/Ho_Chi_Minh')::date
           > d.arrival_date + CASE WHEN EXTRACT(ISODOW FROM d.arrival_date) >= 5
                                   THEN 8 - EXTRACT(ISODOW FROM d.arrival_date)::int ELSE 1 END
       AND (e.create_date AT TIME ZONE 'UTC' AT TIME ZONE 'Asia/Ho_Chi_Minh')::date > (
           SELECT MIN(n.day)::date
             FROM generate_series(
                  d.arrival_date + interval '1 day', d.arrival_date + interval '20 days',
                  interval '1 day') AS n(day)
            WHERE EXTRACT(ISODOW FROM n.day) < 6 AND NOT EXISTS (
                  SELECT FROM resource_calendar_leaves o
                    JOIN res_company c ON c.id = d.company_id
                   WHERE o.resource_id IS NULL
                     AND (o.calendar_id = c.resource_calendar_id OR o.calendar_id IS NULL)
                     AND (o.company_id = c.id OR o.company_id IS NULL)
                     AND n.day >= (
                         o.date_from AT TIME ZONE 'UTC' AT TIME ZONE 'Asia/Ho_Chi_Minh')::date
                     AND n.day < o.date_to AT TIME ZONE 'UTC' AT TIME ZONE 'Asia/Ho_Chi_Minh'
            ))
     UNION ALL
    SELECT 'sent_back', d.company_id, d.drafting_unit_id,
           (v.date AT TIME ZONE 'UTC' AT TIME ZONE 'Asia/Ho_Chi_Minh')::date
      FROM vanthu_event v JOIN vanthu_document d ON d.id = v.res_id
     WHERE v.kind = 'draft_sent_back' AND v.res_model = 'vanthu.document'
     UNION ALL
    SELECT 'refused', y.company_id, d.drafting_unit_id,
           (y.status_at AT TIME ZONE 'UTC' AT TIME ZONE 'Asia/Ho_Chi_Minh')::date
      FROM vanthu_delivery y JOIN vanthu_document d ON d.id = y.document_id
     WHERE y.state = 'refused' AND y.status_at IS NOT NULL
     UNION ALL
    SELECT 'overdue', a.company_id, a.unit_id, a.due_date
      FROM vanthu_assignment a
     WHERE a.deadline_state IN ('late', 'missed') AND a.due_date IS NOT NULL
     UNION ALL
    SELECT 'late_hand_over', f.company_id, f.unit_id, f.handover_due
      FROM vanthu_file f
     WHERE f.state = 'closed' AND f.handover_due < %(today)s
        OR f.archived_date > f.handover_due
"""

KINDS = [
    ("late_registration", "Registered later than the next working day"),
    ("sent_back", "Drafts sent back"),
    ("refused", "Documents refused by the receiver"),
    ("overdue", "Work that was late"),
    ("late_hand_over", "Files handed over late"),
]


class VanthuNeedSource(models.Model):
    """Which topic and lesson help against a kind of mistakes, and from how many on."""

    _name = "vanthu.need.source"
    _description = "Source of training needs"
    _order = "sequence, id"
    _rec_name = "kind"

    sequence = fields.Integer(default=10)
    kind = fields.Selection(KINDS, required=True)
    topic_id = fields.Many2one("vanthu.topic", required=True, ondelete="restrict")
    lesson_id = fields.Many2one(
        "vanthu.lesson", ondelete="set null", index="btree_not_null",
        domain="[('topic_id', '=', topic_id)]",
    )
    threshold = fields.Integer(
        string="From (a month)", default=1, help="Fewer in a month are not shown.",
    )
    active = fields.Boolean(default=True)

    _kind_uniq = models.UniqueIndex("(kind) WHERE active", "This kind has its topic already.")
    _threshold_range = models.Constraint(
        "CHECK (threshold >= 1)", "Enter from how many mistakes a month on the need is shown."
    )


class VanthuTrainingNeed(models.Model):
    """Mistakes of a unit in the real registers, by month, with the lesson that helps.

    Numbers and nothing else: no document is named, so restricted ones may count. The next working
    day is the next one of the week from Monday to Friday that is no holiday of the organisation.
    """

    _name = "vanthu.training.need"
    _description = "Training need"
    _auto = False
    _order = "month desc, mistakes desc, id"
    _rec_name = "kind"
    _depends = {
        "vanthu.document": ["direction", "register_entry_id", "arrival_date", "drafting_unit_id"],
        "vanthu.register.entry": ["state"],
        "vanthu.event": ["kind", "res_model", "res_id", "date"],
        "vanthu.delivery": ["state", "status_at", "document_id", "company_id"],
        "vanthu.assignment": ["deadline_state", "due_date", "unit_id", "company_id"],
        "vanthu.file": ["state", "handover_due", "archived_date", "unit_id", "company_id"],
        "resource.calendar.leaves": ["date_from", "date_to", "calendar_id", "company_id"],
        "vanthu.need.source": ["kind", "topic_id", "lesson_id", "threshold", "active"],
        "res.company": ["is_practice"],
    }

    kind = fields.Selection(KINDS, string="What happened", readonly=True)
    company_id = fields.Many2one("res.company", string="Organisation", readonly=True)
    unit_id = fields.Many2one("vanthu.unit", readonly=True)
    month = fields.Date(readonly=True)
    mistakes = fields.Integer(string="How often", readonly=True)
    topic_id = fields.Many2one("vanthu.topic", readonly=True)
    lesson_id = fields.Many2one("vanthu.lesson", readonly=True)

    @property
    def _table_query(self):
        today = local_today(self.env)
        return SQL("""
            WITH facts AS (%(sources)s)
            SELECT row_number() OVER (ORDER BY f.company_id, f.unit_id, f.kind,
                                               date_trunc('month', f.day)) AS id,
                   f.kind, f.company_id, f.unit_id, date_trunc('month', f.day)::date AS month,
                   COUNT(*) AS mistakes, s.topic_id, s.lesson_id
              FROM facts f
              JOIN vanthu_need_source s ON s.kind = f.kind AND s.active
              JOIN res_company c ON c.id = f.company_id AND c.is_practice IS NOT TRUE
             WHERE f.day >= %(today)s::date - 366
          GROUP BY f.kind, f.company_id, f.unit_id, date_trunc('month', f.day), s.topic_id,
                   s.lesson_id, s.threshold
            HAVING COUNT(*) >= s.threshold
        """, sources=SQL(_SOURCES, today=today), today=today)

    def action_open_lesson(self) -> dict:
        """Open the lesson that helps, or the lessons of the topic.

        :return dict: action
        """
        self.ensure_one()
        action = {
            "type": "ir.actions.act_window", "res_model": "vanthu.lesson",
            "name": self.topic_id.name,
        }
        if self.lesson_id:
            return {**action, "res_id": self.lesson_id.id, "views": [(False, "form")]}
        return {
            **action, "views": [(False, "list"), (False, "form")],
            "domain": [("topic_id", "=", self.topic_id.id)],
        }
