from odoo import Command, fields
from odoo.tests import new_test_user

from odoo.addons.base.tests.common import BaseCommon


class VanthuCommon(BaseCommon):
    """Two organisations with a person in each role and a few units; no demo data."""

    language = "en_US"

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        # Tests name English sentences, whatever language the database speaks.
        cls.env["res.lang"]._activate_lang(cls.language)
        cls.env.ref("base.user_root").lang = cls.language
        cls.env = cls.env(context=dict(
            cls.env.context, tz="Asia/Ho_Chi_Minh", lang=cls.language
        ))
        cls.organisation = cls._create_organisation("Sở Giáo dục và Đào tạo", "SGDĐT")
        cls.other_organisation = cls._create_organisation("Trường THPT Số Một", "THPTSM")
        cls.clerk = cls._create_person("clerk", "group_clerk")
        cls.leader = cls._create_person("leader", "group_leader")
        cls.manager = cls._create_person("manager", "group_manager")
        cls.head = cls._create_person("head", "group_user")
        cls.handler = cls._create_person("handler", "group_user")
        cls.outsider = cls._create_person("outsider", "group_user")
        cls.other_clerk = cls._create_person(
            "other_clerk", "group_clerk", cls.other_organisation
        )
        cls.unit, cls.second_unit = cls.env["vanthu.unit"].create([
            {
                "name": "Văn phòng", "code": "VP", "company_id": cls.organisation.id,
                "head_id": cls.head.id, "member_ids": [Command.set(cls.handler.ids)],
            },
            {
                "name": "Phòng Kế hoạch - Tài chính", "code": "KHTC",
                "company_id": cls.organisation.id,
                "member_ids": [Command.set(cls.outsider.ids)],
            },
        ])
        cls.today = fields.Date.context_today(cls.env.user)

    @classmethod
    def _create_organisation(cls, name, abbreviation):
        company = cls.env["res.company"].create(
            {"name": name, "organ_abbreviation": abbreviation}
        )
        company.partner_id.lang = cls.language
        cls.env["vanthu.register"]._prepare_year(
            company, fields.Date.context_today(cls.env.user).year
        )
        return company

    @classmethod
    def _create_person(cls, login, group, company=None):
        company = company or cls.organisation
        return new_test_user(
            cls.env, f"vanthu_{login}", groups=f"vanthu_document.{group}",
            name=login.replace("_", " ").title(), tz="Asia/Ho_Chi_Minh", lang=cls.language,
            company_id=company.id, company_ids=[Command.set(company.ids)],
            email=f"{login}@example.com",
        )

    @classmethod
    def _create_incoming(cls, user=None, **values):
        """One arrived document, as the clerk would enter it.

        :param user: who enters it; the clerk by default
        :return: ``vanthu.document`` in that user's environment
        """
        user = user or cls.clerk
        return cls.env["vanthu.document"].with_user(user).with_company(user.company_id).create({
            "subject": "Về việc tổng kết năm học",
            "organ_name": "Bộ Giáo dục và Đào tạo",
            "code_number": "327",
            "code_notation": "BGDĐT-VP",
            "company_id": user.company_id.id,
            **values,
        })
