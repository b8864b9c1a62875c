from psycopg2.errors import RestrictViolation

from odoo.exceptions import UserError
from odoo.tests import tagged
from odoo.tools import SQL, mute_logger

from odoo.addons.vanthu_archive.models.guard import GUARDS
from odoo.addons.vanthu_document.models.guard import GUARDED_TABLES

from .practice_common import PracticeCommon


@tagged("post_install", "-at_install")
class TestPracticeReset(PracticeCommon):

    def _name_for_reset(self, company):
        self.env.flush_all()
        self.env.cr.execute(
            "SELECT set_config('vanthu.practice_reset', %s, true)", [str(company.id)]
        )

    def test_letters_wait_and_were_read_on_the_first_day(self):
        letters = self._get_letters()
        self.assertEqual(set(letters.mapped("state")), {"arrived"})
        self.assertTrue(all(letter.sudo().file_ids.state == "done" for letter in letters))

    def test_begun_anew_everything_is_gone_and_numbers_start_at_one(self):
        first = self._register_one()
        self.assertEqual(first.arrival_number, 1)
        with self.assertRaises(UserError), self.cr.savepoint():
            first.unlink()
        self.school.with_user(self.trainee).action_reset_practice()
        self.assertFalse(first.exists())
        self.assertEqual(len(self._get_letters()), 14)
        self.assertEqual(set(self._get_letters().mapped("state")), {"arrived"})
        self.assertEqual(self._register_one().arrival_number, 1)

    def test_begun_anew_twice_leaves_as_much_as_once(self):
        def count():
            self.env.flush_all()
            counts = {}
            for table in (*GUARDED_TABLES, "vanthu_unit", "vanthu_register", "vanthu_file"):
                self.env.cr.execute(SQL(
                    "SELECT count(*) FROM %s WHERE company_id = %s",
                    SQL.identifier(table), self.school.id,
                ))
                counts[table] = self.env.cr.fetchone()[0]
            self.env.cr.execute(
                "SELECT count(*) FROM ir_attachment WHERE res_model = 'vanthu.document'"
            )
            return counts, self.env.cr.fetchone()[0]

        self.school._reset_practice()
        before = count()
        self._register_one()
        self.school._reset_practice()
        self.assertEqual(count(), before)

    def test_contacts_of_practice_go_with_it(self):
        partner = self.env["res.partner"].create(
            {"name": "Sở Bịa đặt", "company_id": self.school.id}
        )
        self.school._reset_practice()
        self.assertFalse(partner.exists())
        self.assertTrue(self.practice.partner_id.exists() and self.school.partner_id.exists())

    def test_a_real_organisation_is_never_emptied(self):
        for user in (self.trainee, self.manager):
            with self.assertRaises(UserError), self.cr.savepoint():
                self.organisation.with_user(user).action_reset_practice()
        with self.assertRaises(UserError), self.cr.savepoint():
            self.organisation._reset_practice()

    def test_nobody_empties_the_practice_organisation_of_another(self):
        for user in (self.clerk, self.other_trainee, self.training_manager):
            with self.assertRaises(UserError), self.cr.savepoint():
                self.school.with_user(user).action_reset_practice()

    @mute_logger("odoo.sql_db")
    def test_no_setting_opens_the_locks_of_a_real_organisation(self):
        document = self._create_incoming()
        document.action_register()
        for company in (self.organisation, self.school):
            self._name_for_reset(company)
            for query in (
                "DELETE FROM vanthu_register_entry WHERE company_id = %s",
                "DELETE FROM vanthu_event WHERE company_id = %s",
                "UPDATE vanthu_register_entry SET number = number + 5 WHERE company_id = %s",
                "DELETE FROM vanthu_document WHERE register_entry_id IS NOT NULL"
                " AND company_id = %s",
            ):
                with self.subTest(query=query, named=company.name), self.assertRaises(
                    RestrictViolation
                ), self.cr.savepoint():
                    self.env.cr.execute(query, [self.organisation.id])

    @mute_logger("odoo.sql_db")
    def test_a_row_does_not_leave_the_practice_organisation(self):
        self._register_one()
        self._name_for_reset(self.school)
        with self.assertRaises(RestrictViolation), self.cr.savepoint():
            self.env.cr.execute(
                "UPDATE vanthu_register_entry SET company_id = %s WHERE company_id = %s",
                [self.organisation.id, self.school.id],
            )

    @mute_logger("odoo.sql_db")
    def test_without_the_setting_practice_is_as_locked_as_the_real_thing(self):
        self._register_one()
        self.env.flush_all()
        with self.assertRaises(RestrictViolation), self.cr.savepoint():
            self.env.cr.execute(
                "DELETE FROM vanthu_register_entry WHERE company_id = %s", [self.school.id]
            )

    @mute_logger("odoo.sql_db")
    def test_an_organisation_is_for_practice_from_the_first_day_or_never(self):
        for company, value in ((self.organisation, True), (self.school, False)):
            with self.subTest(company.name), self.assertRaises(
                RestrictViolation
            ), self.cr.savepoint():
                self.env.cr.execute(
                    "UPDATE res_company SET is_practice = %s WHERE id = %s", [value, company.id]
                )

    def test_every_guarded_table_asks_whose_row_it_is(self):
        for table in (*GUARDED_TABLES, *GUARDS):
            self.env.cr.execute(
                "SELECT prosrc FROM pg_proc WHERE proname = %s", [f"{table}_guard"]
            )
            self.assertIn("vanthu_may_reset", self.env.cr.fetchone()[0], table)
