from datetime import date, timedelta

from psycopg2 import IntegrityError

from odoo.exceptions import AccessError
from odoo.tests import tagged
from odoo.tools import mute_logger

from .common import VanthuCommon


@tagged("post_install", "-at_install")
class TestDocumentType(VanthuCommon):
    def test_types_of_the_decree_are_complete(self):
        types = self.env["vanthu.document.type"].search([("source", "like", "30/2020")])
        counts = {kind: len(types.filtered(lambda t, k=kind: t.kind == k))
                  for kind in ("administrative", "copy")}
        self.assertEqual(counts, {"administrative": 29, "copy": 3})
        administrative = types.filtered(lambda t: t.kind == "administrative")
        without = administrative.filtered(lambda t: not t.code).mapped("name")
        self.assertLessEqual(set(without), {"Công văn", "Thư công"})
        codes = [code for code in administrative.mapped("code") if code]
        self.assertEqual(len(codes), len(set(codes)))

    def test_name_is_found_in_any_capitals_and_only_while_valid(self):
        types = self.env["vanthu.document.type"]
        decision = self.env.ref("vanthu_document.type_decision")
        self.assertEqual(types._find_by_name("  QUYẾT   ĐỊNH "), decision)
        decision.valid_from = date(2020, 3, 5)
        self.assertFalse(types._find_by_name("Quyết định", date(2019, 1, 1)))
        self.assertFalse(types._find_by_name("Không có loại này"))
        self.assertFalse(types._find_by_name(""))

    def test_default_deadline_counts_working_days(self):
        doc_type = self.env.ref("vanthu_document.type_official_letter")
        doc_type.with_user(self.manager).response_days = 5
        self.env["vanthu.holiday"].search([]).active = False
        document = self._create_incoming(type_id=doc_type.id)
        document.action_register()
        days = [self.today + timedelta(days=count) for count in range(1, 12)]
        self.assertEqual(document.due_date, [day for day in days if day.weekday() < 5][4])

    def test_administrator_edits_types_and_a_clerk_does_not(self):
        doc_type = self.env.ref("vanthu_document.type_notice")
        doc_type.with_user(self.manager).write({"response_days": 3, "valid_to": "2030-12-31"})
        with self.assertRaises(AccessError):
            doc_type.with_user(self.clerk).response_days = 9

    def test_end_before_beginning_is_refused(self):
        with self.assertRaises(IntegrityError), mute_logger("odoo.sql_db"), self.env.cr.savepoint():
            self.env.ref("vanthu_document.type_notice").write(
                {"valid_from": "2026-02-01", "valid_to": "2026-01-01"}
            )

    def test_keyword_is_unique_whatever_its_capitals(self):
        self.env["vanthu.keyword"].with_user(self.clerk).create({"name": "Thi tốt nghiệp"})
        with self.assertRaises(IntegrityError), mute_logger("odoo.sql_db"), self.env.cr.savepoint():
            self.env["vanthu.keyword"].create({"name": "thi tốt nghiệp"})
