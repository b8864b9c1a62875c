"""What the letters of the demo say: senders, subjects and bodies in the style of the offices."""

from . import names
from .organisations import school_name

# key: superior, organ, abbreviation, place, competence, position, signer
SENDERS = {
    "moet": ("Chính phủ nước CHXHCN Việt Nam", "Bộ Giáo dục và Đào tạo", "BGDĐT", "Hà Nội",
             "KT. BỘ TRƯỞNG", "Thứ trưởng", "Phạm Ngọc Thuận"),
    "province": ("Ủy ban nhân dân", "Tỉnh Hương Giang", "UBND", names.PLACE,
                 "KT. CHỦ TỊCH", "Phó Chủ tịch", "Hoàng Thị Ánh Tuyết"),
    "home": ("UBND tỉnh Hương Giang", "Sở Nội vụ", "SNV", names.PLACE,
             "KT. GIÁM ĐỐC", "Phó Giám đốc", "Nguyễn Khắc Hưng"),
    "finance": ("UBND tỉnh Hương Giang", "Sở Tài chính", "STC", names.PLACE,
                "", "Giám đốc", "Lê Thị Bảo Châu"),
    "health": ("UBND tỉnh Hương Giang", "Sở Y tế", "SYT", names.PLACE,
               "KT. GIÁM ĐỐC", "Phó Giám đốc", "Trần Đăng Khoa"),
    "science": ("UBND tỉnh Hương Giang", "Sở Khoa học và Công nghệ", "SKHCN", names.PLACE,
                "", "Giám đốc", "Phùng Văn Chiến"),
    "treasury": ("Kho bạc Nhà nước", "Kho bạc Nhà nước Khu vực XV", "KBKV15", names.PLACE,
                 "", "Giám đốc", "Tống Thị Hồng Hạnh"),
    "insurance": ("Bảo hiểm xã hội Việt Nam", "Bảo hiểm xã hội tỉnh Hương Giang", "BHXH",
                  names.PLACE, "KT. GIÁM ĐỐC", "Phó Giám đốc", "Đỗ Mạnh Cường"),
    "youth": ("Trung ương Đoàn TNCS Hồ Chí Minh", "Tỉnh đoàn Hương Giang", "TĐTN", names.PLACE,
              "", "Bí thư", "Lê Hải Đăng"),
    "commune": ("UBND xã An Phước", "Phòng Văn hóa - Xã hội", "VHXH", "An Phước",
                "", "Trưởng phòng", "Phan Văn Lực"),
    "board": ("Ủy ban nhân dân", "Xã An Phước", "UBND", "An Phước",
              "", "Chủ tịch", "Huỳnh Ngọc Sang"),
}

