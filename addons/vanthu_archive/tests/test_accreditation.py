"""Frameworks as data, self-assessments, the level that a school reaches, records of schools."""

from datetime import date

from odoo import Command
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import freeze_time, tagged

from odoo.addons.vanthu_archive.models.vanthu_self_assessment import get_school_year

from .accreditation_common import AccreditationCommon


@tagged("post_install", "-at_install")
class TestFramework(AccreditationCommon):
    def test_shipped_criteria_are_those_of_the_acts(self):
        for name, count, required in (("tt57", 15, 8), ("tt18", 28, 0)):
            framework = self.env.ref(f"vanthu_archive.framework_{name}")
            criteria = framework.criterion_ids.filtered("parent_id")
            self.assertEqual(
                (len(criteria), len(criteria.filtered("is_required"))), (count, required)
            )
            self.assertEqual(
                framework.criterion_ids - criteria, criteria.parent_id, "each has its standard"
            )
            for criterion in criteria:
                self.assertEqual(
                    criterion.number.partition(".")[0], criterion.parent_id.number
                )

    def test_criteria_stand_in_the_order_of_their_numbers(self):
        self.assertEqual(self.criteria.mapped("number"), ["1.1", "1.2", "1.3", "1.4", "1.10"])

    def test_patterns_of_codes(self):
        write = self.framework._write_code
        self.assertEqual(write("1.3", 1, 0), "MC.1.3.01")
        self.assertEqual(write("1.3", 123, 0), "MC.1.3.123")
        old = self.env.ref("vanthu_archive.framework_tt18")
        self.assertEqual(old._write_code("1.1", 1, 1), "[H1-1.1-01]")
        self.assertTrue(old._needs_box())
        self.assertFalse(self.framework._needs_box())

    def test_patterns_that_make_no_codes_are_refused(self):
        for pattern in (
            "MC", "MC.{criterion}", "{serial}", "{criterion}{serial}{other}", "{criterion",
            "{criterion.__class__}{serial}", "{criterion}{serial:xyz}", "{0}{criterion}{serial}",
        ):
            with (
                self.subTest(pattern), self.assertRaises(ValidationError),
                self.env.cr.savepoint(),
            ):
                self.framework.code_pattern = pattern

    def test_numbers_are_1_or_1_3(self):
        for number in ("a", "1.a", "1.2.3", "1.", ""):
            with (
                self.subTest(number), self.assertRaises(ValidationError),
                self.env.cr.savepoint(),
            ):
                self.criteria[0].number = number

    def test_needs_open_from_their_criterion(self):
        action = self.criteria[0].action_open_needs()
        found = self.env["vanthu.evidence.need"].search(action["domain"])
        self.assertEqual(found, self.needs[:2])


