from . import vanthu_disposal_report
