import unicodedata
from datetime import timedelta

from odoo.tests import tagged

from ..tools.practice_letters import LETTERS
from .exercise_common import ExerciseCommon

MISDIRECTED = "1222"


@tagged("post_install", "-at_install")
class TestExerciseIncoming(ExerciseCommon):
    """Topic 2: receiving, returning and submitting incoming documents."""

    right = (
        ("T2.1", "register_ten_letters"),
        ("T2.1", "register_letters_and_typed_papers"),
        ("T2.1", "register_one_after_the_other"),
        ("T2.2", "return_and_submit"),
        ("T2.2", "return_undescribed_and_submit_with_rows"),
        ("T2.3", "register_the_paper"),
        ("T2.3", "register_the_paper_among_others"),
    )
    wrong = (
        ("T2.1", "do_nothing", 0, "0 of 10"),
        ("T2.1", "register_nine_letters", 0, "9 of 10"),
        ("T2.1", "register_without_date", 0, "has no date of document yet"),
        ("T2.1", "register_typed_papers_only", 1, "has no file yet"),
        ("T2.1", "register_the_same_twice", 0, "are the same document, 7/TYT"),
        ("T2.1", "register_nine_one_twice_one_without_date", 0, "has no date of document yet"),
        ("T2.1", "register_one_with_another_number", 0, "is entered as 9999/SGDĐT-GDTrH, but"),
        ("T2.1", "register_one_with_another_day", 0, "is dated 02/01/2026, but its file says"),
        ("T2.2", "do_nothing", 0, "0 of 1"),
        ("T2.2", "return_another", 0, "although it is meant for this organisation"),
        ("T2.2", "return_both", 0, "although it is meant for this organisation"),
        ("T2.2", "register_the_misdirected", 0, "meant for another organisation"),
        ("T2.2", "submit_without_proposal", 1, "was submitted without a proposal"),
        ("T2.2", "return_and_submit_one", 1, "1 of 2"),
        ("T2.3", "do_nothing", 0, "Document 118/TYT is not registered yet"),
        ("T2.3", "register_another_paper", 0, "the last one registered is 119/TYT"),
        ("T2.3", "register_the_paper_without_pages", 0, "has no pages yet"),
        ("T2.3", "register_the_paper_as_upload", 1, "says Upload, but the exercise says Paper"),
        ("T2.3", "register_the_paper_of_yesterday", 0, "In 118/TYT the field “date of document”"),
        ("T2.3", "register_the_paper_of_another_body", 0, "but the exercise says Trạm Y tế"),
        ("T2.3", "register_the_paper_about_something_else", 0, "says Phối hợp, but"),
        ("T2.3", "register_the_paper_with_nine_pages", 0, "says 9, but the exercise says 1"),
        ("T2.3", "register_the_paper_of_another_signer", 1, "says Lê Bảo, but"),
        ("T2.3", "register_the_paper_twice", 0, "is registered twice, as"),
    )

    def test_right_ways_pass(self):
        self._check_right_ways()

    def test_wrong_ways_get_their_reason_and_hint(self):
        self._check_wrong_ways()

    # ---- T2.1 ----

    def register_ten_letters(self):
        self._enter(10)

    def register_letters_and_typed_papers(self):
        self._enter(5)
        for number in range(1, 6):
            self._type_letter(number).action_register()

    def register_one_after_the_other(self):
        for _turn in range(10):
            self._describe(self._waiting()[0]).action_register_next()

    def register_nine_letters(self):
        self._enter(9)

    def register_without_date(self):
        self._enter(9)
        self._enter(1, issued_date=False)

    def register_typed_papers_only(self):
        for number in range(1, 11):
            self._type_letter(number).action_register()

    def register_the_same_twice(self):
        self._enter(8)
        for _copy in range(2):
            self._type_letter(7).action_register()

    def register_nine_one_twice_one_without_date(self):
        self._enter(8)
        for _copy in range(2):
            self._type_letter(7).action_register()
        self._enter(1, issued_date=False)

    def register_one_with_another_number(self):
        self._enter(1, code_number="9999")
        self._enter(9)

    def register_one_with_another_day(self):
        self._enter(9)
        self._enter(1, issued_date="2026-01-02")

    # ---- T2.2 ----

    def _get_misdirected(self):
        return self._waiting().filtered(
            lambda letter: letter.proposals["code_number"]["value"] == MISDIRECTED
        )

    def _submit(self, count, **kwargs):
        letters = (self._waiting() - self._get_misdirected())[:count]
        for letter in letters:
            self._describe(letter)
        letters.action_register()
        for letter in letters:
            letter.action_submit(self.practice.id, **kwargs)

    def return_and_submit(self):
        self._describe(self._get_misdirected()).action_return("Gửi nhầm nơi nhận")
        self._submit(2, proposal="Giao Tổ Văn phòng chủ trì")

    def return_undescribed_and_submit_with_rows(self):
        wizard = self._model("vanthu.return.wizard").create({
            "document_id": self._get_misdirected().id, "reason": "Không phải của trường",
        })
        wizard.action_apply()
        self._submit(2, assignments=[{"role": "lead", "unit_id": self.office.id}])

    def return_another(self):
        self._describe((self._waiting() - self._get_misdirected())[0]).action_return("Không rõ")

    def return_both(self):
        self._describe(self._get_misdirected()).action_return("Gửi nhầm")
        self.return_another()

    def register_the_misdirected(self):
        self._describe(self._get_misdirected()).action_register()

    def submit_without_proposal(self):
        self._get_misdirected().action_return("Gửi nhầm")
        self._submit(2)

    def return_and_submit_one(self):
        self._get_misdirected().action_return("Gửi nhầm")
        self._submit(1, proposal="Giao Tổ Văn phòng")

    # ---- T2.3 ----

    def _take_paper(self, number=118, **values):
        document = self._type_letter(number, **{
            "subject": "Phun thuốc phòng bệnh sốt xuất huyết", "page_count": 1,
            "signer_name": "Lê Thị Bảo Châu", **values,
        })
        document.action_register()
        return document

    def register_the_paper(self):
        self._take_paper()

    def register_the_paper_among_others(self):
        self._enter(2)
        # In other words and letters: decomposed, with capitals and blanks.
        self._take_paper(
            False, code_notation=False, reference="118/TYT", organ_name="TRẠM  Y TẾ",
            subject=unicodedata.normalize(
                "NFD", "V/v phun thuốc phòng bệnh sốt xuất huyết năm nay"
            ),
        )
        self._enter(1)

    def register_another_paper(self):
        self._take_paper(119)

    def register_the_paper_without_pages(self):
        self._take_paper(page_count=0)

    def register_the_paper_as_upload(self):
        self._take_paper(channel="upload")

    def register_the_paper_of_yesterday(self):
        self._take_paper(issued_date=self.today - timedelta(days=1))

    def register_the_paper_of_another_body(self):
        self._take_paper(organ_name="Phường đoàn Trung Tâm")

    def register_the_paper_about_something_else(self):
        self._take_paper(subject="Phối hợp")

    def register_the_paper_with_nine_pages(self):
        self._take_paper(page_count=9)

    def register_the_paper_of_another_signer(self):
        self._take_paper(signer_name="Lê Bảo")

    def register_the_paper_twice(self):
        self._take_paper()
        self._take_paper()

    # ---- BESIDES ----

    def test_the_software_reads_each_letter_as_it_was_drawn(self):
        letters = self._waiting()
        self.assertEqual(len(letters), len(LETTERS))
        days = {f"{number:02d}/{notation}": ago for _s, number, notation, *_r, ago in LETTERS}
        for letter in letters:
            read = letter.proposals
            name = f"{read['code_number']['value']}/{read['code_notation']['value']}"
            day = self.today - timedelta(days=days.pop(name))
            self.assertEqual(read["issued_date"]["value"], day.isoformat(), name)
        self.assertFalse(days)

    def test_a_letter_that_was_corrected_counts(self):
        attempt = self._begin("T2.1")
        self.register_one_with_another_number()
        self.assertFalse(attempt.check_steps()["steps"][0]["is_right"])
        wrong = self._model("vanthu.document").search([("code_number", "=", "9999")])
        self._describe(wrong)
        self.assertEqual(attempt.check_steps()["state"], "passed")

    def test_what_an_own_file_is_read_as_binds_nobody(self):
        attempt = self._begin("T2.1")
        self._enter(9)
        own = self._type_letter(5)
        own.proposals = {"code_number": {"value": "6"}, "code_notation": {"value": "TYT"}}
        own.action_register()
        self.assertTrue(attempt.check_steps()["steps"][0]["is_right"])

    def test_a_paper_that_was_registered_before_the_beginning_is_not_registered_again(self):
        self._type_letter(7).action_register()
        attempt = self._begin("T2.1")
        self._enter(9)
        self._type_letter(7).action_register()
        reason = attempt.check_steps()["steps"][0]["reason"]
        self.assertIn("Arrival numbers 01 and 11 are the same document, 7/TYT", reason)
        self._enter(1)
        self.assertEqual(attempt.check_steps()["state"], "passed")

    def test_the_same_number_of_another_year_is_another_document(self):
        attempt = self._begin("T2.1")
        self._enter(8)
        self._type_letter(7).action_register()
        self._type_letter(7, issued_date=self.today - timedelta(days=400)).action_register()
        self.assertTrue(attempt.check_steps()["steps"][0]["is_right"])

    def test_who_has_spent_the_misdirected_letter_is_told_to_begin_anew(self):
        self._get_misdirected().action_return("Gửi nhầm")
        attempt = self._begin("T2.2")
        reason = attempt.check_steps()["steps"][0]["reason"]
        self.assertIn("does not wait any more; begin the practice organisation anew", reason)
        self.school._reset_practice()
        self.env.invalidate_all()
        self.assertIn("0 of 1", attempt.check_steps()["steps"][0]["reason"])
        self.return_and_submit()
        self.assertEqual(attempt.check_steps()["state"], "passed")

    def test_a_document_that_nobody_has_described_is_named_as_it_was_read(self):
        attempt = self._begin("T2.2")
        self.return_undescribed_and_submit_with_rows()
        reason = attempt.check_steps()["steps"][0]["reason"]
        self.assertIn("bếp ăn bán trú", reason)
        self.assertIn("because: Không phải của trường.", reason)

    def test_what_was_done_before_the_beginning_does_not_count(self):
        self._enter(6)
        _attempt, found = self._run("T2.1", "do_nothing")
        self.assertIn("0 of 10", found["steps"][0]["reason"])

    def test_a_recalled_document_does_not_count(self):
        attempt = self._begin("T2.3")
        document = self._take_paper()
        document.sudo()._write_step({"state": "recalled"})
        self.assertFalse(attempt.check_steps()["steps"][0]["is_right"])

    def test_work_of_another_account_does_not_count(self):
        other = self.other_trainee._get_practice_user()
        attempt = self._begin("T2.3")
        self._take_paper().sudo()
        self.env.cr.execute(
            "UPDATE vanthu_attempt SET practice_user_id = %s WHERE id = %s",
            [other.id, attempt.id],
        )
        self.env.invalidate_all()
        steps = attempt.with_user(other).with_context(
            allowed_company_ids=other.company_id.ids
        ).sudo()
        right, _reason = self.env["vanthu.exercise.check"]._run(steps, steps.line_ids[0].step_id)
        self.assertFalse(right)
