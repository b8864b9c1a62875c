"""Units and people from a table: what is wrong with each row, and a plan when nothing is.

Pure functions. The model tells what exists already; the plan says what to create. A table
is taken as a whole or not at all, so that nobody has to find out which half came in.
"""

import re
from dataclasses import dataclass, field

from .normalize import collapse, fold_spelling
from .spreadsheet import Row, heading_key

EMAIL = re.compile(r"[^\s@,;<>]+@[^\s@,;<>]+\.[^\s@.,;<>]+")
_LOGIN = re.compile(r"[^\s]{2,100}")
ROLES = ("handler", "clerk", "leader", "manager")
POSTS = ("member", "head", "deputy", "clerk")


@dataclass(frozen=True)
class Problem:
    """What is wrong with one row: where, a code, and the values its message mentions."""

    sheet: str
    row: int
    code: str
    params: dict = field(default_factory=dict)


@dataclass
class Existing:
    """What the organisation has: keys of units, and logins with "here", "elsewhere".

    ``units``: set of keys (:func:`unit_key`) of the units of the organisation;
    ``logins``: login in lower case → "here" or "elsewhere".
    """

    units: set
    logins: dict


@dataclass
class Plan:
    """What to create, in order: units (parents first) and people.

    ``units``: dicts ``name``, ``code``, ``parent`` (key or None), ``key``; ``people``: dicts
    ``name``, ``function``, ``login``, ``email``, ``phone``, ``role``, ``post``, ``unit`` (key or
    None), ``exists`` (the account is there already and only joins the unit).
    """

    units: list
    people: list


def unit_key(name):
    """Key by which names of units meet: capitals and dashes do not count, marks do.

    "Tổ Hóa" and "Tổ Họa" are two units.

    :param str name: name of a unit
    :return str: key; empty for an empty name
    """
    return " ".join(re.findall(r"\w+", fold_spelling(name or "").lower()))


def check(units, people, existing, role_names, post_names):
    """Check the rows of both sheets and make the plan.

    :param units: rows (:class:`.spreadsheet.Row`) with ``name``, ``code``, ``parent``
    :param people: rows with ``name``, ``function``, ``unit``, ``email``, ``login``, ``phone``,
        ``role``, ``post``
    :param Existing existing: what the organisation has
    :param dict role_names: heading key of a label → one of ``ROLES``
    :param dict post_names: heading key of a label → one of ``POSTS``
    :return: pair of :class:`Plan` and list of :class:`Problem`; the plan counts only without
        problems
    """
    problems = []
    planned = _check_units(units, existing, problems)
    known = existing.units | {unit["key"] for unit in planned}
    found = _check_people(people, existing, known, role_names, post_names, problems)
    _check_posts(found, problems)
    return Plan(planned, [person for _number, person in found]), problems


def _cells(sheet, row, problems):
    for code, key in row.problems:
        problems.append(Problem(sheet, row.number, code, {"column": key}))


def _check_units(rows, existing, problems):
    planned = {}
    lines = {}
    for row in rows:
        _cells("units", row, problems)
        name = collapse(row.values.get("name", ""))
        key = unit_key(name)
        if not key:
            problems.append(Problem("units", row.number, "unit_without_name"))
            continue
        if key in planned:
            problems.append(Problem(
                "units", row.number, "unit_twice", {"unit": name, "other": lines[key]}
            ))
            continue
        parent = unit_key(row.values.get("parent", ""))
        planned[key] = {
            "name": name, "code": row.values.get("code", "") or False,
            "parent": parent or None, "parent_name": row.values.get("parent", ""), "key": key,
        }
        lines[key] = row.number
    for key, unit in planned.items():
        parent = unit["parent"]
        if parent == key or (parent and _stands_below_itself(key, planned)):
            problems.append(Problem("units", lines[key], "unit_cycle", {"unit": unit["name"]}))
        elif parent and parent not in planned and parent not in existing.units:
            problems.append(Problem(
                "units", lines[key], "unknown_parent",
                {"unit": unit["name"], "parent": unit["parent_name"]},
            ))
    return _parents_first(
        {key: unit for key, unit in planned.items() if key not in existing.units}
    )


def _stands_below_itself(key, planned):
    seen, at = set(), key
    while at in planned and at not in seen:
        seen.add(at)
        at = planned[at]["parent"]
    return at == key


