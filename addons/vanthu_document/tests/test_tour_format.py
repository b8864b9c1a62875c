from odoo.tests import tagged

from .browser import BrowserCase
from .format_drafts import good
from .outgoing_common import OutgoingCommon


@tagged("post_install", "-at_install")
class TestTourFormat(BrowserCase, OutgoingCommon):
    """The presentation check in a real browser."""

    language = "vi_VN"

    # Looks are logged through an own connection, which test cursors refuse to read-only requests.
    _registry_readonly_enabled = False

    def test_clerk_repairs_and_confirms(self):
        self.leader.name = "Nguyễn Văn An"
        letter = good("Thông báo")
        letter.signers = [("GIÁM ĐỐC", "Nguyễn Văn An")]
        letter.looks["nation"].size = 16
        letter.texts["motto"] = "Độc Lập - Tự Do - Hạnh Phúc"
        draft = self._create_draft(
            with_file=False,
            type_id=self.env["vanthu.document.type"]._find_by_name("Thông báo").id)
        draft._add_version("thong-bao.docx", letter.build(), "Bản đầu")
        self._bring_to("format_check", draft)
        self.start_tour(
            f"/odoo/drafts/{draft.id}", "vanthu_document_format", login=self.clerk.login)
        draft.invalidate_recordset()
        self.assertEqual((draft.state, draft.format_errors_left), ("to_sign", 1))
        self.assertEqual(draft.current_version_id.number, 2)
        self.assertEqual(draft.format_check_id.line_ids.mapped("rule_code"), ["C1b.text"])
