"""METS 1.12 with the attributes of E-ARK CSIP, as TT 05/2025/TT-BNV asks for it."""

import uuid

from lxml import etree

METS = "http://www.loc.gov/METS/"
XLINK = "http://www.w3.org/1999/xlink"
CSIP = "https://DILCIS.eu/XML/METS/CSIPExtensionMETS"
_XSI = "http://www.w3.org/2001/XMLSchema-instance"
PROFILE = "https://earkcsip.dilcis.eu/profile/E-ARK-CSIP.xml"
XML = SCHEMA = "application/xml"
SOFTWARE = "vanthu"


def new_id(prefix="uuid-"):
    """An identifier with a UUID in capitals.

    :param str prefix: "uuid-"; "ID-" for files
    :return str:
    """
    return f"{prefix}{str(uuid.uuid4()).upper()}"


class Mets:
    """One METS document in the making: of the package, or of its representation.

    :param str objid: OBJID
    :param str label: in words
    :param str moment: ISO 8601 with zone
    :param str schemas: path of the folder of the schemas, from this document
    """

    def __init__(self, objid, label, moment, schemas):
        self._moment = moment
        self._root = etree.Element(
            _tag("mets"), nsmap={None: METS, "xlink": XLINK, "csip": CSIP, "xsi": _XSI},
            OBJID=objid, LABEL=label, TYPE="Mixed", PROFILE=PROFILE,
        )
        self._root.set(f"{{{CSIP}}}CONTENTINFORMATIONTYPE", "MIXED")
        self._root.set(f"{{{_XSI}}}schemaLocation", (
            f"{METS} {schemas}/METS.xsd {XLINK} {schemas}/xlink.xsd "
            f"{CSIP} {schemas}/DILCISExtensionMETS.xsd"
        ))
        self._head = _add(
            self._root, "metsHdr", CREATEDATE=moment, LASTMODDATE=moment,
        )
        self._head.set(f"{{{CSIP}}}OAISPACKAGETYPE", "SIP")
        self._descriptions, self._administration = [], etree.Element(
            _tag("amdSec"), ID=new_id()
        )
        self._files = etree.Element(_tag("fileSec"), ID=new_id())
        self._map = etree.Element(
            _tag("structMap"), ID=new_id(), TYPE="PHYSICAL", LABEL="CSIP"
        )
        self.top = self.add_div(self._map, objid)

    def set_head(self, status, version, organ, code, record):
        """Who made the package, and for what.

        :param str status: NEW, SUPPLEMENT or DELETE
        :param str version: of the software
        :param str organ: name of the organisation
        :param str code: of its fonds, or of itself
        :param str record: code of the case file
        """
        self._head.set("RECORDSTATUS", status)
        self._add_agent("CREATOR", "OTHER", SOFTWARE, "SOFTWARE VERSION", version)
        self._add_agent("ARCHIVIST", "ORGANIZATION", organ, "IDENTIFICATIONCODE", code)
        _add(self._head, "altRecordID", TYPE="SUBMISSIONAGREEMENT").text = record

    def _add_agent(self, role, kind, name, note_kind, note):
        agent = _add(self._head, "agent", ROLE=role, TYPE=kind)
        if kind == "OTHER":
            agent.set("OTHERTYPE", "SOFTWARE")
        _add(agent, "name").text = name
        node = _add(agent, "note")
        node.text = note
        node.set(f"{{{CSIP}}}NOTETYPE", note_kind)

    def add_description(self, member, path, kind, **attributes):
        """Point at descriptive metadata.

        :param member: ``Member`` that was written
        :param str path: from this document
        :param str kind: MDTYPE
        :return str: id of the section
        """
        section = etree.Element(
            _tag("dmdSec"), ID=new_id(), CREATED=self._moment, STATUS="CURRENT"
        )
        self._descriptions.append(section)
        self._refer(section, member, path, kind, MDTYPEVERSION="1.0", **attributes)
        return section.get("ID")

    def add_preservation(self, member, path):
        """Point at preservation metadata.

        :param member: ``Member`` that was written
        :param str path: from this document
        :return str: id of the section
        """
        section = _add(
            self._administration, "digiprovMD", ID=new_id(), CREATED=self._moment,
            STATUS="CURRENT",
        )
        self._refer(section, member, path, "PREMIS", MDTYPEVERSION="3.0")
        return section.get("ID")

    def _refer(self, section, member, path, kind, **attributes):
        node = _add(
            section, "mdRef", LOCTYPE="URL", MDTYPE=kind, MIMETYPE=XML, SIZE=str(member.size),
            CREATED=self._moment, CHECKSUM=member.sha256.upper(), CHECKSUMTYPE="SHA-256",
            **attributes,
        )
        _link(node, path)

    def add_group(self, use):
        """A group of files.

        :param str use: such as Schemas
        :return: element, for :meth:`add_file`
        """
        return _add(self._files, "fileGrp", ID=new_id(), USE=use)

    def add_file(self, group, member, path, mimetype):
        """A file of a group.

        :param group: of :meth:`add_group`
        :param member: ``Member`` that was written
        :param str path: from this document
        :param str mimetype: of the file
        :return str: id of the file
        """
        node = _add(
            group, "file", ID=new_id("ID-"), MIMETYPE=mimetype, SIZE=str(member.size),
            CREATED=self._moment, CHECKSUM=member.sha256.upper(), CHECKSUMTYPE="SHA-256",
        )
        _link(_add(node, "FLocat", LOCTYPE="URL"), path)
        return node.get("ID")

    def add_div(self, parent, label, files=(), **attributes):
        """A part of the structure.

        :param parent: element above; :attr:`top` for the first level
        :param str label: LABEL
        :param files: ids of files in it
        :return: element
        """
        node = _add(parent, "div", ID=new_id(), LABEL=label, **attributes)
        for identifier in files:
            _add(node, "fptr", FILEID=identifier)
        return node

    def add_representation(self, group, path):
        """Point from the structure at the METS of the representation.

        :param group: file group of that METS
        :param str path: of it
        """
        node = _add(self.add_div(self.top, group.get("USE")), "mptr", LOCTYPE="URL")
        _link(node, path)
        node.set(f"{{{XLINK}}}title", group.get("ID"))

    def write(self):
        """The document.

        :return bytes: XML in UTF-8
        """
        self._root.extend(
            [*self._descriptions, self._administration, self._files, self._map]
        )
        return etree.tostring(
            self._root, xml_declaration=True, encoding="UTF-8", pretty_print=True
        )


def _tag(name):
    return f"{{{METS}}}{name}"


def _add(parent, name, **attributes):
    return etree.SubElement(parent, _tag(name), **attributes)


def _link(node, path):
    node.set(f"{{{XLINK}}}type", "simple")
    node.set(f"{{{XLINK}}}href", path)
