"""Checks of the text: grounds, articles, clauses, points, gaps and indents."""

import re

from ..normalize import collapse, fold, fold_spelling
from . import words
from .checks_text import written
from .rule import Hit, Note

_ROMAN = re.compile(r"[IVXLC]+")
_ARTICLE = re.compile(r"điều\s+(\d+)\s*(\S?)", re.IGNORECASE)
_CLAUSE = re.compile(r"(\d{1,2})\s*([./)])\s")
_POINT = re.compile(r"([a-zđ])\s*([).])\s")
_LIST = re.compile(r"[-–+•*]|\d{1,2}(?:\.\d{1,2})*[./)]|[a-zđ][).]|[IVX]{1,5}\.\s")
_ALPHABET = "abcdđeghiklmnopqrstuvxy"
_CM = 566.929  # twips


def _hit(rule, paragraphs, found, expected, component="body"):
    return Hit(found, expected, component, words.short(paragraphs[0].text), len(paragraphs),
               list(paragraphs))


def _is_heading(paragraph):
    """A title on its own: Phần, Chương, Mục and what stands centred in capitals or bold."""
    text = paragraph.text
    if words.HEADING.fullmatch(text) or words.is_upper(text):
        return True
    bold = all(run.look.bold for run in paragraph.runs if run.text.strip())
    return bold and (paragraph.look.align == "center" or len(text) < 90)


def plain_paragraphs(letter):
    """The paragraphs of running text, to which gaps and indents apply."""
    return [paragraph for paragraph in letter.paragraphs
            if paragraph.spot.kind == "body" and not _is_heading(paragraph)]


def _share(rule, letter, wrong, found, expected):
    """A hit when more than one paragraph in ten departs from the rule (a quotation may)."""
    paragraphs = plain_paragraphs(letter)
    bad = [paragraph for paragraph in paragraphs if wrong(paragraph)]
    if not bad or len(bad) * 100 <= len(paragraphs) * 10:
        return []
    return [_hit(rule, bad, found(bad[0]), expected)]


def check_basis_end(letter, rule):
    """Each ground ends with ";", the last one with "."."""
    pieces = letter.get("basis")
    for index, piece in enumerate(pieces):
        wanted = "." if index == len(pieces) - 1 else ";"
        follows = index + 1 < len(pieces) and pieces[index + 1].paragraph is piece.paragraph
        if not follows and not piece.text.endswith(wanted):
            return [Hit(Note("text", {"text": "…" + piece.text[-30:]}),
                        Note("ends_with", {"text": wanted}), "basis", words.short(piece.text))]
    return []


def check_body_size(letter, rule):
    """Size of all running text, in points."""
    found = {}
    for piece in letter.get("body"):
        for run in written(piece):
            if not rule.allows(run.look.size) and not _is_raised(run):
                found.setdefault(run.look.size, []).append((piece, run))
    return [
        Hit(Note("size", {"size": size}),
            Note("size_range", {"minimum": rule.minimum, "maximum": rule.maximum}), "body",
            words.short(pairs[0][0].text), len(pairs), [run for _, run in pairs])
        for size, pairs in sorted(found.items())
    ]


def _is_raised(run):
    return len(run.text.strip()) <= 3 and run.look.size < 10  # the mark of a footnote


def check_body_upright(letter, rule):
    """Running text is upright; words may be stressed, but no whole paragraph."""
    bad = [paragraph for paragraph in plain_paragraphs(letter)
           if all(run.look.italic for piece in paragraph.pieces for run in written(piece))
           and len(paragraph.text) > 60]
    if not bad:
        return []
    found = _hit(rule, bad, Note("italic"), Note("upright"))
    found.targets = [run for paragraph in bad for run in paragraph.runs]
    return [found]


def check_body_not_bold(letter, rule):
    """Running text is not bold."""
    bad = [paragraph for paragraph in plain_paragraphs(letter)
           if len(paragraph.text) > 120 and not _ARTICLE.match(paragraph.text)
           and all(run.look.bold for piece in paragraph.pieces for run in written(piece))]
    if not bad:
        return []
    found = _hit(rule, bad, Note("bold"), Note("not_bold"))
    found.targets = [run for paragraph in bad for run in paragraph.runs]
    return [found]


