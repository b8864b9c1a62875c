"""Two delegates of one leader at the same time: told to whoever gives it."""

from datetime import timedelta

from odoo import Command
from odoo.tests import Form, tagged

from .delegation_common import DelegationCommon


@tagged("post_install", "-at_install")
class TestDelegationOverlap(DelegationCommon):
    def _second(self, **values):
        return self._delegate(delegate_id=self.second_leader.id, **values)

    def test_whoever_gives_a_second_one_is_told_of_the_first(self):
        first = self._delegate()
        self.assertFalse(first.overlap_note)
        second = self._second()
        self.assertIn(first.display_name, second.overlap_note)
        first.invalidate_recordset()
        self.assertIn(self.second_leader.name, first.overlap_note)

    def test_the_form_says_so_before_it_is_saved(self):
        first = self._delegate()
        form = Form(self.env["vanthu.delegation"].with_user(self.leader))
        form.date_from, form.date_to = self.today, self.today
        form.delegate_id = self.second_leader
        self.assertIn(first.display_name, form.overlap_note)

    def test_days_that_do_not_meet_are_no_matter(self):
        first = self._delegate()
        for start, told in ((5, False), (4, True)):
            day = self.today + timedelta(days=start)
            second = self._second(date_from=day, date_to=day + timedelta(days=3))
            with self.subTest(start):
                self.assertEqual(bool(second.overlap_note), told)
                second._write_step({"revoked_at": first.create_date})

    def test_scopes_that_cannot_meet_are_no_matter(self):
        types = self.env["vanthu.document.type"].search([], limit=2)
        below = self.env["vanthu.unit"].create({
            "name": "Tổ Văn thư", "code": "TVT", "parent_id": self.unit.id,
            "company_id": self.organisation.id,
        })
        first = self._delegate(
            date_from=self.today + timedelta(days=1),
            type_ids=[Command.set(types[0].ids)], unit_ids=[Command.set(self.unit.ids)],
        )
        second = self._second(date_from=self.today + timedelta(days=1))
        for values, told in (
            ({}, True),
            ({"type_ids": types[1]}, False),
            ({"type_ids": types}, True),
            ({"unit_ids": self.second_unit}, False),
            ({"unit_ids": below}, True),
            ({"unit_ids": self.unit | self.second_unit}, True),
            ({"kind": "tl"}, False),
        ):
            second.write({"kind": "kt", "type_ids": False, "unit_ids": False})
            second.write({
                name: value if name == "kind" else [Command.set(value.ids)]
                for name, value in values.items()
            })
            with self.subTest(values):
                self.assertEqual(first.display_name in (second.overlap_note or ""), told)

    def test_what_is_revoked_or_passed_on_is_no_surprise(self):
        first = self._delegate()
        passed = self.env["vanthu.delegation"].with_user(self.deputy).create({
            "parent_id": first.id, "principal_id": self.leader.id,
            "company_id": self.organisation.id, "delegate_id": self.head.id, "kind": "kt",
            "date_from": self.today, "date_to": self.today,
        })
        self.assertFalse(passed.overlap_note)
        self.assertFalse(first.overlap_note)
        first._write_step({"revoked_at": first.create_date})
        passed._write_step({"revoked_at": first.create_date})
        self.assertFalse(self._second().overlap_note)

    def test_nobody_learns_of_a_delegation_that_is_not_his_to_read(self):
        self._delegate()
        mine = self.env["vanthu.delegation"].with_user(self.outsider).new({
            "principal_id": self.leader.id, "delegate_id": self.outsider.id, "kind": "kt",
            "company_id": self.organisation.id, "date_from": self.today, "date_to": self.today,
        })
        self.assertFalse(mine.overlap_note)
        self.assertTrue(mine.with_user(self.leader)._find_overlapping())

    def test_who_records_a_paper_chooses_the_leader_and_a_leader_is_proposed(self):
        for user, proposed in (
            (self.leader, self.leader), (self.clerk, False), (self.manager, False),
            (self.handler, self.handler),
        ):
            values = self.env["vanthu.delegation"].with_user(user).default_get(["principal_id"])
            with self.subTest(user.login):
                self.assertEqual(values.get("principal_id", False), proposed and proposed.id)
