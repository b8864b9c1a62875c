"""The windows around a register, filled in as on the screen: what they propose, ask and keep."""

from datetime import date

from odoo.exceptions import AccessError, UserError
from odoo.tests import Form, tagged

from .test_register_number import NumberCommon


class DialogCommon(NumberCommon):
    """Two registered documents on different days and a way to open a number's window."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.documents = cls.env["vanthu.document"]
        for day in ("2026-05-11", "2026-05-13"):
            cls.documents |= cls._create_incoming(arrival_date=day)
        cls.documents.action_register()
        cls.entries = cls.documents.register_entry_id.with_user(cls.clerk)

    def _open(self, mode, entry=None, user=None):
        """The window as the button of a number opens it."""
        entry = (entry or self.entries[0]).with_user(user or self.clerk)
        action = entry.with_context(default_mode=mode).action_open_number_wizard()
        self.assertEqual(action["target"], "new")
        return Form(entry.env[action["res_model"]].with_context(**action["context"]))


@tagged("post_install", "-at_install")
class TestNumberDialog(DialogCommon):
    def test_title_names_what_is_done_and_the_number(self):
        titles = {
            mode: self.entries[0].with_context(default_mode=mode)
            .action_open_number_wizard()["name"]
            for mode in ("use", "insert", "void", "correct")
        }
        self.assertEqual(len(set(titles.values())), 4)
        for title in titles.values():
            self.assertIn("01", title)

    def test_window_knows_register_number_and_day(self):
        form = self._open("insert")
        self.assertEqual(form.register_id, self.register)
        self.assertEqual(form.entry_id, self.entries[0])
        self.assertEqual(form.day, date(2026, 5, 11))

    def test_number_is_inserted_and_shown(self):
        form = self._open("insert")
        form.day = date(2026, 5, 12)
        form.reason = "  Sót khi vào sổ "
        action = form.save().action_confirm()
        entry = self.env[action["res_model"]].browse(action["res_id"])
        self.assertEqual((entry.label, entry.date, entry.state),
                         ("01a", date(2026, 5, 12), "reserved"))
        self.assertEqual(entry.reason, "Sót khi vào sổ")

    def test_window_without_reason_is_refused_and_keeps_what_was_filled_in(self):
        form = self._open("insert")
        form.day = date(2026, 5, 12)
        form.reason = "x"
        wizard = form.save()
        wizard.reason = " "
        with self.assertRaisesRegex(UserError, "Say why"):
            wizard.action_confirm()
        self.assertEqual(wizard.day, date(2026, 5, 12))
        self.assertFalse(self._entry("01a"))

    def test_inserting_asks_for_number_and_date(self):
        wizard = self.env["vanthu.register.number"].with_user(self.clerk).create({
            "mode": "insert", "register_id": self.register.id, "reason": "Sót",
        })
        for values in ({"entry_id": False}, {"entry_id": self.entries[0].id, "day": False}):
            wizard.write(values)
            with self.assertRaisesRegex(UserError, "Choose the number after which"):
                wizard.action_confirm()

    def test_reserved_number_waits_for_its_document_and_takes_it(self):
        form = Form(self.env["vanthu.register.number"].with_user(self.clerk))
        self.assertEqual(form.mode, "reserve")
        self.assertEqual(form.register_id, self.register)
        self.assertEqual(form.day, date(2026, 5, 15))
        form.reason = "Điện báo trước"
        entry = self._entry("03").browse(form.save().action_confirm()["res_id"])
        waiting = self._create_incoming()
        form = self._open("use", entry)
        form.document_id = waiting
        form.save().action_confirm()
        self.assertEqual(waiting.arrival_label, "03")
        self.assertEqual(entry.state, "issued")

    def test_using_a_number_asks_for_the_document(self):
        entry = self.entries.browse(self.register.action_reserve("Báo trước"))
        wizard = self.env["vanthu.register.number"].with_user(self.clerk).create({
            "mode": "use", "register_id": self.register.id, "entry_id": entry.id,
        })
        with self.assertRaisesRegex(UserError, "Choose the document"):
            wizard.action_confirm()
        self.assertEqual(entry.state, "reserved")

    def test_number_is_made_void_with_its_reason(self):
        entry = self.entries.browse(self.register.action_reserve("Báo trước"))
        form = self._open("void", entry)
        form.reason = "Văn bản không gửi đến"
        self.assertEqual(form.save().action_confirm()["type"], "ir.actions.act_window_close")
        self.assertEqual((entry.state, entry.reason), ("void", "Văn bản không gửi đến"))

    def test_correction_goes_to_a_closed_volume_only(self):
        form = self._open("correct")
        form.reason = "Ngày đúng là 10/05"
        wizard = form.save()
        with self.assertRaisesRegex(UserError, "correct the document itself"):
            wizard.action_confirm()
        self.register.volume_ids.action_close()
        wizard.action_confirm()
        self.assertEqual(self.entries[0].remark_ids.text, "Ngày đúng là 10/05")

    def test_numbers_go_on_in_the_next_volume_which_stays_open_while_it_is_empty(self):
        self.register.volume_ids.action_close()
        following = self.register.volume_ids.filtered(lambda volume: volume.state == "open")
        self.assertEqual(len(following), 1)
        with self.assertRaisesRegex(UserError, "empty volume cannot be closed"):
            following.action_close()
        self.assertEqual(self._register().arrival_label, "03")
        self.assertEqual(self._entry("03").volume_id, following)

    def test_number_of_another_register_cannot_be_slipped_in(self):
        foreign = self._create_incoming(self.other_clerk)
        foreign.action_register()
        wizard = self.env["vanthu.register.number"].with_user(self.clerk).create({
            "mode": "insert", "register_id": self.register.id, "reason": "Sót",
            "day": date(2026, 5, 12),
        })
        wizard.sudo().entry_id = foreign.register_entry_id
        with self.assertRaises(AccessError):
            wizard.action_confirm()

    def test_window_of_another_person_is_closed(self):
        wizard = self._open("insert").save()
        colleague = self._create_person("second_clerk", "group_clerk")
        with self.assertRaises(AccessError):
            wizard.with_user(colleague).read(["reason"])
        with self.assertRaises(AccessError):
            wizard.with_user(colleague).write({"reason": "Khác"})


@tagged("post_install", "-at_install")
class TestPrintDialog(DialogCommon):
    def _form(self, user=None):
        return Form(self.env["vanthu.register.print"].with_user(user or self.clerk))

    def test_window_proposes_the_whole_open_volume_of_this_year(self):
        form = self._form()
        self.assertEqual(form.register_id, self.register)
        self.assertEqual(form.volume_id, self.register.volume_ids)
        self.assertEqual((form.form, form.range_kind), ("incoming_register", "all"))

    def test_another_register_brings_its_own_volume(self):
        older = self.env["vanthu.register"]._prepare_year(self.organisation, 2025)
        form = self._form()
        form.register_id = older
        self.assertEqual(form.volume_id.register_id, older)

    def test_range_of_numbers_prints_what_lies_in_it(self):
        form = self._form()
        form.range_kind = "numbers"
        form.number_from, form.number_to = 2, 2
        wizard = form.save()
        register, form_spec, volume, numbers, days = wizard._get_selection()
        rows = register._get_print_rows(form_spec, volume, numbers, days)
        self.assertEqual(len(rows), 1)
        self.assertIsNone(days)
        self.assertIn("02", [str(value) for value in next(
            iter(register._get_cells(form_spec, rows)))])

    def test_range_that_ends_before_it_begins_is_refused_by_both_buttons(self):
        form = self._form()
        form.range_kind = "numbers"
        form.number_from, form.number_to = 5, 2
        wizard = form.save()
        for press in (wizard.action_print, wizard.action_export):
            with self.assertRaisesRegex(UserError, "smaller number first"):
                press()
        wizard.write({
            "range_kind": "dates", "date_from": "2026-05-13", "date_to": "2026-05-11",
        })
        for press in (wizard.action_print, wizard.action_export):
            with self.assertRaisesRegex(UserError, "earlier date first"):
                press()

    def test_range_may_be_open_at_either_end(self):
        wizard = self._form().save()
        for values in (
            {"range_kind": "numbers", "number_from": 2, "number_to": 0},
            {"range_kind": "dates", "date_from": False, "date_to": "2026-05-12"},
            {"range_kind": "dates", "date_from": "2026-05-12", "date_to": False},
        ):
            wizard.write(values)
            register, form, volume, numbers, days = wizard._get_selection()
            rows = register._get_print_rows(form, volume, numbers, days)
            self.assertEqual(len(rows), 1, values)

    def test_what_was_left_of_another_range_does_not_count(self):
        wizard = self._form().save()
        wizard.write({"range_kind": "all", "number_from": 9, "number_to": 1})
        _register, _form, _volume, numbers, days = wizard._get_selection()
        self.assertEqual((numbers, days), (None, None))

    def test_download_is_that_of_this_window(self):
        wizard = self._form().save()
        self.assertEqual(wizard.action_export()["url"], f"/vanthu/register/{wizard.id}.xlsx")
        self.assertEqual(wizard.action_print()["context"]["active_ids"], wizard.ids)


@tagged("post_install", "-at_install")
class TestPaperDialogs(DialogCommon):
    def test_list_of_the_day_is_made_in_the_form_and_stays_once_confirmed(self):
        with Form(self.env["vanthu.hand.over"].with_user(self.clerk)) as form:
            self.assertEqual(form.date, date(2026, 5, 15))
            self.assertEqual(form.user_id, self.clerk)
            with form.line_ids.new() as line:
                line.document_id = self.documents[0]
                line.unit_id = self.unit
                self.assertEqual(line.receiver_name, "Văn phòng")
                line.receiver_name = "Ông An (bảo vệ)"
        hand_over = form.record
        hand_over.action_confirm()
        self.assertEqual(self.documents[0].receiver_name, "Ông An (bảo vệ)")
        with self.assertRaisesRegex(UserError, "confirmed already"):
            hand_over.action_confirm()
        with self.assertRaisesRegex(UserError, "is kept"):
            hand_over.unlink()

    def test_receiver_follows_the_unit_until_somebody_is_named(self):
        form = Form(self.env["vanthu.hand.over"].with_user(self.clerk))
        with form.line_ids.new() as line:
            line.document_id = self.documents[0]
            line.unit_id = self.unit
            line.unit_id = self.second_unit
            self.assertEqual(line.receiver_name, self.second_unit.name)
        self.assertEqual(form.save().line_ids.unit_id, self.second_unit)

    def test_empty_list_is_not_confirmed_and_can_be_thrown_away(self):
        hand_over = Form(self.env["vanthu.hand.over"].with_user(self.clerk)).save()
        with self.assertRaisesRegex(UserError, "at least one document"):
            hand_over.action_confirm()
        hand_over.unlink()
        self.assertFalse(hand_over.exists())

    def test_list_is_named_after_its_day(self):
        hand_over = Form(self.env["vanthu.hand.over"].with_user(self.clerk)).save()
        self.assertEqual(hand_over.display_name, "Hand-over of 15/05/2026")

    def test_return_window_proposes_the_sender_and_demands_a_reason(self):
        waiting = self._create_incoming(sender_email="phong@huyen.example.vn")
        form = Form(self.env["vanthu.return.wizard"].with_user(self.clerk).with_context(
            default_document_id=waiting.id))
        self.assertEqual(form.sender_email, "phong@huyen.example.vn")
        with self.assertRaisesRegex(AssertionError, "reason"):
            form.save()
        form.reason = "Gửi nhầm nơi nhận"
        form.sender_email = "vanthu@huyen.example.vn"
        form.save().action_apply()
        self.assertEqual(waiting.state, "returned")
        self.assertEqual(waiting.sender_email, "vanthu@huyen.example.vn")

    def test_envelope_window_offers_people_of_the_organisation(self):
        waiting = self._create_incoming()
        form = Form(self.env["vanthu.hand.over.wizard"].with_user(self.clerk).with_context(
            default_document_id=waiting.id))
        self.assertEqual(form.company_id, self.organisation)
        form.user_id = self.handler
        form.save().action_apply()
        self.assertEqual(waiting.with_user(self.handler).state, waiting.state)
        self.assertNotEqual(waiting.state, "arrived")
