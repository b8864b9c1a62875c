"""A class of a hundred people, practice, and the figures of a thousand organisations."""

import io
from datetime import timedelta

from odoo import Command, fields

from command import database

from . import context as bench
from .context import row, times

# A database of its own; the number of documents does not matter.
SIZE_ONLY = True
NAME = "vanthu_bench_training"
PEOPLE, ORGANISATIONS = 100, 1000


def run(_context):
    """Measure the training in a database of its own, in which nothing stays.

    :return: rows of the table
    """
    made = _build()
    with made.registry().cursor() as cr:
        env = made.env(cr)
        manager = env(user=_make_manager(env).id)
        training = _hold_class(manager)
        yield from _attendance(training)
        yield from _certificates(training)
        yield from _practice(env)
        _fill_book(env, training.sudo())
        yield from _figures(manager)
        cr.rollback()


def _build():
    exists = database.exists(NAME)
    if not exists:
        database.new(NAME)
    bench._odoo(NAME, "-u" if exists else "-i", "installing the training", "vanthu_training")
    return bench.Context(NAME, 0)


def _make_manager(env):
    return env["res.users"].with_context(no_reset_password=True).create({
        "name": "manager", "login": "bench_training", "tz": "Asia/Ho_Chi_Minh",
        "group_ids": [Command.set([
            env.ref("vanthu_document.group_leader").id,
            env.ref("vanthu_training.group_training_manager").id,
        ])],
    })


def _hold_class(env):
    begin = fields.Datetime.now() - timedelta(minutes=10)
    training = env["event.event"].create({
        "name": "Bench", "course_id": env.ref("vanthu_training.course_conference").id,
        "host_id": env.company.id, "date_begin": begin, "date_end": begin + timedelta(hours=3),
        "trainer_ids": [Command.set(env.user.ids)],
        "session_ids": [Command.create({
            "name": "Buổi 1", "date_begin": begin, "date_end": begin + timedelta(hours=3),
        })],
    })
    training.event_mail_ids.sudo().unlink()
    training.invitation_ids = [Command.create({
        "partner_id": env.company.partner_id.id, "quota": PEOPLE,
    })]
    training.invitation_ids._name_people([
        {"name": f"Nguyễn Văn {number:03}", "position": "Văn thư"} for number in range(PEOPLE)
    ])
    env.flush_all()
    return training


def _attendance(training):
    session, people = training.session_ids, training.registration_ids
    codes = people.sudo().mapped("barcode")
    [screen] = times(lambda _n: session.get_screen(), 1)
    [scanned] = times(lambda _n: [session.action_scan_badge(code) for code in codes], 1)
    yield row("code of a session with 100 people", screen * 1000, "ms", 300)
    yield row(f"{PEOPLE} badges, one after the other", scanned, "s", 10)
    yield row("badges that were not recorded", PEOPLE - session.present_count, "people", 0)


def _certificates(training):
    from pypdf import PdfReader

    people = training.registration_ids
    people.sudo().write({"result_proposed": "passed"})
    training.sudo().write({"result_state": "proposed"})
    training.action_decide_results()
    issued = training.env["vanthu.certificate"]

    def issue(_number):
        nonlocal issued
        issued = training._issue_certificates(
            fields.Date.context_today(training), "Hương Giang", "Nguyễn Thị Hoa", "GIÁM ĐỐC"
        )
        training.env.flush_all()

    content = b""

    def draw(_number):
        nonlocal content
        content, _kind = training.env["ir.actions.report"]._render_qweb_pdf(
            "vanthu_training.action_report_certificate", issued.ids
        )

    [taken], [drawn] = times(issue, 1), times(draw, 1)
    yield row(f"{PEOPLE} certificates, numbered", taken, "s", 5)
    yield row(f"{PEOPLE} certificates as one PDF", drawn, "s", 20)
    yield row("pages that are missing", PEOPLE - len(PdfReader(io.BytesIO(content)).pages),
              "pages", 0)


def _practice(env):
    person = env["res.users"].with_context(no_reset_password=True).create({
        "name": "trainee", "login": "bench_trainee",
        "group_ids": [Command.set(env.ref("vanthu_document.group_user").ids)],
    })
    [entered] = times(lambda _n: person._get_practice_user(), 1)
    account = person._get_practice_user()
    attempts = env["vanthu.attempt"].with_user(account).with_context(
        allowed_company_ids=account.company_id.ids
    )
    exercise = env["vanthu.exercise"].search([("code", "=", "T2.1")])
    attempt = attempts.browse(attempts.action_start(exercise.id))
    [checked] = times(lambda _n: attempt.check_steps(), 1)
    [reset] = times(lambda _n: account.company_id._reset_practice(), 1)
    yield row("entering practice for the first time", entered, "s", 5)
    yield row("beginning practice anew", reset, "s", 5)
    yield row("check of an exercise", checked * 1000, "ms", 500)


def _fill_book(env, training):
    """Two people of each organisation hold a certificate in every topic; half are covered."""
    companies = env["res.company"].create([
        {"name": f"Trường {number}", "parent_id": env.company.id}
        for number in range(ORGANISATIONS)
    ])
    invitations = env["vanthu.class.invitation"].create([
        {"event_id": training.id, "partner_id": company.partner_id.id, "quota": 2}
        for company in companies
    ])
    people = env["event.registration"].create([
        {"event_id": training.id, "invitation_id": one.id, "name": f"Người {one.id} {number}",
         "state": "done"}
        for one in invitations[::2] for number in range(2)
    ])
    topics = env["vanthu.topic"].search([])
    env["vanthu.certificate"]._enter(env.company, fields.Date.context_today(env.user), [
        {
            "holder_name": person.name, "course_name": "Bench", "registration_id": person.id,
            "topic_ids": [Command.set(topics.ids)],
        } for person in people
    ])
    env.flush_all()


def _figures(env):
    def glance(_number):
        env.invalidate_all()
        env["vanthu.training.glance"].get_glance()

    def gaps(_number):
        env.invalidate_all()
        env["vanthu.training.coverage"].web_search_read(
            [("is_covered", "=", False)], {"partner_id": {"fields": {"display_name": {}}}},
            limit=80,
        )

    for name, call in (("training at a glance", glance), ("gaps of the coverage", gaps)):
        yield row(f"{name}, {ORGANISATIONS} organisations", min(times(call, 3)), "s", 2)
