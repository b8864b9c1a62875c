"""Filling in templates: what is filled in, what is escaped, what is refused."""

import datetime
import io
import time
import zipfile
from unittest.mock import patch

from lxml import etree

from odoo.tests import BaseCase

from ..tools.drafting import fill as fill_module
from ..tools.drafting.fields import FIELDS, DraftFacts, clean, make_context, make_date
from ..tools.drafting.fill import check, fill
from ..tools.drafting.package import DraftFileError, read_parts
from ..tools.letter_templates.shipped import build
from ..tools.text_extract import Limits, extract_text
from .draft_files import change_parts, make_context_for, make_template, read_part
from .files import make_docx, make_pdf, make_zip_bomb


def text_of(data):
    """The text of a .docx."""
    found = extract_text(data, "draft.docx")
    assert found.state == "done", found
    return found.text


class FillCase(BaseCase):
    def _refused(self, code, call, *args):
        with self.assertRaises(DraftFileError) as caught:
            call(*args)
        self.assertEqual(caught.exception.code, code)
        return caught.exception.detail


class TestFields(BaseCase):
    def test_date_has_a_zero_before_small_days_and_the_first_two_months(self):
        for day, expected in (
            ((2026, 1, 5), "ngày 05 tháng 01 năm 2026"),
            ((2026, 2, 10), "ngày 10 tháng 02 năm 2026"),
            ((2026, 3, 9), "ngày 09 tháng 3 năm 2026"),
            ((2026, 12, 31), "ngày 31 tháng 12 năm 2026"),
        ):
            self.assertEqual(make_date(datetime.date(*day), 2020), expected)

    def test_draft_leaves_day_month_and_number_open(self):
        context = make_context(DraftFacts(), 2026)
        self.assertEqual(context["date"].split(), ["ngày", "tháng", "năm", "2026"])
        self.assertGreater(len(context["number"]), 4)
        self.assertFalse(context["number"].strip())

    def test_subject_loses_its_lead_and_full_stop(self):
        for typed in ("V/v tổng kết", "Về việc tổng kết.", "về việc: tổng kết", "  tổng   kết "):
            self.assertEqual(make_context(DraftFacts(subject=typed), 2026)["subject"], "tổng kết")
        context = make_context(DraftFacts(subject="đánh giá"), 2026)
        self.assertEqual(context["subject_title"], "Đánh giá")

    def test_copies_are_kept_by_the_registry_first(self):
        context = make_context_for(recipients=["Sở Nội vụ;", " "], keepers=["VP", ""])
        self.assertEqual(context["recipients"], ["Sở Nội vụ", "Lưu: VT, VP"])

    def test_control_characters_never_reach_the_file(self):
        self.assertEqual(clean("a\x00b\x0b\u200bc\r\n\td\ufeff"), "abc d")
        self.assertEqual(clean("Ho\u0300a"), "Hòa")
        self.assertEqual(clean(None), "")

    def test_list_of_fields_is_what_a_draft_gives(self):
        self.assertEqual(set(FIELDS), set(make_context_for()))


class TestFill(FillCase):
    def test_fields_conditions_and_lists_are_filled_in(self):
        template = make_template(
            "Số: {{ number }}/{{ notation }}", "{%p if superior %}", "{{ superior }}",
            "{%p endif %}", "{%p for name in signing %}", "{{ name }}", "{%p endfor %}",
            "{% if to|length == 1 %}một{% else %}nhiều{% endif %}",
        )
        lines = text_of(fill(template, make_context_for(superior="", number="05"))).split("\n")
        self.assertEqual(
            [line for line in lines if line],
            ["Số: 05/SGDĐT-VP", "KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC", "một"],
        )

    def test_what_people_type_stays_text(self):
        evil = "</w:t></w:r><w:p/> <b>đậm</b> & \"x\" 'y' {{ signer }} {% for %} {_{ #}"
        filled = fill(make_template("{{ subject }}", "Sau"), make_context_for(subject=evil))
        self.assertEqual(len(list(etree.fromstring(read_part(filled).encode()).iter(
            "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}p"))), 2)
        self.assertIn("<b>đậm</b> & \"x\" 'y' {{ signer }} {% for %}", text_of(filled))

    def test_template_itself_is_left_as_it_is(self):
        template = make_template("{{ subject }}")
        copy = bytes(template)
        fill(template, make_context_for())
        self.assertEqual(template, copy)

    def test_field_parted_by_the_word_processor_is_found(self):
        template = change_parts(make_template("{{ subject }}"), document=lambda xml: xml.replace(
            "{{ subject }}", '{{ sub</w:t></w:r><w:r><w:t xml:space="preserve">ject }}'))
        self.assertIn("tổng kết năm học", text_of(fill(template, make_context_for())))

    def test_mistakes_are_told_with_their_place(self):
        self._refused("syntax", check, make_template("{% if subject %}không hết"))
        self._refused("syntax", check, make_template("{{ subject"))
        self.assertEqual(
            self._refused("unknown_field", check, make_template("{{ trich_yeu }}")), "trich_yeu")

    def test_mistake_in_a_branch_that_is_seldom_used_is_found(self):
        template = make_template("{% if to|length > 1 %}{{ nguoi_nhan }}{% endif %}")
        self.assertEqual(self._refused("unknown_field", check, template), "nguoi_nhan")

    def test_shipped_templates_pass_the_check(self):
        for name in ("cong_van.docx", "bien_ban.docx"):
            check(build(name))

    def test_without_the_package_it_says_so(self):
        with patch.object(fill_module.importlib.util, "find_spec", lambda name: None):
            self.assertFalse(fill_module.is_available())
            self.assertEqual(
                self._refused("missing_program", fill, build("cong_van.docx"), {}), "docxtpl")


