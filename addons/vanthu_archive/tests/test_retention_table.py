"""The table that comes with the add-on, organisations' own tables, and the import of annexes."""

import base64
from datetime import date

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import BaseCase, tagged

from odoo.addons.vanthu_archive.tools import retention_table
from odoo.addons.vanthu_archive.tools.retention_table import Term, is_shorter, parse_term
from odoo.addons.vanthu_document.tools import spreadsheet

from .archive_common import ArchiveCommon

HEADINGS = ("STT", "Tên nhóm hồ sơ, tài liệu", "Thời hạn lưu trữ")


def table(rows, headings=HEADINGS, title="Phụ lục I"):
    """A workbook with a title above the table, as ministries publish it."""
    return spreadsheet.write_template([{
        "name": title, "columns": [{"heading": "BẢNG THỜI HẠN LƯU TRỮ"}],
        "rows": [headings, *rows],
    }])


class TestTerms(BaseCase):
    def test_terms_as_they_stand_in_the_acts(self):
        until = "Đến khi văn bản hết hiệu lực"
        for text, term in (
            ("Vĩnh viễn", Term("permanent")), ("VĨNH VIỄN ", Term("permanent")),
            ("permanent", Term("permanent")), ("20 năm", Term("years", 20)),
            ("05 năm", Term("years", 5)), ("70 NĂM", Term("years", 70)),
            ("1 year", Term("years", 1)), (until, Term("event", 0, until)),
            ("HHL", Term("event", 0, until)),
            ("Theo tuổi thọ công trình", Term("event", 0, "Theo tuổi thọ công trình")),
            ("5 năm sau khi hợp đồng kết thúc",
             Term("event", 0, "5 năm sau khi hợp đồng kết thúc")),
        ):
            with self.subTest(text):
                self.assertEqual(parse_term(text), term)

    def test_what_is_no_term_is_refused(self):
        for text in ("", "20", "năm", "lâu dài", "0 năm", "151 năm", "5000 năm", "bảo quản"):
            with self.subTest(text), self.assertRaises(retention_table.TermError):
                parse_term(text)

    def test_what_is_shorter(self):
        ever, ten, event = Term("permanent"), Term("years", 10), Term("event", 0, "x")
        for own, common, shorter in (
            (ten, Term("years", 10), False), (Term("years", 9), ten, True),
            (Term("years", 11), ten, False), (ever, ten, False), (ten, ever, True),
            (event, ever, True), (ever, event, False), (event, event, False),
            (ten, event, True), (event, ten, True),
        ):
            with self.subTest(own=own, common=common):
                self.assertEqual(is_shorter(own, common), shorter)


class TestReading(BaseCase):
    def _entries(self, *rows, **options):
        return retention_table.make_entries(retention_table.read_rows(table(rows, **options)))

    def test_headings_items_and_sub_rows_of_an_annex(self):
        entries = self._entries(
            ("I.", "TÀI LIỆU TỔNG HỢP", ""),
            ("1", "Tập văn bản gửi chung", "Đến khi văn bản hết hiệu lực"),
            ("2.", "Kế hoạch, báo cáo công tác:", ""),
            ("", "- Hằng năm", "Vĩnh viễn"),
            ("", "– Quý, tháng", "5 năm"),
            ("3", "Công văn trao đổi", "10 năm"),
            ("II", "TÀI LIỆU TỔ CHỨC", ""),
            ("4", "Hồ sơ quy hoạch", "20 năm"),
        )
        self.assertEqual(
            [(entry.code, entry.name, entry.group) for entry in entries], [
                ("1", "Tập văn bản gửi chung", "TÀI LIỆU TỔNG HỢP"),
                ("2a", "Kế hoạch, báo cáo công tác — Hằng năm", "TÀI LIỆU TỔNG HỢP"),
                ("2b", "Kế hoạch, báo cáo công tác — Quý, tháng", "TÀI LIỆU TỔNG HỢP"),
                ("3", "Công văn trao đổi", "TÀI LIỆU TỔNG HỢP"),
                ("4", "Hồ sơ quy hoạch", "TÀI LIỆU TỔ CHỨC"),
            ],
        )
        self.assertFalse(any(entry.problems for entry in entries))
        self.assertEqual(entries[1].term, Term("permanent"))
        self.assertEqual(entries[0].row, 4)

    def test_more_sub_rows_than_letters(self):
        entries = self._entries(
            ("7", "Hồ sơ thi", ""), *(("", f"Kỳ {number}", "5 năm") for number in range(28))
        )
        self.assertEqual([entries[place].code for place in (0, 25, 26, 27)],
                         ["7a", "7z", "7aa", "7bb"])

    def test_each_wrong_row_says_what_is_wrong(self):
        entries = self._entries(
            ("1", "Hồ sơ một", "lâu dài"), ("1", "Hồ sơ khác", "5 năm"),
            ("1", "Hồ sơ lặp", "5 năm"), ("", "Không số", "5 năm"), ("5", "", "5 năm"),
            ("6", "Công thức", "=1+4"),
        )
        self.assertEqual(
            [[code for code, _params in entry.problems] for entry in entries],
            [["bad_term"], ["twice"], ["twice"], ["no_code"], ["no_name"], ["formula"]],
        )
        self.assertEqual(entries[2].problems[0][1], {"code": "1", "other": 3})

    def test_csv_in_the_spellings_of_excel(self):
        text = "STT{0}Tên hồ sơ{0}Thời hạn bảo quản\n1{0}Hồ sơ “A”{0}Vĩnh viễn\n"
        for mark, encoding in ((",", "utf-8-sig"), (";", "utf-8"), ("\t", "utf-16")):
            with self.subTest(encoding):
                data = text.format(mark).encode(encoding)
                entry, = retention_table.make_entries(retention_table.read_rows(data))
                self.assertEqual((entry.code, entry.name), ("1", "Hồ sơ “A”"))

    def test_files_that_are_no_table(self):
        for data, code in (
            (b"", "empty"), (b"\x00\x01binary", "not_xlsx"), (b"\xff\xd8\xffjpeg", "not_xlsx"),
            (b"PK\x03\x04broken", "damaged"), (table([], headings=("A", "B", "C")), "no_header"),
            (b"a,b\n" * 10_001, "too_many_rows"), (b"x" * (10 * 1024 * 1024 + 1), "too_large"),
        ):
            with self.subTest(code), self.assertRaises(spreadsheet.SpreadsheetError) as caught:
                retention_table.read_rows(data)
            self.assertEqual(caught.exception.code, code)

    def test_the_second_sheet_may_hold_the_table(self):
        data = spreadsheet.write_template([
            {"name": "Bìa", "columns": [{"heading": "Thông tư"}]},
            {"name": "Bảng", "columns": [{"heading": text} for text in HEADINGS],
             "rows": [("1", "Hồ sơ", "5 năm")]},
        ])
        self.assertEqual(len(retention_table.read_rows(data)), 1)


