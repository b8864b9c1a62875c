"""Hints on capital letters, Phụ lục II of NĐ 30/2020. They suggest, since words mean much."""

import re

from . import words
from .rule import Hit, Note

_ACTS = ("nghị định|quyết định|thông tư|chỉ thị|công văn|kế hoạch|nghị quyết|tờ trình|thông báo"
         "|hướng dẫn|báo cáo|công điện")
# What is looked for, and how the word found should begin: True for a capital.
_CITED = (
    (re.compile(r"(?<![\w])(điều)\s+\d+(?=[\s,.;)])"), True),
    (re.compile(r"(?<![\w])(chương)\s+[IVXLC]+\b"), True),
    (re.compile(r"(?<=[\wà-ỹ,]\s)(Khoản|Điểm)\s+(?:\d+|[a-zđ])(?=[\s,.;)])"), False),
)
_NAMED = re.compile(rf"(?<![\w])({_ACTS})\s+số\s*:?\s*\d[\w/&-]*")
_BODIES = (
    "Ủy ban nhân dân", "Hội đồng nhân dân", "Sở Giáo dục và Đào tạo", "Bộ Giáo dục và Đào tạo",
    "Tòa án nhân dân", "Viện kiểm sát nhân dân", "Sở Nội vụ", "Bộ Nội vụ", "Sở Tài chính",
)
_POSITIONS = (
    "Giám đốc", "Phó Giám đốc", "Hiệu trưởng", "Phó Hiệu trưởng", "Chủ tịch", "Phó Chủ tịch",
    "Trưởng phòng", "Phó Trưởng phòng", "Chánh Văn phòng", "Bí thư",
)
_PEOPLE = re.compile(r"\b(?:Đảng(?:,| và)) (nhà nước)|\b(?:quần chúng|phục vụ) (nhân dân)")
_SENTENCE = re.compile(r"(?<!v\.v)(?<!TP)[.?!]\s+([a-zà-ỹđ]\w+)")


def _scan(letter, rule, find):
    """Hits for each paragraph in which ``find`` gives ``(found, wanted)``; equal ones as one."""
    found = {}
    for name in ("basis", "body"):
        for piece in letter.get(name):
            for wrong, right in find(piece):
                found.setdefault((wrong, right), []).append(piece)
    return [
        Hit(Note("text", {"text": wrong}), Note("written", {"text": right}),
            "basis" if pieces[0] in letter.get("basis") else "body",
            words.short(pieces[0].text), len(pieces))
        for (wrong, right), pieces in found.items()
    ]


def check_cited(letter, rule):
    """Citing: Phần, Chương, Mục, Điều with a capital, khoản and điểm without."""
    def find(piece):
        for pattern, capital in _CITED:
            for match in pattern.finditer(piece.text):
                first = match[1][0].upper() if capital else match[1][0].lower()
                yield match[0], first + match[0][1:]

    return _scan(letter, rule, find)


def check_named_act(letter, rule):
    """A particular document begins with a capital: Nghị định số …"""
    def find(piece):
        for match in _NAMED.finditer(piece.text):
            yield match[0], match[0][0].upper() + match[0][1:]

    return _scan(letter, rule, find)


def _check_names(letter, rule, names, is_wrong):
    ordered = sorted(names, key=len, reverse=True)
    pattern = re.compile(
        r"(?<!\w)(?:" + "|".join(map(re.escape, ordered)) + r")(?!\w)", re.IGNORECASE)
    right = {name.lower(): name for name in names}

    def find(piece):
        for match in pattern.finditer(piece.text):
            name = right[match[0].lower()]
            # Capitals throughout are a heading, small letters throughout a common noun.
            plain = match[0] == name or match[0].isupper() or match[0].islower()
            if not plain and is_wrong(match[0], name):
                yield match[0], name

    return _scan(letter, rule, find)


def check_bodies(letter, rule):
    """Names of bodies: capital on the kind of body and on its field."""
    return _check_names(letter, rule, _BODIES, lambda _written, _name: True)


def check_positions(letter, rule):
    """Positions: one capital, not one on each syllable."""
    return _check_names(
        letter, rule, _POSITIONS,
        lambda written, name: any(mine.isupper() and not theirs.isupper()
                                  for mine, theirs in zip(written, name, strict=True)))


def check_people(letter, rule):
    """Nhân dân and Nhà nước have a capital."""
    def find(piece):
        for match in _PEOPLE.finditer(piece.text):
            word = match[1] or match[2]
            yield word, word[0].upper() + word[1:]

    return _scan(letter, rule, find)


def check_sentence(letter, rule):
    """A sentence begins with a capital."""
    def find(piece):
        for match in _SENTENCE.finditer(piece.text):
            yield match[0].strip(), match[0].strip().replace(match[1], match[1].capitalize())

    return _scan(letter, rule, find)


CHECKS = {
    "capital_cited": check_cited, "capital_act": check_named_act,
    "capital_body": check_bodies, "capital_position": check_positions,
    "capital_people": check_people, "capital_sentence": check_sentence,
}
