"""The morning's mail tells 30 days ahead what the archive is to have, once and in one mail."""

from datetime import date, datetime
from unittest.mock import patch

from freezegun import freeze_time

from odoo.tests import tagged
from odoo.tools import html2plaintext

from .transfer_common import TransferCommon


@tagged("post_install", "-at_install")
class TestHandoverDigest(TransferCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        # In December the archivist is also told of a plan that is still to be made.
        for year in (2027, 2028):
            cls._create_plan(year)
        cls.organisation.resource_calendar_id.tz = "Asia/Ho_Chi_Minh"
        cls.unit_clerk = cls._create_person("unit_clerk", "group_user")
        cls.unit.clerk_id = cls.unit_clerk
        cls.people = cls.handler | cls.unit_clerk | cls.outsider | cls.archivist | cls.leader
        cls.env["res.users"].search([("id", "not in", cls.people.ids)]).vanthu_digest = False
        cls.mails = cls.env["mail.mail"].sudo()
        with freeze_time("2026-06-30 05:00:00"):
            cls.files = cls._create_closed(3, end=date(2025, 6, 1))

    def _morning(self, day):
        """Mails of a morning: person → text; day as text."""
        before = self.mails.search([])
        with freeze_time(datetime.fromisoformat(f"{day} 01:00:00")), patch.object(
            type(self.env["ir.cron"]), "_commit_progress", return_value=60.0
        ):
            self.env["vanthu.morning.digest"]._cron_send()
        new = self.mails.search([]) - before
        people = {user.partner_id: user for user in self.people}
        self.assertEqual(len(new), len(new.recipient_ids), "somebody got two mails")
        return {
            people[mail.recipient_ids]: html2plaintext(mail.body_html) for mail in new
        }

    def test_keeper_and_clerk_are_told_once_in_one_line_for_all_files(self):
        self.assertEqual(self._morning("2026-11-30"), {}, "31 days ahead it is too early")
        told = self._morning("2026-12-01")
        self.assertEqual(set(told), {self.handler, self.unit_clerk})
        for text in told.values():
            self.assertIn("To be handed over to the archive (1)", text)
            self.assertIn("3 files of Văn phòng", text)
            self.assertIn("06/01/2026", text, "the decree's day")
            self.assertIn("12/31/2026", text, "the law's day")
            self.assertIn("/odoo/files-due", text)
        self.assertEqual(self._morning("2026-12-02"), {}, "told already")

    def test_what_is_closed_late_is_told_the_next_morning(self):
        self._morning("2026-12-01")
        with freeze_time("2026-12-02 05:00:00"):
            self._create_closed(end=date(2025, 8, 1))
        told = self._morning("2026-12-03")
        self.assertIn("1 files of Văn phòng", told[self.handler])

    def test_a_morning_without_mail_is_made_up_for(self):
        self._morning("2026-11-27")
        self.assertIn(self.handler, self._morning("2026-12-08"))

    def test_what_is_kept_back_is_told_when_that_ends(self):
        self.files.sudo()._write_step({"kept_until": date(2027, 12, 31)})
        self.assertEqual(self._morning("2026-12-01"), {})
        self.assertIn("3 files", self._morning("2027-12-01")[self.handler])

    def test_short_terms_and_files_in_the_archive_are_not_told(self):
        self.files[0].sudo()._archive()
        self.files[1].action_reopen("Sửa thời hạn")
        self.files[1].term_years = 2
        self.files[1].action_close()
        self.assertIn("1 files of Văn phòng", self._morning("2026-12-01")[self.handler])

    def test_batches_that_wait_are_in_the_mail(self):
        with freeze_time("2026-11-02 05:00:00"):
            transfer = self._create_sent(1)
        told = self._morning("2026-11-03")
        self.assertIn("Hand-over of files (1)", told[self.archivist])
        self.assertIn(transfer.name, told[self.archivist])
