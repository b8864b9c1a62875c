from io import BytesIO

from lxml import html
from openpyxl import load_workbook

from odoo.tests import HttpCase, tagged

from .certificate_common import CertificateCommon


@tagged("post_install", "-at_install")
class TestCertificatePage(CertificateCommon, HttpCase):

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["ir.config_parameter"].set_param("web.base.url", cls.base_url())
        # Somebody may have looked certificates up in this database before.
        cls.env["vanthu.certificate.attempt"].search([]).unlink()

    def setUp(self):
        super().setUp()
        self.certificate = self._issue()

    def _open(self, token):
        return self.url_open(f"/vanthu/certificate/{token}")

    def _get_status(self, certificate):
        page = html.fromstring(self._open(certificate.sudo().token).content)
        (status,) = page.xpath("//*[@data-status]/@data-status")
        return status

    def test_a_valid_one_says_what_the_paper_says(self):
        answer = self._open(self.certificate.sudo().token)
        self.assertEqual(answer.status_code, 200)
        for part in ("Trainee", self.certificate.code, "records work", "Trường THPT Số Một"):
            self.assertIn(part, answer.text)
        self.assertEqual(self._get_status(self.certificate), "valid")

    def test_it_tells_nothing_more(self):
        self.certificate.registration_id.write({"phone": "0912345678", "position": "Secretary"})
        self.certificate.action_revoke("A private reason")
        text = self._open(self.certificate.sudo().token).text
        for secret in ("trainee@example.com", "0912345678", "Secretary", "A private reason",
                       "vanthu_trainee", self.training_manager.name):
            with self.subTest(secret=secret):
                self.assertNotIn(secret, text)

    def test_how_it_ended(self):
        old = self.certificate
        new = old.browse(old.action_replace("name"))
        text = self._open(old.sudo().token).text
        self.assertEqual(self._get_status(old), "replaced")
        self.assertIn(new.code, text)
        self.assertNotIn(new.sudo().token, text)
        self.assertEqual(self._get_status(new), "valid")
        new.action_revoke("mistake")
        self.assertEqual(self._get_status(new), "revoked")
        expired = self._hold(self.trainee, self.topics, self._days(-1), **self._token())
        self.assertEqual(self._get_status(expired), "expired")
        soon = self._hold(self.trainee, self.topics, self._days(3), **self._token())
        self.assertEqual(self._get_status(soon), "valid")

    def _token(self):
        from ..models.vanthu_certificate_token import new_token

        return new_token()

    def test_every_wrong_address_gets_the_same_page(self):
        token = self.certificate.sudo().token
        wrong = (str(self.certificate.id), "x", token[:-1], token.swapcase(), f"{token}A",
                 self.certificate.sudo().token_hash, "a" * 5000, "%C4%91")
        pages = set()
        for one in wrong:
            with self.subTest(token=one[:40]):
                answer = self._open(one)
                self.assertEqual(answer.status_code, 404)
                body = html.fromstring(answer.content)
                [card] = body.find_class("o_vanthu_certificate")
                pages.add(" ".join(card.text_content().split()))
                self.assertEqual(len(body.xpath("//*[@name='unknown']")), 1)
        self.assertEqual(len(pages), 1)
        self.assertIn(self.url_open("/vanthu/certificate").status_code, (404,))

    def test_nobody_keeps_or_indexes_it(self):
        for token in (self.certificate.sudo().token, "wrong"):
            answer = self._open(token)
            self.assertEqual(answer.headers["X-Robots-Tag"], "noindex, nofollow")
            self.assertEqual(answer.headers["Cache-Control"], "no-store")
            self.assertEqual(answer.headers["Referrer-Policy"], "no-referrer")
            self.assertIn("noindex", answer.text)

    def test_guessing_ends(self):
        self.env["ir.config_parameter"].set_param("vanthu_training.check_address_hour", "3")
        codes = [self._open("wrong").status_code for _try in range(5)]
        self.assertEqual(codes, [404, 404, 404, 429, 429])
        answer = self._open(self.certificate.sudo().token)
        self.assertEqual(answer.status_code, 429)
        self.assertNotIn("Trainee", answer.text)

    def test_tokens_are_long_and_differ(self):
        tokens = {self._token()["token"] for _one in range(50)}
        self.assertEqual(len(tokens), 50)
        # 24 bytes of chance are 32 letters.
        self.assertTrue(all(len(token) == 32 for token in tokens))

    def test_the_book_as_a_workbook(self):
        book = self.env["vanthu.certificate.book"].search(
            [("company_id", "=", self.organisation.id)]
        )
        address = f"/vanthu/certificate-book/{book.id}.xlsx"
        self.authenticate(self.trainer.login, self.trainer.login)
        self.assertEqual(self.url_open(address).status_code, 404)
        self.authenticate(self.training_manager.login, self.training_manager.login)
        answer = self.url_open(address)
        self.assertEqual(answer.status_code, 200)
        sheet = load_workbook(BytesIO(answer.content))["Sổ"]
        self.assertEqual(sheet["A1"].value, "Số vào sổ")
        self.assertEqual(sheet["A3"].value, self.certificate.code)
        self.assertEqual(sheet["B3"].value, "Trainee")
        self.authenticate(self.other_manager.login, self.other_manager.login)
        self.assertEqual(self.url_open(address).status_code, 404)
