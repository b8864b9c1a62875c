"""Loads training into the demo: the conference of last month, and a class that is coming."""

import csv
import logging
import time
from pathlib import Path

from odoo import Command, fields

from odoo.addons.vanthu_document.demo.calendar import Weeks
from odoo.addons.vanthu_document.demo.clock import go_to, travelling

from .conference import Conference
from .exercises import load_exercises

_logger = logging.getLogger(__name__)

MANAGER = "taphuan"
# Who else of the Department teaches.
TRAINERS = ("oanh.ho", "luutru", "vanthu")
DAYS = 30


def load(env):
    """Build the classes, unless they are there or there is no Department to build them for.

    :param env: environment of the superuser
    """
    users = env["res.users"]
    clerk = users.search([("login", "=", "vanthu")], limit=1)
    if not clerk or users.search_count([("login", "=", MANAGER)], limit=1):
        return
    start = time.monotonic()
    env["ir.module.module"].sudo().search(
        [("name", "=", "vanthu_training")]
    )._update_translations(["vi_VN"])
    env = env(context={
        **env.context, "lang": "vi_VN", "tz": "Asia/Ho_Chi_Minh", "tracking_disable": True,
        "mail_create_nolog": True, "install_mode": True,
    })
    # The add-on's groups are as new as this transaction: what was read before does not hold.
    env.invalidate_all()
    env.registry.clear_all_caches()
    company = clerk.company_id
    manager = _hire(env, company)
    trainers = users.search([("login", "in", TRAINERS)])
    # Linked, not added to: the roles of all of them together would go to each.
    trainers.group_ids = [Command.link(env.ref("vanthu_training.group_trainer").id)]
    with travelling():
        Conference(env, company, manager, trainers, Weeks(fields.Datetime.now(), DAYS)).build()
        go_to(env.cr, None)
    load_exercises(env)
    # Addresses of the demo do not exist: nothing is to be sent to them.
    env["mail.mail"].search([("state", "=", "outgoing")]).unlink()
    _logger.info("demo of training: done after %.0f s", time.monotonic() - start)


def _hire(env, company):
    with open(Path(__file__).with_name("logins.csv"), encoding="utf-8", newline="") as lines:
        row = next(csv.DictReader(lines))
    office = company.vanthu_unit_ids.filtered(lambda unit: unit.name == "Văn phòng")
    user = env["res.users"].with_context(no_reset_password=True).create({
        "name": row["name"], "login": row["login"], "email": f"{MANAGER}@huonggiang.example",
        "company_id": company.id, "company_ids": [Command.set(company.ids)],
        "group_ids": [Command.set(env.ref("vanthu_training.group_training_manager").ids)],
        "lang": "vi_VN", "tz": "Asia/Ho_Chi_Minh", "notification_type": "inbox",
        "action_id": env.ref("vanthu_document.start_action").id,
    })
    user.partner_id.function = "Chuyên viên"
    if "odoobot_state" in user:
        user.odoobot_state = "disabled"  # its chat would cover the screen of a phone
    office.member_ids += user
    user.password = row["password"]
    return user
