from io import BytesIO
from time import monotonic

from pypdf import PdfReader

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from odoo.addons.vanthu_archive.tests.label_reader import read_codes

from ..tools.printing.certificate import write_period
from .certificate_common import CertificateCommon

LONG = {
    "organ_name": "Trung tâm Giáo dục nghề nghiệp - Giáo dục thường xuyên huyện Hương Giang",
    "holder_name": "Công Tằng Tôn Nữ Nguyễn Thị Hồng Phương Thảo Như Quỳnh Anh Thư",
    "organisation_name": "Trường Phổ thông dân tộc nội trú Trung học cơ sở và Trung học phổ "
    "thông huyện A Lưới, địa điểm đào tạo số hai xã Hồng Thượng",
    "course_name": "công tác văn thư, lưu trữ, tiếp nhận và xử lý văn bản đến trên giấy và trên "
    "môi trường điện tử, in sổ quản lý văn bản đi và sắp xếp hồ sơ lưu trữ cho nhân viên",
}


@tagged("post_install", "-at_install")
class TestCertificatePrint(CertificateCommon):

    def _print(self, certificates, user=None, report="certificate"):
        records = certificates.with_user(user or self.training_manager)
        content, kind = self.env["ir.actions.report"].with_user(
            user or self.training_manager
        )._render_qweb_pdf(f"vanthu_training.action_report_{report}", records.ids)
        self.assertEqual(kind, "pdf")
        return content

    def _read(self, content):
        return [" ".join(page.extract_text().split()) for page in PdfReader(
            BytesIO(content)).pages]

    def test_the_paper_has_every_part_of_the_form(self):
        self._add_quiz(50)
        self.course.write({"hours": 16, "validity_months": 24, "certificate_text": "văn thư"})
        self.registration.write({"birth_date": "1990-02-03", "score_after": 95})
        one = self._issue()
        (text,) = self._read(self._print(one))
        for part in (
            "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc",
            "ỦY BAN NHÂN DÂN TỈNH", "SỞ GIÁO DỤC VÀ ĐÀO TẠO", "GIẤY CHỨNG NHẬN", "Trainee",
            "Ngày sinh: 03/02/1990", "Đơn vị: Trường THPT Số Một",
            "Đã hoàn thành chương trình tập huấn văn thư", "Thời lượng: 16 tiết",
            f"từ ngày {one.date_from:%d/%m/%Y} đến ngày {one.date_to:%d/%m/%Y}",
            "Xếp loại: Giỏi", "Hương Giang, ngày", "GIÁM ĐỐC", "Nguyễn Thị Hoa",
            f"Số vào sổ: {one.code}", f"Có giá trị đến ngày {one.expires_on:%d/%m/%Y}",
        ):
            with self.subTest(part=part):
                self.assertIn(part, text)
        self.assertNotIn("chứng chỉ", text.lower())
        self.assertNotIn("…", text)

    def test_the_code_leads_to_the_public_page(self):
        one = self._issue()
        (url,) = read_codes(self._print(one))
        self.assertEqual(url, one._get_check_url())
        self.assertEqual(url.rsplit("/", 1)[1], one.sudo().token)

    def test_long_names_fit_on_one_page_and_leave_room_to_sign(self):
        one = self._hold(self.trainee, self.topics, **{
            **LONG, "signer_name": "Trần Văn Bình", "signer_position": "KT. GIÁM ĐỐC\nPHÓ GIÁM ĐỐC",
        })
        content = self._print(one)
        (text,) = self._read(content)
        for name in LONG:
            with self.subTest(name=name):
                self.assertIn(LONG[name].lower(), text.lower())
        places = []
        PdfReader(BytesIO(content)).pages[0].extract_text(
            visitor_text=lambda text, cm, tm, font, size: places.append((text.strip(), tm[5]))
        )
        heights = dict(places)
        self.assertGreater(heights["PHÓ GIÁM ĐỐC"] - heights["Trần Văn Bình"], 50)
        self.assertEqual(len(read_codes(content)), 1)

    def test_a_hundred_are_one_file_in_order_of_the_book(self):
        self._attend_many(99)
        begin = monotonic()
        issued = self._issue()
        self.assertLess(monotonic() - begin, 10)
        self.assertEqual(issued.mapped("number"), list(range(1, 101)))
        begin = monotonic()
        pages = self._read(self._print(issued.sorted("number", reverse=True)))
        self.assertLess(monotonic() - begin, 20)
        self.assertEqual(len(pages), 100)
        for place, text in enumerate(pages, 1):
            self.assertIn(f"Số vào sổ: {place:02d}/{self.today.year}/GCN", text)

    def test_what_ended_is_not_printed(self):
        one = self._issue()
        one.action_revoke("mistake")
        with self.assertRaisesRegex(UserError, "not printed"):
            self._print(one)

    def test_only_managers_of_the_issuer_print(self):
        one = self._issue()
        for user in (self.trainee, self.trainer, self.other_manager):
            with self.subTest(user=user.name), self.assertRaises(AccessError):
                self.env["report.vanthu_training.certificate"].with_user(user)._render_stream(
                    one.with_user(user), {}
                )

    def test_printing_is_an_event(self):
        one = self._issue()
        self._print(one)
        kinds = self.env["vanthu.event"].search([
            ("res_model", "=", one._name), ("res_id", "=", one.id),
        ]).mapped("kind")
        self.assertIn("printed", kinds)

    def test_the_days_of_a_class_in_words(self):
        day, next_day = self.today, self._days(1)
        self.assertEqual(write_period(day, day), f"ngày {day:%d/%m/%Y}")
        self.assertEqual(
            write_period(day, next_day), f"từ ngày {day:%d/%m/%Y} đến ngày {next_day:%d/%m/%Y}"
        )
        self.assertEqual(write_period(day, False), f"ngày {day:%d/%m/%Y}")
        self.assertEqual(write_period(False, False), "")


