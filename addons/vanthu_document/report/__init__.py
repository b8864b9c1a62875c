# isort: skip_file
# A report stands before what extends it.
from . import (
    vanthu_hand_over_report,
    vanthu_handling_report,
    vanthu_board_report,
    vanthu_handling_slip,
    vanthu_register_report,
    vanthu_copy_report,
    vanthu_envelope_report,
    vanthu_transfer_slip,
    vanthu_post_report,
    vanthu_account_report,
)
