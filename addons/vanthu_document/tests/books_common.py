import io

from odoo.tests import freeze_time

from odoo.addons.vanthu_document.tools.printing.spec import OUTGOING_REGISTER

from .delivery_common import DeliveryCommon

try:
    import pypdf
except ImportError:
    import PyPDF2 as pypdf


class BooksCommon(DeliveryCommon):
    """The register of outgoing documents of 2026, with a post and a hand-over recipient."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.enterClassContext(freeze_time("2026-05-15 03:00:00"))
        cls.organisation.write({
            "organ_superior_name": "Ủy ban nhân dân tỉnh Đắk Lắk", "organ_place": "Đắk Lắk",
        })
        cls.env["vanthu.register"]._prepare_year(cls.organisation, 2026)
        cls.env["vanthu.register"]._prepare_year(cls.other_organisation, 2026)
        cls.register = cls._find_register(cls.organisation, "outgoing").with_user(cls.clerk)
        cls.post_office = cls.env["res.partner"].create({"name": "Ủy ban nhân dân xã Ea Kar"})

    @classmethod
    def _find_register(cls, company, direction):
        return cls.env["vanthu.register"].search([
            ("company_id", "=", company.id), ("direction", "=", direction), ("year", "=", 2026),
        ])

    @classmethod
    def _paper_rows(cls):
        """Recipients: one by post, one unit here by hand, and who keeps a copy."""
        return [
            (0, 0, {"partner_id": cls.post_office.id, "copies": 2, "sequence": 1}),
            (0, 0, {"unit_id": cls.second_unit.id, "channel": "hand", "kind": "cc",
                    "sequence": 2}),
            (0, 0, {"name": "VT", "kind": "keep", "sequence": 3}),
        ]

    def _issue_paper(self, **values):
        """An issued document on paper, in the clerk's environment."""
        return self._bring_to("issued", **{
            "recipient_ids": self._paper_rows(), **values,
        }).with_user(self.clerk)

    def _send_paper(self, document):
        """Dispatch it: the post takes two envelopes, the unit signs."""
        document.action_dispatch()
        for delivery in document.delivery_ids.with_user(self.clerk):
            delivery.action_mark_sent(
                day="2026-05-15", envelopes=2 if delivery.channel == "post" else 1,
                receiver="Trần Thị Lan", note="Thư bảo đảm" if delivery.channel == "post" else "",
            )
        return document

    def _restrict(self, document):
        """Let only the leader read the document."""
        document.sudo().restricted = True
        document.sudo().allowed_user_ids = self.leader
        self.env.invalidate_all()

    def _rows(self, form=OUTGOING_REGISTER, user=None, **limits):
        register = self.register.with_user(user or self.clerk)
        return [
            dict(zip(form.keys, cells, strict=True))
            for cells in register._get_cells(form, register._get_print_rows(form, **limits))
        ]

    def _print(self, report, records, user=None):
        """Pages of a drawn report as text."""
        content, kind = self.env["ir.actions.report"].with_user(
            user or self.clerk
        )._render_qweb_pdf(f"vanthu_document.{report}", records.ids)
        self.assertEqual(kind, "pdf")
        return [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(content)).pages]

    def _events(self, record, kind):
        return self.env["vanthu.event"].search([
            ("res_model", "=", record._name), ("res_id", "=", record.id), ("kind", "=", kind),
        ])
