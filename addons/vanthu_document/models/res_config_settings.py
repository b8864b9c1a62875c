import importlib.util
import shutil

from odoo import api, fields, models

# What works better when a tool is there; nothing of it is needed to install.
_OPTIONAL_TOOLS = (
    ("module", "docx"),
    ("module", "magic"),
    ("program", "pdftoppm"),
    ("program", "tesseract"),
    ("program", "wkhtmltopdf"),
)


class ResConfigSettings(models.TransientModel):
    """Settings of the records office: the organisation itself and what the server can do."""

    _inherit = "res.config.settings"

    organ_code = fields.Char(related="company_id.organ_code", readonly=False)
    organ_abbreviation = fields.Char(related="company_id.organ_abbreviation", readonly=False)
    organ_kind = fields.Selection(related="company_id.organ_kind", readonly=False)
    organ_superior_name = fields.Char(related="company_id.organ_superior_name", readonly=False)
    organ_place = fields.Char(related="company_id.organ_place", readonly=False)
    approve_reports = fields.Boolean(related="company_id.approve_reports", readonly=False)
    # Of the code in the form, so that the warning stands there before anything is saved.
    organ_code_is_unusual = fields.Boolean(compute="_compute_organ_code_is_unusual")
    vanthu_tools_present = fields.Text(
        string="Available tools", compute="_compute_vanthu_tools"
    )
    vanthu_tools_missing = fields.Text(string="Missing tools", compute="_compute_vanthu_tools")

    @api.depends("organ_code")
    def _compute_organ_code_is_unusual(self):
        for settings in self:
            settings.organ_code_is_unusual = not self.env["res.company"]._is_usual_organ_code(
                settings.organ_code
            )

    @api.depends_context("lang")
    def _compute_vanthu_tools(self):
        present, missing = [], []
        for label, found in self._get_vanthu_tools():
            (present if found else missing).append(label)
        for settings in self:
            settings.vanthu_tools_present = "\n".join(present)
            settings.vanthu_tools_missing = "\n".join(missing)

    @api.model
    def _get_vanthu_tools(self):
        """Optional tools of the server and whether each is there; other add-ons add theirs.

        :return list: pairs of label and bool
        """
        labels = {
            "docx": self.env._("Word files (.docx): python-docx"),
            "magic": self.env._("True kind of a file: python-magic"),
            "pdftoppm": self.env._("Pictures of PDF pages: poppler-utils"),
            "tesseract": self.env._("Text of scanned pages: tesseract"),
            "wkhtmltopdf": self.env._("Printing of one-page forms: wkhtmltopdf"),
        }
        return [
            (
                labels[name],
                bool(
                    importlib.util.find_spec(name) if kind == "module" else shutil.which(name)
                ),
            )
            for kind, name in _OPTIONAL_TOOLS
        ]
