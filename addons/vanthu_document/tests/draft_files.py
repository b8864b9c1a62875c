"""Templates and drafts for tests: good ones, broken ones, and such as want to do harm."""

import io
import zipfile

from ..tools.drafting.fields import DraftFacts, make_context
from ..tools.letter_templates.shipped import build
from ..tools.letter_templates.styles import styles_xml
from ..tools.letter_templates.wordml import document, pack, page_number_header, paragraph

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def make_template(*texts, style="NoiDung"):
    """A .docx with one paragraph for each text, fields among them."""
    return _pack(*(paragraph(style, text) for text in texts))


def _pack(*blocks):
    return pack(document(*blocks), {
        "styles": styles_xml(), "header1": page_number_header("SoTrang"),
    })


def make_context_for(**facts):
    """Fields of a draft of the Department, as far as nothing else is given."""
    return make_context(DraftFacts(**{
        "superior": "UBND tỉnh Hương Giang", "organisation": "Sở Giáo dục và Đào tạo",
        "place": "Hương Giang", "notation": "SGDĐT-VP", "type_name": "Công văn",
        "subject": "tổng kết năm học", "to": ["Các trường trung học phổ thông"],
        "recipients": ["Giám đốc (để báo cáo)"], "keepers": ["VP"],
        "signing": ["KT. Giám đốc", "Phó Giám đốc"], "signer": "Nguyễn Văn An",
        "secretary": "Trần Thị Bình",
        "authority": "Giám đốc Sở Giáo dục và Đào tạo", **facts,
    }), 2026)


def change_parts(data, **changes):
    """A copy of a .docx with other parts.

    :param changes: ``rels``, ``document`` or ``extra``; each a function of the former text, or
        a dict of further parts
    """
    names = {"document": "word/document.xml", "rels": "word/_rels/document.xml.rels"}
    output = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as source,
        zipfile.ZipFile(output, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for name in source.namelist():
            content = source.read(name)
            for key, part in names.items():
                if name == part and key in changes:
                    content = changes[key](content.decode()).encode()
            target.writestr(name, content)
        for name, content in changes.get("extra", {}).items():
            target.writestr(name, content)
    return output.getvalue()


def read_part(data, name="word/document.xml"):
    """The text of one part of a .docx."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.read(name).decode()


def make_letter(**facts):
    """A filled official letter."""
    from ..tools.drafting.fill import fill

    return fill(build("cong_van.docx"), make_context_for(**facts))


def make_docx_lines(*lines):
    """A plain .docx without any of our styles' lines."""
    return make_template(*lines)


def make_linked_picture(address):
    """A .docx with a picture that lies elsewhere."""
    inside = "http://schemas.openxmlformats.org/drawingml/2006/picture"
    picture = (
        '<w:r><w:drawing><wp:inline><wp:extent cx="900000" cy="900000"/><wp:docPr id="5" '
        f'name="p"/><a:graphic><a:graphicData uri="{inside}"><pic:pic xmlns:pic="{inside}">'
        '<pic:nvPicPr><pic:cNvPr id="0" name="p"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill>'
        '<a:blip r:link="away"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr>'
        '<a:xfrm><a:off x="0" y="0"/><a:ext cx="900000" cy="900000"/></a:xfrm><a:prstGeom '
        'prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic>'
        "</wp:inline></w:drawing></w:r>"
    )
    relation = (
        f'<Relationship Id="away" TargetMode="External" Target="{address}" Type="http://schemas.'
        'openxmlformats.org/officeDocument/2006/relationships/image"/></Relationships>'
    )
    return change_parts(
        _pack(paragraph("NoiDung", "Trước"), paragraph("NoiDung", picture)),
        rels=lambda xml: xml.replace("</Relationships>", relation),
    )