@tagged("post_install", "-at_install")
class TestSelfAssessment(AccreditationCommon):
    def test_a_new_one_has_all_criteria(self):
        self.assertEqual(self.assessment.line_ids.criterion_id, self.criteria)
        self.assertEqual(self.assessment.criterion_count, 5)

    def test_a_school_year_begins_in_august(self):
        for day, year in ((date(2026, 7, 31), "2025-2026"), (date(2026, 8, 1), "2026-2027")):
            self.assertEqual(get_school_year(day), year)

    def test_school_years_that_are_none_are_refused(self):
        for year in ("2026", "2026-2028", "2026-2026", "x-y"):
            with (
                self.subTest(year), self.assertRaises(ValidationError),
                self.env.cr.savepoint(),
            ):
                self.assessment.school_year = year

    def test_levels_by_the_rule_of_the_act(self):
        for levels, expected in (
            ("11000", 0),  # two others are needed
            ("11110", 1), ("11111", 1),
            ("10111", 0),  # a required one is missing
            ("22220", 1),  # one stays below level 1
            ("22221", 2), ("22211", 1), ("21222", 1), ("22222", 2),
        ):
            with self.subTest(levels):
                self.assertEqual(self._assess(*levels).level, expected)

    def test_the_reason_is_told(self):
        text = self._assess(*"21110").result
        self.assertIn("Level 1 is reached: 2 of 2 required criteria, 2 of 3 others", text)
        self.assertIn("Level 2 is not reached: 1 of 2 required", text)
        self.assertIn("Below it: 1.2, 1.3, 1.4, 1.10", text)

    def test_without_a_share_of_others_all_must_reach_it(self):
        self.framework.others_needed = 0
        self.assertEqual(self._assess(*"11110").level, 0)
        self.assertEqual(self._assess(*"11111").level, 1)

    def test_a_level_that_the_framework_does_not_have_is_refused(self):
        with self.assertRaisesRegex(ValidationError, "no such level"):
            self.assessment.line_ids[0].level = "3"

    def test_from_preparation_to_the_end(self):
        with self.assertRaisesRegex(UserError, "moved"), self.env.cr.savepoint():
            self.assessment.with_user(self.leader).action_prepare()
        self.assessment.action_review()
        self.assessment.action_prepare()
        self.assessment.action_review()
        with self.assertRaises(AccessError), self.env.cr.savepoint():
            self.assessment.action_finish()
        with self.assertRaisesRegex(UserError, "1.1, 1.2"), self.env.cr.savepoint():
            self.assessment.with_user(self.leader).action_finish()
        self._assess(*"11111")
        self.assessment.with_user(self.leader).action_finish()
        self.assertEqual(self.assessment.state, "finished")
        self.assertTrue(self.assessment.finished_date)
        for kind, count in (("reviewing", 2), ("preparing", 1), ("finished", 1)):
            events = self._get_events(self.assessment, f"assessment_{kind}")
            self.assertEqual(len(events), count)

    def test_internal_monitorings_of_the_year_are_asked_for(self):
        self.framework.monitoring_count = 2
        self._assess(*"11111").action_review()
        monitoring = {"assessment_id": self.assessment.id, "note": "Rà soát"}
        self.env["vanthu.self.monitoring"].with_user(self.clerk).create(monitoring)
        with self.assertRaisesRegex(UserError, "asks for 2"), self.env.cr.savepoint():
            self.assessment.with_user(self.leader).action_finish()
        self.env["vanthu.self.monitoring"].with_user(self.clerk).create(monitoring)
        self.assessment.with_user(self.leader).action_finish()
        self.assertEqual(self.assessment.state, "finished")

    def test_nothing_is_moved_into_a_finished_one(self):
        self._assess(*"11111").action_review()
        self.assessment.with_user(self.leader).action_finish()
        other = self.assessment.copy({"school_year": "2028-2029"})
        monitoring = self.env["vanthu.self.monitoring"].with_user(self.clerk).create({
            "assessment_id": other.id, "note": "Rà soát",
        })
        for part in (monitoring, other.line_ids[0]):
            with self.assertRaisesRegex(UserError, "enter it anew"), self.env.cr.savepoint():
                part.assessment_id = self.assessment
        with self.assertRaisesRegex(UserError, "finished"), self.env.cr.savepoint():
            monitoring.create({"assessment_id": self.assessment.id, "note": "x"})
        other.line_ids[0].sudo().unlink()
        with self.assertRaisesRegex(UserError, "finished"), self.env.cr.savepoint():
            other.line_ids.create({
                "assessment_id": self.assessment.id, "criterion_id": self._extra().id,
            })

    def _extra(self):
        return self.env["vanthu.accreditation.criterion"].create({
            "framework_id": self.framework.id, "number": "1.11", "name": "Mới",
            "parent_id": self.criteria[0].parent_id.id,
        })

    def test_criteria_are_those_of_the_framework(self):
        other = self._create_framework(source="TT 18").criterion_ids.filtered("parent_id")[0]
        with self.assertRaisesRegex(ValidationError, "of the framework"):
            self.assessment.line_ids.create({
                "assessment_id": self.assessment.id, "criterion_id": other.id,
            })

    def test_what_is_finished_stays(self):
        evidence = self._add()
        monitoring = self.env["vanthu.self.monitoring"].with_user(self.clerk).create({
            "assessment_id": self.assessment.id, "note": "Đã rà soát",
        })
        self._assess(*"11111").action_review()
        self.assessment.with_user(self.leader).action_finish()
        for change in (
            lambda: self._add(), lambda: evidence.write({"name": "x"}), evidence.unlink,
            lambda: self._line(0).write({"level": "2"}), lambda: monitoring.write({"note": "x"}),
            monitoring.unlink, lambda: self.assessment.write({"school_year": "2027-2028"}),
            lambda: self.assessment.write({"line_ids": [Command.clear()]}),
            lambda: monitoring.copy(),
        ):
            with self.assertRaisesRegex(UserError, "finished"), self.env.cr.savepoint():
                change()
        with self.assertRaises(UserError):
            self.assessment.unlink()

    def test_state_is_no_bodys_to_write(self):
        with self.assertRaises(UserError):
            self.assessment.write({"state": "finished"})

    def test_the_framework_stays(self):
        with self.assertRaisesRegex(UserError, "of its own"):
            self.assessment.framework_id = self._create_framework(source="TT 18")


@tagged("post_install", "-at_install")
class TestSchoolRecords(AccreditationCommon):
    def setUp(self):
        super().setUp()
        self.records = self.env["vanthu.school.record"].with_user(self.clerk)

    def _prepare(self):
        self.records.action_prepare_year()
        return self.records.search([("company_id", "=", self.organisation.id)])

    def test_the_list_of_the_year_is_made_once(self):
        kinds = self.env["vanthu.school.record.kind"].search([])
        first = self._prepare()
        self.assertEqual((first.kind_id, set(first.mapped("state"))), (kinds, {"missing"}))
        self.assertEqual(self._prepare(), first)

    def test_places_and_persons_come_from_the_year_before(self):
        with freeze_time("2026-09-10"):
            first = self._prepare()
            first[0].write({
                "state": "here", "place": "Tủ 3", "user_id": self.handler.id,
            })
        with freeze_time("2027-09-10"):
            later = self._prepare() - first
        self.assertEqual(set(later.mapped("school_year")), {"2027-2028"})
        same = later.filtered(lambda record: record.kind_id == first[0].kind_id)
        self.assertEqual(
            (same.place, same.user_id, same.state), ("Tủ 3", self.handler, "missing")
        )

    def test_what_is_kept_is_kept_somewhere(self):
        record = self._prepare()[0]
        for state in ("here", "elsewhere"):
            with self.assertRaisesRegex(ValidationError, "where"), self.env.cr.savepoint():
                record.state = state
        record.write({"state": "elsewhere", "place": "Học bạ điện tử"})
        record.write({"state": "none", "place": False})

    def test_others_change_what_they_are_responsible_for(self):
        records = self._prepare()
        records[0].user_id = self.handler
        records[0].with_user(self.handler).write({"state": "here", "place": "Tủ 1"})
        with self.assertRaises(AccessError), self.env.cr.savepoint():
            records[1].with_user(self.handler).write({"place": "Tủ 1"})
        with self.assertRaises(AccessError):
            records.with_user(self.other_clerk).read(["place"])

    def test_a_file_that_may_not_be_read_is_not_named(self):
        file = self._create_file(
            self.archivist, name="Kín", notation="8.VP", restricted=True,
            allowed_user_ids=[Command.set(self.archivist.ids)],
        )
        with self.assertRaises(AccessError):
            self._prepare()[0].file_id = file
