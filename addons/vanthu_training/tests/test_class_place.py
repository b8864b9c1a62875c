"""The page of participants without an account, as their browsers ask for it."""

import base64
import re

from odoo.exceptions import AccessError, UserError
from odoo.tests import HttpCase, tagged

from .quiz_common import QuizCommon


class PlaceCommon(QuizCommon, HttpCase):
    """A guest with a confirmed place, whose browser nobody has logged in to."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.guest = cls._register_guest("Lò Thị Mai")

    @classmethod
    def _register_guest(cls, name, **values):
        return cls.env["event.registration"].create({
            "event_id": cls.training.id, "name": name, "email": "mai@school.example",
            "state": "open", **values,
        })

    def setUp(self):
        super().setUp()
        self.authenticate(None, None)

    def _open_page(self, guest=None, tail=""):
        self.env.flush_all()
        return self.url_open(f"{(guest or self.guest)._get_place_path()}{tail}?lang=en_US")

    def _press(self, tail, guest=None, **options):
        """Press a button of the page."""
        guest = guest or self.guest
        page = self._open_page(guest).text
        token = re.search(r'name="csrf_token" value="(\w+)"', page)
        return self.url_open(
            f"{guest._get_place_path()}/{tail}",
            data={"csrf_token": token[1] if token else "", "lang": "en_US"}, **options,
        )

    def _begin_quiz(self, phase):
        answer = self._press(f"quiz/{phase}")
        sheet = self.guest.quiz_input_ids.filtered(lambda one: one.state == "new")
        self.assertIn(sheet.access_token, answer.url)
        return sheet

    def _send(self, sheet, kind, **params):
        path = f"{sheet.survey_id.access_token}/{sheet.access_token}"
        return self.make_jsonrpc_request(f"/survey/{kind}/{path}", params)

    def _answer(self, sheet, right=True):
        """Answer all and hand in; gives the page that comes then."""
        self._send(sheet, "begin")
        _right, page = self._send(sheet, "submit", **{
            str(self.choice.id): str(self.choice.suggested_answer_ids[0 if right else 1].id),
            str(self.many.id): [
                str(one) for one in self.many.suggested_answer_ids[:2 if right else 3].ids
            ],
        })
        return page

    def _print(self, sheet):
        return self.url_open(
            f"/survey/print/{sheet.survey_id.access_token}?answer_token={sheet.access_token}"
        ).text


@tagged("post_install", "-at_install")
class TestClassPlace(PlaceCommon):

    def test_the_page_shows_the_class_and_what_can_be_done_now(self):
        page = self._open_page().text
        for text in ("Class 1", "Lò Thị Mai", "Session 3", self.guest.barcode, "quiz_before"):
            self.assertIn(text, page)
        for name in ("quiz_after", 'name="feedback"', 'name="certificate"', 'name="scores"'):
            self.assertNotIn(name, page)

    def test_a_guest_takes_both_quizzes_on_the_screen(self):
        sheet = self._begin_quiz("before")
        page = self._answer(sheet, right=False)
        self.assertIn(self.guest._get_place_path(), page["survey_content"])
        self.assertNotIn("/odoo/my-classes", page["survey_content"])
        self.assertTrue(self.guest.is_before_taken)
        self.assertFalse(self.guest.is_quiz_passed)
        self._move(hours=1)
        self._answer(self._begin_quiz("after"))
        self.assertEqual(self.guest.score_after, 100)
        self.assertTrue(self.guest.is_quiz_passed)
        self.assertIn("100.0", self._open_page().text)

    def test_nobody_else_gets_the_points(self):
        sheet = self._begin_quiz("before")
        self._answer(sheet)
        self.assertFalse(self.registration.is_before_taken)
        self.assertFalse(sheet.partner_id)
        self.assertEqual(sheet.registration_id, self.guest)

    def test_a_quiz_that_was_left_is_gone_on_with(self):
        sheet = self._begin_quiz("before")
        self._send(sheet, "begin")
        self.authenticate(None, None)
        self.assertIn(sheet.access_token, self._press("quiz/before").url)
        self.assertEqual(self.guest.quiz_input_ids, sheet)

    def test_somebody_else_logged_in_on_the_computer_is_no_hindrance(self):
        self.authenticate(self.other_trainee.login, self.other_trainee.login)
        self._answer(self._begin_quiz("before"))
        self.assertTrue(self.guest.is_before_taken)

    def test_another_try_until_none_is_left(self):
        self._move(hours=1)
        first = self._begin_quiz("after")
        page = self._answer(first, right=False)
        self.assertIn("/survey/retry/", page["survey_content"])
        path = f"{first.survey_id.access_token}/{first.access_token}"
        again = self.url_open(f"/survey/retry/{path}")
        second = self.guest.quiz_input_ids - first
        self.assertIn(second.access_token, again.url)
        self.assertNotIn("Because of", self._print(first))
        self._answer(second, right=False)
        self.assertIn("Because of Incoming", self._print(second))
        refused = self._press("quiz/after")
        self.assertNotIn("/survey/", refused.url)
        self.assertIn("used all tries", refused.text)
        self.assertEqual(len(self.guest.quiz_input_ids), 2)

    def test_right_answers_stay_in_the_browser_that_took_the_quiz(self):
        self._move(hours=1)
        sheet = self._begin_quiz("after")
        self._answer(sheet)
        self.assertIn("Because of Incoming", self._print(sheet))
        self.authenticate(None, None)
        self.assertNotIn("Because of Incoming", self._print(sheet))

    def test_the_reason_is_said_when_a_quiz_is_closed(self):
        answer = self._press("quiz/after")
        self.assertIn("opens when the class begins", answer.text)
        self._answer(self._begin_quiz("before"))
        self.assertIn("it is taken once", self._press("quiz/before").text)

    def test_a_quiz_for_accounts_alone_sends_guests_to_paper(self):
        self.quiz.users_login_required = True
        self.assertNotIn("quiz_before", self._open_page().text)
        self.assertIn("on paper", self._press("quiz/before").text)
        self.assertFalse(self.guest.quiz_input_ids)

    def test_the_better_of_paper_and_screen_counts(self):
        self._move(hours=1)
        self._answer(self._begin_quiz("after"), right=False)
        low = self.guest.score_after
        self.guest.with_user(self.trainer).action_set_paper_score(60)
        self.assertLess(low, 60)
        self.assertEqual((self.guest.score_after, self.guest.is_quiz_passed), (60, False))
        self._answer(self._begin_quiz("after"))
        self.assertEqual(self.guest.score_after, 100)

    def test_feedback_is_given_once_and_names_nobody(self):
        self._move(days=2, hours=1)
        self._press("feedback")
        sheet = self.env["survey.user_input"].search(
            [("survey_id", "=", self.feedback.id)], limit=1
        )
        self._send(sheet, "begin")
        _right, page = self._send(sheet, "submit", **{str(self.mark.id): "5"})
        self.assertEqual(sheet.state, "done")
        self.assertIn(self.guest._get_place_path(), page["survey_content"])
        self.assertEqual(self.training.sudo().feedback_registration_ids, self.guest)
        self.assertFalse(sheet.partner_id or sheet.registration_id or sheet.email)
        self.assertFalse(sheet.nickname)
        self.assertNotIn('name="feedback"', self._open_page().text)
        self.assertIn("given your feedback", self._press("feedback").text)

    def test_a_form_of_feedback_is_worth_nothing_in_another_browser(self):
        self._move(days=2, hours=1)
        self._press("feedback")
        sheet = self.env["survey.user_input"].search(
            [("survey_id", "=", self.feedback.id)], limit=1
        )
        self.authenticate(None, None)
        self.assertEqual(self._send(sheet, "begin")[1], {"error": "survey_auth"})

    def test_a_place_given_back_goes_to_who_waits(self):
        self.training.write({"seats_limited": True, "seats_max": 2})
        waiting = self._register_guest("Vàng A Páo", state="draft", is_waiting=True)
        self.assertIn('name="waiting"', self._open_page(waiting).text)
        self.assertIn('name="given_back"', self._press("back").text)
        self.assertEqual((self.guest.state, waiting.state), ("cancel", "open"))
        waiting.write({"state": "draft", "is_waiting": True})
        self._move(days=9)
        self.assertIn('name="no_place"', self._open_page(waiting).text)

    def test_a_place_is_given_back_once(self):
        self._press("back")
        self._press("back")
        events = self.env["vanthu.event"].search([("kind", "=", "place_given_back")])
        self.assertEqual(len(events), 1)

    def test_a_place_is_kept_once_the_class_has_begun(self):
        self._move(minutes=1)
        self.assertNotIn("give_back", self._open_page().text)
        self.assertIn("has begun", self._press("back").text)
        self.assertEqual(self.guest.state, "open")

    def test_materials_and_calendar_come_without_login(self):
        material = self.env["vanthu.class.material"].create({
            "event_id": self.training.id, "name": "Slides", "file_name": "slides.pdf",
            "file": base64.b64encode(b"%PDF-1.4 slides"),
        })
        self.assertIn("Slides", self._open_page().text)
        answer = self._open_page(tail=f"/material/{material.id}")
        self.assertEqual(answer.content, b"%PDF-1.4 slides")
        self.assertIn("attachment", answer.headers["Content-Disposition"])
        self.assertIn("BEGIN:VEVENT", self._open_page(tail="/calendar.ics").text)
        waiting = self._register_guest("Vàng A Páo", state="draft", is_waiting=True)
        self.assertNotIn("Slides", self._open_page(waiting).text)
        self.assertEqual(self._open_page(waiting, f"/material/{material.id}").status_code, 404)

    def test_materials_of_another_class_stay_there(self):
        other = self.env["vanthu.class.material"].create({
            "event_id": self._create_class(name="Class 2").id, "name": "Other",
            "file_name": "other.pdf", "file": base64.b64encode(b"other"),
        })
        self.assertEqual(self._open_page(tail=f"/material/{other.id}").status_code, 404)

    def test_trainers_open_the_page_for_guests_without_mail(self):
        for user in (self.trainer, self.training_manager):
            action = self.guest.with_user(user).action_open_place()
            self.assertEqual(action["url"], self.guest._get_place_path())
        for user in (self.other_clerk, self.trainee, self.other_manager, self.handler):
            with self.subTest(user.login), self.assertRaises(AccessError):
                self.guest.with_user(user).action_open_place()
        with self.assertRaisesRegex(UserError, "has an account"):
            self.registration.with_user(self.trainer).action_open_place()

    def test_the_mail_brings_the_link_to_guests_and_to_nobody_else(self):
        self.training.event_mail_ids.sudo().execute()
        mails = self.env["mail.mail"].sudo().search([
            ("model", "=", "event.registration"),
            ("res_id", "in", (self.guest + self.registration).ids),
        ])
        bodies = {mail.res_id: mail.body_html for mail in mails}
        self.assertIn(self.guest._get_place_url(), bodies[self.guest.id])
        self.assertNotIn("/vanthu/class/place/", bodies[self.registration.id])


@tagged("post_install", "-at_install")
class TestClassPlaceDoors(PlaceCommon):

    def test_wrong_links_show_one_and_the_same_page(self):
        other = self._register_guest("Vàng A Páo", email="pao@school.example")
        key = self.guest._get_place_key()
        pages = set()
        for number, text in (
            (self.guest.id, key[:-1]), (self.guest.id, key[::-1]), (self.guest.id, "é" * 64),
            (other.id, key), (self.registration.id, self.registration._get_place_key()),
            (self.guest.id + 10_000_000, key), (2 ** 40, key),
        ):
            answer = self.url_open(f"/vanthu/class/place/{number}/{text}?lang=en_US")
            self.assertEqual(answer.status_code, 404)
            self.assertNotIn("Class 1", answer.text)
            pages.add(re.search(r"<main>.*</main>", answer.text, re.DOTALL)[0])
        self.assertEqual(len(pages), 1)

    def test_a_link_to_a_wrong_address_is_worth_nothing_once_it_is_put_right(self):
        path = self.guest._get_place_path()
        self.guest.email = "right@school.example"
        self.env.flush_all()
        self.assertEqual(self.url_open(path).status_code, 404)
        self.assertEqual(self._open_page().status_code, 200)

    def test_a_link_ends_when_the_person_gets_an_account(self):
        path = self.guest._get_place_path()
        self.guest.trainee_id = self.other_trainee
        self.env.flush_all()
        self.assertEqual(self.url_open(path).status_code, 404)
        self.assertEqual(self.guest._get_place_url(), "")

    def test_registrations_for_other_events_have_no_page(self):
        fair = self.env["event.event"].create({
            "name": "Fair", "date_begin": "2030-01-01", "date_end": "2030-01-02",
        })
        row = self.env["event.registration"].create({"event_id": fair.id, "name": "Mai"})
        self.assertFalse(row._find_place(row.id, row._get_place_key()))

    def test_what_changes_something_wants_a_press_on_the_page(self):
        for tail in ("/quiz/before", "/feedback", "/back"):
            with self.subTest(tail):
                self.assertIn(self._open_page(tail=tail).status_code, (404, 405))
                forged = self.url_open(
                    f"{self.guest._get_place_path()}{tail}", data={"csrf_token": "forged"}
                )
                self.assertEqual(forged.status_code, 400)
        self.assertEqual(self.guest.state, "open")
        self.assertFalse(self.guest.quiz_input_ids)

    def test_a_wrong_link_does_nothing(self):
        self._open_page()
        token = re.search(r'name="csrf_token" value="(\w+)"', self._open_page().text)[1]
        for tail in ("quiz/before", "feedback", "back"):
            answer = self.url_open(
                f"/vanthu/class/place/{self.guest.id}/{'0' * 64}/{tail}",
                data={"csrf_token": token},
            )
            self.assertEqual(answer.status_code, 404)
        for tail in ("calendar.ics", "material/1"):
            path = f"/vanthu/class/place/{self.guest.id}/{'0' * 64}/{tail}"
            self.assertEqual(self.url_open(path).status_code, 404)
        self.assertEqual(self.guest.state, "open")

    def test_who_lost_the_place_does_not_go_on_with_the_quiz(self):
        sheet = self._begin_quiz("before")
        self.guest.state = "cancel"
        self.env.flush_all()
        self.assertEqual(self._send(sheet, "begin")[1], {"error": "survey_closed"})
        self.assertNotIn("quiz_before", self._open_page().text)

    def test_a_quiz_of_an_account_wants_the_login_even_if_the_quiz_does_not(self):
        sheet = self._begin("before")
        self.assertFalse(self.quiz.users_login_required)
        self.assertEqual(self._send(sheet, "begin")[1], {"error": "survey_auth"})

    def test_the_page_is_not_kept_nor_framed_nor_found(self):
        headers = self._open_page().headers
        self.assertEqual(headers["Cache-Control"], "no-store")
        self.assertEqual(headers["X-Frame-Options"], "DENY")
        self.assertEqual(headers["Referrer-Policy"], "no-referrer")
        self.assertIn("noindex", headers["X-Robots-Tag"])
