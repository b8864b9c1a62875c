"""Role × model × verb: what each role may do at all, before any record rule."""

from odoo.tests import tagged

from .common import VanthuCommon
from .rights_common import RightsTable

# Letters: r read, w write, c create, d delete. A model that is missing here fails the test,
# so that nobody adds one without deciding who may do what.
RIGHTS = {
    # Drafts, by record rules; what came in only the clerk changes (test_outgoing_rights).
    "vanthu.document": {
        "handler": "rwcd", "clerk": "rwcd", "leader": "rwcd", "manager": "rwcd",
    },
    "vanthu.document.version": {"handler": "r", "clerk": "r", "leader": "r", "manager": "r"},
    "vanthu.recipient": {
        "handler": "rwcd", "clerk": "rwcd", "leader": "rwcd", "manager": "rwcd",
    },
    "vanthu.delivery": {"handler": "r", "clerk": "r", "leader": "r", "manager": "r"},
    "vanthu.envelope.size": {"clerk": "r", "manager": "rwcd"},
    "vanthu.copy": {"clerk": "rwcd", "leader": "r"},
    "vanthu.kept.copy.use": {"clerk": "rwc", "leader": "r"},
    "vanthu.recipient.group": {
        "handler": "r", "clerk": "rwcd", "leader": "r", "manager": "rwcd",
    },
    "vanthu.document.file": {"handler": "r", "clerk": "r", "leader": "r", "manager": "r"},
    "vanthu.document.text": {},
    "vanthu.desk.decision": {},
    "vanthu.document.type": {
        "employee": "r", "handler": "r", "clerk": "r", "leader": "r", "manager": "rwcd",
    },
    "vanthu.document.template": {
        "handler": "r", "clerk": "r", "leader": "r", "manager": "rwcd",
    },
    "vanthu.draft.pdf": {"handler": "r", "clerk": "r", "leader": "r", "manager": "r"},
    "vanthu.signature.check": {"clerk": "r", "leader": "r"},
    "vanthu.signature": {"clerk": "r", "leader": "r"},
    # Each person's own alone, by a rule for all (test_signing_ways).
    "vanthu.signature.picture": {
        "handler": "rwcd", "clerk": "rwcd", "leader": "rwcd", "manager": "rwcd",
    },
    "vanthu.final.file": {"clerk": "r", "leader": "r"},
    "vanthu.seal": {"clerk": "r", "leader": "r", "manager": "rwcd"},
    "vanthu.seal.handover": {"clerk": "rc", "leader": "r", "manager": "rc"},
    "vanthu.seal.use": {"clerk": "rc", "leader": "r"},
    "vanthu.trust.anchor": {"clerk": "r", "leader": "r", "manager": "rwcd"},
    "vanthu.directive": {"handler": "r", "clerk": "r", "leader": "r", "manager": "r"},
    "vanthu.assignment": {"handler": "r", "clerk": "r", "leader": "r", "manager": "r"},
    "vanthu.extension": {"handler": "r", "clerk": "r", "leader": "r", "manager": "r"},
    "vanthu.pause": {"handler": "r", "clerk": "r", "leader": "r", "manager": "r"},
    "vanthu.consultation": {"handler": "r", "clerk": "r", "leader": "r", "manager": "r"},
    "vanthu.delegation": {"handler": "rwc", "clerk": "rwc", "leader": "rwc", "manager": "rwc"},
    "vanthu.keyword": {"handler": "r", "clerk": "rwc", "leader": "r", "manager": "rwcd"},
    "vanthu.unit": {
        "employee": "r", "handler": "r", "clerk": "r", "leader": "r", "manager": "rwcd",
    },
    "vanthu.register": {"clerk": "r", "leader": "r", "manager": "rwcd"},
    "vanthu.register.entry": {"clerk": "r", "leader": "r"},
    "vanthu.register.volume": {"clerk": "r", "leader": "r", "manager": "r"},
    "vanthu.register.remark": {"clerk": "r", "leader": "r"},
    "vanthu.document.proposal": {"clerk": "r", "leader": "r"},
    "vanthu.phrase": {"handler": "r", "clerk": "r", "leader": "rwcd", "manager": "rwcd"},
    "vanthu.hand.over": {"clerk": "rwcd", "leader": "r"},
    "vanthu.hand.over.line": {"clerk": "rwcd", "leader": "r"},
    "vanthu.organisation.template": {"manager": "rwcd"},
    "vanthu.organisation.template.unit": {"manager": "rwcd"},
    "vanthu.organisation.template.person": {"manager": "rwcd"},
    "vanthu.assignment.report": {"handler": "r", "clerk": "r", "leader": "r", "manager": "r"},
    "vanthu.document.report": {"clerk": "r", "leader": "r"},
    "vanthu.organisation.report": {"clerk": "r", "leader": "r"},
    "vanthu.holiday": {
        "employee": "r", "handler": "r", "clerk": "r", "leader": "r", "manager": "rwcd",
    },
    "vanthu.deadline.rule": {"handler": "r", "clerk": "r", "leader": "r", "manager": "rwcd"},
    "vanthu.format.check": {"handler": "r", "clerk": "r", "leader": "r", "manager": "r"},
    "vanthu.format.check.line": {"handler": "r", "clerk": "r", "leader": "r", "manager": "r"},
    "vanthu.format.rule": {"handler": "r", "clerk": "r", "leader": "r", "manager": "rwcd"},
    "vanthu.reminder.rule": {"handler": "r", "clerk": "r", "leader": "r", "manager": "rwcd"},
    "vanthu.reminder": {},
    "vanthu.post.change": {"clerk": "r", "leader": "r", "manager": "rwcd"},
    "vanthu.post.change.line": {"clerk": "r", "leader": "r", "manager": "r"},
    "vanthu.account": {"manager": "r"},
    "vanthu.account.review": {"manager": "r"},
    "vanthu.join.request": {"manager": "rw"},
    "vanthu.join.attempt": {},
    "vanthu.event": {"clerk": "r", "leader": "r", "manager": "r"},
}


@tagged("post_install", "-at_install")
class TestSecurityMatrix(RightsTable, VanthuCommon):
    addon = "vanthu_document"
    rights = RIGHTS
