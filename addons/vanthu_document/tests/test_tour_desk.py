from odoo.tests import tagged

from .browser import BrowserCase
from .handling_common import HandlingCommon

CARDS = 20


@tagged("post_install", "-at_install")
class TestTourDesk(BrowserCase, HandlingCommon):
    """A leader clears the desk on a phone, in a real browser."""

    language = "vi_VN"
    browser_size = "390x844"
    touch_enabled = True

    # Looks are logged through an own connection, which test cursors refuse to read-only requests.
    _registry_readonly_enabled = False

    def _submit(self, rows=(), **values):
        document = self._create_registered(**values)
        document.action_submit(self.leader.id, "", list(rows))
        return document

    def test_leader_clears_twenty_documents_though_the_network_is_cut(self):
        organ = {"organ_name": "Sở Nội vụ"}
        for _index in range(2):
            self._direct(self._create_registered(**organ))  # so Văn phòng is suggested
        documents = self.env["vanthu.document"].union(*[
            self._submit(subject=f"Văn bản số {number} về việc tổng kết công tác năm", **organ)
            for number in range(CARDS)
        ])
        self.start_tour(
            "/odoo/desk", "vanthu_desk_clears_twenty", login=self.leader.login, timeout=180
        )
        documents.invalidate_recordset()
        directives = documents.directive_ids
        self.assertEqual(len(directives), CARDS)
        self.assertEqual(len(set(directives.mapped("client_key"))), CARDS)
        self.assertEqual(directives.leader_id, self.leader)
        undone = self.env["vanthu.directive"].search([
            ("document_id", "in", documents.ids), ("active", "=", False),
        ])
        self.assertEqual(len(undone), 1, "one was undone and given again")
        self.assertEqual(set(directives.mapped("content")), {"Triển khai thực hiện."})
        self.assertEqual(set(documents.mapped("state")), {"assigned"})
        work = documents.assignment_ids - undone.assignment_ids
        self.assertEqual(len(work), CARDS)
        self.assertEqual((work.unit_id, set(work.mapped("role"))), (self.unit, {"lead"}))

    def test_what_is_typed_survives_a_reload_and_a_refusal(self):
        document = self._submit(rows=[self._lead()])
        self.start_tour(
            "/odoo/desk", "vanthu_desk_keeps_what_is_typed", login=self.leader.login
        )
        document.invalidate_recordset()
        self.assertEqual(document.directive_ids.content, "Giao ngay.")
