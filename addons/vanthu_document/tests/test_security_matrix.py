"""Role × model × verb: what each role may do at all, before any record rule."""

from odoo.tests import tagged

from .common import VanthuCommon

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
VERBS = {"r": "read", "w": "write", "c": "create", "d": "unlink"}


@tagged("post_install", "-at_install")
class TestSecurityMatrix(VanthuCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        employee = cls._create_person("employee", "group_user")
        employee.group_ids = cls.env.ref("base.group_user")
        portal = cls._create_person("portal", "group_user")
        portal.group_ids = cls.env.ref("base.group_portal")
        cls.roles = {
            "portal": portal, "employee": employee, "handler": cls.handler, "clerk": cls.clerk,
            "leader": cls.leader, "manager": cls.manager,
        }

    def test_every_model_of_the_addon_is_decided(self):
        models = {
            name for name, model in self.env.items()
            if name.startswith("vanthu.") and not model._abstract and not model._transient
            and self.env["ir.model"]._get(name).modules == "vanthu_document"
        }
        self.assertEqual(models, set(RIGHTS))

    def test_each_role_may_do_what_the_table_says_and_nothing_else(self):
        for model, rights in RIGHTS.items():
            for role, user in self.roles.items():
                for letter, verb in VERBS.items():
                    with self.subTest(model=model, role=role, verb=verb):
                        allowed = self.env[model].with_user(user).has_access(verb)
                        self.assertEqual(allowed, letter in rights.get(role, ""))

    def test_wizards_are_closed_to_outsiders(self):
        wizards = [
            name for name, model in self.env.items()
            if name.startswith("vanthu.") and model._transient
        ]
        self.assertTrue(wizards)
        for name in wizards:
            for role in ("portal", "employee"):
                with self.subTest(model=name, role=role):
                    self.assertFalse(
                        self.env[name].with_user(self.roles[role]).has_access("create")
                    )
