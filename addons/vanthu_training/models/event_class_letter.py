"""What the papers of a class are filled with: Vietnamese as it stands in letters."""

from odoo import models

from odoo.addons.vanthu_document.models.local_time import local_moment
from odoo.addons.vanthu_document.tools.drafting.fields import clean, make_date
from odoo.addons.vanthu_document.tools.letter_templates.layout import DOTS

_KINDS_OF_CLASS = ("lớp", "khóa", "khoá", "hội nghị", "tập huấn", "đợt")


class EventEvent(models.Model):
    """A class in the words of its papers."""

    _inherit = "event.event"

    def _get_letter_fields(self):
        """The fields of a class in templates; what is not known yet stays dots.

        :return dict: see ``tools.class_letters.SAMPLE_FIELDS``
        """
        self.ensure_one()
        event = self.sudo()
        invitations = event.invitation_ids
        passed = event.registration_ids.filtered(lambda row: row.result == "passed")
        topics = event.course_id.topic_ids
        places = dict.fromkeys(clean(session.place) for session in event.session_ids)
        return {
            "class_name": event._get_letter_name(),
            "course_name": clean(event.course_id.name),
            "class_hours": f"{event.course_id.hours:g}".replace(".", ","),
            "class_topics": "; ".join(clean(topic.name).lower() for topic in topics) or DOTS,
            "class_period": event._get_letter_period(),
            "class_places": "; ".join(filter(None, places)) or DOTS,
            "class_sessions": [
                event._describe_session(session) for session in event.session_ids
            ] or [DOTS],
            "class_trainers": [
                clean(", ".join(filter(None, (user.name, user.partner_id.function))))
                for user in event.trainer_ids
            ] or [DOTS],
            "class_invited": _describe_quotas(invitations) or [DOTS],
            "class_plan": event._get_letter_plan(),
            "class_results": event._get_letter_results() or [DOTS],
            "invited_count": _two_figures(len(invitations)),
            "place_count": _two_figures(sum(invitations.mapped("quota"))),
            "passed_count": _two_figures(len(passed)),
        }

    def _get_letter_name(self):
        """The class within a sentence: its name, led by what it is where it does not say so.

        :return str: such as "lớp tập huấn văn thư, đợt 1"
        """
        name = clean(self.name)
        if name.lower().startswith(_KINDS_OF_CLASS):
            return name[:1].lower() + name[1:]
        return f"lớp tập huấn {name}"

    def _get_letter_period(self):
        begin, end = (
            f"{local_moment(self.env, moment):%d/%m/%Y}"
            for moment in (self.date_begin, self.date_end)
        )
        return f"ngày {begin}" if begin == end else f"từ ngày {begin} đến ngày {end}"

    def _describe_session(self, session):
        begin, end = (
            local_moment(self.env, moment) for moment in (session.date_begin, session.date_end)
        )
        until = _clock(end) if begin.date() == end.date() else f"{_clock(end)} ngày {end:%d/%m/%Y}"
        line = f"{session.name}: từ {_clock(begin)} ngày {begin:%d/%m/%Y} đến {until}"
        if session.place:
            line += f", tại {session.place}"
        return clean(line)

    def _get_letter_plan(self):
        """The plan as the other papers name it, once it has its number.

        :return str: begins with the name of the type
        """
        plan = self.paper_ids.filtered(lambda paper: paper.kind == "plan").document_id
        if not plan.reference or not plan.issued_date:
            return f"Kế hoạch {DOTS}"
        day = make_date(plan.issued_date, 0)
        return clean(f"Kế hoạch số {plan.reference} {day} của {plan.company_id.name}")

    def _get_letter_results(self):
        if not self.registration_ids.filtered(lambda row: row.state in ("open", "done")):
            return []
        return [
            clean(f"{content}: {value}" + (f" ({note})" if note else ""))
            for _place, content, value, note in self._get_report_rows()
        ]


def _describe_quotas(invitations):
    """How many people each organisation sends; one line where all send the same number."""
    quotas = set(invitations.mapped("quota"))
    if len(quotas) == 1 and len(invitations) > 1:
        return [f"Mỗi đơn vị {_two_figures(quotas.pop())} người"]
    return [
        clean(f"{invitation.partner_id.name}: {_two_figures(invitation.quota)} người")
        for invitation in invitations
    ]


def _two_figures(number):
    return f"{number:02d}"


def _clock(moment):
    return f"{moment.hour} giờ {moment.minute:02d}"
