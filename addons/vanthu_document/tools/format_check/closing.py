"""Find the end of a document: Nơi nhận and the blocks of signature."""

from ..normalize import fold
from . import words


def find_closing(letter, start, signer_class):
    """Fill recipients and signers of ``letter``; return the index in ``main`` where they begin.

    :param letter: :class:`~.letter.Letter`
    :param int start: index of the first piece after the head
    :param signer_class: :class:`~.letter.Signer`
    """
    main = letter.main
    places = {id(piece): index for index, piece in enumerate(main)}
    label = next((piece for piece in reversed(main[start:])
                  if words.starts(piece.text, "noi nhan")), None)
    letter.parts["recipients_label"] = [label] if label else []
    blocks = _sign_blocks(main, start, label)
    letter.parts["recipients"] = _recipients(letter, main, label, blocks, places)
    letter.signers = [_read_signer(block, signer_class) for block in blocks]
    letter.parts["position"] = [p for signer in letter.signers for p in signer.position]
    letter.parts["signer"] = [p for signer in letter.signers for p in signer.name]
    closing = [label] if label else []
    closing += [piece for block in blocks for piece in block]
    return min((places[id(piece)] for piece in closing), default=len(main))


def _sign_blocks(main, start, label):
    """Lists of pieces, one for each block of signature, in their order on the page."""
    tail = main[start:]
    if label is not None and label.spot.kind == "cell":
        blocks = _lanes(piece for piece in tail if piece.spot.kind == "cell"
                        and piece.spot.group == label.spot.group
                        and piece.spot.lane != label.spot.lane)
        if blocks:
            return blocks
    if label is not None and label.spot.kind == "box":
        group = label.spot.group
        blocks = _lanes(piece for piece in tail if piece.spot.kind == "box"
                        and abs(piece.spot.group - group) == 1)
        if blocks:
            return blocks[-1:]
    marked = [piece for piece in tail if _signs(piece)]
    if not marked:
        return []
    last = marked[-1]
    if last.spot.kind == "cell":
        return _lanes(piece for piece in tail if piece.spot.kind == "cell"
                      and piece.spot.group == last.spot.group and piece is not label)
    if last.spot.kind == "box":
        return _lanes(piece for piece in tail if piece.spot.lane == last.spot.lane)
    if last.tabbed:
        first = next(piece for piece in marked if piece.tabbed)
        order = first.paragraph.order
        return [[piece for piece in tail if piece.tabbed and piece.paragraph.order >= order
                 and words.has_letters(piece.text)]]
    return [_plain_block(tail, marked, label)]


def _plain_block(tail, marked, label):
    """A block made of plain paragraphs: from the first position to the name."""
    order = [index for index, piece in enumerate(tail) if piece is marked[-1]][0]
    first = order
    while first and _signs(tail[first - 1]):
        first -= 1
    block = tail[first:order + 1]
    for piece in tail[order + 1:]:
        if piece is label or piece.text.startswith("-"):
            break
        block.append(piece)
        if not piece.text.startswith("(") and len(piece.text.split()) > 1:
            break
    return block


def _signs(piece):
    text = piece.text
    if len(text) > 90 or text.endswith((";", ":", ",")):
        return False
    return words.is_upper(piece.seen) and bool(
        words.SIGNING.match(fold(text)) or words.PREFIX.match(text))


def _lanes(pieces):
    found = {}
    for piece in pieces:
        if words.has_letters(piece.text):
            found.setdefault(piece.spot.lane, []).append(piece)
    return list(found.values())


def _recipients(letter, main, label, blocks, places):
    if label is None:
        return []
    signing = {id(piece) for block in blocks for piece in block}
    signing |= {id(piece) for piece in letter.get("typist")}
    items = []
    for piece in main[places[id(label)] + 1:]:
        if id(piece) in signing or piece.spot.lane != label.spot.lane:
            continue
        if not words.has_letters(piece.text):
            continue
        if label.spot.kind == "body" and not piece.text.startswith(("-", "–", "+")) \
                and not words.starts(piece.text, "luu", "nhu tren"):
            break
        items.append(piece)
    return items


def _read_signer(block, signer_class):
    """Part a block in the position (capitals above) and the name (the last line)."""
    lines = [piece for piece in block if not piece.text.startswith(("(", "[", "…", "."))]
    if not lines:
        return signer_class([], [], block[0].spot)
    last = lines[-1]
    gap = len(lines) > 1 and last.paragraph.order - lines[-2].paragraph.order > 1
    is_name = len(last.text.split()) > 1 and not words.SIGNING.match(fold(last.text)) \
        and not words.PREFIX.match(last.text) and (not words.is_upper(last.seen) or gap)
    if is_name:
        return signer_class(lines[:-1], [last], lines[0].spot)
    return signer_class(lines, [], lines[0].spot)