# sender, notation after the number, type, subject, paragraphs, lead unit, cooperating, days
TOPICS = [
    ("moet", "BGDĐT-QLCL", None, "chuẩn bị tổ chức Kỳ thi tốt nghiệp trung học phổ thông",
     ["Để chuẩn bị tốt cho Kỳ thi tốt nghiệp trung học phổ thông, Bộ Giáo dục và Đào tạo đề nghị "
      "các sở giáo dục và đào tạo rà soát cơ sở vật chất, máy tính và đường truyền của các điểm "
      "thi dự kiến.",
      "Kết quả rà soát gửi về Cục Quản lý chất lượng trong thời hạn 15 ngày làm việc kể từ ngày "
      "nhận được Công văn này."],
     "QLCL", ["GDTrH", "KHTC"], 10),
    ("moet", "BGDĐT-GDPT", None, "hướng dẫn thực hiện nhiệm vụ giáo dục trung học",
     ["Thực hiện kế hoạch năm học, Bộ Giáo dục và Đào tạo hướng dẫn các sở giáo dục và đào tạo "
      "triển khai nhiệm vụ giáo dục trung học với các nội dung trọng tâm sau đây.",
      "Các cơ sở giáo dục xây dựng kế hoạch giáo dục của nhà trường phù hợp với điều kiện thực "
      "tế; bảo đảm đủ số tiết của các môn học và hoạt động giáo dục bắt buộc.",
      "Trong quá trình thực hiện, nếu có vướng mắc, đề nghị phản ánh về Vụ Giáo dục Phổ thông "
      "để được hướng dẫn."],
     "GDTrH", ["GDTH"], 7),
    ("moet", "BGDĐT-NGCBQLGD", None, "báo cáo số lượng, cơ cấu đội ngũ nhà giáo và cán bộ quản lý",
     ["Để có cơ sở tham mưu chính sách đối với nhà giáo, Bộ Giáo dục và Đào tạo đề nghị các sở "
      "báo cáo số lượng, cơ cấu đội ngũ nhà giáo và cán bộ quản lý theo biểu mẫu gửi kèm.",
      "Báo cáo gửi trên hệ thống cơ sở dữ liệu ngành và bản giấy có chữ ký của lãnh đạo sở."],
     "TCCB", ["KHTC"], 8),
    ("moet", "BGDĐT-HSSV", None, "tăng cường công tác phòng, chống đuối nước cho học sinh",
     ["Thời gian gần đây, tại một số địa phương đã xảy ra các vụ đuối nước làm nhiều học sinh tử "
      "vong. Bộ Giáo dục và Đào tạo đề nghị các sở chỉ đạo các cơ sở giáo dục phối hợp với gia "
      "đình quản lý học sinh ngoài giờ học.",
      "Các cơ sở giáo dục tổ chức tuyên truyền trước ngày nghỉ, cắm biển cảnh báo tại nơi nguy "
      "hiểm và đưa nội dung dạy bơi vào kế hoạch giáo dục."],
     "CTTT-HSSV", ["GDTH", "GDTrH"], 5),
    ("moet", "QĐ-BGDĐT", "Quyết định", "ban hành Kế hoạch bồi dưỡng thường xuyên giáo viên",
     ["Căn cứ chức năng, nhiệm vụ của Bộ Giáo dục và Đào tạo; theo đề nghị của Cục trưởng Cục Nhà "
      "giáo và Cán bộ quản lý giáo dục.",
      "Điều 1. Ban hành kèm theo Quyết định này Kế hoạch bồi dưỡng thường xuyên giáo viên.",
      "Điều 2. Quyết định này có hiệu lực kể từ ngày ký.",
      "Điều 3. Giám đốc các sở giáo dục và đào tạo chịu trách nhiệm thi hành Quyết định này."],
     "TCCB", [], 0),
    ("province", "UBND-KGVX", None, "triển khai kế hoạch chuyển đổi số trong ngành giáo dục",
     ["Ủy ban nhân dân tỉnh giao Sở Giáo dục và Đào tạo chủ trì, phối hợp với Sở Khoa học và Công "
      "nghệ xây dựng kế hoạch chuyển đổi số của ngành giáo dục, trong đó nêu rõ lộ trình thực "
      "hiện học bạ số.",
      "Kế hoạch trình Ủy ban nhân dân tỉnh trước ngày cuối tháng."],
     "VP", ["KHTC", "QLCL"], 9),
    ("province", "UBND-TH", None, "báo cáo kết quả thực hiện nhiệm vụ kinh tế - xã hội",
     ["Ủy ban nhân dân tỉnh yêu cầu các sở, ban, ngành báo cáo kết quả thực hiện nhiệm vụ phát "
      "triển kinh tế - xã hội thuộc lĩnh vực được giao, kèm theo đề xuất nhiệm vụ trọng tâm của "
      "kỳ tới.",
      "Báo cáo gửi về Sở Tài chính để tổng hợp."],
     "VP", ["KHTC"], 4),
    ("province", "QĐ-UBND", "Quyết định",
     "giao dự toán thu, chi ngân sách nhà nước cho ngành giáo dục và đào tạo",
     ["Căn cứ Luật Ngân sách nhà nước; theo đề nghị của Giám đốc Sở Tài chính.",
      "Điều 1. Giao dự toán thu, chi ngân sách nhà nước cho Sở Giáo dục và Đào tạo theo phụ lục "
      "đính kèm.",
      "Điều 2. Giám đốc Sở Giáo dục và Đào tạo phân bổ dự toán cho các đơn vị trực thuộc đúng "
      "thời hạn quy định."],
     "KHTC", ["VP"], 6),
    ("province", "GM-UBND", "Giấy mời",
     "họp Ban Chỉ đạo Kỳ thi tốt nghiệp trung học phổ thông cấp tỉnh",
     ["Ủy ban nhân dân tỉnh trân trọng kính mời Giám đốc Sở Giáo dục và Đào tạo dự họp Ban Chỉ "
      "đạo Kỳ thi tốt nghiệp trung học phổ thông cấp tỉnh.",
      "Thời gian: 14 giờ 00, thứ Năm tuần tới. Địa điểm: Phòng họp số 2, trụ sở Ủy ban nhân dân "
      "tỉnh.",
      "Đề nghị Sở Giáo dục và Đào tạo chuẩn bị báo cáo và gửi tài liệu trước 02 ngày."],
     "QLCL", ["VP"], 3),
    ("province", "TB-UBND", "Thông báo",
     "kết luận của Phó Chủ tịch Ủy ban nhân dân tỉnh tại cuộc họp về cơ sở vật chất trường học",
     ["Sau khi nghe Sở Giáo dục và Đào tạo báo cáo và ý kiến của các đại biểu, Phó Chủ tịch Ủy "
      "ban nhân dân tỉnh kết luận như sau.",
      "Giao Sở Giáo dục và Đào tạo rà soát danh mục phòng học xuống cấp, lập thứ tự ưu tiên sửa "
      "chữa; báo cáo Ủy ban nhân dân tỉnh trong tháng."],
     "KHTC", ["GDMN", "GDTH"], 7),
    ("home", "SNV-CCVC", None, "rà soát biên chế và vị trí việc làm của các đơn vị sự nghiệp",
     ["Sở Nội vụ đề nghị Sở Giáo dục và Đào tạo rà soát biên chế viên chức, danh mục vị trí việc "
      "làm của các đơn vị sự nghiệp trực thuộc và gửi kết quả theo biểu mẫu.",
      "Đề nghị gửi bản điện tử kèm bản giấy để tổng hợp trình Ủy ban nhân dân tỉnh."],
     "TCCB", [], 6),
    ("home", "SNV-VTLT", None, "kiểm tra công tác văn thư, lưu trữ tại các cơ quan, đơn vị",
     ["Thực hiện kế hoạch công tác năm, Sở Nội vụ tổ chức kiểm tra công tác văn thư, lưu trữ tại "
      "một số cơ quan, đơn vị, trong đó có Sở Giáo dục và Đào tạo và 02 trường trung học phổ "
      "thông.",
      "Đề nghị đơn vị chuẩn bị báo cáo, sổ đăng ký văn bản và hồ sơ lưu trữ để đoàn làm việc."],
     "VP", ["TCCB"], 8),
    ("home", "SNV-TĐKT", None, "hướng dẫn bình xét thi đua, khen thưởng",
     ["Sở Nội vụ hướng dẫn các cơ quan, đơn vị bình xét danh hiệu thi đua và hình thức khen "
      "thưởng; hồ sơ gửi về Sở Nội vụ bằng bản giấy và bản điện tử."],
     "TCCB", ["VP"], 10),
    ("finance", "STC-HCSN", None, "quyết toán kinh phí sự nghiệp giáo dục",
     ["Sở Tài chính đề nghị Sở Giáo dục và Đào tạo hướng dẫn các đơn vị dự toán trực thuộc lập báo "
      "cáo quyết toán kinh phí sự nghiệp giáo dục, gửi Sở Tài chính thẩm định.",
      "Các khoản chi sai nguồn phải được thuyết minh và điều chỉnh trước khi quyết toán."],
     "KHTC", [], 9),
    ("finance", "STC-GCS", None, "báo cáo tình hình quản lý, sử dụng tài sản công",
     ["Đề nghị Sở Giáo dục và Đào tạo báo cáo tình hình quản lý, sử dụng tài sản công của các đơn "
      "vị trực thuộc, kèm danh mục tài sản dôi dư sau sắp xếp."],
     "KHTC", ["VP"], 7),
    ("health", "SYT-NVY", None, "phối hợp phòng, chống bệnh tay chân miệng trong trường học",
     ["Sở Y tế đề nghị Sở Giáo dục và Đào tạo chỉ đạo các cơ sở giáo dục mầm non và tiểu học vệ "
      "sinh lớp học, theo dõi sức khỏe trẻ hằng ngày và báo ngay cho trạm y tế khi có ca nghi "
      "mắc."],
     "GDMN", ["GDTH", "CTTT-HSSV"], 3),
    ("health", "SYT-ATTP", None, "bảo đảm an toàn thực phẩm tại bếp ăn bán trú",
     ["Sở Y tế thông báo lịch kiểm tra liên ngành về an toàn thực phẩm tại bếp ăn bán trú của các "
      "trường học và đề nghị Sở Giáo dục và Đào tạo cử cán bộ tham gia đoàn."],
     "CTTT-HSSV", ["GDMN"], 5),
    ("science", "SKHCN-CĐS", None, "triển khai chữ ký số chuyên dùng công vụ",
     ["Sở Khoa học và Công nghệ đề nghị Sở Giáo dục và Đào tạo lập danh sách cá nhân, đơn vị cần "
      "cấp mới, gia hạn chứng thư chữ ký số chuyên dùng công vụ."],
     "VP", [], 6),
    ("treasury", "KBKV15-KTNN", None, "đối chiếu số dư tài khoản và khóa sổ cuối kỳ",
     ["Kho bạc Nhà nước đề nghị các đơn vị sử dụng ngân sách đối chiếu số dư tài khoản, hoàn thành "
      "thanh toán tạm ứng trước thời điểm khóa sổ."],
     "KHTC", [], 4),
    ("insurance", "BHXH-TST", None, "thực hiện bảo hiểm y tế học sinh, sinh viên",
     ["Bảo hiểm xã hội tỉnh đề nghị Sở Giáo dục và Đào tạo chỉ đạo các trường hoàn thành việc lập "
      "danh sách và thu bảo hiểm y tế học sinh; tỷ lệ tham gia phấn đấu đạt 100%."],
     "CTTT-HSSV", ["KHTC"], 8),
    ("youth", "TĐTN-TNTH", None, "phối hợp tổ chức Hội thi Tin học trẻ cấp tỉnh",
     ["Tỉnh đoàn đề nghị Sở Giáo dục và Đào tạo phối hợp tổ chức Hội thi Tin học trẻ cấp tỉnh, cử "
      "giám khảo và thông báo đến các trường phổ thông."],
     "GDTrH", ["GDTH"], 10),
    ("commune", "VHXH-GDĐT", None, "báo cáo tình hình trẻ em trong độ tuổi ra lớp trên địa bàn xã",
     ["Phòng Văn hóa - Xã hội báo cáo số trẻ em từ 3 đến 5 tuổi ra lớp, số trẻ 6 tuổi vào lớp Một "
      "và những khó khăn về phòng học tại các điểm trường lẻ.",
      "Đề nghị Sở Giáo dục và Đào tạo quan tâm hỗ trợ thiết bị đồ chơi ngoài trời."],
     "GDMN", ["GDTH"], 7),
    ("board", "TTr-UBND", "Tờ trình",
     "đề nghị công nhận đạt chuẩn phổ cập giáo dục, xóa mù chữ",
     ["Ủy ban nhân dân xã đã tự kiểm tra và nhận thấy xã đạt các tiêu chuẩn phổ cập giáo dục mầm "
      "non, tiểu học, trung học cơ sở.",
      "Kính đề nghị Sở Giáo dục và Đào tạo thẩm định, trình Ủy ban nhân dân tỉnh công nhận."],
     "GDTX-GDCN", ["GDMN", "GDTH"], 12),
]

