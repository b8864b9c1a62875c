import hashlib
import hmac
import secrets
from datetime import timedelta

from odoo import SUPERUSER_ID, Command, api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain

from odoo.addons.vanthu_document.models.row_hold import hold_rows
from odoo.addons.vanthu_document.tools.normalize import collapse

from .vanthu_file_public import MAX_FILES

TOKEN_HOURS = 48
# The own page and the e-mail address are kept no longer than a decision can be asked about.
KEEP_DAYS = 365
READER = ("topic", "reader_name", "reader_number", "reader_organ")
TYPED = (*READER, "email")


def clean(text):
    """One line of printable signs, whatever a stranger sent.

    :param text: str or anything else, which counts as empty
    :return str:
    """
    text = collapse(text) if isinstance(text, str) else ""
    return "".join(sign for sign in text if sign.isprintable())


class VanthuOutsideRequest(models.Model):
    """A stranger asks on the public page to read, copy or borrow archived files.

    Written by the page alone and read by nobody: once the e-mail is confirmed it becomes a
    ``vanthu.loan`` that the archivist decides (Luật Lưu trữ 33/2024/QH15, use of archives).
    Links are kept as hashes; the one of the person's own page is made anew for each letter.
    """

    _name = "vanthu.outside.request"
    _description = "Request for archived files from outside"
    _inherit = ["vanthu.secrecy.mixin"]
    _order = "id desc"
    _rec_name = "reader_name"
    _secrecy_fields = READER

    company_id = fields.Many2one(
        "res.company", string="Organisation", required=True, index=True, ondelete="cascade"
    )
    file_ids = fields.Many2many(
        "vanthu.file", "vanthu_outside_request_file_rel", "request_id", "file_id", string="Files"
    )
    kind = fields.Selection(
        [("read", "Read"), ("copy", "Copy"), ("borrow", "Borrow out of the office")],
        required=True,
    )
    purpose = fields.Selection(
        [("01", "Personal"), ("02", "Official"), ("03", "Special official")], required=True
    )
    topic = fields.Char(string="What it is for", required=True, size=500)
    reader_name = fields.Char(string="Name of the reader", required=True, size=200)
    reader_number = fields.Char(string="Identity number", required=True, size=30)
    reader_organ = fields.Char(string="Address or organisation", required=True, size=200)
    email = fields.Char(string="E-mail", required=True, size=200, index=True)
    token_hash = fields.Char(size=64, index="btree_not_null")
    token_until = fields.Datetime()
    page_salt = fields.Char(size=64)
    page_hash = fields.Char(size=64, index="btree_not_null")
    loan_id = fields.Many2one(
        "vanthu.loan", string="Request", index="btree_not_null", ondelete="restrict"
    )

    # ---- RECEIVING ----

    @api.model
    def _receive(self, typed, codes):
        """Keep a request and send the link that confirms the e-mail.

        :param dict typed: strings of the form, by field name
        :param list codes: codes of the labels of the chosen files
        :return: the request in superuser mode, empty where this e-mail has asked often today
        :raise UserError: something is missing or wrong; one sentence says what
        """
        requests = self.with_user(SUPERUSER_ID)
        files = requests._read_files(codes)
        values = requests._read_typed(typed)
        if requests._is_full(Domain("loan_id", "=", False), "open_requests"):
            raise UserError(self.env._(
                "Too many requests are waiting at the moment; please try again tomorrow."
            ))
        today = Domain("create_date", ">", fields.Datetime.now() - timedelta(days=1))
        if requests._is_full(today & Domain("email", "=", values["email"]), "email_day"):
            return requests.browse()
        token = secrets.token_urlsafe(32)
        request = requests.create({
            **values, "company_id": files.company_id.id, "file_ids": [Command.set(files.ids)],
            "token_hash": self._hash_token(token),
            "token_until": fields.Datetime.now() + timedelta(hours=TOKEN_HOURS),
        })
        request._send_mail(
            "outside_mail_confirm",
            lambda env: env._("Confirm your request for archived files"),
            url=f"{request.get_base_url()}/vanthu/archive/confirm/{token}", hours=TOKEN_HOURS,
        )
        return request

    @api.model
    def _read_files(self, codes):
        files = self.env["vanthu.file"]._find_public(codes)
        if not files or len(files) != len(set(codes)):
            raise UserError(self.env._(
                "Choose files of the catalogue; one of those you named is not in it."
            ))
        if len(files) > MAX_FILES:
            raise UserError(self.env._("Choose at most %s files.", MAX_FILES))
        if len(files.company_id) > 1:
            raise UserError(self.env._(
                "The files belong to several organisations; ask each of them by itself."
            ))
        return files

    @api.model
    def _read_typed(self, typed):
        values = {name: clean(typed.get(name)) for name in TYPED}
        for name, value in values.items():
            field = self._fields[name]
            label = field._description_string(self.env)
            if not value:
                raise UserError(self.env._("%s: please fill this in.", label))
            if "<" in value or ">" in value:
                raise UserError(self.env._("%s: leave out the signs < and >.", label))
            if len(value) > field.size:
                raise UserError(self.env._(
                    "%(label)s: at most %(count)s characters.", label=label, count=field.size
                ))
        values["email"] = self.env["vanthu.join.request"]._read_email(
            "person_email", values["email"]
        )
        for name in ("kind", "purpose"):
            values[name] = typed.get(name)
            if values[name] not in dict(self._fields[name].selection):
                raise UserError(self.env._(
                    "Choose what you want to do with the files and for which purpose."
                ))
        return values

    @api.model
    def _is_full(self, domain, name):
        limit = self.env["vanthu.outside.attempt"]._get_limit(name)
        return self.search_count(domain, limit=limit) >= limit

    # ---- LINKS ----

    @api.model
    def _hash_token(self, token):
        return hashlib.sha256(token.encode()).hexdigest()

    @api.model
    def _find_by_token(self, token):
        """The request that a link of a letter confirms.

        :param str token: as it stands in the link
        :return: in superuser mode; empty for a link that is wrong, used or too old
        """
        return self.with_user(SUPERUSER_ID).search([
            ("token_hash", "=", self._hash_token(token)), ("loan_id", "=", False),
            ("token_until", ">", fields.Datetime.now()),
            ("company_id.vanthu_archive_open", "=", True),
        ], limit=1)

    @api.model
    def _find_by_page(self, token):
        """The confirmed request of a person's own link.

        :param str token: as it stands in the link
        :return: in superuser mode; empty for a link that is wrong
        """
        return self.with_user(SUPERUSER_ID).search([
            ("page_hash", "=", self._hash_token(token)), ("loan_id", "!=", False),
        ], limit=1)

    def _get_page_token(self):
        """The secret of the person's own link; it stands nowhere in the database.

        :return str: 64 hexadecimal digits
        """
        secret = self.env["ir.config_parameter"].sudo().get_param("database.secret")
        return hmac.new(
            secret.encode(), f"vanthu-outside:{self.page_salt}".encode(), hashlib.sha256
        ).hexdigest()

    def _get_page_url(self):
        return f"{self.get_base_url()}/vanthu/archive/mine/{self._get_page_token()}"

    @api.model
    def _confirm(self, token):
        """Give the request of a link to the archivist; the link does not work again.

        :param str token: as it stands in the link
        :return: the request in superuser mode; empty where the link is no good, or the files
            have left the catalogue
        """
        request = self._find_by_token(token)
        if not request:
            return request
        hold_rows(request)
        # What has left the catalogue since is not asked for.
        files = request.file_ids.filtered_domain(self.env["vanthu.file"]._get_public_domain())
        if not files:
            return request.browse()
        request.page_salt = secrets.token_hex(32)
        request.write({
            "token_hash": False, "token_until": False,
            "page_hash": self._hash_token(request._get_page_token()),
            "loan_id": request._create_loan(files).id,
        })
        request._send_mail(
            "outside_mail_received",
            lambda env: env._("We have your request for archived files"),
            url=request._get_page_url(),
        )
        return request

    def _create_loan(self, files):
        company = self.company_id
        loans = company._in_own_language(self.env["vanthu.loan"]).with_company(company)
        return loans.create({
            **{name: self[name] for name in (*READER, "kind", "purpose")},
            "company_id": company.id, "reader_id": False, "source": "outside",
            "line_ids": [Command.create({"file_id": file.id}) for file in files],
        })

    def _withdraw(self):
        """Give the request up while nobody has decided.

        :raise UserError: it is decided
        """
        loan = self.loan_id
        loan._hold_row()
        if loan.state != "asked":
            raise UserError(self.env._(
                "The request is decided already; speak with the archive."
            ))
        loan.action_cancel()

    # ---- LETTERS ----

    def _send_mail(self, view, subject, **values):
        """Queue one letter in the organisation's language; Odoo's own job sends it.

        It is bound to no record, so that nobody who may read a record reads the link in it.

        :param str view: name of a QWeb view of this add-on
        :param subject: function of an environment → str
        :param values: for the view, with ``outside`` and ``company``
        """
        self.ensure_one()
        outside = self.company_id._in_own_language(self.with_user(SUPERUSER_ID))
        env = outside.env
        body = env["ir.qweb"]._render(
            f"vanthu_archive.{view}",
            {"outside": outside, "company": outside.company_id, **values},
        )
        env["mail.mail"].create({
            "subject": subject(env), "body_html": body, "email_to": outside.email,
            "auto_delete": True,
            "email_from": outside.company_id.email_formatted or env.user.email_formatted,
        })
        env.ref("mail.ir_cron_mail_scheduler_action")._trigger()

    # ---- CLEANING ----

    @api.autovacuum
    def _gc_requests(self):
        now = fields.Datetime.now()
        self.search(
            Domain("loan_id", "=", False)
            & Domain("create_date", "<", now - timedelta(hours=2 * TOKEN_HOURS))
            | Domain("loan_id.state", "in", ("returned", "refused", "cancelled"))
            & Domain("loan_id.write_date", "<", now - timedelta(days=KEEP_DAYS)),
            limit=1000,
        ).unlink()
