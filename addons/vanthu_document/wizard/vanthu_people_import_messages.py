from odoo import fields, models


class VanthuPeopleImport(models.TransientModel):
    """What is said of a wrong file or row: one sentence with the remedy."""

    _inherit = "vanthu.people.import"

    def _get_file_message(self, error):
        """The sentence for a workbook that cannot be read.

        :param spreadsheet.SpreadsheetError error: reason with its parameters
        :return str: sentence in the user's language
        """
        params = error.params
        texts = {
            "empty": lambda: self.env._("The file is empty; choose the workbook again."),
            "too_large": lambda: self.env._(
                "The file is larger than %(limit)s MB; split it into several workbooks.",
                limit=params.get("limit"),
            ),
            "legacy": lambda: self.env._(
                "The file is an old .xls workbook or has a password; save it as .xlsx without "
                "a password."
            ),
            "not_xlsx": lambda: self.env._(
                "The file is not an Excel workbook (.xlsx); save it as .xlsx and choose it again."
            ),
            "macros": lambda: self.env._(
                "The workbook holds macros; save it as .xlsx without macros."
            ),
            "bomb": lambda: self.env._(
                "The workbook unpacks to far more than its size and was not opened; copy the "
                "table into a new workbook."
            ),
            "damaged": lambda: self.env._(
                "The workbook is damaged; open it in Excel, save it anew and choose it again."
            ),
            "no_sheet": lambda: self.env._(
                "The workbook has no sheet “%(sheet)s”; start from the workbook to fill in.",
                sheet=params.get("sheet"),
            ),
            "no_header": lambda: self.env._(
                "The sheet “%(sheet)s” lacks the columns %(columns)s; start from the workbook "
                "to fill in.", sheet=params.get("sheet"), columns=params.get("columns"),
            ),
            "too_many_rows": lambda: self.env._(
                "The sheet “%(sheet)s” has more than %(limit)s rows; split it into several "
                "workbooks.", sheet=params.get("sheet"), limit=params.get("limit"),
            ),
        }
        return texts[error.code]()

    def _get_message(self, problem):
        """The sentence for a wrong row.

        :param people_import.Problem problem: place, code and parameters
        :return str: sentence in the user's language
        """
        params = dict(problem.params)
        if "column" in params:
            params["column"] = self._get_layout()[problem.sheet][1][params["column"]][0]
        for texts in (self._get_cell_texts(), self._get_unit_texts(), self._get_person_texts()):
            if problem.code in texts:
                return texts[problem.code] % params
        raise KeyError(problem.code)

    def _get_cell_texts(self):
        return {
            "formula": self.env._("“%(column)s” holds a formula; put its value there."),
            "error": self.env._("“%(column)s” holds an error of Excel; correct the cell."),
        }

    def _get_unit_texts(self):
        return {
            "unit_without_name": self.env._("The unit has no name; enter it or delete the row."),
            "unit_twice": self.env._(
                "The unit %(unit)s stands in row %(other)s already; delete one of the two."
            ),
            "unit_cycle": self.env._(
                "The unit %(unit)s would stand below itself; choose another parent unit."
            ),
            "unknown_parent": self.env._(
                "The parent unit %(parent)s of %(unit)s is neither in the sheet nor in the "
                "organisation; add it or correct the name."
            ),
        }

    def _get_person_texts(self):
        return {
            "person_without_name": self.env._(
                "The person has no name; enter it or delete the row."
            ),
            "person_without_login": self.env._(
                "%(person)s has neither an e-mail nor a login; enter one of them."
            ),
            "bad_email": self.env._("The e-mail %(email)s of %(person)s is not one; correct it."),
            "bad_login": self.env._(
                "The login %(login)s of %(person)s contains a space; take it out."
            ),
            "login_twice": self.env._(
                "The login %(login)s stands in row %(other)s already; each person needs an own one."
            ),
            "login_elsewhere": self.env._(
                "The login %(login)s belongs to another organisation or to an archived account; "
                "choose another one."
            ),
            "unknown_unit": self.env._(
                "The unit %(unit)s of %(person)s is neither in the sheet nor in the "
                "organisation; add it or correct the name."
            ),
            "unknown_role": self.env._(
                "The role “%(role)s” of %(person)s is not known; choose one from the list."
            ),
            "unknown_post": self.env._(
                "The post “%(post)s” of %(person)s is not known; choose one from the list."
            ),
            "post_without_unit": self.env._("%(person)s has a post but no unit; enter the unit."),
            "post_twice": self.env._(
                "%(person)s has the same post as the person in row %(other)s; a unit has one "
                "head and one clerk."
            ),
        }


class VanthuPeopleImportLine(models.TransientModel):
    """A wrong row of the table, with the reason and what to do."""

    _name = "vanthu.people.import.line"
    _description = "Wrong row of an import"
    _order = "sheet desc, row, id"

    import_id = fields.Many2one(
        "vanthu.people.import", required=True, index=True, ondelete="cascade"
    )
    sheet = fields.Char()
    row = fields.Integer(aggregator=None)
    message = fields.Char(string="What is wrong and what to do")
