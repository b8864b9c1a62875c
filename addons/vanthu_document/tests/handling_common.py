import unicodedata
from io import BytesIO

from odoo.tools.pdf import PdfFileReader

from ..tools.printing.spec import FOLLOW_UP_REGISTER
from .common import VanthuCommon

SLIP = "vanthu_document.action_report_handling_slip"


class HandlingCommon(VanthuCommon):
    """A registered document and short ways to submit, direct and hand it on."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.second_head = cls._create_person("second_head", "group_user")
        cls.second_unit.head_id = cls.second_head
        cls.second_leader = cls._create_person("second_leader", "group_leader")

    @classmethod
    def _create_registered(cls, **values):
        document = cls._create_incoming(**values)
        document.action_register()
        return document

    def _lead(self, unit=None, **values):
        return {"role": "lead", "unit_id": (unit or self.unit).id, **values}

    def _cooperate(self, unit=None, **values):
        return {"role": "cooperate", "unit_id": (unit or self.second_unit).id, **values}

    def _direct(self, document=None, rows=None, content="Chủ trì tham mưu.", **kwargs):
        """A directive of the leader; returns its assignments in superuser mode."""
        document = document or self._create_registered()
        rows = [self._lead()] if rows is None else rows
        ids = document.with_user(self.leader).action_direct(content, rows, **kwargs)
        return self.env["vanthu.directive"].browse(ids).assignment_ids.sorted("id")

    def _events(self, document, kind):
        self.env.flush_all()
        return self.env["vanthu.event"].search([
            ("res_model", "=", "vanthu.document"), ("res_id", "=", document.id),
            ("kind", "=", kind),
        ])

    def _print_slip(self, documents, user=None):
        """The handling slip as a file, and the text of each of its pages."""
        content, kind = self.env["ir.actions.report"].with_user(
            user or self.clerk
        )._render_qweb_pdf(SLIP, documents.ids)
        self.assertEqual(kind, "pdf")
        pages = [page.extract_text() for page in PdfFileReader(BytesIO(content)).pages]
        return content, [
            " ".join(unicodedata.normalize("NFC", page).split()) for page in pages
        ]

    def _print_follow_up(self, document):
        """The follow-up register's cells of one document, by column."""
        register = document.register_id.with_user(self.clerk)
        rows = [
            row for row in register._get_print_rows(FOLLOW_UP_REGISTER)
            if row["document_id"] == document.id
        ]
        (cells,) = register._get_cells(FOLLOW_UP_REGISTER, rows)
        return dict(zip(FOLLOW_UP_REGISTER.keys, cells, strict=True))
