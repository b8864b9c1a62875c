"""The reader of official documents, on whole documents and on its traps."""

import contextlib
import io
import json
import pathlib
import tempfile
import unicodedata

from hypothesis import given, settings
from hypothesis import strategies as st

from odoo.tests import BaseCase

from odoo.addons.vanthu_document.tools import read
from odoo.addons.vanthu_document.tools.document_reader import FIELDS, read_document
from odoo.addons.vanthu_document.tools.document_reader.measure import (
    FieldScore,
    measure,
    same,
    score_document,
)

FOLDER = pathlib.Path(__file__).parent / "data" / "documents"
LETTER = """UBND TỈNH A LƯỚI
SỞ GIÁO DỤC VÀ ĐÀO TẠO
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
{number}
{about}
{date}
Kính gửi: Các trường trung học phổ thông.
Thực hiện Công văn số 999/BGDĐT-VP ngày 01 tháng 02 năm 2019 của Bộ Giáo dục và Đào tạo,
Sở Giáo dục và Đào tạo đề nghị các trường thực hiện./.
{end}
"""
SIGNED = "Nơi nhận:\n- Như trên;\n- Lưu: VT.\nKT. GIÁM ĐỐC\nPHÓ GIÁM ĐỐC\n(đã ký)\nTS. Lê Thị Na"


def letter(number="Số: 12/SGDĐT-VP", about="V/v báo cáo số liệu",
           date="A Lưới, ngày 03 tháng 4 năm 2020", end=SIGNED):
    return LETTER.format(number=number, about=about, date=date, end=end)


def values(text):
    return {name: found.value if found else None for name, found in read_document(text).items()}


