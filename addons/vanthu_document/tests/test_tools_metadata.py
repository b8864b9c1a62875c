"""The table between the standards' names and our fields."""

from odoo.tests import BaseCase

from odoo.addons.vanthu_document.tools import metadata as m
from odoo.addons.vanthu_document.tools.document_reader import FIELDS


class TestMetadata(BaseCase):

    def test_each_standard_maps_both_ways_without_loss(self):
        for standard in m.STANDARDS:
            rows = [row for row in m.ROWS if row.standard == standard]
            self.assertTrue(rows, standard)
            self.assertEqual(len(m.STANDARD_TO_FIELD[standard]), len(rows), standard)
            self.assertEqual(len(m.FIELD_TO_STANDARD[standard]), len(rows), standard)
            for row in rows:
                self.assertIs(m.field_of(standard, row.path), row)
                self.assertIs(m.standard_of(standard, row.field), row)
                self.assertIn(row.model, m.MODELS)

    def test_numbers_of_fields_are_those_of_the_standards(self):
        counts = {s: len(m.STANDARD_TO_FIELD[s]) for s in m.STANDARDS}
        self.assertEqual(counts["nd30_file"], 13)
        self.assertEqual(counts["tt02_document"], 22)
        self.assertEqual(counts["tt02_file"], 18)
        self.assertEqual(counts["tt05_document"], 21)
        self.assertEqual(counts["tt05_file"], 18)

    def test_lengths_of_the_decree(self):
        for path, length in {"CodeNumber": 11, "CodeNotation": 30, "Subject": 500,
                             "OrganName": 200, "SignerInfo/FullName": 50}.items():
            self.assertEqual(m.field_of("nd30_in", path).length, length)
        self.assertEqual(m.field_of("nd30_in", "ArrivalNumber").field, "arrival_number")
        self.assertNotIn("ArrivalNumber", m.STANDARD_TO_FIELD["nd30_out"])

    def test_no_field_is_a_python_word(self):
        import keyword

        for row in m.ROWS:
            self.assertTrue(row.field.isidentifier() and not keyword.iskeyword(row.field))
            self.assertNotIn(row.field, ("format", "type", "mode"))

    def test_codes_are_unique_and_secret_has_none(self):
        self.assertEqual(sorted(m.TYPE_CODES.values()), [f"{n:02d}" for n in range(1, 30)])
        self.assertNotIn("03", m.ACCESS_MODE_CODES.values())

    def test_too_long_values_are_named(self):
        found = m.too_long("edxml", {"subject": "x" * 501, "code_number": "12",
                                     "recipient_ids": ["a", "b" * 151], "signer_name": None})
        self.assertEqual([(row.field, size) for row, size in found],
                         [("subject", 501), ("recipient_ids", 151)])

    def test_the_reader_proposes_fields_of_the_exchange_standard(self):
        known = {row.field for row in m.ROWS}
        own = {"reference", "type", "authority", "to_places", "recipients"}
        self.assertEqual(set(FIELDS) - own - known, set())
