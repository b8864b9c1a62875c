"""Reads printed labels as a scanner does: page → picture → decoder."""

import subprocess
from io import BytesIO

from PIL import Image

# Of the office printer; scanners see more.
DPI = 150


def read_codes(pdf, page=1):
    """QR codes on a page of a PDF.

    :param bytes pdf: the file
    :param int page: from 1
    :return list: texts, from the top left row by row
    """
    import zxingcpp  # noqa: PLC0415 - a package of the tests only

    picture = subprocess.run(
        ["pdftoppm", "-r", str(DPI), "-gray", "-f", str(page), "-l", str(page), "-"],
        input=pdf, capture_output=True, check=True,
    ).stdout
    found = zxingcpp.read_barcodes(Image.open(BytesIO(picture)))
    return [
        code.text for code in sorted(
            found, key=lambda code: (round(code.position.top_left.y / 60),
                                     code.position.top_left.x),
        )
    ]