def check_justified(letter, rule):
    """Both edges even."""
    return _share(
        rule, letter,
        lambda paragraph: paragraph.look.align != "both" and not _is_short(paragraph),
        lambda paragraph: Note(f"align_{paragraph.look.align}"), Note("align_both"))


def _is_short(paragraph):
    """One line at the left edge looks the same as an even one."""
    return paragraph.look.align == "left" and len(paragraph.text) < 60


def _indent(paragraph):
    """Where the first line begins, in centimetres."""
    look = paragraph.look
    first = look.first
    if _LIST.match(paragraph.text) or paragraph.label:
        first += max(look.left, 0)
    if not paragraph.pieces[0].raw.strip() and len(paragraph.pieces) > 1 \
            and paragraph.pieces[1].tabbed:
        first += 720
    return first / _CM


def check_indent(letter, rule):
    """The first line begins at one of ``value`` centimetres; items of lists may stand deeper."""
    wanted = [float(number) for number in rule.values]

    def is_wrong(paragraph):
        found = _indent(paragraph)
        if _LIST.match(paragraph.text) or paragraph.label:
            return found < min(wanted) - rule.tolerance
        return all(abs(found - number) > rule.tolerance for number in wanted)

    return _share(
        rule, letter, is_wrong,
        lambda paragraph: Note("indent", {"size": round(_indent(paragraph), 2)}),
        Note("indent_values", {"values": " / ".join(rule.values)}))


def check_gap(letter, rule):
    """The gap between paragraphs, in points; empty lines between them count as one."""
    orders = {paragraph.order for paragraph in letter.document.paragraphs if not paragraph.text}

    def is_wrong(paragraph):
        gap = paragraph.look.before + paragraph.look.after
        return gap < rule.minimum - rule.tolerance - 1e-6 and not (
            {paragraph.order - 1, paragraph.order + 1} & orders)

    return _share(
        rule, letter, is_wrong,
        lambda paragraph: Note("gap", {"size": paragraph.look.before + paragraph.look.after}),
        Note("gap_least", {"minimum": rule.minimum}))


def _lines(paragraph):
    """Line spacing in lines; a fixed height is compared with that of a single line."""
    look = paragraph.look
    if look.line_rule == "auto":
        return look.line
    sizes = [run.look.size for run in paragraph.runs if run.text.strip()] or [14]
    single = max(sizes) * 1.15
    lines = look.line / single
    return max(lines, 1.0) if look.line_rule == "atLeast" else lines


def check_line_spacing(letter, rule):
    """Line spacing from ``minimum`` to ``maximum`` lines."""
    return _share(
        rule, letter, lambda paragraph: not rule.allows(_lines(paragraph)),
        lambda paragraph: Note("spacing", {"lines": round(_lines(paragraph), 2)}),
        Note("spacing_range", {"minimum": rule.minimum, "maximum": rule.maximum}))


# -- parts of a longer text ----------------------------------------------------------------------


def _headings(letter):
    for index, paragraph in enumerate(letter.paragraphs):
        match = words.HEADING.fullmatch(paragraph.text)
        if match:
            title = letter.paragraphs[index + 1] if index + 1 < len(letter.paragraphs) else None
            yield paragraph, fold_spelling(match[1]), match[2], title


def check_heading_number(letter, rule):
    """Roman figures for Phần and Chương, Arabic ones for Mục and Tiểu mục (``value``)."""
    roman = [value.lower() for value in rule.values]
    for paragraph, word, number, _title in _headings(letter):
        if (word in roman) != bool(_ROMAN.fullmatch(number)) and not number.startswith("thứ"):
            return [_hit(rule, [paragraph], Note("text", {"text": paragraph.text}),
                         Note("roman" if word in roman else "arabic"), "heading")]
    return []


