from datetime import date, timedelta

from odoo import Command
from odoo.tools import SQL

from odoo.addons.vanthu_document.tests.outgoing_common import OutgoingCommon

from .loan_common import LoanCommon
from .store_common import StoreCommon


class ArchiveFiguresCommon(LoanCommon, StoreCommon, OutgoingCommon):
    """An archive with files in every state, loans, boxes and documents, made by hand."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.year = cls.today.year
        cls.files = cls.env["vanthu.file"]
        cls._make_files()

    @classmethod
    def _make_files(cls):
        """Files whose hand-over is due, late, kept back or of no concern, and archived ones."""
        cls._close("late", cls.year - 2)
        cls._close("late, second unit", cls.year - 3, unit_id=cls.second_unit.id)
        cls._close("late, of no unit", cls.year - 3, unit_id=False)
        cls._close("later", cls.year)
        cls._close("short", cls.year - 2, term_years=3)
        back = cls._close("kept back", cls.year - 2)
        back.sudo()._write_step({"kept_until": cls.today + timedelta(days=200)})
        cls._close("permanent", cls.year - 2, term="permanent", term_years=0)
        cls._create_file(cls.archivist, name="open", catalog=cls.year - 1, notation="O.1")
        cls._archive("expired", cls.year - 12)
        cls._archive("expired long ago", cls.year - 15, physical_state="03")
        cls._archive("ends this year", cls.year - 10)
        cls._archive("ends next year", cls.year - 9)
        cls._archive("restricted", cls.year - 12, restricted=True)
        cls._archive("taken over two years ago", cls.year - 6, years_ago=2)
        cls.held = cls._archive("held", cls.year - 13)
        hold = cls.env["vanthu.hold"].with_user(cls.archivist).create({
            "name": "Thanh tra", "company_id": cls.organisation.id, "reason": "Kết luận",
            "file_ids": [Command.set(cls.held.ids)],
        })
        hold.action_place()
        cls._archive_elsewhere()

    @classmethod
    def _close(cls, name, year, **values):
        file = cls._create_file(cls.archivist, **{
            "name": name, "catalog": year, "term": "years", "term_years": 10,
            "medium": "electronic", "start_date": date(year, 1, 2), "end_date": date(year, 1, 31),
            "unit_id": cls.unit.id, "notation": f"{name}.{year}"[:30], **values,
        })
        cls._add_item(file)
        file.action_close()
        return file

    @classmethod
    def _archive(cls, name, year, years_ago=0, **values):
        restricted = values.pop("restricted", False)
        file = cls._create_archived(
            end=date(year, 6, 30), name=name, notation=f"{name}.{year}"[:30],
            unit_id=cls.unit.id, **values
        )
        if years_ago:
            file.sudo()._write_step({"archived_date": date(cls.year - years_ago, 5, 5)})
        if restricted:
            cls._restrict(file)
        return file

    @classmethod
    def _restrict(cls, file):
        file.write({"restricted": True, "allowed_user_ids": [Command.set(cls.archivist.ids)]})
        cls.env.flush_all()
        cls.env.invalidate_all()

    @classmethod
    def _archive_elsewhere(cls):
        cls._open_files(cls.other_archivist, 3)

    @classmethod
    def _open_files(cls, archivist, count):
        """Open files of another organisation's archivist."""
        return cls.env["vanthu.file"].with_user(archivist).create([
            {
                "company_id": archivist.company_id.id, "name": f"elsewhere {number}",
                "notation": f"{number}.E", "catalog": cls.year,
            } for number in range(count)
        ])

    @classmethod
    def _create_school(cls, name, login):
        """An organisation below the first one, and its archivist."""
        school = cls.env["res.company"].create({
            "name": name, "parent_id": cls.organisation.id,
        })
        return school, cls._create_archivist(login, school)

    @classmethod
    def _finish(cls, document, unit=None, user=None):
        """A registered document whose work is done, led by a unit."""
        document.action_register()
        if unit:
            cls.env["vanthu.assignment"].sudo().create({
                "document_id": document.id, "unit_id": unit.id, "role": "lead",
                "company_id": document.company_id.id, "state": "done",
            })
        document.sudo()._write_step({"state": "done"})
        return document

    def _room(self, company=None):
        return self.env["vanthu.storage.location"].search([
            ("company_id", "=", (company or self.organisation).id), ("kind", "=", "room"),
        ])

    def _board(self, user=None):
        self.env.flush_all()
        user = user or self.leader
        return self.env["vanthu.archive.board"].with_user(user).get_board()

    def _fill_boxes(self, boxes, year):
        """Put one file of a year into each box, as its newest."""
        files = self.files.with_user(self.archivist).create([
            {
                "company_id": self.organisation.id, "name": f"Trong hộp {box.id}",
                "notation": f"{box.id}.H{year}", "catalog": year,
            } for box in boxes
        ])
        for file, box in zip(files, boxes, strict=True):
            file.sudo()._write_step({"box_id": box.id})
        return files

    def _read_files(self, user):
        """Rows of the organisation's files that a person may see, read without the ORM."""
        self.env.flush_all()
        columns = (
            "id", "state", "term", "term_years", "expiry_date", "handover_due", "kept_until",
            "unit_id", "archived_date", "document_count", "physical_state", "restricted",
        )
        rows = self.env.execute_query(SQL(
            "SELECT %s FROM vanthu_file WHERE company_id = %s AND (restricted IS NOT TRUE OR id "
            "IN (SELECT file_id FROM vanthu_file_allowed_rel WHERE user_id = %s))",
            SQL(", ").join(map(SQL.identifier, columns)), self.organisation.id, user.id,
        ))
        return [dict(zip(columns, row, strict=True)) for row in rows]
