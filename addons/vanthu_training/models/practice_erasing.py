"""Emptying a practice organisation: every row that is its own, below the rights."""

from odoo.exceptions import UserError
from odoo.tools import SQL

# Records of people and of training are not what is practised on.
_ADDONS = ("vanthu_document", "vanthu_archive")
_BESIDES = ("mail_activity", "mail_followers", "mail_message")


class PracticeEraser:
    """Removes what belongs to one practice organisation, and proves that it may.

    :param env: environment of the superuser
    :param company: ``res.company`` with ``is_practice``
    """

    def __init__(self, env, company):
        self.env = env
        self.cr = env.cr
        self.company = company

    def erase(self):
        """Remove all rows, the ones that others point at last.

        :raise UserError: the organisation is a real one
        """
        if not self.company.is_practice:
            raise UserError(self.env._(
                "%s is a real organisation: nothing in it is ever removed.", self.company.name
            ))
        self.env.flush_all()
        found = self._find_rows()
        self._remove_besides(found)
        self.cr.execute(SQL(
            "SELECT set_config('vanthu.practice_reset', %s, true)", str(self.company.id)
        ))
        self._remove(found)
        self.cr.execute("SELECT set_config('vanthu.practice_reset', '', true)")
        self.env.invalidate_all()
        self.env["res.partner"].with_context(active_test=False).search([
            ("company_id", "=", self.company.id), ("id", "!=", self.company.partner_id.id),
            ("user_ids", "=", False),
        ]).unlink()

    def _find_rows(self):
        """Ids of the organisation's rows for each table that says whose they are.

        :return dict: table → (model name, list of ids)
        """
        found = {}
        for name, model in self.env.items():
            field = model._fields.get("company_id")
            if (
                model._abstract or not model._auto or not field or not field.store
                or model._original_module not in _ADDONS
            ):
                continue
            self.cr.execute(SQL(
                "SELECT id FROM %s WHERE company_id = %s",
                SQL.identifier(model._table), self.company.id,
            ))
            ids = [row[0] for row in self.cr.fetchall()]
            if ids:
                found[model._table] = (name, ids)
        return found

    def _remove_besides(self, found):
        """Messages, activities, followers and files of these rows."""
        for name, ids in found.values():
            for table in _BESIDES:
                model = "res_model" if table != "mail_message" else "model"
                self.cr.execute(SQL(
                    "DELETE FROM %s WHERE %s = %s AND res_id = ANY(%s)",
                    SQL.identifier(table), SQL.identifier(model), name, ids,
                ))

    def _remove(self, found):
        files = self._find_files(found)
        waiting, links = set(found), self._find_links(found)
        for table, column, target in [link for link in links if link[0] == link[2]]:
            self._loosen(table, column, found)
            links.remove((table, column, target))
        while waiting:
            used = {target for table, _column, target in links if table in waiting}
            free = waiting - used
            for table in free:
                self.cr.execute(SQL(
                    "DELETE FROM %s WHERE id = ANY(%s)", SQL.identifier(table), found[table][1],
                ))
            waiting -= free
            if not free:
                # Some point at each other: one of them lets go.
                table, column, target = next(
                    link for link in links if link[0] in waiting and link[2] in waiting
                )
                self._loosen(table, column, found)
                links.remove((table, column, target))
        self.env.invalidate_all()
        self.env["ir.attachment"].browse(files).exists().unlink()

    def _find_files(self, found):
        files = []
        for name, ids in found.values():
            self.cr.execute(SQL(
                "SELECT id FROM ir_attachment WHERE res_model = %s AND res_id = ANY(%s)",
                name, ids,
            ))
            files += [row[0] for row in self.cr.fetchall()]
        return files

    def _find_links(self, found):
        """Foreign keys between these tables, those that can be let go first.

        :return list: (table, column, table that it points at)
        """
        self.cr.execute(SQL(
            """SELECT k.conrelid::regclass::text, a.attname, k.confrelid::regclass::text
                 FROM pg_constraint k
                 JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = k.conkey[1]
                WHERE k.contype = 'f' AND k.conrelid::regclass::text = ANY(%s)
                  AND k.confrelid::regclass::text = ANY(%s)
             ORDER BY a.attnotnull, 1, 2""", list(found), list(found),
        ))
        return self.cr.fetchall()

    def _loosen(self, table, column, found):
        self.cr.execute(SQL(
            "UPDATE %(table)s SET %(column)s = NULL"
            " WHERE id = ANY(%(ids)s) AND %(column)s IS NOT NULL",
            table=SQL.identifier(table), column=SQL.identifier(column), ids=found[table][1],
        ))
