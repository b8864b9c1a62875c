"""Every view of an archived file is an event, and who may read that."""

from odoo import Command
from odoo.exceptions import AccessError
from odoo.tests import tagged

from .archive_common import ArchiveCommon

SPEC = {"name": {}}


@tagged("post_install", "-at_install")
class TestFileViewsLog(ArchiveCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.file = cls._create_archived(access_mode="01")

    def test_opening_an_archived_file_is_an_event_of_the_person(self):
        self.file.with_user(self.outsider).web_read(SPEC)
        event = self._get_events(self.file, "opened")
        self.assertEqual(event.user_id, self.outsider)
        # The next look within ten minutes is the same one.
        self.file.with_user(self.outsider).web_read(SPEC)
        self.assertEqual(len(self._get_events(self.file, "opened")), 1)
        self.file.with_user(self.leader).web_read(SPEC)
        self.assertEqual(len(self._get_events(self.file, "opened")), 2)

    def test_neither_a_list_nor_an_open_file_is_logged(self):
        files = self.env["vanthu.file"].with_user(self.archivist)
        files.web_search_read([("id", "=", self.file.id)], SPEC)
        self.assertFalse(self._get_events(self.file, "opened"))
        being_made = self._create_file(name="Đang mở")
        being_made.web_read(SPEC)
        self.assertFalse(self._get_events(being_made, "opened"))
        # No caller from outside passes for a list.
        self.file.with_user(self.archivist).with_context(vanthu_list=True).web_read(SPEC)
        self.assertEqual(len(self._get_events(self.file, "opened")), 1)

    def test_opening_the_scan_of_a_loose_item_is_an_event_of_the_file(self):
        file = self._create_file(
            self.archivist, name="Có bản quét", notation="9.TEST", term="years", term_years=10,
            medium="electronic", start_date="2026-01-02", end_date="2026-06-30",
        )
        scan = self.env["ir.attachment"].with_user(self.archivist).create({
            "name": "quet.txt", "raw": b"Trang 1", "res_model": "vanthu.file.document",
        })
        self._add_item(file, attachment_ids=[Command.set(scan.ids)])
        file.action_close()
        file.sudo()._archive()
        scan.read(["name"])
        self.assertFalse(self._get_events(file, "file_opened"))
        scan.read(["raw"])
        event = self._get_events(file, "file_opened")
        self.assertEqual((event.user_id, event.detail), (self.archivist, {"file": scan.id}))

    def test_archivists_read_the_history_of_files_and_of_nothing_else(self):
        document = self._create_incoming()
        self.file.with_user(self.outsider).web_read(SPEC)
        events = self.env["vanthu.event"]
        seen = events.with_user(self.archivist).search([
            ("company_id", "=", self.organisation.id),
        ])
        self.assertIn(self._get_events(self.file, "opened"), seen)
        self.assertEqual(set(seen.mapped("res_model")) - {"vanthu.loan"}, {"vanthu.file"})
        of_document = [("res_model", "=", document._name), ("res_id", "=", document.id)]
        for user in (self.clerk, self.leader, self.manager):
            self.assertTrue(events.with_user(user).search(of_document), user.name)
        # A clerk who keeps the archive loses nothing by it.
        self.clerk.group_ids += self.env.ref("vanthu_archive.group_archivist")
        self.assertTrue(events.with_user(self.clerk).search(of_document))
        self.assertFalse(events.with_user(self.other_archivist).search(
            [("res_model", "=", "vanthu.file"), ("res_id", "=", self.file.id)]
        ))
        with self.assertRaises(AccessError):
            events.with_user(self.handler).search(of_document)
