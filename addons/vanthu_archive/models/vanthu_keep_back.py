from dateutil.relativedelta import relativedelta

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

from odoo.addons.vanthu_document.models.local_time import local_moment, local_today
from odoo.addons.vanthu_document.models.row_hold import hold_rows

from ..tools.printing.hand_over import COMPILER, ListCover, write_term, write_time

# Điều 30.3 of NĐ 30/2020.
MOST_YEARS = 2


class VanthuKeepBack(models.Model):
    """Files that a unit keeps although the archive is due to have them (hồ sơ giữ lại).

    Điều 30 of NĐ 30/2020: with the written consent of the head and a list for the archive,
    for two years from the due date at most.
    """

    _name = "vanthu.keep.back"
    _description = "Files kept back"
    _inherit = [
        "vanthu.secrecy.thread.mixin", "mail.activity.mixin", "vanthu.step.mixin",
        "vanthu.secrecy.mixin",
    ]
    _order = "id desc"
    _check_company_auto = True
    _secrecy_fields = ("reason", "decision_reference", "refusal")

    company_id = fields.Many2one(
        "res.company", string="Organisation", required=True, index=True, ondelete="restrict",
        default=lambda self: self.env.company,
    )
    unit_id = fields.Many2one(
        "vanthu.unit", index="btree_not_null", ondelete="restrict", check_company=True
    )
    reason = fields.Text(required=True, help="What the unit still needs the files for.")
    until = fields.Date(
        string="Keep until", required=True, help="Two years from the due date at most."
    )
    file_ids = fields.Many2many(
        "vanthu.file", "vanthu_keep_back_file_rel", "keep_back_id", "file_id", string="Files",
        check_company=True,
    )
    file_count = fields.Integer(string="Number of files", compute="_compute_file_count")
    state = fields.Selection(
        [
            ("draft", "Being prepared"),
            ("asked", "Asked for"),
            ("approved", "Allowed"),
            ("refused", "Refused"),
        ],
        default="draft", required=True, readonly=True, copy=False, index=True, tracking=True,
    )
    asked_by_id = fields.Many2one("res.users", string="Asked for by", readonly=True, copy=False)
    decided_by_id = fields.Many2one("res.users", string="Decided by", readonly=True, copy=False)
    decided_at = fields.Datetime(readonly=True, copy=False)
    decision_reference = fields.Char(
        string="Document of the head", copy=False,
        help="Number and notation of the written consent.",
    )
    refusal = fields.Char(string="Why it was refused", copy=False)

    @api.model
    def _get_step_fields(self):
        return {
            **super()._get_step_fields(), "state": "draft", "asked_by_id": False,
            "decided_by_id": False, "decided_at": False,
        }

    @api.depends("file_ids")
    def _compute_file_count(self):
        for request in self:
            request.file_count = len(request.file_ids)

    @api.depends("unit_id", "until")
    def _compute_display_name(self):
        for request in self:
            request.display_name = self.env._(
                "Kept back by %(who)s until %(day)s",
                who=request.unit_id.name or request.company_id.sudo().name,
                day=request.until.strftime("%d/%m/%Y") if request.until else "",
            )

    @api.model_create_multi
    def create(self, vals_list):
        requests = super().create(vals_list)
        requests.file_ids.check_access("write")
        return requests

    def write(self, vals):
        if self._is_step():
            return super().write(vals)
        decided = {"decision_reference", "refusal"} >= vals.keys() and self.env.user.has_group(
            "vanthu_document.group_leader"
        )
        for request in self:
            if request.state != "draft" and not (request.state == "asked" and decided):
                raise UserError(self.env._(
                    "This list was sent to the head and stays as it is; make a new one."
                ))
        result = super().write(vals)
        if "file_ids" in vals:
            self.file_ids.check_access("write")
        return result

    @api.ondelete(at_uninstall=False)
    def _unlink_only_drafts(self):
        if any(request.state != "draft" for request in self):
            raise UserError(self.env._("Only a list that was never sent can be deleted."))

    # ---- STEPS ----

    def _require_state(self, state):
        hold_rows(self)
        if any(request.state != state for request in self):
            raise UserError(self.env._("Somebody has decided about this list already."))

    def action_ask(self) -> bool:
        """Ask the head for the consent.

        :raise AccessError: the caller is not of the unit
        :raise UserError: no file, one that is not closed, or a day that is too late
        """
        self.check_access("write")
        self._require_state("draft")
        for request in self:
            if not request.can_send:
                raise AccessError(self.env._("Somebody of the unit has to ask for this."))
            request._check_files()
        self._write_step({"state": "asked", "asked_by_id": self.env.uid})
        self._tell_leaders()
        return True

    def _tell_leaders(self):
        leaders = self.env.ref("vanthu_document.group_leader").sudo().all_user_ids
        for request in self.sudo():
            for user in leaders.filtered(
                lambda user, request=request: user.active and user != self.env.user
                and request.company_id in user.company_ids
            ):
                request.activity_schedule(
                    "mail.mail_activity_data_todo", user_id=user.id,
                    summary=request.with_context(lang=user.lang).env._(
                        "Files that a unit wants to keep back"
                    ),
                )

    def _check_files(self):
        files = self.sudo()._get_files()
        if not files:
            raise UserError(self.env._("Choose the files that the unit keeps."))
        if self.until < local_today(self.env):
            raise UserError(self.env._("Choose a day to come until which the files are kept."))
        for file in files:
            if file.state != "closed":
                raise UserError(self.env._(
                    "Only closed files are kept back; take %s out.", file.display_name
                ))
            last = file.handover_due.replace(year=file.handover_due.year + MOST_YEARS)
            if self.until > last:
                raise UserError(self.env._(
                    "The file %(file)s may be kept until %(day)s at most, two years from the "
                    "day on which the archive is to have it.",
                    file=file.display_name, day=last.strftime("%d/%m/%Y"),
                ))

    def action_approve(self) -> bool:
        """Consent as the head of the organisation.

        :raise AccessError: the caller is no leader
        :raise UserError: nobody entered the written consent, or the list cannot be allowed
        """
        self._require_leader()
        self._require_state("asked")
        for request in self:
            if not request.decision_reference:
                raise UserError(self.env._(
                    "Enter the number of the document with which the head consents."
                ))
            request._check_files()
            files = request.sudo()._get_files()
            files._hold_rows()
            files._write_step({"kept_until": request.until})
            self.env["vanthu.event"]._log(files, "keep_back_approved", {
                "date": fields.Date.to_string(request.until),
                "number": request.decision_reference,
            })
        return self._decide("approved")

    def action_refuse(self) -> bool:
        """Refuse as the head of the organisation.

        :raise AccessError: the caller is no leader
        :raise UserError: nobody wrote why, or the list does not wait for the head
        """
        self._require_leader()
        self._require_state("asked")
        if any(not (request.refusal or "").strip() for request in self):
            raise UserError(self.env._("Write why the unit may not keep the files."))
        return self._decide("refused")

    def _require_leader(self):
        self.env["vanthu.file"]._require_role("vanthu_document.group_leader")
        self.check_access("write")

    def _decide(self, state):
        self._write_step({
            "state": state, "decided_by_id": self.env.uid, "decided_at": fields.Datetime.now(),
        })
        self.sudo().activity_ids.unlink()
        return True

    # ---- THE LIST ----

    def _get_files(self):
        """The files that the caller may see; in superuser mode all.

        The field's cache does not tell the two apart.

        :return: ``vanthu.file``
        """
        return self.env["vanthu.file"].search([("keep_back_ids", "in", self.ids)])

    def _get_list_rows(self):
        """The list of what is kept back, as printed and exported.

        :return list: tuples for ``KEEP_BACK_LIST``
        """
        return [
            (
                position, file.notation or "", file.name,
                write_time(file.start_date, file.end_date),
                write_term(file.term, file.term_years, file.term_event), self.until, "",
            )
            for position, file in enumerate(self._get_files(), 1)
        ]

    def _get_list_cover(self):
        """Heading and foot of the list.

        :return ListCover:
        """
        self.ensure_one()
        company, count = self.company_id.sudo(), len(self._get_files())
        consent, day = self.decision_reference, None
        if self.decided_at:
            day = local_moment(self.env, self.decided_at).date()
        return ListCover(
            name=company.name, parent_name=company.organ_superior_name or "",
            place=company.organ_place or "", day=day,
            year=(day or local_today(self.env)).year,
            subtitle=self.unit_id.name or "",
            notes=(
                f"Danh mục này gồm: {count} hồ sơ (đơn vị bảo quản).",
                *((f"Theo văn bản đồng ý số {consent}.",) if consent else ()),
            ),
            signers=((COMPILER, self.asked_by_id.sudo().name or ""),),
        )

    def action_export(self) -> dict:
        """Export the list as XLSX.

        :return dict: URL action of the download
        """
        self.ensure_one()
        self.check_access("read")
        return {
            "type": "ir.actions.act_url", "target": "download",
            "url": f"/vanthu/keep-back/{self.id}.xlsx",
        }


