"""The styles of a letter: one for each component of Phụ lục I, so that offices change it once."""

import dataclasses

from .wordml import DECLARATION, WORD


@dataclasses.dataclass(frozen=True)
class Style:
    """A paragraph style: size in half-points, indents and gaps in twips."""

    name: str
    size: int = 28
    bold: bool = False
    italic: bool = False
    align: str = "left"
    before: int = 0
    after: int = 0
    first: int = 0
    left: int = 0
    hanging: int = 0
    spacing: str = 'w:line="240" w:lineRule="auto"'
    keep: bool = False

    def xml(self, style_id):
        """The style as WordprocessingML."""
        hang = f' w:hanging="{self.hanging}"' if self.hanging else f' w:firstLine="{self.first}"'
        look = ("<w:b/>" if self.bold else "") + ("<w:i/>" if self.italic else "")
        return (
            f'<w:style w:type="paragraph" w:customStyle="1" w:styleId="{style_id}">'
            f'<w:name w:val="{self.name}"/><w:basedOn w:val="Normal"/><w:qFormat/><w:pPr>'
            f'{"<w:keepNext/>" if self.keep else ""}'
            f'<w:spacing w:before="{self.before}" w:after="{self.after}" {self.spacing}/>'
            f'<w:ind w:left="{self.left}"{hang}/><w:jc w:val="{self.align}"/></w:pPr>'
            f'<w:rPr>{look}<w:sz w:val="{self.size}"/><w:szCs w:val="{self.size}"/></w:rPr>'
            "</w:style>"
        )


_LINE = 'w:line="120" w:lineRule="exact"'
_BODY = {"align": "both", "before": 120, "first": 720, "spacing": 'w:line="264" w:lineRule="auto"'}

# The keys are what documents carry; the names are what people choose in their word processor.
STYLES = {
    "QuocHieu": Style("VT Quốc hiệu", 24, bold=True, align="center"),
    "TieuNgu": Style("VT Tiêu ngữ", 26, bold=True, align="center"),
    "CoQuanChuQuan": Style("VT Cơ quan chủ quản", 24, align="center"),
    "CoQuanBanHanh": Style("VT Cơ quan ban hành", 24, bold=True, align="center"),
    "KeNgang": Style("VT Kẻ ngang dài", 4, align="center", spacing=_LINE),
    "KeNgangNgan": Style("VT Kẻ ngang ngắn", 4, align="center", spacing=_LINE),
    "SoKyHieu": Style("VT Số, ký hiệu", 26, align="center", before=120),
    "DiaDanhThoiGian": Style("VT Địa danh, thời gian", 26, italic=True, align="center",
                             before=120),
    "TrichYeuCongVan": Style("VT Trích yếu công văn", 24, align="center", before=120),
    "TenLoai": Style("VT Tên loại", bold=True, align="center", before=240, keep=True),
    "TrichYeu": Style("VT Trích yếu", bold=True, align="center", keep=True),
    "ThamQuyen": Style("VT Thẩm quyền ban hành", bold=True, align="center", before=240),
    "CanCu": Style("VT Căn cứ", italic=True, **_BODY),
    "NoiDung": Style("VT Nội dung", **_BODY),
    "KinhGui": Style("VT Kính gửi", align="center", before=240, after=120),
    "KinhGuiNhieu": Style("VT Kính gửi nhiều nơi", before=240, left=1701, keep=True),
    "KinhGuiNoi": Style("VT Nơi kính gửi", left=2948, hanging=160, align="both"),
    "QuyenHan": Style("VT Quyền hạn, chức vụ", bold=True, align="center", keep=True),
    "HoTen": Style("VT Họ tên người ký", bold=True, align="center", before=1440),
    "NoiNhan": Style("VT Nơi nhận", 24, bold=True, italic=True),
    "NoiNhanMuc": Style("VT Danh sách nơi nhận", 22, left=113, hanging=113),
    "ChenGiua": Style("VT Khoảng cách", 24),
    "SoTrang": Style("VT Số trang", 26, align="center"),
}


def styles_xml():
    """The part of the styles: Times New Roman, Vietnamese, black."""
    fonts = " ".join(f'w:{name}="Times New Roman"' for name in ("ascii", "hAnsi", "cs", "eastAsia"))
    return (
        f'{DECLARATION}<w:styles xmlns:w="{WORD}"><w:docDefaults><w:rPrDefault><w:rPr>'
        f'<w:rFonts {fonts}/><w:sz w:val="28"/><w:szCs w:val="28"/><w:lang w:val="vi-VN" '
        'w:eastAsia="vi-VN" w:bidi="ar-SA"/></w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>'
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/>'
        "<w:qFormat/></w:style>"
        f'{"".join(style.xml(key) for key, style in STYLES.items())}</w:styles>'
    )
