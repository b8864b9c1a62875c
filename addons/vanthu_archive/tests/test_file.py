"""Case files: opening, contents, closing, and what stays as it is afterwards."""

from datetime import date

from psycopg2 import DatabaseError

from odoo import Command
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import Form, tagged
from odoo.tools import mute_logger

from .archive_common import ArchiveCommon


@tagged("post_install", "-at_install")
class TestFile(ArchiveCommon):
    def test_file_from_the_plan_takes_its_number_term_and_people(self):
        form = Form(self.env["vanthu.file"].with_user(self.handler))
        form.plan_line_id = self.entry
        file = form.save()
        self.assertEqual(file.notation, "01.TCCB")
        self.assertEqual((file.term, file.term_years), ("years", 10))
        self.assertEqual((file.unit_id, file.user_id), (self.unit, self.handler))
        self.assertEqual((file.catalog, file.name), (2026, self.entry.name))
        self.assertEqual(file.fonds_id.company_id, self.organisation)
        self.assertTrue(self._get_events(file, "file_started"))

    def test_languages_are_named_in_the_language_of_the_reader(self):
        self.env["res.lang"]._activate_lang("vi_VN")
        named = self.env["ir.model.fields.selection"].search([
            ("field_id.model", "=", "vanthu.document"), ("field_id.name", "=", "language_code"),
            ("value", "=", "03"),
        ])
        named.with_context(lang="vi_VN").name = "Tiếng Pháp"
        files = self.env["vanthu.file"].with_context(lang="vi_VN")
        labels = files.fields_get(["language_code"])["language_code"]["selection"]
        self.assertIn(("03", "Tiếng Pháp"), labels)

    def test_second_file_of_an_entry_needs_a_number_of_its_own(self):
        self._create_file()
        second = self._create_file()
        self.assertFalse(second.notation)
        second.notation = "01b.TCCB"
        self.organisation.partner_id.organ_code = "G09.05.00"
        self.assertEqual(second.file_code, "G09.05.00.2026.01b.TCCB")

    def test_ordinals_follow_the_order_of_coming_in_and_close_gaps(self):
        file = self._create_file()
        first, second, third = (self._add_item(file, name=name) for name in "abc")
        self.assertEqual((file.line_ids.mapped("ordinal"), file.document_count), ([1, 2, 3], 3))
        first.unlink()
        self.assertEqual(((second | third).mapped("ordinal"), file.document_count), ([1, 2], 2))
        self.assertEqual(self._add_item(file).ordinal, 3)
        with self.assertRaisesRegex(UserError, "into the other file"):
            second.file_id = self._create_file(name="Another")

    def test_contents_are_put_in_order_of_date(self):
        file = self._create_file()
        late = self._add_item(file, issued_date=date(2026, 9, 1))
        undated = self._add_item(file, issued_date=False)
        early = self._add_item(file, issued_date=date(2026, 1, 5))
        file.action_order_by_date()
        self.assertEqual([early.ordinal, late.ordinal, undated.ordinal], [1, 2, 3])

    def test_one_document_in_several_files_without_a_copy(self):
        document = self._create_incoming()
        files = self._create_file() + self._create_file()
        lines = self.env["vanthu.file.document"].sudo().create([
            {"file_id": file.id, "document_id": document.id} for file in files
        ])
        self.assertEqual(set(lines.mapped("name")), {document.subject})
        self.assertEqual(set(lines.mapped("reference")), {"327/BGDĐT-VP"})
        document.subject = "Trích yếu khác"
        self.assertEqual(set(lines.mapped("name")), {"Trích yếu khác"})
        self.assertEqual(document.sudo().file_line_ids, lines)

    def test_nobody_puts_in_what_he_may_not_read(self):
        file = self._create_file()
        document = self._create_incoming()
        with self.assertRaises(AccessError):
            self._add_item(file, document_id=document.id)
        with self.assertRaises(ValidationError):
            self.env["vanthu.file.document"].sudo().create({
                "file_id": file.id,
                "document_id": self._create_incoming(self.other_clerk).id,
            })

    def test_closing_asks_for_what_the_law_asks_for(self):
        file = self._create_file(name="Hồ sơ giấy", term_years=0, medium="paper")
        with self.assertRaisesRegex(UserError, "number and notation.*how long.*nothing in it"):
            file.action_close()
        file.write({"notation": "09.VP", "term": "years", "term_years": 5})
        self._add_item(file)
        with self.assertRaisesRegex(UserError, "Number its sheets"):
            file.action_close()
        file.sheet_count = 12
        file.action_close()
        self.assertEqual((file.state, file.closed_by_id), ("closed", self.handler))
        self.assertEqual(file.end_date, self.today)
        self.assertEqual(file.arc_file_code, file.file_code)

    def test_paper_kept_under_five_years_needs_no_sheet_numbers(self):
        file = self._create_file(name="Ngắn hạn", notation="10.VP", term_years=2, medium="paper")
        self._add_item(file)
        file.action_close()
        self.assertEqual(file.state, "closed")

    def test_closed_file_is_read_only_until_it_is_opened_again_with_a_reason(self):
        file = self._create_file(medium="electronic")
        line = self._add_item(file)
        file.action_close()
        for act in (
            lambda: file.write({"name": "Khác"}), lambda: self._add_item(file),
            line.unlink, lambda: line.write({"name": "Khác"}), file.unlink,
            lambda: file.write({"line_ids": [Command.delete(line.id)]}),
        ):
            with self.assertRaises(UserError):
                act()
        with self.assertRaisesRegex(UserError, "why"):
            file.action_reopen(" ")
        file.action_reopen("Thiếu văn bản")
        self._add_item(file)
        self.assertEqual((file.state, file.document_count), ("open", 2))
        event = self._get_events(file, "file_reopened")
        self.assertEqual(event.detail["reason"], "Thiếu văn bản")

    def test_dialog_opens_a_closed_file_again(self):
        file = self._create_file(medium="electronic")
        self._add_item(file)
        file.action_close()
        Reopen = self.env["vanthu.file.reopen"]
        dialog = Reopen.with_user(self.handler).with_context(active_id=file.id)
        form = Form(dialog)
        form.reason = "Sót một báo cáo"
        form.save().action_apply()
        self.assertEqual((file.state, file.reopen_reason), ("open", "Sót một báo cáo"))
        with self.assertRaises(AccessError):
            Reopen.with_user(self.outsider).create({
                "file_id": file.id, "reason": "x",
            }).action_apply()

    def test_archived_file_stays_below_the_rights(self):
        file = self._create_archived()
        self.assertEqual(file.state, "archived")
        line = file.line_ids
        for query in (
            "UPDATE vanthu_file SET name = 'x' WHERE id = %s",
            "UPDATE vanthu_file SET state = 'open' WHERE id = %s",
            "UPDATE vanthu_file SET term_years = 1 WHERE id = %s",
            "DELETE FROM vanthu_file WHERE id = %s",
            "UPDATE vanthu_file_document SET name = 'x' WHERE file_id = %s",
            "DELETE FROM vanthu_file_document WHERE file_id = %s",
            "INSERT INTO vanthu_file_document (file_id, ordinal, name) VALUES (%s, 99, 'x')",
        ):
            with self.subTest(query), mute_logger("odoo.sql_db"), self.assertRaises(
                DatabaseError
            ), self.env.cr.savepoint():
                self.env.cr.execute(query, [file.id])
        for act, error in (
            (lambda: file.sudo()._write_step({"name": "x"}), DatabaseError),
            (line.sudo().unlink, UserError),
            (lambda: file.sudo().action_reopen("x"), UserError),
        ):
            with mute_logger("odoo.sql_db"), self.assertRaises(error), self.env.cr.savepoint():
                act()

    def test_content_of_an_archived_file_is_neither_deleted_nor_changed(self):
        file = self._create_file(medium="electronic")
        line = self._add_item(file)
        attachment = self.env["ir.attachment"].with_user(self.handler).create({
            "name": "bao-cao.txt", "raw": b"noi dung",
        })
        line.attachment_ids = attachment
        file.action_close()
        file.sudo()._archive()
        content = self.env["vanthu.file.content"].sudo().search([("file_id", "=", file.id)])
        self.assertEqual((content.attachment_id, content.size), (attachment, 8))
        for act in (attachment.sudo().unlink, lambda: attachment.sudo().write({"raw": b"x"})):
            with mute_logger("odoo.sql_db"), self.assertRaises(DatabaseError), (
                self.env.cr.savepoint()
            ):
                act()
                self.env.flush_all()
        self.assertEqual(attachment.raw, b"noi dung")

    def test_uploads_of_others_and_of_other_records_are_not_taken(self):
        file = self._create_file()
        document = self._create_incoming()
        Attachment = self.env["ir.attachment"]
        scan = Attachment.create({
            "name": "ban-quet.txt", "raw": b"ban quet", "res_model": document._name,
            "res_id": document.id,
        })
        own_elsewhere = Attachment.with_user(self.handler).create({
            "name": "rieng.txt", "raw": b"rieng",
        })
        self._add_item(file, attachment_ids=[Command.set(own_elsewhere.ids)])
        foreign = Attachment.with_user(self.outsider).create({"name": "x.txt", "raw": b"x"})
        for attachment in (scan, own_elsewhere, foreign):
            with self.subTest(attachment.name), self.assertRaises(AccessError):
                self._add_item(file, attachment_ids=[Command.set(attachment.ids)])
            with self.subTest(attachment.name), self.assertRaises(AccessError):
                self._add_item(file).write({"attachment_ids": [Command.link(attachment.id)]})
        self.assertEqual((scan.res_model, scan.res_id), (document._name, document.id))

    def test_dates_of_the_law(self):
        file = self._create_archived(end=date(2024, 2, 29))
        self.assertEqual(file.retention_start, date(2025, 1, 1))
        self.assertEqual(file.expiry_date, date(2034, 12, 31))
        self.assertEqual(file.handover_due, date(2025, 12, 31))
        self.assertEqual(file.handover_due_decree, date(2025, 2, 28))
        self.assertFalse(file.historic_due)
        file.fonds_id.sudo().is_source = True
        permanent = self._create_archived(term="permanent", term_years=0)
        self.assertEqual(permanent.historic_due, date(self.today.year + 5, 12, 31))
        self.assertFalse(permanent.expiry_date)

    def test_lists_of_what_is_due_and_expired(self):
        Files = self.env["vanthu.file"].with_user(self.archivist)
        due = self._create_file(medium="electronic", end_date=date(self.today.year - 2, 5, 5),
                                start_date=date(self.today.year - 2, 1, 5))
        self._add_item(due)
        due.action_close()
        expired = self._create_archived(end=date(2001, 5, 5))
        fresh = self._create_archived()
        ours = [("id", "in", (due | expired | fresh).ids)]
        self.assertEqual(Files.search([*ours, ("is_handover_due", "=", True)]), due)
        self.assertEqual(Files.search([*ours, ("is_expired", "=", True)]), expired)
        self.assertEqual(Files.search([*ours, ("is_expired", "=", False)]), due | fresh)
        self.assertEqual([due.is_handover_due, expired.is_expired, fresh.is_expired],
                         [True, True, False])


