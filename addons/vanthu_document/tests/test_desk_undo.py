from datetime import timedelta

from odoo import fields
from odoo.exceptions import UserError
from odoo.tests import tagged

from .handling_common import HandlingCommon


@tagged("post_install", "-at_install")
class TestDeskUndo(HandlingCommon):
    """What was just directed on the desk, and taking it back."""

    def _decide(self, document, key="k1", rows=None):
        return self._desk().decide("direct", document.id, {
            "content": "Triển khai.", "assignments": [self._lead()] if rows is None else rows,
        }, key)

    def _desk(self, user=None):
        return self.env["vanthu.desk"].with_user(user or self.leader)

    def _submit(self):
        document = self._create_registered(subject="Kế hoạch thi")
        document.action_submit(self.leader.id)
        return document

    def test_answer_says_until_when_it_can_be_undone(self):
        done = self._decide(self._submit())
        left = fields.Datetime.to_datetime(done["undo_until"]) - fields.Datetime.now()
        self.assertGreater(left, timedelta(minutes=8))
        self.assertLessEqual(left, timedelta(minutes=10))

    def test_last_directives_are_found_on_another_device(self):
        done = self._decide(self._submit(), rows=[self._lead(), self._cooperate()])
        recent, = self._desk().get_desk()["recent"]
        self.assertEqual(recent["directive_id"], done["directive_id"])
        self.assertEqual(recent["label"], "Directed to Văn phòng, Phòng Kế hoạch - Tài chính")
        self.assertEqual(recent["subject"], "Kế hoạch thi")
        self.assertEqual(recent["undo_until"], done["undo_until"])
        self.assertFalse(self._desk(self.second_leader).get_desk()["recent"])

    def test_undone_document_lies_on_the_desk_again_and_is_directed_anew(self):
        document = self._submit()
        done = self._decide(document)
        self.assertFalse(self._desk().get_cards("direct"))
        directive = self.env["vanthu.directive"].browse(done["directive_id"])
        directive.with_user(self.leader).action_undo()
        self.assertEqual(
            [card["id"] for card in self._desk().get_cards("direct")], document.ids
        )
        self.assertFalse(self._desk().get_desk()["recent"])
        again = self._decide(document, key="k2")
        self.assertNotEqual(again["directive_id"], done["directive_id"])
        self.assertEqual(document.state, "assigned")

    def test_late_repetition_does_not_bring_an_undone_directive_back(self):
        document = self._submit()
        done = self._decide(document)
        self.env["vanthu.directive"].browse(done["directive_id"]).with_user(
            self.leader
        ).action_undo()
        self.assertEqual(self._decide(document)["directive_id"], done["directive_id"])
        self.assertEqual(document.state, "submitted")
        self.assertFalse(document.directive_ids)

    def test_what_somebody_has_begun_is_offered_no_more(self):
        done = self._decide(self._submit())
        directive = self.env["vanthu.directive"].browse(done["directive_id"])
        directive.assignment_ids.with_user(self.head).action_accept()
        self.assertFalse(self._desk().get_desk()["recent"])
        with self.assertRaisesRegex(UserError, "begun"):
            directive.with_user(self.leader).action_undo()

    def test_filed_document_says_that_nobody_got_work(self):
        self._decide(self._submit(), rows=[])
        recent, = self._desk().get_desk()["recent"]
        self.assertEqual(recent["label"], "Filed: nobody gets work")
