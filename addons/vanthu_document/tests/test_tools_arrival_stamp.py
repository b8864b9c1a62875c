"""The stamp "ĐẾN" (NĐ 30/2020, Phụ lục IV) on PDFs and labels."""

import io
from datetime import date

from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from odoo.tests import BaseCase

from odoo.addons.vanthu_document.tools import fonts
from odoo.addons.vanthu_document.tools.printing.arrival_stamp import (
    ArrivalStamp,
    StampError,
    default_position,
    stamp_pdf,
    sticker_pdf,
)

try:
    import pypdf
except ImportError:
    import PyPDF2 as pypdf

from_name = pypdf.generic.NameObject
STAMP = ArrivalStamp(
    "Sở Giáo dục và Đào tạo", "1254", date(2026, 11, 22), "Văn phòng", "12/HS-VP")


def letter(size=A4, rotation=0, pages=1, lines=()):
    """A PDF with ``lines`` as (x, y from top, text) on each page."""
    fonts.register_fonts()
    stream = io.BytesIO()
    canvas = Canvas(stream, pagesize=size)
    for number in range(pages):
        canvas.setFont(fonts.REGULAR, 13)
        canvas.drawString(200, 300, f"Trang gốc {number + 1}")
        for x, y, text in lines:
            canvas.drawString(x, size[1] - y, text)
        canvas.showPage()
    canvas.save()
    if not rotation:
        return stream.getvalue()
    angle = pypdf.generic.NumberObject(rotation)
    return changed(
        stream.getvalue(), lambda writer: writer.pages[0].update({from_name("/Rotate"): angle}))


def changed(data, change):
    """``data`` after ``change(writer)``."""
    writer = pypdf.PdfWriter()
    for page in pypdf.PdfReader(io.BytesIO(data)).pages:
        writer.add_page(page)
    change(writer)
    stream = io.BytesIO()
    writer.write(stream)
    return stream.getvalue()


def read(data, page=0):
    return pypdf.PdfReader(io.BytesIO(data)).pages[page]


def place_of(data, text, page=0):
    """Where ``text`` starts, in points from the lower left corner of the unrotated page."""
    found = []

    def visit(shown, cm, tm, _font, _size):
        if text in shown:
            x, y = tm[4], tm[5]
            found.append((cm[0] * x + cm[2] * y + cm[4], cm[1] * x + cm[3] * y + cm[5]))

    read(data, page).extract_text(visitor_text=visit)
    return found[0]


def box(*numbers):
    return pypdf.generic.RectangleObject(numbers)


class StampCase(BaseCase):

    def assertRefused(self, code, function, *args):
        with self.assertRaises(StampError) as caught:
            function(*args)
        self.assertEqual(caught.exception.code, code)


