import string

from psycopg2.errors import UniqueViolation
from psycopg2.pool import PoolError

from odoo import fields, models
from odoo.exceptions import UserError
from odoo.tools import SQL

from .local_time import local_today


class VanthuRegister(models.Model):
    """Numbers taken before their document is there, and numbers put in between."""

    _inherit = "vanthu.register"

    def action_reserve(self, reason: str, day: str | None = None) -> int:
        """Take the next number for a document that follows ("lấy số trước").

        :param str reason: for what, at least a few words
        :param str day: date of the number as YYYY-MM-DD; today by default
        :return int: id of the reserved ``vanthu.register.entry``
        :raise UserError: no reason, or the date is out of order
        """
        self.ensure_one()
        self._check_may_number(reason)
        day = fields.Date.to_date(day) or local_today(self.env)
        entry = self._take_number(day, state="reserved", reason=reason.strip())
        self._log_number(entry, "number_reserved", reason)
        return entry.id

    def action_insert(self, after_id: int, reason: str, day: str) -> int:
        """Put a number in between, such as "12a" after 12; it waits for its document.

        :param int after_id: id of the ``vanthu.register.entry`` that it follows
        :param str reason: why, at least a few words
        :param str day: its date as YYYY-MM-DD, between the dates of its neighbours
        :return int: id of the new ``vanthu.register.entry``
        :raise UserError: no reason, nothing follows the number, its volume is closed, or the
            date is out of order
        """
        self.ensure_one()
        self._check_may_number(reason)
        after = self.env["vanthu.register.entry"].browse(after_id).exists()
        after.check_access("read")
        if not after or after.register_id != self:
            raise UserError(self.env._("Choose a number of the register %s.", self.display_name))
        entry = self._insert_number(after, fields.Date.to_date(day), reason.strip())
        self._log_number(entry, "number_inserted", reason)
        return entry.id

    def _check_may_number(self, reason):
        self.env["vanthu.document"]._require_group("group_clerk")
        self.check_access("read")
        if not (reason or "").strip():
            raise UserError(self.env._("Say why the number is needed."))

    def _log_number(self, entry, kind, reason):
        self.env["vanthu.event"]._log(entry, kind, {
            "register": self.display_name, "number": entry.label, "reason": reason.strip(),
        })

    def _insert_number(self, after, day, reason):
        """Add a row between ``after`` and the number that follows it.

        :param after: ``vanthu.register.entry``
        :param datetime.date day: date of the new row
        :param str reason: why
        :return: the new ``vanthu.register.entry``, reserved
        """
        volume_id = self._lock_open_volume()
        if after.volume_id.id != volume_id:
            raise UserError(self.env._(
                "Number %s stands in a closed volume; write a correction at it instead.",
                after.label,
            ))
        self._check_between(after, day)
        self.env["vanthu.register.entry"].flush_model()
        for letter in string.ascii_lowercase:
            try:
                with self.env.cr.savepoint(flush=False):
                    return self.env["vanthu.register.entry"].browse(self._insert_entry(
                        after.number, letter, day, volume_id, None, "reserved", reason
                    ))
            except UniqueViolation:  # noqa: PERF203 - the next letter
                continue
        raise UserError(self.env._(
            "No letter is left after number %s; choose another place.", f"{after.number:02d}"
        ))

    def _check_between(self, after, day):
        """Refuse a date that is not between those of the neighbours (Điều 15.1)."""
        self._check_entry_day(day)
        query = SQL(
            """SELECT MAX(date) FILTER (WHERE number <= %(number)s),
                      MIN(date) FILTER (WHERE number > %(number)s)
                 FROM vanthu_register_entry WHERE register_id = %(register)s""",
            number=after.number, register=self.id,
        )
        self.env.cr.execute(query)
        found = [self.env.cr.fetchone()]
        try:
            with self.env.registry.cursor() as latest:
                latest.execute(query)
                found.append(latest.fetchone())
        except PoolError as error:
            raise UserError(
                self.env._("The register is too busy at the moment; try again.")
            ) from error
        first = max((low for low, _high in found if low), default=None)
        last = min((high for _low, high in found if high), default=None)
        if not last:
            raise UserError(self.env._(
                "No number follows %s yet; take the next number instead.", after.label
            ))
        if (first and day < first) or day > last:
            raise UserError(self.env._(
                "The date must lie between %(first)s and %(last)s, the dates of the numbers "
                "before and after it.",
                first=first.strftime("%d/%m/%Y"), last=last.strftime("%d/%m/%Y"),
            ))


class VanthuDocument(models.Model):
    """Registration under a number that was taken before."""

    _inherit = "vanthu.document"

    def action_register_under(self, entry_id: int):
        """Register one document under a reserved number; the number's date is its arrival.

        :param int entry_id: id of a reserved ``vanthu.register.entry``
        :raise UserError: the number is not free, belongs to another register, or something
            that the register must say is missing
        """
        self.ensure_one()
        self._require_group("group_clerk")
        self.check_access("write")
        self._require_move("registered", "arrived")
        self._check_register_fields()
        entry = self._get_reserved_entry(entry_id)
        self._prepare_registration(entry.date, entry.register_id)
        entry.sudo().write({"state": "issued", "document_id": self.id})
        entry.flush_recordset()
        self._finish_registration(entry)
        return True

    def _get_reserved_entry(self, entry_id):
        """A reserved number of the register to which this document belongs.

        :param int entry_id: id of a ``vanthu.register.entry``
        :return: the entry
        :raise UserError: the number is not free, or of another register
        """
        entry = self.env["vanthu.register.entry"].browse(entry_id).exists()
        entry.check_access("read")
        if entry.state != "reserved":
            raise UserError(self.env._(
                "Number %s is not reserved any more; choose another one.", entry.label or ""
            ))
        register = self.env["vanthu.register"].sudo()._get_for(
            self.company_id, entry.date.year, self.direction, self.type_id
        )
        if register != entry.register_id:
            raise UserError(self.env._(
                "Documents of this kind are numbered in %(right)s, not in %(wrong)s; choose a "
                "number of that register.",
                right=register.display_name, wrong=entry.register_id.display_name,
            ))
        return entry
