"""Which letters come in, when, and how far each is dealt with by now."""

from datetime import timedelta

from . import letters, names

DEPARTMENT_COUNT = 120
WORKING_DAYS = 30
SCHOOL_COUNT = 10

# From the newest letter backwards: how far it has come.
_RECENT = (
    ["arrived"] * 8 + ["returned"] * 2 + ["handed_over"] + ["registered"] * 6
    + ["submitted"] * 22 + ["assigned", "done"] * 6 + ["assigned"] * 4 + ["accepted"] * 6
    + ["in_progress", "done", "in_progress"] * 6 + ["reported"] * 7
)
_SCANNED_ONLY = 3
_RESTRICTED = {"sự việc học sinh vi phạm nội quy ngoài cổng trường"}
DIRECTIVES = [
    "Giao {lead} chủ trì tham mưu, trả lời đúng hạn.",
    "{lead} nghiên cứu, đề xuất Ban Giám đốc trước ngày {due}.",
    "Chuyển {lead} chủ trì, các phòng liên quan phối hợp thực hiện.",
    "{lead} dự thảo văn bản triển khai đến các đơn vị, trình ký trong tuần.",
    "{lead} tổng hợp, báo cáo theo yêu cầu; lưu ý bảo đảm đúng thời hạn.",
]
PROPOSALS = [
    "Kính trình đồng chí cho ý kiến chỉ đạo; đề xuất giao {lead} chủ trì.",
    "Chuyển {lead} chủ trì giải quyết.",
    "Kính trình; nội dung thuộc lĩnh vực của {lead}.",
]
REPORTS = [
    "Đã dự thảo văn bản trả lời, lãnh đạo đã ký và phát hành.",
    "Đã triển khai đến các đơn vị trực thuộc qua văn phòng điện tử.",
    "Đã tổng hợp số liệu của các trường và gửi báo cáo.",
    "Đã làm việc với đơn vị, thống nhất nội dung; hồ sơ lưu tại phòng.",
]
RETURN_REASONS = [
    "Văn bản gửi không đúng thẩm quyền giải quyết của Sở.",
    "Văn bản thiếu chữ ký và dấu của cơ quan ban hành.",
]


def department_plans(weeks, principals):
    """Plans of the Department's documents, oldest first.

    :param calendar.Weeks weeks: the working days
    :param dict principals: school → name of its principal and ``res.company``
    :return list: dicts with the letter and its way
    """
    made = [
        _department_plan(number, weeks, principals) for number in range(DEPARTMENT_COUNT)
    ]
    for plan in made:
        # The director is away: what is submitted has piled up on one desk.
        if plan["target"] == "submitted" and plan["index"] % 11:
            plan.update({"leader": 0, "docx": False})
            if plan["index"] % 7:
                plan["due"] = weeks.later(weeks.days[-1], 1 + plan["index"] % 7)
    return made


def _department_plan(number, weeks, principals):
    back = DEPARTMENT_COUNT - 1 - number
    day = number * WORKING_DAYS // DEPARTMENT_COUNT
    slot = number - -(-day * DEPARTMENT_COUNT // WORKING_DAYS)
    from_school = number % 5 in (1, 3)
    target = _RECENT[back] if back < len(_RECENT) else _old_target(number)
    if from_school:
        plan = _school_letter(number, day, weeks, principals)
    else:
        plan = _office_letter(number, day, weeks)
    days = plan.pop("days")
    priority = "0"
    if target not in ("arrived", "returned", "handed_over") and number % 9 == 4:
        priority = ("1", "2", "3")[number // 9 % 3]
        days = 2
    if target == "in_progress" and back >= len(_RECENT):
        days = 6  # An old one that is still open: late by now.
    plan.update({
        "index": number, "day": day, "hour": 8 + slot * 2, "minute": 5 + number * 7 % 50,
        "target": target, "priority": priority,
        "due": weeks.later(weeks.day(day), days) if days else None,
        "channel": _channel(number, from_school, target),
        "docx": number % 8 == 6,
        "restricted": plan["letter"]["subject"] in _RESTRICTED,
        "scan_only": target == "arrived" and back < _SCANNED_ONLY,
    })
    return plan


def _old_target(number):
    if number % 13 == 7:
        return "in_progress"
    if number % 23 == 11:
        return "assigned"
    return "done"


def _channel(number, from_school, target):
    if target in ("returned", "handed_over"):
        return "paper"
    if target == "arrived":
        return ("upload", "email", "paper")[number % 3]
    if from_school:
        return "office" if number % 4 else "paper"
    return ("paper", "axis", "paper", "email", "upload")[number // 2 % 5]


def _office_letter(number, day, weeks):
    pick = number * 7 % len(letters.TOPICS)
    sender, notation, doc_type, subject, body, lead, cooperating, days = letters.TOPICS[pick]
    letter = letters.make_letter(
        letters.SENDERS[sender], notation, doc_type, subject, body,
        100 + number * 37 % 3900, weeks.day(day - 2) - timedelta(days=day < 2),
        [] if doc_type in ("Quyết định", "Thông báo") else [names.DEPARTMENT],
        [f"{letters.SENDERS[sender][1]};"] if doc_type else [],
    )
    return {"letter": letter, "lead": lead, "cooperating": cooperating, "days": days}


def _school_letter(number, day, weeks, principals):
    school = names.SCHOOLS[number * 3 % len(names.SCHOOLS)]
    pick = number // 2 % len(letters.SCHOOL_TOPICS)
    short, doc_type, subject, body, lead, cooperating, days = letters.SCHOOL_TOPICS[pick]
    principal, company = principals[school]
    notation = f"{short}-{company.organ_abbreviation}" if short else company.organ_abbreviation
    letter = letters.make_letter(
        letters.school_sender(school, company, principal), notation, doc_type, subject, body,
        20 + number * 11 % 380, weeks.day(day - 1) - timedelta(days=day < 1),
        [] if doc_type == "Thông báo" else [names.DEPARTMENT], [],
    )
    return {
        "letter": letter, "lead": lead, "cooperating": cooperating, "days": days,
        "organ": company.partner_id,
    }


def school_plans(weeks, offset):
    """Plans of a school's documents, all from the Department.

    :param calendar.Weeks weeks: the working days
    :param int offset: shifts the choice, so that schools differ
    :return list: as :func:`department_plans`
    """
    targets = ["arrived", "registered", "submitted", "assigned", "in_progress", "in_progress",
               "reported", "done", "done", "done"]
    plans = []
    for number in range(SCHOOL_COUNT):
        pick = (number + offset) % len(letters.TO_SCHOOLS)
        notation, doc_type, subject, body, unit, days = letters.TO_SCHOOLS[pick]
        day = 3 + number * (WORKING_DAYS - 4) // (SCHOOL_COUNT - 1)
        letter = letters.make_letter(
            letters.DEPARTMENT_SENDER, notation, doc_type, subject, body,
            2100 + number * 61 + offset, weeks.day(day - 1),
            [] if doc_type else ["Hiệu trưởng các trường trung học phổ thông"], [],
        )
        plans.append({
            "letter": letter, "index": number, "day": day, "hour": 9, "minute": 10 + number,
            "target": targets[SCHOOL_COUNT - 1 - number], "priority": "0",
            "due": weeks.later(weeks.day(day), days) if days else None,
            "channel": "office", "docx": False, "restricted": False, "scan_only": False,
            "lead": unit, "cooperating": [],
        })
    return plans
