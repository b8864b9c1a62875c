import hashlib
import re
import secrets
from datetime import timedelta

from odoo import SUPERUSER_ID, api, fields, models
from odoo.exceptions import UserError
from odoo.tools import email_normalize

from ..tools.letter_file import LetterError, check_letter
from ..tools.normalize import collapse
from ..tools.secrecy import find_secret_mark
from ..tools.text_extract import extract_text
from .row_hold import hold_rows
from .vanthu_document_secrecy import QUICK_LIMITS
from .vanthu_join_request import ROLES, TYPED

TOKEN_HOURS = 48
# Refused requests hold data of persons and are kept no longer than a decision can be asked about.
KEEP_REFUSED_DAYS = 365
_EMAILS = ("organ_email", "person_email", "leader_email")
_EMAIL = re.compile(r"[\w.+'-]+@[\w-]+(?:\.[\w-]+)+", re.ASCII)
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")


class VanthuJoinRequest(models.Model):
    """What the public page sends, from strangers: checked here, whatever the page checked."""

    _inherit = "vanthu.join.request"

    # ---- RECEIVING ----

    @api.model
    def _receive(self, typed, file_name, data, lang):
        """Keep a request and send the link that confirms the e-mail.

        The answer is the same whether anything is known of the organisation or the person.

        :param dict typed: strings of the form, by field name
        :param str file_name: name of the letter, or ""
        :param bytes data: content of the letter, or b""
        :param str lang: language of the page
        :return: the request in superuser mode, or an empty recordset where nothing was kept
            because this e-mail has asked often enough today
        :raise UserError: something is missing or wrong; one sentence says what
        """
        requests = self.browse().with_user(SUPERUSER_ID).with_context(
            lang=lang, tracking_disable=True
        )
        values = requests._read_typed(typed)
        letter = requests._read_letter(file_name, data, values["kind"])
        host = requests._get_host()
        requests._refuse_secret_text([values.get(name) for name in TYPED], host)
        if requests._is_queue_full():
            raise UserError(self.env._(
                "Too many requests are waiting at the moment; please try again tomorrow."
            ))
        if requests._asked_often(values["person_email"]):
            return requests
        request = requests.create({
            **values, "company_id": host.id, "lang": lang,
            **requests._propose_decision(values, host),
        })
        if letter:
            name, mimetype = letter
            request.letter_id = self.env["ir.attachment"].with_user(SUPERUSER_ID).create({
                "name": name, "raw": data, "mimetype": mimetype,
                "res_model": request._name, "res_id": request.id,
            })
        if requests._needs_confirmation():
            request._send_confirmation()
        else:
            request._enter_queue()
        return request

    @api.model
    def _read_typed(self, typed):
        values = {
            name: collapse(_CONTROL.sub(" ", str(typed.get(name) or ""))) for name in TYPED
        }
        values["kind"] = "person" if typed.get("kind") == "person" else "organisation"
        roles = dict(ROLES)
        values["role"] = typed.get("role") if typed.get("role") in roles else "clerk"
        for name, value in values.items():
            field = self._fields[name]
            label = field._description_string(self.env)
            if "<" in value or ">" in value:
                raise UserError(self.env._("%s: leave out the signs < and >.", label))
            if len(value) > (getattr(field, "size", None) or 20):
                raise UserError(self.env._(
                    "%(label)s: at most %(count)s characters.", label=label, count=field.size
                ))
        for name in ("organ_name", "person_name", "person_function", "person_email"):
            if not values[name]:
                raise UserError(self.env._(
                    "%s: please fill this in.", self._fields[name]._description_string(self.env)
                ))
        for name in _EMAILS:
            if values[name]:
                values[name] = self._read_email(name, values[name])
        if values["leader_email"] and values["leader_email"] == values["person_email"]:
            raise UserError(self.env._(
                "The leader needs an e-mail of his or her own; leave it empty if there is none."
            ))
        if values["kind"] == "person" or values["role"] == "leader":
            values.update(leader_name="", leader_function="", leader_email="")
        return values

    def _read_email(self, name, value):
        email = email_normalize(value) if _EMAIL.fullmatch(value) else ""
        if not email:
            raise UserError(self.env._(
                "%s: this is no e-mail address; it looks like ten@truong.edu.vn.",
                self._fields[name]._description_string(self.env),
            ))
        return email

    def _read_letter(self, file_name, data, kind):
        """Name and MIME type of the letter, or None where none is needed and none was sent."""
        if not data and not file_name:
            if kind == "person":
                return None
            raise UserError(self.env._(
                "Attach the letter of request with signature and seal, as PDF or picture."
            ))
        sentences = {
            "empty": self.env._("The file of the letter is empty; choose it again."),
            "too_large": self.env._(
                "The file of the letter is larger than 5 MB; scan it at 150–200 dpi."
            ),
            "kind": self.env._("The letter must be a PDF, JPG or PNG file."),
            "damaged": self.env._("The file of the letter is damaged; scan it once more."),
        }
        try:
            name, mimetype = check_letter(file_name, data)
        except LetterError as error:
            raise UserError(sentences[error.code]) from error
        text = extract_text(data, name, mimetype, QUICK_LIMITS)
        if text.state in ("damaged", "encrypted"):
            raise UserError(sentences["damaged"])
        mark = find_secret_mark(text.text, file_name)
        if mark:
            sha256 = hashlib.sha256(data).hexdigest()
            self._get_host()._log_secret_refused("file", sha256, mark)
            raise UserError(self._get_secret_sentence())
        return name, mimetype

    @api.model
    def _is_queue_full(self):
        limit = self.env["vanthu.join.attempt"]._get_limit("open_requests")
        return self.search_count(
            [("state", "in", ("unconfirmed", "waiting"))], limit=limit
        ) >= limit

    @api.model
    def _asked_often(self, email):
        """Whether this address got enough letters from us today: it may be somebody else's."""
        limit = self.env["vanthu.join.attempt"]._get_limit("email_day")
        since = fields.Datetime.now() - timedelta(days=1)
        return self.search_count(
            [("person_email", "=", email), ("create_date", ">", since)], limit=limit
        ) >= limit

    # ---- CONFIRMING THE E-MAIL ----

    @api.model
    def _hash_token(self, token):
        return hashlib.sha256((token or "").encode()).hexdigest()

    def _send_confirmation(self):
        self.ensure_one()
        token = secrets.token_urlsafe(32)
        self._write_step({
            "token_hash": self._hash_token(token),
            "token_until": fields.Datetime.now() + timedelta(hours=TOKEN_HOURS),
        })
        self._send_mail(
            "join_mail_confirm", self.env._("Confirm your request for an account"),
            self.person_email, url=f"{self.get_base_url()}/vanthu/join/confirm/{token}",
            hours=TOKEN_HOURS,
        )

    @api.model
    def _find_by_token(self, token):
        """The request that a link of a mail confirms.

        :param str token: as it stands in the link
        :return: ``vanthu.join.request`` in superuser mode, empty for a link that is wrong,
            used or too old
        """
        requests = self.browse().with_user(SUPERUSER_ID)
        if not token or len(token) > 100:
            return requests
        return requests.search([
            ("token_hash", "=", self._hash_token(token)), ("state", "=", "unconfirmed"),
            ("token_until", ">", fields.Datetime.now()),
        ], limit=1)

    @api.model
    def _confirm(self, token):
        """Put the request of a link into the queue; the link does not work again.

        :param str token: as it stands in the link
        :return bool: whether there was one
        """
        request = self._find_by_token(token)
        if not request:
            return False
        hold_rows(request)
        request._enter_queue()
        return True

    def _enter_queue(self):
        self.sudo()._write_step({
            "state": "waiting", "token_hash": False, "token_until": False,
            "confirmed_at": fields.Datetime.now(),
        })
        for request in self:
            self.env["vanthu.event"]._log_company(request.company_id, "join_requested", {
                "person": request.person_name, "organisation": request.organ_name,
            })
            request._tell_administrators()

    def action_confirm_by_hand(self) -> bool:
        """Take a request whose e-mail could not be confirmed, after a call for example.

        :return bool: True
        :raise AccessError: the caller is no administrator of the records office
        :raise UserError: a request does not wait for its e-mail
        """
        self._require_decider("unconfirmed")
        self._enter_queue()
        return True

    # ---- CLEANING ----

    @api.autovacuum
    def _gc_requests(self):
        now = fields.Datetime.now()
        old = self.search([
            "|", "&", ("state", "=", "unconfirmed"),
            ("create_date", "<", now - timedelta(hours=2 * TOKEN_HOURS)),
            "&", ("state", "=", "refused"),
            ("decided_at", "<", now - timedelta(days=KEEP_REFUSED_DAYS)),
        ], limit=1000)
        old.unlink()
