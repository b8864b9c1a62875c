"""What the Department of the demo keeps: headings, files and years."""

# (abbreviation, heading, [(title, term in years or 0 for ever, unit)])
HEADINGS = [
    ("VP", "CÔNG TÁC VĂN PHÒNG, VĂN THƯ, LƯU TRỮ", [
        ("Hồ sơ tập huấn công tác văn thư, lưu trữ, văn phòng điện tử", 10, "Văn phòng"),
        ("Tập lưu văn bản đi của cơ quan", 0, "Văn phòng"),
        ("Hồ sơ công tác thi đua, khen thưởng", 20, "Văn phòng"),
        ("Kế hoạch, báo cáo công tác năm của cơ quan", 0, "Văn phòng"),
        ("Công văn trao đổi về công tác hành chính", 5, "Văn phòng"),
    ]),
    ("TCCB", "CÔNG TÁC TỔ CHỨC, CÁN BỘ", [
        ("Hồ sơ thành lập, sáp nhập, đổi tên đơn vị trực thuộc", 0, "Phòng Tổ chức cán bộ"),
        ("Hồ sơ tuyển dụng viên chức", 20, "Phòng Tổ chức cán bộ"),
        ("Hồ sơ bồi dưỡng cán bộ quản lý, giáo viên", 10, "Phòng Tổ chức cán bộ"),
    ]),
    ("KHTC", "CÔNG TÁC KẾ HOẠCH, TÀI CHÍNH", [
        ("Hồ sơ giao chỉ tiêu kế hoạch năm học", 20, "Phòng Kế hoạch - Tài chính"),
        ("Hồ sơ mua sắm thiết bị dạy học", 20, "Phòng Kế hoạch - Tài chính"),
    ]),
    ("GDTrH", "GIÁO DỤC TRUNG HỌC", [
        ("Hồ sơ chỉ đạo thực hiện nhiệm vụ năm học", 10, "Phòng Giáo dục Trung học"),
        ("Hồ sơ kỳ thi chọn học sinh giỏi cấp tỉnh", 20, "Phòng Giáo dục Trung học"),
        ("Hồ sơ hội thi giáo viên dạy giỏi", 10, "Phòng Giáo dục Trung học"),
    ]),
    ("QLCL", "QUẢN LÝ CHẤT LƯỢNG GIÁO DỤC", [
        ("Hồ sơ kỳ thi tốt nghiệp trung học phổ thông", 20, "Phòng Quản lý chất lượng giáo dục"),
        ("Hồ sơ đánh giá ngoài, công nhận trường đạt chuẩn quốc gia", 20,
         "Phòng Quản lý chất lượng giáo dục"),
    ]),
]
# What was put into a file in former years: type, number and subject.
PAPERS = [
    ("Kế hoạch", "{number}/KH-SGDĐT", "Kế hoạch thực hiện {topic}"),
    ("Quyết định", "{number}/QĐ-SGDĐT", "Về việc phê duyệt {topic}"),
    ("Công văn", "{number}/SGDĐT-VP", "Về việc hướng dẫn {topic}"),
    ("Báo cáo", "{number}/BC-SGDĐT", "Kết quả {topic}"),
]
ARCHIVIST = ("Tô Thị Ánh Tuyết", "Lưu trữ viên", "luutru")
COUNCIL = [
    ("chair", "Trần Thị Minh Nguyệt", "Phó Giám đốc"),
    ("unit", "Ngô Thị Lan Hương", "Trưởng phòng Tổ chức cán bộ"),
    ("archive", "Tô Thị Ánh Tuyết", "Lưu trữ viên"),
    ("secretary", "Đặng Thị Hồng Nhung", "Văn thư viên"),
]


def topic_of(title):
    """What the papers of a file are about.

    :param str title: of the file
    :return str: the title without its first words, in small letters
    """
    text = title.removeprefix("Hồ sơ ").removeprefix("Tập lưu ").removeprefix("Công văn ")
    return text[:1].lower() + text[1:]
