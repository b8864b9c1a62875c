from . import vanthu_register_report
