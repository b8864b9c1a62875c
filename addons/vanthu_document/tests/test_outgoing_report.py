"""The report on outgoing documents: what it counts, how it stood at the end of a period."""

import io
from datetime import date

from openpyxl import load_workbook

from odoo.exceptions import AccessError, UserError
from odoo.tests import HttpCase, freeze_time, tagged

from odoo.addons.vanthu_document.tools.printing.outgoing_report import (
    BY_PRIORITY,
    BY_TYPE,
    BY_UNIT,
    DETAILS,
    FORMS,
)

from .books_common import BooksCommon

FIRST, LAST = date(2026, 5, 1), date(2026, 5, 31)


class OutgoingReportCommon(BooksCommon):
    def _report(self, form=BY_TYPE, user=None, first=FIRST, last=LAST, company=None):
        rows = self.env["vanthu.document"].with_user(user or self.clerk)._get_outgoing_rows(
            form, company or self.organisation, first, last
        )
        return [dict(zip(form.keys, row, strict=True)) for row in rows]

    def _wizard(self, user=None, **values):
        return self.env["vanthu.outgoing.print"].with_user(user or self.clerk).create({
            "day": "2026-05-15", **values,
        })


@tagged("post_install", "-at_install")
class TestOutgoingReport(OutgoingReportCommon):
    def test_sums_by_type_with_channels_and_the_total(self):
        self._send_paper(self._issue_paper())
        self._issue_paper(type_id=self.decision_type.id, priority="1")
        letter, decision, total = self._report()
        self.assertEqual(letter, {
            "position": 1, "name": "Công văn", "total": 1, "urgent": 0, "in_time": 1, "late": 0,
            "waiting": 0, "overdue": 0, "rate": 100.0, "office": 0, "email": 0, "post": 1,
            "hand": 1, "refused": 0, "recalled": 0,
        })
        self.assertEqual(
            (decision["name"], decision["urgent"], decision["waiting"], decision["rate"]),
            ("Quyết định", 1, 1, "–"),
        )
        self.assertEqual(
            (total["name"], total["total"], total["urgent"], total["post"]),
            ("Tổng cộng", 2, 1, 1),
        )

    def test_by_unit_and_by_urgency(self):
        self._issue_paper()
        self._issue_paper(priority="3")
        self.assertEqual(
            [(row["name"], row["total"]) for row in self._report(BY_UNIT)],
            [("Văn phòng", 2), ("Tổng cộng", 2)],
        )
        self.assertEqual(
            [(row["name"], row["total"]) for row in self._report(BY_PRIORITY)],
            [("Thường", 1), ("Hỏa tốc", 1), ("Tổng cộng", 2)],
        )

    def test_late_after_the_working_day_that_follows_the_signature(self):
        document = self._issue_paper()  # signed on a Friday
        urgent = self._issue_paper(priority="1")
        for moment, expected in (
            ("2026-05-15 09:00:00", ("Chưa gửi", "Chưa gửi")),
            ("2026-05-18 09:00:00", ("Chưa gửi", "Chưa gửi, quá hạn")),
            ("2026-05-19 09:00:00", ("Chưa gửi, quá hạn", "Chưa gửi, quá hạn")),
        ):
            with self.subTest(moment), freeze_time(moment):
                rows = self._report(DETAILS)
                self.assertEqual(tuple(row["result"] for row in rows), expected)
        self.assertEqual(rows[0]["limit"], date(2026, 5, 18))
        with freeze_time("2026-05-18 09:00:00"):
            (document | urgent).action_dispatch()
            self.assertEqual(
                [row["result"] for row in self._report(DETAILS)], ["Đúng hạn", "Quá hạn"]
            )
            total = self._report()[-1]
            self.assertEqual((total["in_time"], total["late"], total["rate"]), (1, 1, 50.0))

    def test_a_past_period_is_told_as_it_was_at_its_end(self):
        document = self._issue_paper()
        with freeze_time("2026-06-02 03:00:00"):
            document.action_dispatch()
            self.assertEqual(self._report()[-1]["overdue"], 1)
            self.assertEqual(self._report(last=date(2026, 6, 30))[-1]["late"], 1)
            self.assertEqual(self._report(first=date(2026, 6, 1), last=date(2026, 6, 30)), [
                {**dict.fromkeys(BY_TYPE.keys, 0), "position": "", "name": "Tổng cộng",
                 "rate": "–"},
            ])

    def test_refused_and_recalled(self):
        document = self._dispatch()
        received = self._get_received(document)
        received.action_return("Không đúng thẩm quyền")
        total = self._report()[-1]
        self.assertEqual((total["office"], total["refused"], total["recalled"]), (1, 1, 0))
        unsent = self._issue_paper()
        unsent.action_recall("Sai")
        total = self._report()[-1]
        self.assertEqual((total["total"], total["recalled"], total["in_time"]), (2, 1, 1))
        self.assertEqual(
            total["in_time"] + total["late"] + total["waiting"] + total["overdue"], 1
        )
        self.assertEqual(self._report(DETAILS)[1]["result"], "Thu hồi")

    def test_the_list_tells_who_has_registered_it(self):
        document = self._dispatch()
        self.assertEqual(self._report(DETAILS)[0]["registered"], "0/1")
        self._get_received(document).action_register()
        row = self._report(DETAILS)[0]
        self.assertEqual(
            {key: row[key] for key in ("reference", "subject", "unit", "signer", "registered")},
            {
                "reference": "01/SGDĐT-VP", "unit": "Văn phòng", "signer": "Leader",
                "subject": "Công văn: Tổ chức hội nghị tổng kết năm học", "registered": "1/1",
            },
        )

    def test_a_restricted_document_is_counted_and_shows_number_and_days_only(self):
        self._restrict(self._issue_paper(subject="Kỷ luật ông Nguyễn Văn A"))
        self.assertEqual(self._report()[-1]["total"], 1)
        row = self._report(DETAILS)[0]
        self.assertEqual((row["reference"], row["subject"]), ("01", "(Văn bản hạn chế)"))
        self.assertFalse(row["unit"] or row["signer"] or row["registered"])
        named = self._report(DETAILS, user=self.leader)[0]
        self.assertIn("Kỷ luật", named["subject"])

    def test_documents_of_other_organisations_and_drafts_do_not_count(self):
        self._bring_to("signed")
        self._create_incoming().action_register()
        self._issue_paper()
        self.assertEqual(self._report()[-1]["total"], 1)
        rows = self._report(user=self.other_clerk, company=self.other_organisation)
        self.assertEqual(rows[-1]["total"], 0)

    def test_the_number_of_queries_does_not_grow(self):
        for _number in range(3):
            self._issue_paper()
        self._report()
        with self.assertQueryCount(2):
            self._report()


