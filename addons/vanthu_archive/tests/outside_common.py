"""What tests of requests from outside share."""

import re

from odoo import fields
from odoo.tests import HttpCase

from ..models.vanthu_outside_attempt import LIMITS
from .loan_common import LoanCommon

SCRIPT = "<script>window.hacked=1</script>"
EMAIL = "khach.outside@example.com"


class OutsideCase(LoanCommon, HttpCase):
    """One organisation has opened its catalogue; the other has not."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["res.company"].search([]).vanthu_archive_open = False
        cls.organisation.vanthu_archive_open = True
        cls.parameters = cls.env["ir.config_parameter"].sudo()
        cls.env["vanthu.outside.attempt"].search([]).unlink()
        cls.env["vanthu.outside.request"].search([]).unlink()
        cls.parameters.search([
            ("key", "in", [f"vanthu_archive.outside_{name}" for name in LIMITS]),
        ]).unlink()
        cls.hidden_file = cls._create_archived(name="Hồ sơ hạn chế", access_mode="01")
        cls.hidden_file.sudo().write({
            "restricted": True, "allowed_user_ids": [fields.Command.set(cls.archivist.ids)],
        })
        cls.foreign_file = cls._create_public(["9.KHAC"], "Hồ sơ nơi khác", cls.other_organisation)
        cls.current_file = cls._create_file(name="Hồ sơ đang lập", access_mode="01")

    @classmethod
    def _create_public(cls, notations, name, company=None):
        """Archived files that are open to all, made without the steps that lead there."""
        return cls.env["vanthu.file"].sudo().create([
            {
                "company_id": (company or cls.organisation).id, "catalog": 2026, "name": name,
                "notation": notation, "access_mode": "01", "state": "archived",
                "term": "permanent",
            }
            for notation in notations
        ])

    def _open(self, path="/vanthu/archive", **kwargs):
        return self.url_open(path, **kwargs)

    def _csrf(self, path=None):
        path = path or f"/vanthu/archive/request?file={self.open_file.label_code}"
        return re.search(r'name="csrf_token" value="(\w+)"', self._open(path).text)[1]

    def _send(self, files=None, token=True, **values):
        return self.url_open("/vanthu/archive/request", data={
            "kind": "read", "purpose": "01", "topic": "Xác minh quá trình công tác",
            "reader_name": "Ngô Thị Khách", "reader_number": "012345678901",
            "reader_organ": "Thị trấn Lâm", "email": EMAIL, "lang": "en_US",
            "file": [file.label_code for file in (files or self.open_file).sudo()],
            "csrf_token": self._csrf() if token is True else token, **values,
        }, allow_redirects=False)

    def _requests(self):
        self.env.invalidate_all()
        return self.env["vanthu.outside.request"].search([("email", "=", EMAIL)])

    def _mails(self):
        self.env.invalidate_all()
        return self.env["mail.mail"].sudo().search([("email_to", "=", EMAIL)])

    def _confirm_path(self):
        return re.search(r"/vanthu/archive/confirm/[\w-]+", str(self._mails()[0].body_html))[0]

    def _confirmed(self, **values):
        """The request for use, and the path of the person's own page."""
        self.assertEqual(self._send(**values).status_code, 303)
        path = self._confirm_path()
        answer = self.url_open(
            path, data={"csrf_token": self._csrf(path)}, allow_redirects=False
        )
        self.assertEqual(answer.status_code, 303)
        return self._requests()[0].loan_id, re.search(
            r"/vanthu/archive/mine/\w+", answer.headers["Location"])[0]
