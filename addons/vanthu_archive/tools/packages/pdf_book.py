"""One PDF of many, written object by object, so that only one of them is in memory at a time.

Pages are copied as they are, with a line of our own at the foot; what a page does not need
(forms, scripts, embedded files of the source) stays behind.
"""

import hashlib
from types import SimpleNamespace

from odoo.addons.vanthu_document.tools.printing.pdf_overlay import (
    get_placement,
    get_rotation,
    get_unit,
    get_visible_box,
    open_pdf,
    release_signatures,
    telling_damage,
)

from .spec import CHUNK

try:
    import pypdf
except ImportError:
    import PyPDF2 as pypdf

_generic = pypdf.generic
_BEFORE_PYPDF = int(pypdf.__version__.split(".")[0]) < 3
_CATALOG, _PAGES = 1, 2
FOOT_WIDTH, FOOT_HEIGHT = 480, 10
# From the lower edge of the paper, points.
_FOOT_BOTTOM = 8


class Raw(bytes):
    """PDF syntax that is written as it is."""


class PdfBook:
    """A PDF in the making.

    :param stream: seekable binary stream to write to
    """

    def __init__(self, stream):
        self._stream = stream
        self._offsets = {}
        self._count = _PAGES
        self._pages, self._files, self._bookmarks = [], [], []
        stream.write(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")

    # ---- PAGES ----

    def add(self, data, feet=None, links=None, *, in_front=False):
        """Copy all pages of a PDF.

        :param bytes data: the PDF
        :param feet: function of the number of pages that gives a PDF with as many lines for the
            foot, :data:`FOOT_WIDTH` by :data:`FOOT_HEIGHT` points; None for none
        :param dict links: position of a page in ``data`` → list of (rectangle, page of the book)
        :param bool in_front: before the pages that are there already
        :return list: the pages, as :meth:`add_bookmark` takes them
        :raise StampError: ``encrypted`` or ``damaged``; the book is as it was
        """
        reader = open_pdf(data)
        try:
            numbers = self._copy_pages(reader, feet, links or {})
        finally:
            # Reader and pages point at each other; the bytes would stay until Python cleans up.
            reader.stream.close()
            reader.resolved_objects.clear()
        place = 0 if in_front else len(self._pages)
        self._pages[place:place] = numbers
        return numbers

    def _copy_pages(self, reader, feet, links):
        with telling_damage("The PDF file is damaged and cannot be copied."):
            pages = list(reader.pages)
            if not pages:
                raise ValueError("no page")
            root = reader.trailer["/Root"].get_object()
            release_signatures(SimpleNamespace(pages=pages, _root_object=root))
        # Ours: what goes wrong here is no damage of the source.
        forms = self._copy_forms(open_pdf(feet(len(pages)))) if feet else []
        with telling_damage("The PDF file is damaged and cannot be copied."):
            for page, form in zip(pages, forms, strict=False):
                self._put_foot(page, form)
            for position, found in links.items():
                _set(pages[position], "/Annots", Raw(b"[%s]" % b" ".join(
                    _write_link(*link) for link in found
                )))
            return _Copy(self, reader).copy_pages(pages)

    def _copy_forms(self, reader):
        """The pages of a drawn PDF as pictures that pages can show.

        :return list: of ``Raw`` references
        """
        copy, forms = _Copy(self, reader), []
        for page in reader.pages:
            form = _generic.DecodedStreamObject()
            form.set_data(page.get_contents().get_data())
            form.update({
                _name("/Type"): _name("/XObject"), _name("/Subtype"): _name("/Form"),
                _name("/BBox"): _generic.ArrayObject(
                    _generic.NumberObject(n) for n in (0, 0, FOOT_WIDTH, FOOT_HEIGHT)
                ),
                _name("/Resources"): page["/Resources"],
            })
            forms.append(_refer(copy.copy_one(form)))
        return forms

    def _put_foot(self, page, form):
        """Let a page show our line at its lower edge, whatever its own content leaves behind."""
        unit, rotation = get_unit(page), get_rotation(page)
        left, bottom, right, top = get_visible_box(page)
        width, height = (right - left) * unit, (top - bottom) * unit
        if rotation in (90, 270):
            width, height = height, width
        matrix = get_placement(
            page, (width - FOOT_WIDTH) / 2, height - FOOT_HEIGHT - _FOOT_BOTTOM, FOOT_WIDTH,
            FOOT_HEIGHT,
        )
        resources = _generic.DictionaryObject(_resolve(page.get("/Resources")) or {})
        shown = _generic.DictionaryObject(_resolve(resources.get("/XObject")) or {})
        _set(shown, "/VanthuFoot", Raw(form))
        _set(resources, "/XObject", shown)
        _set(page, "/Resources", resources)
        former, raw = [], dict.get(page, "/Contents")
        if raw is not None:
            found = _resolve(raw)
            former = list(found) if isinstance(found, _generic.ArrayObject) else [raw]
        numbers = " ".join(f"{number:.4f}" for number in matrix)
        _set(page, "/Contents", _generic.ArrayObject([
            self._write_stream(b"q\n"), *former,
            self._write_stream(f"\nQ q {numbers} cm /VanthuFoot Do Q".encode()),
        ]))

    def _write_stream(self, data):
        number = self.reserve()
        self.write(number, b"<</Length %d>>\nstream\n%s\nendstream" % (len(data), data))
        return Raw(_refer(number))

    # ---- EMBEDDED FILES ----

    def embed(self, content):
        """Put a file into the PDF as an attachment, piece by piece.

        :param content: ``Content``
        :return str: its SHA-256
        :raise PackageError: it is missing, or not what the archive took over
        """
        number, length = self.reserve(), self.reserve()
        size, digest = 0, hashlib.sha256()
        kind = content.mimetype.replace("/", "#2F").encode("ascii", "ignore")
        with content.open() as source:
            self._begin(number)
            self._stream.write(
                b"<</Type /EmbeddedFile /Subtype /" + kind + b" /Length " + _refer(length)
                + b">>\nstream\n"
            )
            while chunk := source.read(CHUNK):
                self._stream.write(chunk)
                digest.update(chunk)
                size += len(chunk)
            self._stream.write(b"\nendstream\nendobj\n")
        content.check(digest.hexdigest(), size)
        self.write(length, b"%d" % size)
        spec, name = self.reserve(), _text(content.name)
        self.write(spec, b"<</Type /Filespec /F %s /UF %s /EF <</F %s /UF %s>>>>" % (
            name, name, _refer(number), _refer(number)
        ))
        self._files.append(spec)
        return digest.hexdigest()

    # ---- BOOKMARKS AND END ----

    def add_bookmark(self, title, page):
        """An entry of the outline.

        :param str title: any text
        :param int page: one of the pages that :meth:`add` gave
        """
        self._bookmarks.append((title, page))

    @property
    def page_count(self):
        """Pages so far."""
        return len(self._pages)

    def close(self, title):
        """Write what holds the pages together; nothing can be added afterwards.

        :param str title: of the whole
        """
        kids = b" ".join(map(_refer, self._pages))
        self.write(_PAGES, b"<</Type /Pages /Count %d /Kids [%s]>>" % (len(self._pages), kids))
        catalog = b"<</Type /Catalog /Pages %s /Lang (vi-VN) /PageMode /UseOutlines" % (
            _refer(_PAGES)
        )
        if self._bookmarks:
            catalog += b" /Outlines " + self._write_outline()
        if self._files:
            names = b" ".join(
                b"(%05d) %s" % (position, _refer(number))
                for position, number in enumerate(self._files)
            )
            catalog += b" /Names <</EmbeddedFiles <</Names [%s]>>>>" % names
        self.write(_CATALOG, catalog + b">>")
        info = self.reserve()
        self.write(info, b"<</Title %s /Creator (vanthu)>>" % _text(title))
        self._write_table(info)

    def _write_outline(self):
        top = self.reserve()
        items = [self.reserve() for _bookmark in self._bookmarks]
        for position, (title, page) in enumerate(self._bookmarks):
            around = b""
            if position:
                around += b" /Prev " + _refer(items[position - 1])
            if position + 1 < len(items):
                around += b" /Next " + _refer(items[position + 1])
            self.write(items[position], b"<</Title %s /Parent %s /Dest [%s /Fit]%s>>" % (
                _text(title), _refer(top), _refer(page), around
            ))
        self.write(top, b"<</Type /Outlines /First %s /Last %s /Count %d>>" % (
            _refer(items[0]), _refer(items[-1]), len(items)
        ))
        return _refer(top)

    def _write_table(self, info):
        start = self._stream.tell()
        self._stream.write(b"xref\n0 %d\n0000000000 65535 f \n" % (self._count + 1))
        for number in range(1, self._count + 1):
            offset = self._offsets.get(number)
            # What a damaged source left behind is free.
            self._stream.write(
                b"0000000000 65535 f \n" if offset is None else b"%010d 00000 n \n" % offset
            )
        self._stream.write(b"trailer\n<</Size %d /Root %s /Info %s>>\nstartxref\n%d\n%%%%EOF\n" % (
            self._count + 1, _refer(_CATALOG), _refer(info), start
        ))

    # ---- OBJECTS ----

    def reserve(self):
        """Number of a new object."""
        self._count += 1
        return self._count

    def write(self, number, body):
        """Write an object.

        :param int number: of :meth:`reserve`
        :param bytes body: its PDF syntax
        """
        self._begin(number)
        self._stream.write(body + b"\nendobj\n")

    def _begin(self, number):
        self._offsets[number] = self._stream.tell()
        self._stream.write(b"%d 0 obj\n" % number)


class _Copy:
    """Copies what pages of one source need, each object once."""

    def __init__(self, book, reader):
        self._book, self._reader = book, reader
        self._numbers, self._waiting = {}, []

    def copy_pages(self, pages):
        numbers = [self._book.reserve() for _page in pages]
        # Links between the pages of a source go on working.
        for page, number in zip(pages, numbers, strict=True):
            reference = page.indirect_reference
            if reference is not None:
                self._numbers[reference.idnum] = number
        for page, number in zip(pages, numbers, strict=True):
            _set(page, "/Parent", Raw(_refer(_PAGES)))
            self._book.write(number, self._serialize(page))
        self._finish()
        return numbers

    def copy_one(self, thing):
        """Copy one object.

        :return int: its number
        """
        number = self._book.reserve()
        self._book.write(number, self._serialize(thing))
        self._finish()
        return number

    def _finish(self):
        while self._waiting:
            reference, number = self._waiting.pop()
            found = self._reader.get_object(reference)
            self._book.write(number, self._serialize(found))

    def _serialize(self, thing):
        if isinstance(thing, Raw):
            return bytes(thing)
        if isinstance(thing, _generic.IndirectObject):
            return self._renumber(thing)
        if isinstance(thing, _generic.DictionaryObject):
            if dict.get(thing, "/Type") == "/Pages":
                # Only a stray page leads there; the book has a tree of its own.
                return b"null"
            return self._serialize_dictionary(thing)
        if isinstance(thing, _generic.ArrayObject):
            return b"[" + b" ".join(self._serialize(v) for v in thing) + b"]"
        return _plain(thing)

    def _serialize_dictionary(self, thing):
        is_stream = isinstance(thing, _generic.StreamObject)
        parts = [
            _plain(key) + b" " + self._serialize(value)
            for key, value in dict.items(thing) if not (is_stream and key == "/Length")
        ]
        if not is_stream:
            return b"<<" + b" ".join(parts) + b">>"
        data = thing._data
        data = data if isinstance(data, bytes) else data.encode("latin-1")
        return b"<<%s /Length %d>>\nstream\n%s\nendstream" % (b" ".join(parts), len(data), data)

    def _renumber(self, reference):
        if reference.idnum not in self._numbers:
            self._numbers[reference.idnum] = self._book.reserve()
            self._waiting.append((reference, self._numbers[reference.idnum]))
        return _refer(self._numbers[reference.idnum])


def _plain(thing):
    if thing is None:
        return b"null"
    output = _Buffer()
    if _BEFORE_PYPDF:
        thing.write_to_stream(output, None)
    else:
        thing.write_to_stream(output)
    return bytes(output)


class _Buffer(bytearray):
    """The least of a stream, for many small writes."""

    write = bytearray.extend


def _set(thing, key, value):
    """Set what is no object of the library, too."""
    dict.__setitem__(thing, _name(key), value)


def _resolve(thing):
    return thing.get_object() if thing is not None else None


def _name(text):
    return _generic.NameObject(text)


def _refer(number):
    return b"%d 0 R" % number


def _text(value):
    """A text string of PDF, in UTF-16."""
    return b"<FEFF" + value.encode("utf-16-be", "replace").hex().upper().encode() + b">"


def _write_link(rectangle, page):
    corners = " ".join(f"{number:.2f}" for number in rectangle).encode()
    return b"<</Type /Annot /Subtype /Link /Border [0 0 0] /Rect [%s] /Dest [%s /Fit]>>" % (
        corners, _refer(page)
    )
