import csv
import datetime
import threading
import unittest
from pathlib import Path
from unittest.mock import patch

from odoo import fields
from odoo.tests import tagged

from ..demo import drafts, follow_ups, layout, letters, loader, names, plans
from ..demo.calendar import Weeks
from ..demo.clock import go_to, travelling
from ..models.states import INCOMING_TRANSITIONS, OUTGOING_TRANSITIONS
from ..tools.document_reader import read_document_dict
from ..tools.normalize import fold
from ..tools.text_extract import extract_text
from .common import VanthuCommon

SUNDAY = datetime.datetime(2026, 11, 22, 5, 0)
NEW_YEAR = datetime.datetime(2027, 1, 4, 17, 30)


class _School:
    organ_abbreviation = "THPT-NT"
    organ_place = names.PLACE
    partner_id = None


def make_plans(weeks):
    """The plans of the Department without a database."""
    principals = {school: ("Trần Quốc Tuấn", _School) for school in names.SCHOOLS}
    return plans.department_plans(weeks, principals)


class TestWeeks(unittest.TestCase):
    def test_weeks_end_today_and_hold_working_days_only(self):
        for now in (SUNDAY, NEW_YEAR, datetime.datetime(2026, 11, 24, 0, 30)):
            weeks = Weeks(now, 30)
            self.assertEqual(len(weeks.days), 30)
            self.assertEqual(weeks.days, sorted(weeks.days))
            self.assertTrue(all(day.weekday() < 5 for day in weeks.days))
            self.assertLessEqual((weeks.today - weeks.days[-1]).days, 2)

    def test_no_moment_lies_in_the_future(self):
        weeks = Weeks(datetime.datetime(2026, 11, 24, 1, 30), 5)
        self.assertEqual(weeks.moment(4, 8), datetime.datetime(2026, 11, 24, 1, 0))
        self.assertEqual(weeks.moment(4, 15), weeks.now)
        self.assertEqual(weeks.moment(9, 8), weeks.now)

    def test_day_in_vietnam_counts(self):
        self.assertEqual(Weeks(NEW_YEAR, 3).days[-1], datetime.date(2027, 1, 5))


class TestClock(unittest.TestCase):
    class _Cursor:
        _now = None

    def test_dates_follow_in_this_thread_only_and_come_back(self):
        there = datetime.datetime(2026, 3, 2, 1, 5)
        elsewhere = []
        default = fields.Datetime.now
        with travelling():
            go_to(self._Cursor(), there)
            self.assertEqual(default(), there)
            self.assertEqual(fields.Date.today(), there.date())
            thread = threading.Thread(target=lambda: elsewhere.append(fields.Datetime.now()))
            thread.start()
            thread.join()
            self.assertEqual(fields.Date.to_date("2026-03-01"), datetime.date(2026, 3, 1))
            self.assertEqual(fields.Datetime.to_datetime(there), there)
        self.assertGreater(elsewhere[0], there)
        self.assertGreater(fields.Datetime.now(), there)


class TestPlans(unittest.TestCase):
    def test_every_state_of_a_document_is_shown(self):
        targets = {plan["target"] for plan in make_plans(Weeks(SUNDAY, plans.WORKING_DAYS))}
        self.assertLessEqual(
            set(INCOMING_TRANSITIONS) - {"recalled"} | {"accepted", "reported"}, targets
        )

    def test_what_more_happens_is_said_of_enough_letters(self):
        weeks = Weeks(SUNDAY, plans.WORKING_DAYS)
        made = make_plans(weeks)
        waiting = [plan for plan in made if plan["target"] == "submitted"]
        self.assertEqual(len(waiting), 22)
        self.assertGreaterEqual(sum(plan.get("leader") == 0 for plan in waiting), 20)
        self.assertFalse(any(plan["docx"] for plan in waiting if plan.get("leader") == 0))
        follow_ups.mark(weeks, made)

        def count(key, value=None):
            return sum(
                plan.get(key) == value if value else bool(plan.get(key)) for plan in made
            )

        self.assertEqual(
            [count("extension", fate) for fate in ("asked", "granted", "refused")], [3, 1, 1]
        )
        self.assertEqual((count("pause"), count("consult"), count("approval")), (2, 1, 5))
        self.assertEqual(count("in_place"), 2)
        running = [plan["due"] for plan in made if plan["target"] == "in_progress"]
        last = plans.WORKING_DAYS - 1
        for day in (weeks.day(last - 3), weeks.day(last - 1), weeks.days[-1],
                    weeks.later(weeks.days[-1], 2)):
            self.assertIn(day, running)

    def test_words_name_units_of_the_department_and_end_as_they_say(self):
        path = Path(layout.__file__).parent.parent / "data"
        data = (path / "vanthu_organisation_template_data.xml").read_text(encoding="utf-8")
        for subject, content, source, lead, helping, ago, days, state in follow_ups.WORDS:
            with self.subTest(subject):
                self.assertTrue(content)
                self.assertIn(source, ("meeting", "word"))
                for code in (lead, *helping):
                    self.assertIn(f">{code}<", data)
                self.assertLess(ago, plans.WORKING_DAYS)
                self.assertGreater(days, 0)
                self.assertIn(state, ("new", "accepted", "in_progress", "approved"))

    def test_some_are_urgent_late_restricted_and_on_each_channel(self):
        weeks = Weeks(SUNDAY, plans.WORKING_DAYS)
        made = make_plans(weeks)
        self.assertEqual(len(made), 120)
        open_plans = [plan for plan in made if plan["target"] in ("assigned", "in_progress")]
        self.assertTrue(any(plan["due"] and plan["due"] < weeks.today for plan in open_plans))
        self.assertTrue(any(plan["priority"] != "0" for plan in open_plans))
        self.assertTrue(any(plan["restricted"] for plan in made))
        self.assertEqual(
            {plan["channel"] for plan in made}, {"paper", "email", "office", "axis", "upload"}
        )

    def test_letters_are_older_than_their_arrival_and_no_number_comes_twice(self):
        for now in (SUNDAY, NEW_YEAR):
            weeks = Weeks(now, plans.WORKING_DAYS)
            made = make_plans(weeks)
            for plan in made:
                self.assertLessEqual(plan["letter"]["date"], weeks.day(plan["day"]))
            keys = [
                (plan["letter"]["number"], plan["letter"]["notation"], plan["letter"]["organ"])
                for plan in made
            ]
            self.assertEqual(len(keys), len(set(keys)))

    def test_units_of_the_letters_are_units_of_the_department(self):
        path = Path(layout.__file__).parent.parent / "data"
        data = (path / "vanthu_organisation_template_data.xml").read_text(encoding="utf-8")
        for topic in letters.TOPICS:
            for code in (topic[5], *topic[6]):
                self.assertIn(f">{code}<", data)


