from odoo import fields, models
from odoo.exceptions import UserError

from odoo.addons.vanthu_document.models.local_time import local_today


class VanthuTransfer(models.Model):
    """The archivist goes through a batch and takes over what is in order."""

    _inherit = "vanthu.transfer"

    def action_receive(self) -> bool:
        """Begin to check a batch.

        :raise AccessError: the caller is no archivist
        :raise UserError: the batch was not sent
        """
        self._require_archivist()
        self._require_move("checking")
        self._write_step({"state": "checking"})
        return True

    def _require_archivist(self):
        self.env["vanthu.file"]._require_role("group_archivist")
        self.check_access("write")

    def action_all_ok(self) -> bool:
        """Say that all files not yet looked at are in order.

        :raise AccessError: the caller is no archivist
        :raise UserError: the batch is not being checked
        """
        self._require_archivist()
        self._get_lines(("state", "=", "waiting")).action_ok()
        return True

    def action_return(self, reason: str) -> bool:
        """Send a whole batch back to the unit.

        :param str reason: what is to be mended
        :raise AccessError: the caller is no archivist
        :raise UserError: no reason, or the batch is not with the archive
        """
        self._require_archivist()
        if not (reason or "").strip():
            raise UserError(self.env._("Write why the batch is sent back."))
        self._require_move("returned")
        self._write_step({"state": "returned", "return_reason": reason.strip()})
        self.env["vanthu.event"]._log(self, "batch_sent_back", {"reason": reason.strip()})
        self._end_notices()
        for transfer in self.sudo():
            transfer.activity_schedule(
                "mail.mail_activity_data_todo", user_id=transfer.giver_id.id,
                summary=transfer.with_context(lang=transfer.giver_id.lang).env._(
                    "Sent back by the archive: %s", transfer.return_reason
                ),
            )
        return True

    def action_accept(self) -> bool:
        """Take over what is in order; what is to be mended goes back with its reason.

        The archivist's confirmation beside the giver's. From now on the files stay as they
        are, below all rights.

        :raise AccessError: the caller is no archivist
        :raise UserError: a file was not checked, none is in order, or the caller may not see one
        """
        self._require_archivist()
        self._require_move("accepted")
        for transfer in self:
            transfer._check_checked()
            lines = transfer.sudo()._get_lines()
            taken = lines.filtered(lambda line: line.state == "ok")
            refused = lines - taken
            transfer._check_files_of(taken)
            transfer._take_over(taken.file_id)
            taken._write_step({"state": "accepted"})
            refused._write_step({"state": "sent_back"})
            # The guard fixes the lines of what is accepted, so they come first.
            self.env.flush_all()
            transfer._write_step({
                "state": "accepted", "taker_id": self.env.uid,
                "taken_at": fields.Datetime.now(),
            })
            transfer._tell_sent_back(refused)
        self.env["vanthu.event"]._log(self, "batch_accepted")
        self._end_notices()
        return True

    def _check_checked(self):
        lines = self.sudo()._get_lines()
        hidden = len(lines) - len(self._get_lines())
        if hidden:
            raise UserError(self.env._(
                "%s files of this batch are restricted and you are not among their named "
                "persons; ask the unit to name you or to take them out.", hidden
            ))
        waiting = lines.filtered(lambda line: line.state == "waiting")
        if waiting:
            raise UserError(self.env._(
                "Check the remaining %(count)s files first, beginning with %(file)s.",
                count=len(waiting), file=waiting[0].file_id.display_name,
            ))

    def _check_files_of(self, taken):
        if not taken:
            raise UserError(self.env._(
                "No file is in order; send the whole batch back instead."
            ))

    def _take_over(self, files):
        """Let the archive have the files; the caller has checked the person.

        :param files: ``vanthu.file`` in superuser mode
        """
        files._archive(local_today(self.env))

    def _tell_sent_back(self, lines):
        """Log single files that go back, and tell the giver of all at once.

        :param lines: ``vanthu.transfer.line`` in superuser mode
        """
        events = self.env["vanthu.event"]
        for reason, same in lines.grouped("reason").items():
            events._log(same.file_id, "handover_refused", {"reason": reason or ""})
        giver = self.sudo().giver_id
        if lines and giver != self.env.user:
            self.sudo().activity_schedule(
                "mail.mail_activity_data_todo", user_id=giver.id,
                summary=self.with_context(lang=giver.lang).env._(
                    "%s files were sent back by the archive", len(lines)
                ),
            )

    def _end_notices(self):
        """Take away what reminded of the step that was just made."""
        self.sudo().activity_ids.filtered(
            lambda activity: activity.user_id != self.sudo().giver_id
            or activity.user_id == self.env.user
        ).unlink()
