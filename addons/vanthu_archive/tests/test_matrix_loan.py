"""Who may ask for archived files, decide, hand out and take back, in which state."""

from odoo.tests import tagged

from .loan_common import LoanCommon
from .matrix_common import ROLES_WITH_HEAD, MatrixCommon

# The handler asks. Roles: handler head outsider clerk leader archivist manager other_archivist
TABLE = """
asked      action_approve           ----++-- approved
asked      action_refuse            ----++-- refused
asked      action_cancel            +----+-- cancelled
asked      action_hand_out          -----!--
asked      action_return            -----!--
asked      action_make_copies       --------
asked      action_open_certified    ----+---
asked      change_topic             +----+--
asked      change_consent_reference +----+--
asked      change_decision_note     ----++--
asked      change_return_due        -----+--
asked      delete                   --------
approved   action_approve           !---!!--
approved   action_refuse            !---!!--
approved   action_cancel            +----+-- cancelled
approved   action_hand_out          -----+-- handed_out
approved   action_return            -----!--
approved   action_make_copies       --------
approved   action_open_certified    ----+---
approved   change_topic             !---!!--
approved   change_consent_reference !---!!--
approved   change_decision_note     ----!!--
approved   change_return_due        -----+--
approved   delete                   --------
handed_out action_approve           !---!!--
handed_out action_refuse            !---!!--
handed_out action_cancel            !---!!--
handed_out action_hand_out          -----!--
handed_out action_return            -----+-- returned
handed_out action_make_copies       --------
handed_out action_open_certified    ----+---
handed_out change_topic             !---!!--
handed_out change_consent_reference !---!!--
handed_out change_decision_note     ----!!--
handed_out change_return_due        -----+--
handed_out delete                   --------
returned   action_approve           !---!!--
returned   action_refuse            !---!!--
returned   action_cancel            !---!!--
returned   action_hand_out          -----!--
returned   action_return            -----!--
returned   action_make_copies       --------
returned   action_open_certified    ----+---
returned   change_topic             !---!!--
returned   change_consent_reference !---!!--
returned   change_decision_note     ----!!--
returned   change_return_due        -----!--
returned   delete                   --------
refused    action_approve           !---!!--
refused    action_refuse            !---!!--
refused    action_cancel            !---!!--
refused    action_hand_out          -----!--
refused    action_return            -----!--
refused    action_make_copies       --------
refused    action_open_certified    ----+---
refused    change_topic             !---!!--
refused    change_consent_reference !---!!--
refused    change_decision_note     ----!!--
refused    change_return_due        -----!--
refused    delete                   --------
cancelled  action_approve           !---!!--
cancelled  action_refuse            !---!!--
cancelled  action_cancel            !---!!--
cancelled  action_hand_out          -----!--
cancelled  action_return            -----!--
cancelled  action_make_copies       --------
cancelled  action_open_certified    ----+---
cancelled  change_topic             !---!!--
cancelled  change_consent_reference !---!!--
cancelled  change_decision_note     ----!!--
cancelled  change_return_due        -----!--
cancelled  delete                   --------
"""

# Of conditional use: the archivist prepares, a leader decides.
CONDITIONAL = """
asked      action_approve           ----+--- approved
asked      action_refuse            ----+--- refused
asked      action_cancel            +----+-- cancelled
asked      change_decision_note     ----+---
approved   action_cancel            +----+-- cancelled
approved   action_hand_out          -----+-- handed_out
"""

# Out of the office: nobody allows it without the consent of the head.
BORROWING = """
asked      action_approve           ----!!--
asked      action_refuse            ----++-- refused
asked      action_cancel            +----+-- cancelled
"""

# Copies are given and do not come back.
COPYING = """
asked      action_approve           ----++-- approved
asked      action_hand_out          -----!--
asked      action_make_copies       --------
approved   action_hand_out          -----+-- returned
approved   action_return            -----!--
approved   action_cancel            +----+-- cancelled
returned   action_hand_out          -----!--
returned   action_return            -----!--
returned   action_cancel            !---!!--
"""


@tagged("post_install", "-at_install")
class TestMatrixLoan(LoanCommon, MatrixCommon):
    _roles = ROLES_WITH_HEAD
    # Whoever borrows out of the office adds the consent of the head before it is approved.
    _offered_early = frozenset({("asked", "action_approve")})

    def _get_doors(self):
        return {
            "change_topic": lambda loan: loan.write({"topic": "Việc khác"}),
            "change_consent_reference": lambda loan: loan.write({"consent_reference": "9/QĐ"}),
            "change_decision_note": lambda loan: loan.write({"decision_note": "Đồng ý"}),
            "change_return_due": lambda loan: loan.write({"return_due": "2030-01-04"}),
            "delete": lambda loan: loan.unlink(),
        }

    def _create_in(self, state, **values):
        """A request of the handler for an own file in one state, counted for its next step."""
        conditional = values.pop("conditional", False)
        file = self._create_archived(
            name=f"Hồ sơ {state}", access_mode="02" if conditional else "01", medium="paper",
            sheet_count=20, unit_id=self.unit.id, user_id=self.handler.id,
        )
        loan = self._create_loan(file, **values)
        if state == "refused":
            loan.with_user(self.archivist).action_refuse("Không thuộc phạm vi")
        elif state == "cancelled":
            loan.action_cancel()
        elif state != "asked":
            self._approve(loan)
            self._count(loan)
            if state != "approved":
                loan.with_user(self.archivist).action_hand_out()
            if state in ("handed_out", "returned") and loan.kind != "copy":
                loan.with_user(self.archivist).line_ids.sheets_back = 20
            if state == "returned" and loan.kind != "copy":
                loan.with_user(self.archivist).action_return()
        return loan

    def test_each_act_in_each_state_by_each_role(self):
        states = dict(self.env["vanthu.loan"]._fields["state"].selection)
        self._check_table(
            {state: self._create_in(state) for state in states}, TABLE,
            {"action_refuse": ("Không thuộc phạm vi",)},
        )

    def test_files_of_conditional_use(self):
        self._check_lines(
            {state: self._create_in(state, conditional=True) for state in ("asked", "approved")},
            CONDITIONAL, {"action_refuse": ("Không thuộc phạm vi",)},
        )

    def test_out_of_the_office(self):
        self._check_lines(
            {"asked": self._create_in("asked", kind="borrow")}, BORROWING,
            {"action_refuse": ("Không thuộc phạm vi",)},
        )

    def test_copies(self):
        self._check_lines({
            state: self._create_in(state, kind="copy")
            for state in ("asked", "approved", "returned")
        }, COPYING)
