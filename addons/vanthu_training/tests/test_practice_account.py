import re

from odoo import http as odoo_http
from odoo.exceptions import AccessDenied, UserError
from odoo.tests import HttpCase, tagged

from .practice_common import PracticeCommon


@tagged("post_install", "-at_install")
class TestPracticeAccount(PracticeCommon):

    def test_each_person_gets_one_account_in_one_practice_organisation(self):
        self.assertEqual(self.trainee._get_practice_user(), self.practice)
        self.assertTrue(self.school.is_practice)
        self.assertEqual(self.practice.company_ids, self.school)
        self.assertEqual(self.practice.practice_of_id, self.trainee)
        other = self.other_trainee._get_practice_user()
        self.assertNotEqual(other.company_id, self.school)

    def test_it_has_the_roles_that_are_practised_and_administers_nothing(self):
        for group in ("vanthu_document.group_clerk", "vanthu_document.group_leader",
                      "vanthu_archive.group_archivist"):
            self.assertTrue(self.practice.has_group(group), group)
        for group in ("vanthu_document.group_manager", "base.group_system",
                      "base.group_erp_manager", "vanthu_training.group_training_manager"):
            self.assertFalse(self.practice.has_group(group), group)
        self.assertFalse(self.trainee.has_group("vanthu_document.group_clerk"))

    def test_nobody_logs_in_with_it(self):
        self.env.cr.execute(
            "SELECT password FROM res_users WHERE id = %s", [self.practice.id]
        )
        self.assertEqual(self.env.cr.fetchone(), (None,))
        with self.assertRaises(AccessDenied), self.cr.savepoint():
            self.env["res.users"].with_user(self.practice)._check_credentials(
                {"type": "password", "login": self.practice.login, "password": ""},
                {"interactive": True},
            )

    def test_it_gets_no_password_no_key_and_no_other_organisation(self):
        for values in ({"password": "secret"}, {"company_ids": [(4, self.organisation.id)]},
                       {"practice_of_id": self.clerk.id}):
            with self.subTest(values), self.assertRaises(UserError), self.cr.savepoint():
                self.practice.write(values)
        with self.assertRaises(UserError), self.cr.savepoint():
            self.practice._action_reset_password()
        with self.assertRaises(UserError), self.cr.savepoint():
            self.env["res.users.apikeys"].with_user(self.practice)._generate("rpc", "x", False)

    def test_no_account_is_made_from_within_practice(self):
        with self.assertRaises(UserError), self.cr.savepoint():
            self._as_practice(self.env["res.users"]).create({"name": "x", "login": "x"})
        with self.assertRaises(UserError), self.cr.savepoint():
            self.practice._get_practice_user()

    def test_it_goes_with_the_person(self):
        self.trainee.active = False
        self.assertFalse(self.practice.active)

    def test_the_door_tells_of_the_own_organisation_only(self):
        told = self.env["res.users"].with_user(self.trainee).get_my_practice()
        self.assertEqual(told["company_id"], self.school.id)
        self.assertEqual((told["waiting"], told["registered"]), (14, 0))
        told = self.env["res.users"].with_user(self.clerk).get_my_practice()
        self.assertFalse(told["company"])


@tagged("post_install", "-at_install")
class TestPracticeDoor(PracticeCommon, HttpCase):

    def _post(self, route, **data):
        # The page that is open knows the token of its session, which changes with each switch.
        token = re.search(r'csrf_token: "(\w+)"', self.url_open("/odoo").text)[1]
        return self.url_open(route, data={"csrf_token": token, **data}, allow_redirects=False)

    def _whoami(self):
        answer = self.make_jsonrpc_request("/web/session/get_session_info", {})
        return answer["uid"], answer.get("vanthu_practice")

    def setUp(self):
        super().setUp()
        self.trainee.password = "trainee-password"
        self.authenticate(self.trainee.login, "trainee-password")

    def test_one_enters_and_comes_back_without_a_password(self):
        self.assertEqual(self._whoami(), (self.trainee.id, None))
        self.assertEqual(self._post("/vanthu/practice/enter").status_code, 303)
        uid, mark = self._whoami()
        self.assertEqual(uid, self.practice.id)
        self.assertEqual(mark["name"], self.trainee.name)
        self._post("/vanthu/practice/leave")
        self.assertEqual(self._whoami(), (self.trainee.id, None))

    def test_the_way_back_is_shut_when_the_password_has_changed(self):
        self._post("/vanthu/practice/enter")
        self.trainee.password = "another-password"
        answer = self.url_open("/odoo", allow_redirects=False)
        self.assertIn("/web/login", answer.headers["Location"])

    def test_a_session_that_cannot_prove_whose_it_is_does_not_become_the_person(self):
        self._post("/vanthu/practice/enter")
        store = odoo_http.root.session_store
        session = store.get(self.opener.cookies["session_id"])
        self.assertEqual(session["uid"], self.practice.id)
        session["vanthu_practice_proof"] = "0" * 64
        store.save(session)
        answer = self._post("/vanthu/practice/leave")
        self.assertTrue(answer.headers["Location"].endswith("/web/login"))

    def test_a_plain_visit_or_a_foreign_form_does_not_switch(self):
        self.assertEqual(self.url_open("/vanthu/practice/enter").status_code, 405)
        answer = self.url_open("/vanthu/practice/enter", data={"csrf_token": "forged"})
        self.assertEqual(answer.status_code, 400)
        self.assertEqual(self._whoami()[0], self.trainee.id)

    def test_the_path_stays_inside_the_web_client(self):
        answer = self._post("/vanthu/practice/enter", path="https://example.com/")
        self.assertNotIn("example.com", answer.headers["Location"])
