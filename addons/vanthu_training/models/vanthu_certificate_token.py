import hashlib
import secrets

from odoo import SUPERUSER_ID, api, fields, models
from odoo.tools.misc import consteq

TOKEN_BYTES = 24
# Look-ups from one address and from all together before the page asks to wait; each may be
# changed under the key vanthu_training.check_<name> of the system parameters. A school that
# looks up the papers of a whole class from one line stays below.
LIMITS = {
    "address_hour": 200, "address_day": 1000, "total_hour": 5000, "total_day": 30000,
}


class VanthuCertificate(models.Model):
    """The link of the public page: random, found by its hash, never by counting."""

    _inherit = "vanthu.certificate"

    token_hash = fields.Char(
        readonly=True, copy=False, size=64, groups="vanthu_training.group_training_manager"
    )

    _token_hash_uniq = models.UniqueIndex("(token_hash) WHERE token_hash IS NOT NULL")

    @api.model
    def _find_by_token(self, token):
        """The certificate of a link.

        What the index compares is a hash, so the time that it takes tells nothing of tokens.

        :param str token: as it stands in the link
        :return: ``vanthu.certificate`` in superuser mode, perhaps empty
        """
        certificates = self.browse().with_user(SUPERUSER_ID)
        if not token or len(token) > 100 or not token.isascii():
            return certificates
        found = certificates.search([("token_hash", "=", hash_token(token))], limit=1)
        return found if found and consteq(found.token, token) else certificates

    def _get_check_url(self):
        """The address of the public page of this certificate.

        :return str: URL
        """
        self.ensure_one()
        return f"{self.get_base_url()}/vanthu/certificate/{self.sudo().token}"

    def action_open_check(self) -> dict:
        """Open the public page of a certificate that the person may read.

        :return dict: action
        """
        self.check_access("read")
        return {
            "type": "ir.actions.act_url", "url": self._get_check_url(), "target": "new",
        }


class VanthuCertificateAttempt(models.Model):
    """One row for each look-up on the public page, so that guessing ends.

    Counted in the database, since several workers serve the page; addresses are kept as keyed
    hashes and for two days.
    """

    _name = "vanthu.certificate.attempt"
    _inherit = ["vanthu.join.attempt"]
    _description = "Look-up of a certificate"
    _limits = LIMITS
    _limit_key = "vanthu_training.check"


def new_token():
    """A token with its hash.

    :return dict: ``token`` and ``token_hash``
    """
    token = secrets.token_urlsafe(TOKEN_BYTES)
    return {"token": token, "token_hash": hash_token(token)}


def hash_token(token):
    """What the table is searched for.

    :param str token: of a link
    :return str: 64 hexadecimal digits
    """
    return hashlib.sha256(token.encode()).hexdigest()
