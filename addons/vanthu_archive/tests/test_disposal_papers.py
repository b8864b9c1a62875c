"""The printed papers of a disposal: which there are, when, and what stands in them."""

from io import BytesIO

from pypdf import PdfReader

from odoo.exceptions import UserError
from odoo.tests import tagged

from ..tools.printing.disposal import DISPOSAL_LIST, KEPT_LIST
from .disposal_common import OLD, DisposalCommon

# Paper → from which state it is drawn, and what must stand in it.
PAPERS = {
    "list": ("draft", ["DANH MỤC TÀI LIỆU HẾT THỜI HẠN LƯU TRỮ", "Lý do hủy", "Hồ sơ lưu trữ"]),
    "explanation": ("draft", ["BẢN THUYẾT MINH", "Tài liệu trao đổi.", "1 hồ sơ"]),
    "council": ("reviewed", [
        "BIÊN BẢN HỌP HỘI ĐỒNG XÉT HỦY TÀI LIỆU", "10/QĐ-SGDĐT", "Nguyễn Văn Chủ", "Chủ tịch",
        "đề nghị hủy 1 hồ sơ; giữ lại 0 hồ sơ",
    ]),
    "kept": ("reviewed", ["MỤC LỤC HỒ SƠ GIỮ LẠI", "Thời hạn lưu trữ"]),
    "decision": ("reviewed", ["QUYẾT ĐỊNH", "Về việc hủy tài liệu", "Điều 1. Hủy 1 hồ sơ"]),
    "hand_over": ("handed_over", ["BIÊN BẢN BÀN GIAO", "Công ty Môi trường", "BÊN NHẬN"]),
    "destruction": ("done", [
        "BIÊN BẢN HỦY TÀI LIỆU", "Xén nhỏ, tái chế", "Ký tên, đóng dấu", "02 bản",
    ]),
}


@tagged("post_install", "-at_install")
class TestDisposalPapers(DisposalCommon):
    def _print(self, disposal, paper, user=None):
        model = self.env[f"report.vanthu_archive.disposal_{paper}"].with_user(
            user or self.archivist
        )
        stream = model._render_stream(disposal.with_env(model.env), {})[disposal.id]
        reader = PdfReader(BytesIO(stream.getvalue()))
        return " ".join(" ".join(page.extract_text() for page in reader.pages).split())

    def test_each_paper_from_its_step_on_with_its_words(self):
        disposal = self._create_disposal(self._create_archived(end=OLD))
        drawn = set()
        for state in ("draft", "listed", "reviewed", "decided", "handed_over", "done"):
            if state != "draft":
                self._bring_to(disposal, state)
            for paper, (begin, words) in PAPERS.items():
                with self.subTest(state=state, paper=paper):
                    if begin == state:
                        drawn.add(paper)
                    if paper not in drawn:
                        with self.assertRaisesRegex(UserError, "later step"):
                            self._print(disposal, paper)
                        continue
                    text = self._print(disposal, paper)
                    for word in words:
                        self.assertIn(word, text)
        self.assertEqual(drawn, set(PAPERS))
        self.assertEqual(
            len(self._get_events(disposal, "printed").filtered(
                lambda event: event.detail["form"] == DISPOSAL_LIST.title
            )), 6,
        )

    def test_columns_of_the_list(self):
        self.assertEqual(DISPOSAL_LIST.labels, (
            "STT", "Tên tài liệu (tiêu đề hồ sơ/tập)", "Lý do hủy", "Ghi chú",
        ))
        self.assertEqual(KEPT_LIST.keys[-2:], ("term", "note"))

    def test_kept_files_stand_in_their_own_list_only(self):
        files = self._create_archived(end=OLD) | self._create_archived(end=OLD)
        names = [file.notation for file in files]
        disposal = self._create_disposal(files)
        disposal.action_submit()
        disposal.line_ids[1].write({"verdict": "keep", "keep_years": 70, "note": "Còn giá trị"})
        self._bring_to(disposal, "reviewed")
        gone, kept = self._print(disposal, "list"), self._print(disposal, "kept")
        self.assertIn(names[0], gone)
        self.assertNotIn(names[1], gone)
        self.assertNotIn(names[0], kept)
        for words in (names[1], "70 năm", "Còn giá trị"):
            self.assertIn(words, kept)

    def test_cancelled_disposal_has_no_decision_to_print(self):
        disposal = self._bring_to(
            self._create_disposal(self._create_archived(end=OLD)), "reviewed"
        )
        disposal.action_cancel()
        for paper in ("decision", "destruction"):
            with self.assertRaises(UserError):
                self._print(disposal, paper)
        self.assertIn("BẢN THUYẾT MINH", self._print(disposal, "explanation"))

    def test_leader_prints_from_the_menu(self):
        disposal = self._create_disposal(self._create_archived(end=OLD))
        report = self.env["ir.actions.report"].with_user(self.leader)
        pdf, kind = report._render_qweb_pdf(
            "vanthu_archive.disposal_explanation", [disposal.id]
        )
        self.assertEqual((kind, pdf[:5]), ("pdf", b"%PDF-"))
