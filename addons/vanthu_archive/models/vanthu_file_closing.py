from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import SQL

from odoo.addons.vanthu_document.models.local_time import local_today

# Điều 29.1.c of NĐ 30/2020: sheets are numbered in what is kept so long or longer.
SHEETS_FROM_YEARS = 5


class VanthuFile(models.Model):
    """Making a file up when the work is done (Điều 29 of NĐ 30/2020), and taking it over."""

    _inherit = "vanthu.file"

    closed_at = fields.Datetime(readonly=True, copy=False)
    closed_by_id = fields.Many2one("res.users", string="Closed by", readonly=True, copy=False)
    reopen_reason = fields.Char(readonly=True, copy=False)
    needs_sheet_numbers = fields.Boolean(
        string="Sheets are to be numbered", compute="_compute_needs_sheet_numbers",
        help="Paper that is kept for five years or longer.",
    )

    @api.model
    def _get_step_fields(self):
        return {
            **super()._get_step_fields(), "closed_at": False, "closed_by_id": False,
            "reopen_reason": False,
        }

    @api.depends("medium", "term", "term_years")
    def _compute_needs_sheet_numbers(self):
        for file in self:
            long = file.term == "permanent" or (
                file.term == "years" and file.term_years >= SHEETS_FROM_YEARS
            )
            file.needs_sheet_numbers = long and file.medium != "electronic"

    def action_close(self) -> bool:
        """Close files whose work is done: nothing comes in any more.

        :raise AccessError: the caller does not keep the file
        :raise UserError: a file is not open, or something of Điều 29 is missing
        """
        self.check_access("write")
        self._hold_rows()
        self._require_move("closed")
        for file in self:
            missing = file._get_missing()
            if missing:
                raise UserError(self.env._(
                    "The file %(file)s cannot be closed yet: %(missing)s",
                    file=file.display_name, missing=" ".join(missing),
                ))
            file._number_contents()
            file._write_step({
                "state": "closed", "closed_by_id": self.env.uid,
                "closed_at": fields.Datetime.now(),
                "end_date": file.end_date or local_today(self.env),
                "arc_file_code": file.file_code,
            })
        self.env["vanthu.event"]._log(self, "file_closed")
        return True

    def action_export_contents(self) -> dict:
        """Export the list of the documents as XLSX.

        :return dict: URL action of the download
        :raise AccessError: the file may not be read
        """
        self.ensure_one()
        self.check_access("read")
        return {
            "type": "ir.actions.act_url", "target": "download",
            "url": f"/vanthu/case-file/{self.id}/contents.xlsx",
        }

    def action_open_closing(self) -> dict:
        """Open the checklist with which a file is closed.

        :return dict: window action of the dialog
        :raise AccessError: the caller does not keep the file
        :raise UserError: the file is not open
        """
        self.ensure_one()
        self.check_access("write")
        self._require_move("closed")
        return self.env["vanthu.file.close"].create({"file_id": self.id})._open()

    def _get_missing(self):
        """What has to be done before a file is closed.

        :return list: sentences
        """
        self.ensure_one()
        found = []
        if not self.notation:
            found.append(self.env._("Give it a number and notation."))
        if not self._describe_term():
            found.append(self.env._("Decide how long it is kept."))
        if not self.line_ids:
            found.append(self.env._("There is nothing in it."))
        if self.needs_sheet_numbers and not self.sheet_count:
            found.append(self.env._("Number its sheets and enter how many there are."))
        elif self.medium != "electronic" and self._has_stale_sheets():
            found.append(self.env._(
                "Number its sheets anew: the numbers do not fit its documents any more."
            ))
        if self._is_shorter_than_rule():
            found.append(self.env._(
                "Its retention rule asks for at least: %s.", self.retention_id.term_label
            ))
        drafts = self.sudo().line_ids._filter_drafts().document_id
        if drafts:
            shown = drafts.with_env(self.env)._filtered_access("read")
            found.append(self.env._(
                "Take the drafts out: %s.", ", ".join(shown[:3].mapped("display_name")) or "…"
            ))
        return found

    def action_reopen(self, reason: str) -> bool:
        """Open a closed file again, as long as the archive has not taken it over.

        :param str reason: why
        :raise AccessError: the caller does not keep the file
        :raise UserError: no reason, or the file is not closed
        """
        self.check_access("write")
        if not (reason or "").strip():
            raise UserError(self.env._("Write why the file is opened again."))
        self._hold_rows()
        self._require_move("open")
        self._write_step({
            "state": "open", "closed_at": False, "closed_by_id": False,
            "reopen_reason": reason.strip(), "arc_file_code": False,
        })
        self.env["vanthu.event"]._log(self, "file_reopened", {"reason": reason.strip()})
        return True

    def write(self, vals):
        moving = any(
            len(command) == 3 and isinstance(command[2], dict) and "ordinal" in command[2]
            for command in vals.get("line_ids") or ()
        )
        if not moving:
            return super().write(vals)
        result = super(VanthuFile, self.with_context(vanthu_contents_moving=True)).write(vals)
        self._number_contents()
        return result

    def _number_contents(self):
        """Number what is in open files anew, without gaps, in the order that it has."""
        open_ids = self.filtered(lambda file: file.state == "open").ids
        if not open_ids:
            return
        self.env["vanthu.file.document"].flush_model(["file_id", "ordinal"])
        self.env.cr.execute(SQL(
            """UPDATE vanthu_file_document l SET ordinal = n.place
                 FROM (SELECT id, row_number() OVER (PARTITION BY file_id
                                                     ORDER BY ordinal, id) AS place
                         FROM vanthu_file_document WHERE file_id = ANY(%(files)s)) n
                WHERE n.id = l.id AND l.file_id = ANY(%(files)s) AND l.ordinal <> n.place""",
            files=open_ids,
        ))
        self.env["vanthu.file.document"].invalidate_model(["ordinal"])

    def action_order_by_date(self) -> bool:
        """Put what is in open files into the order of the documents' dates (Điều 29.1).

        :raise AccessError: the caller does not keep the file
        :raise UserError: a file is not open
        """
        self.check_access("write")
        self._check_writable()
        self._hold_rows()
        self.env["vanthu.file.document"].flush_model()
        self.env.cr.execute(SQL(
            """UPDATE vanthu_file_document l SET ordinal = n.place
                 FROM (SELECT id, row_number() OVER (
                              PARTITION BY file_id
                              ORDER BY issued_date NULLS LAST, ordinal, id) AS place
                         FROM vanthu_file_document WHERE file_id = ANY(%s)) n
                WHERE n.id = l.id AND l.ordinal <> n.place""", self.ids,
        ))
        self.env["vanthu.file.document"].invalidate_model(["ordinal"])
        return True

    def _archive(self, day=None):
        """Take closed files over; from now on they stay as they are, below all rights.

        The caller has checked the person.

        :param datetime.date day: of the taking over, today by default
        :raise UserError: a file is not closed
        """
        self._hold_rows()
        self._require_move("archived")
        self.env["vanthu.file.content"]._take_over(self)
        # The event below tells it; a message for each of a thousand files helps nobody.
        self.with_context(tracking_disable=True)._write_step({
            "state": "archived", "archived_date": day or local_today(self.env),
        })
        self.env["vanthu.event"]._log(self, "file_archived")
