"""The logbooks of a room: each day of the month, each check; on paper and as a workbook alike."""

from datetime import date, datetime, timedelta
from io import BytesIO

import openpyxl
from pypdf import PdfReader

from odoo.exceptions import AccessError, ValidationError
from odoo.tests import BaseCase, HttpCase, tagged

from ..tools.printing import store_logbook as forms
from .climate_common import ClimateCommon


def text_of(content):
    """All words of a PDF."""
    return " ".join(" ".join(
        page.extract_text() for page in PdfReader(BytesIO(content)).pages
    ).split())


@tagged("post_install", "-at_install")
class TestForms(BaseCase):
    def test_columns(self):
        self.assertEqual(forms.CLIMATE_LOG.labels, (
            "Ngày", "Sáng: nhiệt độ (°C)", "Sáng: độ ẩm (%)", "Chiều: nhiệt độ (°C)",
            "Chiều: độ ẩm (%)", "Người theo dõi", "Ghi chú",
        ))
        self.assertEqual(forms.CHECK_LOG.labels, (
            "STT", "Ngày đến hạn", "Ngày kiểm tra", "Nội dung kiểm tra", "Thiết bị", "Kết quả",
            "Người kiểm tra", "Ghi chú",
        ))

    def test_day(self):
        morning = {"temperature": 20.0, "humidity": 58.25, "person": "An", "outside": True}
        afternoon = {"temperature": 21.5, "humidity": 50, "person": "An", "note": "Mưa"}
        self.assertEqual(
            forms.build_day(date(2026, 11, 3), {False: morning, True: afternoon}),
            ("03/11/2026", "20,0", "58,2", "21,5", "50,0", "An", "Sáng ngoài giới hạn; Mưa"),
        )
        self.assertEqual(
            forms.build_day(date(2026, 11, 3), {True: {**afternoon, "person": "Bình"}}),
            ("03/11/2026", "", "", "21,5", "50,0", "Bình", "Mưa"),
        )
        self.assertEqual(
            forms.build_day(date(2026, 11, 4), {}), ("04/11/2026", "", "", "", "", "", "")
        )

    def test_heading(self):
        cover = forms.build_cover(
            {"name": "Sở", "parent_name": ""}, "Kho 1", "18–22 °C", date(2026, 11, 1),
            date(2026, 11, 30),
        )
        self.assertEqual(cover.subtitle, "Kho, phòng: Kho 1; giới hạn: 18–22 °C")
        self.assertEqual(cover.period(), "Từ ngày 01/11/2026 đến ngày 30/11/2026")


