"""Numbers of a register: order of time, reserved, inserted and void numbers, series."""

from datetime import date

from psycopg2.errors import UniqueViolation

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import freeze_time, tagged
from odoo.tools import mute_logger

from .common import VanthuCommon


class NumberCommon(VanthuCommon):
    """The register of 2026 of an organisation, as its clerk sees it."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.enterClassContext(freeze_time("2026-05-15 03:00:00"))
        cls.register = cls.env["vanthu.register"]._prepare_year(cls.organisation, 2026)
        cls.register = cls.register.with_user(cls.clerk)
        cls.other_register = cls.env["vanthu.register"]._prepare_year(
            cls.other_organisation, 2026
        )

    def _register(self, day="2026-05-15", **values):
        document = self._create_incoming(arrival_date=day, **values)
        document.action_register()
        return document

    def _entry(self, label):
        return self.env["vanthu.register.entry"].with_user(self.clerk).search([
            ("register_id", "=", self.register.id), ("label", "=", label),
        ])

    def _events(self, record, kind):
        return self.env["vanthu.event"].search([
            ("res_model", "=", record._name), ("res_id", "=", record.id), ("kind", "=", kind),
        ])


@tagged("post_install", "-at_install")
class TestRegisterNumber(NumberCommon):
    def test_numbers_count_from_one_for_each_organisation(self):
        self.assertEqual(
            [self._register().arrival_label for _ in range(3)], ["01", "02", "03"]
        )
        other = self._create_incoming(user=self.other_clerk)
        other.action_register()
        self.assertEqual(other.arrival_label, "01")

    def test_documents_registered_together_keep_their_order(self):
        documents = self._create_incoming()
        documents |= self._create_incoming()
        documents |= self._create_incoming()
        documents.action_register()
        self.assertEqual(documents.mapped("arrival_number"), [1, 2, 3])
        self.assertEqual(
            documents.register_entry_id.mapped("document_id"), documents,
            "each number must know its document",
        )

    def test_a_date_before_the_last_number_is_refused(self):
        self._register("2026-05-14")
        late = self._create_incoming(arrival_date="2026-05-13")
        with self.assertRaisesRegex(UserError, "Number 01 .*14/05/2026.*13/05/2026"):
            late.action_register()
        self.assertFalse(late.register_entry_id)

    def test_an_earlier_day_is_accepted_while_it_is_in_order(self):
        self._register("2026-05-11")
        self.assertEqual(self._register("2026-05-12").arrival_label, "02")
        self.assertEqual(self._register("2026-05-12").arrival_label, "03")

    def test_the_future_is_refused(self):
        tomorrow = self._create_incoming(arrival_date="2026-05-16")
        with self.assertRaisesRegex(UserError, "future"):
            tomorrow.action_register()

    def test_the_day_is_that_of_the_office_not_of_the_server(self):
        with freeze_time("2026-05-15 20:00:00"):  # 16 May, 3 o'clock in Vietnam
            document = self._create_incoming(arrival_date="2026-05-16")
            document.action_register()
        self.assertEqual(document.register_entry_id.date, date(2026, 5, 16))

    def test_a_year_has_its_own_register(self):
        self._register()
        with freeze_time("2027-01-04 03:00:00"):
            document = self._register("2027-01-04")
        self.assertEqual(document.arrival_label, "01")
        self.assertEqual(document.register_id.year, 2027)
        with self.assertRaisesRegex(UserError, "does not belong to the register of 2026"):
            self.register._take_number(date(2025, 12, 31))

    def test_types_can_have_an_own_series(self):
        types = self.env["vanthu.document.type"].search([], limit=2)
        own = self.env["vanthu.register"].create({
            "name": "Invitations", "company_id": self.organisation.id, "year": 2026,
            "series": "types", "type_ids": types[0].ids,
        })
        self._register()
        self.assertEqual(self._register(type_id=types[0].id).register_id, own)
        self.assertEqual(self._register(type_id=types[0].id).arrival_label, "02")
        self.assertEqual(self._register(type_id=types[1].id).arrival_label, "02")
        with self.assertRaises(ValidationError):
            own.copy({"name": "Rival", "type_ids": types[0].ids})
        with self.assertRaises(ValidationError):
            own.copy({"name": "Empty", "type_ids": False})

    def test_a_second_common_series_cannot_restart_the_numbers(self):
        self._register()
        register = self.register.with_user(self.manager)
        for values in ({"active": False}, {"series": "types"}, {"year": 2025}):
            with self.subTest(values), self.assertRaises(UserError):
                register.write(values)
        with mute_logger("odoo.sql_db"), self.assertRaises(UniqueViolation), \
                self.env.cr.savepoint():
            self.env["vanthu.register"].create({
                "name": "Second", "company_id": self.organisation.id, "year": 2026,
                "active": False,
            })

    def test_a_number_is_never_changed_deleted_or_made_by_hand(self):
        entry = self._register().register_entry_id.sudo()
        for values in ({"number": 7}, {"suffix": "a"}, {"date": "2026-05-01"}):
            with self.subTest(values), self.assertRaises(UserError):
                entry.write(values)
        with self.assertRaises(UserError):
            entry.unlink()
        with self.assertRaises(UserError):
            entry.create({"register_id": self.register.id, "number": 2})

    def test_a_registered_document_is_never_deleted(self):
        document = self._register()
        with self.assertRaises(UserError):
            document.unlink()

    def test_queries_do_not_grow_with_the_register(self):
        for _ in range(3):
            self._register()
        document = self._create_incoming(arrival_date="2026-05-15")
        self.env.flush_all()
        with self.assertQueryCount(60):
            document.action_register()


@tagged("post_install", "-at_install")
class TestReservedNumber(NumberCommon):
    def test_a_reserved_number_is_taken_and_logged(self):
        self._register()
        entry = self._entry_of(self.register.action_reserve("Giấy mời họp giao ban"))
        self.assertEqual((entry.label, entry.state), ("02", "reserved"))
        self.assertEqual(self._register().arrival_label, "03")
        event = self._events(entry, "number_reserved")
        self.assertEqual(event.user_id, self.clerk)
        self.assertEqual(event.detail["reason"], "Giấy mời họp giao ban")

    def _entry_of(self, entry_id):
        return self.env["vanthu.register.entry"].with_user(self.clerk).browse(entry_id)

    def test_a_reason_is_asked_for(self):
        for reason in ("", "   ", False):
            with self.subTest(reason), self.assertRaises(UserError):
                self.register.action_reserve(reason)
        self.assertFalse(self._entry("01"))

    def test_a_document_is_registered_under_its_reserved_number(self):
        entry = self._entry_of(self.register.action_reserve("Công điện báo trước", "2026-05-14"))
        self._register()
        document = self._create_incoming(arrival_date="2026-05-15")
        document.action_register_under(entry.id)
        self.assertEqual(document.arrival_label, "01")
        self.assertEqual(document.arrival_date, date(2026, 5, 14), "the number has its date")
        self.assertEqual(document.state, "registered")
        self.assertEqual((entry.state, entry.document_id), ("issued", document))
        self.assertTrue(self._events(document, "registered"))
        second = self._create_incoming()
        with self.assertRaisesRegex(UserError, "not reserved any more"):
            second.action_register_under(entry.id)

    def test_a_document_younger_than_the_reserved_number_needs_another(self):
        entry = self._entry_of(self.register.action_reserve("Báo trước", "2026-05-12"))
        document = self._create_incoming(issued_date="2026-05-14")
        with self.assertRaises(ValidationError):
            document.action_register_under(entry.id)
        self.assertEqual(entry.state, "reserved")

    def test_a_number_of_another_register_is_refused(self):
        foreign = self.other_register._take_number(
            date(2026, 5, 15), state="reserved", reason="Other"
        )
        document = self._create_incoming()
        with self.assertRaises(AccessError):
            document.action_register_under(foreign.id)
        both = self.clerk
        both.company_ids |= self.other_organisation
        with self.assertRaisesRegex(UserError, "numbered in"):
            document.with_context(
                allowed_company_ids=both.company_ids.ids
            ).action_register_under(foreign.id)

    def test_void_keeps_the_number_and_the_reason(self):
        entry = self._entry_of(self.register.action_reserve("Báo trước"))
        with self.assertRaises(UserError):
            entry.action_void(" ")
        entry.action_void("Văn bản không gửi đến")
        self.assertEqual((entry.state, entry.reason), ("void", "Văn bản không gửi đến"))
        self.assertEqual(self._register().arrival_label, "02")
        self.assertEqual(
            self._events(entry, "number_void").detail["reason"], "Văn bản không gửi đến"
        )
        with self.assertRaisesRegex(UserError, "void already"):
            entry.action_void("Again")
        with self.assertRaises(UserError):
            self._create_incoming().action_register_under(entry.id)

    def test_the_number_of_a_document_in_work_is_not_made_void(self):
        entry = self._register().register_entry_id
        with self.assertRaisesRegex(UserError, "in work"):
            entry.action_void("Mistake")

    def test_only_the_clerk_deals_with_numbers(self):
        entry_id = self.register.action_reserve("Báo trước")
        document = self._create_incoming()
        for user in (self.leader, self.manager, self.handler):
            register = self.register.with_user(user)
            entry = self._entry_of(entry_id).with_user(user)
            with self.subTest(user.login):
                for call in (
                    lambda r=register: r.action_reserve("Reason"),
                    lambda r=register: r.action_insert(entry_id, "Reason", "2026-05-15"),
                    lambda e=entry: e.action_void("Reason"),
                    lambda e=entry: e.action_correct("Reason"),
                    lambda u=user: document.with_user(u).action_register_under(entry_id),
                    lambda u=user: self.env["vanthu.register.number"].with_user(u).create({}),
                ):
                    with self.assertRaises(AccessError):
                        call()


@tagged("post_install", "-at_install")
class TestInsertedNumber(NumberCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        for day in ("2026-05-11", "2026-05-13"):
            cls._create_incoming(arrival_date=day).action_register()
        cls.first = cls.env["vanthu.register.entry"].with_user(cls.clerk).search([
            ("register_id", "=", cls.register.id), ("number", "=", 1),
        ])

    def _insert(self, after, day, reason="Sót khi vào sổ"):
        return self.env["vanthu.register.entry"].with_user(self.clerk).browse(
            self.register.action_insert(after.id, reason, day)
        )

    def test_letters_follow_each_other(self):
        first = self._insert(self.first, "2026-05-12")
        second = self._insert(self.first, "2026-05-13")
        self.assertEqual([first.label, second.label], ["01a", "01b"])
        self.assertEqual(self._events(first, "number_inserted").detail["number"], "01a")
        ordered = self.env["vanthu.register.entry"].search(
            [("register_id", "=", self.register.id)], order="number, suffix"
        )
        self.assertEqual(ordered.mapped("label"), ["01", "01a", "01b", "02"])
        self.assertEqual(self._register().arrival_label, "03")

    def test_the_date_lies_between_the_neighbours(self):
        for day in ("2026-05-10", "2026-05-14"):
            with self.subTest(day), self.assertRaisesRegex(UserError, "11/05/2026.*13/05/2026"):
                self._insert(self.first, day)
        self._insert(self.first, "2026-05-13")
        with self.assertRaisesRegex(UserError, "13/05/2026 and 13/05/2026"):
            self._insert(self.first, "2026-05-12")

    def test_nothing_is_inserted_after_the_last_number(self):
        last = self._entry("02")
        with self.assertRaisesRegex(UserError, "take the next number"):
            self._insert(last, "2026-05-13")

    def test_nothing_is_inserted_into_a_closed_volume(self):
        self.register.volume_ids.action_close()
        self._register()
        with self.assertRaisesRegex(UserError, "closed volume"):
            self._insert(self.first, "2026-05-12")

    def test_a_document_goes_under_the_inserted_number(self):
        entry = self._insert(self.first, "2026-05-12")
        document = self._create_incoming()
        wizard = self.env["vanthu.register.number"].with_user(self.clerk).create({
            "mode": "use", "register_id": self.register.id, "entry_id": entry.id,
            "document_id": document.id,
        })
        action = wizard.action_confirm()
        self.assertEqual((action["res_model"], action["res_id"]), (document._name, document.id))
        self.assertEqual((document.arrival_label, document.arrival_number), ("01a", 1))

    def test_numbers_are_found_as_they_are_written(self):
        self._insert(self.first, "2026-05-12")
        find = self.env["vanthu.register.entry"].with_user(self.clerk).name_search
        domain = [("register_id", "=", self.register.id)]
        self.assertEqual({name for _id, name in find("1", domain)}, {"01", "01a"})
        self.assertEqual([name for _id, name in find("01a", domain)], ["01a"])
        self.assertEqual(find("x", domain), [])

    def test_the_wizard_does_each_of_its_things(self):
        wizard = self.env["vanthu.register.number"].with_user(self.clerk)
        made = wizard.create({
            "mode": "reserve", "register_id": self.register.id, "reason": "Báo trước",
            "day": date(2026, 5, 15),
        }).action_confirm()
        self.assertEqual(self._entry("03").id, made["res_id"])
        wizard.create({
            "mode": "insert", "register_id": self.register.id, "entry_id": self.first.id,
            "reason": "Sót", "day": date(2026, 5, 12),
        }).action_confirm()
        self.assertEqual(self._entry("01a").reason, "Sót")
        wizard.create({
            "mode": "void", "register_id": self.register.id, "entry_id": made["res_id"],
            "reason": "Không gửi",
        }).action_confirm()
        self.assertEqual(self._entry("03").state, "void")
