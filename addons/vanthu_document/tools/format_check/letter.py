"""Find the components of Phụ lục I, NĐ 30/2020, in a document that was read."""

import dataclasses

from ..normalize import collapse, fold, fold_spelling
from . import words
from .closing import find_closing

_HEAD = 45


@dataclasses.dataclass
class Signer:
    """One block of signature: pieces of the position and of the name."""

    position: list
    name: list
    spot: object


@dataclasses.dataclass
class Letter:
    """A document with its components; each is a list of pieces, empty when not found.

    ``parts`` holds them by component: nation, motto, parent, organ, number, date, type,
    subject, letter_subject, addressee_label, addressees, authority, basis, body, enacting,
    recipients_label, recipients, position, signer, typist, urgency, circulation, annex.
    """

    document: object
    context: object
    kind: str = ""
    parts: dict = dataclasses.field(default_factory=dict)
    signers: list = dataclasses.field(default_factory=list)
    paragraphs: list = dataclasses.field(default_factory=list)
    main: list = dataclasses.field(default_factory=list)
    annexes: list = dataclasses.field(default_factory=list)

    def get(self, component):
        """The pieces of a component."""
        return self.parts.get(component, [])

    def text(self, component):
        """The text of a component in one line."""
        return collapse(" ".join(piece.text for piece in self.get(component)))


def find_components(document, context):
    """Return the :class:`Letter` of ``document`` (:class:`~.reader.Document`).

    Nothing is guessed from formats that the rules judge, as far as words and places suffice.
    """
    letter = Letter(document, context)
    _part_annexes(letter)
    head = letter.main[:_HEAD]
    letter.parts["nation"] = _best(head[:16], words.NATION, 0.8)
    letter.parts["motto"] = _best(head[:20], words.MOTTO, 0.72)
    number = _first(head, _is_number)
    letter.parts["number"] = number
    _find_type(letter, head)
    letter.parts["date"] = _find_date(letter, head)
    _find_marks(letter)
    _find_organs(letter, head)
    start = _find_subjects(letter, head)
    start = _find_addressees(letter, start)
    end = find_closing(letter, start, Signer)
    _find_body(letter, start, end)
    return letter


def _best(pieces, wanted, least):
    rated = [(words.likeness(piece.text, wanted), -index, piece)
             for index, piece in enumerate(pieces)]
    best = max(rated, key=lambda found: found[:2], default=None)
    return [best[2]] if best and best[0] >= least else []


def _first(pieces, test):
    return next(([piece] for piece in pieces if test(piece)), [])


def _is_number(piece):
    text = piece.text
    return len(text) < 70 and bool(
        words.NUMBER.match(fold(text)) or words.BARE_NUMBER.match(text))


def _part_annexes(letter):
    pieces = letter.document.pieces
    starts = [index for index, piece in enumerate(pieces)
              if index >= 6 and piece.spot.kind == "body"
              and words.ANNEX.fullmatch(fold(piece.text))]
    first = starts[0] if starts else len(pieces)
    letter.main = pieces[:first]
    for number, start in enumerate(starts):
        end = starts[number + 1] if number + 1 < len(starts) else len(pieces)
        letter.annexes.append(pieces[start:end])
    letter.parts["annex"] = [pieces[start] for start in starts]


def _find_type(letter, head):
    """The heading with the type; what the office chose counts more than what it looks like."""
    context = letter.context
    names = {fold_spelling(name): name for name in context.type_codes}
    wanted = words.type_key(context.type_name)
    used = letter.get("nation") + letter.get("motto") + letter.get("number")
    found = []
    for piece in head:
        key = fold_spelling(piece.text)
        if piece not in used and len(key) < 40:
            alike = wanted and words.likeness(piece.text, wanted) > 0.84
            if key in names or (alike and wanted != words.LETTER):
                found = [piece]
                break
    letter.parts["type"] = found
    letter.kind = wanted or (fold_spelling(found[0].text) if found else words.LETTER)


