"""XML and BagIt packages, re-read by other libraries than the one that wrote them."""

import hashlib
import io
import os
import tempfile
import tracemalloc
import zipfile
from datetime import date
from pathlib import Path

import bagit
from lxml import etree

from odoo.tests import BaseCase, tagged

from odoo.addons.vanthu_document.tools.metadata import (
    CODE_LABELS,
    RETENTION_CODES,
    TYPE_CODES,
    code_of_type,
)

from ..tools.packages.bag import write_bag
from ..tools.packages.case_xml import find_too_long, read_case_xml, write_case_xml
from ..tools.packages.spec import (
    Content,
    PackageError,
    in_time_order,
    safe_file_name,
    safe_name,
)
from .package_common import MOMENT, draw_pdf, make_case, make_content, make_document


@tagged("post_install", "-at_install", "standard")
class TestCodeLists(BaseCase):
    """The code lists of TT 05/2025/TT-BNV, written down once more."""

    def test_lists(self):
        wanted = {
            "maintenance": "01 Vĩnh viễn|02 70 năm|03 50 năm|04 30 năm|05 20 năm|06 10 năm|"
            "07 Khác",
            "mode": "01 Công khai|02 Sử dụng có điều kiện|03 Mật",
            "language": "01 Tiếng Việt|02 Tiếng Anh|03 Tiếng Pháp|04 Tiếng Nga|"
            "05 Tiếng Trung|06 Việt - Anh|07 Việt - Nga|08 Việt - Pháp|09 Hán Nôm|"
            "10 Việt - Trung|11 Khác",
            "confidenceLevel": "01 Gốc điện tử|02 Số hóa|03 Hỗn hợp",
            "format": "01 Tốt|02 Bình thường|03 Hỏng",
            "process": "1 Có|0 Không",
            "riskRecovery": "1 Có|0 Không",
            "riskRecoveryStatus": "01 Đã dự phòng|02 Chưa dự phòng",
            "typeName": "01 Nghị quyết|02 Quyết định|03 Chỉ thị|04 Quy chế|05 Quy định|"
            "06 Thông cáo|07 Thông báo|08 Hướng dẫn|09 Chương trình|10 Kế hoạch|"
            "11 Phương án|12 Đề án|13 Dự án|14 Báo cáo|15 Tờ trình|16 Giấy ủy quyền|"
            "17 Phiếu gửi|18 Phiếu chuyển|19 Phiếu báo|20 Biên bản|21 Hợp đồng|22 Công văn|"
            "23 Công điện|24 Bản ghi nhớ|25 Bản thỏa thuận|26 Giấy mời|27 Giấy giới thiệu|"
            "28 Giấy nghỉ phép|29 Thư công|30 Bản đồ|31 Bản vẽ kỹ thuật|32 Khác",
        }
        self.assertEqual(
            {name: "|".join(f"{code} {label}" for code, label in codes.items())
             for name, codes in CODE_LABELS.items()}, wanted,
        )

    def test_older_tables_agree(self):
        self.assertLessEqual(set(TYPE_CODES.values()), set(CODE_LABELS["typeName"]))
        self.assertEqual(set(RETENTION_CODES.values()), set(CODE_LABELS["maintenance"]))

    def test_type_of_a_loose_item(self):
        for name, code in (
            ("Báo cáo", "14"), (" TỜ TRÌNH ", "15"), ("Công văn", "22"), ("Sổ điểm", "32"),
            ("", "32"), (None, "32"),
        ):
            with self.subTest(name=name):
                self.assertEqual(code_of_type(name), code)


@tagged("post_install", "-at_install", "standard")
class TestNames(BaseCase):

    def test_time_order(self):
        late, none, early, second = (
            make_document(1, issued_date=date(2026, 5, 9)),
            make_document(2, issued_date=None),
            make_document(4, issued_date=date(2026, 5, 1)),
            make_document(3, issued_date=date(2026, 5, 9)),
        )
        self.assertEqual(in_time_order([second, late, none, early]), (early, late, second, none))

    def test_safe_names(self):
        self.assertEqual(safe_name("Đề án số 12/QĐ-SGDĐT: “mới”"), "De-an-so-12-QD-SGDDT-moi")
        self.assertEqual(safe_name("../../etc/passwd"), "etc-passwd")
        self.assertEqual(safe_name("…"), "file")
        self.assertEqual(len(safe_name("a" * 500)), 80)
        self.assertEqual(safe_file_name("Công văn.số 1.PDF"), "Cong-van.so-1.pdf")
        self.assertEqual(safe_file_name("no extension"), "no-extension")
        self.assertEqual(safe_file_name("a.b/c"), "a.b-c")


