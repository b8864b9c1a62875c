from datetime import date

from odoo import Command

from .archive_common import ArchiveCommon


class LoanCommon(ArchiveCommon):
    """Archived files, open and conditional, and requests for them at each step."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.open_file = cls._create_archived(
            name="Hồ sơ mở", access_mode="01", medium="paper", sheet_count=20
        )
        cls.closed_file = cls._create_archived(name="Hồ sơ có điều kiện", access_mode="02")

    @classmethod
    def _create_loan(cls, files, user=None, **values):
        user = user or cls.handler
        return cls.env["vanthu.loan"].with_user(user).create({
            "company_id": cls.organisation.id, "topic": "Xác minh quá trình công tác",
            "line_ids": [Command.create({"file_id": file.id}) for file in files],
            **values,
        })

    @classmethod
    def _create_outside(cls, files, **values):
        """A request of an outside person, entered by the archivist."""
        return cls._create_loan(files, cls.archivist, **{
            "reader_id": False, "reader_name": "Ngô Thị Khách", "purpose": "01",
            "reader_number": "012345678901", "reader_organ": "Thị trấn Lâm", **values,
        })

    def _approve(self, loan):
        user = self.leader if loan.is_conditional else self.archivist
        loan.with_user(user).action_approve()
        return loan.with_user(self.archivist)

    def _count(self, loan, sheets=20):
        loan.with_user(self.archivist).line_ids.write(
            {"sheets_out": sheets, "condition_out": "Nguyên vẹn"}
        )

    def _hand_out(self, loan, **values):
        """Approve, count and hand out; the request in the archivist's environment."""
        loan = self._approve(loan)
        self._count(loan)
        if values:
            loan.write(values)
        loan.action_hand_out()
        return loan

    def _make_overdue(self, loan):
        self.env.flush_all()
        self.env.cr.execute(
            "UPDATE vanthu_loan SET return_due = %s WHERE id = %s", (date(2026, 1, 5), loan.id)
        )
        loan.invalidate_recordset()
