from datetime import timedelta

from odoo import Command, fields

from odoo.addons.vanthu_document.tests.common import VanthuCommon


class TrainingCommon(VanthuCommon):
    """A host with a manager, a trainer and a class, and a school that is invited; no demo data."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.training_manager = cls._create_person("training_manager", "group_user")
        cls.training_manager.group_ids += cls.env.ref("vanthu_training.group_training_manager")
        cls.trainer = cls._create_person("trainer", "group_user")
        cls.trainer.group_ids += cls.env.ref("vanthu_training.group_trainer")
        cls.other_manager = cls._create_person(
            "other_manager", "group_user", cls.other_organisation
        )
        cls.other_manager.group_ids += cls.env.ref("vanthu_training.group_training_manager")
        cls.trainee = cls._create_person("trainee", "group_user", cls.other_organisation)
        cls.other_trainee = cls._create_person(
            "other_trainee", "group_user", cls.other_organisation
        )
        cls.topics = cls.env["vanthu.topic"].create([
            {"code": "X1", "name": "Incoming"}, {"code": "X2", "name": "Archive"},
        ])
        cls.course = cls.env["vanthu.course"].create({
            "name": "Records work", "code": "RW", "company_id": cls.organisation.id,
            "topic_ids": [Command.set(cls.topics.ids)], "hours": 12,
            "certificate_text": "records work",
        })
        cls.training = cls._create_class()
        cls.invitation = cls._invite(cls.training, cls.other_organisation.partner_id)

    @classmethod
    def _create_class(cls, sessions=3, begin=None, **values):
        """A class of the host with sessions of three hours, one each day.

        :param int sessions: how many sessions
        :param datetime begin: begin of the first, in UTC; tomorrow by default
        """
        begin = begin or fields.Datetime.now() + timedelta(days=1)
        return cls.env["event.event"].with_user(cls.training_manager).create({
            "name": "Class 1", "course_id": cls.course.id,
            "host_id": cls.organisation.id,
            "date_begin": begin, "date_end": begin + timedelta(days=sessions - 1, hours=3),
            "trainer_ids": [Command.set(cls.trainer.ids)],
            "session_ids": [
                Command.create({
                    "name": f"Session {number + 1}", "sequence": number,
                    "date_begin": begin + timedelta(days=number),
                    "date_end": begin + timedelta(days=number, hours=3),
                    "topic_ids": [Command.set(cls.topics.ids)],
                })
                for number in range(sessions)
            ],
            **values,
        })

    @classmethod
    def _invite(cls, training, partner, quota=2):
        return cls.env["vanthu.class.invitation"].with_user(cls.training_manager).create({
            "event_id": training.id, "partner_id": partner.id, "quota": quota,
        })

    @classmethod
    def _register(cls, user, training=None, **values):
        """A confirmed participant of a class.

        :param user: ``res.users`` who takes part
        """
        training = training or cls.training
        invitation = training.sudo().invitation_ids.filtered(
            lambda i: i.company_id == user.company_id
        )
        return cls.env["event.registration"].create({
            "event_id": training.id, "trainee_id": user.id, "name": user.name,
            "email": user.email, "invitation_id": invitation.id, "state": "open", **values,
        })
