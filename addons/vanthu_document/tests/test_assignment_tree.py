"""The state of work follows from its parts, by one stated rule."""

from itertools import product

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .handling_common import HandlingCommon

PART_STATES = ("new", "accepted", "in_progress", "reported", "done", "returned", "recalled")


@tagged("post_install", "-at_install")
class TestAssignmentTree(HandlingCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.deep = cls._create_person("deep", "group_user")

    def _split(self, work, *rows, user=None):
        user = user or self.head
        ids = work.with_user(user).action_split([
            {"user_id": person.id, "role": role} for person, role in rows
        ])
        return work.browse(ids)

    def _expected(self, states, roles, parent):
        """What the rule says, in other words than the code's.

        :param tuple states: states of the parts, the last one changed last
        :return str: state of the parent
        """
        parts = [
            (state, role) for state, role in zip(states, roles, strict=True)
            if state not in ("returned", "recalled") and role != "inform"
        ]
        if not parts:
            return parent
        leads = [state for state, role in parts if role == "lead"]
        helps = [state for state, role in parts if role == "cooperate"]
        if leads and set(leads) == {"done"} and set(helps) <= {"reported", "done"}:
            return "reported"
        touched = {"in_progress", "reported", "done"} & {state for state, _role in parts}
        ladder = ("new", "accepted", "in_progress")
        asked = "in_progress" if touched else "accepted"
        return max(parent, asked, key=ladder.index)

    def test_every_pair_of_part_states_gives_the_state_of_the_whole(self):
        lead = self._direct()
        first, second = self._split(lead, (self.handler, "lead"), (self.outsider, "cooperate"))
        roles = (("lead", "lead"), ("lead", "cooperate"), ("cooperate", "cooperate"),
                 ("lead", "inform"), ("inform", "inform"))
        for (one, two), states, before in product(
            roles, product(PART_STATES, repeat=2), ("new", "accepted", "in_progress")
        ):
            with self.subTest(roles=(one, two), states=states, before=before):
                lead.write({"state": before, "report": False, "reported_by_parts": False})
                first.write({"state": states[0], "role": one, "report": "A"})
                second.write({"state": states[1], "role": two, "report": "B"})
                (first + second)._settle_parents()
                self.assertEqual(lead.state, self._expected(states, (one, two), before))

    def test_closed_work_is_never_moved_by_its_parts(self):
        lead = self._direct()
        part = self._split(lead, (self.handler, "lead"))
        for state, part_state in product(("done", "returned", "recalled"), PART_STATES):
            with self.subTest(state=state, part=part_state):
                lead.state, part.state = state, part_state
                part._settle_parents()
                self.assertEqual(lead.state, state)

    def test_a_report_of_ones_own_is_never_undone_by_the_rule(self):
        lead = self._direct()
        part = self._split(lead, (self.handler, "cooperate"))
        part.with_user(self.handler).action_report("Số liệu")
        lead.with_user(self.head).action_report("Của tôi")
        part.with_user(self.head).action_reopen("Sai số")
        self.assertEqual((lead.state, lead.report), ("reported", "Của tôi"))

    def test_help_alone_does_not_report_for_who_leads(self):
        lead = self._direct()
        part = self._split(lead, (self.handler, "cooperate"))
        part.with_user(self.handler).action_report("Số liệu")
        self.assertEqual((lead.state, lead.report), ("in_progress", False))

    def test_reports_rise_through_every_level(self):
        document = self._create_registered()
        root = self._direct(document, needs_approval=True)
        first, second = self._split(root, (self.handler, "lead"), (self.outsider, "cooperate"))
        leaf = self._split(first, (self.deep, "lead"), user=self.handler)
        self.assertEqual((root.state, first.state, document.state),
                         ("accepted", "accepted", "in_progress"))
        leaf.with_user(self.deep).action_start()
        self.assertEqual((first.state, root.state), ("in_progress", "in_progress"))
        leaf.with_user(self.deep).action_report("Bản thảo")
        leaf.with_user(self.handler).action_approve()
        self.assertEqual((first.state, first.report), ("reported", "Bản thảo"))
        self.assertEqual(root.state, "in_progress")
        first.with_user(self.head).action_approve()
        self.assertEqual(root.state, "in_progress", "who cooperates has not reported")
        second.with_user(self.outsider).action_report("Số liệu")
        self.assertEqual(root.state, "reported")
        self.assertEqual(root.report, "Handler: Bản thảo\nOutsider: Số liệu")
        review = self.env.ref("vanthu_document.mail_activity_review")
        self.assertIn(self.leader, root.activity_ids.filtered(
            lambda activity: activity.activity_type_id == review
        ).user_id)
        root.with_user(self.leader).action_approve()
        self.assertEqual(second.state, "done", "what was reported is closed with the whole")
        self.assertEqual(document.state, "done")

    def test_a_part_opened_again_opens_what_it_had_reported(self):
        root = self._direct(rows=[self._lead(due_date=self.today)])
        first = self._split(root, (self.handler, "lead"))
        leaf = self._split(first, (self.deep, "lead"), user=self.handler)
        leaf.with_user(self.deep).action_report("Xong")
        leaf.with_user(self.handler).action_approve()
        first.with_user(self.head).action_approve()
        self.assertEqual((first.state, root.state), ("done", "reported"))
        first.with_user(self.head).action_reopen("Thiếu phụ lục")
        self.assertEqual((first.state, root.state), ("in_progress", "in_progress"))
        work = self.env.ref("vanthu_document.mail_activity_work")
        for record, user in ((first, self.handler), (root, self.head)):
            self.assertEqual(record.activity_ids.filtered(
                lambda activity: activity.activity_type_id == work
            ).user_id, user)

    def test_a_part_given_anew_opens_what_the_parts_had_reported(self):
        root = self._direct()
        part = self._split(root, (self.handler, "lead"))
        part.with_user(self.handler).action_report("Xong")
        part.with_user(self.head).action_approve()
        self.assertEqual(root.state, "reported")
        self._split(root, (self.outsider, "lead"))
        self.assertEqual(root.state, "in_progress")
        again = self._direct()
        again.with_user(self.head).action_report("Của tôi")
        with self.assertRaises(UserError):
            self._split(again, (self.outsider, "lead"))

    def test_sent_back_work_waits_for_a_part_that_finishes_anew(self):
        root = self._direct(needs_approval=True)
        part = self._split(root, (self.handler, "lead"))
        part.with_user(self.handler).action_report("Xong")
        part.with_user(self.head).action_approve()
        root.with_user(self.leader).action_send_back("Thiếu")
        self.assertEqual(root.state, "in_progress")
        extra = self._split(root, (self.outsider, "lead"))
        extra.with_user(self.outsider).action_return("Đang nghỉ")
        self.assertEqual(root.state, "in_progress")
        extra = self._split(root, (self.deep, "lead"))
        extra.with_user(self.deep).action_report("Bổ sung")
        extra.with_user(self.head).action_approve()
        self.assertEqual(root.state, "reported")
        self.assertEqual(root.report, "Handler: Xong\nDeep: Bổ sung")
        self.assertFalse(root.sent_back_reason)

    def test_with_no_part_left_who_is_in_charge_is_asked(self):
        root = self._direct()
        first, second = self._split(root, (self.handler, "lead"), (self.outsider, "cooperate"))
        redirect = self.env.ref("vanthu_document.mail_activity_redirect")

        def asked():
            return root.activity_ids.filtered(
                lambda activity: activity.activity_type_id == redirect
            ).user_id
        first.with_user(self.handler).action_return("Đang nghỉ")
        second.with_user(self.outsider).action_return("Nhầm")
        self.assertEqual((root.state, asked()), ("accepted", self.head))
        self._split(root, (self.deep, "lead"))
        self.assertFalse(asked(), "given to somebody else")

    def test_work_is_split_with_own_roles_instructions_and_days(self):
        root = self._direct(rows=[self._lead(due_date=self.today.replace(year=2099))])
        sub = self.env["vanthu.unit"].create({
            "name": "Tổ văn thư", "company_id": self.organisation.id, "parent_id": self.unit.id,
            "head_id": self.deep.id,
        })
        parts = root.browse(root.with_user(self.head).action_split([
            {"user_id": self.handler.id, "instruction": "Phần 1"},
            {"unit_id": sub.id, "role": "cooperate", "due_date": "2098-01-01"},
            {"user_id": self.outsider.id, "role": "inform"},
        ]))
        self.assertEqual(parts.mapped("role"), ["lead", "cooperate", "inform"])
        self.assertEqual(parts[0].instruction, "Phần 1")
        self.assertEqual(parts[0].due_date, root.due_date)
        self.assertEqual(str(parts[1].due_date), "2098-01-01")
        self.assertFalse(parts[2].due_date)
        self.assertEqual(parts.parent_id, root)
        self.assertEqual(parts.given_by_id, self.head)

    def test_splitting_is_refused_whole_or_not_at_all(self):
        root = self._direct()
        person = {"user_id": self.handler.id}
        for rows in ([], [person, {"user_id": self.other_clerk.id}], [person, person],
                     [person, {}]):
            with self.subTest(rows=rows), self.assertRaises(UserError):
                root.with_user(self.head).action_split(rows)
        with self.assertRaises(AccessError):
            root.with_user(self.outsider).action_split([person])
        self.assertEqual((root.state, len(root.child_ids)), ("new", 0))

    def test_a_wide_tree_is_read_once(self):
        root = self._direct()
        people = [
            self._create_person(f"wide_{number}", "group_user") for number in range(12)
        ]
        parts = self._split(root, *[(person, "lead") for person in people])
        self.env.flush_all()
        self.env.invalidate_all()
        parts[0].state  # noqa: B018  what a step has read already
        with self.assertQueryCount(6):
            parts[0]._settle_parents()
