"""SIP_hoso of TT 05/2025/TT-BNV, checked by its schemas and by the rules of E-ARK CSIP."""

import hashlib
import re
import tempfile
import zipfile
from datetime import date
from pathlib import Path

from lxml import etree, isoschematron

from odoo.tests import BaseCase, tagged

from odoo.addons.vanthu_document.tools.metadata import CODE_LABELS

from ..tools.packages.ead import DOCUMENT, FILE, write_ead, write_schema
from ..tools.packages.pdf_format import count_pages, read_format
from ..tools.packages.sip import SipWriter, new_objid
from ..tools.packages.sip_rules import find_problems
from .package_common import MOMENT, draw_pdf, make_case, make_content, make_document

M, X = "{http://www.loc.gov/METS/}", "{http://www.w3.org/1999/xlink}"
C = "{https://DILCIS.eu/XML/METS/CSIPExtensionMETS}"
P = "{http://www.loc.gov/premis/v3}"
_RULES = Path(__file__).parent / "schematron"
# Placeholders of the rules, filled with the words of the E-ARK vocabularies.
_VOCABULARIES = {
    "@TYPE_vocabulary_test": "@TYPE = 'Mixed'",
    "@csip:CONTENTINFORMATIONTYPE_vocabulary_test": "@csip:CONTENTINFORMATIONTYPE = 'MIXED'",
    "@csip:OAISPACKAGETYPE_vocabulary_test": "@csip:OAISPACKAGETYPE = 'SIP'",
    "@STATUS_vocabulary_test": "@STATUS = 'CURRENT'",
    "@MIMETYPE_IANA_test": "@MIMETYPE = 'application/xml' or @MIMETYPE = 'application/pdf'",
}
# The circular names this part "Representations/rep1", where the rule wants "Representations";
# and the rule on CONTENTINFORMATIONTYPE refuses groups that bear none, though it is optional.
_OTHER_IN_THE_CIRCULAR = {"CSIP101", "CSIP103", "CSIP105", "CSIP63"}


class SipCase(BaseCase):
    """Writes a package and unpacks it."""

    def setUp(self):
        super().setUp()
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)

    def _write(self, case=None, status="NEW", **options):
        objid = new_objid()
        path = self.folder / f"{objid}.zip"
        with zipfile.ZipFile(path, "w") as archive:
            SipWriter(archive, objid, case or make_case(), MOMENT, status, "19.0.1.0.0",
                      **options).write()
        with zipfile.ZipFile(path) as archive:
            self.assertIsNone(archive.testzip())
            self.assertEqual({name.split("/")[0] for name in archive.namelist()}, {objid})
            archive.extractall(self.folder)
        return self.folder / objid

    def _parse(self, path):
        return etree.parse(str(path)).getroot()


