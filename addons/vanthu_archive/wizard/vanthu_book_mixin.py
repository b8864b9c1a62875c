from odoo import api, fields, models
from odoo.exceptions import ValidationError

MOST_DAYS = 366


class VanthuBookMixin(models.AbstractModel):
    """A dialog that asks of which days a book is to be printed, and hands it out.

    A model says which rows there are (``_get_form``), who may have them (``_require_reader``),
    where the workbook is (``_book_url``), and names its report as ``action_report_`` and the
    model's own name.
    """

    _name = "vanthu.book.mixin"
    _description = "Printing a book"
    _book_url = ""

    date_from = fields.Date(string="From", required=True)
    date_to = fields.Date(string="To", required=True)

    @api.constrains("date_from", "date_to")
    def _check_dates(self):
        for wizard in self:
            if not 0 <= (wizard.date_to - wizard.date_from).days < MOST_DAYS:
                raise ValidationError(self.env._("Choose days in their order, a year at most."))

    def action_print(self) -> dict:
        """Print the book as PDF.

        :return dict: report action
        :raise AccessError: the caller may not have the book
        """
        self.ensure_one()
        self._require_reader()
        name = self._name.removeprefix("vanthu.").replace(".", "_")
        return self.env.ref(f"vanthu_archive.action_report_{name}").report_action(self)

    def action_export(self) -> dict:
        """Hand the book out as XLSX.

        :return dict: URL action of the download
        :raise AccessError: the caller may not have the book
        """
        self.ensure_one()
        self._require_reader()
        return {
            "type": "ir.actions.act_url", "target": "download",
            "url": f"{self._book_url}/{self.id}.xlsx",
        }

    def _require_reader(self):
        """Refuse whoever may not have the book.

        :raise AccessError: so it is
        """
        raise NotImplementedError

    def _get_form(self):
        """Form, heading and rows of the book.

        :return tuple: ``RegisterForm``, ``RegisterCover``, list of tuples
        :raise AccessError: the caller may not have the book
        """
        raise NotImplementedError

    def _log_book(self, kind, form, rows):
        """Tell that the book was printed or exported.

        :param str kind: printed or exported
        :param form: ``RegisterForm``
        :param list rows: what stands in it
        """
        raise NotImplementedError
