from . import transfer_export
