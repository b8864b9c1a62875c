from odoo import Command
from odoo.tests import Form

from .archive_common import ArchiveCommon


class StoreCommon(ArchiveCommon):
    """A room of 2 rows × 2 shelves × 2 compartments with 4 boxes each."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.profile = cls.env.ref("vanthu_archive.box_profile_tcvn")
        cls.room = cls._generate()

    @classmethod
    def _generate(cls, user=None, **values):
        """A room set up by the dialog, as the archivist or another person."""
        user = user or cls.archivist
        form = Form(cls.env["vanthu.storage.generate"].with_user(user))
        form.rows, form.shelves, form.compartments, form.boxes = 2, 2, 2, 4
        for name, value in values.items():
            setattr(form, name, value)
        action = form.save().action_generate()
        return cls.env["vanthu.storage.location"].with_user(user).search(
            action["domain"], order="full_code", limit=1
        )

    @classmethod
    def _place(cls, code):
        return cls.env["vanthu.storage.location"].with_user(cls.archivist).search([
            ("company_id", "=", cls.organisation.id), ("full_code", "=", f"K-P1-{code}"),
        ])

    @classmethod
    def _create_boxes(cls, count, location=None, user=None, **values):
        user = user or cls.archivist
        boxes = cls.env["vanthu.archive.box"].with_user(user).create([
            {"company_id": user.company_id.id, "profile_id": cls.profile.id, **values}
            for _index in range(count)
        ])
        if location:
            boxes.action_move(location.id)
        return boxes

    @classmethod
    def _create_paper_files(cls, count, sheets=100, **values):
        """Closed files of paper, made in one go."""
        files = cls.env["vanthu.file"].with_user(cls.archivist).create([
            {
                "company_id": cls.organisation.id, "name": f"Hồ sơ giấy {number}",
                "notation": f"{number}.HG", "catalog": 2024, "medium": "paper", "term": "years",
                "term_years": 10, "sheet_count": sheets, "start_date": "2024-01-02",
                "end_date": "2024-12-20", "line_ids": [Command.create({"name": "Báo cáo"})],
                **values,
            } for number in range(1, count + 1)
        ])
        files.action_close()
        return files