# What schools send: notation type, type, subject, paragraphs, lead unit, cooperating, days
SCHOOL_TOPICS = [
    ("BC", "Báo cáo", "kết quả thực hiện kế hoạch giáo dục tháng",
     ["Nhà trường báo cáo kết quả thực hiện kế hoạch giáo dục trong tháng: duy trì sĩ số, tiến độ "
      "chương trình, hoạt động của các tổ chuyên môn và công tác chủ nhiệm.",
      "Trên đây là báo cáo của nhà trường, kính trình Sở Giáo dục và Đào tạo."],
     "GDTrH", [], 0),
    ("TTr", "Tờ trình", "xin chủ trương sửa chữa khối phòng học",
     ["Khối phòng học hai tầng của nhà trường đưa vào sử dụng đã lâu, nay thấm dột, bong tróc trần "
      "và không bảo đảm an toàn khi mưa bão.",
      "Nhà trường kính trình Sở Giáo dục và Đào tạo xem xét cho chủ trương sửa chữa và bố trí kinh "
      "phí."],
     "KHTC", ["VP"], 10),
    (None, None, "đề nghị bổ sung giáo viên môn Tin học",
     ["Nhà trường hiện thiếu 02 giáo viên môn Tin học so với định mức, phải bố trí dạy thêm giờ "
      "quá quy định.",
      "Kính đề nghị Sở Giáo dục và Đào tạo điều động hoặc tuyển dụng bổ sung."],
     "TCCB", ["GDTrH"], 8),
    ("KH", "Kế hoạch", "tổ chức ôn tập và thi thử tốt nghiệp cho học sinh lớp 12",
     ["Nhà trường xây dựng kế hoạch ôn tập, tổ chức thi thử tốt nghiệp hai đợt; phân công giáo "
      "viên phụ đạo học sinh có nguy cơ không đạt.",
      "Kế hoạch được thông qua tại phiên họp hội đồng sư phạm."],
     "GDTrH", ["QLCL"], 0),
    ("BC", "Báo cáo", "công tác tự đánh giá kiểm định chất lượng giáo dục",
     ["Nhà trường báo cáo tiến độ tự đánh giá, số minh chứng đã thu thập theo từng tiêu chí và "
      "những minh chứng còn thiếu.",
      "Nhà trường đề nghị được hướng dẫn về mã hóa minh chứng."],
     "QLCL", [], 7),
    (None, None, "xin phép tổ chức cho học sinh tham quan, học tập trải nghiệm",
     ["Nhà trường xin phép tổ chức cho 120 học sinh khối 11 tham quan, học tập trải nghiệm tại bảo "
      "tàng tỉnh trong một ngày, có giáo viên chủ nhiệm và phụ huynh đi cùng."],
     "CTTT-HSSV", ["GDTrH"], 5),
    ("TB", "Thông báo", "lịch kiểm tra cuối học kỳ I",
     ["Nhà trường thông báo lịch kiểm tra cuối học kỳ I của các khối lớp để Sở Giáo dục và Đào tạo "
      "theo dõi, chỉ đạo."],
     "GDTrH", [], 0),
    (None, None, "đăng ký tham gia Cuộc thi khoa học, kỹ thuật cấp tỉnh",
     ["Nhà trường đăng ký 03 đề tài dự Cuộc thi khoa học, kỹ thuật cấp tỉnh dành cho học sinh "
      "trung học, danh sách học sinh và giáo viên hướng dẫn gửi kèm."],
     "GDTrH", [], 4),
    ("BC", "Báo cáo", "sự việc học sinh vi phạm nội quy ngoài cổng trường",
     ["Nhà trường báo cáo vụ việc một nhóm học sinh xô xát ngoài cổng trường sau giờ tan học; nhà "
      "trường đã mời phụ huynh và phối hợp với công an phường xử lý.",
      "Tình hình học tập của lớp đã trở lại bình thường."],
     "CTTT-HSSV", ["VP"], 2),
    (None, None, "báo cáo danh sách học sinh có hoàn cảnh khó khăn đề nghị hỗ trợ",
     ["Nhà trường lập danh sách học sinh thuộc hộ nghèo, cận nghèo và có hoàn cảnh khó khăn đề "
      "nghị được hỗ trợ chi phí học tập."],
     "KHTC", ["CTTT-HSSV"], 9),
]

