from odoo import api, fields, models

from ..tools.programs import find_package, find_program


class ResConfigSettings(models.TransientModel):
    """What works better when a program or package is there; nothing of it is needed to install."""

    _inherit = "res.config.settings"

    vanthu_tools_present = fields.Text(string="Installed", compute="_compute_vanthu_tools")
    vanthu_tools_missing = fields.Text(
        string="Not installed", compute="_compute_vanthu_tools"
    )

    @api.depends_context("lang")
    def _compute_vanthu_tools(self):
        tools = self._get_vanthu_tools()
        present = "\n".join(
            f"{name} {version}: {purpose}" for name, purpose, version in tools if version
        )
        missing = "\n".join(
            self.env._("%(name)s – without it: no %(purpose)s", name=name, purpose=purpose)
            for name, purpose, version in tools if not version
        )
        for settings in self:
            settings.vanthu_tools_present = present
            settings.vanthu_tools_missing = missing

    @api.model
    def _get_vanthu_tools(self):
        """Optional packages and programs of the server; other parts add theirs.

        :return list: triples of the name, what it is for (as words that can follow "no"), and
            the version, which is "" where it is missing
        """
        return [
            ("docxtpl", self.env._("drafts from templates"), find_package("docxtpl", "docxtpl")),
            ("python-docx", self.env._("drafts from templates"),
             find_package("docx", "python-docx")),
            ("LibreOffice Writer", self.env._("PDF of drafts"), find_program("soffice")),
            ("python-magic", self.env._("recognition of a file whose name is wrong"),
             find_package("magic", "python-magic")),
            ("poppler-utils", self.env._("pictures of PDF pages"), find_program("pdftoppm")),
            ("tesseract", self.env._("text of scanned pages"), find_program("tesseract")),
            ("wkhtmltopdf", self.env._("printing of one-page forms of other add-ons"),
             find_program("wkhtmltopdf")),
        ]
