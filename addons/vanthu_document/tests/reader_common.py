"""Documents built from their parts, for the tests of the reader."""

from odoo.addons.vanthu_document.tools.document_reader import read_document

NATION = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc"
OFFICE = "ỦY BAN NHÂN DÂN TỈNH ĐẮK LẮK\nSỞ GIÁO DỤC VÀ ĐÀO TẠO"
BODY = "Sở Giáo dục và Đào tạo đề nghị các đơn vị thực hiện những nội dung sau đây./."
RECIPIENTS = "Nơi nhận:\n- Như trên;\n- Lưu: VT, TCCB."
SIGNER = "GIÁM ĐỐC\n(đã ký)\nLê Thị Na"


def write_letter(**parts):
    """A letter (công văn) line by line; each part can be replaced, an empty one is left out."""
    parts = {
        "organ": OFFICE, "nation": NATION, "number": "Số: 12/SGDĐT-VP",
        "about": "V/v báo cáo số liệu đầu năm học",
        "date": "Buôn Ma Thuột, ngày 03 tháng 9 năm 2024",
        "to": "Kính gửi: Các trường trung học phổ thông.", "body": BODY,
        "recipients": RECIPIENTS, "signer": SIGNER, **parts,
    }
    return "\n".join(part for part in parts.values() if part) + "\n"


def write_decision(number="Số: 15/QĐ-SGDĐT", heading="QUYẾT ĐỊNH", **parts):
    """A named document: the heading stands instead of the line "V/v" and of the addressees."""
    parts = {"body": "Căn cứ Luật Giáo dục ngày 14 tháng 6 năm 2019;\nĐiều 1. Nội dung.", **parts}
    order = {"about": "", "to": f"\n{heading}\n"}
    return write_letter(number=number, **{**order, **parts})


def read_values(text):
    """What is proposed for a text: field → value, without the empty ones."""
    return {name: found.value for name, found in read_document(text).items() if found}
