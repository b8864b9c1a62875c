"""Yearly statistics: indicators as data, entered by hand, submitted, added up, printed."""

from io import BytesIO

from openpyxl import load_workbook
from psycopg2 import IntegrityError
from pypdf import PdfReader

from odoo import Command
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import HttpCase, tagged
from odoo.tools import mute_logger

from ..tools.printing.archive_statistic import PARTS
from .statistic_common import StatisticCommon


@tagged("post_install", "-at_install")
class TestStatisticReport(StatisticCommon):
    # ---- INDICATORS ARE DATA ----

    def _add_indicator(self, **values):
        return self.env["vanthu.archive.indicator"].with_user(self.manager).create({
            "code": "9.9", "name": "Tài liệu quý hiếm", "section": "4", "measure": "hồ sơ",
            **values,
        })

    def test_the_administrator_adds_and_retires_indicators(self):
        indicator = self._add_indicator()
        statistic = self._create()
        line = self._line(statistic, "9.9")
        self.assertEqual((line.name, line.source), ("Tài liệu quý hiếm", "manual"))
        indicator.action_archive()
        statistic.action_compute()
        self.assertFalse(self._line(statistic, "9.9"), "nobody had entered anything")
        indicator.action_unarchive()
        statistic.action_compute()
        self._line(statistic, "9.9").value = 7
        indicator.action_archive()
        statistic.action_compute()
        self.assertEqual(self._value(statistic, "9.9"), 7, "what was entered stays")
        with self.assertRaisesRegex(UserError, "archive it"):
            indicator.unlink()
        self._add_indicator(code="9.8").unlink()

    def test_a_report_keeps_the_words_of_its_time(self):
        indicator = self._add_indicator()
        statistic = self._create()
        indicator.name = "Tên khác"
        statistic.action_compute()
        self.assertEqual(self._line(statistic, "9.9").name, "Tài liệu quý hiếm")

    def test_what_the_software_counts_is_retired_and_not_changed(self):
        counted = self.env.ref("vanthu_archive.indicator_4_5").with_user(self.manager)
        with self.assertRaisesRegex(UserError, "retire it"):
            counted.name = "Khác"
        with self.assertRaisesRegex(UserError, "entered by hand"):
            self._add_indicator(source="computed", query="files_kept")
        with self.assertRaisesRegex(UserError, "retire it"):
            self._add_indicator().query = "files_kept"
        with self.assertRaisesRegex(UserError, "archive it"):
            counted.unlink()
        counted.action_archive()
        self.assertFalse(self._line(self._create(), "files_kept"))

    def test_a_code_is_given_once(self):
        self._add_indicator()
        with mute_logger("odoo.sql_db"), self.assertRaises(IntegrityError):
            self._add_indicator()

    def test_an_own_indicator_is_for_its_organisation_only(self):
        self._add_indicator(company_id=self.organisation.id)
        self.assertTrue(self._line(self._create(), "9.9"))
        self.assertFalse(self._line(self._create(self.school_archivist), "9.9"))

    def test_common_indicators_are_kept_at_the_top(self):
        school_manager = self._create_person("school_manager", "group_manager", self.school)
        indicator = self._add_indicator()
        with self.assertRaises(AccessError):
            indicator.with_user(school_manager).name = "Của trường"
        with self.assertRaises(AccessError):
            indicator.with_user(self.archivist).name = "Của lưu trữ"

    # ---- BY HAND ----

    def test_figures_by_hand_and_nothing_else(self):
        statistic = self._create()
        line = self._line(statistic, "1.1")
        self.assertFalse(line.is_entered)
        missing = statistic.missing_count
        line.value = 2
        self.assertTrue(line.is_entered)
        self.assertEqual(statistic.missing_count, missing - 1)
        with self.assertRaisesRegex(UserError, "counted by the software"):
            self._line(statistic, "files_kept").value = 99
        with self.assertRaisesRegex(UserError, "counted by the software"):
            statistic.write({"line_ids": [
                Command.update(self._line(statistic, "files_kept").id, {"value": 99}),
            ]})
        for vals in ({"value_before": 5}, {"source": "manual"}, {"is_entered": True}):
            with self.assertRaises(UserError):
                line.write(vals)
        self._line(statistic, "files_kept").note = "Chưa kể tài liệu tồn đọng"
        statistic.action_compute()
        self.assertEqual((line.value, self._line(statistic, "files_kept").note),
                         (2, "Chưa kể tài liệu tồn đọng"))

    def test_people_are_whole_and_nothing_is_less_than_nothing(self):
        statistic = self._create()
        for code, value in (("1.1", 1.5), ("1.1", -1), ("4.3", -0.5)):
            with self.subTest(code=code, value=value), self.assertRaises(ValidationError):
                self._line(statistic, code).value = value
        self._line(statistic, "4.3").value = 12.25
        self.assertEqual(self._value(statistic, "4.3"), 12.25)

    def test_the_rest_is_nothing(self):
        statistic = self._create()
        self._line(statistic, "1.1").value = 3
        statistic.action_enter_noughts()
        self.assertEqual((statistic.missing_count, self._value(statistic, "1.1")), (0, 3))
        self.assertEqual(self._value(statistic, "1.2"), 0)

    # ---- COMPARED, COUNTED ANEW, ONCE A YEAR ----

    def test_last_year_is_compared_as_it_was_reported(self):
        before = self._create(year=self.year - 1)
        self._line(before, "1.1").value = 4
        statistic = self._create()
        line = self._line(statistic, "1.1")
        line.value = 3
        self.assertEqual((line.value_before, line.change), (4, -1))
        kept = self._line(statistic, "files_kept")
        self.assertEqual(kept.value_before, self._value(before, "files_kept"))
        self.assertEqual(kept.change, kept.value - kept.value_before)

    def test_counting_is_a_moment(self):
        statistic = self._create()
        opened = self._value(statistic, "files_of_year")
        self._create_file(self.archivist, name="Mới", notation="N.1", catalog=self.year)
        self.assertEqual(self._value(statistic, "files_of_year"), opened)
        moment = statistic.computed_at
        self.assertTrue(moment)
        statistic.action_compute()
        self.assertEqual(self._value(statistic, "files_of_year"), opened + 1)
        self.assertEqual(statistic.computed_by_id, self.archivist)

    def test_one_for_each_year(self):
        self._create()
        with mute_logger("odoo.sql_db"), self.assertRaises(IntegrityError):
            self._create()

    def test_organisation_and_year_stay(self):
        statistic = self._create()
        for vals in ({"year": 2020}, {"company_id": self.other_organisation.id}):
            with self.assertRaisesRegex(UserError, "stay"):
                statistic.write(vals)

    # ---- SUBMITTED ----

    def test_nothing_is_submitted_half(self):
        statistic = self._create()
        with self.assertRaisesRegex(UserError, "still to be entered"):
            statistic.action_submit()
        self.assertEqual(statistic.state, "draft")

    def test_submitted_statistics_stay(self):
        statistic = self._submit(self._create())
        self.assertEqual((statistic.state, statistic.submitted_by_id),
                         ("submitted", self.archivist))
        self.assertEqual(len(self._get_events(statistic, "statistic_submitted")), 1)
        for act in (
            lambda: self._line(statistic, "1.1").write({"value": 9}),
            lambda: statistic.write({"note": "Sửa"}), statistic.action_compute,
            statistic.action_submit, statistic.unlink, statistic.action_enter_noughts,
        ):
            with self.assertRaisesRegex(UserError, "stay"):
                act()
        with self.assertRaises(UserError):
            statistic.write({"state": "draft"})

    def test_a_leader_takes_back_and_nobody_else(self):
        statistic = self._submit(self._create())
        with self.assertRaises(AccessError):
            statistic.action_take_back()
        statistic.with_user(self.leader).action_take_back()
        self.assertEqual((statistic.state, statistic.submitted_at), ("draft", False))
        with self.assertRaisesRegex(UserError, "not submitted"):
            statistic.with_user(self.leader).action_take_back()
        self._line(statistic, "1.1").value = 5
        statistic.unlink()

    # ---- ADDED UP BY THE PARENT ----

    def test_the_parent_adds_up_what_was_submitted(self):
        self._open_files(self.school_archivist, 4)
        second, second_archivist = self._create_school("Trường THPT Số Ba", "second")
        reports = [self._create(user) for user in (self.school_archivist, second_archivist)]
        for report, people in zip(reports, (2, 5), strict=True):
            self._line(report, "1.1").value = people
        own = self._create()
        self.assertEqual((own.below_count, own.sent_count), (2, 0))
        self._submit(reports[0])
        own.action_compute()
        line, files = self._line(own, "1.1"), self._line(own, "files_of_year")
        self.assertEqual((line.value_below, files.value_below), (2, 4))
        self._submit(reports[1])
        own.action_compute()
        own.invalidate_recordset()
        line.value = 10
        self.assertEqual((line.value_below, line.total), (7, 17))
        self.assertEqual(files.total, files.value + 4)
        self.assertEqual(own.sent_count, 2)
        self.assertEqual(self._value(own, "1.1"), 10, "the own figure stays the own one")
        self.assertTrue(second)

    def test_what_was_passed_on_is_not_taken_back(self):
        report = self._submit(self._create(self.school_archivist))
        school_leader = self._create_person("school_leader", "group_leader", self.school)
        own = self._submit(self._create())
        with self.assertRaisesRegex(UserError, "passed these figures on"):
            report.with_user(school_leader).action_take_back()
        own.with_user(self.leader).action_take_back()
        report.with_user(school_leader).action_take_back()
        self.assertEqual(report.state, "draft")

    def test_the_parent_sees_who_has_not_sent(self):
        report = self._create(self.school_archivist)
        second, _archivist = self._create_school("Trường THPT Số Ba", "second")
        own = self._create()
        action = own.action_open_below()

        def states():
            self.env.flush_all()
            self.env.invalidate_all()
            rows = self.env[action["res_model"]].with_user(self.leader).search(action["domain"])
            return {row.company_id.id: row.state for row in rows}

        self.assertEqual(states(), {self.school.id: "draft", second.id: "none"})
        self._submit(report)
        self.assertEqual(states()[self.school.id], "submitted")
        rows = self.env[action["res_model"]].with_user(self.school_archivist).search([])
        self.assertEqual(rows.company_id.ids, self.school.ids, "a school sees itself only")

    def test_submitted_figures_are_compared_and_drafts_are_not(self):
        figures = self.env["vanthu.archive.statistic.figure"]
        report = self._create(self.school_archivist)
        self._line(report, "1.1").value = 3
        domain = [("company_id", "=", self.school.id), ("code", "=", "1.1")]
        self.env.flush_all()
        self.assertFalse(figures.with_user(self.leader).search(domain))
        self._submit(report)
        self.env.flush_all()
        row = figures.with_user(self.leader).search(domain)
        self.assertEqual((row.value, row.company_name), (3, "Trường THPT Số Hai"))
        self.assertFalse(figures.with_user(self.other_archivist).search(domain))
        with self.assertRaises(AccessError):
            figures.with_user(self.manager).search(domain)

    # ---- WHO ----

    def test_the_leader_reads_and_the_others_see_nothing(self):
        statistic = self._create()
        self.assertEqual(statistic.with_user(self.leader).year, self.year)
        with self.assertRaises(AccessError):
            statistic.with_user(self.leader).action_compute()
        with self.assertRaises(AccessError):
            self._create(self.leader, year=2001)
        for user in (self.handler, self.clerk, self.manager, self.other_archivist):
            with self.subTest(user=user.login), self.assertRaises(AccessError):
                statistic.with_user(user).read(["year"])
            with self.assertRaises(AccessError):
                statistic.with_user(user).line_ids.read(["value"])
            with self.assertRaises(AccessError):
                statistic.with_user(user).action_submit()
        with self.assertRaises(AccessError):
            self._create(company_id=self.other_organisation.id, year=2002)

    # ---- PAPERS ----

    def _rows(self, statistic):
        return statistic._get_list_rows()

    def test_the_table_has_each_part_and_its_figures(self):
        statistic = self._create()
        self._line(statistic, "1.1").write({"value": 2, "note": "Một người kiêm nhiệm"})
        rows = self._rows(statistic)
        self.assertEqual(
            [row[1] for row in rows if not row[2]], [PARTS[key] for key in sorted(PARTS)])
        by_code = {row[0]: row for row in rows if row[2]}
        self.assertEqual(len(by_code), len(statistic.line_ids))
        self.assertEqual(by_code["1.1"][3:], (0, 2, 0, 2, "Một người kiêm nhiệm"))
        self.assertEqual(by_code["1.2"][4], "", "nobody has entered it yet")
        self.assertIsInstance(by_code["4.5"][4], int)
        self.assertIsInstance(by_code["4.2"][4], float)

    def test_pdf_and_workbook_say_the_same(self):
        statistic = self._create()
        self._line(statistic, "1.1").value = 1234
        stream = self.env["report.vanthu_archive.archive_statistic"].with_user(
            self.archivist)._render_stream(statistic, {})[statistic.id]
        reader = PdfReader(stream)
        text = "\n".join(page.extract_text() for page in reader.pages)
        for words in (
            "BÁO CÁO THỐNG KÊ CÔNG TÁC VĂN THƯ, LƯU TRỮ", f"Năm {self.year}", "1.234",
            "Năm trước", "Năm báo cáo", "Đơn vị trực thuộc", "Tổng cộng", "Ghi chú",
            PARTS["8"], "Số liệu tính lúc",
        ):
            self.assertIn(words, text)
        self.assertEqual(len(self._get_events(statistic, "printed")), 1)


