"""Searching, reading and keeping what is not one's own."""

from odoo import Command
from odoo.exceptions import AccessError
from odoo.tests import HttpCase, new_test_user, tagged
from odoo.tools import mute_logger

from ..models.vanthu_certificate_token import new_token
from .trespass_common import TrespassCommon


@tagged("post_install", "-at_install")
class TestTrespassLooking(TrespassCommon):
    """Nobody learns by searching what the lists would not show."""

    def test_people_are_not_found_by_what_they_have_done(self):
        self.env["vanthu.certificate"]._enter(self.organisation, self.today, [{
            "holder_name": "T", "course_name": "x", "trainee_id": self.trainee.id,
            "topic_ids": [Command.set(self.topics.ids)],
            "registration_id": self.registration.id,
        }])
        self.trainee._get_practice_user()
        self.training.sudo().feedback_registration_ids = self.registration
        self._register(self.other_trainee)
        skill = self.env["vanthu.skill"].search([("user_id", "=", self.trainee.id)], limit=1)
        self.assertTrue(skill)
        questions = {
            "res.users": (
                ("skill_ids", "in", skill.ids), ("skill_ids", "!=", False),
                ("skill_ids.topic_id", "in", self.topics.ids),
                ("class_registration_ids", "in", self.registration.ids),
                ("class_registration_ids", "!=", False),
                ("class_registration_ids.result", "=", "pending"),
                ("practice_user_ids", "!=", False),
            ),
            "event.event": (
                ("feedback_registration_ids", "in", self.registration.ids),
                ("registration_ids.trainee_id", "=", self.trainee.id),
                ("registration_ids.name", "=", "Trainee"),
                ("registration_ids.certificate_id", "!=", False),
            ),
            "vanthu.class.session": (
                ("event_id.registration_ids.trainee_id", "=", self.trainee.id),
                ("attendance_ids.registration_id.trainee_id", "=", self.trainee.id),
            ),
            "vanthu.certificate": (("trainee_id", "=", self.trainee.id), ("token", "!=", False)),
            "vanthu.skill": (("user_id", "=", self.trainee.id),),
            "event.registration": (("trainee_id", "=", self.trainee.id),),
            "vanthu.training.report": (("trainee_id", "=", self.trainee.id),),
            "vanthu.quiz.report": (("trainee_id", "=", self.trainee.id),),
            "vanthu.attempt": (("user_id", "=", self.trainee.id),),
        }
        for user in (self.other_trainee, self.handler):
            for model, domains in questions.items():
                for domain in domains:
                    with self.subTest(user=user.login, model=model, domain=domain):
                        self.assertFalse(self._search(user, model, domain))

    def _search(self, user, model, domain):
        try:
            return self.env[model].with_user(user).search([domain])
        except AccessError:
            return []

    def test_who_keeps_surveys_reads_no_right_answer(self):
        answers = self.choice.suggested_answer_ids
        for user in (self.survey_user, self.trainee, self.trainer, self.event_user):
            for records in (self.quiz, self.choice, answers):
                with self.subTest(user=user.login, model=records._name):
                    self.assertFalse(self._search(user, records._name, ("id", "in", records.ids)))
        self._refuse([
            (self.survey_user, self.quiz, lambda one: one.write({"scoring_success_min": 1})),
            (self.survey_user, answers, lambda some: some.mapped("is_correct")),
            (self.survey_user, answers, lambda some: some.write({"answer_score": 10})),
        ])
        seen = answers.with_user(self.training_manager).mapped("is_correct")
        self.assertEqual(seen, [True, False])

    def test_nobody_says_whose_practice_account_one_is(self):
        """The way into practice asks no password: it must not lead into a real account."""
        self.env.user.group_ids += self.env.ref("base.group_erp_manager")
        admin = self.manager
        admin.group_ids += self.env.ref("base.group_erp_manager")
        users = self.env["res.users"]
        values = {"name": "New", "login": "vanthu_new", "practice_of_id": admin.id}
        self._refuse([
            (admin, self.leader, lambda one: one.write({"practice_of_id": admin.id})),
            (admin, users, lambda model: model.create(values)),
        ])
        self.env.cr.execute(
            "UPDATE res_users SET practice_of_id = %s WHERE id = %s", [admin.id, self.leader.id]
        )
        self.env.invalidate_all()
        self.assertNotEqual(admin._get_practice_user(), self.leader)
        self.assertTrue(admin._get_practice_user().company_id.is_practice)


