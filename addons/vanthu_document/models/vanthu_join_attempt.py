import hashlib
import hmac
from datetime import timedelta
from ipaddress import IPv6Address, ip_address

from odoo import api, fields, models
from odoo.fields import Domain

KEEP_DAYS = 2
# How many requests are taken before the page asks to wait; each may be changed under the key
# vanthu_document.join_<name> of the system parameters.
LIMITS = {
    "address_hour": 20,  # a class that registers from one room has one address
    "address_day": 60,
    "total_hour": 200,
    "total_day": 600,
    "open_requests": 500,
    "email_day": 3,
}


class VanthuJoinAttempt(models.Model):
    """One row for each request that somebody sent on the public page, so that floods end.

    Counted in the database, since several workers serve the page. Addresses are kept as keyed
    hashes and for two days only.
    """

    _name = "vanthu.join.attempt"
    _description = "Attempt to ask for an account"
    _log_access = False
    # For the models that extend this one: their limits, and the key of the system parameters.
    _limits = LIMITS
    _limit_key = "vanthu_document.join"

    date = fields.Datetime(required=True, readonly=True, index=True)
    address = fields.Char(required=True, readonly=True, size=64)

    _address_idx = models.Index("(address, date)")

    @api.model
    def _allow(self, address):
        """Count an attempt and tell whether it may go on.

        Written in an own transaction, so that it counts whatever becomes of the request; once
        a limit is reached nothing more is written, so that a flood does not fill the table.

        :param str address: IP address of the visitor
        :return bool: False when the address or all together have sent too much
        """
        key = self._get_key(address)
        with self.env.registry.cursor() as cr:
            attempts = self.with_env(self.env(cr=cr, su=True))
            if attempts._is_over(key, 0):
                return False
            attempts.create({"date": fields.Datetime.now(), "address": key})
        # Counted once more with what others have written in the meantime.
        with self.env.registry.cursor() as cr:
            return not self.with_env(self.env(cr=cr, su=True))._is_over(key, 1)

    @api.model
    def _is_over(self, key, own):
        now = fields.Datetime.now()
        of_address = Domain("address", "=", key)
        for name, domain, span in (
            ("address_hour", of_address, timedelta(hours=1)),
            ("address_day", of_address, timedelta(days=1)),
            ("total_hour", Domain.TRUE, timedelta(hours=1)),
            ("total_day", Domain.TRUE, timedelta(days=1)),
        ):
            limit = self._get_limit(name) + own
            since = domain & Domain("date", ">", now - span)
            if self.search_count(since, limit=limit) >= limit:
                return True
        return False

    @api.model
    def _get_limit(self, name):
        value = self.env["ir.config_parameter"].sudo().get_param(f"{self._limit_key}_{name}")
        return int(value) if (value or "").isdecimal() and int(value) else self._limits[name]

    @api.model
    def _get_key(self, address):
        secret = self.env["ir.config_parameter"].sudo().get_param("database.secret")
        return hmac.new(
            secret.encode(), b"vanthu-join:" + self._get_network(address).encode(),
            hashlib.sha256,
        ).hexdigest()

    @api.model
    def _get_network(self, address):
        """Who sends: an IPv4 address, or the /64 that one household or office has in IPv6."""
        try:
            parsed = ip_address((address or "").strip())
        except ValueError:
            return "unknown"
        if isinstance(parsed, IPv6Address):
            if parsed.ipv4_mapped:
                return str(parsed.ipv4_mapped)
            return parsed.exploded[:19]
        return str(parsed)

    @api.autovacuum
    def _gc_attempts(self):
        self.search(
            [("date", "<", fields.Datetime.now() - timedelta(days=KEEP_DAYS))], limit=100_000
        ).unlink()
