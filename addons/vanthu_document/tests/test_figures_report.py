"""The reporting models and the report on incoming documents, against counting in Python."""

from collections import Counter
from datetime import date
from statistics import median

from odoo.tests import tagged

from odoo.addons.vanthu_document.tools.printing.handling_report import BY_TYPE, BY_UNIT

from .figures_common import FiguresCommon

PERIODS = (
    ("2026-11-16", "2026-11-22"),  # the week that has just begun
    ("2026-11-09", "2026-11-15"),
    ("2026-10-01", "2026-10-31"),
    ("2026-07-01", "2026-09-30"),
    ("2026-01-01", "2026-12-31"),
    ("2026-08-31", "2026-08-31"),
)


COLUMNS = ("carried", "received", "in_time", "missed", "undated", "waiting", "late")


def count_plainly(rows, first, last, today):
    """The figures of a period, document by document, as a clerk would count on paper."""
    counts = Counter()
    for row in rows:
        arrived, day, due = row["arrival_date"], row["day"], row["due_date"]
        if arrived > last:
            continue
        if arrived < first and day is not None and day < first:
            continue
        counts["received" if arrived >= first else "carried"] += 1
        if day is not None and day <= last:
            counts["undated" if due is None else "missed" if day > due else "in_time"] += 1
            continue
        deadline_passed = due is not None and (due < today if last >= today else due <= last)
        counts["late" if deadline_passed else "waiting"] += 1
    return counts


