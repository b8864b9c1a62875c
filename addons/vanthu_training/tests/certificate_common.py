from datetime import date, timedelta

from odoo import Command, fields

from .training_common import TrainingCommon


class CertificateCommon(TrainingCommon):
    """A class whose participants attended everything; see ``TrainingCommon``."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.invitation.quota = 200
        cls.organisation.write({
            "organ_place": "Hương Giang", "organ_superior_name": "Ủy ban nhân dân tỉnh",
        })
        cls.registration = cls._attend(cls.trainee)

    @classmethod
    def _attend(cls, user, rate=100, training=None, **values):
        """A participant who was there.

        :param user: ``res.users``
        :param float rate: share of the sessions, percent
        """
        registration = cls._register(user, training, **values)
        registration.attendance_rate = rate
        return registration

    @classmethod
    def _attend_many(cls, count, training=None):
        """People without an account who were there."""
        training = training or cls.training
        return cls.env["event.registration"].create([
            {
                "event_id": training.id, "name": f"Nguyễn Văn {number:03d}", "state": "open",
                "birth_date": date(1980, 1, 1) + timedelta(days=number),
                "invitation_id": training.sudo().invitation_ids[:1].id,
                "attendance_rate": 100,
            }
            for number in range(count)
        ])

    @classmethod
    def _decide(cls, training=None):
        training = (training or cls.training).with_user(cls.training_manager)
        training.action_propose_results()
        training.action_decide_results()
        return training

    @classmethod
    def _issue(cls, training=None, day=None):
        training = (training or cls.training).with_user(cls.training_manager)
        if training.result_state != "decided":
            cls._decide(training)
        return training._issue_certificates(
            day or cls.today, "Hương Giang", "Nguyễn Thị Hoa", "GIÁM ĐỐC"
        )

    @classmethod
    def _hold(cls, user, topics, expires=None, **values):
        """A certificate of a person that was issued today, past the classes.

        :param user: ``res.users``
        :param topics: ``vanthu.topic``
        :param date expires: last day, None for no end
        """
        return cls.env["vanthu.certificate"]._enter(cls.organisation, cls.today, [{
            "holder_name": user.name, "course_name": "Records work", "trainee_id": user.id,
            "topic_ids": [Command.set(topics.ids)], "expires_on": expires, **values,
        }])

    @classmethod
    def _add_quiz(cls, success=80):
        cls.course.survey_id = cls.env["survey.survey"].sudo().create({
            "title": "Quiz", "survey_type": "assessment",
            "scoring_type": "scoring_with_answers", "scoring_success_min": success,
        })
        return cls.course.survey_id

    @classmethod
    def _days(cls, count):
        return fields.Date.add(cls.today, days=count)
