"""The SIP of TT 05/2025/TT-BNV from real records: what is missing, what is in it."""

import tempfile
import zipfile
from datetime import date
from io import BytesIO

from lxml import etree

from odoo.exceptions import UserError
from odoo.tests import tagged

from odoo.addons.vanthu_document.tools.metadata import STANDARD_TO_FIELD

from .package_common import PackageCommon, draw_pdf


@tagged("post_install", "-at_install")
class TestPackageSip(PackageCommon):

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.organisation.organ_code = "H14.12"
        cls.file = cls._create_full(
            contents=[("Tờ trình.pdf", draw_pdf("một", "hai"))], sheet_count=3,
            start_date=date(2026, 1, 2), end_date=date(2026, 6, 30),
        )
        cls.file.action_close()

    def _unpack(self, data):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        return self._unzip(data, folder.name)

    def _read(self, path):
        return {node.tag: node.text for node in etree.parse(path).getroot()}

    def test_package_of_a_file(self):
        package, data = self._make(self.file, "sip", record_status="SUPPLEMENT")
        root = self._unpack(data)
        self.assertRegex(package.package_name, r"^uuid-[0-9A-F-]{36}\.zip$")
        self.assertEqual(root.rpartition("/")[2], package.package_name[:-4])
        for kind in ("EAD", "METS", "PREMIS"):
            schema = etree.XMLSchema(etree.parse(f"{root}/schemas/{kind}.xsd"))
            folder = {"EAD": "/metadata/descriptive", "METS": "",
                      "PREMIS": "/metadata/preservation"}[kind]
            schema.assertValid(etree.parse(f"{root}{folder}/{kind}.xml"))
        head = etree.parse(f"{root}/METS.xml").find("{*}metsHdr")
        self.assertEqual(head.get("RECORDSTATUS"), "SUPPLEMENT")
        ead = self._read(f"{root}/metadata/descriptive/EAD.xml")
        self.assertEqual(ead, {
            **ead, "arcFileCode": self.file.arc_file_code, "title": self.file.name,
            "maintenance": "06", "mode": self.file.access_mode, "totalDoc": "1",
            "startDate": "2026-01-02T00:00:00+07:00", "numberOfPaper": "3", "numberOfPage": "1",
        })
        self.assertEqual(self.file.arc_file_code, "H14.12.2026.01.TCCB")
        line = self.file.line_ids
        name = f"{self.file.arc_file_code}.0000001"
        ead = self._read(
            f"{root}/representations/rep1/metadata/descriptive/EAD_doc_{name}.xml"
        )
        self.assertEqual(ead, {
            **ead, "arcDocCode": name, "docId": f"H14.12.L{line.id}", "typeName": "32",
            "codeNumber": "12", "codeNotation": "BC-VP", "organName": "Văn phòng",
            "issuedDate": "2026-05-04T00:00:00+07:00", "subject": line.name,
        })

    def test_what_is_missing_in_words_of_a_clerk(self):
        self.organisation.organ_code = False
        file = self._create_full(
            contents=[("bảng tính.xlsx", b"PK\x03\x04")], name="Hồ sơ thiếu", notation="9.VP",
            plan_line_id=False, end_date=False,
        )
        self._add_item(file, name="x" * 501, organ_name=False, reference="3/TTr-VP",
                       issued_date=False, page_count=2)
        dialog = self._open_dialog(file, kind="sip")
        self.assertTrue(dialog.is_refused)
        for sentence in (
            "9.VP – Hồ sơ thiếu: “Ends” is missing.",
            "9.VP – Hồ sơ thiếu: “Sheets” is missing.",
            "9.VP, document 1 (12/BC-VP): “bảng tính.xlsx” is not a PDF; add it as PDF.",
            "9.VP, document 2 (3/TTr-VP): “Issuing organisation” is missing.",
            "9.VP, document 2 (3/TTr-VP): “Date of document” is missing.",
            "9.VP, document 2 (3/TTr-VP): “Subject” has 501 letters, at most 500 are allowed",
            "9.VP, document 2 (3/TTr-VP): it has no electronic file; scan the paper",
        ):
            self.assertIn(sentence, dialog.finding)
        with self.assertRaisesRegex(UserError, "is not a PDF"):
            dialog.action_make()
        with self.assertRaisesRegex(UserError, "is not a PDF"):
            self.env["vanthu.package"].with_user(self.handler)._ask(file, {"kind": "sip"})

    def test_draft_is_made_all_the_same(self):
        file = self._create_full(contents=[("bảng.xlsx", b"PK\x03\x04")], name="Hồ sơ nháp",
                                 notation="9.VP", plan_line_id=False)
        dialog = self._open_dialog(file, kind="sip", is_draft=True)
        self.assertFalse(dialog.is_refused)
        self.assertIn("is not a PDF", dialog.finding)
        package, data = self._make(file, "sip", is_draft=True)
        self.assertTrue(package.package_name.startswith("DRAFT-uuid-"))
        self.assertIn("[BẢN NHÁP]", etree.parse(f"{self._unpack(data)}/METS.xml").getroot()
                      .get("LABEL"))

    def test_pages_of_an_archived_file_are_counted(self):
        file = self._create_file(
            self.archivist, name="Hồ sơ cũ", notation="8.VP", term="years", term_years=10,
            medium="electronic", start_date=date(2026, 1, 2), end_date=date(2026, 6, 1),
        )
        self._add_upload(file, "cũ.pdf", draw_pdf("một", "hai", "ba")).page_count = 0
        file.action_close()
        file.sudo()._archive()
        self.assertFalse(file._find_sip_problems())
        root = self._unpack(self._make(file, "sip", self.archivist)[1])
        ead = self._read(f"{root}/metadata/descriptive/EAD.xml")
        self.assertEqual((ead["numberOfPage"], ead["numberOfPaper"]), ("3", "0"))

    def test_digitised_file_names_its_paper(self):
        self.file.sudo()._write_step({"confidence_level": "02"})
        self.assertIn("“Code of the paper file” is missing",
                      "\n".join(self.file._find_sip_problems()))
        self.file.paper_file_code = "LT.K1.G2.H3.07"
        self.file.risk_recovery_state = "02"
        root = self._unpack(self._make(self.file, "sip")[1])
        ead = self._read(f"{root}/metadata/descriptive/EAD.xml")
        self.assertEqual(
            (ead["paperFileCode"], ead["riskRecovery"], ead["riskRecoveryStatus"]),
            ("LT.K1.G2.H3.07", "1", "02"),
        )

    def test_several_files_are_packages_in_one(self):
        other = self._create_full(name="Hồ sơ hai", notation="9.VP", plan_line_id=False,
                                  start_date=date(2026, 1, 2), end_date=date(2026, 3, 1),
                                  sheet_count=1, term="years", term_years=10)
        other.action_close()
        _package, data = self._make(self.file | other, "sip")
        with zipfile.ZipFile(BytesIO(data)) as archive:
            names = archive.namelist()
            self.assertEqual(len(names), 2)
            titles = set()
            for name in names:
                root = self._unpack(archive.read(name))
                self.assertEqual(f"{root.rpartition('/')[2]}.zip", name.rpartition("/")[2])
                titles.add(self._read(f"{root}/metadata/descriptive/EAD.xml")["title"])
        self.assertEqual(titles, {self.file.name, other.name})

    def test_every_row_has_words(self):
        labels = self.env["vanthu.file"]._get_row_labels()
        names = {row.name for name in ("tt05_file", "tt05_document")
                 for row in STANDARD_TO_FIELD[name].values()}
        # Written by the software itself, so never missing.
        self.assertEqual(names - set(labels), {"autograph", "process"})
