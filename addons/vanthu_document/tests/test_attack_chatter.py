"""Chatter and files beside work: no state secrets, and nothing to people who lost access."""

import base64

from odoo import Command
from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .delegation_common import DelegationCommon
from .files import make_pdf, make_secret_pdf
from .test_secrets import SecretCase

SECRET = "TUYỆT MẬT\nKế hoạch bảo vệ số 77"
WORD = "kyluatnoibo"


@tagged("post_install", "-at_install")
class TestSecretChatter(SecretCase, DelegationCommon):
    def _refusals(self):
        self.env.flush_all()
        return self.env["vanthu.event"].search_count([("kind", "=", "secret_refused")])

    def _threads(self):
        word = self.env["vanthu.directive"].with_user(self.leader).action_give(
            "Báo cáo", [self._lead()], "Họp giao ban"
        )
        return {
            "work": self._direct().with_user(self.head),
            "work of a word": self.env["vanthu.directive"].browse(
                word
            ).assignment_ids.with_user(self.head),
            "delegation": self._delegate().with_user(self.leader),
        }

    def test_a_marked_text_is_left_out(self):
        for name, thread in self._threads().items():
            with self.subTest(thread=name):
                message = thread.message_post(body=SECRET, subject="Kế hoạch bảo vệ")
                self.assertNotIn("Kế hoạch", f"{message.body}{message.subject or ''}")

    def test_a_marked_file_is_left_out_and_the_rest_is_kept(self):
        for name, thread in self._threads().items():
            with self.subTest(thread=name):
                message = thread.message_post(body="Xem tệp", attachments=[
                    ("quet.pdf", make_secret_pdf()), ("b.txt", b"khong dau"),
                ])
                self.assertEqual(message.attachment_ids.mapped("name"), ["b.txt"])
                self.assertIn("Xem tệp", message.body)

    def test_a_marked_upload_of_the_composer_is_erased(self):
        work = self._direct().with_user(self.head)
        upload = self.env["ir.attachment"].with_user(self.head).create({
            "name": "cho.pdf", "raw": make_secret_pdf(), "res_model": "mail.compose.message",
            "res_id": 0,
        })
        work.message_post(body="Xem", attachment_ids=upload.ids)
        self.assertFalse(upload.exists())

    def test_a_message_is_not_changed_into_a_secret(self):
        for name, thread in self._threads().items():
            message = thread.message_post(body="Không có gì")
            with self.subTest(thread=name), self.assertRaises(UserError):
                thread._message_update_content(message, body=SECRET)

    def test_what_bears_no_mark_is_posted_as_written(self):
        for name, thread in self._threads().items():
            with self.subTest(thread=name):
                message = thread.message_post(body="Đã nhận, làm xong thứ Sáu.")
                self.assertIn("thứ Sáu", message.body)

    def test_a_marked_file_is_refused_when_a_dialog_uploads_it(self):
        for model in ("vanthu.assignment.wizard", "vanthu.answer.wizard", "vanthu.assignment"):
            with self.subTest(model=model), self.assertRaises(UserError):
                self.env["ir.attachment"].with_user(self.head).create({
                    "name": "a.pdf", "res_model": model, "res_id": 0,
                    "datas": base64.b64encode(make_secret_pdf()),
                })

    def test_a_file_does_not_become_a_secret_after_its_upload(self):
        upload = self.env["ir.attachment"].with_user(self.head).create({
            "name": "a.pdf", "res_model": "vanthu.assignment.wizard", "res_id": 0,
            "raw": make_pdf("Không dấu"),
        })
        with self.assertRaises(UserError):
            upload.raw = make_secret_pdf()

    def test_free_texts_of_every_act_refuse_a_secret(self):
        work = self._direct(rows=[self._lead(due_date=self.today)])
        mine, boss = work.with_user(self.head), work.with_user(self.leader)
        mine.action_accept()
        person = [{"user_id": self.handler.id, "instruction": SECRET}]
        day = self.env["res.company"]._parse_date("2099-12-30").isoformat()
        acts = {
            "report": lambda: mine.action_report(SECRET),
            "return": lambda: mine.action_return(SECRET),
            "split": lambda: mine.action_split(person),
            "extension": lambda: mine.action_ask_extension(day, SECRET),
            "pause": lambda: mine.action_pause(SECRET, "x"),
            "waited for": lambda: mine.action_pause("x", SECRET),
            "opinions": lambda: mine.action_ask_opinions(
                SECRET, [{"user_id": self.handler.id}], self.today.isoformat()
            ),
            "word": lambda: self.env["vanthu.directive"].with_user(self.leader).action_give(
                SECRET, [self._lead()], "x"
            ),
            "subject": lambda: self.env["vanthu.directive"].with_user(self.leader).action_give(
                "x", [self._lead()], SECRET
            ),
            "delegation": lambda: self._delegate(reason=SECRET),
            "basis": lambda: self._delegate(basis=SECRET),
        }
        for name, act in acts.items():
            before = self._refusals()
            with self.subTest(act=name), self.assertRaises(UserError), self.env.cr.savepoint():
                act()
            self.env.invalidate_all()
            self.assertGreaterEqual(self._refusals(), before)
        self.assertEqual(work.state, "accepted")
        mine.action_report("Xong")
        for act in (lambda: boss.action_send_back(SECRET), lambda: boss.action_approve(SECRET)):
            with self.assertRaises(UserError), self.env.cr.savepoint():
                act()
            self.env.invalidate_all()
        self.assertEqual(work.state, "reported")


