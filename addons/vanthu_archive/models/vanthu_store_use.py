from odoo import api, models
from odoo.exceptions import UserError
from odoo.fields import Domain

from odoo.addons.vanthu_document.models.local_time import local_today


class VanthuStore(models.AbstractModel):
    """What readers have and wait for, by scanning a file or its box."""

    _inherit = "vanthu.store"

    @api.model
    @api.readonly
    def scan_use(self, code: str) -> dict:
        """What is to be handed out or taken back of a file, or of the files of a box.

        :param str code: label as it was scanned or typed, see :meth:`scan`
        :return dict: ``name`` and ``lines``, see ``_describe_use``
        :raise UserError: a place, an unknown label, or nothing is out or to be handed out
        :raise AccessError: the caller is no archivist
        """
        self.env["vanthu.file"]._require_role("group_archivist")
        record = self._find_scanned(code)
        if record._name == "vanthu.storage.location":
            raise UserError(self.env._("Scan the label of a file or of a box."))
        files = record.file_ids if record._name == "vanthu.archive.box" else record
        to_hand_out = (
            Domain("state", "=", "waiting") & Domain("loan_id.state", "=", "approved")
            & Domain("loan_id.kind", "!=", "copy")
        )
        lines = self.env["vanthu.loan.line"].search(
            Domain("file_id", "in", files.ids) & (Domain("state", "=", "out") | to_hand_out)
        )
        if not lines:
            raise UserError(self.env._(
                "%s is with no reader, and no approved request waits for it.",
                record.display_name,
            ))
        return {"name": record.display_name, "lines": [line._describe_use() for line in lines]}


class VanthuLoanLine(models.Model):
    """Handing out and taking back one file after the other, in the store."""

    _inherit = "vanthu.loan.line"

    def _describe_use(self):
        """What the page in the store shows.

        :return dict: ``id``, ``act`` (hand_out, give_back), ``file``, ``reader``, ``place``,
            ``due`` (ISO day or ""), ``late``, ``sheets`` (of the file, or those that went out),
            ``on_paper``, ``counted``, ``waiting`` (files of the request still to be counted)
        """
        self.ensure_one()
        due, out = self.return_due, self.state == "out"
        return {
            "id": self.id, "act": "give_back" if out else "hand_out",
            "file": self.file_id.display_name, "reader": self.reader_name,
            "place": self.store_place or "", "due": due.isoformat() if due else "",
            "late": bool(out and due and due < local_today(self.env)),
            "sheets": self.sheets_out if out else self.sheets_out or self.file_id.sheet_count,
            "on_paper": self.medium != "electronic", "counted": bool(self.sheets_out),
            "waiting": len(self.loan_id.line_ids._get_uncounted() - self),
        }

    def _get_uncounted(self):
        """Those of the lines that wait and whose sheets nobody has counted yet."""
        return self.filtered(
            lambda line: line.state == "waiting" and line.medium != "electronic"
            and not line.sheets_out
        )

    def action_count_out(self, sheets: int = 0, condition: str = "") -> dict:
        """Count a file that goes out; with the last of its request all are handed out.

        :param int sheets: counted sheets, 0 of an electronic file
        :param str condition: in which condition it goes out
        :return dict: ``handed_out``, ``waiting`` (files of the request still to be counted)
        :raise AccessError: the caller is no archivist
        :raise UserError: the request is not approved, the file is out, or no sheet is counted
        """
        self.ensure_one()
        self.env["vanthu.file"]._require_role("group_archivist")
        self.check_access("write")
        self.loan_id._hold_row()
        if self.state != "waiting" or self.loan_id.state != "approved" or self.kind == "copy":
            raise UserError(self.env._("This file does not wait to be handed out."))
        if self.medium != "electronic" and sheets < 1:
            raise UserError(self.env._(
                "Count the sheets of %s before it is handed out.", self.display_name
            ))
        self.write({"sheets_out": sheets, "condition_out": condition})
        waiting = self.loan_id.line_ids._get_uncounted()
        if not waiting:
            self.loan_id.action_hand_out()
        return {"handed_out": not waiting, "waiting": len(waiting)}

    def action_give_back(self, sheets: int = 0, condition: str = "") -> dict:
        """Take a file back with the sheets that were counted.

        :param int sheets: counted sheets, 0 of an electronic file
        :param str condition: in which condition it comes back, and what is missing
        :return dict: ``out`` (files of the request that are still with the reader)
        :raise AccessError: the caller is no archivist
        :raise UserError: it is not out, or sheets are missing and nobody says which
        """
        self.ensure_one()
        self.env["vanthu.file"]._require_role("group_archivist")
        self.check_access("write")
        self.loan_id._hold_row()
        if self.state != "out":
            raise UserError(self.env._("Nothing of this is handed out."))
        self.write({"sheets_back": sheets, "condition_back": condition})
        self.action_return()
        return {"out": len(self.loan_id.line_ids.filtered(lambda line: line.state == "out"))}
