"""Which files go into which box, when a row of files is put into boxes in order."""

import re
from math import ceil

_DIGITS = re.compile(r"(\d+)")


def natural_key(text):
    """Key that sorts "2.VP" before "10.VP".

    :param str text: number and notation; may be empty
    :return list: to compare
    """
    parts = _DIGITS.split(text or "")
    return [(int(part), "") if part.isdigit() else (-1, part) for part in parts]


def estimate_sheets(sheets, pages):
    """Sheets of paper in a file.

    :param int sheets: as counted, 0 where nobody has
    :param int pages: pages of its documents, printed on both sides
    :return int: at least one
    """
    return max(1, sheets or ceil((pages or 0) / 2))


def fill_boxes(sizes, capacity, room=0):
    """Fill one box after the other, without changing the order.

    :param sizes: sheets of each file, in order
    :param int capacity: sheets that an empty box holds
    :param int room: sheets that still fit into the box to go on with; 0 for none
    :return list: one list of indexes for each box; the first is the box to go on with, perhaps
        empty, when ``room`` was given. A file that is larger than a box has one to itself.
    """
    boxes, left = ([[]], room) if room > 0 else ([], 0)
    for index, size in enumerate(sizes):
        if size > left:
            boxes.append([])
            left = capacity
        boxes[-1].append(index)
        left -= size
    return boxes
