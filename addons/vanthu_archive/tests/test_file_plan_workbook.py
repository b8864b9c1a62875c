"""A file plan from a workbook, with the dry run."""

import base64
from io import BytesIO

from odoo import Command
from odoo.exceptions import AccessError, UserError
from odoo.tests import Form, tagged

from odoo.addons.vanthu_archive.tools import file_plan_table
from odoo.addons.vanthu_archive.tools.file_plan_table import read_plan
from odoo.addons.vanthu_archive.tools.printing.file_plan import write_plan_xlsx

from .file_plan_common import NewPlanCommon
from .test_tools_file_plan import HEADINGS, workbook


@tagged("post_install", "-at_install")
class TestFromWorkbook(NewPlanCommon):
    def _from(self, *rows, user=None, headings=HEADINGS, **values):
        wizard = self._wizard(
            "workbook", user, file_name="danh-muc.xlsx",
            file=base64.b64encode(workbook(rows, headings=headings)), **values,
        )
        wizard.action_check()
        return wizard

    def test_dry_run_writes_nothing_and_the_plan_is_as_the_workbook(self):
        wizard = self._from(
            ("I", "TỔ CHỨC, CÁN BỘ"), ("01.TCCB", "Hồ sơ tuyển dụng", "20 năm", "HANDLER"),
            ("02.TCCB", "Hồ sơ bổ nhiệm", "VV", "Ông Handler, Văn phòng", "Giấy"),
            ("II", "TÀI CHÍNH (TC)"),
            ("03.TC", "Hồ sơ dự toán", "10", "Phòng Kế hoạch - Tài chính"),
        )
        self.assertFalse(self.env["vanthu.file.plan"].search([
            ("year", "=", 2027), ("company_id", "=", self.organisation.id),
        ]))
        self.assertEqual((wizard.wrong_count, wizard.note_count, wizard.numbering),
                         (0, 0, "through"))
        plan = self._get_plan(wizard.action_make())
        first, second, third = plan.line_ids.filtered(lambda line: line.kind == "entry")
        self.assertEqual((first.term_years, first.user_id), (20, self.handler))
        self.assertEqual((second.term, second.user_id, second.unit_id, second.note),
                         ("permanent", self.handler, self.unit, "Giấy"))
        self.assertEqual((third.unit_id, third.user_id.ids), (self.second_unit, []))
        plan.action_approve()
        self.assertEqual((first + second + third).mapped("notation"),
                         ["01.TCCB", "02.TCCB", "03.TC"])

    def test_wrong_rows_stop_the_import_until_they_are_unticked(self):
        wizard = self._from(
            ("I", "TỔ CHỨC (TC)"), ("01.TC", "Hồ sơ một", "lâu dài"),
            ("02.TC", "Hồ sơ hai", "5"), ("03.TC", "Hồ sơ ba", None, "Ai đó"),
        )
        self.assertEqual((wizard.wrong_count, wizard.note_count), (1, 1))
        wrong = wizard.line_ids.filtered(lambda line: line.result == "wrong")
        self.assertEqual(wrong.row, 3)
        self.assertIn("lâu dài", wrong.message)
        looked = wizard.line_ids.filtered(lambda line: line.row == 5)
        self.assertIn("Ai đó", looked.message)
        self.assertIn("term is missing", looked.message)
        with self.assertRaisesRegex(UserError, "Row 3 is wrong"):
            wizard.action_make()
        self.assertFalse(self.env["vanthu.file.plan"].search([
            ("year", "=", 2027), ("company_id", "=", self.organisation.id),
        ]))
        wrong.take = False
        plan = self._get_plan(wizard.action_make())
        self.assertEqual(plan.line_ids.mapped("name"), ["TỔ CHỨC", "Hồ sơ hai", "Hồ sơ ba"])
        with self.assertRaisesRegex(UserError, "how long"):
            plan.action_approve()

    def test_every_message_is_a_sentence(self):
        wizard = self._wizard("workbook")
        for code, params in (
            ("formula", {"column": "term"}), ("error", {"column": "name"}),
            ("bad_term", {"term": "x"}), ("no_name", {}), ("no_term", {}), ("as_heading", {}),
            ("proposed", {"code": "TC"}), ("same_code", {"code": "TC"}), ("no_heading", {}),
            ("renumbered", {"was": "1", "becomes": "2"}), ("twice", {"other": 4}), ("secret", {}),
        ):
            message = wizard._get_message(code, params)
            self.assertTrue(message.endswith("."), message)
            self.assertNotIn("%(", message)

    def test_persons_with_one_name_are_told_apart_by_their_unit(self):
        twin = self._create_person("twin", "group_user")
        twin.name = self.handler.name
        self.second_unit.member_ids += twin
        wizard = self._from(
            ("I", "TỔ CHỨC (TC)"), ("01", "Hồ sơ một", "5", "Handler"),
            ("02", "Hồ sơ hai", "5", "Handler, Phòng Kế hoạch - Tài chính"),
        )
        _heading, first, second = wizard.line_ids
        self.assertIn("More than one", first.message)
        self.assertFalse(first.user_id)
        self.assertEqual((second.user_id, second.unit_id), (twin, self.second_unit))

    def test_state_secrets_are_not_even_shown(self):
        wizard = self._from(("I", "TỔ CHỨC (TC)"), ("01", "Hồ sơ (Độ mật: TỐI MẬT)", "5"))
        line = wizard.line_ids[-1]
        self.assertEqual((line.result, line.name), ("wrong", "…"))
        self.assertIn("secret", line.message)
        event = self._get_events(self.organisation, "secret_refused")
        self.assertNotIn("Hồ sơ", str(event.detail))
        self.assertEqual(len(event), 1)

    def test_import_into_a_draft_adds_lines_at_its_end(self):
        draft = self.env["vanthu.file.plan"].with_user(self.archivist).create({
            "company_id": self.organisation.id, "year": 2031,
            "line_ids": [Command.create({"kind": "heading", "name": "ĐẦU", "code": "D",
                                         "sequence": 50})],
        })
        action = draft.action_take_over()
        form = Form(self.env[action["res_model"]].with_user(self.archivist).with_context(
            **action["context"]))
        self.assertEqual((form.year, form.plan_id), (2031, draft))
        wizard = form.save()
        wizard.write({"way": "workbook", "file_name": "x.xlsx", "file": base64.b64encode(
            workbook([("I", "SAU (SA)"), ("01", "Hồ sơ", "5")]))})
        wizard.action_check()
        self.assertEqual(self._get_plan(wizard.action_make()), draft)
        self.assertEqual(
            draft.line_ids.sorted(lambda line: (line.sequence, line.id)).mapped("name"),
            ["ĐẦU", "SAU", "Hồ sơ"],
        )
        for plan in (self.plan.with_user(self.archivist),):
            with self.assertRaisesRegex(UserError, "draft only"):
                plan.action_take_over()
        wizard.plan_id = self.plan
        with self.assertRaisesRegex(UserError, "draft only"):
            wizard.action_check()

    def test_what_was_exported_is_read_again(self):
        template = self.env.ref("vanthu_archive.file_plan_template_department")
        wizard = self._wizard("template", template_id=template.id, year=2045)
        wizard.action_check()
        plan = self._get_plan(wizard.action_make())
        plan.action_approve()
        stream = BytesIO()
        write_plan_xlsx(stream, plan._get_form_cover(), plan._get_form_rows(),
                        plan._get_form_closing())
        again = self._wizard("workbook", year=2046, file_name="x.xlsx",
                             file=base64.b64encode(stream.getvalue()))
        again.action_check()
        self.assertEqual((again.wrong_count, again.note_count), (0, 0))
        copy = self._get_plan(again.action_make())
        for field in ("kind", "name", "code"):
            self.assertEqual(copy.line_ids.mapped(field), plan.line_ids.mapped(field), field)
        self.assertEqual(*(
            [line._describe_term() for line in one.line_ids if line.kind == "entry"]
            for one in (copy, plan)
        ))
        copy.action_approve()
        self.assertEqual(copy.line_ids.mapped("notation"), plan.line_ids.mapped("notation"))

    def test_example_is_read_without_a_word(self):
        wizard = self._wizard("workbook")
        self.assertIn("example_file", wizard.action_download_example()["url"])
        rows = read_plan(base64.b64decode(wizard.example_file))
        self.assertEqual(len(rows), len(file_plan_table.EXAMPLE_ROWS))
        self.assertFalse([row for row in rows if row.problems or row.notes])

    def test_missing_sources_are_asked_for(self):
        for way, words in (("former", "Choose the plan"), ("template", "Choose a template"),
                           ("workbook", "Choose the workbook")):
            with self.assertRaisesRegex(UserError, words):
                self._wizard(way, former_id=False, template_id=False).action_check()
        with self.assertRaisesRegex(UserError, "not an Excel"):
            self._wizard("workbook", file=base64.b64encode(b"\x00\x01")).action_check()
        with self.assertRaisesRegex(UserError, "four digits"):
            self._wizard("former", former_id=self.plan.id, year=27).action_check()
        wizard = self._wizard("former", former_id=self.plan.id)
        with self.assertRaisesRegex(UserError, "See first"):
            wizard.action_make()

    def test_who_may_not(self):
        for user in (self.handler, self.clerk, self.leader, self.manager):
            with self.assertRaises(AccessError):
                self._wizard("former", user, former_id=self.plan.id)
        wizard = self._wizard("former", former_id=self.plan.id)
        other = self.env["vanthu.file.plan.new"].with_user(self.other_archivist)
        with self.assertRaises(AccessError):
            other.browse(wizard.id).action_check()
        with self.assertRaises(UserError):
            other.create({
                "company_id": self.organisation.id, "year": 2027, "way": "former",
                "former_id": self.plan.id,
            }).action_check()
        with self.assertRaises(AccessError):
            other.create({
                "company_id": self.other_organisation.id, "year": 2027, "way": "former",
                "former_id": self.plan.id,
            }).action_check()
