"""A new file plan from a former one or from a template; the plan of the next year."""

from datetime import date, datetime

from freezegun import freeze_time

from odoo import Command
from odoo.exceptions import AccessError, UserError
from odoo.tests import Form, tagged

from .file_plan_common import NewPlanCommon


@tagged("post_install", "-at_install")
class TestFromFormer(NewPlanCommon):
    def test_headings_files_terms_and_persons_are_carried_over(self):
        wizard = self._wizard("former", former_id=self.plan.id)
        wizard.action_check()
        self.assertFalse(self.env["vanthu.file.plan"].search([
            ("year", "=", 2027), ("company_id", "=", self.organisation.id),
        ]))
        plan = self._get_plan(wizard.action_make())
        self.assertEqual((plan.year, plan.state, plan.entry_count), (2027, "draft", 2))
        for field in ("kind", "name", "code", "term", "term_years", "user_id", "unit_id"):
            self.assertEqual(plan.line_ids.mapped(field), self.plan.line_ids.mapped(field), field)
        self.assertFalse(any(plan.line_ids.mapped("notation")))
        event = self._get_events(plan, "plan_made")
        self.assertEqual(event.detail["files"], 2)
        self.assertIn("File plan 2026", event.detail_text)

    def test_years_in_titles_are_raised_where_the_person_leaves_it_so(self):
        self.env["vanthu.file.plan.line"].with_user(self.archivist).create([
            {"plan_id": self.plan.id, "sequence": 9, "name": name, "term": "permanent"}
            for name in ("Kế hoạch năm 2026", "Rà soát năm 2026")
        ])
        wizard = self._wizard("former", former_id=self.plan.id)
        wizard.action_check()
        self.assertEqual((wizard.raised_count, wizard.entry_count), (2, 4))
        kept, raised = wizard.line_ids.filtered("raises_year").sorted("sequence")
        self.assertEqual((kept.name, kept.former_name), ("Kế hoạch năm 2027", "Kế hoạch năm 2026"))
        kept.raises_year = False
        self.assertEqual(kept.name, "Kế hoạch năm 2026")
        raised.name = "Rà soát đầu năm 2027"
        wizard.line_ids.filtered(lambda line: line.name == "Hồ sơ thành lập trường").take = False
        names = self._get_plan(wizard.action_make()).line_ids.mapped("name")
        self.assertIn("Kế hoạch năm 2026", names)
        self.assertIn("Rà soát đầu năm 2027", names)
        self.assertNotIn("Hồ sơ thành lập trường", names)

    def test_who_left_is_emptied_and_told(self):
        self.handler.active = False
        wizard = self._wizard("former", former_id=self.plan.id)
        wizard.action_check()
        line = wizard.line_ids.filtered(lambda one: one.former_name == self.entry.name)
        self.assertEqual((line.result, line.user_id.ids), ("look", []))
        self.assertIn(self.handler.name, line.message)
        self.assertEqual(wizard.note_count, 1)
        plan = self._get_plan(wizard.action_make())
        self.assertFalse(plan.line_ids.user_id)
        self.assertIn(self.handler.name, plan.message_ids[0].body)

    def test_dissolved_units_and_rules_out_of_force_are_told(self):
        rule = self.env["vanthu.retention.rule"].create({
            "name": "Cũ", "code": "CU-1", "source": "TT cũ", "term_years": 10,
        })
        self.entry.sudo().retention_id = rule
        rule.valid_to = date(2020, 1, 1)
        self.unit.active = False
        wizard = self._wizard("former", former_id=self.plan.id)
        wizard.action_check()
        line = wizard.line_ids.filtered(lambda one: one.former_name == self.entry.name)
        self.assertIn("CU-1", line.message)
        self.assertIn(self.unit.name, line.message)
        self.assertFalse(line.unit_id or line.retention_id)
        self.assertEqual(line.term_years, 10)

    def test_one_sees_how_many_files_were_opened_in_the_former_year(self):
        self._create_file()
        wizard = self._wizard("former", former_id=self.plan.id)
        wizard.action_check()
        self.assertEqual(wizard.line_ids.mapped("file_count"), [0, 1, 0])

    def test_dialog_of_a_plan_begins_with_its_next_year(self):
        self.assertFalse(self.plan.has_next)
        action = self.plan.with_user(self.archivist).action_make_next()
        form = Form(self.env[action["res_model"]].with_user(self.archivist).with_context(
            **action["context"]))
        self.assertEqual((form.year, form.way, form.former_id), (2027, "former", self.plan))
        wizard = form.save()
        wizard.action_check()
        wizard.action_make()
        self.plan.invalidate_recordset(["has_next"])
        self.assertTrue(self.plan.has_next)
        with self.assertRaisesRegex(UserError, "2027 already"):
            self._wizard("former", former_id=self.plan.id).action_check()

    def test_two_hundred_and_fifty_lines(self):
        self.env["vanthu.file.plan.line"].with_user(self.archivist).create([
            {"plan_id": self.plan.id, "sequence": 9, "name": f"Hồ sơ {n} năm 2026",
             "term": "years", "term_years": 5} for n in range(300)
        ])
        wizard = self._wizard("former", former_id=self.plan.id)
        wizard.action_check()
        plan = self._get_plan(wizard.action_make())
        self.assertEqual(plan.entry_count, 302)
        plan.action_approve()
        self.assertEqual(plan.line_ids[-1].notation, "302.TCCB")
        self.assertEqual(plan.line_ids[-1].name, "Hồ sơ 299 năm 2027")


