"""A whole case file as XML in time order (NĐ 30/2020, Phụ lục VI, III.4.g).

Names and lengths of the fields are those of Phụ lục VI, Phần II; the decree names the fields and
leaves the elements around them to the software.
"""

from datetime import date

from lxml import etree

from odoo.addons.vanthu_document.tools.metadata import CODE_LABELS, STANDARD_TO_FIELD, too_long

ROOT = "CaseFile"
# Fields that the decree wants as words, and the code list that has them.
_WORDS = {"access_mode": "mode", "language_code": "language"}
_FILE = "nd30_file"
_NUMBERS = "number"


def write_case_xml(case, members=None):
    """The metadata of a case file and of its documents.

    :param case: ``CaseFile``, its documents in time order
    :param dict members: id of a ``Content`` → ``Member`` that was written of it, to name path,
        size and sum; without it the contents are named as the store knows them
    :return bytes: XML in UTF-8
    """
    root = etree.Element(ROOT, Standard="30/2020/NĐ-CP, Phụ lục VI")
    _add_values(root, _FILE, {**case.values, "retention_id": case.term})
    documents = etree.SubElement(root, "Documents")
    for document in case.documents:
        node = etree.SubElement(
            documents, "Document",
            Direction="outgoing" if document.standard == "nd30_out" else "incoming",
        )
        _add_values(node, document.standard, document.values)
        for content in document.contents:
            _add_content(node, content, (members or {}).get(id(content)))
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)


def _add_values(parent, standard, values):
    for path, row in STANDARD_TO_FIELD[standard].items():
        value = values.get(row.field)
        if value is None or value is False or value in ("", ()):
            continue
        if row.field in _WORDS:
            value = CODE_LABELS[_WORDS[row.field]].get(value, value)
        if row.kind == "list":
            for item in value:
                _find_or_add(parent, path, again=True).text = str(item)
        else:
            _find_or_add(parent, path).text = write_value(value)


def _find_or_add(parent, path, again=False):
    """The element at a path below ``parent``; its groups are made once."""
    *groups, last = path.split("/")
    for group in groups:
        found = parent.find(group)
        parent = etree.SubElement(parent, group) if found is None else found
    found = None if again else parent.find(last)
    return etree.SubElement(parent, last) if found is None else found


def write_value(value):
    """A value as text: days as YYYY-MM-DD.

    :param value: text, number or ``date``
    :return str:
    """
    return value.isoformat() if isinstance(value, date) else str(value)


def _add_content(parent, content, member):
    etree.SubElement(
        parent, "File", Name=content.name, Type=content.mimetype,
        Size=str(member.size if member else content.size),
        **({"Path": member.path} if member else {}),
        **({"SHA-256": member.sha256 if member else content.sha256}
           if member or content.sha256 else {}),
    )


def read_case_xml(data):
    """What :func:`write_case_xml` wrote, by the names of our fields.

    :param bytes data: XML
    :return tuple: values of the file, list of values of its documents; numbers as ``int``, days
        as ``date``, lists as tuples, codes as the words that stand in the file
    """
    root = etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True))
    documents = []
    for node in root.iterfind("Documents/Document"):
        outgoing = node.get("Direction") == "outgoing"
        documents.append(_read_values(node, "nd30_out" if outgoing else "nd30_in"))
    return _read_values(root, _FILE), documents


def _read_values(parent, standard):
    found = {}
    for path, row in STANDARD_TO_FIELD[standard].items():
        texts = [node.text or "" for node in parent.iterfind(path)]
        if not texts:
            continue
        if row.kind == "list":
            found[row.field] = tuple(texts)
        elif row.kind == "date":
            found[row.field] = date.fromisoformat(texts[0])
        else:
            found[row.field] = int(texts[0]) if row.kind == _NUMBERS else texts[0]
    return found


def find_too_long(case):
    """What is longer than Phụ lục VI, Phần II foresees for exchange; it is exported all the same.

    :param case: ``CaseFile``
    :return list: (``Document`` or None for the file itself, ``Row``, length)
    """
    values = {**case.values, "retention_id": case.term}
    found = [(None, row, size) for row, size in too_long(_FILE, _as_words(values))]
    for document in case.documents:
        words = _as_words(document.values)
        found += [(document, row, size) for row, size in too_long(document.standard, words)]
    return found


def _as_words(values):
    return {
        name: CODE_LABELS[_WORDS[name]].get(value, value) if name in _WORDS else
        write_value(value) if isinstance(value, date) else value
        for name, value in values.items()
    }
