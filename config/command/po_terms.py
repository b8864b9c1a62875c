"""Compare and merge PO files; run by the Python of the virtual environment (polib).

python -m command.po_terms check POT PO       prints what is missing, exit code 1
python -m command.po_terms merge POT PO [PO…] brings PO up to the terms of POT

The further files of `merge` are Odoo's own translations: the labels of fields
that every model or every discussion has are taken from them.
"""

import re
import sys
from pathlib import Path

import polib

WIDTH = 78
# Fields that Odoo itself gives to a model (all models, chatter, activities).
_INHERITED = re.compile(
    r"model:ir\.model\.fields,(field_description|help):\w+\.field_\w+__"
    r"(id|display_name|create_uid|create_date|write_uid|write_date|has_message|message_\w+"
    r"|activity_\w+|my_activity_\w+|access_url|access_token|access_warning)"
)


def key(entry: polib.POEntry) -> tuple[str, str]:
    """What identifies a term."""
    return entry.msgctxt or "", entry.msgid


def problems(template: polib.POFile, translation: polib.POFile) -> list[str]:
    """One line for each term that is missing, untranslated or fuzzy in the translation."""
    there = {key(entry): entry for entry in translation if not entry.obsolete}
    found = []
    for entry in template:
        match = there.get(key(entry))
        where = f"{entry.msgid!r} ({entry.occurrences[0][0] if entry.occurrences else '?'})"
        if match is None:
            found.append(f"missing: {where}")
        elif match.fuzzy:
            found.append(f"fuzzy: {where}")
        elif not match.msgstr.strip():
            found.append(f"not translated: {where}")
    return found


def inherited(entry: polib.POEntry) -> bool:
    """Whether a term is only used for fields that Odoo itself gives to a model."""
    places = [place for place, _ in entry.occurrences]
    return bool(places) and all(_INHERITED.fullmatch(place) for place in places)


def merged(
    template: polib.POFile, translation: polib.POFile, language: str,
    known: dict[str, str] | None = None,
) -> polib.POFile:
    """The terms of the template with the translations that are there, in one fixed layout.

    Translations of terms that are gone are dropped; those of new terms are empty,
    but for labels of Odoo's own fields, which come from `known`.
    """
    known = known or {}
    there = {key(entry): entry for entry in translation if not entry.obsolete}
    result = polib.POFile(wrapwidth=WIDTH)
    result.metadata = {
        "Project-Id-Version": template.metadata.get("Project-Id-Version", ""),
        "Language": language,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Plural-Forms": "nplurals=1; plural=0;",
    }
    result.header = template.header
    for entry in sorted(template, key=key):
        old = there.get(key(entry))
        msgstr = old.msgstr if old else ""
        if not msgstr and inherited(entry):
            msgstr = known.get(entry.msgid, "")
        result.append(polib.POEntry(
            msgid=entry.msgid, msgctxt=entry.msgctxt, occurrences=entry.occurrences,
            comment=entry.comment, flags=[*entry.flags, *(["fuzzy"] if old and old.fuzzy else [])],
            msgstr=msgstr, tcomment=old.tcomment if old else "",
        ))
    return result


def stable(template: polib.POFile) -> polib.POFile:
    """The template without the dates that would change it at every export."""
    result = merged(template, polib.POFile(), "")
    del result.metadata["Language"]
    del result.metadata["Plural-Forms"]
    return result


def main(action: str, pot_file: str, po_file: str, *others: str) -> int:
    """Run one action; the exit code is 1 if `check` found something."""
    template = polib.pofile(pot_file)
    path = Path(po_file)
    translation = polib.pofile(po_file) if path.exists() else polib.POFile()
    if action == "merge":
        path.parent.mkdir(exist_ok=True)
        known = {
            entry.msgid: entry.msgstr
            for other in others for entry in polib.pofile(other) if entry.msgstr
        }
        merged(template, translation, path.stem, known).save(po_file)
        stable(template).save(str(path.with_name(f"{path.parent.parent.name}.pot")))
        translation = polib.pofile(po_file)
    found = problems(template, translation)
    for line in found:
        print(line)
    print(f"{len(template) - len(found)} of {len(template)} terms are translated")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
