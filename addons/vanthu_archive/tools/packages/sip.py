"""SIP_hoso of TT 05/2025/TT-BNV, Phụ lục III: one case file for submission to an archive."""

from pathlib import Path

from .archive import PackageWriter
from .case_xml import write_case_xml
from .ead import DOCUMENT, FILE, ZONE, write_ead, write_schema
from .mets import SCHEMA, XML, Mets, new_id
from .pdf_format import read_format
from .premis import Premis
from .spec import get_extension, safe_name

# In front of the label of a package that was made though something is missing.
DRAFT = "[BẢN NHÁP]"
_SCHEMAS = Path(__file__).parent / "schemas"
_SHIPPED = ("METS.xsd", "xlink.xsd", "DILCISExtensionMETS.xsd", "PREMIS.xsd")
_REP = "representations/rep1"
_EAD, _PREMIS = "metadata/descriptive", "metadata/preservation"


class SipWriter:
    """Writes one package.

    :param archive: an open ``zipfile.ZipFile``
    :param str objid: ``uuid-{UUID}``, of :func:`new_objid`
    :param case: ``CaseFile`` without problems (:mod:`.sip_rules`)
    :param datetime.datetime moment: local time
    :param str status: NEW, SUPPLEMENT or DELETE
    :param str version: of the software
    :param bool is_draft: mark it; ``case`` may then have problems
    """

    def __init__(self, archive, objid, case, moment, status, version, *, is_draft=False):
        self._writer = PackageWriter(archive, objid, moment)
        self._objid, self._case, self._status, self._version = objid, case, status, version
        self._moment = f"{moment:%Y-%m-%dT%H:%M:%S}.000{ZONE}"
        self._label = f"{DRAFT} {case.title}" if is_draft else case.title
        self._members = {}

    def write(self):
        """Write everything.

        :raise PackageError: an electronic file is missing or damaged
        """
        root = self._begin_mets(self._objid, self._label, "schemas")
        described = root.add_description(
            self._writer.add_bytes(f"{_EAD}/EAD.xml", write_ead(FILE, self._case.values)),
            f"{_EAD}/EAD.xml", "OTHER", OTHERMDTYPE="TT05-2025",
        )
        preserved = root.add_preservation(
            self._writer.add_bytes(f"{_PREMIS}/PREMIS.xml", self._describe_package()),
            f"{_PREMIS}/PREMIS.xml",
        )
        root.add_div(root.top, "Metadata", DMDID=described, ADMID=preserved)
        representation = self._write_representation()
        self._add_files(root, "Documentation", {"documentation/CaseFile.xml": (
            write_case_xml(self._case, self._members), XML
        )})
        self._add_files(root, "Schemas", {
            f"schemas/{name}": (data, SCHEMA) for name, data in _read_schemas().items()
        })
        group = root.add_group("Representations/rep1")
        root.add_file(group, representation, representation.path, XML)
        root.add_representation(group, representation.path)
        self._writer.add_bytes("METS.xml", root.write())

    def _begin_mets(self, objid, label, schemas):
        mets = Mets(objid, label, self._moment, schemas)
        values = self._case.values
        mets.set_head(
            self._status, self._version, self._case.organ_name,
            self._case.fonds_code or values.get("organ_code") or "-",
            values.get("arc_file_code") or "-",
        )
        return mets

    def _add_files(self, mets, use, files):
        group = mets.add_group(use)
        ids = [
            mets.add_file(group, self._writer.add_bytes(path, data), path, mimetype)
            for path, (data, mimetype) in files.items()
        ]
        mets.add_div(mets.top, use, ids)

    def _describe_package(self):
        premis, event = Premis(self._moment, self._version), new_id("")
        premis.add_object(
            "intellectualEntity",
            {"OBJID": self._objid, "arcFileCode": self._case.values["arc_file_code"]}, [event],
            self._case.title,
        )
        premis.add_event(event, "information package creation")
        return premis.write()

    def _write_representation(self):
        """Everything below rep1.

        :return Member: its METS
        """
        mets = self._begin_mets("rep1", self._label, "../../schemas")
        mets.top.set("TYPE", "ORIGINAL")
        group, data, links = mets.add_group("Data"), [], []
        premis, event = Premis(self._moment, self._version), new_id("")
        premis.add_object("representation", {"local": f"{self._objid}/rep1"}, [event])
        premis.add_event(event, "information package creation")
        preserved = self._add_preservation(mets, "PREMIS_rep1.xml", premis)
        for document in self._case.documents:
            name = safe_name(document.values["arc_doc_code"])
            files = self._write_contents(mets, group, name, document)
            data += files
            links.append((files, *self._describe_document(mets, name, document)))
        mets.add_div(mets.top, "Data", data, ADMID=preserved)
        above = mets.add_div(mets.top, "MetadataLink")
        for ids, description, preservation in links:
            link = mets.add_div(
                above, "MetadataLink/File", ids[:1], DMDID=description, ADMID=preservation
            )
            if ids[1:]:
                mets.add_div(link, "AttachmentFile", ids[1:])
        return self._writer.add_bytes(f"{_REP}/METS.xml", mets.write())

    def _write_contents(self, mets, group, name, document):
        """The electronic files of a document; the first is the document itself.

        :return list: their ids in the METS
        """
        ids = []
        for position, content in enumerate(document.contents, 1):
            number = f"-{position}" if position > 1 else ""
            path = f"data/{name}{number}{get_extension(content.name)}"
            member = self._writer.add_content(f"{_REP}/{path}", content)
            self._members[id(content)] = member
            ids.append(mets.add_file(group, member, path, content.mimetype))
        return ids

    def _describe_document(self, mets, name, document):
        """Descriptive and preservation metadata of a document.

        :return tuple: ids of the two sections in the METS
        """
        path = f"{_EAD}/EAD_doc_{name}.xml"
        member = self._writer.add_bytes(f"{_REP}/{path}", write_ead(DOCUMENT, document.values))
        premis, event = Premis(self._moment, self._version), new_id("")
        for content in document.contents:
            written = self._members[id(content)]
            premis.add_file(
                {"local": written.path, "docId": document.values["document_code"]}, written,
                read_format(content), [event], content.name,
            )
        if not document.contents:
            premis.add_object(
                "intellectualEntity", {"docId": document.values["document_code"]}, [event]
            )
        premis.add_event(event, "message digest calculation")
        return (
            mets.add_description(member, path, "DC"),
            self._add_preservation(mets, f"PREMIS_{name}.xml", premis),
        )

    def _add_preservation(self, mets, name, premis):
        path = f"{_PREMIS}/{name}"
        member = self._writer.add_bytes(f"{_REP}/{path}", premis.write())
        return mets.add_preservation(member, path)


def new_objid():
    """OBJID of a new package, which is the name of its folder and of its ZIP file, too.

    :return str: ``uuid-{UUID}`` in capitals
    """
    return new_id()


def _read_schemas():
    shipped = {name: (_SCHEMAS / name).read_bytes() for name in _SHIPPED}
    return {
        **shipped, "EAD.xsd": write_schema(FILE), "EAD_doc.xsd": write_schema(DOCUMENT),
    }