class TestDocumentReader(BaseCase):

    def test_documents_found_on_public_pages_are_read(self):
        score = FieldScore()
        for number in range(1, 13):
            path = FOLDER / f"d{number:02d}.txt"
            expected = json.loads(path.with_suffix(".json").read_text("utf-8"))["fields"]
            score_document(path.stem, path.read_text("utf-8"), expected, score)
        self.assertEqual(score.documents, 12)
        self.assertGreaterEqual(score.share_right, 0.97, score.errors)
        self.assertEqual(score.share_wrong, 0, score.errors)

    def test_all_documents_of_the_collection_are_read(self):
        score = measure(FOLDER)
        self.assertGreaterEqual(score.documents, 70)
        self.assertGreaterEqual(score.share_right, 0.98, score.errors)
        self.assertLessEqual(score.share_wrong, 0.002, score.errors)

    def test_every_source_is_a_part_of_the_text(self):
        for path in sorted(FOLDER.glob("*.txt")):
            text = path.read_text("utf-8")
            for name, found in read_document(text).items():
                if found:
                    self.assertTrue(found.source, name)
                    self.assertIn(found.source, text, f"{path.name} {name}")

    def test_decomposed_text_gives_the_same_values(self):
        for name in ("d01.txt", "d05.txt", "d12.txt"):
            text = (FOLDER / name).read_text("utf-8")
            self.assertEqual(values(text), values(unicodedata.normalize("NFD", text)), name)

    def test_a_cited_number_and_date_never_become_the_documents_own(self):
        found = values(letter(number="", date=""))
        self.assertIsNone(found["code_number"])
        self.assertIsNone(found["reference"])
        self.assertIsNone(found["issued_date"])
        cited = "Số: 999/BGDĐT-VP\nHà Nội, ngày 01 tháng 02 năm 2019\n" + SIGNED
        found = values(letter(number="", date="", end=cited))
        self.assertIsNone(found["reference"])
        self.assertIsNone(found["issued_date"])
        text = "Theo Công văn số 327/SGDĐT-KHTC ngày 29 tháng 4 năm 2011, đề nghị nộp báo cáo."
        self.assertEqual(set(values(text).values()), {None})

    def test_empty_places_of_number_and_date_stay_empty(self):
        found = values(letter("Số:      /SGDĐT-VP", date="A Lưới, ngày     tháng     năm 2020"))
        self.assertIsNone(found["code_number"])
        self.assertIsNone(found["reference"])
        self.assertEqual(found["code_notation"], "SGDĐT-VP")
        self.assertIsNone(found["issued_date"])
        self.assertEqual(found["issued_place"], "A Lưới")

    def test_a_day_that_does_not_exist_is_not_proposed(self):
        self.assertIsNone(values(letter(date="A Lưới, ngày 31 tháng 02 năm 2020"))["issued_date"])

    def test_the_number_of_the_arrival_stamp_is_not_the_documents(self):
        found = values("ĐẾN\nSố: 77\nNgày: 9/9/2021\n" + letter())
        self.assertEqual(found["reference"], "12/SGDĐT-VP")
        self.assertEqual(found["issued_date"], "2020-04-03")

    def test_subject_of_a_letter_without_its_marker(self):
        for marker in ("V/v ", "V/v: ", "Về ", "Về việc ", "v/v "):
            found = values(letter(about=marker + "báo cáo số liệu\nnăm học 2019-2020"))
            self.assertEqual(found["subject"], "báo cáo số liệu năm học 2019-2020", marker)
            self.assertEqual(found["type"], "Công văn")

    def test_notations(self):
        for number, expected in (
            ("Số : 4144 /GDĐT – VP", "4144/GDĐT-VP"), ("Số:67/TTr - UBND", "67/TTr-UBND"),
            ("Số 12-CV/ĐU", "12-CV/ĐU"), ("Số: 36/2009/TT-BGD&ĐT", "36/2009/TT-BGD&ĐT"),
            ("Số: 5512/BGDĐT-GDTrH", "5512/BGDĐT-GDTrH"), ("Số: 05/KH-THPTNT", "05/KH-THPTNT"),
        ):
            self.assertEqual(values(letter(number))["reference"], expected)

    def test_signer_with_capacity_and_without_learned_title(self):
        found = values(letter())
        self.assertEqual(found["signer_name"], "Lê Thị Na")
        self.assertEqual(found["signer_position"], "PHÓ GIÁM ĐỐC")
        self.assertEqual(found["signer_competence"], "KT. GIÁM ĐỐC")
        end = "TL. GIÁM ĐỐC\nKT. CHÁNH VĂN PHÒNG\nPHÓ CHÁNH VĂN PHÒNG\nLê Thị Na"
        found = values(letter(end=end))
        self.assertEqual(found["signer_competence"], "TL. GIÁM ĐỐC KT. CHÁNH VĂN PHÒNG")
        self.assertEqual(found["signer_position"], "PHÓ CHÁNH VĂN PHÒNG")

    def test_the_form_in_an_annex_does_not_sign(self):
        annex = "\nPHỤ LỤC\nBIỂU MẪU\nHIỆU TRƯỞNG\n(Ký, ghi rõ họ tên)\nTrần Văn Mẫu"
        found = values(letter(end=SIGNED + annex))
        self.assertEqual(found["signer_name"], "Lê Thị Na")
        self.assertEqual(found["signer_position"], "PHÓ GIÁM ĐỐC")

    def test_two_signers_give_none(self):
        found = values(letter(end="THƯ KÝ            CHỦ TỌA\nLê Thị Na         Trần Văn Ba"))
        self.assertIsNone(found["signer_name"])
        self.assertIsNone(found["signer_position"])

    def test_priority_only_from_a_stamp(self):
        for stamp, level in (("KHẨN", 1), ("THƯỢNG KHẨN", 2), ("HỎA TỐC", 3), ("[HOẢ TỐC]", 3),
                             ("HỎA TỐC HẸN GIỜ", 4)):
            self.assertEqual(values(letter(about=f"V/v báo cáo\n{stamp}"))["priority"], level)
        self.assertIsNone(values(letter(about="V/v xử lý việc khẩn cấp"))["priority"])

    def test_deadline_only_from_a_clear_sentence(self):
        clear = "Đề nghị gửi báo cáo về Sở trước ngày 20/04/2020.\n" + SIGNED
        self.assertEqual(values(letter(end=clear))["due_date"], "2020-04-20")
        for text in ("Hội nghị diễn ra ngày 20/04/2020.", "Báo cáo trước ngày 20/04/2019.",
                     "Gửi bản 1 trước ngày 20/04/2020. Gửi bản 2 trước ngày 25/04/2020."):
            self.assertIsNone(values(letter(end=text + "\n" + SIGNED))["due_date"], text)

    def test_lists_of_addressees_and_recipients(self):
        found = values(letter())
        self.assertEqual(found["to_places"], ["Các trường trung học phổ thông"])
        self.assertEqual(found["recipients"], ["Như trên", "Lưu: VT"])

    def test_a_text_cut_off_anywhere_proposes_nothing_false(self):
        text = letter()
        whole = values(text)
        for end in range(0, len(text), 7):
            for name, value in values(text[:end]).items():
                if value is None or same(value, whole[name]):
                    continue
                if name in ("to_places", "recipients"):
                    self.assertLessEqual(len(value), len(whole[name]), end)
                else:
                    self.assertTrue(
                        name == "signer_name" and whole[name].startswith(value)
                        or name == "organ_parent_name", f"{name} {value!r} at {end}")

    @settings(max_examples=150, deadline=None)
    @given(st.one_of(st.text(), st.lists(st.sampled_from(
        (LETTER + SIGNED).split("\n") + ["|", "", "QUYẾT ĐỊNH", "Kính gửi:", "- a", "\t"])
    ).map("\n".join)))
    def test_any_text_is_read_without_an_error(self, text):
        found = read_document(text)
        self.assertEqual(tuple(found), FIELDS)
        for proposal in found.values():
            if proposal:
                self.assertIn(proposal.source, text)

    def test_a_long_text_is_read_in_bounded_time(self):
        import time

        body = "Căn cứ kế hoạch số 1/KH ngày 01/02/2020, trước ngày 3/4/2020 đơn vị nộp; \n" * 4000
        for text in (letter(end=body + SIGNED), "Số: " * 60000, "A" * 300000, " \n" * 150000,
                     "ngày " * 60000, "V/v a\n" * 50000, "|" * 200000, "- Lưu: a;\n" * 30000):
            start = time.monotonic()
            read_document(text)
            self.assertLess(time.monotonic() - start, 20, text[:20])


