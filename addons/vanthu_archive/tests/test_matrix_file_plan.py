"""Who may do what with a file plan before, while and after it is in force."""

from odoo.tests import tagged

from .matrix_common import MatrixCommon

# handler outsider clerk leader archivist manager other_archivist
TABLE = """
draft    action_approve      ---++-- in_force
draft    action_end          ---!!--
draft    action_export       ++++++-
draft    action_make_next    ----+--
draft    action_open_mine    !!!!!!-
draft    action_show_entries ++++++-
draft    action_take_over    ----+--
in_force action_approve      ---!!--
in_force action_end          ---++-- ended
in_force action_export       ++++++-
in_force action_make_next    ----+--
in_force action_open_mine    +!!!!!-
in_force action_show_entries ++++++-
in_force action_take_over    ----!--
ended    action_approve      ---!!--
ended    action_end          ---!!--
ended    action_export       ++++++-
ended    action_make_next    ----+--
ended    action_open_mine    !!!!!!-
ended    action_show_entries ++++++-
ended    action_take_over    ----!--
"""


@tagged("post_install", "-at_install")
class TestMatrixFilePlan(MatrixCommon):
    def test_each_act_in_each_state_by_each_role(self):
        ended = self._create_plan(2030)
        ended.action_end()
        self._check_table(
            {"draft": self.plan.copy({"year": 2031}), "in_force": self.plan, "ended": ended},
            TABLE,
        )

    def test_the_leader_who_approves_is_named(self):
        plan = self.plan.copy({"year": 2031})
        plan.with_user(self.leader).action_approve()
        self.assertEqual((plan.state, plan.approved_by_id), ("in_force", self.leader))
        self.assertEqual(self._get_events(plan, "plan_approved").user_id, self.leader)
