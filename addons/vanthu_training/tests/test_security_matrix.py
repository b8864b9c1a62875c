"""Role × model × verb: what each role may do at all, before any record rule."""

from odoo.tests import tagged

from odoo.addons.vanthu_document.tests.rights_common import RightsTable

from .training_common import TrainingCommon

# Letters: r read, w write, c create, d delete. A model that is missing here fails the test,
# so that nobody adds one without deciding who may do what.
_STAFF = {
    "handler": "r", "clerk": "r", "leader": "r", "manager": "r", "trainer": "r",
    "training_manager": "r",
}
_EVERYBODY = {"employee": "r", **_STAFF}
_KEPT = {**_EVERYBODY, "training_manager": "rwcd"}
RIGHTS = {
    "vanthu.topic": _KEPT,
    "vanthu.lesson": _KEPT,
    "vanthu.lesson.reading": _EVERYBODY,
    "vanthu.guide": _EVERYBODY,
    "vanthu.exercise": _KEPT,
    # The kinds of checks and their hints are not for trainees.
    "vanthu.exercise.step": {"training_manager": "rwcd"},
    # One's own by record rules; written by the software alone.
    "vanthu.attempt": _EVERYBODY,
    "vanthu.attempt.line": _EVERYBODY,
    "vanthu.exercise.result": {"trainer": "r", "training_manager": "r"},
    "vanthu.course": _KEPT,
    "vanthu.class.session": {**_KEPT, "trainer": "rw"},
    "vanthu.class.invitation": {**_STAFF, "training_manager": "rwcd"},
    "vanthu.class.material": {**_EVERYBODY, "trainer": "rwcd", "training_manager": "rwcd"},
    "vanthu.class.paper": {"trainer": "r", "training_manager": "rwcd"},
    "vanthu.attendance": _EVERYBODY,
    "vanthu.attendance.ticket": {},
    "vanthu.training.coverage": {"leader": "r", "training_manager": "r"},
    "vanthu.training.report": _EVERYBODY,
    "vanthu.training.need": _STAFF,
    "vanthu.need.source": {**_STAFF, "training_manager": "rwcd"},
    "vanthu.attendance.attempt": {},
    "vanthu.certificate": _EVERYBODY,
    "vanthu.quiz.report": _EVERYBODY,
    "vanthu.feedback.report": {"trainer": "r", "training_manager": "r"},
    # Rows for the limit of the public page; nobody but the software.
    "vanthu.certificate.attempt": {},
    "vanthu.certificate.book": {"training_manager": "r"},
    "vanthu.skill": _EVERYBODY,
    "vanthu.skill.gate": {"manager": "rwcd", "training_manager": "r"},
    "vanthu.grade": _KEPT,
}


@tagged("post_install", "-at_install")
class TestSecurityMatrix(RightsTable, TrainingCommon):

    addon = "vanthu_training"
    rights = RIGHTS

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.roles |= {"trainer": cls.trainer, "training_manager": cls.training_manager}
