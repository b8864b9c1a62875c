"""What the exercises need in the practice organisation besides letters that arrive.

A register of last year to print, a draft with mistakes of presentation, files and a store.
Everything is made by the suite's own steps.
"""

import io
import zipfile
from datetime import date, datetime

from odoo import Command

from odoo.addons.vanthu_document.demo.layout import make_docx

# day, month, type, subject: what went out last year
OUTGOING = (
    (6, 1, "Kế hoạch", "công tác văn thư, lưu trữ của nhà trường"),
    (15, 1, "Quyết định", "thành lập hội đồng kiểm tra học kỳ I"),
    (9, 2, "Công văn", "báo cáo số lượng học sinh sau Tết"),
    (25, 2, "Báo cáo", "kết quả tuần lễ đọc sách"),
    (18, 3, "Thông báo", "lịch họp cha mẹ học sinh"),
    (7, 4, "Công văn", "đăng ký dự thi giáo viên dạy giỏi"),
    (20, 5, "Báo cáo", "tổng kết năm học"),
    (3, 6, "Quyết định", "khen thưởng học sinh cuối năm"),
    (1, 9, "Kế hoạch", "năm học mới"),
    (11, 11, "Giấy mời", "dự lễ kỷ niệm Ngày Nhà giáo Việt Nam"),
)
MISTAKEN = "Xin mượn hội trường để tổ chức hội nghị"
DISORDERED = "Hồ sơ tập huấn công tác văn thư"
# day, month, what it is: in the order in which somebody has thrown them together
_ITEMS = (
    (20, 10, "Báo cáo kết quả lớp tập huấn"), (5, 9, "Kế hoạch tập huấn công tác văn thư"),
    (2, 10, "Danh sách học viên"), (12, 9, "Công văn triệu tập học viên"),
    (15, 10, "Lịch giảng và tài liệu"),
)
_CLOSED = (
    "Hồ sơ tuyển sinh lớp 10", "Hồ sơ kiểm tra học kỳ I", "Hồ sơ kiểm tra học kỳ II",
    "Hồ sơ thi đua, khen thưởng", "Hồ sơ mua sắm thiết bị dạy học", "Hồ sơ phổ cập giáo dục",
)
_ARCHIVED = ("Hồ sơ thành lập nhà trường", "Hồ sơ xây dựng khối nhà học B")
# What makes a good draft a bad one: three marks of the page and of the letters.
_MISTAKES = (
    ('w:left="1701"', 'w:left="567"'), ('w:top="1134"', 'w:top="400"'),
    ("Times New Roman", "Arial"),
)


def fill_exercises(company, practice, last_year):
    """Make what the exercises work on.

    :param company: ``res.company``, a practice organisation, in superuser mode
    :param practice: ``res.users``, its practice account
    :param int last_year: whose register is to be printed
    """
    # The account signs, and what it signs names its position.
    partner = practice.with_env(company.env).partner_id
    partner.function = partner.function or "Hiệu trưởng"
    _issue_last_year(company, practice, last_year)
    _draft_with_mistakes(company, practice)
    _keep_files(company, practice, last_year)


def _find_type(company, name):
    return company.env["vanthu.document.type"]._find_by_name(name)


def _issue_last_year(company, practice, year):
    """Outgoing documents of last year in its register, each under its day."""
    registers = company.env["vanthu.register"]
    unit = company.vanthu_unit_ids.filtered(lambda item: item.code == "VP")
    documents = company.env["vanthu.document"].create([
        {
            "direction": "outgoing", "company_id": company.id, "subject": subject,
            "type_id": _find_type(company, kind).id, "drafting_unit_id": unit.id,
            "drafter_id": practice.id, "signing_user_id": practice.id,
            "recipient_ids": [Command.create({"name": "Sở Giáo dục và Đào tạo"})],
        } for _day, _month, kind, subject in OUTGOING
    ])
    for document, (day, month, *_rest) in zip(documents, OUTGOING, strict=True):
        on = date(year, month, day)
        register = registers._get_for(company, year, "outgoing", document.type_id)
        document._prepare_issue(on, register)
        document._finish_issue(register._take_number(on, document=document))
    # Sent long ago: nothing of it waits on anybody's home page.
    documents.write({"state": "dispatched", "dispatched_at": datetime(year, 12, 31)})


