"""Volumes: what is closed stays as it is, for everybody and below Python too."""

from psycopg2.errors import RestrictViolation

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged
from odoo.tools import SQL, mute_logger

from .test_register_number import NumberCommon

REGISTERED = {
    "subject": "other", "organ_name": "other", "reference": "other", "code_number": "9",
    "code_notation": "other", "issued_date": "2026-01-01", "arrival_date": "2026-01-01",
    "arrival_number": 9, "description": "other", "type_id": None, "register_entry_id": None,
}


@tagged("post_install", "-at_install")
class TestRegisterVolume(NumberCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.volume = cls.register.volume_ids
        cls.document = cls._create_incoming(arrival_date="2026-05-13")
        cls.document.action_register()
        cls.entry = cls.document.register_entry_id

    def _assert_refused_by_database(self, query, *values):
        with self.subTest(query, values=values), mute_logger("odoo.sql_db"), \
                self.assertRaises(RestrictViolation), self.env.cr.savepoint():
            self.env.cr.execute(SQL(query, *values))

    def test_the_administrator_sees_how_far_a_register_is_without_its_numbers(self):
        document = self._create_incoming()
        document.action_register()
        register = document.register_id.with_user(self.manager)
        self.assertEqual(register.last_number, document.arrival_number)
        self.assertEqual(register.volume_ids.number_to, document.arrival_number)
        with self.assertRaises(AccessError):
            register.entry_ids.mapped("date")

    def test_closing_opens_the_next_volume_and_numbers_go_on(self):
        self.volume.action_close()
        self.assertEqual(self.volume.state, "closed")
        self.assertEqual(self.volume.closed_by_id, self.clerk)
        self.assertEqual(self.register.volume_ids.mapped("state"), ["closed", "open"])
        following = self._register()
        self.assertEqual(following.arrival_label, "02")
        self.assertEqual(following.register_entry_id.volume_id.number, 2)
        event = self._events(self.volume, "volume_closed")
        self.assertEqual((event.detail["from"], event.detail["to"]), (1, 1))

    def test_closing_needs_numbers_and_no_reservation(self):
        self.register.action_reserve("Báo trước")
        with self.assertRaisesRegex(UserError, "Numbers 02 are still reserved"):
            self.volume.action_close()
        self._entry("02").action_void("Không gửi")
        self.volume.action_close()
        with self.assertRaisesRegex(UserError, "closed already"):
            self.volume.action_close()
        with self.assertRaisesRegex(UserError, "empty volume"):
            self.register.volume_ids[1].action_close()

    def test_only_the_clerk_closes(self):
        for user in (self.leader, self.manager, self.handler, self.other_clerk):
            with self.subTest(user.login), self.assertRaises(AccessError):
                self.volume.with_user(user).action_close()
        self.assertEqual(self.volume.state, "open")

    def test_a_closed_volume_is_read_only_for_everybody(self):
        self.volume.action_close()
        admin = self.env.ref("base.user_admin")
        admin.company_ids |= self.organisation
        admin.group_ids |= self.env.ref("vanthu_document.group_clerk")
        for env in (self.env, self.env(user=self.clerk), self.env(user=admin)):
            document = self.document.with_env(env).with_company(self.organisation)
            for values in (
                {"subject": "Other"}, {"organ_name": "Other"}, {"code_number": "9"},
                {"issued_date": "2026-01-01"}, {"arrival_date": "2026-05-12"},
                {"description": "Other"}, {"type_id": False},
            ):
                with self.subTest(env.user.login, **values), \
                        self.assertRaisesRegex(UserError, "closed register volume"):
                    document.write(values)
            with self.assertRaises(UserError):
                self.entry.with_env(env).sudo().write({"reason": "Other"})
            with self.assertRaises(UserError):
                self.entry.with_env(env).action_void("Other")
        self.assertEqual(self.document.subject, "Về việc tổng kết năm học")

    def test_work_on_a_document_goes_on_after_the_volume_is_closed(self):
        self.volume.action_close()
        self.document.sudo().write({"state": "submitted", "due_date": "2026-05-30"})
        self.env.flush_all()
        self.assertEqual(self.document.state, "submitted")

    def test_the_database_refuses_what_does_not_come_through_python(self):
        self.volume.action_close()
        self.env.flush_all()
        document, entry, volume = self.document.id, self.entry.id, self.volume.id
        for column, value in REGISTERED.items():
            self._assert_refused_by_database(
                "UPDATE vanthu_document SET %s = %s WHERE id = %s",
                SQL.identifier(column), value, document,
            )
        for query, record_id in (
            ("DELETE FROM vanthu_document WHERE id = %s", document),
            ("UPDATE vanthu_register_entry SET reason = 'x' WHERE id = %s", entry),
            ("UPDATE vanthu_register_entry SET number = 9 WHERE id = %s", entry),
            ("DELETE FROM vanthu_register_entry WHERE id = %s", entry),
            ("UPDATE vanthu_register_volume SET state = 'open' WHERE id = %s", volume),
            ("DELETE FROM vanthu_register_volume WHERE id = %s", volume),
            (
                "INSERT INTO vanthu_register_entry (register_id, company_id, volume_id, number,"
                " suffix, date, state) SELECT register_id, company_id, volume_id, 9, '', date,"
                " 'issued' FROM vanthu_register_entry WHERE id = %s", entry,
            ),
        ):
            self._assert_refused_by_database(query, record_id)

    def test_the_database_keeps_numbers_of_an_open_volume_too(self):
        self.env.flush_all()
        entry = self.entry.id
        for query, record_id in (
            ("UPDATE vanthu_register_entry SET number = 9 WHERE id = %s", entry),
            ("UPDATE vanthu_register_entry SET date = '2026-01-01' WHERE id = %s", entry),
            ("UPDATE vanthu_register_entry SET document_id = NULL WHERE id = %s", entry),
            ("DELETE FROM vanthu_register_entry WHERE id = %s", entry),
            ("DELETE FROM vanthu_document WHERE id = %s", self.document.id),
        ):
            self._assert_refused_by_database(query, record_id)

    def test_a_correction_points_at_the_number_and_stays(self):
        with self.assertRaisesRegex(UserError, "still open"):
            self.entry.action_correct("Ngày văn bản đúng là 11/05/2026")
        self.volume.action_close()
        with self.assertRaises(UserError):
            self.entry.action_correct(" ")
        wizard = self.env["vanthu.register.number"].with_user(self.clerk).create({
            "mode": "correct", "register_id": self.register.id, "entry_id": self.entry.id,
            "reason": "Ngày văn bản đúng là 11/05/2026",
        })
        wizard.action_confirm()
        remark = self.entry.remark_ids
        self.assertEqual(remark.text, "Ngày văn bản đúng là 11/05/2026")
        self.assertEqual(remark.create_uid, self.clerk)
        self.assertTrue(self._events(self.document, "correction"), "told at the document")
        for change in (lambda: remark.sudo().write({"text": "x"}), remark.sudo().unlink):
            with self.assertRaises(UserError):
                change()
        self.env.flush_all()
        self._assert_refused_by_database(
            "UPDATE vanthu_register_remark SET text = 'x' WHERE id = %s", remark.id
        )
        with self.assertRaises(AccessError):
            self.env["vanthu.register.remark"].with_user(self.clerk).create(
                {"entry_id": self.entry.id, "text": "without a trace"}
            )
