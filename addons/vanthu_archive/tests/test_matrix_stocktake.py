"""Who may finish a stock-taking and put right what it found."""

from odoo.tests import tagged

from .matrix_common import MatrixCommon
from .store_common import StoreCommon

# handler outsider clerk leader archivist manager other_archivist
TABLE = """
open action_finish    ----+-- done
open action_put_right ----!--
done action_finish    ----!--
done action_put_right ----+--
"""


@tagged("post_install", "-at_install")
class TestMatrixStocktake(StoreCommon, MatrixCommon):
    def test_each_act_in_each_state_by_each_role(self):
        model = self.env["vanthu.stocktake"].with_user(self.archivist)
        self._create_boxes(1, self._place("A-01"))
        stray = self._create_boxes(1, self._place("B-01"))
        done = model.browse(model.begin(self._place("A-01").id)["id"])
        done.count_box(stray.qr_code)
        done.action_finish()
        running = model.browse(model.begin(self._place("A-01").id)["id"])
        self._check_table({"open": running, "done": done}, TABLE)