class TestReadCommand(BaseCase):

    def run_command(self, name, data):
        with tempfile.TemporaryDirectory() as folder:
            path = pathlib.Path(folder) / name
            if data is not None:
                path.write_bytes(data)
            out, err = io.StringIO(), io.StringIO()
            with contextlib.redirect_stderr(err):
                code = read.main([str(path)], out, err)
            return code, out.getvalue(), err.getvalue()

    def test_proposals_are_printed_as_json(self):
        code, out, err = self.run_command("cv.txt", letter().encode())
        self.assertEqual((code, err), (0, ""))
        answer = json.loads(out)
        self.assertEqual(tuple(answer), FIELDS)
        self.assertEqual(answer["reference"]["value"], "12/SGDĐT-VP")
        self.assertIn("Số: 12/SGDĐT-VP", answer["reference"]["source"])
        self.assertIsNone(answer["priority"])

    def test_a_text_that_says_nothing_gives_nulls(self):
        code, out, _err = self.run_command("a.txt", b"hello")
        self.assertEqual(code, 0)
        self.assertEqual(set(json.loads(out).values()), {None})

    def test_unreadable_files_are_explained_in_one_line(self):
        for name, data in (("missing.pdf", None), ("empty.pdf", b""), ("bad.pdf", b"%PDF-1.4 x"),
                           ("picture.png", b"\x89PNG\r\n\x1a\n" + b"\0" * 64)):
            code, out, err = self.run_command(name, data)
            self.assertEqual((code, out), (2, ""), name)
            self.assertEqual(len(err.strip().splitlines()), 1, name)

    def test_nothing_is_shown_of_a_secret(self):
        code, out, err = self.run_command("x.txt", letter(about="V/v tàu ngầm\nMẬT").encode())
        self.assertEqual((code, out), (3, ""))
        self.assertNotIn("tàu ngầm", err)
        code, out, _err = self.run_command("x_TOI_MAT.pdf", b"%PDF-1.4 damaged")
        self.assertEqual((code, out), (3, ""))
