"""One document from the template to 38 schools, as the persons concerned live it."""

import base64

from odoo.tests import tagged

from .outgoing_common import PDF
from .schools_common import SCHOOLS, SchoolsCommon


@tagged("post_install", "-at_install")
class TestOutgoingStory(SchoolsCommon):
    def test_a_document_runs_from_the_draft_to_every_school_and_back(self):
        draft = self._create_draft(recipient_ids=False)
        draft.recipient_group_id = self.group
        draft._onchange_recipient_group_id()
        self.assertEqual(draft.recipient_ids.partner_id, self.schools.partner_id)

        # Checked, sent back once, checked again, signed, numbered.
        self._bring_to("format_check", draft)
        draft.with_user(self.clerk).action_send_back("Thiếu căn cứ")
        self.assertEqual(draft.state, "draft")
        draft._add_version("lan-2.docx", b"PK ban moi", "Thêm căn cứ")
        self._bring_to("issued", draft)
        self.assertEqual(draft.version_count, 2)
        sent = draft.with_user(self.clerk)
        sent.action_set_issued_file("van-ban.pdf", base64.b64encode(PDF).decode())
        sent.action_dispatch()
        self._run_job()

        # Every clerk sees it waiting, with its fields filled.
        deliveries = sent.delivery_ids
        self.assertEqual(len(deliveries), SCHOOLS)
        self.assertEqual(set(deliveries.mapped("state")), {"received"})
        for clerk in self.school_clerks:
            waiting = self.env["vanthu.document"].with_user(clerk).with_context(
                allowed_company_ids=clerk.company_ids.ids
            ).search([("state", "=", "arrived")])
            self.assertEqual(waiting.reference, draft.reference)
            self.assertEqual(waiting.subject, draft.subject)

        # One registers and closes, one refuses, one does nothing; the sender sees all three.
        done, refused, waiting = (
            self._get_received(sent, clerk) for clerk in self.school_clerks
        )
        done.action_register()
        done.sudo().write({"state": "done"})
        refused.action_return("Không thuộc phạm vi")
        self.assertEqual(
            self._count_deliveries(sent), {"done": 1, "refused": 1, "received": SCHOOLS - 2}
        )
        self.assertEqual(sent.delivery_summary, f"1 of {SCHOOLS} registered")

        # Recall: the content goes there, the tombstone stays on both sides.
        sent.action_recall("Sai biểu mẫu")
        for received in (done, waiting):
            received.action_agree_recall()
            self.assertEqual(received.state, "recalled")
            self.assertEqual(received.recall_reason, "Sai biểu mẫu")
            self.assertFalse(received.sudo().file_ids.attachment_id)
        self.assertEqual(sent.state, "recalled")
        self.assertEqual(
            self._count_deliveries(sent),
            {"recalled": 2, "refused": 1, "recall_asked": SCHOOLS - 3},
        )
        self.assertTrue(sent._is_issued_file_intact())
