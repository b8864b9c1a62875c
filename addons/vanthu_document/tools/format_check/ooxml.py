"""The parts of a .docx: opened as hostile input, and written again with some parts changed."""

import io
import posixpath
import zipfile

from lxml import etree

from .. import text_office
from ..text_extract import Limits, detect_kind
from .rule import FormatError

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
# A letter has no more than this; what is larger would hold up the server.
_MAX_PART = 12 * 1024 * 1024


class Package:
    """A .docx whose parts are read on demand.

    :param bytes data: the file
    :raise FormatError: it is none, is locked, damaged or too large
    """

    def __init__(self, data, limits=None):
        self.limits = limits or Limits()
        self.data = bytes(data or b"")
        if not self.data:
            raise FormatError("empty_file")
        if len(self.data) > self.limits.max_bytes:
            raise FormatError("too_large")
        kind = detect_kind(self.data)
        if kind in ("zip_damaged", "ole_encrypted"):
            raise FormatError("damaged" if kind == "zip_damaged" else "encrypted")
        if kind != "docx":
            raise FormatError("unsupported")
        self._trees = {}
        self._budget = self.limits.max_unpacked
        self._archive = self._call(text_office.open_archive, self.data, self.limits.max_unpacked)
        self.names = {member.filename for member in self._archive.infolist()}
        self.main = self._find_main()

    @staticmethod
    def _call(function, *args):
        try:
            return function(*args)
        except text_office.OfficeError as error:
            raise FormatError(error.code) from error

    def _find_main(self):
        if "_rels/.rels" in self.names:
            for target, kind in self._read_relations("_rels/.rels", "").values():
                if kind == "officeDocument" and target in self.names:
                    return target
        if "word/document.xml" in self.names:
            return "word/document.xml"
        raise FormatError("damaged")

    def tree(self, name):
        """The root element of the part ``name``, or ``None`` when there is no such part."""
        if name not in self.names:
            return None
        if name not in self._trees:
            raw = self._call(
                text_office.read_member, self._archive, name, min(_MAX_PART, self._budget))
            self._budget -= len(raw)
            self._trees[name] = self._call(text_office.parse_xml, raw)
        return self._trees[name]

    def _read_relations(self, name, folder):
        root = self.tree(name)
        found = {}
        for relation in root if root is not None else ():
            target = relation.get("Target") or ""
            if relation.get("TargetMode") != "External" and isinstance(relation.tag, str):
                path = target.lstrip("/") if target.startswith("/") else posixpath.normpath(
                    posixpath.join(folder, target))
                kind = (relation.get("Type") or "").rpartition("/")[2]
                found[relation.get("Id")] = path, kind
        return found

    @property
    def _relations_name(self):
        folder, name = posixpath.split(self.main)
        return f"{folder}/_rels/{name}.rels" if folder else f"_rels/{name}.rels"

    def relations(self):
        """What the main part points at: ``{id: (path, last word of its kind)}``."""
        return self._read_relations(self._relations_name, posixpath.dirname(self.main))

    def related(self, kind):
        """The root of the one part of ``kind`` ("styles", "theme" …), or ``None``."""
        for target, found in self.relations().values():
            if found == kind:
                return self.tree(target)
        return self.tree(posixpath.join(posixpath.dirname(self.main), f"{kind}.xml"))

    def add_part(self, stem, kind, content_type, root):
        """Put a new part beside the main one and return the id of the relation to it."""
        folder = posixpath.dirname(self.main)
        number = 1
        while posixpath.join(folder, f"{stem}{number}.xml") in self.names:
            number += 1
        name = posixpath.join(folder, f"{stem}{number}.xml")
        self.names.add(name)
        self._trees[name] = root
        types = self.tree("[Content_Types].xml")
        if types is None:
            raise FormatError("damaged")
        etree.SubElement(types, f"{{{_TYPES}}}Override", PartName="/" + name,
                         ContentType=content_type)
        relations = self.tree(self._relations_name)
        if relations is None:
            relations = etree.Element(f"{{{_RELATIONS}}}Relationships")
            self.names.add(self._relations_name)
            self._trees[self._relations_name] = relations
        taken = {relation.get("Id") for relation in relations}
        identifier = next(f"rId{n}" for n in range(1, len(taken) + 2) if f"rId{n}" not in taken)
        etree.SubElement(relations, f"{{{_RELATIONS}}}Relationship", Id=identifier,
                         Type=_OFFICE + kind, Target=posixpath.basename(name))
        return identifier

    def save(self):
        """The bytes of the file with the changed parts; all others as they were."""
        stream, written = io.BytesIO(), set()
        budget = self.limits.max_unpacked
        with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
            for member in self._archive.infolist():
                if member.filename in written or member.is_dir():
                    continue
                written.add(member.filename)
                raw = self._call(
                    text_office.read_member, self._archive, member.filename, budget)
                budget -= len(raw)
                if self._is_changed(member.filename, raw):
                    raw = self._dump(member.filename)
                archive.writestr(member.filename, raw)
            for name in sorted(self.names - written):
                if name in self._trees:
                    archive.writestr(name, self._dump(name))
        return stream.getvalue()

    def _is_changed(self, name, raw):
        """Whether a part that was parsed says anything else than the bytes that it was read
        from; writing it anew would change its declaration and its ends of lines."""
        return name in self._trees and etree.tostring(
            self._trees[name]) != etree.tostring(self._call(text_office.parse_xml, raw))

    def _dump(self, name):
        return etree.tostring(
            self._trees[name], xml_declaration=True, encoding="UTF-8", standalone=True)


def value(element, path, default=None):
    """The ``w:val`` of the child at ``path`` of ``element``, or ``default``."""
    child = element.find(path) if element is not None else None
    return default if child is None else child.get(W + "val", default)


def switch(element, name):
    """An on/off property: ``True``, ``False``, or ``None`` when it is not there."""
    child = element.find(W + name) if element is not None else None
    if child is None:
        return None
    return child.get(W + "val", "1") not in ("0", "false", "off", "none")


def whole(text, default=None):
    """The whole number that an attribute holds, or ``default``."""
    try:
        return round(float(text))
    except (TypeError, ValueError, OverflowError):
        return default
