"""The check of the whole: what it counts, what it finds, and that it stays as written."""

from io import BytesIO

from pypdf import PdfReader

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .test_fixity import FixityCommon


@tagged("post_install", "-at_install")
class TestIntegrityCheck(FixityCommon):
    def _check(self, user=None):
        model = self.env["vanthu.fixity.check"].with_user(user or self.archivist)
        action = model.with_company(self.organisation).action_run()
        return self.env["vanthu.fixity.check"].browse(action["res_id"])

    def test_everything_in_order(self):
        self._run()
        check = self._check()
        self.assertTrue(check.is_sound)
        self.assertEqual((check.file_count, check.content_count, check.whole_count), (1, 1, 1))
        self.assertEqual(check.user_id, self.archivist)
        self.assertTrue(self.env["vanthu.event"].sudo().search([
            ("kind", "=", "integrity_checked"), ("company_id", "=", self.organisation.id),
        ]))

    def test_damage_is_counted(self):
        self._flip_a_bit()
        self._run()
        check = self._check()
        self.assertFalse(check.is_sound)
        self.assertEqual((check.damaged_count, check.missing_count), (1, 0))

    def test_what_nobody_read_for_90_days_is_told(self):
        self._run()
        self._make_due(91)
        check = self._check()
        self.assertEqual((check.overdue_count, check.is_sound), (1, False))

    def test_row_that_was_changed_in_sql_breaks_the_chain_visibly(self):
        self._run()
        self.assertEqual(self._check().chain_break, 0)
        self.env.flush_all()
        self.env.cr.execute("ALTER TABLE vanthu_event DISABLE TRIGGER vanthu_event_guard")
        self.env.cr.execute(
            """UPDATE vanthu_event SET kind = 'opened' WHERE id = (
                   SELECT min(id) FROM vanthu_event WHERE company_id = %s AND position > 1)""",
            [self.organisation.id],
        )
        self.env.cr.execute("ALTER TABLE vanthu_event ENABLE TRIGGER vanthu_event_guard")
        check = self._check()
        self.assertEqual((check.chain_break, check.is_sound), (2, False))

    def test_gaps_in_registers_and_files_are_counted(self):
        self._run()
        self._create_incoming().action_register()
        self.assertEqual(self._check().number_gap_count, 0)
        self.env.flush_all()
        for table in ("vanthu_register_entry", "vanthu_file_document"):
            self.env.cr.execute(f"ALTER TABLE {table} DISABLE TRIGGER {table}_guard")
        self.env.cr.execute(
            "UPDATE vanthu_register_entry SET number = number + 2 WHERE company_id = %s",
            [self.organisation.id],
        )
        self.env.cr.execute(
            "UPDATE vanthu_file_document SET ordinal = 5 WHERE file_id = %s",
            [self.content.file_id.id],
        )
        for table in ("vanthu_register_entry", "vanthu_file_document"):
            self.env.cr.execute(f"ALTER TABLE {table} ENABLE TRIGGER {table}_guard")
        self.env.invalidate_all()
        check = self._check()
        self.assertEqual((check.number_gap_count, check.ordinal_gap_count), (2, 1))
        self.assertFalse(check.is_sound)

    def test_job_checks_every_organisation_with_an_archive(self):
        before = self.env["vanthu.fixity.check"].search_count([])
        with self._without_commits():
            self.env["vanthu.fixity.check"].sudo()._cron_run()
        found = self.env["vanthu.fixity.check"].search([
            ("company_id", "=", self.organisation.id)
        ])
        self.assertEqual(len(found), 1)
        self.assertGreater(self.env["vanthu.fixity.check"].search_count([]), before)

    def test_what_was_found_is_nobodys_to_change(self):
        check = self._check()
        Checks = self.env["vanthu.fixity.check"]
        for act in (
            lambda: check.sudo().write({"damaged_count": 0}), check.sudo().unlink,
        ):
            with self.assertRaises(UserError):
                act()
        with self.assertRaises(UserError):
            Checks.with_user(self.archivist).create({"company_id": self.organisation.id})
        for user in (self.clerk, self.handler):
            with self.assertRaises(AccessError):
                self._check(user)
        self.assertFalse(Checks.with_user(self.other_archivist).search([
            ("id", "=", check.id)
        ]))

    def test_report_says_what_was_found(self):
        self._flip_a_bit()
        self._run()
        check = self._check()
        report = self.env["report.vanthu_archive.integrity"].with_user(self.archivist)
        stream = report._render_stream(check.with_env(report.env), {})[check.id]
        text = " ".join(" ".join(
            page.extract_text() for page in PdfReader(BytesIO(stream.getvalue())).pages
        ).split())
        for words in (
            "BÁO CÁO KIỂM TRA TÍNH TOÀN VẸN", "Tệp tin sai khác so với khi tiếp nhận 1",
            "to-trinh.txt", "có sai khác", "chuỗi băm liên tục",
        ):
            self.assertIn(words, text)
