from datetime import timedelta

from odoo import Command
from odoo.exceptions import AccessError, UserError
from odoo.tests import Form, tagged

from .handling_common import HandlingCommon


@tagged("post_install", "-at_install")
class TestDirective(HandlingCommon):
    def test_leader_directs_with_a_deadline_for_each(self):
        document = self._create_registered()
        document.action_submit(self.leader.id)
        near, far = self.today + timedelta(days=3), self.today + timedelta(days=9)
        lead, cooperate, inform = self._direct(document, [
            self._lead(due_date=far),
            self._cooperate(due_date=near.isoformat(), instruction="Góp ý"),
            {"role": "inform", "user_id": self.outsider.id, "due_date": near},
        ])
        self.assertEqual(document.state, "assigned")
        self.assertEqual((lead.unit_id, lead.due_date), (self.unit, far))
        self.assertEqual((cooperate.due_date, cooperate.instruction), (near, "Góp ý"))
        self.assertEqual((inform.user_id, inform.role), (self.outsider, "inform"))
        self.assertFalse(inform.due_date, "what is only taken note of is never late")
        directive = lead.directive_id
        self.assertEqual(directive.leader_id, self.leader)
        self.assertFalse(directive.recorder_id)
        self.assertEqual(self._events(document, "directed").user_id, self.leader)
        self.assertEqual(len(self._events(document, "assigned")), 3)
        self.assertFalse(document.activity_ids, "the leader has directed")

    def test_register_learns_who_received_it_and_when(self):
        document = self._create_registered()
        self._direct(document, [self._cooperate(), self._lead()])
        self.assertEqual(document.receiver_name, self.unit.name)
        self.assertEqual(document.transfer_date, self.today)

    def test_deadline_is_the_documents_else_that_of_its_type(self):
        due = self.today + timedelta(days=12)
        self.assertEqual(self._direct(self._create_registered(due_date=due)).due_date, due)
        doc_type = self.env["vanthu.document.type"].create({
            "name": "Phiếu thử", "response_days": 5,
        })
        document = self._create_registered(type_id=doc_type.id)
        document.due_date = False
        self.assertEqual(
            self._direct(document).due_date,
            document.company_id._add_working_days(self.today, 5),
        )

    def test_clerk_records_what_a_leader_wrote_on_paper(self):
        document = self._create_registered()
        ids = document.action_direct(
            "Giao VP", [self._lead()], leader_id=self.leader.id,
        )
        directive = self.env["vanthu.directive"].browse(ids)
        self.assertEqual(directive.leader_id, self.leader)
        self.assertEqual(directive.recorder_id, self.clerk)
        event = self._events(document, "directed")
        self.assertEqual(event.user_id, self.clerk)
        self.assertEqual(event.detail["leader"], self.leader.name)

    def test_nobody_else_directs_nor_in_anothers_name(self):
        document = self._create_registered()
        self._direct(document)
        for user in (self.head, self.handler, self.manager, self.other_clerk):
            with self.subTest(user=user.name), self.assertRaises(AccessError):
                document.with_user(user).action_direct("Làm", [self._lead()])
        with self.assertRaises(AccessError):
            document.action_direct("Làm", [self._lead()])
        with self.assertRaises(AccessError):
            document.with_user(self.leader).action_direct(
                "Làm", [self._lead()], leader_id=self.second_leader.id
            )
        with self.assertRaises(UserError):
            document.action_direct("Làm", [self._lead()], leader_id=self.handler.id)

    def test_wrong_routing_is_refused_with_a_sentence(self):
        document = self._create_registered().with_user(self.leader)
        other_unit = self.env["vanthu.unit"].create({
            "name": "Tổ khác", "company_id": self.other_organisation.id,
        })
        cases = {
            "two leads": [self._lead(), self._lead(self.second_unit)],
            "twice": [self._lead(), self._cooperate(self.unit)],
            "nobody": [{"role": "lead"}],
            "unit and person": [self._lead(user_id=self.handler.id)],
            "other organisation": [self._lead(other_unit)],
            "person elsewhere": [{"role": "lead", "user_id": self.other_clerk.id}],
            "no role": [self._lead(role="boss")],
            "past": [self._lead(due_date=self.today - timedelta(days=1))],
            "no date": [self._lead(due_date="soon")],
        }
        for name, rows in cases.items():
            with self.subTest(name), self.assertRaises(UserError):
                document.action_direct("Làm", rows)
        with self.assertRaises(UserError):
            document.action_direct("  ", [self._lead()])
        self.assertEqual(document.state, "registered")
        self.assertFalse(document.directive_ids)

    def test_states_in_which_a_directive_is_possible(self):
        allowed = {"registered", "submitted", "assigned", "in_progress"}
        states = dict(self.env["vanthu.document"]._fields["state"].selection)
        for state in states:
            document = self._create_registered()
            document.sudo().state = state
            with self.subTest(state=state):
                if state in allowed:
                    self._direct(document)
                    self.assertEqual(
                        document.state, "in_progress" if state == "in_progress" else "assigned"
                    )
                else:
                    with self.assertRaises(UserError):
                        self._direct(document)

    def test_several_directives_on_one_document(self):
        document = self._create_registered()
        self._direct(document)
        self._direct(document, [self._lead(self.second_unit)], "Thêm")
        self.assertEqual(document.directive_count, 2)
        self.assertEqual(len(document.assignment_ids), 2)

    def test_a_directive_without_work_ends_the_document(self):
        document = self._create_registered()
        self._direct(document, [], "Lưu.")
        self.assertEqual(document.state, "done")
        self.assertTrue(self._events(document, "completed"))
        informed = self._create_registered()
        self._direct(informed, [{"role": "inform", "unit_id": self.unit.id}], "Để biết.")
        self.assertEqual(informed.state, "done")

    def test_who_gets_work_of_a_restricted_document_is_named(self):
        clerk_of_unit = self._create_person("unit_clerk", "group_user")
        self.unit.clerk_id = clerk_of_unit
        document = self._create_registered(
            restricted=True, allowed_user_ids=(self.clerk + self.leader).ids
        )
        before = len(self._events(document, "access_changed"))
        self._direct(document, [self._lead(), {"role": "inform", "user_id": self.outsider.id}])
        named = document.allowed_user_ids
        self.assertEqual(
            named, self.clerk + self.leader + self.head + clerk_of_unit + self.outsider
        )
        self.assertGreater(len(self._events(document, "access_changed")), before)
        document.with_user(self.head).check_access("read")
        with self.assertRaises(AccessError):
            document.with_user(self.handler).check_access("read")

    def test_followers_of_a_restricted_document_are_named_persons(self):
        document = self._create_registered()
        document.message_subscribe((self.handler + self.clerk).partner_id.ids)
        document.write({
            "restricted": True, "allowed_user_ids": [Command.set((self.clerk + self.leader).ids)],
        })
        self.assertNotIn(self.handler.partner_id, document.message_partner_ids)
        self.assertIn(self.clerk.partner_id, document.message_partner_ids)
        document.message_subscribe(self.outsider.partner_id.ids)
        self.assertNotIn(self.outsider.partner_id, document.message_partner_ids)
        assignment = self._direct(document)
        assignment.message_subscribe(self.outsider.partner_id.ids)
        self.assertNotIn(self.outsider.partner_id, assignment.message_partner_ids)

    def test_dialog_opens_with_the_clerks_proposal_and_adds_phrases(self):
        document = self._create_registered()
        day = self.today + timedelta(days=4)
        document.action_submit(
            self.leader.id, "Đề nghị VP", [self._lead(due_date=day), self._cooperate()]
        )
        phrases = self.env["vanthu.phrase"].with_user(self.leader).create(
            [{"text": "Làm ngay."}, {"text": "Báo cáo tôi."}]
        )
        wizard = self.env["vanthu.routing.wizard"].with_user(self.leader).with_context(
            active_ids=document.ids, default_step="direct"
        )
        with Form(wizard, view="vanthu_document.vanthu_routing_wizard_view_form") as form:
            self.assertEqual(form.lead_unit_id, self.unit)
            self.assertEqual(form.due_date, day)
            self.assertEqual(form.proposal, "Đề nghị VP")
            self.assertEqual(len(form.line_ids), 2)
            form.phrase_id = phrases[0]
            form.phrase_id = phrases[1]
            self.assertEqual(form.content, "Làm ngay. Báo cáo tôi.")
            form.due_date = day + timedelta(days=1)
            with form.line_ids.edit(1) as line:
                line.due_date = day
            form.inform_user_ids.add(self.outsider)
        form.save().action_confirm()
        self.assertEqual(
            document.assignment_ids.sorted("id").mapped(lambda work: (work.role, work.due_date)),
            [("lead", day + timedelta(days=1)), ("cooperate", day),
             ("inform", False)],
        )

    def test_a_second_leader_reads_what_the_first_has_just_directed(self):
        document = self._create_registered()
        document.action_submit(self.leader.id)
        dialogs = [
            Form(
                self.env["vanthu.routing.wizard"].with_user(user).with_context(
                    active_ids=document.ids, default_step="direct"
                ), view="vanthu_document.vanthu_routing_wizard_view_form",
            )
            for user in (self.leader, self.second_leader)
        ]
        for dialog in dialogs:
            dialog.content = "Giao Văn phòng."
            dialog.lead_unit_id = self.unit
        dialogs[0].save().action_confirm()
        late = dialogs[1].save()
        with self.assertRaisesRegex(UserError, "Leader has just directed.*Giao Văn phòng"):
            late.action_confirm()
        self.assertEqual(document.directive_count, 1)
        # Who has seen it may add to it.
        again = Form(
            self.env["vanthu.routing.wizard"].with_user(self.second_leader).with_context(
                active_ids=document.ids, default_step="direct"
            ), view="vanthu_document.vanthu_routing_wizard_view_form",
        )
        again.content = "Báo cáo tôi."
        again.save().action_confirm()
        document.invalidate_recordset()
        self.assertEqual(document.directive_count, 2)

    def test_phrases_of_another_leader_stay_private(self):
        mine = self.env["vanthu.phrase"].with_user(self.leader).create({"text": "Của tôi"})
        shared = self.env["vanthu.phrase"].create({"text": "Chung", "user_id": False})
        seen = self.env["vanthu.phrase"].with_user(self.second_leader).search([])
        self.assertNotIn(mine, seen)
        self.assertIn(shared, seen)
        with self.assertRaises(AccessError):
            shared.with_user(self.leader).text = "Khác"
        with self.assertRaises(AccessError):
            mine.with_user(self.second_leader).text = "Khác"
