"""Permanent files on their way to a historical archive, and what the minutes count."""

from datetime import date, timedelta

from freezegun import freeze_time

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .transfer_common import TransferCommon


@tagged("post_install", "-at_install")
class TestHistorical(TransferCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._create_source(cls)
        cls.permanent = cls._create_archived(term="permanent", term_years=0)

    def _create_batch(self, user=None, **values):
        return self.env["vanthu.transfer"].with_user(user or self.archivist).create({
            "kind": "historical", "company_id": self.organisation.id, **values,
        })

    def test_permanent_files_of_a_source_go_with_list_and_minutes(self):
        ten = self._create_archived()
        transfer = self._create_batch()
        transfer.action_add_closed()
        self.assertEqual(transfer.line_ids.file_id, self.permanent)
        self.assertNotIn(ten, transfer.line_ids.file_id)
        self.assertEqual(transfer.historical_archive, "Trung tâm Lưu trữ lịch sử tỉnh")
        transfer.action_send()
        transfer.action_receive()
        transfer.action_all_ok()
        with self.assertRaisesRegex(UserError, "who took the files over"):
            transfer.action_accept()
        transfer.write({
            "receiver_name": "Trần Văn Lưu", "receiver_reference": "05/BB-LTLS",
            "received_date": self.today + timedelta(days=1),
        })
        with self.assertRaisesRegex(UserError, "day to come"):
            transfer.action_accept()
        transfer.received_date = self.today
        transfer.action_accept()
        self.assertEqual(self.permanent.state, "transferred")
        self.assertEqual(self.permanent.transferred_date, self.today)
        event = self._get_events(self.permanent, "file_transferred")
        self.assertEqual(event.detail["reference"], "05/BB-LTLS")
        with self.assertRaises(UserError):
            transfer.receiver_name = "Khác"

    def test_only_what_is_due_is_proposed(self):
        transfer = self._create_batch()
        with self.assertRaisesRegex(UserError, "no further file"):
            transfer.action_add_due()
        with freeze_time(date(self.today.year + 5, 2, 3)):
            transfer.action_add_due()
        self.assertEqual(transfer.line_ids.file_id, self.permanent)

    def test_what_is_not_for_a_historical_archive_is_refused(self):
        ten = self._create_archived()
        transfer = self._create_batch(line_ids=[(0, 0, {"file_id": ten.id})])
        with self.assertRaisesRegex(UserError, "only permanent files"):
            transfer.action_send()
        self.permanent.fonds_id.sudo().is_source = False
        transfer = self._create_batch(line_ids=[(0, 0, {"file_id": self.permanent.id})])
        with self.assertRaisesRegex(UserError, "only permanent files"):
            transfer.action_send()

    def test_what_is_on_hold_stays(self):
        transfer = self._create_batch(line_ids=[(0, 0, {"file_id": self.permanent.id})])
        transfer.action_send()
        transfer.action_receive()
        transfer.action_all_ok()
        transfer.write({
            "receiver_name": "A", "receiver_reference": "1", "received_date": self.today,
        })
        self.env["vanthu.hold"].with_user(self.archivist).create({
            "name": "Thanh tra", "reason": "x", "company_id": self.organisation.id,
            "file_ids": [(6, 0, self.permanent.ids)],
        }).action_place()
        with self.assertRaisesRegex(UserError, "on hold"):
            transfer.action_accept()
        self.assertEqual(self.permanent.state, "archived")

    def test_only_an_archivist_gives_to_a_historical_archive(self):
        for user in (self.handler, self.clerk, self.leader):
            with self.subTest(user.login), self.assertRaises(AccessError):
                self._create_batch(user)
        transfer = self._create_batch(line_ids=[(0, 0, {"file_id": self.permanent.id})])
        for user in (self.handler, self.clerk, self.leader):
            with self.subTest(user.login), self.assertRaises(AccessError):
                transfer.with_user(user).action_send()

    def test_a_unit_cannot_turn_its_batch_into_one_for_a_historical_archive(self):
        files = self._create_closed()
        transfer = self.env["vanthu.transfer"].browse(files.action_prepare_transfer()["res_id"])
        with self.assertRaises(UserError):
            transfer.with_user(self.handler).write({"kind": "historical"})


@tagged("post_install", "-at_install")
class TestParticulars(TransferCommon):
    def test_boxes_metres_media_and_computer_files(self):
        electronic = self._create_closed(2)
        paper = self._create_closed(medium="paper", sheet_count=12)
        hybrid = self._create_closed(medium="hybrid", sheet_count=3)
        files = electronic | paper | hybrid
        document = self._create_incoming(subject="Văn bản có tệp")
        for file in electronic:
            file.action_reopen("Thêm tệp")
        self._add_item(electronic[0].sudo(), document_id=document.id)
        self._add_item(electronic[1].sudo(), document_id=document.id)
        line = self._add_item(electronic[0])
        attachments = self.env["ir.attachment"].with_user(self.handler).create([
            {"name": f"{index}.txt", "raw": b"x" * 524288 + b"%d" % index} for index in range(2)
        ])
        line.attachment_ids = attachments
        self.env["ir.attachment"].sudo().create({
            "name": "vb.txt", "raw": b"noi dung", "res_model": "vanthu.document",
            "res_id": document.id,
        })
        electronic.action_close()
        transfer = self.env["vanthu.transfer"].with_user(self.handler).browse(
            files.action_prepare_transfer()["res_id"]
        )
        self.assertEqual((transfer.paper_count, transfer.electronic_count), (2, 3))
        self.assertEqual(transfer.attachment_count, 4, "a document in two files counts twice")
        self.assertAlmostEqual(transfer.attachment_size, 1.0, places=1)
        transfer.box_count = 12
        self.assertEqual(transfer.shelf_metres, 1.5)
        self.organisation.vanthu_boxes_per_metre = 6
        self.assertEqual(transfer.shelf_metres, 2)
        transfer.action_send()
        taken = transfer.with_user(self.archivist)
        taken.action_receive()
        taken.line_ids.filtered(lambda one: one.file_id == paper).action_mend("Thiếu tờ")
        taken.action_all_ok()
        taken.action_accept()
        taken.invalidate_recordset()
        self.assertEqual((taken.paper_count, taken.attachment_count), (1, 4))
        self.assertEqual(len(taken._get_confirmed_lines()), 3)
        contents = self.env["vanthu.file.content"].sudo().search_count(
            [("file_id", "in", files.ids)]
        )
        self.assertEqual(contents, taken.attachment_count)
