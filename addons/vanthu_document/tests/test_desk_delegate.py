from odoo.exceptions import AccessError
from odoo.tests import tagged

from .delegation_common import DelegationCommon


@tagged("post_install", "-at_install")
class TestDeskDelegate(DelegationCommon):
    """The desk of somebody who acts in a leader's place."""

    def _desk(self, user=None):
        return self.env["vanthu.desk"].with_user(user or self.deputy)

    def _decide(self, document, key="k1"):
        return self._desk().decide("direct", document.id, {
            "content": "Triển khai thực hiện.", "assignments": [self._lead()],
        }, key)

    def test_desk_is_empty_before_and_shows_whose_work_it_is_after(self):
        document = self._create_submitted(rows=[self._lead()], proposal="Giao Văn phòng")
        self.assertFalse(self._desk().get_cards("direct"))
        self._delegate()
        card, = self._desk().get_cards("direct")
        self.assertEqual(card["id"], document.id)
        self.assertIn(self.leader.name, card["acting_note"])
        self.assertEqual(card["proposed"][0]["name"], "Văn phòng")
        own, = self._desk(self.leader).get_cards("direct")
        self.assertEqual(own["acting_note"], "")

    def test_directive_names_both_persons(self):
        document = self._create_submitted()
        self._delegate()
        done = self._decide(document)
        directive = self.env["vanthu.directive"].browse(done["directive_id"])
        self.assertEqual(directive.leader_id, self.leader)
        self.assertEqual(directive.delegate_id, self.deputy)
        self.assertEqual(directive.capacity, "kt")
        self.assertEqual(self._decide(document), done)
        self.assertEqual(len(document.directive_ids), 1)

    def test_suggestions_are_the_habits_of_the_leader(self):
        self._direct(self._create_registered(organ_name="Sở Nội vụ"))
        self._create_submitted(organ_name="Sở Nội vụ")
        self._delegate()
        card, = self._desk().get_cards("direct")
        self.assertEqual([row["name"] for row in card["usual"]], ["Văn phòng"])

    def test_units_are_found_while_the_delegation_lasts(self):
        delegation = self._delegate()
        self.assertTrue(self._desk().get_targets(self.organisation.id))
        delegation.action_revoke("Đã về")
        with self.assertRaises(AccessError):
            self._desk().get_targets(self.organisation.id)

    def test_decision_that_arrives_after_the_end_is_refused(self):
        document = self._create_submitted()
        delegation = self._delegate()
        self.assertEqual(len(self._desk().get_cards("direct")), 1)
        delegation.action_revoke("Đã về")
        self.env.invalidate_all()
        with self.assertRaisesRegex(AccessError, "no longer see this"):
            self._decide(document)
        self.assertEqual(document.state, "submitted")

    def test_restricted_document_comes_only_to_a_named_delegate(self):
        document = self._create_submitted(restricted=True)
        self._delegate()
        self.assertFalse(self._desk().get_cards("direct"))
        document.sudo().allowed_user_ids += self.deputy
        self.env.invalidate_all()
        self.assertEqual([card["id"] for card in self._desk().get_cards("direct")], document.ids)
