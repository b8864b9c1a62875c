from odoo import api, fields, models
from odoo.exceptions import UserError

from odoo.addons.vanthu_document.models.row_hold import hold_rows

# What needs a hand comes first on the phone.
_URGENCY = ("misplaced", "missing", "waiting", "found")
MOST_LINES = 300


class VanthuStocktake(models.Model):
    """Taking stock of a shelf: what should stand there, what does, what is missing.

    The lines keep what was seen on that day; putting things right is a move of its own.
    """

    _name = "vanthu.stocktake"
    _description = "Stock-taking"
    _inherit = ["vanthu.step.mixin", "vanthu.secrecy.mixin"]
    _order = "id desc"
    _rec_name = "place_name"
    _check_company_auto = True
    _secrecy_fields = ("note",)

    company_id = fields.Many2one(
        "res.company", string="Organisation", required=True, index=True, ondelete="restrict",
        default=lambda self: self.env.company,
    )
    location_id = fields.Many2one(
        "vanthu.storage.location", string="Place", required=True, index=True,
        ondelete="restrict", check_company=True,
    )
    place_name = fields.Char(string="Shelf", readonly=True, copy=False)
    state = fields.Selection(
        [("open", "Under way"), ("done", "Finished")], required=True, default="open",
        readonly=True, copy=False,
    )
    started_at = fields.Datetime(readonly=True, copy=False)
    finished_at = fields.Datetime(readonly=True, copy=False)
    user_id = fields.Many2one("res.users", string="By", readonly=True, copy=False)
    note = fields.Char(string="Remarks")
    line_ids = fields.One2many(
        "vanthu.stocktake.line", "stocktake_id", string="Boxes", readonly=True
    )
    expected_count = fields.Integer(string="Expected", compute="_compute_counts")
    found_count = fields.Integer(string="Found", compute="_compute_counts")
    misplaced_count = fields.Integer(string="Misplaced", compute="_compute_counts")
    missing_count = fields.Integer(string="Missing", compute="_compute_counts")

    @api.model
    def _get_step_fields(self):
        return {
            **super()._get_step_fields(), "state": "open", "place_name": False,
            "started_at": False, "finished_at": False, "user_id": False,
        }

    @api.depends("line_ids.result")
    def _compute_counts(self):
        counts = {
            (stocktake.id, result, expected): count
            for stocktake, result, expected, count in self.env[
                "vanthu.stocktake.line"
            ]._read_group(
                [("stocktake_id", "in", self.ids)],
                ["stocktake_id", "result", "is_expected"], ["__count"],
            )
        }
        for stocktake in self:
            own = [
                (result, expected, count) for (key, result, expected), count in counts.items()
                if key == stocktake._origin.id
            ]
            stocktake.expected_count = sum(count for _result, expected, count in own if expected)
            for name in ("found", "misplaced", "missing"):
                stocktake[f"{name}_count"] = sum(
                    count for result, _expected, count in own if result == name
                )

    @api.model_create_multi
    def create(self, vals_list):
        stocktakes = super().create(vals_list)
        for stocktake in stocktakes:
            stocktake._expect()
        return stocktakes

    def write(self, vals):
        if {"location_id", "company_id"} & vals.keys():
            raise UserError(self.env._("Take stock of another place in a stock-taking of its own."))
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_only_untouched(self):
        if any(one.state == "done" or one.found_count or one.misplaced_count for one in self):
            raise UserError(self.env._(
                "What was counted is kept; finish the stock-taking instead."
            ))

    def _expect(self):
        """Write down what should stand there now."""
        boxes = self.env["vanthu.archive.box"].search(
            [("location_id", "child_of", self.location_id.ids)]
        )
        self._write_step({
            "place_name": self.location_id.display_name, "user_id": self.env.uid,
            "started_at": fields.Datetime.now(),
        })
        self.env["vanthu.stocktake.line"].sudo().create([
            {
                "stocktake_id": self.id, "company_id": self.company_id.id, "box_id": box.id,
                "is_expected": True, "result": "waiting",
                "expected_place": box.location_id.full_code,
            } for box in boxes
        ])

    def _require_counting(self):
        """Refuse whoever does not keep the store, and what is finished.

        :raise AccessError: the caller is no archivist
        :raise UserError: the stock-taking is finished
        """
        self.env["vanthu.file"]._require_role("group_archivist")
        self.check_access("write")
        hold_rows(self)
        for one in self:
            if one.state != "open":
                raise UserError(self.env._(
                    "The stock-taking of %s is finished; begin a new one.", one.place_name
                ))

    @api.model
    def begin(self, location_id: int) -> dict:
        """Take stock of a place, or go on where it was interrupted.

        :param int location_id: id of ``vanthu.storage.location``
        :return dict: see :meth:`get_progress`
        :raise AccessError: the caller is no archivist or may not see the place
        """
        self.env["vanthu.file"]._require_role("group_archivist")
        place = self.env["vanthu.storage.location"].browse(location_id).exists()
        place.check_access("read")
        hold_rows(place.sudo())  # two who begin at once count together
        running = self.search([("location_id", "=", place.id), ("state", "=", "open")], limit=1)
        running = running or self.create({
            "location_id": place.id, "company_id": place.company_id.id,
        })
        return running.get_progress()

    def get_progress(self) -> dict:
        """How far the counting is.

        :return dict: ``id``, ``name``, ``state``, ``expected``, ``found``, ``misplaced``,
            ``missing`` (counts) and ``lines`` (box, name, result, place, expected_place)
        """
        self.ensure_one()
        self.invalidate_recordset()
        return {
            "id": self.id, "name": self.place_name, "state": self.state,
            "expected": self.expected_count, "found": self.found_count,
            "misplaced": self.misplaced_count, "missing": self.missing_count,
            "lines": [
                {
                    "id": line.id, "name": line.box_id.display_name, "result": line.result,
                    "expected_place": line.expected_place or "",
                    "found_place": line.found_place or "",
                } for line in self.line_ids.sorted(
                    lambda line: (_URGENCY.index(line.result), line.box_id.number)
                )[:MOST_LINES]
            ],
        }

    def count_box(self, code: str, place_id: int = 0) -> dict:
        """Count one box that stands there.

        :param str code: of its label, or its number
        :param int place_id: the compartment before which the person stands, 0 for the whole place
        :return dict: see :meth:`get_progress`, and ``last``: the line that was counted
        :raise UserError: no box has this label, or the stock-taking is finished
        :raise AccessError: the caller is no archivist
        """
        self.ensure_one()
        self._require_counting()
        box = self.env["vanthu.store"]._find_scanned(code)
        if box._name != "vanthu.archive.box":
            raise UserError(self.env._(
                "%s is no box; scan the labels of the boxes.", box.display_name
            ))
        place = self.env["vanthu.storage.location"].browse(place_id).exists() or self.location_id
        place.check_access("read")
        if not place.parent_path.startswith(self.location_id.parent_path):
            raise UserError(self.env._(
                "%(place)s is not a part of %(shelf)s.", place=place.display_name,
                shelf=self.place_name,
            ))
        line = self._count_box(box, place)
        return {**self.get_progress(), "last": line.id}

    def _count_box(self, box, place):
        """Write down that a box was seen in a place."""
        lines = self.env["vanthu.stocktake.line"].sudo()
        line = lines.search([("stocktake_id", "=", self.id), ("box_id", "=", box.id)])
        right = box.location_id and box.location_id.parent_path.startswith(place.parent_path)
        values = {
            "result": "found" if right else "misplaced", "found_place": place.full_code,
            "found_id": place.id, "found_at": fields.Datetime.now(),
        }
        if line:
            line.write(values)
            return line
        return lines.create({
            **values, "stocktake_id": self.id, "company_id": self.company_id.id,
            "box_id": box.id, "is_expected": False,
            "expected_place": box.location_id.full_code,
        })

    def action_finish(self) -> bool:
        """Finish the counting: what was not seen is missing.

        :raise AccessError: the caller is no archivist
        :raise UserError: it is finished already
        """
        self._require_counting()
        self.line_ids.filtered(lambda line: line.result == "waiting").sudo().write(
            {"result": "missing"}
        )
        self._write_step({"state": "done", "finished_at": fields.Datetime.now()})
        return True

    def action_put_right(self) -> bool:
        """Register misplaced boxes where they were found.

        :raise AccessError: the caller is no archivist
        :raise UserError: the counting is not finished, or there is no room
        """
        self.env["vanthu.file"]._require_role("group_archivist")
        for one in self:
            if one.state != "done":
                raise UserError(self.env._("Finish the counting first."))
            lines = one.line_ids.filtered(lambda line: line.result == "misplaced")
            for place, found in lines.grouped("found_id").items():
                found.box_id.action_move(place.id, self.env._("Stock-taking"))
        return True


