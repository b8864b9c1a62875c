"""Who changed what in a registered document, and logs whose end was cut off."""

from odoo.tests import tagged

from .common import VanthuCommon
from .files import make_pdf


@tagged("post_install", "-at_install")
class TestChangeLog(VanthuCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.document = cls._create_incoming()
        cls.file = cls._attach(cls.document)

    @classmethod
    def _attach(cls, document):
        return cls.env["ir.attachment"].with_user(cls.clerk).create({
            "name": "letter.pdf", "raw": make_pdf("x"),
            "res_model": "vanthu.document", "res_id": document.id,
        })

    def _changes(self):
        return self.env["vanthu.event"].search([
            ("res_model", "=", "vanthu.document"), ("res_id", "=", self.document.id),
            ("kind", "=", "changed"),
        ])

    def test_before_registration_nothing_is_logged(self):
        self.document.write({"subject": "Về việc khác"})
        self._attach(self.document)
        self.assertFalse(self._changes())

    def test_a_changed_subject_and_deadline_are_logged_from_what_to_what(self):
        self.document.action_register()
        self.assertFalse(self._changes())
        self.document.write({
            "subject": "Về việc khác", "due_date": "2027-03-01", "priority": "1",
            "organ_name": self.document.organ_name,
        })
        change = self._changes()
        self.assertEqual(change.user_id, self.clerk)
        self.assertEqual(change.detail, {
            "subject": "Về việc tổng kết năm học → Về việc khác",
            "due_date": "– → 01/03/2027",
            "priority": "Normal → Urgent",
        })
        self.assertIn("Về việc khác", change.detail_text)
        self.assertIn("Deadline", change.detail_text)

    def test_an_unchanged_value_leaves_no_trace(self):
        self.document.action_register()
        self.document.write({"subject": self.document.subject})
        self.assertFalse(self._changes())

    def test_files_added_replaced_and_removed_after_registration_are_logged(self):
        self.document.action_register()
        self._attach(self.document)
        self.assertEqual(self._changes()[0].detail, {"file_added": "letter.pdf"})
        self.file.write({"raw": make_pdf("y")})
        self.assertEqual(self._changes()[0].detail, {"file_replaced": "letter.pdf"})
        self.file.unlink()
        self.assertEqual(self._changes()[0].detail, {"file_removed": "letter.pdf"})

    def test_a_log_whose_end_was_cut_off_is_found_out(self):
        events = self.env["vanthu.event"]
        self.document.action_register()
        events._seal_batch(self.organisation)
        self.assertIsNone(events._find_break(self.organisation))
        last = events.search([("company_id", "=", self.organisation.id)], limit=1)
        position = last.position
        self.env.cr.execute("ALTER TABLE vanthu_event DISABLE TRIGGER vanthu_event_guard")
        self.env.cr.execute("DELETE FROM vanthu_event WHERE id = %s", (last.id,))
        self.env.cr.execute("ALTER TABLE vanthu_event ENABLE TRIGGER vanthu_event_guard")
        self.assertEqual(events._find_break(self.organisation), position)
        self.document.write({"subject": "Về việc khác"})
        events._seal_batch(self.organisation)
        self.assertEqual(events._find_break(self.organisation), position)
