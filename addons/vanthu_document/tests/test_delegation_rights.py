"""What a delegate sees: within period and scope, by the clock, at every door."""

import json
from datetime import datetime, time, timedelta

from pytz import timezone, utc

from odoo import Command
from odoo.exceptions import AccessError
from odoo.tests import HttpCase, freeze_time, tagged
from odoo.tools import mute_logger

from .delegation_common import DelegationCommon


def _moment(day, hour, minute=0):
    local = timezone("Asia/Ho_Chi_Minh").localize(datetime.combine(day, time(hour, minute)))
    return local.astimezone(utc).replace(tzinfo=None)


@tagged("post_install", "-at_install")
class TestDelegationRights(DelegationCommon):
    def test_a_delegate_sees_what_waits_for_the_leader_and_nothing_else(self):
        mine = self._create_submitted()
        other = self._create_submitted(self.second_leader)
        waiting = self._create_registered()
        self.assertFalse(self._sees(self.deputy, mine))
        self._delegate()
        self.assertTrue(self._sees(self.deputy, mine))
        self.assertFalse(self._sees(self.deputy, other))
        self.assertFalse(self._sees(self.deputy, waiting))
        self.assertFalse(self._sees(self.outsider, mine))

    def test_what_is_submitted_later_is_covered_and_what_is_taken_back_no_longer(self):
        self._delegate()
        document = self._create_submitted()
        self.assertTrue(self._sees(self.deputy, document))
        document.action_take_back_submission()
        self.assertFalse(self._sees(self.deputy, document))
        document.action_submit(self.second_leader.id)
        self.assertFalse(self._sees(self.deputy, document))

    def test_files_directives_work_and_proposals_follow_the_document(self):
        document = self._create_submitted(rows=[self._lead()])
        attachment = self.env["ir.attachment"].create({
            "name": "letter.txt", "raw": b"x", "res_model": "vanthu.document",
            "res_id": document.id,
        })
        work = self._direct(document)
        records = [
            document, attachment, document.file_ids.sudo(), work.directive_id, work,
            document.proposal_ids.sudo(),
        ]
        for record in records:
            self.assertFalse(self._sees(self.deputy, record), record._name)
        delegation = self._delegate()
        for record in records:
            self.assertTrue(self._sees(self.deputy, record), record._name)
        delegation.action_revoke("Đã về")
        for record in records:
            self.assertFalse(self._sees(self.deputy, record), record._name)

    def test_it_begins_and_ends_at_midnight_in_viet_nam_without_any_job(self):
        document = self._create_submitted()
        first, last = self.today + timedelta(days=2), self.today + timedelta(days=3)
        self._delegate(date_from=first, date_to=last)
        table = [
            (_moment(first - timedelta(days=1), 23, 59), False),
            (_moment(first, 0, 0), True),
            (_moment(last, 23, 59), True),
            (_moment(last + timedelta(days=1), 0, 0), False),
        ]
        for moment, expected in table:
            for zone in ("Asia/Ho_Chi_Minh", "UTC", "Pacific/Pago_Pago", "Pacific/Kiritimati"):
                with self.subTest(moment=moment, zone=zone), freeze_time(moment):
                    self.assertEqual(
                        self._sees(self.deputy, document.with_context(tz=zone)), expected
                    )
                    self.assertEqual(
                        bool(self.env["vanthu.delegation"].with_context(tz=zone)._get_principals(
                            self.deputy
                        )), expected,
                    )

    def test_the_cached_rule_keeps_no_date(self):
        self._delegate()
        rules = self.env["ir.rule"].with_user(self.deputy)
        domain = str(rules._compute_domain("vanthu.document", "read"))
        self.assertIn("'now'", domain)

    def test_scope_decides_by_type_urgency_and_lead(self):
        letter = self.env.ref("vanthu_document.type_official_letter")
        other_type = self.env["vanthu.document.type"].search([("id", "!=", letter.id)], limit=1)
        sub_unit = self.env["vanthu.unit"].create({
            "name": "Tổ Văn thư", "company_id": self.organisation.id,
            "parent_id": self.unit.id, "member_ids": [Command.set(self.handler.ids)],
        })
        table = [
            ({}, {}, True),
            ({"type_ids": letter.ids}, {"type_id": letter.id}, True),
            ({"type_ids": letter.ids}, {"type_id": other_type.id}, False),
            ({"type_ids": letter.ids}, {}, False),
            ({"max_priority": "1"}, {"priority": "0"}, True),
            ({"max_priority": "1"}, {"priority": "1"}, True),
            ({"max_priority": "1"}, {"priority": "2"}, False),
            ({"unit_ids": self.unit.ids}, {"rows": [self._lead()]}, True),
            ({"unit_ids": self.unit.ids}, {"rows": [self._lead(sub_unit)]}, True),
            ({"unit_ids": sub_unit.ids}, {"rows": [self._lead()]}, False),
            ({"unit_ids": self.unit.ids}, {"rows": [
                {"role": "lead", "user_id": self.handler.id}]}, True),
            ({"unit_ids": self.unit.ids}, {"rows": [
                {"role": "lead", "user_id": self.outsider.id}]}, False),
            ({"unit_ids": self.unit.ids}, {"rows": [
                self._lead(self.second_unit), self._cooperate(self.unit)]}, False),
            ({"unit_ids": self.unit.ids}, {}, False),
            ({"unit_ids": self.unit.ids, "max_priority": "0", "type_ids": letter.ids},
             {"rows": [self._lead()], "type_id": letter.id}, True),
            ({"unit_ids": self.unit.ids, "max_priority": "0", "type_ids": letter.ids},
             {"rows": [self._lead()], "type_id": letter.id, "priority": "1"}, False),
        ]
        for scope, facts, expected in table:
            for kind in ("kt", "tl"):
                with self.subTest(scope=scope, facts=facts, kind=kind):
                    delegation = self._delegate(kind=kind, **{
                        key: [Command.set(value)] if key.endswith("_ids") else value
                        for key, value in scope.items()
                    })
                    document = self._create_submitted(**facts)
                    self.assertEqual(self._sees(self.deputy, document), expected)
                    self.assertEqual(
                        bool(delegation.sudo()._covers(document)), expected,
                    )
                    delegation.action_revoke()

    def test_a_change_of_the_document_takes_it_out_of_the_scope(self):
        self._delegate(max_priority="0")
        document = self._create_submitted()
        self.assertTrue(self._sees(self.deputy, document))
        document.priority = "2"
        self.assertFalse(self._sees(self.deputy, document))

    def test_the_lead_that_was_given_counts_before_the_proposed_one(self):
        self._delegate(unit_ids=[Command.set(self.unit.ids)])
        document = self._create_submitted(rows=[self._lead()])
        self.assertTrue(self._sees(self.deputy, document))
        self._direct(document, [self._lead(self.second_unit)])
        self.assertFalse(self._sees(self.deputy, document))

    def test_finished_work_stays_to_the_end_but_older_work_is_no_archive_to_read(self):
        old = self._create_submitted()
        self._direct(old, [], "Lưu.")
        self._delegate()
        fresh = self._create_submitted()
        self._direct(fresh, [], "Lưu.")
        self.assertEqual((old | fresh).mapped("state"), ["done", "done"])
        self.assertFalse(self._sees(self.deputy, old))
        self.assertTrue(self._sees(self.deputy, fresh))

    def test_what_is_done_before_a_planned_delegation_begins_is_not_covered(self):
        document = self._create_submitted()
        first = self.today + timedelta(days=2)
        delegation = self._delegate(date_from=first)
        self.assertIn(delegation, document.sudo().delegation_ids)
        self._direct(document, [], "Lưu.")
        self.env.flush_all()
        with freeze_time(_moment(first, 8)):
            self.assertFalse(self._sees(self.deputy, document))

    def test_a_restricted_document_is_open_to_named_persons_only(self):
        self._delegate()
        document = self._create_submitted(restricted=True, allowed_user_ids=(
            self.clerk + self.leader).ids)
        self.assertFalse(self._sees(self.deputy, document))
        document.write({"allowed_user_ids": [Command.link(self.deputy.id)]})
        self.assertTrue(self._sees(self.deputy, document))

    def test_another_organisation_stays_closed(self):
        other_leader = self._create_person(
            "other_leader", "group_leader", self.other_organisation
        )
        self.leader.company_ids = [Command.link(self.other_organisation.id)]
        self.deputy.company_ids = [Command.link(self.other_organisation.id)]
        document = self._create_incoming(self.other_clerk)
        document.action_register()
        document.action_submit(other_leader.id)
        document.with_user(self.other_clerk).action_submit(self.leader.id)
        self._delegate()
        both = (self.organisation | self.other_organisation).ids
        self.assertFalse(
            self._sees(self.deputy, document.with_context(allowed_company_ids=both))
        )

    def test_the_explanation_names_the_delegate_and_is_true(self):
        self._delegate()
        document = self._create_submitted()
        everybody = (
            self.clerk | self.leader | self.deputy | self.head | self.handler | self.outsider
            | self.manager | self.second_leader
        )
        for restricted in (False, True):
            if restricted:
                document.write({
                    "restricted": True,
                    "allowed_user_ids": [Command.set((self.clerk | self.deputy).ids)],
                })
            explained = dict(document._explain_readers())
            for user in everybody:
                with self.subTest(user=user.login, restricted=restricted):
                    self.assertEqual(user in explained, self._sees(user, document))
            self.assertIn("acts for Leader (KT.)", "; ".join(explained[self.deputy]))

    def test_doors_are_closed_outside_the_scope_and_after_the_end(self):
        self.deputy.group_ids = [Command.link(self.env.ref("base.group_allow_export").id)]
        inside = self._create_submitted(subject="Về việc bentrong")
        outside = self._create_submitted(subject="Về việc benngoai", priority="3")
        for document in (inside, outside):
            document.message_post(body="<p>loinhan</p>")
        delegation = self._delegate(max_priority="1")
        self._assert_open(inside)
        self._assert_closed(outside, "benngoai")
        delegation.action_revoke()
        self._assert_closed(inside, "bentrong")

    def _assert_open(self, document):
        mine = document.with_user(self.deputy)
        self.assertTrue(mine.read(["subject"]))
        self.assertTrue(mine.export_data(["subject"])["datas"])
        self.assertTrue(mine.message_ids.mapped("body"))

    def _assert_closed(self, document, word):
        self.env.invalidate_all()
        mine = document.with_user(self.deputy)
        for door in (
            lambda: mine.read(["subject"]),
            lambda: mine.web_read({"subject": {}}),
            lambda: mine.export_data(["subject"]),
            lambda: mine.message_post(body="x"),
            lambda: mine.message_ids.mapped("body"),
            lambda: mine.action_direct("Giao", []),
            lambda: mine.action_direct("Giao", [], leader_id=self.leader.id),
            lambda: mine.action_explain_access(),
            lambda: mine.action_reopen("x"),
        ):
            with self.assertRaises(AccessError):
                door()
        documents = self.env["vanthu.document"].with_user(self.deputy)
        self.assertFalse(documents.search([("subject", "ilike", word)]))
        self.assertFalse(documents.name_search(word))
        self.assertFalse(documents.search([
            ("id", "=", document.id), ("waits_for_me", "=", True)
        ]))

    def test_a_delegate_may_not_change_the_document(self):
        self._delegate()
        document = self._create_submitted().with_user(self.deputy)
        for door in (
            lambda: document.write({"subject": "x"}),
            lambda: document.unlink(),
            lambda: document.action_confirm_access(),
            lambda: document.action_take_back_submission(),
            lambda: document.read(["delegation_ids"]),
        ):
            with self.assertRaises(AccessError):
                door()

    def test_the_list_of_what_waits_follows_leader_delegate_and_clock(self):
        mine, other = self._create_submitted(), self._create_submitted(self.second_leader)
        self._delegate()
        waiting = self.env["vanthu.document"].with_user
        domain = [("waits_for_me", "=", True), ("id", "in", (mine | other).ids)]
        self.assertEqual(waiting(self.deputy).search(domain), mine)
        self.assertEqual(waiting(self.leader).search(domain), mine)
        self.assertEqual(waiting(self.second_leader).search(domain), other)
        self.assertFalse(waiting(self.clerk).search(domain))
        self.assertTrue(mine.with_user(self.deputy).waits_for_me)
        self.assertFalse(mine.with_user(self.clerk).waits_for_me)
        self._delegate(delegate_id=self.second_leader.id)
        self.assertEqual(waiting(self.second_leader).search(domain), mine | other)
        self._direct(mine)
        self.assertFalse(waiting(self.deputy).search(domain))
        with freeze_time(fields_now() + timedelta(days=30)):
            self.assertEqual(waiting(self.second_leader).search(domain), other)

    def test_a_directive_without_document_is_covered_where_nothing_is_limited(self):
        directive = self.env["vanthu.directive"].create({
            "leader_id": self.leader.id, "company_id": self.organisation.id,
            "content": "Chuẩn bị hội nghị", "source": "word", "subject": "Hội nghị",
        })
        work = self.env["vanthu.assignment"].create({
            "directive_id": directive.id, "company_id": self.organisation.id,
            "unit_id": self.unit.id,
        })
        limited = self._delegate(unit_ids=[Command.set(self.unit.ids)])
        self.assertFalse(self._sees(self.deputy, directive))
        self.assertFalse(self._sees(self.deputy, work))
        limited.action_revoke()
        self._delegate(max_priority="1")
        self.assertTrue(self._sees(self.deputy, directive))
        self.assertTrue(self._sees(self.deputy, work))
        self.assertFalse(self._sees(self.outsider, work))


