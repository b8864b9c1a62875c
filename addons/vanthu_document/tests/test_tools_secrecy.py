"""Marks of state secrets are found, words about secrets are let through."""

import unicodedata

from odoo.tests import BaseCase

from odoo.addons.vanthu_document.tools.secrecy import find_secret_mark

HEAD = "UBND TỈNH A\nSỞ B\nSố: 12/SB-VP\nV/v báo cáo\n{}\nKính gửi: Sở C\nNội dung."


class TestSecrecy(BaseCase):

    def assert_mark(self, level, text="", name=""):
        mark = find_secret_mark(text, name)
        self.assertEqual(mark and mark.level, level, text or name)

    def test_stamps_standing_alone_are_found(self):
        for stamp, level in (
            ("MẬT", "secret"), ("  [ TỐI MẬT ] ", "top_secret"),
            ("| TUYỆT MẬT |", "absolute_secret"),
            ("M Ậ T", "secret"), ("MẬT (C)", "secret"), ("x          TỐI MẬT", "top_secret"),
            ("Độ mật: Mật", "secret"), ("ĐỘ MẬT: TUYỆT MẬT", "absolute_secret"),
            ("TÀI LIỆU MẬT", "secret"), ("Số: 3/UBND MẬT Hà Nội, ngày 3/4/2020", "secret"),
        ):
            self.assert_mark(level, HEAD.format(stamp))
            self.assert_mark(level, unicodedata.normalize("NFD", HEAD.format(stamp)))

    def test_the_highest_degree_counts(self):
        self.assert_mark("absolute_secret", HEAD.format("MẬT\nTUYỆT MẬT"))

    def test_false_friends_are_let_through(self):
        for line in (
            "V/v tăng cường công tác bảo vệ bí mật nhà nước", "BÍ MẬT NHÀ NƯỚC", "BẢO MẬT",
            "MẬT KHẨU", "MẬT ĐỘ", "mật", "mật ong", "Mật độ dân số", "Độ mật: Thường",
            "Độ mật: Mật/Tối mật/Tuyệt mật", "ĐẢM BẢO AN TOÀN, BẢO\nMẬT\nTHÔNG TIN",
            "bí mật kinh doanh", "ĐỔI\nMẬT\nKHẨU", "giữ bí mật đề thi",
            "LUẬT BẢO VỆ BÍ MẬT NHÀ NƯỚC",
        ):
            self.assert_mark(None, HEAD.format(line))

    def test_a_mark_deep_in_the_text_is_not_the_stamp(self):
        self.assert_mark(None, HEAD.format("") + "\nDòng chữ" * 60 + "\nMẬT\n")

    def test_file_names(self):
        for name, level in (
            ("CV_12_MAT.pdf", "secret"), ("12 (Mật).pdf", "secret"),
            ("QD-TOI-MAT.pdf", "top_secret"),
            ("toi mat 12.docx", "top_secret"), ("Tuyệt mật.docx", "absolute_secret"),
            ("TUYET_MAT_signed.pdf", "absolute_secret"), ("123-CV MẬT.pdf", "secret"),
        ):
            self.assert_mark(level, name=name)
        for name in ("bao mat.pdf", "BAO_MAT.pdf", "mat khau.pdf", "mat do dan so.docx",
                     "Mật khẩu wifi.docx", "GAP_MAT.pdf", "RA MAT.pdf", "KHAM_MẮT.pdf",
                     "tien mat.xlsx", "mặt bằng.pdf", "BI_MAT_NHA_NUOC.pdf", "format.pdf", "", "a"):
            self.assert_mark(None, name=name)

    def test_the_message_tells_nothing_of_the_content(self):
        mark = find_secret_mark(HEAD.format("MẬT"), "x.pdf")
        self.assertNotIn("SB", mark.message)
        self.assertTrue(mark.message)
