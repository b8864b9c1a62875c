"""Badges of participants: who, from where, and the code that the desk scans."""

from dataclasses import dataclass

from odoo.addons.vanthu_archive.tools.printing.labels import LabelSheet
from odoo.addons.vanthu_document.tools import fonts

# Two columns of four, as pockets for badges are made (90 × 65 mm).
BADGE_SHEET = LabelSheet(
    columns=2, rows=4, width_mm=90, height_mm=65, left_mm=15, top_mm=15, gap_y_mm=2,
)


@dataclass(frozen=True)
class Badge:
    """One badge; ``code``: what the QR says."""

    code: str
    name: str
    position: str
    organisation: str
    class_name: str
    host: str

    def draw(self, pen):
        """Draw the badge from the top to the bottom.

        :param pen: the pen of the label's place on the sheet
        """
        pen.write(self.host, fonts.REGULAR, 7, lines=2)
        pen.rule()
        pen.write(self.name, fonts.BOLD, 15, lines=2)
        pen.write(self.position, fonts.ITALIC, 8)
        pen.write(self.organisation, fonts.REGULAR, 9, lines=2)
        pen.draw_code_below(self.code, self.class_name)
