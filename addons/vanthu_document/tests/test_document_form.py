from datetime import date, timedelta
from unittest.mock import patch

from lxml import etree

from odoo import fields
from odoo.exceptions import UserError
from odoo.tests import Form, tagged

from .common import VanthuCommon


@tagged("post_install", "-at_install")
class TestDocumentForm(VanthuCommon):
    """The clerk's form: entry by keyboard, the number, lateness, suggestions."""

    def _form(self, record=None):
        documents = self.env["vanthu.document"].with_user(self.clerk).with_company(
            self.organisation
        )
        return Form(
            record or documents, view="vanthu_document.vanthu_document_view_form_incoming"
        )

    def test_letter_is_entered_and_registered_in_the_form(self):
        with self._form() as form:
            form.code_number = "12"
            form.code_notation = "SNV-VP"
            form.organ_name = "Sở Nội vụ"
            form.subject = "Về việc tuyển dụng viên chức"
        document = form.record
        self.assertEqual(document.state, "arrived")
        self.assertEqual(document.reference, "12/SNV-VP")
        self.assertEqual(document.arrival_date, self.today)
        document.action_register()
        self.assertEqual(document.arrival_label, "01")

    def test_next_form_begins_with_day_and_channel_of_the_last(self):
        first = self._create_incoming(channel="office")
        done = first.action_register_next()
        self.assertEqual(done["number"], "01")
        self.assertEqual(done["document_id"], first.id)
        documents = self.env["vanthu.document"].with_user(self.clerk).with_context(
            **done["context"]
        )
        form = Form(documents, view="vanthu_document.vanthu_document_view_form_incoming")
        self.assertEqual(form.channel, "office")
        self.assertEqual(form.arrival_date, first.arrival_date)
        self.assertFalse(form.subject)
        self.assertFalse(form.code_number)

    def test_register_next_refuses_what_is_not_complete_and_takes_no_number(self):
        document = self._create_incoming(subject=False)
        with self.assertRaises(UserError):
            document.action_register_next()
        self.assertFalse(document.arrival_number)
        self.assertEqual(document.state, "arrived")

    def test_several_are_registered_in_the_order_in_which_they_arrived(self):
        yesterday = self.today - timedelta(days=1)
        last = self._create_incoming(code_number="2")
        first = self._create_incoming(code_number="1", arrival_date=yesterday)
        if yesterday.year == self.today.year:
            (last | first).action_register()
            self.assertLess(first.arrival_number, last.arrival_number)

    def test_late_registration_is_announced_and_kept(self):
        friday, tuesday = date(2026, 3, 6), date(2026, 3, 10)
        document = self._create_incoming(arrival_date=friday)
        with patch.object(
            fields.Date, "context_today", lambda record, timestamp=None: tuesday
        ):
            self.assertEqual(document.registration_limit, date(2026, 3, 9))
            self.assertTrue(document.registration_is_late)

    def test_monday_after_friday_is_in_time(self):
        friday, monday = date(2026, 3, 6), date(2026, 3, 9)
        document = self._create_incoming(arrival_date=friday)
        with patch.object(
            fields.Date, "context_today", lambda record, timestamp=None: monday
        ):
            self.assertFalse(document.registration_is_late)

    def test_limit_follows_the_calendar_and_not_greenwich(self):
        # Work from 6:00 in Viet Nam is 23:00 of the day before in UTC.
        calendar = self.env["resource.calendar"].create({
            "name": "early", "tz": "Asia/Ho_Chi_Minh",
            "attendance_ids": [
                (0, 0, {"name": str(day), "dayofweek": str(day), "hour_from": 6, "hour_to": 7})
                for day in range(5)
            ],
        })
        self.organisation.resource_calendar_id = calendar
        documents = self.env["vanthu.document"]
        self.assertEqual(
            documents._get_registration_limit(date(2026, 3, 6), self.organisation),
            date(2026, 3, 9),
        )
        self.assertEqual(
            documents._get_registration_limit(date(2026, 3, 4), self.organisation),
            date(2026, 3, 5),
        )

    def test_day_of_arrival_is_that_of_viet_nam_where_no_zone_is_set(self):
        documents = self.env["vanthu.document"].with_context(tz=False)
        self.env.user.tz = False
        with patch.object(fields.Datetime, "now", lambda: None), self.subTest():
            expected = fields.Date.context_today(
                self.env["vanthu.document"].with_context(tz="Asia/Ho_Chi_Minh")
            )
            self.assertEqual(documents._get_today(), expected)

    def test_suggestions_without_diacritics_and_from_known_organisations(self):
        partner = self.env["res.partner"].create(
            {"name": "Sở Kế hoạch và Đầu tư", "is_company": True}
        )
        self._create_incoming(organ_name="Ủy ban nhân dân xã Thạnh Mỹ")
        documents = self.env["vanthu.document"].with_user(self.clerk)
        self.assertIn(
            {"name": "Ủy ban nhân dân xã Thạnh Mỹ", "partner_id": False},
            documents.suggest_organs("thanh my"),
        )
        self.assertIn(
            {"name": partner.name, "partner_id": partner.id},
            documents.suggest_organs("Kế hoạch và"),
        )
        self.assertEqual(documents.suggest_organs("x"), [])

    def test_suggestions_hide_documents_of_another_organisation(self):
        self._create_incoming(organ_name="Công ty Rất Riêng Tư")
        documents = self.env["vanthu.document"].with_user(self.other_clerk)
        self.assertEqual(documents.suggest_organs("rieng tu"), [])

    def test_name_as_printed_stays_when_an_organisation_is_linked(self):
        partner = self.env["res.partner"].create({"name": "UBND tỉnh", "is_company": True})
        document = self._create_incoming(organ_name="ỦY BAN NHÂN DÂN TỈNH")
        document.organ_id = partner
        self.assertEqual(document.organ_name, "ỦY BAN NHÂN DÂN TỈNH")

    def test_deadline_classes_find_what_they_say(self):
        cases = {
            "late": self.today - timedelta(days=1), "today": self.today,
            "soon": self.organisation._add_working_days(self.today, 2),
            "later": self.organisation._add_working_days(self.today, 3) + timedelta(days=3),
            "none": False,
        }
        documents = {}
        for key, due in cases.items():
            documents[key] = self._create_incoming(code_number=key)
            documents[key].action_register()
            documents[key].due_date = due
        for key, document in documents.items():
            self.assertEqual(document.deadline_state, key)
            found = document.search([
                ("deadline_state", "=", key), ("company_id", "=", self.organisation.id),
            ])
            self.assertEqual(found, document, key)
        self.assertEqual(
            documents["late"].search([("is_overdue", "=", True)]), documents["late"]
        )
        waiting = self._create_incoming(due_date=cases["late"])
        self.assertFalse(waiting.is_overdue)

    def test_every_list_and_card_of_the_menus_opens(self):
        for action in ("incoming", "waiting", "open"):
            record = self.env.ref(f"vanthu_document.document_action_{action}")
            for mode in record.view_mode.split(","):
                views = dict((kind, view) for view, kind in record.views)
                arch = self.env["vanthu.document"].with_user(self.clerk).get_view(
                    views.get(mode), mode
                )
                self.assertTrue(arch["arch"])

    def test_handler_gets_no_button_of_the_clerk(self):
        arch = self.env["vanthu.document"].with_user(self.handler).get_view(
            self.env.ref("vanthu_document.vanthu_document_view_form_incoming").id, "form"
        )["arch"]
        for button in ("action_register", "action_open_return", "action_print_sticker"):
            self.assertNotIn(f'name="{button}"', arch)

    def test_only_the_registry_types_in_views_of_incoming_documents(self):
        Document = self.env["vanthu.document"]
        shown = {
            "form": "vanthu_document_view_form_incoming",
            "list": "vanthu_document_view_list_incoming",
            "kanban": "vanthu_document_view_kanban_incoming",
        }
        for kind, name in shown.items():
            view_id = self.env.ref(f"vanthu_document.{name}").id
            for person, typing in ((self.clerk, True), (self.handler, False), (self.clerk, True)):
                root = etree.fromstring(
                    Document.with_user(person).get_view(view_id, kind)["arch"]
                )
                for verb in ("create", "edit", "delete"):
                    allowed = root.get(verb) not in ("0", "False")
                    self.assertEqual(allowed, typing, (name, verb, person.name))

    def test_handlers_go_on_typing_in_the_drafts_form(self):
        root = etree.fromstring(self.env["vanthu.document"].with_user(self.handler).get_view(
            self.env.ref("vanthu_document.vanthu_document_view_form_outgoing").id, "form"
        )["arch"])
        self.assertNotIn(root.get("edit"), ("0", "False"))
