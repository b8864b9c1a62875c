from . import vanthu_fixity_repair, vanthu_retention_import