@tagged("post_install", "-at_install")
class TestShippedTable(ArchiveCommon):
    def test_each_row_has_the_state_that_its_source_allows(self):
        xmlids = self.env["ir.model.data"].search([
            ("module", "=", "vanthu_archive"), ("model", "=", "vanthu.retention.rule"),
        ])
        rules = self.env["vanthu.retention.rule"].browse(xmlids.mapped("res_id"))
        self.assertEqual(len(rules), 288)
        self.assertTrue(all(xmlids.mapped("noupdate")), "administrators' changes would be lost")
        former = rules.filtered(lambda rule: rule.source.startswith("TT 09/2011"))
        self.assertEqual(len(former), 274)
        self.assertFalse(any(former.mapped("active")))
        self.assertEqual(set(former.mapped("reliability")), {"reference"})
        self.assertEqual(set(former.mapped("valid_to")), {date(2023, 2, 14)})
        current = rules.filtered(lambda rule: rule.source == "TT 10/2022/TT-BNV")
        self.assertEqual(set(current.mapped("valid_from")), {date(2023, 2, 15)})
        self.assertTrue(all(current.mapped("active")))
        rest = rules - former - current
        self.assertEqual(set(rest.mapped("reliability")), {"unconfirmed"})
        self.assertEqual({rule.code[:3] for rule in rest}, {"THI", "MEM"})

    def test_terms_of_known_rows(self):
        for name, term in (
            ("tt10_04", ("years", 20, False)), ("tt10_05", ("years", 5, False)),
            ("tt09_1_09", ("permanent", 0, False)), ("thi_05", ("years", 1, False)),
            ("tt09_14_1_01", ("event", 0, "Đến khi văn bản hết hiệu lực")),
        ):
            rule = self.env.ref(f"vanthu_archive.retention_{name}")
            self.assertEqual((rule.term, rule.term_years, rule.term_event), term, name)
            self.assertTrue(rule._describe_term())

    def test_former_rules_are_not_offered(self):
        rules = self.env["vanthu.retention.rule"]
        found = rules.search(rules._get_valid_domain(self.organisation, date(2026, 11, 1)))
        self.assertIn(self.env.ref("vanthu_archive.retention_tt10_01"), found)
        self.assertNotIn(self.env.ref("vanthu_archive.retention_tt09_1_09"), found)


