"""Type, subject and authority line (NĐ 30/2020, PL I, components 5a and 5b)."""

import re

from ..normalize import collapse, fold
from .page import Proposal, join_cells, low_of
from .vocabulary import (
    AMBIGUOUS,
    BODY_START,
    LEGAL_TYPES,
    ORGAN,
    OTHER_TYPES,
    PARTY_TYPES,
    TITLE,
    TYPES,
    goes_on,
)

_NAMES = {fold(name): name for name in
          [*TYPES.values(), *LEGAL_TYPES.values(), *OTHER_TYPES] if name != "Công văn"}
_NAMES["ban thoa thuan"] = "Bản thỏa thuận"
_HEADING = re.compile(
    r"(?:" + "|".join(sorted(map(re.escape, _NAMES), key=len, reverse=True)) + r")(?![a-z])"
)
_SPACED = {name.replace(" ", ""): full for name, full in _NAMES.items()}
_ABOUT = re.compile(r"(?:v/v|v / v|ve viec|vv|ve)\s*[:.]?\s*(?=[^\s:.])")
_V_V = re.compile(r"v ?/ ?v\s*[:.]?\s*")
_AUTHORITY = re.compile(
    r"(?:(?:bo truong|thu tuong|chu tich|giam doc|tong giam doc|hieu truong|truong|cuc truong|"
    r"vu truong|tong cuc truong|chanh|chu nhiem|thong doc|vien truong|quyen|pho|"
    r"ban thuong vu|ban chap hanh|"
    r"ban bi thu|bo chinh tri|uy ban|ubnd|hoi dong|quoc hoi|chinh phu|thuong truc|chi cuc truong|"
    r"tong kiem toan|tong thanh tra|uy ban thuong vu|dai hoi|hdnd|chanh an)(?![a-z]))"
)
_NO_SUBJECT = re.compile(
    r"(?:[ivx]+|\d+|[a-d])[.)/] |phan (?:thu|[i1])|ho va ten|hom nay|ong|ba\b")
_INVITES = re.compile(r"tran trong|kinh moi|gioi thieu\b|xin thong bao|dien:")
_MAX_SUBJECT = 700


