from . import intake, register_export, sticker
