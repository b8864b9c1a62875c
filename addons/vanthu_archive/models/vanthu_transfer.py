from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.fields import Domain

from odoo.addons.vanthu_document.models.local_time import local_today
from odoo.addons.vanthu_document.models.row_hold import hold_rows

from .guard import install_guard
from .states import TRANSFER_TRANSITIONS, can_move

# What both sides have confirmed.
_DESCRIBED = {
    "name", "year", "kind", "company_id", "unit_id", "line_ids", "box_count", "condition",
    "basis", "note", "receiver_name", "receiver_position", "receiver_reference",
    "received_date",
}


class VanthuTransfer(models.Model):
    """A batch of files that changes hands: from a unit to the archive of the organisation, or
    from there to a historical archive (nộp lưu).

    Điều 30 of NĐ 30/2020: a list of the files and minutes, two copies each, signed by both
    sides. The unit confirms by sending, the archivist by accepting what was found in order;
    single files go back with a reason.
    """

    _name = "vanthu.transfer"
    _description = "Hand-over to the archive"
    _inherit = [
        "vanthu.secrecy.thread.mixin", "mail.activity.mixin", "vanthu.step.mixin",
        "vanthu.secrecy.mixin",
    ]
    _order = "id desc"
    _check_company_auto = True
    _secrecy_fields = ("name", "condition", "basis", "note", "return_reason", "receiver_name")

    name = fields.Char(
        string="Records", compute="_compute_name", store=True, readonly=False, required=True,
        precompute=True, help="As printed: which records are handed over.",
    )
    kind = fields.Selection(
        [("archive", "To the archive"), ("historical", "To a historical archive")],
        required=True, default="archive", index=True,
    )
    company_id = fields.Many2one(
        "res.company", string="Organisation", required=True, index=True, ondelete="restrict",
        default=lambda self: self.env.company,
    )
    unit_id = fields.Many2one(
        "vanthu.unit", index="btree_not_null", ondelete="restrict", check_company=True,
        help="Who gives the files; empty for files that belong to no unit.",
    )
    year = fields.Integer(
        required=True, aggregator=None, default=lambda self: local_today(self.env).year
    )
    state = fields.Selection(
        [
            ("draft", "Being prepared"),
            ("sent", "Sent"),
            ("checking", "Being checked"),
            ("returned", "Sent back"),
            ("accepted", "Taken over"),
        ],
        default="draft", required=True, readonly=True, copy=False, index=True, tracking=True,
    )
    line_ids = fields.One2many("vanthu.transfer.line", "transfer_id", string="Files")
    file_count = fields.Integer(
        string="Number of files", compute="_compute_counts", store=True
    )
    ok_count = fields.Integer(string="In order", compute="_compute_counts", store=True)
    mend_count = fields.Integer(string="To mend", compute="_compute_counts", store=True)
    waiting_count = fields.Integer(
        string="Not checked yet", compute="_compute_counts", store=True
    )

    giver_id = fields.Many2one("res.users", string="Given by", readonly=True, copy=False)
    given_at = fields.Datetime(readonly=True, copy=False)
    taker_id = fields.Many2one("res.users", string="Taken over by", readonly=True, copy=False)
    taken_at = fields.Datetime(readonly=True, copy=False)
    return_reason = fields.Char(readonly=True, copy=False)

    _list_idx = models.Index("(company_id, state, id DESC)")

    def init(self):
        install_guard(self.env.cr, "vanthu_transfer")

    @api.model
    def _get_step_fields(self):
        return {
            **super()._get_step_fields(), "state": "draft", "giver_id": False, "given_at": False,
            "taker_id": False, "taken_at": False, "return_reason": False,
        }

    # ---- COMPUTES ----

    @api.depends("unit_id", "year", "company_id", "kind")
    def _compute_name(self):
        for transfer in self:
            text = transfer.company_id._in_own_language(transfer).env._(
                "Files of %(who)s, %(year)s", year=transfer.year,
                who=transfer.unit_id.name or transfer.company_id.name,
            )
            transfer.name = transfer.name if transfer.state != "draft" else text

    @api.depends("line_ids.state")
    def _compute_counts(self):
        counts = {}
        for transfer, state, count in self.env["vanthu.transfer.line"].sudo()._read_group(
            [("transfer_id", "in", self.ids)], ["transfer_id", "state"], ["__count"]
        ):
            counts.setdefault(transfer.id, {})[state] = count
        for transfer in self:
            found = counts.get(transfer._origin.id, {})
            transfer.file_count = sum(found.values())
            transfer.ok_count = found.get("ok", 0) + found.get("accepted", 0)
            transfer.mend_count = found.get("mend", 0) + found.get("sent_back", 0)
            transfer.waiting_count = found.get("waiting", 0)

    # ---- CRUD ----

    @api.model_create_multi
    def create(self, vals_list):
        if any(vals.get("kind") == "historical" for vals in vals_list):
            self.env["vanthu.file"]._require_role("group_archivist")
        return super().create(vals_list)

    def write(self, vals):
        if _DESCRIBED & vals.keys() and not self._is_step():
            self._check_writable()
            self._check_sides(vals)
        return super().write(vals)

    def _check_sides(self, vals):
        """Refuse another giver or taker than the batch was made for.

        :param dict vals: values to write
        :raise UserError: the kind changes, or the unit of a batch with files
        """
        for transfer in self:
            changed = {
                name for name in ("kind", "unit_id", "company_id")
                if name in vals and transfer[name] != transfer._fields[name].convert_to_record(
                    transfer._fields[name].convert_to_cache(vals[name], transfer), transfer
                )
            }
            if "kind" in changed or (changed and transfer.line_ids):
                raise UserError(self.env._(
                    "“%s” was made for another giver or taker; make a new batch.", transfer.name
                ))

    def _check_writable(self):
        """Refuse changes of what one side or both have confirmed.

        :raise UserError: a batch was taken over, or was sent and the caller is no archivist
        """
        for transfer in self.filtered(lambda one: one._is_fixed()):
            if transfer.state == "accepted":
                raise UserError(self.env._(
                    "“%s” was taken over and stays as both sides have confirmed it.",
                    transfer.name,
                ))
            raise UserError(self.env._(
                "“%s” was sent to the archive; the archivist has to send it back before it "
                "can be changed.", transfer.name,
            ))

    def _is_fixed(self):
        """Whether one side or both have confirmed the batch, so that the caller leaves it.

        :return bool:
        """
        archivist = self.env.user.has_group("vanthu_archive.group_archivist")
        return self.state == "accepted" or (
            self.state in ("sent", "checking") and not archivist
        )

    @api.ondelete(at_uninstall=False)
    def _unlink_only_drafts(self):
        if any(transfer.state != "draft" for transfer in self):
            raise UserError(self.env._("Only a batch that was never sent can be deleted."))

    # ---- RULES FOR ACTIONS ----

    def _require_move(self, target):
        """Let one person after the other decide, and refuse what the state does not allow.

        :param str target: wanted state
        :raise UserError: one of the batches cannot go there from its state
        """
        hold_rows(self)
        labels = dict(self._fields["state"]._description_selection(self.env))
        for transfer in self:
            if not can_move(TRANSFER_TRANSITIONS, transfer.state, target):
                raise UserError(self.env._(
                    "“%(name)s” is “%(state)s” and cannot become “%(target)s”.",
                    name=transfer.name, state=labels[transfer.state], target=labels[target],
                ))

    def _require_giver(self):
        for transfer in self:
            if not transfer.can_send:
                raise AccessError(self.env._(
                    "“%s” is sent by somebody of the unit that gives the files.", transfer.name
                ))

    # ---- PUTTING TOGETHER ----

    def action_add_due(self) -> bool:
        """Add the unit's files whose hand-over is due.

        :raise UserError: the batch was sent, or nothing is due
        """
        return self._add_files(self.env["vanthu.file"]._get_due_domain())

    def action_add_closed(self) -> bool:
        """Add all closed files of the unit that are for the archive.

        :raise UserError: the batch was sent, or there is none
        """
        return self._add_files(self.env["vanthu.file"]._get_handover_domain())

    def _add_files(self, domain):
        self.check_access("write")
        self._require_open()
        for transfer in self:
            files = transfer._find_files(domain)
            if not files:
                raise UserError(self.env._(
                    "There is no further file of that kind; close the files whose work is done."
                ))
            transfer.line_ids = [
                fields.Command.create({"file_id": file.id}) for file in files
            ]
        return True

    def _require_open(self):
        if any(transfer.state not in ("draft", "returned") for transfer in self):
            raise UserError(self.env._(
                "Files are added before the batch is sent, or after it was sent back."
            ))

    def _find_files(self, domain):
        """Files that the batch may take up, in the order of the list.

        :param Domain domain: which of them
        :return: ``vanthu.file``
        """
        files = self.env["vanthu.file"]
        own = Domain("unit_id", "=", self.unit_id.id)
        if not self.unit_id:
            own &= Domain("user_id", "=", self.env.uid)
        return files.search(
            domain & own & Domain("company_id", "=", self.company_id.id)
            & files._get_free_domain()
        )

    def action_send(self) -> bool:
        """Send the batch to the archive: the giver's confirmation.

        :raise AccessError: the caller is not of the unit
        :raise UserError: it has no file, or one that is not closed any more
        """
        self.check_access("write")
        self._require_move("sent")
        self._require_giver()
        for transfer in self:
            transfer._check_files()
        lines = self.sudo()._get_lines(("state", "!=", "waiting"))
        lines._write_step({"state": "waiting", "reason": False})
        self._write_step({
            "state": "sent", "giver_id": self.env.uid, "given_at": fields.Datetime.now(),
            "return_reason": False,
        })
        self.env["vanthu.event"]._log(self, "batch_sent")
        self._tell_archivists()
        return True

    def _get_lines(self, *domain):
        """The lines that the caller may see; in superuser mode all.

        The field's cache does not tell the two apart.

        :param domain: further terms
        :return: ``vanthu.transfer.line``
        """
        return self.env["vanthu.transfer.line"].search(
            [("transfer_id", "in", self.ids), *domain]
        )

    def _check_files(self):
        """Refuse a batch without files, or with files in a state that does not fit.

        :raise UserError: with the first of them
        """
        files = self.sudo()._get_lines().file_id
        if not files:
            raise UserError(self.env._("Put at least one file into “%s”.", self.name))
        wanted = "closed" if self.kind == "archive" else "archived"
        wrong = files.filtered(lambda file: file.state != wanted)[:1]
        if wrong:
            labels = dict(files._fields["state"]._description_selection(self.env))
            raise UserError(self.env._(
                "The file %(file)s is “%(state)s”; only files that are “%(wanted)s” are handed "
                "over. Take it out of the list.",
                file=wrong.display_name, state=labels[wrong.state], wanted=labels[wanted],
            ))

    def _tell_archivists(self):
        """One notice for each archivist of the organisation, other than the giver."""
        archivists = self.env.ref("vanthu_archive.group_archivist").sudo().all_user_ids
        for transfer in self.sudo():
            people = archivists.filtered(
                lambda user, transfer=transfer: user.active and user != self.env.user
                and transfer.company_id in user.company_ids
            )
            for user in people:
                transfer.activity_schedule(
                    "mail.mail_activity_data_todo", user_id=user.id,
                    summary=transfer.with_context(lang=user.lang).env._("Files to take over"),
                )

    def _get_opening_action(self):
        """Open the batch, or the list of several.

        :return dict: window action
        """
        action = {
            "type": "ir.actions.act_window", "res_model": self._name,
            "name": self.env._("Hand-overs"),
        }
        if len(self) == 1:
            return {**action, "res_id": self.id, "view_mode": "form"}
        return {**action, "view_mode": "list,form", "domain": [("id", "in", self.ids)]}