@tagged("post_install", "-at_install")
class TestRetentionImport(ArchiveCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.rules = cls.env["vanthu.retention.rule"]
        cls.base = cls.rules.create({
            "name": "Chung", "code": "C-1", "source": "TT chung", "term_years": 10,
        })

    def _import(self, *rows, user=None, headings=HEADINGS, **values):
        wizard = self.env["vanthu.retention.import"].with_user(user or self.archivist)
        return wizard.create({
            "source": "TT 99/2026/TT-BNV", "file_name": "phu-luc.xlsx",
            "file": base64.b64encode(table(rows, headings=headings)), **values,
        })

    def _find(self, source="TT 99/2026/TT-BNV"):
        return self.rules.with_context(active_test=False).search([("source", "=", source)])

    def test_dry_run_changes_nothing_and_the_import_takes_all(self):
        wizard = self._import(
            ("1", "Hồ sơ một", "10 năm"), ("2", "Hồ sơ hai", "Vĩnh viễn"),
            confirmed=True, valid_from=date(2026, 1, 1),
        )
        wizard.action_check()
        self.assertEqual((wizard.state, wizard.new_count, wizard.wrong_count), ("checked", 2, 0))
        self.assertFalse(self._find())
        wizard.action_import()
        first, second = self._find()
        self.assertEqual((first.code, first.term_years, second.term), ("1", 10, "permanent"))
        self.assertEqual(first.reliability, "confirmed")
        self.assertEqual(first.valid_from, date(2026, 1, 1))
        self.assertEqual(wizard.state, "done")

    def test_second_import_tells_new_changed_and_same(self):
        self._import(("1", "Một", "10 năm"), ("2", "Hai", "10 năm")).action_import()
        self._find()[1].active = False
        wizard = self._import(
            ("1", "Một", "10 năm"), ("2", "Hai", "20 năm"), ("3", "Ba", "5 năm"),
        )
        wizard.action_check()
        self.assertEqual(wizard.line_ids.mapped("kind"), ["same", "changed", "new"])
        self.assertIn("10 years", wizard.line_ids[1].message)
        wizard.action_import()
        self.assertEqual(self._find().mapped("term_years"), [10, 20, 5])
        self.assertTrue(all(self._find().mapped("active")))

    def test_a_wrong_row_keeps_the_whole_table_out(self):
        wizard = self._import(("1", "Một", "10 năm"), ("2", "Hai", "mãi"))
        wizard.action_import()
        self.assertFalse(self._find())
        self.assertEqual((wizard.state, wizard.wrong_count), ("checked", 1))
        self.assertEqual(wizard.line_ids[0].kind, "wrong")
        self.assertIn("“mãi” is no term", wizard.line_ids[0].message)

    def test_own_table_keeps_longer_but_not_shorter(self):
        headings = (*HEADINGS, "Mã quy định chung")
        own = {"company_id": self.organisation.id, "headings": headings}
        wizard = self._import(("1", "Một", "5 năm", "C-1"), ("2", "Hai", "5 năm", "?"), **own)
        wizard.action_check()
        self.assertEqual(wizard.wrong_count, 2)
        self.assertIn("shorter than “10 years”", wizard.line_ids[0].message)
        self.assertIn("No act in use has a rule ?", wizard.line_ids[1].message)
        self._import(("1", "Một", "15 năm", "C-1"), **own).action_import()
        rule = self._find()
        self.assertEqual((rule.base_id, rule.company_id), (self.base, self.organisation))
        with self.assertRaisesRegex(ValidationError, "may keep longer, not shorter"):
            rule.term_years = 9
        rule.term = "permanent"
        common = self._import(("9", "Chín", "5 năm", "C-1"), headings=headings)
        common.action_check()
        self.assertIn("own table", common.line_ids.message)

    def test_only_an_own_rule_follows_a_common_one(self):
        other = self.base.copy({"code": "C-2"})
        with self.assertRaisesRegex(ValidationError, "own rule"):
            other.base_id = self.base
        own = self.base.copy({"code": "C-3", "company_id": self.organisation.id})
        with self.assertRaisesRegex(ValidationError, "own rule"):
            own.copy({"code": "C-4"}).base_id = own

    def test_who_may_import_what(self):
        with self.assertRaises(AccessError):
            self._import(("1", "Một", "10 năm"), user=self.handler)
        wizard = self._import(("1", "Một", "10 năm"))
        self.assertFalse(wizard.with_user(self.other_archivist).search([("id", "=", wizard.id)]))
        with self.assertRaisesRegex(UserError, "organisation that you work in"):
            self._import(
                ("1", "Một", "10 năm"), company_id=self.other_organisation.id
            ).action_check()
        school = self.env["res.company"].create(
            {"name": "Trường trực thuộc", "parent_id": self.organisation.id}
        )
        keeper = self._create_archivist("school_keeper", school)
        with self.assertRaises(AccessError):
            self._import(("1", "Một", "10 năm"), user=keeper, company_id=False).action_import()

    def test_sentences_for_files_that_cannot_be_read(self):
        wizard = self._import()
        with self.assertRaisesRegex(UserError, "no row with a term"):
            wizard.action_check()
        for content, sentence in ((False, "Choose the table"), (b"\x00x", "not an Excel")):
            wizard.file = content and base64.b64encode(content)
            with self.assertRaisesRegex(UserError, sentence):
                wizard.action_check()

    def test_the_empty_table_is_read_again(self):
        wizard = self._import()
        url = wizard.action_download_template()["url"]
        self.assertIn("template_file", url)
        data = base64.b64decode(wizard.template_file)
        self.assertEqual(retention_table.read_rows(data), [])