@tagged("post_install", "-at_install")
class TestFromTemplate(NewPlanCommon):
    def test_each_shipped_template_gives_a_plan_that_can_be_put_in_force(self):
        for number, key in enumerate(("department", "school", "office")):
            template = self.env.ref(f"vanthu_archive.file_plan_template_{key}")
            wizard = self._wizard("template", template_id=template.id, year=2040 + number)
            wizard.action_check()
            plan = self._get_plan(wizard.action_make())
            plan.action_approve()
            entries = plan.line_ids.filtered(lambda line: line.kind == "entry")
            self.assertEqual(len(entries), template.entry_count)
            self.assertGreater(len(entries), 25)
            self.assertEqual(len(set(entries.mapped("notation"))), len(entries))
            self.assertFalse([name for name in plan.line_ids.mapped("name") if "{" in name])
            self.assertTrue(any(str(2040 + number) in name for name in entries.mapped("name")))

    def test_terms_are_those_of_the_rules_that_they_name(self):
        lines = self.env["vanthu.file.plan.template.line"].search([("retention_id", "!=", False)])
        self.assertGreater(len(lines), 25)
        for line in lines:
            rule = line.retention_id
            self.assertTrue(rule.active, line.name)
            self.assertEqual((line.term, line.term_years or 0), (rule.term, rule.term_years),
                             line.name)

    def test_records_that_a_school_must_keep(self):
        names = " ".join(
            self.env.ref("vanthu_archive.file_plan_template_school").line_ids.mapped("name")
        ).lower()
        for record in (
            "sổ đăng bộ", "học bạ", "sổ ghi đầu bài", "kế hoạch giáo dục", "khuyết tật",
            "văn bản đi", "văn bản đến", "cấp phát văn bằng", "đánh giá", "thiết bị", "thư viện",
            "tài sản", "sức khỏe", "kỷ luật học sinh", "phổ cập", "kế hoạch bài dạy",
            "sổ chủ nhiệm", "tổ chuyên môn",
        ):
            self.assertIn(record, names)

    def test_template_of_the_kind_is_proposed(self):
        self.organisation.organ_kind = "school"
        wizard = self.env["vanthu.file.plan.new"].with_user(self.archivist)
        values = wizard.default_get(["template_id", "way", "year"])
        self.assertEqual(
            values["template_id"], self.env.ref("vanthu_archive.file_plan_template_school").id
        )

    def test_what_an_administrator_changed_stays_on_updates(self):
        lines = self.env["vanthu.file.plan.template.line"]
        line = self.env.ref("vanthu_archive.file_plan_template_school_002")
        line.with_user(self.manager).name = "Sổ riêng"
        result = lines.with_context(install_module="vanthu_archive").load(
            ["id", "name"], [["vanthu_archive.file_plan_template_school_002", "Sổ chung"]]
        )
        self.assertEqual(result["ids"], [])
        self.assertEqual(line.name, "Sổ riêng")
        data = self.env["ir.model.data"].search([
            ("module", "=", "vanthu_archive"), ("model", "=", lines._name),
        ])
        self.assertTrue(all(data.mapped("noupdate")))

    def test_templates_are_the_administrators_of_the_topmost_organisation(self):
        template = self.env.ref("vanthu_archive.file_plan_template_school")
        for user in (self.archivist, self.leader, self.clerk, self.handler):
            with self.assertRaises(AccessError):
                template.with_user(user).name = "x"
        school = self.env["res.company"].create({
            "name": "Trường B", "parent_id": self.organisation.id,
        })
        manager = self._create_person("school_manager", "group_manager", school)
        with self.assertRaises(AccessError):
            template.with_user(manager).name = "x"
        with self.assertRaises(AccessError):
            template.line_ids[:1].with_user(manager).name = "x"
        self.assertTrue(template.with_user(manager).name)
        template.with_user(self.manager).name = "Của tỉnh"


