"""Outgoing documents of the demo: drafted, checked, signed, numbered and sent, step by step."""

import base64

from odoo.exceptions import UserError

from . import drafts, layout, names, plans

_STEPS = ["draft", "content_check", "format_check", "to_sign", "signed", "issued", "dispatched"]
# Target of a row → the last step of the sender.
_REACHED = {
    "sent_back": "content_check", "paper": "dispatched", "paper_sent": "dispatched",
    **dict.fromkeys(
        ("schools", "conference", "done", "recalled", "waiting", "refused"), "dispatched"
    ),
}
_DRAFTED = "Dự thảo từ mẫu"
_FILLED = "Bổ sung nội dung chi tiết"


class Sender:
    """Outgoing documents of one office of the demo, and what the receivers do with them.

    :param office: :class:`.story.Office` of the sender
    :param dict schools: name → ``res.company``
    """

    def __init__(self, office, schools):
        self.office = office
        self.weeks = office.weeks
        self.agenda = office.agenda
        self.env = office.env
        self.schools = schools
        self.last = plans.WORKING_DAYS - 1
        self.groups = {}

    def plan(self):
        """Put the way of every row of :mod:`.drafts` on the agenda."""
        self._make_groups()
        for index, row in enumerate(drafts.OUTGOING):
            keys = ("ago", "unit", "type", "subject", "body", "to", "signer", "target")
            self._plan(dict(zip(keys, row, strict=True), index=index))

    def _make_groups(self):
        offices = self.env["res.company"].search([
            ("organ_kind", "=", "office"), ("organ_is_historic", "=", False),
        ])
        busy = [self.schools[name] for name in names.BUSY_SCHOOLS]
        outside = self.env["res.partner"].create([
            {"name": name, "is_company": True} for name in names.OUTSIDE_OFFICES
        ])
        schools = [company.partner_id.id for company in self.schools.values()]
        parts = {
            drafts.GROUP_SCHOOLS: schools, drafts.GROUP_BUSY: [row.partner_id.id for row in busy],
            drafts.GROUP_OFFICES: offices.partner_id.ids,
            drafts.GROUP_CONFERENCE: schools + offices.partner_id.ids + outside.ids,
        }
        self.groups = {
            group.name: group for group in self.env["vanthu.recipient.group"].create([
                {
                    "name": name, "company_id": self.office.company.id, "sequence": place,
                    "partner_ids": [(6, 0, partners)],
                } for place, (name, partners) in enumerate(parts.items())
            ])
        }

    def _plan(self, plan):
        day, minute = self.last - plan["ago"], plan["index"] * 3 % 50
        reached = _STEPS.index(_REACHED.get(plan["target"], plan["target"]))
        steps = [
            (day - 2, 9, self.draft), (day - 2, 16, self.submit), (day - 1, 9, self.check_content),
            (day - 1, 15, self.check_format), (day, 7, self.sign), (day, 8, self.issue),
            (day, 9, self.dispatch),
        ]
        # Who stands at an earlier step today came there this morning.
        late = 0 if reached >= _STEPS.index("signed") else 2 - reached // 2
        for at, hour, step in steps[:reached + 1]:
            self._add(at + late, hour, minute, step, plan)
        after = {
            "sent_back": [(1, 10, self.send_back)], "paper_sent": [(1, 14, self.send_paper)],
            "schools": [(0, 14, self.register_many), (3, 9, self.finish_some)],
            "conference": [
                (0, 10, self.send_paper), (0, 14, self.register_all), (3, 9, self.finish_all),
            ],
            "done": [(0, 14, self.register_all), (2, 9, self.finish_all)],
            "refused": [(0, 13, self.refuse), (0, 14, self.register_all)],
            "recalled": [
                (0, 14, self.register_all), (3, 8, self.recall), (4, 9, self.answer_recall),
            ],
        }.get(plan["target"], [])
        for days, hour, step in after:
            self._add(day + days, hour, minute, step, plan)

    def _add(self, day, hour, minute, step, plan):
        self.agenda.add(self.weeks.moment(day, hour, minute), lambda: step(plan))

    # ---- THE DRAFT ----

    def draft(self, plan):
        """Who is in charge drafts from the template of the type, then fills it in."""
        unit = self.office.units[plan["unit"]]
        drafter = self.office.get_handlers(unit)[:1] or self.office.get_head(unit)
        head = self.office.leaders[0]
        is_head = plan["signer"] == drafts.DIRECTOR
        documents = self.office.as_user(self.env["vanthu.document"], drafter)
        plan["document"] = documents.create({
            "direction": "outgoing", "company_id": self.office.company.id,
            "type_id": self.office.types[plan["type"] or "Công văn"].id,
            "subject": plan["subject"], "drafting_unit_id": unit.id,
            "signing_user_id": (head if is_head else self.office.deputy).id,
            "signing_capacity": plan["signer"], "signing_for_id": not is_head and head.id,
            "recipient_ids": self._get_rows(plan, unit),
        })
        self._add_files(plan)

    def _get_rows(self, plan, unit):
        kind = "to" if plan["type"] in (None, "Giấy mời") else "cc"
        if isinstance(plan["to"], str):
            rows = [
                {"partner_id": partner.id, "kind": kind, "group_name": plan["to"]}
                for partner in self.groups[plan["to"]].partner_ids
            ]
        else:
            rows = [
                {"name": name, "channel": channel, "kind": kind} for name, channel in plan["to"]
            ]
        rows.append({"name": f"VT, {unit.code}", "kind": "keep"})
        return [(0, 0, row) for row in rows]

    def _add_files(self, plan):
        document = plan["document"]
        try:
            document.action_draft_from_template()
        except UserError:
            # Without the optional packages there are no templates: the own file is the first.
            plan["own_only"] = True
        letter = self._get_letter(plan)
        reason = _DRAFTED if plan.get("own_only") else _FILLED
        document._add_version(document._get_draft_file_name(), layout.make_docx(letter), reason)
        # As the scheduled job would, where the server has LibreOffice.
        document.current_version_id.sudo().pdf_ids._show(layout.make_pdf(letter))

    def _get_letter(self, plan):
        """What the document looks like now; see :mod:`.layout`."""
        document = plan["document"].sudo()
        rows = document.recipient_ids
        addressees = rows.filtered(lambda row: row.kind == "to").mapped("name")
        if isinstance(plan["to"], str) and addressees:
            addressees = [plan["to"]]
        copies = [plan["to"]] if isinstance(plan["to"], str) else rows.filtered(
            lambda row: row.kind == "cc").mapped("name")
        return {
            "superior": document.company_id.organ_superior_name or "",
            "organ": names.DEPARTMENT_SHORT, "number": document.issue_number,
            "notation": document.code_notation or "", "place": names.PLACE,
            "date": document.issued_date, "type": plan["type"], "subject": plan["subject"],
            "recipients": addressees, "body": [*plan["body"][:-1], f"{plan['body'][-1]}/."],
            "competence": document.signer_competence or "",
            "position": document.signer_position or "", "signer": document.signer_name or "",
            "copies": ["Như trên;" if addressees else f"{'; '.join(copies)};",
                       f"Lưu: VT, {plan['unit']}."],
        }

    def submit(self, plan):
        """The draft goes to the head of the unit."""
        plan["document"].action_submit_draft()

    def check_content(self, plan):
        """The head answers for the content."""
        self._as_head(plan).action_confirm_content()

    def _as_head(self, plan):
        unit = self.office.units[plan["unit"]]
        return self.office.as_user(plan["document"], self.office.get_head(unit))

    def send_back(self, plan):
        """The head is not content with it."""
        self._as_head(plan).action_send_back(drafts.SEND_BACK)

    def check_format(self, plan):
        """The clerk answers for the presentation."""
        self._as_clerk(plan).action_confirm_format()

    def _as_clerk(self, plan):
        return self.office.as_user(plan["document"], self.office.clerk)

    # ---- SIGNATURE, NUMBER, DISPATCH ----

    def sign(self, plan):
        """The person named as signer signs."""
        signer = plan["document"].sudo().signing_user_id
        self.office.as_user(plan["document"], signer).action_sign()

    def issue(self, plan):
        """The clerk gives the number and joins the file that goes out."""
        document = self._as_clerk(plan)
        document.action_issue()
        name = document.reference.replace("/", "-")
        raw = layout.make_pdf(self._get_letter(plan))
        document.action_set_issued_file(f"{name}.pdf", base64.b64encode(raw).decode())

    def dispatch(self, plan):
        """To all receivers; the job sends at once."""
        document = self._as_clerk(plan)
        document.action_dispatch()
        waiting = document.sudo().delivery_ids.filtered(
            lambda delivery: delivery.channel in ("office", "email")
        )
        for delivery in waiting:
            delivery._write_step({"tries": 1})
            delivery._try()

    def send_paper(self, plan):
        """The paper goes to the post or is handed over."""
        deliveries = self._as_clerk(plan).delivery_ids
        paper = deliveries.filtered(lambda row: row.channel not in ("office", "email"))
        paper.action_mark_sent(receiver="Bộ phận Văn thư")

    # ---- THE RECEIVERS ----

    def _get_received(self, plan):
        """The receivers' copies, each as its clerk sees it.

        :return list: ``vanthu.document``
        """
        received = plan["document"].sudo().delivery_ids.received_document_id
        return [self._as_receiver(document) for document in received]

    def _as_receiver(self, document, user=None):
        company = document.company_id
        user = user or company.vanthu_unit_ids.clerk_id[:1]
        return document.with_user(user).with_company(company).with_context(
            lang="vi_VN", tz="Asia/Ho_Chi_Minh", allowed_company_ids=company.ids,
        )

    # On the day of arrival: later the register would ask whether the date is in order, which only
    # a committed register can tell.

    def register_many(self, plan):
        """Most schools register on the same day, one refuses, some let it lie."""
        received = self._get_received(plan)
        count = drafts.SCHOOLS_AT_WORK
        for document in received[2:2 + count["registered"] + count["done"]]:
            document.action_register()
        for document in received[-count["refused"]:]:
            if document.state == "arrived":
                document.action_return(drafts.REFUSAL)

    def register_all(self, plan):
        """Every school takes it into its register."""
        for document in self._get_received(plan):
            if document.state == "arrived":
                document.action_register()

    def finish_some(self, plan):
        """The first ones are done with it."""
        self._finish(self._get_received(plan)[2:2 + drafts.SCHOOLS_AT_WORK["done"]])

    def finish_all(self, plan):
        """Every school is done with it."""
        self._finish(self._get_received(plan))

    def _finish(self, received):
        for document in received:
            if document.state == "registered":
                leader = document._get_leaders(document.company_id)[:1]
                self._as_receiver(document, leader).action_direct("Lưu.")

    def refuse(self, plan):
        """One school sends it back."""
        self._get_received(plan)[-1].action_return(drafts.REFUSAL)

    def recall(self, plan):
        """The Department asks it back."""
        self._as_clerk(plan).action_recall(drafts.RECALL)

    def answer_recall(self, plan):
        """One school gives it back, one keeps it, one has not answered yet."""
        received = self._get_received(plan)
        for document in received[1:2]:
            document.action_agree_recall()
        for document in received[2:3]:
            document.action_refuse_recall(drafts.KEEP)
