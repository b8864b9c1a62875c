from ast import literal_eval
from datetime import timedelta

from lxml import etree

from odoo.tests import Form, tagged
from odoo.tools.safe_eval import safe_eval

from .handling_common import HandlingCommon


@tagged("post_install", "-at_install")
class TestMyWork(HandlingCommon):
    def _list(self, user, action="assignment_action_my_work", filter_name=None):
        """What the user finds in a menu, with one filter of the search view."""
        Assignment = self.env["vanthu.assignment"].with_user(user).with_company(
            self.organisation
        )
        domain = literal_eval(self.env.ref(f"vanthu_document.{action}").domain)
        if filter_name:
            arch = Assignment.get_view(
                self.env.ref("vanthu_document.vanthu_assignment_view_search").id, "search"
            )["arch"]
            node = etree.fromstring(arch).find(f".//filter[@name='{filter_name}']")
            domain += literal_eval(node.get("domain"))
        return Assignment.search(domain)

    def test_mine_is_what_i_am_in_charge_of(self):
        lead = self._direct()
        personal = self._direct(rows=[{"role": "lead", "user_id": self.handler.id}])
        self.assertEqual(self._list(self.head), lead)
        self.assertEqual(self._list(self.handler), personal)
        self.assertFalse(self._list(self.outsider))
        self.assertFalse(self._list(self.leader))

    def test_members_of_a_unit_without_head_find_its_work(self):
        unit = self.env["vanthu.unit"].create({
            "name": "Tổ Văn", "company_id": self.organisation.id,
            "member_ids": self.outsider.ids,
        })
        assignment = self._direct(rows=[self._lead(unit)])
        self.assertIn(assignment, self._list(self.outsider))
        self.assertTrue(assignment.with_user(self.outsider).is_mine)
        self.assertFalse(assignment.with_user(self.handler).is_mine)

    def test_the_units_work_holds_what_was_passed_on(self):
        lead = self._direct()
        part = lead.browse(lead.with_user(self.head).action_pass_on(self.handler.id))
        self.assertEqual(self._list(self.head, "assignment_action_unit_work"), lead + part)
        self.assertTrue(part.with_user(self.head).is_of_my_unit)
        self.assertFalse(self._list(self.handler, "assignment_action_unit_work"))
        self.assertFalse(self._list(self.second_head, "assignment_action_unit_work"))

    def test_filters_late_today_and_not_begun(self):
        late = self._direct(rows=[self._lead(due_date=self.today + timedelta(days=1))])
        today = self._direct(rows=[self._lead(due_date=self.today)])
        later = self._direct(rows=[self._lead(due_date=self.today + timedelta(days=9))])
        late.due_date = self.today - timedelta(days=1)
        soon = self._direct(rows=[self._lead(due_date=self.today + timedelta(days=1))])
        self.assertEqual(self._list(self.head, filter_name="soon"), soon)
        soon.paused = True
        self.assertEqual(self._list(self.head, filter_name="paused"), soon)
        soon.with_user(self.head).action_done()
        self.assertEqual(self._list(self.head, filter_name="late"), late)
        self.assertEqual(self._list(self.head, filter_name="today"), today)
        self.assertEqual(self._list(self.head, filter_name="waiting"), late + today + later)
        (late + today).with_user(self.head).action_accept()
        self.assertEqual(self._list(self.head, filter_name="waiting"), later)
        late.with_user(self.head).action_done()
        self.assertFalse(self._list(self.head, filter_name="late"))

    def test_files_of_the_document_lie_beside_the_work(self):
        document = self._create_registered()
        scan = self.env["ir.attachment"].with_user(self.clerk).create({
            "name": "scan.pdf", "raw": b"%PDF-1.4", "res_model": "vanthu.document",
            "res_id": document.id,
        })
        lead = self._direct(document)
        mine = lead.with_user(self.head)
        self.assertEqual(mine.document_attachment_ids, scan)
        self.assertIn(scan, mine._get_mail_thread_data_attachments())
        self.assertEqual(mine.document_subject, document.subject)

    def test_buttons_follow_what_the_person_may_do(self):
        lead = self._direct()
        self.assertTrue(lead.with_user(self.head).can_work)
        self.assertTrue(lead.with_user(self.head).can_close)
        self.assertFalse(lead.with_user(self.clerk).can_work)
        self.assertTrue(lead.with_user(self.leader).can_close)
        self.assertFalse(lead.with_user(self.leader).can_reopen)
        lead.with_user(self.head).action_done()
        lead.invalidate_recordset()
        self.assertFalse(lead.with_user(self.head).can_work)
        self.assertTrue(lead.with_user(self.leader).can_reopen)

    def _dialog(self, assignments, step, user):
        return Form(
            self.env["vanthu.assignment.wizard"].with_user(user).with_context(
                active_ids=assignments.ids, default_step=step
            ), view="vanthu_document.vanthu_assignment_wizard_view_form",
        )

    def test_what_is_submitted_waits_for_its_leader(self):
        document = self._create_registered()
        document.action_submit(self.leader.id)
        domain = safe_eval(
            self.env.ref("vanthu_document.document_action_to_direct").domain,
            {"uid": self.leader.id},
        )
        found = self.env["vanthu.document"].with_user(self.leader).search(domain)
        self.assertEqual(found, document)

    def test_head_passes_several_on_from_the_list(self):
        leads = self._direct() + self._direct()
        dialog = self._dialog(leads, "pass_on", self.head)
        self.assertIn(self.handler, dialog.user_candidate_ids[:])
        dialog.user_id = self.handler
        dialog.text = "Nghiên cứu"
        dialog.save().action_confirm()
        self.assertEqual(leads.child_ids.user_id, self.handler)
        self.assertEqual(leads.child_ids.mapped("instruction"), ["Nghiên cứu"] * 2)

    def test_dialogs_report_close_send_back_and_open_again(self):
        lead = self._direct()
        part = lead.browse(lead.with_user(self.head).action_pass_on(self.handler.id))
        dialog = self._dialog(part, "report", self.handler)
        dialog.text = "Đã trả lời"
        dialog.answer_reference = "45/SGDĐT-VP"
        dialog.save().action_confirm()
        self.assertEqual((part.state, part.report), ("reported", "Đã trả lời"))
        dialog = self._dialog(lead, "done", self.head)
        self.assertEqual(dialog.text, "Đã trả lời")
        self.assertEqual(dialog.answer_reference, "45/SGDĐT-VP")
        dialog.save().action_confirm()
        self.assertEqual(lead.document_id.state, "done")
        dialog = self._dialog(lead, "reopen", self.leader)
        dialog.text = "Thiếu phụ lục"
        dialog.save().action_confirm()
        self.assertEqual(lead.state, "in_progress")
        dialog = self._dialog(lead, "return", self.head)
        dialog.text = "Không thuộc chức năng"
        dialog.save().action_confirm()
        self.assertEqual(lead.state, "returned")
