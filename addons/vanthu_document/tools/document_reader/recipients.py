"""Addressees (component 9a) and recipients (component 9b), NĐ 30/2020, PL I."""

import re

from ..normalize import collapse
from .names import name_behind
from .page import Proposal, low_of
from .vocabulary import BODY_START, CAPACITY, LOWER, ORGAN_TAIL, TITLE, UPPER

_DASH = re.compile(r"\s*(?:[-–—+•*]|\uf02d|\uf0b7)\s*(?=\S)")
_NUMBERED = re.compile(r"\d{1,2}[.)] ?(?=\D)")
_GLUED_BODY = re.compile(
    r"\s(?:Căn cứ|Thực hiện (?:Công văn|Quyết định|Kế hoạch|Chỉ thị|Thông)|Để |Theo đề nghị|Xét )"
)
_LABEL = re.compile(r"n[oơ]i nhan(?: \(dien\))?\s*[:.]?\s*")
_KEEP = re.compile(r"luu\b")
# What a flattened right column leaves behind the last recipient.
_TITLE_AFTER = re.compile(rf"(?<=[.)]) (?=[{UPPER}. ]{{6,}}$)")


def _finish(text):
    text = collapse(text.replace("|", " "))
    return text.strip(" ;.,:").strip() if not text.endswith("...") else text


class _List:
    """Items under construction, with the span they came from."""

    def __init__(self):
        self.items, self.spans, self.closed = [], [], []

    def add(self, text, cell):
        self.items.append(text)
        self.spans.append((cell.start, cell.end))
        self.closed.append(text.rstrip()[-1:] in ";.")

    def extend(self, text, cell):
        self.items[-1] += " " + text
        self.spans[-1] = (self.spans[-1][0], cell.end)
        self.closed[-1] = text.rstrip()[-1:] in ";."

    def proposal(self, page):
        values = [_finish(item) for item in self.items]
        values = [value for value in values if value]
        if not values:
            return None
        return Proposal(values, page.source(self.spans[0][0], self.spans[-1][1]))


def read_addressees(page, head, cells):
    """Return the proposal of ``to_places`` (Kính gửi) or ``None``."""
    if head.address is None:
        return None
    found, dashed = _List(), False
    start = head.address[1]
    block = page.carve([(0, start)], [cell for cell in cells if cell.end > start])
    mark = _item_mark(block)
    for index, cell in enumerate(block[:40]):
        text, low = cell.text.lstrip(" :"), cell.low.lstrip(" :")
        if not text:
            continue
        dash = mark.match(text)
        if found.items and not dash and _stops(found, cell, low, dashed):
            break
        if re.match(r"can cu|thuc hien|noi nhan|dieu 1", low) or cell.start - start > 3000:
            break
        glued = _GLUED_BODY.search(text)
        piece = text[: glued.start()] if glued else text
        piece = piece[dash.end():] if dash else piece
        if dash:
            dashed = True
            found.add(piece, cell)
        elif found.items:
            found.extend(piece, cell)
        else:
            if len(piece) > 300:
                return None
            found.add(piece, cell)
        if glued or piece.rstrip().endswith(".") and not _more(block, index):
            break
    found.items = [_first_sentence(item) for item in found.items]
    if any(len(item) > 400 or re.search(r"; [-–] ", item) for item in found.items):
        return None
    if found.items and page.is_cut(found.spans[-1][1]):
        found.items.pop()
        found.spans.pop()
    return found.proposal(page)


def _item_mark(block):
    """What begins each item: a number where the first has one, else a dash."""
    first = next((text for cell in block if (text := cell.text.lstrip(" :"))), "")
    return _NUMBERED if _NUMBERED.match(first) else _DASH


def _first_sentence(item):
    """Cut the text proper that runs on behind the last addressee: "Bộ Nội vụ. Vừa qua, …"."""
    match = re.search(rf"(?<=[{LOWER}])\. (?=[{UPPER}][{LOWER}]+ [{LOWER}])", item)
    return item[: match.start()] if match else item


def _more(block, index):
    return index + 1 < len(block) and bool(_DASH.match(block[index + 1].text))


def _stops(found, cell, low, dashed):
    last = found.items[-1].rstrip()
    if cell.starts_lower and not re.match(r"\d+[.)/] ", low):
        return last.endswith(".") or (last.endswith(";") and not dashed)
    if last.endswith((",", "(", "-", " và")):
        return False
    if dashed and not cell.gap and not last.endswith((";", ".")) and not BODY_START.match(low) \
            and len(cell.text) < 60 and not cell.is_upper:
        # A wrapped item whose second line begins with a name.
        return len(last) < 45 and not ORGAN_TAIL.match(low)
    return not (last.endswith(";") and not dashed and not BODY_START.match(low)
                and len(cell.text) < 110 and "./" not in cell.text)