class TestLetters(unittest.TestCase):
    def check(self, letter, data, name):
        text = extract_text(data, name).text
        found = read_document_dict(text)
        value = {key: (item or {}).get("value") for key, item in found.items()}
        self.assertEqual(int(value["code_number"]), letter["number"])
        self.assertEqual(value["code_notation"], letter["notation"])
        self.assertEqual(value["issued_date"], letter["date"].isoformat())
        self.assertEqual(fold(value["type"]), fold(letter["type"] or "Công văn"))
        self.assertEqual(fold(value["subject"]), fold(letter["subject"]))
        self.assertEqual(value["signer_name"], letter["signer"])

    def test_pdf_and_word_say_what_the_plan_says(self):
        made = make_plans(Weeks(SUNDAY, plans.WORKING_DAYS))
        for plan in made[:len(letters.TOPICS) + 8]:
            letter = plan["letter"]
            with self.subTest(subject=letter["subject"]):
                self.check(letter, layout.make_pdf(letter), "a.pdf")
        self.check(made[0]["letter"], layout.make_docx(made[0]["letter"]), "a.docx")

    def test_every_role_has_a_login_and_each_login_a_person(self):
        path = Path(layout.__file__).with_name("logins.csv")
        rows = list(csv.DictReader(path.read_text(encoding="utf-8").splitlines()))
        self.assertEqual(len({row["role"] for row in rows}), 8)
        people = {
            person[5]: person[0] for person in names.DEPARTMENT_PEOPLE
        }
        for school, pair in names.SCHOOL_LOGINS.items():
            people.update(zip(pair, names.SCHOOL_PEOPLE[school], strict=True))
        for row in rows:
            self.assertEqual(people[row["login"]], row["name"])
            self.assertTrue(row["password"])


