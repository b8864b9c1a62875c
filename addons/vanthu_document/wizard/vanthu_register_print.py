from odoo import api, fields, models
from odoo.exceptions import UserError

from ..models.local_time import local_today
from ..models.vanthu_register_print_outgoing import YEAR_BOOKS
from ..tools.printing.spec import COPY_REGISTER, FORMS, FORMS_OF


class VanthuRegisterPrint(models.TransientModel):
    """Choose register, form and range; print as PDF or export as XLSX."""

    _name = "vanthu.register.print"
    _description = "Print register"

    direction = fields.Selection(
        lambda self: self.env["vanthu.register"]._fields["direction"]._description_selection(
            self.env
        ),
        compute="_compute_direction",
    )
    register_id = fields.Many2one(
        "vanthu.register", required=True, default=lambda self: self._default_register(),
        domain="[('direction', '=', direction)]", ondelete="cascade",
    )
    form = fields.Selection(
        [
            ("incoming_register", "Register of incoming documents"),
            ("follow_up_register", "Register of follow-up of incoming documents"),
            ("hand_over_list", "Hand-over list"),
        ],
        required=True, default="incoming_register",
    )
    outgoing_form = fields.Selection(
        [
            ("outgoing_register", "Register of outgoing documents"),
            ("post_book", "Book of documents sent by post"),
            ("kept_copy_book", "Book of the use of kept copies"),
        ],
        string="Book", required=True, default="outgoing_register",
    )
    volume_id = fields.Many2one(
        "vanthu.register.volume", compute="_compute_volume_id", store=True, readonly=False,
        domain="[('register_id', '=', register_id)]", ondelete="cascade",
        help="Leave empty to print all volumes of the register.",
    )
    range_kind = fields.Selection(
        [("all", "Everything"), ("numbers", "Numbers"), ("dates", "Dates")],
        string="Range", required=True, default="all",
    )
    number_from = fields.Integer(string="From number")
    number_to = fields.Integer(string="To number")
    date_from = fields.Date(string="From date")
    date_to = fields.Date(string="To date")
    can_close = fields.Boolean(compute="_compute_can_close")
    summary = fields.Char(string="In it", compute="_compute_summary")

    def _default_register(self):
        year = local_today(self.env).year
        direction = self.env.context.get("vanthu_direction") or "incoming"
        return self.env["vanthu.register"].search([
            ("company_id", "=", self.env.company.id), ("direction", "=", direction),
            ("year", "<=", year),
        ], order="year desc, sequence, id", limit=1)

    @api.depends("register_id")
    @api.depends_context("vanthu_direction")
    def _compute_direction(self):
        preset = self.env.context.get("vanthu_direction") or "incoming"
        for wizard in self:
            wizard.direction = wizard.register_id.direction or preset

    @api.depends("register_id")
    def _compute_volume_id(self):
        for wizard in self:
            if wizard.volume_id.register_id != wizard.register_id:
                wizard.volume_id = wizard.register_id.volume_ids.filtered(
                    lambda volume: volume.state == "open"
                )[:1]

    @api.depends("volume_id.state", "direction", "form", "outgoing_form", "range_kind")
    @api.depends_context("uid")
    def _compute_can_close(self):
        is_clerk = self.env.user.has_group("vanthu_document.group_clerk")
        for wizard in self:
            wizard.can_close = bool(
                is_clerk and wizard.volume_id.state == "open" and wizard.volume_id.entry_count
                and wizard.range_kind == "all" and wizard._is_register()
            )

    def _is_register(self):
        """Whether the chosen form is the register itself, of which volumes are bound."""
        form = self._get_form()
        return form in FORMS_OF.get(self.direction, ())[:1]

    def _get_form(self):
        """The chosen form; that of another direction does not count.

        :return: ``RegisterForm``
        """
        if self.direction == "copy":
            return COPY_REGISTER
        return FORMS[self.form if self.direction == "incoming" else self.outgoing_form]

    @api.depends("register_id", "volume_id", "direction", "form", "outgoing_form")
    def _compute_summary(self):
        Entry = self.env["vanthu.register.entry"]
        for wizard in self:
            if not wizard.register_id or not wizard._is_register():
                wizard.summary = False
                continue
            domain = [("volume_id", "=", wizard.volume_id.id)] if wizard.volume_id else [
                ("register_id", "=", wizard.register_id.id)
            ]
            groups = Entry._read_group(
                domain, ["state"], ["__count", "number:min", "number:max", "date:min", "date:max"]
            )
            wizard.summary = wizard._describe_groups(groups)

    def _describe_groups(self, groups):
        if not groups:
            return self.env._("No number yet.")
        counts = {state: count for state, count, *_range in groups}
        days = [day for *_start, first, last in groups for day in (first, last)]
        parts = [self.env._(
            "Numbers: %(count)s, %(first)s to %(last)s, from %(start)s to %(end)s",
            count=sum(counts.values()), first=f"{min(group[2] for group in groups):02d}",
            last=f"{max(group[3] for group in groups):02d}", start=f"{min(days):%d/%m/%Y}",
            end=f"{max(days):%d/%m/%Y}",
        )]
        if counts.get("void"):
            parts.append(self.env._("%s void", counts["void"]))
        if counts.get("reserved"):
            parts.append(self.env._("%s still reserved", counts["reserved"]))
        if self.volume_id.printed_at:
            printed = fields.Datetime.context_timestamp(self, self.volume_id.printed_at)
            parts.append(self.env._("last printed on %s", f"{printed:%d/%m/%Y}"))
        return "; ".join(parts)

    def _get_selection(self):
        """What is to be printed.

        :return tuple: register, ``RegisterForm``, volume, (first, last number),
            (first, last date), as :meth:`vanthu.register._get_print_rows` takes them
        :raise UserError: a range that ends before it begins
        """
        self.ensure_one()
        numbers = days = None
        if self.range_kind == "numbers":
            numbers = (self.number_from, self.number_to)
            if self.number_to and self.number_from > self.number_to:
                raise UserError(self.env._(
                    "The range ends before it begins; enter the smaller number first."
                ))
        elif self.range_kind == "dates":
            days = (self.date_from, self.date_to)
            if self.date_from and self.date_to and self.date_from > self.date_to:
                raise UserError(self.env._(
                    "The range ends before it begins; enter the earlier date first."
                ))
        self.register_id._get_own_form()
        form = self._get_form()
        if form not in FORMS_OF[self.register_id.direction]:
            raise UserError(self.env._(
                "Choose a book that belongs to %s.", self.register_id.display_name
            ))
        volume = self.volume_id if form.code not in YEAR_BOOKS else self.volume_id.browse()
        return self.register_id, form, volume, numbers, days

    def action_close_and_print(self) -> dict:
        """Close the open volume for good and print it, ready to be signed and bound.

        :return dict: report action
        :raise UserError: not the whole volume is chosen, or numbers in it are still reserved
        :raise AccessError: the person is no registry clerk
        """
        self.ensure_one()
        self._get_selection()
        if not self.volume_id or self.range_kind != "all" or not self._is_register():
            raise UserError(self.env._(
                "Choose the register and one whole volume of it to close and print."
            ))
        self.volume_id.action_close()
        return self.action_print()

    def action_print(self):
        """Print as PDF.

        :return dict: report action
        """
        self._get_selection()
        report = self.env.ref("vanthu_document.action_report_register_print")
        return report.report_action(self)

    def action_export(self):
        """Export as XLSX.

        :return dict: URL action of the download
        """
        self._get_selection()
        return {
            "type": "ir.actions.act_url",
            "url": f"/vanthu/register/{self.id}.xlsx",
            "target": "download",
        }