def _heading_lines(letter):
    return [line for paragraph, _word, _number, title in _headings(letter)
            for line in (paragraph, title) if line]


def check_heading_place(letter, rule):
    """The word with its number and the title below: aligned as ``value`` says."""
    wrong = [line for line in _heading_lines(letter) if line.look.align != rule.value]
    return [_hit(rule, wrong, Note(f"align_{wrong[0].look.align}"),
                 Note(f"align_{rule.value}"), "heading")] if wrong else []


def check_heading_bold(letter, rule):
    """The word with its number and the title below: bold."""
    wrong = [line for line in _heading_lines(letter)
             if not all(run.look.bold for run in line.runs if run.text.strip())]
    if not wrong:
        return []
    found = _hit(rule, wrong, Note("not_bold"), Note("bold"), "heading")
    found.targets = [run for line in wrong for run in line.runs]
    return [found]


def check_heading_title(letter, rule):
    """The title below in capitals."""
    for _paragraph, _word, _number, title in _headings(letter):
        if title and not words.is_upper("".join(piece.seen for piece in title.pieces)):
            return [_hit(rule, [title], Note("text", {"text": words.short(title.text)}),
                         Note("upper"), "heading")]
    return []


def _articles(letter):
    for paragraph in letter.paragraphs:
        match = _ARTICLE.match(paragraph.text)
        if match and paragraph.text[:1] in "Đđ":
            yield paragraph, int(match[1]), match[2]


def _article_label(paragraph):
    """The runs that hold the word "Điều" with its number."""
    found, text = [], ""
    for run in paragraph.runs:
        if run.text.strip():
            found.append(run)
        text = collapse(text + run.text)
        if re.match(r"điều\s+\d+\s*[.:]", text, re.IGNORECASE):
            break
    return found


def check_article_bold(letter, rule):
    """The word "Điều" with its number is bold."""
    wrong = [paragraph for paragraph, _number, _mark in _articles(letter)
             if not paragraph.label
             and not all(run.look.bold for run in _article_label(paragraph))]
    if not wrong:
        return []
    found = _hit(rule, wrong, Note("not_bold"), Note("bold"), "article")
    found.targets = [run for paragraph in wrong for run in _article_label(paragraph)]
    return [found]


def check_article_dot(letter, rule):
    """A full stop after the number of an article."""
    wrong = [paragraph for paragraph, _number, mark in _articles(letter)
             if mark in (":", "/", "-", ")", "") or mark.isupper()]
    return [_hit(rule, wrong, Note("text", {"text": words.short(wrong[0].text, 30)}),
                 Note("dot_after", {"text": words.short(wrong[0].text, 7)}),
                 "article")] if wrong else []


def check_article_order(letter, rule):
    """Articles are numbered without a gap."""
    expected = None
    for paragraph, number, mark in _articles(letter):
        if mark not in (".", ":"):
            continue
        if expected is not None and number != expected:
            return [_hit(rule, [paragraph], Note("text", {"text": f"Điều {number}"}),
                         Note("order", {"text": f"Điều {expected}"}), "article")]
        expected = number + 1
    return []


def check_clause(letter, rule):
    """A clause is numbered "1." and not "1)" or "1/"."""
    wrong = [paragraph for paragraph in letter.paragraphs
             if (match := _CLAUSE.match(paragraph.text)) and match[2] != "."]
    return [_hit(rule, wrong, Note("text", {"text": words.short(wrong[0].text, 30)}),
                 Note("clause_dot"), "clause")] if wrong else []


def check_point(letter, rule):
    """A point is "a)" and not "a."."""
    wrong = [paragraph for paragraph in letter.paragraphs
             if (match := _POINT.match(paragraph.text)) and match[2] != ")"]
    return [_hit(rule, wrong, Note("text", {"text": words.short(wrong[0].text, 30)}),
                 Note("point_bracket"), "point")] if wrong else []