@tagged("post_install", "-at_install", "standard")
class TestSip(SipCase):

    def setUp(self):
        super().setUp()
        self.first, self.second = draw_pdf("một"), draw_pdf("hai", "trang 2")
        self.case = make_case([
            make_document(1, contents=[
                make_content("Tờ trình.pdf", self.first), make_content("Phụ lục.pdf", self.second),
            ]),
            make_document(2, contents=[make_content("b.pdf", self.second)]),
        ])
        self.root = self._write(self.case)

    def test_tree(self):
        name = "H14.12.2026.01.TCCB.000000"
        rep = "representations/rep1"
        self.assertEqual(
            sorted(str(path.relative_to(self.root)) for path in self.root.rglob("*")
                   if path.is_file()),
            sorted([
                "METS.xml", "documentation/CaseFile.xml", "metadata/descriptive/EAD.xml",
                "metadata/preservation/PREMIS.xml", f"{rep}/METS.xml",
                f"{rep}/data/{name}1.pdf", f"{rep}/data/{name}1-2.pdf", f"{rep}/data/{name}2.pdf",
                f"{rep}/metadata/descriptive/EAD_doc_{name}1.xml",
                f"{rep}/metadata/descriptive/EAD_doc_{name}2.xml",
                f"{rep}/metadata/preservation/PREMIS_{name}1.xml",
                f"{rep}/metadata/preservation/PREMIS_{name}2.xml",
                f"{rep}/metadata/preservation/PREMIS_rep1.xml",
                *(f"schemas/{name}.xsd" for name in (
                    "METS", "xlink", "DILCISExtensionMETS", "PREMIS", "EAD", "EAD_doc")),
            ]),
        )

    def test_every_document_is_valid_by_the_schemas_of_the_package(self):
        wanted = {"METS": "METS.xsd", "EAD": "EAD.xsd", "EAD_doc": "EAD_doc.xsd",
                  "PREMIS": "PREMIS.xsd"}
        checked = []
        schemas = {
            name: etree.XMLSchema(etree.parse(str(self.root / "schemas" / name)))
            for name in wanted.values()
        }
        for path in self.root.rglob("*.xml"):
            kind = re.match("EAD_doc|EAD|METS|PREMIS|CaseFile", path.name)[0]
            if kind != "CaseFile":
                schemas[wanted[kind]].assertValid(etree.parse(str(path)))
                checked.append(kind)
        self.assertEqual(sorted(checked), ["EAD"] + ["EAD_doc"] * 2 + ["METS"] * 2
                         + ["PREMIS"] * 4)

    def test_rules_of_eark(self):
        for path in (self.root / "METS.xml", self.root / "representations/rep1/METS.xml"):
            for rules in sorted(_RULES.glob("*.xml")):
                text = rules.read_text(encoding="utf-8")
                for placeholder, test in _VOCABULARIES.items():
                    text = text.replace(placeholder, test)
                checker = isoschematron.Schematron(
                    etree.fromstring(text.encode()), store_report=True
                )
                checker.validate(etree.parse(str(path)))
                found = {
                    node.get("id") for node in checker.validation_report.iter(
                        "{http://purl.oclc.org/dsdl/svrl}failed-assert")
                    if node.get("role") == "ERROR"
                }
                if path.parent != self.root:
                    # Parts of the package that a representation does not have.
                    found -= {"CSIP60", "CSIP113", "CSIP114", "CSIP95", "CSIP99", "CSIP88",
                              "CSIP90"}
                self.assertFalse(found - _OTHER_IN_THE_CIRCULAR, f"{path} {rules.name}")

    def test_rules_of_eark_see_what_is_wrong(self):
        path = self.root / "METS.xml"
        tree = etree.parse(str(path))
        del tree.getroot().find(f"{M}metsHdr").attrib["CREATEDATE"]
        text = (_RULES / "mets_metsHdr_rules.xml").read_text(encoding="utf-8")
        text = text.replace("@csip:OAISPACKAGETYPE_vocabulary_test", "true()")
        self.assertFalse(isoschematron.Schematron(etree.fromstring(text.encode())).validate(tree))

    def test_sums_and_sizes_of_every_reference(self):
        checked = 0
        for folder in (self.root, self.root / "representations/rep1"):
            mets = self._parse(folder / "METS.xml")
            for node in mets.iter(f"{M}mdRef", f"{M}file"):
                link = node if node.tag == f"{M}mdRef" else node.find(f"{M}FLocat")
                data = (folder / link.get(f"{X}href")).read_bytes()
                self.assertEqual(node.get("CHECKSUMTYPE"), "SHA-256")
                self.assertEqual(node.get("CHECKSUM"), hashlib.sha256(data).hexdigest().upper())
                self.assertEqual(node.get("SIZE"), str(len(data)))
                self.assertEqual(link.get(f"{X}type"), "simple")
                checked += 1
        self.assertEqual(checked, 2 + 1 + 6 + 1 + 2 + 3 + 3)

    def test_nothing_lies_in_it_unnamed(self):
        named = {"METS.xml"}
        for folder in (self.root, self.root / "representations/rep1"):
            for node in self._parse(folder / "METS.xml").iter():
                if node.get(f"{X}href"):
                    named.add(str((folder / node.get(f"{X}href")).relative_to(self.root)))
        self.assertEqual(named, {
            str(path.relative_to(self.root)) for path in self.root.rglob("*") if path.is_file()
        })

    def test_head(self):
        mets = self._parse(self.root / "METS.xml")
        self.assertRegex(mets.get("OBJID"), r"^uuid-[0-9A-F]{8}(-[0-9A-F]{4}){3}-[0-9A-F]{12}$")
        self.assertEqual(mets.get("OBJID"), self.root.name)
        self.assertEqual(mets.get("LABEL"), "01.TCCB – Hồ sơ tập huấn <2026>")
        self.assertEqual((mets.get("TYPE"), mets.get("PROFILE")), (
            "Mixed", "https://earkcsip.dilcis.eu/profile/E-ARK-CSIP.xml"))
        head = mets.find(f"{M}metsHdr")
        self.assertEqual(dict(head.attrib), {
            "CREATEDATE": "2026-11-23T08:30:00.000+07:00",
            "LASTMODDATE": "2026-11-23T08:30:00.000+07:00", "RECORDSTATUS": "NEW",
            f"{C}OAISPACKAGETYPE": "SIP",
        })
        self.assertEqual(
            [(a.get("ROLE"), a.get("TYPE"), a.findtext(f"{M}name"), a.findtext(f"{M}note"))
             for a in head.iter(f"{M}agent")],
            [("CREATOR", "OTHER", "vanthu", "19.0.1.0.0"),
             ("ARCHIVIST", "ORGANIZATION", "Sở Giáo dục và Đào tạo", "P01")],
        )
        self.assertEqual(head.findtext(f"{M}altRecordID"), "H14.12.2026.01.TCCB")
        for status in ("SUPPLEMENT", "DELETE"):
            head = self._parse(self._write(status=status) / "METS.xml").find(f"{M}metsHdr")
            self.assertEqual(head.get("RECORDSTATUS"), status)

    def test_ids_are_used_once_and_resolve(self):
        for folder in (self.root, self.root / "representations/rep1"):
            mets = self._parse(folder / "METS.xml")
            ids = [node.get("ID") for node in mets.iter() if node.get("ID")]
            self.assertEqual(len(ids), len(set(ids)))
            for name in ("DMDID", "ADMID", "FILEID"):
                for node in mets.iter():
                    self.assertLessEqual(set((node.get(name) or "").split()), set(ids))

    def test_metadata_is_linked_to_its_file(self):
        mets = self._parse(self.root / "representations/rep1/METS.xml")
        by_id = {node.get("ID"): node for node in mets.iter() if node.get("ID")}
        pairs = []
        for div in mets.iter(f"{M}div"):
            if div.get("LABEL") == "MetadataLink/File":
                description = by_id[div.get("DMDID")].find(f"{M}mdRef").get(f"{X}href")
                file = by_id[div.find(f"{M}fptr").get("FILEID")].find(f"{M}FLocat")
                pairs.append((Path(description).stem, Path(file.get(f"{X}href")).stem,
                              len(div.findall(f"{M}div[@LABEL='AttachmentFile']"))))
        self.assertEqual(pairs, [
            ("EAD_doc_H14.12.2026.01.TCCB.0000001", "H14.12.2026.01.TCCB.0000001", 1),
            ("EAD_doc_H14.12.2026.01.TCCB.0000002", "H14.12.2026.01.TCCB.0000002", 0),
        ])

    def test_metadata_says_what_the_case_says(self):
        ead = {n.tag: n.text for n in self._parse(self.root / "metadata/descriptive/EAD.xml")}
        self.assertEqual(ead, {
            "arcFileCode": "H14.12.2026.01.TCCB", "title": "Hồ sơ tập huấn <2026>",
            "maintenance": "06", "mode": "02", "language": "01",
            "startDate": "2026-01-02T00:00:00+07:00", "endDate": "2026-06-30T00:00:00+07:00",
            "keyword": "tập huấn", "totalDoc": "2", "numberOfPaper": "12", "numberOfPage": "2",
            "format": "02", "confidenceLevel": "01", "riskRecovery": "0", "description": "Đủ",
        })
        path = "representations/rep1/metadata/descriptive/EAD_doc_H14.12.2026.01.TCCB.0000002.xml"
        ead = {n.tag: n.text for n in self._parse(self.root / path)}
        self.assertEqual(ead, {
            "docId": "H14.12.2", "arcDocCode": "H14.12.2026.01.TCCB.0000002",
            "maintenance": "06", "typeName": "14", "codeNumber": "2", "codeNotation": "BC-VP",
            "issuedDate": "2026-05-02T00:00:00+07:00", "organName": "Văn phòng",
            "subject": "Báo cáo tổng kết & đánh giá", "language": "01", "numberOfPage": "2",
            "keyword": "tập huấn; văn thư", "mode": "02", "confidenceLevel": "01",
            "format": "02", "process": "0", "riskRecovery": "0",
        })

    def test_preservation_metadata(self):
        folder = self.root / "representations/rep1/metadata/preservation"
        premis = self._parse(folder / "PREMIS_H14.12.2026.01.TCCB.0000001.xml")
        first, second = premis.findall(f"{P}object")
        self.assertEqual(first.findtext(f".//{P}messageDigest"),
                         hashlib.sha256(self.first).hexdigest().upper())
        self.assertEqual(first.findtext(f".//{P}size"), str(len(self.first)))
        self.assertEqual(first.findtext(f"{P}originalName"), "Tờ trình.pdf")
        self.assertEqual(second.findtext(f"{P}originalName"), "Phụ lục.pdf")
        self.assertEqual((first.findtext(f".//{P}formatName"),
                          first.findtext(f".//{P}formatVersion")), ("PDF", "1.3"))
        # reportlab makes no PDF/A, so nothing claims it.
        self.assertIsNone(first.find(f".//{P}formatNote"))
        events = {node.text for node in premis.iter(f"{P}eventIdentifierValue")}
        self.assertEqual(
            {node.text for node in premis.iter(f"{P}linkingEventIdentifierValue")}, events
        )

    def test_draft_is_marked_and_takes_what_is_there(self):
        case = make_case([
            make_document(1, contents=[make_content("a.docx", b"PK", "application/msword")],
                          organ_name=None),
            make_document(2),
        ])
        root = self._write(case, is_draft=True)
        self.assertEqual(self._parse(root / "METS.xml").get("LABEL")[:11], "[BẢN NHÁP] ")
        rep = root / "representations/rep1"
        self.assertEqual([path.suffix for path in (rep / "data").iterdir()], [".docx"])
        schema = etree.XMLSchema(etree.parse(str(root / "schemas/METS.xsd")))
        schema.assertValid(etree.parse(str(rep / "METS.xml")))
        premis = etree.XMLSchema(etree.parse(str(root / "schemas/PREMIS.xsd")))
        for path in rep.rglob("PREMIS_*.xml"):
            premis.assertValid(etree.parse(str(path)))


