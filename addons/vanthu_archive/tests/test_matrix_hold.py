"""Who may place and release a hold in which state."""

from odoo.tests import tagged

from .matrix_common import MatrixCommon

# handler outsider clerk leader archivist manager other_archivist
TABLE = """
draft    action_place   ---++-- active
draft    action_release ---!---
active   action_place   ---!!--
active   action_release ---+--- released
released action_place   ---!!--
released action_release ---!---
"""


@tagged("post_install", "-at_install")
class TestMatrixHold(MatrixCommon):
    def test_each_act_in_each_state_by_each_role(self):
        file = self._create_archived()
        holds = self.env["vanthu.hold"].with_user(self.archivist).create([
            {
                "name": f"Thanh tra {state}", "company_id": self.organisation.id,
                "reason": "Theo yêu cầu của thanh tra", "file_ids": file.ids,
                "release_reason": "Thanh tra xong",
            } for state in ("draft", "active", "released")
        ])
        holds[1:].action_place()
        self.env.flush_all()  # the trigger sees each step
        holds[2].with_user(self.leader).action_release()
        self._check_table({hold.state: hold for hold in holds}, TABLE)
