"""The components of a letter where Phụ lục I puts them; ``{{ … }}`` is filled in for a draft."""

from .wordml import TEXT_WIDTH, line, paragraph, run, table

NATION = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO = "Độc lập - Tự do - Hạnh phúc"
# Lengths in points while nothing is filled in: the motto, and a third of the names.
_MOTTO_LINE, _SHORT_LINE = 159.0, 66.0
_HEAD = (3969, TEXT_WIDTH - 3969)
_FOOT = (4252, TEXT_WIDTH - 4252)
DOTS = "…" * 8
# In place of the addressees that Kính gửi names.
ABOVE = "Như trên"


def head(*, letter=False, dated=True):
    """Issuing body and number at the left, nation, motto, place and date at the right.

    :param bool letter: the subject stands under the number (công văn)
    :param bool dated: place and date are given; minutes have them at their end
    """
    left = [paragraph("SoKyHieu", "Số: {{ number }}/{{ notation }}")]
    if letter:
        left.append(paragraph("TrichYeuCongVan", "V/v {{ subject }}"))
    right = [paragraph("DiaDanhThoiGian", "{{ place }}, {{ date }}")]
    empty = [paragraph("ChenGiua")]
    return table(_HEAD, [
        [
            paragraph("CoQuanChuQuan", "{%p if superior %}"),
            paragraph("CoQuanChuQuan", "{{ superior }}"),
            paragraph("CoQuanChuQuan", "{%p endif %}"),
            paragraph("CoQuanBanHanh", "{{ organisation }}"),
            line("KeNgangNgan", _SHORT_LINE),
        ],
        [
            paragraph("QuocHieu", NATION),
            paragraph("TieuNgu", MOTTO),
            line("KeNgang", _MOTTO_LINE),
        ],
    ], [left, right if dated else empty])


def title(*subject):
    """Name of the type and subject, each centred, with the short line below.

    :param subject: text of the subject; none for what has no subject
    """
    below = [paragraph("TrichYeu", *subject)] if subject else []
    return "".join([
        paragraph("TenLoai", "{{ type_name }}"), *below, line("KeNgangNgan", _SHORT_LINE)])


def addressees():
    """Kính gửi: one on the same line, several below each other."""
    return "".join([
        paragraph("KinhGui", "{%p if to|length == 1 %}"),
        paragraph("KinhGui", "Kính gửi: {{ to|first }}"),
        paragraph("KinhGui", "{%p elif to %}"),
        paragraph("KinhGuiNhieu", "Kính gửi:"),
        paragraph("KinhGuiNoi", "{%p for name in to %}"),
        paragraph("KinhGuiNoi", "- {{ name }}{% if loop.last %}.{% else %};{% endif %}"),
        paragraph("KinhGuiNoi", "{%p endfor %}"),
        paragraph("KinhGui", "{%p endif %}"),
    ])


def body(*texts):
    """Paragraphs of the body; a text may have a beginning in bold, parted from it by ``|``."""
    return "".join(
        paragraph("NoiDung", run(text.split("|")[0], bold=True), text.split("|")[1])
        if "|" in text else paragraph("NoiDung", text) for text in texts
    )


def bases(*texts):
    """The documents on which this one is based."""
    return "".join(paragraph("CanCu", text) for text in texts)


def recipients(first=""):
    """Nơi nhận, with what is kept at the end.

    :param str first: what stands first in place of the addressees; without it each of them is
        named
    """
    begin, end = "{%p for name in to %}", "{%p endfor %}"
    if first == ABOVE:
        begin, end = "{%p if to %}", "{%p endif %}"
    addressed = [paragraph("NoiNhanMuc", f"- {first or '{{ name }}'};")]
    if first in ("", ABOVE):
        addressed = [
            paragraph("NoiNhanMuc", begin), *addressed, paragraph("NoiNhanMuc", end)]
    return [
        paragraph("NoiNhan", "Nơi nhận:"),
        *addressed,
        paragraph("NoiNhanMuc", "{%p for name in recipients %}"),
        paragraph("NoiNhanMuc", "- {{ name }}{% if loop.last %}.{% else %};{% endif %}"),
        paragraph("NoiNhanMuc", "{%p endfor %}"),
    ]


def signature():
    """Capacity and position of who signs, room for the signature, the name."""
    return [
        paragraph("QuyenHan", "{%p for name in signing %}"),
        paragraph("QuyenHan", "{{ name }}"),
        paragraph("QuyenHan", "{%p endfor %}"),
        paragraph("HoTen", "{{ signer }}"),
    ]


def foot(first=""):
    """Nơi nhận at the left, level with who signs at the right.

    :param str first: see :func:`recipients`
    """
    return paragraph("ChenGiua") + table(_FOOT, [recipients(first), signature()])


def foot_of_minutes():
    """The two who sign minutes, and Nơi nhận below them."""
    half = (TEXT_WIDTH // 2, TEXT_WIDTH - TEXT_WIDTH // 2)
    signers = [
        [paragraph("QuyenHan", "THƯ KÝ"), paragraph("HoTen", "{{ secretary }}")],
        [paragraph("QuyenHan", "CHỦ TỌA"), paragraph("HoTen", "{{ signer }}")],
    ]
    return paragraph("ChenGiua") + table(half, signers) + paragraph("ChenGiua") + "".join(
        recipients())
