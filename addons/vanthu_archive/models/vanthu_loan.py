from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.fields import Domain
from odoo.tools import SQL

from odoo.addons.vanthu_document.models.local_time import local_today

from .guard import install_guard

# What the person who asks writes; it stays once somebody has decided.
_ASKED = {
    "company_id", "kind", "purpose", "topic", "reader_id", "reader_name", "reader_number",
    "reader_organ", "reader_phone", "copy_form", "certified", "consent_reference",
    "consent_date", "line_ids", "asked_date",
}
_OPEN_STATES = ("asked", "approved", "handed_out")


class VanthuLoan(models.Model):
    """A request to read, copy or borrow archived files, and what came of it.

    Luật Lưu trữ 33/2024/QH15, use of archives; codes of the purpose as in TT 05/2025/TT-BNV.
    The reader is somebody of the organisation or an outside person.
    """

    _name = "vanthu.loan"
    _description = "Request for archived files"
    _inherit = [
        "vanthu.secrecy.thread.mixin", "mail.activity.mixin", "vanthu.step.mixin",
        "vanthu.secrecy.mixin",
    ]
    _order = "id desc"
    _rec_names_search = ["reader_name", "topic"]
    _check_company_auto = True
    _mail_post_access = "read"
    _secrecy_fields = ("topic", "decision_note", "reader_name", "reader_organ")

    company_id = fields.Many2one(
        "res.company", string="Organisation", required=True, index=True, ondelete="restrict",
        default=lambda self: self.env.company,
    )
    kind = fields.Selection(
        [("read", "Read"), ("copy", "Copy"), ("borrow", "Borrow out of the office")],
        required=True, default="read", tracking=True,
    )
    purpose = fields.Selection(
        [("01", "Personal"), ("02", "Official"), ("03", "Special official")],
        required=True, default="02",
    )
    topic = fields.Char(string="What it is for", required=True, size=500)
    state = fields.Selection(
        [
            ("asked", "Asked"),
            ("approved", "Approved"),
            ("handed_out", "Handed out"),
            ("returned", "Done"),
            ("refused", "Refused"),
            ("cancelled", "Cancelled"),
        ],
        required=True, default="asked", readonly=True, copy=False, index=True, tracking=True,
    )

    reader_id = fields.Many2one(
        "res.users", index="btree_not_null", ondelete="restrict",
        default=lambda self: self.env.user,
        domain="[('share', '=', False), ('company_ids', 'in', company_id)]",
        help="Empty for somebody from outside.",
    )
    reader_name = fields.Char(
        string="Name of the reader", compute="_compute_reader_name", store=True, readonly=False,
        required=True, precompute=True,
    )
    reader_number = fields.Char(string="Identity number", size=30)
    reader_organ = fields.Char(string="Address or organisation")
    reader_phone = fields.Char(string="Phone", size=30)

    line_ids = fields.One2many("vanthu.loan.line", "loan_id", string="Files", copy=True)
    copy_form = fields.Selection(
        [("paper", "On paper"), ("electronic", "Electronic")], string="Copies", default="paper"
    )
    certified = fields.Boolean(string="Certified copies")
    consent_reference = fields.Char(
        string="Consent of the head", copy=False,
        help="The document by which the head consents that files leave the office.",
    )
    consent_date = fields.Date(string="Date of the consent", copy=False)

    is_conditional = fields.Boolean(
        string="Conditional use", compute="_compute_is_conditional", store=True,
        help="One of the files is of conditional use: a leader decides.",
    )
    asked_date = fields.Date(
        string="Asked on", required=True, readonly=True, copy=False,
        default=lambda self: local_today(self.env),
    )
    answer_due = fields.Date(
        string="To be answered until", compute="_compute_answer_due", store=True
    )
    decided_by_id = fields.Many2one("res.users", string="Decided by", readonly=True, copy=False)
    decided_date = fields.Date(string="Decided on", readonly=True, copy=False)
    decision_note = fields.Char(string="Remarks of the decision", copy=False)
    handed_date = fields.Date(string="Handed out on", readonly=True, copy=False)
    return_due = fields.Date(string="Due back", copy=False, tracking=True, index=True)
    returned_date = fields.Date(string="Given back on", readonly=True, copy=False)
    is_overdue = fields.Boolean(
        string="Overdue", compute="_compute_is_overdue", search="_search_is_overdue"
    )

    def init(self):
        install_guard(self.env.cr, "vanthu_loan")

    @api.model
    def _get_step_fields(self):
        return {
            **super()._get_step_fields(), "state": "asked", "asked_date": local_today(self.env),
            "decided_by_id": False, "decided_date": False, "handed_date": False,
            "returned_date": False,
        }

    # ---- COMPUTES ----

    @api.depends("reader_id")
    def _compute_reader_name(self):
        for loan in self:
            if loan.reader_id:
                loan.reader_name = loan.reader_id.sudo().name

    @api.depends("line_ids.file_id.access_mode")
    def _compute_is_conditional(self):
        for loan in self:
            loan.is_conditional = "02" in loan.sudo().line_ids.file_id.mapped("access_mode")

    @api.depends("kind", "is_conditional", "asked_date", "company_id")
    def _compute_answer_due(self):
        for loan in self:
            company = loan.company_id.sudo()
            days = company.vanthu_loan_copy_days if loan.kind == "copy" else (
                company.vanthu_loan_read_days)
            if loan.is_conditional:
                days = max(days, company.vanthu_loan_conditional_days)
            loan.answer_due = loan.asked_date and company._add_working_days(
                loan.asked_date, days
            )

    @api.depends("state", "return_due")
    def _compute_is_overdue(self):
        late = self.filtered_domain(self._get_overdue_domain())
        for loan in self:
            loan.is_overdue = loan in late

    def _search_is_overdue(self, operator, value):
        if operator not in ("in", "not in"):
            return NotImplemented
        domain = self._get_overdue_domain()
        return domain if (True in value) == (operator == "in") else ~domain

    @api.model
    def _get_overdue_domain(self):
        """What is out and should be back.

        :return Domain:
        """
        return Domain("state", "=", "handed_out") & Domain(
            "return_due", "<", local_today(self.env)
        )

    @api.model
    def _get_own_domain(self):
        """Requests of which the caller is the reader.

        :return Domain:
        """
        return Domain("reader_id", "=", self.env.uid)

    @api.depends("reader_name", "asked_date")
    def _compute_display_name(self):
        for loan in self:
            day = loan.asked_date and loan.asked_date.strftime("%d/%m/%Y")
            loan.display_name = " – ".join(filter(None, (loan.reader_name, day)))

    # ---- WHO WRITES WHAT ----

    @api.constrains("reader_id", "reader_name", "reader_number", "reader_organ", "company_id")
    def _check_outside_reader(self):
        for loan in self:
            reader = loan.reader_id.sudo()
            if reader and (
                loan.company_id not in reader.company_ids or loan.reader_name != reader.name
            ):
                raise ValidationError(self.env._(
                    "The reader is a person of this organisation with the own name; leave the "
                    "reader empty for somebody from outside."
                ))
            if not loan.reader_id and not (loan.reader_number and loan.reader_organ):
                raise ValidationError(self.env._(
                    "Enter identity number and address or organisation of a reader from outside."
                ))

    @api.model_create_multi
    def create(self, vals_list):
        loans = super().create(vals_list)
        loans._check_asker()
        if not all(loan.line_ids for loan in loans):
            raise UserError(self.env._("Name at least one archived file."))
        self.env["vanthu.event"]._log(loans, "loan_asked")
        loans._tell_deciders()
        return loans

    def _is_archivist(self):
        return self.env.su or self.env.user.has_group("vanthu_archive.group_archivist")

    def _check_asker(self):
        """Others and outside persons are entered by the archivist; each asks for himself.

        :raise UserError: somebody else asks for another
        """
        if not self._is_archivist() and any(loan.reader_id != self.env.user for loan in self):
            raise UserError(self.env._(
                "You ask for yourself; the archivist enters requests of other persons."
            ))

    def write(self, vals):
        if not self._is_step():
            self._check_writable(vals)
        result = super().write(vals)
        if not self._is_step() and "reader_id" in vals:
            self._check_asker()
            self.line_ids._check_reader()
        return result

    def _check_writable(self, vals):
        """What was asked stays once it is decided, and the rest is the archive's to write.

        :param dict vals: values that a person writes
        :raise UserError: it is too late for one of them
        :raise AccessError: another role writes them
        """
        # Rows of the list have rules of their own (sheets, condition).
        if vals.keys() & _ASKED - {"line_ids"}:
            if any(loan.state != "asked" for loan in self):
                raise UserError(self.env._(
                    "The request is decided and stays as it was asked; make a new one."
                ))
            if not self._is_archivist() and any(
                self.env.user not in (loan.reader_id, loan.create_uid) for loan in self
            ):
                raise AccessError(self.env._("Only who asked, or the archivist, changes this."))
        if "decision_note" in vals:
            self._require_decider()
            if any(loan.state != "asked" for loan in self):
                raise UserError(self.env._("The decision stays as it was written."))
        if "return_due" in vals:
            self.env["vanthu.file"]._require_role("group_archivist")
            if any(loan.state not in _OPEN_STATES for loan in self):
                raise UserError(self.env._("The request is finished and stays as it is."))

    @api.ondelete(at_uninstall=False)
    def _unlink_never(self):
        raise UserError(self.env._("Requests are kept; cancel it instead."))

    # ---- RULES FOR ACTIONS ----

    def _get_decider_roles(self):
        """The archivist decides about open files, a leader about those of conditional use.

        :return list: names of groups
        """
        roles = ["vanthu_document.group_leader"]
        if not self.is_conditional:
            roles.append("vanthu_archive.group_archivist")
        return roles

    def _require_decider(self):
        """Refuse whoever may not decide.

        :raise AccessError: the caller may not decide
        """
        for loan in self:
            self.env["vanthu.file"]._require_role(*loan._get_decider_roles())

    def _hold_row(self):
        """Let one person after the other decide about this request."""
        self.env.cr.execute(SQL(
            "UPDATE vanthu_loan SET write_date = write_date WHERE id = ANY(%s)",
            sorted(self.ids),
        ), log_exceptions=False)

    def _tell_deciders(self):
        """An activity for each person who may decide, other than the one who asks."""
        for loan in self:
            loan._tell(
                "vanthu_document.group_leader" if loan.is_conditional
                else "vanthu_archive.group_archivist",
                lambda env: env._("Decide about the request"),
            )

    def _tell(self, group, summary):
        """An activity for each person of a role who may read the request, but the caller.

        :param str group: role
        :param summary: function of an environment in the person's language → str
        """
        loan = self.sudo()
        for user in self.env.ref(group).sudo().all_user_ids:
            if (
                user.active and user != self.env.user and loan.company_id in user.company_ids
                and loan.with_user(user).has_access("read")
            ):
                loan.activity_schedule(
                    "mail.mail_activity_data_todo", user_id=user.id,
                    date_deadline=loan.answer_due,
                    summary=summary(loan.with_context(lang=user.lang).env),
                )
