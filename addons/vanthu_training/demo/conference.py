"""The conference of the Department for 49 offices, and the class that follows it.

From the letter to the certificates: everything by the public methods, on its own day.
"""

from datetime import date, timedelta

from odoo import Command

from odoo.addons.vanthu_document.demo import drafts, names
from odoo.addons.vanthu_document.demo.clock import go_to

from .exercises import note_passed

# Working days ago.
NAMED, FIRST_DAY, DECIDED = 16, 11, 8
# Session → (days after the first, hour, topics, trainer's login)
SESSIONS = (
    ("Buổi 1: đăng ký phần mềm, văn bản đến", 0, 7.5, ("T1", "T2"), "vanthu"),
    ("Buổi 2: văn bản đi, điều hành, thể thức", 0, 13.5, ("T3", "T4", "T5"), "oanh.ho"),
    ("Buổi 3: lưu trữ, sắp xếp hồ sơ", 1, 7.5, ("T6", "T7"), "luutru"),
)
PLACE = "Hội trường tầng 3, Sở Giáo dục và Đào tạo"
HOURS = 3.5
SEATS = 100
# Of a hundred people some miss a session, some know too little.
MISSES_A_SESSION, MISSES_TWO, FAILS = 9, 31, 17


class Conference:
    """One class that is over and one that is coming, as the training manager holds them.

    :param env: environment of the superuser
    :param company: ``res.company`` of the Department
    :param manager: ``res.users``, training manager
    :param trainers: ``res.users``
    :param weeks: :class:`Weeks` of working days that end today
    """

    def __init__(self, env, company, manager, trainers, weeks):
        self.env, self.company, self.weeks = env, company, weeks
        self.trainers = trainers
        self.manager = manager
        self.last = len(weeks.days) - 1
        self.mine = env(user=manager.id, context={
            **env.context, "allowed_company_ids": company.ids,
        })
        self.course = env.ref("vanthu_training.course_conference")

    def build(self):
        """Hold the conference and invite to the next class."""
        self._go(NAMED, 8)
        training = self._create_class(
            "Hội nghị tập huấn công tác văn thư, lưu trữ và văn phòng điện tử",
            self.weeks.moment(self.last - FIRST_DAY, 7, 30), SEATS,
        )
        partners = self.env["vanthu.recipient.group"].search(
            [("name", "=", drafts.GROUP_CONFERENCE)], limit=1
        ).partner_ids
        invitations = self._invite(training, partners)
        self._link_letter(training)
        for index, invitation in enumerate(invitations):
            self._name_people(invitation, index)
        self._hold(training)
        self._go(None)
        training.sudo().action_set_done()
        # Their addresses do not exist.
        training.event_mail_ids.sudo().unlink()
        coming = self._create_class(
            "Lớp tập huấn văn thư, lưu trữ bổ sung", self._get_coming(), 20,
        )
        coming.sudo().stage_id = self.env.ref("event.event_stage_announced")
        # The offices that nobody with a certificate works in send people; schools have not yet.
        trained = partners & training.registration_ids.filtered("certificate_id").organisation_id
        lacking = partners - trained
        for index, invitation in enumerate(self._invite(coming, lacking + trained[:12], quota=1)):
            if invitation.partner_id in lacking:
                self._name_people(invitation, index + len(partners), 1)

    def _go(self, ago, hour=8, minute=0):
        moment = None if ago is None else self.weeks.moment(self.last - ago, hour, minute)
        go_to(self.env.cr, moment)

    def _get_coming(self):
        day = self.weeks.later(self.weeks.today, 8)
        return self.weeks.moment(0, 7, 30) + (day - self.weeks.day(0))

    # ---- BEFORE THE CLASS ----

    def _create_class(self, name, begin, seats):
        topics = {topic.code: topic for topic in self.course.topic_ids}
        trainers = {user.login: user for user in self.trainers}
        midnight = begin - timedelta(hours=7, minutes=30)
        sessions = []
        for place, (title, days, hour, codes, login) in enumerate(SESSIONS):
            start = midnight + timedelta(days=days, hours=hour)
            sessions.append({
                "name": title, "sequence": place, "place": PLACE, "date_begin": start,
                "date_end": start + timedelta(hours=HOURS),
                "trainer_ids": [Command.set(trainers.get(login, self.manager).ids)],
                "topic_ids": [Command.set([topics[code].id for code in codes])],
            })
        return self.mine["event.event"].create({
            "name": name, "course_id": self.course.id, "host_id": self.company.id,
            "date_begin": sessions[0]["date_begin"], "date_end": sessions[-1]["date_end"],
            "date_tz": "Asia/Ho_Chi_Minh", "seats_limited": True, "seats_max": seats,
            "trainer_ids": [Command.set(self.trainers.ids)],
            "session_ids": [Command.create(session) for session in sessions],
        })

    def _invite(self, training, partners, quota=2):
        return self.mine["vanthu.class.invitation"].create([
            {"event_id": training.id, "partner_id": partner.id, "sequence": place, "quota": quota}
            for place, partner in enumerate(partners, start=1)
        ])

    def _link_letter(self, training):
        letter = self.env["vanthu.document"].search([
            ("company_id", "=", self.company.id), ("subject", "=", drafts.CONFERENCE),
        ], limit=1)
        if letter:
            self.env["vanthu.class.paper"].create({
                "event_id": training.id, "kind": "summons", "document_id": letter.id,
            })

    def _name_people(self, invitation, index, count=None):
        """The clerk and the principal of a school; two people of an office without accounts."""
        users = invitation.company_id.sudo().vanthu_unit_ids
        users = (users.clerk_id[:1] | users.head_id[:1])[:count or 3]
        people = [
            {
                "trainee_id": user.id, "name": user.name, "email": user.email,
                "position": user.partner_id.function, "partner_id": user.partner_id.id,
                "birth_date": date(1975 + index % 20, 1 + index % 12, 1 + index % 28),
                "unit_id": user.vanthu_unit_ids[:1].id,
            } for user in users
        ] or [
            {
                "name": names.person_name(100 + index * 2 + place, bool(place)),
                "position": "Công chức văn hóa - xã hội",
                "birth_date": date(1980 + index % 15, 1 + index % 12, 1 + (index + place) % 28),
            } for place in range(count or 2)
        ]
        if not index % 8 and not count:
            # One more than there are places for.
            people.append({
                "name": names.person_name(300 + index, True), "position": "Giáo viên",
                "birth_date": date(1990, 1 + index % 12, 5),
            })
        invitation._name_people(people)

    # ---- THE CLASS ----

    def _hold(self, training):
        rows = self.env["event.registration"].search(
            [("event_id", "=", training.id), ("state", "=", "open")], order="id"
        )
        self._go(FIRST_DAY, 7, 20)
        self._take_quiz(rows, "before", 40)
        for place, session in enumerate(training.session_ids.sudo()):
            go_to(self.env.cr, session.date_begin + timedelta(minutes=5))
            for index, row in enumerate(rows):
                missed = not index % MISSES_TWO and place or (
                    index % MISSES_A_SESSION == 4 and place == 1
                )
                if not missed:
                    session._record(row, "badge" if row.trainee_id and index % 4 else "hand")
        self._go(FIRST_DAY - 1, 11, 10)
        self._take_quiz(rows, "after", 82)
        note_passed(rows, self.course.exercise_ids)
        self._certify(training)

    def _certify(self, training):
        """The manager decides, and issues certificates on the next working day."""
        self._go(DECIDED, 9)
        mine = training.with_env(self.mine)
        mine.action_propose_results()
        mine.action_decide_results()
        self._go(DECIDED - 1, 8)
        # The lock on certificates asks when a row really came.
        self.env.cr._now = None
        issuing = self.mine["vanthu.certificate.issue"].create({"event_id": training.id})
        issuing.action_issue()

    def _take_quiz(self, rows, phase, level):
        """Answers to every question; ``level`` percent of them are right, more or less."""
        survey = self.course.survey_id.sudo()
        questions = survey.question_ids
        right = {
            question: question.suggested_answer_ids.filtered("is_correct") for question in questions
        }
        wrong = {
            question: (question.suggested_answer_ids - right[question])[:1]
            for question in questions
        }
        accounts = rows.filtered("trainee_id")
        inputs = self.env["survey.user_input"].create([
            {
                "survey_id": survey.id, "registration_id": row.id, "event_id": row.event_id.id,
                "phase": phase, "partner_id": row.trainee_id.partner_id.id, "email": row.email,
                "predefined_question_ids": [Command.set(questions.ids)],
                "start_datetime": self.env.cr.now(), "end_datetime": self.env.cr.now(),
            } for row in accounts
        ])
        lines = []
        for index, answer in enumerate(inputs):
            share = level if index % FAILS or phase == "before" else 45
            for place, question in enumerate(questions):
                knows = (index * 37 + place * 61) % 100 < share + index % 15
                lines += [
                    {
                        "user_input_id": answer.id, "question_id": question.id,
                        "answer_type": "suggestion", "suggested_answer_id": choice.id,
                    } for choice in (right[question] if knows else wrong[question])
                ]
        self.env["survey.user_input.line"].create(lines)
        inputs.write({"state": "done"})
        if phase == "after":
            for index, row in enumerate(rows - accounts):
                row.with_env(self.mine).action_set_paper_score(60 + index * 7 % 40)