def _draft_with_mistakes(company, practice):
    """A draft whose margins and letters a colleague has spoilt, and the check that found it."""
    unit = company.vanthu_unit_ids.filtered(lambda item: item.code == "VP")
    draft = company._as_practice(practice, "vanthu.document").create({
        "direction": "outgoing", "company_id": company.id, "subject": MISTAKEN,
        "type_id": _find_type(company, "Công văn").id, "drafting_unit_id": unit.id,
        "signing_user_id": practice.id,
        "recipient_ids": [Command.create({"name": "Trung tâm Văn hóa phường Trung Tâm"})],
    })
    version = draft._add_version("du-thao.docx", spoil(make_docx({
        "superior": company.organ_superior_name or "", "organ": company.name, "number": 0,
        "notation": draft.code_notation or "", "place": company.organ_place or "", "date": None,
        "type": None, "subject": MISTAKEN, "recipients": ["Trung tâm Văn hóa phường Trung Tâm"],
        "body": [
            "Nhà trường tổ chức hội nghị tổng kết công tác văn thư, lưu trữ với khoảng 120 đại "
            "biểu và cần một hội trường có máy chiếu.",
            "Kính đề nghị Trung tâm xem xét, cho nhà trường mượn hội trường trong một buổi./.",
        ],
        "competence": "", "position": "HIỆU TRƯỞNG", "signer": practice.name,
        "copies": ["Như trên;", "Lưu: VT, VP."],
    })), "Bản do đồng nghiệp soạn")
    draft.with_user(company.env.user)._check_version_format(version.sudo())


def spoil(raw):
    """A Word document with wrong margins and letters.

    :param bytes raw: a .docx
    :return bytes:
    """
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(raw)) as source, zipfile.ZipFile(
        stream, "w", zipfile.ZIP_DEFLATED
    ) as target:
        for item in source.infolist():
            data = source.read(item.filename)
            if item.filename.startswith("word/") and item.filename.endswith(".xml"):
                text = data.decode()
                for right, wrong in _MISTAKES:
                    text = text.replace(right, wrong)
                data = text.encode()
            target.writestr(item, data)
    return stream.getvalue()


def _keep_files(company, practice, year):
    """A store with shelves; files to box, archived ones to lend, an open one in a mess."""
    wizard = company._as_practice(practice, "vanthu.storage.generate")
    wizard.create({
        "company_id": company.id, "rows": 1, "shelves": 2, "compartments": 3, "boxes": 4,
    }).action_generate()
    files = company._as_practice(practice, "vanthu.file")
    common = {
        "company_id": company.id, "catalog": year, "medium": "paper", "term": "years",
        "term_years": 10, "sheet_count": 60, "start_date": date(year, 1, 2),
        "end_date": date(year, 12, 20),
    }
    closed = files.create([
        {
            **common, "name": name, "notation": f"{place:02d}.VP",
            "line_ids": [Command.create({"name": "Báo cáo tổng hợp", "sheet_from": 1,
                                         "sheet_to": 60})],
        } for place, name in enumerate(_CLOSED + _ARCHIVED, 1)
    ])
    closed.action_close()
    closed[-len(_ARCHIVED):].sudo()._archive()
    files.create({
        **common, "name": DISORDERED, "notation": f"{len(closed) + 1:02d}.VP",
        "sheet_count": 0, "end_date": False, "line_ids": [
            Command.create({
                "name": name, "issued_date": date(year, month, day), "organ_name": company.name,
            }) for day, month, name in _ITEMS
        ],
    })
