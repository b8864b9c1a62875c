"""What a program that calls the public methods sends wrongly is answered with a sentence."""

from datetime import timedelta

from odoo.exceptions import UserError
from odoo.tests import tagged

from .talk_common import TalkCommon

NO_DATES = ("mai", "31/12/2026", "2026-02-30", 20261231, ["2026-12-31"], {"day": 1})
NOBODY = 2_000_000_000


@tagged("post_install", "-at_install")
class TestArgumentErrors(TalkCommon):
    def _refused(self, call, *arguments, words="", **named):
        """The call is refused in words, and nothing of it stays."""
        with self.assertRaises(UserError) as caught, self.env.cr.savepoint():
            call(*arguments, **named)
        self.assertIn(words, str(caught.exception))

    def _directives(self):
        return self.env["vanthu.directive"].with_user(self.leader).with_company(
            self.organisation
        )

    def test_dates_that_are_none_are_named(self):
        work, document = self._work(), self._create_registered(code_number="9")
        extension = self._work()
        extension.with_user(self.head).action_ask_extension(str(self.later), "Chờ")
        delegation = self.env["vanthu.delegation"].with_user(self.leader).create({
            "principal_id": self.leader.id, "delegate_id": self.handler.id, "kind": "kt",
            "company_id": self.organisation.id, "date_from": self.today, "date_to": self.due,
        })
        head, leader = work.with_user(self.head), document.with_user(self.leader)
        calls = {
            "extension": lambda day: head.action_ask_extension(day, "Chờ"),
            "grant": lambda day: extension.open_extension_id.with_user(
                self.leader
            ).action_grant(day),
            "pass on": lambda day: head.action_pass_on(self.handler.id, due_date=day),
            "opinions": lambda day: head.action_ask_opinions(
                "Sao?", [{"unit_id": self.second_unit.id}], day
            ),
            "deadline": lambda day: leader.action_direct("Làm", [self._lead(due_date=day)]),
            "moment": lambda day: leader.action_direct("Làm", [self._lead()], date=day),
            "shorten": delegation.action_shorten,
        }
        for name, call in calls.items():
            for day in NO_DATES:
                with self.subTest(method=name, day=day):
                    self._refused(call, day, words="is no date; write it as year-month-day")
        self.assertEqual((work.due_date, work.child_ids.ids), (self.due, []))
        self.assertFalse(document.directive_ids)
        self.assertEqual(delegation.date_to, self.due)

    def test_roles_that_do_not_exist(self):
        document, work = self._create_registered(), self._work()
        for role in ("boss", "opinion", 1, ["lead"]):
            row = {"role": role, "unit_id": self.second_unit.id}
            with self.subTest(role=role):
                words = "The role is lead, cooperate or inform"
                self._refused(
                    document.with_user(self.leader).action_direct, "Làm", [row], words=words
                )
                self._refused(work.with_user(self.head).action_split, [row], words=words)
                self._refused(
                    self._directives().action_give, "Làm", [row], "Việc", words=words
                )

    def test_units_and_persons_that_are_nobody(self):
        document, work = self._create_registered(), self._work()
        rows = (
            {}, {"unit_id": NOBODY}, {"user_id": NOBODY}, {"unit_id": False, "user_id": None},
            {"unit_id": self.unit.id, "user_id": self.handler.id},
            {"unit_id": "7"}, {"user_id": "handler"}, {"unit_id": self.unit.ids},
            {"unit_id": True}, {"unit_id": -1}, {"user_id": 1.5}, {"unit_id": {"id": 1}},
        )
        for row in rows:
            with self.subTest(row=row):
                words = "either a unit or a person"
                self._refused(
                    document.with_user(self.leader).action_direct, "Làm", [row], words=words
                )
                self._refused(work.with_user(self.head).action_split, [row], words=words)
        self.assertEqual(document.state, "registered")

    def test_rows_that_are_no_rows(self):
        document = self._create_registered().with_user(self.leader)
        work = self._work().with_user(self.head)
        for rows in (["Văn phòng"], [self.unit.id], [None], "Văn phòng", {"unit_id": 1}, 7):
            with self.subTest(rows=rows):
                self._refused(document.action_direct, "Làm", rows)
                self._refused(work.action_split, rows)
                self._refused(self._directives().action_give, "Làm", rows, "Việc")
        self.assertFalse(document.directive_ids)

    def test_people_of_other_organisations_and_of_none(self):
        document = self._create_registered().with_user(self.leader)
        foreign = self.env["vanthu.unit"].create({
            "name": "Tổ Toán", "company_id": self.other_organisation.id,
        })
        self._refused(
            document.action_direct, "Làm", [{"unit_id": foreign.id}], words="is no unit of"
        )
        for user in (self.other_clerk, self.env.ref("base.public_user")):
            with self.subTest(user=user.name):
                self._refused(
                    document.action_direct, "Làm", [{"user_id": user.id}],
                    words="does not work with documents of",
                )

    def test_a_leader_who_is_none(self):
        document = self._create_registered()
        for leader_id in (NOBODY, self.handler.id, self.clerk.id + NOBODY):
            with self.subTest(leader_id=leader_id):
                self._refused(
                    document.action_direct, "Làm", [self._lead()], leader_id=leader_id,
                    words="Choose a leader of",
                )

    def test_directives_without_document_name_their_source_and_subject(self):
        give, rows = self._directives().action_give, [self._lead()]
        for source in ("document", "rumour", "", None):
            with self.subTest(source=source):
                self._refused(
                    give, "Làm", rows, "Việc", source=source, words="a meeting or a leader's word"
                )
        for subject in ("", "  ", None, False):
            with self.subTest(subject=subject):
                self._refused(give, "Làm", rows, subject, words="in a few words")
        for content in ("", "\n", None):
            with self.subTest(content=content):
                self._refused(give, content, rows, "Việc", words="Write what is to be done")
        self._refused(give, "Làm", [], "Việc", words="at least one unit or person")

    def test_moments_to_come_are_no_moments_of_a_directive(self):
        tomorrow = f"{self.today + timedelta(days=2)} 00:00:00"
        self._refused(
            self._directives().action_give, "Làm", [self._lead()], "Việc", date=tomorrow,
            words="cannot be dated in the future",
        )

    def test_reasons_of_blanks_are_no_reasons(self):
        begun, asked = self._work().with_user(self.head), self._work()
        begun.action_start()
        asked.with_user(self.head).action_ask_extension(str(self.later), "Chờ")
        extension = asked.open_extension_id.with_user(self.leader)
        for blank in ("", " \n\t", None, False):
            with self.subTest(blank=blank):
                self._refused(begun.action_report, blank)
                self._refused(begun.action_return, blank)
                self._refused(begun.action_pause, blank, "Sở", words="Say why")
                self._refused(begun.action_pause, "Chờ", blank, words="Name who")
                self._refused(begun.action_ask_extension, str(self.later), blank, words="Say why")
                self._refused(extension.action_refuse, blank, words="Say why")
        self.assertEqual((begun.state, begun.paused), ("in_progress", False))
        self.assertEqual(extension.state, "asked")

    def test_targets_of_a_question_that_are_nobody(self):
        ask = self._work().with_user(self.head).action_ask_opinions
        day = str(self.today + timedelta(days=2))
        for targets in (
            [], [{}], [{"unit_id": NOBODY}], [{"user_id": self.other_clerk.id}], ["Văn phòng"],
            [self.second_unit.id], 7,
        ):
            with self.subTest(targets=targets):
                self._refused(ask, "Sao?", targets, day)

    def test_stances_that_do_not_exist(self):
        work = self._work().with_user(self.head)
        work.action_ask_opinions(
            "Sao?", [{"unit_id": self.second_unit.id}], str(self.today + timedelta(days=2))
        )
        asked = work.sudo().consultation_ids.assignment_ids.with_user(self.second_head)
        for stance in ("perhaps", "", None, 1, ["agree"]):
            with self.subTest(stance=stance):
                self._refused(asked.action_answer, stance, "x")
        self.assertFalse(asked.stance)

    def test_acts_of_a_list_with_arguments_that_do_not_fit(self):
        work = self._work().with_user(self.head)
        for act in (None, 1, ["accept"], "unlink"):
            with self.subTest(act=act):
                self._refused(work.action_for_each, act, words="is nothing to do with work")
        self.assertEqual(work.state, "new")
