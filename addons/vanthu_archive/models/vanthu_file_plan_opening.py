from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain
from odoo.tools import SQL


class VanthuFilePlan(models.Model):
    """Opening the files of the plan in force."""

    _inherit = "vanthu.file.plan"

    opened_count = fields.Integer(
        string="Opened", compute="_compute_opened_count",
        help="Entries from which a file was opened.",
    )
    my_unopened_count = fields.Integer(
        string="Mine to open", compute="_compute_my_unopened_count",
        help="Your files of the plan that nobody has opened yet.",
    )

    @api.depends("line_ids.file_ids")
    def _compute_opened_count(self):
        counts = self.env["vanthu.file.plan.line"].sudo()._read_group(
            [("plan_id", "in", self.ids), ("file_ids", "!=", False)], ["plan_id"], ["__count"]
        )
        counts = {plan.id: count for plan, count in counts}
        for plan in self:
            plan.opened_count = counts.get(plan._origin.id, 0)

    @api.depends("line_ids.file_ids", "line_ids.user_id", "state")
    @api.depends_context("uid")
    def _compute_my_unopened_count(self):
        for plan in self:
            plan.my_unopened_count = (
                len(plan._find_my_unopened()) if plan.state == "in_force" else 0
            )

    def _find_my_unopened(self):
        """The caller's entries without a file, also where others' files are hidden.

        :return: ``vanthu.file.plan.line``
        """
        return self.env["vanthu.file.plan.line"].sudo().search(
            Domain("plan_id", "in", self.ids) & Domain("kind", "=", "entry")
            & Domain("user_id", "=", self.env.uid) & Domain("file_ids", "=", False)
        ).sudo(False)

    def action_open_mine(self) -> dict:
        """Open all files that the caller keeps by the plan and that are not open yet.

        :return dict: action with the files
        :raise UserError: the plan is not in force, or nothing is left to open
        """
        self.ensure_one()
        if self.state != "in_force":
            raise UserError(self.env._("Files are opened from a plan that is in force."))
        # Whoever presses a second time at once begins anew and finds nothing left.
        self.env.cr.execute(SQL(
            """UPDATE vanthu_file_plan_line SET write_date = write_date
                WHERE plan_id = %s AND user_id = %s""", self.id, self.env.uid,
        ), log_exceptions=False)
        lines = self._find_my_unopened()
        if not lines:
            raise UserError(self.env._("All your files of this plan are open already."))
        files = self.env["vanthu.file"].create([
            {"company_id": self.company_id.id, "plan_line_id": line.id} for line in lines
        ])
        return {
            "type": "ir.actions.act_window", "res_model": "vanthu.file",
            "name": self.env._("My files"), "view_mode": "list,form",
            "domain": [("id", "in", files.ids)],
        }

    def action_show_entries(self) -> dict:
        """Show the files of the plan as a list that can be searched.

        :return dict: action
        """
        self.ensure_one()
        return {
            **self.env["ir.actions.act_window"]._for_xml_id(
                "vanthu_archive.file_plan_line_action"
            ),
            "name": self.display_name,
            "domain": [("plan_id", "=", self.id), ("kind", "=", "entry")],
        }

    def _space_lines(self):
        """Give the lines sequences with room between them; their order stays as it is.

        :return: ``vanthu.file.plan.line`` in order
        """
        self.ensure_one()
        lines = self.line_ids.sorted(lambda line: (line.sequence, line.id))
        lines.flush_recordset(["sequence"])
        self.env.cr.execute(SQL(
            """UPDATE vanthu_file_plan_line line SET sequence = place.ordinal * 10
                 FROM (SELECT id, row_number() OVER (ORDER BY sequence, id) AS ordinal
                         FROM vanthu_file_plan_line WHERE plan_id = %s) place
                WHERE place.id = line.id""", self.id,
        ))
        lines.invalidate_recordset(["sequence"])
        return lines


class VanthuFilePlanLine(models.Model):
    """Opening a file from an entry, appending an entry where it belongs."""

    _inherit = "vanthu.file.plan.line"

    main_heading_id = fields.Many2one(
        "vanthu.file.plan.line", string="Main heading", compute="_compute_main_heading_id"
    )

    @api.depends("plan_id", "sequence", "kind")
    def _compute_main_heading_id(self):
        above = {}
        for plan in self.plan_id._origin:
            heading = False
            for line in plan.line_ids.sorted(lambda line: (line.sequence, line.id)):
                heading = line.id if line.kind == "heading" else heading
                above[line.id] = heading
        for line in self:
            line.main_heading_id = above.get(line._origin.id, False)

    def action_show_files(self) -> dict:
        """Show the files that were opened from the entry.

        :return dict: action
        """
        self.ensure_one()
        return {
            **self.env["ir.actions.act_window"]._for_xml_id("vanthu_archive.file_action"),
            "name": self.display_name, "domain": [("plan_line_id", "=", self.id)],
            "context": {"default_plan_line_id": self.id, "default_company_id": self.company_id.id},
        }

    def action_open_file(self) -> dict:
        """Begin a file of the entry; nothing is written before the caller saves it.

        :return dict: action with the form of a new file
        :raise UserError: the line is a heading or its plan is not in force
        """
        self.ensure_one()
        if self.kind != "entry" or self.plan_state != "in_force":
            raise UserError(self.env._("Files are opened from a plan that is in force."))
        return {
            "type": "ir.actions.act_window", "res_model": "vanthu.file", "view_mode": "form",
            "views": [(False, "form")], "target": "current",
            "context": {"default_plan_line_id": self.id, "default_company_id": self.company_id.id},
        }

    def action_append(self) -> dict:
        """Begin a new entry below this line's heading; it stands after the last one there.

        :return dict: action with the form of a new entry, in a window
        :raise AccessError: the caller may not change the plan
        :raise UserError: the plan has ended
        """
        self.ensure_one()
        self.check_access("write")
        if self.plan_state == "ended":
            raise UserError(self.env._("The plan has ended; add the file to the plan in force."))
        lines = self.plan_id._space_lines()
        place = list(lines).index(self)
        while place + 1 < len(lines) and lines[place + 1].kind == "entry":
            place += 1
        return {
            "type": "ir.actions.act_window", "res_model": self._name, "view_mode": "form",
            "views": [(False, "form")], "target": "new",
            "name": self.env._("New file below “%s”", self.name),
            "context": {
                "default_plan_id": self.plan_id.id, "default_kind": "entry",
                "default_sequence": lines[place].sequence + 1,
            },
        }
