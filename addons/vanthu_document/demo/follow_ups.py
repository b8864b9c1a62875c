"""What becomes of work after it was given: more time, waiting, opinions, approval, words."""

from . import plans

_EXTENSION_REASONS = [
    "Còn chờ số liệu của 06 trường, đã đôn đốc hai lần.",
    "Nội dung liên quan nhiều phòng, cần thêm thời gian thống nhất.",
    "Chuyên viên phụ trách đi coi thi theo điều động.",
]
_OPINION = "Đề nghị nêu rõ nguồn kinh phí và lùi mốc báo cáo sang tuần sau."
_DECISIONS = {
    "granted": "Đồng ý, lần này là cuối.",
    "refused": "Bộ yêu cầu đúng hạn; tập trung hoàn thành, không gia hạn.",
}
# Subject, words, source, leading unit, cooperating units, working days ago, days given, state.
WORDS = [
    ("Kết luận giao ban tuần: chuẩn bị sơ kết học kỳ I",
     "Văn phòng chủ trì xây dựng kế hoạch sơ kết học kỳ I; các phòng gửi nội dung trước 03 ngày.",
     "meeting", "VP", ["GDTrH", "GDTH", "KHTC"], 6, 8, "in_progress"),
    ("Kết luận họp rà soát an toàn trường học",
     "Phòng Chính trị tư tưởng - Học sinh sinh viên tổng hợp, báo cáo Ban Giám đốc.",
     "meeting", "CTTT-HSSV", ["VP"], 12, 5, "approved"),
    ("Chuẩn bị nội dung làm việc với Đoàn giám sát của HĐND tỉnh",
     "Phòng Giáo dục Trung học chuẩn bị báo cáo và phụ lục số liệu, trình Giám đốc xem trước.",
     "word", "GDTrH", ["KHTC"], 3, 6, "accepted"),
    ("Rà soát thiết bị tồn kho của các trường trực thuộc",
     "Phòng Kế hoạch - Tài chính rà soát, đề xuất điều chuyển.",
     "word", "KHTC", [], 10, 6, "in_progress"),
    ("Phân công trực lãnh đạo dịp Tết",
     "Văn phòng dự thảo lịch trực, trình trong tuần.",
     "word", "VP", [], 1, 4, "new"),
]


def mark(weeks, made):
    """Say of some letters what more happens to them.

    The four rungs of the ladder (two days before, on the day, one and three days after), three
    requests for more time that wait, one granted, one refused, two that wait for somebody
    outside, one for which three units are asked, reports that wait for the director, and two
    that the deputy directs in the director's place.

    :param calendar.Weeks weeks: the working days
    :param list made: plans of the Department; changed in place
    """
    last = plans.WORKING_DAYS - 1
    today = weeks.days[-1]
    running = [plan for plan in made if plan["target"] == "in_progress"][::-1]
    rungs = [weeks.later(today, 2), today, weeks.day(last - 1), weeks.day(last - 3)]
    fates = [{"due": day} for day in rungs]
    fates += [
        {"due": weeks.later(today, 1 + number), "extension": fate}
        for number, fate in enumerate(["asked", "asked", "asked", "granted", "refused"])
    ]
    fates += [
        {"due": weeks.day(last - 2), "pause": body}
        for body in ("Bộ Giáo dục và Đào tạo", "Sở Tài chính")
    ]
    fates.append({"due": weeks.later(today, 3), "consult": ["KHTC", "TCCB", "VP", "QLCL"]})
    for plan, fate in zip(running, fates, strict=False):
        plan.update({**fate, "leader": 0})
    for plan in [plan for plan in made if plan["target"] == "reported"][-5:]:
        plan.update({"approval": True, "leader": 0})
    piled = [plan for plan in made if plan["target"] == "submitted" and plan.get("leader") == 0]
    for plan in piled[5:7]:
        plan["in_place"] = True


