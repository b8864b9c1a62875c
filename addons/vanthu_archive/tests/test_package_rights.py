"""Who may export what: nothing is left out silently, and a package belongs to who asked."""

from odoo import Command
from odoo.exceptions import AccessError, UserError
from odoo.tests import new_test_user, tagged

from .package_common import PackageCommon


@tagged("post_install", "-at_install")
class TestPackageRights(PackageCommon):

    def test_hidden_document_refuses_the_whole(self):
        document = self._create_registered()
        file = self._create_full(self.clerk, user_id=self.clerk.id)
        file.line_ids = [Command.create({"document_id": document.id})]
        document.sudo().write({"restricted": True, "allowed_user_ids": [
            Command.set(self.clerk.ids)
        ]})
        for kind in ("pdf", "xml", "bagit", "sip"):
            dialog = self._open_dialog(file, self.leader, kind=kind)
            self.assertTrue(dialog.is_refused)
            self.assertIn("holds documents that you may not read", dialog.finding)
            self.assertNotIn(document.subject or "§", dialog.finding)
            with self.assertRaises(UserError):
                dialog.action_make()
        with self.assertRaisesRegex(AccessError, "may not read"):
            self.env["vanthu.package"].with_user(self.leader)._ask(
                file.with_user(self.leader), {"kind": "xml"}
            )
        package, _data = self._make(file, "xml", self.clerk)
        self.assertEqual(package.state, "done")

    def test_archivist_exports_what_the_archive_keeps(self):
        document = self._create_registered()
        file = self._create_closed(user_id=self.clerk.id, user=self.clerk)
        file.action_reopen("Thêm văn bản")
        file.line_ids = [Command.create({"document_id": document.id})]
        file.action_close()
        self.assertFalse(document.with_user(self.archivist).has_access("read"))
        self.assertTrue(self._open_dialog(file, self.archivist).is_refused)
        file.sudo()._archive()
        package, _data = self._make(file, "bagit", self.archivist)
        self.assertEqual(package.state, "done")
        # Nobody else gains a right to its documents by that, nor the archivist to hidden ones.
        self.assertTrue(self._open_dialog(file, self.handler).is_refused)
        document.sudo().write({"restricted": True, "allowed_user_ids": [
            Command.set(self.clerk.ids)
        ]})
        self.assertTrue(self._open_dialog(file, self.archivist).is_refused)

    def test_catalogue_reader_gets_nothing(self):
        file = self._create_archived()
        file.sudo()._write_step({"access_mode": "01"})
        stranger = self._create_person("stranger", "group_user")
        self.assertTrue(file.with_user(stranger).has_access("read"))
        self.assertTrue(self._open_dialog(file, stranger).is_refused)

    def test_other_organisation_gets_nothing(self):
        file = self._create_full()
        with self.assertRaises(AccessError):
            self._open_dialog(file, self.other_archivist)
        with self.assertRaises(AccessError):
            self.env["vanthu.package"].with_user(self.other_archivist)._ask(
                file.with_user(self.other_archivist), {"kind": "xml"}
            )

    def test_hand_over_is_never_exported_in_part(self):
        file = self._create_closed()
        transfer = self._create_transfer(file)
        file.sudo().write({"restricted": True, "allowed_user_ids": [
            Command.set(self.handler.ids)
        ]})
        dialog = self._open_dialog(transfer, self.archivist)
        self.assertEqual(dialog.file_count, 1)
        self.assertTrue(dialog.is_refused)

    def test_package_belongs_to_who_asked(self):
        file = self._create_full()
        package, _data = self._make(file, "xml")
        for person in (self.archivist, self.clerk, self.manager):
            self.assertFalse(self.env["vanthu.package"].with_user(person).search([]))
            with self.assertRaises(AccessError):
                package.with_user(person).action_download()
            with self.assertRaises(AccessError):
                package.attachment_id.with_user(person).read(["raw"])
        own = package.with_user(self.handler)
        self.assertEqual(own.attachment_id.raw, package.attachment_id.raw)
        with self.assertRaises(AccessError):
            own.write({"state": "todo"})
        with self.assertRaises(AccessError):
            own.create({"kind": "xml", "company_id": self.organisation.id,
                        "user_id": self.handler.id})
        with self.assertRaises(AccessError):
            own.unlink()

    def test_person_without_role(self):
        user = new_test_user(self.env, "no_role", groups="base.group_user")
        with self.assertRaises(AccessError):
            self._open_dialog(self._create_full(), user)