class VanthuFile(models.Model):
    """The lists with which a file was kept back."""

    _inherit = "vanthu.file"

    keep_back_ids = fields.Many2many(
        "vanthu.keep.back", "vanthu_keep_back_file_rel", "file_id", "keep_back_id",
        string="Kept back with", readonly=True, copy=False,
    )

    def action_keep_back(self) -> dict:
        """Make a list of files that the unit wants to keep longer.

        :return dict: action that opens the new list
        :raise AccessError: the caller does not keep one of the files
        :raise UserError: the archive has one of them already
        """
        self.check_access("write")
        gone = self.filtered(lambda file: file.state not in ("open", "closed"))
        if gone:
            raise UserError(self.env._(
                "%s is in the archive already; ask there for its use.", gone[0].display_name
            ))
        day = min(filter(None, self.mapped("handover_due")), default=local_today(self.env))
        request = self.env["vanthu.keep.back"].create({
            "company_id": self.company_id[:1].id, "unit_id": self.unit_id[:1].id,
            "until": day + relativedelta(years=1), "reason": self.env._("Still needed"),
            "file_ids": [fields.Command.set(self.ids)],
        })
        return {
            "type": "ir.actions.act_window", "res_model": request._name, "res_id": request.id,
            "view_mode": "form",
        }
