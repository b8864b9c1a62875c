"""Who may do what with a batch of files on its way into the archive."""

from odoo.tests import tagged

from .matrix_common import MatrixCommon
from .transfer_common import TransferCommon

# handler outsider clerk leader archivist manager other_archivist
TABLE = """
draft    action_accept     ----!--
draft    action_add_closed !---!--
draft    action_add_due    !---!--
draft    action_all_ok     ----!--
draft    action_export     +-+++--
draft    action_receive    ----!--
draft    action_return     ----!--
draft    action_send       +------ sent
sent     action_accept     ----!--
sent     action_add_closed !---!--
sent     action_add_due    !---!--
sent     action_all_ok     ----!--
sent     action_export     +-+++--
sent     action_receive    ----+-- checking
sent     action_return     ----+-- returned
sent     action_send       !---!--
checking action_accept     ----!--
checking action_add_closed !---!--
checking action_add_due    !---!--
checking action_all_ok     ----+--
checking action_export     +-+++--
checking action_receive    ----!--
checking action_return     ----+-- returned
checking action_send       !---!--
returned action_accept     ----!--
returned action_add_closed !---!--
returned action_add_due    !---!--
returned action_all_ok     ----!--
returned action_export     +-+++--
returned action_receive    ----!--
returned action_return     ----!--
returned action_send       +------ sent
accepted action_accept     ----!--
accepted action_add_closed !---!--
accepted action_add_due    !---!--
accepted action_all_ok     ----+--
accepted action_export     +-+++--
accepted action_receive    ----!--
accepted action_return     ----!--
accepted action_send       !---!--
draft    change_basis      +---+--
sent     change_basis      !-!!+--
checking change_basis      !-!!+--
returned change_basis      +---+--
accepted change_basis      !-!!!--
"""


@tagged("post_install", "-at_install")
class TestMatrixTransfer(TransferCommon, MatrixCommon):
    # Offered while a batch is put together; here there is nothing more to add.
    _offered_early = frozenset(
        (state, act) for state in ("draft", "returned")
        for act in ("action_add_due", "action_add_closed")
    )

    def _create_in(self, state):
        if state == "draft":
            action = self._create_closed().action_prepare_transfer()
            return self.env[action["res_model"]].with_user(self.handler).browse(action["res_id"])
        transfer = self._create_sent(1)
        if state != "sent":
            transfer.action_receive()
        if state == "returned":
            transfer.action_return("Thiếu số tờ")
        elif state == "accepted":
            transfer.action_all_ok()
            transfer.action_accept()
        return transfer

    def _get_doors(self):
        return {"change_basis": lambda batch: batch.write({"basis": "Danh mục năm 2026"})}

    def test_each_act_in_each_state_by_each_role(self):
        states = ("draft", "sent", "checking", "returned", "accepted")
        self._check_table(
            {state: self._create_in(state) for state in states}, TABLE,
            {"action_return": ("Thiếu số tờ",)},
        )
