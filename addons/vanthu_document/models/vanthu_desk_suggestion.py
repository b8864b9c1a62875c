from odoo import api, models
from odoo.tools import SQL

from .states import GONE_ASSIGNMENT_STATES

# How many directives of a leader are remembered, and after how many days one weighs half.
MEMORY = 1000
HALF_LIFE_DAYS = 120
MOST_TARGETS, MOST_PHRASES = 6, 3
LONGEST_PHRASE = 150
# Votes of the past for targets, phrases and days, best first for each card.
HABITS_QUERY = """
%(past)s,
vote AS (
      SELECT past.card_id, past.company_id, work.unit_id, work.user_id, work.role,
             past.likeness, sum(past.weight) AS weight
        FROM past
        JOIN vanthu_assignment work ON work.directive_id = past.directive_id
       WHERE work.parent_id IS NULL AND work.role IN ('lead', 'cooperate', 'inform')
         AND work.state NOT IN %(gone)s
    GROUP BY 1, 2, 3, 4, 5, 6
  ),
target AS (
      SELECT DISTINCT ON (card_id, unit_id, user_id) *
        FROM vote
    ORDER BY card_id, unit_id, user_id, likeness DESC, weight DESC, role
  ),
phrase AS (
      SELECT DISTINCT ON (card_id, content) *
        FROM (
            SELECT card_id, company_id, content, likeness, sum(weight) AS weight
              FROM past WHERE length(content) <= %(longest)s
          GROUP BY 1, 2, 3, 4 HAVING count(*) > 1
        ) repeated
       -- Words that name a unit or a day fit only those letters; the chips say both.
       WHERE content !~ '[0-9]+/[0-9]+' AND NOT EXISTS (
             SELECT FROM vanthu_unit unit
              WHERE unit.company_id = repeated.company_id
                AND position(lower(unit.name) IN lower(content)) > 0
       )
    ORDER BY card_id, content, likeness DESC
  ),
days AS (
      SELECT DISTINCT ON (card_id) *
        FROM (
            SELECT past.card_id, past.company_id, past.likeness,
                   percentile_disc(0.5) WITHIN GROUP (
                       ORDER BY work.due_date - past.date::date) AS days
              FROM past
              JOIN vanthu_assignment work ON work.directive_id = past.directive_id
             WHERE work.parent_id IS NULL AND work.role = 'lead'
               AND work.due_date >= past.date::date
          GROUP BY 1, 2, 3
        ) usual
    ORDER BY card_id, likeness DESC
  )
  SELECT 'target' AS kind, card_id, company_id, unit_id, user_id, role,
         NULL::text AS text, NULL::int AS days, likeness, weight
    FROM target
   UNION ALL
  SELECT 'phrase', card_id, company_id, NULL, NULL, NULL, content, NULL, likeness, weight
    FROM phrase
   UNION ALL
  SELECT 'days', card_id, company_id, NULL, NULL, NULL, NULL, days, likeness, 0
    FROM days
ORDER BY card_id, likeness DESC, weight DESC, unit_id, user_id
"""


