"""What the letters of a practice organisation say; drawing them is another matter."""

# sender, number, notation, type (None: công văn), subject, what is asked, working days ago
LETTERS = [
    ("sgd", 1204, "SGDĐT-GDTrH", None, "hướng dẫn tổ chức kiểm tra, đánh giá học kỳ I",
     "Các trường xây dựng kế hoạch kiểm tra học kỳ I và báo cáo Sở trong 05 ngày làm việc.", 1),
    ("sgd", 1207, "SGDĐT-VP", None, "báo cáo công tác văn thư, lưu trữ năm",
     "Các trường gửi báo cáo theo mẫu kèm theo về Văn phòng Sở trong 07 ngày làm việc.", 1),
    ("sgd", 1211, "SGDĐT-TCCB", None, "rà soát hồ sơ viên chức và người lao động",
     "Các trường đối chiếu hồ sơ giấy với dữ liệu điện tử, sửa sai sót trước ngày 30.", 2),
    ("sgd", 86, "QĐ-SGDĐT", "Quyết định", "về việc cử giáo viên tham gia hội đồng ra đề",
     "Cử giáo viên có tên trong danh sách kèm theo tham gia hội đồng ra đề kiểm tra.", 1),
    ("sgd", 1219, "SGDĐT-KHTC", None, "đăng ký nhu cầu mua sắm thiết bị dạy học",
     "Các trường đăng ký nhu cầu thiết bị dạy học tối thiểu theo biểu mẫu.", 3),
    ("sgd", 54, "KH-SGDĐT", "Kế hoạch", "tổ chức Hội khỏe Phù Đổng cấp tỉnh",
     "Các trường thành lập đoàn vận động viên và gửi danh sách về Sở.", 4),
    ("ubnd", 318, "UBND-VX", None, "phối hợp bảo đảm trật tự, an toàn giao thông cổng trường",
     "Nhà trường bố trí giờ tan học lệch nhau và nhắc nhở phụ huynh dừng, đỗ xe đúng nơi.", 2),
    ("ubnd", 41, "GM-UBND", "Giấy mời", "họp rà soát công tác phổ cập giáo dục",
     "Kính mời Hiệu trưởng dự họp lúc 14 giờ tại phòng họp tầng 2.", 1),
    ("tram", 27, "TYT", None, "khám sức khỏe học sinh đầu năm học",
     "Trạm Y tế đề nghị nhà trường bố trí phòng và thời gian khám cho từng khối lớp.", 5),
    ("doan", 19, "CV-PĐ", None, "tuyên truyền tháng thanh niên tình nguyện",
     "Đề nghị Đoàn trường triển khai các hoạt động tình nguyện phù hợp với học sinh.", 3),
    ("bhxh", 892, "BHXH-TST", None, "thu bảo hiểm y tế học sinh năm học mới",
     "Nhà trường lập danh sách học sinh tham gia và chuyển tiền trước ngày 31.", 2),
    ("cong", 63, "CAP", None, "phối hợp phòng, chống bạo lực học đường",
     "Công an phường đề nghị nhà trường cung cấp đầu mối liên hệ và lịch sinh hoạt dưới cờ.", 4),
    ("sgd", 12, "TB-SGDĐT", "Thông báo", "kết luận của Giám đốc Sở tại hội nghị giao ban",
     "Các trường thực hiện các nội dung kết luận và báo cáo kết quả hằng tháng.", 3),
    # Came to the wrong house.
    ("sgd", 1222, "SGDĐT-GDMN", None, "kiểm tra bếp ăn bán trú của các trường mầm non",
     "Các trường mầm non tự kiểm tra bếp ăn bán trú và báo cáo về Phòng Giáo dục Mầm non.", 1),
]
