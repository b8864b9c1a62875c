"""Office letters as .docx, written as raw XML: three ways of laying out, three of storing.

A :class:`Draft` has texts and looks by component; tests change one thing in a good one.
"""

import dataclasses
from xml.sax.saxutils import escape

from odoo.addons.vanthu_document.tools.format_check.words import text_width

from .format_package import ANCHOR_END, NAMESPACES, anchor, package

LAYOUTS = ("table", "boxes", "tabs")
MAKES = ("direct", "word", "styles")


@dataclasses.dataclass
class Look:
    """How a component is set; sizes and gaps in points, indents in twips."""

    size: float = 14
    bold: bool = False
    italic: bool = False
    align: str = "left"
    font: str = "Times New Roman"
    colour: str = ""
    first: int = 0
    left: int = 0
    before: float = 0
    after: float = 0
    line: int = 240
    rule: str = "auto"
    underline: bool = False


def centred(size, bold=False, italic=False, **values):
    """A centred look."""
    return Look(size, bold, italic, "center", **values)


def good_looks():
    """A look for each component, as Phụ lục I wants it."""
    running = {"first": 720, "before": 6, "align": "both", "line": 264}
    return {
        "nation": centred(13, True), "motto": centred(14, True), "parent": centred(13),
        "organ": centred(13, True), "number": centred(13), "date": centred(14, italic=True),
        "type": centred(14, True), "subject": centred(14, True),
        "letter_subject": centred(12, before=6), "authority": centred(14, True),
        "basis": Look(14, italic=True, **running), "enacting": centred(14, True, before=6),
        "addressee": Look(14, left=1440, before=6), "addressees": Look(14, left=2200),
        "body": Look(14, **running), "article": Look(14, **running),
        "heading": centred(14, True, before=6), "recipients_label": Look(12, True, True),
        "recipients": Look(11), "position": centred(14, True), "signer": centred(14, True),
        "annex": centred(14, True), "annex_title": centred(14, True),
        "annex_reference": centred(14, italic=True), "page_number": centred(14),
        "urgency": centred(14, True), "typist": Look(11), "footer": Look(11),
    }


@dataclasses.dataclass
class Draft:
    """A letter to be written; :meth:`build` gives the file."""

    kind: str = "Công văn"
    code: str = ""
    texts: dict = dataclasses.field(default_factory=dict)
    looks: dict = dataclasses.field(default_factory=good_looks)
    body: list = dataclasses.field(default_factory=list)
    page: dict = dataclasses.field(default_factory=lambda: {
        "w": 11906, "h": 16838, "top": 1134, "bottom": 1134, "left": 1701, "right": 1134,
        "title_page": True, "number": "header", "format": "", "orient": "",
    })
    lines: dict = dataclasses.field(default_factory=lambda: {"motto": 1.0, "organ": 0.4,
                                                             "subject": 0.4})
    signers: list = dataclasses.field(default_factory=list)
    annexes: list = dataclasses.field(default_factory=list)
    font: str = "Times New Roman"
    sign_left: bool = False

    def build(self, layout="table", make="direct"):
        """The bytes of the .docx in one layout (LAYOUTS) and one way of storing (MAKES)."""
        return _Writer(self, layout, make).file()


