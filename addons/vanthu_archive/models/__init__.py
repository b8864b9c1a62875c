# isort: skip_file
# A model stands before what extends it.
from . import (
    guard,
    states,
    vanthu_term_mixin,
    vanthu_fonds,
    vanthu_retention_rule,
    vanthu_retention_table,
    vanthu_file_plan,
    vanthu_file_plan_line,
    vanthu_file,
    vanthu_file_document,
    vanthu_file_closing,
    vanthu_file_dates,
    vanthu_file_content,
    vanthu_hold,
    vanthu_document,
    vanthu_archive_event,
    res_company,
    res_users,
)
