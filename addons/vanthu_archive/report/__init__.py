from . import (
    vanthu_archive_board_report,
    vanthu_archive_statistic_report,
    vanthu_book_report,
    vanthu_disposal_report,
    vanthu_evidence_report,
    vanthu_file_plan_report,
    vanthu_file_report,
    vanthu_integrity_report,
    vanthu_label_report,
    vanthu_loan_report,
    vanthu_stocktake_report,
    vanthu_transfer_report,
)
