"""What decides whether a run is green: log lines, skipped tests, translations."""

import re

import polib
import pytest

from command import odoo_log, po_terms, skip_guard

STAMP = "2026-11-22 12:00:00,000 12"


class TestLog:
    def test_info_is_no_warning(self):
        assert odoo_log.warnings(f"{STAMP} INFO db odoo.modules: WARNING is a word\n", []) == []

    @pytest.mark.parametrize("level", ["WARNING", "ERROR", "CRITICAL"])
    def test_levels_from_warning_up_are_found(self, level):
        line = f"{STAMP} {level} db odoo.models: something"
        assert odoo_log.warnings(line, []) == [line]

    def test_traceback_belongs_to_its_line(self):
        text = f"{STAMP} ERROR db x: no\nTraceback\n  File y\n{STAMP} INFO db x: on\nmore"
        assert odoo_log.warnings(text, []) == [f"{STAMP} ERROR db x: no\nTraceback\n  File y"]

    def test_docutils_lines_are_found_unless_allowed(self):
        line = "<string>:38: (ERROR/3) Unexpected indentation."
        assert odoo_log.warnings(line, []) == [line]
        assert odoo_log.warnings(line, odoo_log.allowed()) == []

    def test_allowed_line_takes_its_traceback_along(self):
        text = f"{STAMP} WARNING db x: known\nTraceback\n"
        assert odoo_log.warnings(text, [re.compile("x: known")]) == []

    def test_written_list_does_not_allow_everything(self):
        line = f"{STAMP} WARNING db odoo.registry: no constraint"
        assert odoo_log.warnings(line, odoo_log.allowed()) == [line]


class TestSkips:
    def test_reason_is_not_part_of_the_pattern(self, tmp_path):
        path = tmp_path / "list"
        path.write_text("# head\n\ntests/a.py::*  # needs a scanner\n")
        assert skip_guard.read_patterns(path) == ["tests/a.py::*"]

    def test_only_listed_tests_may_be_skipped(self):
        patterns = ["tests/a.py::test_x[1]", "tests/b/*"]
        assert skip_guard.is_allowed("tests/a.py::test_x[1]", patterns)
        assert skip_guard.is_allowed("tests/b/c.py::T::test_y", patterns)
        assert not skip_guard.is_allowed("tests/a.py::test_x1", patterns)


def entry(msgid, msgstr="", **more):
    return polib.POEntry(msgid=msgid, msgstr=msgstr, **more)


def po(*entries):
    result = polib.POFile()
    result.metadata = {"Project-Id-Version": "x", "POT-Creation-Date": "2026-01-01"}
    result.extend(entries)
    return result


class TestTranslation:
    def test_missing_fuzzy_and_empty_terms_are_problems(self):
        template = po(entry("A"), entry("B"), entry("C"), entry("D"))
        translation = po(entry("A", "a"), entry("B"), entry("C", "c", flags=["fuzzy"]))
        kinds = [line.split(":")[0] for line in po_terms.problems(template, translation)]
        assert kinds == ["not translated", "fuzzy", "missing"]

    def test_obsolete_translation_does_not_count(self):
        translation = po(entry("A", "a", obsolete=True))
        assert po_terms.problems(po(entry("A")), translation)

    def test_merge_keeps_translations_and_drops_terms_that_are_gone(self):
        merged = po_terms.merged(
            po(entry("B"), entry("A", comment="module: x")), po(entry("A", "á"), entry("C", "c")),
            "vi",
        )
        assert [(item.msgid, item.msgstr) for item in merged] == [("A", "á"), ("B", "")]
        assert merged[0].comment == "module: x"
        assert merged.metadata["Language"] == "vi"

    def test_only_labels_of_odoos_own_fields_come_from_odoo(self):
        place = "model:ir.model.fields,field_description:x.field_x_y__"
        template = po(
            entry("Followers", occurrences=[(f"{place}message_follower_ids", "")]),
            entry("Document", occurrences=[(f"{place}document_id", "")]),
        )
        known = {"Followers": "Người theo dõi", "Document": "Tài liệu"}
        merged = po_terms.merged(template, po(), "vi", known)
        assert {item.msgid: item.msgstr for item in merged} == {
            "Document": "", "Followers": "Người theo dõi"
        }

    def test_template_does_not_change_with_the_date(self):
        assert "2026-01-01" not in str(po_terms.stable(po(entry("A"))))
