from odoo.tests import tagged

from .browser import BrowserCase
from .draft_files import make_template
from .outgoing_common import OutgoingCommon

SUBJECT = "Tour: dự thảo từ mẫu"


@tagged("post_install", "-at_install")
class TestTourDraft(BrowserCase, OutgoingCommon):
    """Drafts in the browser: from the template, compared, and the templates themselves."""

    language = "vi_VN"

    # Looks are logged through an own connection, which test cursors refuse to read-only requests.
    _registry_readonly_enabled = False

    def _tour(self, url, name, user):
        self.start_tour(url, f"vanthu_{name}", login=user.login)
        self.env.invalidate_all()

    def test_drafter_makes_two_versions_from_the_template(self):
        draft = self._create_draft(with_file=False, subject=SUBJECT)
        self._tour("/odoo/drafts", "drafter_uses_template", self.handler)
        self.assertEqual(draft.version_ids.mapped("reason"), ["Đổi nơi nhận", False])
        self.assertEqual(draft.version_ids.mapped("kind"), ["docx", "docx"])

    def test_head_sees_what_was_changed(self):
        draft = self._create_draft(with_file=False, subject=SUBJECT)
        draft._add_version("1.docx", make_template("Hạn là ngày 5 tháng 9"), "")
        draft._add_version(
            "2.docx", make_template("Hạn là ngày 15 tháng 9", "<b>thêm</b>"), "Sửa hạn")
        draft.action_submit_draft()
        self._tour("/odoo/drafts", "head_compares_versions", self.head)

    def test_administrator_looks_at_the_templates(self):
        self._tour("/odoo/draft-templates", "manager_looks_at_template", self.manager)
