"""The file plan of a year: numbers, being in force, who may do what (Điều 28 of NĐ 30/2020)."""

from psycopg2 import IntegrityError

from odoo import Command
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import Form, tagged
from odoo.tools import mute_logger

from .archive_common import ArchiveCommon


@tagged("post_install", "-at_install")
class TestFilePlan(ArchiveCommon):
    def _draft(self, year=2030, numbering="heading"):
        return self.env["vanthu.file.plan"].with_user(self.archivist).create({
            "company_id": self.organisation.id, "year": year, "numbering": numbering,
            "line_ids": [
                Command.create(dict(zip(("sequence", "kind", "name", "code"), line, strict=True)))
                for line in (
                    (1, "heading", "TỔ CHỨC", "TC"),
                    (2, "entry", "Một", False),
                    (3, "subheading", "Nhỏ", False),
                    (4, "entry", "Hai", False),
                    (5, "heading", "ĐÀO TẠO", "ĐT"),
                    (6, "entry", "Ba", False),
                )
            ],
        })

    def _fill(self, plan):
        plan.line_ids.filtered(lambda line: line.kind == "entry").term_years = 5
        return plan

    def test_ordinals_begin_anew_under_each_main_heading(self):
        plan = self._fill(self._draft())
        plan.action_approve()
        self.assertEqual(
            plan.line_ids.mapped("notation"), [False, "01.TC", False, "02.TC", False, "01.ĐT"]
        )
        self.assertEqual((plan.state, plan.approved_by_id), ("in_force", self.archivist))
        self.assertEqual(plan.entry_count, 3)

    def test_ordinals_run_through_the_whole_list(self):
        plan = self._fill(self._draft(numbering="through"))
        plan.action_approve()
        self.assertEqual(
            [n for n in plan.line_ids.mapped("notation") if n], ["01.TC", "02.TC", "03.ĐT"]
        )

    def test_file_that_is_appended_gets_the_next_ordinal_wherever_it_stands(self):
        plan = self._fill(self._draft())
        plan.action_approve()
        line = self.env["vanthu.file.plan.line"].with_user(self.archivist).create({
            "plan_id": plan.id, "sequence": 2, "name": "Thêm", "term": "permanent",
        })
        self.assertEqual(line.notation, "03.TC")
        self.assertEqual(plan.permanent_count, 1)

    def test_lines_are_entered_on_the_form_of_a_draft(self):
        with Form(self._fill(self._draft())) as form:
            self.assertEqual(form.entry_count, 3)
            with form.line_ids.new() as line:
                line.name = "Bốn"
                line.term = "permanent"
            with form.line_ids.edit(0) as line:
                line.name = "TỔ CHỨC, CÁN BỘ"
        plan = form.record
        self.assertEqual((plan.entry_count, plan.permanent_count), (4, 1))
        self.assertEqual(plan.line_ids[0].name, "TỔ CHỨC, CÁN BỘ")

    def test_plan_in_force_keeps_titles_and_lines(self):
        with self.assertRaisesRegex(UserError, "append a new file"):
            self.entry.name = "Khác"
        with self.assertRaisesRegex(UserError, "is kept"):
            self.entry.unlink()
        with self.assertRaisesRegex(UserError, "year"):
            self.plan.year = 2031
        with self.assertRaisesRegex(UserError, "kept"):
            self.plan.unlink()
        with self.assertRaisesRegex(UserError, "numbers"):
            self.entry.write({"notation": "99.X"})

    def test_plan_is_not_put_in_force_without_files_terms_or_abbreviation(self):
        plan = self._draft()
        with self.assertRaisesRegex(UserError, "how long"):
            plan.action_approve()
        self._fill(plan)
        plan.line_ids.filtered(lambda line: line.code == "ĐT").code = False
        with self.assertRaisesRegex(UserError, "abbreviation"):
            plan.action_approve()
        plan.line_ids.unlink()
        with self.assertRaisesRegex(UserError, "at least one file"):
            plan.action_approve()
        self.assertEqual(plan.state, "draft")

    def test_ended_plan_takes_nothing_more(self):
        self.plan.action_end()
        with self.assertRaisesRegex(UserError, "has ended"):
            self.plan.with_user(self.archivist).write({
                "line_ids": [Command.create({"name": "Muộn", "term": "permanent"})]
            })
        with self.assertRaisesRegex(UserError, "cannot become"):
            self.plan.action_approve()

    def test_one_plan_a_year(self):
        with self.assertRaises(IntegrityError), mute_logger("odoo.sql_db"):
            self._draft(year=2026)

    def test_heading_has_no_keeper_and_event_needs_words(self):
        with self.assertRaises(ValidationError):
            self._draft(2031).line_ids[0].user_id = self.handler
        with self.assertRaises(ValidationError):
            self._draft(2032).line_ids[1].term = "event"

    def test_others_read_the_plan_and_change_nothing(self):
        for user in (self.handler, self.clerk, self.manager):
            plan = self.plan.with_user(user)
            self.assertEqual(plan.entry_count, 2)
            with self.assertRaises(AccessError):
                plan.note = "x"
            with self.assertRaises(AccessError):
                plan.action_end()
        with self.assertRaises(AccessError):
            self.plan.with_user(self.other_archivist).read(["year"])

    def test_state_is_nobodys_to_write(self):
        with self.assertRaises(UserError):
            self.plan.with_user(self.archivist).write({"state": "draft"})
        self.assertTrue(self._get_events(self.plan, "plan_approved"))
