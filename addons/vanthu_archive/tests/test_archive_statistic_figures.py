"""What the yearly statistics count, against counting in Python."""

from collections import Counter
from datetime import date

from odoo.tests import tagged

from ..models.vanthu_archive_statistic_query import KEYS
from ..tools.printing.archive_statistic import PARTS
from .disposal_common import OLD, DisposalCommon
from .statistic_common import StatisticCommon


@tagged("post_install", "-at_install")
class TestStatisticFigures(StatisticCommon):
    def test_every_key_has_an_indicator_and_every_part_is_named(self):
        indicators = self.env["vanthu.archive.indicator"].search([])
        self.assertEqual(
            Counter(indicators.filtered("query").mapped("query")), Counter(KEYS))
        self.assertEqual(set(indicators.mapped("section")), set(PARTS))
        self.assertEqual(set(indicators.mapped("reliability")), {"unconfirmed"})

    def test_files_are_what_python_counts(self):
        statistic = self._create()
        files = self.files.search([("company_id", "=", self.organisation.id)])
        kept = files.filtered(lambda file: file.archived_date and not file.transferred_date
                              and not file.disposed_date)
        expected = {
            "files_of_year": len(files.filtered(lambda file: file.catalog == self.year)),
            "files_closed": len(files.filtered(
                lambda file: file.state != "open" and file.end_date.year == self.year)),
            "files_taken": len(files.filtered(
                lambda file: file.archived_date and file.archived_date.year == self.year)),
            "files_taken_electronic": len(kept.filtered(
                lambda file: file.archived_date.year == self.year
                and file.medium == "electronic")),
            "files_kept": len(kept),
            "files_permanent": len(kept.filtered(lambda file: file.term == "permanent")),
            "files_electronic": len(kept.filtered(lambda file: file.medium != "paper")),
            "files_digitised": len(kept.filtered(lambda file: file.confidence_level == "02")),
            "documents_kept": sum(kept.mapped("document_count")),
            "files_transferred": 0, "files_destroyed": 0,
        }
        self.assertEqual({key: self._value(statistic, key) for key in expected}, expected)
        self.assertLess(expected["files_electronic"], expected["files_kept"], "one is of paper")
        self.assertIn("restricted", files.mapped("name"), "restricted ones count")
        self.assertGreater(expected["files_kept"], expected["files_taken"])

    def test_a_former_year_is_told_as_it_was(self):
        before = self._create(year=self.year - 2)
        self.assertEqual((self._value(before, "files_taken"), self._value(before, "files_kept")),
                         (1, 1))
        self.assertEqual(self._value(self._create(year=self.year - 3), "files_kept"), 0)

    def test_documents_by_way_and_year(self):
        start = self._create(year=self.year - 1)
        self.assertEqual(self._value(start, "in_paper"), 0)
        documents = [self._create_incoming() for _number in range(4)]
        documents.append(self._create_incoming(channel="email"))
        documents.append(self._create_incoming(channel="office"))
        for document in documents[:3] + documents[4:]:
            document.action_register()
        old = documents[0]
        self.env.flush_all()
        self.env.cr.execute(
            "UPDATE vanthu_document SET arrival_date = %s WHERE id = %s",
            [date(self.year - 1, 12, 31), old.id])
        self.env.invalidate_all()
        statistic = self._create()
        self.assertEqual(self._value(statistic, "in_paper"), 2, "one of last year, one unnumbered")
        self.assertEqual(self._value(statistic, "in_electronic"), 2)
        start.action_compute()
        self.assertEqual(self._value(start, "in_paper"), 1)

    def test_store_and_premises(self):
        boxes = self._create_boxes(5, self._place("A"))
        self._fill_boxes(boxes[:3], self.year)
        self._room().area_m2 = 42.5
        self.organisation.vanthu_boxes_per_metre = 4
        statistic = self._create()
        self.assertEqual(
            [self._value(statistic, key) for key in (
                "fonds", "boxes", "metres_arranged", "rooms", "area", "metres_capacity")],
            [1, 3, 0.38, 1, 42.5, 8.0],
        )

    def test_use_counts_what_was_handed_out(self):
        lent = self._hand_out(self._create_loan(self.open_file))
        self._create_loan(self.closed_file, self.archivist)
        statistic = self._create()
        self.assertEqual(
            [self._value(statistic, key) for key in (
                "readings", "files_used", "copies_certified")], [1, 1, 0])
        self.env.flush_all()
        self.env.cr.execute(
            "UPDATE vanthu_loan SET handed_date = %s WHERE id = %s",
            [date(self.year - 1, 12, 31), lent.id])
        self.env.invalidate_all()
        statistic.action_compute()
        self.assertEqual(self._value(statistic, "readings"), 0, "of the year before")

    def test_nothing_of_other_organisations_counts(self):
        first = self._create(self.other_archivist)
        self.assertEqual(self._value(first, "files_of_year"), 3)
        self.assertEqual(self._value(first, "files_kept"), 0)
        self.assertEqual(self._value(first, "rooms"), 0)
        self.assertEqual(self._value(first, "boxes"), 0)

    def test_damages_of_the_year_and_those_left_at_its_end(self):
        content = self.env["vanthu.file.content"].search([], limit=1)
        if not content:
            line = self.open_file.sudo().line_ids[:1]
            content = self.env["vanthu.file.content"].sudo().create({
                "line_id": line.id, "name": "a.pdf",
            })
        content.invalidate_recordset()
        incidents = self.env["vanthu.fixity.incident"].sudo().create({
            "content_id": content.id, "kind": "damaged",
            "found_at": self.today,
        })
        company = incidents.company_id
        self.env.flush_all()
        values = self.env["vanthu.archive.indicator"]._count(
            company, date(self.year, 1, 1), date(self.year, 12, 31))
        self.assertEqual((values["damages_found"], values["damages_open"]), (1, 1))
        earlier = self.env["vanthu.archive.indicator"]._count(
            company, date(self.year - 1, 1, 1), date(self.year - 1, 12, 31))
        self.assertEqual((earlier["damages_found"], earlier["damages_open"]), (0, 0))
        incidents._write_step({"state": "repaired", "repaired_at": self.today})
        values = self.env["vanthu.archive.indicator"]._count(
            company, date(self.year, 1, 1), date(self.year, 12, 31))
        self.assertEqual((values["damages_repaired"], values["damages_open"]), (1, 0))


@tagged("post_install", "-at_install")
class TestStatisticDisposal(DisposalCommon, StatisticCommon):
    def test_what_was_destroyed_counts_and_is_kept_no_longer(self):
        files = self._create_archived(end=OLD) + self._create_archived(end=OLD)
        before = self._create(year=self.year)
        kept = self._value(before, "files_kept")
        self._bring_to(self._create_disposal(files), "done")
        before.action_compute()
        self.assertEqual(self._value(before, "files_destroyed"), 2)
        self.assertEqual(self._value(before, "disposals"), 1)
        self.assertEqual(self._value(before, "files_kept"), kept - 2)
        self.assertEqual(self._value(self._create(year=self.year - 1), "disposals"), 0)
