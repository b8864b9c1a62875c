"""The life of an incoming document: every pair of states, and every act in every state."""

from odoo.exceptions import UserError
from odoo.tests import tagged

from ..models.states import EXCHANGE_STATUS, INCOMING_TRANSITIONS, TRANSITIONS
from .common import VanthuCommon

# Act → the states in which it is possible, written down apart from the table of steps.
POSSIBLE = {
    "register": {"arrived"},
    "return": {"arrived"},
    "hand_over": {"arrived"},
    "reopen_envelope": {"handed_over"},
    "submit": {"registered", "submitted"},
    "take_back": {"submitted"},
    "direct": {"registered", "submitted", "assigned", "in_progress"},
    "reopen": {"done"},
}


@tagged("post_install", "-at_install")
class TestDocumentStates(VanthuCommon):
    def _in_state(self, state):
        document = self._create_incoming()
        document.sudo().write({"state": state})
        return document

    def _act(self, name, document):
        by_leader = document.with_user(self.leader)
        return {
            "register": document.action_register,
            "return": lambda: document.action_return("Gửi nhầm nơi nhận"),
            "hand_over": lambda: document.action_hand_over(self.handler.id),
            "reopen_envelope": document.action_reopen_envelope,
            "submit": lambda: document.action_submit(self.leader.id),
            "take_back": document.action_take_back_submission,
            "direct": lambda: by_leader.action_direct(
                "Chủ trì tham mưu.", [{"role": "lead", "unit_id": self.unit.id}]
            ),
            "reopen": lambda: by_leader.action_reopen("Còn thiếu báo cáo"),
        }[name]()

    def test_every_pair_of_states_is_allowed_or_refused_as_the_table_says(self):
        states = [key for key, _label in self.env["vanthu.document"]._fields["state"].selection]
        known = {state for table in TRANSITIONS.values() for state in table}
        self.assertEqual(set(states), known)
        for source in INCOMING_TRANSITIONS:
            document = self._in_state(source)
            for target in states:
                with self.subTest(source=source, target=target):
                    if target in INCOMING_TRANSITIONS[source]:
                        document._require_move(target)
                    else:
                        with self.assertRaises(UserError):
                            document._require_move(target)

    def test_every_act_is_possible_in_its_states_and_changes_nothing_elsewhere(self):
        for name, possible in POSSIBLE.items():
            for state in INCOMING_TRANSITIONS:
                with self.subTest(act=name, state=state):
                    document = self._in_state(state)
                    if state in possible:
                        self._act(name, document)
                        continue
                    with self.assertRaises(UserError):
                        self._act(name, document)
                    self.assertEqual(document.state, state)
                    self.assertFalse(document.arrival_number)

    def test_each_state_has_its_code_of_the_exchange(self):
        self.assertEqual(set(EXCHANGE_STATUS), set(INCOMING_TRANSITIONS))
        document = self._create_incoming()
        self.assertEqual(document._get_exchange_status(), {document.id: "01"})
        document.action_register()
        self.assertEqual(document._get_exchange_status(), {document.id: "03"})
