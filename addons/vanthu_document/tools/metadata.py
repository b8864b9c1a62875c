"""One table between the names of the standards and the fields of the models.

Rows follow NĐ 30/2020, Phụ lục VI, Phần II (input fields of the document system), the exchange
standard edXML (QCVN 102:2016/BTTTT), TT 02/2019/TT-BNV (input data of electronic archives) and
TT 05/2025/TT-BNV (packages). Imports, exports and checks read this table and nothing else.
"""

import dataclasses

STANDARDS = ("nd30_in", "nd30_out", "nd30_file", "edxml", "tt02_document", "tt02_file",
             "tt05_document", "tt05_file")
MODELS = ("vanthu.document", "vanthu.file")


@dataclasses.dataclass(frozen=True)
class Row:
    """One name of one standard.

    ``path`` is its full name there (edXML: path below MessageHeader), ``model`` and ``field``
    where it is kept, ``kind`` string | number | date | datetime | text | code | list,
    ``length`` the most characters (or digits) on exchange, ``None`` for no bound,
    ``required`` "required", "optional" or "conditional".
    """

    standard: str
    path: str
    field: str
    kind: str = "string"
    length: int | None = None
    required: str = "optional"
    model: str = "vanthu.document"

    @property
    def name(self):
        """The last part of ``path``."""
        return self.path.rpartition("/")[2]


def _rows(standard, model, lines):
    for line in filter(None, lines.splitlines()):
        path, field, kind, length, required = line.split()
        yield Row(
            standard, path, field,
            {"S": "string", "N": "number", "D": "date", "T": "text", "C": "code", "L": "list",
             "Z": "datetime"}[kind],
            None if length == "-" else int(length),
            {"R": "required", "O": "optional", "C": "conditional"}[required], model,
        )


