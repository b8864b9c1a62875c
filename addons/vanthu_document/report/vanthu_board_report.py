from datetime import date

from odoo import api, fields, models

from ..models.local_time import local_moment
from ..tools.periods import name_period
from ..tools.printing.board_pdf import BoardPage, write_board
from ..tools.printing.register_pdf import _print_mark


class ReportBoard(models.AbstractModel):
    """Draws the board of figures, which the same dialog asks for, on one page."""

    _name = "report.vanthu_document.board"
    _inherit = ["report.vanthu_document.handling_report"]
    _description = "Printed board of figures"

    def _draw(self, wizard):
        company = wizard.company_id
        figures = wizard._get_selection()[0]
        board = figures.with_company(company).env["vanthu.board"].get_board(
            wizard.period, fields.Date.to_string(wizard.date_from)
        )
        page = self._prepare_page(board, company.sudo())
        wizard._log("printed", len(page.figures))
        return write_board(page)

    @api.model
    def _prepare_page(self, board, company):
        first, last = (date.fromisoformat(board[key]) for key in ("first", "last"))
        name = name_period(board["kind"], first)
        return BoardPage(
            name=company.name, parent_name=company.organ_superior_name or "",
            period=f"{name} (từ ngày {first:%d/%m/%Y} đến ngày {last:%d/%m/%Y})",
            figures=[(row["key"], row["value"], row["before"]) for row in board["figures"]],
            units=[(row["name"], row["open"], row["late"]) for row in board["units"]],
            directives=(board["directives"]["open"], board["directives"]["late"]),
            oldest=[
                (
                    row["number"], date.fromisoformat(row["date"]), row["subject"], row["lead"],
                    date.fromisoformat(row["due"]) if row["due"] else None,
                    row["days_late"] if row["is_late"] else None,
                ) for row in board["oldest"]
            ],
            below=[
                tuple(row[key] for key in ("name", "arrived", "done", "rate", "open", "late"))
                for row in board["below"]
            ],
            mark=_print_mark(
                self.env.user.name, local_moment(self.env, fields.Datetime.now())
            ),
        )
