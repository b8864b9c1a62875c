"""A permanent archived file is not destroyed on any path that a test can find.

What the owner of the database's tables can do against them, by switching the locks off, no
software on that database can prevent; that the check of the whole then tells it, is tested
in :mod:`.test_integrity_locks`.
"""

import inspect
from datetime import date, datetime

from freezegun import freeze_time
from psycopg2 import DatabaseError

from odoo import Command
from odoo.exceptions import UserError
from odoo.tests import tagged
from odoo.tools import SQL, mute_logger

from .disposal_common import OLD, DisposalCommon
from .store_common import StoreCommon

# A caller from outside may send this; Odoo then leaves the checks of deletions out.
FORCE = {"_force_unlink": True, "module": "vanthu_archive", "uninstall": True}
# Public methods of every model that lead out of the test: they wait, mail, or render the page.
_NOT_CALLED = {"browse", "with_env", "with_user", "with_context", "with_company", "sudo"}


class PermanentCommon(StoreCommon, DisposalCommon):
    """A permanent file of 2001 with everything that may hang on a file."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.document = cls._create_incoming(subject="Về việc thành lập trường")
        cls.scan = cls.env["ir.attachment"].create({
            "name": "ban-quet.txt", "raw": b"quyet dinh thanh lap truong",
            "res_model": "vanthu.document", "res_id": cls.document.id,
        })
        cls.document.action_register()
        cls.rule = cls.env["vanthu.retention.rule"].sudo().create({
            "code": "X1", "source": "Quyết định 1", "name": "Hồ sơ thành lập",
            "term": "permanent", "company_id": cls.organisation.id,
        })
        file = cls._create_file(cls.archivist, **{
            "name": "Hồ sơ thành lập trường", "notation": "77.VV", "catalog": OLD.year,
            "unit_id": cls.unit.id, "retention_id": cls.rule.id, "term": "permanent",
            "medium": "hybrid", "sheet_count": 9, "start_date": date(2001, 1, 2),
            "end_date": OLD, "user_id": cls.archivist.id,
        })
        cls._add_item(file)
        cls.env["vanthu.file.document"].sudo().create({
            "file_id": file.id, "document_id": cls.document.id,
        })
        file.action_close()
        file.sudo()._archive()
        cls.file = file.with_env(cls.env)
        cls.content = cls.env["vanthu.file.content"].search([("file_id", "=", file.id)])
        cls.box = cls._create_boxes(1, cls._place("A-01-01"))
        cls.box.action_put_files(file.ids)
        cls.other = cls._create_archived(end=OLD, name="Hồ sơ hết hạn")
        cls.env.flush_all()
        cls.snapshot = cls._look(cls.env)

    @classmethod
    def _look(cls, env):
        """What the database and the file store have of the file, past the ORM."""
        env.flush_all()
        [row] = env.execute_query(SQL(
            """SELECT f.state, f.name, f.notation, f.catalog, f.term, f.start_date, f.end_date,
                      f.sheet_count, f.archived_date, f.disposal_id, f.disposed_date,
                      f.retention_id, f.company_id, f.fonds_id, f.label_code,
                      (SELECT count(*) FROM vanthu_file_document l WHERE l.file_id = f.id),
                      (SELECT array_agg(a.checksum ORDER BY a.id) FROM vanthu_file_content c
                         JOIN ir_attachment a ON a.id = c.attachment_id WHERE c.file_id = f.id)
                 FROM vanthu_file f WHERE f.id = %s""", cls.file.id,
        )) or [None]
        [stored] = env.execute_query(SQL(
            "SELECT store_fname FROM ir_attachment WHERE id = %s", cls.scan.id
        )) or [None]
        path = stored and env["ir.attachment"]._full_path(stored[0])
        if not path:
            return row, None
        with open(path, "rb") as stream:
            return row, stream.read()

    def _check_stays(self):
        self.assertEqual(self._look(self.env), self.snapshot)

    def _attack(self, act):
        """Try something; it is refused, or it does nothing to the file. Then undo it.

        :param act: function without arguments
        :return: the exception with which it was refused, or None
        """
        refused, lost = None, False
        with mute_logger("odoo.sql_db", "odoo.models.unlink", "odoo.addons.base.models.ir_model"):
            try:
                with self.env.cr.savepoint():
                    act()
                    lost = self._look(self.env) != self.snapshot
                    raise _Undo
            except _Undo:
                self.assertFalse(lost, "the file is not what it was")
            except Exception as error:
                refused = error
            self.env.invalidate_all(flush=False)
        self._check_stays()
        return refused

    def _refuse(self, act):
        self.assertIsInstance(self._attack(act), (UserError, DatabaseError), "nobody refused it")


class _Undo(Exception):
    """Takes back what an attack has done, whatever came of it."""


@tagged("post_install", "-at_install")
class TestPermanentStays(PermanentCommon):
    def test_deletion_is_refused_to_everybody_with_every_context(self):
        for record in (
            self.file, self.file.line_ids, self.content, self.scan, self.document,
        ):
            for user in (self.handler, self.archivist, self.leader, self.manager, self.env.user):
                for context in ({}, FORCE):
                    target = record.with_user(user).with_context(**context)
                    for mode in (target, target.sudo()):
                        with self.subTest(record._name, user=user.login, su=mode.env.su):
                            self._refuse(lambda mode=mode: (mode.unlink(), self.env.flush_all()))

    def test_no_value_of_the_file_is_rewritten(self):
        cases = [
            {"state": "disposed"}, {"state": "open"}, {"state": "closed"}, {"term": "years"},
            {"term": "years", "term_years": 1}, {"end_date": date(1990, 1, 1)},
            {"start_date": date(1990, 1, 1)}, {"archived_date": False}, {"name": "x"},
            {"line_ids": [Command.clear()]}, {"line_ids": [Command.set([])]},
            {"retention_id": False}, {"company_id": self.other_organisation.id},
            {"notation": "1.X"}, {"sheet_count": 1}, {"label_code": "0123456788"},
            {"content_ids": [Command.clear()]},
        ]
        for vals in cases:
            for user in (self.handler, self.archivist, self.leader, self.manager):
                with self.subTest(user=user.login, vals=vals):
                    self._refuse(lambda v=vals, u=user: self.file.with_user(u).write(v))
            with self.subTest("superuser", vals=vals):
                self._refuse(lambda v=vals: (self.file.sudo().write(v), self.env.flush_all()))

    def test_import_and_copy_open_no_way(self):
        files = self.env["vanthu.file"].with_user(self.archivist)
        for names, row in (
            ([".id", "state"], [str(self.file.id), "disposed"]),
            ([".id", "term", "term_years"], [str(self.file.id), "years", "1"]),
            ([".id", "line_ids/.id"], [str(self.file.id), ""]),
        ):
            result = files.load(names, [row])
            self.assertTrue(result["messages"] or self._look(self.env) == self.snapshot, names)
            self.assertFalse(result["ids"], names)
            self._check_stays()
        copy = self.file.copy()
        self.assertEqual((copy.state, copy.line_ids, copy.box_id.ids), ("open", copy.line_ids, []))
        self.assertFalse(copy.line_ids, "contents are not doubled")
        copy.with_user(self.archivist).unlink()
        self._check_stays()

    def test_it_comes_on_no_list_and_no_decision_reaches_it(self):
        disposal = self._create_disposal(self.other)
        disposal.line_ids.unlink()
        disposal.action_propose()
        self.assertEqual(disposal.line_ids.file_id, self.other)
        lines = self.env["vanthu.disposal.line"]
        for env in (self.env(user=self.archivist), self.env(user=self.leader), self.env):
            for mode in (env, env(su=True)):
                self._refuse(lambda mode=mode: lines.with_env(mode).create({
                    "disposal_id": disposal.id, "file_id": self.file.id,
                }))
        for state in ("listed", "reviewed", "decided", "handed_over", "done"):
            self._bring_to(disposal, state)
            with self.subTest(state):
                self._refuse(lambda: self.file.sudo()._dispose(disposal.sudo()))
                self._refuse(lambda: disposal.line_ids.sudo().write({"file_id": self.file.id}))
        self.assertEqual(self.other.state, "disposed")
        self._check_stays()

    def test_time_does_not_end_what_is_kept_for_ever(self):
        disposal = self._create_disposal(self.other)
        disposal.line_ids.unlink()
        with freeze_time(datetime(2199, 12, 30)):
            self.assertFalse(self.file.is_expired)
            disposal.action_propose()
            self.assertNotIn(self.file, disposal.line_ids.file_id)
            self._refuse(lambda: disposal.line_ids.create({
                "disposal_id": disposal.id, "file_id": self.file.id,
            }))

    def test_changed_rule_shortens_nothing(self):
        self.rule.sudo().write({"term": "years", "term_years": 5})
        self.env.flush_all()
        self._check_stays()
        self.file.invalidate_recordset()
        self.assertFalse(self.file.expiry_date)
        self._refuse(lambda: (self.rule.sudo().unlink(), self.env.flush_all()))

    def test_nothing_that_it_hangs_on_takes_it_along(self):
        """Deleting what a file refers to, through the software with all rights and in SQL."""
        people = self.archivist | self.handler
        for record in (
            self.organisation, self.file.fonds_id, self.unit, self.rule, self.document,
            self.scan, self.box, self.box.location_id, people, people.partner_id,
            self.organisation.partner_id, self.content, self.file.line_ids,
        ):
            forced = record.sudo().with_context(**FORCE)
            with self.subTest(record._name):
                self._attack(lambda forced=forced: (forced.unlink(), self.env.flush_all()))
                self._attack(lambda record=record: self.env.cr.execute(SQL(
                    "DELETE FROM %s WHERE id = ANY(%s)", SQL.identifier(record._table),
                    record.ids,
                )))

    def test_without_roles_rules_and_rights_it_still_stands(self):
        self.env["ir.rule"].search([("model_id.model", "like", "vanthu.%")]).unlink()
        access = self.env["ir.model.access"].search([("model_id.model", "like", "vanthu.%")])
        access.write({
            "group_id": False, "perm_read": True, "perm_write": True, "perm_create": True,
            "perm_unlink": True,
        })
        self.env.ref("vanthu_archive.group_archivist").sudo().user_ids = [Command.clear()]
        self.env.registry.clear_all_caches()
        for user in (self.handler, self.outsider, self.other_clerk):
            mine = self.file.with_user(user)
            for act in (
                mine.unlink, mine.line_ids.unlink, self.content.with_user(user).unlink,
                lambda mine=mine: mine.write({"state": "disposed"}),
                lambda mine=mine: mine.write({"term": "years", "term_years": 1}),
            ):
                with self.subTest(user=user.login):
                    self._refuse(lambda act=act: (act(), self.env.flush_all()))


@tagged("post_install", "-at_install")
class TestPermanentInTheDatabase(PermanentCommon):
    """Straight to the tables, through the cursor of the software."""

    def _refused_in_sql(self, query):
        self.env.flush_all()
        with self.subTest(query.code), mute_logger("odoo.sql_db"), self.assertRaises(
            DatabaseError
        ), self.env.cr.savepoint():
            self.env.cr.execute(query)

    def test_rows_are_neither_changed_nor_deleted(self):
        ident = self.file.id
        for change in (
            "state = 'disposed'", "state = 'transferred', term = 'years', term_years = 1",
            "state = 'open'", "term = 'years', term_years = 1", "end_date = '1990-01-01'",
            "name = 'x'", "label_code = 'x'", "archived_date = NULL", "company_id = 1",
        ):
            self._refused_in_sql(SQL(
                "UPDATE vanthu_file SET %s WHERE id = %s", SQL(change), ident,
            ))
        for table, key in (
            ("vanthu_file", "id"), ("vanthu_file_document", "file_id"),
            ("vanthu_file_content", "file_id"),
        ):
            self._refused_in_sql(SQL(
                "DELETE FROM %s WHERE %s = %s", SQL.identifier(table), SQL.identifier(key), ident,
            ))
        for query, key in (
            ("DELETE FROM ir_attachment WHERE id = %s", self.scan.id),
            ("UPDATE ir_attachment SET checksum = 'x' WHERE id = %s", self.scan.id),
            ("UPDATE vanthu_file_content SET attachment_id = NULL WHERE file_id = %s", ident),
            ("UPDATE vanthu_file_content SET file_id = NULL WHERE file_id = %s", ident),
            ("UPDATE vanthu_file_document SET file_id = NULL WHERE file_id = %s", ident),
        ):
            self._refused_in_sql(SQL(query, key))
        self._check_stays()

    def test_tables_are_not_emptied(self):
        for table in (
            "vanthu_file", "vanthu_file_document", "vanthu_file_content", "ir_attachment",
            "vanthu_disposal", "vanthu_disposal_line", "vanthu_transfer", "vanthu_event",
            "vanthu_document", "vanthu_box_move", "vanthu_loan", "res_company", "res_users",
            "vanthu_fonds", "vanthu_storage_location",
        ):
            self._refused_in_sql(SQL("TRUNCATE %s CASCADE", SQL.identifier(table)))
        self._check_stays()


@tagged("post_install", "-at_install")
class TestPermanentThroughEveryMethod(PermanentCommon):
    """Whatever a caller may call from outside, with arguments that fit."""

    def _get_public_methods(self, record):
        """Names of what RPC lets a caller call."""
        for name in sorted(dir(type(record))):
            method = getattr(type(record), name, None)
            if name.startswith("_") or not callable(method) or name in _NOT_CALLED:
                continue
            if isinstance(method, type) or getattr(method, "_api_private", False):
                continue
            yield name, method

    def _get_arguments(self, method):
        """Arguments that do as much harm as possible, by the name of each parameter."""
        ident, harm = self.file.id, {"state": "disposed", "term": "years", "term_years": 1}
        known = {
            "vals": harm, "values": harm, "vals_list": [harm], "domain": [("id", "=", ident)],
            "ids": [ident], "file_ids": [ident], "box_ids": self.box.ids, "reason": "x",
            "fields": ["state"], "field_names": ["state"], "data": [[str(ident), "disposed"]],
            "specification": {"name": {}}, "groupby": ["state"], "aggregates": ["__count"],
            "default": {}, "location_id": self.box.location_id.id, "other": self.file,
            "func": "write", "field_name": "state", "body": "x",
        }
        found = []
        for parameter in list(inspect.signature(method).parameters.values())[1:]:
            if parameter.kind not in (parameter.POSITIONAL_ONLY, parameter.POSITIONAL_OR_KEYWORD):
                break
            if parameter.default is not parameter.empty and parameter.name not in known:
                break
            found.append(known.get(parameter.name, ident))
        return found

    def test_no_public_method_of_a_model_destroys_it(self):
        disposal = self._bring_to(self._create_disposal(self.other), "handed_over")
        called = 0
        for record in (
            self.file, self.file.line_ids, self.content, self.box, disposal, self.rule,
            self.file.fonds_id, self.scan, self.document,
        ):
            for name, method in self._get_public_methods(record):
                try:
                    arguments = self._get_arguments(method)
                except (TypeError, ValueError):
                    continue
                for user in (self.archivist, self.env.ref("base.user_root")):
                    target = getattr(record.with_user(user), name)
                    with self.subTest(f"{record._name}.{name}", user=user.login):
                        self._attack(lambda target=target, a=arguments: target(*a))
                        called += 1
        self.assertGreater(called, 1000, "a method that is not called proves nothing")
