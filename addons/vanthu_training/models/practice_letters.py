"""The letters of the practice organisation: invented offices of an invented province."""

import base64
from datetime import timedelta

from odoo.addons.vanthu_document.demo.layout import make_pdf
from odoo.addons.vanthu_document.models.local_time import local_today

from ..tools.practice_letters import LETTERS

_PLACE = "Hương Giang"
# key: superior, organ, abbreviation, competence, position, signer
_SENDERS = {
    "sgd": ("UBND tỉnh Hương Giang", "Sở Giáo dục và Đào tạo", "SGDĐT", "KT. GIÁM ĐỐC",
            "Phó Giám đốc", "Trần Thị Minh Nguyệt"),
    "ubnd": ("Tỉnh Hương Giang", "Ủy ban nhân dân phường Trung Tâm", "UBND", "",
             "Chủ tịch", "Huỳnh Ngọc Sang"),
    "tram": ("Ủy ban nhân dân phường Trung Tâm", "Trạm Y tế", "TYT", "", "Trưởng trạm",
             "Lê Thị Bảo Châu"),
    "doan": ("Tỉnh đoàn Hương Giang", "Phường đoàn Trung Tâm", "PĐ", "", "Bí thư",
             "Lê Hải Đăng"),
    "bhxh": ("Bảo hiểm xã hội Việt Nam", "Bảo hiểm xã hội tỉnh Hương Giang", "BHXH",
             "KT. GIÁM ĐỐC", "Phó Giám đốc", "Đỗ Mạnh Cường"),
    "cong": ("Công an tỉnh Hương Giang", "Công an phường Trung Tâm", "CAP", "",
             "Trưởng Công an phường", "Phan Văn Lực"),
}
_STRANGERS = {1222: "Trường Mầm non Hoa Sen"}


def receive_letters(company, documents):
    """Let the letters arrive: they wait for registration with their file and what it says.

    :param company: ``res.company``, a practice organisation
    :param documents: empty ``vanthu.document`` as its practice account
    :return: the documents, in order of arrival
    """
    today = local_today(documents.env)
    received = documents
    for sender, number, notation, kind, subject, body, ago in LETTERS:
        superior, organ, _short, competence, position, signer = _SENDERS[sender]
        day = today - timedelta(days=ago)
        addressee = _STRANGERS.get(number, company.name)
        data = make_pdf({
            "superior": superior, "organ": organ, "number": number, "notation": notation,
            "place": _PLACE, "date": day, "type": kind, "subject": subject,
            "recipients": [] if kind else [addressee], "body": [body],
            "competence": competence, "position": position, "signer": signer,
            "copies": ["Như trên;", "Lưu: VT."],
        })
        name = f"{number:02d}-{notation.replace('/', '-')}.pdf"
        taken = documents.intake_file(name, base64.b64encode(data).decode())
        received += documents.browse(taken["document_id"])
    # As the scheduled job would: the trainee finds what was read beside the form.
    for row in received.sudo().file_ids.filtered(lambda row: row.state == "todo"):
        row._try()
    return received
