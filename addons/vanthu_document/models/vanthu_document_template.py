import base64
import functools

from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError
from odoo.fields import Domain
from odoo.tools.misc import file_open

from ..tools.drafting import fill
from ..tools.drafting.package import DraftFileError, read_parts
from ..tools.letter_templates.shipped import SHIPPED
from .local_time import local_today


@functools.cache
def _read_shipped(path):
    with file_open(path, "rb") as handle:
        return handle.read()


class VanthuDocumentTemplate(models.Model):
    """A .docx that drafts of a type begin with, its fields in double braces.

    Layout by Phụ lục I and III of NĐ 30/2020. A shipped template is read from the add-on, so it
    is renewed with it, until an administrator puts a file of the office in its place.
    """

    _name = "vanthu.document.template"
    _description = "Template of drafts"
    _order = "sequence, name, id"

    name = fields.Char(required=True)
    sequence = fields.Integer(default=100)
    active = fields.Boolean(default=True)
    type_id = fields.Many2one(
        "vanthu.document.type", index="btree_not_null", ondelete="restrict",
        help="Empty: for every type that has no template of its own.",
    )
    company_id = fields.Many2one(
        "res.company", string="Organisation", index="btree_not_null", ondelete="cascade",
        help="Empty: for all organisations.",
    )
    valid_from = fields.Date()
    valid_to = fields.Date()
    source = fields.Char(string="Legal basis", help="The act that lays down the layout.")
    shipped_file = fields.Selection([(name, name) for name in SHIPPED], readonly=True)
    own_file = fields.Binary(string="File of the office", attachment=True)
    file_name = fields.Char(compute="_compute_file_name", store=True, readonly=False)
    content = fields.Binary(
        string="File", compute="_compute_content", inverse="_inverse_content",
        help="Word document (.docx); what stands in double braces is filled in.",
    )
    is_replaced = fields.Boolean(
        string="File replaced", compute="_compute_is_replaced",
        help="The office put its own file in the place of the shipped one.",
    )

    _validity = models.Constraint(
        "CHECK (valid_to IS NULL OR valid_from IS NULL OR valid_to >= valid_from)",
        "A template cannot end before it begins; correct one of the two dates.",
    )
    _file = models.Constraint(
        "CHECK (file_name IS NOT NULL)", "Choose the file of the template."
    )

    # ---- COMPUTES ----

    @api.depends("shipped_file")
    def _compute_file_name(self):
        for template in self:
            template.file_name = template.file_name or template.shipped_file

    @api.depends("own_file", "shipped_file")
    def _compute_content(self):
        for template in self:
            if template.own_file or not template.shipped_file:
                template.content = template.own_file
            else:
                template.content = base64.b64encode(template._read_shipped_file())

    def _inverse_content(self):
        for template in self:
            template.own_file = template.content

    @api.depends("own_file", "shipped_file")
    def _compute_is_replaced(self):
        for template in self.with_context(bin_size=True):
            template.is_replaced = bool(template.shipped_file and template.own_file)

    # ---- RECORDS ----

    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list:
            self._check_file(vals)
            if not (vals.get("content") or vals.get("own_file") or vals.get("shipped_file")):
                raise ValidationError(self.env._("Choose the file of the template."))
            vals.setdefault("file_name", vals.get("shipped_file") or f"{vals.get('name')}.docx")
        return super().create(vals_list)

    def write(self, vals):
        self._check_file(vals)
        for name in ("content", "own_file"):
            if name in vals and not vals[name] and not all(self.mapped("shipped_file")):
                raise ValidationError(self.env._("Choose the file of the template."))
        return super().write(vals)

    def copy_data(self, default=None):
        return [
            {
                **vals, "name": self.env._("%s (copy)", template.name),
                "company_id": self.env.company.id, "own_file": template.own_file,
            }
            for template, vals in zip(
                self.with_context(bin_size=False), super().copy_data(default), strict=True
            )
        ]

    @api.model
    def _check_file(self, vals):
        """Refuse a file that no draft could be made from.

        :param dict vals: values of create or write
        :raise ValidationError: says what is wrong with it and what to do
        """
        for name in ("content", "own_file"):
            if not vals.get(name):
                continue
            try:
                data = base64.b64decode(vals[name], validate=False)
                if fill.is_available():
                    fill.check(data, self._get_sample_fields(vals))
                else:
                    read_parts(data)
            except ValueError as error:
                raise ValidationError(self._explain(DraftFileError("damaged"))) from error
            except DraftFileError as error:
                raise ValidationError(self._explain(error)) from error
            self._refuse_secret_file(data, vals.get("file_name"))

    @api.model
    def _refuse_secret_file(self, data, name):
        Document = self.env["vanthu.document"]
        mark = Document._find_secret_in_file(data, name)
        if mark:
            self.env.company._log_secret_refused("file", Document._get_sha256(data), mark)
            raise UserError(Document._get_secret_sentence())

    # ---- USE ----

    def action_restore(self):
        """Take the shipped file again in the place of the office's own.

        :raise UserError: the template is not one of those that are shipped
        """
        self.check_access("write")
        if not all(self.mapped("shipped_file")):
            raise UserError(self.env._(
                "Only shipped templates can be restored; replace the file of this one."
            ))
        for template in self:
            template.write({"own_file": False, "file_name": template.shipped_file})
        return True

    def _get_content(self):
        """The file of a template.

        :return bytes:
        """
        self.ensure_one()
        template = self.sudo().with_context(bin_size=False)
        if template.own_file:
            return base64.b64decode(template.own_file)
        return template._read_shipped_file()

    def _read_shipped_file(self):
        return _read_shipped(self._get_shipped_path())

    def _get_shipped_path(self):
        """Where the shipped file lies; add-ons that ship some of their own say where.

        :return str: path below the folders of add-ons
        """
        self.ensure_one()
        return f"vanthu_document/data/templates/{self.shipped_file}"

    @api.model
    def _get_purpose_domain(self):
        """Which templates are offered at all; add-ons with such for one purpose narrow it.

        :return Domain:
        """
        return Domain.TRUE

    def _get_sample_fields(self, vals):
        """Further fields that templates with these values may name, with made-up contents.

        :param dict vals: values of create or write
        :return dict: name → str or list of str
        """
        return {}

    @api.model
    def _find_for(self, doc_type, company, day=None):
        """Templates for a type of document, the organisation's own before those for all.

        The general ones stand in where the type has none of its own.

        :param doc_type: ``vanthu.document.type``, possibly none
        :param company: ``res.company``
        :param day: day on which they must be valid; today by default
        :return: ``vanthu.document.template``
        """
        day = day or local_today(self.env)
        found = self.search(
            self._get_purpose_domain()
            & Domain("company_id", "in", [False, company.id])
            & Domain("type_id", "in", [False, doc_type.id])
            & (Domain("valid_from", "=", False) | Domain("valid_from", "<=", day))
            & (Domain("valid_to", "=", False) | Domain("valid_to", ">=", day))
        )
        return (found.filtered("type_id") or found).sorted(
            lambda template: not template.company_id
        )

    @api.model
    def _explain(self, error):
        """The sentence for whoever can do something about a file.

        :param error: ``DraftFileError``
        :return str:
        """
        sentences = {
            "damaged": self.env._(
                "The file is damaged or not a Word document; open it in a word processor, save "
                "it as .docx and choose it again."
            ),
            "encrypted": self.env._(
                "The file is protected by a password; take the password off and choose it again."
            ),
            "too_large": self.env._(
                "The file is too large; take pictures out of it and choose it again."
            ),
            "not_docx": self.env._(
                "This is not a Word document (.docx); save it as .docx and choose it again."
            ),
            "macros": self.env._(
                "The file holds macros or other programs; save it as .docx without them."
            ),
            "syntax": self.env._(
                "The template has a mistake between its braces (%s); correct it in the word "
                "processor or restore the shipped file.", error.detail,
            ),
            "unknown_field": self.env._(
                "The template names a field that does not exist, “%s”; take one of the list "
                "below or restore the shipped file.", error.detail,
            ),
            "forbidden": self.env._(
                "The template uses a command that is not allowed there (%s); only fields, "
                "conditions and lists may stand between braces.", error.detail,
            ),
            "missing_program": self.env._(
                "Drafts from templates need the package docxtpl on the server; ask the "
                "administrator, or add a file of your own."
            ),
        }
        return sentences.get(error.code, sentences["damaged"])
