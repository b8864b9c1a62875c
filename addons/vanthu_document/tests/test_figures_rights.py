"""Who sees which figures: roles, restricted documents, organisations above and below."""

from datetime import date

from odoo import Command
from odoo.exceptions import AccessError
from odoo.tests import tagged

from .figures_common import FiguresCommon

SUMS = ["arrived:sum", "done:sum", "in_time:sum", "missed:sum", "open_count:sum", "late_count:sum"]


@tagged("post_install", "-at_install")
class TestWorkInFigures(FiguresCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.document = cls._make("2026-11-02", due="2026-11-05", unit=cls.unit)
        cls.lead = cls.document.assignment_ids
        cls.part = cls._give(
            cls.document, "lead", user=cls.handler, due="2026-11-05", parent_id=cls.lead.id,
            done="2026-11-06 09:00",
        )
        cls.foreign = cls._make("2026-11-03", due="2026-11-30", unit=cls.second_unit)
        cls.hidden = cls._make(
            "2026-11-04", due="2026-11-05", unit=cls.unit, restricted=True,
            subject="Kỷ luật ông Nguyễn Văn A", allowed_user_ids=[Command.set(cls.clerk.ids)],
        )

    def _report(self, user):
        return self.env["vanthu.assignment.report"].with_user(user)

    def test_the_row_of_an_assignment(self):
        row = self._report(self.leader).browse(self.part.id)
        self.assertEqual(row.unit_id, self.unit, "the unit from which it was passed on")
        self.assertEqual(row.user_id, self.handler)
        self.assertTrue(row.is_part)
        self.assertEqual((row.is_open, row.deadline_state), (False, "missed"))
        self.assertEqual(
            (row.finished_count, row.in_time_count, row.missed_count, row.on_time_rate),
            (1, 0, 1, 0),
        )
        late = self._report(self.leader).browse(self.lead.id)
        self.assertEqual((late.open_count, late.late_count, late.days), (1, 1, 0))
        self.assertFalse(late.finished_date)
        self.assertEqual(late.assigned_date, self.lead.create_date)
        self.assertEqual(row.display_name, self.document.display_name)

    def test_finished_work_without_a_deadline_is_neither_in_time_nor_late(self):
        work = self._give(self.foreign, "cooperate", unit=self.unit, done="2026-11-06 09:00")
        row = self._report(self.leader).browse(work.id)
        self.assertEqual((row.finished_count, row.in_time_count, row.missed_count), (1, 0, 0))
        ((mean,),) = self._report(self.leader)._read_group(
            [("id", "in", (work + self.part).ids)], [], ["on_time_rate:avg"]
        )
        self.assertEqual(mean, 0, "of one that was late and one without a deadline")

    def test_the_median_of_days_counts_finished_work_from_the_directive_on(self):
        directive = self.env["vanthu.directive"].create({
            "document_id": self.foreign.id, "company_id": self.organisation.id,
            "leader_id": self.leader.id, "content": "Chủ trì",
            "date": self._moment("2026-11-03 08:00"),
        })
        for hours in ("2026-11-04 08:00", "2026-11-05 20:00", "2026-11-13 08:00"):
            self._give(self.foreign, "cooperate", unit=self.second_unit, done=hours,
                       directive_id=directive.id)
        self._give(self.foreign, "cooperate", unit=self.second_unit, directive_id=directive.id)
        mine = [("unit_id", "=", self.second_unit.id)]
        ((days, count),) = self._report(self.leader)._read_group(
            mine, [], ["days:median", "__count"]
        )
        self.assertEqual((days, count), (2.5, 5), "what is open has no days yet")
        ((days,),) = self._report(self.leader)._read_group(
            [*mine, ("is_open", "=", True)], [], ["days:median"]
        )
        self.assertFalse(days)

    def test_what_was_sent_or_taken_back_does_not_count(self):
        for state in ("returned", "recalled"):
            gone = self._give(self.document, "cooperate", unit=self.second_unit, state=state)
            self.assertFalse(self._report(self.leader).search([("id", "=", gone.id)]))

    def test_leaders_and_clerks_count_everything_and_handlers_what_they_see(self):
        everything = self.lead | self.part | self.foreign.assignment_ids | (
            self.hidden.assignment_ids
        )
        own = self.lead | self.part
        for user, expected in (
            (self.leader, everything), (self.clerk, everything), (self.head, own),
            (self.handler, own), (self.second_head, self.foreign.assignment_ids),
            (self.manager, self.env["vanthu.assignment"]), (self.other_clerk,
                                                           self.env["vanthu.assignment"]),
        ):
            with self.subTest(user.login):
                self.assertEqual(
                    set(self._report(user).search([]).ids), set(expected.ids)
                )

    def test_a_handler_counts_what_the_rules_of_assignments_show(self):
        for user in (self.head, self.handler, self.second_head, self.outsider):
            with self.subTest(user.login):
                self.assertEqual(
                    set(self._report(user).search([]).ids),
                    set(self.env["vanthu.assignment"].with_user(user).search([]).ids),
                )

    def test_what_a_restricted_document_is_about_stays_closed(self):
        self.leader.group_ids |= self.env.ref("base.group_allow_export")
        report = self._report(self.leader)
        row = report.search([("document_id", "=", self.hidden.id)])
        self.assertTrue(row)
        for read in (
            row.read(), row.web_read({"document_id": {"fields": {"display_name": {}}}}),
            row.formatted_read_group([], ["document_id"], ["__count"]),
            row.export_data(["display_name", "type_id"]), row.display_name,
        ):
            self.assertNotIn("Kỷ luật", str(read))
        with self.assertRaises(AccessError):
            row.export_data(["document_id/subject"])
        for domain in (
            [("document_id.subject", "ilike", "Kỷ luật")], [("document_id", "ilike", "Kỷ luật")],
        ):
            self.assertFalse(report.search(domain))
            self.assertTrue(self._report(self.clerk).search(domain), "the named person finds it")
        groups = report.formatted_read_group([], ["document_id.subject"], ["__count"])
        self.assertNotIn("Kỷ luật", str(groups))
        with self.assertRaises(AccessError):
            row.action_open()
        self.assertEqual(
            self._report(self.clerk).browse(row.id).action_open()["res_id"], row.id
        )
        documents = self.figures.search([("document_id", "=", self.hidden.id)])
        self.assertNotIn("Kỷ luật", str(documents.read()))
        self.assertFalse(self.figures.search([("document_id.subject", "ilike", "Kỷ luật")]))

    def test_documents_in_figures_are_for_leaders_and_clerks(self):
        for user in (self.handler, self.head, self.manager):
            with self.subTest(user.login), self.assertRaises(AccessError):
                self.env["vanthu.document.report"].with_user(user).search([])

    def test_exporting_the_list_is_logged(self):
        rows = self.figures.search([])
        rows.with_user(self.clerk).export_data(["arrival_label", "subject"])
        event = self.env["vanthu.event"].search([
            ("res_model", "=", "res.company"), ("res_id", "=", self.organisation.id),
            ("kind", "=", "exported"),
        ])
        self.assertEqual(event.detail["count"], 3)
        self.assertEqual(event.user_id, self.clerk)

    def test_nobody_writes_figures(self):
        row = self._report(self.leader).browse(self.lead.id)
        for act in (lambda: row.write({"state": "done"}), row.unlink,
                    lambda: row.create({"state": "done"})):
            with self.assertRaises(AccessError):
                act()

    def test_members_of_the_screens_load(self):
        for model in ("assignment", "document", "organisation"):
            report = self.env[f"vanthu.{model}.report"].with_user(self.leader)
            for kind in ("pivot", "graph", "list", "kanban", "search"):
                with self.subTest(model=model, view=kind):
                    report.get_view(view_type=kind)
            report.web_search_read([], {"display_name": {}})


@tagged("post_install", "-at_install")
class TestOrganisationsBelow(FiguresCommon):
    """The Department sees sums of its schools, and of their documents nothing."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        companies = cls.env["res.company"]
        cls.school, cls.sister = companies.create([
            {"name": "Trường THPT A", "parent_id": cls.organisation.id},
            {"name": "Trường THPT B", "parent_id": cls.organisation.id},
        ])
        cls.annex = companies.create({"name": "Phân hiệu A1", "parent_id": cls.school.id})
        people = {}
        for company in (cls.school, cls.sister, cls.annex):
            cls.env["vanthu.register"]._prepare_year(company, 2026)
            people[company] = cls._create_person(f"clerk_{company.id}", "group_clerk", company)
        cls.school_leader = cls._create_person("head_teacher", "group_leader", cls.school)
        for company, user in people.items():
            for arrival, due, done in (
                ("2026-10-05", "2026-10-12", "2026-10-31 23:30"),
                ("2026-10-06", "2026-11-05", "2026-11-01 00:30"),
                ("2026-10-20", "2026-10-25", None),
                ("2026-11-02", None, None),
            ):
                document = cls._create_incoming(
                    user=user, arrival_date=arrival, subject=f"Việc của {company.name}"
                )
                document.action_register()
                document.sudo().with_context(tracking_disable=True).write({
                    "due_date": due or False, "state": "done" if done else "registered",
                    "done_date": cls._moment(done) if done else False,
                })
        cls.report = cls.env["vanthu.organisation.report"].with_user(cls.leader)

    def _seen(self, user):
        groups = self.env["vanthu.organisation.report"].with_user(user)._read_group(
            [], ["company_id"]
        )
        return {company.id for (company,) in groups}

    def test_months_are_those_of_the_office(self):
        rows = self.report.search_read(
            [("company_id", "=", self.school.id)],
            ["month", "arrived", "done", "in_time", "missed", "open_count", "late_count"],
            order="month",
        )
        self.assertEqual([tuple(row.values())[1:] for row in rows], [
            (date(2026, 10, 1), 3, 1, 0, 1, 1, 1),
            (date(2026, 11, 1), 1, 1, 1, 0, 1, 0),
        ])

    def test_what_had_no_deadline_is_done_and_nothing_else(self):
        self.env["vanthu.document"].sudo().search([
            ("company_id", "=", self.school.id), ("due_date", "=", False),
        ]).with_context(tracking_disable=True).write({
            "state": "done", "done_date": self._moment("2026-11-03 09:00"),
        })
        ((*sums,),) = self.report._read_group(
            [("company_id", "=", self.school.id), ("month", "=", "2026-11-01")], [],
            ["done:sum", "in_time:sum", "missed:sum"],
        )
        self.assertEqual(sums, [2, 1, 0])
        board = self.env["vanthu.board"].with_user(self.leader).get_board("month", "2026-11-10")
        (row,) = [row for row in board["below"] if row["name"] == self.school.name]
        self.assertEqual((row["done"], row["rate"]), (2, 100.0))
        board = self.env["vanthu.board"].with_user(self.leader).get_board("month", "2026-10-10")
        (row,) = [row for row in board["below"] if row["name"] == self.school.name]
        self.assertEqual((row["done"], row["rate"]), (1, 0.0))

    def test_each_leader_sees_the_own_organisation_and_those_below(self):
        below = {self.organisation.id, self.school.id, self.sister.id, self.annex.id}
        self._make("2026-11-02")
        self.assertEqual(self._seen(self.leader), below)
        self.assertEqual(self._seen(self.clerk), below)
        self.assertEqual(self._seen(self.school_leader), {self.school.id, self.annex.id})
        self.assertEqual(self._seen(self.other_clerk), set())
        for user in (self.handler, self.manager):
            with self.assertRaises(AccessError):
                self._seen(user)

    def test_sums_and_nothing_else(self):
        self.assertEqual(
            set(self.report._fields) - {"id", "display_name"},
            {"company_id", "name", "month", "arrived", "done", "in_time", "missed", "open_count",
             "late_count"},
        )
        (total,) = self.report._read_group([("company_id", "=", self.school.id)], [], SUMS)
        self.assertEqual(total, (4, 2, 1, 1, 2, 1))
        ids = self.report.search([]).ids
        self.assertEqual(len(ids), len(set(ids)))
        documents = self.env["vanthu.document"].sudo().search([
            ("company_id", "in", (self.school | self.sister | self.annex).ids),
        ])
        self.assertFalse(set(ids) & set(documents.ids))

    def test_no_document_of_a_school_is_reached(self):
        school = [("company_id", "=", self.school.id)]
        document = self.env["vanthu.document"].sudo().search(school, limit=1)
        for model in ("vanthu.document", "vanthu.document.report", "vanthu.assignment.report"):
            with self.subTest(model):
                self.assertFalse(self.env[model].with_user(self.leader).search(school))
        self.assertFalse(self.env["vanthu.document"].with_user(self.leader).name_search("Việc"))
        with self.assertRaises(AccessError):
            document.with_user(self.leader).read(["subject"])
        with self.assertRaises(AccessError):
            self.env["vanthu.document.report"].with_user(self.leader).browse(
                document.id
            ).action_open()
        with self.assertRaises(AccessError):
            self.report.with_context(allowed_company_ids=self.school.ids).search([])

    def test_names_of_schools_show_without_access_to_them(self):
        self.assertNotIn(self.school, self.leader.company_ids)
        listed = self.report.web_search_read([], {
            "company_id": {"fields": {"display_name": {}}}, "month": {}, "arrived": {},
        })
        names = {row["company_id"]["display_name"] for row in listed["records"]}
        self.assertLessEqual({"Trường THPT A", "Trường THPT B", "Phân hiệu A1"}, names)
        for groups in (
            self.report.formatted_read_group([], ["company_id"], SUMS),
            self.report.web_read_group([], ["company_id"], SUMS)["groups"],
            self.report.formatted_read_grouping_sets(
                [], [[], ["company_id"], ["company_id", "month:month"]], SUMS
            )[1],
        ):
            self.assertIn("Trường THPT A", str(groups))
        self.assertEqual(
            self.report.search([("name", "ilike", "THPT A")]).company_id.ids,
            self.school.ids,
        )

    def test_the_board_of_the_department_has_a_table_of_its_schools(self):
        board = self.env["vanthu.board"].with_user(self.leader).get_board("month")
        self.assertEqual([row["name"] for row in board["below"]], [
            "Phân hiệu A1", "Trường THPT A", "Trường THPT B",
        ])
        self.assertEqual(board["below"][1], {
            "name": "Trường THPT A", "arrived": 3, "done": 1, "rate": 0.0, "open": 2, "late": 1,
        })
        self.assertNotIn("Việc của", str(board))
        values = {figure["key"]: figure["value"] for figure in board["figures"]}
        self.assertEqual(values["received"], 0, "the schools' documents are not its own")
        companies = self.env["res.company"]
        companies.create({"name": "Trường mới", "parent_id": self.organisation.id})
        again = self.env["vanthu.board"].with_user(self.leader).get_board("month")
        self.assertEqual(again["below"], board["below"], "nothing to tell of a new one")
        own = self.env["vanthu.board"].with_user(self.school_leader).get_board("month")
        self.assertEqual([row["name"] for row in own["below"]], ["Phân hiệu A1"])
