"""Directives that spring from no document: a meeting's conclusion or the leader's word."""

import base64
from datetime import timedelta

from odoo import fields
from odoo.exceptions import AccessError, UserError
from odoo.tests import Form, tagged

from .handling_common import HandlingCommon
from .test_secrets import ON_PAPER, SecretCase

KEY = "phone-1"
MARKED = "Độ mật: TUYỆT MẬT"


@tagged("post_install", "-at_install")
class TestDirectiveGive(HandlingCommon):
    def _give(self, user=None, rows=None, **kwargs):
        user = user or self.leader
        values = {
            "content": "Chuẩn bị kỳ thi.", "subject": "Kỳ thi tốt nghiệp", "source": "word",
            "assignments": [self._lead(), self._cooperate()] if rows is None else rows, **kwargs,
        }
        Directive = self.env["vanthu.directive"].with_user(user).with_company(user.company_id)
        return self.env["vanthu.directive"].browse(Directive.action_give(**values))

    def test_the_leaders_word_reaches_everybody_named(self):
        due = self.today + timedelta(days=5)
        directive = self._give(rows=[
            self._lead(due_date=due.isoformat(), instruction="Lập kế hoạch"),
            self._cooperate(), {"role": "inform", "user_id": self.outsider.id},
        ])
        self.assertEqual((directive.source, directive.subject), ("word", "Kỳ thi tốt nghiệp"))
        self.assertEqual(directive.leader_id, self.leader)
        self.assertFalse(directive.document_id or directive.recorder_id)
        lead, cooperate, inform = directive.assignment_ids.sorted("id")
        self.assertEqual((lead.due_date, lead.instruction), (due, "Lập kế hoạch"))
        self.assertEqual(lead.given_by_id, self.leader)
        self.assertEqual(lead.activity_ids.user_id, self.head)
        self.assertFalse(
            (cooperate + inform).activity_ids, "only what has a deadline can become late"
        )
        self.assertEqual(lead.document_subject, "Kỳ thi tốt nghiệp")
        self.assertIn("Kỳ thi tốt nghiệp", lead.display_name)
        template = self.env.ref("vanthu_document.mail_template_assignment")
        self.assertIn(
            "Kỳ thi tốt nghiệp", template._render_field("subject", lead.ids)[lead.id]
        )

    def test_work_without_a_document_is_found_by_its_subject(self):
        directive = self._give()
        Assignment = self.env["vanthu.assignment"].with_user(self.head)
        found = Assignment.search([("document_subject", "ilike", "tốt nghiệp")])
        self.assertEqual(found, directive.assignment_ids)
        self.assertEqual(
            self.env["vanthu.directive"].search([("about", "ilike", "tốt nghiệp")]), directive
        )
        document = self._create_registered(subject="Về việc tuyển sinh")
        work = self._direct(document)
        self.assertEqual(
            Assignment.search([("document_subject", "ilike", "tuyển sinh")]), work
        )

    def test_it_runs_to_its_end_and_the_leader_is_told(self):
        directive = self._give()
        lead, cooperate = directive.assignment_ids.sorted("id")
        part = lead.browse(lead.with_user(self.head).action_pass_on(self.handler.id))
        self.assertFalse(part.document_id)
        part.with_user(self.handler).action_report("Đã lập")
        self.assertEqual(directive.progress_text, "0 of 2")
        lead.with_user(self.head).action_done("Xong")
        directive.invalidate_recordset()
        self.assertEqual((directive.progress_text, directive.done_date), ("1 of 2", False))
        cooperate.with_user(self.second_head).action_report("Đã góp ý")
        directive.invalidate_recordset()
        self.assertEqual((directive.work_count, directive.finished_count), (2, 2))
        self.assertTrue(directive.done_date)
        told = self.env["mail.message"].search([
            ("model", "=", "vanthu.assignment"), ("res_id", "=", lead.id),
            ("subject", "ilike", "Done"),
        ])
        self.assertEqual(told.partner_ids, self.leader.partner_id)
        lead.with_user(self.leader).action_reopen("Còn thiếu")
        self.assertFalse(directive.done_date)

    def test_a_clerk_records_the_conclusion_of_a_meeting(self):
        moment = fields.Datetime.now() - timedelta(hours=2)
        directive = self._give(
            self.clerk, source="meeting", leader_id=self.leader.id,
            date=fields.Datetime.to_string(moment),
        )
        self.assertEqual(
            (directive.leader_id, directive.recorder_id), (self.leader, self.clerk)
        )
        self.assertEqual(directive.date, moment.replace(microsecond=0))

    def test_nobody_else_gives_nor_in_anothers_name(self):
        for user in (self.head, self.handler, self.manager):
            with self.subTest(user=user.name), self.assertRaises(AccessError):
                self._give(user)
        with self.assertRaises(AccessError):
            self._give(self.clerk)
        with self.assertRaises(AccessError):
            self._give(self.leader, leader_id=self.second_leader.id)
        with self.assertRaises(UserError):
            self._give(self.clerk, leader_id=self.handler.id)
        with self.assertRaises(UserError):
            self._give(self.other_clerk, leader_id=self.leader.id)

    def test_what_does_not_fit_is_refused_and_leaves_nothing(self):
        yesterday = self.today - timedelta(days=1)
        cases = {
            "no words": {"content": " "},
            "no subject": {"subject": ""},
            "nobody": {"rows": []},
            "two leads": {"rows": [self._lead(), self._lead(self.second_unit)]},
            "document": {"source": "document"},
            "past": {"rows": [self._lead(due_date=yesterday)]},
            "future": {"date": "2999-01-01 00:00:00"},
            "no date": {"date": "soon"},
        }
        before = self.env["vanthu.directive"].search_count([])
        for name, values in cases.items():
            with self.subTest(name), self.assertRaises(UserError), self.env.cr.savepoint():
                self._give(**values)
        self.assertEqual(self.env["vanthu.directive"].search_count([]), before)

    def test_the_same_request_sent_twice_directs_once(self):
        first = self._give(client_key=KEY)
        self.assertEqual(self._give(client_key=KEY), first)
        self.assertEqual(len(first.assignment_ids), 2)
        self.assertNotEqual(self._give(self.second_leader, client_key=KEY), first)
        self.assertNotEqual(self._give(client_key="phone-2"), first)

    def test_documents_directed_under_a_key_are_directed_once(self):
        document, other = self._create_registered(), self._create_registered()
        by_leader = (document + other).with_user(self.leader)
        arguments = ("Giao Văn phòng.", [self._lead()])
        ids = by_leader.action_direct(*arguments, client_key=KEY)
        self.assertEqual(len(set(ids)), 2)
        self.assertEqual(by_leader.action_direct(*arguments, client_key=KEY), ids)
        self.assertEqual(
            (len(document.directive_ids), len(other.assignment_ids)), (1, 1)
        )
        single = self._create_registered().with_user(self.leader)
        again = [single.action_direct(*arguments, client_key="other") for _time in range(2)]
        self.assertEqual(again[0], again[1])
        self.assertEqual(len(single.assignment_ids), 1)

    def test_files_are_the_callers_own_and_readable_to_who_has_work(self):
        content = base64.b64encode(b"ket luan hop")
        own, foreign = (
            self.env["ir.attachment"].with_user(user).create({"name": "a.txt", "datas": content})
            for user in (self.leader, self.outsider)
        )
        with self.assertRaises(AccessError), self.env.cr.savepoint():
            self._give(attachment_ids=foreign.ids)
        directive = self._give(attachment_ids=own.ids)
        self.assertEqual(directive.attachment_ids, own)
        own.invalidate_recordset()
        self.assertEqual(own.with_user(self.head).raw, b"ket luan hop")
        with self.assertRaises(AccessError):
            own.with_user(self.manager).read(["raw"])

    def test_who_sees_a_directive_and_who_does_not(self):
        directive = self._give(rows=[self._lead()])
        for user in (self.leader, self.second_leader, self.clerk, self.head, self.handler):
            with self.subTest(user=user.name):
                self.assertEqual(directive.with_user(user).about, "Kỳ thi tốt nghiệp")
        Directive = self.env["vanthu.directive"]
        for user in (self.outsider, self.manager, self.second_head, self.other_clerk):
            with self.subTest(user=user.name):
                self.assertFalse(Directive.with_user(user).search([("id", "=", directive.id)]))
                with self.assertRaises(AccessError):
                    directive.with_user(user).read(["content"])
        for user in (self.leader, self.clerk, self.head):
            with self.subTest(writes=user.name), self.assertRaises(AccessError):
                directive.with_user(user).write({"content": "Khác"})

    def test_the_page_shows_the_tree_in_order(self):
        directive = self._give()
        lead, cooperate = directive.assignment_ids.sorted("id")
        part = lead.browse(lead.with_user(self.head).action_pass_on(self.handler.id))
        directive.invalidate_recordset()
        shown = directive.with_user(self.leader).tree_ids
        self.assertEqual(shown.ids, [lead.id, part.id, cooperate.id])
        self.assertEqual(shown[0].tree_name, self.unit.name)
        self.assertEqual(shown[1].tree_name, f"└ {self.handler.name}")

    def test_the_dialog_gives_a_directive_and_opens_its_page(self):
        dialog = Form(
            self.env["vanthu.routing.wizard"].with_user(self.leader).with_company(
                self.organisation
            ).with_context(
                default_step="direct", default_source="word", active_ids=[1], active_id=1
            ), view="vanthu_document.vanthu_routing_wizard_view_form",
        )
        dialog.subject = "An toàn trường học"
        dialog.content = "Kiểm tra ngay."
        dialog.lead_unit_id = self.unit
        dialog.needs_approval = True
        action = dialog.save().action_confirm()
        directive = self.env["vanthu.directive"].browse(action["res_id"])
        self.assertEqual(directive.about, "An toàn trường học")
        self.assertTrue(directive.needs_approval)
        self.assertEqual(directive.assignment_ids.unit_id, self.unit)

    def test_the_clerks_dialog_names_the_leader(self):
        dialog = Form(
            self.env["vanthu.routing.wizard"].with_user(self.clerk).with_company(
                self.organisation
            ).with_context(default_step="record", default_source="meeting"),
            view="vanthu_document.vanthu_routing_wizard_view_form",
        )
        dialog.leader_id = self.second_leader
        dialog.subject, dialog.content = "Giao ban", "Báo cáo tuần."
        dialog.cooperate_unit_ids.add(self.unit)
        directive = self.env["vanthu.directive"].browse(dialog.save().action_confirm()["res_id"])
        self.assertEqual(
            (directive.leader_id, directive.recorder_id, directive.source),
            (self.second_leader, self.clerk, "meeting"),
        )

    def test_the_organisation_decides_whether_reports_are_approved(self):
        self.assertFalse(self._give().needs_approval)
        self.organisation.approve_reports = True
        self.assertTrue(self._give().needs_approval)
        self.assertFalse(self._give(needs_approval=False).needs_approval)
        self.assertTrue(self._direct().directive_id.needs_approval)
        self.assertFalse(self._direct(needs_approval=False).directive_id.needs_approval)


