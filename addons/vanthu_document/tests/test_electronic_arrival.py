"""The day of arrival of what came by itself, when it is registered on a later day."""

from datetime import date, datetime

from odoo.exceptions import UserError
from odoo.tests import freeze_time, tagged

from .test_register_number import NumberCommon

CAME = datetime(2026, 5, 14, 9, 30)  # 16:30 in Viet Nam
DAY = date(2026, 5, 14)
TODAY = date(2026, 5, 15)


@tagged("post_install", "-at_install")
class TestElectronicArrival(NumberCommon):
    """Today is 15 May; the documents came on 14 May in the afternoon."""

    def _receive(self, **values):
        document = self._create_incoming(channel="office", arrival_date=DAY, **values)
        document.sudo().received_at = CAME
        return document

    def test_own_day_stands_in_the_register_where_the_order_allows_it(self):
        document = self._receive()
        document.action_register()
        self.assertEqual(document.arrival_date, DAY)
        self.assertEqual(document.register_entry_id.date, DAY)

    def test_after_a_later_number_it_is_taken_in_today(self):
        self._register("2026-05-15")
        for channel in ("office", "email"):
            document = self._receive()
            document.channel = channel
            document.action_register()
            self.assertEqual((document.arrival_date, document.state), (TODAY, "registered"))
            self.assertEqual(document.register_entry_id.date, TODAY)
            self.assertEqual(document.received_at, CAME)

    def test_day_that_the_clerk_has_entered_is_not_changed(self):
        self._register("2026-05-15")
        typed = self._receive()
        typed.arrival_date = date(2026, 5, 13)
        paper = self._create_incoming(channel="paper", arrival_date=DAY)
        paper.sudo().received_at = CAME
        for document in (typed, paper):
            with self.assertRaisesRegex(UserError, "too early"), self.env.cr.savepoint():
                document.action_register()
        self.assertEqual((typed.arrival_date, typed.state), (date(2026, 5, 13), "arrived"))

    def test_several_at_once_keep_the_order_of_their_coming(self):
        self._register("2026-05-15")
        second, first = self._receive(), self._receive()
        first.sudo().received_at = datetime(2026, 5, 14, 2, 0)
        (second | first).action_register()
        self.assertEqual((first.arrival_label, second.arrival_label), ("02", "03"))

    def test_deadline_and_lateness_count_from_the_day_it_came(self):
        kind = self.env["vanthu.document.type"].create({
            "name": "Loại có hạn", "code": "LH", "response_days": 5,
        })
        with freeze_time("2026-05-22 03:00:00"):
            self._register("2026-05-22")
            document = self._receive(type_id=kind.id)
            expected = document._get_default_due(DAY)[0]
            self.assertLess(expected, document._get_default_due(date(2026, 5, 22))[0])
            document.action_register()
            self.assertEqual(document.arrival_date, date(2026, 5, 22))
            self.assertTrue(document.registered_late)
            self.assertEqual(document.due_date, expected)

    def test_year_that_is_over_gives_way_to_the_new_one(self):
        self._register("2026-05-15")
        document = self._receive()
        document.sudo().received_at = datetime(2026, 5, 14, 9, 0)
        with freeze_time("2027-01-04 03:00:00"):
            self.env["vanthu.register"]._prepare_year(self.organisation, 2027)
            document.action_register()
        self.assertEqual(document.arrival_date, date(2027, 1, 4))
        self.assertEqual(document.register_id.year, 2027)

    def test_register_and_next_takes_the_same_way(self):
        self._register("2026-05-15")
        document = self._receive()
        answer = document.action_register_next()
        self.assertEqual(answer["number"], "02")
        self.assertEqual(answer["context"]["default_arrival_date"], "2026-05-15")
