"""Two people accept and take back, approve and send back, undo and accept at one moment."""

from odoo import SUPERUSER_ID

from tests.load.pressing import together


def accept_and_recall(office):
    """The head accepts while the leader takes the work back."""
    document_id, (lead, _cooperate) = office.directed()
    seen = together(office.registry, [
        (office.heads[0], lambda env: env["vanthu.assignment"].browse(lead).action_accept()),
        (office.leaders[0], lambda env: env["vanthu.assignment"].browse(lead).action_recall()),
    ])
    return {"seen": seen, **office.state(document_id)}


def approve_and_send_back(office):
    """One leader approves a report while another sends it back."""
    document_id, (lead, _cooperate) = office.directed(needs_approval=True)
    office.do(office.heads[0], lambda env: env["vanthu.assignment"].browse(
        lead
    ).action_report("Reported"))
    seen = together(office.registry, [
        (office.leaders[0], lambda env: env["vanthu.assignment"].browse(lead).action_approve()),
        (office.leaders[1], lambda env: env["vanthu.assignment"].browse(
            lead
        ).action_send_back("Missing")),
    ])
    return {"seen": seen, **office.state(document_id)}


def undo_and_accept(office):
    """The leader undoes a directive while the head accepts."""
    document_id, (lead, _cooperate) = office.directed()

    def undo(env):
        env["vanthu.document"].browse(document_id).directive_ids.action_undo()

    seen = together(office.registry, [
        (office.leaders[0], undo),
        (office.heads[0], lambda env: env["vanthu.assignment"].browse(lead).action_accept()),
    ])
    return {"seen": seen, **office.state(document_id)}


def word_given_twice(office):
    """The same request arrives twice: the network was slow and the phone tried again."""
    def give(env):
        env["vanthu.directive"].action_give(
            "Do it.", [{"unit_id": office.units[0]}], "Word", client_key="again"
        )

    seen = together(office.registry, [(office.leaders[0], give)] * 2)
    count = office.do(SUPERUSER_ID, lambda env: env["vanthu.directive"].search_count([
        ("leader_id", "=", office.leaders[0]), ("client_key", "=", "again"),
    ]))
    return {"seen": seen, "directives": count}


def accept_each_at_once(office):
    """Head and deputy accept the same selection of a list: no refusal is swallowed."""
    documents = [office.directed() for _number in range(3)]
    leads = [works[0] for _document, works in documents]
    results = []

    def accept(env):
        results.append(env["vanthu.assignment"].browse(leads).action_for_each("accept"))

    seen = together(office.registry, [(head, accept) for head in office.heads])
    return {
        "seen": seen, "done": sorted(len(result["done"]) for result in results),
        "states": [office.state(document)["assignments"][0] for document, _works in documents],
    }


TRIED = (
    accept_and_recall, approve_and_send_back, undo_and_accept, word_given_twice,
    accept_each_at_once,
)
