"""Fonds, archivists and retention rules: what every organisation begins with."""

from datetime import date

from psycopg2 import IntegrityError

from odoo.exceptions import AccessError, ValidationError
from odoo.tests import Form, tagged
from odoo.tools import mute_logger

from odoo.addons.vanthu_archive.hooks import post_init_hook

from .archive_common import ArchiveCommon


@tagged("post_install", "-at_install")
class TestBeginning(ArchiveCommon):
    def test_new_organisation_has_a_fonds_and_keeps_one(self):
        fonds = self.env["vanthu.fonds"].search([("company_id", "=", self.organisation.id)])
        self.assertEqual(len(fonds), 1)
        self.organisation._create_fonds()
        self.assertEqual(
            self.env["vanthu.fonds"].search_count([("company_id", "=", self.organisation.id)]), 1
        )

    def test_clerks_become_archivists_where_there_is_none(self):
        school = self._create_organisation("Trường mới", "TM")
        clerk = self._create_person("school_clerk", "group_clerk", school)
        post_init_hook(self.env)
        self.assertTrue(clerk.has_group("vanthu_archive.group_archivist"))
        self.assertFalse(self.clerk.has_group("vanthu_archive.group_archivist"))

    def test_becoming_an_archivist_is_logged(self):
        before = self.env["vanthu.event"].search_count([("kind", "=", "access_changed")])
        self.outsider.group_ids += self.env.ref("vanthu_archive.group_archivist")
        self.assertEqual(
            self.env["vanthu.event"].search_count([("kind", "=", "access_changed")]), before + 1
        )


@tagged("post_install", "-at_install")
class TestRetentionRule(ArchiveCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.rule = cls.env["vanthu.retention.rule"].create({
            "name": "Hồ sơ tập huấn", "code": "T1", "source": "Bảng thử", "term_years": 20,
        })

    def test_rule_brings_its_term_to_the_file(self):
        form = Form(self.env["vanthu.file"].with_user(self.handler))
        form.name = "Hồ sơ tập huấn"
        form.retention_id = self.rule
        file = form.save()
        self.assertEqual((file.term, file.term_years, file.term_label), ("years", 20, "20 years"))

    def test_codes_of_exchange(self):
        for years, code in ((70, "02"), (50, "03"), (30, "04"), (20, "05"), (10, "06"), (5, "07")):
            self.rule.term_years = years
            self.assertEqual(self.rule._get_maintenance_code(), code)
        self.rule.term = "permanent"
        self.assertEqual(self.rule._get_maintenance_code(), "01")

    def test_term_says_something(self):
        for vals in ({"term_years": 0}, {"term_years": 151}, {"term": "event"}):
            with self.subTest(vals), self.assertRaises(ValidationError):
                self.rule.write(vals)
        with self.assertRaises(IntegrityError), mute_logger("odoo.sql_db"):
            self.rule.copy({"code": "T1"})

    def test_valid_rules_of_a_day(self):
        self.rule.write({"valid_from": date(2025, 7, 1), "valid_to": date(2026, 6, 30)})
        Rules = self.env["vanthu.retention.rule"]
        mine = [("id", "=", self.rule.id)]
        for day, found in (
            (date(2025, 6, 30), False), (date(2025, 7, 1), True), (date(2026, 6, 30), True),
            (date(2026, 7, 1), False),
        ):
            domain = Rules._get_valid_domain(self.organisation, day) & Rules._get_valid_domain(
                self.organisation, day
            )
            self.assertEqual(bool(Rules.search(mine).filtered_domain(domain)), found, day)

    def test_common_rules_are_kept_at_the_top(self):
        school = self.env["res.company"].create(
            {"name": "Trường trực thuộc", "parent_id": self.organisation.id}
        )
        keeper = self._create_archivist("school_archivist", school)
        rule = self.rule.with_user(keeper)
        self.assertEqual(rule.code, "T1")
        with self.assertRaises(AccessError):
            rule.term_years = 1
        own = self.env["vanthu.retention.rule"].with_user(keeper).create({
            "name": "Riêng", "code": "R1", "source": "Bảng của trường", "term_years": 70,
            "company_id": school.id,
        })
        self.assertFalse(own.with_user(self.archivist).search([("id", "=", own.id)]))
