"""Words of a file plan: years in titles, abbreviations of headings. Plain Python."""

import re

# One year, or two as a school year has them; neither in a document's number (12/2026/TT-BNV).
_YEARS = re.compile(r"(?<!\d)(\d{4})(?:(\s*[-–—/]\s*)(\d{4}))?(?![\d/])")
_IN_DATE = re.compile(r"\d{1,2}[/.-]\d{1,2}[/.-]$")
_FIRST_WORDS = re.compile(r"^(công tác|lĩnh vực|tài liệu về|tài liệu)\s+", re.IGNORECASE)
_SMALL_WORDS = {"và", "của", "các", "về", "cho", "những"}
_LONGEST = 8


def raise_years(title, former, year):
    """A title of a former plan for a new year.

    "năm 2026" and the school years 2025-2026 and 2026-2027 go with the plan; other years,
    periods, dates and numbers of documents stay.

    :param str title: of the former plan
    :param int former: its year
    :param int year: of the new plan
    :return str:
    """
    def replace(found):
        first, between, second = int(found[1]), found[2], found[3] and int(found[3])
        if _IN_DATE.search(title[:found.start()]):
            return found[0]
        if second:
            if second - first != 1 or former not in (first, second):
                return found[0]
            return f"{first + year - former}{between}{second + year - former}"
        return str(year) if first == former else found[0]

    return _YEARS.sub(replace, title or "")


def fill_years(title, year):
    """A title of a template: ``{year}`` and ``{next}`` become the plan's year and the next.

    :param str title: such as "Hồ sơ tuyển sinh năm học {year}-{next}"
    :param int year: of the plan
    :return str:
    """
    return (title or "").replace("{year}", str(year)).replace("{next}", str(year + 1))


def make_abbreviation(heading):
    """An abbreviation for a heading that has none: first letters of its words.

    :param str heading: such as "CÔNG TÁC TỔ CHỨC, CÁN BỘ"
    :return str: such as "TCCB"; empty for a heading without letters
    """
    words = re.findall(r"[^\W\d_]+", _FIRST_WORDS.sub("", heading or ""))
    letters = [word[0].upper() for word in words if word.lower() not in _SMALL_WORDS]
    return "".join(letters)[:_LONGEST]
