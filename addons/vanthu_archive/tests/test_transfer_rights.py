"""Who sees and changes a batch, and what nobody changes once both sides have confirmed it."""

from psycopg2 import DatabaseError

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged
from odoo.tools import mute_logger

from .transfer_common import TransferCommon


@tagged("post_install", "-at_install")
class TestConfirmed(TransferCommon):
    """What both sides have confirmed stays as it is."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.transfer = cls._create_sent(cls, 2)
        cls.transfer.action_receive()
        cls.transfer.action_all_ok()
        cls.transfer.action_accept()

    def test_nobody_changes_it_through_the_software(self):
        line = self.transfer.line_ids[0]
        spare = self._create_closed()
        for user in (self.handler, self.archivist, self.manager):
            transfer = self.transfer.with_user(user)
            for act in (
                lambda transfer=transfer: transfer.write({"box_count": 9}),
                lambda transfer=transfer: transfer.write({"name": "Khác"}),
                lambda transfer=transfer: transfer.unlink(),
                lambda user=user: line.with_user(user).unlink(),
                lambda user=user: line.with_user(user).write({"reason": "x"}),
                lambda transfer=transfer: transfer.write(
                    {"line_ids": [(0, 0, {"file_id": spare.id})]}
                ),
                lambda transfer=transfer: transfer.write({"state": "draft"}),
            ):
                with self.subTest(user=user.login), self.assertRaises(UserError), (
                    self.env.cr.savepoint()
                ):
                    act()

    def test_nor_in_the_database(self):
        line = self.transfer.line_ids[0]
        for query, ident in (
            ("UPDATE vanthu_transfer SET box_count = 9 WHERE id = %s", self.transfer.id),
            ("UPDATE vanthu_transfer SET state = 'draft' WHERE id = %s", self.transfer.id),
            ("UPDATE vanthu_transfer SET taker_id = NULL WHERE id = %s", self.transfer.id),
            ("DELETE FROM vanthu_transfer WHERE id = %s", self.transfer.id),
            ("UPDATE vanthu_transfer_line SET state = 'waiting' WHERE id = %s", line.id),
            ("DELETE FROM vanthu_transfer_line WHERE id = %s", line.id),
            ("INSERT INTO vanthu_transfer_line (transfer_id, file_id, state) "
             "SELECT transfer_id, file_id, state FROM vanthu_transfer_line WHERE id = %s",
             line.id),
        ):
            with self.subTest(query), mute_logger("odoo.sql_db"), self.assertRaises(
                DatabaseError
            ), self.env.cr.savepoint():
                self.env.cr.execute(query, [ident])

    def test_a_remark_below_it_is_still_possible(self):
        self.transfer.message_post(body="Đã ký hai bản")


@tagged("post_install", "-at_install")
class TestTransferRights(TransferCommon):
    def test_who_sees_a_batch(self):
        transfer = self._create_sent()
        second = self._create_person("second", "group_user")
        for user, sees in (
            (self.handler, True), (self.head, True), (self.clerk, True), (self.leader, True),
            (self.archivist, True), (self.outsider, False), (second, False),
            (self.other_archivist, False),
        ):
            with self.subTest(user.login):
                found = self.env["vanthu.transfer"].with_user(user).search(
                    [("id", "=", transfer.id)]
                )
                self.assertEqual(bool(found), sees)
                lines = self.env["vanthu.transfer.line"].with_user(user).search(
                    [("transfer_id", "=", transfer.id)]
                )
                self.assertEqual(len(lines), 2 * sees)

    def test_what_the_unit_may_not_do(self):
        transfer = self._create_sent().with_user(self.handler)
        line = transfer.line_ids[0]
        for act in (
            transfer.action_receive, transfer.action_all_ok, transfer.action_accept,
            lambda: transfer.action_return("x"), line.action_ok, lambda: line.action_mend("x"),
            lambda: line.write({"reason": "x"}), lambda: line.write({"state": "ok"}),
            lambda: transfer.write({"box_count": 3}), line.unlink, transfer.unlink,
            lambda: transfer.write({"giver_id": self.head.id}),
            lambda: transfer.write({"state": "accepted"}),
            lambda: transfer.line_ids.create({
                "transfer_id": transfer.id, "file_id": self._create_closed().id,
            }),
        ):
            with self.assertRaises(UserError), self.env.cr.savepoint():
                act()
        self.assertEqual((transfer.state, line.state), ("sent", "waiting"))

    def test_nobody_gives_for_another_unit(self):
        files = self._create_closed()
        transfer = self.env["vanthu.transfer"].with_user(self.archivist).create({
            "unit_id": self.unit.id, "company_id": self.organisation.id,
            "line_ids": [(0, 0, {"file_id": files.id})],
        })
        with self.assertRaisesRegex(AccessError, "somebody of the unit"):
            transfer.action_send()
        for user in (self.outsider, self.clerk, self.leader):
            with self.subTest(user.login), self.assertRaises(AccessError):
                transfer.with_user(user).action_send()

    def test_a_handler_takes_up_only_what_he_may_change(self):
        foreign = self._create_closed(user=self.archivist, unit_id=False)
        with self.assertRaises(UserError):
            self.env["vanthu.transfer"].with_user(self.handler).create({
                "company_id": self.organisation.id,
                "line_ids": [(0, 0, {"file_id": foreign.id})],
            })

    def test_a_restricted_file_is_taken_over_by_a_named_person_only(self):
        files = self._create_closed(2)
        files[0].write({
            "restricted": True, "allowed_user_ids": [(6, 0, self.handler.ids)],
        })
        transfer = self.env["vanthu.transfer"].with_user(self.handler).browse(
            files.action_prepare_transfer()["res_id"]
        )
        transfer.action_send()
        taken = transfer.with_user(self.archivist)
        taken.invalidate_recordset()
        taken.action_receive()
        self.assertEqual(taken.line_ids.file_id.ids, files[1].ids)
        taken.action_all_ok()
        with self.assertRaisesRegex(UserError, "1 files of this batch are restricted"):
            taken.action_accept()
        files[0].sudo().allowed_user_ids += self.archivist
        taken.invalidate_recordset()
        taken.action_all_ok()
        taken.action_accept()
        self.assertEqual(set(files.mapped("state")), {"archived"})

    def test_a_leader_and_a_clerk_read_and_change_nothing(self):
        transfer = self._create_sent()
        for user in (self.clerk, self.leader):
            for model in (transfer, transfer.line_ids):
                for verb in ("write", "unlink"):
                    with self.subTest(user=user.login, model=model._name, verb=verb):
                        self.assertFalse(model.with_user(user).has_access(verb))
