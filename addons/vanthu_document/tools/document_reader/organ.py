"""Issuing body and the body above it (NĐ 30/2020, PL I, component 2)."""

import re

from .page import Cell, join_cells
from .vocabulary import ORGAN, ORGAN_TAIL, organ_goes_on

_FOREIGN = re.compile(r"\b(?:of|and|university|ministry|department|school|college|people's|the)\b")
_BARE = {"ban chap hanh", "bch", "ban thuong vu", "van phong", "uy ban", "hoi dong",
         "uy ban mat tran", "doan dai bieu", "thuong truc", "ban chap hanh doan", "bch doan",
         "doan thanh nien", "cong doan", "chi bo", "dang bo", "doan tncs ho chi minh", "chi doan",
         "cong doan co so", "chi cong doan", "hoi dong truong", "hoi dong thi", "lien doi"}
_PREFIX_WORDS = {"uy", "so", "bo", "cuc", "vu", "hoi", "tong", "van", "trung", "truong", "phong",
                 "ban", "vien", "dai", "hoc", "benh", "bao", "cong", "kho", "doan", "dang", "toa",
                 "chi", "lien", "mat", "quan", "hat", "tap", "dien", "chinh", "thanh", "ngan"}


def read_organs(page, cells):
    """Return proposals ``organ_name`` and ``organ_parent_name`` from the cells before "Số".

    Each name begins with the word of its kind (Sở, Trường, UBND…); other lines go on with the
    name above. With several names the last issues, and the one before it is the direct superior.
    """
    groups = []
    for cell in _mended(page, [_unnumbered(cell) for cell in cells]):
        low = cell.low.strip(" .*:")
        if not cell.is_upper or len(cell.text) > 120 or not re.search(r"[a-z]{2}", low):
            continue
        if _FOREIGN.search(low) and cell.text.isascii():
            continue
        if groups and _continues(groups[-1], cell, low):
            groups[-1].append(cell)
        elif ORGAN.match(low) and not low.startswith(("doc lap", "cong hoa")):
            groups.append([cell])
        else:
            groups.append([cell])
    if groups and not _is_organ(groups[-1]):
        return {}  # who issues cannot be told
    groups = [group for group in groups if _is_organ(group)]
    result = {}
    if groups and len(groups) <= 4:
        result["organ_name"] = _named(page, groups[-1])
        if len(groups) > 1:
            result["organ_parent_name"] = _named(page, groups[-2])
    return result


def _unnumbered(cell):
    """Drop the "1. " that some pages put before the first line."""
    match = re.match(r"\d{1,2}\. +", cell.text)
    if not match:
        return cell
    return Cell(cell.start + match.end(), cell.end, cell.line, cell.text[match.end():],
                cell.gap, cell.aside)


def _mended(page, cells):
    """Join a name that was broken after its first word: "ỦY / BAN NHÂN DÂN"."""
    result = []
    for cell in cells:
        last = result[-1] if result else None
        if last is not None and last.low.strip(" .*") in _PREFIX_WORDS and cell.is_upper:
            text = page.value(last.start, cell.end)
            if len(text) <= 120 and cell.line - last.line <= 2:
                result[-1] = Cell(last.start, cell.end, cell.line, text, last.gap, last.aside)
                continue
        result.append(cell)
    return result


def _named(page, group):
    found = join_cells(page, group)
    return type(found)(found.value.strip(" .*-_"), found.source)


def _continues(group, cell, low):
    last = group[-1].low.strip(" .*")
    joined = " ".join(part.low.strip(" .*") for part in group)
    if ORGAN_TAIL.match(low) and not ORGAN.match(low):
        return True
    if last in _PREFIX_WORDS or organ_goes_on(group[-1].text):
        return True
    # "BAN CHẤP HÀNH / ĐẢNG BỘ TỈNH", "HỘI ĐỒNG NHÂN DÂN / …": a body named by whose it is.
    if joined in _BARE:
        return True
    if group[-1].text.rstrip(" .*").upper().endswith("VIỆT NAM"):
        return False  # the name of a national body is complete
    return not ORGAN.match(low)


def _is_organ(group):
    joined = " ".join(cell.low.strip(" .*") for cell in group)
    return bool(ORGAN.match(joined)) and len(joined) <= 200 and len(joined) >= 4
