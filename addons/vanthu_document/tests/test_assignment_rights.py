"""Every state × action × person for all acts on work and directives, apart from the code.

The tables below are the statement; a change of the code that changes one cell must change it
here, too.
"""

from odoo import Command
from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .handling_common import HandlingCommon

STATES = ("new", "accepted", "in_progress", "reported", "done", "returned", "recalled")
OPEN = {"new", "accepted", "in_progress"}

# act → (arguments, states in which it works, state after it)
ACTS = {
    "accept": ((), {"new"}, "accepted"),
    "start": ((), {"new", "accepted"}, "in_progress"),
    "split": (None, OPEN, None),
    "report": (("Đã làm",), OPEN, "reported"),
    "done": ((), OPEN | {"reported"}, "done"),
    "return": (("Nhầm",), OPEN, "returned"),
    "approve": (("Tốt",), {"reported"}, "done"),
    "send_back": (("Thiếu",), {"reported"}, "in_progress"),
    "reopen": (("Thiếu",), {"reported", "done"}, "in_progress"),
    "recall": (("Nhầm",), {"new"}, "recalled"),
}
# kind of work → act → who may; whoever is not named is refused, whatever the state.
CHARGE = ("accept", "start", "split", "report", "return")
GIVER = ("approve", "send_back", "reopen", "recall")
MAY = {
    "lead": {
        **dict.fromkeys(CHARGE, {"head", "deputy"}), "done": {"head", "deputy", "leader", "other"},
        **dict.fromkeys(GIVER, {"leader", "other"}),
    },
    "lead_to_approve": {
        **dict.fromkeys(CHARGE, {"head", "deputy"}), "done": {"leader", "other"},
        **dict.fromkeys(GIVER, {"leader", "other"}),
    },
    "cooperate": {
        **dict.fromkeys(CHARGE, {"second_head"}),
        "done": {"head", "deputy", "leader", "other"},
        **dict.fromkeys(GIVER, {"leader", "other"}),
    },
    "inform": {
        **dict.fromkeys(CHARGE, {"stranger"}), "done": {"stranger"},
        "reopen": {"leader", "other"}, "recall": {"leader", "other"},
        "approve": set(), "send_back": set(),
    },
    "part": {
        **dict.fromkeys(CHARGE, {"member"}), "done": {"head", "deputy"},
        **dict.fromkeys(GIVER, {"head", "deputy"}),
    },
    "part_of_a_part": {
        **dict.fromkeys(CHARGE, {"stranger"}), "done": {"member"},
        **dict.fromkeys(GIVER, {"member"}),
    },
}
# Buttons: field → the act that it stands for
BUTTONS = {
    "can_work": "accept", "can_close": "done", "can_reopen": "reopen", "can_approve": "approve",
    "can_recall": "recall", "can_split": "split",
}


@tagged("post_install", "-at_install")
class TestAssignmentRights(HandlingCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.deputy = cls._create_person("deputy", "group_user")
        cls.unit.deputy_ids = cls.deputy
        cls.nobody = cls._create_person("nobody", "group_user")
        cls.foreign_leader = cls._create_person(
            "foreign_leader", "group_leader", cls.other_organisation
        )
        cls.people = {
            "head": cls.head, "deputy": cls.deputy, "member": cls.handler,
            "second_head": cls.second_head, "leader": cls.leader, "other": cls.second_leader,
            "clerk": cls.clerk, "stranger": cls.outsider, "nobody": cls.nobody,
            "administrator": cls.manager, "foreign_clerk": cls.other_clerk,
            "foreign_leader": cls.foreign_leader,
        }
        cls.second_unit.member_ids = [Command.clear()]

    def _make(self, kind):
        lead, cooperate, inform = self._direct(rows=[
            self._lead(), self._cooperate(), {"role": "inform", "user_id": self.outsider.id},
        ], needs_approval=kind == "lead_to_approve")
        if kind in ("lead", "lead_to_approve"):
            return lead
        if kind in ("cooperate", "inform"):
            return cooperate if kind == "cooperate" else inform
        part = lead.browse(lead.with_user(self.head).action_pass_on(self.handler.id))
        if kind == "part":
            return part
        return lead.browse(part.with_user(self.handler).action_pass_on(self.outsider.id))

    def _press(self, work, act, user):
        arguments = ACTS[act][0]
        if arguments is None:
            arguments = ([{"user_id": self.clerk.id}],)
        return getattr(work.with_user(user), f"action_{act}")(*arguments)

    def _walk(self, kind):
        work = self._make(kind)
        for state in STATES:
            work.state = state
            for act, (_arguments, states, after) in ACTS.items():
                for name, user in self.people.items():
                    with self.subTest(kind=kind, state=state, act=act, person=name):
                        if name in MAY[kind][act] and state in states:
                            self._check_done(work, act, user, after or (
                                "accepted" if state == "new" else state
                            ))
                        else:
                            # Who had the work, and reads nothing of it any more, is told.
                            told = state == "recalled" and act == "done" and (
                                name in MAY[kind]["accept"] and not kind.startswith("part")
                            )
                            self._check_refused(work, act, user, (
                                UserError if told or name in MAY[kind][act] else AccessError
                            ))

    def _check_done(self, work, act, user, after):
        self.env.flush_all()
        with self.env.cr.savepoint() as point:
            self._press(work, act, user)
            self.assertEqual(work.state, after)
            point.rollback()
        self.env.invalidate_all()

    def _check_refused(self, work, act, user, error):
        """Nobody may do it, or it does not fit: in both cases nothing has changed."""
        before = (work.state, work.report, work.child_ids)
        try:
            self._press(work, act, user)
        except error as refusal:
            # A refusal for the state is no refusal for the person.
            self.assertEqual(isinstance(refusal, AccessError), error is AccessError)
        else:
            self.fail("not refused")
        self.assertEqual((work.state, work.report, work.child_ids), before)

    def test_lead(self):
        self._walk("lead")

    def test_lead_whose_report_is_approved(self):
        self._walk("lead_to_approve")

    def test_cooperation(self):
        self._walk("cooperate")

    def test_information(self):
        self._walk("inform")

    def test_part(self):
        self._walk("part")

    def test_part_of_a_part(self):
        self._walk("part_of_a_part")

    def test_buttons_show_what_the_tables_allow(self):
        shown = {"accept": OPEN}  # one button stands for all that is done with open work
        for kind, rights in MAY.items():
            work = self._make(kind)
            for state in STATES:
                work.state = state
                for field, act in BUTTONS.items():
                    for name, user in self.people.items():
                        mine = work.with_user(user)
                        if not mine.has_access("read"):
                            continue
                        wanted = name in rights[act] and state in shown.get(act, ACTS[act][1])
                        with self.subTest(kind=kind, state=state, field=field, person=name):
                            self.assertEqual(mine[field], wanted)

    def test_who_undoes_a_directive(self):
        for recorder in (None, self.clerk):
            may = {"leader", "clerk"} if recorder else {"leader"}
            for name, user in self.people.items():
                document = self._create_registered()
                directive = self.env["vanthu.directive"].browse(
                    document.with_user(recorder or self.leader).action_direct(
                        "Giao VP", [self._lead()], leader_id=self.leader.id
                    )
                )
                with self.subTest(recorded=bool(recorder), person=name):
                    if name in may:
                        directive.with_user(user).action_undo()
                    else:
                        with self.assertRaises(AccessError):
                            directive.with_user(user).action_undo()
                    self.assertEqual(directive.active, name not in may)
