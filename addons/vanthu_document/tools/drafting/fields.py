"""What a template of a draft can be filled with: texts and lists of texts, nothing else."""

import dataclasses
import datetime
import re
import unicodedata

_LEAD = re.compile(r"^\s*(v/v|về việc)\s*:?\s+", re.IGNORECASE)
_BLANK = "\N{NO-BREAK SPACE}"
NUMBER_BLANK = _BLANK * 8
DAY_BLANK = _BLANK * 6


@dataclasses.dataclass
class DraftFacts:
    """What is known of a draft when it is filled in.

    ``recipients`` are the lines of Nơi nhận after the addressees, without "Lưu"; ``keepers`` who
    keeps a copy beside the registry; ``signing`` the lines of capacity and position;
    ``authority`` the person or body in whose name a decision is made; ``secretary`` who keeps
    the minutes.
    """

    superior: str = ""
    organisation: str = ""
    place: str = ""
    day: datetime.date | None = None
    number: str = ""
    notation: str = ""
    type_name: str = ""
    subject: str = ""
    to: list = dataclasses.field(default_factory=list)
    recipients: list = dataclasses.field(default_factory=list)
    keepers: list = dataclasses.field(default_factory=list)
    signing: list = dataclasses.field(default_factory=list)
    authority: str = ""
    signer: str = ""
    secretary: str = ""


def make_date(day, year):
    """The date as letters bear it; a draft leaves day and month open.

    :param day: ``datetime.date``, or None before the number is taken
    :param int year: year that a draft shows
    :return str: ``ngày 05 tháng 9 năm 2026``: a 0 before days below 10 and months 1 and 2
    """
    if not day:
        return f"ngày{DAY_BLANK}tháng{DAY_BLANK}năm {year}"
    month = f"{day.month:02d}" if day.month < 3 else str(day.month)
    return f"ngày {day.day:02d} tháng {month} năm {day.year}"


def clean(text):
    """One line of text that XML can hold.

    :param str text: anything that people typed
    :return str: composed letters, no control characters, blanks made one
    """
    text = unicodedata.normalize("NFC", text or "")
    text = "".join(c for c in text if c in "\t\n" or unicodedata.category(c)[0] != "C")
    return " ".join(part for part in re.split(r"[ \t\n]+", text) if part)


def make_context(facts, year):
    """The fields of a template with their values.

    :param DraftFacts facts: what is known
    :param int year: year of the draft
    :return dict: name → str or list of str
    """
    to = [clean(name).rstrip(";.") for name in facts.to if clean(name)]
    lines = [clean(name).rstrip(";.") for name in facts.recipients if clean(name)]
    kept = "Lưu: " + ", ".join(["VT", *(clean(name) for name in facts.keepers if clean(name))])
    subject = _LEAD.sub("", clean(facts.subject)).rstrip(".")
    name = clean(facts.organisation)
    return {
        "superior": clean(facts.superior).upper(),
        "organisation": name.upper(),
        "organisation_name": name,
        "place": clean(facts.place),
        "date": make_date(facts.day, year),
        "number": clean(facts.number) or NUMBER_BLANK,
        "notation": clean(facts.notation),
        "type_name": clean(facts.type_name).upper(),
        "subject": subject,
        "subject_title": subject[:1].upper() + subject[1:],
        "to": to,
        "recipients": [*lines, kept],
        "signing": [clean(line).upper() for line in facts.signing if clean(line)],
        "authority": clean(facts.authority).upper(),
        "signer": clean(facts.signer),
        "secretary": clean(facts.secretary),
    }


FIELDS = tuple(make_context(DraftFacts(), 2020))
