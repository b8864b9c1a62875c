from . import handling_export, intake, join, register_export, sticker