@tagged("post_install", "-at_install")
class TestStoreLogbook(ClimateCommon, HttpCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        rows = [  # UTC; seven hours more in Viet Nam
            ("hand", datetime(2025, 11, 3, 1), 20, 50, "Mưa"),
            ("hand", datetime(2025, 11, 3, 2), 20.5, 51, None),
            ("sensor", datetime(2025, 11, 3, 2, 10), 30, 90, None),
            ("sensor", datetime(2025, 11, 3, 8), 20, 57, None),
            ("sensor", datetime(2025, 11, 3, 9), 21, 58, None),
            ("hand", datetime(2025, 11, 3, 17), 19, 49, None),
            ("hand", datetime(2025, 10, 31, 16, 59), 10, 10, None),
        ]
        cls.env["vanthu.climate.reading"].sudo()._store([
            {
                "location_id": cls.room.id, "company_id": cls.organisation.id, "source": source,
                "sensor_id": cls.sensor.id if source == "sensor" else False, "taken_at": moment,
                "user_id": cls.archivist.id if source == "hand" else False,
                "temperature": temperature, "humidity": humidity, "light": 0, "note": note,
            } for source, moment, temperature, humidity, note in rows
        ])

    def _open(self, user=None, **values):
        return self.env["vanthu.store.logbook"].with_user(user or self.archivist).create({
            "location_id": self.room.id, "date_from": date(2025, 11, 1),
            "date_to": date(2025, 11, 30), **values,
        })

    def test_each_day_of_the_month_has_a_row(self):
        _form, cover, rows = self._open()._get_form()
        self.assertEqual(len(rows), 30)
        self.assertEqual(rows[0], ("01/11/2025", "", "", "", "", "", ""))
        self.assertEqual(rows[2], (
            "03/11/2025", "20,5", "51,0", "20,5", "57,5", "Archivist, Máy ghi",
            "Mưa; Chiều ngoài giới hạn",
        ))
        self.assertEqual(rows[3][:3], ("04/11/2025", "19,0", "49,0"))
        self.assertIn("18–22 °C, 45–55 %", cover.subtitle)

    def test_checks_done_and_planned(self):
        kind = self.env.ref("vanthu_archive.store_check_kind_extinguisher")
        plan = self.env["vanthu.store.check.plan"].with_user(self.archivist).create({
            "location_id": self.room.id, "kind_id": kind.id, "subject": "Bình số 3",
            "next_date": self.today - timedelta(days=1),
        })
        check = plan.check_ids
        check.line_ids[0].write({"result": "defect", "note": "Kim chỉ vạch đỏ"})
        check.action_all_good()
        check.note = "Đã báo Phòng"
        check.action_done()
        wizard = self._open(
            kind="checks", date_from=self.today - timedelta(days=2), date_to=self.today
        )
        [row] = wizard._get_form()[2]
        self.assertEqual(row[0], "1")
        self.assertEqual(row[1], f"{self.today - timedelta(days=1):%d/%m/%Y}")
        self.assertEqual(row[2], f"{check.done_date:%d/%m/%Y}")
        self.assertEqual(row[4:7], ("Bình số 3", "Chưa đạt", "Archivist"))
        self.assertEqual(row[7], f"{check.line_ids[0].name}: Kim chỉ vạch đỏ; Đã báo Phòng")
        later = plan.next_date
        [row] = self._open(
            kind="checks", date_from=later, date_to=later
        )._get_form()[2]
        self.assertEqual((row[2], row[5]), ("", "Chưa kiểm tra"))

    def test_names_are_in_the_language_of_the_organisation(self):
        self.env["res.lang"]._activate_lang("vi_VN")
        kind = self.env.ref("vanthu_archive.store_check_kind_pest")
        kind.with_context(lang="vi_VN").name = "Diệt côn trùng"
        self.env["vanthu.store.check.plan"].with_user(self.archivist).create({
            "location_id": self.room.id, "kind_id": kind.id, "next_date": self.today,
        })
        self.organisation.partner_id.lang = "vi_VN"
        wizard = self._open(kind="checks", date_from=self.today, date_to=self.today)
        self.assertEqual(wizard._get_form()[2][0][3], "Diệt côn trùng")

    def test_paper_and_workbook_say_the_same(self):
        wizard = self._open()
        rows = wizard._get_form()[2]
        report = self.env["report.vanthu_archive.store_logbook"].with_user(self.archivist)
        stream = report._render_stream(wizard.with_env(report.env), {})[wizard.id]
        text = text_of(stream.getvalue())
        for words in ("SỔ THEO DÕI NHIỆT ĐỘ, ĐỘ ẨM", "SỞ GIÁO DỤC VÀ ĐÀO TẠO", "03/11/2025",
                      "57,5", "30/11/2025", "Người theo dõi"):
            self.assertIn(words, text)
        self.assertEqual(len(self._get_events(self.room, "printed")), 1)
        self.authenticate(self.archivist.login, self.archivist.login)
        response = self.url_open(wizard.action_export()["url"])
        self.assertEqual(response.status_code, 200)
        sheet = openpyxl.load_workbook(BytesIO(response.content)).worksheets[0]
        table = [tuple(cell or "" for cell in row) for row in sheet.iter_rows(values_only=True)]
        at = table.index(forms.CLIMATE_LOG.labels)
        self.assertEqual(table[at + 2:at + 2 + len(rows)], rows)
        self.assertEqual(len(self._get_events(self.room, "exported")), 1)

    def test_printing_by_the_button(self):
        wizard = self._open(self.clerk)
        action = wizard.action_print()
        self.assertEqual(action["report_name"], "vanthu_archive.store_logbook")
        self.assertIn("K-P1", wizard._get_file_name())

    def test_days_in_their_order(self):
        for values in ({"date_to": date(2025, 10, 1)}, {"date_to": date(2027, 1, 1)}):
            with self.subTest(values), self.assertRaises(ValidationError):
                self._open(**values)

    def test_who_may_not_see_the_room_gets_nothing(self):
        with self.assertRaises(AccessError):
            self._open(self.handler)
        foreign = self._open(self.other_archivist)
        with self.assertRaises(AccessError):
            foreign._get_form()
        wizard = self._open()
        for user in (self.other_archivist, self.handler, self.clerk):
            self.authenticate(user.login, user.login)
            response = self.url_open(f"/vanthu/store-logbook/{wizard.id}.xlsx")
            self.assertEqual(response.status_code, 404)
        response = self.url_open(f"/vanthu/store-logbook/{foreign.id}.xlsx")
        self.assertEqual(response.status_code, 404)
        self.assertEqual(self.url_open("/vanthu/store-logbook/0.xlsx").status_code, 404)
