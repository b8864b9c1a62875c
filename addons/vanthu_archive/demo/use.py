"""Requests of readers in the demo, from the one asked yesterday to the one done last month."""

from datetime import datetime, time, timedelta

from odoo import Command

from odoo.addons.vanthu_document.demo.clock import go_to, travelling
from odoo.addons.vanthu_document.models.local_time import local_today

# Name, identity number, address or organisation.
DAUGHTER = ("Hoàng Thị Mỹ Duyên", "052190004417", "Xã Ea Kar")
TEACHER = ("Vũ Đức Thắng", "052076001952", "Trường THPT Trần Hưng Đạo")
INSPECTOR = ("Bùi Quang Hải", "052081003306", "Thanh tra tỉnh")
# State, kind, purpose, reader (None: somebody of the office), days since it was asked, whether
# the file is of conditional use, topic.
REQUESTS = [
    ("returned", "read", "02", None, 46, False, "Rà soát kế hoạch công tác nhiều năm"),
    ("returned", "copy", "01", TEACHER, 33, True, "Xác nhận thời gian công tác để tính phụ cấp"),
    ("refused", "copy", "01", DAUGHTER, 21, True, "Xin bản sao hồ sơ tuyển dụng của người khác"),
    ("handed_out", "borrow", "03", INSPECTOR, 24, True, "Xác minh đơn kiến nghị về khen thưởng"),
    ("handed_out", "read", "02", None, 4, False, "Đối chiếu quá trình sáp nhập đơn vị"),
    ("approved", "read", "02", None, 2, False, "Lập báo cáo tổng kết mười năm"),
    ("asked", "copy", "01", DAUGHTER, 13, True, "Xin bản sao quyết định tuyển dụng của mẹ"),
    ("asked", "read", "02", TEACHER, 1, True, "Viết lịch sử nhà trường"),
    ("asked", "read", "02", None, 1, False, "Tham khảo hồ sơ thành lập đơn vị"),
]
# Due back so many days ago.
LATE = 4


def build(env, company):
    """Let readers ask, and the archivist and the leader answer, each on the day of it.

    :param env: environment of the archivist
    :param company: ``res.company``
    """
    archived = env["vanthu.file"].search([
        ("company_id", "=", company.id), ("state", "=", "archived"), ("is_held", "=", False),
        ("is_expired", "=", False),
    ], order="catalog desc, notation, id")
    by_access = {
        mode == "02": list(files) for mode, files in archived.grouped("access_mode").items()
    }
    own, today = _get_readers(env, company), local_today(env)
    with travelling():
        for number, (state, kind, purpose, reader, ago, conditional, topic) in enumerate(REQUESTS):
            if not by_access.get(conditional):
                continue
            # Nobody asks on a Saturday or Sunday.
            asked = today - timedelta(days=ago)
            asked -= timedelta(days=max(0, asked.weekday() - 4))
            values = {
                "company_id": company.id, "kind": kind, "purpose": purpose, "topic": topic,
                "line_ids": [Command.create({"file_id": by_access[conditional].pop(0).id})],
                **_describe(reader),
            }
            if kind == "borrow":
                values |= {"consent_reference": "31/QĐ-SGDĐT", "consent_date": asked}
            _go_to(env, asked)
            asker = env.user if reader else own[number % len(own)]
            loan = env["vanthu.loan"].with_user(asker).create(values).with_env(env)
            _answer(loan, state, asked, today)
        go_to(env.cr, None)


def _describe(reader):
    """Values of somebody from outside; of somebody of the office there are none.

    :param tuple reader: see ``REQUESTS``
    :return dict:
    """
    names = ("reader_name", "reader_number", "reader_organ")
    return {"reader_id": False, **dict(zip(names, reader, strict=True))} if reader else {}


def _get_readers(env, company):
    """People of the office who ask for themselves: those with a login of the demo come first.

    :return: ``res.users``
    """
    units = company.sudo().vanthu_unit_ids
    people = (units.member_ids | units.head_id) - env.user
    known = ("chuyenvien", "truongphong")
    return people.sorted(lambda user: (user.login not in known, user.id))[:2]


def _go_to(env, day):
    """Make it nine o'clock (Viet Nam) of a day."""
    env.flush_all()
    go_to(env.cr, datetime.combine(day, time(2)))


def _answer(loan, state, asked, today):
    """Take a request to its state, each step a working day after the one before.

    :param loan: ``vanthu.loan``, asked for
    :param str state: wanted state
    :param datetime.date asked: when it was asked
    :param datetime.date today: when the demo is built
    """
    if state == "asked":
        return
    company = loan.company_id.sudo()
    days = [min(company._add_working_days(asked, count), today) for count in (1, 2, 4)]
    _go_to(loan.env, days[0])
    # A leader decides about conditional use, where the organisation has one.
    leader = loan.env.ref("vanthu_document.group_leader").sudo().all_user_ids.filtered(
        lambda user: company in user.company_ids
    )[:1]
    decider = loan.with_user(leader) if loan.is_conditional and leader else loan.sudo()
    if state == "refused":
        decider.action_refuse("Người đề nghị không phải là người có hồ sơ, chưa có giấy ủy quyền.")
        return
    decider.action_approve()
    if state == "approved":
        return
    _go_to(loan.env, days[1])
    if loan.kind == "borrow":
        loan.return_due = today - timedelta(days=LATE)
    for line in loan.line_ids if loan.kind != "copy" else ():
        line.write({"sheets_out": line.file_id.sheet_count, "condition_out": "Đủ tờ, nguyên vẹn"})
    loan.action_hand_out()
    _go_to(loan.env, days[2])
    for line in loan.line_ids if state == "returned" and loan.kind != "copy" else ():
        line.action_give_back(line.sheets_out, "Đủ tờ, nguyên vẹn")
