"""The day's work of one organisation, step by step, each by the person whose step it is."""

import base64
import heapq
import itertools
from email.message import EmailMessage
from email.policy import SMTP

from odoo import Command

from . import layout, names
from .clock import go_to
from .plans import DIRECTIVES, PROPOSALS, REPORTS, RETURN_REASONS

_ORDER = ["arrived", "registered", "submitted", "assigned", "accepted", "in_progress",
          "reported", "done"]


class Agenda:
    """Steps of all organisations in order of time."""

    def __init__(self, env):
        self.env = env
        self._count = itertools.count()
        self._steps = []

    def add(self, moment, step):
        """Put a step (a function without arguments) on the agenda."""
        heapq.heappush(self._steps, (moment, next(self._count), step))

    def run(self):
        """Do all steps, each at its time."""
        while self._steps:
            moment, _count, step = heapq.heappop(self._steps)
            go_to(self.env.cr, moment)
            step()
        self.env.flush_all()


class Office:
    """One organisation of the demo: who works there, and how a letter goes through it.

    :param agenda: the common :class:`Agenda`
    :param weeks: :class:`.calendar.Weeks`
    :param company: ``res.company``
    """

    def __init__(self, agenda, weeks, company):
        self.agenda = agenda
        self.weeks = weeks
        self.company = company
        self.env = agenda.env
        units = company.vanthu_unit_ids
        self.units = {unit.code: unit for unit in units} | {unit.name: unit for unit in units}
        board = units.filtered("head_id")[:1]
        self.leaders = board.head_id | board.deputy_ids
        self.deputy = self.leaders.filtered(lambda user: user.login == names.DEPUTY)
        self.clerk = units.clerk_id[:1]
        self.types = {
            doc_type.name: doc_type for doc_type in self.env["vanthu.document.type"].search(
                [("kind", "=", "administrative")]
            )
        }

    def as_user(self, records, user):
        """The records as this person sees them in this organisation."""
        return records.with_user(user).with_company(self.company).with_context(
            lang="vi_VN", tz="Asia/Ho_Chi_Minh", allowed_company_ids=self.company.ids,
        )

    def plan(self, plan):
        """Put the way of a letter on the agenda, as far as it has come by now."""
        moment = self.weeks.moment(plan["day"], plan["hour"], plan["minute"])
        self.agenda.add(moment, lambda: self.receive(plan))
        target = plan["target"]
        if target in ("returned", "handed_over"):
            self.agenda.add(
                self.weeks.moment(plan["day"], plan["hour"] + 1),
                lambda: self.send_elsewhere(plan),
            )
            return
        reached = _ORDER.index(target)
        day, hour, minute = plan["day"], plan["hour"], plan["minute"]
        index = plan["index"]
        steps = [
            (None, None),
            (self.weeks.moment(day, hour, minute + 9), self.register),
            (self.weeks.moment(day, hour + 1, minute), self.submit),
            (self.weeks.moment(day + 1, 8, 10 + index % 40), self.direct),
            (self.weeks.moment(day + 1, 10, 5 + index % 50), self.pass_on),
            (self.weeks.moment(day + 2, 9, 3 + index % 50), self.start),
            (self.weeks.moment(day + 3 + index % 4, 15, index % 55), self.report),
            (self.weeks.moment(day + 4 + index % 4, 9, index % 55), self.close),
        ]
        for at, step in steps[1:reached + 1]:
            self.agenda.add(at, lambda step=step: step(plan))

    # ---- THE CLERK ----

    def receive(self, plan):
        """The letter comes in: by scan, by mail, from the e-office."""
        letter = plan["letter"]
        if plan["docx"]:
            name, data = "van-ban.docx", layout.make_docx(letter)
        else:
            name, data = "van-ban.pdf", layout.make_pdf(letter)
        number = f"{letter['number']:02d}-{letter['notation'].replace('/', '-')}"
        name = name.replace("van-ban", f"{number}")
        documents = self.as_user(self.env["vanthu.document"], self.clerk)
        if plan["channel"] == "email" and plan["target"] == "arrived":
            plan["document"] = self._receive_mail(documents, letter, name, data)
            return
        taken = documents.intake_file(name, base64.b64encode(data).decode())
        document = documents.browse(taken["document_id"])
        plan["document"] = document
        if plan["scan_only"]:
            return
        document.write(self._get_values(plan))
        if plan["restricted"]:
            unit = self.units[plan["lead"]]
            document.write({
                "restricted": True,
                "allowed_user_ids": [Command.set(
                    (self.clerk | self.leaders | unit.head_id | unit.member_ids).ids
                )],
            })

    def _get_values(self, plan):
        letter = plan["letter"]
        doc_type = self.types[letter["type"] or "Công văn"]
        values = {
            "subject": letter["subject"],
            "code_number": f"{letter['number']:02d}",
            "code_notation": letter["notation"],
            "issued_date": letter["date"],
            "issued_place": letter["place"],
            "organ_name": self._get_organ_name(letter),
            "type_id": doc_type.id,
            "signer_name": letter["signer"],
            "signer_position": letter["position"],
            "signer_competence": letter["competence"],
            "priority": plan["priority"],
            "channel": plan["channel"],
            "arrival_date": self.weeks.day(plan["day"]),
            "page_count": 1,
            "due_date": plan["due"],
        }
        if plan.get("organ"):
            values["organ_id"] = plan["organ"].id
        return values

    @staticmethod
    def _get_organ_name(letter):
        if letter["superior"] == "Ủy ban nhân dân":
            return f"Ủy ban nhân dân {letter['organ'][0].lower()}{letter['organ'][1:]}"
        return letter["organ"]

    def _receive_mail(self, documents, letter, name, data):
        # Short lines would break the words of an encoded subject in two.
        mail = EmailMessage(policy=SMTP.clone(max_line_length=900))
        mail["From"] = f"{letter['organ']} <vanthu@{names.MAIL}>"
        mail["To"] = f"congvanden@{names.MAIL}"
        mail["Subject"] = f"V/v {letter['subject']}"
        mail["Message-Id"] = f"<{letter['number']}.{self.company.id}@{names.MAIL}>"
        mail.set_content(f"Kính gửi {names.DEPARTMENT},\n\nXin gửi kèm văn bản. Trân trọng.")
        kind = "pdf" if name.endswith("pdf") else \
            "vnd.openxmlformats-officedocument.wordprocessingml.document"
        mail.add_attachment(data, maintype="application", subtype=kind, filename=name)
        thread = self.env["mail.thread"].with_company(self.company)
        return documents.browse(thread.message_process(
            "vanthu.document", mail.as_bytes(),
            custom_values={"company_id": self.company.id, "channel": "email"},
        ))

    def register(self, plan):
        """The number is given and stamped onto a copy of the file."""
        plan["document"].action_register()
        if plan["document"].stamp_state == "todo":
            plan["document"].action_draw_waiting_stamp()

    def send_elsewhere(self, plan):
        """Back to the sender, or unopened to a person."""
        if plan["target"] == "returned":
            reason = RETURN_REASONS[plan["index"] % len(RETURN_REASONS)]
            plan["document"].action_return(reason)
        else:
            plan["document"].action_hand_over(self.leaders[0].id)

    def submit(self, plan):
        """The clerk submits the document with a proposal."""
        unit = self.units[plan["lead"]]
        plan["document"].action_submit(
            self.get_leader(plan).id,
            PROPOSALS[plan["index"] % len(PROPOSALS)].format(lead=unit.name),
            self._get_rows(plan),
        )

    # ---- THE LEADER ----

    def get_leader(self, plan):
        """To whom the letter is submitted."""
        if "leader" in plan:
            return self.leaders[plan["leader"]]
        return self.leaders[0 if plan["index"] % 2 else plan["index"] // 2 % len(self.leaders)]

    def _get_rows(self, plan):
        due = plan["due"] and max(plan["due"], self.weeks.day(plan["day"] + 1))
        due = due.isoformat() if due else None
        return [{"role": "lead", "unit_id": self.units[plan["lead"]].id, "due_date": due}] + [
            {
                "role": "inform" if plan["index"] % 4 == 0 else "cooperate",
                "unit_id": self.units[code].id, "due_date": due,
            }
            for code in plan["cooperating"]
        ]

    def direct_in_place(self, plan):
        """A deputy directs what was submitted to the director."""
        self.direct(plan, self.deputy)

    def direct(self, plan, user=None):
        """The leader directs: who leads, who cooperates, until when."""
        unit = self.units[plan["lead"]]
        due = plan["due"]
        text = DIRECTIVES[plan["index"] % len(DIRECTIVES)]
        if not due and "{due}" in text:
            text = DIRECTIVES[0]
        content = text.format(lead=unit.name, due=due.strftime("%d/%m/%Y") if due else "")
        document = self.as_user(plan["document"], user or self.get_leader(plan))
        document.action_direct(
            content, self._get_rows(plan), needs_approval=plan.get("approval", False)
        )

    # ---- THE UNITS ----

    def get_work(self, plan, role):
        """What was given to units in a role, in superuser mode."""
        return plan["document"].sudo().assignment_ids.filtered(
            lambda work: work.role == role and not work.parent_id
        )

    def get_handlers(self, unit):
        """Who does the work in a unit besides its head."""
        return unit.member_ids - unit.head_id - unit.deputy_ids - unit.clerk_id

    def pass_on(self, plan):
        """The head of the unit accepts the work and gives it to a person."""
        work = self.get_work(plan, "lead")
        handlers = self.get_handlers(work.unit_id)
        holder = self.as_user(work, self.get_head(work.unit_id))
        if len(handlers) > 1 and plan["index"] % 3 == 0:
            holder.action_split([
                {"user_id": handlers[0].id, "instruction": "Dự thảo văn bản."},
                {"user_id": handlers[1].id, "role": "cooperate",
                 "instruction": "Tổng hợp số liệu của các trường."},
            ])
        elif handlers:
            handler = handlers[plan["index"] % len(handlers)]
            holder.action_pass_on(user_id=handler.id, instruction="Nghiên cứu, dự thảo văn bản.")
        else:
            holder.action_accept()

    def get_head(self, unit):
        """Who is in charge of a unit's work."""
        return unit.head_id or self.leaders[0]

    def start(self, plan):
        """Who does the work begins."""
        work = self.get_work(plan, "lead")
        for part in work.child_ids:
            self.as_user(part, part.user_id).action_start()
        if not work.child_ids:
            self.as_user(work, self.get_head(work.unit_id)).action_start()

    def report(self, plan):
        """Everybody reports to who gave the work."""
        work = self.get_work(plan, "lead")
        text = REPORTS[plan["index"] % len(REPORTS)]
        for part in work.child_ids:
            self.as_user(part, part.user_id).action_report(text)
        if not work.child_ids:
            self.as_user(work, self.get_head(work.unit_id)).action_report(text)
        for helped in self.get_work(plan, "cooperate"):
            self.as_user(helped, self.get_head(helped.unit_id)).action_report(
                "Đã góp ý dự thảo và gửi số liệu cho đơn vị chủ trì."
            )

    def close(self, plan):
        """The head of the unit in the lead closes the work."""
        work = self.get_work(plan, "lead")
        answer = ""
        if plan["due"]:
            answer = f"{1200 + plan['index']}/{self.company.organ_abbreviation}-" \
                f"{work.unit_id.code}"
        self.as_user(work, self.get_head(work.unit_id)).action_done(
            "" if work.child_ids else "Đã hoàn thành.", answer_reference=answer,
        )

    # ---- THE REGISTER ----

    def get_register(self):
        """The register of arrivals of the year in which the demo ends."""
        return self.as_user(self.env["vanthu.register"], self.clerk).search([
            ("company_id", "=", self.company.id), ("direction", "=", "incoming"),
            ("year", "=", self.weeks.day(len(self.weeks.days)).year),
        ], limit=1)

    def close_volume(self):
        """The first volume is full: it is closed, printed and bound."""
        register = self.get_register()
        volume = register.volume_ids.filtered(lambda v: v.state == "open" and v.entry_count)
        if volume:
            volume.action_close()

    def reserve(self, day, reason, void=""):
        """Take a number beforehand; with ``void`` it turns out not to be needed."""
        register = self.get_register()
        entry = self.as_user(self.env["vanthu.register.entry"], self.clerk).browse(
            register.action_reserve(reason, day.isoformat())
        )
        if void:
            entry.action_void(void)

    def hand_over_paper(self, day):
        """The list of the day for the units to sign."""
        hand_over = self.as_user(self.env["vanthu.hand.over"], self.clerk).create({
            "company_id": self.company.id, "date": day,
        })
        hand_over.action_fill()
        hand_over.line_ids.filtered(lambda line: not line.receiver_name).unlink()
        if hand_over.line_ids:
            hand_over.action_confirm()
        else:
            hand_over.unlink()


