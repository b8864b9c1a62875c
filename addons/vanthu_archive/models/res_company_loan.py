from odoo import fields, models


class ResCompany(models.Model):
    """How soon a request for archived files is answered, and when files come back.

    The first three are the terms of the public service of use; in working days.
    """

    _inherit = "res.company"

    vanthu_loan_read_days = fields.Integer(string="Answer to a request to read", default=1)
    vanthu_loan_copy_days = fields.Integer(string="Answer to a request for copies", default=2)
    vanthu_loan_conditional_days = fields.Integer(
        string="Answer for files of conditional use", default=7
    )
    vanthu_loan_return_days = fields.Integer(
        string="Files come back after", default=5,
        help="Proposed where the archivist enters no day.",
    )

    _vanthu_loan_days_range = models.Constraint(
        "CHECK (vanthu_loan_read_days BETWEEN 0 AND 365 "
        "AND vanthu_loan_copy_days BETWEEN 0 AND 365 "
        "AND vanthu_loan_conditional_days BETWEEN 0 AND 365 "
        "AND vanthu_loan_return_days BETWEEN 0 AND 365)",
        "Enter 0 to 365 working days.",
    )
