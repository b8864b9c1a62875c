from odoo import Command
from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .practice_common import PracticeCommon


@tagged("post_install", "-at_install")
class TestPracticeIsolation(PracticeCommon):

    def _issue(self, partner):
        """A document of the practice organisation that is issued to a real office."""
        documents = self._as_practice(self.env["vanthu.document"])
        document = documents.create({
            "direction": "outgoing", "company_id": self.school.id, "subject": "báo cáo thử",
            "type_id": self.env["vanthu.document.type"].search([], limit=1).id,
            "drafting_unit_id": self.school.vanthu_unit_ids[:1].id,
            "signing_user_id": self.practice.id,
            "recipient_ids": [Command.create({"partner_id": partner.id})],
        })
        return document.sudo()

    def _deliver(self, partner, channel):
        document = self._issue(partner)
        row = document.recipient_ids
        return self.env["vanthu.delivery"].create({
            "document_id": document.id, "recipient_id": row.id, "partner_id": partner.id,
            "name": partner.name, "channel": channel,
        })

    def test_what_is_delivered_in_practice_arrives_nowhere(self):
        real = self.other_organisation
        before = self.env["vanthu.document"].search_count([("company_id", "=", real.id)])
        delivery = self._deliver(real.partner_id, "office")
        delivery._send_office()
        self.assertEqual(delivery.state, "sent")
        self.assertFalse(delivery.received_document_id)
        self.assertEqual(
            self.env["vanthu.document"].search_count([("company_id", "=", real.id)]), before
        )

    def test_what_is_mailed_in_practice_leaves_nowhere(self):
        outside = self.env["res.partner"].create(
            {"name": "Sở Nội vụ", "is_company": True, "email": "snv@example.com"}
        )
        mails = self.env["mail.mail"].search_count([])
        delivery = self._deliver(outside, "email")
        delivery._send_email()
        self.assertEqual(delivery.state, "sent")
        self.assertEqual(self.env["mail.mail"].search_count([]), mails)

    def test_nothing_real_is_delivered_to_a_practice_organisation(self):
        document = self._issue(self.other_organisation.partner_id)
        with self.assertRaises(UserError), self.cr.savepoint():
            self.env["vanthu.delivery"].new({"document_id": document})._create_received(
                self.other_organisation
            )

    def test_mails_of_and_about_practice_are_held(self):
        letter = self._get_letters()[:1]
        by_practice = self.env["mail.mail"].with_user(self.practice).sudo().create(
            {"subject": "a", "email_to": "real@example.com"}
        )
        about = self.env["mail.mail"].create({
            "subject": "b", "email_to": "real@example.com", "model": letter._name,
            "res_id": letter.id,
        })
        real = self.env["mail.mail"].create({"subject": "c", "email_to": "real@example.com"})
        self.assertEqual(
            (by_practice.state, about.state, real.state), ("cancel", "cancel", "outgoing")
        )

    def test_practice_does_not_speak_in_channels(self):
        channel = self.env["discuss.channel"].create({"name": "general"})
        with self.assertRaises(UserError):
            channel.with_user(self.practice).sudo().message_post(body="hello")

    def test_practice_sees_offices_and_no_real_person(self):
        partners = self._as_practice(self.env["res.partner"])
        self.assertFalse(partners.search([("id", "=", self.clerk.partner_id.id)]))
        with self.assertRaises(AccessError):
            self.clerk.partner_id.with_env(partners.env).read(["email"])
        self.assertFalse(self._as_practice(self.env["res.users"]).search(
            [("id", "in", (self.clerk | self.trainee).ids)]
        ))

    def test_real_people_see_nothing_of_practice(self):
        for user in (self.clerk, self.leader, self.manager, self.training_manager):
            for model, ids in (
                ("res.partner", (self.school.partner_id | self.practice.partner_id).ids),
                ("res.users", self.practice.ids),
                ("vanthu.document", self._get_letters().ids),
                ("vanthu.unit", self.school.vanthu_unit_ids.ids),
                ("vanthu.register", self.env["vanthu.register"].search(
                    [("company_id", "=", self.school.id)]).ids),
            ):
                with self.subTest(user=user.login, model=model):
                    self.assertTrue(ids)
                    seen = self.env[model].with_user(user)
                    if seen.has_access("read"):
                        self.assertFalse(seen.search([("id", "in", ids)]))

    def test_contacts_made_in_practice_stay_there(self):
        self.practice.group_ids += self.env.ref("base.group_partner_manager")
        partner = self._as_practice(self.env["res.partner"]).create(
            {"name": "Sở Bịa đặt", "company_id": False}
        )
        self.assertTrue(partner.sudo().is_practice)
        self.assertFalse(self.env["res.partner"].with_user(self.clerk).search(
            [("id", "=", partner.id)]
        ))

    def test_real_figures_do_not_count_practice(self):
        documents = self.env["vanthu.document.report"].with_user(self.leader)
        before = documents.search_count([])
        home = self.env["vanthu.home"].with_user(self.clerk).get_home()
        self._register_one()
        self.env.flush_all()
        self.assertEqual(documents.search_count([]), before)
        self.assertEqual(self.env["vanthu.home"].with_user(self.clerk).get_home(), home)

    def test_numbers_of_practice_and_of_real_registers_do_not_meet(self):
        real = self._create_incoming()
        self._register_one()
        real.action_register()
        self.assertEqual(real.arrival_number, 1)

    def test_what_all_organisations_share_is_not_changed_from_practice(self):
        for model in ("vanthu.retention.rule", "vanthu.box.profile", "vanthu.label.sheet",
                      "vanthu.climate.limit", "vanthu.store.check.kind",
                      "vanthu.store.check.item", "vanthu.document.type", "vanthu.format.rule",
                      "vanthu.deadline.rule", "vanthu.topic", "vanthu.course", "vanthu.lesson"):
            shared = self.env[model].search(
                [("company_id", "=", False)] if "company_id" in self.env[model]._fields else [],
                limit=1,
            ) or self.env[model].search([], limit=1)
            for verb in ("write", "unlink"):
                with self.subTest(model=model, verb=verb):
                    seen = self._as_practice(self.env[model]).browse(shared.ids)
                    self.assertFalse(seen.has_access(verb) and bool(shared))