@tagged("post_install", "-at_install")
class TestDirectiveSecrets(SecretCase, HandlingCommon):
    """Directives and reports keep no state secret, neither as words nor as files."""

    def _secret_file(self, user):
        return self.env["ir.attachment"].with_user(user).create({
            "name": "TUYỆT MẬT.txt", "raw": f"{MARKED}\nNội dung".encode(),
        })

    def _give(self, **values):
        return self.env["vanthu.directive"].with_user(self.leader).with_company(
            self.organisation
        ).action_give(**{
            "content": "Làm", "assignments": [self._lead()], "subject": "Việc",
            "source": "word", **values,
        })

    def test_words_and_files_of_a_directive(self):
        for values in (
            {"content": MARKED}, {"subject": MARKED},
            {"attachment_ids": self._secret_file(self.leader).ids},
        ):
            with self.subTest(names=list(values)), self.assertRaisesRegex(UserError, ON_PAPER):
                self._give(**values)
        self.assertEqual(len(self._get_refusals()), 3)

    def test_words_and_files_of_a_report(self):
        lead = self._direct(needs_approval=True)
        for arguments in ((MARKED,), ("Xong", self._secret_file(self.head).ids)):
            with (
                self.subTest(arguments), self.assertRaisesRegex(UserError, ON_PAPER),
                self.env.cr.savepoint(),
            ):
                lead.with_user(self.head).action_report(*arguments)
        lead.with_user(self.head).action_report("Xong")
        with self.assertRaisesRegex(UserError, ON_PAPER):
            lead.with_user(self.leader).action_send_back(MARKED)
        self.assertEqual(lead.state, "reported")
