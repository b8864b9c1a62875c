from . import vanthu_retention_import