class TestStampPdf(StampCase):

    def test_stamp_says_what_the_form_wants_in_order(self):
        text = " ".join(read(stamp_pdf(letter(), STAMP, 25, 55)).extract_text().split())
        self.assertIn("Trang gốc 1", text)
        self.assertIn(
            "SỞ GIÁO DỤC VÀ ĐÀO TẠO ĐẾN Số: 1254 Ngày: 22/11/2026 Chuyển: Văn phòng"
            " Số và ký hiệu HS: 12/HS-VP", text)

    def test_original_stays_as_it_is(self):
        data = letter()
        copy = bytes(data)
        stamp_pdf(data, STAMP, 25, 55)
        self.assertEqual(data, copy)

    def test_only_the_chosen_page_is_stamped_and_none_is_lost(self):
        result = stamp_pdf(letter(pages=3), STAMP, 25, 55, page=1)
        texts = [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(result)).pages]
        self.assertEqual(["1254" in text for text in texts], [False, True, False])
        self.assertEqual([f"Trang gốc {n}" in texts[n - 1] for n in (1, 2, 3)], [True] * 3)

    def test_page_that_is_not_there(self):
        for page in (2, -1):
            self.assertRefused("no_page", stamp_pdf, letter(pages=2), STAMP, 25, 55, page)

    def test_place_is_counted_from_the_upper_left(self):
        x, y = place_of(stamp_pdf(letter(), STAMP, 25, 55), "1254")
        self.assertTrue(25 * mm + 18 * mm < x < 25 * mm + 50 * mm)
        self.assertTrue(A4[1] - 55 * mm - 21 * mm < y < A4[1] - 55 * mm - 8 * mm)

    def test_rotated_page_is_stamped_where_it_is_seen(self):
        width, height = A4
        right, down = place_of(stamp_pdf(letter(), STAMP, 20, 30), "1254")
        down = height - down
        expected = {
            90: (down, right), 180: (width - right, down), 270: (width - down, height - right)}
        for rotation, (x, y) in expected.items():
            found = place_of(stamp_pdf(letter(rotation=rotation), STAMP, 20, 30), "1254")
            self.assertAlmostEqual(found[0], x, places=1, msg=rotation)
            self.assertAlmostEqual(found[1], y, places=1, msg=rotation)

    def test_rotation_and_size_that_come_from_the_parent_count(self):
        def inherit(writer):
            page = writer.pages[0]
            page["/Parent"].get_object()[from_name("/Rotate")] = pypdf.generic.NumberObject(90)
            page["/Parent"].get_object()[from_name("/MediaBox")] = page.pop("/MediaBox")
            page.pop("/Rotate", None)

        data = changed(letter(), inherit)
        self.assertEqual(
            place_of(stamp_pdf(data, STAMP, 20, 30), "1254"),
            place_of(stamp_pdf(letter(rotation=90), STAMP, 20, 30), "1254"))

    def test_crop_box_and_shifted_origin_are_respected(self):
        def crop(writer):
            writer.pages[0].mediabox = box(-100, -50, 700, 900)
            writer.pages[0].cropbox = box(10, 20, 510, 820)

        x, y = place_of(stamp_pdf(changed(letter(), crop), STAMP, 25, 55), "1254")
        x0, y0 = place_of(stamp_pdf(letter(size=(500, 800)), STAMP, 25, 55), "1254")
        self.assertAlmostEqual(x - x0, 10, places=1)
        self.assertAlmostEqual(y - y0, 20, places=1)

    def test_stamp_has_its_size_in_millimetres_on_a_page_of_other_units(self):
        def double(writer):
            writer.pages[0][from_name("/UserUnit")] = pypdf.generic.NumberObject(2)

        x, y = place_of(stamp_pdf(changed(letter((300, 400)), double), STAMP, 25, 55), "1254")
        x0, y0 = place_of(stamp_pdf(letter((600, 800)), STAMP, 25, 55), "1254")
        self.assertAlmostEqual(x * 2, x0, places=1)
        self.assertAlmostEqual(y * 2, y0, places=1)

    def test_stamp_outside_the_page_is_moved_in(self):
        width, height = A4
        for x_mm, y_mm in ((500, 500), (-50, -50)):
            x, y = place_of(stamp_pdf(letter(), STAMP, x_mm, y_mm), "1254")
            self.assertTrue(0 < x < width and 0 < y < height)

    def test_page_smaller_than_the_stamp(self):
        x, y = place_of(stamp_pdf(letter(size=(80, 80)), STAMP, 25, 55), "1254")
        self.assertTrue(0 < x < 80 and 0 < y < 80)

    def test_page_content_that_leaves_a_changed_state_does_not_move_the_stamp(self):
        stream = io.BytesIO()
        canvas = Canvas(stream, pagesize=A4)
        canvas.scale(0.2, 0.2)
        canvas.rotate(30)
        canvas.showPage()
        canvas.save()
        found = place_of(stamp_pdf(stream.getvalue(), STAMP, 25, 55), "1254")
        expected = place_of(stamp_pdf(letter(), STAMP, 25, 55), "1254")
        self.assertAlmostEqual(found[0], expected[0], places=1)
        self.assertAlmostEqual(found[1], expected[1], places=1)

    def test_second_stamp_on_a_stamped_copy(self):
        once = stamp_pdf(letter(), STAMP, 25, 55)
        text = read(stamp_pdf(once, ArrivalStamp("Phòng", "77"), 110, 55)).extract_text()
        self.assertIn("1254", text)
        self.assertIn("77", text)

    def test_bad_files_are_refused_with_their_reason(self):
        good = letter()
        for data in (b"", b"%PDF-1.4", b"no pdf at all", good[:200], b"\x00" * 5000):
            self.assertRefused("damaged", stamp_pdf, data, STAMP, 25, 55)
            self.assertRefused("damaged", default_position, data)

    def test_file_with_password_is_refused(self):
        data = changed(letter(), lambda writer: writer.encrypt("secret"))
        self.assertRefused("encrypted", stamp_pdf, data, STAMP, 25, 55)
        self.assertRefused("encrypted", default_position, data)

    def test_file_that_opens_without_password_is_stamped(self):
        data = changed(letter(), lambda writer: writer.encrypt("", "owner"))
        self.assertIn("1254", read(stamp_pdf(data, STAMP, 25, 55)).extract_text())

    def test_signature_in_the_copy_is_a_picture_and_no_broken_signature(self):
        result = pypdf.PdfReader(io.BytesIO(stamp_pdf(self.signed(), STAMP, 25, 55)))
        notes = [note.get_object() for note in result.pages[0]["/Annots"]]
        self.assertEqual([note["/Subtype"] for note in notes], ["/Stamp", "/Link"])
        self.assertIn("/AP", notes[0])
        self.assertFalse({"/V", "/FT"} & set(notes[0]))
        form = result.trailer["/Root"]["/AcroForm"]
        self.assertEqual(len(form["/Fields"]), 0)
        self.assertNotIn("/SigFlags", form)

    @staticmethod
    def signed():
        """A file with a visible and an invisible signature field, and a link."""
        name, number = pypdf.generic.NameObject, pypdf.generic.NumberObject

        def note(**values):
            content = pypdf.generic.DictionaryObject()
            content.update({name(f"/{key}"): value for key, value in values.items()})
            return content

        def sign(writer):
            value = writer._add_object(note(Type=name("/Sig")))
            picture = writer._add_object(note(Type=name("/XObject")))
            field = {"Subtype": name("/Widget"), "FT": name("/Sig"), "V": value}
            seen = writer._add_object(
                note(**field, Rect=box(9, 9, 99, 99), AP=note(N=picture)))
            unseen = writer._add_object(note(**field, Rect=box(0, 0, 0, 0)))
            link = writer._add_object(note(Subtype=name("/Link"), Rect=box(0, 0, 9, 9)))
            array = pypdf.generic.ArrayObject
            writer.pages[0][name("/Annots")] = array([seen, unseen, link])
            writer._root_object[name("/AcroForm")] = writer._add_object(
                note(Fields=array([seen, unseen]), SigFlags=number(3)))

        return changed(letter(), sign)


