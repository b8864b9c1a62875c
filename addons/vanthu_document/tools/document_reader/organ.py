"""Issuing body and the body above it (NĐ 30/2020, PL I, component 2)."""

import re

from .page import join_cells
from .vocabulary import JOINING, ORGAN, ORGAN_TAIL

_FOREIGN = re.compile(r"\b(?:of|and|university|ministry|department|school|college|people's|the)\b")
_PREFIX_WORDS = {"uy", "so", "bo", "cuc", "vu", "hoi", "tong", "van", "trung", "truong", "phong",
                 "ban", "vien", "dai", "hoc", "benh", "bao", "cong", "kho", "doan", "dang", "toa"}


def read_organs(page, cells):
    """Return proposals ``organ_name`` and ``organ_parent_name`` from the cells before "Số".

    Each name begins with the word of its kind (Sở, Trường, UBND…); other lines go on with the
    name above. With several names the last issues, and the one before it is the direct superior.
    """
    groups = []
    for cell in cells:
        low = cell.low.strip(" .*:")
        if not cell.is_upper or len(cell.text) > 120 or not re.search(r"[a-z]{2}", low):
            continue
        if _FOREIGN.search(low) and cell.text.isascii():
            continue
        if groups and _continues(groups[-1], cell, low):
            groups[-1].append(cell)
        elif ORGAN.match(low) and not low.startswith(("doc lap", "cong hoa")):
            groups.append([cell])
        elif groups:
            groups[-1].append(cell)
        elif low in _PREFIX_WORDS or not groups:
            groups.append([cell])
    groups = [group for group in groups if _is_organ(group)]
    result = {}
    if groups and len(groups) <= 4:
        result["organ_name"] = _named(page, groups[-1])
        if len(groups) > 1:
            result["organ_parent_name"] = _named(page, groups[-2])
    return result


def _named(page, group):
    found = join_cells(page, group)
    return type(found)(found.value.strip(" .*-_"), found.source)


def _continues(group, cell, low):
    last = group[-1].low.strip(" .*")
    joined = " ".join(part.low.strip(" .*") for part in group)
    if ORGAN_TAIL.match(low) and not ORGAN.match(low):
        return True
    if last in _PREFIX_WORDS or JOINING.search(last) and not ORGAN.fullmatch(last):
        return True
    # "BAN CHẤP HÀNH / ĐẢNG BỘ TỈNH", "HỘI ĐỒNG NHÂN DÂN / …": a body named by whose it is.
    if joined in ("ban chap hanh", "bch", "ban thuong vu", "van phong", "uy ban", "hoi dong",
                  "uy ban mat tran", "doan dai bieu", "thuong truc"):
        return True
    return not ORGAN.match(low)


def _is_organ(group):
    joined = " ".join(cell.low.strip(" .*") for cell in group)
    return bool(ORGAN.match(joined)) and len(joined) <= 200 and len(joined) >= 4
