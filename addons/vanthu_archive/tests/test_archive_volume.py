"""A sitting in a large archive: a thousand files handed over, five hundred boxes placed."""

import time

from odoo.tests import tagged

from .store_common import StoreCommon
from .transfer_common import TransferCommon

FILES, BOXES = 1000, 500
# Generous, for a busy machine; a step takes one second or two alone.
SECONDS = 30


@tagged("post_install", "-at_install")
class TestArchiveVolume(StoreCommon, TransferCommon):
    def _measure(self, act, seconds, queries):
        """Do something as a request of its own; how long it may take and ask the database."""
        self.env.flush_all()
        self.env.invalidate_all()
        before, started = self.env.cr.sql_log_count, time.monotonic()
        result = act()
        self.env.flush_all()
        self.assertLess(time.monotonic() - started, seconds)
        self.assertLess(self.env.cr.sql_log_count - before, queries)
        return result

    def test_a_thousand_files_are_handed_over_in_one_sitting(self):
        files = self._create_paper_files(
            FILES, unit_id=self.unit.id, user_id=self.handler.id
        ).with_user(self.handler)
        action = self._measure(files.action_prepare_transfer, SECONDS, FILES)
        transfer = self.env["vanthu.transfer"].with_user(self.handler).browse(action["res_id"])
        self.assertEqual(transfer.file_count, FILES)
        self._measure(transfer.action_send, SECONDS, 200)
        taken = transfer.with_user(self.archivist)
        self._measure(taken.action_receive, SECONDS, 100)
        taken.line_ids[0].action_mend("Thiếu tờ 5")
        self._measure(taken.action_all_ok, SECONDS, FILES)
        self._measure(taken.action_accept, SECONDS, FILES)
        self.assertEqual((taken.state, taken.ok_count, taken.mend_count),
                         ("accepted", FILES - 1, 1))
        self.assertEqual(
            dict(self.env["vanthu.file"].sudo()._read_group(
                [("id", "in", files.ids)], ["state"], ["__count"]
            )), {"archived": FILES - 1, "closed": 1},
        )
        self._measure(lambda: self._print(taken), SECONDS, 200)
        self._box(files.filtered(lambda file: file.state == "archived"))

    def _print(self, transfer):
        report = self.env["ir.actions.report"].with_user(self.archivist)
        for name in ("transfer_list", "transfer_minutes"):
            pdf, kind = report._render_qweb_pdf(f"vanthu_archive.{name}", transfer.ids)
            self.assertEqual((kind, pdf[:5]), ("pdf", b"%PDF-"))

    def _box(self, files):
        """The same files into boxes, in one go."""
        boxes = self._measure(
            lambda: self.env["vanthu.archive.box"].with_user(self.archivist)._fill(
                files.with_user(self.archivist)._in_order(), self.profile
            ), SECONDS, FILES,
        )
        self.assertEqual(sum(boxes.mapped("file_count")), len(files))
        self.assertLessEqual(max(boxes.mapped("sheet_count")), self.profile.sheet_capacity)
        self.assertEqual(boxes.mapped("number"), [*range(1, len(boxes) + 1)])

    def test_five_hundred_boxes_are_placed_at_once(self):
        room = self._generate(code="P2", rows=5, shelves=5, compartments=4, boxes=5)
        boxes = self._create_boxes(BOXES)
        self._measure(lambda: boxes.action_move(room.id), SECONDS, 2 * BOXES)
        leaves = room._get_leaves()
        self.assertEqual([len(leaf.box_ids) for leaf in leaves], [5] * 100)
        self.assertEqual(len(boxes.move_ids), BOXES)
        self.assertEqual(
            boxes.sorted(lambda box: (box.location_id.full_code, box.number)), boxes,
            "the numbers follow the shelves",
        )
        found = self._measure(
            lambda: self.env["vanthu.store"].with_user(self.archivist).get_map(room.id), 5, 60
        )
        self.assertEqual(sum(
            place["used"] for block in found["blocks"] for shelf in block["shelves"]
            for place in shelf["places"]
        ), BOXES)
        labels = self._measure(lambda: boxes.mapped("qr_code"), 5, 20)
        self.assertEqual(len(set(labels)), BOXES)
