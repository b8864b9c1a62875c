"""Tries to get at what belongs to others; each of these once went through, or might have."""

from datetime import timedelta

from odoo import Command, fields
from odoo.exceptions import UserError
from odoo.tests import tagged

from .trespass_common import TrespassCommon


@tagged("post_install", "-at_install")
class TestTrespassClasses(TrespassCommon):
    """What belongs to a class stays with it, and with who holds it."""

    def test_nothing_moves_into_the_class_of_somebody_else(self):
        material = self.env["vanthu.class.material"].create({
            "event_id": self.training.id, "name": "Slides",
        })
        session, mail = self.training.session_ids[0], self.training.event_mail_ids[0]
        ticket = self.env["event.event.ticket"].create({
            "name": "Seat", "event_id": self.training.id,
        })
        there = {"event_id": self.foreign_class.id}
        self._refuse([
            *((user, part, lambda one: one.write(there))
              for user in (self.trainer, self.training_manager) for part in (session, material)),
            *((self.training_manager, part, lambda one: one.write(there))
              for part in (self.registration, self.invitation, mail, ticket)),
            (self.training_manager, self.training,
             lambda one: one.write({"host_id": self.other_organisation.id})),
        ])
        self.assertEqual(self.foreign_class.registration_ids, self.hidden)
        self.assertEqual(len(self.foreign_class.session_ids), 1)
        self.assertEqual(self.training.host_id, self.organisation)

    def test_an_ordinary_event_keeps_what_odoo_lets_people_do(self):
        now = fields.Datetime.now()
        fair, other = self.env["event.event"].with_user(self.event_user).create([
            {"name": name, "date_begin": now, "date_end": now + timedelta(hours=2)}
            for name in ("Fair", "Other fair")
        ])
        guest = self.env["event.registration"].with_user(self.event_user).create({
            "event_id": fair.id, "name": "Guest",
        })
        guest.event_id = other
        self.assertEqual(guest.event_id, other)
        with self.assertRaises(UserError):
            guest.event_id = self.training

    def test_what_hangs_on_a_class_is_not_changed_by_other_hosts(self):
        ticket = self.env["event.event.ticket"].create({
            "name": "Seat", "event_id": self.training.id,
        })
        mail = self.training.event_mail_ids[0]
        question = self.env["event.question"].create({
            "title": "Lunch?", "question_type": "text_box",
            "event_ids": [Command.link(self.training.id)],
        })
        answer = self.env["event.registration.answer"].create({
            "question_id": question.id, "registration_id": self.registration.id,
            "value_text_box": "private",
        })
        stranger, training = self.other_manager, self.training.id
        day = fields.Date.to_date(self.training.date_begin + timedelta(days=1))
        self._refuse([
            (stranger, ticket, lambda one: one.write({"name": "X"})),
            (stranger, mail, lambda one: one.unlink()),
            (stranger, mail, lambda one: one.write({"interval_nbr": 9})),
            (stranger, mail.browse(), lambda model: model.create({
                "event_id": training, "interval_type": "before_event", "interval_nbr": 1,
                "interval_unit": "days", "template_ref": str(mail.template_ref).replace(
                    "(", ",").replace(",)", ""),
            })),
            (stranger, self.env["event.slot"], lambda model: model.create({
                "event_id": training, "date": day, "start_hour": 8, "end_hour": 9,
            })),
            (stranger, question, lambda one: one.write({"title": "Password?"})),
            (stranger, question.browse(), lambda model: model.create({
                "title": "Password?", "question_type": "text_box",
                "event_ids": [Command.link(training)],
            })),
            (stranger, answer, lambda one: one.write({"value_text_box": "X"})),
        ])
        self.assertFalse(answer.with_user(stranger).search([("id", "=", answer.id)]))
        self.assertTrue(answer.with_user(self.training_manager).search([("id", "=", answer.id)]))
        mail.with_user(self.training_manager).interval_nbr = 2

    def test_a_refused_mark_names_nobody(self):
        session = self.training.session_ids[0]
        session.date_begin = fields.Datetime.now()
        for foreign in (self.hidden.ids, [10**9], [*self.registration.ids, *self.hidden.ids]):
            with self.assertRaises(UserError) as refused:
                session.with_user(self.trainer).action_mark_present(foreign)
            self.assertNotIn("Hidden", str(refused.exception))
            self.assertNotIn("school", str(refused.exception))
        self.assertFalse(session.attendance_ids)

    def test_strangers_are_not_registered_to_look_at_them(self):
        """Who takes part in one's class is open to one: tries, skills, certificates."""
        values = {"event_id": self.foreign_class.id, "name": "X", "state": "open"}
        registrations = self.env["event.registration"]
        practice = self.trainee._get_practice_user()
        own = registrations.with_user(self.other_manager).create({
            **values, "trainee_id": self.trainee.id,
        })
        self._refuse([
            *((self.other_manager, registrations, lambda model, person=person: model.create({
                **values, "trainee_id": person.id,
            })) for person in (self.leader, practice)),
            (self.other_manager, own, lambda one: one.write({"trainee_id": self.leader.id})),
            (self.other_manager, own, lambda one: one.write({
                "invitation_id": self.invitation.id,
            })),
        ])
        invited = registrations.with_user(self.training_manager).create({
            "event_id": self.training.id, "name": "Y", "trainee_id": self.other_trainee.id,
        })
        self.assertEqual(invited.trainee_id, self.other_trainee)


