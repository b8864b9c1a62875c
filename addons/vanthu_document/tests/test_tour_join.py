"""A school registers itself, is approved, and its clerk registers a first document."""

import re

from odoo.tests import tagged

from .browser import BrowserCase
from .join_common import JoinCommon


@tagged("post_install", "-at_install")
class TestTourJoin(BrowserCase, JoinCommon):
    """From the public page to the first number, each person in the own browser."""

    language = "vi_VN"

    # Looks are logged through an own connection, which test cursors refuse to read-only requests.
    _registry_readonly_enabled = False

    def _link_in_letter(self, pattern):
        self.env.invalidate_all()
        mail = self.mails.search([("email_to", "=", "mai.tour@example.com")], limit=1)
        path = re.search(pattern, str(mail.body_html))[1].replace("&amp;", "&")
        return path[path.index("/", len("https://")):] if "://" in path else path

    def test_a_school_joins_and_registers_its_first_document(self):
        requests = self.env["vanthu.join.request"]
        self.start_tour("/vanthu/join?lang=vi_VN", "vanthu_join_ask", login=None)
        request = requests.search([("person_email", "=", "mai.tour@example.com")])
        self.assertEqual(request.state, "unconfirmed")
        self.assertEqual(request.lang, "vi_VN")
        self.start_tour(
            self._link_in_letter(r'href="([^"]*/vanthu/join/confirm/[^"]*)"'),
            "vanthu_join_confirm", login=None,
        )
        self.env.invalidate_all()
        self.assertEqual(request.state, "waiting")
        self.start_tour("/odoo/account-requests", "vanthu_join_approve", login="vanthu_manager")
        self.env.invalidate_all()
        self.assertEqual(request.state, "approved")
        self.start_tour(
            self._link_in_letter(r'href="([^"]*/web/signup[^"]*)"'), "vanthu_join_sign_up",
            login=None,
        )
        self.env.invalidate_all()
        clerk = request.user_ids.filtered(lambda user: user.login == "mai.tour@example.com")
        self.assertTrue(clerk.login_date)
        # Tours sign people in by a password that is their login.
        clerk.password = clerk.login
        self.start_tour(
            "/odoo/records-home", "vanthu_join_first_document", login=clerk.login
        )
        self.env.invalidate_all()
        document = self.env["vanthu.document"].search([
            ("company_id", "=", request.organisation_id.id),
        ])
        self.assertEqual((document.state, document.arrival_label), ("registered", "01"))
        self.assertEqual(document.reference, "45/SGDĐT-VP")
        self.assertEqual(request.organisation_id.organ_place, "Hương Giang")
        self.assertFalse(clerk.vanthu_first_steps)
