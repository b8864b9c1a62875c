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
    r"|hoi|lien doan|cong doan|lien hiep|mat tran|toa an|tand|vien kiem sat|chinh phu"
    r"|thu tuong|quoc hoi|chu tich nuoc|thanh tra|ngan hang|dai|tram|to|nha|thu vien|bao tang|quy"
    r"|chi nhanh|thuong truc|ttgdtx|th|thcs|thpt|mn|mau giao|mam non|nha xuat ban|bao|bdh"
    r"|bo tu lenh|bo chi huy|hat kiem lam|doi|hai quan|buu dien|vien thong|trung uong)(?![a-z])"
)
# Lines that begin like an organisation but only go on with the name above.
ORGAN_TAIL = re.compile(
    r"(?:tinh|thanh pho|tp\b|huyen|quan|thi xa|thi tran|tx\b|xa|phuong|dac khu|viet nam|khu vuc"
    r"|co so|va |hoc va |nghe |nghiep)"
)
JOINING = re.compile(r"(?:\b(?:va|cua|cac|ve|tai|cho|o|do|voi|theo|tren|thuoc|trong|de|den|tu"
                     r"|nam|tinh|xa|huyen|quan|phuong|thanh pho|truong|so|bo|cap|lop|tet|giai doan"
                     r"|nha|ngay|thang|cong tac|hoc|giao|thi|khoi|dia ban)|[,\-&/])$")

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

SURNAMES = frozenset(
    "nguyen tran le pham hoang huynh phan vu vo dang bui do ho ngo duong ly dao dinh luong trinh "
    "truong mai ha cao lam ta phung to chu thai chau luu quach kieu doan vuong tong tang la khuc "
    "nghiem thach son danh kim lo ma nong be trieu giang vang ban tan luc khong ninh bach mac "
    "tieu dam ton cu diep ung tu hua dong van quang mau uong chung trang lai dau thi nghi sung "
    "hau thao cam hoa au bang ca co cung dieu doi giap ha hinh hong kha khuat khong khau la lieng "
    "lu luc man mua ngan ngac nham ong phi phu quan quyen rcom sam si sin su thang than thieu "
    "thuong tra trac tri trung vi vien viet vong xa xeo y yen lang lau lenh tham chang doan".split()
)
HONORIFIC = re.compile(
    r"(?:(?:pgs|gs|tskh|ts|ths|th\.s|bs|ck1|cki|ckii|cn|ks|nguy?t|ngnd|nsnd|nsut|luat su|dr|ncs"
    r"|bac si|thac si|tien si|dai ta|thuong ta|trung ta|thieu ta|dai uy|thuong uy|trung uy"
    r"|thieu tuong|trung tuong|ong|ba|d/c)\b\s*[.,:]?\s*)+"
)

# First words of the text proper: a heading or a list of addressees ends here.
BODY_START = re.compile(
    r"(?:can cu|thuc hien|thi hanh|xet|theo de nghi|theo|de |nham |ngay \d|trong |qua |sau khi"
    r"|duoc su|vua qua|hom nay|kinh gui|kinh ngui|kinh moi|tran trong|phan (?:thu )?[ivx1-9]|[ivx]{1,4}\. "
    r"|chuong [ivx1-9]|[1-9]\. |[ivx1-9]{1,3}[/)] |dieu 1|muc 1|de nghi |tiep theo|nhan duoc|hien nay|kinh thua|noi nhan"
    r"|toi xin|nay |thanh phan|thoi gian|dia diem|tan trong|gioi thieu (?:ong|ba|dong chi)"
    r"|ve viec nay|de chuan bi|chung toi|cong hoa|so:|can cu|chung toi gom|[a-d]\. |cap cho|moi:)"
)
