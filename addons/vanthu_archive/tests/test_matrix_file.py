"""Who may do what with a case file, from its opening to the historical archive."""

from odoo.tests import tagged

from .matrix_common import MatrixCommon

# handler outsider clerk leader archivist manager other_archivist
# A stub of what was destroyed has its own tests (test_disposal).
TABLE = """
open        action_ask_for_use       !-!!!--
open        action_close             +---+-- closed
open        action_export_contents   +-+++--
open        action_keep_back         +------
open        action_number_sheets     +---+--
open        action_open_closing      +---+--
open        action_open_loans        +-+++--
open        action_order_by_date     +---+--
open        action_prepare_transfer  !---!--
open        action_reopen            !---!--
open        action_show_on_map       !-!!!--
open        action_take_into_archive -------
open        action_unbox             ----+--
open        action_use_as_evidence   !-!!!--
closed      action_ask_for_use       !-!!!--
closed      action_close             !---!--
closed      action_export_contents   +-+++--
closed      action_keep_back         +------
closed      action_number_sheets     !---!--
closed      action_open_closing      !---!--
closed      action_open_loans        +-+++--
closed      action_order_by_date     !---!--
closed      action_prepare_transfer  +---+--
closed      action_reopen            +---+-- open
closed      action_show_on_map       !-!!!--
closed      action_take_into_archive -------
closed      action_unbox             ----+--
closed      action_use_as_evidence   !-!!!--
archived    action_ask_for_use       +-+++--
archived    action_close             !---!--
archived    action_export_contents   +-+++--
archived    action_keep_back         !---!--
archived    action_number_sheets     !---!--
archived    action_open_closing      !---!--
archived    action_open_loans        +-+++--
archived    action_order_by_date     !---!--
archived    action_prepare_transfer  !---!--
archived    action_reopen            !---!--
archived    action_show_on_map       !-!!!--
archived    action_take_into_archive -------
archived    action_unbox             ----+--
archived    action_use_as_evidence   !-!!!--
transferred action_ask_for_use       !-!!!--
transferred action_close             !---!--
transferred action_export_contents   +-+++--
transferred action_keep_back         !---!--
transferred action_number_sheets     !---!--
transferred action_open_closing      !---!--
transferred action_open_loans        +-+++--
transferred action_order_by_date     !---!--
transferred action_prepare_transfer  !---!--
transferred action_reopen            !---!--
transferred action_show_on_map       !-!!!--
transferred action_take_into_archive -------
transferred action_unbox             ----+--
transferred action_use_as_evidence   !-!!!--
"""


@tagged("post_install", "-at_install")
class TestMatrixFile(MatrixCommon):
    _states_left_out = frozenset({"disposed"})

    def _create_in(self, state):
        if state in ("open", "closed"):
            file = self._create_file(
                name=f"Hồ sơ {state}", notation=f"{state}.VP", unit_id=self.unit.id,
                medium="electronic", term="years", term_years=10,
            )
            self._add_item(file)
            if state == "closed":
                file.action_close()
            return file
        file = self._create_archived(unit_id=self.unit.id, user_id=self.handler.id)
        if state != "archived":
            file.sudo()._write_step({"state": state})
        return file

    def test_each_act_in_each_state_by_each_role(self):
        records = {
            state: self._create_in(state)
            for state in ("open", "closed", "archived", "transferred")
        }
        self._check_table(records, TABLE, {"action_reopen": ("Sửa",)})
