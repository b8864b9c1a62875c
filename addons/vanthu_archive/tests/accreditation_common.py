from odoo import Command

from odoo.addons.vanthu_document.tests.handling_common import HandlingCommon

from .archive_common import ArchiveCommon


class AccreditationCommon(HandlingCommon, ArchiveCommon):
    """A framework of its own: two required criteria, three others; and a self-assessment."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.framework = cls._create_framework()
        cls.criteria = cls.framework.criterion_ids.filtered("parent_id")
        cls.needs = cls.env["vanthu.evidence.need"].create([
            {"criterion_id": cls.criteria[0].id, "name": "Sổ quản lý văn bản đến", "tier": "a"},
            {"criterion_id": cls.criteria[0].id, "name": "Sổ ghi chép", "tier": "b"},
            {"criterion_id": cls.criteria[1].id, "name": "Danh mục hồ sơ", "tier": "a"},
        ])
        cls.box = cls.env["vanthu.evidence.box"].create({"number": 99, "name": "Văn thư"})
        cls.assessment = cls.env["vanthu.self.assessment"].with_user(cls.clerk).create({
            "framework_id": cls.framework.id, "company_id": cls.organisation.id,
            "school_year": "2026-2027",
        })

    @classmethod
    def _create_framework(cls, **values):
        framework = cls.env["vanthu.accreditation.framework"].create({
            "name": "Kiểm định", "source": "TT 57", "code_pattern": "MC.{criterion}.{serial:02d}",
            "level_count": 2, "others_needed": 2, **values,
        })
        standard = cls.env["vanthu.accreditation.criterion"].create({
            "framework_id": framework.id, "number": "1", "name": "Quản trị",
        })
        cls.env["vanthu.accreditation.criterion"].create([
            {
                "framework_id": framework.id, "parent_id": standard.id, "number": f"1.{place}",
                "name": f"Tiêu chí {place}", "is_required": place <= 2,
            } for place in (1, 2, 3, 4, 10)
        ])
        framework.invalidate_recordset()
        return framework

    @classmethod
    def _add(cls, criterion=0, user=None, **values):
        """A piece of evidence under a criterion."""
        return cls.env["vanthu.evidence"].with_user(user or cls.clerk).create({
            "assessment_id": cls.assessment.id, "criterion_id": cls.criteria[criterion].id,
            "name": "Sổ", "place": "Tủ 2", **values,
        })

    def _assess(self, *levels):
        for line, level in zip(self.assessment.line_ids, levels, strict=True):
            line.level = level
        return self.assessment

    def _line(self, criterion):
        self.env.invalidate_all()
        return self.assessment.line_ids[criterion]

    def _upload(self, name="a.pdf", raw=b"%PDF- a", user=None):
        return self.env["ir.attachment"].with_user(user or self.clerk).create({
            "name": name, "raw": raw,
        })

    def _attach(self, *uploads):
        return {"attachment_ids": [Command.set([upload.id for upload in uploads])]}

    def _restrict(self, document):
        """Let only the leader read the document."""
        document.sudo().restricted = True
        document.sudo().allowed_user_ids = self.leader
        self.env.invalidate_all()

    def _create_school(self):
        """A school below the organisation."""
        return self.env["res.company"].create({
            "name": "Trường THPT A", "parent_id": self.organisation.id,
        })
