"""Work and directives bear the name of what they are about and are found by it."""

from datetime import date, datetime

from odoo import Command
from odoo.tests import Form, freeze_time, tagged

from .handling_common import HandlingCommon


@tagged("post_install", "-at_install")
class TestWorkNames(HandlingCommon):
    def setUp(self):
        super().setUp()
        self.document = self._create_registered(subject="Kế hoạch tuyển sinh", code_number="12")
        self.on_document = self._direct(self.document, [self._lead()])
        directive_id = self.env["vanthu.directive"].with_user(self.leader).with_company(
            self.organisation
        ).action_give("Kiểm tra.", [self._lead()], "An toàn trường học")
        self.word = self.env["vanthu.directive"].browse(directive_id)

    def test_work_is_named_after_document_or_subject_and_who_has_it(self):
        self.assertEqual(
            self.on_document.display_name, f"{self.document.display_name} → Văn phòng"
        )
        work = self.word.assignment_ids
        self.assertEqual(work.display_name, "An toàn trường học → Văn phòng")
        part = work.browse(work.with_user(self.head).action_pass_on(self.handler.id))
        self.assertEqual(part.display_name, "An toàn trường học → Handler")

    def test_directives_are_named_after_subject_leader_and_local_day(self):
        with freeze_time("2026-06-10 18:30:00"):  # already the 11th in Viet Nam
            later = self.env["vanthu.directive"].browse(
                self.word.with_user(self.leader).with_company(self.organisation).action_give(
                    "Làm.", [self._lead()], "Họp muộn"
                )
            )
        self.assertEqual(later.display_name, "Họp muộn – Leader, 11/06/2026")
        on_document = self.on_document.directive_id
        self.assertTrue(on_document.display_name.startswith("Leader, "))

    def test_both_are_found_by_what_they_are_about(self):
        works, directives = self.on_document + self.word.assignment_ids, (
            self.on_document.directive_id + self.word
        )
        for operator, value, expected in (
            ("ilike", "tuyển sinh", 0), ("ilike", "AN TOÀN", 1), ("=", "An toàn trường học", 1),
            ("in", ["Kế hoạch tuyển sinh"], 0),
        ):
            with self.subTest(operator=operator, value=value):
                found = works.search([
                    ("document_subject", operator, value), ("id", "in", works.ids),
                ])
                self.assertEqual(found, works[expected])
                found = directives.search([
                    ("about", operator, value), ("id", "in", directives.ids),
                ])
                self.assertEqual(found, directives[expected])

    def test_not_about_something_leaves_the_others(self):
        works, directives = self.on_document + self.word.assignment_ids, (
            self.on_document.directive_id + self.word
        )
        found = works.search([
            ("document_subject", "not ilike", "tuyển sinh"), ("id", "in", works.ids),
        ])
        self.assertEqual(found, self.word.assignment_ids)
        found = directives.search([
            ("about", "not ilike", "An toàn"), ("id", "in", directives.ids),
        ])
        self.assertEqual(found, self.on_document.directive_id)

    def test_a_restricted_subject_finds_nothing_for_who_is_not_named(self):
        self.document.sudo().write({
            "restricted": True, "allowed_user_ids": [Command.set(self.clerk.ids)],
        })
        self.env.invalidate_all()
        for user, found in ((self.clerk, 1), (self.second_leader, 0), (self.manager, 0)):
            with self.subTest(user=user.login):
                domain = [("document_subject", "ilike", "tuyển sinh"),
                          ("id", "in", self.on_document.ids)]
                works = self.env["vanthu.assignment"].with_user(user)
                self.assertEqual(works.search_count(domain), found)


@tagged("post_install", "-at_install")
class TestPapersOfWork(HandlingCommon):
    """Follow-up register and slip tell of parts, and nothing of what was taken back."""

    def test_an_undone_directive_is_on_no_slip(self):
        document = self._create_registered()
        wrong = self._direct(document, [self._lead(self.second_unit)], "Giao nhầm chỗ.")
        wrong.directive_id.with_user(self.leader).action_undo()
        self._direct(document, [self._lead()], "Giao đúng chỗ.")
        text = " ".join(self._print_slip(document)[1])
        self.assertIn("Giao đúng chỗ.", text)
        self.assertNotIn("Giao nhầm chỗ.", text)
        self.assertNotIn(f"Giao chủ trì: {self.second_unit.name}", text)

    def test_recalled_work_is_not_named_on_the_slip(self):
        document = self._create_registered()
        _lead, cooperate = self._direct(document, [self._lead(), self._cooperate()])
        cooperate.with_user(self.leader).action_recall("Không cần")
        text = " ".join(self._print_slip(document)[1])
        self.assertIn("Giao chủ trì: Văn phòng", text)
        self.assertNotIn(self.second_unit.name, text)

    def test_a_report_of_a_part_does_not_end_the_document_in_the_register(self):
        document = self._create_registered()
        lead = self._direct(document)
        before = self._print_follow_up(document)
        part = lead.browse(lead.with_user(self.head).action_pass_on(self.handler.id))
        part.with_user(self.handler).action_report("Phần của tôi")
        between = self._print_follow_up(document)
        self.assertEqual(
            (before["progress"], between["progress"]), ("Đã giao", "Đang giải quyết")
        )
        self.assertFalse(between["reply_reference"])
        part.with_user(self.head).action_done("Được")
        lead.with_user(self.head).action_done("Đã trả lời", answer_reference="45/SGDĐT-VP")
        row = self._print_follow_up(document)
        self.assertEqual(row["reply_reference"], "45/SGDĐT-VP")
        self.assertNotIn(row["progress"], (before["progress"], between["progress"]))
        self.assertTrue(row["progress"])


