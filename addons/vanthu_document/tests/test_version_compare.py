"""Comparing two versions of a draft: what is shown, escaped, and to whom."""

import re

from odoo.exceptions import AccessError, UserError
from odoo.tests import Form, tagged

from .draft_files import make_template
from .files import make_image, make_pdf
from .outgoing_common import OutgoingCommon


class CompareCommon(OutgoingCommon):
    def _versions(self, *contents, **values):
        draft = self._create_draft(with_file=False, **values)
        for number, content in enumerate(contents):
            raw = content if isinstance(content, bytes) else make_template(*content)
            draft._add_version(f"ban{number}.docx", raw, "Sửa" if number else "")
        return draft

    def _compare(self, draft, user=None):
        action = draft.with_user(user or self.handler).action_open_compare()
        return Form(self.env[action["res_model"]].with_user(user or self.handler).with_context(
            **action["context"]))


@tagged("post_install", "-at_install")
class TestCompare(CompareCommon):
    def test_newest_version_is_compared_with_the_one_before(self):
        draft = self._versions(
            ("Mở đầu", "Hạn ngày 5 tháng 9", "Bỏ đi"), ("Mở đầu", "Hạn ngày 15 tháng 9"))
        form = self._compare(draft)
        self.assertEqual(form.old_id.number, 1)
        self.assertEqual(form.new_id.number, 2)
        self.assertIn("Hạn ngày <del>5</del><ins>15</ins> tháng 9", form.result)
        self.assertIn("<del>Bỏ đi</del>", form.result)
        self.assertIn("Mở đầu", form.result)

    def test_any_two_versions_can_be_chosen(self):
        draft = self._versions(("một",), ("hai",), ("ba",))
        form = self._compare(draft)
        form.old_id = draft.version_ids[-1]
        self.assertIn("<del>một</del>", form.result)
        self.assertNotIn("hai", form.result)
        self.assertTrue(form.save().result)

    def test_what_people_wrote_is_escaped(self):
        evil = "<script>alert(1)</script><img src=x onerror=alert(2)> & 100%s %(a)s"
        draft = self._versions(("Chung",), ("Chung", evil))
        result = self._compare(draft).result
        self.assertNotIn("<script", result)
        self.assertNotIn("<img", result)
        self.assertIn("&lt;script&gt;alert(1)&lt;/script&gt;", result)
        self.assertIn("&amp; 100%s %(a)s", result)
        self.assertEqual(
            set(re.findall(r"</?([a-z]+)", result)), {"div", "p", "span", "ins"})

    def test_change_is_told_by_a_sign_and_not_by_colour_alone(self):
        result = self._compare(self._versions(("a b c d",), ("a b c e", "mới"))).result
        self.assertRegex(result, r"<span[^>]*>±</span>")
        self.assertRegex(result, r"<span[^>]*>\+</span>")

    def test_word_document_and_pdf_are_compared_too(self):
        draft = self._versions(("Đoạn một",), make_pdf("Đoạn một"))
        self.assertIn("is the same", self._compare(draft).result)

    def test_long_unchanged_part_is_counted(self):
        text = tuple(f"Đoạn {number}" for number in range(30))
        result = self._compare(self._versions(text, (*text, "Thêm hoàn toàn"))).result
        self.assertIn("28 paragraphs without a change", result)

    def test_files_without_words_are_told(self):
        draft = self._versions(("một",), make_image())
        self.assertIn("open both and compare by eye", self._compare(draft).result)

    def test_one_version_has_nothing_to_be_compared_with(self):
        with self.assertRaisesRegex(UserError, "one version only"):
            self._versions(("một",)).action_open_compare()


@tagged("post_install", "-at_install")
class TestCompareRights(CompareCommon):
    """Who may not read a draft learns nothing of its versions, not even their names."""

    def setUp(self):
        super().setUp()
        self.draft = self._versions(("Nội dung kín",), ("Nội dung kín hơn",))
        self.own = self._create_draft(self.outsider)
        self.own._add_version("hai.docx", make_template("Hai"), "Sửa")
        self.Wizard = self.env["vanthu.version.compare"].with_user(self.outsider)

    def _values(self, **values):
        new, old = self.own.version_ids.ids
        return {"document_id": self.own.id, "old_id": old, "new_id": new, **values}

    def test_draft_out_of_sight_is_not_compared(self):
        new, old = self.draft.version_ids.ids
        with self.assertRaises(AccessError):
            self.draft.with_user(self.outsider).action_open_compare()
        with self.assertRaises(AccessError):
            self.Wizard.create({"document_id": self.draft.id, "old_id": old, "new_id": new})

    def test_version_of_a_draft_out_of_sight_is_not_slipped_in(self):
        secret = self.draft.version_ids[0].id
        for name in ("old_id", "new_id"):
            with self.subTest(name), self.assertRaises(AccessError):
                self.Wizard.create(self._values(**{name: secret}))
            wizard = self.Wizard.create(self._values())
            with self.subTest(name), self.assertRaises(AccessError):
                wizard.write({name: secret})
            spec = {"old_id": {"fields": {"display_name": {}}}, "new_id": {}, "result": {}}
            with self.subTest(name), self.assertRaises(AccessError):
                self.Wizard.onchange(self._values(**{name: secret}), [name], spec)
            with self.subTest(name), self.assertRaises(AccessError):
                self.Wizard.with_context(**{f"default_{name}": secret}).onchange({}, [], spec)

    def test_versions_of_two_drafts_are_not_mixed(self):
        other = self._create_draft(self.outsider).version_ids
        with self.assertRaisesRegex(UserError, "same draft"):
            self.Wizard.create(self._values(old_id=other.id))

    def test_result_of_somebody_else_is_not_read(self):
        wizard = self.Wizard.create(self._values())
        self.assertTrue(wizard.result)
        with self.assertRaises(AccessError):
            wizard.with_user(self.clerk).read(["result"])