def check_point_letter(letter, rule):
    """Points follow the Vietnamese alphabet: after d comes đ, and there is no f, j, w, z."""
    former = ""
    for paragraph in letter.paragraphs:
        match = _POINT.match(paragraph.text)
        if not match:
            former = former if not _CLAUSE.match(paragraph.text) else ""
            continue
        mark = match[1]
        wanted = _ALPHABET[_ALPHABET.index(former) + 1:][:1] if former else mark
        if mark not in _ALPHABET or (mark not in ("a", wanted) and former):
            return [_hit(rule, [paragraph], Note("text", {"text": words.short(paragraph.text, 30)}),
                         Note("order", {"text": f"{wanted})"}) if former
                         else Note("point_letters"), "point")]
        former = mark
    return []


def check_end_mark(letter, rule):
    """The text ends with ``value`` ("./.")."""
    pieces = letter.get("body")
    if not pieces or not _is_judged(letter, pieces):
        return []
    text = pieces[-1].text
    if text.replace(" ", "").endswith(rule.value):
        return []
    return [Hit(Note("text", {"text": "…" + text[-30:]}), Note("ends_with", {"text": rule.value}),
                "body", words.short(text))]


def _is_judged(letter, pieces):
    """Where a table stands last, the mark may be in it or may not: it is not judged."""
    last = pieces[-1]
    index = letter.main.index(last) + 1
    following = letter.main[index] if index < len(letter.main) else None
    closing = {id(piece) for name in ("recipients_label", "position", "signer", "recipients",
                                      "urgency", "circulation", "typist")
               for piece in letter.get(name)}
    return following is None or id(following) in closing


# -- annexes -----------------------------------------------------------------------------------


def check_annex_numbers(letter, rule):
    """Two annexes or more have Roman numbers."""
    if len(letter.annexes) < 2:
        return []
    for pieces in letter.annexes:
        if not re.search(r"\s[IVXLC]+[.:]?$", pieces[0].text):
            return [Hit(Note("text", {"text": pieces[0].text}), Note("roman"), "annex",
                        pieces[0].text)]
    return []


def check_annex_case(letter, rule):
    """ "Phụ lục" in small letters."""
    wrong = [pieces[0] for pieces in letter.annexes if "PHỤ LỤC" in pieces[0].seen]
    return [Hit(Note("text", {"text": wrong[0].seen}), Note("not_upper"), "annex",
                wrong[0].text, len(wrong))] if wrong else []


def check_annex_mentioned(letter, rule):
    """The text refers to its annexes."""
    if not letter.annexes:
        return []
    text = fold(" ".join(piece.text for piece in letter.main))
    if "phu luc" in text or "kem theo" in text or "dinh kem" in text:
        return []
    return [Hit(Note("annex_not_mentioned"), Note("annex_mentioned"), "annex",
                letter.annexes[0][0].text)]


def check_annex_reference(letter, rule):
    """Below the title: "(Kèm theo …)", in italics."""
    for pieces in letter.annexes:
        line = next((piece for piece in pieces[1:6] if "kem theo" in fold(piece.text)), None)
        if line is None:
            return [Hit(Note("missing"), Note("written", {"text": "(Kèm theo …)"}), "annex",
                        pieces[0].text)]
        runs = [run for run in written(line) if not run.look.italic]
        if runs:
            return [Hit(Note("upright"), Note("italic"), "annex", words.short(line.text),
                        targets=runs)]
    return []


CHECKS = {
    "basis_end": check_basis_end, "body_size": check_body_size,
    "body_upright": check_body_upright, "body_not_bold": check_body_not_bold,
    "justified": check_justified, "indent": check_indent, "gap": check_gap,
    "line_spacing": check_line_spacing, "heading_number": check_heading_number,
    "heading_place": check_heading_place, "heading_bold": check_heading_bold,
    "heading_title": check_heading_title,
    "article_bold": check_article_bold, "article_dot": check_article_dot,
    "article_order": check_article_order, "clause": check_clause, "point": check_point,
    "point_letter": check_point_letter, "end_mark": check_end_mark,
    "annex_numbers": check_annex_numbers, "annex_case": check_annex_case,
    "annex_mentioned": check_annex_mentioned, "annex_reference": check_annex_reference,
}
