"""Recall, replacement and correction of what was sent (Điều 18 of NĐ 30/2020)."""

from odoo.exceptions import UserError, ValidationError
from odoo.tests import tagged

from odoo.addons.vanthu_document.tools.printing.spec import INCOMING_REGISTER

from .delivery_common import DeliveryCommon


@tagged("post_install", "-at_install")
class TestRecall(DeliveryCommon):
    def test_content_goes_at_the_receiver_and_the_tombstone_stays_on_both_sides(self):
        document = self._dispatch(description="Ghi chú nội bộ")
        received = self._get_received(document)
        received.action_register()
        number = received.arrival_number
        file = received.sudo().message_main_attachment_id
        document.action_recall("Sai số liệu")
        self.assertEqual(document.state, "recalled")
        self.assertEqual(document.delivery_ids.state, "recall_asked")
        self.assertEqual(document.delivery_ids.status_code, "13")
        self.assertEqual(received.recall_state, "asked")
        self.assertEqual(received.recall_reason, "Sai số liệu")
        self.assertIn(self.other_clerk, received.sudo().activity_ids.user_id)
        received.action_agree_recall()
        self.assertEqual(received.state, "recalled")
        self.assertFalse(file.exists())
        self.assertFalse(received.sudo().file_ids.attachment_id)
        self.assertFalse(any(received.sudo().file_ids.mapped("text")))
        self.assertNotIn("tổng kết", received.subject)
        self.assertIn(self.organisation.name, received.subject)
        self.assertEqual(received.arrival_number, number)
        self.assertEqual(received.reference, document.reference)
        self.assertEqual(document.delivery_ids.status_code, "15")
        # The sender keeps everything, frozen.
        self.assertTrue(document._is_issued_file_intact())
        self.assertIn("tổng kết", document.subject)

    def test_words_of_a_recalled_document_are_found_no_more(self):
        document = self._issue()
        document.sudo().file_ids.write({"state": "done", "text": "kế hoạch liên hoan"})
        document.action_dispatch()
        self._run_job()
        received = self._get_received(document)
        self.assertIn(received, received.search([("search_text", "ilike", "lien hoan")]))
        document.action_recall("Sai")
        received.action_agree_recall()
        for words in ("lien hoan", "tong ket nam hoc"):
            self.assertNotIn(received, received.search([("search_text", "ilike", words)]))

    def test_a_receiver_may_keep_it_with_a_reason(self):
        document = self._dispatch()
        received = self._get_received(document)
        document.action_recall("Sai số liệu")
        with self.assertRaises(UserError):
            received.action_refuse_recall(" ")
        received.action_refuse_recall("Đã triển khai xong")
        self.assertEqual(document.delivery_ids.state, "recall_refused")
        self.assertEqual(document.delivery_ids.status_code, "16")
        self.assertEqual(document.delivery_ids.reason, "Đã triển khai xong")
        self.assertEqual(received.state, "arrived")
        self.assertTrue(received.sudo().message_main_attachment_id)
        with self.assertRaisesRegex(UserError, "Nobody asks"):
            received.action_agree_recall()

    def test_open_work_at_the_receiver_ends_with_the_document(self):
        document = self._dispatch()
        received = self._get_received(document)
        received.action_register()
        directive = received.with_user(self.other_leader).action_direct(
            "Thực hiện", [{"role": "lead", "user_id": self.other_clerk.id}]
        )
        document.action_recall("Sai")
        received.action_agree_recall()
        work = self.env["vanthu.directive"].browse(directive).sudo().assignment_ids
        self.assertEqual(work.state, "recalled")
        self.assertFalse(work.activity_ids)

    def test_what_the_receiver_does_meanwhile_does_not_hide_the_question(self):
        document = self._dispatch()
        received = self._get_received(document)
        document.action_recall("Sai")
        received.action_register()
        self.assertEqual(document.delivery_ids.state, "recall_asked")

    def test_what_was_not_sent_yet_never_leaves(self):
        document = self._dispatch(run=False)
        document.action_recall("Sai")
        self._run_job()
        self.assertEqual(document.delivery_ids.state, "recalled")
        self.assertFalse(document.sudo().delivery_ids.received_document_id)

    def test_a_bound_volume_keeps_its_line(self):
        document = self._dispatch()
        received = self._get_received(document)
        received.action_register()
        subject = received.subject
        volume = received.sudo().register_entry_id.volume_id
        volume.with_user(self.other_clerk).action_close()
        document.action_recall("Sai")
        received.action_agree_recall()
        self.assertEqual(received.state, "recalled")
        self.assertEqual(received.subject, subject)
        self.assertFalse(received.sudo().file_ids.attachment_id)

    def test_outside_receivers_are_answered_for_by_the_clerk(self):
        partner = self.env["res.partner"].create({"name": "Ban Đại diện"})
        document = self._dispatch(recipient_ids=self._rows(partner))
        delivery = document.delivery_ids.with_user(self.clerk)
        delivery.action_mark_sent()
        document.action_recall("Sai")
        delivery.action_note_given_back()
        self.assertEqual(delivery.state, "recalled")
        with self.assertRaises(UserError):
            delivery.action_note_given_back()

    def test_only_clerk_and_leader_of_the_sender_recall_and_only_the_receivers_clerk_answers(self):
        document = self._dispatch()
        received = self._get_received(document)
        for user in (self.handler, self.head, self.manager, self.other_clerk):
            with self.subTest(user=user.name), self.assertRaises(UserError):
                document.with_user(user).action_recall("Sai")
        with self.assertRaisesRegex(UserError, "Say why"):
            document.action_recall("")
        with self.assertRaisesRegex(UserError, "Nobody asks"):
            received.action_agree_recall()
        document.with_user(self.leader).action_recall("Sai")
        for user in (self.clerk, self.leader, self.other_leader):
            with self.subTest(user=user.name), self.assertRaises(UserError):
                received.with_user(user).action_agree_recall()
        with self.assertRaises(UserError):
            document.action_recall("Lần hai")

    def test_the_facts_of_a_recall_are_nobodys_to_write(self):
        received = self._get_received(self._dispatch())
        for values in ({"recall_state": "agreed"}, {"recall_reason": "x"}, {"state": "recalled"}):
            with self.assertRaises(UserError):
                received.write(values)

    # ---- REPLACEMENT, CORRECTION ----

    def test_a_replacement_is_of_equal_form_and_joined_at_the_receiver(self):
        document = self._dispatch()
        action = document.with_user(self.handler).action_replace()
        draft = self.env["vanthu.document"].with_user(self.handler).browse(action["res_id"])
        self.assertEqual(draft.type_id, document.type_id)
        self.assertEqual(draft.recipient_ids.partner_id, document.recipient_ids.partner_id)
        with self.assertRaises(ValidationError), self.cr.savepoint():
            draft.type_id = self.decision_type
        self.assertFalse(document.amended_by_ids)
        self.assertEqual(document.amending_draft_ids, draft)
        draft._add_version("moi.docx", b"van ban moi", "Sửa số liệu")
        self._bring_to("issued", draft)
        document.invalidate_recordset()
        self.assertFalse(document.amending_draft_ids)
        new = draft.with_user(self.clerk)
        new._freeze_file("moi.pdf", b"%PDF-1.4 moi")
        new.action_dispatch()
        self._run_job()
        received = self._get_received(new)
        self.assertEqual(received.amends_id, self._get_received(document))
        self.assertEqual(received.amendment_kind, "replace")
        self.assertEqual(document.amended_by_ids, draft)
        earlier = received.amends_id
        (earlier | received).action_register()
        register = earlier.register_id.with_user(self.other_clerk)
        rows = register._get_print_rows(INCOMING_REGISTER)
        notes = {row["document_id"]: register._get_note(row) for row in rows}
        self.assertEqual(
            notes[earlier.id],
            f"Thay thế bởi {new.reference} ngày {new.issued_date:%d/%m/%Y}",
        )
        self.assertFalse(notes[received.id])

    def test_a_correction_is_an_official_letter(self):
        decision = self._dispatch(type_id=self.decision_type.id)
        action = decision.with_user(self.handler).action_correct_document()
        draft = self.env["vanthu.document"].browse(action["res_id"])
        self.assertEqual(draft.type_id, self.letter_type)
        self.assertEqual(draft.amendment_kind, "correct")
        self.assertIn(decision.reference, draft.subject)

    def test_a_draft_that_is_begun_is_opened_again(self):
        document = self._dispatch().with_user(self.handler)
        replacing = document.action_replace()["res_id"]
        correcting = document.action_correct_document()["res_id"]
        self.assertNotEqual(replacing, correcting)
        self.assertEqual(document.action_replace()["res_id"], replacing)
        self.assertEqual(document.action_correct_document()["res_id"], correcting)
        self.assertEqual(document.search_count([("amends_id", "=", document.id)]), 2)

    def test_what_is_recalled_replaces_nothing(self):
        document = self._dispatch()
        draft = document.browse(
            document.with_user(self.handler).action_replace()["res_id"]
        ).with_user(self.handler)
        draft._add_version("moi.docx", b"van ban moi", "Sửa số liệu")
        new = self._bring_to("issued", draft).with_user(self.clerk)
        document.invalidate_recordset()
        self.assertEqual(document.amended_by_ids, new)
        new.action_recall("Sai số liệu")
        document.invalidate_recordset()
        self.assertFalse(document.amended_by_ids | document.amending_draft_ids)
        again = document.with_user(self.handler).action_replace()["res_id"]
        self.assertNotEqual(again, new.id)

    def test_a_draft_is_changed_not_replaced(self):
        with self.assertRaisesRegex(UserError, "simply changed"):
            self._create_draft().action_replace()