@tagged("post_install", "-at_install")
class TestStatisticDoor(StatisticCommon, HttpCase):
    def test_the_workbook_holds_numbers(self):
        statistic = self._create()
        self._line(statistic, "1.1").value = 1234
        statistic.flush_recordset()
        self.env.flush_all()
        self.authenticate(self.archivist.login, self.archivist.login)
        answer = self.url_open(f"/vanthu/archive-statistic/{statistic.id}.xlsx")
        self.assertEqual(answer.status_code, 200)
        sheet = load_workbook(BytesIO(answer.content)).active
        found = {row[0].value: row for row in sheet.iter_rows() if row[0].value}
        self.assertEqual(found["1.1"][4].value, 1234)
        self.assertEqual(found["1.1"][1].value, "Tổng số người làm văn thư, lưu trữ")
        self.assertEqual(len(self._get_events(statistic, "exported")), 1)

    def test_nobody_else_gets_it(self):
        statistic = self._create()
        self.env.flush_all()
        for user in (self.handler, self.other_archivist):
            self.authenticate(user.login, user.login)
            answer = self.url_open(f"/vanthu/archive-statistic/{statistic.id}.xlsx")
            self.assertEqual(answer.status_code, 404)
        self.authenticate(self.leader.login, self.leader.login)
        answer = self.url_open(f"/vanthu/archive-statistic/{statistic.id}.xlsx")
        self.assertEqual(answer.status_code, 200)
