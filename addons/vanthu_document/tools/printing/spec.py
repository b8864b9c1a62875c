"""The printed registers of NĐ 30/2020/NĐ-CP, Phụ lục IV: columns, headings, cover.

Labels and their order are the law's and stay in Vietnamese whatever the user's language is.
"""

from dataclasses import dataclass
from datetime import date

LEFT, CENTER, RIGHT = "left", "center", "right"
PORTRAIT, LANDSCAPE = "portrait", "landscape"
BLANK = "…………"
# What is printed from the system is marked as such (Phụ lục VI, III.6.k).
PRINT_MARK = "In từ Hệ thống quản lý tài liệu điện tử"


class PrintError(Exception):
    """A form cannot be printed. ``code`` is for programs, the message for people (English)."""

    def __init__(self, code, message):
        super().__init__(message)
        self.code = code


class StampError(PrintError):
    """A stamp or label cannot be made; ``code`` and message as in ``PrintError``."""


@dataclass(frozen=True)
class Column:
    """One column of a register.

    ``key``: name for programs; ``label``: the statutory heading; ``width_mm``: width on paper,
    which also is the column's share when a form does not fill the page exactly; ``align``: of the
    cells (headings are always centred).
    """

    key: str
    label: str
    width_mm: float
    align: str = LEFT


@dataclass(frozen=True)
class RegisterForm:
    """A register as the law prescribes it.

    ``has_number_range``: the cover has the line "Từ số … đến số …"; ``has_cover``: it is bound as a
    book with cover and first page, otherwise the heading stands above the table of page one.
    """

    code: str
    title: str
    columns: tuple
    orientation: str = LANDSCAPE
    has_number_range: bool = True
    has_cover: bool = True

    @property
    def keys(self):
        """Names of the columns in the order in which a row must bring its values."""
        return tuple(column.key for column in self.columns)

    @property
    def labels(self):
        """Statutory headings in order."""
        return tuple(column.label for column in self.columns)


@dataclass(frozen=True)
class RegisterCover:
    """What is filled in on cover and first page; what is left empty is printed as dots to fill in.

    ``parent_name``: direct superior body; ``name``: the organisation or unit; ``title``: only when
    it differs from the form's; ``date_from``/``date_to``: ``date`` or ready text; ``number_from``/
    ``number_to``/``volume``: numbers or text such as "12a"; ``subtitle``: an extra line under the
    title (forms without cover only), e.g. the receiving unit.
    """

    name: str
    parent_name: str = ""
    title: str = ""
    year: object = ""
    date_from: object = None
    date_to: object = None
    number_from: object = ""
    number_to: object = ""
    volume: object = ""
    subtitle: str = ""

    def title_of(self, form):
        """The title in capitals, as the form prints it."""
        return (self.title or form.title).upper()

    def year_line(self):
        """The line of the year."""
        return f"Năm: {text_of(self.year)}"

    def date_line(self):
        """The line of the dates."""
        return f"Từ ngày {text_of(self.date_from)} đến ngày {text_of(self.date_to)}"

    def period(self):
        """The line of the dates, short when it is one day."""
        if self.date_from and self.date_from == self.date_to:
            return f"Ngày {text_of(self.date_from)}"
        return self.date_line()

    def number_line(self):
        """The line of the numbers."""
        return f"Từ số {text_of(self.number_from)} đến số {text_of(self.number_to)}"

    def volume_line(self):
        """The line of the volume."""
        return f"Quyển số: {text_of(self.volume)}"

    def lines(self, form):
        """All lines of the cover of ``form`` from top to bottom (list of str)."""
        lines = [self.parent_name.upper()] if self.parent_name else []
        lines += [self.name.upper(), self.title_of(form), self.year_line(), self.date_line()]
        if form.has_number_range:
            lines.append(self.number_line())
        return [*lines, self.volume_line()]


def text_of(value):
    """A date, number or text as it is printed (dd/mm/yyyy); dots where there is nothing."""
    if isinstance(value, date):
        return value.strftime("%d/%m/%Y")
    return BLANK if value is None or value is False or value == "" else str(value)


# Phụ lục IV, mẫu Sổ đăng ký văn bản đến: ten columns.
INCOMING_REGISTER = RegisterForm(
    code="incoming_register",
    title="SỔ ĐĂNG KÝ VĂN BẢN ĐẾN",
    columns=(
        Column("arrival_date", "Ngày đến", 20, CENTER),
        Column("arrival_number", "Số đến", 15, CENTER),
        Column("organ_name", "Tác giả", 33),
        Column("reference", "Số, ký hiệu văn bản", 28),
        Column("issued_date", "Ngày tháng văn bản", 20, CENTER),
        Column("subject", "Tên loại và trích yếu nội dung văn bản", 64),
        Column("recipient", "Đơn vị hoặc người nhận", 28),
        Column("handed_over_date", "Ngày chuyển", 20, CENTER),
        Column("signature", "Ký nhận", 18, CENTER),
        Column("note", "Ghi chú", 16),
    ),
)

# Phụ lục IV, mẫu Sổ theo dõi giải quyết văn bản đến: seven columns, no numbers on the cover.
FOLLOW_UP_REGISTER = RegisterForm(
    code="follow_up_register",
    title="SỔ THEO DÕI GIẢI QUYẾT VĂN BẢN ĐẾN",
    columns=(
        Column("arrival_number", "Số đến", 16, CENTER),
        Column(
            "description",
            "Tên loại, số, ký hiệu, ngày, tháng và tên cơ quan, tổ chức ban hành văn bản", 84),
        Column("recipient", "Đơn vị hoặc người nhận", 40),
        Column("due_date", "Thời hạn giải quyết", 24, CENTER),
        Column("progress", "Tiến độ giải quyết", 42),
        Column("reply_reference", "Số, ký hiệu văn bản trả lời", 32),
        Column("note", "Ghi chú", 24),
    ),
    has_number_range=False,
)