def _parents_first(planned):
    ordered, waiting = [], dict(planned)
    while waiting:
        ready = [key for key, unit in waiting.items() if unit["parent"] not in waiting]
        if not ready:
            # Only a cycle is left; it was reported.
            ready = list(waiting)
        ordered += [waiting.pop(key) for key in ready]
    return ordered


def _check_people(rows, existing, known_units, role_names, post_names, problems):
    found, seen = [], {}
    for row in rows:
        _cells("people", row, problems)
        before = len(problems)
        person = _read_person(row, role_names, post_names, problems)
        if person is None:
            continue
        login = person["login"].lower()
        if login in seen:
            problems.append(Problem(
                "people", row.number, "login_twice",
                {"login": person["login"], "other": seen[login]},
            ))
        seen.setdefault(login, row.number)
        if existing.logins.get(login) == "elsewhere":
            problems.append(Problem(
                "people", row.number, "login_elsewhere", {"login": person["login"]}
            ))
        person["exists"] = existing.logins.get(login) == "here"
        if person["unit"] and person["unit"] not in known_units:
            problems.append(Problem(
                "people", row.number, "unknown_unit",
                {"unit": row.values.get("unit", ""), "person": person["name"]},
            ))
        if len(problems) == before:
            found.append((row.number, person))
    return found


def _read_person(row, role_names, post_names, problems):
    def problem(code, **params):
        problems.append(Problem("people", row.number, code, params))

    values = {key: collapse(value) for key, value in row.values.items()}
    name, email = values.get("name", ""), values.get("email", "")
    login = values.get("login", "") or email
    if not name:
        problem("person_without_name")
        return None
    if email and not EMAIL.fullmatch(email):
        problem("bad_email", email=email, person=name)
    if not login:
        problem("person_without_login", person=name)
        return None
    if not _LOGIN.fullmatch(login):
        problem("bad_login", login=login, person=name)
        return None
    role = _choose(values.get("role", ""), role_names, ROLES)
    post = _choose(values.get("post", ""), post_names, POSTS)
    if role is None:
        problem("unknown_role", role=values["role"], person=name)
    if post is None:
        problem("unknown_post", post=values["post"], person=name)
    unit = unit_key(values.get("unit", "")) or None
    if post and post != "member" and not unit:
        problem("post_without_unit", person=name)
    return {
        "name": name, "function": values.get("function", "") or False, "login": login,
        "email": email or False, "phone": values.get("phone", "") or False,
        "role": role, "post": post, "unit": unit,
    }


def _choose(text, names, keys):
    key = heading_key(text)
    if not key:
        return keys[0]
    if key in keys:
        return key
    return names.get(key)


def _check_posts(found, problems):
    holders = {}
    for number, person in found:
        if person["post"] not in ("head", "clerk") or not person["unit"]:
            continue
        place = (person["unit"], person["post"])
        if place in holders:
            problems.append(Problem(
                "people", number, "post_twice",
                {"person": person["name"], "other": holders[place]},
            ))
        holders.setdefault(place, number)


def rows_from_departments(departments, employees):
    """Rows as a workbook would give them, from departments and employees of a personnel system.

    :param departments: dicts ``id``, ``name``, ``parent_id``, ``manager_id`` (id of an employee)
    :param employees: dicts ``id``, ``name``, ``job``, ``department_id``, ``email``, ``phone``,
        ``login``
    :return: pair of lists of :class:`.spreadsheet.Row`; row numbers count from 1
    """
    names = {department["id"]: department["name"] for department in departments}
    heads = {
        (department["id"], department["manager_id"])
        for department in departments if department.get("manager_id")
    }
    units = [
        Row(number, {
            "name": department["name"], "code": "",
            "parent": names.get(department.get("parent_id"), ""),
        })
        for number, department in enumerate(departments, start=1)
    ]
    people = [
        Row(number, {
            "name": employee["name"] or "", "function": employee.get("job") or "",
            "unit": names.get(employee.get("department_id"), ""),
            "email": employee.get("email") or "", "login": employee.get("login") or "",
            "phone": employee.get("phone") or "", "role": "",
            "post": "head"
            if (employee.get("department_id"), employee["id"]) in heads else "",
        })
        for number, employee in enumerate(employees, start=1)
    ]
    return units, people
