from datetime import timedelta

from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL

from ..tools.checksum import Sums, sums_of_bytes, sums_of_file

# Every archived file's sum is compared again after so many days at the latest.
DAYS_BETWEEN_CHECKS = 90
# Read again somewhat earlier, so that a night without the job makes nothing late.
DAYS_BEFORE_DUE = 10
BATCH = 50
# Bytes that one run of the job reads at most; the rest follows in the next.
BUDGET = 2 << 30


class VanthuFileContent(models.Model):
    """Whether the bytes of archived files are still the ones that were taken over.

    Phụ lục VI, III.5.d of NĐ 30/2020 (integrity): the sum is computed once, soon after the
    archive took the file over, and compared at least every 90 days from then on.
    """

    _inherit = "vanthu.file.content"

    check_state = fields.Selection(
        [
            ("waiting", "Not read yet"),
            ("whole", "Whole"),
            ("damaged", "Damaged"),
            ("missing", "Missing"),
        ],
        default="waiting", required=True, readonly=True, index=True, string="Condition",
    )
    checked_at = fields.Datetime(string="Last read", readonly=True)

    _check_idx = models.Index(
        "(checked_at NULLS FIRST, id) WHERE attachment_id IS NOT NULL AND "
        "check_state IN ('waiting', 'whole')"
    )

    @api.model
    def _get_domain_to_check(self):
        """What is to be read: never read, or not for almost 90 days."""
        limit = fields.Datetime.now() - timedelta(days=DAYS_BETWEEN_CHECKS - DAYS_BEFORE_DUE)
        return (
            Domain("attachment_id", "!=", False)
            & Domain("check_state", "in", ("waiting", "whole"))
            & (Domain("checked_at", "=", False) | Domain("checked_at", "<=", limit))
        )

    @api.model
    def _cron_check(self, budget=BUDGET):
        """Read what is due, oldest first, until the budget of bytes is used up.

        :param int budget: bytes; one file is always read whole
        """
        domain = self._get_domain_to_check()
        commit = self.env["ir.cron"]._commit_progress
        commit(remaining=self.search_count(domain))
        while budget > 0:
            contents = self.search(domain, limit=BATCH, order="checked_at NULLS FIRST, id")
            if not contents:
                return
            budget -= contents._check_sums()
            if not commit(len(contents)):
                return

    def _check_sums(self):
        """Read these files and compare; what differs becomes an incident.

        :return int: bytes that were read
        """
        total, rows, found = 0, [], []
        for content in self:
            sums = content._read_sums()
            total += sums.size
            state = content._judge(sums)
            rows.append(SQL(
                "(%s, %s, %s)", content.id, state, sums.sha256 if state == "whole" else None
            ))
            if state != "whole":
                found.append({
                    "content_id": content.id, "kind": state, "found_sha256": sums.sha256,
                    "found_size": sums.size,
                })
        if rows:
            self.flush_recordset()
            self.env.cr.execute(SQL(
                """UPDATE vanthu_file_content c
                      SET check_state = v.state, checked_at = now() AT TIME ZONE 'UTC',
                          sha256 = COALESCE(c.sha256, v.digest)
                     FROM (VALUES %s) AS v(id, state, digest) WHERE c.id = v.id""",
                SQL(", ").join(rows),
            ))
            self.invalidate_recordset()
        self.env["vanthu.fixity.incident"].sudo()._open(found)
        return total

    def _read_sums(self):
        """Sums and size of the bytes that are there now.

        :return Sums:
        """
        attachment = self.attachment_id.sudo()
        if attachment.store_fname:
            return sums_of_file(attachment._full_path(attachment.store_fname))
        data = attachment.db_datas
        return sums_of_bytes(bytes(data)) if data else Sums()

    def _judge(self, sums):
        """What the sums say.

        At the first reading the store's own sum and the size decide, since no other is known.

        :param Sums sums: of the bytes that are there
        :return str: whole, damaged or missing
        """
        if sums.sha256 is None:
            return "missing" if self.size else "whole"
        if self.sha256:
            return "whole" if sums.sha256 == self.sha256 else "damaged"
        known = self.attachment_id.sudo().checksum
        fits = sums.size == self.size and known in (False, sums.store_sum)
        return "whole" if fits else "damaged"


class VanthuFile(models.Model):
    """The condition of a file's electronic contents."""

    _inherit = "vanthu.file"

    content_ids = fields.One2many(
        "vanthu.file.content", "file_id", string="Electronic files", readonly=True
    )
    content_count = fields.Integer(
        string="Number of electronic files", compute="_compute_content_count"
    )

    @api.depends("content_ids")
    def _compute_content_count(self):
        counts = {
            file.id: count for file, count in self.env["vanthu.file.content"]._read_group(
                [("file_id", "in", self.ids)], ["file_id"], ["__count"]
            )
        }
        for file in self:
            file.content_count = counts.get(file.id, 0)
