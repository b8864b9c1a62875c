"""Work given by mistake is taken back while nobody has begun it; a directive is undone."""

from datetime import timedelta

from odoo import Command, fields
from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .handling_common import HandlingCommon


@tagged("post_install", "-at_install")
class TestAssignmentRecall(HandlingCommon):
    def test_the_leader_takes_back_what_nobody_has_begun(self):
        document = self._create_registered(priority="1")
        lead, cooperate = self._direct(
            document, [self._lead(due_date=self.today), self._cooperate()]
        )
        self.assertTrue(lead.activity_ids)
        outgoing = [("model", "=", "vanthu.assignment"), ("res_id", "=", lead.id)]
        self.assertTrue(self.env["mail.mail"].search(outgoing))
        self.assertTrue(document.with_user(self.handler).has_access("read"))
        lead.with_user(self.leader).action_recall("Nhầm phòng")
        self.assertEqual((lead.state, lead.return_reason), ("recalled", "Nhầm phòng"))
        self.assertFalse(lead.activity_ids)
        self.assertFalse(self.env["mail.mail"].search(outgoing), "nobody need read it any more")
        self.env.invalidate_all()
        for user in (self.head, self.handler):
            self.assertFalse(document.with_user(user).has_access("read"))
            self.assertFalse(lead.with_user(user).has_access("read"))
        self.assertTrue(document.with_user(self.second_head).has_access("read"))
        event = self._events(document, "assignment_recalled")
        self.assertEqual((event.user_id, event.detail["reason"]), (self.leader, "Nhầm phòng"))
        told = self.env["mail.message"].search([("subject", "=", "Work taken back")])
        self.assertEqual(told.partner_ids, self.head.partner_id)
        self.assertFalse(told.model, "no link to what they may not read")
        self.assertNotIn(self.unit, document.unit_ids)
        # Somebody must lead before the document can end.
        cooperate.with_user(self.second_head).action_report("Góp ý")
        self.assertEqual(document.state, "in_progress")
        other = self._direct(document, [{"role": "lead", "user_id": self.outsider.id}])
        other.with_user(self.outsider).action_done("Xong")
        self.assertEqual(document.state, "done")

    def test_who_was_informed_has_no_unread_message_any_more(self):
        document = self._create_registered()
        _lead, inform = self._direct(document, [
            self._lead(), {"role": "inform", "user_id": self.outsider.id},
        ])
        unread = [
            ("res_partner_id", "=", self.outsider.partner_id.id), ("is_read", "=", False),
            ("mail_message_id.model", "=", "vanthu.assignment"),
        ]
        self.assertTrue(self.env["mail.notification"].search(unread))
        inform.with_user(self.leader).action_recall()
        self.assertFalse(self.env["mail.notification"].search(unread))

    def test_when_all_is_taken_back_the_leader_is_asked_again(self):
        document = self._create_registered()
        document.action_submit(self.leader.id, "Đề nghị VP")
        works = self._direct(document, [self._lead(), self._cooperate()])
        self.assertTrue(document.receiver_name)
        works[0].with_user(self.leader).action_recall()
        self.assertEqual(document.state, "assigned")
        works[1].with_user(self.leader).action_recall()
        self.assertEqual(document.state, "submitted")
        self.assertFalse(document.receiver_name or document.transfer_date)
        self.assertEqual(document.activity_ids.user_id, self.leader)
        self.assertFalse(works.directive_id.active)
        again = self._direct(document)
        again.with_user(self.head).action_done("Xong")
        self.assertEqual(document.state, "done")

    def test_who_is_still_informed_does_not_end_the_document(self):
        document = self._create_registered()
        lead, inform = self._direct(document, [
            self._lead(), {"role": "inform", "user_id": self.outsider.id},
        ])
        lead.with_user(self.leader).action_recall()
        self.assertEqual(document.state, "registered")
        self.assertEqual(document.activity_ids.user_id, self.leader, "asked to direct again")
        self.assertTrue(lead.directive_id.active)
        self.assertEqual(inform.state, "new")

    def test_who_passed_on_takes_a_part_back(self):
        lead = self._direct()
        part = lead.browse(lead.with_user(self.head).action_pass_on(self.handler.id))
        self.assertTrue(part.with_user(self.head).can_recall)
        for user in (self.leader, self.handler, self.clerk, self.second_head):
            with self.subTest(user=user.name), self.assertRaises(AccessError):
                part.with_user(user).action_recall()
        part.with_user(self.head).action_recall()
        self.assertEqual((part.state, lead.state), ("recalled", "accepted"))
        redirect = self.env.ref("vanthu_document.mail_activity_redirect")
        self.assertIn(redirect, lead.activity_ids.activity_type_id)
        lead.with_user(self.head).action_done("Tự làm")
        self.assertEqual(lead.document_id.state, "done")

    def test_begun_work_is_not_taken_back(self):
        for begin in ("accept", "start", "pass_on"):
            lead = self._direct()
            arguments = (self.handler.id,) if begin == "pass_on" else ()
            getattr(lead.with_user(self.head), f"action_{begin}")(*arguments)
            with self.subTest(begin=begin):
                self.assertFalse(lead.with_user(self.leader).can_recall)
                with self.assertRaises(UserError):
                    lead.with_user(self.leader).action_recall()
        gone = self._direct()
        gone.with_user(self.leader).action_recall()
        with self.assertRaises(UserError):
            gone.with_user(self.leader).action_recall()

    def test_a_restricted_document_closes_to_whom_only_this_work_let_in(self):
        document = self._create_registered(
            restricted=True, allowed_user_ids=(self.clerk + self.leader + self.handler).ids
        )
        lead, own, inform = self._direct(document, [
            self._lead(), {"role": "cooperate", "user_id": self.handler.id},
            {"role": "inform", "user_id": self.head.id},
        ])
        self.assertIn(self.head, document.allowed_user_ids)
        lead.with_user(self.leader).action_recall()
        self.assertIn(self.head, document.allowed_user_ids, "still informed in person")
        inform.with_user(self.leader).action_recall()
        self.assertNotIn(self.head, document.allowed_user_ids)
        own.with_user(self.leader).action_recall()
        self.assertEqual(
            document.allowed_user_ids, self.clerk + self.leader + self.handler,
            "who was named before stays",
        )
        told = self.env["mail.message"].search([
            ("subject", "in", ("Work taken back", "Access right changed")),
            ("partner_ids", "in", self.head.partner_id.ids),
        ], order="id")
        self.assertIn(document.subject, told[0].body, "the document was open to the head")
        self.assertNotIn(document.subject, told[-1].body)

    def test_the_explanation_of_readers_forgets_what_was_taken_back(self):
        document = self._create_registered()
        lead = self._direct(document)
        lead.with_user(self.leader).action_recall()
        explained = {user for user, _why in document._explain_readers()}
        self.assertTrue(explained.isdisjoint((self.head, self.handler)))


