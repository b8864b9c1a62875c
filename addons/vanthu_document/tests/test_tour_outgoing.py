"""A document from the template to 38 schools and back, each person in the own browser."""

import hashlib
import io
import unicodedata
import zipfile

from lxml import etree

from odoo.tests import tagged

from .browser import BrowserCase
from .outgoing_common import PDF
from .schools_common import SCHOOLS, SchoolsCommon

SUBJECT = "Tour: tổng kết năm học"
# What the history tells of the way to the receivers.
EVENTS = [
    "drafted", "version_added", "draft_submitted", "content_confirmed", "format_checked",
    "draft_sent_back", "version_added", "version_added", "draft_submitted",
    "content_confirmed", "format_checked", "format_confirmed", "signed", "issued",
    "file_frozen", "dispatched",
]


@tagged("post_install", "-at_install")
class TestTourOutgoing(BrowserCase, SchoolsCommon):
    """After each tour the records are what the person made them in the browser."""

    language = "vi_VN"

    # Looks are logged through an own connection, which test cursors refuse to read-only requests.
    _registry_readonly_enabled = False

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        school = cls.schools[1]
        cls.school_leader = cls._create_person("school_leader", "group_leader", school)
        cls.teacher = cls._create_person("school_teacher", "group_user", school)

    def _tour(self, url, name, user):
        self.start_tour(f"/odoo/{url}", f"vanthu_{name}", login=user.login)
        self.env.invalidate_all()

    def _get_kinds(self, document):
        """What was logged of a document so far, in order."""
        self.env.flush_all()
        return self.env["vanthu.event"].sudo().search([
            ("res_model", "=", "vanthu.document"), ("res_id", "=", document.id),
            ("kind", "not in", ("opened", "file_opened")),
        ], order="id").mapped("kind")

    def _get_words(self, version):
        """All text of a Word version."""
        with zipfile.ZipFile(io.BytesIO(version.sudo().attachment_id.raw)) as package:
            body = etree.fromstring(package.read("word/document.xml"))
        return unicodedata.normalize("NFC", "".join(body.itertext()))

    def test_from_the_template_to_the_schools_and_back(self):
        document = self._draft_and_submit()
        self._check_send_back_and_sign(document)
        self._send(document)
        received = self._receive(document)
        self._recall(document, received)

    # ---- THE SENDER ----

    def _draft_and_submit(self):
        self._tour("drafts", "outgoing_drafter_begins", self.handler)
        document = self.env["vanthu.document"].search([("subject", "=", SUBJECT)])
        self.assertRecordValues(document, [{
            "direction": "outgoing", "state": "content_check", "drafter_id": self.handler.id,
            "drafting_unit_id": self.unit.id, "signing_user_id": self.leader.id,
            "type_id": self.letter_type.id, "code_notation": "SGDĐT-VP", "reference": False,
        }])
        self.assertEqual(document.recipient_ids.partner_id, self.schools.partner_id)
        self.assertEqual(set(document.recipient_ids.mapped("channel")), {"office"})
        version = document.version_ids
        self.assertEqual((version.kind, version.author_id), ("docx", self.handler))
        self.assertIn(SUBJECT, self._get_words(version))
        return document

    def _check_send_back_and_sign(self, document):
        self._tour("drafts", "outgoing_head_confirms", self.head)
        self.assertEqual((document.state, document.content_checked_by_id),
                         ("format_check", self.head))
        self._tour("drafts", "outgoing_clerk_sends_back", self.clerk)
        self.assertRecordValues(document, [{
            "state": "draft", "send_back_reason": "Trích yếu chưa đủ ý",
            "sent_back_by_id": self.clerk.id, "content_checked_by_id": False,
        }])
        self._tour("drafts", "outgoing_drafter_mends", self.handler)
        self.assertEqual((document.state, document.subject),
                         ("content_check", f"{SUBJECT} và thi đua"))
        # The new subject was filled in on saving already, with a reason of its own.
        reasons = document.version_ids.mapped("reason")
        self.assertEqual((len(reasons), reasons[0], reasons[2]), (3, "Sửa trích yếu", False))
        self.assertTrue(reasons[1])
        self.assertIn("và thi đua", self._get_words(document.current_version_id))
        # As the first time.
        document.with_user(self.head).action_confirm_content()
        self._tour("drafts", "outgoing_clerk_confirms", self.clerk)
        self._tour("to-sign", "outgoing_leader_signs", self.leader)
        self.assertRecordValues(document, [{
            "state": "signed", "content_checked_by_id": self.head.id,
            "format_checked_by_id": self.clerk.id, "signed_by_id": self.leader.id,
            "signing_method": "paper", "signer_name": "Leader", "signer_position": "GIÁM ĐỐC",
        }])

    def _send(self, document):
        self._tour("to-send", "outgoing_clerk_sends", self.clerk)
        self.assertRecordValues(document, [{
            "state": "dispatched", "reference": "01/SGDĐT-VP", "issue_number": 1,
            "issued_date": self.today, "dispatched_by_id": self.clerk.id,
            "issued_checksum": hashlib.sha256(PDF).hexdigest(),
        }])
        self.assertEqual(self._count_deliveries(document), {"waiting": SCHOOLS})
        self.assertEqual(self._get_kinds(document), EVENTS)
        self._run_job()
        self.assertEqual(self._count_deliveries(document), {"received": SCHOOLS})
        found = document.sudo().delivery_ids.received_document_id
        self.assertEqual(found.company_id, self.schools)
        self.assertEqual(set(found.mapped("state")), {"arrived"})
        files = found.message_main_attachment_id
        self.assertEqual(len(files), SCHOOLS)
        self.assertEqual(
            files.mapped("store_fname"), [document.issued_attachment_id.store_fname] * SCHOOLS,
            "one file on disk for all of them",
        )

    # ---- THE RECEIVERS ----

    def _receive(self, document):
        refused, closed, kept = (
            self._get_received(document, clerk) for clerk in self.school_clerks
        )
        self._tour("incoming-waiting", "receiver_refuses", self.school_clerks[0])
        self.assertEqual((refused.state, refused.return_reason),
                         ("returned", "Không thuộc phạm vi"))
        self._tour("incoming-waiting", "receiver_registers", self.school_clerks[1])
        self.assertEqual((closed.state, closed.arrival_number), ("registered", 1))
        kept.action_register()
        self._tour("incoming-documents", "receiver_leader_directs", self.school_leader)
        self.assertEqual(closed.assignment_ids.user_id, self.teacher)
        self.assertEqual(self._count_deliveries(document), {
            "refused": 1, "assigned": 1, "registered": 1, "received": SCHOOLS - 3,
        })
        self._tour("my-work", "receiver_closes", self.teacher)
        self.assertEqual(closed.state, "done")
        self.assertEqual(self._count_deliveries(document), {
            "refused": 1, "done": 1, "registered": 1, "received": SCHOOLS - 3,
        })
        self._tour("outgoing-documents", "outgoing_clerk_sees_answers", self.clerk)
        return refused, closed, kept

    def _recall(self, document, received):
        refused, closed, kept = received
        self._tour("outgoing-documents", "outgoing_clerk_recalls", self.clerk)
        self.assertRecordValues(document, [{
            "state": "recalled", "recall_reason": "Sai biểu mẫu",
            "recall_asked_by_id": self.clerk.id, "reference": "01/SGDĐT-VP",
        }])
        self.assertEqual(self._count_deliveries(document), {
            "refused": 1, "recall_asked": SCHOOLS - 1,
        })
        self._tour("incoming-documents", "receiver_gives_back", self.school_clerks[1])
        self._tour("incoming-documents", "receiver_keeps", self.school_clerks[2])
        self._tour("outgoing-documents", "outgoing_clerk_sees_tombstone", self.clerk)

        self.assertEqual((refused.state, refused.recall_state), ("returned", False))
        self.assertRecordValues(closed, [{
            "state": "recalled", "recall_state": "agreed", "arrival_number": 1,
            "reference": "01/SGDĐT-VP", "recall_answered_by_id": self.school_clerks[1].id,
            "signer_name": False, "message_main_attachment_id": False,
        }])
        self.assertNotIn("tổng kết", closed.subject)
        self.assertFalse(closed.sudo().file_ids.attachment_id)
        self.assertRecordValues(kept, [{
            "state": "registered", "recall_state": "refused", "arrival_number": 1,
            "recall_answer": "Đã in phát cho học sinh", "subject": document.subject,
        }])
        self.assertEqual(self._count_deliveries(document), {
            "refused": 1, "recalled": 1, "recall_refused": 1, "recall_asked": SCHOOLS - 3,
        })
        self.assertEqual(document.subject, f"{SUBJECT} và thi đua")
        self.assertTrue(document._is_issued_file_intact())
        self.assertEqual(
            self._get_kinds(document)[len(EVENTS):], ["delivery_refused", "recalled"]
        )
        for found, kind in (
            (closed, "recalled"), (kept, "recall_refused"), (refused, "returned"),
        ):
            self.assertEqual(self._get_kinds(found)[-1], kind)
