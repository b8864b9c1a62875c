"""Who may ask to keep files back, who may consent or refuse, and when."""

from datetime import date

from odoo.tests import tagged

from .matrix_common import MatrixCommon
from .transfer_common import TransferCommon

# handler outsider clerk leader archivist manager other_archivist
TABLE = """
draft    action_ask     +------ asked
draft    action_approve ---!---
draft    action_refuse  ---!---
draft    action_export  +-+++--
asked    action_ask     !--!---
asked    action_approve ---+--- approved
asked    action_refuse  ---+--- refused
asked    action_export  +-+++--
approved action_ask     !--!---
approved action_approve ---!---
approved action_refuse  ---!---
approved action_export  +-+++--
refused  action_ask     !--!---
refused  action_approve ---!---
refused  action_refuse  ---!---
refused  action_export  +-+++--
"""


@tagged("post_install", "-at_install")
class TestMatrixKeepBack(TransferCommon, MatrixCommon):
    def test_each_act_in_each_state_by_each_role(self):
        year = self.today.year - 1
        states = dict(self.env["vanthu.keep.back"]._fields["state"].selection)
        records = {}
        for state in states:
            request = self.env["vanthu.keep.back"].with_user(self.handler).create({
                "company_id": self.organisation.id, "unit_id": self.unit.id,
                "reason": "Còn sử dụng", "until": date(year + 3, 12, 31),
                "file_ids": self._create_closed(1, end=date(year, 3, 1)).ids,
            })
            if state != "draft":
                request.action_ask()
                request.with_user(self.leader).write({
                    "decision_reference": "125/SGDĐT-VP", "refusal": "Không cần thiết",
                })
            if state == "approved":
                request.with_user(self.leader).action_approve()
            elif state == "refused":
                request.with_user(self.leader).action_refuse()
            records[state] = request
        self._check_table(records, TABLE)
