"""Who may take which step of a disposal in which state."""

from odoo.tests import tagged

from .disposal_common import OLD, DisposalCommon
from .matrix_common import MatrixCommon

# handler outsider clerk leader archivist manager other_archivist
TABLE = """
draft       action_propose       ----+--
draft       action_submit        ----+-- listed
draft       action_back_to_list  ----!--
draft       action_record_review ----!--
draft       action_decide        ---!---
draft       action_hand_over     ----!--
draft       action_destroy       ----!--
draft       action_cancel        ---++-- cancelled
draft       action_prove         ---!!--
listed      action_propose       ----!--
listed      action_submit        ----!--
listed      action_back_to_list  ----+-- draft
listed      action_record_review ----+-- reviewed
listed      action_decide        ---!---
listed      action_hand_over     ----!--
listed      action_destroy       ----!--
listed      action_cancel        ---++-- cancelled
listed      action_prove         ---!!--
reviewed    action_propose       ----!--
reviewed    action_submit        ----!--
reviewed    action_back_to_list  ----!--
reviewed    action_record_review ----!--
reviewed    action_decide        ---+--- decided
reviewed    action_hand_over     ----!--
reviewed    action_destroy       ----!--
reviewed    action_cancel        ---++-- cancelled
reviewed    action_prove         ---!!--
decided     action_propose       ----!--
decided     action_submit        ----!--
decided     action_back_to_list  ----!--
decided     action_record_review ----!--
decided     action_decide        ---!---
decided     action_hand_over     ----+-- handed_over
decided     action_destroy       ----!--
decided     action_cancel        ---!!--
decided     action_prove         ---!!--
handed_over action_propose       ----!--
handed_over action_submit        ----!--
handed_over action_back_to_list  ----!--
handed_over action_record_review ----!--
handed_over action_decide        ---!---
handed_over action_hand_over     ----!--
handed_over action_destroy       ----+-- done
handed_over action_cancel        ---!!--
handed_over action_prove         ---!!--
done        action_propose       ----!--
done        action_submit        ----!--
done        action_back_to_list  ----!--
done        action_record_review ----!--
done        action_decide        ---!---
done        action_hand_over     ----!--
done        action_destroy       ----!--
done        action_cancel        ---!!--
done        action_prove         ---++--
cancelled   action_propose       ----!--
cancelled   action_submit        ----!--
cancelled   action_back_to_list  ----!--
cancelled   action_record_review ----!--
cancelled   action_decide        ---!---
cancelled   action_hand_over     ----!--
cancelled   action_destroy       ----!--
cancelled   action_cancel        ---!!--
cancelled   action_prove         ---!!--
"""


@tagged("post_install", "-at_install")
class TestMatrixDisposal(DisposalCommon, MatrixCommon):
    def test_each_act_in_each_state_by_each_role(self):
        states = dict(self.env["vanthu.disposal"]._fields["state"].selection)
        records = {}
        for state in states:
            disposal = self._create_disposal(self._create_archived(end=OLD))
            if state == "cancelled":
                disposal.action_cancel()
            elif state != "draft":
                self._bring_to(disposal, state)
            records[state] = disposal
        self._create_archived(end=OLD)  # still to be proposed
        # Each has the papers of its next step, so that only person and state decide.
        self._fill_review(records["listed"])
        self._fill_decision(records["reviewed"])
        records["decided"].write({
            "giver_name": "Lê Văn Lưu", "taker_name": "Công ty Môi trường",
            "handover_date": self.today,
        })
        records["handed_over"].method = "Xén nhỏ, tái chế"
        self._check_table(records, TABLE)