class _Writer:

    def __init__(self, draft, layout, make):
        self.draft, self.layout, self.make = draft, layout, make
        self.styles = {}

    # -- text ------------------------------------------------------------------------------

    def look_xml(self, look):
        """The properties of a run."""
        font = look.font if look.font != "Times New Roman" else self.draft.font
        colour = f'<w:color w:val="{look.colour}"/>' if look.colour else ""
        fonts = f'<w:rFonts w:ascii="{font}" w:hAnsi="{font}" w:cs="{font}"/>'
        if self.make == "word" and font == "Times New Roman":
            fonts = ""  # comes from the theme
        return (
            f"{fonts}{'<w:b/><w:bCs/>' if look.bold else ''}{'<w:i/>' if look.italic else ''}"
            f'{colour}<w:sz w:val="{round(look.size * 2)}"/>'
            f"{'<w:u w:val=' + chr(34) + 'single' + chr(34) + '/>' if look.underline else ''}"
        )

    def runs(self, text, look, style=False):
        """Runs of ``text``; tabs and line ends become marks, "word" cuts words in pieces."""
        found = []
        properties = "" if style else f"<w:rPr>{self.look_xml(look)}</w:rPr>"
        for number, row in enumerate(text.split("\n")):
            if number:
                found.append(f"<w:r>{properties}<w:br/></w:r>")
            for place, column in enumerate(row.split("\t")):
                if place:
                    found.append(f"<w:r>{properties}<w:tab/></w:r>")
                found += [
                    f'<w:r>{properties}<w:t xml:space="preserve">{escape(part)}</w:t></w:r>'
                    for part in self._cut(column)]
        if self.make == "word":
            return '<w:proofErr w:type="spellStart"/>'.join(found)
        return "".join(found)

    def _cut(self, text):
        if self.make != "word" or len(text) < 6:
            return [text] if text else []
        size = max(len(text) // 3, 1)
        return [text[:size], text[size:2 * size], text[2 * size:]]

    def paragraph_xml(self, look):
        """The properties of a paragraph."""
        align = {"left": "start", "right": "end"}.get(look.align, look.align) \
            if self.make == "styles" else look.align
        return (
            f'<w:spacing w:before="{round(look.before * 20)}" w:after="{round(look.after * 20)}" '
            f'w:line="{look.line}" w:lineRule="{look.rule}"/>'
            f'<w:ind w:left="{look.left}" w:firstLine="{look.first}"/><w:jc w:val="{align}"/>'
        )

    def paragraph(self, text, look, extra=""):
        """A paragraph; in the make "styles" all of its look comes from a style of its own."""
        if self.make == "styles":
            name = f"P{len(self.styles) + 1}"
            key = (self.paragraph_xml(look), self.look_xml(look))
            name = self.styles.setdefault(key, name)
            properties = f'<w:pStyle w:val="{name}"/>'
        else:
            properties = self.paragraph_xml(look)
        return (f"<w:p><w:pPr>{properties}</w:pPr>"
                f"{self.runs(text, look, self.make == 'styles')}{extra}</w:p>")

    def parts(self, names):
        """Paragraphs of the components that have a text, with the line below."""
        found = []
        for name in names:
            for text in _several(self.draft.texts.get(name)):
                look = self.draft.looks[name]
                found.append(self.paragraph(text, look, self.line(name, text, look)))
        return "".join(found)

    def line(self, name, text, look):
        """A drawn line under a component, as long as ``lines`` says of its text."""
        share = self.draft.lines.get(name)
        if not share:
            return ""
        width = share * max(text_width(row, look.size, look.bold) for row in text.split("\n"))
        old = (f'<w:pict><v:line from="10pt,1pt" to="{10 + width:.1f}pt,1pt" '
               'strokeweight=".75pt"/></w:pict>')
        if self.make == "direct":
            return f"<w:r>{old}</w:r>"
        return (
            '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing>'
            f"{anchor(round(width * 12700), 0)}<wps:wsp><wps:cNvCnPr/><wps:spPr><a:xfrm>"
            f'<a:off x="0" y="0"/><a:ext cx="{round(width * 12700)}" cy="0"/></a:xfrm>'
            '<a:prstGeom prst="line"><a:avLst/></a:prstGeom><a:ln w="9525"><a:solidFill>'
            '<a:srgbClr val="000000"/></a:solidFill></a:ln></wps:spPr><wps:bodyPr/></wps:wsp>'
            f"{ANCHOR_END}</w:drawing></mc:Choice>"
            f"<mc:Fallback>{old}</mc:Fallback></mc:AlternateContent></w:r>")

    # -- blocks ----------------------------------------------------------------------------

    def table(self, *rows):
        """A table without borders."""
        body = "".join("<w:tr>" + "".join(
            f'<w:tc><w:tcPr><w:tcW w:w="4600" w:type="dxa"/></w:tcPr>{cell or "<w:p/>"}</w:tc>'
            for cell in row) + "</w:tr>" for row in rows)
        return f'<w:tbl><w:tblPr><w:tblW w:w="9300" w:type="dxa"/></w:tblPr>{body}</w:tbl>'

    def box(self, content):
        """A text box, given twice as Word gives it."""
        inner = f"<w:txbxContent>{content}</w:txbxContent>"
        return (
            '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing>'
            f'{anchor(2800000, 900000)}<wps:wsp><wps:cNvSpPr txBox="1"/><wps:spPr><a:xfrm>'
            '<a:off x="0" y="0"/><a:ext cx="2800000" cy="900000"/></a:xfrm>'
            '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></wps:spPr>'
            f"<wps:txbx>{inner}</wps:txbx><wps:bodyPr/></wps:wsp>{ANCHOR_END}"
            "</w:drawing></mc:Choice><mc:Fallback><w:pict><v:shape><v:textbox>"
            f"{inner}</v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r>")

    def head(self):
        """Everything above the text."""
        left = self.parts(("parent", "organ", "number", "letter_subject", "urgency"))
        right = self.parts(("nation", "motto", "date"))
        if self.layout == "boxes":
            head = f"<w:p>{self.box(left)}{self.box(right)}</w:p>"
        elif self.layout == "tabs":
            head = self.tabbed_head()
        else:
            head = self.table(
                (self.parts(("parent", "organ")), self.parts(("nation", "motto"))),
                (self.parts(("number", "letter_subject", "urgency")), self.parts(("date",))))
        return head + self.parts(("type", "subject", "addressee", "addressees"))

    def tabbed_head(self):
        """The same with tabs; lines are drawn below the second row."""
        texts, rows = self.draft.texts, []
        pairs = (("parent", "nation"), ("organ", "motto"), ("number", "date"))
        for left, right in pairs:
            first, second = (_several(texts.get(name)) for name in (left, right))
            content = "".join(self.runs(text, self.draft.looks[left]) for text in first)
            content += '<w:r><w:tab/></w:r>'
            content += "".join(self.runs(text, self.draft.looks[right]) for text in second)
            lines = "".join(self.line(name, text, self.draft.looks[name])
                            for name, found in ((left, first), (right, second))
                            for text in found)
            if first or second:
                rows.append(f'<w:p><w:pPr><w:tabs><w:tab w:val="left" w:pos="4800"/></w:tabs>'
                            f"</w:pPr>{content}{lines}</w:p>")
        return "".join(rows) + self.parts(("letter_subject", "urgency"))

    def closing(self):
        """Nơi nhận and signatures."""
        left = self.parts(("recipients_label", "recipients", "typist"))
        blocks = []
        for position, name in self.draft.signers:
            look = self.draft.looks
            rows = [self.paragraph(text, look["position"]) for text in _several(position)]
            rows += [self.paragraph("", look["position"])] * 4
            rows += [self.paragraph(text, look["signer"]) for text in _several(name)]
            blocks.append("".join(rows))
        if self.layout == "boxes" and len(blocks) == 1:
            return f"<w:p>{self.box(left)}{self.box(blocks[0])}</w:p>"
        if len(blocks) > 1:
            return self.table(blocks) + left
        cells = (*blocks, left) if self.draft.sign_left else (left, *blocks)
        return self.table(cells)

    def content(self):
        """The body of the document."""
        draft = self.draft
        parts = [self.head(), self.parts(("authority", "basis", "enacting"))]
        for item in draft.body:
            if isinstance(item, str):
                item = ("body", item)
            name, text = item
            parts.append(self.article(text) if name == "article" and isinstance(
                text, tuple) else self.paragraph(text, draft.looks[name]))
        parts.append(self.closing())
        for title, *rows in draft.annexes:
            parts.append('<w:p><w:r><w:br w:type="page"/></w:r></w:p>')
            parts.append(self.paragraph(title, draft.looks["annex"]))
            for name, text in rows:
                parts.append(self.paragraph(text, draft.looks[name]))
        return "".join(parts) + self.section()

    def article(self, text):
        """An article: its label bold, its words not."""
        look = self.draft.looks["article"]
        label = dataclasses.replace(look, bold=not look.bold)
        return (f"<w:p><w:pPr>{self.paragraph_xml(look)}</w:pPr>"
                f"{self.runs(text[0], label)}{self.runs(text[1], look)}</w:p>")

    # -- page ------------------------------------------------------------------------------

    def section(self):
        """The section with its paper and margins."""
        page = self.draft.page
        parts = []
        if page["number"]:
            parts.append(f'<w:{page["number"]}Reference w:type="default" r:id="rId10"/>')
        if self.draft.texts.get("footer"):
            parts.append('<w:footerReference w:type="first" r:id="rId11"/>')
        orient = f' w:orient="{page["orient"]}"' if page["orient"] else ""
        parts.append(f'<w:pgSz w:w="{page["w"]}" w:h="{page["h"]}"{orient}/>')
        parts.append(
            f'<w:pgMar w:top="{page["top"]}" w:right="{page["right"]}" '
            f'w:bottom="{page["bottom"]}" w:left="{page["left"]}" w:header="567" w:footer="567" '
            'w:gutter="0"/>')
        if page["format"]:
            parts.append(f'<w:pgNumType w:fmt="{page["format"]}"/>')
        if page["title_page"]:
            parts.append("<w:titlePg/>")
        return f"<w:sectPr>{''.join(parts)}</w:sectPr>"

    def number_part(self):
        """Header or footer with the field of the page number."""
        look = self.draft.looks["page_number"]
        properties = f"<w:rPr>{self.look_xml(look)}</w:rPr>"
        field = (
            f'<w:fldSimple w:instr=" PAGE "><w:r>{properties}<w:t>2</w:t></w:r></w:fldSimple>'
            if self.make == "direct" else
            f'<w:r>{properties}<w:fldChar w:fldCharType="begin"/></w:r><w:r>{properties}'
            f'<w:instrText xml:space="preserve"> PAGE \\* MERGEFORMAT </w:instrText></w:r>'
            f'<w:r>{properties}<w:fldChar w:fldCharType="separate"/></w:r>'
            f"<w:r>{properties}<w:t>2</w:t></w:r>"
            f'<w:r>{properties}<w:fldChar w:fldCharType="end"/></w:r>')
        paragraph = f'<w:p><w:pPr><w:jc w:val="{look.align}"/></w:pPr>{field}</w:p>'
        if self.make == "word":
            paragraph = (
                "<w:sdt><w:sdtPr><w:id w:val='7'/><w:docPartObj><w:docPartGallery "
                "w:val='Page Numbers (Top of Page)'/><w:docPartUnique/></w:docPartObj></w:sdtPr>"
                f"<w:sdtContent>{paragraph}</w:sdtContent></w:sdt><w:p/>")
        tag = "hdr" if self.draft.page["number"] == "header" else "ftr"
        return f"<w:{tag} {NAMESPACES}>{paragraph}</w:{tag}>"

    def styles_part(self):
        """Defaults and styles: by theme (word), by one style each (styles), or plain."""
        default = f'<w:rFonts w:ascii="{self.draft.font}" w:hAnsi="{self.draft.font}"/>'
        if self.make == "word":
            default = '<w:rFonts w:asciiTheme="minorHAnsi" w:hAnsiTheme="minorHAnsi"/>'
        elif self.make == "styles":
            default = '<w:rFonts w:ascii="Liberation Serif" w:hAnsi="Liberation Serif"/>'
        styles = "".join(
            f'<w:style w:type="paragraph" w:styleId="{name}">'
            f'<w:name w:val="Letter {name}"/><w:basedOn w:val="Normal"/>'
            f"<w:pPr>{paragraph}</w:pPr><w:rPr>{run}</w:rPr></w:style>"
            for (paragraph, run), name in self.styles.items())
        return (
            f"<w:styles {NAMESPACES}><w:docDefaults><w:rPrDefault><w:rPr>{default}"
            '<w:sz w:val="22"/></w:rPr></w:rPrDefault><w:pPrDefault><w:pPr>'
            '<w:spacing w:after="160" w:line="259" w:lineRule="auto"/></w:pPr></w:pPrDefault>'
            '</w:docDefaults><w:style w:type="paragraph" w:default="1" w:styleId="Normal">'
            '<w:name w:val="Normal"/><w:pPr><w:spacing w:after="0" w:line="240" '
            'w:lineRule="auto"/></w:pPr></w:style>'
            f"{styles}</w:styles>")

    def theme_part(self):
        """The theme whose small font carries the text in the make "word"."""
        return (f'<a:theme xmlns:a="{NAMESPACES.split(chr(34))[9]}"><a:themeElements>'
                '<a:fontScheme name="Office"><a:majorFont><a:latin typeface="Calibri Light"/>'
                f'</a:majorFont><a:minorFont><a:latin typeface="{self.draft.font}"/></a:minorFont>'
                "</a:fontScheme></a:themeElements></a:theme>")

    def file(self):
        """The whole package."""
        content = self.content()
        files = {
            "word/document.xml": f"<w:document {NAMESPACES}><w:body>{content}</w:body>"
                                 "</w:document>",
            "word/styles.xml": self.styles_part(),
            "word/theme/theme1.xml": self.theme_part(),
        }
        links = [("rId1", "styles", "styles.xml"), ("rId2", "theme", "theme/theme1.xml")]
        if self.draft.page["number"]:
            kind = self.draft.page["number"]
            files[f"word/{kind}1.xml"] = self.number_part()
            links.append(("rId10", kind, f"{kind}1.xml"))
        if self.draft.texts.get("footer"):
            paragraph = self.paragraph(self.draft.texts["footer"], self.draft.looks["footer"])
            files["word/footer2.xml"] = f"<w:ftr {NAMESPACES}>{paragraph}</w:ftr>"
            files["word/styles.xml"] = self.styles_part()
            links.append(("rId11", "footer", "footer2.xml"))
        return package(files, links)


def _several(text):
    if not text:
        return []
    return list(text) if isinstance(text, (list, tuple)) else [text]
