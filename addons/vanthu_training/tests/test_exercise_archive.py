from datetime import date, timedelta

from odoo import fields
from odoo.tests import tagged

from odoo.addons.vanthu_document.models.local_time import local_moment

from ..models.practice_materials import DISORDERED
from .exercise_common import ExerciseCommon

NOTE = "Đo đầu giờ sáng"


@tagged("post_install", "-at_install")
class TestExerciseArchive(ExerciseCommon):
    """Topics 6 and 7: keeping, lending, boxing and making up files."""

    right = (
        ("T6.1", "lend_and_take_back"),
        ("T6.1", "borrow_and_take_back_line_by_line"),
        ("T6.2", "record_and_hold"),
        ("T6.2", "record_of_the_morning_and_hold_twice"),
        ("T6.2", "correct_the_reading_and_hold"),
        ("T7.1", "box_at_once_label_and_place"),
        ("T7.1", "box_one_by_one_and_order"),
        ("T7.1", "place_first_and_label_twice"),
        ("T7.1", "box_beside_a_fuller_box_in_disorder"),
        ("T7.2", "order_by_button_and_close"),
        ("T7.2", "order_by_hand_and_close"),
    )
    wrong = (
        ("T6.1", "do_nothing", 0, "0 of 1"),
        ("T6.1", "ask", 0, "is not approved yet"),
        ("T6.1", "ask_and_approve", 0, "the files are not handed out yet"),
        ("T6.1", "lend", 1, "0 of 1"),
        ("T6.1", "lose_sheets", 1, "58 of 60 sheets of “Hồ sơ thành lập nhà trường” came back"),
        ("T6.1", "lend_another", 0, "“Hồ sơ xây dựng khối nhà học B” was handed out, but the"),
        ("T6.1", "lend_another", 1, "0 of 1"),
        ("T6.2", "do_nothing", 0, "0 of 1"),
        ("T6.2", "record_without_note", 0, "The reading of 21 °C and 50 % has no remark yet"),
        ("T6.2", "record_in_the_wrong_columns", 0, "50 °C and 21 % are written down, but the"),
        ("T6.2", "record_of_last_week", 0, "is of an earlier day"),
        ("T6.2", "record_with_blank_note", 0, "has no remark yet"),
        ("T6.2", "write_a_hold", 1, "not in force yet"),
        ("T6.2", "hold_one", 1, "1 of 2"),
        ("T6.2", "hold_and_release", 1, "was released already"),
        ("T7.1", "do_nothing", 0, "0 of 5"),
        ("T7.1", "box_four", 0, "4 of 5"),
        ("T7.1", "box_in_two", 0, "5 files are in boxes, but only 3 of them in one"),
        ("T7.1", "box_in_wrong_order", 0, "the file 02.VP lies where 01.VP belongs"),
        ("T7.1", "box_and_take_out", 0, "0 of 5"),
        ("T7.1", "label_an_empty_box", 1, "while nothing is in it"),
        ("T7.1", "print_the_inventory_only", 1, "0 of 1"),
        ("T7.1", "label_and_place_another_box", 1, "holds 1 of 5 files"),
        ("T7.1", "label_and_place_another_box", 2, "holds 1 of 5 files"),
        ("T7.1", "label_before_the_last_file", 1, "after its label was printed; print it again"),
        ("T7.1", "place_and_take_off", 2, "was taken off its shelf again"),
        ("T7.2", "do_nothing", 0, "Document 1 of 20/10/"),
        ("T7.2", "do_nothing", 1, "Number its sheets"),
        ("T7.2", "order_and_reopen", 1, "was opened again"),
        ("T7.2", "wipe_the_dates", 0, "has no date; enter it"),
        ("T7.2", "take_two_out", 0, "holds 3 of 5 documents"),
    )

    def test_right_ways_pass(self):
        self._check_right_ways()

    def test_wrong_ways_get_their_reason_and_hint(self):
        self._check_wrong_ways()

    # ---- T6.1 ----

    def _get_files(self, state):
        return self._model("vanthu.file").search([
            ("company_id", "=", self.school.id), ("state", "=", state),
        ], order="notation")

    def ask(self, **values):
        return self._model("vanthu.loan").create({
            "company_id": self.school.id, "topic": "Viết lịch sử trường",
            "line_ids": [(0, 0, {"file_id": self._get_files("archived")[0].id})], **values,
        })

    def ask_and_approve(self, **values):
        loan = self.ask(**values)
        loan.action_approve()
        return loan

    def lend(self, **values):
        loan = self.ask_and_approve(**values)
        loan.line_ids.write({"sheets_out": 60, "condition_out": "Nguyên vẹn"})
        loan.action_hand_out()
        return loan

    def lend_and_take_back(self):
        loan = self.lend()
        loan.line_ids.write({"sheets_back": 60})
        loan.action_return()

    def borrow_and_take_back_line_by_line(self):
        loan = self.lend(
            kind="borrow", consent_reference="12/QĐ-THPT", consent_date=self.today,
        )
        loan.line_ids.write({"sheets_back": 60, "condition_back": "Nguyên vẹn"})
        loan.line_ids.action_return()

    def lose_sheets(self):
        loan = self.lend()
        loan.line_ids.write({"sheets_back": 58, "condition_back": "Thiếu hai tờ"})
        loan.action_return()

    def lend_another(self):
        other = self._get_files("archived")[1]
        loan = self.lend(line_ids=[(0, 0, {"file_id": other.id})])
        loan.line_ids.write({"sheets_back": 60})
        loan.action_return()

    # ---- T6.2 ----

    def _record(self, note=NOTE, taken_at="", temperature=21, humidity=50):
        room = self._model("vanthu.storage.location").search([
            ("company_id", "=", self.school.id), ("kind", "=", "room"),
        ])
        self._model("vanthu.climate").record(
            [{"room": room.id, "temperature": temperature, "humidity": humidity,
              "note": note}], taken_at
        )

    def write_a_hold(self, count=2, place=0):
        return self._model("vanthu.hold").create({
            "name": "Thanh tra", "reason": "Đoàn thanh tra yêu cầu", "company_id": self.school.id,
            "file_ids": [(6, 0, self._get_files("closed")[place:place + count].ids)],
        })

    def record_and_hold(self):
        self._record()
        self.write_a_hold().action_place()

    def record_of_the_morning_and_hold_twice(self):
        # Read earlier on this day, written down now; soon after midnight that is just now.
        now = fields.Datetime.now()
        hour = local_moment(self._model("vanthu.attempt").env, now).hour
        before = now - timedelta(hours=min(2, hour))
        self._record(taken_at=fields.Datetime.to_string(before))
        self.write_a_hold(1).action_place()
        self.write_a_hold(1, place=1).action_place()

    def record_in_the_wrong_columns(self):
        self._record(temperature=50, humidity=21)

    def correct_the_reading_and_hold(self):
        self.record_in_the_wrong_columns()
        self._model("vanthu.climate.reading").search([
            ("company_id", "=", self.school.id),
        ], limit=1).write({"temperature": 21, "humidity": 50})
        self.write_a_hold().action_place()

    def record_of_last_week(self):
        before = fields.Datetime.now() - timedelta(days=7)
        self._record(taken_at=fields.Datetime.to_string(before))

    def record_with_blank_note(self):
        self._record(note=" ")

    def record_without_note(self):
        self._record(note="")

    def hold_one(self):
        self.write_a_hold(1).action_place()

    def hold_and_release(self):
        hold = self.write_a_hold()
        hold.action_place()
        self.env.flush_all()  # another day
        hold.release_reason = "Xong"
        hold.action_release()

    # ---- T7.1 ----

    def _box(self, files=None, label=True, place=True):
        files = self._get_files("closed")[:5] if files is None else files
        box = self._model("vanthu.archive.box").create({"company_id": self.school.id})
        box.action_put_files(files.ids)
        if label:
            self._label(box)
        if place:
            self._place(box)
        return box

    def _label(self, box):
        wizard = self._model("vanthu.label.print").create({
            "kind": "box", "box_ids": [(6, 0, box.ids)],
        })
        wizard.action_print()
        self.env["report.vanthu_archive.labels"].with_env(wizard.env)._render_stream(wizard, {})

    def _place(self, box):
        shelf = self._model("vanthu.storage.location").search([
            ("company_id", "=", self.school.id), ("kind", "=", "compartment"),
        ], limit=1)
        box.action_move(shelf.id)

    def box_at_once_label_and_place(self):
        fill = self._model("vanthu.box.fill").create({
            "file_ids": [(6, 0, self._get_files("closed")[:5].ids)],
            "profile_id": self._model("vanthu.box.profile").search([], limit=1).id,
        })
        box = self._model("vanthu.archive.box").search(fill.action_fill()["domain"])
        self._place(box)
        self._label(box)

    def box_one_by_one_and_order(self):
        files = self._get_files("closed")
        box = self._box(files[4], label=False, place=False)
        for file in reversed(files[:4]):
            box.action_put_files(file.ids)
        self._place(box)
        self._label(box)
        box.action_order_files()

    def box_four(self):
        self._box(self._get_files("closed")[:4])

    def box_in_two(self):
        files = self._get_files("closed")
        self._box(files[:3])
        self._box(files[3:5])

    def box_in_wrong_order(self):
        files = self._get_files("closed")
        self._box(files[1] | files[0] | files[2:5])

    def box_and_take_out(self):
        self._box().file_ids.action_unbox()

    def label_an_empty_box(self):
        self._label(self._model("vanthu.archive.box").create({"company_id": self.school.id}))

    def print_the_inventory_only(self):
        box = self._box(label=False)
        self.env["report.vanthu_archive.box_inventory"].with_env(box.env)._render_stream(box, {})

    def label_and_place_another_box(self):
        files = self._get_files("closed")
        self._box(files[:5], label=False, place=False)
        self._box(files[5])

    def label_before_the_last_file(self):
        files = self._get_files("closed")
        self._box(files[:4]).action_put_files(files[4].ids)

    def place_first_and_label_twice(self):
        box = self._model("vanthu.archive.box").create({"company_id": self.school.id})
        self._place(box)
        files = self._get_files("closed")
        box.action_put_files(files[:4].ids)
        self._label(box)
        box.action_put_files(files[4].ids)
        self._label(box)

    def box_beside_a_fuller_box_in_disorder(self):
        files = self._get_files("closed")
        more = self._close_more(6)
        self._box(more[1] | more[0] | more[2:], label=False, place=False)
        self._box(files[:5])

    def _close_more(self, count):
        files = self._model("vanthu.file").create([{
            "company_id": self.school.id, "name": f"Hồ sơ thêm {place}", "medium": "paper",
            "notation": f"{place}.TV", "catalog": self.today.year - 1, "term": "years",
            "term_years": 10, "sheet_count": 5, "line_ids": [(0, 0, {"name": "Báo cáo"})],
        } for place in range(20, 20 + count)])
        files.action_close()
        return files

    def place_and_take_off(self):
        self._box().action_take_off("Nhầm giá")

    # ---- T7.2 ----

    def _get_disordered(self):
        return self._model("vanthu.file").search([
            ("company_id", "=", self.school.id), ("name", "=", DISORDERED),
        ])

    def _close(self, file):
        file.write({"sheet_count": 24, "end_date": date(self.today.year - 1, 12, 1)})
        file.action_close()

    def order_by_button_and_close(self):
        file = self._get_disordered()
        file.action_order_by_date()
        self._close(file)

    def order_by_hand_and_close(self):
        file = self._get_disordered()
        for place, line in enumerate(file.line_ids.sorted("issued_date"), 1):
            file.write({"line_ids": [(1, line.id, {"ordinal": place * 10})]})
        self._close(file)

    def order_and_reopen(self):
        self.order_by_button_and_close()
        self._get_disordered().action_reopen("Thiếu tài liệu")

    def take_two_out(self):
        self._get_disordered().line_ids[:2].unlink()

    def wipe_the_dates(self):
        self._get_disordered().line_ids.write({"issued_date": False})

    # ---- BESIDES ----

    def test_files_that_came_into_a_box_on_a_shelf_count(self):
        box = self._model("vanthu.archive.box").create({"company_id": self.school.id})
        self._place(box)
        self.env.flush_all()
        self.env.cr.execute("SELECT set_config('vanthu.practice_reset', %s, true)",
                            [str(self.school.id)])
        self.env.cr.execute("UPDATE vanthu_box_move SET date = date - interval '1 hour' "
                            "WHERE box_id = %s", [box.id])
        self.env.invalidate_all()
        attempt = self._begin("T7.1")
        box.action_put_files(self._get_files("closed")[:5].ids)
        self._label(box)
        self.assertEqual(attempt.check_steps()["state"], "passed")

    def test_a_file_that_was_closed_before_is_to_be_opened_again(self):
        self.order_by_button_and_close()
        attempt = self._begin("T7.2")
        self.assertIn("was closed before the exercise began; open it again",
                      attempt.check_steps()["steps"][1]["reason"])
        file = self._get_disordered()
        file.action_reopen("Làm lại")
        file.action_close()
        self.assertEqual(attempt.check_steps()["state"], "passed")
