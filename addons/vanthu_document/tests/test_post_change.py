"""The clerk's post goes from one person to another."""

from datetime import timedelta
from io import BytesIO

from psycopg2.errors import UniqueViolation
from pypdf import PdfReader

from odoo import Command, fields
from odoo.exceptions import AccessError, UserError
from odoo.tests import Form, tagged
from odoo.tools import mute_logger

from ..models.states import OUTGOING_TRANSITIONS
from ..tools.printing.post_report import DECISIONS, KINDS
from .handling_common import HandlingCommon
from .outgoing_common import OutgoingCommon


@tagged("post_install", "-at_install")
class TestPostChange(HandlingCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.successor = cls._create_person("successor", "group_user")
        cls.changes = cls.env["vanthu.post.change"].with_user(cls.manager).with_company(
            cls.organisation)

    def _change(self, **values):
        return self.changes.create({
            "from_user_id": self.clerk.id, "to_user_id": self.successor.id, **values,
        })

    def _is_clerk(self, user):
        user.invalidate_recordset()
        return user.has_group("vanthu_document.group_clerk")

    def _run_job(self):
        self.env.flush_all()
        with self.enter_registry_test_mode():
            self.env.ref("vanthu_document.ir_cron_post_change").method_direct_trigger()
        self.env.invalidate_all()

    def _reach(self, change):
        """The day has come."""
        self.env.flush_all()
        self.env.cr.execute(
            "UPDATE vanthu_post_change SET date = %s WHERE id = %s", (self.today, change.id)
        )
        self.env.invalidate_all()

    # ---- WHAT IS OPEN ----

    def test_everything_open_is_listed_and_nothing_of_others(self):
        waiting = self._create_incoming(organ_name="Sở Tài chính")
        registered = self._create_registered(code_number="12", organ_name="Sở Nội vụ")
        submitted = self._create_registered(code_number="13")
        submitted.with_user(self.clerk).action_submit(self.leader.id)
        self._create_incoming(self.other_clerk)
        register = registered.register_entry_id.register_id
        register.with_user(self.clerk).action_reserve("Văn bản khẩn qua điện thoại")
        paper = self.env["vanthu.hand.over"].with_user(self.clerk).create({})
        change = self._change()
        change.action_refresh()
        lines = {kind: rows for kind, rows in change.line_ids.grouped("kind").items()}
        self.assertEqual(set(lines), {"waiting", "to_submit", "reserved", "volume", "paper"})
        self.assertEqual(lines["waiting"].detail, "Sở Tài chính")
        self.assertIn(waiting.reference, lines["waiting"].name)
        self.assertIn(registered.arrival_label, lines["to_submit"].name)
        self.assertEqual(lines["reserved"].note, "Văn bản khẩn qua điện thoại")
        self.assertEqual(lines["paper"].name, paper.display_name)
        self.assertEqual(len(lines["volume"]), len(self.env["vanthu.register"].search(
            [("company_id", "=", self.organisation.id)])))
        registered.with_user(self.clerk).action_submit(self.leader.id)
        change.action_refresh()
        self.assertNotIn("to_submit", change.line_ids.mapped("kind"))

    def test_list_tells_only_the_number_of_restricted_documents(self):
        document = self._create_registered(organ_name="Thanh tra tỉnh", subject="Tố cáo")
        document.with_user(self.clerk).write({
            "restricted": True,
            "allowed_user_ids": [Command.set((self.leader | self.clerk).ids)],
        })
        change = self._change()
        change.action_refresh()
        line = change.line_ids.filtered(lambda row: row.kind == "to_submit")
        self.assertIn(document.reference, line.name)
        self.assertFalse(line.detail)
        self.assertNotIn("Tố cáo", str(change.line_ids.read()))

    def test_own_work_of_the_clerk_is_listed(self):
        self._direct(rows=[{"role": "lead", "user_id": self.clerk.id}])
        change = self._change()
        change.action_refresh()
        self.assertEqual(change.line_ids.mapped("kind").count("work"), 1)

    def test_cost_of_the_list_does_not_grow_with_it(self):
        def cost(change):
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            change.action_refresh()
            self.env.flush_all()
            return self.env.cr.sql_log_count - before

        change = self._change()
        for number in range(3):
            self._create_registered(code_number=str(700 + number))
        cost(change)
        few = cost(change)
        for number in range(20):
            self._create_registered(code_number=str(800 + number))
        self.assertLessEqual(cost(change), few + 3)
        self.assertEqual(change.line_ids.mapped("kind").count("to_submit"), 23)

    # ---- ON THE DAY ----

    def test_roles_units_and_lists_move_today_at_once(self):
        self.unit.clerk_id = self.clerk
        paper = self.env["vanthu.hand.over"].with_user(self.clerk).create({})
        change = self._change()
        change.action_plan()
        self.assertEqual(change.state, "done")
        self.assertTrue(self._is_clerk(self.successor))
        self.assertFalse(self._is_clerk(self.clerk))
        self.assertTrue(self.clerk.has_group("vanthu_document.group_user"), "still a colleague")
        self.assertTrue(self.clerk.active)
        self.assertEqual(self.unit.clerk_id, self.successor)
        self.assertIn(self.successor, self.unit.member_ids)
        self.assertEqual(paper.sudo().user_id, self.successor)
        self._create_incoming(self.successor).action_register()
        with self.assertRaises(AccessError):
            self._create_incoming(self.clerk)
        kinds = self.env["vanthu.event"].search([
            ("company_id", "=", self.organisation.id),
            ("kind", "in", ("post_change_planned", "post_changed", "access_changed")),
        ]).mapped("kind")
        self.assertEqual(set(kinds), {"access_changed", "post_change_planned", "post_changed"})
        event = self.env["vanthu.event"].search([("kind", "=", "post_changed")], limit=1)
        self.assertIn("Gives the post up: Clerk", event.with_context(lang="en_US").detail_text)

    def test_later_hand_over_waits_for_its_day_and_the_job_does_it_once(self):
        change = self._change(date=self.today + timedelta(days=3))
        change.action_plan()
        self._run_job()
        self.assertEqual(change.state, "planned")
        self.assertTrue(self._is_clerk(self.clerk))
        self._reach(change)
        self._run_job()
        self.assertEqual(change.state, "done")
        self.assertTrue(self._is_clerk(self.successor))
        self.assertFalse(self._is_clerk(self.clerk))
        done_at = change.done_at
        self._run_job()
        self.assertEqual(change.done_at, done_at)

    def test_hand_over_that_cannot_be_done_says_why_and_holds_up_no_other(self):
        bad = self._change(date=self.today + timedelta(days=3))
        second = self._create_person("second_clerk", "group_clerk")
        third = self._create_person("third_person", "group_user")
        good = self._change(
            date=self.today + timedelta(days=3), from_user_id=second.id, to_user_id=third.id
        )
        (bad | good).action_plan()
        self.successor.active = False
        self._reach(bad)
        self._reach(good)
        with mute_logger("odoo.addons.vanthu_document.models.vanthu_post_change_apply"):
            self._run_job()
        self.assertEqual((bad.state, good.state), ("planned", "done"))
        self.assertIn("does not work here", bad.problem)
        self.assertTrue(self._is_clerk(third))
        bad.action_cancel()
        self.assertEqual(bad.state, "cancelled")

    def test_administrators_role_moves_where_the_clerk_had_it(self):
        self.clerk.group_ids += self.env.ref("vanthu_document.group_manager")
        with Form(self.changes) as form:
            form.from_user_id = self.clerk
            self.assertTrue(form.with_manager)
            form.to_user_id = self.successor
        change = form.record
        change.action_plan()
        self.assertTrue(self.successor.has_group("vanthu_document.group_manager"))
        self.assertFalse(self.clerk.has_group("vanthu_document.group_manager"))

    def test_both_are_told_and_nobody_else(self):
        self._change(date=self.today + timedelta(days=3), note="Bàn giao con dấu").action_plan()
        message = self.env["mail.message"].search([
            ("message_type", "=", "user_notification"),
        ], limit=1)
        self.assertEqual(
            message.notified_partner_ids, (self.clerk | self.successor).partner_id
        )
        self.assertIn("Successor is registry clerk in the place of Clerk", message.body)

    def test_note_keeps_no_state_secret(self):
        self.registry_enter_test_mode()  # refusals are logged through an own cursor
        change = self._change()
        with self.assertRaisesRegex(UserError, "state secret"):
            change.note = "Độ mật: Tuyệt mật"
        self.assertFalse(change.note)

    def test_role_that_the_clerk_has_not_is_not_given(self):
        change = self._change(with_manager=True)
        change.action_plan()
        self.assertFalse(self.successor.has_group("vanthu_document.group_manager"))

    def test_old_account_is_closed_unless_work_is_open(self):
        work = self._direct(rows=[{"role": "lead", "user_id": self.clerk.id}])
        change = self._change(close_account=True)
        change.action_plan()
        self.assertTrue(self.clerk.active)
        self.assertIn("1 pieces of work", change.problem)
        work.with_user(self.clerk).action_done()
        again = self._change(
            from_user_id=self.successor.id, to_user_id=self.handler.id, close_account=True
        )
        again.action_plan()
        self.assertFalse(again.problem)
        self.assertFalse(self.successor.active)

    def test_clerk_of_two_organisations_leaves_only_this_one(self):
        self.clerk.company_ids += self.other_organisation
        change = self._change(close_account=True)
        change.action_plan()
        self.assertEqual(self.clerk.company_ids, self.other_organisation)
        self.assertEqual(self.clerk.company_id, self.other_organisation)
        self.assertTrue(self._is_clerk(self.clerk))
        self.assertIn("works elsewhere", change.problem)

    # ---- WHO AND WHAT NOT ----

    def test_people_and_days_that_do_not_fit_are_refused(self):
        for values, sentence in (
            ({"to_user_id": self.clerk.id}, "Somebody else"),
            ({"from_user_id": self.handler.id}, "no registry clerk"),
            ({"to_user_id": self.other_clerk.id}, "does not work here"),
            ({"date": self.today - timedelta(days=1)}, "today or a later day"),
        ):
            with self.subTest(sentence), self.assertRaisesRegex(UserError, sentence):
                self._change(**values).action_plan()
        self.successor.company_ids += self.other_organisation
        with self.assertRaisesRegex(AccessError, "do not look after"):
            self._change().action_plan()
        self.assertTrue(self._is_clerk(self.clerk))

    def test_second_plan_for_the_same_person_is_refused(self):
        self._change(date=self.today + timedelta(days=3)).action_plan()
        second = self._change(date=self.today + timedelta(days=4))
        with self.assertRaises(UniqueViolation), mute_logger("odoo.sql_db"):
            second.action_plan()
            self.env.flush_all()

    def test_nobody_else_plans_and_no_state_is_forged(self):
        change = self._change()
        for user in (self.clerk, self.leader, self.handler, self.successor):
            for attempt in (
                change.with_user(user).action_plan, change.with_user(user).action_cancel,
                change.with_user(user).action_refresh,
                lambda user=user: change.with_user(user).write({"note": "x"}),
            ):
                with self.subTest(user.login), self.assertRaises(AccessError):
                    attempt()
        for values in ({"state": "done"}, {"done_at": "2026-01-01"}, {"problem": "x"},
                       {"line_ids": [Command.clear()]}):
            with self.assertRaises(UserError):
                change.write(values)
        with self.assertRaises(UserError):
            self._change(state="planned")
        with self.assertRaises(AccessError):
            self.env["vanthu.post.change.line"].with_user(self.manager).create({
                "change_id": change.id, "kind": "work", "name": "x",
            })
        foreign = self._create_person("foreign", "group_manager", self.other_organisation)
        with self.assertRaises(AccessError):
            change.with_user(foreign).with_context(
                allowed_company_ids=self.other_organisation.ids).action_plan()

    def test_what_is_planned_is_neither_changed_nor_deleted(self):
        change = self._change(date=self.today + timedelta(days=3))
        change.action_plan()
        with self.assertRaisesRegex(UserError, "stays as it is"):
            change.to_user_id = self.handler
        with self.assertRaisesRegex(UserError, "never deleted"):
            change.unlink()
        with self.assertRaisesRegex(UserError, "meanwhile"):
            change.action_plan()
        change.action_cancel()
        with self.assertRaisesRegex(UserError, "meanwhile"):
            change.action_refresh()
        draft = self._change()
        draft.unlink()
        self.assertFalse(draft.exists())

    def test_record_is_printed_with_names_and_lines(self):
        document = self._create_registered(organ_name="Sở Nội vụ").sudo()
        change = self._change()
        change.action_plan()
        report = self.env["ir.actions.report"].with_user(self.successor)
        content, kind = report._render_qweb_pdf("vanthu_document.post_change", change.ids)
        self.assertEqual(kind, "pdf")
        text = " ".join(
            page.extract_text() for page in PdfReader(BytesIO(content)).pages
        ).replace("\n", " ")
        for part in (
            "BIÊN BẢN BÀN GIAO CÔNG TÁC VĂN THƯ", "BÊN GIAO", "BÊN NHẬN", "THỦ TRƯỞNG CƠ QUAN",
            "Clerk", "Successor", document.reference, "Sở Nội vụ", "Văn bản đến chưa trình",
        ):
            self.assertIn(part, text)
        with self.assertRaises(AccessError):
            self.env["ir.actions.report"].with_user(self.handler)._render_qweb_pdf(
                "vanthu_document.post_change", change.ids)


@tagged("post_install", "-at_install")
class TestPostChangeOutgoing(OutgoingCommon):
    def test_what_is_issued_here_and_waits_for_the_clerk_is_listed(self):
        successor = self._create_person("successor", "group_user")
        change = self.env["vanthu.post.change"].with_user(self.manager).with_company(
            self.organisation
        ).create({"from_user_id": self.clerk.id, "to_user_id": successor.id})
        draft = self._create_draft()
        kinds = {}
        for state in OUTGOING_TRANSITIONS:
            draft.sudo().write({"state": state, "signed_at": fields.Datetime.now()})
            change.action_refresh()
            kinds[state] = set(change.line_ids.mapped("kind")) - {"volume"}
        self.assertEqual({state: kind for state, kind in kinds.items() if kind}, {
            "format_check": {"to_check"}, "signed": {"to_issue"}, "issued": {"to_dispatch"},
        })

    def test_every_kind_is_printed_in_words(self):
        selection = self.env["vanthu.post.change.line"]._fields["kind"]._description_selection(
            self.env)
        self.assertEqual({key for key, _label in selection}, set(KINDS))
        decisions = self.env["vanthu.account.review"]._fields["decision"].selection
        self.assertEqual({key for key, _label in decisions}, set(DECISIONS))
