from datetime import timedelta

from odoo import Command, fields
from odoo.exceptions import UserError
from odoo.tools import mute_logger

from .quiz_common import QuizCommon


class TrespassCommon(QuizCommon):
    """A second host with a class of its own, and helpers for tables of tries."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        now = fields.Datetime.now()
        cls.foreign_course = cls.env["vanthu.course"].create({
            "name": "Course of the school", "company_id": cls.other_organisation.id,
        })
        cls.foreign_class = cls.env["event.event"].with_user(cls.other_manager).create({
            "name": "Class of the school", "course_id": cls.foreign_course.id,
            "date_begin": now, "date_end": now + timedelta(days=1),
            "session_ids": [Command.create({
                "name": "Session", "date_begin": now, "date_end": now + timedelta(hours=3),
            })],
        })
        cls.hidden = cls.env["event.registration"].create({
            "event_id": cls.foreign_class.id, "name": "Hidden Person", "state": "open",
        })
        cls.event_user = cls._give("event_user", "event.group_event_user")
        cls.survey_user = cls._give("survey_user", "survey.group_survey_user")

    @classmethod
    def _give(cls, name, group):
        user = cls._create_person(name, "group_user")
        user.group_ids += cls.env.ref(group)
        return user

    def _refuse(self, tries):
        """Try each and see it refused.

        :param tries: tuples of user, record or model of this environment, function of it in the
            user's environment
        """
        with mute_logger("odoo.addons.base.models.ir_rule", "odoo.orm.models"):
            for place, (user, records, act) in enumerate(tries):
                with (
                    self.subTest(place=place, user=user.login, model=records._name),
                    self.assertRaises(UserError), self.env.cr.savepoint(),
                ):
                    act(records.with_user(user))
                    self.env.flush_all()
                self.env.invalidate_all()