@tagged("post_install", "-at_install")
class TestTrespassResults(TrespassCommon):
    """Results come from what participants did, whatever a call carries along."""

    def test_defaults_of_a_call_forge_no_result(self):
        forged = {
            "result": "passed", "result_proposed": "passed", "result_note": "x", "grade": "Giỏi",
            "attendance_rate": 100, "score_paper": 99, "score_before": 90, "score_after": 100,
            "is_before_taken": True, "is_after_taken": True, "is_quiz_passed": True,
            "is_waiting": True,
        }
        values = {"event_id": self.training.id, "name": "Forged"}
        context = {f"default_{name}": value for name, value in forged.items()}
        registrations = self.env["event.registration"].with_user(self.event_user)
        person = registrations.with_context(**context).create(values).sudo()
        self.env.flush_all()
        for name in forged:
            with self.subTest(name=name):
                self.assertIn(person[name], (False, 0, "pending"))
        self._refuse([
            (user, registrations, lambda model, name=name: model.create({
                **values, name: forged[name],
            })) for user in (self.event_user, self.training_manager) for name in forged
        ])

    def test_defaults_of_a_person_forge_none_either(self):
        self.env["ir.default"].set(
            "event.registration", "result", "passed", user_id=self.event_user.id
        )
        person = self.env["event.registration"].with_user(self.event_user).create({
            "event_id": self.training.id, "name": "Forged",
        })
        self.assertEqual(person.result, "pending")

    def test_who_names_people_carries_no_result_in(self):
        dialog = self.env["vanthu.class.naming"].with_user(self.other_clerk).with_context(
            default_result="passed", default_result_proposed="passed", default_result_note="x",
            default_score_paper=100, default_attendance_rate=100,
        ).create({
            "invitation_id": self.invitation.id, "line_ids": [Command.create({"name": "Hùng"})],
        })
        dialog.action_name()
        named = self.invitation.registration_ids.filtered(lambda one: one.name == "Hùng")
        self.assertEqual(
            (named.result, named.result_proposed, named.score_paper, named.attendance_rate),
            ("pending", False, 0, 0),
        )

    def test_a_class_does_not_begin_decided(self):
        values = {
            "name": "New", "course_id": self.course.id, "date_begin": fields.Datetime.now(),
            "date_end": fields.Datetime.now() + timedelta(days=1),
        }
        training = self.env["event.event"].with_user(self.event_user).with_context(
            default_result_state="decided", default_result_decided_by_id=self.training_manager.id,
        ).create(values)
        self.assertEqual(training.result_state, "open")
        self.assertFalse(training.result_decided_by_id)

    def _answer_own_survey(self):
        """A survey of somebody who keeps surveys, answered with all points."""
        survey = self.env["survey.survey"].with_user(self.survey_user).create({
            "title": "Mine", "survey_type": "survey", "scoring_type": "scoring_without_answers",
            "scoring_success_min": 50,
        })
        question = self.env["survey.question"].with_user(self.survey_user).create({
            "survey_id": survey.id, "title": "1 + 1", "question_type": "simple_choice",
            "suggested_answer_ids": [
                Command.create({"value": "2", "is_correct": True, "answer_score": 10}),
            ],
        })
        sheet = survey.sudo()._create_answer(user=self.survey_user)
        sheet._mark_in_progress()
        sheet._save_lines(question.sudo(), str(question.suggested_answer_ids.id))
        sheet._mark_done()
        self.assertEqual(sheet.scoring_percentage, 100)
        return sheet

    def test_a_survey_of_ones_own_is_no_quiz_of_a_class(self):
        sheet = self._answer_own_survey()
        mine = {"registration_id": self.registration.id, "phase": "after"}
        self._refuse([
            (self.survey_user, sheet, lambda one: one.write(mine)),
            (self.survey_user, sheet, lambda one: one.write({"event_id": self.training.id})),
            (self.survey_user, sheet, lambda one: one.copy(mine)),
            (self.survey_user, sheet.browse(), lambda model: model.create({
                "survey_id": sheet.survey_id.id, "state": "done", **mine,
            })),
            (self.survey_user, sheet.browse(), lambda model: model.with_context(
                default_registration_id=self.registration.id, default_phase="after",
            ).create({"survey_id": sheet.survey_id.id, "state": "done"})),
            *((user, self.registration, lambda one: one.write({
                "quiz_input_ids": [Command.link(sheet.id)],
            })) for user in (self.survey_user, self.event_user, self.training_manager)),
        ])
        self.assertFalse(self.registration.score_after or self.registration.is_quiz_passed)

    def test_a_call_of_ones_own_quiz_carries_no_answers_in(self):
        self._move(hours=1)
        own = self.own.with_context(
            default_state="done", default_scoring_percentage=100, default_scoring_success=True,
            default_test_entry=False, default_user_input_line_ids=[Command.create({
                "question_id": self.choice.id, "answer_type": "suggestion",
                "suggested_answer_id": self.choice.suggested_answer_ids[0].id,
                "answer_score": 100,
            })], default_registration_id=self.registration.id, default_phase="after",
        )
        for act in ("action_take_after", "action_give_feedback"):
            self.training.session_ids.date_begin = fields.Datetime.now() - timedelta(hours=1)
            sheet = self._find(getattr(own, act)()["url"])
            with self.subTest(act=act):
                self.assertEqual((sheet.state, sheet.scoring_percentage), ("new", 0))
                self.assertFalse(sheet.user_input_line_ids)
        self.env.flush_all()
        self.assertFalse(self.registration.is_quiz_passed or self.registration.score_after)
