from odoo import fields, models
from odoo.exceptions import UserError

from ..tools.drafting.numbering import NumberingError
from ..tools.drafting.package import DraftFileError

# What may pass by itself; all else stays as it is until somebody does something.
_PASSING = ("timeout", "failed")


class VanthuPdfQueueMixin(models.AbstractModel):
    """A PDF made in the background from a version, by LibreOffice where the server has it."""

    _name = "vanthu.pdf.queue.mixin"
    _inherit = ["vanthu.queue.mixin"]
    _description = "PDF made in the background"

    version_id = fields.Many2one(
        "vanthu.document.version", required=True, readonly=True, ondelete="cascade", index=True
    )
    state = fields.Selection(
        [("todo", "Being made"), ("done", "Made"), ("failed", "Not possible")],
        required=True, default="todo", readonly=True, index=True,
    )
    message = fields.Char(readonly=True, help="Why there is none, and what to do.")
    attachment_id = fields.Many2one(
        "ir.attachment", readonly=True, ondelete="set null", index="btree_not_null"
    )

    def _queue(self):
        """Make them again, from the first try."""
        self.write({"state": "todo", "message": False, "tries": 0, "next_try": False})
        if self:
            self._wake_up()

    def _keep(self, name, raw):
        """Keep what was made.

        :param str name: of the file, without ending
        :param bytes raw: the PDF
        """
        attachment = self.env["ir.attachment"].sudo().create({
            "name": f"{name}.pdf", "raw": raw, "mimetype": "application/pdf",
            "res_model": self._name, "res_id": self.id,
        })
        self.write({
            "state": "done", "message": False, "next_try": False,
            "attachment_id": attachment.id,
        })

    def _give_up(self):
        self._tell(self._explain_error())

    def _explain_error(self):
        return self._explain("failed")

    def _note_failure(self, error):
        if isinstance(error, (DraftFileError, NumberingError)):
            message, passes = self._explain(error.code), error.code in _PASSING
        else:
            message, passes = self._get_reason(error), not isinstance(error, UserError)
        self._tell(message, passes and self._plan_next_try())

    def _tell(self, message, at=False):
        self.write({"state": "todo" if at else "failed", "message": message, "next_try": at})

    def _explain(self, code):
        """The sentence for what hinders the PDF.

        :param str code: one of ``DraftFileError.CODES``
        :return str: in the language of the environment
        """
        sentences = {
            "missing_program": self.env._(
                "LibreOffice is not installed on the server, so there is no PDF of the draft; "
                "download the Word document, or ask the administrator."
            ),
            "timeout": self.env._(
                "Making the PDF took too long; take large pictures out of the draft, or try "
                "again later."
            ),
            "failed": self.env._(
                "The PDF could not be made; try again, or save the draft as PDF yourself and add "
                "that file."
            ),
        }
        found = sentences.get(code)
        return found or self.env["vanthu.document.template"]._explain(DraftFileError(code))
