"""How many queries lists and forms of files take: the same for few rows and for many."""

from odoo import Command
from odoo.tests import tagged

from .store_common import StoreCommon


@tagged("post_install", "-at_install")
class TestArchiveQueries(StoreCommon):
    def _get_columns(self, model, kind, view=None):
        """What the web client asks for: the fields of the view, and of the lists in it."""
        found = self.env[model].with_user(self.archivist).get_view(
            view and self.env.ref(view).id, kind)
        names = found["models"][model]
        lines = {
            name: {} for name in found["models"].get("vanthu.file.document", ())
            if name in self.env["vanthu.file.document"]._fields
        }
        return {
            name: {"fields": lines, "limit": 500} if name == "line_ids" else {"fields": {
                "display_name": {}}} if self.env[model]._fields[name].type == "many2one" else {}
            for name in names if name in self.env[model]._fields
        }

    def _count(self, action):
        """Queries of an action whose caches are cold, with the registry's warm."""
        action()
        self.env.flush_all()
        self.env.invalidate_all()
        before = self.env.cr.sql_log_count
        action()
        return self.env.cr.sql_log_count - before

    def _create_filled(self, count, **values):
        return self._create_file(self.archivist, **{
            "name": f"Hồ sơ {count} văn bản", "notation": f"{count}.VB", "medium": "electronic",
            "line_ids": [
                Command.create({"name": f"Báo cáo {number}", "reference": f"{number}/BC"})
                for number in range(count)
            ], **values,
        })

    def test_a_form_with_500_lines_takes_no_more_than_one_with_ten(self):
        columns = self._get_columns("vanthu.file", "form")
        self.assertIn("line_ids", columns)
        self.assertGreater(len(columns["line_ids"]["fields"]), 5)
        counts = {}
        for size in (10, 500):
            file = self._create_filled(size)
            counts[size] = self._count(lambda file=file: file.web_read(columns))
            self.assertEqual(len(file.line_ids), size)
        self.assertLessEqual(counts[500], counts[10] + 1, counts)
        self.assertLessEqual(counts[500], 60, counts)

    def test_an_archived_file_with_uploads_takes_no_more_either(self):
        columns = self._get_columns("vanthu.file", "form")
        counts = {}
        for size in (3, 60):
            file = self._create_filled(
                size, term="years", term_years=10, start_date="2026-01-02",
                end_date="2026-05-05", notation=f"{size}.UP",
            )
            for line in file.line_ids:
                line.attachment_ids = [Command.create({
                    "name": "a.txt", "raw": b"x%d" % line.id, "res_model": line._name,
                    "res_id": line.id,
                })]
            file.action_close()
            file.sudo()._archive()
            counts[size] = self._count(lambda file=file: file.web_read(columns))
        self.assertLessEqual(counts[60], counts[3] + 2, counts)

    def _compare_lists(self, model, make, few=5, many=80, columns=None):
        """Queries of the list with a few rows and with a whole page."""
        columns = columns or self._get_columns(model, "list")
        records = self.env[model].with_user(self.archivist)
        counts = []
        made = make(many)
        for size in (few, many):
            domain = [("id", "in", made.ids[:size])]
            counts.append(self._count(lambda domain=domain: records.web_search_read(
                domain, columns, limit=80)))
            self.assertEqual(records.search_count(domain), size)
        self.assertLessEqual(counts[1], counts[0] + 1, (model, counts))
        self.assertLessEqual(counts[1], 40, (model, counts))

    def test_the_list_of_files(self):
        def make(count):
            files = self._create_paper_files(count)
            boxes = self._create_boxes(4, self._place("A"))
            for index, file in enumerate(files):
                file.sudo()._write_step({"box_id": boxes[index % 4].id})
            return files

        self._compare_lists("vanthu.file", make)

    def test_the_list_of_boxes(self):
        self._compare_lists(
            "vanthu.archive.box", lambda count: self._create_boxes(count), many=40)

    def test_the_list_of_places(self):
        self._compare_lists(
            "vanthu.storage.location", lambda count: self.env[
                "vanthu.storage.location"].with_user(self.archivist).search([
                    ("company_id", "=", self.organisation.id)], limit=count), 2, 14)

    def test_the_list_of_requests(self):
        def make(count):
            file = self._create_archived(access_mode="01")
            return self.env["vanthu.loan"].with_user(self.archivist).create([
                {
                    "company_id": self.organisation.id, "topic": f"Xác minh {number}",
                    "line_ids": [Command.create({"file_id": file.id})],
                } for number in range(count)
            ])

        self._compare_lists("vanthu.loan", make, many=40)

    def test_the_list_of_hand_overs(self):
        def make(count):
            units = self.env["vanthu.unit"].create([
                {"name": f"Phòng {number}", "company_id": self.organisation.id}
                for number in range(count)
            ])
            files = self._create_paper_files(count)
            for file, unit in zip(files, units, strict=True):
                file.sudo()._write_step({"unit_id": unit.id})
            action = files.action_prepare_transfer()
            return self.env["vanthu.transfer"].with_user(self.archivist).search(action["domain"])

        self._compare_lists("vanthu.transfer", make, many=20)

    def test_the_list_of_disposals(self):
        def make(count):
            file = self._create_archived(end=self.today.replace(year=2001, month=5, day=5))
            return self.env["vanthu.disposal"].with_user(self.archivist).create([
                {
                    "name": f"Hủy đợt {number}", "company_id": self.organisation.id,
                    "fonds_id": file.fonds_id.id, "explanation": "Hết hạn",
                } for number in range(count)
            ])

        self._compare_lists("vanthu.disposal", make, many=20)

    def test_the_list_of_statistics_and_the_filling(self):
        self._compare_lists(
            "vanthu.archive.statistic", lambda count: self.env[
                "vanthu.archive.statistic"].with_user(self.archivist).create([
                    {"company_id": self.organisation.id, "year": 2000 + number}
                    for number in range(count)]), 2, 8)
        self._compare_lists(
            "vanthu.storage.report", lambda count: self.env[
                "vanthu.storage.report"].with_user(self.archivist).search([], limit=count), 2, 14)
