from odoo.tests import tagged

from .browser import BrowserCase
from .test_stamp import StampCommon


@tagged("post_install", "-at_install")
class TestTourClerk(BrowserCase, StampCommon):
    """The clerk's path in a browser: keyboard, duplicates, proposals, number, stamp."""

    language = "vi_VN"

    def test_morning_of_a_clerk(self):
        known = self._create_incoming()
        known.action_register()
        scan = self._create_incoming(
            code_number=False, code_notation=False, organ_name="Nguyễn tour", subject=False
        )
        self._attach(scan)
        scan._store_proposals({
            "code_number": {"value": "45", "source": "Số: 45/SNV-VP"},
            "code_notation": {"value": "SNV-VP", "source": "Số: 45/SNV-VP"},
            "subject": {"value": "tuyển dụng viên chức", "source": "V/v tuyển dụng"},
        })
        self.start_tour("/odoo/incoming-waiting", "vanthu_document_clerk", login="vanthu_clerk")
        self.assertEqual(scan.reference, "45/SNV-VP")
        self.assertEqual(scan.organ_name, "Sở Nội vụ")
        self.assertEqual(scan.arrival_label, "03")
        self.assertEqual(scan.stamp_state, "done")
        paper = scan.search([
            ("code_number", "=", "328"), ("company_id", "=", self.organisation.id),
        ])
        self.assertEqual(paper.arrival_label, "02")
        self.assertEqual(paper.organ_name, "Bộ Giáo dục và Đào tạo")
        self.assertFalse(scan.search_count([
            ("subject", "=", False), ("company_id", "=", self.organisation.id),
        ]), "an empty form that was left is no document")
