import datetime

from psycopg2 import IntegrityError

from odoo.exceptions import AccessError, ValidationError
from odoo.tests import tagged
from odoo.tools import mute_logger

from odoo.addons.vanthu_document.tools.format_check import CHECKS

from .common import VanthuCommon
from .format_drafts import load_rules


@tagged("post_install", "-at_install")
class TestFormatRule(VanthuCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.Rule = cls.env["vanthu.format.rule"]
        cls.size = cls.env.ref("vanthu_document.format_rule_c1a_size")

    def test_shipped_rules_reach_the_checker_unchanged(self):
        shipped = {rule.code: rule for rule in load_rules()}
        shown = {rule.code: rule for rule in self.Rule._get_rules()._to_tool()}
        self.assertGreater(len(shown), 150)
        self.assertEqual(shown, shipped)

    def test_every_rule_says_where_it_stands_in_the_decree(self):
        rules = self.Rule._get_rules()
        self.assertTrue(all(rule.source.startswith("NĐ 30/2020/NĐ-CP, ") for rule in rules))
        self.assertLessEqual({rule.check for rule in rules}, CHECKS.keys())
        self.assertEqual(min(rules.mapped("valid_from")), datetime.date(2020, 3, 5))

    def test_rules_hold_in_their_period_only(self):
        self.assertFalse(self.Rule._get_rules(datetime.date(2019, 12, 31)))
        self.size.valid_to = datetime.date(2026, 6, 30)
        later = self.size.copy({"valid_from": datetime.date(2026, 7, 1), "maximum": 14})
        find = {
            day: {rule.code: rule for rule in self.Rule._get_rules(day)}["C1a.size"]
            for day in (datetime.date(2026, 6, 30), datetime.date(2026, 7, 1))
        }
        self.assertEqual(list(find.values()), [self.size, later])

    def test_of_two_periods_that_overlap_the_later_one_holds(self):
        later = self.size.copy({"valid_from": datetime.date(2025, 1, 1)})
        found = self.Rule._get_rules(datetime.date(2026, 1, 1))
        self.assertIn(later, found)
        self.assertNotIn(self.size, found)

    def test_archived_rule_is_not_checked(self):
        self.size.active = False
        self.assertNotIn("C1a.size", self.Rule._get_rules().mapped("code"))

    def test_administrator_changes_bounds_but_not_what_is_looked_at(self):
        size = self.size.with_user(self.manager)
        size.write({"maximum": 14, "level": "warning", "code": size.code})
        self.assertEqual(self.size.maximum, 14)
        for name, value in (("check", "bold"), ("component", "motto"), ("code", "X9")):
            with self.assertRaises(ValidationError):
                size.write({name: value})

    def test_administrator_cannot_make_a_rule_without_a_check(self):
        with self.assertRaises(ValidationError):
            self.Rule.with_user(self.manager).create({
                "code": "Z1", "check": "__import__", "component": "page", "name": "x",
                "source": "x",
            })

    def test_numbers_of_paper_and_indent_are_numbers(self):
        paper = self.env.ref("vanthu_document.format_rule_p1_paper")
        indent = self.env.ref("vanthu_document.format_rule_c6b_indent")
        for rule, value in ((paper, "210"), (paper, "a; b"), (indent, ""), (indent, "1,27")):
            with self.assertRaises(ValidationError):
                rule.value = value
        indent.value = "1; 1.27; 1.5"
        self.assertEqual(indent._to_tool()[0].values, ["1", "1.27", "1.5"])

    @mute_logger("odoo.sql_db")
    def test_bounds_and_periods_make_sense_and_codes_are_unique(self):
        for vals in (
            {"minimum": 15}, {"tolerance": -1}, {"valid_to": datetime.date(2019, 1, 1)},
        ):
            with self.assertRaises(IntegrityError), self.env.cr.savepoint():
                self.size.write(vals)
                self.env.flush_all()
        with self.assertRaises(IntegrityError), self.env.cr.savepoint():
            self.size.copy({"valid_from": self.size.valid_from})

    def test_only_administrators_change_rules(self):
        for person in (self.handler, self.clerk, self.leader):
            rule = self.size.with_user(person)
            self.assertEqual(rule.minimum, 12)
            with self.assertRaises(AccessError):
                rule.write({"minimum": 1})
            with self.assertRaises(AccessError):
                rule.copy()
