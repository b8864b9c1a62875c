"""What stands for all organisations is kept at the top, not by each school."""

from odoo.exceptions import AccessError
from odoo.tests import tagged

from .common import VanthuCommon


@tagged("post_install", "-at_install")
class TestSharedData(VanthuCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.school = cls.env["res.company"].create(
            {"name": "Trường trực thuộc", "parent_id": cls.organisation.id}
        )
        cls.school_manager = cls._create_person("school_manager", "group_manager", cls.school)
        cls.shared = {
            "vanthu.document.type": {"name": "Loại riêng"},
            "vanthu.holiday": {
                "name": "Nghỉ riêng", "date_from": cls.today, "date_to": cls.today,
                "company_id": False,
            },
            "vanthu.organisation.template": {"name": "Mẫu riêng"},
        }

    def _as(self, user, model):
        return self.env[model].with_user(user).with_context(
            allowed_company_ids=user.company_ids.ids
        )

    def test_a_school_does_not_change_what_stands_for_all(self):
        for model in (*self.shared, "vanthu.format.rule", "vanthu.deadline.rule",
                      "vanthu.reminder.rule"):
            records = self.env[model]
            found = records.search(
                [("company_id", "=", False)] if "company_id" in records._fields else [], limit=1
            )
            self.assertTrue(found, model)
            for verb in ("write", "unlink"):
                with self.subTest(model=model, verb=verb):
                    here = self._as(self.school_manager, model).browse(found.id)
                    self.assertFalse(here.has_access(verb))
                    top = self._as(self.manager, model).browse(found.id)
                    self.assertTrue(top.has_access(verb))

    def test_a_school_makes_nothing_that_stands_for_all(self):
        for model, values in self.shared.items():
            with self.subTest(model=model):
                self._as(self.manager, model).create(values)
                with self.assertRaises(AccessError), self.cr.savepoint():
                    self._as(self.school_manager, model).create({
                        **values, "name": "Của trường",
                    })

    def test_a_school_keeps_its_own_days_off(self):
        own = self._as(self.school_manager, "vanthu.holiday").create({
            "name": "Hội trường", "date_from": self.today, "date_to": self.today,
            "company_id": self.school.id,
        })
        own.name = "Ngày hội trường"
        self.assertEqual(own.name, "Ngày hội trường")

    def test_organisations_are_made_at_the_top_and_below_ones_own(self):
        template = self.env["vanthu.organisation.template"].search([], limit=1)
        stranger = self.env["res.company"].create({"name": "Sở khác"})
        school = self._as(self.school_manager, template._name).browse(template.id)
        with self.assertRaisesRegex(AccessError, "administrator of"):
            school.create_organisations([{"name": "Trường mới"}])
        top = self._as(self.manager, template._name).browse(template.id)
        with self.assertRaisesRegex(AccessError, "own organisations"):
            top.create_organisations([{"name": "Trường mới", "parent_id": stranger.id}])
        made = top.create_organisations([
            {"name": "Trường mới", "parent_id": self.organisation.id}
        ])
        self.assertEqual(self.env["res.company"].browse(made).parent_id, self.organisation)
