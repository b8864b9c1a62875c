from datetime import date, datetime
from unittest.mock import patch

from freezegun import freeze_time
from lxml import etree
from psycopg2 import IntegrityError

from odoo import Command
from odoo.tests import Form, tagged
from odoo.tools import html2plaintext, mute_logger

from .test_reminder import ReminderCommon


@tagged("post_install", "-at_install")
class TestMorningDigest(ReminderCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.people = (
            cls.head | cls.handler | cls.leader | cls.clerk | cls.outsider | cls.manager
            | cls.second_head | cls.second_leader
        )
        cls.env["res.users"].search([("id", "not in", cls.people.ids)]).vanthu_digest = False
        cls.mails = cls.env["mail.mail"].sudo()

    def _morning(self, day, hour=1):
        """Run both jobs at an hour (UTC) of June 2026.

        :return dict: person → text of the mail
        """
        before = self.mails.search([])
        moment = datetime(2026, 6, day, hour)
        with freeze_time(moment), patch.object(
            type(self.env["ir.cron"]), "_commit_progress", return_value=60.0
        ):
            self.env["vanthu.deadline.mixin"]._cron_refresh_deadlines()
            self.reminders._cron_remind()
            self.env["vanthu.morning.digest"]._cron_send()
        new = self.mails.search([]) - before
        people = {user.partner_id: user for user in self.people}
        self.assertEqual(len(new), len(new.recipient_ids), "somebody got two mails")
        return {
            people[mail.recipient_ids]: f"{mail.subject}\n{html2plaintext(mail.body_html)}"
            for mail in new
        }

    def test_each_person_reads_what_is_late_today_soon_and_new(self):
        for number, due in enumerate(("2026-06-09", "2026-06-10", "2026-06-12", "2026-07-30")):
            self._work(due=due, subject=f"Việc hạn {due}", code_number=str(number))
        text = self._morning(10)[self.head]
        self.assertEqual(
            text.splitlines()[0], "Your work on 06/10/2026: 1 late, 1 due today, 1 due soon"
        )
        order = [text.index(f"Việc hạn {day}") for day in (
            "2026-06-09", "2026-06-10", "2026-06-12", "2026-07-30",
        )]
        self.assertEqual(order, sorted(order))
        for title in ("Late (1)", "Due today (1)", "Due soon (1)", "New (1)"):
            self.assertIn(title, text)
        self.assertIn("/mail/view?model=vanthu.assignment", text)

    def test_one_mail_a_morning_and_none_on_days_of_rest_or_before_the_hour(self):
        self._work()
        self.assertEqual(self._morning(9, hour=23), {})  # 6 o'clock of the 10th in Viet Nam
        self.assertIn(self.head, self._morning(10))
        self.assertEqual(self._morning(10, hour=3), {})
        self.assertIn(self.head, self._morning(11))
        self.assertEqual(self._morning(13), {})  # Saturday
        self.assertIn(self.head, self._morning(15))

    def test_nobody_is_bothered_who_has_nothing_to_do(self):
        self._work()
        found = self._morning(10)
        self.assertNotIn(self.outsider, found)
        self.assertNotIn(self.clerk, found)
        self.assertNotIn(self.manager, found)

    def test_what_is_only_for_information_is_not_in_it(self):
        with freeze_time("2026-06-01 02:00:00"):
            document = self._create_registered()
            self._direct(document, [{"role": "inform", "user_id": self.outsider.id}])
        self.assertNotIn(self.outsider, self._morning(10))

    def test_the_head_hears_of_late_work_in_the_unit_and_the_leader_later(self):
        work = self._work(subject="Việc chậm")
        work.with_user(self.head).action_pass_on(self.handler.id)
        self.assertNotIn(self.leader, self._morning(11))
        found = self._morning(15)
        self.assertIn("Others are late with", found[self.leader])
        self.assertIn("Việc chậm", found[self.leader])
        self.assertIn("Late (1)", found[self.handler])

    def test_what_others_are_late_with_begins_with_the_latest(self):
        self._work(due="2026-06-09", subject="Việc trễ ít", code_number="1")
        self._work(due="2026-06-02", subject="Việc trễ nhiều", code_number="2")
        text = self._morning(15)[self.leader]
        self.assertLess(text.index("Việc trễ nhiều"), text.index("Việc trễ ít"))

    def test_late_work_of_others_is_told_once_for_each_document(self):
        due = date(2026, 6, 5)
        with freeze_time("2026-06-01 02:00:00"):
            document = self._create_registered(
                arrival_date=date(2026, 6, 1), subject="Việc hai phòng làm"
            )
            self._direct(document, [
                self._lead(due_date=self.due), self._cooperate(due_date=due),
            ])
        self._work(due="2026-06-08", subject="Việc một phòng làm", code_number="2")
        text = self._morning(15)[self.leader]
        self.assertIn("Others are late with (2)", text)
        for name in ("Việc hai phòng làm", "Việc một phòng làm"):
            self.assertEqual(text.count(name), 1)
        for unit, day in ((self.unit, "06/10/2026"), (self.second_unit, "06/05/2026"),
                          (self.unit, "06/08/2026")):
            self.assertIn(f"{unit.name} · Deadline: {day}", text)
        first, second, third = (text.index(day) for day in ("06/05/", "06/10/2026\n", "06/08/"))
        self.assertLess(first, second, "the latest first")
        self.assertLess(second, third, "all of a document stand together")
        self.assertIn(f"model=vanthu.document&res_id={document.id}", text)

    def test_a_document_that_the_person_may_not_open_is_reached_by_its_work(self):
        directive = self.env["vanthu.directive"].with_user(self.leader).with_company(
            self.organisation
        )
        with freeze_time("2026-06-01 02:00:00"):
            directive = directive.browse(directive.action_give(
                "Làm ngay", [self._lead(due_date=self.due), self._cooperate(due_date=self.due)],
                "Kết luận giao ban",
            ))
        text = self._morning(15)[self.leader]
        self.assertEqual(text.count("Kết luận giao ban"), 1)
        self.assertIn(f"model=vanthu.directive&res_id={directive.id}", text)
        digest = self.env["vanthu.morning.digest"]._for(self.leader)
        work = directive.assignment_ids
        self.patch(type(directive), "has_access", lambda records, operation: False)
        (line,) = digest._get_lines(work, True)
        self.assertIn(f"model=vanthu.assignment&res_id={work[0].id}", line["url"])

    def test_the_subject_says_what_there_is_and_nothing_that_is_zero(self):
        digest = self.env["vanthu.morning.digest"]._for(self.leader)
        texts = {
            "late": "2 late", "today": "2 due today", "waiting": "2 waiting for you",
            "soon": "2 due soon", "new": "2 new", "others": "others late with 2",
        }
        kinds = list(texts)
        with freeze_time("2026-06-10 02:00:00"):
            for number in range(1, 2 ** len(kinds)):
                there = [kind for index, kind in enumerate(kinds) if number >> index & 1]
                sections = [digest._make_section(kind, "", ["x", "x"]) for kind in there[::-1]]
                said = ", ".join(texts[kind] for kind in there[:3])
                with self.subTest(there):
                    self.assertEqual(
                        digest._get_subject(sections), f"Your work on 06/10/2026: {said}"
                    )

    def test_one_figure_of_the_subject_adds_up_all_that_waits(self):
        with freeze_time("2026-06-09 02:00:00"):
            for number in ("1", "2"):
                document = self._create_registered(code_number=number)
                document.action_submit(self.leader.id)
        sent_back = self._work(code_number="3")
        with freeze_time("2026-06-09 02:00:00"):
            sent_back.with_user(self.head).action_return("Không phải việc của phòng")
        text = self._morning(10)[self.leader]
        self.assertIn("Your work on 06/10/2026: 3 waiting for you\n", text)
        self.assertIn("To direct (2)", text)
        self.assertIn("Sent back (1)", text)

    def test_work_without_a_deadline_is_new_and_has_no_day(self):
        with freeze_time("2026-06-09 08:00:00"):
            self._direct(self._create_registered(subject="Không hạn"))
        text = self._morning(10)[self.head]
        self.assertIn("Your work on 06/10/2026: 1 new\n", text)
        self.assertIn("New (1)", text)
        self.assertNotIn("Deadline", text)

    def test_urgent_work_of_many_is_told_in_one_line(self):
        due = self.due
        with freeze_time("2026-06-01 02:00:00"):
            document = self._create_registered(priority="2", subject="Hỏa tốc")
            self._direct(document, [self._lead(due_date=due), self._cooperate(due_date=due)])
        before = self.mails.search([])
        self._climb(15)
        mail = (self.mails.search([]) - before).filtered(
            lambda one: one.recipient_ids == self.leader.partner_id
        )
        self.assertIn("Urgent work is due: ", mail.subject)
        self.assertIn("Hỏa tốc", mail.subject)
        text = html2plaintext(mail.body_html)
        self.assertIn("Urgent work (1)", text)
        for unit in (self.unit, self.second_unit):
            self.assertIn(f"{unit.name} · Deadline: 06/10/2026", text)

    def test_what_waits_for_a_decision_is_in_it(self):
        with freeze_time("2026-06-09 02:00:00"):
            document = self._create_registered(subject="Chờ chỉ đạo")
            document.action_submit(self.leader.id)
        text = self._morning(10)[self.leader]
        self.assertIn("To direct (1)", text)
        self.assertIn("Chờ chỉ đạo", text)

    def test_a_person_who_may_not_read_it_any_more_learns_nothing(self):
        work = self._work(subject="Chuyện riêng")
        self._climb(16)
        with freeze_time("2026-06-16 01:00:00"):
            work.document_id.write({
                "restricted": True, "allowed_user_ids": [Command.set(self.clerk.ids)],
            })
        for text in self._morning(16).values():
            self.assertNotIn("Chuyện riêng", text)

    def test_it_speaks_the_language_of_the_person(self):
        self.env["res.lang"]._activate_lang("vi_VN")
        self.head.lang = "vi_VN"
        self._work()
        text = self._morning(10)[self.head]
        self.assertIn("10/06/2026", text)

    def test_who_has_switched_it_off_gets_none_and_may_do_so_alone(self):
        self._work()
        self.head.with_user(self.head).vanthu_digest = False
        self.assertEqual(self._morning(10), {})

    def test_the_preference_is_in_ones_own_preferences(self):
        view = self.env.ref("base.view_users_form_simple_modif")
        form = Form(self.head.with_user(self.head), view=view)
        form.vanthu_digest = False
        form.save()
        self.assertFalse(self.head.vanthu_digest)
        arch = etree.fromstring(
            self.env["res.users"].with_user(self.head).get_view(view.id, "form")["arch"]
        )
        # Outside a group the box would stand without its label.
        self.assertTrue(arch.xpath("//page//group/field[@name='vanthu_digest']"))

    def test_a_job_that_is_stopped_writes_to_nobody_twice(self):
        self._work()
        self._work(self.second_unit, code_number="2")
        moment = datetime(2026, 6, 10, 1)
        sent = []
        for _run in range(4):
            before = self.mails.search([])
            with freeze_time(moment), patch.object(
                type(self.env["ir.cron"]), "_commit_progress", return_value=0
            ):
                self.env["vanthu.morning.digest"]._cron_send()
            sent += (self.mails.search([]) - before).mapped("recipient_ids")
        self.assertEqual(sent, list(dict.fromkeys(sent)))
        found = self._morning(10)
        everybody = {*sent, *(user.partner_id for user in found)}
        self.assertEqual(everybody, {self.head.partner_id, self.second_head.partner_id})

    def test_the_hour_is_that_of_the_organisation(self):
        self._work()
        self.organisation.vanthu_digest_hour = 14
        self.assertEqual(self._morning(10, hour=6), {})
        self.assertIn(self.head, self._morning(10, hour=7))
        with mute_logger("odoo.sql_db"), self.assertRaises(IntegrityError):
            self.organisation.vanthu_digest_hour = 24
            self.env.flush_all()

    def test_an_event_of_ordinary_work_is_no_mail_of_its_own(self):
        before = self.mails.search([])
        work = self._work()
        work.with_user(self.head).action_report("Đã xong phần việc")
        self.assertFalse(self.mails.search([]) - before)
        urgent = self._work(priority="2", code_number="2")
        self.assertEqual(
            (self.mails.search([]) - before).recipient_ids, urgent._get_concerned_users().partner_id
        )

    def test_long_lists_are_cut_and_say_so(self):
        document = self._create_registered()
        self.env["vanthu.assignment"].create([
            {
                "company_id": self.organisation.id, "unit_id": self.unit.id,
                "document_id": document.id, "due_date": self.due, "state": "accepted",
            }
            for _number in range(18)
        ])
        text = self._morning(15)[self.head]
        self.assertIn("Late (18)", text)
        self.assertIn("and 3 more", text)
