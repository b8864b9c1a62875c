from datetime import timedelta

from freezegun import freeze_time

from odoo import fields
from odoo.exceptions import AccessError, ValidationError
from odoo.tests import Form, tagged

from .training_common import TrainingCommon


@tagged("post_install", "-at_install")
class TestClassCore(TrainingCommon):

    def test_a_class_belongs_to_its_host_and_to_no_other_organisation(self):
        self.assertEqual(self.training.host_id, self.organisation)
        self.assertFalse(self.training.company_id)
        with self.assertRaises(ValidationError), self.cr.savepoint():
            self.training.company_id = self.organisation

    def test_a_class_lasts_from_its_first_session_to_its_last(self):
        first, second, third = self.training.session_ids
        later = third.date_begin + timedelta(days=7)
        third.write({"date_begin": later, "date_end": later + timedelta(hours=2)})
        self.assertEqual(self.training.date_begin, first.date_begin)
        self.assertEqual(self.training.date_end, later + timedelta(hours=2))
        first.unlink()
        self.assertEqual(self.training.date_begin, second.date_begin)

    def test_the_time_of_a_class_is_filled_in_with_its_sessions(self):
        begin = fields.Datetime.now().replace(microsecond=0) + timedelta(days=30)
        with Form(
            self.env["event.event"].with_user(self.training_manager),
            "vanthu_training.class_view_form",
        ) as form:
            form.name, form.course_id = "Later", self.course
            with form.session_ids.new() as session:
                session.name = "One"
                session.date_begin, session.date_end = begin, begin + timedelta(hours=3)
        training = self.env["event.event"].search([("name", "=", "Later")])
        self.assertEqual((training.date_begin, training.date_end),
                         (begin, begin + timedelta(hours=3)))

    def test_sessions_are_proposed_half_a_day_after_one_another(self):
        self.organisation.resource_calendar_id.tz = "Asia/Ho_Chi_Minh"
        with (
            freeze_time("2026-10-02 02:40:00"),  # a Friday
            Form(
                self.env["event.event"].with_user(self.training_manager),
                "vanthu_training.class_view_form",
            ) as form,
        ):
            form.name, form.course_id = "Later", self.course
            for _number in range(3):
                with form.session_ids.new():
                    pass
        sessions = self.env["event.event"].search([("name", "=", "Later")]).session_ids
        self.assertEqual(
            [(session.name, str(session.date_begin), str(session.date_end))
             for session in sessions], [
                ("Session 1", "2026-10-05 00:30:00", "2026-10-05 04:00:00"),
                ("Session 2", "2026-10-05 06:30:00", "2026-10-05 10:00:00"),
                ("Session 3", "2026-10-06 00:30:00", "2026-10-06 04:00:00"),
            ])

    def test_a_session_begins_when_the_class_was_said_to_begin(self):
        begin = fields.Datetime.now().replace(microsecond=0) + timedelta(days=30)
        session = self.env["vanthu.class.session"].with_context(
            class_begin=str(begin), class_end=str(begin + timedelta(days=1)), class_sessions=[],
        ).default_get(["name", "date_begin"])
        self.assertEqual(session, {"name": "Session 1", "date_begin": begin})
        self.assertNotIn(
            "date_begin", self.env["vanthu.class.session"].default_get(["date_begin"]))

    def test_an_invited_organisation_sees_the_class_and_cannot_change_it(self):
        seen = self.training.with_user(self.other_manager)
        self.assertEqual(seen.name, "Class 1")
        with self.assertRaises(AccessError):
            seen.write({"name": "Mine"})

    def test_who_is_not_invited_sees_nothing_of_a_class(self):
        third = self._create_organisation("Trường THPT Số Hai", "THPTSH")
        stranger = self._create_person("stranger", "group_clerk", third)
        classes = self.env["event.event"].with_user(stranger).search([("is_class", "=", True)])
        self.assertFalse(classes & self.training)
        self.assertFalse(self.env["vanthu.class.session"].with_user(stranger).search(
            [("event_id", "=", self.training.id)]
        ))

    def test_a_trainee_sees_the_own_registration_only(self):
        own, other = self._register(self.trainee), self._register(self.other_trainee)
        seen = self.env["event.registration"].with_user(self.trainee).search(
            [("event_id", "=", self.training.id)]
        )
        self.assertEqual(seen, own)
        with self.assertRaises(AccessError):
            other.with_user(self.trainee).read(["name"])

    def test_an_event_that_is_no_class_is_closed_to_trainees(self):
        event = self.env["event.event"].create({
            "name": "Concert", "date_begin": self.training.date_begin,
            "date_end": self.training.date_end, "company_id": self.organisation.id,
        })
        with self.assertRaises(AccessError):
            event.with_user(self.handler).read(["name"])

    def test_invitations_find_the_organisation_of_the_database(self):
        outside = self.env["res.partner"].create({"name": "UBND xã", "is_company": True})
        invitation = self._invite(self.training, outside)
        self.assertEqual(self.invitation.company_id, self.other_organisation)
        self.assertFalse(invitation.company_id)

    def test_invitations_count_who_is_named_and_who_waits(self):
        self._register(self.trainee)
        waiting = self._register(self.other_trainee, state="draft")
        waiting.is_waiting = True
        self.assertEqual((self.invitation.named_count, self.invitation.waiting_count), (1, 1))
