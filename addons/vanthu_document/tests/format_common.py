"""What the tests of the presentation check share: rules, quick answers, raw markup."""

import io
import zipfile

from odoo.tests import BaseCase

from odoo.addons.vanthu_document.tools.format_check import check, repair
from odoo.addons.vanthu_document.tools.format_check.letter import find_components
from odoo.addons.vanthu_document.tools.format_check.reader import Document

from .format_drafts import context_of, good, load_rules
from .format_package import NAMESPACES, package


def run(text, properties=""):
    """A run with raw properties."""
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(content, properties=""):
    """A paragraph with raw properties."""
    return f"<w:p><w:pPr>{properties}</w:pPr>{content}</w:p>"


def style(kind, name, properties, based="", default=False):
    """A style of raw properties."""
    mark = ' w:default="1"' if default else ""
    based = f'<w:basedOn w:val="{based}"/>' if based else ""
    return f'<w:style w:type="{kind}" w:styleId="{name}"{mark}>{based}{properties}</w:style>'


def parts_of(body, **parts):
    """Parts and relations of a .docx of raw body markup; ``parts`` are raw contents of styles,
    numbering, theme, and of headers and footers by file name (``header1``)."""
    files = {"word/document.xml": f"<w:document {NAMESPACES}><w:body>{body}</w:body>"
                                  "</w:document>"}
    links = []
    for name, text in parts.items():
        kind = name.rstrip("0123456789")
        tag = {"header": "w:hdr", "footer": "w:ftr", "theme": "a:theme"}.get(kind, f"w:{kind}")
        files[f"word/{name}.xml"] = f"<{tag} {NAMESPACES}>{text}</{tag}>"
        links.append((name, kind, f"{name}.xml"))
    return files, links


def raw_docx(body, **parts):
    """A .docx of raw body markup, see :func:`parts_of`."""
    return package(*parts_of(body, **parts))


def unpack(data):
    """The parts of a package: name → bytes."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def pack(files):
    """A package of the given parts, in their order."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, raw in files.items():
            archive.writestr(name, raw)
    return stream.getvalue()


def change(data, name, *pairs):
    """A package with texts of one part replaced; each of them must be there."""
    files = unpack(data)
    text = files[name].decode()
    for old, new in pairs:
        assert old in text, (name, old)
        text = text.replace(old, new)
    return pack({**files, name: text.encode()})


class FormatCase(BaseCase):
    """The shipped rules, and answers about drafts."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.rules = load_rules()

    def codes(self, draft, layout="table", make="direct", **known):
        """Codes of the rules that a draft breaks."""
        return self.codes_of(draft.build(layout, make), draft, **known)

    def codes_of(self, data, draft=None, **known):
        """Codes of the rules that a file breaks; of all rules only ``only``, where given."""
        rules = self.rules
        if only := known.pop("only", ()):
            rules = [rule for rule in rules if rule.code.startswith(only)]
        return [finding.rule for finding in check(
            data, rules, context_of(draft or good("Công văn"), **known))]

    def broken(self, kind, only, spoil, **known):
        """Whether a good letter breaks rules ``only`` once ``spoil`` has changed it."""
        draft = good(kind)
        spoil(draft)
        return self.codes_of(draft.build(), draft, only=only, **known)

    def repaired(self, data, draft=None, only=(), **known):
        """The file after a repair by the rules whose codes begin with ``only``."""
        rules = [rule for rule in self.rules if not only or rule.code.startswith(only)]
        return repair(data, rules, context_of(draft or good("Công văn"), **known))

    def letter(self, draft, layout="table", **known):
        """The components found in a draft."""
        return find_components(Document(draft.build(layout)), context_of(draft, **known))
