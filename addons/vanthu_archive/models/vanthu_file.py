from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tools import SQL

from odoo.addons.vanthu_document.models.local_time import local_today

from .guard import install_guard
from .states import FILE_TRANSITIONS, can_move

# From the entry of the plan; afterwards the file's own.
_FROM_PLAN = ("name", "notation", "unit_id", "user_id", "retention_id")


class VanthuFile(models.Model):
    """A case file (hồ sơ): all documents of one matter, kept together.

    Điều 28–30 of NĐ 30/2020. Field names are those of the archive standards (TT 02/2019,
    TT 05/2025/TT-BNV; ``vanthu_document.tools.metadata``).
    """

    _name = "vanthu.file"
    _description = "Case file"
    _inherit = [
        "vanthu.secrecy.thread.mixin", "vanthu.step.mixin", "vanthu.term.mixin",
        "vanthu.secrecy.mixin",
    ]
    _order = "catalog desc, notation, id desc"
    _rec_names_search = ["notation", "name", "arc_file_code"]
    _check_company_auto = True
    _mail_post_access = "read"
    _secrecy_fields = ("name", "description", "infor_sign", "closing_note")

    company_id = fields.Many2one(
        "res.company", string="Organisation", required=True, index=True, ondelete="restrict",
        default=lambda self: self.env.company,
    )
    name = fields.Char(string="Title", required=True, tracking=True, index="trigram")
    plan_line_id = fields.Many2one(
        "vanthu.file.plan.line", string="Entry of the plan", index="btree_not_null",
        ondelete="restrict", check_company=True,
        domain="[('kind', '=', 'entry'), ('plan_id.state', '=', 'in_force'), "
        "('company_id', '=', company_id)]",
    )
    fonds_id = fields.Many2one(
        "vanthu.fonds", required=True, index=True, ondelete="restrict", check_company=True,
        compute="_compute_fonds_id", store=True, readonly=False, precompute=True,
    )
    catalog = fields.Integer(
        string="Year", required=True, aggregator=None, index=True,
        default=lambda self: local_today(self.env).year,
        help="The year of the file plan (mục lục số/năm).",
    )
    notation = fields.Char(
        string="Number and notation", size=30, tracking=True, copy=False,
        help="Such as 01.TCCB; given by the file plan.",
    )
    file_code = fields.Char(
        compute="_compute_file_code", store=True, precompute=True,
        help="Code of the organisation, year, number and notation.",
    )
    arc_file_code = fields.Char(string="Archive code", size=100, readonly=True, copy=False)
    state = fields.Selection(
        [
            ("open", "Open"),
            ("closed", "Closed"),
            ("archived", "In the archive"),
            ("transferred", "In a historical archive"),
            ("disposed", "Destroyed"),
        ],
        required=True, default="open", readonly=True, copy=False, index=True, tracking=True,
    )

    # Who keeps it
    unit_id = fields.Many2one(
        "vanthu.unit", index="btree_not_null", check_company=True, tracking=True
    )
    user_id = fields.Many2one(
        "res.users", string="Kept by", index=True, tracking=True,
        default=lambda self: self.env.user,
        domain="[('share', '=', False), ('company_ids', 'in', company_id)]",
    )
    creator_name = fields.Char(
        string="Made up by", compute="_compute_creator_name", store=True, readonly=False,
        help="As printed on the cover.",
    )

    # What is in it
    line_ids = fields.One2many("vanthu.file.document", "file_id", string="Contents")
    document_count = fields.Integer(
        string="Documents", compute="_compute_counts", store=True, aggregator="sum"
    )
    medium = fields.Selection(
        [("paper", "Paper"), ("electronic", "Electronic"), ("hybrid", "Paper and electronic")],
        default="hybrid", required=True,
    )
    start_date = fields.Date(
        string="Begins", default=lambda self: local_today(self.env), tracking=True
    )
    end_date = fields.Date(
        string="Ends", help="The day on which the work was done.", tracking=True, copy=False
    )
    sheet_count = fields.Integer(string="Sheets", help="Sheets of paper (số tờ).", copy=False)
    page_count = fields.Integer(string="Pages", help="Pages of electronic documents.", copy=False)
    language_code = fields.Selection(
        selection="_selection_language", string="Language", default="01"
    )
    keyword_ids = fields.Many2many("vanthu.keyword", string="Keywords")
    infor_sign = fields.Char(string="Sign of information", size=30)
    physical_state = fields.Selection(
        [("01", "Good"), ("02", "Normal"), ("03", "Damaged")], string="Condition",
        default="02",
    )
    confidence_level = fields.Selection(
        [("01", "Born digital"), ("02", "Digitised"), ("03", "Mixed")],
        string="Kind of copy", default="03",
    )
    description = fields.Text(string="Remarks")
    closing_note = fields.Text(
        string="Condition at closing", copy=False,
        help="Chứng từ kết thúc: particulars of the sheets and the condition of the file.",
    )

    # How long and for whom
    retention_id = fields.Many2one(
        "vanthu.retention.rule", string="Retention rule", index="btree_not_null",
        ondelete="restrict", tracking=True,
        domain="['|', ('company_id', '=', False), ('company_id', '=', company_id)]",
    )
    access_mode = fields.Selection(
        [("01", "Open to all"), ("02", "Conditional use")], string="Access", required=True,
        default="02", tracking=True,
        help="State secrets (03) are not kept here.",
    )
    restricted = fields.Boolean(
        index=True, copy=False, tracking=True,
        help="Only the named persons see the file, whatever their role.",
    )
    allowed_user_ids = fields.Many2many(
        "res.users", "vanthu_file_allowed_rel", "file_id", "user_id",
        string="Named persons", copy=False,
    )

    _notation_uniq = models.UniqueIndex(
        "(company_id, catalog, notation) WHERE notation IS NOT NULL",
        "A file of that year has this number already; choose the next one.",
    )
    _list_idx = models.Index("(company_id, catalog DESC, notation, id DESC)")
    _order_idx = models.Index("(catalog DESC, notation, id DESC)")
    _year_range = models.Constraint(
        "CHECK (catalog BETWEEN 1900 AND 2200)", "Enter the year with four digits, such as 2026."
    )

    def init(self):
        install_guard(self.env.cr, "vanthu_file")

    @api.model
    def _get_step_fields(self):
        return {
            **super()._get_step_fields(), "state": "open", "arc_file_code": False,
        }

    # ---- COMPUTES ----

    @api.depends("company_id")
    def _compute_fonds_id(self):
        fonds = self.env["vanthu.fonds"].sudo().search(
            [("company_id", "in", self.company_id.ids)]
        ).grouped("company_id")
        for file in self:
            if file.fonds_id.company_id != file.company_id:
                file.fonds_id = fonds.get(file.company_id, self.env["vanthu.fonds"])[:1]

    @api.depends("company_id.organ_code", "catalog", "notation")
    def _compute_file_code(self):
        for file in self:
            parts = (file.company_id.organ_code, str(file.catalog or ""), file.notation)
            file.file_code = ".".join(filter(None, parts)) if file.notation else False

    @api.depends("user_id")
    def _compute_creator_name(self):
        for file in self:
            if file.state == "open" or not file.creator_name:
                file.creator_name = file.user_id.name

    @api.depends("line_ids")
    def _compute_counts(self):
        counts = {
            file.id: count for file, count in self.env["vanthu.file.document"].sudo()._read_group(
                [("file_id", "in", self.ids)], ["file_id"], ["__count"]
            )
        }
        for file in self:
            file.document_count = counts.get(file.id, 0)

    @api.depends("notation", "name")
    def _compute_display_name(self):
        for file in self:
            file.display_name = " – ".join(filter(None, (file.notation, file.name))) or (
                self.env._("New file")
            )

    @api.onchange("plan_line_id")
    def _onchange_plan_line_id(self):
        if self.plan_line_id:
            self.update(self._get_values_of_plan(self.plan_line_id))

    @api.onchange("retention_id")
    def _onchange_retention_id(self):
        if self.retention_id:
            self.update(self._get_term_values(self.retention_id))

    @api.model
    def _selection_language(self):
        """Languages as of documents, named in the language of the reader."""
        field = self.env["vanthu.document"]._fields["language_code"]
        return field._description_selection(self.env)

    @api.model
    def _get_values_of_plan(self, line):
        """What an entry of the plan says about the files that are opened from it.

        :param line: ``vanthu.file.plan.line``
        :return dict: values
        """
        values = {name: line[name] for name in _FROM_PLAN}
        if line.file_count:
            values.pop("notation")  # taken by the first file of this entry
        values["user_id"] = line.user_id or self.env.user
        return {**values, **self._get_term_values(line), "catalog": line.plan_id.year}

    # ---- CONSTRAINTS ----

    @api.constrains("start_date", "end_date")
    def _check_dates(self):
        for file in self:
            if file.start_date and file.end_date and file.end_date < file.start_date:
                raise ValidationError(self.env._(
                    "The file %s cannot end before it begins; correct one of the two dates.",
                    file.display_name,
                ))

    def _is_term_open(self):
        # Decided at the latest when the file is closed.
        return self.state == "open"

    # ---- CRUD ----

    @api.model_create_multi
    def create(self, vals_list):
        lines = self.env["vanthu.file.plan.line"]
        for vals in vals_list:
            line = lines.browse(vals.get("plan_line_id"))
            if line:
                values = self._convert_to_write(self._get_values_of_plan(line))
                vals.update({key: value for key, value in values.items() if key not in vals})
        files = super().create(vals_list)
        files.plan_line_id.check_access("read")
        self.env["vanthu.event"]._log(files, "file_started")
        return files

    def write(self, vals):
        if not self._is_step() and self._get_described_fields() & vals.keys():
            self._check_writable()
        access = {"restricted", "allowed_user_ids", "access_mode"} & vals.keys()
        result = super().write(vals)
        if access:
            self.env["vanthu.event"]._log(self, "access_changed")
        return result

    @api.model
    def _get_described_fields(self):
        """Fields that say what the file is; they stay once it is closed."""
        return {
            "name", "company_id", "plan_line_id", "fonds_id", "catalog", "notation", "unit_id",
            "user_id", "creator_name", "medium", "start_date", "end_date", "sheet_count",
            "page_count", "language_code", "infor_sign", "physical_state", "confidence_level",
            "description", "closing_note", "retention_id", "term", "term_years", "term_event",
            "line_ids", "keyword_ids",
        }

    def _check_writable(self):
        """Refuse changes of what is closed.

        :raise UserError: one of the files is not open
        """
        fixed = self.filtered(lambda file: file.state != "open")
        if fixed:
            raise UserError(self.env._(
                "The file %s is closed and stays as it is; open it again first if the archive "
                "has not taken it over yet.", fixed[0].display_name,
            ))

    @api.ondelete(at_uninstall=False)
    def _unlink_only_empty(self):
        for file in self:
            if file.state != "open" or file.line_ids:
                raise UserError(self.env._(
                    "The file %s has contents or is closed, and is kept.", file.display_name
                ))
        self.env["vanthu.event"]._log(self, "deleted")

    # ---- RULES FOR ACTIONS ----

    @api.model
    def _require_role(self, *groups):
        """Refuse whoever has none of the roles.

        :param groups: names of groups, of this add-on where no module is named
        :raise AccessError: the user has none of them
        """
        names = [name if "." in name else f"vanthu_archive.{name}" for name in groups]
        if self.env.su or any(self.env.user.has_group(name) for name in names):
            return
        raise AccessError(self.env._(
            "Your role does not allow this; ask the archivist or the administrator."
        ))

    def _require_move(self, target):
        """Refuse a step that the life of a file does not allow.

        :param str target: wanted state
        :raise UserError: one of the files cannot go there from its state
        """
        labels = dict(self._fields["state"]._description_selection(self.env))
        for file in self:
            if not can_move(FILE_TRANSITIONS, file.state, target):
                raise UserError(self.env._(
                    "The file %(name)s is “%(state)s” and cannot become “%(target)s”.",
                    name=file.display_name, state=labels[file.state], target=labels[target],
                ))

    def _hold_rows(self):
        """Let one person after the other decide about these files.

        Whoever comes second begins anew and sees what the first has done.
        """
        self.env.cr.execute(SQL(
            "UPDATE vanthu_file SET write_date = write_date WHERE id = ANY(%s)",
            sorted(self.ids),
        ), log_exceptions=False)  # being second is no error