# What the Department sends to its schools: notation, type, subject, paragraphs, unit, days
TO_SCHOOLS = [
    ("SGDĐT-GDTrH", None, "hướng dẫn kiểm tra, đánh giá cuối học kỳ I cấp trung học phổ thông",
     ["Sở Giáo dục và Đào tạo hướng dẫn các trường trung học phổ thông tổ chức kiểm tra, đánh giá "
      "cuối học kỳ I bảo đảm khách quan, đúng ma trận đề."], "Tổ Toán - Tin học", 8),
    ("SGDĐT-VP", None, "chấn chỉnh công tác văn thư, lưu trữ và sử dụng văn phòng điện tử",
     ["Sở Giáo dục và Đào tạo yêu cầu các đơn vị đăng ký văn bản đến trong ngày, gửi báo cáo qua "
      "văn phòng điện tử và bố trí phòng lưu trữ."], "Tổ Văn phòng", 6),
    ("SGDĐT-QLCL", None, "rà soát minh chứng kiểm định chất lượng giáo dục",
     ["Các trường rà soát minh chứng theo bộ tiêu chuẩn mới và báo cáo những minh chứng chưa có "
      "nguồn."], "Ban giám hiệu", 9),
    ("SGDĐT-TCCB", None, "đăng ký nhu cầu bồi dưỡng giáo viên",
     ["Các trường đăng ký số lượng giáo viên tham gia bồi dưỡng theo từng môn học."],
     "Tổ Ngữ văn", 5),
    ("SGDĐT-KHTC", None, "lập dự toán thu, chi ngân sách nhà nước",
     ["Các đơn vị lập dự toán thu, chi theo biểu mẫu và gửi về Sở qua văn phòng điện tử."],
     "Tổ Văn phòng", 7),
    ("KH-SGDĐT", "Kế hoạch", "tổ chức Kỳ thi chọn học sinh giỏi cấp tỉnh",
     ["Kỳ thi chọn học sinh giỏi cấp tỉnh được tổ chức trong một ngày tại ba điểm thi; các trường "
      "gửi danh sách dự thi đúng hạn."], "Tổ Toán - Tin học", 8),
    ("TB-SGDĐT", "Thông báo", "lịch nghỉ học và trực cơ quan",
     ["Sở Giáo dục và Đào tạo thông báo lịch nghỉ học của học sinh và yêu cầu các trường phân công "
      "trực bảo vệ tài sản."], "Tổ Văn phòng", 0),
    ("SGDĐT-CTTT", None, "tăng cường công tác an toàn giao thông cho học sinh",
     ["Các trường phối hợp với công an và phụ huynh bảo đảm an toàn giao thông khu vực cổng "
      "trường."], "Ban giám hiệu", 4),
]
DEPARTMENT_SENDER = (
    "UBND tỉnh Hương Giang", names.DEPARTMENT_SHORT, "SGDĐT", names.PLACE,
    "KT. GIÁM ĐỐC", "Phó Giám đốc", "Lê Quang Vinh",
)


