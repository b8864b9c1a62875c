"""The figures by e-mail: right for each organisation, and sent to nobody who did not ask."""

from odoo.exceptions import AccessError
from odoo.tests import freeze_time, tagged

from odoo.addons.vanthu_document.hooks import _silence_default_digest

from .figures_common import FiguresCommon

KEYS = ("received", "done", "rate", "late")


@tagged("post_install", "-at_install")
class TestDigest(FiguresCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.digest = cls.env.ref("vanthu_document.digest_weekly")
        cls.board = cls.env["vanthu.board"].with_user(cls.leader)
        # The two weeks before Monday, 16 November
        cls._make("2026-11-03", due="2026-11-05", unit=cls.unit)
        cls._make("2026-11-04", due="2026-11-05", done="2026-11-05 09:00", unit=cls.unit)
        cls._make("2026-11-09", due="2026-11-10", done="2026-11-11 09:00", unit=cls.unit)
        cls._make("2026-11-15", due="2026-11-20", done="2026-11-15 23:30", unit=cls.unit)
        cls._make("2026-11-16", due="2026-11-20", done="2026-11-16 09:00", unit=cls.unit)

    def _kpis(self, user):
        found = self.digest.sudo()._compute_kpis(user.company_id, user)
        return {
            kpi["kpi_name"].removeprefix("kpi_vanthu_"): (
                kpi["kpi_col1"]["value"], kpi["kpi_col2"]["value"], kpi["kpi_col2"]["margin"]
            ) for kpi in found
        }

    def test_nobody_gets_it_until_somebody_asks(self):
        self.assertFalse(self.digest.user_ids)
        self.assertEqual(self.digest.state, "deactivated")
        self.assertEqual(self.digest.periodicity, "weekly")
        self._create_person("new_leader", "group_leader")
        self.assertFalse(self.digest.user_ids)
        self.assertIs(self.board.get_board()["weekly"], False)

    def test_whoever_asks_gets_it_each_monday_and_can_end_it(self):
        self.assertTrue(self.board.set_weekly_mail(True))
        self.assertEqual(self.digest.user_ids, self.leader)
        self.assertEqual(self.digest.state, "activated")
        self.assertEqual(str(self.digest.next_run_date), "2026-11-23")
        self.assertIs(self.board.get_board()["weekly"], True)
        self.assertFalse(self.board.set_weekly_mail(False))
        self.assertFalse(self.digest.user_ids)
        self.assertEqual(self.digest.state, "deactivated")

    def test_the_figures_are_those_of_whole_days(self):
        kpis = self._kpis(self.leader)
        self.assertEqual(set(kpis), set(KEYS))
        yesterday_and_week = {key: values[:2] for key, values in kpis.items()}
        self.assertEqual(yesterday_and_week, {
            "received": (1, 2), "done": (1, 2), "rate": ("100.00", "50.00"), "late": (1, 1),
        })
        self.assertEqual(kpis["rate"][2], -50.0, "against all in time in the week before")
        self.assertEqual(kpis["received"][2], 0.0)

    def test_each_organisation_gets_its_own(self):
        kpis = self._kpis(self.other_clerk)
        self.assertEqual(kpis["received"][:2], (0, 0))
        self.assertEqual(kpis["late"][:2], (0, 0))

    def test_who_may_not_see_the_figures_gets_none_by_mail(self):
        self.assertEqual(self._kpis(self.handler), {})
        with self.assertRaises(AccessError):
            self.digest.with_user(self.handler).kpi_vanthu_late_value  # noqa: B018

    def test_the_mail_has_the_figures_and_no_advertisement(self):
        self.board.set_weekly_mail(True)
        with freeze_time("2026-11-23 01:00:00"):
            self.env["digest.digest"]._cron_send_digest_email()
        mail = self.env["mail.mail"].search([("subject", "ilike", self.digest.name)])
        self.assertEqual(mail.email_to, self.leader.email_formatted)
        body = str(mail.body_html)
        self.assertIn("kpi_vanthu_received", body)
        self.assertIn("action-vanthu_document.vanthu_board_action", body)
        self.assertNotIn("play.google.com", body)
        self.assertNotIn("tip_title\"", body)
        self.assertEqual(str(self.digest.next_run_date), "2026-11-30")

    def test_it_stays_weekly_though_nobody_logged_in(self):
        self.board.set_weekly_mail(True)
        with freeze_time("2026-12-28 01:00:00"):
            self.env["digest.digest"]._cron_send_digest_email()
        self.assertEqual(self.digest.periodicity, "weekly")

    def test_the_digest_of_odoo_is_silent_where_nobody_else_uses_it(self):
        default = self.env.ref("digest.digest_digest_default")
        default.state = "activated"
        parameters = self.env["ir.config_parameter"].sudo()
        parameters.set_param("digest.default_digest_emails", "True")
        users = self.env["ir.module.module.dependency"].search([
            ("name", "=", "digest"), ("module_id.name", "!=", "vanthu_document"),
        ]).module_id
        users.state = "uninstalled"
        _silence_default_digest(self.env)
        self.assertEqual(default.state, "deactivated")
        self.assertFalse(parameters.get_param("digest.default_digest_emails"))

    def test_the_digest_of_odoo_stays_where_another_application_uses_it(self):
        default = self.env.ref("digest.digest_digest_default")
        default.state = "activated"
        module = self.env["ir.module.module"].create({
            "name": "other_application", "state": "installed",
        })
        self.env["ir.module.module.dependency"].create({
            "name": "digest", "module_id": module.id,
        })
        _silence_default_digest(self.env)
        self.assertEqual(default.state, "activated")