@tagged("post_install", "-at_install")
class TestDirectiveUndo(HandlingCommon):
    def _later(self, directive, **delta):
        # The age of a record is no field that anybody writes.
        moment = fields.Datetime.now() - timedelta(**delta)
        self.env.cr.execute(
            "UPDATE vanthu_directive SET create_date = %s WHERE id = %s", (moment, directive.id)
        )
        directive.invalidate_recordset()

    def test_the_document_stands_where_it_stood_before(self):
        due = self.today + timedelta(days=9)
        document = self._create_registered(due_date=due)
        document.action_submit(self.leader.id, "Đề nghị VP")
        asked = document.activity_ids.user_id
        works = self._direct(document, [
            self._lead(due_date=due - timedelta(days=3)), self._cooperate(),
        ])
        directive = works.directive_id
        self.assertEqual(document.due_date, due - timedelta(days=3))
        self.assertTrue(directive.with_user(self.leader).undo_until)
        directive.with_user(self.leader).action_undo()
        self.assertEqual(works.mapped("state"), ["recalled", "recalled"])
        self.assertEqual((document.state, document.due_date), ("submitted", due))
        self.assertFalse(document.receiver_name or document.transfer_date)
        self.assertEqual(document.activity_ids.user_id, asked)
        self.assertEqual(document.activity_ids.activity_type_id,
                         self.env.ref("vanthu_document.mail_activity_direct"))
        self.assertFalse(directive.active or document.directive_ids)
        self.assertEqual(self._events(document, "directive_undone").user_id, self.leader)

    def test_a_document_ended_for_the_file_is_open_again(self):
        document = self._create_registered()
        ids = document.with_user(self.leader).action_direct("Lưu.")
        self.assertEqual(document.state, "done")
        self.env["vanthu.directive"].browse(ids).with_user(self.leader).action_undo()
        self.assertEqual((document.state, document.done_date), ("registered", False))
        self.assertFalse(document.activity_ids, "nobody had been asked")

    def test_who_gave_it_undoes_it_and_nobody_else(self):
        document = self._create_registered()
        ids = document.action_direct("Giao VP", [self._lead()], leader_id=self.leader.id)
        directive = self.env["vanthu.directive"].browse(ids)
        for user in (self.second_leader, self.head, self.manager):
            with self.subTest(user=user.name):
                if directive.with_user(user).has_access("read"):
                    self.assertFalse(directive.with_user(user).undo_until)
                with self.assertRaises(AccessError):
                    directive.with_user(user).action_undo()
        directive.with_user(self.clerk).action_undo()
        self.assertEqual(document.state, "registered")

    def test_too_late_begun_or_undone_already(self):
        works = [self._direct() for _number in range(4)]
        late, begun, noted, twice = (work.directive_id for work in works)
        self._later(late, minutes=10, seconds=1)
        works[1].with_user(self.head).action_accept()
        works[2].with_user(self.head).action_done("Xong")
        twice.with_user(self.leader).action_undo()
        for directive, sentence in (
            (late, "10 minutes"), (begun, "begun"), (noted, "begun"), (twice, "undone already"),
        ):
            with self.subTest(sentence=sentence):
                self.assertFalse(directive.with_user(self.leader).undo_until)
                with self.assertRaisesRegex(UserError, sentence):
                    directive.with_user(self.leader).action_undo()
        self.assertEqual(works[1].document_id.state, "in_progress")
        self._later(works[0].directive_id, minutes=9)
        late.with_user(self.leader).action_undo()
        self.assertEqual(works[0].state, "recalled")

    def test_an_earlier_directive_keeps_its_work(self):
        document = self._create_registered()
        first = self._direct(document)
        second = self._direct(document, [self._lead(self.second_unit)], "Thêm")
        second.directive_id.with_user(self.leader).action_undo()
        self.assertEqual((first.state, second.state, document.state),
                         ("new", "recalled", "assigned"))
        first.directive_id.with_user(self.leader).action_undo()
        self.assertEqual(document.state, "registered")

    def test_both_undone_in_the_order_in_which_they_were_given(self):
        document = self._create_registered()
        document.action_submit(self.leader.id)
        first = self._direct(document)
        second = self._direct(document, [self._lead(self.second_unit)], "Thêm")
        first.directive_id.with_user(self.leader).action_undo()
        self.assertEqual(document.state, "assigned")
        second.directive_id.with_user(self.leader).action_undo()
        self.assertEqual((document.state, document.receiver_name), ("submitted", False))

    def test_paper_that_was_handed_over_stays_handed_over(self):
        document = self._create_registered()
        works = self._direct(document)
        hand_over = self.env["vanthu.hand.over"].with_user(self.clerk).create({
            "company_id": self.organisation.id,
            "line_ids": [Command.create({
                "document_id": document.id, "receiver_name": "Bà Hoa",
            })],
        })
        hand_over.action_confirm()
        before = (document.receiver_name, document.transfer_date)
        works.directive_id.with_user(self.leader).action_undo()
        self.assertEqual((document.receiver_name, document.transfer_date), before)

    def test_a_directive_without_a_document_is_undone(self):
        Directive = self.env["vanthu.directive"].with_user(self.leader)
        directive = Directive.browse(Directive.with_company(self.organisation).action_give(
            "Làm", [self._lead()], "Kỳ thi"
        ))
        directive.action_undo()
        self.assertEqual(directive.sudo().assignment_ids.state, "recalled")
        self.assertNotIn(directive, Directive.search([]))
        self.assertFalse(self.env["vanthu.assignment"].with_user(self.head).search(
            [("directive_id", "=", directive.id)]
        ))

    def test_a_key_used_before_stays_used(self):
        document = self._create_registered().with_user(self.leader)
        ids = document.action_direct("Giao VP", [self._lead()], client_key="k")
        self.env["vanthu.directive"].with_user(self.leader).browse(ids).action_undo()
        again = document.action_direct("Giao VP", [self._lead()], client_key="k")
        self.assertEqual(again, ids, "the network repeats a request, not the leader")
        self.assertEqual(document.state, "registered")

    def test_no_other_act_goes_back_before_the_directive(self):
        for state in ("assigned", "in_progress", "done"):
            document = self._create_registered()
            self._direct(document)
            document.sudo().state = state
            for act in (
                lambda doc: doc.action_submit(self.leader.id), lambda doc: doc.action_register(),
                lambda doc: doc.action_take_back_submission(),
            ):
                with self.subTest(state=state), self.assertRaises(UserError):
                    act(document)
                self.assertEqual(document.state, state)