@tagged("post_install", "-at_install")
class TestFileRights(ArchiveCommon):
    def test_handlers_see_their_own_and_their_units_files(self):
        own = self._create_file(name="Của tôi", unit_id=False)
        units = self._create_file(self.archivist, name="Của đơn vị", unit_id=self.unit.id)
        foreign = self._create_file(self.archivist, name="Nơi khác")
        Files = self.env["vanthu.file"]
        ours = [("id", "in", (own | units | foreign).ids)]
        for user, seen in (
            (self.handler, own | units), (self.outsider, Files), (self.head, units),
            (self.clerk, own | units | foreign), (self.leader, own | units | foreign),
            (self.archivist, own | units | foreign), (self.other_archivist, Files),
        ):
            with self.subTest(user=user.login):
                self.assertEqual(Files.with_user(user).search(ours), seen)

    def test_readers_of_the_organisation_change_nothing(self):
        file = self._create_file()
        line = self._add_item(file)
        for user in (self.clerk, self.leader):
            for act in (
                lambda user=user: file.with_user(user).write({"name": "x"}),
                lambda user=user: line.with_user(user).write({"name": "x"}),
                lambda user=user: self._add_item(file.with_user(user)),
                lambda user=user: file.with_user(user).action_close(),
                lambda user=user: file.with_user(user).action_order_by_date(),
                lambda user=user: line.with_user(user).unlink(),
            ):
                with self.assertRaises(AccessError):
                    act()

    def test_restricted_file_is_for_its_named_persons(self):
        file = self._create_file()
        line = self._add_item(file)
        file.write({"restricted": True, "allowed_user_ids": [Command.set(self.head.ids)]})
        for user in (self.archivist, self.clerk, self.leader, self.handler):
            with self.subTest(user=user.login):
                self.assertFalse(file.with_user(user).search([("id", "=", file.id)]))
                self.assertFalse(line.with_user(user).search([("id", "=", line.id)]))
        self.assertEqual(line.with_user(self.head).name, line.name)
        events = self.env["vanthu.event"].with_user(self.leader)
        self.assertFalse(events.search([
            ("res_model", "=", "vanthu.file"), ("res_id", "=", file.id)
        ]))
        self.assertTrue(self._get_events(file, "access_changed"))

    def test_restricted_document_does_not_show_in_its_file(self):
        document = self._create_incoming()
        file = self._create_file()
        line = self.env["vanthu.file.document"].sudo().create({
            "file_id": file.id, "document_id": document.id,
        })
        document.sudo().write({
            "restricted": True, "allowed_user_ids": [Command.set(self.leader.ids)],
        })
        Lines = self.env["vanthu.file.document"]
        self.assertFalse(Lines.with_user(self.handler).search([("file_id", "=", file.id)]))
        self.assertEqual(
            Lines.with_user(self.leader).search([("file_id", "=", file.id)]), line
        )

    def test_steps_are_forged_by_nobody(self):
        file = self._create_file()
        for vals in (
            {"state": "archived"}, {"archived_date": date(2020, 1, 1)},
            {"expiry_date": date(2020, 1, 1)}, {"closed_by_id": self.head.id},
            {"document_count": 9}, {"arc_file_code": "x"},
        ):
            with self.subTest(vals), self.assertRaises(UserError):
                file.write(vals)
        with self.assertRaises(UserError):
            self._create_file(state="archived")


