"""Files as offices send them, made on the spot: good, damaged, locked, hostile, secret."""

import io
import zipfile
from contextlib import contextmanager
from pathlib import Path
from xml.sax.saxutils import escape

from reportlab.pdfgen.canvas import Canvas

from ..tools.fonts import REGULAR, register_fonts

DATA = Path(__file__).parent / "data" / "documents"
SECRET_WORDS = "Phương án bảo vệ mục tiêu trọng yếu"
DOCX_HEAD = (
    '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
    "<w:body>"
)


def sample_text(name="d01"):
    """Text of one of the real documents."""
    return (DATA / f"{name}.txt").read_text(encoding="utf-8")


def make_pdf(*pages):
    """A PDF with a text layer; each page is a string with line breaks."""
    register_fonts()
    output = io.BytesIO()
    canvas = Canvas(output)
    for page in pages or (sample_text(),):
        canvas.setFont(REGULAR, 9)
        for number, line in enumerate(page.splitlines()):
            canvas.drawString(40, 800 - 14 * number, line)
        canvas.showPage()
    canvas.save()
    return output.getvalue()


def make_encrypted_pdf():
    """A PDF that asks for a password before it shows anything."""
    from reportlab.lib.pdfencrypt import StandardEncryption

    output = io.BytesIO()
    canvas = Canvas(output, encrypt=StandardEncryption("opens", "owns"))
    canvas.drawString(40, 800, "locked")
    canvas.save()
    return output.getvalue()


def make_docx(*lines):
    """The least .docx that a reader of text accepts."""
    body = "".join(f"<w:p><w:r><w:t>{escape(line)}</w:t></w:r></w:p>" for line in lines)
    return _zip({"word/document.xml": f"{DOCX_HEAD}{body}</w:body></w:document>".encode()})


def make_zip_bomb():
    """A .docx of some hundred kB that unpacks to 300 MB."""
    return _zip({"word/document.xml": DOCX_HEAD.encode() + b" " * (300 * 1024 * 1024)})


def make_image():
    """A small PNG, as a phone's camera or a scanner makes it."""
    from PIL import Image

    output = io.BytesIO()
    Image.new("RGB", (20, 30), "white").save(output, "PNG")
    return output.getvalue()


def make_secret_pdf(at_page=1):
    """A PDF with the stamp TUYỆT MẬT on one of its pages."""
    pages = ["Trang không có dấu\n" * 3] * (at_page - 1)
    return make_pdf(*pages, f"TUYỆT MẬT\n{SECRET_WORDS}\nSố: 12/BC-CAT")


def _zip(members):
    output = io.BytesIO()
    with zipfile.ZipFile(output, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return output.getvalue()


class FileReading:
    """For test cases: run the cron that reads files as the scheduler would."""

    @contextmanager
    def _scheduler(self):
        if type(self)._registry_patched:
            self.env.flush_all()
            yield
            self.env.invalidate_all()
        else:
            with self.enter_registry_test_mode():
                yield

    def _read_files(self):
        with self._scheduler():
            self.env.ref("vanthu_document.ir_cron_read_files").method_direct_trigger()

    def _get_events(self, record, kind):
        """Events of one kind about a record."""
        return self.env["vanthu.event"].sudo().search([
            ("res_model", "=", record._name), ("res_id", "=", record.id), ("kind", "=", kind),
        ])
