from psycopg2.errors import UniqueViolation
from psycopg2.pool import PoolError

from odoo import models
from odoo.exceptions import UserError
from odoo.tools import SQL

from .local_time import local_today

# Only one look at the latest number is needed; the rest is for a database without a
# connection to spare, where the numbers of others are found by trying.
MAX_NUMBER_ATTEMPTS = 5000


class VanthuRegister(models.Model):
    """How numbers are taken: one after the other, in order of time, none twice (Điều 15)."""

    _inherit = "vanthu.register"

    def _take_number(self, day, document=None, state="issued", reason=False):
        """Take the next number, as the last step of a short transaction.

        Whoever takes a number holds the open volume until the end of the transaction; the
        others queue for it. Their snapshot hides what was taken meanwhile, so they try the
        number that follows it, and when the unique index refuses, ask a new transaction.
        Nobody fails, nothing is skipped, and what is rolled back is taken by the next.

        :param datetime.date day: date of the entry, in the register's year, not in the future
        :param document: ``vanthu.document`` that receives the number, or None
        :param str state: issued or reserved
        :param reason: text, for a reserved number
        :return: the new ``vanthu.register.entry``
        :raise UserError: the date is outside the year, in the future or out of order
        """
        self.ensure_one()
        self.env["vanthu.register.entry"].flush_model()
        volume_id = self._lock_open_volume()
        self._check_entry_day(day)
        number = self._get_last_number()[0]
        if day < local_today(self.env):
            # Only what is committed by now tells whether the date is in order.
            number = self._check_order_of_time(day)
        for _attempt in range(MAX_NUMBER_ATTEMPTS):
            number += 1
            try:
                with self.env.cr.savepoint(flush=False):
                    entry_id = self._insert_entry(
                        number, "", day, volume_id, document, state, reason
                    )
            except UniqueViolation:
                number = max(number, self._get_last_committed()[0])
                continue
            entry = self.env["vanthu.register.entry"].browse(entry_id)
            # What was just written needs no reading while others wait for this number.
            entry._update_cache({
                "register_id": self.id, "number": number, "suffix": "", "state": state,
            }, validate=False)
            return entry
        raise UserError(self.env._("The register is too busy at the moment; try again."))

    def _insert_entry(self, number, suffix, day, volume_id, document, state, reason):
        cr = self.env.cr
        cr.execute(SQL(
            """INSERT INTO vanthu_register_entry
                   (register_id, company_id, volume_id, number, suffix, date, state, document_id,
                    reason, create_uid, write_uid, create_date, write_date)
               VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s,
                       now() AT TIME ZONE 'UTC', now() AT TIME ZONE 'UTC')
               RETURNING id""",
            self.id, self.company_id.id, volume_id, number, suffix, day, state,
            document.id if document else None, reason or None, self.env.uid, self.env.uid,
        ))
        return cr.fetchone()[0]

    def _check_entry_day(self, day):
        if day.year != self.year:
            raise UserError(self.env._(
                "The date %(day)s does not belong to the register of %(year)s; choose the "
                "register of that year.", day=day.strftime("%d/%m/%Y"), year=self.year,
            ))
        if day > local_today(self.env):
            raise UserError(self.env._(
                "The date %(day)s is in the future; enter the day on which the document is "
                "registered.", day=day.strftime("%d/%m/%Y"),
            ))

    def _lock_open_volume(self):
        """Queue for the open volume and hold it until the end of the transaction.

        Nobody closes it, and nobody else takes a number of this register, meanwhile.

        :return int: id of the open volume
        :raise UserError: all volumes are closed
        """
        cr = self.env.cr
        cr.execute(SQL(
            """SELECT id FROM vanthu_register_volume
                WHERE register_id = %s AND state = 'open' FOR NO KEY UPDATE""", self.id,
        ))
        row = cr.fetchone()
        if not row:
            raise UserError(self.env._(
                "The register %(name)s is closed; open a new volume first.",
                name=self.display_name,
            ))
        return row[0]

    def _get_last_number(self, cr=None):
        """The highest number that a transaction sees.

        :param cr: a cursor; our own by default
        :return tuple: number (0 for none), its suffix, its date or None
        """
        cr = cr or self.env.cr
        cr.execute(SQL(
            """SELECT number, suffix, date FROM vanthu_register_entry WHERE register_id = %s
             ORDER BY number DESC, suffix DESC LIMIT 1""", self.id,
        ))
        return cr.fetchone() or (0, "", None)

    def _get_last_committed(self):
        """The highest number that others have committed by now, which our snapshot hides.

        :return tuple: as :meth:`_get_last_number`
        """
        try:
            with self.env.registry.cursor() as latest:
                return self._get_last_number(latest)
        except PoolError:
            return 0, "", None

    def _has_later_day(self, day):
        """Whether a number of this register bears a later date already.

        :param datetime.date day: day of an entry to come
        :return bool:
        """
        self.env["vanthu.register.entry"].flush_model()
        last = max(self._get_last_number(), self._get_last_committed())[2]
        return bool(last and last > day)

    def _check_order_of_time(self, day):
        """Refuse a date that is earlier than that of the last number.

        :param datetime.date day: wanted date
        :return int: the last number of the register, 0 for none
        :raise UserError: the date is too early
        """
        number, suffix, last = max(self._get_last_number(), self._get_last_committed())
        if last and last > day:
            raise UserError(self.env._(
                "Number %(number)s of this register bears the date %(last)s, so %(day)s is too "
                "early; enter %(last)s or later.",
                number=f"{number:02d}{suffix}", last=last.strftime("%d/%m/%Y"),
                day=day.strftime("%d/%m/%Y"),
            ))
        return number
