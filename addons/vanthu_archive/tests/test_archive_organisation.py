"""What a superior body sees of the archives below it: sums, and nothing of the records."""

from datetime import timedelta

from odoo.exceptions import AccessError
from odoo.tests import tagged

from .figures_common import ArchiveFiguresCommon


@tagged("post_install", "-at_install")
class TestArchiveOrganisation(ArchiveFiguresCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.school, cls.school_archivist = cls._create_school("Trường THPT Số Hai", "school")
        cls._open_files(cls.school_archivist, 3)

    def _row(self, company, user=None):
        self.env.flush_all()
        self.env.invalidate_all()
        return self.env["vanthu.archive.organisation"].with_user(user or self.leader).search([
            ("company_id", "=", company.id),
        ])

    def test_sums_are_what_python_counts(self):
        row = self._row(self.organisation)
        # Restricted ones count here, for nothing of them is told.
        files = self.files.search([("company_id", "=", self.organisation.id)])
        for name, state in (("open_count", "open"), ("closed_count", "closed"),
                            ("archived_count", "archived")):
            expected = sum(file.state == state for file in files)
            self.assertEqual(row[name], expected)
            self.assertGreater(expected, 0)
        self.assertEqual(row.document_count, sum(files.mapped("document_count")))
        self.assertEqual(row.expired_count, sum(
            bool(file.expiry_date and file.expiry_date < self.today) for file in files
            if file.state in ("closed", "archived")))
        self.assertEqual(row.late_count, sum(
            file.handover_due < self.today and file.is_handover_due for file in files
            if file.state == "closed"))
        self.assertEqual((row.late_count, row.held_count), (4, 1))

    def test_a_file_under_two_holds_counts_once(self):
        hold = self.env["vanthu.hold"].with_user(self.archivist).create({
            "name": "Khiếu nại", "company_id": self.organisation.id, "reason": "Đơn",
            "file_ids": [(6, 0, self.held.ids)],
        })
        hold.action_place()
        self.assertEqual(self._row(self.organisation).held_count, 1)

    def test_use_and_store(self):
        loan = self._hand_out(self._create_loan(self.open_file))
        self._create_boxes(5, self._place("A"))
        self._create_boxes(2)
        row = self._row(self.organisation)
        self.assertEqual((row.lent_count, row.overdue_count), (1, 0))
        self.assertEqual((row.box_count, row.capacity, row.shelf_metres), (5, 32, 0.625))
        self._make_overdue(loan)
        self.assertEqual(self._row(self.organisation).overdue_count, 1)

    def test_what_the_unit_may_keep_back_is_not_late(self):
        file = self.files.search([("name", "=", "late")])
        file.sudo()._write_step({"kept_until": self.today + timedelta(days=5)})
        self.assertEqual(self._row(self.organisation).late_count, 3)
        file.sudo()._write_step({"kept_until": self.today - timedelta(days=1)})
        self.assertEqual(self._row(self.organisation).late_count, 4)

    def test_the_parent_sees_figures_and_no_record(self):
        row = self._row(self.school)
        self.assertEqual((row.open_count, row.name), (3, "Trường THPT Số Hai"))
        self.assertFalse(self.files.with_user(self.leader).search([
            ("company_id", "=", self.school.id),
        ]))

    def test_a_school_sees_neither_its_parent_nor_its_neighbours(self):
        rows = self.env["vanthu.archive.organisation"].with_user(self.school_archivist).search([])
        self.assertEqual(rows.company_id.ids, self.school.ids)
        for user in (self.handler, self.clerk, self.manager):
            with self.assertRaises(AccessError):
                self.env["vanthu.archive.organisation"].with_user(user).search([])

    def test_an_organisation_without_an_archive_has_noughts(self):
        empty, _archivist = self._create_school("Trường mới", "new")
        row = self._row(empty)
        self.assertEqual((row.open_count, row.box_count, row.capacity), (0, 0, 0))

    def test_the_figures_agree_with_the_board_of_who_sees_all(self):
        board, row = self._board(self.archivist), self._row(self.organisation)
        values = {
            figure["key"]: figure["value"]
            for part in board["parts"].values() for figure in part
        }
        self.assertEqual(
            [values[key] for key in ("open", "closed", "archived", "expired", "held", "lent")],
            [row.open_count, row.closed_count, row.archived_count, row.expired_count,
             row.held_count, row.lent_count],
        )
        self.assertEqual(sum(unit["late"] for unit in board["units"]), row.late_count)
