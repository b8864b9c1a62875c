"""Loads the demo: organisations first, then some weeks of work in them."""

import logging
import time

from odoo import fields

from . import follow_ups, joining, names, organisations
from .calendar import Weeks
from .clock import go_to, travelling
from .outgoing import Sender
from .plans import WORKING_DAYS, department_plans, school_plans
from .story import Agenda, Office

_logger = logging.getLogger(__name__)


def load(env):
    """Build the demo, unless it is there.

    :param env: environment of the superuser
    """
    if env["res.users"].search_count([("login", "=", "vanthu")], limit=1):
        return
    start = time.monotonic()
    env["res.lang"].sudo()._activate_lang("vi_VN")
    # Odoo translates a module after its demo, too late for what the demo copies from it.
    env["ir.module.module"].sudo().search(
        [("name", "=", "vanthu_document")]
    )._update_translations(["vi_VN"])
    env = env(context={**env.context, "lang": "vi_VN", "tz": "Asia/Ho_Chi_Minh"})
    weeks = Weeks(fields.Datetime.now(), WORKING_DAYS)
    with travelling():
        # The organisations were there before the first letter came.
        go_to(env.cr, weeks.moment(0, 6))
        made = organisations.build(env)
        joining.open_page(env, made["department"])
        _logger.info("demo: organisations after %.0f s", time.monotonic() - start)
        _tell(env, weeks, made)
        go_to(env.cr, None)
    joining.ask(env)
    _read_files(env)
    _settle(env, weeks)
    _logger.info("demo: done after %.0f s", time.monotonic() - start)


def _settle(env, weeks):
    """Leave people as they would be today: what is old was read, nobody needs a greeting."""
    # Addresses of the demo do not exist: nothing is to be sent to them.
    env["mail.mail"].search([("state", "=", "outgoing")]).unlink()
    env["mail.notification"].search([
        ("mail_message_id.date", "<", weeks.moment(WORKING_DAYS - 2, 0)),
        ("is_read", "=", False),
    ]).write({"is_read": True})
    users = env["res.users"].search([("email", "=like", f"%@{names.MAIL}")])
    # Told in another time: what is late is late today.
    for model in ("vanthu.document", "vanthu.assignment"):
        records = env[model].search([("deadline_state", "!=", False)])
        env.add_to_compute(records._fields["deadline_state"], records)
    env.flush_all()
    if "odoobot_state" in users:
        users.write({"odoobot_state": "disabled"})


def _tell(env, weeks, made):
    agenda = Agenda(env)
    principals = {
        school: (company.vanthu_unit_ids.filtered("head_id")[:1].head_id.name, company)
        for school, company in made["schools"].items()
    }
    department = Office(agenda, weeks, made["department"])
    made_plans = department_plans(weeks, principals)
    follow_ups.mark(weeks, made_plans)
    for plan in made_plans:
        department.plan(plan)
    follow_ups.FollowUps(department).plan(made_plans)
    Sender(department, made["schools"]).plan()
    last = WORKING_DAYS - 1
    agenda.add(weeks.moment(6, 7, 30), lambda: department.reserve(
        weeks.day(6), "Giữ số cho công văn khẩn gửi qua điện thoại", "Cơ quan gửi đã rút văn bản"
    ))
    agenda.add(weeks.moment(last // 2, 7, 20), department.close_volume)
    agenda.add(weeks.moment(last - 2, 7, 40), lambda: department.reserve(
        weeks.day(last - 2), "Lấy số trước cho văn bản hỏa tốc đang chuyển đến"
    ))
    for back in (5, 4, 3):
        agenda.add(
            weeks.moment(last - back, 16, 50),
            lambda back=back: department.hand_over_paper(weeks.day(last - back)),
        )
    for offset, school in enumerate(names.BUSY_SCHOOLS):
        office = Office(agenda, weeks, made["schools"][school])
        for plan in school_plans(weeks, offset):
            office.plan(plan)
    agenda.run()


def _read_files(env):
    """Read the texts of the files now, as the scheduled job would."""
    files = env["vanthu.document.file"].search([("state", "=", "todo")])
    for row in files:
        row._try()
    files.document_id._after_files_read()
