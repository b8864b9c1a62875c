from freezegun import freeze_time

from odoo.tests import tagged

from ..models.practice_materials import OUTGOING
from .exercise_common import ExerciseCommon


@tagged("post_install", "-at_install")
class TestExerciseMaterials(ExerciseCommon):
    """What the exercises work on is there on the first day and after every new beginning."""

    def _count(self, model, **domain):
        return self.env[model].search_count([
            ("company_id", "=", self.school.id),
            *((name, "=", value) for name, value in domain.items()),
        ])

    def _check_materials(self):
        register = self._get_register(self.today.year - 1)
        self.assertEqual(register.last_number, len(OUTGOING))
        quarter = register.entry_ids.filtered(lambda entry: entry.date.month <= 3)
        self.assertEqual(sorted(quarter.mapped("number")), [1, 2, 3, 4, 5])
        self.assertFalse(self._get_register(self.today.year).entry_count)
        self.assertFalse(self._get_register(self.today.year, "incoming").entry_count)
        self.assertEqual(self._count("vanthu.file", state="closed"), 6)
        self.assertEqual(self._count("vanthu.file", state="archived"), 2)
        self.assertEqual(self._count("vanthu.file", state="open"), 1)
        self.assertEqual(self._count("vanthu.storage.location", kind="compartment"), 6)
        self.assertEqual(self._count("vanthu.archive.box"), 0)

    def test_everything_is_there_on_the_first_day_and_when_begun_anew(self):
        self._check_materials()
        box = self._model("vanthu.archive.box").create({"company_id": self.school.id})
        box.action_put_files(self._model("vanthu.file").search([
            ("company_id", "=", self.school.id), ("state", "=", "closed"),
        ], limit=2).ids)
        self._enter(2)
        self._issue()
        self.school._reset_practice()
        self.env.invalidate_all()
        self._check_materials()

    def test_nothing_of_last_year_waits_on_the_home_page(self):
        waiting = self._model("vanthu.document").search([
            ("company_id", "=", self.school.id), ("direction", "=", "outgoing"),
            ("state", "in", ("signed", "issued")),
        ])
        self.assertFalse(waiting)

    def test_documents_of_last_year_bear_the_days_and_notations_of_their_numbers(self):
        documents = self._model("vanthu.document").search([
            ("company_id", "=", self.school.id), ("issue_number", ">", 0),
        ], order="issue_number")
        self.assertEqual(
            [(document.issued_date.day, document.issued_date.month) for document in documents],
            [(day, month) for day, month, *_rest in OUTGOING],
        )
        self.assertEqual(documents[0].reference, "01/KH-THPT-TH")
        for document in documents:
            self.assertEqual(document.register_entry_id.date, document.issued_date)

    def test_an_attempt_goes_on_after_the_practice_organisation_was_begun_anew(self):
        attempt = self._begin("T2.1")
        self._enter(6)
        self.assertIn("6 of 10", attempt.check_steps()["steps"][0]["reason"])
        self.school._reset_practice()
        self.env.invalidate_all()
        self.assertIn("0 of 10", attempt.check_steps()["steps"][0]["reason"])
        self._enter(10)
        self.assertEqual(attempt.check_steps()["state"], "passed")

    def test_what_a_new_beginning_makes_is_nobodys_work(self):
        attempt = self._begin("T7.2")
        step = attempt.sudo().line_ids[1].step_id
        step.parameters = {"count": 1}
        self.school._reset_practice()
        self.env.invalidate_all()
        # Its six closed files were closed in the name of the account.
        self.assertIn("0 of 1", attempt.check_steps()["steps"][1]["reason"])

    def test_in_a_new_year_the_register_of_the_old_one_asks_for_a_new_beginning(self):
        attempt = self._begin("T3.2")
        with freeze_time(f"{self.today.year + 1}-03-02 09:00:00"):
            reason = attempt.check_steps()["steps"][0]["reason"]
            self.assertIn("has no number; begin the practice organisation anew", reason)
            self.school._reset_practice()
            self.env.invalidate_all()
            register = self._get_register(self.today.year)
            self._print_register(register, range_kind="dates",
                                 date_from=f"{self.today.year}-01-01",
                                 date_to=f"{self.today.year}-03-31")
            self.assertTrue(attempt.check_steps()["steps"][0]["is_right"])

    def test_the_account_signs_as_head(self):
        self.assertEqual(self.practice.partner_id.function, "Hiệu trưởng")
        draft = self._create_outgoing()
        self.assertEqual(draft.signer_position, "HIỆU TRƯỞNG")

    def test_the_own_position_of_the_account_is_kept(self):
        self.practice.partner_id.function = "Phó Hiệu trưởng"
        self.school._reset_practice()
        self.assertEqual(self.practice.partner_id.function, "Phó Hiệu trưởng")

    def test_real_organisations_get_nothing_of_it(self):
        for model in ("vanthu.file", "vanthu.storage.location", "vanthu.document"):
            self.assertFalse(self.env[model].search_count([
                ("company_id", "in", (self.organisation | self.other_organisation).ids),
            ]), model)
