"""Tables of units and people: what holds for every table, and the odd ones."""

from hypothesis import given, settings
from hypothesis import strategies as st

from odoo.tests import BaseCase

from odoo.addons.vanthu_document.tools.people_import import (
    POSTS,
    ROLES,
    Existing,
    check,
    rows_from_departments,
    unit_key,
)
from odoo.addons.vanthu_document.tools.spreadsheet import Row, heading_key

ROLE_NAMES = {"chuyen vien": "handler", "van thu": "clerk", "lanh dao": "leader"}
POST_NAMES = {"nhan vien": "member", "truong don vi": "head", "pho truong don vi": "deputy"}
UNITS = ("Văn phòng", "Phòng Tổ chức", "Phòng Tài chính", "Tổ Hóa", "Tổ Họa", "Tổ Văn")


def plan(units=(), people=(), known=(), logins=None):
    """Check tables of dicts; rows count from 2, below the headings."""
    rows = [[Row(number, dict(values)) for number, values in enumerate(table, start=2)]
            for table in (units, people)]
    existing = Existing({unit_key(name) for name in known}, logins or {})
    return check(*rows, existing, ROLE_NAMES, POST_NAMES)


def person(number=1, **values):
    return {"name": "Nguyễn Thị Bình", "email": f"p{number}@daklak.edu.vn", **values}


class TestUnits(BaseCase):

    def test_names_meet_but_for_capitals_blanks_dashes_and_the_place_of_a_tone(self):
        for one, other, meet in (
            ("Văn phòng", "VĂN  PHÒNG", True), ("Tổ Toán - Tin", "Tổ Toán–Tin", True),
            ("Tổ Hoá", "Tổ Hóa", True), ("Tổ Hóa", "Tổ Họa", False), ("Tổ 1", "Tổ 2", False),
            ("", None, True), ("---", "", True),
        ):
            with self.subTest((one, other)):
                self.assertEqual(unit_key(one) == unit_key(other), meet)

    @settings(max_examples=120, deadline=None)
    @given(st.lists(st.tuples(st.sampled_from(UNITS), st.sampled_from(("", *UNITS))),
                    unique_by=lambda pair: pair[0]), st.sets(st.sampled_from(UNITS)))
    def test_a_sound_plan_names_every_parent_before_its_child(self, pairs, known):
        rows = [{"name": name, "parent": parent} for name, parent in pairs]
        found, problems = plan(units=rows, known=known)
        keys = [unit["key"] for unit in found.units]
        self.assertEqual(len(keys), len(set(keys)))
        self.assertEqual(set(keys), {unit_key(name) for name, _ in pairs}
                         - {unit_key(name) for name in known})
        if problems:
            return
        there = {unit_key(name) for name in known}
        for unit in found.units:
            self.assertTrue(unit["parent"] is None or unit["parent"] in there, unit)
            there.add(unit["key"])

    def test_long_chain_written_upside_down_is_ordered(self):
        rows = [{"name": f"Tổ {n}", "parent": f"Tổ {n + 1}"} for n in range(60)]
        found, problems = plan(units=[*rows, {"name": "Tổ 60"}])
        self.assertFalse(problems)
        self.assertEqual([unit["name"] for unit in found.units],
                         [f"Tổ {n}" for n in range(60, -1, -1)])

    def test_ring_of_three_is_told_for_each_and_what_hangs_on_it_is_not(self):
        _found, problems = plan(units=[
            {"name": "A", "parent": "C"}, {"name": "B", "parent": "A"},
            {"name": "C", "parent": "B"}, {"name": "D", "parent": "A"},
        ])
        self.assertEqual([(problem.code, problem.row) for problem in problems],
                         [("unit_cycle", 2), ("unit_cycle", 3), ("unit_cycle", 4)])

    def test_second_row_of_a_unit_names_the_first(self):
        _found, problems = plan(units=[{"name": "Văn phòng"}, {"name": "VĂN PHÒNG"}])
        self.assertEqual(problems[0].params, {"unit": "VĂN PHÒNG", "other": 2})

    def test_unknown_parent_is_told_as_it_was_written(self):
        _found, problems = plan(units=[{"name": "Tổ Văn", "parent": "Phòng  Lạ"}])
        self.assertEqual(problems[0].params, {"unit": "Tổ Văn", "parent": "Phòng  Lạ"})

    def test_parent_may_be_a_unit_that_is_there_already(self):
        found, problems = plan(units=[{"name": "Tổ Văn", "parent": "VĂN PHÒNG"}], known=UNITS[:1])
        self.assertFalse(problems)
        self.assertEqual(found.units[0]["parent"], unit_key("Văn phòng"))

    def test_what_is_wrong_with_a_cell_is_told_with_its_column(self):
        row = Row(7, {"name": "Văn phòng"}, [("formula", "code")])
        _found, problems = check([row], [], Existing(set(), {}), {}, {})
        self.assertEqual([(problem.sheet, problem.row, problem.code, problem.params)
                          for problem in problems], [("units", 7, "formula", {"column": "code"})])


