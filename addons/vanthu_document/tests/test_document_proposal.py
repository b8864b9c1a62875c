from odoo.tests import tagged

from ..tools.document_reader import read_document_dict
from .common import VanthuCommon

LETTER = """\
BỘ GIÁO DỤC VÀ ĐÀO TẠO          CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
                                    Độc lập - Tự do - Hạnh phúc
Số: 327/BGDĐT-VP
V/v báo cáo tổng kết năm học        Hà Nội, ngày 02 tháng 3 năm 2026

        Kính gửi: Các sở giáo dục và đào tạo
"""


@tagged("post_install", "-at_install")
class TestDocumentProposal(VanthuCommon):
    """What a file proposes is kept beside the fields and never written into them."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.document = cls._create_incoming(
            subject=False, organ_name=False, code_number=False, code_notation=False
        )

    def test_reader_is_stored_with_its_source_and_no_field_changes(self):
        stored = self.document._store_proposals(read_document_dict(LETTER))
        self.assertEqual(stored["code_number"]["value"], "327")
        self.assertIn("327/BGDĐT-VP", stored["code_number"]["source"])
        self.assertEqual(stored["issued_date"]["value"], "2026-03-02")
        self.assertEqual(stored["issued_date"]["display"], "02/03/2026")
        self.assertEqual(self.document.proposals, stored)
        for name in ("code_number", "code_notation", "issued_date", "organ_name", "subject"):
            self.assertFalse(self.document[name], name)

    def test_type_is_a_record_and_an_unknown_one_is_left_out(self):
        stored = self.document._store_proposals({"type": {"value": "QUYẾT ĐỊNH", "source": "x"}})
        doc_type = self.env["vanthu.document.type"]._find_by_name("Quyết định")
        self.assertEqual(stored["type_id"]["value"], doc_type.id)
        self.assertEqual(stored["type_id"]["display"], doc_type.name)
        other = self._create_incoming()
        self.assertEqual(
            other._store_proposals({"type": {"value": "Bánh mì", "source": "x"}}), {}
        )

    def test_organisation_is_found_by_its_folded_name(self):
        partner = self.env["res.partner"].create(
            {"name": "Ủy ban nhân dân tỉnh Thử", "is_company": True}
        )
        stored = self.document._store_proposals(
            {"organ_name": {"value": "ỦY BAN NHÂN DÂN TỈNH THỬ", "source": "x"}}
        )
        self.assertEqual(stored["organ_name"]["partner_id"], partner.id)
        self.assertEqual(stored["organ_name"]["value"], "Ủy ban nhân dân tỉnh Thử")
        self.assertEqual(stored["organ_name"]["display"], "Ủy ban nhân dân tỉnh Thử")
        self.assertEqual(stored["organ_name"]["source"], "x")

    def test_capitals_of_a_letter_head_give_way_to_the_spelling_of_the_office(self):
        for printed, before, proposed in (
            ("SỞ THỬ TỈNH HOÀ AN", "Sở Thử tỉnh Hòa An", "Sở Thử tỉnh Hòa An"),
            ("SỞ THỦ TỈNH HÒA AN", None, "SỞ THỦ TỈNH HÒA AN"),
            ("Sở thử tỉnh Hòa An", None, "Sở thử tỉnh Hòa An"),
            ("HỘI CHỮ HOA", "HỘI CHỮ HOA", "HỘI CHỮ HOA"),
        ):
            with self.subTest(printed=printed):
                if before:
                    self._create_incoming(organ_name=before)
                stored = self.document._store_proposals(
                    {"organ_name": {"value": printed, "source": "x"}}
                )
                self.assertEqual(stored["organ_name"]["value"], proposed)
                self.assertNotIn("partner_id", stored["organ_name"])

    def test_spelling_of_another_organisation_is_not_looked_at(self):
        self._create_incoming(self.other_clerk, organ_name="Sở Thử Riêng")
        self.assertFalse(self.document.sudo()._find_spelling("SỞ THỬ RIÊNG"))

    def test_two_organisations_of_one_name_are_no_match(self):
        self.env["res.partner"].create(
            [{"name": "Trường THPT Đôi", "is_company": True}] * 2
        )
        stored = self.document._store_proposals(
            {"organ_name": {"value": "Trường THPT Đôi", "source": "x"}}
        )
        self.assertNotIn("partner_id", stored["organ_name"])

    def test_wildcards_of_a_name_match_only_themselves(self):
        self.env["res.partner"].create({"name": "Công ty ABC", "is_company": True})
        self.assertFalse(self.document._find_organ("Công ty%"))
        self.assertFalse(self.document._find_organ("Công ty A_C"))

    def test_values_the_fields_cannot_hold_are_left_out(self):
        stored = self.document._store_proposals({
            "issued_date": {"value": "2026-02-30", "source": "x"},
            "priority": {"value": 7, "source": "x"},
            "circulation_scope": {"value": "secret", "source": "x"},
            "recipients": {"value": ["A"], "source": "x"},
            "subject": None,
        })
        self.assertEqual(stored, {})

    def test_priority_and_scope_become_choices(self):
        stored = self.document._store_proposals({
            "priority": {"value": 3, "source": "HỎA TỐC"},
            "circulation_scope": {"value": "return", "source": "TRẢ LẠI"},
        })
        self.assertEqual(stored["priority"]["value"], "3")
        self.assertEqual(stored["circulation_scope"]["value"], "return")

    def test_what_was_laid_aside_stays_aside_until_the_file_says_otherwise(self):
        self.document._store_proposals({"subject": {"value": "một", "source": "x"}})
        self.document.proposals = {
            "subject": {**self.document.proposals["subject"], "dismissed": True}
        }
        again = self.document._store_proposals({
            "subject": {"value": "một", "source": "x"},
            "signer_name": {"value": "Trần Văn B", "source": "x"},
        })
        self.assertTrue(again["subject"]["dismissed"])
        self.assertEqual(again["signer_name"]["value"], "Trần Văn B")
        other = self.document._store_proposals({"subject": {"value": "hai", "source": "x"}})
        self.assertNotIn("dismissed", other["subject"])
        self.assertEqual(self.document.proposals, other)

    def test_registered_document_gets_none(self):
        document = self._create_incoming()
        document.action_register()
        self.assertEqual(
            document._store_proposals({"subject": {"value": "x", "source": "x"}}), {}
        )
        self.assertFalse(document.proposals)

    def test_long_values_are_cut_to_the_field(self):
        stored = self.document._store_proposals(
            {"code_number": {"value": "9" * 80, "source": "x"}}
        )
        self.assertEqual(len(stored["code_number"]["value"]), 30)
