"""Drafts made from the shipped templates pass the presentation check of the add-on itself."""

from odoo.tests import tagged

from ..tools.drafting.fill import fill
from ..tools.format_check import Context, check
from ..tools.letter_templates.shipped import SHIPPED, build
from .draft_files import change_parts, make_context_for
from .outgoing_common import OutgoingCommon

TYPES = {
    "cong_van.docx": ("Công văn", ""), "quyet_dinh.docx": ("Quyết định", "QĐ"),
    "thong_bao.docx": ("Thông báo", "TB"), "ke_hoach.docx": ("Kế hoạch", "KH"),
    "bao_cao.docx": ("Báo cáo", "BC"), "to_trinh.docx": ("Tờ trình", "TTr"),
    "giay_moi.docx": ("Giấy mời", "GM"), "giay_gioi_thieu.docx": ("Giấy giới thiệu", "GGT"),
    "bien_ban.docx": ("Biên bản", "BB"),
}


@tagged("post_install", "-at_install")
class TestTemplatesPassCheck(OutgoingCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.rules = cls.env["vanthu.format.rule"]._get_rules()._to_tool()
        types = cls.env["vanthu.document.type"].search([("kind", "=", "administrative")])
        cls.type_codes = {item.name: item.code or "" for item in types}

    def _find(self, name, data, **facts):
        label, code = TYPES[name]
        return check(data, self.rules, Context(
            type_name=label, type_code=code, type_codes=self.type_codes,
            organ_name="Sở Giáo dục và Đào tạo", organ_abbreviation="SGDĐT",
            unit_codes=("VP",), signer_name="Nguyễn Văn An", **facts,
        ))

    def _fill(self, name, **facts):
        label, code = TYPES[name]
        return fill(build(name), make_context_for(
            type_name=label, notation=f"{code}-SGDĐT" if code else "SGDĐT-VP", **facts))

    def _describe(self, findings, *levels):
        """What is wrong besides the dots, which wait for the words of the drafter."""
        return [
            f"{item.rule} {item.place.component} {item.place.text}: {item.found} / {item.expected}"
            for item in findings if item.level in levels and item.rule != "X1.filled"
        ]

    def test_every_template_is_tried(self):
        self.assertEqual(set(TYPES), set(SHIPPED))
        self.assertGreater(len(self.rules), 30)

    def test_nothing_is_wrong_with_a_filled_template(self):
        for name in SHIPPED:
            for capacity, signing in (
                ("head", ["Giám đốc"]), ("kt", ["KT. Giám đốc", "Phó Giám đốc"]),
                ("tm", ["TM. Ủy ban nhân dân", "Chủ tịch"]), ("q", ["Q. Giám đốc"]),
            ):
                data = self._fill(name, signing=signing)
                # Two others sign minutes.
                facts = {} if name == "bien_ban.docx" else {"signing_capacity": capacity}
                with self.subTest(name, capacity=capacity):
                    self.assertEqual(self._describe(
                        self._find(name, data, **facts), "error", "warning"), [])

    def test_what_the_drafter_has_to_write_is_told(self):
        for name in SHIPPED:
            with self.subTest(name):
                self.assertIn("X1.filled", {
                    item.rule for item in self._find(name, self._fill(name))})

    def test_nor_with_several_addressees_and_long_names(self):
        for name in SHIPPED:
            data = self._fill(
                name, to=["Ủy ban nhân dân tỉnh Hương Giang", "Sở Nội vụ", "Sở Tài chính"],
                recipients=["Giám đốc Sở (để báo cáo)", "Các phòng thuộc Sở"],
                subject="tổ chức hội nghị tổng kết công tác văn thư, lưu trữ của các cơ quan, đơn "
                        "vị, trường học trên địa bàn tỉnh năm học 2025 - 2026",
            )
            with self.subTest(name):
                self.assertEqual(self._describe(
                    self._find(name, data), "error", "warning"), [])

    def test_check_sees_what_is_spoilt_in_a_template(self):
        """Otherwise the tests above would prove nothing."""
        for old, new in (
            ("Độc lập - Tự do - Hạnh phúc", "Độc lập – Tự do – Hạnh Phúc"),
            ('w:top="1134"', 'w:top="2400"'), ("Nơi nhận:", "Nơi gửi:"),
            ("TM. ỦY BAN", "TM ỦY BAN"),
        ):
            data = self._fill("cong_van.docx", signing=["TM. Ủy ban nhân dân", "Chủ tịch"])
            spoilt = change_parts(
                data, document=lambda xml, old=old, new=new: xml.replace(old, new))
            with self.subTest(new):
                self.assertNotEqual(spoilt, data)
                self.assertTrue(self._describe(
                    self._find("cong_van.docx", spoilt), "error", "warning"))

    def test_draft_made_in_the_office_passes_too(self):
        self.organisation.write({
            "organ_superior_name": "UBND tỉnh Hương Giang", "organ_place": "Hương Giang",
        })
        self.leader.name = "Nguyễn Văn An"
        for doc_type, name in (
            (self.letter_type, "cong_van.docx"), (self.decision_type, "quyet_dinh.docx"),
        ):
            draft = self._create_draft(with_file=False, type_id=doc_type.id)
            draft.action_draft_from_template()
            raw = draft.current_version_id.attachment_id.raw
            with self.subTest(name):
                self.assertEqual(self._describe(
                    self._find(name, raw, signing_capacity="head"), "error", "warning"), [])
