from odoo.tests import tagged

from .browser import BrowserCase
from .handling_common import HandlingCommon


@tagged("post_install", "-at_install")
class TestTourHandling(BrowserCase, HandlingCommon):
    """One document goes from the leader's desk to done, in the browser."""

    language = "vi_VN"

    # Looks are logged through an own connection, which test cursors refuse to read-only requests.
    _registry_readonly_enabled = False

    def test_leader_head_and_handler_bring_a_document_to_its_end(self):
        document = self._create_registered(subject="Tour: tổng kết năm học")
        document.action_submit(
            self.leader.id, "Đề nghị giao Văn phòng chủ trì", [self._lead()]
        )
        self.start_tour(
            "/odoo/incoming-documents", "vanthu_leader_directs", login=self.leader.login
        )
        document.invalidate_recordset()
        self.assertEqual(document.state, "assigned")
        self.assertEqual(document.directive_ids.content, "Triển khai thực hiện.")
        self.start_tour("/odoo/my-work", "vanthu_head_passes_on", login=self.head.login)
        self.start_tour("/odoo/my-work", "vanthu_handler_reports", login=self.handler.login)
        self.start_tour("/odoo/my-work", "vanthu_head_closes", login=self.head.login)
        document.invalidate_recordset()
        self.assertEqual(document.state, "done")
        self.assertEqual(document.answer_reference, "12/SGDĐT-VP")
        self.assertEqual(
            document.assignment_ids.sorted("id").mapped("report"),
            ["Đã dự thảo", "Đã dự thảo"],
        )