class VanthuDesk(models.AbstractModel):
    """What a leader usually decides about documents like these."""

    _inherit = "vanthu.desk"

    @api.model
    def _suggest(self, documents):
        """Suggest who gets the work, the words and the days, from the leader's own habits.

        Documents of the same sender and type say most, then those of the same sender, then
        those of the same type; among them recent ones weigh more. What was taken back or sent
        back does not count, nor do restricted documents, whose directives others may not read.

        :param documents: ``vanthu.document``, with ``leader_id``
        :return dict: id → dict with ``targets`` (dicts with ``role``, ``unit_id``, ``user_id``,
            ``name``), ``phrases`` (texts) and ``days`` (from directive to deadline, or None)
        """
        habits = {
            document.id: {"targets": [], "phrases": [], "days": None} for document in documents
        }
        rows = self._fetch_habits(documents)
        units, users = self._get_living_targets(documents, rows)
        for row in rows:
            habit = habits[row["card_id"]]
            if row["kind"] == "phrase" and len(habit["phrases"]) < MOST_PHRASES:
                habit["phrases"].append(row["text"])
            elif row["kind"] == "days":
                habit["days"] = row["days"]
            elif row["kind"] == "target":
                target = (
                    units.get((row["company_id"], row["unit_id"]))
                    or users.get((row["company_id"], row["user_id"]))
                )
                if target and len(habit["targets"]) < MOST_TARGETS:
                    habit["targets"].append({**target, "role": row["role"]})
        return habits

    @api.model
    def _get_living_targets(self, documents, rows):
        """Units and persons of the habits that can still be given work.

        :param documents: the documents of the cards
        :param list rows: rows of :meth:`_fetch_habits`
        :return tuple: two dicts, (company id, id) → dict with ``unit_id``, ``user_id``, ``name``
        """
        unit_ids = {row["unit_id"] for row in rows if row["unit_id"]}
        user_ids = {row["user_id"] for row in rows if row["user_id"]}
        units = {
            (unit.company_id.id, unit.id): {"unit_id": unit.id, "user_id": False, "name": unit.name}
            for unit in self.env["vanthu.unit"].sudo().search_fetch(
                [("id", "in", list(unit_ids))], ["name", "company_id"]
            )
        }
        users = {}
        for company in documents.company_id if user_ids else ():
            for user in self.env["vanthu.document"]._get_handlers(company):
                if user.id in user_ids:
                    users[company.id, user.id] = {
                        "unit_id": False, "user_id": user.id, "name": user.name,
                    }
        return units, users

    @api.model
    def _fetch_habits(self, documents):
        """Read the habits behind all cards of a page in one query.

        :param documents: ``vanthu.document``
        :return list: dicts, best first for each card; ``kind`` is target, phrase or days
        """
        if not documents:
            return []
        for name in ("document", "directive", "assignment", "unit"):
            self.env[f"vanthu.{name}"].flush_model()
        self.env.cr.execute(SQL(
            HABITS_QUERY, past=self._get_past_sql(documents), gone=GONE_ASSIGNMENT_STATES,
            longest=LONGEST_PHRASE,
        ))
        return self.env.cr.dictfetchall()

    @api.model
    def _get_past_sql(self, documents):
        """The leader's directives on documents like each of these, with likeness and weight.

        :param documents: ``vanthu.document``
        :return SQL: the beginning of a query, which names them ``past``
        """
        return SQL(
            """WITH card AS (
                SELECT id, company_id, type_id, organ_id, lower(organ_name) AS organ,
                       COALESCE(leader_id, %(user)s) AS leader_id
                  FROM vanthu_document WHERE id = ANY(%(ids)s)
            ),
            past AS (
                SELECT card.id AS card_id, card.company_id, directive.id AS directive_id,
                       directive.date, btrim(directive.content) AS content,
                       CASE WHEN alike.organ AND alike.type THEN 3
                            WHEN alike.organ THEN 2 ELSE 1 END AS likeness,
                       power(0.5, extract(epoch FROM (now() AT TIME ZONE 'UTC') - directive.date)
                                  / 86400 / %(half_life)s) AS weight
                  FROM (SELECT DISTINCT leader_id FROM card) leader
            CROSS JOIN LATERAL (
                      SELECT id, document_id, date, content FROM vanthu_directive
                       WHERE leader_id = leader.leader_id AND active
                         AND document_id IS NOT NULL
                    ORDER BY date DESC LIMIT %(memory)s
                  ) directive
                  JOIN vanthu_document document ON document.id = directive.document_id
                  JOIN card ON card.leader_id = leader.leader_id
                   AND card.company_id = document.company_id AND card.id <> document.id
            CROSS JOIN LATERAL (
                      SELECT COALESCE(document.organ_id = card.organ_id
                                      OR lower(document.organ_name) = card.organ, FALSE) AS organ,
                             COALESCE(document.type_id = card.type_id, FALSE) AS type
                  ) alike
                 WHERE (alike.organ OR alike.type) AND document.restricted IS NOT TRUE
            )""",
            user=self.env.uid, ids=documents.ids, memory=MEMORY, half_life=HALF_LIFE_DAYS,
        )