@tagged("post_install", "-at_install")
class TestLoad(VanthuCommon):
    def test_small_demo_tells_each_kind_of_way_in_order(self):
        if self.env["res.users"].search([("login", "=", "vanthu")]):
            self.skipTest("this database holds the demo")
        recent = ["arrived", "returned", "handed_over", "registered", "submitted", "assigned",
                  "accepted", *["in_progress"] * 12, "reported", "reported"]
        with patch.multiple(plans, DEPARTMENT_COUNT=24, _RECENT=recent, SCHOOL_COUNT=2), \
                patch.object(names, "SCHOOLS", names.SCHOOLS[:2]), \
                patch.object(names, "BUSY_SCHOOLS", names.SCHOOLS[:1]), \
                patch.object(names, "DISTRICTS", names.DISTRICTS[:4]):
            loader.load(self.env)
        department = self.env["res.company"].search([("name", "=", names.DEPARTMENT)])
        self.assertEqual(department.organ_code, "H99.05")
        documents = self.env["vanthu.document"].search(
            [("company_id", "=", department.id), ("direction", "=", "incoming")], order="id"
        )
        self.assertEqual(len(documents), 24)
        self.assertLessEqual(
            {"arrived", "returned", "handed_over", "registered", "submitted", "assigned",
             "in_progress", "done"}, set(documents.mapped("state")),
        )
        self.assertTrue(all(documents.mapped("message_main_attachment_id")))
        entries = self.env["vanthu.register.entry"].search(
            [("company_id", "=", department.id)], order="register_id, number, suffix"
        )
        for own in entries.grouped("register_id").values():
            self.assertEqual(own.mapped("date"), sorted(own.mapped("date")))
        self.assertEqual({"issued", "reserved", "void"}, set(entries.mapped("state")))
        self.assertFalse(any(documents.mapped("registered_late")))
        requests = self.env["vanthu.join.request"].search([
            ("company_id", "=", department.id), ("person_email", "like", names.MAIL),
        ])
        self.assertTrue(requests._is_open())
        self.assertEqual(requests.mapped("state"), ["waiting"] * 3)
        self.assertEqual(requests.filtered("letter_id").mapped("kind"), ["organisation"] * 2)
        person = requests.filtered(lambda request: request.kind == "person")
        self.assertEqual(person.organisation_id, department)
        offices = self.env["res.company"].search([("organ_is_historic", "=", True)])
        self.assertEqual(
            {office.organ_successor_id.organ_kind for office in offices},
            {"office", "department"},
        )
        clerk = self.env["res.users"].search([("login", "=", "vanthu")])
        self.assertEqual(clerk.company_id, department)
        self.assertTrue(clerk.has_group("vanthu_document.group_clerk"))
        self.assertFalse(self.env["mail.mail"].search([("state", "=", "outgoing")]))
        self._check_follow_ups(department)
        self._check_outgoing(department)

    def _check_outgoing(self, department):
        """Drafts in each step, issued documents with their file, receivers at each step."""
        documents = self.env["vanthu.document"].search(
            [("company_id", "=", department.id), ("direction", "=", "outgoing")]
        )
        self.assertEqual(len(documents), len(drafts.OUTGOING))
        self.assertEqual(set(documents.mapped("state")), set(OUTGOING_TRANSITIONS))
        for document in documents:
            self.assertTrue(document.current_version_id, document.subject)
            self.assertTrue(document.draft_preview_id, "the desk shows its first page")
        issued = documents.filtered("issued_at")
        self.assertTrue(all(document._is_issued_file_intact() for document in issued))
        self.assertEqual(
            issued.sorted("issue_number").mapped("issued_at"), sorted(issued.mapped("issued_at"))
        )
        text = extract_text(issued[0].issued_attachment_id.raw, "a.pdf").text
        found = read_document_dict(text)
        self.assertEqual(int(found["code_number"]["value"]), issued[0].issue_number)
        self.assertEqual(len(documents.filtered("send_back_reason")), 1)
        self.assertTrue(documents.filtered("to_send_late"), "one presses")
        self.assertFalse(issued.filtered(
            lambda d: d.signed_by_id != d.signing_user_id or not d.content_checked_by_id
        ))
        deliveries = documents.delivery_ids
        self.assertLessEqual(
            {"waiting", "sent", "received", "refused", "recall_asked", "done"},
            set(deliveries.mapped("state")),
        )
        self.assertFalse(deliveries.filtered("error"))

    def _check_follow_ups(self, department):
        """Each act on work has happened at least once, and pressing things wait for somebody."""
        ours = [("company_id", "=", department.id)]
        work = self.env["vanthu.assignment"].search(ours)
        self.assertLessEqual(
            {"late", "soon", "paused", "met"}, set(work.mapped("deadline_state"))
        )
        today = fields.Date.context_today(department)
        for row in work.filtered(lambda row: row.deadline_state == "late"):
            self.assertLess(row.due_date, today)
        requests = self.env["vanthu.extension"].search(ours)
        self.assertEqual(
            sorted(requests.mapped("state")), ["asked", "asked", "asked", "granted", "refused"]
        )
        director = self.env["res.users"].search([("login", "=", "giamdoc")])
        counts = {
            (block["key"], figure["key"]): figure["count"]
            for block in self.env["vanthu.home"].with_user(director).get_home()["blocks"]
            for figure in block["figures"]
        }
        self.assertEqual(counts["desk", "to_direct"], 1)
        self.assertEqual(counts["desk", "to_approve"], 2)
        self.assertEqual(counts["desk", "extensions"], 3)
        rounds = self.env["vanthu.consultation"].search(ours)
        self.assertEqual(rounds.assignment_ids.mapped("state").count("done"), 2)
        self.assertEqual(len(rounds.assignment_ids), 3)
        directives = self.env["vanthu.directive"].search(ours)
        self.assertEqual(set(directives.mapped("source")), {"document", "meeting", "word"})
        self.assertIn("done", work.filtered("needs_approval").mapped("state"))
        delegation = self.env["vanthu.delegation"].search(ours)
        self.assertEqual((delegation.kind, delegation.state), ("kt", "active"))
        self.assertEqual(delegation.delegate_id.login, names.DEPUTY)
