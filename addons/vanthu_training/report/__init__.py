from . import (
    vanthu_attendance_report,
    vanthu_certificate_report,
    vanthu_figures_report,
    vanthu_participants_report,
)