_ND30_COMMON = """
FileCode/OrganId file_organ_code S 13 O
FileCode/FileCatalog file_catalog N 4 O
FileCode/FileNotation file_notation S 20 O
DocOrdinal ordinal N 3 O
TypeName type_id S 100 R
CodeNumber code_number S 11 R
CodeNotation code_notation S 30 R
IssuedDate issued_date D 10 R
OrganName organ_name S 200 R
Subject subject S 500 R
Language language_code S 30 O
PageAmount page_count N 3 O
Description description S 500 O
SignerInfo/Position signer_position S 100 O
SignerInfo/FullName signer_name S 50 O
Priority priority N 1 O
DueDate due_date D 10 O
"""
_ND30_OUT = _ND30_COMMON + """
To/OrganId recipient_organ_codes L 13 O
To/OrganName recipient_ids L 200 O
IssuedAmount copy_count N 3 O
"""
_ND30_IN = _ND30_COMMON + """
ArrivalDate arrival_date D 10 R
ArrivalNumber arrival_number N 10 R
ToPlaces assignment_ids L 1000 O
TraceHeaderList directive_ids T - O
"""
_ND30_FILE = """
FileCode/OrganId organ_code S 13 R
FileCode/FileCatalog catalog N 4 R
FileCode/FileNotation notation S 20 R
Title name S 500 R
Maintenance retention_id S 30 R
Rights access_mode S 30 O
Creator creator_name S 30 O
Language language_code S 50 O
StartDate start_date D 10 O
EndDate end_date D 10 O
DocTotal document_count N 4 O
PageTotal page_count N 4 O
Description description S 500 O
"""
_EDXML = """
DocumentId document_code S - R
From/OrganId organ_code S 35 R
From/OrganizationInCharge organ_parent_name S 200 O
From/OrganName organ_name S 200 R
From/OrganAdd organ_address S 250 O
From/Email organ_email S 100 O
From/Telephone organ_phone S 20 O
From/Fax organ_fax S 20 O
From/Website organ_website S 100 O
Code/CodeNumber code_number S 11 R
Code/CodeNotation code_notation S 30 R
PromulgationInfo/Place issued_place S 50 O
PromulgationInfo/PromulgationDate issued_date D 10 R
DocumentType/Type type_code C 2 O
DocumentType/TypeDetail type_detail_code C 3 O
DocumentType/TypeName type_id S 100 O
Subject subject S 500 R
Content content S 500 O
SignerInfo/Competence signer_competence S 100 O
SignerInfo/Position signer_position S 100 O
SignerInfo/FullName signer_name S 50 R
DueDate due_date D 10 O
OtherInfo/Priority priority N 1 O
OtherInfo/SphereOfPromulgation circulation_scope S 100 O
OtherInfo/TyperNotation typist_notation S 10 O
OtherInfo/PromulgationAmount copy_count N 5 O
OtherInfo/PageAmount page_count N 5 O
OtherInfo/Appendixes/Appendix appendix_ids L 250 O
ResponseFor response_to_ids L - O
SteeringType steering_type C 1 O
ToPlaces/Place recipient_ids L 150 O
"""
_TT02_DOCUMENT = """
DocCode doc_code S 25 R
FileCode file_code S 30 R
Identifier archive_organ_code S 13 O
OrganId organ_code S 13 O
FileCatalog file_catalog N 4 O
FileNotation file_notation S 20 O
DocOrdinal ordinal N 3 O
TypeName type_id S 100 R
CodeNumber code_number S 11 O
CodeNotation code_notation S 30 O
IssuedDate issued_date D 10 R
OrganName organ_name S 200 R
Subject subject S 500 R
Language language_code S 100 O
PageAmount page_count N 4 O
Description description S 500 O
InforSign infor_sign S 30 O
Keyword keyword_ids L 100 O
Mode access_mode S 20 O
ConfidenceLevel confidence_level S 30 O
Autograph autograph S 2000 O
Format physical_state S 50 O
"""
_TT02_FILE = """
FileCode file_code S 30 R
Identifier archive_organ_code S 13 O
OrganId organ_code S 13 O
FileCatalog catalog N 4 O
FileNotation notation S 20 O
Title name S 1000 R
Maintenance retention_id S 100 R
Rights access_mode S 30 O
Language language_code S 100 O
StartDate start_date D 10 O
EndDate end_date D 10 O
TotalDoc document_count N 10 O
Description description S 2000 O
InforSign infor_sign S 30 O
Keyword keyword_ids L 100 O
Maximum sheet_count N 10 O
PageNumber page_count N 10 O
Format physical_state S 50 O
"""
_TT05_DOCUMENT = """
docId document_code S 25 R
arcDocCode arc_doc_code S 100 R
maintenance retention_id C 2 R
typeName type_id C 2 R
codeNumber code_number S 11 O
codeNotation code_notation S 30 O
issuedDate issued_date Z - R
organName organ_name S 200 R
subject subject S 500 R
language language_code C 2 R
numberOfPage page_count N - R
inforSign infor_sign S 30 O
keyword keyword_ids L 100 O
mode access_mode C 2 R
confidenceLevel confidence_level C 30 O
autograph autograph S 2000 O
format physical_state C 50 O
process process_log_included C - C
riskRecovery risk_recovery C 1 R
riskRecoveryStatus risk_recovery_state C 2 C
description description S 500 O
"""
_TT05_FILE = """
arcFileCode arc_file_code S 100 R
title name S 1000 R
maintenance retention_id C 2 R
mode access_mode C 2 R
language language_code C 2 R
startDate start_date Z - R
endDate end_date Z - R
keyword keyword_ids L 100 O
totalDoc document_count N - R
numberOfPaper sheet_count N - R
numberOfPage page_count N - R
format physical_state C 50 O
inforSign infor_sign S 30 O
confidenceLevel confidence_level C - O
paperFileCode paper_file_code S 100 C
riskRecovery risk_recovery C 1 R
riskRecoveryStatus risk_recovery_state C 2 C
description description S 2000 O
"""

ROWS = tuple(
    row
    for standard, model, lines in (
        ("nd30_in", "vanthu.document", _ND30_IN),
        ("nd30_out", "vanthu.document", _ND30_OUT),
        ("nd30_file", "vanthu.file", _ND30_FILE),
        ("edxml", "vanthu.document", _EDXML),
        ("tt02_document", "vanthu.document", _TT02_DOCUMENT),
        ("tt02_file", "vanthu.file", _TT02_FILE),
        ("tt05_document", "vanthu.document", _TT05_DOCUMENT),
        ("tt05_file", "vanthu.file", _TT05_FILE),
    )
    for row in _rows(standard, model, lines)
)
#: {standard: {path: Row}} and {standard: {field: Row}}: both directions.
STANDARD_TO_FIELD = {
    standard: {row.path: row for row in ROWS if row.standard == standard}
    for standard in STANDARDS
}
FIELD_TO_STANDARD = {
    standard: {row.field: row for row in ROWS if row.standard == standard}
    for standard in STANDARDS
}