class TestDefaultPosition(StampCase):

    LETTER = (
        (80, 60, "SỞ GIÁO DỤC VÀ ĐÀO TẠO"), (90, 100, "Số: 12/SGDĐT-VP"),
        (190, 180, "Kính gửi: Các trường trung học phổ thông"))

    def test_stamp_covers_neither_header_nor_text(self):
        body = [(85, y, "Thực hiện Kế hoạch số 12/KH-UBND của Ủy ban") for y in range(280, 700, 20)]
        x_mm, y_mm = default_position(letter(lines=[*self.LETTER, *body]))
        self.assertGreater(y_mm * mm, 100)
        self.assertLess((x_mm + 50) * mm, 190)
        self.assertLess((y_mm + 35) * mm, 280 - 9)

    def test_crowded_head_sends_the_stamp_to_free_paper_and_not_over_the_text(self):
        body = [(10, y, "chữ " * 60) for y in range(40, 420, 12)]
        x_mm, y_mm = default_position(letter(lines=body))
        self.assertGreater(y_mm * mm, 410)

    def test_free_page_gets_the_stamp_at_the_usual_margin(self):
        x_mm, y_mm = default_position(letter(lines=self.LETTER[:2]))
        self.assertEqual(x_mm, 25)
        self.assertGreater(y_mm * mm, 100)

    def test_full_page_still_gives_a_place_on_the_page(self):
        body = [(10, y, "chữ " * 60) for y in range(10, 830, 12)]
        x_mm, y_mm = default_position(letter(lines=body))
        self.assertTrue(0 <= x_mm <= 160 and 0 <= y_mm <= 262)

    def test_scan_without_text_and_turned_page_give_the_usual_place(self):
        stream = io.BytesIO()
        canvas = Canvas(stream, pagesize=A4)
        canvas.rect(10, 10, 50, 50)
        canvas.save()
        self.assertEqual(default_position(stream.getvalue()), (25, 55))
        self.assertEqual(default_position(letter(rotation=90, lines=self.LETTER)), (25, 55))

    def test_same_file_gives_the_same_place(self):
        data = letter(lines=self.LETTER)
        self.assertEqual(default_position(data), default_position(data))


class TestSticker(StampCase):

    def test_label_has_the_size_of_the_stamp(self):
        page = read(sticker_pdf(STAMP))
        self.assertAlmostEqual(float(page.mediabox.width), 50 * mm, places=1)
        self.assertAlmostEqual(float(page.mediabox.height), 35 * mm, places=1)
        self.assertIn("1254", page.extract_text())

    def test_label_of_another_size(self):
        page = read(sticker_pdf(STAMP, size_mm=(70, 40)))
        self.assertAlmostEqual(float(page.mediabox.width), 70 * mm, places=1)
        self.assertRefused(
            "too_small", lambda: sticker_pdf(STAMP, size_mm=(10, 40)))

    def test_code_is_drawn_when_wanted(self):
        plain = read(sticker_pdf(STAMP)).get_contents().get_data()
        coded = read(sticker_pdf(STAMP, "Số đến 1254, năm 2026")).get_contents().get_data()
        self.assertGreater(len(coded), 2 * len(plain))

    def test_text_too_long_for_a_code(self):
        self.assertRefused("qr_too_long", sticker_pdf, STAMP, "ă" * 5000)

    def test_long_values_are_shown_whole_as_long_as_two_lines_hold_them(self):
        organ = "Trung tâm Giáo dục nghề nghiệp - Giáo dục thường xuyên huyện Krông Pắc"
        transfer = "Phòng Giáo dục Trung học; Phòng Kế hoạch - Tài chính"
        text = " ".join(read(sticker_pdf(ArrivalStamp(organ, "1", transfer=transfer)))
                        .extract_text().split())
        self.assertIn(organ.upper(), text)
        self.assertIn(transfer, text)

    def test_much_too_long_value_ends_in_dots_inside_the_stamp(self):
        text = read(sticker_pdf(ArrivalStamp("Sở", "1", transfer="Văn phòng, " * 60)))
        self.assertIn("…", text.extract_text())