class Headings:
    """Type, subject and authority of one document, read from the cells after the number."""

    def __init__(self, page, head, cells, notation):
        self.page, self.head, self.notation = page, head, notation
        self.cells = [cell for cell in cells if cell.start < head.end + 4000]
        self.result = {}
        self.spread = self._double_spaced()

    def read(self):
        """Return the proposals ``type``, ``subject`` and ``authority``."""
        index = self._heading()
        if index is not None:
            self._named(index)
        else:
            self._letter()
        return self.result

    def _heading(self):
        """Index of the cell that is, or begins with, the name of a type in capitals."""
        for index, cell in enumerate(self.cells):
            if cell.start > self.head.end and index > 3 and not cell.is_upper:
                break
            low = cell.low.strip(" .:*")
            if not cell.is_upper and not low[:1].isupper() and not cell.text[:2].isupper():
                continue
            if re.fullmatch(r"(?:[a-z] ){4,}[a-z]?.*", low) and low.replace(" ", "") in _SPACED:
                self._set_type(_SPACED[low.replace(" ", "")], cell.start, cell.end)
                return index
            match = _HEADING.match(low)
            if match and self._is_heading(cell, low, match):
                shift = cell.low.index(match.group())
                start = cell.start + shift
                self._set_type(_NAMES[match.group()], start, start + len(match.group()))
                return index
        return None

    def _is_heading(self, cell, low, match):
        name = cell.text[cell.low.index(match.group()):][: len(match.group())]
        if not name.isupper():
            return False
        if low == match.group() or cell.text.rstrip().endswith(":") and low == match.group():
            return True
        # With more on the line it must agree with the notation or go on with "Về việc".
        rest = low[match.end():].strip(" .:-")
        if rest in ("khan", "lien tich") or _ABOUT.match(rest) or rest.startswith("("):
            return True
        return self._type_by_notation() == _NAMES[match.group()]

    def _set_type(self, name, start, end):
        by_notation = self._type_by_notation()
        if by_notation and by_notation != name and fold(by_notation).startswith(fold(name)):
            name = by_notation
        self.result["type"] = Proposal(name, self.page.source(start, end))

    def _type_by_notation(self):
        if not self.notation:
            return None
        value = self.notation.value
        legal = re.match(r"\d{4}/(?:([A-ZĐa-z]+)-|(QH)\d)", value)
        if legal:
            group = legal[1] or ""
            return LEGAL_TYPES.get(group) or TYPES.get(group)
        group = re.split(r"[-/]", value)[0]
        return PARTY_TYPES.get(group) or TYPES.get(group)

    def _named(self, index):
        """Read the lines under the type name."""
        page, first = self.page, self.cells[index]
        name = self.result["type"].source
        cells = []
        rest_start = self._after_name(first, name)
        if rest_start < first.end:
            rest = page.carve([(first.start, rest_start)], [first])
            if rest and rest[0].low.strip(" .:*") not in ("", "lien tich", "khan"):
                rest[0].gap = False
                cells.append(rest[0])
        cells += self.cells[index + 1:]
        used = self._subject_cells(cells)
        with_authority = self.result["type"].value in ("Quyết định", "Nghị quyết", "Nghị định",
                                                       "Thông tư", "Quy chế", "Lệnh")
        if with_authority:
            used = self._authority(cells, used)
        if not used or page.is_cut(used[-1].end):
            return
        found = join_cells(page, used)
        value = found.value.strip(" .*_:;")
        if value.startswith("(") and value.endswith(")"):
            value = value[1:-1].strip()
        value = re.sub(r"^[-–]\s*", "", value)
        if 3 < len(value) <= _MAX_SUBJECT and not re.match(r"so\s*:", fold(value)):
            self.result["subject"] = Proposal(value, found.source)

    def _after_name(self, cell, name):
        return cell.start + cell.text.index(name) + len(name) if name in cell.text else cell.end

    def _subject_cells(self, cells):
        used = []
        for cell in cells:
            low = cell.low.strip(" *(")
            if not used:
                if self._ends_at_once(cell, low):
                    break
                used.append(cell)
                continue
            if self._ends_subject(used, cell, low):
                break
            used.append(cell)
            if len(used) > 9:
                return []
        return used

    def _ends_at_once(self, cell, low):
        if re.match(r"kinh (?:gui|ngui|goi|moi)|can cu|dieu \d|so\s*:", low):
            return True
        if self._past(cell):
            return True
        if _NO_SUBJECT.match(low):
            return True
        if _INVITES.search(low) and (cell.text.rstrip().endswith(":") or ORGAN.match(low)):
            return True
        return len(cell.text) > 330 and not cell.is_upper

    def _past(self, cell):
        address = self.head.address
        return address is not None and cell.start >= address[0]

    def _ends_subject(self, used, cell, low):
        """Whether ``cell`` no longer belongs to the subject begun with ``used``."""
        last = used[-1]
        ended = last.text.rstrip().endswith((".", ":", ")"))
        if self._past(cell) or ended and not cell.starts_lower:
            return True
        shouting = all(part.is_upper for part in used)
        if shouting != cell.is_upper and not self._figures_only(cell):
            if shouting:
                return cell.gap or not cell.starts_lower or bool(BODY_START.match(low))
            return not goes_on(last.text)
        joined = goes_on(last.text)
        if cell.gap and not (cell.starts_lower or joined or self.spread):
            return True
        if self._begins_body(cell, low):
            return not (low.startswith("nam ") and joined)
        if cell.is_upper or joined or cell.starts_lower:
            return False
        return self._is_paragraph(last, cell, low)

    @staticmethod
    def _begins_body(cell, low):
        if not BODY_START.match(low) or (cell.starts_lower and not re.match(r"\d", low)):
            return False
        return not cell.is_upper or bool(
            re.match(r"can cu|dieu 1|chuong i|phan|[ivx]+\. ", low))

    def _is_paragraph(self, last, cell, low):
        """A line that begins with a capital: the text proper, or the subject's next line."""
        if "kinh moi" in low or "thong bao" in low[:60] and ORGAN.match(low):
            return True
        if self.head.address and len(cell.text) < 100 and not cell.text.rstrip().endswith("."):
            return False  # all that stands between the type and "Kính gửi"
        return bool(ORGAN.match(low)) and len(last.text) < 75 or len(cell.text) > 120

    @staticmethod
    def _figures_only(cell):
        return not re.search(r"[a-z]{2}", cell.low)

    def _authority(self, cells, used):
        """Find the authority line; return the subject cells without it."""
        position = len(used)
        block = list(used)
        for cell in cells[position: position + 4]:
            if cell.is_upper and not re.match(r"quyet (?:dinh|nghi)|chuong|phan|luat", cell.low) \
                    and not self._past(cell):
                block.append(cell)
            else:
                break
        start = None
        for index in range(len(block) - 1, -1, -1):
            if not block[index].is_upper:
                break
            if _AUTHORITY.match(block[index].low.strip(" *")):
                start = index
                break
        if start is None:
            return used
        if start > 0 and block[start - 1].is_upper and TITLE.fullmatch(
                block[start - 1].low.strip(" *")):
            start -= 1
        if start == 0 and self._rest_is_body(cells, block) is False:
            return used
        if start and goes_on(block[start - 1].text) and not block[start].gap:
            return used
        found = join_cells(self.page, block[start:])
        value = found.value.strip(" .,:*")
        if len(value) > 200:
            return block[:start]
        self.result["authority"] = Proposal(value, found.source)
        return block[:start]

    def _rest_is_body(self, cells, block):
        after = cells[len(block)] if len(block) < len(cells) else None
        return after is not None and bool(BODY_START.match(after.low))

    def _letter(self):
        """A công văn: the subject under the number begins with "V/v" or "Về"."""
        index = self._about()
        type_name = self._type_by_notation()
        group = re.split(r"[-/]", self.notation.value)[0] if self.notation else ""
        if index is None:
            if type_name and type_name != "Công văn" and group not in AMBIGUOUS:
                self.result["type"] = Proposal(type_name, self.notation.source)
            elif self.notation and self.head.address and (type_name in (None, "Công văn")):
                self.result["type"] = Proposal("Công văn", self.notation.source)
            return
        used = self._letter_cells(index)
        cut = self.page.is_cut(used[-1].end)
        found = join_cells(self.page, used)
        marker = self.page.source(self.cells[index].start, self.cells[index].end)
        if type_name and type_name != "Công văn" and group not in AMBIGUOUS:
            self.result["type"] = Proposal(type_name, self.notation.source)
        else:
            self.result["type"] = Proposal("Công văn", marker[:60])
        value = found.value.strip(" .*_;")
        if value.startswith("("):
            value = value[1:].removesuffix(")")
        low_value = value[: _ABOUT.match(fold_head(value)).end()] if _ABOUT.match(
            fold_head(value)) else ""
        value = value[len(low_value):].strip(" :")
        if 3 < len(value) <= _MAX_SUBJECT and not cut:
            self.result["subject"] = Proposal(collapse(value), found.source)

    def _about(self):
        limit = self.head.end
        for index, cell in enumerate(self.cells):
            if cell.start >= limit:
                break
            low = cell.low.lstrip("(")
            if _V_V.match(low) or (cell.text.startswith(("Về", "VỀ")) and _ABOUT.match(low)):
                return index
        # Flattened columns put it behind the recipients; there only "V/v" itself is sure.
        found = [i for i, cell in enumerate(self.cells)
                 if cell.start >= limit and _V_V.match(cell.low) and cell.text[0] == "V"]
        return found[0] if len(found) == 1 and self._after_text(found[0]) else None

    def _after_text(self, index):
        before = self.page.low[: self.cells[index].start]
        return bool(re.search(r"\./\.?|\n\s*-?\s*luu\b|noi nhan", before))

    def _letter_cells(self, index):
        used = [self.cells[index]]
        in_head = used[0].start < self.head.end
        spread = self.spread and in_head
        for cell in self.cells[index + 1:]:
            low = cell.low
            if in_head and cell.start >= self.head.end or len(used) > 9:
                break
            if cell.aside and cell.line != used[-1].line or cell.line == used[-1].line:
                continue
            if re.match(r"kinh (?:gui|ngui)|noi nhan|so\s*:|-|[^,]{2,35}, ngay\b", low):
                break
            if cell.is_upper and not used[-1].is_upper and (
                    TITLE.match(low) or ORGAN.match(low) or not in_head):
                break
            joined = goes_on(used[-1].text)
            if cell.gap and not (spread or cell.starts_lower or joined):
                break
            if not in_head and not cell.starts_lower and TITLE.match(low):
                break
            if in_head and BODY_START.match(low) and not cell.starts_lower and not joined \
                    and not spread and len(cell.text) > 60:
                break
            used.append(cell)
        return used

    def _double_spaced(self):
        """Whether blank lines stand between all lines of the head, so that they mean nothing."""
        cells = [cell for cell in self.page.cells if cell.start < self.head.end and not cell.aside]
        return len(cells) > 4 and sum(cell.gap for cell in cells) >= 0.9 * len(cells)


def fold_head(value):
    """Return the first characters folded, same length, for matching "V/v" in a joined value."""
    return low_of(value[:20])
