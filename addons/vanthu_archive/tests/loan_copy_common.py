import base64

from odoo.addons.vanthu_document.tests.test_copy import CopyCommon

from .loan_common import LoanCommon


class LoanCopyCommon(CopyCommon, LoanCommon):
    """An archived file with two documents of the registry and a loose paper."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.second = cls._bring_to("issued").with_user(cls.clerk)
        cls.second.action_set_issued_file("02.pdf", base64.b64encode(cls.source).decode())
        cls.file = cls._create_file(
            cls.archivist, name="Hồ sơ thi", notation="7.VP", medium="electronic",
            access_mode="01", term="years", term_years=10,
        )
        cls.file.sudo()._add_documents((cls.document | cls.second).sudo())
        cls._add_item(cls.file, name="Giấy rời")
        cls.file.action_close()
        cls.file.sudo()._archive()

    def _ask(self, approve=True, **values):
        loan = self._create_outside(self.file, kind="copy", certified=True, **values)
        loan.line_ids.copies = 2
        return self._approve(loan) if approve else loan

    def _make(self, loan, user=None):
        loan.with_user(user or self.clerk).action_make_copies()
        return self.env["vanthu.copy"].sudo().search([("loan_line_id", "in", loan.line_ids.ids)])

    def _issue_all(self, copies):
        for copy in copies.with_user(self.clerk):
            copy.signing_user_id = self.leader
            copy.action_issue()
