"""Finding: every word and number, with and without diacritics, and only what one may read."""

from odoo.tests import tagged

from .common import VanthuCommon


@tagged("post_install", "-at_install")
class TestSearch(VanthuCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.letter = cls._create_incoming(
            subject="Về việc tổng kết năm học đạt chuẩn", organ_name="Sở Nội vụ",
            code_number="0327", code_notation="SGD&ĐT-KHTC", signer_name="Đặng Thị Ường",
        )
        cls.other = cls._create_incoming(
            subject="Kế hoạch kiểm tra", code_number="15", code_notation="KH-UBND",
        )
        cls.other._index_body("Đề nghị các đơn vị báo cáo trước ngày 12/05/2026, số 4934/TTr-STNMT")

    def _find(self, text, user=None):
        documents = self.env["vanthu.document"].with_user(user or self.clerk)
        return documents.search([("search_text", "ilike", text)])

    def test_words_of_the_fields_are_found_with_and_without_diacritics(self):
        for text in (
            "tổng kết", "tong ket", "TỔNG KẾT", "to\u0302\u0309ng ke\u0302\u0301t", "dat chuan",
            "dang thi uong", "Đặng Thị Ường", "noi vu", "năm tong",
        ):
            with self.subTest(text=text):
                self.assertEqual(self._find(text), self.letter)

    def test_words_of_the_files_are_found(self):
        for text in ("de nghi bao cao", "đề nghị báo cáo", "12/05/2026", "4934/TTr-STNMT"):
            with self.subTest(text=text):
                self.assertEqual(self._find(text), self.other)

    def test_words_of_subject_and_file_together_are_found(self):
        self.assertEqual(self._find("ke hoach bao cao"), self.other)

    def test_parts_of_a_number_are_found(self):
        for text in ("327/SGD", "327/sgd&dt", "0327/SGD&ĐT-KHTC", "327 / SGD".replace(" ", "")):
            with self.subTest(text=text):
                self.assertEqual(self._find(text), self.letter)

    def test_the_arrival_number_is_found(self):
        self.letter.action_register()
        self.assertIn(self.letter, self._find(str(self.letter.arrival_number)))

    def test_the_beginning_of_the_last_word_is_enough(self):
        self.assertEqual(self._find("tong ket nam chux"), self.letter.browse())
        self.assertEqual(self._find("tong ket nam chu"), self.letter)

    def test_a_changed_subject_is_found_and_the_former_no_longer(self):
        self.letter.subject = "Về việc khen thưởng"
        self.assertEqual(self._find("khen thuong"), self.letter)
        self.assertFalse(self._find("tong ket"))

    def test_nothing_that_one_may_not_read_is_found(self):
        for user in (self.outsider, self.other_clerk, self.manager):
            with self.subTest(user=user.login):
                self.assertFalse(self._find("tong ket", user))
        self.letter.write({"restricted": True})
        self.assertFalse(self._find("tong ket", self.leader))

    def test_signs_of_the_query_language_are_only_signs(self):
        for text in ("tổng | kết", "kết'; DROP TABLE", "!ket", "a & | :*", "%", "_", "\\", "()"):
            with self.subTest(text=text):
                self._find(text)
        self.assertFalse(self._find("%%%/%%%"))

    def test_counting_stops_at_a_thousand(self):
        page = self.env["vanthu.document"].with_user(self.clerk).web_search_read(
            [("company_id", "=", self.organisation.id)], {"subject": {}}, limit=1,
            count_limit=10001,
        )
        self.assertEqual(page["length"], 2)
