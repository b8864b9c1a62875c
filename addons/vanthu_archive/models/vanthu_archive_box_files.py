from odoo import api, models
from odoo.exceptions import UserError
from odoo.tools import SQL

from ..tools.box_filling import estimate_sheets, fill_boxes, natural_key


class VanthuArchiveBox(models.Model):
    """Putting files into boxes and taking them out."""

    _inherit = "vanthu.archive.box"

    def action_put_files(self, file_ids: list[int]) -> bool:
        """Put files into the box, behind those that are in it.

        :param list file_ids: ids of ``vanthu.file``, in order
        :raise AccessError: the caller is no archivist or may not see a file
        :raise UserError: a file is open, electronic, gone, or of another fonds
        """
        self.ensure_one()
        self._require_keeper()
        files = self.env["vanthu.file"].browse(file_ids).exists()
        files._check_boxable(self.fonds_id)
        self._put(files)
        return True

    def _put(self, files):
        """Put files behind the last one; the caller has checked both."""
        ((last,),) = self.env["vanthu.file"].sudo()._read_group(
            [("box_id", "=", self.id)], [], ["box_sequence:max"]
        )
        # One statement: a year's files come by the thousand. The guard leaves both columns free.
        files.flush_recordset(["box_id", "box_sequence"])
        self.env.cr.execute(SQL(
            """UPDATE vanthu_file f SET box_id = %s, box_sequence = %s + n.place,
                      write_uid = %s, write_date = now() AT TIME ZONE 'UTC'
                 FROM unnest(%s) WITH ORDINALITY AS n(id, place) WHERE n.id = f.id""",
            self.id, last or 0, self.env.uid, files.ids,
        ))
        files.invalidate_recordset()
        self.invalidate_recordset()
        self.env["vanthu.event"]._log(files, "file_boxed", {"box": self.number})

    @api.model
    def _fill(self, files, profile, box=None):
        """Put files into boxes in order, opening new boxes as they are needed.

        :param files: ``vanthu.file`` of one fonds, in the order in which they are to lie
        :param profile: ``vanthu.box.profile`` of new boxes
        :param box: ``vanthu.archive.box`` to go on with, or None
        :return: the boxes, ``vanthu.archive.box``
        """
        box = box or self.browse()
        box._require_keeper()
        files._check_boxable(box.fonds_id or files[:1].fonds_id)
        groups = self._plan(files, profile, box)
        new = self.create([
            {
                "company_id": files.company_id.id, "fonds_id": files.fonds_id.id,
                "profile_id": profile.id,
            } for _group in groups[len(box):]
        ])
        for target, group in zip(box + new, groups, strict=True):
            if group:
                target._put(files.browse([files.ids[index] for index in group]))
        return box + new

    @api.model
    def _plan(self, files, profile, box):
        """Which files go into which box; see :func:`fill_boxes`."""
        sizes = [estimate_sheets(file.sheet_count, file.page_count) for file in files]
        if not box:
            return fill_boxes(sizes, profile.sheet_capacity)
        room = max(1, box.profile_id.sheet_capacity - box.sheet_count)
        return fill_boxes(sizes, profile.sheet_capacity, room)

    def action_order_files(self) -> bool:
        """Let the files of the boxes lie in the order of year, number and notation.

        :raise AccessError: the caller is no archivist
        """
        self._require_keeper()
        for box in self:
            # Restricted files lie in the box, too; no title is read.
            files = box.sudo().file_ids._in_order()
            for place, file in enumerate(files, 1):
                if file.box_sequence != place:
                    file.box_sequence = place
        return True


class VanthuFile(models.Model):
    """What it takes to put files into boxes."""

    _inherit = "vanthu.file"

    def _in_order(self):
        """The files by year, number and notation: "2.VP" before "10.VP"."""
        return self.sorted(lambda file: (file.catalog, natural_key(file.notation), file.id))

    def _check_boxable(self, fonds):
        """Refuse files that do not belong into a box of a fonds.

        :param fonds: ``vanthu.fonds``
        :raise AccessError: the caller may not see or change a file
        :raise UserError: there is none, or one is open, electronic, gone, of another fonds
        """
        self.check_access("write")
        self._hold_rows()
        if not self:
            raise UserError(self.env._("Choose the files to put into the box."))
        for file in self:
            if file.fonds_id != fonds:
                raise UserError(self.env._(
                    "%s belongs to another fonds; choose a box of its own fonds.",
                    file.display_name,
                ))
            if file.state not in ("closed", "archived"):
                raise UserError(self.env._(
                    "%s is open, destroyed or given away; only closed and archived files are put "
                    "into boxes.", file.display_name,
                ))
            if file.medium == "electronic":
                raise UserError(self.env._(
                    "%s is electronic only; nothing of it can be put into a box.",
                    file.display_name,
                ))

    def action_unbox(self) -> bool:
        """Take files out of their boxes for good.

        :raise AccessError: the caller is no archivist or may not see a file
        """
        self._require_role("group_archivist")
        self.check_access("write")
        self._hold_rows()
        self._leave_box()
        return True

    def _leave_box(self):
        for box, files in self.filtered("box_id").grouped("box_id").items():
            self.env["vanthu.event"]._log(files, "file_unboxed", {"box": box.sudo().number})
            files._write_step({"box_id": False, "box_sequence": 0})
