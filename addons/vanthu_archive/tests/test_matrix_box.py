"""Who may fill, move, empty and set aside a box, and when."""

from odoo.tests import tagged

from .matrix_common import ROLES_WITH_HEAD, MatrixCommon
from .store_common import StoreCommon

# new: empty, not in the store. packed: filled, not in the store. placed: empty, in the store.
# filled: filled, in the store. Roles: handler head outsider clerk leader archivist manager
# other_archivist
TABLE = """
new     action_move        -----+-- placed
new     action_take_off    -----+--
new     action_put_files   -----+-- packed
new     action_order_files -----+--
new     action_retire      -----+-- retired
new     action_show_on_map ---!!!--
new     change_note        -----+--
new     take_files_out     -----+--
new     delete             -----+-- gone
packed  action_move        -----+-- filled
packed  action_take_off    -----+--
packed  action_put_files   -----+--
packed  action_order_files -----+--
packed  action_retire      -----!--
packed  action_show_on_map ---!!!--
packed  change_note        -----+--
packed  take_files_out     -----+-- new
packed  delete             -----!--
placed  action_move        -----+--
placed  action_take_off    -----+-- new
placed  action_put_files   -----+-- filled
placed  action_order_files -----+--
placed  action_retire      -----+-- retired
placed  action_show_on_map ---+++--
placed  change_note        -----+--
placed  take_files_out     -----+--
placed  delete             -----!--
filled  action_move        -----+--
filled  action_take_off    -----+-- packed
filled  action_put_files   -----+--
filled  action_order_files -----+--
filled  action_retire      -----!--
filled  action_show_on_map ---+++--
filled  change_note        -----+--
filled  take_files_out     -----+-- placed
filled  delete             -----!--
retired action_move        -----!--
retired action_take_off    -----!--
retired action_put_files   -----!--
retired action_order_files -----!--
retired action_retire      -----!--
retired action_show_on_map ---!!!--
retired change_note        -----+--
retired take_files_out     -----+--
retired delete             -----!--
"""


@tagged("post_install", "-at_install")
class TestMatrixBox(StoreCommon, MatrixCommon):
    _roles = ROLES_WITH_HEAD

    def _get_states(self, model):
        return {"new", "packed", "placed", "filled", "retired"}

    def _get_state(self, record):
        if record.state == "retired":
            return "retired"
        names = {
            (False, False): "new", (True, False): "packed", (False, True): "placed",
            (True, True): "filled",
        }
        return names[bool(record.file_ids), bool(record.location_id)]

    def _get_doors(self):
        return {
            "change_note": lambda box: box.write({"note": "Gáy rách"}),
            "take_files_out": lambda box: box.file_ids.action_unbox(),
            "delete": lambda box: box.unlink(),
        }

    def _create_all(self):
        """One box of each state; the new one last, since only the last may be deleted."""
        files = self._create_paper_files(4)
        packed, placed, filled, retired, new = self._create_boxes(5)
        (placed + filled).action_move(self._place("A-01").id)
        packed.action_put_files(files[:2].ids)
        filled.action_put_files(files[2].ids)
        retired.action_retire()
        return {
            "new": new, "packed": packed, "placed": placed, "filled": filled, "retired": retired,
        }, files[3]

    def test_each_act_in_each_state_by_each_role(self):
        records, file = self._create_all()
        self._check_table(records, TABLE, {
            "action_move": (self._place("B-02").id, "Sắp xếp lại"),
            "action_take_off": ("Tu bổ",), "action_put_files": (file.ids,),
        })

    def test_what_is_in_a_box_follows_it(self):
        records, _file = self._create_all()
        box = records["packed"]
        box.action_move(self._place("B-01").id, "Xếp lên giá")
        self.assertEqual(
            set(box.file_ids.mapped("store_place")), {f"K-P1-B-01-01, {box.display_name}"}
        )
        self.assertEqual(
            [(move.to_name, move.user_id, move.reason) for move in box.move_ids],
            [(box.location_id.display_name, self.archivist, "Xếp lên giá")],
        )
        box.file_ids.action_unbox()
        self.assertFalse(box.file_ids)
        box.action_retire()
        self.assertEqual((box.state, len(box.move_ids)), ("retired", 2))
