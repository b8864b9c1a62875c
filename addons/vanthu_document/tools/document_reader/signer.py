"""Signer: capacity, position and name (NĐ 30/2020, PL I, components 7a and 7b)."""

import re

from ..normalize import collapse
from .names import is_person_name, name_behind, person_name
from .page import Cell, Proposal, join_cells
from .vocabulary import CAPACITY, ORGAN, ORGAN_TAIL, TITLE, TITLE_WORDS, UPPER

_SIGNED = re.compile(
    r"[\[(]?\s*(?:da ky|ky ten|chu ky|ky va|ky, |ky dien tu|da duoc ky|ky so|da dong)"
    r"[^\n]{0,40}$|\(ky\)$"
)
_ASIDE = re.compile(rf"(?:;|[.)])\s+(\((?:đã|Đã) ký\)|[{UPPER}][{UPPER}. ]{{5,}})$")
_END_MARK = re.compile(r"\./\.?")
_ANNEX = re.compile(
    r"(?:phu luc|danh sach|bieu mau|mau so|quy che|quy dinh|de cuong|noi quy|mau \d)\b"
)


# Kinds that two sides sign: no single signer can be named.
_TWO_SIDES = {"Biên bản", "Hợp đồng", "Bản thỏa thuận", "Bản ghi nhớ", "Thông tư liên tịch",
              "Nghị quyết liên tịch"}


def read_signer(page, cells, used, type_name):
    """Return proposals ``signer_name``, ``signer_position`` and ``signer_competence``.

    ``cells`` are those of the text after the head, ``used`` those taken as recipients. A block
    is believed only with its name, except where "(đã ký)" stands under a complete title. Two
    different blocks (biên bản, two parties) give nothing.
    """
    cells = _mended(page, _unflattened(page, cells, used))
    if type_name in _TWO_SIDES or _two_columns(cells):
        return {}
    blocks = _blocks(page, cells)
    blocks = _main(page, cells, blocks, used)
    if len(blocks) != 1:
        return {}
    competence, position, name = blocks[0]
    result = {}
    if competence:
        result["signer_competence"] = _proposal(page, competence)
    if position:
        result["signer_position"] = _proposal(page, position)
    if name:
        value = person_name(name.text)
        result["signer_name"] = Proposal(value, page.source(name.start, name.end))
    return result


def _proposal(page, cells):
    found = join_cells(page, cells)
    return Proposal(collapse(found.value).strip(" ,;:"), found.source)


def _unflattened(page, cells, used):
    """Cells without the recipients; what the right column left on their lines is kept."""
    taken = {(cell.start, cell.end) for cell in used}
    result = []
    for cell in cells:
        rest = None
        if (cell.start, cell.end) in taken:
            rest = _ASIDE.search(cell.text) or name_behind(cell.text)
            if not rest:
                continue
        elif cell.low.startswith("noi nhan"):
            rest = re.match(r"N[oơ]i nhận\s*:?\s*(\S.*)$", cell.text, re.IGNORECASE)
            if not rest:
                continue
        if rest:
            result += page.carve([(cell.start, cell.start + rest.start(1))], [cell])
        else:
            result.append(cell)
    return result


def _blocks(page, cells):
    """All (competence cells, position cells, name cell) in the order of the text."""
    found, index = [], 0
    while index < len(cells):
        if not _is_title(cells[index]):
            index += 1
            continue
        end = index + 1
        while end < len(cells) and end - index < 6 and _title_goes_on(cells[index:end], cells[end]):
            end += 1
        titles = cells[index:end]
        name, next_index, signed = _name_after(cells, end)
        if name is not None or signed:
            competence, position = _split(titles)
            found.append((competence, position, name))
        index = max(next_index if name is not None else end, index + 1)
    return found


def _two_columns(cells):
    """Two titles on one line: signatures of two parties, of a secretary and a chairman."""
    titles = {}
    for cell in cells:
        if _is_title(cell):
            titles.setdefault(cell.line, []).append(cell)
    return any(len(found) > 1 and found[-1].aside for found in titles.values())


