from hypothesis import given
from hypothesis import strategies as st

from odoo.tests import BaseCase, tagged

from ..tools.exercise_parameters import (
    Choice,
    Flag,
    Kind,
    Names,
    Number,
    ParameterError,
    Text,
    complete,
    read_lines,
    write_lines,
)

KIND = Kind("Check", {
    "count": Number(2, 1, 9), "way": Choice(("any", "paper")), "names": Names(("a", "b"), ("a",)),
    "whole": Flag(), "words": Text(), "title": Text(required=True),
})


@tagged("post_install", "-at_install")
class TestExerciseParameters(BaseCase):

    def _refuse(self, given_values, code):
        with self.assertRaises(ParameterError) as caught:
            complete(KIND, given_values)
        self.assertEqual(caught.exception.code, code)
        return caught.exception.values

    def test_defaults_complete_what_is_not_given(self):
        self.assertEqual(complete(KIND, {"title": " T "}), {
            "count": 2, "way": "any", "names": ("a",), "whole": False, "words": "", "title": "T",
        })

    def test_values_are_read_from_text_and_from_json(self):
        typed = {"count": " 3 ", "way": "paper", "names": "b, a", "whole": "Có", "title": "x"}
        sent = {"count": 3, "way": "paper", "names": ["b", "a"], "whole": True, "title": "x"}
        self.assertEqual(complete(KIND, typed), complete(KIND, sent))

    def test_what_does_not_fit_is_named(self):
        good = {"title": "x"}
        self.assertEqual(self._refuse({**good, "other": 1}, "unknown")["name"], "other")
        self.assertEqual(self._refuse({}, "missing")["name"], "title")
        self._refuse({"title": "  "}, "missing")
        self._refuse({**good, "count": True}, "number")
        self._refuse({**good, "count": "1.5"}, "number")
        self.assertEqual(self._refuse({**good, "count": "-1"}, "range")["least"], 1)
        self.assertEqual(self._refuse({**good, "count": 10}, "range")["most"], 9)
        self._refuse({**good, "way": "Paper"}, "choice")
        self.assertEqual(self._refuse({**good, "names": "a, c"}, "choice")["value"], "c")
        self._refuse({**good, "whole": "maybe"}, "flag")
        self._refuse([1], "line")

    def test_lines_without_a_colon_are_named(self):
        self.assertEqual(read_lines("count: 3\n\n title : a: b \n"), {
            "count": "3", "title": "a: b",
        })
        with self.assertRaises(ParameterError) as caught:
            read_lines("count 3")
        self.assertEqual(caught.exception.values["line"], "count 3")
        self.assertEqual(read_lines(None), {})
        self.assertEqual(write_lines(None), "")

    @given(
        count=st.integers(1, 9), way=st.sampled_from(("any", "paper")),
        names=st.lists(st.sampled_from("ab"), unique=True), whole=st.booleans(),
    )
    def test_what_is_written_is_read_again(self, count, way, names, whole):
        first = complete(KIND, {
            "count": count, "way": way, "names": names, "whole": whole, "title": "t",
        })
        self.assertEqual(complete(KIND, read_lines(write_lines(first))), first)

    @given(text=st.text())
    def test_any_text_is_read_or_refused(self, text):
        try:
            complete(KIND, read_lines(text))
        except ParameterError as error:
            self.assertIn(error.code, {
                "line", "unknown", "missing", "number", "range", "choice", "flag",
            })

    def test_the_help_says_what_may_be_written(self):
        self.assertEqual(KIND.parameters["count"].describe(), "1–9")
        self.assertEqual(KIND.parameters["way"].describe(), "any | paper")
        self.assertEqual(KIND.parameters["names"].describe(), "a, b")
        self.assertEqual(KIND.parameters["whole"].describe(), "yes | no")
        self.assertEqual(KIND.parameters["words"].describe(), "…")