def _find_date(letter, head):
    limit = len(head)
    if letter.get("type"):
        limit = head.index(letter.get("type")[0])
    elif letter.kind in words.WITHOUT_DATE:
        limit = 0
    for piece in head[:limit]:
        text = fold(piece.text)
        if words.starts(text, "kinh gui", "can cu", "hom nay"):
            break
        if len(text) < 90 and words.DATE.search(text) and piece not in letter.get("number"):
            return [piece]
    return []


def _find_marks(letter):
    marks = {"urgency": [], "circulation": [], "typist": []}
    for piece in letter.main:
        if len(piece.text) > 30:
            continue
        if words.URGENCY.fullmatch(piece.text.upper()):
            marks["urgency"].append(piece)
        elif words.CIRCULATION.fullmatch(fold(piece.text)):
            marks["circulation"].append(piece)
        elif words.TYPIST.fullmatch(piece.text):
            marks["typist"].append(piece)
    letter.parts.update(marks)


def _find_organs(letter, head):
    number, nation = letter.get("number"), letter.get("nation")
    known = {id(piece) for name in (
        "nation", "motto", "number", "date", "type", "urgency", "circulation")
        for piece in letter.get(name)}
    if number:
        side, limit = number[0].spot.side, head.index(number[0])
        pieces = [piece for piece in head[:limit] if piece.spot.side == side]
    elif nation:
        limit = head.index(letter.get("type")[0]) if letter.get("type") else 10
        pieces = [piece for piece in head[:limit]
                  if piece.spot.side != nation[0].spot.side and words.is_upper(piece.seen)]
    else:
        pieces = []
    pieces = [piece for piece in pieces
              if id(piece) not in known and words.has_letters(piece.text)]
    point = _organ_start(pieces, letter.context.organ_name)
    letter.parts["parent"], letter.parts["organ"] = pieces[:point], pieces[point:]


def _organ_start(pieces, name):
    """Index of the first piece of the name of the organ itself, after that of its parent."""
    if not pieces:
        return 0
    rated = [
        (words.likeness(" ".join(piece.text for piece in pieces[point:]), name), point)
        for point in range(len(pieces))
    ] if name else []
    best = max(rated, default=(0, 0))
    if best[0] > 0.8:
        return best[1]
    bold = [index for index, piece in enumerate(pieces)
            if all(run.look.bold for run in piece.runs if run.text.strip())]
    if bold and bold[0]:
        return bold[0]
    return len(pieces) - 1


def _find_subjects(letter, head):
    """Find both forms of the subject; return the index in ``main`` of what follows the head."""
    number, main = letter.get("number"), letter.main
    known = {id(piece) for pieces in letter.parts.values() for piece in pieces}
    after = head.index(number[0]) + 1 if number else 0
    beginning = next((index for index in range(after, len(head))
                      if words.starts(head[index].text, "v/v")), None)
    lane = number[0].spot.lane if number else None
    if beginning is None and letter.kind == words.LETTER and lane and lane[0] != "body":
        beginning = next((
            index for index in range(after, len(head)) if head[index].spot.lane == lane
            and id(head[index]) not in known and words.has_letters(head[index].text)), None)
    found = []
    if beginning is not None:
        lane = head[beginning].spot.lane
        found = [head[beginning]]
        if lane[0] != "body":
            found += [piece for piece in head[beginning + 1:] if piece.spot.lane == lane
                      and id(piece) not in known and words.has_letters(piece.text)]
    letter.parts["letter_subject"] = found
    names = ("nation", "motto", "parent", "organ", "number", "date", "type", "letter_subject")
    used = {id(piece) for name in names for piece in letter.get(name)}
    start = max((index + 1 for index, piece in enumerate(head) if id(piece) in used), default=0)
    letter.parts["subject"] = []
    if letter.get("type"):
        start = head.index(letter.get("type")[0]) + 1
        if letter.kind not in words.WITHOUT_SUBJECT:
            letter.parts["subject"] = _read_subject(letter, main[start:start + 6])
            start += len(letter.parts["subject"])
    return start


