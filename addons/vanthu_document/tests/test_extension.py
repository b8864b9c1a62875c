"""Asking for more time, granting and refusing it."""

from datetime import datetime, timedelta

from psycopg2 import IntegrityError

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged
from odoo.tools import mute_logger

from .talk_common import TalkCommon

OPEN = {"new", "accepted", "in_progress"}
DECIDED = ("granted", "refused", "withdrawn")


@tagged("post_install", "-at_install")
class TestExtensionMatrix(TalkCommon):
    """Every state × act × role, for the work of a directive and a part of it."""

    def _ask_as(self, work, user):
        work.with_user(user).action_ask_extension(self.later.isoformat(), "Chờ số liệu")

    def test_who_is_in_charge_asks_while_the_work_is_open(self):
        self._walk(self._work, self._ask_as, {"head"}, OPEN)

    def test_who_got_a_part_asks_for_it(self):
        self._walk(self._part, self._ask_as, {"handler"}, OPEN)

    def _walk_decision(self, work, asker, may, withdraws):
        extension = self.env["vanthu.extension"].browse(
            work.with_user(asker).action_ask_extension(self.later.isoformat(), "Chờ số liệu")
        )
        work.sudo().parent_id.due_date = self.later
        acts = {
            "action_grant": ((), may, "granted"),
            "action_refuse": (("Đã quá hạn",), may, "refused"),
            "action_withdraw": ((), withdraws, "withdrawn"),
        }
        self.env.flush_all()
        point = self.env.cr.savepoint()
        for method, (arguments, people, after) in acts.items():
            for state in ("asked", *DECIDED):
                for name, user in self.people.items():
                    with self.subTest(method=method, state=state, user=name):
                        point.rollback()
                        self.env.invalidate_all()
                        extension.state = state
                        act = getattr(extension.with_user(user), method)
                        if name in people and state == "asked":
                            act(*arguments)
                            self.assertEqual(extension.state, after)
                            self.assertEqual(extension.decided_by_id, user)
                            self.assertTrue(extension.decided_at)
                        else:
                            with self.assertRaises(
                                UserError if name in people else AccessError
                            ):
                                act(*arguments)
                            self.assertEqual(extension.state, state)
        point.close()

    def test_a_leader_decides_about_the_work_of_a_directive(self):
        self._walk_decision(
            self._work(), self.head, {"leader", "second_leader"}, {"head"}
        )

    def test_the_head_decides_about_a_part(self):
        self._walk_decision(self._part(), self.handler, {"head"}, {"handler"})


