"""What only the owner of the database can do, and how the check of the whole tells it.

A role that owns the tables may switch triggers off; the software on that database cannot
prevent it. What was done then stands against the log and the sums.
"""

from odoo.exceptions import UserError
from odoo.tests import tagged
from odoo.tools import SQL, mute_logger

from odoo.addons.vanthu_document.models.guard import GUARDED_TABLES, find_open_locks

from ..models.guard import GUARDS
from .test_permanent_stays import PermanentCommon

TABLES = {*GUARDED_TABLES, *GUARDS}


@tagged("post_install", "-at_install")
class TestIntegrityLocks(PermanentCommon):
    def _check(self):
        self.env.invalidate_all()
        return self.env["vanthu.fixity.check"].sudo()._run(self.organisation)

    def _as_owner(self, table, query):
        """Do what the guard of a table refuses, as its owner with the guard switched off."""
        self.env.flush_all()
        name = SQL.identifier(table)
        self.env.cr.execute(SQL("ALTER TABLE %s DISABLE TRIGGER USER", name))
        self.env.cr.execute(query)
        self.env.cr.execute(SQL("ALTER TABLE %s ENABLE TRIGGER USER", name))

    def test_all_is_in_order_before(self):
        check = self._check()
        self.assertEqual((check.lock_count, check.lost_count), (0, 0))
        self.assertTrue(check.is_sound)

    def test_every_lock_that_is_off_is_told(self):
        for table in sorted(TABLES):
            with self.subTest(table):
                name = SQL.identifier(table)
                self.env.cr.execute(SQL("ALTER TABLE %s DISABLE TRIGGER USER", name))
                self.assertEqual(find_open_locks(self.env.cr, TABLES), [table])
                self.env.cr.execute(SQL("ALTER TABLE %s ENABLE TRIGGER USER", name))
        self.env.cr.execute("DROP TRIGGER vanthu_file_guard ON vanthu_file")
        self.env.cr.execute("DROP TRIGGER vanthu_event_keep ON vanthu_event")
        check = self._check()
        self.assertEqual((check.lock_count, check.is_sound), (2, False))

    def test_file_that_was_marked_destroyed_without_papers_is_told(self):
        self._as_owner("vanthu_file", SQL(
            "UPDATE vanthu_file SET state = 'disposed' WHERE id = %s", self.other.id
        ))
        check = self._check()
        self.assertEqual((check.lost_count, check.lock_count), (1, 0))
        self.assertFalse(check.is_sound)

    def test_file_that_was_opened_again_is_told(self):
        self._as_owner("vanthu_file", SQL(
            "UPDATE vanthu_file SET state = 'open' WHERE id = %s", self.file.id
        ))
        self.assertEqual(self._check().lost_count, 1)

    def test_permanent_file_that_was_shortened_and_destroyed_is_told(self):
        disposal = self._bring_to(self._create_disposal(self.other), "handed_over")
        self._as_owner("vanthu_file", SQL(
            "UPDATE vanthu_file SET state = 'disposed', disposal_id = %s WHERE id = %s",
            disposal.id, self.file.id,
        ))
        self._destroy(disposal)
        self.assertEqual(self._check().lost_count, 1)

    def test_file_that_was_deleted_is_missed(self):
        for table, key in (
            ("vanthu_file_content", "file_id"), ("vanthu_file_document", "file_id"),
            ("vanthu_file", "id"),
        ):
            self._as_owner(table, SQL(
                "DELETE FROM %s WHERE %s = %s", SQL.identifier(table), SQL.identifier(key),
                self.file.id,
            ))
        check = self._check()
        self.assertEqual((check.lost_count, check.chain_break), (1, 0))
        self.assertFalse(check.is_sound)

    def test_who_takes_the_trace_out_of_the_log_breaks_the_chain(self):
        self._check()  # seals the log
        event = self._get_events(self.file, "file_archived")
        self._as_owner("vanthu_event", SQL("DELETE FROM vanthu_event WHERE id = %s", event.id))
        check = self._check()
        self.assertTrue(check.chain_break)
        self.assertFalse(check.is_sound)

    def test_lawful_destruction_is_no_loss(self):
        self._bring_to(self._create_disposal(self.other), "done")
        check = self._check()
        self.assertEqual((check.lost_count, check.is_sound), (0, True))


@tagged("post_install", "-at_install")
class TestArchiveIsNotRemoved(PermanentCommon):
    """The add-on does not leave with what it keeps, nor do its tables and columns."""

    def _modules(self, *names):
        return self.env["ir.module.module"].sudo().search([("name", "in", names)])

    def test_neither_it_nor_what_it_stands_on_is_removed(self):
        for names in (["vanthu_archive"], ["vanthu_document"], ["mail"], ["base", "web"]):
            modules = self._modules(*names)
            for act in (
                modules.button_uninstall, modules.module_uninstall,
                lambda modules=modules: modules.write({"state": "to remove"}),
            ):
                with self.subTest(names), self.assertRaisesRegex(
                    UserError, "keeps 2 files|server|cannot be uninstalled"
                ), mute_logger("odoo.addons.base.models.ir_module"):
                    act()
        self.assertEqual(self._modules("vanthu_archive").state, "installed")
        self._check_stays()

    def test_another_application_may_leave(self):
        other = self._modules("vanthu_archive").search([
            ("state", "=", "uninstalled"), ("name", "not like", "vanthu%"),
        ], limit=1)
        other.write({"state": "to remove"})
        self.assertEqual(other.state, "to remove")

    def test_tables_and_columns_stay(self):
        forced = {"_force_unlink": True}
        models = self.env["ir.model"].sudo().with_context(**forced)
        fields = self.env["ir.model.fields"].sudo().with_context(**forced)
        for name in ("vanthu.file", "vanthu.file.content", "vanthu.disposal", "vanthu.loan"):
            with self.subTest(name):
                with self.assertRaisesRegex(UserError, "keeps 2 files"):
                    models._get(name).unlink()
                with self.assertRaisesRegex(UserError, "keeps 2 files"):
                    fields.search([("model", "=", name)], limit=1).unlink()
        self._check_stays()

    def test_papers_of_a_disposal_keep_it_too(self):
        disposal = self._create_disposal(self.other)
        disposal.action_submit()
        with self.assertRaisesRegex(UserError, "papers of 1 disposals"):
            self._modules("vanthu_archive").button_uninstall()
        disposal.action_cancel()
        with self.assertRaisesRegex(UserError, "papers of 0 disposals"):
            self._modules("vanthu_archive").button_uninstall()


@tagged("post_install", "-at_install")
class TestEmptyArchiveLeaves(PermanentCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        # Whatever the database keeps besides: as its owner, for this test only.
        for table in ("vanthu_file", "vanthu_disposal", "vanthu_disposal_line"):
            cls.env.cr.execute(SQL(
                "ALTER TABLE %s DISABLE TRIGGER USER", SQL.identifier(table)
            ))
        cls.env.cr.execute("UPDATE vanthu_file SET state = 'closed' WHERE state <> 'open'")
        cls.env.cr.execute("UPDATE vanthu_disposal SET state = 'cancelled'")
        cls.env.invalidate_all()

    def test_it_may_be_removed(self):
        module = self.env["ir.module.module"].sudo().search([("name", "=", "vanthu_archive")])
        module.button_uninstall()
        self.assertEqual(module.state, "to remove")
