import base64
from unittest.mock import patch

from odoo import Command

from .outgoing_common import PDF, OutgoingCommon


class DeliveryCommon(OutgoingCommon):
    """Issued documents on their way to organisations of this database and outside."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.other_leader = cls._create_person(
            "other_leader", "group_leader", cls.other_organisation
        )

    def _issue(self, **values):
        """An issued document with its frozen file, in the clerk's environment."""
        document = self._bring_to("issued", **values).with_user(self.clerk)
        document.action_set_issued_file("01-SGDĐT-VP.pdf", base64.b64encode(PDF).decode())
        return document

    def _dispatch(self, run=True, **values):
        document = self._issue(**values)
        document.action_dispatch()
        if run:
            self._run_job()
        return document

    def _run_job(self):
        with patch.object(type(self.env["ir.cron"]), "_commit_progress", return_value=60.0):
            self.env["vanthu.delivery"].sudo()._run_queue()

    def _get_received(self, document, clerk=None):
        """The receiver's document in its clerk's environment."""
        clerk = clerk or self.other_clerk
        found = document.sudo().delivery_ids.received_document_id.filtered(
            lambda d: d.company_id == clerk.company_id
        )
        return found.with_user(clerk).with_context(
            allowed_company_ids=clerk.company_ids.ids
        ).with_company(clerk.company_id)

    def _create_schools(self, count):
        return self.env["res.company"].create(
            [{"name": f"Trường THPT số {number}"} for number in range(count)]
        )

    def _rows(self, partners, **values):
        return [Command.create({"partner_id": partner.id, **values}) for partner in partners]