# Codes of TT 05/2025/TT-BNV; typeName by the abbreviation of NĐ 30/2020, Phụ lục III.
TYPE_CODES = {
    "NQ": "01", "QĐ": "02", "CT": "03", "QC": "04", "QyĐ": "05", "TC": "06", "TB": "07",
    "HD": "08", "CTr": "09", "KH": "10", "PA": "11", "ĐA": "12", "DA": "13", "BC": "14",
    "TTr": "15", "GUQ": "16", "PG": "17", "PC": "18", "PB": "19", "BB": "20", "HĐ": "21",
    "CV": "22", "CĐ": "23", "BGN": "24", "BTT": "25", "GM": "26", "GGT": "27", "GNP": "28",
    "TCg": "29",
}
RETENTION_CODES = {"permanent": "01", "70": "02", "50": "03", "30": "04", "20": "05", "10": "06",
                   "other": "07"}
ACCESS_MODE_CODES = {"public": "01", "conditional": "02"}  # 03 is for secrets: never held here
CONFIDENCE_CODES = {"born_digital": "01", "digitised": "02", "mixed": "03"}
PHYSICAL_STATE_CODES = {"good": "01", "normal": "02", "damaged": "03"}
# Words of the codes of TT 05/2025/TT-BNV, by its own name of the code list.
CODE_LABELS = {
    "maintenance": {
        "01": "Vĩnh viễn", "02": "70 năm", "03": "50 năm", "04": "30 năm", "05": "20 năm",
        "06": "10 năm", "07": "Khác",
    },
    "mode": {"01": "Công khai", "02": "Sử dụng có điều kiện", "03": "Mật"},
    "language": {
        "01": "Tiếng Việt", "02": "Tiếng Anh", "03": "Tiếng Pháp", "04": "Tiếng Nga",
        "05": "Tiếng Trung", "06": "Việt - Anh", "07": "Việt - Nga", "08": "Việt - Pháp",
        "09": "Hán Nôm", "10": "Việt - Trung", "11": "Khác",
    },
    "confidenceLevel": {"01": "Gốc điện tử", "02": "Số hóa", "03": "Hỗn hợp"},
    "format": {"01": "Tốt", "02": "Bình thường", "03": "Hỏng"},
    "process": {"1": "Có", "0": "Không"},
    "riskRecovery": {"1": "Có", "0": "Không"},
    "riskRecoveryStatus": {"01": "Đã dự phòng", "02": "Chưa dự phòng"},
    "typeName": {
        "01": "Nghị quyết", "02": "Quyết định", "03": "Chỉ thị", "04": "Quy chế",
        "05": "Quy định", "06": "Thông cáo", "07": "Thông báo", "08": "Hướng dẫn",
        "09": "Chương trình", "10": "Kế hoạch", "11": "Phương án", "12": "Đề án",
        "13": "Dự án", "14": "Báo cáo", "15": "Tờ trình", "16": "Giấy ủy quyền",
        "17": "Phiếu gửi", "18": "Phiếu chuyển", "19": "Phiếu báo", "20": "Biên bản",
        "21": "Hợp đồng", "22": "Công văn", "23": "Công điện", "24": "Bản ghi nhớ",
        "25": "Bản thỏa thuận", "26": "Giấy mời", "27": "Giấy giới thiệu",
        "28": "Giấy nghỉ phép", "29": "Thư công", "30": "Bản đồ", "31": "Bản vẽ kỹ thuật",
        "32": "Khác",
    },
}
OTHER_TYPE = "32"
# State of a package (METS RECORDSTATUS, TT 05/2025/TT-BNV).
RECORD_STATES = ("NEW", "SUPPLEMENT", "DELETE")


def field_of(standard, path):
    """Return the :class:`Row` for a standard's name; ``KeyError`` when it has none."""
    return STANDARD_TO_FIELD[standard][path]


def standard_of(standard, field):
    """Return the :class:`Row` for our field name; ``KeyError`` when the standard has none."""
    return FIELD_TO_STANDARD[standard][field]


def code_of_type(name):
    """Code of a type of document (TT 05/2025/TT-BNV, typeName).

    :param str name: as it stands on documents, such as "Báo cáo"
    :return str: two digits; that of "other" for what the list does not know
    """
    known = {label.casefold(): code for code, label in CODE_LABELS["typeName"].items()}
    return known.get((name or "").strip().casefold(), OTHER_TYPE)


def too_long(standard, values):
    """Return ``[(Row, length)]`` of the values (``{field: value}``) that exceed the standard.

    Lists are checked item by item; numbers by their digits. Unknown fields are ignored.
    """
    problems = []
    for field, value in values.items():
        row = FIELD_TO_STANDARD[standard].get(field)
        if row is None or row.length is None or value in (None, False, ""):
            continue
        sizes = map(len, map(str, value if isinstance(value, (list, tuple)) else (value,)))
        problems += [(row, size) for size in sizes if size > row.length]
    return problems
