import time
from datetime import timedelta
from io import BytesIO

from freezegun import freeze_time
from pypdf import PdfReader

from odoo import fields
from odoo.exceptions import AccessError, UserError
from odoo.tests import HttpCase, tagged

from ..tools.attendance_code import is_current, make_code, slot_of
from .training_common import TrainingCommon


class AttendanceCommon(TrainingCommon):
    """A class whose first session is on."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.running = cls._create_class(begin=fields.Datetime.now() - timedelta(minutes=10))
        cls._invite(cls.running, cls.other_organisation.partner_id, 10)
        cls.sitting, cls.second, cls.third = cls.running.session_ids
        cls.row = cls._register(cls.trainee, cls.running)
        cls.other_row = cls._register(cls.other_trainee, cls.running)

    def _get_present(self, session=None):
        return (session or self.sitting).attendance_ids.registration_id


@tagged("post_install", "-at_install")
class TestAttendanceCode(AttendanceCommon):

    def test_a_code_holds_for_its_slot_and_the_next_one(self):
        key, moment = "secret", 1_000_000.0
        code = make_code(key, 5, slot_of(moment))
        self.assertTrue(is_current(key, 5, code, moment))
        self.assertTrue(is_current(key, 5, code, moment + 20))
        self.assertFalse(is_current(key, 5, code, moment + 40))
        self.assertFalse(is_current(key, 5, code, moment - 20))

    def test_a_code_proves_one_session_and_one_key(self):
        code = make_code("secret", 5, slot_of(0))
        self.assertFalse(is_current("secret", 6, code, 0))
        self.assertFalse(is_current("another", 5, code, 0))
        for wrong in ("", None, code[:-1], code + "0", "ă" * 30):
            self.assertFalse(is_current("secret", 5, wrong, 0))

    def test_nobody_reads_the_key(self):
        for user in (self.trainee, self.trainer, self.training_manager, self.env.ref(
                "base.user_admin")):
            with self.subTest(user.login), self.assertRaises(AccessError):
                self.sitting.with_user(user).read(["qr_key"])
        copy = self.sitting.copy()
        self.assertNotEqual(copy.sudo().qr_key, self.sitting.sudo().qr_key)

    def test_the_screen_shows_a_code_and_who_is_there(self):
        self.sitting.with_user(self.trainer).action_mark_present(self.row.ids)
        screen = self.sitting.with_user(self.trainer).get_screen()
        code = screen["url"].rsplit("/", 1)[1]
        self.assertTrue(is_current(self.sitting.sudo().qr_key, self.sitting.id, code, time.time()))
        self.assertTrue(0 < screen["seconds"] <= 20)
        self.assertEqual(screen["present"], 1)
        there = {row["name"]: bool(row["time"]) for row in screen["people"]}
        self.assertEqual(there, {"Trainee": True, "Other Trainee": False})

    def test_outside_its_time_there_is_no_code(self):
        screen = self.second.with_user(self.trainer).get_screen()
        self.assertIn("opens at", screen["closed"])
        self.assertNotIn("url", screen)
        with freeze_time(self.sitting.date_end + timedelta(minutes=1)):
            self.assertIn("is over", self.sitting.with_user(self.trainer).get_screen()["closed"])

    def test_only_trainers_and_managers_of_the_host_see_the_screen_and_record(self):
        stranger = self._create_person("other_trainer", "group_user", self.organisation)
        stranger.group_ids += self.env.ref("vanthu_training.group_trainer")
        for user in (self.trainee, self.other_clerk, self.other_manager, self.handler, stranger):
            session = self.sitting.with_user(user)
            for act in (session.get_screen, lambda s=session: s.action_scan_badge("1"),
                        lambda s=session: s.action_mark_present(self.row.ids),
                        lambda s=session: s.action_take_back(self.row.ids, "x")):
                with self.subTest(user.login), self.assertRaises(AccessError):
                    act()
        self.assertTrue(self.sitting.with_user(self.training_manager).get_screen())


@tagged("post_install", "-at_install")
class TestAttendanceByHand(AttendanceCommon):

    def test_what_is_attended_is_counted_out_of_the_sessions_there_are(self):
        self.sitting.with_user(self.trainer).action_mark_present(self.row.ids)
        self.assertAlmostEqual(self.row.attendance_rate, 100 / 3, 1)
        self.third.with_user(self.training_manager).unlink()
        self.assertAlmostEqual(self.row.attendance_rate, 50, 1)
        self.second.with_user(self.training_manager).copy({"name": "Session 4"})
        self.assertAlmostEqual(self.row.attendance_rate, 100 / 3, 1)
        self.assertEqual(self.other_row.attendance_rate, 0)
        self.assertEqual(self.other_row.state, "open")

    def test_who_was_present_is_not_lost_with_the_session_or_the_registration(self):
        self.sitting.with_user(self.trainer).action_mark_present(self.row.ids)
        for kept in (self.sitting, self.row):
            with self.subTest(kept._name), self.assertRaises(UserError), self.cr.savepoint():
                kept.sudo().unlink()
        self.other_row.sudo().unlink()
        self.sitting.with_user(self.trainer).action_take_back(self.row.ids, "Nhầm người")
        self.sitting.with_user(self.training_manager).unlink()
        self.assertEqual(self.row.state, "open")

    def test_marking_twice_leaves_one_entry(self):
        session = self.sitting.with_user(self.trainer)
        self.assertEqual(session.action_mark_present((self.row | self.other_row).ids), 2)
        self.assertEqual(session.action_mark_present(self.row.ids), 0)
        self.assertEqual(self._get_present(), self.row | self.other_row)

    def test_the_share_of_sessions_is_counted_and_presence_is_attendance(self):
        self.sitting.with_user(self.trainer).action_mark_present(self.row.ids)
        self.assertAlmostEqual(self.row.attendance_rate, 33.3, 1)
        self.assertEqual((self.row.state, self.other_row.state), ("done", "open"))

    def test_an_entry_is_taken_back_with_a_reason_that_the_log_keeps(self):
        session = self.sitting.with_user(self.trainer)
        session.action_mark_present(self.row.ids)
        with self.assertRaises(UserError), self.cr.savepoint():
            session.action_take_back(self.row.ids, " ")
        session.action_take_back(self.row.ids, "nhầm người")
        self.assertFalse(self._get_present())
        self.assertEqual((self.row.state, self.row.attendance_rate), ("open", 0))
        event = self.env["vanthu.event"].search([("kind", "=", "attendance_taken_back")])
        self.assertEqual(event[:1].detail["reason"], "nhầm người")
        self.assertEqual(event[:1].company_id, self.organisation)

    def test_nobody_is_present_before_the_session_opens(self):
        with self.assertRaises(UserError):
            self.second.with_user(self.trainer).action_mark_present(self.row.ids)

    def test_who_waits_or_belongs_elsewhere_is_not_recorded(self):
        waiting = self._register(self._create_person(
            "waiting", "group_user", self.other_organisation), self.running, state="draft")
        elsewhere = self._register(self.trainee, self.training)
        for person in (waiting, elsewhere):
            with self.assertRaises(UserError), self.cr.savepoint():
                self.sitting.with_user(self.trainer).action_mark_present(person.ids)

    def test_a_badge_records_its_bearer_once(self):
        session = self.sitting.with_user(self.trainer)
        first = session.action_scan_badge(f" {self.row.barcode}\n")
        self.assertEqual((first["status"], first["name"]), ("present", "Trainee"))
        self.assertEqual(session.action_scan_badge(self.row.barcode)["status"], "already")
        self.assertEqual(session.action_scan_badge("nonsense")["status"], "unknown")
        self.other_row.state = "cancel"
        self.assertEqual(session.action_scan_badge(self.other_row.barcode)["status"], "refused")
        self.assertEqual(self.sitting.attendance_ids.mapped("method"), ["badge"])

    def test_the_list_to_sign_has_a_column_for_each_session(self):
        form, rows = self.running.with_user(self.trainer)._get_sign_form()
        self.assertEqual(len(form.columns), 7)
        self.assertEqual([row[1] for row in rows], ["Other Trainee", "Trainee"])
        self.assertEqual(rows[0][4:], ("", "", ""))
        report = self.env["report.vanthu_training.session_sign_list"].with_user(self.trainer)
        stream = report._render_stream(self.sitting.with_user(self.trainer), {})[self.sitting.id]
        text = PdfReader(stream).pages[0].extract_text()
        self.assertIn("ĐIỂM DANH", text)
        self.assertIn("Session 1", text)
        self.assertNotIn("Session 2", text)

    def test_badges_bear_name_and_code(self):
        report = self.env["report.vanthu_training.badges"].with_user(self.trainer)
        people = (self.row | self.other_row).with_user(self.trainer)
        text = PdfReader(BytesIO(report._render_stream(people, {}).getvalue())).pages[0]
        self.assertIn("Other Trainee", text.extract_text())
        self.assertIn(self.row.barcode, text.extract_text())


@tagged("post_install", "-at_install")
class TestAttendancePage(AttendanceCommon, HttpCase):

    def _url(self, session=None, moment=None):
        session = session or self.sitting
        code = make_code(session.sudo().qr_key, session.id, slot_of(moment or time.time()))
        return f"/vanthu/attend/{session.id}/{code}"

    def _log_in(self, user):
        user.password = "a-long-password"
        self.authenticate(user.login, "a-long-password")

    def _log_in_here(self, user, path):
        """As the log-in page does it: the browser keeps its session."""
        user.password = "a-long-password"
        page = self.url_open(f"/web/login?redirect={path}").text
        return self.url_open("/web/login", data={
            "login": user.login, "password": "a-long-password", "redirect": path,
            "csrf_token": page.split('name="csrf_token" value="')[1].split('"')[0],
        })

    def _scan(self):
        """A scan by who has not logged in.

        :return str: path of the ticket
        """
        self.authenticate(None, None)
        page = self.url_open(self._url()).text
        self.assertNotIn("Trainee", page)
        return f"/vanthu/attend/ticket/{page.split('/vanthu/attend/ticket/')[1].split(chr(34))[0]}"

    def test_who_scans_is_recorded_once(self):
        self._log_in(self.trainee)
        answer = self.url_open(self._url())
        self.assertIn('data-new="1"', answer.text)
        self.assertIn("no-store", answer.headers["Cache-Control"])
        self.assertIn('data-new="0"', self.url_open(self._url()).text)
        self.assertEqual(self._get_present(), self.row)
        self.assertEqual(self.sitting.attendance_ids.mapped("method"), ["qr"])

    def test_an_old_picture_a_forged_code_and_that_of_another_session_are_refused(self):
        self._log_in(self.trainee)
        stolen = self._url(self.second).rsplit("/", 1)[1]
        for url in (self._url(moment=time.time() - 60), self._url(moment=time.time() + 60),
                    f"/vanthu/attend/{self.sitting.id}/{'0' * 30}",
                    f"/vanthu/attend/{self.sitting.id}/{stolen}",
                    "/vanthu/attend/999999999/abc"):
            with self.subTest(url):
                answer = self.url_open(url)
                self.assertEqual(answer.status_code, 410)
                self.assertIn('name="over"', answer.text)
        self.assertFalse(self._get_present())

    def test_who_is_not_registered_is_told_so_and_sees_no_names(self):
        self._log_in(self.handler)
        answer = self.url_open(self._url())
        self.assertIn('name="reason"', answer.text)
        self.assertNotIn("Trainee", answer.text)
        self.assertFalse(self._get_present())

    def test_a_scan_before_the_log_in_counts_once_and_for_one_person(self):
        ticket = self._scan()
        self.assertIn('data-new="1"', self._log_in_here(self.trainee, ticket).text)
        self.assertEqual(self.url_open(ticket).status_code, 410)
        self._log_in(self.other_trainee)
        self.assertEqual(self.url_open(ticket).status_code, 410)
        self.assertEqual(self._get_present(), self.row)

    def test_a_ticket_that_is_sent_on_is_worth_nothing_elsewhere(self):
        """Who is in the room sends the link of the own scan to who is not."""
        ticket = self._scan()
        self._log_in(self.trainee)
        self.assertEqual(self.url_open(ticket).status_code, 410)
        mine = self._scan()
        self.assertEqual(self._log_in_here(self.trainee, ticket).status_code, 410)
        self.assertFalse(self._get_present())
        self.assertEqual(self.url_open(mine).status_code, 410)

    def test_a_ticket_is_over_after_five_minutes(self):
        ticket = self._scan()
        self.env["vanthu.attendance.ticket"].search([]).valid_until = (
            fields.Datetime.now() - timedelta(seconds=1)
        )
        self.assertEqual(self._log_in_here(self.trainee, ticket).status_code, 410)
        self.assertFalse(self._get_present())

    def _type_code(self, badge):
        self.authenticate(None, None)
        page = self.url_open(self._url()).text
        found = {
            name: page.split(f'name="{name}" value="')[1].split('"')[0]
            for name in ("csrf_token", "ticket")
        }
        return self.url_open("/vanthu/attend/code", data={**found, "badge": badge})

    def test_the_personal_code_records_who_has_no_account(self):
        guest = self.env["event.registration"].create({
            "event_id": self.running.id, "name": "Nguyễn Thị Lan", "state": "open",
        })
        self.assertIn("Nguyễn Thị Lan", self._type_code(guest.barcode).text)
        self.assertEqual(self._get_present(), guest)

    def test_a_guessed_code_records_nobody_and_uses_the_scan_up(self):
        elsewhere = self._register(self.trainee, self.training)
        for badge in ("123", "", "%", elsewhere.barcode):
            with self.subTest(badge):
                self._type_code(badge)
        self.assertFalse(self._get_present())
        self.assertFalse(self.env["vanthu.attendance.ticket"].search([]))

    def test_guessing_ends(self):
        self.env["ir.config_parameter"].set_param("vanthu_training.attendance_address_hour", "3")
        self.authenticate(None, None)
        path = f"/vanthu/attend/{self.sitting.id}/{'0' * 30}"
        statuses = [self.url_open(path).status_code for _time in range(5)]
        self.assertEqual(statuses[-1], 429)
