"""Disposal: each step only after the one before, and nothing that is to be kept (TT 06/2025)."""

from datetime import date, timedelta

from psycopg2 import DatabaseError, IntegrityError

from odoo import Command
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged
from odoo.tools import mute_logger

from .disposal_common import OLD, DisposalCommon

STATES = ("draft", "listed", "reviewed", "decided", "handed_over", "done")
ACTS = {
    "action_submit": ("draft", "archivist"),
    "action_back_to_list": ("listed", "archivist"),
    "action_record_review": ("listed", "archivist"),
    "action_decide": ("reviewed", "leader"),
    "action_hand_over": ("decided", "archivist"),
    "action_destroy": ("handed_over", "archivist"),
}


@tagged("post_install", "-at_install")
class TestDisposalSteps(DisposalCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.file = cls._create_archived(end=OLD)

    def test_from_the_list_to_the_destruction(self):
        disposal = self._bring_to(self._create_disposal(self.file), "done")
        self.assertEqual(disposal.state, "done")
        self.assertEqual(
            (disposal.decided_by_id, disposal.destroyed_by_id), (self.leader, self.archivist)
        )
        self.assertEqual(disposal.destroy_until, self.today + timedelta(days=15))
        self.assertEqual((self.file.state, self.file.disposed_date), ("disposed", self.today))
        for kind in ("listed", "reviewed", "decided", "handed_over", "done"):
            self.assertTrue(self._get_events(disposal, f"disposal_{kind}"), kind)
        event = self._get_events(self.file, "file_disposed")
        self.assertEqual(event.detail["number"], "15/QĐ-SGDĐT")

    def test_each_act_only_in_its_state_and_by_its_role(self):
        disposal = self._create_disposal(self.file)
        people = {"archivist": self.archivist, "leader": self.leader}
        for state in STATES:
            if state != "draft":
                self._bring_to(disposal, state)
            for act, (source, role) in ACTS.items():
                for user in (self.clerk, self.handler, self.manager, self.other_archivist):
                    with self.subTest(state=state, act=act, user=user.login), (
                        self.assertRaises(AccessError)
                    ):
                        getattr(disposal.with_user(user), act)()
                wrong = people["leader" if role == "archivist" else "archivist"]
                with self.subTest(state=state, act=act), self.assertRaises(AccessError):
                    getattr(disposal.with_user(wrong), act)()
                if source != state:
                    with self.subTest(state=state, act=act), self.assertRaises(UserError):
                        getattr(disposal.with_user(people[role]), act)()
            self.assertEqual(disposal.state, state)

    def test_papers_come_before_each_step(self):
        disposal = self._create_disposal(self.file, explanation=False)
        with self.assertRaisesRegex(UserError, "Explanation"):
            disposal.action_submit()
        disposal.explanation = "Thuyết minh"
        disposal.action_submit()
        with self.assertRaisesRegex(UserError, "Minutes of the council"):
            disposal.action_record_review()
        self._fill_review(disposal)
        disposal.line_ids.verdict = False
        with self.assertRaisesRegex(UserError, "destroyed or kept"):
            disposal.action_record_review()
        disposal.line_ids.verdict = "destroy"
        disposal.member_ids.filtered(lambda member: member.role == "archive").unlink()
        with self.assertRaisesRegex(UserError, "representative"):
            disposal.action_record_review()
        disposal.member_ids = [Command.create({"name": "Lê", "role": "archive"})]
        disposal.action_record_review()
        with self.assertRaisesRegex(UserError, "Document with the opinion"):
            disposal.with_user(self.leader).action_decide()
        self._decide(disposal)
        with self.assertRaisesRegex(UserError, "Taken over by"):
            disposal.action_hand_over()
        self._hand_over(disposal)
        with self.assertRaisesRegex(UserError, "Way of destruction"):
            disposal.action_destroy()

    def test_dates_follow_each_other(self):
        disposal = self._bring_to(self._create_disposal(self.file), "listed")
        self._fill_review(disposal)
        disposal.meeting_date = disposal.council_date - timedelta(days=1)
        with self.assertRaisesRegex(UserError, "after it was appointed"):
            disposal.action_record_review()
        disposal.meeting_date = self.today
        disposal.action_record_review()
        self._fill_decision(disposal)  # the opinion is older than the meeting
        with self.assertRaisesRegex(UserError, "follow each other"):
            disposal.with_user(self.leader).action_decide()
        disposal.write({
            "opinion_date": self.today, "decision_date": self.today + timedelta(days=1),
        })
        with self.assertRaisesRegex(UserError, "future"):
            disposal.with_user(self.leader).action_decide()
        disposal.decision_date = self.today
        disposal.with_user(self.leader).action_decide()
        disposal.write({
            "giver_name": "A", "taker_name": "B",
            "handover_date": self.today - timedelta(days=1),
        })
        with self.assertRaisesRegex(UserError, "after the decision"):
            disposal.action_hand_over()

    def test_what_a_step_recorded_stays_after_it(self):
        disposal = self._bring_to(self._create_disposal(self.file), "decided")
        for vals in (
            {"explanation": "x"}, {"council_minutes": "x"}, {"decision_reference": "x"},
            {"opinion_date": self.today}, {"line_ids": [Command.clear()]},
            {"decision_date": self.today - timedelta(days=400)},
        ):
            with self.subTest(vals), self.assertRaises(UserError):
                disposal.write(vals)
        for record in (disposal.line_ids, disposal.member_ids[0]):
            with self.assertRaises(UserError):
                record.unlink()
        with self.assertRaises(UserError):
            disposal.member_ids[0].name = "x"
        with self.assertRaises(UserError):
            disposal.line_ids.verdict = "keep"
        with self.assertRaises(UserError):
            disposal.action_cancel()
        with self.assertRaises(UserError):
            disposal.unlink()
        with self.assertRaises(UserError):
            disposal.write({"state": "done"})

    def test_late_destruction_needs_a_reason(self):
        disposal = self._bring_to(self._create_disposal(self.file), "handed_over")
        disposal.method = "Xén nhỏ"
        # As if the decision were older: the guard keeps it, so the last day is moved.
        self.env.cr.execute(
            "UPDATE vanthu_disposal SET destroy_until = %s WHERE id = %s",
            [self.today - timedelta(days=1), disposal.id],
        )
        disposal.invalidate_recordset()
        with self.assertRaisesRegex(UserError, "until"):
            disposal.action_destroy()
        disposal.late_reason = "Chờ đơn vị hủy"
        disposal.action_destroy()
        self.assertEqual(disposal.state, "done")

    def test_cancelled_disposal_frees_its_files(self):
        disposal = self._bring_to(self._create_disposal(self.file), "listed")
        disposal.action_cancel()
        self.assertEqual(disposal.state, "cancelled")
        again = self._create_disposal(self.file)
        self.assertEqual(again.line_ids.file_id, self.file)
        with self.assertRaises(UserError):
            disposal.action_submit()

    def test_proposal_finds_what_is_expired_and_free(self):
        held = self._create_archived(end=OLD)
        self._hold(held)
        self._create_archived()
        self._create_archived(end=OLD, term="permanent", term_years=0)
        second = self._create_archived(end=OLD)
        self._create_disposal(second)
        disposal = self._create_disposal(self.env["vanthu.file"], fonds_id=self.file.fonds_id.id)
        disposal.action_propose()
        self.assertEqual(disposal.line_ids.file_id, self.file)
        with self.assertRaisesRegex(UserError, "No file"):
            disposal.action_propose()

    def _hold(self, files):
        hold = self.env["vanthu.hold"].with_user(self.archivist).create({
            "name": "Thanh tra", "reason": "Theo yêu cầu", "company_id": self.organisation.id,
            "file_ids": [Command.set(files.ids)],
        })
        hold.action_place()
        return hold

    def test_only_free_expired_files_come_on_a_list(self):
        held = self._create_archived(end=OLD)
        self._hold(held)
        self._create_disposal(self.file)
        for file in (
            held, self._create_archived(), self._create_file(), self.file,
            self._create_archived(end=OLD, term="permanent", term_years=0),
            self._create_archived(end=OLD, term="event", term_event="Hết hiệu lực"),
        ):
            with self.subTest(file.display_name), self.assertRaises(UserError):
                self._create_disposal(file)
        disposal = self.file.with_user(self.archivist).disposal_line_ids.disposal_id
        with self.assertRaises(IntegrityError), mute_logger("odoo.sql_db"):
            self.env["vanthu.disposal.line"].create({
                "disposal_id": disposal.id, "file_id": self.file.id,
            })

    def test_hold_that_comes_late_stops_every_step(self):
        disposal = self._create_disposal(self.file)
        for state, act in (
            ("draft", self._submit), ("listed", self._review), ("reviewed", self._decide),
            ("handed_over", self._destroy),
        ):
            if state != "draft":
                self._bring_to(disposal, state)
            hold = self._hold(self.file)
            with self.subTest(state), self.assertRaisesRegex(UserError, "on hold"):
                act(disposal)
            hold.with_user(self.leader).release_reason = "Xong"
            hold.with_user(self.leader).action_release()
            self.env.invalidate_all()
        self._destroy(disposal)

    def test_what_the_council_keeps_is_kept_longer(self):
        second, third = self._create_archived(end=OLD), self._create_archived(end=OLD)
        disposal = self._create_disposal(self.file | second | third)
        disposal.action_submit()
        lines = disposal.line_ids
        with self.assertRaises(ValidationError):
            lines[1].write({"verdict": "keep", "keep_years": 5})
        lines[1].write({"verdict": "keep", "keep_years": 70})
        lines[2].verdict = "keep"
        self._bring_to(disposal, "done")
        self.assertEqual(self.file.state, "disposed")
        self.assertEqual((second.state, second.expiry_date), ("archived", date(2071, 12, 31)))
        self.assertEqual((third.state, third.term), ("archived", "permanent"))
        self.assertTrue(self._get_events(third, "retention_prolonged"))
        self.assertEqual(disposal.keep_count, 2)

    def test_nothing_to_destroy_is_no_decision(self):
        disposal = self._bring_to(self._create_disposal(self.file), "listed")
        disposal.line_ids.verdict = "keep"
        self._review(disposal)
        self._fill_decision(disposal)
        with self.assertRaisesRegex(UserError, "keeps every file"):
            disposal.with_user(self.leader).action_decide()

    def test_other_organisation_sees_nothing(self):
        disposal = self._create_disposal(self.file)
        for record in (disposal, disposal.line_ids):
            self.assertFalse(
                record.with_user(self.other_archivist).search([("id", "in", record.ids)])
            )


@tagged("post_install", "-at_install")
class TestNoWayAround(DisposalCommon):
    """Permanent, held, unexpired or undecided files are reached by no path."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.expired = cls._create_archived(end=OLD)
        cls.permanent = cls._create_archived(end=OLD, term="permanent", term_years=0)
        cls.fresh = cls._create_archived()
        cls.waiting = cls._create_archived(
            end=OLD, term="event", term_event="Hết hiệu lực", term_years=0
        )

    def _refused_in_sql(self, query, *params):
        self.env.flush_all()
        with mute_logger("odoo.sql_db"), self.assertRaises(DatabaseError), (
            self.env.cr.savepoint()
        ):
            self.env.cr.execute(query, params)

    def test_no_state_in_sql_without_a_decided_disposal(self):
        for file in (self.expired, self.permanent, self.fresh, self.waiting):
            with self.subTest(file.term):
                self._refused_in_sql(
                    "UPDATE vanthu_file SET state = 'disposed' WHERE id = %s", file.id
                )

    def test_forged_dates_and_terms_open_no_way(self):
        shorter = "UPDATE vanthu_file SET term = 'years', term_years = 1 WHERE id = %s"
        for file in (self.permanent, self.fresh, self.waiting):
            self._refused_in_sql(shorter, file.id)
        self._refused_in_sql(
            "UPDATE vanthu_file SET end_date = '1990-01-01' WHERE id = %s", self.fresh.id
        )
        disposal = self._bring_to(self._create_disposal(self.expired), "handed_over")
        self.env.flush_all()
        # The stored date may be forged, the list of the disposal and the term may not.
        self.env.cr.execute(
            "UPDATE vanthu_file SET expiry_date = '2000-01-01' WHERE id = ANY(%s)",
            [(self.fresh | self.permanent | self.waiting).ids],
        )
        for file in (self.fresh, self.permanent, self.waiting):
            self._refused_in_sql(
                "INSERT INTO vanthu_disposal_line (disposal_id, file_id, reason, verdict) "
                "VALUES (%s, %s, 'x', 'destroy')", disposal.id, file.id,
            )
            self._refused_in_sql(
                "UPDATE vanthu_file SET state = 'disposed', disposal_id = %s WHERE id = %s",
                disposal.id, file.id,
            )

    def test_unexpired_file_on_a_forged_list_is_refused_below(self):
        disposal = self._create_disposal(self.expired)
        self.env.flush_all()
        self.env.cr.execute(
            "INSERT INTO vanthu_disposal_line (disposal_id, file_id, reason, verdict, company_id)"
            " VALUES (%s, %s, 'x', 'destroy', %s)",
            [disposal.id, self.fresh.id, self.organisation.id],
        )
        self.env.invalidate_all()
        with self.assertRaisesRegex(UserError, "may not be destroyed"):
            disposal.action_submit()
        for source, target in (
            ("draft", "listed"), ("listed", "reviewed"), ("reviewed", "decided"),
            ("decided", "handed_over"),
        ):
            self.env.cr.execute(
                "UPDATE vanthu_disposal SET state = %s WHERE id = %s AND state = %s",
                [target, disposal.id, source],
            )
        self._refused_in_sql(
            "UPDATE vanthu_file SET state = 'disposed', disposal_id = %s WHERE id = %s",
            disposal.id, self.fresh.id,
        )

    def test_steps_are_not_jumped_nor_undone_in_sql(self):
        disposal = self._create_disposal(self.expired)
        self._refused_in_sql(
            "UPDATE vanthu_disposal SET state = 'handed_over' WHERE id = %s", disposal.id
        )
        self._bring_to(disposal, "decided")
        for query in (
            "UPDATE vanthu_disposal SET state = 'draft' WHERE id = %s",
            "UPDATE vanthu_disposal SET decision_date = '2001-01-01' WHERE id = %s",
            "DELETE FROM vanthu_disposal WHERE id = %s",
            "DELETE FROM vanthu_disposal_line WHERE disposal_id = %s",
            "UPDATE vanthu_disposal_line SET file_id = file_id + 1 WHERE disposal_id = %s",
        ):
            with self.subTest(query):
                self._refused_in_sql(query, disposal.id)

    def test_no_cascade_reaches_an_archived_file(self):
        self.env.flush_all()
        for query, key in (
            ("DELETE FROM vanthu_fonds WHERE id = %s", self.fresh.fonds_id.id),
            ("DELETE FROM res_company WHERE id = %s", self.organisation.id),
            ("DELETE FROM vanthu_file_document WHERE file_id = %s", self.fresh.id),
            ("DELETE FROM vanthu_file WHERE id = %s", self.fresh.id),
        ):
            with self.subTest(query):
                self._refused_in_sql(query, key)

    def test_rpc_writes_no_step(self):
        for user in (self.archivist, self.leader, self.manager):
            for vals in (
                {"state": "disposed"}, {"disposal_id": False}, {"disposed_date": self.today},
            ):
                with self.subTest(user=user.login, vals=vals), self.assertRaises(UserError):
                    self.expired.with_user(user).write(vals)
        with self.assertRaises(UserError):
            self.expired.with_user(self.archivist).unlink()

    def test_without_any_rights_left_the_guards_stand(self):
        disposal = self._create_empty_disposal()
        self.env["ir.model.access"].search([
            ("model_id.model", "in", ("vanthu.file", "vanthu.disposal")),
        ]).unlink()
        self.env["ir.rule"].search([("model_id.model", "=", "vanthu.file")]).unlink()
        self._refused_in_sql("DELETE FROM vanthu_file WHERE id = %s", self.permanent.id)
        with mute_logger("odoo.sql_db"), self.assertRaises(DatabaseError), (
            self.env.cr.savepoint()
        ):
            self.permanent.sudo()._dispose(disposal)
            self.env.flush_all()

    def _create_empty_disposal(self):
        return self.env["vanthu.disposal"].sudo().create({
            "name": "x", "company_id": self.organisation.id,
            "fonds_id": self.permanent.fonds_id.id,
        })
