"""Holds below the access rules, and what they may still be placed on."""

from psycopg2 import DatabaseError

from odoo import Command
from odoo.exceptions import UserError
from odoo.tests import tagged
from odoo.tools import mute_logger

from .disposal_common import OLD, DisposalCommon


@tagged("post_install", "-at_install")
class TestHoldInTheDatabase(DisposalCommon):
    """A hold ends when somebody releases it and says why, whoever asks."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.file = cls._create_archived(end=OLD)
        cls.hold = cls.env["vanthu.hold"].with_user(cls.leader).create({
            "name": "Thanh tra", "company_id": cls.organisation.id, "reason": "Thanh tra",
            "file_ids": [Command.set(cls.file.ids)],
        })

    def _execute(self, query):
        self.env.flush_all()
        with mute_logger("odoo.sql_db"), self.env.cr.savepoint():
            self.env.cr.execute(query, [self.hold.id])

    def test_nothing_but_a_release_with_a_reason_ends_it(self):
        self.hold.action_place()
        for query in (
            "DELETE FROM vanthu_hold WHERE id = %s",
            "UPDATE vanthu_hold SET state = 'draft' WHERE id = %s",
            "UPDATE vanthu_hold SET state = 'released' WHERE id = %s",
            "DELETE FROM vanthu_hold_file_rel WHERE hold_id = %s",
            "UPDATE vanthu_hold_file_rel SET file_id = NULL WHERE hold_id = %s",
            "TRUNCATE vanthu_hold_file_rel, vanthu_hold -- %s",
        ):
            with self.subTest(query), self.assertRaises(DatabaseError):
                self._execute(query)
        self.hold.release_reason = "Đã kết luận"
        self.hold.action_release()
        self.env.flush_all()
        self.assertFalse(self.file.is_held)

    def test_draft_is_changed_freely(self):
        self._execute("DELETE FROM vanthu_hold_file_rel WHERE hold_id = %s")
        self._execute("DELETE FROM vanthu_hold WHERE id = %s")

    def test_what_is_destroyed_is_frozen_no_more(self):
        other = self._create_archived(end=OLD)
        self._bring_to(self._create_disposal(self.file), "done")
        with self.assertRaisesRegex(UserError, "destroyed already; take it off"):
            self.hold.action_place()
        self.hold.file_ids = [Command.set(other.ids)]
        self.hold.action_place()
        with self.assertRaisesRegex(UserError, "destroyed already"):
            self.hold.file_ids = [Command.link(self.file.id)]
        for commands in ([Command.clear()], [Command.set([])], [Command.unlink(other.id)]):
            with self.subTest(commands), self.assertRaisesRegex(UserError, "leave a hold only"):
                self.hold.file_ids = commands
