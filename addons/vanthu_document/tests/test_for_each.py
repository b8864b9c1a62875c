"""Many at once: each checked as if alone, one summary, no half state."""

import base64

from odoo.exceptions import UserError
from odoo.tests import Form, tagged

from .handling_common import HandlingCommon


@tagged("post_install", "-at_install")
class TestForEach(HandlingCommon):
    def _mixed(self):
        """Work of the head: two new ones, one that is done, and one of another unit."""
        works = self._direct() + self._direct() + self._direct()
        works[2].with_user(self.head).action_done("Xong")
        return works + self._direct(rows=[self._lead(self.second_unit)])

    def test_each_act_serves_who_may_and_refuses_the_rest(self):
        person = {"user_id": self.handler.id}
        cases = {
            "accept": ({}, "accepted"), "start": ({}, "in_progress"),
            "pass_on": (person, "accepted"), "split": ({"parts": [person]}, "accepted"),
            "report": ({"report": "Đã làm"}, "reported"), "done": ({}, "done"),
            "return": ({"reason": "Nhầm"}, "returned"),
        }
        for act, (values, after) in cases.items():
            works = self._mixed()
            with self.subTest(act=act):
                result = works.with_user(self.head).action_for_each(act, values)
                self.assertEqual(result["done"], works[:2].ids)
                self.assertEqual([row["id"] for row in result["refused"]], works[2:].ids)
                self.assertEqual(
                    works.mapped("state"), [after, after, "done", "new"], "no half state"
                )
                self.assertFalse(works[2:].child_ids)
                self.assertTrue(all(row["reason"] for row in result["refused"]))

    def test_reports_are_approved_sent_back_and_work_recalled(self):
        works = self._direct() + self._direct() + self._direct()
        works[0].with_user(self.head).action_report("Một")
        works[1].with_user(self.head).action_report("Hai")
        by_leader = works.with_user(self.leader)
        result = by_leader[:2].action_for_each("send_back", {"reason": "Thiếu"})
        self.assertEqual((len(result["done"]), result["refused"]), (2, []))
        works[0].with_user(self.head).action_report("Một")
        result = by_leader.action_for_each("approve", {"note": "Tốt"})
        self.assertEqual(result["done"], works[0].ids)
        result = by_leader.action_for_each("recall")
        self.assertEqual(result["done"], works[2].ids)
        self.assertEqual(works.mapped("state"), ["done", "in_progress", "recalled"])

    def test_nothing_but_the_acts_of_work_can_be_called(self):
        work = self._direct()
        for act in ("unlink", "write", "_take_back", "accept_each", "for_each", ""):
            with self.subTest(act=act), self.assertRaises(UserError):
                work.with_user(self.head).action_for_each(act, {})
        self.assertEqual(work.state, "new")

    def test_a_refusal_names_nothing_that_the_person_may_not_read(self):
        hidden = self._direct(
            self._create_registered(subject="Kỷ luật nội bộ"), [self._lead(self.second_unit)]
        )
        result = hidden.with_user(self.handler).action_for_each("accept")
        self.assertEqual(result["refused"][0]["name"], "")
        self.assertNotIn("Kỷ luật", str(result))

    def test_each_report_gets_its_own_copy_of_a_file(self):
        works = self._direct() + self._direct()
        file = self.env["ir.attachment"].with_user(self.head).create({
            "name": "bc.txt", "datas": base64.b64encode(b"x"),
        })
        works.with_user(self.head).action_for_each(
            "report", {"report": "Đã làm", "attachment_ids": file.ids}
        )
        for work in works:
            self.assertEqual(work.report_attachment_ids.mapped("name"), ["bc.txt"])
        self.assertEqual(len(works.report_attachment_ids), 2)

    def test_documents_are_directed_each_as_if_alone(self):
        documents = self._create_registered() + self._create_registered()
        documents += self._create_incoming()
        result = documents.with_user(self.leader).action_direct_each(
            "Giao VP", {"assignments": [self._lead()], "client_key": "k"}
        )
        self.assertEqual(result["done"], documents[:2].ids)
        self.assertEqual(documents.mapped("state"), ["assigned", "assigned", "arrived"])
        self.assertFalse(documents[2].directive_ids)
        again = documents.with_user(self.leader).action_direct_each(
            "Giao VP", {"assignments": [self._lead()], "client_key": "k"}
        )
        self.assertEqual(again["done"], documents[:2].ids)
        self.assertEqual(len(documents.assignment_ids), 2)

    def test_the_list_says_how_many_and_why_not(self):
        works = self._mixed()
        action = works[:2].with_user(self.head).action_accept_each()
        self.assertEqual(action["tag"], "display_notification")
        self.assertIn("2", action["params"]["message"])
        action = works.with_user(self.head).action_accept_each()
        summary = self.env["vanthu.summary"].with_user(self.head).browse(action["res_id"])
        self.assertEqual((summary.done_count, len(summary.line_ids)), (0, 4))
        self.assertIn("already", summary.line_ids[0].reason)

    def test_dialogs_of_a_selection_show_the_summary(self):
        works = self._mixed()
        dialog = Form(
            self.env["vanthu.assignment.wizard"].with_user(self.head).with_context(
                active_ids=works[:3].ids, default_step="report"
            ), view="vanthu_document.vanthu_assignment_wizard_view_form",
        )
        dialog.text = "Đã làm"
        action = dialog.save().action_confirm()
        self.assertEqual(action["res_model"], "vanthu.summary")
        self.assertEqual(works.mapped("state"), ["reported", "reported", "done", "new"])
        documents = self._create_registered() + self._create_incoming()
        dialog = Form(
            self.env["vanthu.routing.wizard"].with_user(self.leader).with_context(
                active_ids=documents.ids, default_step="direct"
            ), view="vanthu_document.vanthu_routing_wizard_view_form",
        )
        dialog.content, dialog.lead_unit_id = "Giao VP", self.unit
        self.assertEqual(dialog.save().action_confirm()["res_model"], "vanthu.summary")
        self.assertEqual(documents.mapped("state"), ["assigned", "arrived"])

    def test_the_pass_on_dialog_splits_among_several(self):
        work = self._direct()
        dialog = Form(
            self.env["vanthu.assignment.wizard"].with_user(self.head).with_context(
                active_ids=work.ids, default_step="pass_on"
            ), view="vanthu_document.vanthu_assignment_wizard_view_form",
        )
        dialog.user_id = self.handler
        dialog.text = "Dự thảo"
        sub = self.env["vanthu.unit"].create({
            "name": "Tổ in", "company_id": self.organisation.id, "parent_id": self.unit.id,
        })
        with dialog.line_ids.new() as line:
            line.unit_id = sub
            line.instruction = "In ấn"
        dialog.save().action_confirm()
        parts = work.child_ids.sorted("id")
        self.assertEqual(parts.mapped("role"), ["lead", "cooperate"])
        self.assertEqual(parts.mapped("instruction"), ["Dự thảo", "In ấn"])
        self.assertEqual(parts[1].unit_id, sub)
