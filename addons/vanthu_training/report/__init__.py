from . import vanthu_participants_report
