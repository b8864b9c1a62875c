"""Read the fields of an official document out of its text, by rules only.

The rules follow the layout of NĐ 30/2020, Phụ lục I, and the habits before it. They propose and
never guess: where the text is unclear the answer is ``None``, because a clerk corrects a missing
value sooner than a wrong one.
"""

import datetime

from .landmarks import find_head
from .marks import read_marks
from .organ import read_organs
from .page import Page, Proposal
from .recipients import read_addressees, read_recipients
from .reference import find_date, find_number, read_date, read_number
from .signer import read_signer
from .subject import Headings

__all__ = ["FIELDS", "Proposal", "read_document", "read_document_dict"]

FIELDS = (
    "code_number", "code_notation", "reference", "issued_date", "issued_place", "organ_name",
    "organ_parent_name", "type", "subject", "authority", "signer_name", "signer_position",
    "signer_competence", "priority", "circulation_scope", "to_places", "recipients", "due_date",
)
_MAX_TEXT = 400_000


def read_document(text):
    """Return ``{field: Proposal | None}`` for every name of :data:`FIELDS`.

    ``text`` is the text of one document as a file gave it. Each value keeps in ``source`` the
    exact part of ``text`` it was read from. ``issued_date`` and ``due_date`` are ISO dates,
    ``priority`` is 1 to 4, ``circulation_scope`` "internal" or "return", ``to_places`` and
    ``recipients`` are lists of strings, everything else is a string.
    """
    result = dict.fromkeys(FIELDS)
    page = Page((text or "")[:_MAX_TEXT])
    if not page.cells:
        return result
    head = find_head(page)
    number_span, number = find_number(page, head)
    date = find_date(page, head)
    result.update(read_number(page, number))
    result.update(read_date(page, date))
    if number_span:
        head.spans.append(number_span)
    if date:
        head.spans.append(date[0])
    rest = page.carve(head.spans)
    before, after = _parted(rest, head, number_span, date)
    if number_span or head.nation:
        headings = Headings(page, head, after, result["code_notation"])
        result.update(headings.read())
        if number_span or date or result["type"]:  # else the head may be cut among its names
            result.update(read_organs(page, before))
    result["to_places"] = read_addressees(page, head, rest)
    tail = [cell for cell in rest if cell.start >= _body_start(head, after)]
    result["recipients"], used = read_recipients(page, tail, len(page.text))
    if number_span or head.nation:
        kind = result["type"].value if result["type"] else None
        result.update(read_signer(page, tail, used, kind))
    issued = result["issued_date"]
    result.update(read_marks(
        page, head, datetime.date.fromisoformat(issued.value) if issued else None))
    return result


def read_document_dict(text):
    """Return :func:`read_document` as plain data: ``{"value", "source"}`` or ``None``."""
    return {name: found.as_dict() if found else None
            for name, found in read_document(text).items()}


def _parted(cells, head, number_span, date):
    """Cells before the number (names of bodies) and after it (type and subject)."""
    point = number_span[0] if number_span else None
    if point is None:
        marks = [span for span in (head.nation, date[0] if date else None) if span]
        point = max((span[1] for span in marks), default=0)
    before = [cell for cell in cells if cell.start < point]
    after = [cell for cell in cells if cell.start >= point]
    return before, after


def _body_start(head, after):
    return head.address[1] if head.address else min(head.end, after[0].start if after else head.end)
