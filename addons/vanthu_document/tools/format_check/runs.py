"""Runs parted at tabs and breaks while a document is read, and put together again."""

import copy

from lxml import etree

from .ooxml import W

_BREAKS = (W + "tab", W + "br", W + "cr", W + "ptab")


def split_run(run):
    """Part a run at tabs and breaks, so that each piece of text has runs of its own.

    :param run: ``w:r``
    :return list: the run itself, followed by its new neighbours
    """
    children = [child for child in run if child.tag != W + "rPr"]
    if not any(child.tag in _BREAKS for child in children) or len(children) < 2:
        return [run]
    groups, current = [], []
    for child in children:
        if child.tag in _BREAKS:
            groups += [current] if current else []
            groups.append([child])
            current = []
        else:
            current.append(child)
    groups += [current] if current else []
    properties, parts, place = run.find(W + "rPr"), [run], run
    for group in groups[1:]:
        part = etree.Element(W + "r", attrib=dict(run.attrib))
        if properties is not None:
            part.append(copy.deepcopy(properties))
        part.extend(group)
        place.addnext(part)
        parts.append(part)
        place = part
    return parts


def join_runs(parts):
    """Make one again of the neighbours among the parts of a run that look the same.

    :param list parts: what :func:`split_run` returned
    """
    former = parts[0]
    for part in parts[1:]:
        if part.getparent() is None or former.getparent() is None or part is not former.getnext():
            former = part
        elif _properties_of(part) == _properties_of(former):
            former.extend(child for child in list(part) if child.tag != W + "rPr")
            part.getparent().remove(part)
        else:
            former = part


def _properties_of(run):
    properties = run.find(W + "rPr")
    return b"" if properties is None else etree.tostring(properties, method="c14n")