@tagged("post_install", "-at_install")
class TestNextYear(NewPlanCommon):
    def _say(self, user, now, since):
        user.sudo().vanthu_digest_at = since
        with freeze_time(now):
            digest = self.env["vanthu.morning.digest"]._for(user)
            return digest._get_plan_section()["lines"]

    def test_archivist_is_told_twice_in_december(self):
        with freeze_time("2026-12-01 02:00:00"):
            lines = self._say(self.archivist, "2026-12-01 02:00:00", datetime(2026, 11, 30, 2))
        self.assertEqual(len(lines), 1)
        self.assertIn("2027", lines[0]["name"])
        for now, since, told in (
            ("2026-12-02 02:00:00", datetime(2026, 12, 1, 2), 0),
            ("2026-11-30 02:00:00", datetime(2026, 11, 27, 2), 0),
            ("2026-12-15 02:00:00", datetime(2026, 12, 14, 2), 1),
            ("2026-12-16 02:00:00", datetime(2026, 12, 15, 2), 0),
            ("2026-12-03 02:00:00", False, 1),
        ):
            self.assertEqual(len(self._say(self.archivist, now, since)), told, now)

    def test_nobody_is_told_once_the_plan_is_there(self):
        since, now = datetime(2026, 11, 30, 2), "2026-12-01 02:00:00"
        self.assertFalse(self._say(self.handler, now, since))
        self.assertFalse(self._say(self.other_archivist, now, since))
        self._create_plan(2027)
        self.assertFalse(self._say(self.archivist, now, since))

    def test_two_headings_with_one_abbreviation_are_refused_where_numbers_would_meet(self):
        plan = self.env["vanthu.file.plan"].with_user(self.archivist).create({
            "company_id": self.organisation.id, "year": 2033,
            "line_ids": [Command.create({"sequence": place, "kind": kind, "name": "X",
                                         "code": code, "term": "permanent"})
                         for place, (kind, code) in enumerate(
                             [("heading", "TC"), ("entry", False)] * 2)],
        })
        with self.assertRaisesRegex(UserError, "abbreviation TC"):
            plan.action_approve()
        plan.numbering = "through"
        plan.action_approve()
        self.assertEqual(plan.line_ids.mapped("notation"), [False, "01.TC", False, "02.TC"])