class TestSandbox(FillCase):
    def test_nothing_but_fields_conditions_and_lists_is_compiled(self):
        for code in (
            "{{ subject.__class__ }}",
            "{{ subject.__class__.__mro__[1].__subclasses__() }}",
            "{{ ''.format }}", "{{ subject['__class__'] }}", "{{ to[0] }}",
            "{{ self }}{{ self.__init__.__globals__ }}", "{{ cycler.__init__ }}",
            "{{ range(9) }}", "{{ lipsum() }}", "{{ subject.upper() }}",
            "{{ subject|attr('__class__') }}", "{{ to|map('upper')|list }}",
            "{% set x = subject %}", "{% import 'os' as os %}", "{% include '/etc/passwd' %}",
            "{% macro x() %}{% endmacro %}", "{% call x() %}{% endcall %}",
            "{% for a in to recursive %}{{ loop(a) }}{% endfor %}",
            "{% for a in to %}{{ loop.cycle }}{% endfor %}",
            "{{ 'a' * 1000000000 }}", "{{ '%01000000000d' % 1 }}", "{{ 9 ** 99999 }}",
            "{{ [1, 2] }}", "{{ {'a': 1} }}", "{% filter upper %}x{% endfilter %}",
        ):
            with self.subTest(code), self.assertRaises(DraftFileError) as caught:
                fill(make_template(code), make_context_for())
            self.assertIn(caught.exception.code, ("forbidden", "syntax", "unknown_field"))

    def test_lists_of_lists_of_lists_are_refused_at_once(self):
        deep = "{% for a in to %}" * 3 + "x" + "{% endfor %}" * 3
        self._refused("forbidden", fill, make_template(deep), make_context_for(to=["x"] * 999))

    def test_raw_markup_of_docxtpl_escapes_what_people_typed(self):
        template = make_template("{{r subject }}")
        filled = fill(template, make_context_for(subject="<w:br/>x"))
        self.assertNotIn("<w:br/>x", read_part(filled))

    def test_field_may_not_read_what_is_not_given(self):
        for name in ("env", "request", "os", "config", "namespace", "dict", "joiner"):
            with self.subTest(name):
                self.assertEqual(
                    self._refused("unknown_field", check, make_template(f"{{{{ {name} }}}}")),
                    name,
                )


class TestPackage(FillCase):
    def test_only_word_documents_are_opened(self):
        self._refused("not_docx", read_parts, make_pdf("một trang"))
        self._refused("not_docx", read_parts, b"<html>text</html>")
        self._refused("not_docx", read_parts, b"")
        self._refused("damaged", read_parts, build("cong_van.docx")[:1500])

    def test_zip_bomb_is_given_up_early(self):
        begin = time.monotonic()
        self._refused("too_large", read_parts, make_zip_bomb())
        self._refused("too_large", fill, make_zip_bomb(), {})
        self.assertLess(time.monotonic() - begin, 20)

    def test_sizes_are_not_believed_but_counted(self):
        data = build("cong_van.docx")
        self._refused("too_large", read_parts, data, Limits(max_bytes=100))
        self._refused("too_large", read_parts, data, Limits(max_unpacked=5000))

    def test_macros_are_refused(self):
        data = change_parts(build("cong_van.docx"), extra={"word/vbaProject.bin": b"\0"})
        self._refused("macros", check, data)

    def test_entities_are_refused(self):
        bomb = '<!DOCTYPE x [<!ENTITY a "aaaa">]>'
        for part in ("document", "rels"):
            data = change_parts(build("cong_van.docx"), **{
                part: lambda xml: xml.replace("?>", f"?>{bomb}", 1)})
            self._refused("damaged", fill, data, make_context_for())

    def test_locked_part_is_told(self):
        data = bytearray(make_docx("chữ"))
        # The flag "encrypted" in both headers of the only member.
        for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
            data[data.index(mark) + offset] |= 1
        with self.assertRaises(DraftFileError) as caught:
            read_parts(bytes(data))
        self.assertIn(caught.exception.code, ("encrypted", "damaged"))

    def test_parts_are_given_as_they_are(self):
        data = build("cong_van.docx")
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            self.assertEqual(
                read_parts(data), {name: archive.read(name) for name in archive.namelist()})
