VERBS = {"r": "read", "w": "write", "c": "create", "d": "unlink"}


class RightsTable:
    """What each role may do at all with the models of an add-on, before any record rule.

    A test class gives ``addon`` and ``rights``: model → role → letters (r read, w write,
    c create, d delete).
    """

    addon = ""
    rights = {}

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

    def _get_names(self, transient):
        return {
            name for name, model in self.env.items()
            if name.startswith("vanthu.") and not model._abstract
            and model._transient == transient
            and model._original_module == self.addon
        }

    def test_every_model_of_the_addon_is_decided(self):
        self.assertEqual(self._get_names(transient=False), set(self.rights))

    def test_each_role_may_do_what_the_table_says_and_nothing_else(self):
        for model, rights in self.rights.items():
            for role, user in self.roles.items():
                for letter, verb in VERBS.items():
                    with self.subTest(model=model, role=role, verb=verb):
                        allowed = self.env[model].with_user(user).has_access(verb)
                        self.assertEqual(allowed, letter in rights.get(role, ""))

    def test_wizards_are_closed_to_outsiders(self):
        for name in self._get_names(transient=True):
            for role in ("portal", "employee"):
                with self.subTest(model=name, role=role):
                    self.assertFalse(
                        self.env[name].with_user(self.roles[role]).has_access("create")
                    )