@tagged("post_install", "-at_install")
class TestFiguresAgainstPython(FiguresCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._make_many()
        cls.rows = cls._plain_rows()

    def _days(self, period):
        return tuple(map(date.fromisoformat, period))

    def test_the_data_has_every_case(self):
        kinds = {(bool(row["due_date"]), bool(row["day"])) for row in self.rows}
        self.assertEqual(len(kinds), 4)
        self.assertGreater(len(self.rows), 150)
        self.assertLess(len(self.rows), 240, "some were recalled")

    def test_each_period_counts_as_a_clerk_would(self):
        for period in PERIODS:
            first, last = self._days(period)
            expected = count_plainly(self.rows, first, last, self.today)
            domains = self.figures._get_period_domains(self.organisation, first, last)
            with self.subTest(period):
                for name in COLUMNS:
                    self.assertEqual(
                        self.figures.search_count(domains[name]), expected[name], name
                    )
                self.assertGreater(sum(expected.values()), 0)

    def test_total_done_and_open_are_the_sums_of_their_parts(self):
        for period in PERIODS:
            domains = self.figures._get_period_domains(self.organisation, *self._days(period))
            counted = {
                name: self.figures.search_count(domain) for name, domain in domains.items()
            }
            with self.subTest(period):
                self.assertEqual(counted["total"], counted["carried"] + counted["received"])
                self.assertEqual(counted["total"], counted["done"] + counted["open"])
                self.assertEqual(counted["timed"], counted["in_time"] + counted["missed"])
                self.assertEqual(counted["done"], counted["timed"] + counted["undated"])
                self.assertEqual(counted["open"], counted["waiting"] + counted["late"])

    def test_what_is_open_at_the_end_is_carried_over_into_the_next_period(self):
        of = self.figures._get_period_domains
        october = of(self.organisation, date(2026, 10, 1), date(2026, 10, 31))
        november = of(self.organisation, date(2026, 11, 1), date(2026, 11, 30))
        left = self.figures.search(october["open"])
        self.assertTrue(left)
        self.assertEqual(left, self.figures.search(november["carried"]))

    def test_the_summary_by_unit_and_by_type(self):
        first, last = self._days(PERIODS[2])
        for form, key in ((BY_UNIT, "lead"), (BY_TYPE, "type_id")):
            groups = {row[key] for row in self.rows}
            expected = {
                group: count_plainly(
                    [row for row in self.rows if row[key] == group], first, last, self.today
                ) for group in groups
            }
            rows = self.figures._get_handling_rows(form, self.organisation, first, last)
            cells = [dict(zip(form.keys, row, strict=True)) for row in rows]
            names = {self._name(group): counts for group, counts in expected.items()}
            with self.subTest(form.code):
                self.assertEqual({row["name"] for row in cells[:-1]}, set(names))
                for row in cells[:-1]:
                    for column in COLUMNS:
                        self.assertEqual(row[column], names[row["name"]][column], row["name"])
                self.assertEqual([row["position"] for row in cells], [
                    *range(1, len(cells)), "",
                ])
                self.assertEqual(cells[-1]["name"], "Tổng cộng")
                self.assertEqual(
                    cells[-1]["total"], sum(row["total"] for row in cells[:-1])
                )
                done = cells[-1]["in_time"] + cells[-1]["missed"]
                self.assertEqual(
                    cells[-1]["rate"], round(cells[-1]["in_time"] / done * 100, 1)
                )

    def _name(self, group):
        if isinstance(group, tuple):
            unit, user = group
            if unit:
                return self.env["vanthu.unit"].browse(unit).name
            return self.env["res.users"].browse(user).name if user else "Chưa giao chủ trì"
        return self.env["vanthu.document.type"].browse(group).name

    def test_the_pivot_tells_the_median_of_cells_and_of_totals(self):
        days = [
            max((row["day"] - row["arrival_date"]).days, 0) for row in self.rows if row["day"]
        ]
        by_type = {}
        for row in self.rows:
            if row["day"]:
                by_type.setdefault(row["type_id"], []).append(
                    max((row["day"] - row["arrival_date"]).days, 0)
                )
        total, cells = self.figures.formatted_read_grouping_sets(
            [], [[], ["type_id"]], ["days:median", "__count", "on_time_rate:avg"]
        )
        self.assertEqual(total[0]["days:median"], median(days))
        self.assertEqual(
            {cell["type_id"][0]: cell["days:median"] for cell in cells},
            {key: median(values) for key, values in by_type.items()},
        )
        met = [row["day"] <= row["due_date"] for row in self.rows
               if row["day"] and row["due_date"]]
        self.assertAlmostEqual(
            total[0]["on_time_rate:avg"], sum(met) * 100 / len(met), places=6
        )
        self.assertEqual(self.figures.fields_get(["days"])["days"]["aggregator"], "median")

    def test_the_median_of_nothing_is_nothing(self):
        ((value,),) = self.figures._read_group([("id", "=", 0)], [], ["days:median"])
        self.assertFalse(value)
        with self.assertRaises(ValueError):
            self.figures._read_group([], [], ["no_field:median"])

    def test_open_and_late_columns_say_what_the_documents_say(self):
        documents = self.env["vanthu.document"].search([
            ("company_id", "=", self.organisation.id), ("state", "!=", "recalled"),
        ])
        ((opened, late, done),) = self.figures._read_group(
            [], [], ["open_count:sum", "late_count:sum", "done_count:sum"]
        )
        self.assertEqual(late, len(documents.filtered(lambda d: d.deadline_state == "late")))
        self.assertEqual(opened, len(documents.filtered(lambda d: d.state != "done")))
        self.assertEqual(opened + done, len(documents))


@tagged("post_install", "-at_install")
class TestPeriodBorders(FiguresCommon):
    def _figures(self, first, last):
        domains = self.figures._get_period_domains(
            self.organisation, date.fromisoformat(first), date.fromisoformat(last)
        )
        return {
            name: self.figures.search_count(domain) for name, domain in domains.items()
            if self.figures.search_count(domain)
        }

    def test_done_half_an_hour_before_midnight_belongs_to_the_month_that_ends(self):
        self._make("2026-10-20", due="2026-10-31", done="2026-10-31 23:30", unit=self.unit)
        self.assertEqual(
            self._figures("2026-10-01", "2026-10-31"),
            {"total": 1, "received": 1, "done": 1, "timed": 1, "in_time": 1},
        )
        self.assertEqual(self._figures("2026-11-01", "2026-11-30"), {})

    def test_done_half_an_hour_after_midnight_belongs_to_the_next_month_and_is_late(self):
        self._make("2026-10-20", due="2026-10-31", done="2026-11-01 00:30", unit=self.unit)
        self.assertEqual(
            self._figures("2026-10-01", "2026-10-31"),
            {"total": 1, "received": 1, "open": 1, "late": 1},
        )
        self.assertEqual(
            self._figures("2026-11-01", "2026-11-30"),
            {"total": 1, "carried": 1, "done": 1, "timed": 1, "missed": 1},
        )

    def test_a_deadline_of_today_is_not_late_while_the_day_lasts(self):
        self._make("2026-11-16", due="2026-11-16", unit=self.unit)
        self.assertEqual(
            self._figures("2026-11-16", "2026-11-22"),
            {"total": 1, "received": 1, "open": 1, "waiting": 1},
        )

    def test_a_document_without_deadline_is_neither_late_nor_in_time(self):
        self._make("2026-08-03", unit=self.unit)
        self._make("2026-08-04", done="2026-10-02 08:00", unit=self.unit)
        self.assertEqual(
            self._figures("2026-10-01", "2026-10-31"),
            {"total": 2, "carried": 2, "done": 1, "undated": 1, "open": 1, "waiting": 1},
        )

    def test_what_waits_for_registration_and_what_was_recalled_do_not_count(self):
        self._create_incoming(arrival_date="2026-10-05")
        document = self._make("2026-10-05", unit=self.unit)
        document.write({"state": "recalled"})
        self.assertEqual(self._figures("2026-10-01", "2026-10-31"), {})

    def test_documents_of_another_organisation_do_not_count(self):
        self._make("2026-10-05", user=self.other_clerk, unit=None)
        other = self._create_incoming(user=self.other_clerk, arrival_date="2026-10-05")
        other.action_register()
        self.assertEqual(self._figures("2026-10-01", "2026-10-31")["total"], 1)
