"""BagIt (RFC 8493): case files as they are, with the sums of everything."""

from .archive import PackageWriter
from .case_xml import write_case_xml
from .spec import safe_file_name, safe_name

_ALGORITHM = "sha256"
_WIDTH = 79


def write_bag(archive, name, cases, moment, sender, description=""):
    """Write one bag with the files' metadata and every electronic file as it came.

    :param archive: an open ``zipfile.ZipFile``
    :param str name: of the bag's folder
    :param cases: iterable of ``CaseFile``; read once, each forgotten when it is written
    :param datetime.datetime moment: local time
    :param str sender: organisation that sends
    :param str description: what is in it
    :raise PackageError: an electronic file is missing or damaged
    """
    writer = PackageWriter(archive, name, moment)
    taken, identifiers = set(), []
    for case in cases:
        identifiers.append(case.values.get("file_code") or case.title)
        _write_case(writer, case, _free_name(safe_name(identifiers[-1]), taken))
    payload = list(writer.members)
    writer.add_bytes("bagit.txt", b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n")
    writer.add_bytes("bag-info.txt", _write_info({
        "Source-Organization": [sender], "External-Description": [description],
        "External-Identifier": identifiers, "Bagging-Date": [moment.date().isoformat()],
        "Payload-Oxum": [f"{sum(member.size for member in payload)}.{len(payload)}"],
        "Bag-Software-Agent": ["vanthu"],
    }))
    writer.add_bytes(f"manifest-{_ALGORITHM}.txt", _write_manifest(payload))
    writer.add_bytes(
        f"tagmanifest-{_ALGORITHM}.txt", _write_manifest(writer.members[len(payload):])
    )


def _write_case(writer, case, folder):
    members, taken = {}, set()
    for position, document in enumerate(case.documents, 1):
        for content in document.contents:
            name = _free_name(f"{position:04d}-{safe_file_name(content.name)}", taken)
            members[id(content)] = writer.add_content(f"data/{folder}/{name}", content)
    writer.add_bytes(f"data/{folder}/metadata.xml", write_case_xml(case, members))


def _free_name(name, taken):
    """A name that was not given yet, also for systems that take a and A for one letter."""
    stem, dot, extension = name.rpartition(".")
    stem, ending = (stem, dot + extension) if dot and len(extension) < 6 else (name, "")
    free, number = name, 1
    while free.lower() in taken:
        number += 1
        free = f"{stem}-{number}{ending}"
    taken.add(free.lower())
    return free


def _write_manifest(members):
    return "".join(f"{member.sha256}  {member.path}\n" for member in members).encode()


def _write_info(facts):
    """The lines of bag-info.txt; what is long goes on in indented lines."""
    lines = []
    for label, values in facts.items():
        for value in filter(None, values):
            line = f"{label}:"
            for word in str(value).split():
                if len(line) + len(word) + 1 > _WIDTH and not line.endswith(":"):
                    lines.append(line)
                    line = " "
                line += f" {word}"
            lines.append(line)
    return "".join(f"{line}\n" for line in lines).encode()