def fields_now():
    return datetime.now(utc).replace(tzinfo=None)


@tagged("post_install", "-at_install")
class TestDelegationSessions(DelegationCommon, HttpCase):
    """A session of the delegate beside that of the leader, over HTTP."""

    def setUp(self):
        super().setUp()
        self.deputy.password = "vanthu_deputy_password"
        self.document = self._create_submitted()
        self.attachment = self.env["ir.attachment"].create({
            "name": "a.txt", "raw": b"noidungthu", "res_model": "vanthu.document",
            "res_id": self.document.id,
        })
        self.authenticate(self.deputy.login, "vanthu_deputy_password")

    def _fetch(self):
        self.env.flush_all()
        with mute_logger("odoo.http"):
            return self.url_open(f"/web/content/{self.attachment.id}?download=1")

    def _read(self):
        self.env.flush_all()
        with mute_logger("odoo.http"):
            return self.url_open(
                "/web/dataset/call_kw/vanthu.document/read",
                data=json.dumps({"params": {
                    "model": "vanthu.document", "method": "read",
                    "args": [[self.document.id], ["subject"]], "kwargs": {},
                }}), headers={"Content-Type": "application/json"},
            ).json()

    def _assert_open(self, expected):
        self.assertEqual(self._fetch().status_code, 200 if expected else 404)
        self.assertEqual("result" in self._read(), expected)

    def test_a_revocation_holds_at_once_in_a_session_that_has_read_before(self):
        self._assert_open(False)
        delegation = self._delegate()
        self._assert_open(True)
        self._assert_open(True)
        delegation.action_revoke("Đã về")
        self._assert_open(False)

    def test_the_clock_ends_a_session_that_has_read_before(self):
        delegation = self._delegate()
        self._assert_open(True)
        # As if the days had passed: nothing is written through the ORM, no cache is cleared.
        self.env.cr.execute(
            "UPDATE vanthu_delegation SET ends_at = %s WHERE id = %s",
            (fields_now() - timedelta(seconds=1), delegation.id),
        )
        self.env.invalidate_all()
        self._assert_open(False)
