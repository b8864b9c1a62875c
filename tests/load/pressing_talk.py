"""Two people ask, decide, stop the clock or answer at the same moment."""

from datetime import date, timedelta

from odoo import SUPERUSER_ID

from tests.load.pressing import together

ASKED_FOR = (date.today() + timedelta(days=30)).isoformat()


def _on(model, record_id, method, *arguments):
    """:return: a click, for :func:`together`"""
    return lambda env: getattr(env[model].browse(record_id), method)(*arguments)


def _lead(office):
    """:return int: id of the lead's work, with a deadline"""
    _document, (lead, _cooperate) = office.directed()
    office.do(SUPERUSER_ID, lambda env: env["vanthu.assignment"].browse(lead).write(
        {"due_date": date.today() + timedelta(days=7)}
    ))
    return lead


def _see(office, model, domain, *names):
    """:return list: one list of values for each record, by id"""
    def read(env):
        records = env[model].search(domain, order="id")
        return [[str(record[name] or "") for name in names] for record in records]
    return office.do(SUPERUSER_ID, read)


def _see_extensions(office, assignment_id):
    domain = [("assignment_id", "=", assignment_id)]
    return _see(office, "vanthu.extension", domain, "state", "granted_date")


def both_ask(office):
    """Head and deputy ask for more time for the same work."""
    lead = _lead(office)
    seen = together(office.registry, [
        (head, _on("vanthu.assignment", lead, "action_ask_extension", ASKED_FOR, "Waiting"))
        for head in office.heads
    ])
    return {"seen": seen, "extensions": _see_extensions(office, lead)}


def both_decide(office):
    """One leader grants what the other refuses."""
    lead = _lead(office)
    extension = office.do(office.heads[0], _on(
        "vanthu.assignment", lead, "action_ask_extension", ASKED_FOR, "Waiting"
    ))
    first, second = office.leaders
    seen = together(office.registry, [
        (first, _on("vanthu.extension", extension, "action_grant")),
        (second, _on("vanthu.extension", extension, "action_refuse", "Too late")),
    ])
    return {
        "seen": seen, "extensions": _see_extensions(office, lead), "asked_for": ASKED_FOR,
        "due": _see(office, "vanthu.assignment", [("id", "=", lead)], "due_date")[0][0],
    }


def one_closes_while_the_other_grants(office):
    """The head closes the work while a leader grants more time for it."""
    lead = _lead(office)
    extension = office.do(office.heads[0], _on(
        "vanthu.assignment", lead, "action_ask_extension", ASKED_FOR, "Waiting"
    ))
    seen = together(office.registry, [
        (office.heads[0], _on("vanthu.assignment", lead, "action_done", "Done")),
        (office.leaders[0], _on("vanthu.extension", extension, "action_grant")),
    ])
    return {
        "seen": seen, "extensions": _see_extensions(office, lead),
        "state": _see(office, "vanthu.assignment", [("id", "=", lead)], "state")[0][0],
    }


def both_pause(office):
    """Head and deputy stop the clock of the same work."""
    lead = _lead(office)
    office.do(office.heads[0], _on("vanthu.assignment", lead, "action_start"))
    seen = together(office.registry, [
        (head, _on("vanthu.assignment", lead, "action_pause", "No figures", "Ministry"))
        for head in office.heads
    ])
    domain = [("assignment_id", "=", lead)]
    return {"seen": seen, "pauses": len(_see(office, "vanthu.pause", domain, "id"))}


def last_two_answer(office):
    """The last two who are asked answer together: the round ends once."""
    document_id = office.registered()
    day = (date.today() + timedelta(days=3)).isoformat()
    targets = [{"user_id": office.others[0]}, {"user_id": office.others[1]}]
    round_id = office.do(office.leaders[0], _on(
        "vanthu.document", document_id, "action_ask_opinions", "What?", targets, day
    ))
    asked = office.do(SUPERUSER_ID, lambda env: env["vanthu.consultation"].browse(
        round_id
    ).assignment_ids.sorted("id").ids)
    seen = together(office.registry, [
        (person, _on("vanthu.assignment", work, "action_answer", "agree", "Yes"))
        for person, work in zip(office.others, asked, strict=True)
    ])
    return {
        "seen": seen,
        "state": _see(office, "vanthu.consultation", [("id", "=", round_id)], "state")[0][0],
        "activities": len(_see(office, "mail.activity", [
            ("res_model", "=", "vanthu.document"), ("res_id", "=", document_id),
        ], "id")),
    }


TRIED = (
    both_ask, both_decide, one_closes_while_the_other_grants, both_pause, last_two_answer,
)
