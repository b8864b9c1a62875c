from datetime import timedelta

from odoo import Command, fields
from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from odoo.addons.vanthu_document.tests.browser import BrowserCase

from .test_training_figures import FiguresCommon


class InviteCommon(FiguresCommon):

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["vanthu.course"].search([("id", "!=", cls.course.id)]).active = False
        cls.env.flush_all()

    def _open(self, partner, topic=None, by=None):
        return self.env["vanthu.coverage.invite"].with_user(by or self.training_manager).create({
            "partner_id": partner.id, "topic_id": topic and topic.id,
        })


@tagged("post_install", "-at_install")
class TestCoverageInvite(InviteCommon):

    def test_the_next_class_with_the_topic_is_proposed_and_invited_to(self):
        later = self._create_class(begin=fields.Datetime.now() + timedelta(days=30))
        dialog = self._open(self.below.partner_id, self.topics[0])
        self.assertEqual(dialog.class_ids, self.training | later)
        self.assertEqual(dialog.event_id, self.training)
        dialog.quota = 3
        answer = dialog.action_invite()
        invitation = self.training.invitation_ids.filtered(
            lambda one: one.partner_id == self.below.partner_id)
        self.assertEqual((invitation.quota, invitation.company_id), (3, self.below))
        self.assertIn("Trường THPT Số Hai is invited to Class 1", answer["params"]["message"])
        self.assertTrue(self.env["vanthu.event"].search_count([
            ("kind", "=", "organisations_invited"), ("res_id", "=", self.training.id),
            ("company_id", "=", self.organisation.id),
        ]))

    def test_classes_it_is_invited_to_are_told_and_not_proposed_again(self):
        dialog = self._open(self.other_organisation.partner_id, self.topics[0])
        self.assertEqual(dialog.invited_class_ids, self.training)
        self.assertFalse(dialog.class_ids | dialog.event_id)
        with self.assertRaisesRegex(UserError, "Choose the class"):
            dialog.action_invite()

    def test_classes_of_other_topics_past_and_ended_ones_are_not_proposed(self):
        other = self.env["vanthu.topic"].create({"code": "X3", "name": "Other"})
        self.env.flush_all()
        self.assertFalse(self._open(self.below.partner_id, other).class_ids)
        past = self._create_class(begin=fields.Datetime.now() - timedelta(days=9))
        ended = self._create_class()
        ended.stage_id = self.env["event.stage"].search([("pipe_end", "=", True)], limit=1)
        dialog = self._open(self.below.partner_id)
        self.assertFalse(dialog.class_ids & (past | ended))
        dialog.event_id = past
        with self.assertRaisesRegex(UserError, "still to come"):
            dialog.action_invite()
        self.assertFalse(past.invitation_ids)

    def test_for_an_organisation_any_topic_counts_that_it_lacks(self):
        self._certify(self.row, self.topics[0])
        self.env.flush_all()
        school = self.other_organisation.partner_id
        self.training.invitation_ids.filtered(
            lambda one: one.partner_id == school).partner_id = self.env["res.partner"].create(
            {"name": "Another", "is_company": True})
        self.training.host_id.invalidate_recordset()
        self.assertTrue(self._open(self.below.partner_id).class_ids)
        covered = self._open(self.below.partner_id, self.topics[0])
        self.assertEqual(covered._find_missing(), self.topics[0])

    def test_a_topic_that_is_covered_needs_no_class(self):
        self._certify(self.row, self.topics[0])
        self.env.flush_all()
        school = self.other_organisation.partner_id
        dialog = self._open(school, self.topics[0])
        self.assertFalse(dialog._find_missing())
        self.assertFalse(dialog.class_ids | dialog.invited_class_ids)
        self.assertEqual(self._open(school).invited_class_ids, self.training, "X2 is missing")

    def test_it_leads_to_the_class_the_classes_or_a_new_one(self):
        dialog = self._open(self.below.partner_id, self.topics[0])
        self.assertEqual(dialog.action_open_class()["res_id"], self.training.id)
        later = self._create_class()
        dialog = self._open(self.below.partner_id, self.topics[0])
        dialog.event_id = False
        self.assertEqual(
            dialog.action_open_class()["domain"],
            [("id", "in", (self.training | later).ids)])
        (self.training | later).active = False
        dialog = self._open(self.below.partner_id, self.topics[0])
        self.assertEqual(
            dialog.action_open_class()["context"]["default_course_id"], self.course.id)

    def test_the_page_tells_who_is_invited_and_who_may_invite(self):
        glance = self.env["vanthu.training.glance"]
        mine = glance.with_user(self.training_manager).get_glance()
        school = self.other_organisation.partner_id
        self.assertTrue(mine["can_invite"])
        self.assertEqual(mine["invited"][str(school.id)], sorted(self.topics.ids))
        self.assertNotIn(str(self.below.partner_id.id), mine["invited"])
        self.assertFalse(glance.with_user(self.leader).get_glance()["can_invite"])
        self.training.write({"date_begin": "2020-01-01", "date_end": "2020-01-02"})
        self.assertFalse(glance.with_user(self.training_manager).get_glance()["invited"])

    def test_nobody_but_training_managers_invites(self):
        for user in (self.leader, self.trainer, self.manager, self.clerk, self.trainee):
            with self.subTest(user=user.login), self.assertRaises(AccessError):
                self._open(self.below.partner_id, by=user)

    def test_managers_of_others_neither_see_classes_nor_invite(self):
        dialog = self._open(self.below.partner_id, self.topics[0], by=self.other_manager)
        self.assertFalse(dialog.class_ids | dialog.invited_class_ids)
        self.assertFalse(dialog.event_id)
        dialog.event_id = self.training
        with self.assertRaises(AccessError):
            dialog.action_invite()
        self.assertNotIn(
            self.below.partner_id, self.training.invitation_ids.partner_id)

    def test_strangers_of_the_table_are_not_invited(self):
        stranger = self.env["res.partner"].create({"name": "Stranger", "is_company": True})
        dialog = self._open(stranger, self.topics[0])
        dialog.event_id = self.training
        with self.assertRaises(AccessError):
            dialog.action_invite()

    def test_a_dialog_is_ones_own(self):
        dialog = self._open(self.below.partner_id)
        self.other_manager.company_ids = [Command.link(self.organisation.id)]
        with self.assertRaises(AccessError):
            dialog.with_user(self.other_manager).read(["quota"])


@tagged("post_install", "-at_install")
class TestGlanceBrowser(BrowserCase):

    def test_unit_tests_of_the_glance(self):
        self.browser_js(
            "/web/tests?headless&loglevel=2&preset=desktop&timeout=15000"
            "&filter=%22@vanthu_training/figures/%22",
            "", "", login="admin", timeout=300,
            success_signal="[HOOT] Test suite succeeded",
            error_checker=lambda message: "[HOOT]" not in message,
        )
