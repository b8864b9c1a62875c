"""Preservation metadata: PREMIS 3.0 of the package, its representation and its files."""

from lxml import etree

NAMESPACE = "http://www.loc.gov/premis/v3"
_XSI = "http://www.w3.org/2001/XMLSchema-instance"
AGENT = "vanthu"


class Premis:
    """One PREMIS document in the making.

    :param str moment: when the package is made, ISO 8601 with zone
    :param str version: of the software
    """

    def __init__(self, moment, version):
        self._moment, self._version = moment, version
        self._root = etree.Element(
            _tag("premis"), nsmap={"premis": NAMESPACE, "xsi": _XSI}, version="3.0"
        )
        self._events = []

    def add_object(self, kind, identifiers, events, name=""):
        """An intellectual entity or a representation.

        :param str kind: intellectualEntity or representation
        :param dict identifiers: type → value
        :param events: identifiers of its events
        :param str name: as people know it
        """
        node = self._begin(kind, identifiers)
        self._end(node, name, events)

    def add_file(self, identifiers, member, pdf_format, events, name):
        """An electronic file.

        :param dict identifiers: type → value
        :param member: ``Member`` that was written of it
        :param pdf_format: ``PdfFormat``
        :param events: identifiers of its events
        :param str name: under which it came
        """
        node = self._begin("file", identifiers)
        facts = _add(node, "objectCharacteristics")
        fixity = _add(facts, "fixity")
        _add(fixity, "messageDigestAlgorithm", "SHA-256")
        _add(fixity, "messageDigest", member.sha256.upper())
        _add(fixity, "messageDigestOriginator", AGENT)
        _add(facts, "size", str(member.size))
        described = _add(facts, "format")
        designation = _add(described, "formatDesignation")
        _add(designation, "formatName", pdf_format.name)
        if pdf_format.version:
            _add(designation, "formatVersion", pdf_format.version)
        if pdf_format.claim:
            _add(described, "formatNote", f"The file claims {pdf_format.claim}; not validated.")
        self._end(node, name, events)

    def add_event(self, identifier, kind, outcome="success"):
        """Something that was done with the objects.

        :param str identifier: UUID
        :param str kind: in the words of the PREMIS vocabulary
        :param str outcome: how it ended
        """
        self._events.append((identifier, kind, outcome))

    def write(self):
        """The document.

        :return bytes: XML in UTF-8
        """
        for identifier, kind, outcome in self._events:
            event = _add(self._root, "event")
            self._add_identifier(event, "event", "UUID", identifier)
            _add(event, "eventType", kind)
            _add(event, "eventDateTime", self._moment)
            _add(_add(event, "eventOutcomeInformation"), "eventOutcome", outcome)
            self._add_identifier(event, "linkingAgent", "software", AGENT)
        agent = _add(self._root, "agent")
        self._add_identifier(agent, "agent", "software", AGENT)
        _add(agent, "agentName", AGENT)
        _add(agent, "agentType", "software")
        _add(agent, "agentVersion", self._version)
        return etree.tostring(
            self._root, xml_declaration=True, encoding="UTF-8", pretty_print=True
        )

    def _begin(self, kind, identifiers):
        node = _add(self._root, "object")
        node.set(f"{{{_XSI}}}type", f"premis:{kind}")
        for name, value in identifiers.items():
            self._add_identifier(node, "object", name, value)
        return node

    def _end(self, node, name, events):
        if name:
            _add(node, "originalName", name)
        for identifier in events:
            self._add_identifier(node, "linkingEvent", "UUID", identifier)

    @staticmethod
    def _add_identifier(parent, what, kind, value):
        node = _add(parent, f"{what}Identifier")
        _add(node, f"{what}IdentifierType", kind)
        _add(node, f"{what}IdentifierValue", value)


def _tag(name):
    return f"{{{NAMESPACE}}}{name}"


def _add(parent, name, text=None):
    node = etree.SubElement(parent, _tag(name))
    node.text = text
    return node
