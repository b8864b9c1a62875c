import base64
from datetime import timedelta

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from ..models.states import ASSIGNMENT_TRANSITIONS
from .handling_common import HandlingCommon

STATES = tuple(ASSIGNMENT_TRANSITIONS)
OPEN = {"new", "accepted", "in_progress"}

# action → (states in which it works, state after it)
ACTIONS = {
    "accept": ({"new"}, "accepted"),
    "start": ({"new", "accepted"}, "in_progress"),
    "report": (OPEN, "reported"),
    "done": (OPEN | {"reported"}, "done"),
    "return": (OPEN, "returned"),
    "reopen": ({"reported", "done"}, "in_progress"),
    "pass_on": (OPEN, None),
}
WORK = {"accept", "start", "report", "return", "pass_on"}


@tagged("post_install", "-at_install")
class TestAssignmentMatrix(HandlingCommon):
    """Every state × action × role, for the four kinds of assignments."""

    def _act(self, assignment, action, user):
        record = assignment.with_user(user)
        arguments = {
            "report": ("Đã làm",), "return": ("Nhầm đơn vị",), "reopen": ("Thiếu số liệu",),
            "pass_on": (self.second_head.id,),
        }
        getattr(record, f"action_{action}")(*arguments.get(action, ()))

    def _users(self):
        return {
            "clerk": self.clerk, "leader": self.leader, "manager": self.manager,
            "head": self.head, "handler": self.handler, "second_head": self.second_head,
            "outsider": self.outsider, "other_clerk": self.other_clerk,
        }

    def _walk(self, make, roles):
        """Try every action in every state as every person.

        :param make: returns a fresh assignment
        :param dict roles: action → names of those who may
        """
        for action, (states, target) in ACTIONS.items():
            for state in STATES:
                for name, user in self._users().items():
                    with self.subTest(action=action, state=state, user=name):
                        self._try(make(), action, state, user, target, (
                            name in roles[action], state in states
                        ))

    def _try(self, assignment, action, state, user, target, expected):
        may, fits = expected
        assignment.sudo().state = state
        if may and fits:
            self._act(assignment, action, user)
            after = target or ("accepted" if state == "new" else state)
            self.assertEqual(assignment.state, after)
        else:
            # Who had the work reads that it was taken back.
            told = may or state == "recalled"
            with self.assertRaises(UserError if told else AccessError):
                self._act(assignment, action, user)
            self.assertEqual(assignment.state, state)

    def _prepare(self, with_part):
        document = self._create_registered()
        lead, cooperate, inform = self._direct(document, [
            self._lead(), self._cooperate(), {"role": "inform", "user_id": self.outsider.id},
        ])
        if not with_part:
            return lead, cooperate, inform
        return lead.browse(lead.with_user(self.head).action_pass_on(self.handler.id))

    def _walk_one(self, index, roles):
        """Walk over the lead (0), cooperation (1), information (2) or a part (None)."""
        assignment = self._prepare(True) if index is None else self._prepare(False)[index]

        def make():
            point.rollback()
            self.env.invalidate_all()
            return assignment

        self.env.flush_all()
        point = self.env.cr.savepoint()
        self._walk(make, roles)
        point.close()

    def test_lead_of_a_unit(self):
        roles = {action: {"head"} for action in WORK}
        self._walk_one(0, roles | {"done": {"head", "leader"}, "reopen": {"leader"}})

    def test_cooperation_of_a_unit(self):
        roles = {action: {"second_head"} for action in WORK}
        self._walk_one(1, roles | {"done": {"head", "leader"}, "reopen": {"leader"}})

    def test_information_for_a_person(self):
        roles = {action: {"outsider"} for action in WORK}
        self._walk_one(2, roles | {"done": {"outsider"}, "reopen": {"leader"}})

    def test_part_that_was_passed_on(self):
        roles = {action: {"handler"} for action in WORK}
        self._walk_one(None, roles | {"done": {"head"}, "reopen": {"head"}})