@tagged("post_install", "-at_install")
class TestOutgoingReportFiles(OutgoingReportCommon, HttpCase):
    def test_pdf_of_each_form(self):
        self._send_paper(self._issue_paper())
        for code, form in FORMS.items():
            with self.subTest(code):
                wizard = self._wizard(form=code)
                (text,) = self._print("outgoing_report", wizard)
                words = " ".join(text.split())
                self.assertIn("BÁO CÁO TÌNH HÌNH GIẢI QUYẾT VĂN BẢN ĐI", words)
                self.assertIn("Tháng 5 năm 2026", words)
                for label in form.labels[:2]:
                    self.assertIn(label, words)
                self.assertIn("NGƯỜI LẬP BÁO CÁO", words)
        event = self._events(self.organisation, "printed")[:1]
        self.assertEqual(event.user_id, self.clerk)

    def test_the_workbook_holds_numbers(self):
        self._issue_paper()
        wizard = self._wizard()
        self.assertEqual(
            wizard._get_file_name(),
            "Báo cáo tình hình giải quyết văn bản đi - Tháng 5 năm 2026",
        )
        self.authenticate(self.clerk.login, self.clerk.login)
        answer = self.url_open(wizard.action_export()["url"])
        sheet = load_workbook(io.BytesIO(answer.content))["Báo cáo"]
        rows = [[cell.value for cell in row] for row in sheet]
        head = next(index for index, row in enumerate(rows) if row[0] == "STT")
        self.assertEqual(tuple(rows[head]), BY_TYPE.labels)
        self.assertEqual(rows[head + 2][1:3], ["Công văn", 1])

    def test_only_clerks_and_leaders_of_the_organisation_have_the_report(self):
        wizard = self._wizard()
        self.assertEqual(len(self._print("outgoing_report", self._wizard(user=self.leader),
                                         user=self.leader)), 1)
        for user in (self.handler, self.manager):
            with self.subTest(user.login), self.assertRaises(AccessError):
                self._wizard(user=user)
        for user in (self.other_clerk, self.leader):
            with self.subTest(user.login), self.assertRaises(AccessError):
                self._print("outgoing_report", wizard, user=user)
        self.authenticate(self.other_clerk.login, self.other_clerk.login)
        self.assertEqual(self.url_open(f"/vanthu/outgoing/{wizard.id}.xlsx").status_code, 404)
        with self.assertRaises(AccessError):
            self._wizard(user=self.other_clerk, company_id=self.organisation.id).action_print()

    def test_a_period_that_ends_before_it_begins_is_refused(self):
        wizard = self._wizard(period="dates", date_from="2026-05-02", date_to="2026-05-01")
        for press in (wizard.action_print, wizard.action_export):
            with self.assertRaisesRegex(UserError, "ends before it begins"):
                press()
