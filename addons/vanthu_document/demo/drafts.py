"""What the Department of the demo drafts and issues: subjects, bodies, and how far each came.

A row: working days ago of the issue (or of the last step), unit that drafts, type (None for a
công văn), subject, paragraphs, receivers (a group, or names of schools), who signs, target.
"""

GROUP_SCHOOLS = "Các trường THPT trực thuộc"
GROUP_BUSY = "Các trường thí điểm văn phòng điện tử"
GROUP_OFFICES = "Phòng Văn hóa - Xã hội các xã, phường"
GROUP_CONFERENCE = "Các trường THPT trực thuộc và Phòng Văn hóa - Xã hội dự hội nghị tập huấn"
PROVINCE = ("Ủy ban nhân dân tỉnh Hương Giang", "hand")
MINISTRY = ("Bộ Giáo dục và Đào tạo", "post")

DIRECTOR, DEPUTY = "head", "kt"

# What becomes of an issued document at the receivers, beyond having arrived.
SCHOOLS_AT_WORK = {"registered": 24, "done": 5, "refused": 1}

CONFERENCE = "triệu tập hội nghị tập huấn công tác văn thư, lưu trữ và văn phòng điện tử"

OUTGOING = [
    (20, "VP", None, CONFERENCE,
     ["Sở Giáo dục và Đào tạo tổ chức hội nghị tập huấn công tác văn thư, lưu trữ và văn phòng "
      "điện tử cho các trường THPT và Phòng Văn hóa - Xã hội các xã, phường.",
      "Mỗi đơn vị cử từ 01 đến 03 người làm công tác văn thư, lưu trữ tham dự và đăng ký danh "
      "sách trên phần mềm.",
      "Từ năm học này, văn bản gửi về Sở được thực hiện trên văn phòng điện tử."],
     GROUP_CONFERENCE, DIRECTOR, "conference"),
    (9, "GDTrH", "Kế hoạch", "tổ chức Hội thi giáo viên dạy giỏi cấp tỉnh",
     ["Hội thi được tổ chức nhằm tuyển chọn, công nhận và tôn vinh giáo viên dạy giỏi cấp trung "
      "học phổ thông, tạo động lực phát triển năng lực nghề nghiệp.",
      "Các trường lập danh sách giáo viên dự thi và gửi về Sở trước ngày khai mạc 15 ngày."],
     GROUP_SCHOOLS, DEPUTY, "schools"),
    (7, "VP", None, "rà soát thông tin đơn vị trên văn phòng điện tử",
     ["Sở Giáo dục và Đào tạo đề nghị các đơn vị rà soát tên, địa chỉ, hộp thư và người làm văn "
      "thư trên văn phòng điện tử.",
      "Thông tin sai đề nghị sửa ngay và báo về Văn phòng Sở."],
     GROUP_BUSY, DIRECTOR, "done"),
    (6, "KHTC", None, "báo cáo quyết toán kinh phí hỗ trợ học sinh",
     ["Sở Giáo dục và Đào tạo yêu cầu các trường báo cáo quyết toán kinh phí hỗ trợ học sinh theo "
      "biểu mẫu gửi kèm."],
     GROUP_BUSY, DEPUTY, "recalled"),
    (5, "TCCB", "Báo cáo", "tình hình tuyển dụng viên chức ngành giáo dục",
     ["Thực hiện yêu cầu của Ủy ban nhân dân tỉnh, Sở Giáo dục và Đào tạo báo cáo tình hình tuyển "
      "dụng viên chức của các đơn vị trực thuộc."],
     [PROVINCE, MINISTRY], DIRECTOR, "paper_sent"),
    (4, "QLCL", None, "gửi minh chứng kiểm định chất lượng giáo dục còn thiếu",
     ["Qua kiểm tra, một số trường chưa gửi đủ minh chứng kiểm định chất lượng giáo dục.",
      "Sở yêu cầu các trường bổ sung trong thời hạn 05 ngày làm việc."],
     GROUP_BUSY, DEPUTY, "waiting"),
    (3, "GDTrH", "Thông báo", "kết quả Cuộc thi khoa học, kỹ thuật cấp tỉnh",
     ["Sở Giáo dục và Đào tạo thông báo kết quả Cuộc thi khoa học, kỹ thuật cấp tỉnh dành cho học "
      "sinh trung học như phụ lục kèm theo."],
     GROUP_BUSY, DEPUTY, "refused"),
    (3, "TCCB", "Quyết định", "về việc cử viên chức đi bồi dưỡng nghiệp vụ",
     ["Cử các viên chức có tên trong danh sách kèm theo tham gia lớp bồi dưỡng nghiệp vụ quản lý "
      "giáo dục.",
      "Chánh Văn phòng, Trưởng phòng Tổ chức cán bộ và các viên chức có tên chịu trách nhiệm thi "
      "hành Quyết định này."],
     GROUP_OFFICES, DIRECTOR, "dispatched"),
    (2, "VP", "Thông báo", "kết luận của Giám đốc Sở tại cuộc họp giao ban tháng",
     ["Các phòng hoàn thành báo cáo sơ kết trước ngày 25 hằng tháng và gửi Văn phòng tổng hợp."],
     [MINISTRY], DEPUTY, "issued"),
    (1, "KHTC", "Tờ trình", "về việc bổ sung kinh phí mua sắm thiết bị dạy học tối thiểu",
     ["Căn cứ nhu cầu của các trường, Sở Giáo dục và Đào tạo kính trình Ủy ban nhân dân tỉnh bổ "
      "sung kinh phí mua sắm thiết bị dạy học tối thiểu."],
     [PROVINCE], DIRECTOR, "paper"),
    (3, "GDTH", None, "tổ chức các hoạt động trải nghiệm cho học sinh tiểu học",
     ["Các đơn vị xây dựng kế hoạch hoạt động trải nghiệm bảo đảm an toàn, tự nguyện và tiết "
      "kiệm."],
     GROUP_OFFICES, DEPUTY, "signed"),
    (0, "QLCL", None, "bảo mật đề kiểm tra cuối học kỳ I",
     ["Các trường quản lý chặt chẽ khâu ra đề, in sao và vận chuyển đề kiểm tra cuối học kỳ I."],
     GROUP_SCHOOLS, DEPUTY, "signed"),
    (0, "GDTrH", None, "hướng dẫn tuyển sinh vào lớp 10 trung học phổ thông",
     ["Sở Giáo dục và Đào tạo hướng dẫn các trường trung học phổ thông thực hiện tuyển sinh vào "
      "lớp 10 theo phương thức thi tuyển.",
      "Các trường rà soát cơ sở vật chất, đề xuất chỉ tiêu trước ngày 15 của tháng sau."],
     GROUP_SCHOOLS, DIRECTOR, "to_sign"),
    (0, "TCCB", "Quyết định", "về việc thành lập Hội đồng thi đua - khen thưởng ngành giáo dục",
     ["Thành lập Hội đồng thi đua - khen thưởng ngành Giáo dục tỉnh Hương Giang gồm các thành viên "
      "có tên trong danh sách kèm theo."],
     [PROVINCE], DIRECTOR, "to_sign"),
    (0, "KHTC", None, "công khai dự toán thu, chi ngân sách của các trường",
     ["Các trường công khai dự toán thu, chi ngân sách được giao đúng thời hạn và hình thức theo "
      "quy định."],
     GROUP_SCHOOLS, DIRECTOR, "to_sign"),
    (0, "CTTT-HSSV", None, "phòng, chống bạo lực học đường",
     ["Các trường rà soát quy tắc ứng xử, thiết lập kênh tiếp nhận phản ánh và xử lý kịp thời các "
      "vụ việc bạo lực học đường."],
     GROUP_SCHOOLS, DEPUTY, "to_sign"),
    (0, "GDTH", "Kế hoạch", "bồi dưỡng giáo viên tiểu học dạy lớp ghép",
     ["Kế hoạch nhằm nâng cao năng lực dạy lớp ghép cho giáo viên tiểu học vùng khó khăn."],
     GROUP_OFFICES, DEPUTY, "format_check"),
    (0, "VP", "Giấy mời", "dự Hội nghị sơ kết học kỳ I",
     ["Sở Giáo dục và Đào tạo trân trọng kính mời các đồng chí Hiệu trưởng dự Hội nghị sơ kết học "
      "kỳ I."],
     GROUP_SCHOOLS, DIRECTOR, "format_check"),
    (0, "GDTrH", "Báo cáo", "sơ kết việc dạy học hai buổi trên ngày",
     ["Sở Giáo dục và Đào tạo báo cáo Bộ Giáo dục và Đào tạo kết quả dạy học hai buổi trên ngày "
      "cấp trung học phổ thông."],
     [MINISTRY], DIRECTOR, "content_check"),
    (1, "GDTrH", None, "tham gia Cuộc thi thiết kế bài giảng điện tử",
     ["Các trường phát động, tuyển chọn sản phẩm dự thi và gửi về Sở theo từng môn học."],
     GROUP_SCHOOLS, DEPUTY, "sent_back"),
    (0, "GDTrH", "Kế hoạch", "ôn tập cho học sinh lớp 12",
     ["Các trường xây dựng kế hoạch ôn tập phù hợp với từng nhóm học sinh."],
     GROUP_SCHOOLS, DEPUTY, "draft"),
]
SEND_BACK = "Nêu rõ thời hạn gửi sản phẩm và bổ sung thể lệ kèm theo; thống nhất với Phòng QLCL."
REFUSAL = "Văn bản gửi nhầm nơi nhận: trường không có đề tài dự thi."
RECALL = "Biểu mẫu kèm theo sai cột số liệu; Sở sẽ gửi văn bản thay thế."
KEEP = "Trường đã báo cáo theo văn bản này, xin giữ để lưu hồ sơ."
