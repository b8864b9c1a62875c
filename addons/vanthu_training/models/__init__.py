# isort: skip_file
# A model stands before what extends it.
from . import (
    vanthu_topic,
    vanthu_lesson,
    vanthu_exercise,
    vanthu_course,
    event_event,
    vanthu_class_session,
    vanthu_class_invitation,
    event_registration,
    vanthu_attendance,
    vanthu_attempt,
    vanthu_certificate,
    res_company,
    res_users,
    res_company_practice,
    res_users_practice,
    practice_isolation,
    ir_http,
)