@tagged("post_install", "-at_install", "standard")
class TestSchemas(BaseCase):

    def _is_valid(self, standard, case_values, **changes):
        schema = etree.XMLSchema(etree.fromstring(write_schema(standard)))
        return schema.validate(etree.fromstring(
            write_ead(standard, {**case_values, **changes})
        ))

    def test_document_schema_knows_every_code(self):
        values = make_document().values
        fields = {"typeName": "type_code", "maintenance": "retention_id", "mode": "access_mode",
                  "language": "language_code", "confidenceLevel": "confidence_level",
                  "format": "physical_state", "riskRecovery": "risk_recovery",
                  "riskRecoveryStatus": "risk_recovery_state", "process": "process_log_included"}
        self.assertEqual(set(fields), set(CODE_LABELS))
        for name, field in fields.items():
            for code in CODE_LABELS[name]:
                self.assertTrue(self._is_valid(DOCUMENT, values, **{field: code}), (name, code))
            self.assertFalse(self._is_valid(DOCUMENT, values, **{field: "99"}), name)

    def test_schema_refuses_what_the_circular_refuses(self):
        values = make_case().values
        self.assertTrue(self._is_valid(FILE, values))
        for changes in (
            {"name": "x" * 1001}, {"name": None}, {"keyword_ids": ("y" * 101,)},
            {"start_date": None}, {"page_count": None}, {"infor_sign": "z" * 31},
        ):
            self.assertFalse(self._is_valid(FILE, values, **changes), changes)

    def test_required_fields_of_the_circular(self):
        root = etree.fromstring(write_schema(DOCUMENT))
        required = [node.get("name") for node in root.iter("{*}element")
                    if node.get("minOccurs") == "1"]
        self.assertEqual(required, [
            "docId", "arcDocCode", "maintenance", "typeName", "issuedDate", "organName",
            "subject", "language", "numberOfPage", "mode", "riskRecovery",
        ])
        root = etree.fromstring(write_schema(FILE))
        required = [node.get("name") for node in root.iter("{*}element")
                    if node.get("minOccurs") == "1"]
        self.assertEqual(required, [
            "arcFileCode", "title", "maintenance", "mode", "language", "startDate", "endDate",
            "totalDoc", "numberOfPaper", "numberOfPage", "riskRecovery",
        ])


