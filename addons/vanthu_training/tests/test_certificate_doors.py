from unittest.mock import patch

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from odoo.addons.vanthu_document.models.guard import find_open_locks

from ..models.certificate_guard import GUARDS, install_certificate_guard, remove_certificate_guard
from .certificate_common import CertificateCommon


@tagged("post_install", "-at_install")
class TestCertificateDoors(CertificateCommon):
    """Dialogs, names and actions tell nobody more than the lists do."""

    def test_a_dialog_tells_nothing_of_a_class_held_elsewhere(self):
        self.leader.function = "Giám đốc"
        self._decide()
        dialog = self.env["vanthu.certificate.issue"].with_user(self.other_manager).new({
            "event_id": self.training.id,
        })
        self.assertFalse(dialog.count)
        self.assertFalse(dialog.signer_name)
        self.assertFalse(dialog.issued_place)

    def test_dialogs_are_ones_own(self):
        one = self._issue()
        dialogs = (
            self.env["vanthu.certificate.end"].with_user(self.training_manager).create({
                "certificate_id": one.id, "reason": "private",
            }),
            self.env["vanthu.certificate.issue"].with_user(self.training_manager).create({
                "event_id": self.training.id, "signer_name": "A", "signer_position": "B",
            }),
            self.env["vanthu.result.overrule"].with_user(self.training_manager).create({
                "registration_ids": self.registration.ids, "reason": "private",
            }),
        )
        for dialog in dialogs:
            with self.subTest(dialog=dialog._name), self.assertRaises(AccessError):
                dialog.with_user(self.other_manager).read(["create_uid"])

    def test_names_are_found_by_number_and_only_by_readers(self):
        one = self._issue()
        certificates = self.env["vanthu.certificate"]
        own = certificates.with_user(self.trainee).name_search(one.code)
        self.assertEqual(own, [(one.id, f"{one.code} Trainee")])
        self.assertFalse(certificates.with_user(self.other_trainee).name_search(one.code))

    def test_a_state_secret_is_no_reason(self):
        one = self._issue()
        log = patch.object(type(self.organisation), "_log_secret_refused")
        with log, self.assertRaisesRegex(UserError, "state secret"):
            self.env["vanthu.certificate.end"].with_user(self.training_manager).create({
                "certificate_id": one.id, "reason": "Độ mật: TUYỆT MẬT",
            })

    def test_buttons_open_the_certificates_of_class_and_book(self):
        issued = self._issue()
        action = self.training.with_user(self.training_manager).action_open_certificates()
        self.assertEqual(self.env["vanthu.certificate"].search(action["domain"]), issued)
        book = self.env["vanthu.certificate.book"].with_user(self.training_manager).search([])
        found = self.env["vanthu.certificate"].search(book.action_open_certificates()["domain"])
        self.assertEqual(found, issued)
        self.assertTrue(book.action_export()["url"].endswith(f"/{book.id}.xlsx"))

    def test_requirements_are_those_of_ones_organisation(self):
        gate = self.env["vanthu.skill.gate"].create({
            "company_id": self.organisation.id, "topic_ids": self.topics.ids,
            "group_id": self.env.ref("vanthu_document.group_clerk").id,
        })
        gates = self.env["vanthu.skill.gate"]
        self.assertIn(gate, gates.with_user(self.manager).search([]))
        self.assertNotIn(gate, gates.with_user(self.other_manager).search([]))
        with self.assertRaises(AccessError):
            gates.with_user(self.clerk).search([])

    def test_locks_are_there_and_leave_with_the_addon(self):
        self.assertFalse(find_open_locks(self.env.cr, GUARDS))
        remove_certificate_guard(self.env.cr)
        self.assertEqual(find_open_locks(self.env.cr, GUARDS), sorted(GUARDS))
        install_certificate_guard(self.env.cr)
        self.assertFalse(find_open_locks(self.env.cr, GUARDS))