@tagged("post_install", "-at_install")
class TestCertificateBook(CertificateCommon):

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._attend_many(2)
        first, second, third = cls._issue()
        first.action_revoke("Issued by mistake")
        second.action_replace("name", holder_name="Trần Thị Bé")
        cls.third = third
        cls.book = cls.env["vanthu.certificate.book"].with_user(cls.training_manager).search(
            [("company_id", "=", cls.organisation.id)]
        )

    def test_there_is_one_book_for_each_year(self):
        self.assertEqual(self.book.year, self.today.year)
        self.assertEqual(
            (self.book.count, self.book.valid_count, self.book.replaced_count,
             self.book.revoked_count), (4, 2, 1, 1),
        )

    def test_every_number_has_its_line(self):
        _cover, rows = self.book._get_book()
        year = self.today.year
        self.assertEqual([row[0] for row in rows], [f"{n:02d}/{year}/GCN" for n in (1, 2, 3, 4)])
        self.assertEqual(
            [row[-1] for row in rows],
            ["Thu hồi: Issued by mistake", f"Cấp lại: 04/{year}/GCN", "",
             f"Thay giấy số 02/{year}/GCN"],
        )
        self.assertEqual(rows[3][1], "Trần Thị Bé")

    def test_the_printed_book_has_cover_and_columns(self):
        content, _kind = self.env["ir.actions.report"].with_user(
            self.training_manager
        )._render_qweb_pdf("vanthu_training.action_report_certificate_book", self.book.ids)
        pages = [" ".join(page.extract_text().split()) for page in PdfReader(
            BytesIO(content)).pages]
        self.assertEqual(len(pages), 3)
        self.assertIn("SỔ CẤP GIẤY CHỨNG NHẬN", pages[0])
        self.assertIn("Từ số 1 đến số 4", pages[0])
        for label in ("Số vào sổ", "Họ và tên", "Ngày sinh", "Đơn vị", "Khóa tập huấn",
                      "Ngày cấp", "Ký nhận"):
            with self.subTest(label=label):
                self.assertIn(label, pages[2])

    def test_others_have_no_book(self):
        self.assertFalse(
            self.env["vanthu.certificate.book"].with_user(self.other_manager).search([])
        )
        with self.assertRaises(AccessError):
            self.env["vanthu.certificate.book"].with_user(self.trainer).search([])
