from datetime import timedelta

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from odoo.addons.mail.tests.common import MailCase

from .training_common import TrainingCommon


@tagged("post_install", "-at_install")
class TestClassChange(TrainingCommon, MailCase):
    """Participants know when and where their class is."""

    def _move(self, **values):
        session = self.training.session_ids[:1].with_user(self.training_manager)
        later = session.date_begin + timedelta(hours=2)
        session.write(values or {"date_begin": later, "date_end": later + timedelta(hours=3)})

    def test_another_time_or_place_is_noted_once_somebody_has_a_place(self):
        self._move()
        self.assertFalse(self.training.is_changed)
        self._register(self.trainee)
        self.assertFalse(self.training.is_changed)
        self._move(topic_ids=[(5, 0, 0)])
        self._move(place=self.training.session_ids[:1].place)
        self.assertFalse(self.training.is_changed)
        self._move(place="Hội trường B")
        self.assertTrue(self.training.is_changed)

    def test_a_session_more_or_less_is_a_change_too(self):
        self._register(self.trainee)
        first, second, _third = self.training.session_ids
        second.unlink()
        self.assertTrue(self.training.is_changed)
        self.training.is_changed = False
        first.copy()
        self.assertTrue(self.training.is_changed)

    def test_who_only_waits_and_classes_that_are_over_are_left_alone(self):
        self._register(self.trainee, state="draft", is_waiting=True)
        self._move()
        self.assertFalse(self.training.is_changed)
        past = self._create_class(begin=self.training.date_begin - timedelta(days=30))
        self._register(self.trainee, past)
        past.session_ids[:1].place = "Hội trường B"
        self.assertFalse(past.is_changed)

    def test_all_who_have_a_place_are_told_with_the_new_calendar(self):
        self.trainee.email = "lan@example.com"
        self._register(self.trainee)
        guest = self.env["event.registration"].create({
            "event_id": self.training.id, "name": "Nguyễn Văn Không", "state": "open",
            "invitation_id": self.invitation.id,
        })
        guest.email = False
        self._move(place="Hội trường B")
        with self.mock_mail_gateway():
            answer = self.training.with_user(self.training_manager).action_tell_change()
        mail = self._new_mails.filtered(lambda one: "lan@example.com" in (
            (one.email_to or "") + "".join(one.recipient_ids.mapped("email"))))
        self.assertEqual(len(mail), 1)
        self.assertIn("Hội trường B", mail.body_html)
        calendar = mail.attachment_ids.filtered(lambda one: one.name.endswith(".ics"))
        self.assertIn(b"LOCATION:H", calendar.raw)
        self.assertIn("Nguyễn Văn Không", answer["params"]["message"])
        self.assertFalse(self.training.is_changed)
        with self.assertRaises(UserError):
            self.training.with_user(self.training_manager).action_tell_change()

    def test_only_who_keeps_the_class_tells(self):
        self._register(self.trainee)
        self._move(place="Hội trường B")
        for user in (self.trainee, self.other_manager, self.other_clerk):
            with self.subTest(user.login), self.assertRaises(AccessError):
                self.training.with_user(user).action_tell_change()
        self.assertTrue(self.training.is_changed)