@tagged("post_install", "-at_install")
class TestLostAccess(DelegationCommon):
    """Whoever may read the work no longer hears nothing more of it."""

    def setUp(self):
        super().setUp()
        self.document = self._create_registered(
            subject=f"Về việc {WORD}", restricted=True,
            allowed_user_ids=[Command.set((self.leader | self.clerk).ids)],
        )
        self.work = self._direct(self.document, [self._lead(due_date=self.today)])
        self.work.with_user(self.head).action_report("Xong")
        self.document.sudo().write({"allowed_user_ids": [Command.unlink(self.head.id)]})
        self.env.flush_all()

    def _heard(self):
        """What the head was told since."""
        self.env.flush_all()
        messages = self.env["mail.message"].search([
            ("notified_partner_ids", "in", self.head.partner_id.ids), ("id", ">", self.last.id),
        ])
        return [f"{message.subject} {message.body}" for message in messages]

    def _activities(self):
        return self.env["mail.activity"].search([
            ("user_id", "=", self.head.id), ("res_model", "=", "vanthu.assignment"),
            ("res_id", "=", self.work.id),
        ])

    def test_decisions_about_the_report_do_not_reach_them(self):
        acts = {
            "approve": lambda work: work.action_approve(f"Tốt {WORD}"),
            "send_back": lambda work: work.action_send_back(f"Thiếu {WORD}"),
            "reopen": lambda work: work.action_reopen(f"Thiếu {WORD}"),
        }
        point = self.env.cr.savepoint()
        for name, act in acts.items():
            with self.subTest(act=name):
                point.rollback()
                self.env.invalidate_all()
                self.last = self.env["mail.message"].search([], order="id desc", limit=1)
                act(self.work.with_user(self.leader))
                self.assertEqual(self._heard(), [])
                self.assertFalse(self._activities())
        point.close()

    def test_who_still_reads_hears_it(self):
        self.document.sudo().write({"allowed_user_ids": [Command.link(self.head.id)]})
        self.env.flush_all()
        self.last = self.env["mail.message"].search([], order="id desc", limit=1)
        self.work.with_user(self.leader).action_send_back(f"Thiếu {WORD}")
        self.assertEqual(len(self._heard()), 1)
        self.assertTrue(self._activities())

    def test_the_morning_mail_does_not_reach_them(self):
        self.work.with_user(self.leader).action_send_back("Thiếu số liệu")
        Digest = self.env["vanthu.morning.digest"]
        lines = Digest._for(self.head)._get_lines(self.work)
        self.assertEqual(lines, [])
        self.assertTrue(Digest._for(self.leader)._get_lines(self.work))

    def test_a_foreign_upload_is_not_attached_to_a_report(self):
        work = self._direct()
        foreign = self.env["ir.attachment"].with_user(self.clerk).create({
            "name": f"{WORD}.txt", "raw": WORD.encode(),
        })
        for attachment in (foreign, self._attach_to(self.document)):
            with self.assertRaises(AccessError), self.env.cr.savepoint():
                work.with_user(self.head).action_report("Xong", attachment.ids)
            self.env.invalidate_all()
        self.assertEqual(work.state, "new")

    def _attach_to(self, document):
        return self.env["ir.attachment"].sudo().create({
            "name": f"{WORD}.pdf", "raw": make_pdf("x"), "res_model": document._name,
            "res_id": document.id,
        })