@tagged("post_install", "-at_install")
class TestHold(ArchiveCommon):
    def _place(self, files):
        hold = self.env["vanthu.hold"].with_user(self.archivist).create({
            "name": "Thanh tra 2026", "reason": "Công văn của Thanh tra",
            "company_id": self.organisation.id, "file_ids": [Command.set(files.ids)],
        })
        hold.action_place()
        return hold

    def test_hold_marks_its_files_until_a_leader_releases_it(self):
        files = self._create_file() + self._create_file()
        hold = self._place(files[0])
        self.assertEqual(files.mapped("is_held"), [True, False])
        Files = self.env["vanthu.file"].with_user(self.archivist)
        ours = [("id", "in", files.ids)]
        self.assertEqual(Files.search([*ours, ("is_held", "=", True)]), files[0])
        self.assertEqual(Files.search([*ours, ("is_held", "=", False)]), files[1])
        with self.assertRaises(AccessError):
            hold.action_release()
        with self.assertRaisesRegex(UserError, "why"):
            hold.with_user(self.leader).action_release()
        hold.with_user(self.leader).release_reason = "Đã có kết luận"
        hold.with_user(self.leader).action_release()
        files.invalidate_recordset(["is_held"])
        self.assertEqual(files.mapped("is_held"), [False, False])
        self.assertTrue(self._get_events(files[0], "hold_released"))

    def test_hold_in_force_loses_no_file_and_is_kept(self):
        file, second = self._create_file(), self._create_file()
        hold = self._place(file)
        with self.assertRaises(UserError):
            hold.file_ids = [Command.clear()]
        hold.file_ids = [Command.link(second.id)]
        self.assertTrue(self._get_events(second, "hold_placed"))
        with self.assertRaises(UserError):
            hold.unlink()
        with self.assertRaises(UserError):
            hold.action_place()
        with self.assertRaises(UserError):
            hold.write({"state": "released"})