def make_letter(sender, notation, doc_type, subject, body, number, date, recipients, copies):
    """Put a letter together for :mod:`.layout`."""
    superior, organ, _abbreviation, place, competence, position, signer = sender
    if not doc_type and organ.startswith("Trường"):
        body = [*body, f"Rất mong nhận được sự quan tâm, chỉ đạo của {names.DEPARTMENT_SHORT}."]
    elif not doc_type:
        body = [*body, "Trong quá trình thực hiện, nếu có khó khăn, vướng mắc, đề nghị phản ánh "
                       "kịp thời để phối hợp giải quyết."]
    return {
        "superior": superior, "organ": organ, "number": number, "notation": notation,
        "place": place, "date": date, "type": doc_type, "subject": subject,
        "recipients": recipients, "body": [*body[:-1], f"{body[-1]}/."],
        "competence": competence, "position": position, "signer": signer,
        "copies": ["Như trên;", *copies, "Lưu: VT."],
    }


def school_sender(school, company, principal):
    """The sender's data of a school.

    :param str school: short name
    :param company: its ``res.company``
    :param str principal: who signs
    """
    return (
        names.DEPARTMENT_SHORT, school_name(school), company.organ_abbreviation,
        company.organ_place, "", "Hiệu trưởng", principal,
    )
