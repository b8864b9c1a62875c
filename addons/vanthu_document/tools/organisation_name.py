"""Telling whether two names mean the same organisation, however they were typed."""

import re

from .normalize import fold

# What offices write out or shorten as they like, longest first.
_SHORT = (
    ("trung hoc pho thong", "thpt"),
    ("trung hoc co so", "thcs"),
    ("uy ban nhan dan", "ubnd"),
    ("giao duc va dao tao", "gddt"),
    ("gd&dt", "gddt"),
    ("gd-dt", "gddt"),
    ("giao duc thuong xuyen", "gdtx"),
    ("tieu hoc", "th"),
    ("mam non", "mn"),
)
_FILLING = {"truong", "tinh", "huyen", "xa", "phuong", "thanh", "pho", "tp"}


def name_key(name):
    """The key under which two spellings of an organisation's name are the same.

    :param str name: for example "Trường Trung học phổ thông Lê Lợi", or nothing
    :return str: for example "le loi thpt"; "" for no name
    """
    text = fold(name)
    for long, short in _SHORT:
        text = text.replace(long, short)
    words = re.findall(r"[a-z0-9]+", text)
    return " ".join(sorted(word for word in words if word not in _FILLING) or sorted(words))
