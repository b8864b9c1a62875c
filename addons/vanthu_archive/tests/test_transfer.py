"""Hand-over: from the proposal over the check to what both sides have confirmed."""

from datetime import date
from unittest.mock import patch

from freezegun import freeze_time
from psycopg2 import IntegrityError

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import Form, tagged
from odoo.tools import mute_logger

from odoo.addons.vanthu_archive.models.states import TRANSFER_TRANSITIONS, can_move

from .transfer_common import TransferCommon


@tagged("post_install", "-at_install")
class TestTransfer(TransferCommon):
    def test_a_batch_from_the_proposal_to_the_taking_over(self):
        files = self._create_closed(3)
        form = Form(self.env["vanthu.transfer"].with_user(self.handler))
        form.unit_id = self.unit
        transfer = form.save()
        transfer.action_add_closed()
        self.assertEqual(transfer.line_ids.file_id, files)
        transfer.action_send()
        self.assertEqual((transfer.state, transfer.giver_id), ("sent", self.handler))
        transfer = transfer.with_user(self.archivist)
        transfer.action_receive()
        first, second, third = transfer.line_ids
        first.action_ok()
        second.reason = "Chưa đánh số tờ"
        self.assertEqual((second.state, transfer.waiting_count), ("mend", 1))
        with self.assertRaisesRegex(UserError, "remaining 1 files"):
            transfer.action_accept()
        transfer.action_all_ok()
        self.assertEqual(second.state, "mend", "what is wrong stays wrong")
        transfer.action_accept()
        self.assertEqual((transfer.state, transfer.taker_id), ("accepted", self.archivist))
        self.assertTrue(transfer.taken_at and transfer.given_at)
        self.assertEqual(files.mapped("state"), ["archived", "closed", "archived"])
        self.assertEqual(set((files[0] | files[2]).mapped("archived_date")), {self.today})
        self.assertEqual(transfer.line_ids.mapped("state"), ["accepted", "sent_back", "accepted"])
        self.assertEqual((transfer.ok_count, transfer.mend_count), (2, 1))
        refused = self._get_events(files[1], "handover_refused")
        self.assertEqual(refused.detail["reason"], "Chưa đánh số tờ")
        self.assertTrue(self._get_events(files[0], "file_archived"))
        self.assertEqual(third.state, "accepted")

    def test_a_file_that_was_sent_back_is_mended_and_sent_again(self):
        transfer = self._create_sent()
        transfer.action_receive()
        transfer.line_ids[0].action_mend("Thiếu tờ")
        transfer.action_all_ok()
        transfer.action_accept()
        file = transfer.line_ids[0].file_id.with_user(self.handler)
        file.action_reopen("Bổ sung tờ thiếu")
        file.action_close()
        again = self.env["vanthu.transfer"].browse(file.action_prepare_transfer()["res_id"])
        self.assertEqual(again.line_ids.file_id, file)

    def test_the_proposal_leaves_to_the_unit_what_is_kept_for_less_than_five_years(self):
        long = self._create_closed(term_years=5)
        ever = self._create_closed(term="permanent", term_years=0)
        event = self._create_closed(term="event", term_years=0, term_event="Hết công trình")
        short = self._create_closed(term_years=4)
        other = self._create_closed(unit_id=self.second_unit.id)
        busy = self._create_sent(1).line_ids.file_id
        transfer = self.env["vanthu.transfer"].with_user(self.handler).create(
            {"unit_id": self.unit.id, "company_id": self.organisation.id}
        )
        transfer.action_add_closed()
        self.assertEqual(transfer.line_ids.file_id, long | ever | event)
        self.assertFalse((short | other | busy) & transfer.line_ids.file_id)
        with self.assertRaisesRegex(UserError, "no further file"):
            transfer.action_add_closed()

    def test_what_is_due_is_proposed_thirty_days_before(self):
        file = self._create_closed(end=date(2025, 3, 4))
        fresh = self._create_closed(end=date(2026, 3, 4))
        short = self._create_closed(end=date(2025, 3, 4), term_years=2)
        files = self.env["vanthu.file"]
        ours = [("id", "in", (file | fresh | short).ids)]
        for day, due in (("2026-11-30", False), ("2026-12-01", True), ("2027-05-05", True)):
            with self.subTest(day), freeze_time(f"{day} 05:00:00"):
                found = files.search([*ours, ("is_handover_due", "=", True)])
                self.assertEqual(found.ids, file.ids if due else [])
                (file | short).invalidate_recordset(["is_handover_due"])
                self.assertEqual(file.is_handover_due, due)
                self.assertFalse(short.is_handover_due)
                self.assertEqual(
                    files.search([*ours, ("is_handover_due", "=", False)]),
                    (fresh | short | file) - found.with_env(file.env),
                )
        with freeze_time("2026-12-05 05:00:00"):
            transfer = self.env["vanthu.transfer"].with_user(self.handler).create(
                {"unit_id": self.unit.id, "company_id": self.organisation.id}
            )
            transfer.action_add_due()
        self.assertEqual(transfer.line_ids.file_id, file)

    def test_sending_back_the_whole_batch(self):
        transfer = self._create_sent()
        for reason in ("", "  "):
            with self.assertRaisesRegex(UserError, "Write why"):
                transfer.action_return(reason)
        wizard = self.env["vanthu.transfer.return"].with_user(self.archivist).with_context(
            active_id=transfer.id
        ).create({"reason": "Sai mục lục"})
        wizard.action_apply()
        self.assertEqual((transfer.state, transfer.return_reason), ("returned", "Sai mục lục"))
        self.assertEqual(transfer.activity_ids.user_id, self.handler)
        given = transfer.with_user(self.handler)
        given.line_ids[0].unlink()
        given.action_send()
        self.assertEqual((transfer.state, transfer.file_count), ("sent", 1))
        self.assertFalse(transfer.return_reason)

    def test_marks_of_the_last_check_are_gone_when_it_is_sent_again(self):
        transfer = self._create_sent()
        transfer.action_receive()
        transfer.line_ids[0].action_mend("Thiếu")
        transfer.line_ids[1].action_ok()
        transfer.action_return("Làm lại")
        transfer.with_user(self.handler).action_send()
        self.assertEqual(set(transfer.line_ids.mapped("state")), {"waiting"})
        self.assertFalse(any(transfer.line_ids.mapped("reason")))

    def test_reasons_are_typed_on_the_form_of_the_batch(self):
        transfer = self._create_sent(2)
        transfer.action_receive()
        with Form(transfer) as form, form.line_ids.edit(1) as line:
            line.reason = "Thiếu chứng từ kết thúc"
        self.assertEqual(transfer.line_ids.mapped("state"), ["waiting", "mend"])
        self.assertEqual((transfer.file_count, transfer.mend_count), (2, 1))

    def test_words_taken_back_leave_the_file_unchecked(self):
        transfer = self._create_sent(1)
        transfer.action_receive()
        transfer.line_ids.reason = "Thiếu"
        transfer.line_ids.reason = " "
        self.assertEqual(transfer.line_ids.state, "waiting")

    def test_a_batch_with_nothing_in_order_is_sent_back_as_a_whole(self):
        transfer = self._create_sent(1)
        transfer.action_receive()
        transfer.line_ids.action_mend("Thiếu")
        with self.assertRaisesRegex(UserError, "No file is in order"):
            transfer.action_accept()
        self.assertEqual(transfer.line_ids.file_id.state, "closed")

    def test_every_step_from_every_state(self):
        steps = {
            "sent": lambda one: one.with_user(self.handler).action_send(),
            "checking": lambda one: one.action_receive(),
            "returned": lambda one: one.action_return("x"),
            "accepted": lambda one: one.action_accept(),
        }
        for state in TRANSFER_TRANSITIONS:
            if state == "accepted":
                continue
            for target, step in steps.items():
                transfer = self._create_sent(1)
                transfer.sudo().line_ids._write_step({"state": "ok"})
                transfer.sudo()._write_step({"state": state})
                with self.subTest(state=state, target=target):
                    if can_move(TRANSFER_TRANSITIONS, state, target):
                        step(transfer)
                        self.assertEqual(transfer.state, target)
                    else:
                        with self.assertRaises(UserError), self.env.cr.savepoint():
                            step(transfer)

    def test_a_file_is_in_one_batch_at_a_time(self):
        file = self._create_closed()
        file.action_prepare_transfer()
        with mute_logger("odoo.sql_db"), self.assertRaises(IntegrityError), (
            self.env.cr.savepoint()
        ):
            file.action_prepare_transfer()

    def test_only_closed_files_of_the_unit_are_taken_up(self):
        opened = self._create_file(name="Đang mở", notation="90.GN", unit_id=self.unit.id)
        foreign = self._create_closed()
        foreign.sudo()._write_step({"unit_id": self.second_unit.id})
        for file, sentence in ((opened, "Close the file"), (foreign, "another unit")):
            with self.subTest(sentence), self.assertRaisesRegex(ValidationError, sentence):
                self.env["vanthu.transfer"].with_user(self.archivist).create({
                    "unit_id": self.unit.id, "company_id": self.organisation.id,
                    "line_ids": [(0, 0, {"file_id": file.id})],
                })

    def test_a_file_opened_again_meanwhile_stops_the_sending(self):
        files = self._create_closed(2)
        transfer = self.env["vanthu.transfer"].with_user(self.handler).browse(
            files.action_prepare_transfer()["res_id"]
        )
        files[0].action_reopen("Bổ sung")
        with self.assertRaisesRegex(UserError, "is “Open”"):
            transfer.action_send()
        empty = transfer.create({"unit_id": self.unit.id, "company_id": self.organisation.id})
        with self.assertRaisesRegex(UserError, "at least one file"):
            empty.action_send()

    def test_a_file_that_was_sent_is_not_opened_again(self):
        transfer = self._create_sent(1)
        file = transfer.line_ids.file_id.with_user(self.handler)
        with self.assertRaisesRegex(UserError, "was sent to the archive"):
            file.action_reopen("Bổ sung")
        transfer.action_return("Làm lại")
        file.action_reopen("Bổ sung")
        self.assertEqual(file.state, "open")

    def test_clerk_and_archivist_in_one_person_takes_over_in_one_step(self):
        user = self._create_archivist("school_clerk")
        user.group_ids += self.env.ref("vanthu_document.group_clerk")
        files = self._create_closed(2, user=user, unit_id=False)
        action = files.action_take_into_archive()
        transfer = self.env["vanthu.transfer"].browse(action["res_id"])
        self.assertEqual(transfer.state, "accepted")
        self.assertEqual((transfer.giver_id, transfer.taker_id), (user, user))
        self.assertEqual(set(files.mapped("state")), {"archived"})
        self.assertFalse(transfer.activity_ids, "nobody is told to do what is done")

    def test_the_one_step_is_for_own_files_of_an_archivist(self):
        files = self._create_closed()
        with self.assertRaises(AccessError):
            files.action_take_into_archive()
        with self.assertRaisesRegex(AccessError, "what you keep yourself"):
            files.with_user(self.archivist).action_take_into_archive()

    def test_archivists_are_told_once_and_the_notice_ends(self):
        second = self._create_archivist("second_archivist")
        transfer = self._create_sent(3)
        self.assertEqual(transfer.activity_ids.user_id, self.archivist | second)
        self.assertEqual(len(transfer.activity_ids), 2)
        transfer.action_receive()
        transfer.line_ids[0].action_mend("Thiếu")
        transfer.action_all_ok()
        transfer.action_accept()
        self.assertEqual(transfer.activity_ids.user_id, self.handler, "only of what came back")

    def test_name_follows_the_unit_until_somebody_writes_one(self):
        transfer = self.env["vanthu.transfer"].with_user(self.handler).create(
            {"unit_id": self.unit.id, "company_id": self.organisation.id, "year": 2026}
        )
        self.assertEqual(transfer.name, "Files of Văn phòng, 2026")
        transfer.name = "Hồ sơ tổ chức"
        self.assertEqual(transfer.name, "Hồ sơ tổ chức")


@tagged("post_install", "-at_install")
class TestManyFiles(TransferCommon):
    def test_taking_over_needs_no_more_queries_for_more_files(self):
        def count(number):
            transfer = self._create_sent(number)
            transfer.action_receive()
            transfer.action_all_ok()
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            transfer.action_accept()
            self.env.flush_all()
            return self.env.cr.sql_log_count - before

        count(2)
        few, many = count(4), count(24)
        self.assertLess(many - few, 12, "a query for each file")

    def test_whoever_comes_second_meets_what_the_first_has_done(self):
        transfer = self._create_sent(1)
        with patch.object(type(self.env.cr), "execute", autospec=True, side_effect=type(
            self.env.cr
        ).execute) as execute:
            transfer.action_receive()
        queries = [str(call.args[1]) for call in execute.call_args_list]
        self.assertTrue(any("write_date = write_date" in query for query in queries))
