# isort: skip_file
# A model stands before what extends it.
from . import (
    vanthu_book_mixin,
    vanthu_box_fill,
    vanthu_box_place,
    vanthu_climate_import,
    vanthu_file_close,
    vanthu_file_plan_new,
    vanthu_file_plan_sources,
    vanthu_file_put,
    vanthu_file_reopen,
    vanthu_fixity_repair,
    vanthu_label_print,
    vanthu_package_make,
    vanthu_reading_book,
    vanthu_retention_import,
    vanthu_storage_generate,
    vanthu_store_logbook,
    vanthu_transfer_return,
)
