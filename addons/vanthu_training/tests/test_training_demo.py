"""The demo of training, loaded over the documents' demo; slow, so in one test."""

from odoo.tests import tagged

from odoo.addons.vanthu_document.demo.loader import load as load_documents

from ..demo.loader import load
from .training_common import TrainingCommon


@tagged("post_install", "-at_install")
class TestTrainingDemo(TrainingCommon):

    def test_without_the_departments_demo_nothing_is_made(self):
        self.env["res.users"].search([("login", "=", "vanthu")]).login = "another"
        before = self.env["event.event"].search_count([])
        load(self.env)
        self.assertEqual(self.env["event.event"].search_count([]), before)

    def test_the_conference_was_held_and_a_class_is_coming(self):
        load_documents(self.env)
        load(self.env)
        load(self.env)
        manager = self.env["res.users"].search([("login", "=", "taphuan")])
        self.assertEqual(manager.action_id.id, self.env.ref("vanthu_document.start_action").id)
        company = manager.company_id
        held, coming = self.env["event.event"].search(
            [("host_id", "=", company.id)], order="date_begin"
        )
        self.assertEqual(len(held.invitation_ids), 49)
        people = held.registration_ids
        self.assertGreaterEqual(len(people.filtered(lambda row: row.state == "done")), 95)
        self.assertTrue(people.filtered("is_waiting"))
        self.assertTrue(people.filtered(lambda row: not row.trainee_id))
        letter = held.paper_ids.document_id
        self.assertEqual(len(letter.recipient_ids.partner_id), 49)
        took = people.filtered("is_before_taken")
        self.assertGreater(sum(took.mapped("score_after")), sum(took.mapped("score_before")))
        certificates = people.certificate_id
        self.assertGreater(len(certificates), 60)
        self.assertEqual(
            sorted(certificates.mapped("number")), list(range(1, len(certificates) + 1))
        )
        self.assertTrue(people.filtered(lambda row: row.result == "failed"))
        self.assertTrue(coming.registration_ids.filtered(lambda row: row.state == "open"))
        self.assertFalse(self.env["mail.mail"].search([("state", "=", "outgoing")]))
