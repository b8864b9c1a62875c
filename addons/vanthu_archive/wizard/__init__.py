from . import (
    vanthu_box_fill,
    vanthu_box_place,
    vanthu_file_close,
    vanthu_climate_import,
    vanthu_file_put,
    vanthu_file_reopen,
    vanthu_fixity_repair,
    vanthu_label_print,
    vanthu_package_make,
    vanthu_retention_import,
    vanthu_storage_generate,
    vanthu_transfer_return,
)
