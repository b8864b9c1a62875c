"""Work in figures against counting in Python: every grouping, every measure, every filter."""

import random
from collections import defaultdict
from datetime import datetime, timedelta
from statistics import median

from lxml import etree

from odoo.tests import tagged
from odoo.tools.safe_eval import safe_eval

from .figures_common import NOW, FiguresCommon

MEASURES = [
    "__count", "open_count:sum", "late_count:sum", "finished_count:sum", "in_time_count:sum",
    "missed_count:sum", "on_time_rate:avg", "days:median",
]
OPEN = ("new", "accepted", "in_progress")


@tagged("post_install", "-at_install")
class TestWorkAgainstPython(FiguresCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.chance = random.Random(7)  # noqa: S311 - test data
        cls.given = []
        for number in range(12):
            document = cls._make(
                f"2026-09-{number + 1:02d}", type_id=cls.chance.choice(cls.types).id,
                priority=cls.chance.choice("012"),
            )
            directive = cls.env["vanthu.directive"].create({
                "document_id": document.id, "company_id": cls.organisation.id,
                "leader_id": cls.leader.id, "content": "Chủ trì",
                "date": cls._moment(f"2026-09-{number + 1:02d} 08:00"),
            })
            for _work in range(6):
                cls._give_by_chance(document, directive)
        cls.env.flush_all()
        cls.report = cls.env["vanthu.assignment.report"].with_user(cls.leader)

    @classmethod
    def _give_by_chance(cls, document, directive):
        chance = cls.chance
        state = chance.choice((*OPEN, "reported", "done", "done", "returned", "recalled"))
        due = chance.choice((None, "2026-09-20", "2026-11-15", "2026-11-16", "2026-12-24"))
        day = datetime(2026, 9, 12) + timedelta(days=chance.randint(0, 60))
        moment = cls._moment(f"{day:%Y-%m-%d} {chance.choice(('00:10', '12:00', '23:50'))}")
        finished = state in ("reported", "done")
        values = {
            "unit": chance.choice((cls.unit, cls.second_unit)),
            "role": chance.choice(("lead", "cooperate", "inform")),
        }
        work = cls._give(
            document, values["role"], unit=values["unit"], due=due, state=state,
            directive_id=directive.id, done_date=moment if state == "done" else False,
            report_date=moment if finished and chance.random() < 0.7 or state == "reported"
            else False,
        )
        cls.given.append(work)
        if chance.random() < 0.4 and state not in ("returned", "recalled"):
            cls.given.append(cls._give(
                document, "lead", user=chance.choice((cls.handler, cls.head)), due=due,
                state=state, directive_id=directive.id, parent_id=work.id,
                done_date=work.done_date, report_date=work.report_date,
            ))

    def _facts(self):
        """What each piece of work is, told from its own fields and from nothing else."""
        today = datetime.fromisoformat(NOW).date()
        for work in self.given:
            if work.state in ("returned", "recalled"):
                continue
            is_open = work.state in OPEN
            moment = None if is_open else work.report_date or work.done_date
            local = moment and moment + timedelta(hours=7)
            given = work.create_date if work.parent_id else work.directive_id.date
            due = work.due_date
            yield {
                "unit_id": (work.unit_id or work.parent_id.unit_id).id,
                "user_id": work.user_id.id or False,
                "type_id": work.document_id.type_id.id,
                "role": work.role,
                "priority": work.document_id.priority,
                "is_part": bool(work.parent_id),
                "month": f"{local:%Y-%m}" if local else False,
                "open": is_open,
                "late": is_open and bool(due) and due < today,
                "missed": bool(local and due and local.date() > due),
                "met": bool(local and due and local.date() <= due),
                "days": max((moment - given).total_seconds() / 86400, 0) if moment else None,
            }

    def _measure(self, facts):
        facts = list(facts)
        finished = [fact for fact in facts if not fact["open"]]
        missed = sum(fact["missed"] for fact in finished)
        met = sum(fact["met"] for fact in finished)
        return {
            "__count": len(facts),
            "open_count:sum": len(facts) - len(finished),
            "late_count:sum": sum(fact["late"] for fact in facts),
            "finished_count:sum": len(finished),
            "in_time_count:sum": met,
            "missed_count:sum": missed,
            "on_time_rate:avg": met * 100 / (met + missed) if met + missed else None,
            "days:median": median(fact["days"] for fact in finished) if finished else None,
        }

    def _assert_measures(self, row, facts):
        for name, value in self._measure(facts).items():
            if value is None:
                self.assertFalse(row[name], name)
            else:
                self.assertAlmostEqual(row[name], value, places=4, msg=name)

    def _value(self, value):
        return value[0] if isinstance(value, tuple) else value

    def test_the_data_has_work_of_every_kind(self):
        facts = list(self._facts())
        self.assertGreater(len(facts), 50)
        for key in ("open", "late", "missed", "is_part"):
            self.assertEqual({fact[key] for fact in facts}, {True, False}, key)
        self.assertGreater(len(self.given), len(facts), "some was sent or taken back")

    def test_the_total(self):
        ((row,),) = self.report.formatted_read_grouping_sets([], [[]], MEASURES)
        self._assert_measures(row, self._facts())

    def test_each_grouping_of_the_pivot(self):
        for name in ("unit_id", "user_id", "type_id", "role", "priority", "is_part"):
            groups = defaultdict(list)
            for fact in self._facts():
                groups[fact[name]].append(fact)
            rows = self.report.formatted_read_group([], [name], MEASURES)
            with self.subTest(name):
                self.assertEqual({self._value(row[name]) for row in rows}, set(groups))
                for row in rows:
                    self._assert_measures(row, groups[self._value(row[name])])

    def test_two_groupings_at_once_and_their_totals(self):
        total, by_unit, by_role, cells = self.report.formatted_read_grouping_sets(
            [], [[], ["unit_id"], ["role"], ["unit_id", "role"]], MEASURES
        )
        facts = list(self._facts())
        self._assert_measures(total[0], facts)
        for row in by_unit:
            self._assert_measures(row, (f for f in facts if f["unit_id"] == row["unit_id"][0]))
        for row in by_role:
            self._assert_measures(row, (f for f in facts if f["role"] == row["role"]))
        for row in cells:
            self._assert_measures(row, (
                fact for fact in facts
                if (fact["unit_id"], fact["role"]) == (row["unit_id"][0], row["role"])
            ))

    def test_months_end_at_midnight_of_the_office(self):
        groups = defaultdict(list)
        for fact in self._facts():
            groups[fact["month"]].append(fact)
        rows = self.report.formatted_read_group([], ["finished_date:month"], MEASURES)
        shown = {
            row["finished_date:month"] and row["finished_date:month"][0][:7]: row for row in rows
        }
        self.assertEqual(len(shown), len(groups))
        for row in rows:
            # The cell opens exactly what it counts.
            self.assertEqual(self.report.search_count(row["__extra_domain"]), row["__count"])
        self.assertEqual(
            sorted(row["__count"] for row in rows),
            sorted(len(facts) for facts in groups.values()),
        )

    def test_every_filter_of_the_search_counts_what_its_name_says(self):
        arch = etree.fromstring(self.report.get_view(view_type="search")["arch"])
        domains = {
            node.get("name"): safe_eval(node.get("domain"))
            for node in arch.iter("filter") if node.get("domain")
        }
        facts = list(self._facts())
        for name, test in {
            "given": lambda fact: not fact["is_part"],
            "part": lambda fact: fact["is_part"],
            "open": lambda fact: fact["open"],
            "late": lambda fact: fact["late"],
            "finished": lambda fact: not fact["open"],
            "missed": lambda fact: fact["missed"],
            "lead": lambda fact: fact["role"] == "lead",
            "urgent": lambda fact: fact["priority"] != "0",
        }.items():
            with self.subTest(name):
                self.assertEqual(
                    self.report.search_count(domains.pop(name)), sum(map(test, facts))
                )
        self.assertFalse(domains, "a filter that nobody has tried")

    def test_figures_follow_at_once_when_work_is_reported(self):
        lead = self._make("2026-11-10", due="2026-11-20", unit=self.unit).assignment_ids
        row = self.report.browse(lead.id)
        self.assertEqual((row.open_count, row.finished_count), (1, 0))
        lead.with_user(self.head).action_report("Đã xong.")
        row.invalidate_recordset()
        self.assertEqual((row.open_count, row.finished_count, row.in_time_count), (0, 1, 1))
        self.assertEqual(row.state, "reported")
        self.assertEqual(row.finished_date, lead.report_date)
