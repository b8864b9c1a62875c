from datetime import date

from odoo.tests import Form, tagged

from .common import VanthuCommon


@tagged("post_install", "-at_install")
class TestDuplicates(VanthuCommon):
    """The same document is noticed while it is typed, and nothing hidden is betrayed."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.first = cls._create_incoming(issued_date=date(2026, 3, 2))
        cls.first.action_register()

    def _typed(self, user=None, **values):
        documents = self.env["vanthu.document"].with_user(user or self.clerk)
        form = Form(documents, view="vanthu_document.vanthu_document_view_form_incoming")
        for name, value in {
            "code_number": "0327", "code_notation": "bgdđt - vp",
            "organ_name": "BỘ GIÁO DỤC VÀ ĐÀO TẠO", **values,
        }.items():
            form[name] = value
        return form

    def test_warned_before_saving_whatever_the_spelling(self):
        form = self._typed()
        self.assertEqual(form.duplicate_ids.ids, self.first.ids)
        self.assertTrue(form.duplicate_note)

    def test_no_warning_until_the_issuing_body_is_given(self):
        self.assertFalse(self._typed(organ_name=False).duplicate_note)

    def test_another_body_or_notation_or_year_is_another_document(self):
        self.assertFalse(self._typed(organ_name="Bộ Nội vụ").duplicate_note)
        self.assertFalse(self._typed(code_notation="BGDĐT-TCCB").duplicate_note)
        self.assertFalse(self._typed(issued_date=date(2025, 3, 2)).duplicate_note)
        self.assertTrue(self._typed(issued_date=date(2026, 3, 9)).duplicate_note)

    def test_returned_document_may_come_again(self):
        other = self._create_incoming(code_number="55")
        self.assertTrue(self._typed(code_number="55").duplicate_note)
        other.action_return("Thiếu trang 2")
        self.assertFalse(self._typed(code_number="55").duplicate_note)

    def test_saved_document_is_no_duplicate_of_itself(self):
        document = self._create_incoming(code_number="77")
        self.assertFalse(document.duplicate_ids)

    def test_uploaded_document_is_compared_by_what_is_typed_into_it(self):
        blank, other = self.env["vanthu.document"].create(
            [{"company_id": self.organisation.id}] * 2
        )
        self._create_incoming(code_number="41")
        form = Form(
            blank.with_user(self.clerk),
            view="vanthu_document.vanthu_document_view_form_incoming",
        )
        form.code_number, form.code_notation = "529", "STC-GCS"
        form.organ_name = "Sở Tài chính"
        self.assertFalse(form.duplicate_note, "nothing of this number is here")
        self.assertNotIn(other.id, form.duplicate_ids.ids)
        form.code_number, form.code_notation = "327", "BGDĐT-VP"
        form.organ_name = "Bộ Giáo dục và Đào tạo"
        self.assertEqual(form.duplicate_ids.ids, self.first.ids)

    def test_another_organisation_is_not_looked_at(self):
        self.assertFalse(self._typed(user=self.other_clerk).duplicate_note)

    def test_restricted_document_is_not_betrayed(self):
        hidden = self._create_incoming(code_number="99")
        hidden.with_user(self.leader).sudo().write({
            "restricted": True, "allowed_user_ids": [(6, 0, self.leader.ids)],
        })
        self.assertFalse(self._typed(code_number="99").duplicate_note)

    def test_same_file_is_noticed_but_not_that_of_a_hidden_document(self):
        one, two = self._create_incoming(code_number="1"), self._create_incoming(code_number="2")
        digest = "a" * 64
        self.env["vanthu.document.file"].sudo().create([
            {"document_id": document.id, "name": "scan.pdf", "sha256": digest}
            for document in (one, two)
        ])
        self.assertEqual(two.duplicate_ids, one)
        one.with_user(self.leader).sudo().write({
            "restricted": True, "allowed_user_ids": [(6, 0, self.leader.ids)],
        })
        two.invalidate_recordset(["duplicate_ids", "duplicate_note"])
        self.assertFalse(two.duplicate_ids)
        self.assertFalse(two.duplicate_note)

    def test_one_search_for_many_documents(self):
        documents = self.env["vanthu.document"].with_user(self.clerk)
        for number in range(30):
            documents |= self._create_incoming(code_number=str(number))
        documents.invalidate_model()
        documents.mapped("reference")
        documents.file_ids.mapped("sha256")
        with self.assertQueryCount(12):
            documents.mapped("duplicate_note")
