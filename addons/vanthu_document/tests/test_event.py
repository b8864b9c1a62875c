"""The log is only ever added to, and its chain shows every later change."""

from psycopg2.errors import RestrictViolation

from odoo.exceptions import AccessError, UserError
from odoo.service.model import call_kw
from odoo.tests import tagged
from odoo.tools import mute_logger

from .common import VanthuCommon


@tagged("post_install", "-at_install")
class TestEvent(VanthuCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.document = cls._create_incoming()
        cls.document.action_register()
        cls.env.flush_all()
        cls.events = cls.env["vanthu.event"]

    def _seal(self):
        while self.events._seal_batch(self.organisation):
            continue

    def _tamper(self, query, *params):
        self.env.cr.execute("ALTER TABLE vanthu_event DISABLE TRIGGER vanthu_event_guard")
        self.env.cr.execute(query, params)
        self.env.cr.execute("ALTER TABLE vanthu_event ENABLE TRIGGER vanthu_event_guard")
        self.env.invalidate_all()

    def test_arrival_and_registration_are_events(self):
        kinds = self.events.search([
            ("res_model", "=", "vanthu.document"), ("res_id", "=", self.document.id),
        ]).mapped("kind")
        self.assertEqual(set(kinds), {"received", "registered"})

    def _details(self, kind):
        domain = [("res_id", "=", self.document.id), ("kind", "=", kind)]
        return set(self.events.search(domain).detail_text.split("; "))

    def test_facts_are_told_in_words_and_technical_links_left_out(self):
        self.events._log(self.document, "printed", {"what": "sticker"})
        self.events._log(self.document, "assigned", {"role": "lead", "to": "Tổ Toán", "of": "x,1"})
        self.events._log(self.document, "exported", {"from": "01", "to": "12", "reason": ""})
        self.assertEqual(self._details("printed"), {"Label for the paper"})
        self.assertEqual(self._details("assigned"), {"Role: Lead", "Unit or person: Tổ Toán"})
        self.assertEqual(self._details("exported"), {"From number: 01", "To number: 12"})

    @mute_logger("odoo.sql_db")
    def test_the_database_refuses_changes_and_deletions(self):
        self._seal()
        for query in (
            "UPDATE vanthu_event SET kind = 'printed'",
            "UPDATE vanthu_event SET hash = 'x'",
            "DELETE FROM vanthu_event",
        ):
            with (
                self.subTest(query=query), self.assertRaises(RestrictViolation),
                self.env.cr.savepoint(),
            ):
                self.env.cr.execute(query)

    def test_an_untouched_chain_is_whole(self):
        self._seal()
        self.assertIsNone(self.events._find_break(self.organisation))
        sealed = self.events.search_count([
            ("company_id", "=", self.organisation.id), ("position", "!=", False),
        ])
        self.assertEqual(
            sealed, self.events.search_count([("company_id", "=", self.organisation.id)])
        )

    def test_later_events_continue_the_chain(self):
        self._seal()
        self.events._log(self.document, "printed")
        self._seal()
        last = self.events.search([("company_id", "=", self.organisation.id)], limit=1)
        before = self.events.search([
            ("company_id", "=", self.organisation.id), ("position", "=", last.position - 1),
        ])
        self.assertEqual(last.previous_hash, before.hash)
        self.assertIsNone(self.events._find_break(self.organisation))

    def test_a_changed_event_is_found_at_its_place(self):
        self._seal()
        self._tamper(
            "UPDATE vanthu_event SET user_id = %s WHERE company_id = %s AND position = 2",
            self.leader.id, self.organisation.id,
        )
        self.assertEqual(self.events._find_break(self.organisation), 2)

    def test_a_removed_event_is_found(self):
        self._seal()
        self._tamper(
            "DELETE FROM vanthu_event WHERE company_id = %s AND position = 1",
            self.organisation.id,
        )
        self.assertEqual(self.events._find_break(self.organisation), 1)

    def test_the_check_tells_the_person(self):
        events = self.events.with_user(self.clerk)
        self.assertEqual(events.action_check_chain()["params"]["type"], "success")
        self._tamper(
            "UPDATE vanthu_event SET kind = 'done' WHERE company_id = %s AND position = 1",
            self.organisation.id,
        )
        with self.assertRaises(UserError):
            events.action_check_chain()
        with self.assertRaises(AccessError):
            self.events.with_user(self.handler).action_check_chain()

    def test_the_button_of_the_check_may_be_pressed_without_a_selection(self):
        events = self.env["vanthu.event"].with_user(self.clerk).with_company(self.organisation)
        result = call_kw(events, "action_check_chain", [[]], {})
        self.assertEqual(result["params"]["type"], "success")

    def test_a_look_is_logged_once_in_ten_minutes(self):
        document = self.document.with_user(self.leader)
        with self.enter_registry_test_mode():
            for _look in range(3):
                self.events.with_user(self.leader)._log_view(document, "opened")
        self.env.invalidate_all()
        self.assertEqual(self.events.search_count([
            ("res_id", "=", self.document.id), ("res_model", "=", "vanthu.document"),
            ("kind", "=", "opened"), ("user_id", "=", self.leader.id),
        ]), 1)

    def test_events_of_a_restricted_document_are_for_the_named(self):
        domain = [("res_model", "=", "vanthu.document"), ("res_id", "=", self.document.id)]
        seen = self.events.with_user(self.leader).search(domain)
        self.assertTrue(seen)
        self.document.write({"restricted": True})
        self.env.invalidate_all()
        self.assertFalse(self.events.with_user(self.leader).search(domain))
        with self.assertRaises(AccessError):
            seen.with_user(self.leader).read(["kind"])
        self.assertTrue(self.events.with_user(self.clerk).search(domain))

    def test_another_organisation_sees_no_events(self):
        self.assertFalse(self.events.with_user(self.other_clerk).search(
            [("company_id", "=", self.organisation.id)]
        ))
