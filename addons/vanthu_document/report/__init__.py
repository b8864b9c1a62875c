from . import (
    vanthu_board_report,
    vanthu_hand_over_report,
    vanthu_handling_report,
    vanthu_handling_slip,
    vanthu_register_report,
)