@tagged("post_install", "-at_install")
class TestExtension(TalkCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.Extension = cls.env["vanthu.extension"]

    def _ask(self, work=None, user=None, day=None, reason="Chờ số liệu của các trường"):
        work = work or self._work()
        user = user or self.head
        return self.Extension.browse(
            work.with_user(user).action_ask_extension((day or self.later).isoformat(), reason)
        )

    def test_asking_is_kept_logged_and_laid_before_who_set_the_deadline(self):
        work = self._work()
        extension = self._ask(work)
        self.assertEqual(
            (extension.old_date, extension.asked_date, extension.state, extension.requested_by_id),
            (self.due, self.later, "asked", self.head),
        )
        self.assertEqual(work.due_date, self.due, "the deadline holds until the decision")
        activity = self._activities(work, "extension")
        self.assertEqual(activity.user_id, self.leader)
        self.assertEqual(activity.date_deadline, self.due)
        self.assertIn("Chờ số liệu", activity.note)
        self.assertIn(self.later.strftime("%d/%m/%Y"), activity.summary)
        event = self._events(work.document_id, "extension_asked")
        self.assertEqual(event.user_id, self.head)
        self.assertIn(self.later.strftime("%d/%m/%Y"), event.detail_text)

    def test_granting_moves_the_deadline_of_work_activity_and_document(self):
        work = self._work()
        document = work.document_id
        self.assertEqual(document.due_date, self.due)
        extension = self._ask(work)
        extension.with_user(self.leader).action_grant()
        self.assertEqual(work.due_date, self.later)
        self.assertEqual(extension.granted_date, self.later)
        self.assertEqual(self._activities(work, "work").date_deadline, self.later)
        self.assertFalse(self._activities(work, "extension"))
        self.assertEqual(document.due_date, self.later)
        change = self._events(document, "changed")[0]
        self.assertIn(self.due.strftime("%d/%m/%Y"), change.detail_text)
        self.assertIn(self.later.strftime("%d/%m/%Y"), change.detail_text)
        self.assertIn(self.later.strftime("%d/%m/%Y"), self._told(self.head)[-1])
        self.assertTrue(self._events(document, "extension_granted"))

    def test_another_day_and_words_may_be_granted(self):
        work = self._work()
        other = self.due + timedelta(days=3)
        extension = self._ask(work)
        extension.with_user(self.leader).action_grant(other.isoformat(), "Không thêm nữa")
        self.assertEqual((work.due_date, extension.granted_date), (other, other))
        self.assertEqual(extension.asked_date, self.later)
        self.assertEqual(extension.decision_reason, "Không thêm nữa")
        self.assertIn("Không thêm nữa", self._told(self.head)[-1])

    def test_granting_for_who_cooperates_leaves_the_document_alone(self):
        document = self._create_registered()
        _lead, cooperate = self._direct(document, [
            self._lead(due_date=self.due), self._cooperate(due_date=self.due),
        ])
        self._ask(cooperate, self.second_head).with_user(self.leader).action_grant()
        self.assertEqual(cooperate.due_date, self.later)
        self.assertEqual(document.due_date, self.due)

    def test_a_later_deadline_of_the_document_stays(self):
        work = self._work()
        work.document_id.due_date = self.later + timedelta(days=30)
        self._ask(work).with_user(self.leader).action_grant()
        self.assertEqual(work.document_id.due_date, self.later + timedelta(days=30))

    def test_the_hour_of_a_deadline_stays_where_the_organisation_is(self):
        work = self._work()
        work.due_at = datetime.combine(self.due, datetime.min.time()).replace(hour=9)  # 16:00
        work.document_id.sudo().due_at = work.due_at
        self._ask(work).with_user(self.leader).action_grant()
        expected = datetime.combine(self.later, datetime.min.time()).replace(hour=9)
        self.assertEqual(work.due_at, expected)
        self.assertEqual(work.document_id.due_at, expected)

    def test_refusing_needs_a_reason_and_changes_no_deadline(self):
        work = self._work()
        extension = self._ask(work).with_user(self.leader)
        with self.assertRaisesRegex(UserError, "Say why"):
            extension.action_refuse("  ")
        extension.action_refuse("Kế hoạch đã chốt")
        self.assertEqual((work.due_date, extension.state), (self.due, "refused"))
        self.assertFalse(extension.granted_date)
        self.assertFalse(self._activities(work, "extension"))
        self.assertIn("Kế hoạch đã chốt", self._told(self.head)[-1])

    def test_after_a_refusal_one_may_ask_again_and_all_of_it_stays(self):
        work = self._work()
        self._ask(work).with_user(self.leader).action_refuse("Chưa đủ lý do")
        self._ask(work, reason="Trường A nộp muộn").with_user(self.leader).action_grant()
        self.assertEqual(work.extension_ids.sorted("id").mapped("state"), ["refused", "granted"])
        self.assertEqual(
            work.extension_ids.sorted("id").mapped("reason"),
            ["Chờ số liệu của các trường", "Trường A nộp muộn"],
        )

    def test_one_request_is_open_at_a_time(self):
        work = self._work()
        extension = self._ask(work)
        with self.assertRaisesRegex(UserError, "asked for already"):
            self._ask(work)
        with (
            mute_logger("odoo.sql_db"), self.assertRaises(IntegrityError),
            self.env.cr.savepoint(),
        ):
            extension.copy({"requested_by_id": self.head.id})
            self.env.flush_all()
        extension.with_user(self.head).action_withdraw()
        self.assertFalse(self._activities(work, "extension"))
        self.assertTrue(self._ask(work))

    def test_the_new_day_is_later_never_earlier_and_not_past(self):
        work = self._work()
        for day in (self.due, self.due - timedelta(days=1)):
            with self.subTest(day=day), self.assertRaisesRegex(
                UserError, self.due.strftime("%d/%m/%Y")
            ):
                self._ask(work, day=day)
        for text in ("", "mai"):
            with self.subTest(text=text), self.assertRaises(UserError):
                work.with_user(self.head).action_ask_extension(text, "Chờ")
        with self.assertRaisesRegex(UserError, "Say why"):
            self._ask(work, reason=" ")
        extension = self._ask(work)
        with self.assertRaisesRegex(UserError, "later day"):
            extension.with_user(self.leader).action_grant(self.due.isoformat())
        self.assertEqual(extension.state, "asked")

    def test_late_work_may_ask_but_not_for_a_day_that_has_passed(self):
        work = self._work()
        work.due_date = self.today - timedelta(days=5)
        self.assertEqual(work.deadline_state, "late")
        with self.assertRaisesRegex(UserError, "passed"):
            self._ask(work, day=self.today - timedelta(days=1))
        extension = self._ask(work, day=self.today)
        self.assertEqual(self._activities(work, "extension").date_deadline, self.today)
        extension.with_user(self.leader).action_grant()
        self.assertEqual(work.deadline_state, "today")

    def test_work_without_deadline_needs_no_more_time(self):
        document = self._create_registered()
        inform = self._direct(document, [
            self._lead(due_date=self.due), {"role": "inform", "user_id": self.outsider.id},
        ])[1]
        inform.due_date = self.due
        with self.assertRaisesRegex(UserError, "take note"):
            self._ask(inform, self.outsider)
        work = self._work()
        work.due_date = False
        with self.assertRaisesRegex(UserError, "no deadline"):
            self._ask(work)

    def test_a_part_is_not_granted_more_time_than_the_whole_has(self):
        part = self._part()
        extension = self._ask(part, self.handler)
        self.assertEqual(self._activities(part, "extension").user_id, self.head)
        with self.assertRaisesRegex(UserError, "for the whole first"):
            extension.with_user(self.head).action_grant()
        self._ask(part.parent_id).with_user(self.leader).action_grant()
        extension.with_user(self.head).action_grant()
        self.assertEqual(part.due_date, self.later)
        self.assertIn(self.later.strftime("%d/%m/%Y"), self._told(self.handler)[-1])

    def test_a_part_moves_no_document(self):
        part = self._part(due_date=(self.due - timedelta(days=3)).isoformat())
        before = self._events(part.document_id, "changed")
        self._ask(part, self.handler, day=self.due).with_user(self.head).action_grant()
        self.assertEqual(part.due_date, self.due)
        self.assertEqual(part.document_id.due_date, self.due)
        self.assertEqual(self._events(part.document_id, "changed"), before)

    def test_whatever_ends_the_work_withdraws_the_request(self):
        ends = {
            "action_report": ("Đã làm",), "action_done": ("Đã làm",),
            "action_return": ("Nhầm đơn vị",),
        }
        for method, arguments in ends.items():
            with self.subTest(method):
                work = self._work()
                extension = self._ask(work)
                getattr(work.with_user(self.head), method)(*arguments)
                self.assertEqual(extension.state, "withdrawn")
                self.assertFalse(self._activities(work, "extension"))
        work = self._work()
        extension = self._ask(work)
        work.sudo().state = "recalled"
        self.assertEqual(extension.state, "withdrawn")

    def test_accepting_and_beginning_leave_the_request_open(self):
        work = self._work()
        extension = self._ask(work)
        work.with_user(self.head).action_accept()
        work.with_user(self.head).action_start()
        self.assertEqual(extension.state, "asked")

    def test_the_request_of_a_restricted_document_reaches_only_who_may_read_it(self):
        document = self._create_registered()
        work = self._work(document)
        document.write({"restricted": True})
        document.sudo().allowed_user_ids = self.head | self.clerk
        self._ask(work)
        self.assertFalse(self._activities(work, "extension"))

    def test_a_leader_who_left_is_replaced_by_the_others(self):
        work = self._work()
        self.leader.active = False
        extension = self._ask(work)
        self.assertEqual(self._activities(work, "extension").user_id, self.second_leader)
        mine = self.Extension.with_user(self.second_leader).search(
            [("waits_for_my_decision", "=", True)]
        )
        self.assertEqual(mine, extension)

    # ---- WHAT WAITS FOR WHOM ----

    def test_each_finds_what_waits_for_the_own_decision(self):
        whole, part = self._ask(), self._ask(self._part(), self.handler)
        decided = self._ask()
        decided.with_user(self.leader).action_refuse("Không")
        expected = {"leader": whole, "head": part}
        for name, user in self.people.items():
            with self.subTest(user=name):
                own = self.Extension.with_user(user)
                found = own.search([("waits_for_my_decision", "=", True)])
                self.assertEqual(found, expected.get(name, self.Extension))
                for extension in own.search([]):
                    self.assertEqual(extension.waits_for_my_decision, extension in found)
        self.assertTrue(whole.with_user(self.second_leader).can_decide)
        self.assertFalse(whole.with_user(self.second_leader).waits_for_my_decision)
        self.assertFalse(decided.with_user(self.leader).can_decide)
        self.assertTrue(whole.with_user(self.head).can_withdraw)
        self.assertFalse(whole.with_user(self.leader).can_withdraw)

    def test_the_form_offers_what_the_server_allows(self):
        work = self._work()
        self.assertTrue(work.with_user(self.head).can_ask_extension)
        self.assertFalse(work.with_user(self.leader).can_ask_extension)
        extension = self._ask(work)
        seen = work.with_user(self.leader)
        self.assertEqual(seen.open_extension_id, extension)
        self.assertIn("Chờ số liệu", seen.extension_note)
        self.assertTrue(seen.can_decide_extension)
        self.assertFalse(work.with_user(self.head).can_ask_extension)
        self.assertTrue(work.with_user(self.head).can_withdraw_extension)
        work.with_user(self.head).action_withdraw_extension()
        self.assertEqual(extension.state, "withdrawn")
        with self.assertRaisesRegex(UserError, "Reload"):
            work.with_user(self.head).action_withdraw_extension()

    def test_many_requests_cost_no_query_each(self):
        costs = []
        for _index in range(4):
            self._ask()
            extensions = self.Extension.with_user(self.leader).search([])
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            self.assertTrue(all(extensions.mapped("waits_for_my_decision")))
            costs.append(self.env.cr.sql_log_count - before)
        self.assertLessEqual(costs[-1], costs[0])

    # ---- DIALOGS ----

    def _dialog(self, user, **context):
        return self.env["vanthu.extension.wizard"].with_user(user).with_context(
            **{f"default_{name}": value for name, value in context.items()}
        )

    def test_the_dialog_proposes_a_few_working_days_more(self):
        work = self._work()
        dialog = self._dialog(self.head, step="ask", assignment_id=work.id).create({})
        self.assertEqual(dialog.due_date, self.due)
        self.assertEqual(dialog.date, self.organisation._add_working_days(
            self.due, 3
        ))
        dialog.reason = "Chờ số liệu"
        dialog.action_confirm()
        self.assertEqual(work.extension_ids.asked_date, dialog.date)

    def test_the_dialog_says_how_long_the_whole_may_take(self):
        part = self._part()
        dialog = self._dialog(self.handler, step="ask", assignment_id=part.id).create({})
        self.assertEqual(dialog.whole_date, part.parent_id.due_date)
        whole = self._dialog(self.head, step="ask", assignment_id=part.parent_id.id).create({})
        self.assertFalse(whole.whole_date)

    def test_the_dialog_of_the_decision_starts_from_what_was_asked(self):
        work = self._work()
        extension = self._ask(work)
        dialog = self._dialog(self.leader, step="grant", extension_id=extension.id).create({})
        self.assertEqual((dialog.assignment_id, dialog.date), (work, self.later))
        dialog.date = self.due + timedelta(days=2)
        dialog.action_confirm()
        self.assertEqual(work.due_date, self.due + timedelta(days=2))
        extension = self._ask(work)
        dialog = self._dialog(self.leader, step="refuse", extension_id=extension.id).create({})
        with self.assertRaisesRegex(UserError, "Say why"):
            dialog.action_confirm()
        dialog.reason = "Không"
        dialog.action_confirm()
        self.assertEqual(extension.state, "refused")
