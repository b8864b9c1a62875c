import json

from odoo import http
from odoo.tests import HttpCase, tagged

from .common import VanthuCommon
from .files import FileReading, make_pdf


@tagged("post_install", "-at_install")
class TestViewEvents(FileReading, VanthuCommon, HttpCase):
    """Who opened a document or one of its files is on record."""

    def setUp(self):
        super().setUp()
        self.document = self._create_incoming()
        self.attachment = self.env["ir.attachment"].create({
            "name": "a.pdf", "raw": make_pdf(), "mimetype": "application/pdf",
            "res_model": self.document._name, "res_id": self.document.id,
        })

    def _rpc(self, method, *args, model="vanthu.document", **kwargs):
        response = self.url_open(
            f"/web/dataset/call_kw/{model}/{method}",
            data=json.dumps({"jsonrpc": "2.0", "params": {
                "model": model, "method": method, "args": args, "kwargs": kwargs,
            }}),
            headers={"Content-Type": "application/json"},
        )
        return response.json()["result"]

    def test_opening_the_form_is_logged_once_and_the_list_never(self):
        self.authenticate("vanthu_leader", "vanthu_leader")
        self._rpc("web_search_read", [("id", "=", self.document.id)], {"subject": {}})
        self.assertFalse(self._get_events(self.document, "opened"))
        for _look in range(2):
            self._rpc("web_read", [self.document.id], {"subject": {}})
        self.assertEqual(self._get_events(self.document, "opened").user_id, self.leader)
        self.assertEqual(len(self._get_events(self.document, "opened")), 1)

    def test_no_context_of_a_caller_hides_a_look(self):
        self.authenticate("vanthu_leader", "vanthu_leader")
        self._rpc(
            "web_read", [self.document.id], {"subject": {}}, context={"vanthu_list": True}
        )
        self.assertEqual(len(self._get_events(self.document, "opened")), 1)

    def test_every_way_to_the_content_of_a_file_is_logged(self):
        urls = [
            f"/web/content/{self.attachment.id}",
            f"/web/content/{self.attachment.id}?download=1",
            f"/mail/attachment/pdf_first_page/{self.attachment.id}",
            f"/web/image/{self.attachment.id}",
        ]
        for number, url in enumerate(urls):
            person = self._create_person(f"reader{number}", "group_leader")
            self.authenticate(person.login, person.login)
            self.assertEqual(self.url_open(url).status_code, 200, url)
            with self.subTest(url):
                self.assertIn(person, self._get_events(self.document, "file_opened").user_id)

    def test_zip_and_reading_by_rpc_are_logged(self):
        self.authenticate("vanthu_leader", "vanthu_leader")
        self.url_open("/mail/attachment/zip", data={
            "file_ids": str(self.attachment.id), "zip_name": "a.zip",
            "csrf_token": http.Request.csrf_token(self),
        })
        self.assertIn(self.leader, self._get_events(self.document, "file_opened").user_id)
        self.authenticate("vanthu_clerk", "vanthu_clerk")
        self._rpc("read", [self.attachment.id], ["name"], model="ir.attachment")
        self.assertNotIn(self.clerk, self._get_events(self.document, "file_opened").user_id)
        self._rpc("read", [self.attachment.id], ["datas"], model="ir.attachment")
        self.assertIn(self.clerk, self._get_events(self.document, "file_opened").user_id)

    def test_who_may_not_read_leaves_no_look_and_gets_nothing(self):
        self.authenticate("vanthu_outsider", "vanthu_outsider")
        self.assertEqual(self.url_open(f"/web/content/{self.attachment.id}").status_code, 404)
        self.assertFalse(self._get_events(self.document, "file_opened"))

    def test_two_files_are_two_events(self):
        second = self.attachment.copy({"name": "b.pdf"})
        self.authenticate("vanthu_leader", "vanthu_leader")
        for attachment in (self.attachment, second):
            self.url_open(f"/web/content/{attachment.id}")
        self.assertEqual(len(self._get_events(self.document, "file_opened")), 2)
