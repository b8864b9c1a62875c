"""What tests of requests for accounts share."""

import re

from odoo.tests import HttpCase

from ..models.vanthu_join_attempt import LIMITS
from .common import VanthuCommon
from .files import make_pdf

SCRIPT = "<script>window.hacked=1</script>"


class JoinCommon(VanthuCommon):
    """The public page is open; requests are decided by administrators of the organisation."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.parameters = cls.env["ir.config_parameter"].sudo()
        cls.parameters.set_param("vanthu_document.join_open", "True")
        cls.parameters.set_param("vanthu_document.join_company_id", str(cls.organisation.id))
        cls.parameters.set_param("vanthu_document.join_unconfirmed", False)
        # What others sent to this database neither counts nor fills the queue.
        cls.env["vanthu.join.attempt"].search([]).unlink()
        cls.env["vanthu.join.request"].search([]).unlink()
        cls.parameters.search([
            ("key", "in", [f"vanthu_document.join_{name}" for name in LIMITS]),
        ]).unlink()
        cls.template = cls.env.ref("vanthu_document.template_upper_secondary")
        cls.letter = make_pdf("Giấy đề nghị cấp tài khoản")
        cls.mails = cls.env["mail.mail"].sudo()

    @classmethod
    def _typed(cls, **values):
        return {
            "kind": "organisation", "organ_name": "Trường THPT Kiểm Thử",
            "organ_code": "H41.07.99", "organ_abbreviation": "THPTLL",
            "organ_superior_name": "Sở Giáo dục và Đào tạo", "organ_street": "1 Lê Lợi",
            "organ_phone": "0299 123 456", "organ_email": "leloi@example.com",
            "person_name": "Trần Thị Mai", "person_function": "Nhân viên văn thư",
            "person_email": "Mai.Join@example.com", "person_phone": "0912 345 678",
            "role": "clerk", "leader_name": "Nguyễn Văn Hùng",
            "leader_function": "Hiệu trưởng", "leader_email": "hung.join@example.com",
            **values,
        }

    @classmethod
    def _person(cls, **values):
        """What a person of an organisation that is here types."""
        return cls._typed(**{
            "kind": "person", "organ_name": cls.organisation.name, "organ_code": "",
            "person_name": "Lê Văn Nam", "person_email": "nam.join@example.com",
            "person_function": "Chuyên viên", "role": "handler", **values,
        })

    def _receive(self, typed=None, name="de nghi.pdf", data=None, lang="en_US"):
        requests = self.env["vanthu.join.request"].with_user(self.env.ref("base.public_user"))
        return requests.with_context(lang=lang)._receive(
            typed or self._typed(), name, self.letter if data is None else data, lang
        )

    def _token_of(self, request):
        """The link that stands in the letter, as the person finds it."""
        mail = self.mails.search([("email_to", "=", request.person_email)], limit=1)
        return re.search(r"/vanthu/join/confirm/([\w-]+)", str(mail.body_html))[1]

    def _waiting(self, typed=None, **kwargs):
        """A request in the queue, as the administrator meets it."""
        request = self._receive(typed, **kwargs)
        self.assertTrue(request._confirm(self._token_of(request)))
        return request.with_user(self.manager).with_company(self.organisation).with_context(
            lang="en_US"
        )


class JoinHttpCase(JoinCommon, HttpCase):
    """Sends the form as a browser does."""

    def _open(self, path="/vanthu/join", **kwargs):
        return self.url_open(path, **kwargs)

    def _send(self, typed=None, letter=("de nghi.pdf", None), token=True, **more):
        """Post the form, with the token of a page that was opened before."""
        if token is True:
            token = re.search(r'name="csrf_token" value="(\w+)"', self._open().text)[1]
        data = {**(typed or self._typed()), **more, "csrf_token": token or ""}
        name, content = letter or ("", b"")
        files = {"letter": (name, self.letter if content is None else content)}
        return self.url_open(
            "/vanthu/join", data=data, files=files if letter else None, allow_redirects=False
        )

    def _requests(self, email="mai.join@example.com"):
        self.env.invalidate_all()
        return self.env["vanthu.join.request"].search([("person_email", "=", email)])
