from psycopg2.errors import UniqueViolation
from psycopg2.pool import PoolError

from odoo import api, fields, models
from odoo.exceptions import ConcurrencyError, UserError, ValidationError
from odoo.tools import SQL

from odoo.addons.vanthu_document.models.local_time import local_today

from .certificate_guard import install_certificate_guard

# First key of the advisory lock under which numbers are taken; the second is the organisation.
BOOK_LOCK = 1986356341
DEFAULT_PATTERN = "{number}/{year}/GCN"


class VanthuCertificate(models.Model):
    """How numbers of the book of certificates (Sổ cấp giấy chứng nhận) are taken.

    Per organisation and year from 1, in order of time, none twice, none left out.
    """

    _inherit = "vanthu.certificate"

    code = fields.Char(
        string="Number in the book", readonly=True, index="btree_not_null",
        help="As it stands on the paper.",
    )

    _number_positive = models.Constraint("CHECK (number > 0)", "Numbers begin with 1.")

    def init(self):
        install_certificate_guard(self.env.cr)

    @api.model
    def _enter(self, company, day, vals_list):
        """Enter certificates into the book, one number after the other.

        The last step of a short transaction: whoever takes numbers of an organisation holds its
        book until the end; the others queue. Their snapshot hides what was taken meanwhile, so
        the last number is asked of a new transaction.

        :param company: ``res.company`` that issues
        :param datetime.date day: of issue
        :param list vals_list: values without number
        :return: the new ``vanthu.certificate``, in the order given
        :raise UserError: the day is in the future or before that of the last number
        """
        if day > local_today(self.env):
            raise UserError(self.env._(
                "The date %(day)s is in the future; issue the certificates on their day.",
                day=day.strftime("%d/%m/%Y"),
            ))
        self.flush_model()
        self.env.cr.execute(SQL("SELECT pg_advisory_xact_lock(%s, %s)", BOOK_LOCK, company.id))
        number, last_day = self._get_last(company, day.year)
        if last_day and last_day > day:
            raise UserError(self.env._(
                "Number %(number)s of the book bears the date %(last)s, so %(day)s is too early; "
                "enter %(last)s or later.", number=number, last=last_day.strftime("%d/%m/%Y"),
                day=day.strftime("%d/%m/%Y"),
            ))
        pattern = company.sudo().certificate_pattern or DEFAULT_PATTERN
        numbered = [
            {
                **vals, "company_id": company.id, "year": day.year, "number": place,
                "issued_date": day, "code": fill_pattern(pattern, place, day.year),
            }
            for place, vals in enumerate(vals_list, number + 1)
        ]
        try:
            with self.env.cr.savepoint():
                return self.sudo().create(numbered)
        except UniqueViolation as error:
            if error.diag.constraint_name != "vanthu_certificate_number_uniq":
                raise
            # No connection was to spare for the look: begin anew with a fresh snapshot.
            raise ConcurrencyError(str(error)) from error

    @api.model
    def _get_last(self, company, year):
        """The last number of a book, what others have committed by now included.

        :return tuple: number (0 for none) and its day or None
        """
        query = SQL(
            """SELECT number, issued_date FROM vanthu_certificate
                WHERE company_id = %s AND year = %s ORDER BY number DESC LIMIT 1""",
            company.id, year,
        )
        self.env.cr.execute(query)
        last = self.env.cr.fetchone() or (0, None)
        if self.env.context.get("install_mode"):
            return last  # the table is not there yet for others
        try:
            with self.env.registry.cursor() as latest:
                latest.execute(query)
                return max(last, latest.fetchone() or (0, None), key=lambda row: row[0])
        except PoolError:
            return last

    def write(self, vals):
        if not self.env.su:
            raise UserError(self.env._(
                "A certificate stays as it was issued; replace it by a new one."
            ))
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_never(self):
        raise UserError(self.env._(
            "A certificate that was issued is never deleted; revoke it with the reason."
        ))


class VanthuTopic(models.Model):
    """A topic that certificates name stays."""

    _inherit = "vanthu.topic"

    @api.ondelete(at_uninstall=False)
    def _unlink_unless_certified(self):
        used = self.env["vanthu.certificate"].sudo().search(
            [("topic_ids", "in", self.ids)], limit=1
        )
        if used:
            raise UserError(self.env._(
                "Certificates name this topic; archive it instead of deleting it."
            ))


class ResCompany(models.Model):
    """How the numbers of an organisation's certificates are written."""

    _inherit = "res.company"

    certificate_pattern = fields.Char(
        string="Form of certificate numbers", default=DEFAULT_PATTERN,
        help="{number} and {year} are filled in; the number has two digits at least.",
    )

    @api.constrains("certificate_pattern")
    def _check_certificate_pattern(self):
        if any("{number}" not in (company.certificate_pattern or "{number}") for company in self):
            raise ValidationError(self.env._(
                "Write the form of certificate numbers with {number} in it, for example "
                "{number}/{year}/GCN."
            ))


class ResConfigSettings(models.TransientModel):
    """The form of certificate numbers, among the settings."""

    _inherit = "res.config.settings"

    certificate_pattern = fields.Char(related="company_id.certificate_pattern", readonly=False)


def fill_pattern(pattern, number, year):
    """A number as it stands on the paper.

    :param str pattern: with ``{number}`` and perhaps ``{year}``
    :return str: such as 01/2026/GCN
    """
    return pattern.replace("{number}", f"{number:02d}").replace("{year}", str(year))
