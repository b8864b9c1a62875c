"""The checklist of a file that is closed: duplicates, drafts, sheets, retention; dragging."""

from datetime import date

import psycopg2

from odoo import Command
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import Form, tagged
from odoo.tools import mute_logger

from .archive_common import ArchiveCommon


class ClosingCommon(ArchiveCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.file = cls._create_file(medium="paper")
        cls.items = [
            cls._add_item(cls.file, name=name, reference=f"{place}/BC-VP", page_count=pages)
            for place, (name, pages) in enumerate((("a", 3), ("b", 0), ("c", 5)), 1)
        ]

    def _open(self, file=None, user=None):
        action = (file or self.file).with_user(user or self.handler).action_open_closing()
        self.assertEqual(action["target"], "new")
        return self.env[action["res_model"]].with_user(user or self.handler).browse(
            action["res_id"]
        )

    def _findings(self, wizard):
        return [(finding.kind, finding.line_id.id or finding.document_id.id)
                for finding in wizard.finding_ids]

    def _upload(self, name, raw=b"the same bytes"):
        return self.env["ir.attachment"].with_user(self.handler).create({
            "name": name, "raw": raw,
        })


@tagged("post_install", "-at_install")
class TestUntidy(ClosingCommon):
    def test_a_tidy_file_has_nothing_to_look_at(self):
        self.assertFalse(self._open().finding_ids)

    def test_the_same_letter_twice_is_named_once_with_its_twin(self):
        twin = self._add_item(
            self.file, name="a again", reference=" 1/bc-vp ", organ_name="VĂN PHÒNG"
        )
        finding = self._open().finding_ids
        self.assertEqual(
            (finding.kind, finding.line_id, finding.twin_id), ("duplicate", twin, self.items[0])
        )
        self.assertEqual(finding.text, "1 = 4.  1/bc-vp  – a again")

    def test_what_differs_in_number_day_or_author_is_no_duplicate(self):
        for values in (
            {"reference": "1/BC-TCCB"}, {"issued_date": date(2026, 5, 5)},
            {"organ_name": "Phòng Tổ chức"}, {"reference": False},
        ):
            self._add_item(self.file, **{"reference": "1/BC-VP", **values})
        self.assertFalse(self._open().finding_ids)

    def test_the_same_electronic_file_twice_is_a_duplicate(self):
        for item, name in ((self.items[0], "x.pdf"), (self.items[2], "y.pdf")):
            item.attachment_ids = [Command.link(self._upload(name).id)]
        self.items[1].attachment_ids = [Command.link(self._upload("z.pdf", b"others").id)]
        self.assertEqual(self._findings(self._open()), [("duplicate", self.items[2].id)])

    def test_duplicate_is_taken_out_and_the_list_is_shown_again(self):
        twin = self._add_item(self.file, reference="1/BC-VP")
        last = self._add_item(self.file, reference="9/BC-VP")
        wizard = self._open()
        action = wizard.finding_ids.action_solve()
        self.assertEqual((action["res_id"], wizard.finding_ids.ids), (wizard.id, []))
        self.assertFalse(twin.exists())
        self.assertEqual(last.ordinal, 4)

    def test_items_of_a_permanent_file_need_date_and_author(self):
        file = self._create_file(plan_line_id=self.permanent_entry.id, user=self.archivist)
        bare = self._add_item(file, issued_date=False)
        self._add_item(file, name="b", reference="2/BC")
        wizard = self._open(file, self.archivist)
        self.assertEqual(self._findings(wizard), [("undescribed", bare.id)])

    def test_an_answer_that_is_not_in_the_file_is_offered(self):
        incoming = self._register_incoming(subject="Đề nghị báo cáo")
        answer = self._register_incoming(subject="Báo cáo thêm")
        stranger = self._register_incoming(subject="Việc khác")
        answer.sudo().response_to_ids = [Command.link(incoming.id)]
        file = self._create_file(self.archivist, name="Hồ sơ", notation="9.VP")
        file.sudo()._add_documents(incoming.sudo())
        found = file.sudo()._find_left_out()
        self.assertEqual((found, stranger in found), (answer, False))

    def _register_incoming(self, **values):
        document = self._create_incoming(self.clerk, **values)
        document.action_register()
        return document


@tagged("post_install", "-at_install")
class TestSheets(ClosingCommon):
    def _get_sheets(self):
        return [(item.sheet_from, item.sheet_to) for item in self.items]

    def test_sheets_follow_the_pages_and_what_nobody_counted_has_one(self):
        wizard = self._open()
        self.assertIn("Number its sheets", wizard.missing)
        wizard.action_number_sheets()
        self.assertEqual(self._get_sheets(), [(1, 3), (4, 4), (5, 9)])
        self.assertEqual((self.file.sheet_count, wizard.sheet_count), (9, 9))
        self.assertFalse(wizard.missing)

    def test_two_pages_stand_on_a_sheet_that_is_printed_on_both_sides(self):
        wizard = self._open()
        wizard.two_sided = True
        wizard.action_number_sheets()
        self.assertEqual(self._get_sheets(), [(1, 2), (3, 3), (4, 6)])

    def test_they_are_numbered_in_the_order_that_the_file_has(self):
        self.file.write({"line_ids": [
            Command.update(self.items[2].id, {"ordinal": 1}),
            Command.update(self.items[0].id, {"ordinal": 2}),
            Command.update(self.items[1].id, {"ordinal": 3}),
        ]})
        self.file.action_number_sheets()
        self.assertEqual(self._get_sheets(), [(6, 8), (9, 9), (1, 5)])

    def test_numbers_that_do_not_fit_any_more_are_told(self):
        stale = "do not fit"
        for change in (
            lambda: self.items[1].unlink(), lambda: self._add_item(self.file, name="d"),
            lambda: self.items[0].write({"ordinal": 9}),
            lambda: self.file.write({"sheet_count": 12}),
        ):
            self.file.action_number_sheets()
            self.assertNotIn(stale, " ".join(self.file._get_missing()))
            change()
            self.assertIn(stale, " ".join(self.file._get_missing()))
            self.items = list(self.file.line_ids)

    def test_sheets_that_were_counted_as_a_whole_are_enough(self):
        self.file.sheet_count = 40
        self.assertFalse(self.file._get_missing())

    def test_an_empty_file_has_no_sheets(self):
        file = self._create_file(name="Empty")
        self.assertEqual(file.action_number_sheets(), 0)

    def test_only_who_keeps_the_open_file_numbers_them(self):
        with self.assertRaises(AccessError):
            self.file.with_user(self.outsider).action_number_sheets()
        self.file.action_number_sheets()
        self.file.action_close()
        with self.assertRaisesRegex(UserError, "stays as it is"):
            self.file.action_number_sheets()


@tagged("post_install", "-at_install")
class TestClosingDialog(ClosingCommon):
    def _fill(self, wizard, **values):
        with Form(wizard) as form:
            for name, value in values.items():
                setattr(form, name, value)
        return wizard

    def test_closing_writes_what_was_entered(self):
        wizard = self._fill(
            self._open(), name="Hồ sơ tập huấn, đã sửa", start_date=date(2026, 2, 1),
            end_date=date(2026, 6, 30), sheet_count=12, term_years=20, closing_note="Đủ, sạch",
            is_tidy=True,
        )
        wizard.action_close()
        self.assertRecordValues(self.file, [{
            "state": "closed", "name": "Hồ sơ tập huấn, đã sửa", "end_date": date(2026, 6, 30),
            "sheet_count": 12, "term_years": 20, "closing_note": "Đủ, sạch",
        }])

    def test_nothing_is_written_where_nothing_was_changed(self):
        self.file.action_number_sheets()
        wizard, written = self._fill(self._open(), is_tidy=True), []
        write = type(self.file).write

        def watch(files, vals):
            written.append(set(vals))
            return write(files, vals)

        self.patch(type(self.file), "write", watch)
        wizard.action_close()
        self.assertEqual(
            written, [{"state", "closed_by_id", "closed_at", "end_date", "arc_file_code"}]
        )

    def test_it_closes_only_when_somebody_has_gone_through_the_file(self):
        self.file.action_number_sheets()
        with self.assertRaisesRegex(UserError, "tick"):
            self._open().action_close()
        self.assertEqual(self.file.state, "open")

    def test_what_is_missing_is_said_while_it_is_filled_in(self):
        file = self._create_file(name="Bare", medium="electronic", term_years=0)
        self._add_item(file)
        wizard = self._open(file)
        self.assertIn("number and notation", wizard.missing)
        self.assertIn("how long", wizard.missing)
        form = Form(wizard)
        form.term_years = 5
        self.assertNotIn("how long", form.missing)
        self.assertIn("number and notation", form.missing)

    def test_papers_are_printed_with_closing(self):
        self.file.action_number_sheets()
        action = self._fill(self._open(), is_tidy=True).action_close_and_print()
        self.assertEqual(action["type"], "ir.actions.report")
        self.assertEqual(action["report_name"], "vanthu_archive.file_papers")
        self.assertEqual(action["context"]["active_ids"], self.file.ids)
        self.assertTrue(action["close_on_report_download"])
        self.assertEqual(self.file.state, "closed")

    def test_rule_that_binds_is_not_undercut(self):
        rule = self.env["vanthu.retention.rule"].create({
            "name": "Hồ sơ", "code": "X-1", "source": "TT", "term": "years", "term_years": 20,
        })
        self.file.action_number_sheets()
        for reliability, term, years, allowed in (
            ("confirmed", "years", 10, False), ("confirmed", "years", 20, True),
            ("confirmed", "permanent", 0, True), ("reference", "years", 10, True),
            ("unconfirmed", "years", 1, True), ("confirmed", "event", 0, True),
        ):
            with self.subTest(reliability, term=term, years=years):
                rule.reliability = reliability
                self.file.write({
                    "retention_id": rule.id, "term": term, "term_years": years,
                    "term_event": "hết hiệu lực",
                })
                missing = " ".join(self.file._get_missing())
                self.assertEqual("at least: 20 years" not in missing, allowed)
        rule.write({"reliability": "confirmed", "term": "permanent"})
        for term in ("years", "event"):
            self.file.write({"term": term, "term_years": 70})
            with self.assertRaisesRegex(UserError, "at least: Permanent"), (
                self.env.cr.savepoint()
            ):
                self.file.action_close()

    def test_a_rule_chosen_in_the_dialog_brings_its_term(self):
        rule = self.env["vanthu.retention.rule"].create({
            "name": "Hồ sơ", "code": "X-1", "source": "TT", "term": "permanent",
        })
        form = Form(self._open())
        form.retention_id = rule
        self.assertEqual(form.term, "permanent")

    def test_dialog_of_a_closed_file_is_refused(self):
        self.file.action_number_sheets()
        self.file.action_close()
        with self.assertRaisesRegex(UserError, "cannot become"):
            self._open()

    def test_nobody_reads_a_file_through_the_dialog(self):
        dialogs = self.env["vanthu.file.close"].with_user(self.outsider)
        with self.assertRaises(AccessError):
            self._open(user=self.outsider)
        with self.assertRaises(AccessError), self.env.cr.savepoint():
            dialogs.create({"file_id": self.file.id})
        with self.assertRaises(AccessError), self.env.cr.savepoint():
            dialogs.onchange({"file_id": self.file.id}, [], {
                "file_id": {"fields": {"display_name": {}}}, "name": {}, "missing": {},
            })
        mine = self._create_file(name="Mine", user=self.outsider)
        wizard = self._open(mine, self.outsider)
        with self.assertRaises(AccessError), self.env.cr.savepoint():
            wizard.write({"file_id": self.file.id})
            wizard.read(["name"])
        with self.assertRaises(AccessError), self.env.cr.savepoint():
            self.env["vanthu.file.close.finding"].with_user(self.outsider).create({
                "wizard_id": wizard.id, "kind": "draft", "line_id": self.items[0].id,
            })

    def test_dialogs_of_others_are_nobodys_business(self):
        wizard = self._open()
        with self.assertRaises(AccessError):
            wizard.with_user(self.archivist).action_close()

    def test_dates_that_cannot_be_are_refused(self):
        wizard = self._fill(
            self._open(), start_date=date(2026, 9, 1), end_date=date(2026, 8, 1), sheet_count=9,
            is_tidy=True,
        )
        with self.assertRaises(ValidationError):
            wizard.action_close()


@tagged("post_install", "-at_install")
class TestDragging(ClosingCommon):
    def _drag(self, *places):
        """Write the ordinals that the list has after dragging, as the browser sends them."""
        self.file.write({"line_ids": [
            Command.update(item.id, {"ordinal": place})
            for item, place in zip(self.items, places, strict=True) if place
        ]})
        return [item.ordinal for item in self.items]

    def test_an_item_goes_to_another_place_and_the_others_close_up(self):
        for places, expected in (
            ((2, 3, 1), [2, 3, 1]), ((3, 2, 1), [3, 2, 1]), ((1, 2, 3), [1, 2, 3]),
            ((7, 0, 4), [3, 1, 2]),
        ):
            with self.subTest(places):
                self.assertEqual(self._drag(*places), expected)

    def test_one_alone_may_be_moved_too(self):
        self.items[0].ordinal = 9
        self.assertEqual([item.ordinal for item in self.items], [3, 1, 2])

    def test_a_new_one_comes_last_whatever_the_browser_sends(self):
        self.file.write({"line_ids": [Command.create({"name": "d", "ordinal": 1})]})
        self.assertEqual(self.file.line_ids.mapped("name"), ["a", "b", "c", "d"])

    def test_the_order_of_a_closed_file_stays(self):
        self.file.action_number_sheets()
        self.file.action_close()
        with self.assertRaisesRegex(UserError, "stays as it is"):
            self._drag(3, 2, 1)
        with self.assertRaisesRegex(UserError, "stays as it is"):
            self.items[0].ordinal = 3

    def test_ordinals_of_an_archived_file_stay_in_sql_too(self):
        file = self._create_archived()
        with (
            self.assertRaisesRegex(psycopg2.Error, "vanthu"), mute_logger("odoo.sql_db"),
            self.env.cr.savepoint(),
        ):
            self.env.cr.execute(
                "UPDATE vanthu_file_document SET ordinal = 5 WHERE file_id = %s", [file.id]
            )