class VanthuStocktakeLine(models.Model):
    """One box of a stock-taking."""

    _name = "vanthu.stocktake.line"
    _description = "Box of a stock-taking"
    _order = "stocktake_id, box_id, id"
    _rec_name = "box_id"

    stocktake_id = fields.Many2one(
        "vanthu.stocktake", required=True, index=True, ondelete="cascade"
    )
    company_id = fields.Many2one(
        "res.company", string="Organisation", required=True, ondelete="restrict"
    )
    box_id = fields.Many2one(
        "vanthu.archive.box", required=True, index=True, ondelete="restrict"
    )
    is_expected = fields.Boolean(string="Should stand there")
    result = fields.Selection(
        [
            ("waiting", "Not seen yet"),
            ("found", "Found"),
            ("misplaced", "Misplaced"),
            ("missing", "Missing"),
        ],
        required=True, default="waiting",
    )
    expected_place = fields.Char(string="Registered place")
    found_id = fields.Many2one(
        "vanthu.storage.location", string="Place where it was found",
        index="btree_not_null", ondelete="restrict",
    )
    found_place = fields.Char(string="Found in")
    found_at = fields.Datetime(string="Counted at")

    _box_uniq = models.UniqueIndex(
        "(stocktake_id, box_id)", "This box was counted in this stock-taking already."
    )
