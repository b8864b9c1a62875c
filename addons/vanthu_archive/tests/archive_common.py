from datetime import date

from odoo import Command

from odoo.addons.vanthu_document.tests.common import VanthuCommon


class ArchiveCommon(VanthuCommon):
    """Two organisations with an archivist and a plan in force; no demo data."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.archivist = cls._create_archivist("archivist")
        cls.other_archivist = cls._create_archivist("other_archivist", cls.other_organisation)
        cls.plan = cls._create_plan()
        cls.heading, cls.entry, cls.permanent_entry = cls.plan.line_ids

    @classmethod
    def _create_archivist(cls, login, company=None):
        user = cls._create_person(login, "group_user", company)
        user.group_ids += cls.env.ref("vanthu_archive.group_archivist")
        return user

    @classmethod
    def _create_plan(cls, year=2026, **values):
        """A plan with one heading and two files, one of them permanent; in force."""
        plan = cls.env["vanthu.file.plan"].with_user(cls.archivist).create({
            "company_id": cls.organisation.id, "year": year,
            "line_ids": [
                Command.create({
                    "sequence": 1, "kind": "heading", "name": "TỔ CHỨC, CÁN BỘ", "code": "TCCB",
                }),
                Command.create({
                    "sequence": 2, "name": "Hồ sơ tập huấn công tác văn thư", "term": "years",
                    "term_years": 10, "unit_id": cls.unit.id, "user_id": cls.handler.id,
                }),
                Command.create({
                    "sequence": 3, "name": "Hồ sơ thành lập trường", "term": "permanent",
                }),
            ],
            **values,
        })
        plan.action_approve()
        return plan

    @classmethod
    def _create_file(cls, user=None, **values):
        """An open file of the handler, opened from the plan unless a title is given."""
        user = user or cls.handler
        if "name" not in values:
            values.setdefault("plan_line_id", cls.entry.id)
        return cls.env["vanthu.file"].with_user(user).create({
            "company_id": cls.organisation.id, "catalog": 2026, **values,
        })

    @classmethod
    def _add_item(cls, file, **values):
        """A loose item in a file."""
        return cls.env["vanthu.file.document"].with_env(file.env).create({
            "file_id": file.id, "name": "Báo cáo tổng kết", "reference": "12/BC-VP",
            "issued_date": date(2026, 5, 4), "organ_name": "Văn phòng", **values,
        })

    @classmethod
    def _create_archived(cls, end=date(2026, 6, 30), **values):
        """A file that the archive has taken over, with one loose item."""
        file = cls._create_file(cls.archivist, **{
            "name": "Hồ sơ lưu trữ", "notation": None, "term": "years", "term_years": 10,
            "medium": "electronic", "start_date": date(end.year, 1, 2), "end_date": end,
            "catalog": end.year, **values,
        })
        if not file.notation:
            file.notation = f"{file.id}.TEST"
        cls._add_item(file)
        file.action_close()
        file.sudo()._archive()
        return file

    def _get_events(self, record, kind):
        return self.env["vanthu.event"].sudo().search([
            ("res_model", "=", record._name), ("res_id", "in", record.ids), ("kind", "=", kind),
        ])