@tagged("post_install", "-at_install")
class TestHourOfADeadline(HandlingCommon):
    """An hour goes from the rule through document, work and part, pauses and more time."""

    def test_it_goes_all_the_way(self):
        self.organisation.resource_calendar_id.tz = "Asia/Ho_Chi_Minh"
        self.env["vanthu.register"]._prepare_year(self.organisation, 2026)
        self.env["vanthu.deadline.rule"].search([("priority", "=", "3")]).write(
            {"unit": "hour", "amount": 2}
        )
        with freeze_time("2026-06-10 01:00:00"):  # Wednesday, 8 o'clock
            document = self._create_incoming(priority="3", arrival_date=date(2026, 6, 10))
            document.action_register()
            self.assertEqual(document.due_at, datetime(2026, 6, 10, 3))
            work = self._direct(document)
            self.assertEqual(work.due_at, document.due_at)
            parts = work.browse(work.with_user(self.head).action_split([
                {"role": "lead", "user_id": self.handler.id},
                {"role": "inform", "user_id": self.outsider.id},
            ])).sorted("id")
            self.assertEqual(parts[0].due_at, work.due_at)
            self.assertFalse(parts[1].due_at or parts[1].due_date, "informed, never late")
            self.assertEqual(work.deadline_state, "today")
            parts[0].with_user(self.handler).action_accept()
            parts[0].with_user(self.handler).action_pause("Chờ", "Sở Nội vụ")
            work.with_user(self.head).action_pause("Chờ", "Sở Nội vụ")
            self.assertEqual((work.deadline_state, document.deadline_state), ("paused", "paused"))
        with freeze_time("2026-06-11 01:00:00"):  # a working day later
            work.with_user(self.head).action_resume()
            self.assertEqual(work.due_at, datetime(2026, 6, 11, 3))
            self.assertEqual((document.due_at, work.deadline_state), (work.due_at, "today"))
            self.assertTrue(parts[0].paused)
            work.with_user(self.head).action_ask_extension("2026-06-12", "Chưa đủ")
            work.open_extension_id.with_user(self.leader).action_grant()
            self.assertEqual(work.due_at, datetime(2026, 6, 12, 3))
            self.assertEqual((document.due_date, document.due_at), (work.due_date, work.due_at))
        with freeze_time("2026-06-12 03:30:00"):  # half an hour too late
            self.env["vanthu.deadline.mixin"]._cron_refresh_deadlines()
            self.assertEqual((work.deadline_state, document.deadline_state), ("late", "late"))


@tagged("post_install", "-at_install")
class TestWorkSettings(HandlingCommon):
    """Hour of the digest and approval of reports on the settings page."""

    def test_they_are_kept_on_the_organisation(self):
        admin = self._create_person("settings", "group_manager")
        admin.group_ids += self.env.ref("base.group_system")
        settings = self.env["res.config.settings"].with_user(admin).with_company(
            self.organisation
        )
        with Form(settings) as form:
            self.assertEqual((form.vanthu_digest_hour, form.approve_reports), (7, False))
            form.vanthu_digest_hour = 6
            form.approve_reports = True
        form.record.execute()
        self.assertEqual(
            (self.organisation.vanthu_digest_hour, self.organisation.approve_reports), (6, True)
        )
        self.assertEqual(self.other_organisation.vanthu_digest_hour, 7)
        self.assertFalse(self.other_organisation.approve_reports)
        with freeze_time("2026-06-09 23:30:00"):  # half past six in Viet Nam, a Wednesday
            self.organisation.resource_calendar_id.tz = "Asia/Ho_Chi_Minh"
            digest = self.env["vanthu.morning.digest"]
            self.assertTrue(digest._is_morning_over(self.organisation))
            self.organisation.vanthu_digest_hour = 7
            self.assertFalse(digest._is_morning_over(self.organisation))