_BROKEN = {"cuc", "vu", "pho", "truong", "giam", "hieu", "chu", "bo", "chanh", "tong", "kt.", "tm.",
           "tl.", "tuq.", "pho cuc", "pho vu", "thu", "bi", "vien", "kt", "tm", "chi cuc", "chi",
           "pho hieu", "pho giam", "pho chu", "q.", "quyen", "pho chanh", "t/m", "t/l", "k/t"}


def _mended(page, cells):
    """Join a title that was broken after its first word: "CỤC / TRƯỞNG CỤC …"."""
    result = []
    for cell in cells:
        last = result[-1] if result else None
        if (last is not None and last.is_upper and cell.is_upper
                and last.low.strip(" *") in _BROKEN and cell.line - last.line <= 2):
            joined = Cell(last.start, cell.end, cell.line, page.value(last.start, cell.end),
                          last.gap, last.aside)
            if _is_title(joined):
                result[-1] = joined
                continue
        result.append(cell)
    return result


def _is_title(cell):
    low = cell.low.strip(" *.")
    if not cell.is_upper or len(cell.text) > 110:
        return False
    return bool(TITLE.match(low) or (CAPACITY.match(low) and len(low) > 5))


def _title_goes_on(titles, cell):
    if not cell.is_upper or len(cell.text) > 100 or cell.text.rstrip().endswith(":"):
        return False
    low, last = cell.low.strip(" *."), titles[-1].low.strip(" *.")
    if _is_title(cell):
        return bool(CAPACITY.match(last) or CAPACITY.match(titles[0].low) or last.endswith(","))
    if is_person_name(cell.text):
        return False
    return bool(ORGAN.match(low) or ORGAN_TAIL.match(low) or last in (
        "cuc", "vu", "pho", "truong", "giam") or titles[-1].text.rstrip().endswith(",")
        or TITLE_WORDS.search(low))


def _split(titles):
    """Competence = lines of KT./TM./TL./TUQ.; position = the last line(s) after them."""
    first = 0
    competence = []
    while first < len(titles) and CAPACITY.match(titles[first].low.strip(" *")):
        competence.append(titles[first])
        first += 1
        # "TM. ỦY BAN NHÂN DÂN / XÃ AN PHÚ" goes on until a title stands there.
        while first < len(titles) and not TITLE.match(titles[first].low.strip(" *")) \
                and not CAPACITY.match(titles[first].low.strip(" *")):
            competence.append(titles[first])
            first += 1
    if competence and first == len(titles) and len(competence) == 1:
        low = competence[0].low
        if re.match(r"(?:q|quyen)\b", low):
            return [], competence
    return competence, titles[first:]


def _name_after(cells, index):
    """``(name cell, index after it, whether "(đã ký)" was seen)``."""
    signed = False
    for position in range(index, min(index + 9, len(cells))):
        cell = cells[position]
        if _SIGNED.match(cell.low):
            signed = True
            continue
        if is_person_name(cell.text):
            return cell, position + 1, signed
        if _is_title(cell) or len(cell.text) > 60 or _ANNEX.match(cell.low):
            break
        if cell.low.strip(" .*") in ("noi nhan:", "noi nhan") or cell.text.startswith(("-", "–")):
            continue
        if not re.match(r"[\W\d]*$|\(", cell.text):
            break
    return None, index, signed


def _main(page, cells, blocks, used):
    """The blocks of the document itself, without those of annexes and forms."""
    if len(blocks) < 2:
        return blocks
    anchor = None
    if used:
        anchor = used[-1].end
    else:
        mark = _END_MARK.search(page.low, cells[0].start if cells else 0)
        anchor = mark.start() if mark else None
    if anchor is None:
        return blocks
    where = [(block[2] or (block[1] or block[0])[0]).start for block in blocks]
    low = used[0].start - 900 if used else anchor
    return [block for block, start in zip(blocks, where, strict=True)
            if low <= start <= anchor + 700 and not _annex_between(cells, anchor, start)]


def _annex_between(cells, anchor, start):
    return any(anchor < cell.start < start and cell.is_upper and _ANNEX.match(cell.low)
               for cell in cells)
