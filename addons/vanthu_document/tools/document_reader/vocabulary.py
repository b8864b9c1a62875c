"""Words of Vietnamese official documents, folded (lower case, no diacritics) unless noted."""

import re

# Document type names by abbreviation: NĐ 30/2020, Phụ lục III, and legal documents.
TYPES = {
    "NQ": "Nghị quyết", "QĐ": "Quyết định", "CT": "Chỉ thị", "QC": "Quy chế",
    "QyĐ": "Quy định", "TC": "Thông cáo", "TB": "Thông báo", "HD": "Hướng dẫn",
    "CTr": "Chương trình", "KH": "Kế hoạch", "PA": "Phương án", "ĐA": "Đề án", "DA": "Dự án",
    "BC": "Báo cáo", "BB": "Biên bản", "TTr": "Tờ trình", "HĐ": "Hợp đồng", "CĐ": "Công điện",
    "BGN": "Bản ghi nhớ", "BTT": "Bản thỏa thuận", "GUQ": "Giấy ủy quyền", "GM": "Giấy mời",
    "GGT": "Giấy giới thiệu", "GNP": "Giấy nghỉ phép", "PG": "Phiếu gửi",
    "PC": "Phiếu chuyển", "PB": "Phiếu báo",
}
LEGAL_TYPES = {
    "L": "Luật", "PL": "Pháp lệnh", "NĐ": "Nghị định", "TT": "Thông tư",
    "TTLT": "Thông tư liên tịch", "NQLT": "Nghị quyết liên tịch", "LCT": "Lệnh",
}
PARTY_TYPES = {"QyĐi": "Quy định", "KL": "Kết luận", "CV": "Công văn", "QĐi": "Quy định"}
OTHER_TYPES = ("Công văn", "Thư công", "Kết luận", "Hiến pháp", "Lệnh")

# Two-letter notations that are as often a department's name as a type.
AMBIGUOUS = {"TC", "PC", "PB", "HD", "DA", "PA", "PG", "QC", "HĐ", "CĐ", "ĐA", "BB", "CT", "TT",
             "L", "PL"}

# Beginnings of the names of organisations.
ORGAN = re.compile(
    r"(?:ubnd|uy ban|hdnd|hoi dong|so|bo|phong|truong|trung tam|ban|bch|van phong|cuc|chi cuc"
    r"|tong cuc|vu|vien|hoc vien|dai hoc|benh vien|bao hiem|bhxh|cong an|kho bac|thue"
    r"|chi cuc thue|cong ty|tong cong ty|tap doan|dien luc|dang bo|dang uy|tinh uy|huyen uy"
    r"|thanh uy|quan uy|thi uy|chi bo|dang doan|tinh doan|huyen doan|thanh doan|doan"
    r"|hoi|(?:tong )?lien doan|cong doan|lien hiep|mat tran|toa an|tand|vien kiem sat|chinh phu"
    r"|thu tuong|quoc hoi|chu tich nuoc|thanh tra|ngan hang|dai|tram|to|nha|thu vien|bao tang|quy"
    r"|chi nhanh|thuong truc|ttgdtx|th|thcs|thpt|mn|mau giao|mam non|nha xuat ban|bao|bdh"
    r"|vnpt|viettel|evn|mobifone|agribank|vietinbank|bidv|vietcombank|fpt|trung doan"
    r"|su doan|lu doan|hop tac xa|htx|cum|khoi|phan hieu|nha thieu nhi|cung|hiep hoi"
    r"|tieu hoc|tap the|thi hanh an|uy ban kiem tra|tieu ban|lien chi|co quan|hoi khuyen hoc"
    r"|bo tu lenh|bo chi huy|hat kiem lam|doi|hai quan|buu dien|vien thong|trung uong)(?![a-z])"
)
# Lines that begin like an organisation but only go on with the name above.
ORGAN_TAIL = re.compile(
    r"(?:tinh|thanh pho|tp\b|huyen|quan|thi xa|thi tran|tx\b|xa|phuong|dac khu|viet nam|khu vuc"
    r"|co so|va |hoc va |nghe |nghiep)"
)
# Capital and small letters for character classes (ranges of code points mix the two).
_LATIN = [chr(code) for code in (*range(0xC0, 0x1B1), *range(0x1EA0, 0x1EFA))]
UPPER = "A-Z" + "".join(char for char in _LATIN if char.isupper())
LOWER = "a-z" + "".join(char for char in _LATIN if char.islower())

# A line that ends so goes on in the next one (lower case, with diacritics).
_JOINING = re.compile(
    r"(?:(?:^|\s)(?:và|của|các|về|tại|cho|ở|do|với|theo|trên|thuộc|trong|để|đến|từ|năm|tỉnh|xã"
    r"|huyện|quận|phường|thành phố|trường|số|sở|bộ|cấp|lớp|tết|giai đoạn|ngày|tháng|công tác|học"
    r"|giáo|khối"
    r"|địa bàn|đối với|hoặc|bằng|những|một số|thực hiện|việc|phòng|hội|khi|như|được|không|đã"
    r"|tổ chức)"
    r"|[,\-–&/(])$"
)
_JOINING_ORGAN = re.compile(
    r"(?:(?:^|\s)(?:và|của|các|về|tỉnh|xã|huyện|quận|phường|thành phố|thị xã|thị trấn)|[,\-–&])$"
)


