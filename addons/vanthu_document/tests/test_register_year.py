"""The registers of the next year: made in December, after the pattern of this one."""

from odoo.exceptions import AccessError, UserError
from odoo.tests import freeze_time, tagged

from .common import VanthuCommon


@tagged("post_install", "-at_install")
class TestRegisterYear(VanthuCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.enterClassContext(freeze_time("2031-12-01 03:00:00"))
        cls.model = cls.env["vanthu.register"]
        cls.model._prepare_year(cls.organisation, 2031)

    def _registers(self, year, company=None):
        return self.model.with_context(active_test=False).search([
            ("company_id", "=", (company or self.organisation).id), ("year", "=", year),
        ])

    def test_december_prepares_every_organisation_once(self):
        self.model._cron_prepare_next_year()
        prepared = self._registers(2032)
        self.assertEqual(set(prepared.mapped("direction")), {"incoming", "outgoing"})
        self.assertEqual(prepared.volume_ids.mapped("number"), [1, 1])
        self.assertTrue(self._registers(2032, self.other_organisation))
        self.model._cron_prepare_next_year()
        self.assertEqual(self._registers(2032), prepared)

    def test_no_other_month_prepares(self):
        with freeze_time("2031-11-30 03:00:00"):
            self.model._cron_prepare_next_year()
        self.assertFalse(self._registers(2032))

    def test_the_month_is_that_of_the_office(self):
        with freeze_time("2031-11-30 20:00:00"):
            self.model._cron_prepare_next_year()
        self.assertTrue(self._registers(2032))

    def test_series_and_names_are_taken_over(self):
        doc_type = self.env["vanthu.document.type"].search([], limit=1)
        self.model.create({
            "name": "Giấy mời", "company_id": self.organisation.id, "year": 2031,
            "series": "types", "type_ids": doc_type.ids, "sequence": 3,
        })
        retired = self.model.create({
            "name": "Cũ", "company_id": self.organisation.id, "year": 2031, "series": "types",
            "type_ids": self.env["vanthu.document.type"].search([], limit=2)[1].ids,
            "active": False,
        })
        self.model._cron_prepare_next_year()
        own = self._registers(2032).filtered(lambda r: r.series == "types")
        self.assertEqual((own.name, own.type_ids, own.sequence), ("Giấy mời", doc_type, 3))
        self.assertNotIn(retired.name, self._registers(2032).mapped("name"))

    def test_there_is_always_a_common_series(self):
        doc_type = self.env["vanthu.document.type"].search([], limit=1)
        self.model.create({
            "name": "Giấy mời", "company_id": self.organisation.id, "year": 2032,
            "series": "types", "type_ids": doc_type.ids,
        })
        found = self.model._get_for(self.organisation, 2032, "incoming")
        self.assertEqual((found.series, found.year), ("common", 2032))
        self.assertEqual(self.model._get_for(self.organisation, 2032, "incoming"), found)

    def test_a_dissolved_organisation_gets_none(self):
        self.other_organisation.organ_valid_to = "2031-12-31"
        self.model._cron_prepare_next_year()
        self.assertFalse(self._registers(2032, self.other_organisation))

    def test_the_button_prepares_now_and_only_for_clerk_and_administrator(self):
        for user in (self.clerk, self.manager):
            message = self.model.with_user(user).action_prepare_next_year()
            self.assertIn("2032", message["params"]["message"])
        self.assertEqual(len(self._registers(2032)), 2)
        for user in (self.leader, self.handler):
            with self.subTest(user.login), self.assertRaises(AccessError):
                self.model.with_user(user).action_prepare_next_year()

    def test_an_archived_register_is_named_and_not_replaced(self):
        self.model._cron_prepare_next_year()
        self._registers(2032).active = False
        with self.assertRaisesRegex(UserError, "is archived"):
            self.model._get_for(self.organisation, 2032, "incoming")

    def test_only_an_empty_register_can_be_deleted(self):
        register = self._registers(2031).filtered(lambda r: r.direction == "incoming")
        self._create_incoming(arrival_date="2031-12-01").action_register()
        with self.assertRaisesRegex(UserError, "kept for good"):
            register.unlink()
        self.model._prepare_year(self.organisation, 2040)
        self._registers(2040).unlink()
        self.assertFalse(self._registers(2040))