@tagged("post_install", "-at_install", "standard")
class TestSipRules(BaseCase):

    def _codes(self, case):
        return [(p.code, p.row.name if p.row else p.name) for p in find_problems(case)]

    def test_nothing_to_mend(self):
        self.assertEqual(self._codes(make_case()), [])

    def test_file(self):
        for changes, wanted in (
            ({"name": ""}, [("missing", "title")]),
            ({"arc_file_code": None}, [("missing", "arcFileCode")]),
            ({"end_date": None}, [("missing", "endDate")]),
            ({"sheet_count": None}, [("missing", "numberOfPaper")]),
            ({"sheet_count": 0}, []),
            ({"page_count": 0}, [("missing", "numberOfPage")]),
            ({"name": "x" * 1001}, [("too_long", "title")]),
            ({"keyword_ids": ("a" * 60, "b" * 60)}, [("too_long", "keyword")]),
            ({"access_mode": "09"}, [("unknown_code", "mode")]),
            ({"start_date": date(2027, 1, 1)}, [("dates", "")]),
            ({"confidence_level": "02"}, [("missing", "paperFileCode")]),
            ({"confidence_level": "02", "paper_file_code": "LT.1.2"}, []),
            ({"risk_recovery": "1"}, [("missing", "riskRecoveryStatus")]),
            ({"risk_recovery": "1", "risk_recovery_state": "02"}, []),
        ):
            with self.subTest(changes=changes):
                self.assertEqual(self._codes(make_case(**changes)), wanted)
        self.assertEqual(self._codes(make_case([])),
                         [("missing", "totalDoc"), ("no_document", "")])

    def test_document(self):
        for changes, wanted in (
            ({"organ_name": None}, [("missing", "organName")]),
            ({"issued_date": None}, [("missing", "issuedDate")]),
            ({"subject": "x" * 501}, [("too_long", "subject")]),
            ({"code_notation": "x" * 31}, [("too_long", "codeNotation")]),
            ({"type_code": "33"}, [("unknown_code", "typeName")]),
            ({"page_count": 0}, [("missing", "numberOfPage")]),
            ({"process_log_included": None}, [("missing", "process")]),
            ({"process_log_included": None, "confidence_level": "02"}, []),
        ):
            with self.subTest(changes=changes):
                document = make_document(1, contents=[make_content()], **changes)
                self.assertEqual(self._codes(make_case([document])), wanted)

    def test_contents(self):
        for contents, wanted in (
            ([], [("no_content", "")]),
            ([make_content("a.docx", b"PK", "application/msword")], [("not_pdf", "a.docx")]),
            ([make_content("a.pdf", b"PK and no PDF")], [("not_pdf", "a.pdf")]),
            ([make_content("a.pdf", b"")], [("empty", "a.pdf")]),
            ([make_content(), make_content("b.jpg", b"\xff\xd8", "image/jpeg")],
             [("not_pdf", "b.jpg")]),
        ):
            with self.subTest(wanted=wanted):
                case = make_case([make_document(1, contents=contents)])
                self.assertEqual(self._codes(case), wanted)


@tagged("post_install", "-at_install", "standard")
class TestPdfFormat(BaseCase):

    def test_version_and_claim(self):
        plain = read_format(make_content(data=draw_pdf("x")))
        self.assertEqual((plain.name, plain.version, plain.claim), ("PDF", "1.3", ""))
        for mark in (
            b"<pdfaid:part>2</pdfaid:part><pdfaid:conformance>B</pdfaid:conformance>",
            b"<rdf:Description pdfaid:part='2' pdfaid:conformance='b'/>",
        ):
            # Also across the border of two pieces that are read.
            data = b"%PDF-1.7\n" + b" " * ((1 << 20) - 30) + mark
            self.assertEqual(read_format(make_content(data=data)).claim, "PDF/A-2B")
        other = read_format(make_content("a.docx", b"PK", "application/msword"))
        self.assertEqual((other.name, other.version), ("application/msword", ""))

    def test_pages(self):
        contents = [make_content(data=draw_pdf("a", "b")), make_content("x.pdf", b"%PDF broken"),
                    make_content("y.txt", b"text", "text/plain")]
        self.assertEqual(count_pages(contents), 2)
