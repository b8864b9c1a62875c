"""The package of a .docx: its parts, their kinds and relations; the frame of a drawing."""

import io
import zipfile

NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml"'
)
_WPML = "application/vnd.openxmlformats-officedocument.wordprocessingml."
_REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"


ANCHOR_END = "</a:graphicData></a:graphic></wp:anchor>"


def anchor(width, height):
    """The beginning of a drawing that floats beside its paragraph; ANCHOR_END closes it."""
    return (
        '<wp:anchor distT="0" distB="0" distL="0" distR="0" simplePos="0" relativeHeight="1" '
        'behindDoc="0" locked="0" layoutInCell="1" allowOverlap="1"><wp:simplePos x="0" y="0"/>'
        '<wp:positionH relativeFrom="column"><wp:posOffset>300000</wp:posOffset></wp:positionH>'
        '<wp:positionV relativeFrom="paragraph"><wp:posOffset>200000</wp:posOffset>'
        f'</wp:positionV><wp:extent cx="{width}" cy="{height}"/><wp:wrapNone/>'
        '<wp:docPr id="1" name="Shape 1"/><wp:cNvGraphicFramePr/><a:graphic><a:graphicData '
        'uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape">')


def package(files, links=()):
    """A .docx of the given parts with the relations ``(id, kind, target)`` of the main one."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", (
            '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
            '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.'
            'relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>'
            + "".join(f'<Override PartName="/{name}" ContentType="{_WPML}{kind}+xml"/>'
                      for name, kind in _content_kinds(files)) + "</Types>"))
        archive.writestr("_rels/.rels", _relations(
            [("rId1", "officeDocument", "word/document.xml")]))
        archive.writestr("word/_rels/document.xml.rels", _relations(links))
        for name, text in files.items():
            archive.writestr(name, text)
    return stream.getvalue()


def _content_kinds(files):
    kinds = {"document": "document.main", "styles": "styles", "header": "header",
             "footer": "footer", "numbering": "numbering"}
    for name in files:
        stem = name.rpartition("/")[2].rstrip(".xml0123456789")
        if stem in kinds:
            yield name, kinds[stem]


def _relations(links):
    return (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        + "".join(f'<Relationship Id="{name}" Type="{_REL}{kind}" Target="{target}"/>'
                  for name, kind, target in links) + "</Relationships>")