def goes_on(text):
    """Whether a line ends with a word that needs another after it."""
    return bool(_JOINING.search(text.lower().rstrip(" *_")))


def organ_goes_on(text):
    """The same for the name of an organisation."""
    return bool(_JOINING_ORGAN.search(text.lower().rstrip(" *_")))


# Titles of signers, longest first inside each group.
TITLE = re.compile(
    r"(?:(?:quyen |q\. ?)?(?:pho )?(?:"
    r"tong giam doc|giam doc|hieu truong|chu tich|bi thu|thu truong|bo truong|thu tuong"
    r"|truong phong|truong ban|truong khoa|truong bo mon|truong tram|truong cong an|truong doan"
    r"|chanh van phong|chanh thanh tra|chanh an|vien truong|vu truong|cuc truong"
    r"|chi cuc truong|tong cuc truong|chu nhiem|hieu pho|to truong|doi truong|truong thue"
    r"|tong bien tap|tong thanh tra|thong doc|tong kiem toan|thu ky|chu toa|vien pho"
    r"|truong tieu ban|uy vien|tong thu ky|chanh vp|cuc pho|ke toan truong)"
    r"|pho hieu truong|pho phong|pho ban)(?![a-z])"
)
CAPACITY = re.compile(r"(?:kt|tm|tl|tuq|t/m|t/l|k/t|q|quyen)\s*(?:\.|(?=\s))\s*(?=[a-z])")
TITLE_WORDS = re.compile(r"\b(?:truong|giam doc|chu tich|bi thu|chanh|chu nhiem|thu truong)\b")

SURNAMES = frozenset((
    "nguyen", "tran", "le", "pham", "hoang", "huynh", "phan", "vu", "vo", "dang", "bui", "do",
    "ho", "ngo", "duong", "ly", "dao", "dinh", "luong", "trinh", "truong", "mai", "ha", "cao",
    "lam", "ta", "phung", "to", "chu", "thai", "chau", "luu", "quach", "kieu", "doan", "vuong",
    "tong", "tang", "la", "khuc", "nghiem", "thach", "son", "danh", "kim", "lo", "ma", "nong",
    "be", "trieu", "giang", "vang", "ban", "tan", "luc", "khong", "ninh", "bach", "mac", "tieu",
    "dam", "ton", "cu", "diep", "ung", "tu", "hua", "dong", "van", "quang", "mau", "uong",
    "chung", "trang", "lai", "dau", "thi", "nghi", "sung", "hau", "thao", "cam", "hoa", "au",
    "bang", "ca", "co", "cung", "dieu", "doi", "giap", "hinh", "hong", "kha", "khuat", "khau",
    "lieng", "lu", "man", "mua", "ngan", "ngac", "nham", "ong", "phi", "phu", "quan", "quyen",
    "rcom", "sam", "si", "sin", "su", "thang", "than", "thieu", "thuong", "tra", "trac", "tri",
    "trung", "vi", "vien", "viet", "vong", "xa", "xeo", "y", "yen", "lang", "lau", "lenh",
    "tham", "chang",
))
HONORIFIC = re.compile(
    r"(?:(?:pgs|gs|tskh|ts|ths|th\.s|bs|bsck\w*|ck1|cki|ckii|cn|ks|nguy?t|ngnd|nsnd|nsut"
    r"|luat su|dr|ncs"
    r"|bac si|thac si|tien si|dai ta|thuong ta|trung ta|thieu ta|dai uy|thuong uy|trung uy"
    r"|thieu tuong|trung tuong|ong|ba|d/c)\b\s*[.,:]?\s*)+"
)

# First words of the text proper: a heading or a list of addressees ends here.
BODY_START = re.compile(
    r"(?:can cu|thuc hien|thi hanh|xet|theo|de |nham |ngay \d|trong |qua |sau khi|duoc su|vua qua"
    r"|hom nay|kinh gui|kinh ngui|kinh moi|kinh thua|tran trong|phan (?:thu )?[ivx1-9]"
    r"|phan (?:thu )?(?:nhat|hai|mot|mo dau)|[ivx]{1,4}\. |chuong [ivx1-9]|[1-9]\. |[a-d]\. "
    r"|[ivx1-9]{1,3}[/)] |dieu 1|muc 1|de nghi |tiep theo|nhan duoc|hien nay|noi nhan|toi xin"
    r"|nay |thanh phan|thoi gian|dia diem|tan trong|gioi thieu (?:ong|ba|dong chi)|ve viec nay"
    r"|chung toi|cong hoa|so:|cap cho|moi:)"
)