class FollowUps:
    """Steps of one office after work was given.

    :param office: :class:`.story.Office`
    """

    def __init__(self, office):
        self.office = office
        self.weeks = office.weeks
        self.agenda = office.agenda
        self.last = plans.WORKING_DAYS - 1

    def plan(self, made):
        """Put on the agenda what :func:`mark` said."""
        for plan in made:
            if plan.get("extension"):
                self._add(self.last - 1, 14, self.ask_for_time, plan)
                if plan["extension"] != "asked":
                    self._add(self.last, 7, self.decide_on_time, plan)
            if plan.get("pause"):
                self._add(self.last - 4, 10, self.wait_outside, plan)
            if plan.get("consult"):
                self._add(self.last - 2, 9, self.ask_units, plan)
                self._add(self.last - 1, 15, self.answer_half, plan)
            if plan.get("approval"):
                self._add(plan["day"] + 8, 16, self.hand_report_up, plan)
            if plan.get("in_place"):
                self._add(self.last, 8, self.office.direct_in_place, plan)
        self._add(self.last - 1, 7, self.delegate, {})
        for number, word in enumerate(WORDS):
            day = self.last - word[5]
            told = {"word": word}
            self._add(day, 8, self.give_word, told)
            if word[-1] != "new":
                self._add(day, 10 + number, self.take_word_up, told)
            if word[-1] == "approved":
                self._add(day + 4, 9, self.end_word, told)

    def _add(self, day, hour, step, plan):
        self.agenda.add(
            self.weeks.moment(day, hour, plan.get("index", 0) % 50), lambda: step(plan)
        )

    # ---- IN THE DIRECTOR'S PLACE ----

    def delegate(self, _plan):
        """The director is on a journey this week; a deputy decides in the director's place."""
        director, deputy = self.office.leaders[0], self.office.deputy
        self.office.as_user(self.office.env["vanthu.delegation"], director).create({
            "principal_id": director.id, "delegate_id": deputy.id, "kind": "kt",
            "company_id": self.office.company.id, "date_from": self.weeks.day(self.last - 1),
            "date_to": self.weeks.later(self.weeks.days[-1], 4),
            "reason": "Đi công tác tại Hà Nội.",
        })

    # ---- MORE TIME, WAITING ----

    def _get_lead(self, plan):
        work = self.office.get_work(plan, "lead")
        return self.office.as_user(work, self.office.get_head(work.unit_id))

    def ask_for_time(self, plan):
        """The unit asks the leader for more time."""
        day = self.weeks.later(max(plan["due"], self.weeks.today), 4)
        reason = _EXTENSION_REASONS[plan["index"] % len(_EXTENSION_REASONS)]
        plan["request"] = self._get_lead(plan).action_ask_extension(day.isoformat(), reason)

    def decide_on_time(self, plan):
        """The leader grants or refuses it."""
        request = self.office.as_user(
            self.office.env["vanthu.extension"], self.office.get_leader(plan)
        ).browse(plan["request"])
        words = _DECISIONS[plan["extension"]]
        if plan["extension"] == "granted":
            request.action_grant(reason=words)
        else:
            request.action_refuse(words)

    def wait_outside(self, plan):
        """Who does the work waits for somebody outside."""
        work = self._get_lead(plan)
        part = work.sudo().child_ids[:1]
        holder = self.office.as_user(part, part.user_id) if part else work
        holder.action_pause(
            f"Đã có văn bản xin ý kiến {plan['pause']}, chưa có trả lời.", plan["pause"]
        )

    # ---- OPINIONS ----

    def ask_units(self, plan):
        """The lead asks three other units what they think."""
        work = self._get_lead(plan)
        units = [self.office.units[code] for code in plan["consult"]]
        asked = [unit for unit in units if unit != work.sudo().unit_id][:3]
        plan["round"] = work.action_ask_opinions(
            "Đề nghị góp ý dự thảo văn bản trả lời, nhất là phần kinh phí và tiến độ.",
            [{"unit_id": unit.id} for unit in asked],
            self.weeks.later(self.weeks.days[-1], 2).isoformat(),
        )

    def answer_half(self, plan):
        """Two of the three have answered by now."""
        asked = self.office.env["vanthu.consultation"].browse(plan["round"]).assignment_ids
        for answer, work in zip([("agree", ""), ("changes", _OPINION)], asked, strict=False):
            holder = self.office.as_user(work, self.office.get_head(work.unit_id))
            holder.action_answer(*answer)

    # ---- APPROVAL ----

    def hand_report_up(self, plan):
        """The head approves the handler's report, which then waits for the leader."""
        work = self._get_lead(plan)
        parts = work.sudo().child_ids.filtered(lambda part: part.state == "reported")
        if parts:
            self.office.as_user(parts, work.env.user).action_approve()

    # ---- DIRECTIVES WITHOUT A DOCUMENT ----

    def give_word(self, told):
        """The director gives work after a meeting, or just says it."""
        subject, content, source, lead, helping, _ago, days, state = told["word"]
        units = self.office.units
        due = self.weeks.later(self.weeks.day(self.last - told["word"][5]), days).isoformat()
        rows = [
            {"role": "lead" if code == lead else "cooperate", "unit_id": units[code].id,
             "due_date": due}
            for code in [lead, *helping]
        ]
        director = self.office.as_user(
            self.office.env["vanthu.directive"], self.office.leaders[0]
        )
        told["directive"] = director.browse(director.action_give(
            content, rows, subject, source=source, needs_approval=state == "approved",
        ))

    def _get_told(self, told):
        work = told["directive"].sudo().assignment_ids.filtered(
            lambda row: row.role == "lead" and not row.parent_id
        )
        return self.office.as_user(work, self.office.get_head(work.unit_id))

    def take_word_up(self, told):
        """The unit takes it on, splits it among its people and begins."""
        work = self._get_told(told)
        if told["word"][-1] == "accepted":
            work.action_accept()
            return
        people = self.office.get_handlers(work.unit_id)[:2]
        work.action_split([
            {
                "role": "lead" if number == 0 else "cooperate", "user_id": person.id,
                "instruction": "Dự thảo nội dung." if number == 0 else "Tổng hợp số liệu.",
            }
            for number, person in enumerate(people)
        ])
        part = work.sudo().child_ids[:1]
        self.office.as_user(part, part.user_id).action_start()

    def end_word(self, told):
        """The unit reports, the director approves."""
        work = self._get_told(told)
        for part in work.sudo().child_ids:
            self.office.as_user(part, part.user_id).action_report("Đã hoàn thành dự thảo.")
        parts = self.office.as_user(work.sudo().child_ids, work.env.user)
        parts.action_approve()
        helping = told["directive"].sudo().assignment_ids.filtered(
            lambda row: row.role == "cooperate" and not row.parent_id
        )
        for row in helping:
            self.office.as_user(row, self.office.get_head(row.unit_id)).action_report(
                "Đã gửi nội dung của đơn vị."
            )
        self.office.as_user(work, self.office.leaders[0]).action_approve("Tốt.")
