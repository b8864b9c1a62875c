"""Names of the demo: a province that does not exist, with organisations and people."""

PROVINCE = "tỉnh Hương Giang"
PLACE = "Hương Giang"
MAIL = "huonggiang.example"
DEPARTMENT = "Sở Giáo dục và Đào tạo tỉnh Hương Giang"
DEPARTMENT_SHORT = "Sở Giáo dục và Đào tạo"
DEPARTMENT_CODE = "H99.05"

# Who decides in the director's place this week.
DEPUTY = "phogiamdoc"
# name, position, role, unit, post, login
DEPARTMENT_PEOPLE = [
    ("Nguyễn Hữu Phước", "Giám đốc", "leader", "Ban Giám đốc", "head", "giamdoc"),
    ("Trần Thị Minh Nguyệt", "Phó Giám đốc", "leader", "Ban Giám đốc", "deputy", "phogiamdoc"),
    ("Lê Quang Vinh", "Phó Giám đốc", "leader", "Ban Giám đốc", "deputy", "vinh.le"),
    ("Phạm Văn Thành", "Chánh Văn phòng", "handler", "Văn phòng", "head", "thanh.pham"),
    ("Hồ Thị Kim Oanh", "Phó Chánh Văn phòng", "handler", "Văn phòng", "deputy", "oanh.ho"),
    ("Đặng Thị Hồng Nhung", "Văn thư viên", "clerk", "Văn phòng", "clerk", "vanthu"),
    ("Võ Thị Thanh Thảo", "Văn thư viên", "clerk", "Văn phòng", "member", "thao.vo"),
    ("Bùi Đức Long", "Chuyên viên", "handler", "Văn phòng", "member", "long.bui"),
    ("Đoàn Minh Khôi", "Chuyên viên công nghệ thông tin", "manager", "Văn phòng", "member",
     "quantri"),
    ("Ngô Thị Lan Hương", "Trưởng phòng", "handler", "Phòng Tổ chức cán bộ", "head",
     "huong.ngo"),
    ("Trịnh Văn Hải", "Chuyên viên", "handler", "Phòng Tổ chức cán bộ", "member", "hai.trinh"),
    ("Huỳnh Tấn Đạt", "Trưởng phòng", "handler", "Phòng Kế hoạch - Tài chính", "head",
     "dat.huynh"),
    ("Mai Thị Thu Hà", "Phó Trưởng phòng", "handler", "Phòng Kế hoạch - Tài chính", "deputy",
     "ha.mai"),
    ("Lý Quốc Bảo", "Chuyên viên", "handler", "Phòng Kế hoạch - Tài chính", "member", "bao.ly"),
    ("Phan Thị Mỹ Dung", "Trưởng phòng", "handler", "Phòng Giáo dục Mầm non", "head",
     "dung.phan"),
    ("Tạ Thị Bích Ngọc", "Chuyên viên", "handler", "Phòng Giáo dục Mầm non", "member",
     "ngoc.ta"),
    ("Dương Văn Tùng", "Trưởng phòng", "handler", "Phòng Giáo dục Tiểu học", "head",
     "tung.duong"),
    ("Nguyễn Thị Hải Yến", "Chuyên viên", "handler", "Phòng Giáo dục Tiểu học", "member",
     "yen.nguyen"),
    ("Lê Thị Thu Trang", "Trưởng phòng", "handler", "Phòng Giáo dục Trung học", "head",
     "truongphong"),
    ("Cao Xuân Sơn", "Phó Trưởng phòng", "handler", "Phòng Giáo dục Trung học", "deputy",
     "son.cao"),
    ("Nguyễn Đình Khang", "Chuyên viên", "handler", "Phòng Giáo dục Trung học", "member",
     "chuyenvien"),
    ("Vũ Thị Quỳnh Anh", "Chuyên viên", "handler", "Phòng Giáo dục Trung học", "member",
     "anh.vu"),
    ("Đinh Công Thiện", "Trưởng phòng", "handler",
     "Phòng Giáo dục thường xuyên - Giáo dục chuyên nghiệp", "head", "thien.dinh"),
    ("Hà Thị Ngân", "Chuyên viên", "handler",
     "Phòng Giáo dục thường xuyên - Giáo dục chuyên nghiệp", "member", "ngan.ha"),
    ("Trương Quang Huy", "Trưởng phòng", "handler", "Phòng Quản lý chất lượng giáo dục", "head",
     "huy.truong"),
    ("Lâm Thị Diễm My", "Chuyên viên", "handler", "Phòng Quản lý chất lượng giáo dục",
     "member", "my.lam"),
    ("Nguyễn Thị Phương Loan", "Trưởng phòng", "handler",
     "Phòng Chính trị tư tưởng - Học sinh sinh viên", "head", "loan.nguyen"),
    ("Châu Hoàng Nam", "Chuyên viên", "handler",
     "Phòng Chính trị tư tưởng - Học sinh sinh viên", "member", "nam.chau"),
]

