"""Who may count, hand out, take back or leave out one file of a request, in which state."""

from datetime import date

from odoo import Command
from odoo.tests import tagged

from .matrix_common import ROLES_WITH_HEAD, MatrixCommon
from .test_loan_reading import ReadingCommon

# asked: waits for the decision. Roles: handler head outsider clerk leader archivist manager
# other_archivist
TABLE = """
asked    action_count_out -----!--
asked    action_give_back -----!--
asked    action_read      !-------
asked    action_return    -----!--
asked    action_withhold  -----!--
asked    change_note      +----+--
asked    count_back       -----!--
asked    delete           +----+-- gone
waiting  action_count_out -----+-- out
waiting  action_give_back -----!--
waiting  action_read      !-------
waiting  action_return    -----!--
waiting  action_withhold  -----+-- withheld
waiting  change_note      !---!!--
waiting  count_back       -----!--
waiting  delete           !----!--
out      action_count_out -----!--
out      action_give_back -----+-- returned
out      action_read      +-------
out      action_return    -----+-- returned
out      action_withhold  -----!--
out      change_note      !---!!--
out      count_back       -----+--
out      delete           !----!--
returned action_count_out -----!--
returned action_give_back -----!--
returned action_read      !-------
returned action_return    -----!--
returned action_withhold  -----!--
returned change_note      !---!!--
returned count_back       -----!--
returned delete           !----!--
copied   action_count_out -----!--
copied   action_give_back -----!--
copied   action_read      !-------
copied   action_return    -----!--
copied   action_withhold  -----!--
copied   change_note      !---!!--
copied   count_back       -----!--
copied   delete           !----!--
withheld action_count_out -----!--
withheld action_give_back -----!--
withheld action_read      !-------
withheld action_return    -----!--
withheld action_withhold  -----!--
withheld change_note      !---!!--
withheld count_back       -----!--
withheld delete           !----!--
"""


@tagged("post_install", "-at_install")
class TestMatrixLoanLine(ReadingCommon, MatrixCommon):
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
        file = self._create_file(
            self.archivist, name=f"Hồ sơ {state}", notation=f"{state}.VP", access_mode="01",
            medium="electronic", term="years", term_years=10, start_date=date(2026, 1, 2),
            end_date=date(2026, 6, 30),
        )
        # Something to read on the screen.
        self._add_item(file, attachment_ids=[Command.link(self._upload(1).id)])
        file.action_close()
        file.sudo()._archive()
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
