import base64
from io import BytesIO

from openpyxl import load_workbook

from odoo.exceptions import AccessError, UserError
from odoo.tests import HttpCase, tagged

from .training_common import TrainingCommon


@tagged("post_install", "-at_install")
class TestClassThings(TrainingCommon):

    def test_a_confirmed_participant_is_told_with_the_sessions_for_the_calendar(self):
        row = self._register(self.trainee)
        self.training.event_mail_ids.sudo().execute()
        mail = self.env["mail.mail"].search([
            ("model", "=", row._name), ("res_id", "=", row.id),
            ("subject", "=", f"You have a place: {self.training.name}"),
        ])
        entries = mail.attachment_ids.filtered(lambda file: file.name.endswith(".ics"))
        content = base64.b64decode(entries.datas).decode()
        self.assertEqual(content.count("BEGIN:VEVENT"), 3)

    def test_who_waits_is_not_told_of_a_place(self):
        row = self._register(self.trainee, state="draft", is_waiting=True)
        self.training.event_mail_ids.sudo().execute()
        told = [("model", "=", row._name), ("res_id", "=", row.id)]
        self.assertFalse(self.env["mail.mail"].search(told))
        row.write({"state": "open", "is_waiting": False})
        self.training.event_mail_ids.sudo().execute()
        self.assertTrue(self.env["mail.mail"].search(told))

    def test_lines_of_a_calendar_entry_are_short_and_escaped(self):
        self.training.name = "Tập huấn; văn thư, lưu trữ và văn phòng điện tử cho các trường " * 2
        for line in self.training._get_calendar_entry().split(b"\r\n"):
            self.assertLessEqual(len(line), 75)
        whole = self.training._get_calendar_entry().replace(b"\r\n ", b"").decode()
        self.assertIn(r"Tập huấn\; văn thư\, lưu trữ", whole)

    def test_materials_are_read_by_those_with_a_place_the_trainers_and_the_host(self):
        material = self.env["vanthu.class.material"].with_user(self.trainer).create({
            "event_id": self.training.id, "name": "Tài liệu", "file": base64.b64encode(b"x"),
        })
        self._register(self.trainee)
        self._register(self.other_trainee, state="draft", is_waiting=True)
        for user in (self.trainee, self.trainer, self.training_manager):
            self.assertEqual(material.with_user(user).name, "Tài liệu")
        for user in (self.other_trainee, self.other_clerk, self.handler, self.other_manager):
            with self.subTest(user.login), self.assertRaises(AccessError):
                material.with_user(user).read(["name"])

    def test_a_draft_of_the_invitation_has_all_who_are_invited_as_recipients(self):
        outside = self.env["res.partner"].create({"name": "UBND xã", "is_company": True})
        self._invite(self.training, outside)
        manager = self.training.with_user(self.training_manager)
        action = manager.with_context(paper_kind="summons").action_draft_paper()
        document = self.env["vanthu.document"].browse(action["res_id"])
        self.assertEqual((document.direction, document.state), ("outgoing", "draft"))
        self.assertEqual(
            document.recipient_ids.partner_id, outside | self.other_organisation.partner_id
        )
        self.assertIn(self.training.name, document.subject)
        again = manager.with_context(paper_kind="summons").action_draft_paper()
        self.assertEqual(again["res_id"], document.id)

    def test_no_letter_is_drafted_that_would_go_to_nobody(self):
        lonely = self._create_class()
        with self.assertRaisesRegex(UserError, "Invite organisations first"):
            lonely.with_context(paper_kind="summons").action_draft_paper()

    def test_trainees_and_guests_draft_no_papers(self):
        for user in (self.trainer, self.other_manager):
            with self.assertRaises(AccessError), self.cr.savepoint():
                self.training.with_user(user).with_context(
                    paper_kind="plan").action_draft_paper()

    def test_the_list_has_who_has_a_place_by_organisation(self):
        self._register(self.other_trainee)
        self._register(self.trainee, position="Văn thư", birth_date="1990-02-01")
        self._register(self._create_person("late", "group_user", self.other_organisation),
                       state="draft", is_waiting=True)
        rows = self.training.with_user(self.trainer)._get_participant_rows()
        self.assertEqual([row[1] for row in rows], ["Other Trainee", "Trainee"])
        self.assertEqual(rows[1][3:], ("Văn thư", self.other_organisation.name))

    def test_the_printed_list_is_logged_for_the_host(self):
        self._register(self.trainee)
        report = self.env["report.vanthu_training.participants"].with_user(self.trainer)
        streams = report._render_stream(self.training.with_user(self.trainer), {})
        self.assertTrue(streams[self.training.id].getvalue().startswith(b"%PDF"))
        self.assertTrue(self.env["vanthu.event"].search_count([
            ("company_id", "=", self.organisation.id), ("res_model", "=", "event.event"),
            ("res_id", "=", self.training.id), ("kind", "=", "printed"),
        ]))

    def test_a_participant_finds_sessions_and_materials(self):
        row = self._register(self.trainee).with_user(self.trainee)
        self.assertEqual(row.class_session_ids, self.training.session_ids)


@tagged("post_install", "-at_install")
class TestClassFiles(TrainingCommon, HttpCase):

    def _open(self, user, path):
        user.password = "a-long-password"
        self.authenticate(user.login, "a-long-password")
        return self.url_open(path)

    def test_the_workbook_is_the_printed_list(self):
        self._register(self.trainee, position="Văn thư")
        self.env.flush_all()
        answer = self._open(self.trainer, f"/vanthu/class/{self.training.id}/participants.xlsx")
        sheet = load_workbook(BytesIO(answer.content)).active
        found = [[cell for cell in row if cell] for row in sheet.iter_rows(values_only=True)]
        self.assertIn(["STT", "Họ và tên", "Ngày sinh", "Chức vụ", "Đơn vị"], found)
        self.assertIn(["1", "Trainee", "Văn thư", self.other_organisation.name], found)

    def test_others_get_neither_the_workbook_nor_the_calendar(self):
        path = f"/vanthu/class/{self.training.id}"
        self._register(self.trainee)
        self.assertEqual(self._open(self.trainee, f"{path}/participants.xlsx").status_code, 404)
        self.assertEqual(self._open(self.trainee, f"{path}.ics").status_code, 200)
        third = self._create_organisation("Trường THPT Số Ba", "THPTSB")
        stranger = self._create_person("stranger", "group_clerk", third)
        self.assertEqual(self._open(stranger, f"{path}.ics").status_code, 404)

    def test_materials_are_downloaded_by_participants_only(self):
        material = self.env["vanthu.class.material"].create({
            "event_id": self.training.id, "name": "Tài liệu", "file": base64.b64encode(b"text"),
        })
        self._register(self.trainee)
        path = f"/web/content/vanthu.class.material/{material.id}/file"
        self.assertEqual(self._open(self.trainee, path).content, b"text")
        self.assertEqual(self._open(self.other_trainee, path).status_code, 404)
