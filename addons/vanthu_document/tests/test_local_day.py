"""The day that the register writes is the day in Viet Nam, also for a person without a zone."""

from datetime import date

from odoo.tests import freeze_time, tagged

from .common import VanthuCommon

# 06:30 of 10 March and 00:30 of 1 January in Viet Nam; the server still counts the day before.
MORNING = "2027-03-09 23:30:00"
NEW_YEAR = "2026-12-31 17:30:00"


@tagged("post_install", "-at_install")
class TestLocalDay(VanthuCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.clerk.tz = False
        cls.documents = cls.env(
            user=cls.clerk, context={"allowed_company_ids": cls.organisation.ids}
        )["vanthu.document"]

    def _register(self):
        document = self.documents.create({"subject": "Về việc mới", "organ_name": "Bộ"})
        document.action_register()
        return document

    @freeze_time(MORNING)
    def test_early_in_the_morning_it_is_today(self):
        document = self._register()
        self.assertEqual(document.arrival_date, date(2027, 3, 10))
        self.assertEqual(document.register_entry_id.date, date(2027, 3, 10))
        self.assertFalse(document.registered_late)

    @freeze_time(NEW_YEAR)
    def test_the_new_year_begins_in_its_own_register(self):
        document = self._register()
        self.assertEqual(document.register_id.year, 2027)
        self.assertEqual(document.arrival_number, 1)
        self.assertEqual(document.register_entry_id.date, date(2027, 1, 1))

    @freeze_time(MORNING)
    def test_a_reserved_number_and_a_closed_volume_bear_the_local_day(self):
        document = self._register()
        register = document.register_id
        entry = register.entry_ids.browse(register.action_reserve("cho Báo cáo"))
        self.assertEqual(entry.date, date(2027, 3, 10))
        entry.action_void("không dùng")
        volume = document.register_entry_id.volume_id
        volume.action_close()
        self.assertEqual(volume.closed_date, date(2027, 3, 10))

    @freeze_time(MORNING)
    def test_a_letter_of_today_is_not_from_the_future(self):
        document = self.documents.create({
            "subject": "Về việc mới", "issued_date": "2027-03-10", "arrival_date": False,
        })
        self.assertEqual(document.issued_date, date(2027, 3, 10))
