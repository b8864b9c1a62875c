from . import (
    vanthu_certificate_issue,
    vanthu_class_import,
    vanthu_class_invite,
    vanthu_class_naming,
    vanthu_coverage_invite,
    vanthu_paper_score,
)
