"""The Department, eleven historic district offices, three offices of communes, 38 schools."""

import base64
import csv
from pathlib import Path

from odoo import Command
from odoo.tools import file_open

from ..tools.normalize import fold
from . import names


def build(env):
    """Make all organisations with their units and people.

    :param env: environment of the superuser
    :return dict: ``department`` (res.company), ``schools`` (name → res.company)
    """
    department = _build_department(env)
    _build_offices(env, department)
    schools = _build_schools(env, department)
    _set_passwords(env)
    return {"department": department, "schools": schools}


def _template(env, name):
    return env.ref(f"vanthu_document.template_{name}")


def _build_department(env):
    values = {
        "name": names.DEPARTMENT, "code": names.DEPARTMENT_CODE, "abbreviation": "SGDĐT",
        "place": names.PLACE, "superior_name": "UBND TỈNH HƯƠNG GIANG",
        "email": f"sogddt@{names.MAIL}", "phone": "0299 3812 345",
        "street": "12 đường Trần Phú", "city": "Phường Trung Tâm, tỉnh Hương Giang",
        "people": [
            {
                "name": name, "function": function, "role": role, "unit": unit, "post": post,
                "login": login, "email": f"{login}@{names.MAIL}",
            }
            for name, function, role, unit, post, login in names.DEPARTMENT_PEOPLE
        ],
    }
    template = _template(env, "department")
    company = env.ref("base.main_company")
    if company.name == "My Company" and not company.vanthu_unit_ids:
        # The company of a fresh database is nobody yet.
        template.equip_organisation(company.id, values)
        with file_open("vanthu_document/static/description/icon.png", "rb") as icon:
            company.logo = base64.b64encode(icon.read())
    else:
        company = env["res.company"].browse(template.create_organisations([values]))
        env.ref("base.user_admin").write({"company_id": company.id})
    return company


def _build_offices(env, department):
    communes = [
        (district, commune) for district, commune in names.DISTRICTS if commune
    ]
    offices = _template(env, "commune_office").create_organisations([
        {
            "name": f"Phòng Văn hóa - Xã hội {commune[0].lower()}{commune[1:]}",
            "code": f"H99.{60 + number}.03", "abbreviation": "VHXH",
            "place": commune.split(" ", 1)[1], "valid_from": "2025-07-01",
            "superior_name": f"UBND {commune}".upper(),
        }
        for number, (_district, commune) in enumerate(communes, start=1)
    ])
    successors = {
        district: office
        for (district, _commune), office in zip(communes, offices, strict=True)
    }
    _template(env, "district_office").create_organisations([
        {
            "name": f"Phòng Giáo dục và Đào tạo {district}",
            "code": f"H99.{20 + number}.07", "abbreviation": "PGDĐT",
            "place": district.split(" ", 1)[1] if district.startswith("huyện")
            else district.split(" ", 2)[2],
            "superior_name": f"UBND {district}".upper(), "parent_id": department.id,
            "valid_from": "2005-01-01", "valid_to": "2025-06-30",
            "successor_id": successors.get(district, department.id),
        }
        for number, (district, _commune) in enumerate(names.DISTRICTS, start=1)
    ])


def _build_schools(env, department):
    ids = _template(env, "upper_secondary").create_organisations([
        {
            "name": school_name(school), "code": f"H99.05.{number:02d}",
            "abbreviation": _abbreviation(school), "place": names.PLACE,
            "superior_name": names.DEPARTMENT_SHORT.upper(), "parent_id": department.id,
            "email": f"thpt.{ending(school)}@{names.MAIL}",
            "people": _school_people(number, school),
        }
        for number, school in enumerate(names.SCHOOLS, start=1)
    ])
    return dict(zip(names.SCHOOLS, env["res.company"].browse(ids), strict=True))


def school_name(school):
    """Full name of an upper-secondary school of the demo."""
    return f"Trường THPT {school}"


def ending(school):
    """What the logins and addresses of a school end with, for example ``nguyentrai``."""
    return "".join(char for char in fold(school) if char.isalnum())


def _abbreviation(school):
    return "THPT-" + "".join(word[0].upper() for word in school.split())


def _school_people(number, school):
    suffix = ending(school)
    clerk, principal = names.SCHOOL_LOGINS.get(
        school, (f"vanthu.{suffix}", f"hieutruong.{suffix}")
    )
    clerk_name, principal_name = names.SCHOOL_PEOPLE.get(school, (
        names.person_name(number, True), names.person_name(number + 40, number % 3 == 0),
    ))
    people = [
        (principal_name, "Hiệu trưởng", "leader", "Ban giám hiệu", "head", principal),
        (clerk_name, "Nhân viên văn thư", "clerk", "Tổ Văn phòng", "clerk", clerk),
    ]
    if school in names.BUSY_SCHOOLS:
        people += [
            (names.person_name(number + 60, True), "Phó Hiệu trưởng", "leader",
             "Ban giám hiệu", "deputy", f"phohieutruong.{suffix}"),
            (names.person_name(number + 65, True), "Tổ trưởng tổ Văn phòng", "handler",
             "Tổ Văn phòng", "head", f"tovanphong.{suffix}"),
            (names.person_name(number + 70, False), "Tổ trưởng chuyên môn", "handler",
             "Tổ Toán - Tin học", "head", f"totoan.{suffix}"),
            (names.person_name(number + 80, True), "Tổ trưởng chuyên môn", "handler",
             "Tổ Ngữ văn", "head", f"tovan.{suffix}"),
            (names.person_name(number + 90, False), "Giáo viên", "handler",
             "Tổ Toán - Tin học", "member", f"giaovien.{suffix}"),
        ]
    return [
        {
            "name": name, "function": function, "role": role, "unit": unit, "post": post,
            "login": login, "email": f"{login}@{names.MAIL}",
        }
        for name, function, role, unit, post, login in people
    ]


def _set_passwords(env):
    # Passwords are slow to hash on purpose: only who is named in logins.csv gets one.
    with open(Path(__file__).with_name("logins.csv"), encoding="utf-8", newline="") as lines:
        passwords = {row["login"]: row["password"] for row in csv.DictReader(lines)}
    users = env["res.users"].search([("login", "in", list(passwords))])
    for user in users:
        user.password = passwords[user.login]
    # Nobody in the demo has a real mailbox.
    env["res.users"].search([
        ("email", "=like", f"%@{names.MAIL}"),
    ]).write({"notification_type": "inbox"})
    manager = users.filtered(lambda user: user.login == "quantri")
    manager.company_ids = [Command.set(
        env["res.company"].search([("organ_kind", "!=", "other")]).ids
    )]
