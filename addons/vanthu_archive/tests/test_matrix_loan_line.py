"""Who may count, hand out, take back or leave out one file of a request, in which state."""

from odoo.tests import tagged

from .loan_common import LoanCommon
from .matrix_common import ROLES_WITH_HEAD, MatrixCommon

# asked: waits for the decision. Roles: handler head outsider clerk leader archivist manager
# other_archivist
TABLE = """
asked    action_count_out -----!--
asked    action_give_back -----!--
asked    action_return    -----!--
asked    action_withhold  -----!--
asked    change_note      +----+--
asked    count_back       -----!--
asked    delete           +----+-- gone
waiting  action_count_out -----+-- out
waiting  action_give_back -----!--
waiting  action_return    -----!--
waiting  action_withhold  -----+-- withheld
waiting  change_note      !---!!--
waiting  count_back       -----!--
waiting  delete           !----!--
out      action_count_out -----!--
out      action_give_back -----+-- returned
out      action_return    -----+-- returned
out      action_withhold  -----!--
out      change_note      !---!!--
out      count_back       -----+--
out      delete           !----!--
returned action_count_out -----!--
returned action_give_back -----!--
returned action_return    -----!--
returned action_withhold  -----!--
returned change_note      !---!!--
returned count_back       -----!--
returned delete           !----!--
copied   action_count_out -----!--
copied   action_give_back -----!--
copied   action_return    -----!--
copied   action_withhold  -----!--
copied   change_note      !---!!--
copied   count_back       -----!--
copied   delete           !----!--
withheld action_count_out -----!--
withheld action_give_back -----!--
withheld action_return    -----!--
withheld action_withhold  -----!--
withheld change_note      !---!!--
withheld count_back       -----!--
withheld delete           !----!--
"""


@tagged("post_install", "-at_install")
class TestMatrixLoanLine(LoanCommon, MatrixCommon):
    _roles = ROLES_WITH_HEAD

    def _get_states(self, model):
        return super()._get_states(model) | {"asked"}

    def _get_state(self, record):
        is_asked = record.state == "waiting" and record.loan_id.state == "asked"
        return "asked" if is_asked else record.state

    def _get_doors(self):
        return {
            "change_note": lambda line: line.write({"note": "Chỉ tờ 1"}),
            "count_back": lambda line: line.write({"sheets_back": 20}),
            "delete": lambda line: line.unlink(),
        }

    def _get_offered(self, record):
        loan = record.sudo().loan_id.with_env(record.env)
        return self._get_offered_in_row(loan, "line_ids", record)

    def _create_in(self, state):
        file = self._create_archived(
            name=f"Hồ sơ {state}", access_mode="01", medium="paper", sheet_count=20
        )
        loan = self._create_loan(file, kind="copy" if state == "copied" else "read")
        if state != "asked":
            loan = self._approve(loan)
        if state == "withheld":
            loan.line_ids.action_withhold()
        elif state == "copied":
            loan.action_hand_out()
        elif state in ("out", "returned"):
            self._count(loan)
            loan.action_hand_out()
            loan.line_ids.sheets_back = 20
            if state == "returned":
                loan.line_ids.action_return()
        return loan.line_ids

    def test_each_act_in_each_state_by_each_role(self):
        states = ("asked", "waiting", "out", "returned", "copied", "withheld")
        self._check_table(
            {state: self._create_in(state) for state in states}, TABLE,
            {"action_count_out": (20, "Nguyên vẹn"), "action_give_back": (20, "Nguyên vẹn")},
        )

    def test_the_rest_of_a_request_follows_its_last_file(self):
        """The request is done when its last file is back, and not before."""
        second = self._create_archived(name="Hai", access_mode="01", medium="paper", sheet_count=9)
        loan = self._hand_out(self._create_loan(self.open_file + second))
        for line, state in zip(loan.line_ids, ("handed_out", "returned"), strict=True):
            self.assertEqual(loan.state, "handed_out")
            line.action_give_back(line.sheets_out)
            self.assertEqual(loan.state, state)
        self.assertFalse((self.open_file + second)._get_lent())