class TestPeople(BaseCase):

    def codes(self, *people, **kwargs):
        return [problem.code for problem in plan(people=people, **kwargs)[1]]

    def test_addresses_that_mail_can_reach_and_others(self):
        for address, fine in (
            ("a.b+c@sgddt.daklak.gov.vn", True), ("thảo@daklak.edu.vn", True),
            ("a@b", False), ("a@@b.vn", False), ("a b@c.vn", False), ("a@b.vn;c@d.vn", False),
            ("a@b.vn,c@d.vn", False), ("<a@b.vn>", False), ("@b.vn", False), ("a@b.", False),
        ):
            with self.subTest(address):
                problems = self.codes(person(email=address, login="binh"))
                self.assertEqual(problems, [] if fine else ["bad_email"])

    def test_login_is_the_address_unless_one_is_given(self):
        found, problems = plan(people=[person(1), person(2, login="binh"),
                                       person(email="", login="lan")])
        self.assertFalse(problems)
        self.assertEqual([row["login"] for row in found.people],
                         ["p1@daklak.edu.vn", "binh", "lan"])
        self.assertEqual(found.people[2]["email"], False)

    def test_login_has_two_to_a_hundred_letters_without_blanks(self):
        for login, fine in (("ab", True), ("a", False), ("a" * 100, True), ("a" * 101, False),
                            ("a b", False)):
            with self.subTest(len(login)):
                self.assertEqual(self.codes(person(login=login)), [] if fine else ["bad_login"])

    def test_roles_and_posts_by_key_by_label_and_left_empty(self):
        for role, expected in (("", "handler"), ("clerk", "clerk"), ("VĂN THƯ (*)", "clerk"),
                               ("Lãnh  đạo", "leader"), ("manager", "manager")):
            found, problems = plan(people=[person(role=role)])
            self.assertFalse(problems, role)
            self.assertEqual(found.people[0]["role"], expected)
        for post, expected in (("", "member"), ("Phó Trưởng đơn vị", "deputy"), ("HEAD", "head")):
            found, problems = plan(people=[person(post=post, unit="Văn phòng")], known=UNITS)
            self.assertFalse(problems, post)
            self.assertEqual(found.people[0]["post"], expected)

    def test_every_key_of_a_role_and_post_is_its_own_label(self):
        for key in (*ROLES, *POSTS):
            self.assertEqual(heading_key(key), key)

    def test_one_head_and_one_clerk_but_any_number_of_deputies(self):
        for post, codes in (("head", ["post_twice"]), ("clerk", ["post_twice"]), ("deputy", []),
                            ("member", [])):
            with self.subTest(post):
                two = [person(n, post=post, unit="Văn phòng") for n in (1, 2)]
                self.assertEqual(self.codes(*two, known=UNITS), codes)
                apart = [person(n, post=post, unit=UNITS[n]) for n in (1, 2)]
                self.assertEqual(self.codes(*apart, known=UNITS), [])

    def test_third_head_is_told_of_the_first(self):
        people = [person(n, post="head", unit="Văn phòng") for n in (1, 2, 3)]
        _found, problems = plan(people=people, known=UNITS)
        self.assertEqual([(problem.row, problem.params["other"]) for problem in problems],
                         [(3, 2), (4, 2)])

    def test_unit_of_the_same_workbook_is_known(self):
        found, problems = plan(units=[{"name": "Tổ Văn"}], people=[person(unit="TỔ VĂN")])
        self.assertFalse(problems)
        self.assertEqual(found.people[0]["unit"], found.units[0]["key"])

    def test_capitals_of_a_login_make_no_second_person(self):
        _found, problems = plan(people=[person(login="Binh"), person(2, login="BINH")])
        self.assertEqual([(problem.row, problem.code, problem.params) for problem in problems],
                         [(3, "login_twice", {"login": "BINH", "other": 2})])

    def test_all_that_is_wrong_with_one_person_is_told_at_once(self):
        codes = self.codes(person(login="binh", email="x", role="Vua", post="Chúa", unit="Lạ"))
        self.assertEqual(codes, ["bad_email", "unknown_role", "unknown_post", "unknown_unit"])

    @settings(max_examples=120, deadline=None)
    @given(st.lists(st.fixed_dictionaries({}, optional={
        "name": st.sampled_from(["", "Lê Na", " \u00a0"]),
        "email": st.sampled_from(["", "a@b.vn", "x", "c@d.vn"]),
        "login": st.sampled_from(["", "A@b.vn", "u", "c d"]),
        "role": st.sampled_from(["", "Văn thư", "Vua"]),
        "unit": st.sampled_from(["", "A", "Văn phòng"]),
        "post": st.sampled_from(["", "head", "?!", "Chúa"]), "phone": st.text(max_size=5),
    }), max_size=6))
    def test_any_table_gives_people_that_can_be_created_or_says_why_not(self, rows):
        found, problems = plan(people=rows, known=["Văn phòng"])
        self.assertTrue(problems or len(found.people) == len(rows))
        for row in found.people:
            self.assertTrue(row["name"] and row["login"])
            self.assertIn(row["role"], ROLES)
            self.assertIn(row["post"], POSTS)
            self.assertIn(row["unit"], (None, unit_key("Văn phòng")))
        for problem in problems:
            self.assertIn(problem.row, range(2, len(rows) + 2))

    def test_head_of_another_department_is_a_member_of_the_own(self):
        units, people = rows_from_departments(
            [{"id": 1, "name": "A", "manager_id": 9}, {"id": 2, "name": "B", "parent_id": 7}],
            [{"id": 9, "name": "Lê Na", "department_id": 2}],
        )
        self.assertEqual([row.values["parent"] for row in units], ["", ""])
        self.assertEqual((people[0].values["unit"], people[0].values["post"]), ("B", ""))
