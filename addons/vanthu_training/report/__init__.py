from . import vanthu_attendance_report, vanthu_participants_report