@tagged("post_install", "-at_install", "standard")
class TestCaseXml(BaseCase):

    def test_round_trip(self):
        incoming = make_document(
            1, contents=[make_content("tờ trình.pdf", b"%PDF-1.4 x", sha256="ab" * 32)],
            arrival_date=date(2026, 5, 2), arrival_number=17, assignment_ids=("Phòng A", "Bà B"),
            directive_ids="Giao phòng A\nxử lý", priority=2, signer_name="Trần Bình",
        )
        outgoing = make_document(
            2, standard="nd30_out", recipient_ids=("Sở Tài chính", "Lưu: VT"),
            recipient_organ_codes=("H14.05",), copy_count=5,
        )
        case = make_case([incoming, outgoing])
        values, documents = read_case_xml(write_case_xml(case))
        for name, value in values.items():
            wanted = {**case.values, "retention_id": "10 năm", "language_code": "Tiếng Việt",
                      "access_mode": "Sử dụng có điều kiện"}[name]
            self.assertEqual(value, wanted, name)
        self.assertEqual(len(values), 13)
        for document, found in zip(case.documents, documents, strict=True):
            for name, value in found.items():
                wanted = {**document.values, "language_code": "Tiếng Việt"}[name]
                self.assertEqual(value, wanted, name)
        self.assertEqual(documents[0]["directive_ids"], "Giao phòng A\nxử lý")
        self.assertEqual(documents[0]["assignment_ids"], ("Phòng A", "Bà B"))
        self.assertEqual(documents[1]["recipient_ids"], ("Sở Tài chính", "Lưu: VT"))
        self.assertNotIn("arrival_number", documents[1])

    def test_elements_of_the_decree(self):
        root = etree.fromstring(write_case_xml(make_case()))
        self.assertEqual(
            [node.tag for node in root],
            ["FileCode", "Title", "Maintenance", "Rights", "Creator", "Language", "StartDate",
             "EndDate", "DocTotal", "PageTotal", "Description", "Documents"],
        )
        self.assertEqual(
            [(node.tag, node.text) for node in root.find("FileCode")],
            [("OrganId", "H14.12"), ("FileCatalog", "2026"), ("FileNotation", "01.TCCB")],
        )
        self.assertEqual(root.findtext("Documents/Document/IssuedDate"), "2026-05-01")

    def test_names_files_and_sums(self):
        content = make_content("a b.pdf", b"abc", sha256="cd" * 32)
        data = write_case_xml(make_case([make_document(contents=[content])]))
        (node,) = etree.fromstring(data).iterfind("Documents/Document/File")
        self.assertEqual(dict(node.attrib), {
            "Name": "a b.pdf", "Type": "application/pdf", "Size": "3", "SHA-256": "cd" * 32,
        })

    def test_too_long(self):
        self.assertEqual(find_too_long(make_case()), [])
        document = make_document(1, subject="x" * 501)
        case = make_case([document], creator_name="y" * 31)
        self.assertEqual(
            [(where, row.name, size) for where, row, size in find_too_long(case)],
            [(None, "Creator", 31), (document, "Subject", 501)],
        )


