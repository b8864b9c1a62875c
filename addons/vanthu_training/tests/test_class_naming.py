from datetime import timedelta

from odoo import Command, fields
from odoo.exceptions import AccessError, UserError
from odoo.tests import Form, tagged

from .training_common import TrainingCommon


@tagged("post_install", "-at_install")
class TestClassNaming(TrainingCommon):

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.third_trainee = cls._create_person(
            "third_trainee", "group_user", cls.other_organisation
        )
        cls.trainees = cls.trainee | cls.other_trainee | cls.third_trainee

    def _name(self, users, by=None, invitation=None):
        dialog = self.env["vanthu.class.naming"].with_user(by or self.other_clerk).create({
            "invitation_id": (invitation or self.invitation).id,
            "user_ids": [Command.set(users.ids)],
        })
        dialog.action_name()
        return self._get_rows()

    def _get_rows(self, training=None):
        return self.env["event.registration"].search(
            [("event_id", "=", (training or self.training).id)], order="id"
        )

    def test_an_invited_clerk_names_people_up_to_the_quota_and_the_rest_waits(self):
        rows = self._name(self.trainees)
        self.assertEqual(rows.mapped("state"), ["open", "open", "draft"])
        self.assertEqual(rows.mapped("is_waiting"), [False, False, True])
        self.assertEqual(rows.mapped("sender_company_id"), self.other_organisation)
        self.assertEqual(rows.organisation_id, self.other_organisation.partner_id)

    def test_people_without_an_account_are_written_down(self):
        dialog = Form(self.env["vanthu.class.naming"].with_user(self.other_clerk).with_context(
            default_invitation_id=self.invitation.id
        ))
        with dialog.line_ids.new() as line:
            line.name = "Nguyễn Thị Lan"
            line.birth_date = "1985-03-02"
            line.position = "Nhân viên văn thư"
        dialog.save().action_name()
        row = self._get_rows()
        self.assertEqual((row.name, row.position), ("Nguyễn Thị Lan", "Nhân viên văn thư"))
        self.assertFalse(row.trainee_id)

    def test_a_full_class_lets_people_wait_whatever_their_quota(self):
        self.training.write({"seats_limited": True, "seats_max": 1})
        self.assertEqual(self._name(self.trainees).mapped("state"), ["open", "draft", "draft"])

    def test_a_place_given_back_goes_to_who_waits_longest(self):
        first, second, third = self._name(self.trainees)
        first.with_user(self.trainee).action_cannot_come()
        self.assertEqual(first.state, "cancel")
        self.assertEqual((third.state, third.is_waiting), ("open", False))
        self.assertEqual(second.state, "open")

    def test_a_bigger_quota_lets_the_waiting_in(self):
        third = self._name(self.trainees)[2]
        self.invitation.with_user(self.training_manager).quota = 3
        self.assertEqual(third.state, "open")

    def test_more_seats_let_the_waiting_in_but_not_above_the_quota(self):
        self.training.write({"seats_limited": True, "seats_max": 1})
        rows = self._name(self.trainees)
        self.training.seats_max = 10
        self.assertEqual(rows.mapped("state"), ["open", "open", "draft"])

    def test_a_place_of_one_organisation_does_not_go_to_another(self):
        third = self._create_organisation("Trường THPT Số Hai", "THPTSH")
        other = self._invite(self.training, third.partner_id, quota=1)
        person = self._create_person("person", "group_user", third)
        first, _second, waiting = self._name(self.trainees)
        mine = self._name(person, by=self.training_manager, invitation=other)[-1]
        mine.action_cancel()
        self.assertEqual(waiting.state, "draft")
        first.action_cancel()
        self.assertEqual(waiting.state, "open")

    def test_nobody_is_named_twice(self):
        self._name(self.trainee)
        with self.assertRaisesRegex(UserError, "named for the class already"):
            self._name(self.trainee)

    def test_people_of_another_organisation_are_not_named(self):
        with self.assertRaises(UserError), self.cr.savepoint():
            self._name(self.handler)
        with self.assertRaises(UserError), self.cr.savepoint():
            self._name(self.trainee._get_practice_user())

    def test_who_names_is_clerk_leader_head_or_manager_of_the_host(self):
        for user in (self.trainee, self.clerk, self.trainer, self.other_manager):
            with self.subTest(user.login), self.assertRaises(AccessError), self.cr.savepoint():
                self.invitation.with_user(user).action_name_people()
        unit = self.env["vanthu.unit"].create({
            "name": "Tổ", "company_id": self.other_organisation.id, "head_id": self.trainee.id,
        })
        self.assertTrue(unit.chief_ids)
        for user in (self.trainee, self.other_clerk, self.training_manager):
            self.assertTrue(self.invitation.with_user(user).action_name_people())

    def test_the_class_offers_naming_to_who_may_do_it_for_the_own_organisation(self):
        may = {
            user.login for user in (
                self.clerk, self.training_manager, self.trainer, self.other_clerk,
                self.other_manager, self.trainee)
            if self.training.with_user(user).own_invitation_id
        }
        self.assertEqual(may, {self.other_clerk.login})
        action = self.training.with_user(self.other_clerk).action_name_own_people()
        self.assertEqual(action["context"], {"default_invitation_id": self.invitation.id})
        with self.assertRaises(UserError):
            self.training.with_user(self.training_manager).action_name_own_people()

    def test_naming_is_not_offered_once_the_class_is_over(self):
        invitation = self.invitation.with_user(self.other_clerk)
        self.assertTrue(invitation.can_name)
        past = fields.Datetime.now() - timedelta(days=3)
        for number, session in enumerate(self.training.session_ids):
            session.write({"date_begin": past + timedelta(hours=number),
                           "date_end": past + timedelta(hours=number + 1)})
        invitation.invalidate_recordset()
        self.assertFalse(invitation.can_name)
        training = self.training.with_user(self.other_clerk)
        self.assertFalse(training.own_invitation_id)
        with self.assertRaises(UserError):
            training.action_name_own_people()

    def test_a_missing_topic_is_told_by_name(self):
        self.course.prerequisite_ids = self.topics[0]
        with self.assertRaisesRegex(UserError, "Trainee first needs .* Incoming"):
            self._name(self.trainee)
        self.env["vanthu.certificate"].create({
            "company_id": self.organisation.id, "year": 2026, "number": 1,
            "holder_name": "Trainee", "course_name": "x", "issued_date": self.today,
            "trainee_id": self.trainee.id, "topic_ids": [Command.set(self.topics[:1].ids)],
        })
        self.assertEqual(self._name(self.trainee).state, "open")

    def test_nobody_is_named_for_a_class_that_is_over(self):
        past = fields.Datetime.now() - timedelta(days=9)
        self.training.write({"date_begin": past, "date_end": past + timedelta(days=1)})
        with self.assertRaisesRegex(UserError, "is over"):
            self._name(self.trainee)

    def test_the_place_stays_once_the_class_has_begun(self):
        row = self._name(self.trainee)
        self.training.date_begin = fields.Datetime.now() - timedelta(hours=1)
        with self.assertRaisesRegex(UserError, "has begun"):
            row.with_user(self.trainee).action_cannot_come()

    def test_only_the_person_or_who_named_gives_a_place_back(self):
        row = self._name(self.trainee)
        for user in (self.clerk, self.trainer):
            with self.subTest(user.login), self.assertRaises(AccessError), self.cr.savepoint():
                row.with_user(user).action_cannot_come()
        with self.assertRaises(AccessError), self.cr.savepoint():
            row.with_user(self.trainee).write({"state": "cancel"})
        row.with_user(self.other_clerk).action_cannot_come()
        self.assertEqual(row.state, "cancel")

    def test_many_are_invited_at_once_and_none_twice(self):
        outside = self.env["res.partner"].create({"name": "UBND xã", "is_company": True})
        school = self.env["res.company"].create(
            {"name": "Trường con", "parent_id": self.organisation.id}
        )
        group = self.env["vanthu.recipient.group"].create({
            "name": "Nhóm", "company_id": self.organisation.id, "partner_ids": [
                Command.set((outside | self.other_organisation.partner_id).ids)],
        })
        invite = self.env["vanthu.class.invite"].with_user(self.training_manager).create({
            "event_id": self.training.id, "group_ids": [Command.set(group.ids)],
            "with_schools": True, "quota": 3,
        })
        for _time in range(2):
            invite.action_invite()
        self.assertEqual(
            self.training.invitation_ids.partner_id,
            outside | school.partner_id | self.other_organisation.partner_id,
        )
        self.assertEqual(self.training.invitation_ids.mapped("quota"), [2, 3, 3])
