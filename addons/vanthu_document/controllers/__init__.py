from . import handling_export, intake, register_export, sticker