# No statutory form since NĐ 30: the columns that offices kept, plus arrival number and subject so
# that the person who signs sees what is handed over.
HAND_OVER_LIST = RegisterForm(
    code="hand_over_list",
    title="SỔ CHUYỂN GIAO VĂN BẢN ĐẾN",
    columns=(
        Column("handed_over_date", "Ngày chuyển", 23, CENTER),
        Column("arrival_number", "Số đến", 16, CENTER),
        Column("reference", "Số, ký hiệu", 36),
        Column("subject", "Trích yếu nội dung", 84),
        Column("recipient", "Đơn vị hoặc người nhận", 46),
        Column("signature", "Ký nhận", 35, CENTER),
        Column("note", "Ghi chú", 24),
    ),
    has_number_range=False,
    has_cover=False,
)

# Phụ lục IV, mẫu Sổ đăng ký văn bản đi: ten columns.
OUTGOING_REGISTER = RegisterForm(
    code="outgoing_register",
    title="SỔ ĐĂNG KÝ VĂN BẢN ĐI",
    columns=(
        Column("reference", "Số, ký hiệu văn bản", 27),
        Column("issued_date", "Ngày tháng văn bản", 20, CENTER),
        Column("subject", "Tên loại và trích yếu nội dung văn bản", 57),
        Column("signer", "Người ký", 26),
        Column("recipients", "Nơi nhận văn bản", 42),
        Column("keeper", "Đơn vị, người nhận bản lưu", 26),
        Column("copies", "Số lượng bản", 13, CENTER),
        Column("sent_date", "Ngày chuyển", 20, CENTER),
        Column("signature", "Ký nhận", 15, CENTER),
        Column("note", "Ghi chú", 16),
    ),
)

# Phụ lục IV, mẫu Sổ gửi văn bản đi bưu điện: six columns.
POST_BOOK = RegisterForm(
    code="post_book",
    title="SỔ GỬI VĂN BẢN ĐI BƯU ĐIỆN",
    columns=(
        Column("sent_date", "Ngày chuyển", 24, CENTER),
        Column("reference", "Số, ký hiệu văn bản", 42),
        Column("recipients", "Nơi nhận văn bản", 88),
        Column("envelopes", "Số lượng bì", 20, CENTER),
        Column("signature", "Ký nhận và dấu bưu điện", 54, CENTER),
        Column("note", "Ghi chú", 34),
    ),
)

# Phụ lục IV, mẫu Sổ sử dụng bản lưu: nine columns.
KEPT_COPY_BOOK = RegisterForm(
    code="kept_copy_book",
    title="SỔ SỬ DỤNG BẢN LƯU",
    columns=(
        Column("day", "Ngày tháng", 20, CENTER),
        Column("user", "Họ tên người sử dụng", 32),
        Column("reference", "Số, ký hiệu ngày tháng văn bản", 34),
        Column("subject", "Tên loại và trích yếu nội dung văn bản", 62),
        Column("file_number", "Số và ký hiệu HS", 22, CENTER),
        Column("signature", "Ký nhận", 22, CENTER),
        Column("returned_day", "Ngày trả", 20, CENTER),
        Column("allowed_by", "Người cho phép sử dụng", 30),
        Column("note", "Ghi chú", 20),
    ),
)

# No statutory form: the columns of the register of outgoing documents, as far as copies have them.
COPY_REGISTER = RegisterForm(
    code="copy_register",
    title="SỔ ĐĂNG KÝ BẢN SAO VĂN BẢN",
    columns=(
        Column("reference", "Số, ký hiệu bản sao", 27),
        Column("issued_date", "Ngày tháng bản sao", 20, CENTER),
        Column("form", "Hình thức sao", 22),
        Column("subject", "Số, ký hiệu, tên loại và trích yếu nội dung văn bản được sao", 76),
        Column("signer", "Người ký", 28),
        Column("recipients", "Nơi nhận bản sao", 42),
        Column("copies", "Số lượng bản", 13, CENTER),
        Column("signature", "Ký nhận", 16, CENTER),
        Column("note", "Ghi chú", 18),
    ),
)

# Phiếu gửi for paper to units here; no statutory form.
TRANSFER_SLIP = RegisterForm(
    code="transfer_slip",
    title="PHIẾU GỬI VĂN BẢN",
    columns=(
        Column("position", "TT", 9, CENTER),
        Column("reference", "Số, ký hiệu văn bản", 28),
        Column("issued_date", "Ngày tháng văn bản", 20, CENTER),
        Column("subject", "Tên loại và trích yếu nội dung văn bản", 62),
        Column("copies", "Số bản", 11, CENTER),
        Column("signature", "Ngày nhận, ký nhận", 28, CENTER),
        Column("note", "Ghi chú", 17),
    ),
    orientation=PORTRAIT, has_number_range=False, has_cover=False,
)

# Which books there are for the registers of a direction; the first is the register itself.
FORMS_OF = {
    "incoming": (INCOMING_REGISTER, FOLLOW_UP_REGISTER, HAND_OVER_LIST),
    "outgoing": (OUTGOING_REGISTER, POST_BOOK, KEPT_COPY_BOOK),
    "copy": (COPY_REGISTER,),
}
FORMS = {form.code: form for forms in FORMS_OF.values() for form in forms}