def _read_subject(letter, pieces):
    found = []
    for piece in pieces:
        if _ends_subject(letter, piece) or (found and not _continues(found[0], piece)):
            break
        found.append(piece)
        if piece.paragraph.lines:  # the line below the subject
            break
    return found


def _ends_subject(letter, piece):
    text, look = piece.text, piece.paragraph.look
    if words.starts(text, "kinh gui", "can cu", "theo de nghi", "hom nay", "dieu 1", "thoi gian"):
        return True
    if not words.has_letters(text) or text.startswith(("-", "1.", "I.")) \
            or words.HEADING.fullmatch(text):
        return True
    if letter.kind in words.DECIDING and words.is_upper(piece.seen) and len(text) > 6:
        return True
    plain = not any(run.look.bold for run in piece.runs)
    return plain and look.align != "center" and (look.first > 0 or len(text) > 160)


def _continues(first, piece):
    same = first.paragraph.look.align == piece.paragraph.look.align
    return same and all(run.look.bold for run in first.runs) == all(
        run.look.bold for run in piece.runs) and not words.is_upper(piece.seen)


def _find_addressees(letter, start):
    main = letter.main
    letter.parts["addressee_label"], letter.parts["addressees"] = [], []
    place = next((index for index in range(start, min(start + 12, len(main)))
                  if words.starts(main[index].text, "kinh gui", "kinh goi")), None)
    if place is None:
        return start
    letter.parts["addressee_label"] = [main[place]]
    inline = bool(collapse(main[place].text.partition(":")[2]))
    # One addressee stands on the line itself; several follow, each with its dash, whether
    # below the label or in the cell beside it.
    end = place + 1
    lane = main[place].spot
    while end < len(main) and end < place + 60:
        piece = main[end]
        beside = lane.kind == "cell" and (piece.spot.kind, piece.spot.group) == (
            lane.kind, lane.group)
        dash = piece.text.startswith(("-", "–", "+", "•"))
        if not (dash or beside or (piece.tabbed and piece.paragraph is main[place].paragraph)):
            break
        if dash and not inline and _is_sentence(piece.text):
            break
        end += 1
    letter.parts["addressees"] = main[place + 1:end]
    return end


def _is_sentence(text):
    return len(text) > 220


def _find_body(letter, start, end):
    letter.parts.update({"authority": [], "basis": [], "enacting": [], "body": []})
    marks = {id(piece) for name in ("urgency", "circulation", "typist")
             for piece in letter.get(name)}
    body = [piece for piece in letter.main[start:end]
            if id(piece) not in marks and words.has_letters(piece.text)]
    enacting = next((
        index for index, piece in enumerate(body[:25]) if letter.kind in words.DECIDING
        and fold_spelling(piece.text).rstrip(": ") in ("quyết định", "quyết nghị")), None)
    if enacting is not None:
        letter.parts["enacting"] = [body[enacting]]
        before, after = body[:enacting], body[enacting + 1:]
    else:
        before, after = _leading_basis(body, letter.kind)
    basis = []
    for piece in before:
        name = "authority" if not basis and words.is_upper(piece.seen) else "basis"
        if name == "basis":
            basis.append(piece)
        letter.parts[name].append(piece)
    letter.parts["body"] = [
        piece for piece in after if piece.spot.kind in ("body", "tab", "box")]
    seen = set()
    for piece in letter.parts["body"]:
        if id(piece.paragraph) not in seen:
            seen.add(id(piece.paragraph))
            letter.paragraphs.append(piece.paragraph)


def _leading_basis(body, kind):
    """Without a line that enacts: the paragraphs at the beginning that name legal grounds."""
    count = 0
    while count < len(body) and words.BASIS.match(fold(body[count].text)) and (
            body[count].text.endswith(";") or count or kind in words.DECIDING):
        count += 1
    if kind in words.DECIDING and body and not count and words.is_upper(body[0].seen):
        rest = 1
        while rest < len(body) and words.BASIS.match(fold(body[rest].text)):
            rest += 1
        count = rest
    return body[:count], body[count:]