@tagged("post_install", "-at_install")
class TestTrespassShared(TrespassCommon):
    """What all organisations teach by is kept at the topmost one."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.school = cls.env["res.company"].create({
            "name": "Trường THPT Số Hai", "parent_id": cls.organisation.id,
        })
        cls.school_manager = cls._create_person("school_manager", "group_user", cls.school)
        cls.school_manager.group_ids += cls.env.ref("vanthu_training.group_training_manager")

    def test_a_school_does_not_change_what_all_share(self):
        school, top = self.school_manager, self.training_manager
        exercise = self.env["vanthu.exercise"].search([], limit=1)
        shared = self.env["vanthu.course"].create({"name": "Shared", "survey_id": self.quiz.id})
        kept = [
            (self.topics[0], {"name": "X"}),
            (self.env["vanthu.lesson"].search([], limit=1), {"name": "X"}),
            (exercise, {"name": "X"}), (exercise.step_ids[:1], {"name": "X"}),
            (self.env["vanthu.grade"].search([], limit=1), {"name": "X"}),
            (self.env["vanthu.need.source"].search([], limit=1), {"threshold": 9}),
            (shared, {"attendance_min": 1}), (self.quiz, {"scoring_success_min": 1}),
            (self.choice, {"title": "X"}), (self.choice.suggested_answer_ids, {"value": "X"}),
        ]
        self._refuse([
            (school, records, lambda some, values=values: some.write(values))
            for records, values in kept
        ])
        self._refuse([(school, records, lambda some: some.unlink()) for records, _values in kept])
        for records, values in kept:
            with self.subTest(model=records._name):
                records.with_user(top).write(values)

    def test_a_school_keeps_courses_and_quizzes_of_its_own(self):
        course = self.env["vanthu.course"].with_user(self.school_manager).create({
            "name": "Ours", "company_id": self.school.id,
        })
        quiz = self.env["survey.survey"].with_user(self.school_manager).create({
            "title": "Ours", "survey_type": "vanthu_quiz",
        })
        question = self.env["survey.question"].with_user(self.school_manager).create({
            "survey_id": quiz.id, "title": "Who?", "question_type": "simple_choice",
            "suggested_answer_ids": [Command.create({"value": "A", "is_correct": True})],
        })
        question.suggested_answer_ids.value = "B"
        course.write({"survey_id": quiz.id, "attendance_min": 50})
        self.assertEqual(course.attendance_min, 50)
        with self.assertRaises(AccessError):
            self.course.with_user(self.school_manager).write({"attendance_min": 50})
        with self.assertRaises(AccessError):
            course.company_id = False


@tagged("post_install", "-at_install")
class TestTrespassPages(TrespassCommon, HttpCase):
    """Addresses are easily counted up; whoever does so gets a page that says nothing."""

    def test_addresses_of_others_give_nothing(self):
        self._move(hours=1)
        certificate = self.env["vanthu.certificate"]._enter(self.organisation, self.today, [{
            "holder_name": "Nguyễn Thị Kín", "course_name": "x", "trainee_id": self.trainee.id,
            "registration_id": self.registration.id, **new_token(),
        }])
        self.registration.name = "Nguyễn Thị Kín"
        material = self.env["vanthu.class.material"].create({
            "event_id": self.training.id, "name": "Kín", "file": b"S2lu",
        })
        book = self.env["vanthu.certificate.book"].search([], limit=1)
        training, person = self.training.id, self.registration.id
        addresses = (
            f"/vanthu/class/{training}/participants.xlsx", f"/vanthu/class/{training}.ics",
            f"/vanthu/class/{training}/report.xlsx", f"/event/{training}/ics",
            f"/vanthu/certificate-book/{book.id}.xlsx", "/vanthu/training/coverage.xlsx",
            f"/report/pdf/vanthu_training.certificate/{certificate.id}",
            f"/report/pdf/vanthu_training.badges/{person}",
            f"/report/pdf/vanthu_training.participants/{training}",
            f"/report/pdf/vanthu_training.sign_list/{training}",
            f"/report/pdf/vanthu_training.class_report/{training}",
            f"/report/html/event.event_registration_report_template_badge/{person}",
            f"/web/content/vanthu.class.material/{material.id}/file",
            f"/event/{training}/my_tickets?registration_ids=[{person}]&tickets_hash=0",
            f"/vanthu/certificate/{certificate.id}", f"/vanthu/certificate/{certificate.code}",
            f"/vanthu/attend/ticket/{person}",
        )
        third = self._create_organisation("Trường THPT Số Ba", "THPTSB")
        users = (
            None, self._create_person("third_clerk", "group_clerk", third),
            new_test_user(self.env, "vanthu_guest", groups="base.group_portal"),
        )
        self.env.flush_all()
        for user in users:
            if user:
                user.password = "a-long-password"
            self.authenticate(user and user.login, user and "a-long-password")
            for address in addresses:
                with (
                    self.subTest(user=user and user.login, address=address),
                    mute_logger("odoo.http", "odoo.addons.base.models.ir_rule"),
                ):
                    answer = self.url_open(address, allow_redirects=False)
                    self.assertNotEqual(answer.status_code, 200)
                    self.assertNotIn("Kín", answer.text)