@tagged("post_install", "-at_install")
class TestAssignment(HandlingCommon):
    def test_document_is_in_progress_as_soon_as_somebody_accepts(self):
        document = self._create_registered()
        lead, inform = self._direct(document, [
            self._lead(), {"role": "inform", "user_id": self.outsider.id},
        ])
        inform.with_user(self.outsider).action_done()
        self.assertEqual(document.state, "assigned")
        lead.with_user(self.head).action_accept()
        self.assertEqual(document.state, "in_progress")

    def test_document_is_done_when_all_who_must_report_have(self):
        document = self._create_registered()
        lead, cooperate, _inform = self._direct(document, [
            self._lead(), self._cooperate(), {"role": "inform", "user_id": self.outsider.id},
        ])
        lead.with_user(self.head).action_done("Đã trả lời", answer_reference="12/SGDĐT-VP")
        self.assertEqual(document.state, "in_progress", "cooperation has not reported")
        cooperate.with_user(self.second_head).action_report("Đã góp ý")
        self.assertEqual(document.state, "done")
        self.assertEqual(document.answer_reference, "12/SGDĐT-VP")

    def test_a_reported_lead_is_not_yet_done(self):
        document = self._create_registered()
        lead = self._direct(document)
        lead.with_user(self.head).action_report("Đã làm")
        self.assertEqual(document.state, "in_progress")
        lead.with_user(self.leader).action_done()
        self.assertEqual(document.state, "done")

    def test_a_document_whose_lead_sent_the_work_back_waits_for_another(self):
        document = self._create_registered()
        lead, cooperate = self._direct(document, [self._lead(), self._cooperate()])
        cooperate.with_user(self.second_head).action_report("Đã góp ý")
        lead.with_user(self.head).action_return("Không thuộc chức năng")
        self.assertEqual(document.state, "in_progress")
        activity = document.activity_ids
        self.assertEqual(activity.user_id, self.leader)
        self.assertIn("Không thuộc chức năng", activity.note)
        other = self._direct(document, [{"role": "lead", "user_id": self.outsider.id}])
        other.with_user(self.outsider).action_done()
        self.assertEqual(document.state, "done")
        self.assertFalse(document.activity_ids)

    def test_head_passes_on_handler_reports_head_closes(self):
        document = self._create_registered()
        lead = self._direct(document)
        ids = lead.with_user(self.head).action_pass_on(
            self.handler.id, instruction="Dự thảo trả lời"
        )
        part = lead.browse(ids)
        self.assertEqual(part.parent_id, lead)
        self.assertEqual(part.given_by_id, self.head)
        self.assertEqual(part.due_date, lead.due_date)
        self.assertEqual(lead.state, "accepted")
        self.assertEqual(document.state, "in_progress")
        document.with_user(self.handler).check_access("read")
        with self.assertRaisesRegex(UserError, self.handler.name):
            lead.with_user(self.head).action_done()
        part.with_user(self.handler).action_report("Đã dự thảo")
        self.assertEqual(part.activity_ids.user_id, self.head)
        lead.with_user(self.head).action_done("Xong")
        self.assertEqual(part.state, "done")
        self.assertFalse(part.activity_ids)
        self.assertEqual(document.state, "done")

    def test_part_may_not_be_due_after_the_whole(self):
        due = self.today + timedelta(days=5)
        lead = self._direct(rows=[self._lead(due_date=due)])
        with self.assertRaisesRegex(UserError, due.strftime("%d/%m/%Y")):
            lead.with_user(self.head).action_pass_on(
                self.handler.id, due_date=(due + timedelta(days=1)).isoformat()
            )
        with self.assertRaises(UserError):
            lead.with_user(self.head).action_pass_on(unit_id=self.unit.id)
        with self.assertRaises(UserError):
            lead.with_user(self.head).action_pass_on()

    def test_a_part_sent_back_reaches_who_passed_it_on(self):
        lead = self._direct()
        part = lead.browse(lead.with_user(self.head).action_pass_on(self.handler.id))
        part.with_user(self.handler).action_return("Đang nghỉ phép")
        self.assertEqual(part.return_reason, "Đang nghỉ phép")
        redirect = lead.activity_ids.filtered(
            lambda act: act.activity_type_id
            == self.env.ref("vanthu_document.mail_activity_redirect")
        )
        self.assertEqual(redirect.user_id, self.head)
        lead.with_user(self.head).action_done()
        self.assertEqual(lead.document_id.state, "done")

    def test_reopened_work_opens_the_document_and_is_told(self):
        document = self._create_registered()
        lead = self._direct(document, [self._lead(due_date=self.today)])
        lead.with_user(self.head).action_done("Xong")
        lead.with_user(self.leader).action_reopen("Thiếu phụ lục")
        self.assertEqual((lead.state, document.state), ("in_progress", "in_progress"))
        self.assertEqual(lead.activity_ids.user_id, self.head)
        self.assertTrue(self._events(document, "reopened"))

    def test_a_part_is_not_reopened_after_the_whole_was_closed(self):
        lead = self._direct()
        part = lead.browse(lead.with_user(self.head).action_pass_on(self.handler.id))
        part.with_user(self.handler).action_report("Xong")
        lead.with_user(self.head).action_done()
        with self.assertRaises(AccessError):
            part.with_user(self.head).action_reopen("Thiếu")

    def test_a_unit_without_head_works_through_its_members(self):
        unit = self.env["vanthu.unit"].create({
            "name": "Tổ Toán", "company_id": self.organisation.id,
            "member_ids": self.outsider.ids,
        })
        assignment = self._direct(rows=[self._lead(unit)])
        self.assertEqual(assignment.holder_ids, self.outsider)
        assignment.with_user(self.outsider).action_done()
        self.assertEqual(assignment.state, "done")

    def test_a_deputy_acts_for_the_unit(self):
        self.unit.deputy_ids = self.outsider
        lead = self._direct()
        lead.with_user(self.outsider).action_accept()
        self.assertEqual(lead.state, "accepted")

    def test_report_needs_words_and_keeps_own_files_only(self):
        lead = self._direct()
        with self.assertRaises(UserError):
            lead.with_user(self.head).action_report(" ")
        content = base64.b64encode(b"bao cao")
        own = self.env["ir.attachment"].with_user(self.head).create(
            {"name": "bc.txt", "datas": content}
        )
        foreign = self.env["ir.attachment"].with_user(self.outsider).create(
            {"name": "x.txt", "datas": content}
        )
        with self.assertRaises(AccessError), self.env.cr.savepoint():
            lead.with_user(self.head).action_report("Xong", foreign.ids)
        lead.invalidate_recordset()
        lead.with_user(self.head).action_report("Xong", own.ids)
        self.assertEqual(lead.report_attachment_ids, own)
        self.assertEqual(own.with_user(self.leader).raw, b"bao cao")
        self.assertFalse(foreign.res_id)

    def test_responsible_persons_get_activities_informed_ones_their_inbox(self):
        document = self._create_registered(priority="1")
        due = self.today + timedelta(days=6)
        lead, inform = self._direct(document, [
            self._lead(due_date=due), {"role": "inform", "user_id": self.outsider.id},
        ])
        self.assertEqual(lead.activity_ids.user_id, self.head)
        self.assertEqual(lead.activity_ids.date_deadline, due)
        self.assertFalse(inform.activity_ids)
        notification = self.env["mail.notification"].search([
            ("res_partner_id", "=", self.outsider.partner_id.id),
            ("mail_message_id.model", "=", "vanthu.assignment"),
            ("mail_message_id.res_id", "=", inform.id),
        ])
        self.assertEqual(notification.notification_type, "inbox")
        mails = self.env["mail.mail"].sudo().search([
            ("model", "=", "vanthu.assignment"), ("res_id", "in", (lead + inform).ids),
        ])
        self.assertEqual(
            mails.recipient_ids, (self.head + self.outsider).partner_id,
        )
        mail = mails.filtered(lambda item: item.recipient_ids == self.head.partner_id)
        self.assertIn(f"model=vanthu.assignment&amp;res_id={lead.id}", mail.body_html)
        self.assertIn(document.subject, mail.subject)
        self.assertIn(due.strftime("%m/%d/%Y"), mail.body_html)

    def test_activity_ends_with_the_work(self):
        for action, arguments in (
            ("report", ("Xong",)), ("done", ()), ("return", ("Nhầm",)),
        ):
            lead = self._direct(rows=[self._lead(due_date=self.today)])
            self.assertTrue(lead.activity_ids)
            getattr(lead.with_user(self.head), f"action_{action}")(*arguments)
            with self.subTest(action=action):
                self.assertFalse(lead.activity_ids)

    def test_every_step_is_an_event_of_the_document(self):
        document = self._create_registered()
        lead = self._direct(document)
        lead.with_user(self.head).action_accept()
        lead.with_user(self.head).action_start()
        lead.with_user(self.head).action_report("Xong")
        lead.with_user(self.leader).action_done()
        for kind, user in (
            ("accepted", self.head), ("begun", self.head), ("reported", self.head),
            ("completed", self.leader),
        ):
            with self.subTest(kind=kind):
                events = self._events(document, kind)
                self.assertEqual(events.user_id, user)
                self.assertIn(lead.id, [
                    (event.detail or {}).get("assignment") for event in events
                ])

    def test_nothing_is_written_past_the_actions(self):
        lead = self._direct()
        for user in (self.head, self.leader, self.clerk, self.manager):
            with self.subTest(user=user.name), self.assertRaises(AccessError):
                lead.with_user(user).write({"state": "done"})

    def test_the_leader_reopens_a_finished_document(self):
        document = self._create_registered()
        self._direct(document, [], "Lưu.")
        with self.assertRaises(AccessError):
            document.action_reopen("Cần làm tiếp")
        document.with_user(self.leader).action_reopen("Cần làm tiếp")
        self.assertEqual(document.state, "in_progress")
        self._direct(document)
        self.assertEqual(document.state, "in_progress")
