import re
from pathlib import Path

from odoo.tests import TransactionCase, tagged
from odoo.tools.misc import file_path

WORD = re.compile(r"""_t\((?:"([^"]+)"|'([^']+)')\)""")


@tagged("post_install", "-at_install")
class TestOdooWords(TransactionCase):
    """What Odoo's screens say in English although the user reads Vietnamese."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        path = file_path("vanthu_document/static/src/odoo_words/odoo_words.js")
        cls.words = [one or two for one, two in WORD.findall(Path(path).read_text("utf-8"))]

    def _terms(self, addon):
        modules, _lang = self.env["ir.http"]._get_translations_for_webclient([addon], "vi_VN")
        return {term["id"]: term["string"] for term in modules[addon]["messages"]}

    def test_each_word_is_in_vietnamese_for_the_web_client(self):
        ours = self._terms("vanthu_document")
        self.assertIn("Missing required fields", self.words)
        self.assertEqual([word for word in self.words if not ours.get(word)], [])
        self.assertEqual(ours["Missing required fields"], "Còn thiếu mục bắt buộc")

    def test_english_kept_by_odoo_gives_way_and_its_own_words_stay(self):
        names = ["vanthu_document", "web"]
        modules, _lang = self.env["ir.http"]._get_translations_for_webclient(names, "vi_VN")
        web = {term["id"]: term["string"] for term in modules["web"]["messages"]}
        self.assertNotIn("Search more...", web)
        self.assertEqual(web["Search More..."], "Tìm kiếm thêm...")
        alone = self._terms("web")
        self.assertEqual(alone["Search more..."], "Search more...")
        self.assertEqual({
            term: text for term, text in alone.items() if term not in web
        }, {term: term for term in alone if term not in web})

    def test_each_word_is_one_that_odoo_shows(self):
        shown = "".join(
            Path(file_path(f"{addon}/i18n/{addon}.pot")).read_text("utf-8")
            for addon in ("web", "mail")
        ).replace('"\n"', "")
        gone = [
            word for word in self.words
            if 'msgid "{}"'.format(word.replace('"', '\\"')) not in shown
        ]
        self.assertEqual(gone, [])

    def test_names_in_braces_are_kept(self):
        ours = self._terms("vanthu_document")
        for word in self.words:
            with self.subTest(word=word):
                self.assertEqual(
                    sorted(re.findall(r"%\(?\w+\)?s?", word)),
                    sorted(re.findall(r"%\(?\w+\)?s?", ours[word])),
                )
