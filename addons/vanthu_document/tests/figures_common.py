import random
from datetime import datetime, timedelta

from pytz import timezone, utc

from odoo import Command, fields
from odoo.tests import freeze_time

from .handling_common import HandlingCommon

NOW = "2026-11-16 03:00:00"  # Monday, 10 o'clock in Viet Nam
ZONE = timezone("Asia/Ho_Chi_Minh")
COUNT = 240


class FiguresCommon(HandlingCommon):
    """Documents of a few months in every state, made by chance that is always the same."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.enterClassContext(freeze_time(NOW))
        cls.today = fields.Date.from_string("2026-11-16")
        cls.env["vanthu.register"]._prepare_year(cls.organisation, 2026)
        cls.env["vanthu.register"]._prepare_year(cls.other_organisation, 2026)
        cls.types = cls.env["vanthu.document.type"].search([], limit=3, order="id")
        cls.figures = cls.env["vanthu.document.report"].with_user(cls.leader).with_company(
            cls.organisation
        )

    @classmethod
    def _moment(cls, text):
        """A local time as it is stored.

        :param str text: "2026-10-31 23:30"
        :return datetime.datetime: in UTC, without zone
        """
        local = ZONE.localize(datetime.strptime(text, "%Y-%m-%d %H:%M"))
        return local.astimezone(utc).replace(tzinfo=None)

    @classmethod
    def _make(cls, arrival, due=None, done=None, unit=None, user=None, **values):
        """One registered document with its life behind it.

        :param str arrival: day of arrival
        :param str due: deadline
        :param str done: local moment in which it was done
        :param unit: ``vanthu.unit`` that leads
        :param user: person who leads
        """
        document = cls._create_incoming(arrival_date=arrival, **values)
        document.action_register()
        document = document.sudo().with_context(tracking_disable=True)
        if unit or user:
            cls._give(document, "lead", unit=unit, user=user, due=due, done=done)
        document.write({
            "due_date": due or False, "state": "done" if done else (
                "assigned" if unit or user else "registered"
            ), "done_date": cls._moment(done) if done else False,
        })
        return document

    @classmethod
    def _give(cls, document, role, unit=None, user=None, due=None, done=None, **values):
        return cls.env["vanthu.assignment"].sudo().with_context(
            tracking_disable=True, mail_create_nosubscribe=True, mail_create_nolog=True,
        ).create({
            "document_id": document.id, "company_id": document.company_id.id, "role": role,
            "unit_id": unit.id if unit else False, "user_id": user.id if user else False,
            "due_date": due or False, "state": "done" if done else "new",
            "done_date": cls._moment(done) if done else False, **values,
        })

    @classmethod
    def _make_many(cls, count=COUNT):
        """Documents by chance: units, persons or nobody, in time, late, open, restricted."""
        chance = random.Random(2026)  # noqa: S311 - test data
        first = fields.Date.from_string("2026-08-03")
        leads = [(cls.unit, None), (cls.second_unit, None), (None, cls.handler), (None, None)]
        for number in range(count):
            arrival = first + timedelta(days=number * 105 // count)
            due = arrival + timedelta(days=chance.randint(0, 25)) if chance.random() < 0.8 else None
            done = arrival + timedelta(days=chance.randint(0, 35))
            moment = f"{done} {chance.choice(('00:10', '06:59', '12:00', '23:30'))}"
            is_done = chance.random() < 0.75 and moment < "2026-11-16 10:00"
            unit, user = chance.choice(leads)
            restricted = chance.random() < 0.1
            document = cls._make(
                str(arrival), due and str(due), moment if is_done else None, unit, user,
                type_id=chance.choice(cls.types).id,
                **({"restricted": True, "allowed_user_ids": [Command.set(cls.clerk.ids)]}
                   if restricted else {}),
            )
            if chance.random() < 0.1:
                cls._give(document, "lead", unit=cls.second_unit, state="returned")
            if chance.random() < 0.05:
                document.write({"state": "recalled"})

    @classmethod
    def _plain_rows(cls, company=None):
        """What the database holds, row by row, for counting in Python.

        :return list: dicts with ``arrival``, ``due``, ``done`` (local days) and the lead
        """
        cls.env.flush_all()
        cls.env.cr.execute(
            """SELECT id, arrival_date, due_date, state, done_date, type_id
                 FROM vanthu_document
                WHERE company_id = %s AND direction = 'incoming' AND arrival_number > 0""",
            ((company or cls.organisation).id,),
        )
        rows = cls.env.cr.dictfetchall()
        cls.env.cr.execute(
            """SELECT document_id, unit_id, user_id FROM vanthu_assignment
                WHERE role = 'lead' AND state NOT IN ('returned', 'recalled')
                  AND parent_id IS NULL ORDER BY id DESC"""
        )
        leads = {document: (unit, user) for document, unit, user in cls.env.cr.fetchall()}
        for row in rows:
            unit, user = leads.get(row["id"], (None, None))
            row["lead"] = (unit, None if unit else user)
            row["day"] = (
                utc.localize(row["done_date"]).astimezone(ZONE).date()
                if row["state"] == "done" else None
            )
        return [row for row in rows if row["state"] != "recalled"]
