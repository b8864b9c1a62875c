"""A finished document and the file of its exchange of letters: proposed, or taken by itself."""

from odoo import Command
from odoo.exceptions import AccessError
from odoo.tests import tagged

from odoo.addons.vanthu_document.tests.handling_common import HandlingCommon

from .archive_common import ArchiveCommon


@tagged("post_install", "-at_install")
class TestAutoFiling(HandlingCommon, ArchiveCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.archivist.group_ids += cls.env.ref("vanthu_document.group_clerk")
        cls.letter = cls._create_registered(subject="Đề nghị báo cáo")
        cls.answer = cls._create_registered(subject="Báo cáo theo đề nghị", code_number="328")
        cls.answer.sudo().response_to_ids = [Command.link(cls.letter.id)]
        cls.file = cls._create_file(cls.archivist, name="Hồ sơ việc A", notation="5.VP")
        cls.file._add_documents(cls.letter.with_user(cls.archivist))

    def _finish(self, document=None):
        (document or self.answer).sudo()._write_step({"state": "done"})
        self.env.invalidate_all()

    def _propose(self, user=None, document=None):
        return (document or self.answer).with_user(user or self.archivist).exchange_file_id

    def _get_documents(self):
        return self.file.sudo().line_ids.document_id

    def test_nothing_is_proposed_while_the_work_goes_on(self):
        self.assertFalse(self._propose())

    def test_the_file_with_the_answered_letter_is_proposed_and_taken_with_one_tap(self):
        self._finish()
        self.assertEqual(self._propose(), self.file)
        self.assertIs(self.answer.with_user(self.archivist).action_put_into_exchange(), True)
        self.assertIn(self.answer, self._get_documents())
        self.assertTrue(self._get_events(self.answer, "document_filed"))
        self.env.invalidate_all()
        self.assertFalse(self._propose(), "it is in a file now")

    def test_both_directions_of_the_exchange_count(self):
        self.file.line_ids.unlink()
        self.file._add_documents(self.answer.with_user(self.archivist))
        self._finish(self.letter)
        self.assertEqual(self._propose(document=self.letter), self.file)

    def test_two_files_are_no_certainty(self):
        second = self._create_file(self.archivist, name="Hồ sơ việc B", notation="6.VP")
        second._add_documents(self.letter.with_user(self.archivist))
        self._finish()
        self.assertFalse(self._propose())
        action = self.answer.with_user(self.archivist).action_put_into_exchange()
        self.assertEqual(action["res_model"], "vanthu.file.put")

    def test_a_closed_file_takes_nothing(self):
        self.file.sudo()._write_step({"state": "closed"})
        self._finish()
        self.assertFalse(self._propose())

    def test_only_a_file_that_the_person_may_write_is_proposed(self):
        self._finish()
        self.assertEqual(self._propose(), self.file)
        self.assertFalse(self._propose(self.leader), "reads it and keeps it not")
        with self.assertRaises(AccessError):
            self.answer.with_user(self.outsider).action_put_into_exchange()

    def test_without_the_setting_nothing_is_filed_by_itself(self):
        self._finish()
        self.assertEqual(self._get_documents(), self.letter)

    def test_with_the_setting_a_finished_document_goes_into_the_file(self):
        self.organisation.vanthu_file_by_exchange = True
        self._finish()
        self.assertEqual(self._get_documents(), self.letter | self.answer)

    def test_what_is_uncertain_or_restricted_is_left_to_people(self):
        self.organisation.vanthu_file_by_exchange = True
        stranger = self._create_registered(subject="Việc khác", code_number="329")
        self._finish(stranger)
        self.assertNotIn(stranger, self._get_documents())
        self.answer.sudo().write({
            "restricted": True, "allowed_user_ids": [Command.set(self.leader.ids)],
        })
        self._finish()
        self.assertNotIn(self.answer, self._get_documents())

    def test_a_file_that_is_closed_meanwhile_does_not_stop_the_work(self):
        self.organisation.vanthu_file_by_exchange = True

        find = type(self.answer)._find_exchange_files

        def find_and_close(document):
            files = find(document)
            files.sudo()._write_step({"state": "closed"})
            return files

        self.patch(type(self.answer), "_find_exchange_files", find_and_close)
        self._finish()
        self.assertEqual((self.answer.state, self._get_documents()), ("done", self.letter))

    def test_the_other_organisation_decides_for_itself(self):
        self.other_organisation.vanthu_file_by_exchange = True
        self._finish()
        self.assertEqual(self._get_documents(), self.letter)