# District offices until 30/6/2025 and the offices of communes that took over from some.
DISTRICTS = [
    ("thành phố Hương Giang", "Phường Trung Tâm"),
    ("thị xã Tân Bình", "Phường Tân Bình"),
    ("huyện An Phước", "Xã An Phước"),
    ("huyện Bình Lâm", None), ("huyện Cẩm Sơn", None), ("huyện Đông Hải", None),
    ("huyện Hòa Thuận", None), ("huyện Khánh Vân", None), ("huyện Long Điền", None),
    ("huyện Phú Lộc", None), ("huyện Thanh Bình", None),
]

# Offices of communes that do not work in this database: their letters go by post.
OUTSIDE_OFFICES = [
    "Phòng Văn hóa - Xã hội " + commune for commune in (
        "xã Bình Lâm", "xã Cẩm Sơn", "xã Đông Hải", "xã Hòa Thuận", "xã Khánh Vân",
        "xã Long Điền", "xã Phú Lộc", "xã Thanh Bình",
    )
]

SCHOOLS = [
    "Hương Giang", "chuyên Lê Quý Đôn", "Nguyễn Trãi", "Trần Phú", "Nguyễn Huệ", "Lê Lợi",
    "Quang Trung", "Phan Châu Trinh", "Phan Bội Châu", "Trần Hưng Đạo", "Lý Thường Kiệt",
    "Nguyễn Du", "Nguyễn Bỉnh Khiêm", "Chu Văn An", "Hùng Vương", "Ngô Quyền",
    "Đinh Tiên Hoàng", "Lê Hồng Phong", "Nguyễn Thị Minh Khai", "Võ Thị Sáu",
    "Trần Quang Khải", "Nguyễn Khuyến", "Bùi Thị Xuân", "Hoàng Hoa Thám", "Phạm Hồng Thái",
    "Xuân Diệu", "Hàn Thuyên", "Nguyễn Đình Chiểu", "Huỳnh Thúc Kháng", "Trần Quý Cáp",
    "Lương Thế Vinh", "Lương Văn Can", "Nguyễn Hiền", "Mạc Đĩnh Chi", "Tôn Đức Thắng",
    "Nguyễn Tất Thành", "Phan Đình Phùng", "Dân tộc nội trú tỉnh",
]
# These schools work in the demo; the first one's clerk and principal have a login.
BUSY_SCHOOLS = SCHOOLS[:3]
SCHOOL_LOGINS = {
    "Hương Giang": ("vanthu.truong", "hieutruong.truong"),
}
SCHOOL_PEOPLE = {
    "Hương Giang": ("Nguyễn Thị Kim Liên", "Trần Quốc Tuấn"),
}

FAMILIES = [
    "Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Huỳnh", "Phan", "Vũ", "Võ", "Đặng", "Bùi", "Đỗ",
    "Hồ", "Ngô", "Dương", "Lý", "Đinh", "Mai", "Trịnh", "Lương",
]
MEN = [
    "Văn Hùng", "Minh Tuấn", "Quốc Khánh", "Đình Phong", "Thanh Tùng", "Hữu Nghĩa",
    "Xuân Trường", "Công Danh", "Đức Thắng", "Hoàng Sơn", "Trung Kiên", "Bá Lộc", "Nhật Minh",
]
WOMEN = [
    "Thị Thu Hằng", "Thị Ngọc Lan", "Thị Hồng Vân", "Thị Bích Thủy", "Thị Kim Chi",
    "Thị Mai Phương", "Thị Thanh Tâm", "Thị Cẩm Tú", "Thị Tuyết Mai", "Thị Hoài Thu",
    "Thị Diệu Linh",
]


def person_name(index, woman):
    """A name that is the same in every load.

    :param int index: running number
    :param bool woman: whether it is a woman's
    :return str: family, middle and given name
    """
    given = WOMEN if woman else MEN
    return f"{FAMILIES[(index * 7 + woman) % len(FAMILIES)]} {given[(index * 5) % len(given)]}"
