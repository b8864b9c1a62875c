from datetime import timedelta

from odoo import Command, fields
from odoo.tests import tagged

from odoo.addons.vanthu_document.tests.home_common import HomeCommon

from .certificate_common import CertificateCommon


@tagged("post_install", "-at_install")
class TestTrainingHome(CertificateCommon, HomeCommon):
    """What each role finds about training on the home page, and the list that it opens."""

    def _training(self, user):
        return self._counts(user, "training")

    def _set(self, training, **values):
        training.sudo()._write(values)
        training.invalidate_recordset()

    def test_who_is_invited_is_told_until_all_places_have_a_name(self):
        training = self._create_class(name="Class 2")
        invitation = self._invite(training, self.other_organisation.partner_id, quota=3)
        before = self._figures(self.other_clerk, "training")["to_name"]
        self.assertIn(training, self._list_of(self.other_clerk, before))
        invitation._name_people([{"name": "Lan"}, {"name": "Huệ"}])
        after = self._figures(self.other_clerk, "training")["to_name"]
        left = int(before["note"].split()[0]) - int(after["note"].split()[0])
        self.assertEqual(left, 2)
        invitation._name_people([{"name": "Mai"}])
        figure = self._figures(self.other_clerk, "training").get("to_name")
        self.assertTrue(
            not figure or training not in self._list_of(self.other_clerk, figure)
        )

    def test_a_class_that_has_begun_asks_for_no_names(self):
        training = self._create_class(name="Class 2", begin=fields.Datetime.now())
        self._invite(training, self.other_organisation.partner_id)
        places = self.env["vanthu.home"].with_user(self.other_clerk)._count_places_to_name()
        self.assertNotIn(training.id, places)

    def test_only_who_names_people_is_asked_to(self):
        training = self._create_class(name="Class 2")
        self._invite(training, self.other_organisation.partner_id)
        for user in (self.trainee, self.clerk, self.training_manager, self.handler):
            with self.subTest(user=user.login):
                self.assertNotIn("to_name", self._training(user))
        self.env["vanthu.unit"].create({
            "name": "Tổ Văn phòng", "code": "VP", "company_id": self.other_organisation.id,
            "head_id": self.trainee.id,
        })
        self.assertIn("to_name", self._training(self.trainee))

    def test_a_participant_sees_the_classes_that_come(self):
        training = self._create_class(name="Class 2")
        self._register(self.handler, training)
        self.assertEqual(self._training(self.handler), {"coming_classes": 1})
        self._set(training, date_end=fields.Datetime.now() - timedelta(hours=1))
        self.assertEqual(self._training(self.handler), {})

    def test_results_go_from_trainer_to_manager_to_certificates(self):
        training = self._create_class(
            name="Class 2", trainer_ids=[Command.set(self.trainer.ids)],
            begin=fields.Datetime.now() - timedelta(days=9),
        )
        self.assertNotIn("to_propose", self._training(self.trainer))
        row = self._register(self.handler, training)
        self.assertEqual(self._training(self.trainer)["to_propose"], 1)
        before = self._training(self.training_manager)
        self.assertGreaterEqual(before["classes_ahead"], 1)
        training.with_user(self.trainer).action_propose_results()
        self.assertNotIn("to_propose", self._training(self.trainer))
        self.assertNotIn("to_decide", self._training(self.trainer))
        proposed = self._training(self.training_manager)
        self.assertEqual(proposed["to_decide"], before.get("to_decide", 0) + 1)
        self._set(training, result_state="decided")
        row.sudo()._write({"result": "passed"})
        row.invalidate_recordset()
        decided = self._training(self.training_manager)
        self.assertEqual(decided.get("to_decide", 0), before.get("to_decide", 0))
        self.assertEqual(decided["to_issue"], before.get("to_issue", 0) + 1)

    def test_managers_of_others_are_told_nothing(self):
        training = self._create_class(
            name="Class 2", begin=fields.Datetime.now() - timedelta(days=9)
        )
        self._register(self.handler, training)
        self.assertEqual(self._training(self.other_manager).keys() & {"to_propose"}, set())

    def test_every_number_opens_a_list_of_as_many(self):
        training = self._create_class(
            name="Class 2", begin=fields.Datetime.now() - timedelta(days=9)
        )
        self._register(self.handler, training)
        self._invite(self._create_class(name="Class 3"), self.other_organisation.partner_id)
        checked = self._assert_lists(self.training_manager) + self._assert_lists(self.other_clerk)
        for key in (
            "classes_ahead", "to_propose", "to_decide", "to_issue", "certificates_soon", "to_name",
        ):
            self.assertIn(key, checked)

    def test_numbers_cost_as_much_for_many_classes_as_for_one(self):
        home = self.env["vanthu.home"].with_user(self.other_clerk)

        def count():
            self.env.flush_all()
            self.env.invalidate_all()
            home._get_training_block()
            self.env.invalidate_all()
            before = self.cr.sql_log_count
            home._get_training_block()
            return self.cr.sql_log_count - before

        self._invite(self._create_class(name="Class 2"), self.other_organisation.partner_id)
        few = count()
        for number in range(8):
            training = self._create_class(name=f"Class {number + 3}")
            self._invite(training, self.other_organisation.partner_id)
        self.assertEqual(count(), few)
