"""What is not practice, as a whole: every row of the database, before and after somebody worked."""

from odoo.tools import SQL

# What each account writes about itself, whatever it works at.
_BESIDES = ("res_users_log", "res_device_log", "bus_bus", "ir_logging", "ir_profile")
# Who is told of something: none of them is a real person. Columns: table, person, where from.
_TOLD = (
    ("mail_notification", "res_partner_id", "res_partner"),
    ("mail_followers", "partner_id", "res_partner"),
    ("mail_activity", "user_id", "res_users"),
    ("discuss_channel_member", "partner_id", "res_partner"),
)


class RealData:
    """Rows of everybody but one practice organisation.

    :param env: environment
    :param school: ``res.company``, the practice organisation
    """

    def __init__(self, env, school):
        self.env, self.school = env, school
        env.flush_all()
        self.tables = self._find_tables()
        self.last = {table: self._ask(
            "SELECT COALESCE(max(id), 0) FROM %s", SQL.identifier(table)
        ) for table in self.tables}
        self.before = self._read()

    def _find_tables(self):
        """Tables of records → whether they say whose organisation a row is."""
        return {
            model._table: "company_id" in model._fields and model._fields["company_id"].store
            and model._fields["company_id"].type == "many2one"
            for model in self.env.values()
            if model._auto and not model._abstract and not model._transient
            and model._table not in _BESIDES
        }

    def _ask(self, query, *args):
        self.env.cr.execute(SQL(query, *args))
        return self.env.cr.fetchone()[0]

    def _read(self):
        """Table → digest of the rows that were there, and number of new ones outside practice."""
        found = {}
        for table, has_company in self.tables.items():
            name, last = SQL.identifier(table), self.last[table]
            real = SQL("company_id IS DISTINCT FROM %s", self.school.id) if has_company else SQL(
                "TRUE"
            )
            old = SQL("id <= %s AND %s", last, real)
            if not has_company:
                # Lines of practice records were there, too; only nothing may go or come of them.
                old = SQL("%s AND NOT %s", old, self._is_line(table))
            found[table] = self._ask(
                "SELECT md5(string_agg(r::text, '|' ORDER BY id)) FROM %s r WHERE %s", name, old,
            )
            if has_company and table.startswith(("vanthu_", "res_", "event_", "survey_")):
                found[f"new in {table}"] = self._ask(
                    "SELECT count(*) FROM %s WHERE id > %s AND %s", name, last, real,
                )
        return found | self._read_told()

    def _is_line(self, table):
        """Whether a row belongs to a record that says it is of the practice organisation."""
        self.env.cr.execute(SQL(
            """SELECT a.attname, k.confrelid::regclass::text
                 FROM pg_constraint k
                 JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = k.conkey[1]
                WHERE k.contype = 'f' AND k.conrelid = %s::regclass""", table,
        ))
        owners = [
            SQL("%s IN (SELECT id FROM %s WHERE company_id = %s)", SQL.identifier(column),
                SQL.identifier(target), self.school.id)
            for column, target in self.env.cr.fetchall() if self.tables.get(target)
        ]
        return SQL("COALESCE(%s, FALSE)", SQL(" OR ").join(owners)) if owners else SQL("FALSE")

    def _read_told(self):
        """Mails that would leave, and real people who are told of something."""
        own = SQL("SELECT id FROM res_partner WHERE company_id = %s", self.school.id)
        users = SQL("SELECT id FROM res_users WHERE company_id = %s", self.school.id)
        return {
            "mails": self._ask(
                "SELECT count(*) FROM mail_mail WHERE id > %s AND state <> 'cancel'",
                self.last["mail_mail"],
            ),
            **{f"told by {table}": self._ask(
                "SELECT count(*) FROM %s WHERE id > %s AND %s NOT IN (%s)",
                SQL.identifier(table), self.last[table], SQL.identifier(column),
                own if target == "res_partner" else users,
            ) for table, column, target in _TOLD},
        }

    def get_changes(self):
        """What is otherwise than before.

        :return list: tables and what else has changed
        """
        self.env.flush_all()
        now = self._read()
        return sorted(name for name, value in self.before.items() if now[name] != value)
