"""Scans of archived papers in the demo: letters of the Department, drawn as they were issued."""

from odoo import Command

from odoo.addons.vanthu_document.demo import letters
from odoo.addons.vanthu_document.demo.layout import make_pdf

_BODY = [
    "Căn cứ chức năng, nhiệm vụ được giao, Sở Giáo dục và Đào tạo thực hiện {topic} theo đúng quy "
    "định hiện hành.",
    "Các phòng chuyên môn và đơn vị trực thuộc phối hợp thực hiện, báo cáo kết quả về Văn phòng "
    "để tổng hợp",
]


def add_scan(paper, topic):
    """A paper of a file with its scan.

    :param dict paper: values of a ``vanthu.file.document``
    :param str topic: what the file is about
    :return dict: the values with an upload
    """
    number, _slash, notation = paper["reference"].partition("/")
    letter = letters.make_letter(
        letters.DEPARTMENT_SENDER, notation, None if "SGDĐT-" in notation else paper["type_name"],
        paper["name"], [text.format(topic=topic) for text in _BODY], int(number),
        paper["issued_date"], ["Các đơn vị trực thuộc"], [],
    )
    name = paper["reference"].replace("/", "-")
    return {**paper, "attachment_ids": [
        Command.create({"name": f"{name}.pdf", "raw": make_pdf(letter)})
    ]}