def read_recipients(page, cells, end):
    """Return ``(proposal, spans)`` of ``recipients`` (Nơi nhận); spans are the cells it used."""
    label = _label(cells)
    found, used = _List(), []
    if label is None:
        block = _unlabelled(cells)
        if not block:
            return None, []
    else:
        block = cells[label:]
    _collect(page, block, found, used, label is not None)
    if found.items and not _complete(page, found, end):
        found.items.pop()
        found.spans.pop()
    if label is None and not (found.items and _KEEP.match(_low(found.items[-1]))):
        return None, []
    return found.proposal(page), used


def _low(text):
    return low_of(text.strip())


def _label(cells):
    """Index of the cell with the label; a form in an annex may repeat it, so the first counts."""
    for index, cell in enumerate(cells):
        if _LABEL.match(cell.low) and cell.text[0] in "Nn" and len(cell.text) < 250:
            return index
    return None


def _unlabelled(cells):
    """"- Như trên; … - Lưu" without the words "Nơi nhận"."""
    for index, cell in enumerate(cells):
        if re.match(r"-\s*nhu (?:tren|dieu)", cell.low):
            return cells[index:]
    return None


def _collect(page, block, found, used, labelled):
    """Fill ``found`` with the items of ``block``; other cells stand in the right column."""
    dashed, others, line = None if labelled else True, 0, None
    for position, cell in enumerate(block[:70]):
        text = cell.text
        if position == 0 and labelled:
            text = text[_LABEL.match(cell.low).end():]
            if not text.strip() or TITLE.match(_low(text)) or CAPACITY.match(_low(text)):
                continue
        dash = _DASH.match(text)
        if dashed is None:
            dashed = True if dash else (False if _is_plain_item(text, cell) else None)
        if dash or dashed is False and _is_plain_item(text, cell):
            item = _inner(text[dash.end():]) if dash else text
            found.add(item, cell)
            used.append(cell)
            others, line = 0, cell.line
            if _KEEP.match(_low(item)):
                _wrapped_keep(block, position, found, used)
                return
        elif _wraps(found, cell, line):
            found.extend(text, cell)
            used.append(cell)
            line = cell.line
        else:
            others += 1
            if others > 8 or re.match(r"phu luc|mau so", cell.low):
                return


def _is_plain_item(text, cell):
    """An item of a list without dashes: it ends with ";" or "." and is no title."""
    return bool(re.search(r"[;.]\s*$", text)) and not (
        TITLE.match(cell.low) or CAPACITY.match(cell.low))


def _wraps(found, cell, line):
    if not found.items or found.closed[-1] or cell.aside or cell.is_upper:
        return False
    if re.match(r"\(?(?:da ky|ky|ky ten|chu ky)", cell.low) or cell.line - (line or 0) > 1:
        return False
    return cell.starts_lower or found.items[-1].rstrip().endswith((",", "&", "-"))


def _wrapped_keep(block, position, found, used):
    """The last item may go on: "- Lưu: VT, / KHTC (3)."."""
    if position + 1 < len(block) and found.items[-1].rstrip().endswith(","):
        cell = block[position + 1]
        if cell.line - block[position].line == 1 and not cell.aside and len(cell.text) < 40 \
                and not TITLE.match(cell.low):
            found.extend(cell.text, cell)
            used.append(cell)


def _inner(text):
    """Cut what the right column left on the line of a recipient."""
    cut = re.search(r";\s+(?=\S)|\s+\((?:đã|Đã|ĐÃ) ký\)", text)
    if cut and (cut.group().startswith(" ") or TITLE.match(_low(text[cut.end():]))
                or CAPACITY.match(_low(text[cut.end():]))
                or re.match(r"\((?:đã|Đã)", text[cut.end():])):
        return text[: cut.start() + 1]
    name = name_behind(text)
    if name:
        return text[: name.start(1)].rstrip()
    if _KEEP.match(_low(text)):
        title = _TITLE_AFTER.search(text)
        if title:
            return text[: title.start()]
    return text


def _complete(page, found, end):
    """The last item of a text that was cut off may be half an item."""
    last = found.items[-1].strip()
    if _KEEP.match(_low(last)) or last.endswith((".", ";")):
        return True
    return bool(page.text[found.spans[-1][1]: end].strip(" \n\t|_-*"))
