"""Limits of the exchange standards: where a value just fits and where it does not."""

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from odoo.tests import BaseCase

from odoo.addons.vanthu_document.tools import metadata as m
from odoo.addons.vanthu_document.tools.document_reader.vocabulary import TYPES

BOUNDED = [row for row in m.ROWS if row.length]
# Standard, field → length the standard gives it.
LENGTHS = {
    ("nd30_in", "arrival_number"): 10, ("nd30_in", "description"): 500,
    ("nd30_in", "signer_position"): 100, ("nd30_in", "priority"): 1,
    ("nd30_out", "recipient_ids"): 200, ("nd30_file", "name"): 500,
    ("nd30_file", "organ_code"): 13, ("edxml", "organ_code"): 35, ("edxml", "issued_place"): 50,
    ("edxml", "organ_address"): 250, ("edxml", "signer_competence"): 100,
    ("tt02_document", "autograph"): 2000, ("tt02_document", "doc_code"): 25,
    ("tt02_file", "name"): 1000, ("tt02_file", "description"): 2000,
    ("tt05_document", "arc_doc_code"): 100, ("tt05_file", "paper_file_code"): 100,
}


class TestMetadataRules(BaseCase):

    def test_lengths_as_the_standards_give_them(self):
        for (standard, field), length in LENGTHS.items():
            with self.subTest((standard, field)):
                self.assertEqual(m.standard_of(standard, field).length, length)

    @settings(max_examples=150, deadline=None)
    @given(st.sampled_from(BOUNDED), st.integers(-2, 2))
    def test_value_is_too_long_from_one_letter_over_the_length_on(self, row, step):
        size = max(row.length + step, 1)
        text = "ệ" * size  # letters count, not their bytes
        value = [text] if row.kind == "list" else text
        found = m.too_long(row.standard, {row.field: value})
        self.assertEqual(found, [(row, size)] if size > row.length else [])

    def test_numbers_are_counted_by_their_digits(self):
        self.assertEqual(m.too_long("nd30_in", {"page_count": 999, "ordinal": 1}), [])
        ((row, size),) = m.too_long("nd30_in", {"page_count": 1000})
        self.assertEqual((row.path, size), ("PageAmount", 4))

    def test_each_long_item_of_a_list_is_told_and_short_ones_are_not(self):
        places = ["a" * 150, "b" * 151, "c", "d" * 200]
        found = m.too_long("edxml", {"recipient_ids": places})
        self.assertEqual([size for _row, size in found], [151, 200])
        self.assertEqual(m.too_long("edxml", {"recipient_ids": tuple(places[:1])}), [])

    def test_nothing_and_fields_of_other_standards_are_never_too_long(self):
        for value in (None, False, "", [], ()):
            self.assertEqual(m.too_long("edxml", {"subject": value}), [], value)
        self.assertEqual(m.too_long("edxml", {"arrival_number": "9" * 99}), [])
        self.assertEqual(m.too_long("tt05_document", {"page_count": 10 ** 30}), [], "no bound")

    def test_unknown_standards_and_names_are_errors(self):
        for call in (
            lambda: m.field_of("edxml", "NoSuchName"), lambda: m.standard_of("edxml", "no_field"),
            lambda: m.field_of("iso", "Subject"), lambda: m.too_long("iso", {"subject": "a"}),
        ):
            with self.assertRaises(KeyError):
                call()

    def test_name_is_the_last_part_of_the_path(self):
        for path, name in {"SignerInfo/FullName": "FullName", "Subject": "Subject",
                           "OtherInfo/Appendixes/Appendix": "Appendix"}.items():
            self.assertEqual(m.field_of("edxml", path).name, name)

    def test_path_is_spelt_as_the_names_of_xml(self):
        for row in m.ROWS:
            with self.subTest((row.standard, row.path)):
                self.assertTrue(re.fullmatch(r"[A-Za-z]+(/[A-Za-z]+)*", row.path))
                self.assertEqual(row.path[0].islower(), row.standard.startswith("tt05"))

    def test_what_the_decree_requires_of_an_incoming_document(self):
        required = {row.field for row in m.ROWS
                    if row.standard == "nd30_in" and row.required == "required"}
        self.assertEqual(required, {
            "type_id", "code_number", "code_notation", "issued_date", "organ_name", "subject",
            "arrival_date", "arrival_number",
        })

    def test_incoming_and_outgoing_share_all_but_what_only_one_has(self):
        names = {standard: set(m.STANDARD_TO_FIELD[standard]) for standard in m.STANDARDS}
        self.assertEqual(names["nd30_in"] - names["nd30_out"],
                         {"ArrivalDate", "ArrivalNumber", "ToPlaces", "TraceHeaderList"})
        self.assertEqual(names["nd30_out"] - names["nd30_in"],
                         {"To/OrganId", "To/OrganName", "IssuedAmount"})

    def test_files_and_documents_are_not_mixed(self):
        for row in m.ROWS:
            is_file = row.standard.endswith("_file")
            self.assertEqual(row.model, "vanthu.file" if is_file else "vanthu.document", row)

    def test_every_kind_that_the_reader_names_by_abbreviation_has_a_code(self):
        self.assertEqual(set(TYPES) - set(m.TYPE_CODES), set())

    def test_codes_of_each_list_are_two_digits_and_unique(self):
        for codes in (m.RETENTION_CODES, m.ACCESS_MODE_CODES, m.CONFIDENCE_CODES,
                      m.PHYSICAL_STATE_CODES, m.TYPE_CODES):
            values = list(codes.values())
            self.assertEqual(len(set(values)), len(values))
            self.assertTrue(all(re.fullmatch(r"\d\d", value) for value in values), values)