@tagged("post_install", "-at_install", "standard")
class TestBag(BaseCase):

    def setUp(self):
        super().setUp()
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = folder.name

    def _bag(self, cases):
        path = Path(self.folder, "bag.zip")
        with zipfile.ZipFile(path, "w") as archive:
            write_bag(archive, "BAG", cases, MOMENT, "Sở GDĐT " + "dài " * 40, "Hồ sơ")
        with zipfile.ZipFile(path) as archive:
            self.assertIsNone(archive.testzip())
            archive.extractall(self.folder)
        return bagit.Bag(f"{self.folder}/BAG")

    def test_valid_for_another_library(self):
        first = make_content("Tờ trình.pdf")
        same_name = make_content("tờ TRÌNH.pdf", b"%PDF other")
        case = make_case([
            make_document(1, contents=[first, same_name]),
            make_document(2, contents=[make_content("bảng.xlsx", b"PK")]),
            make_document(3),
        ])
        bag = self._bag([case, make_case(file_code="H14.12.2026.02.TCCB")])
        bag.validate()
        self.assertEqual(bag.version, "1.0")
        self.assertEqual(bag.info["Bagging-Date"], "2026-11-23")
        sizes = [path.stat().st_size for path in Path(bag.path, "data").rglob("*")
                 if path.is_file()]
        self.assertEqual(bag.info["Payload-Oxum"], f"{sum(sizes)}.6")
        self.assertEqual(
            bag.info["External-Identifier"], ["H14.12.2026.01.TCCB", "H14.12.2026.02.TCCB"]
        )
        self.assertEqual(bag.info["Source-Organization"].split(), ["Sở", "GDĐT"] + ["dài"] * 40)
        lines = Path(bag.path, "bag-info.txt").read_text(encoding="utf-8").splitlines()
        self.assertLessEqual(max(map(len, lines)), 79)
        self.assertEqual(sorted(bag.payload_files()), [
            "data/H14.12.2026.01.TCCB/0001-To-trinh.pdf",
            "data/H14.12.2026.01.TCCB/0001-to-TRINH-2.pdf",
            "data/H14.12.2026.01.TCCB/0002-bang.xlsx",
            "data/H14.12.2026.01.TCCB/metadata.xml",
            "data/H14.12.2026.02.TCCB/0001-a.pdf",
            "data/H14.12.2026.02.TCCB/metadata.xml",
        ])

    def test_sums_recomputed(self):
        bag = self._bag([make_case()])
        for name in ("manifest-sha256.txt", "tagmanifest-sha256.txt"):
            lines = Path(bag.path, name).read_text().splitlines()
            self.assertTrue(lines)
            for line in lines:
                digest, path = line.split("  ")
                data = Path(bag.path, path).read_bytes()
                self.assertEqual(hashlib.sha256(data).hexdigest(), digest, path)
        self.assertEqual(
            {line.split("  ")[1] for line in lines},
            {"bagit.txt", "bag-info.txt", "manifest-sha256.txt"},
        )

    def test_one_flipped_bit_is_found(self):
        bag = self._bag([make_case()])
        self.assertTrue(bag.is_valid())
        path = Path(bag.path, "data/H14.12.2026.01.TCCB/0001-a.pdf")
        data = bytearray(path.read_bytes())
        data[len(data) // 2] ^= 1
        path.write_bytes(data)
        self.assertFalse(bagit.Bag(bag.path).is_valid())

    def test_metadata_names_what_is_beside_it(self):
        bag = self._bag([make_case()])
        root = etree.parse(f"{bag.path}/data/H14.12.2026.01.TCCB/metadata.xml").getroot()
        (node,) = root.iter("File")
        data = Path(bag.path, node.get("Path")).read_bytes()
        self.assertEqual(node.get("SHA-256"), hashlib.sha256(data).hexdigest())
        self.assertEqual(node.get("Size"), str(len(data)))

    def test_damaged_or_missing_content_is_refused(self):
        def read_nothing():
            raise FileNotFoundError

        for content, code in (
            (make_content(sha256="0" * 64), "damaged"),
            (Content("x.pdf", "application/pdf", 5, lambda: b""), "missing"),
            (Content("x.pdf", "application/pdf", 5, read_nothing), "missing"),
            (Content("x.pdf", "application/pdf", 5, f"{self.folder}/none"), "missing"),
        ):
            with self.subTest(code=code), self.assertRaises(PackageError) as raised:
                self._bag([make_case([make_document(contents=[content])])])
            self.assertEqual(raised.exception.code, code)

    def test_memory_stays_flat(self):
        big = Path(self.folder, "big.pdf")
        with big.open("wb") as stream:
            for _piece in range(60):
                stream.write(os.urandom(1 << 20))
        content = Content("big.pdf", "application/pdf", 60 << 20, str(big))
        path = Path(self.folder, "bag.zip")
        tracemalloc.start()
        self.addCleanup(tracemalloc.stop)
        with zipfile.ZipFile(path, "w") as archive:
            write_bag(archive, "B", [make_case([make_document(contents=[content])])],
                      MOMENT, "Sở")
        self.assertLess(tracemalloc.get_traced_memory()[1], 12 << 20)
        self.assertGreater(path.stat().st_size, 60 << 20)

    def test_content_reads_whole(self):
        data = draw_pdf("x")
        self.assertEqual(make_content(data=data).read(), data)
        with self.assertRaises(PackageError):
            make_content(data=data, sha256="1" * 64).read()
        self.assertIsInstance(make_content().open(), io.BytesIO)
