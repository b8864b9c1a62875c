from datetime import date

from odoo import Command

from odoo.addons.vanthu_document.tests.browser import BrowserCase

from .disposal_common import DisposalCommon
from .store_common import StoreCommon

TEMPORARY, PERMANENT = "Tập huấn văn thư năm 2010", "Thành lập trường năm 2010"
SCANS = {
    "Tour: kế hoạch tập huấn": b"ban quet cua ke hoach",
    "Tour: báo cáo tập huấn": b"ban quet cua bao cao",
}


class LifeCommon(BrowserCase, StoreCommon, DisposalCommon):
    """The plan of an old year, documents of that year whose work is done, and a store.

    The files end in 2010, so that those kept for ten years have expired long ago.
    """

    language = "vi_VN"

    # Looks are logged through an own connection, which test cursors refuse to read-only requests.
    _registry_readonly_enabled = False

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.old_plan = cls._create_plan(2010, line_ids=[
            Command.create({
                "sequence": 1, "kind": "heading", "name": "TỔ CHỨC, CÁN BỘ", "code": "TCCB",
            }),
            Command.create({
                "sequence": 2, "name": TEMPORARY, "term": "years", "term_years": 10,
                "unit_id": cls.unit.id, "user_id": cls.handler.id,
            }),
            Command.create({
                "sequence": 3, "name": PERMANENT, "term": "permanent", "unit_id": cls.unit.id,
                "user_id": cls.handler.id,
            }),
        ])
        cls.documents = cls.env["vanthu.document"].union(*(
            cls._create_done(subject, content) for subject, content in SCANS.items()
        ))
        cls.permanent = cls._create_closed_permanent()

    @classmethod
    def _create_done(cls, subject, content):
        """A document of the register with a scan, whose work the handler has done."""
        document = cls._create_incoming(
            subject=subject, code_number=str(len(subject)), issued_date=date(2010, 3, 1)
        )
        cls.env["ir.attachment"].with_user(cls.clerk).create({
            "name": f"{subject}.txt", "raw": content, "res_model": document._name,
            "res_id": document.id,
        })
        document.action_register()
        document.with_user(cls.leader).action_direct("Giải quyết", [
            {"role": "lead", "user_id": cls.handler.id},
        ])
        document.sudo().assignment_ids.with_user(cls.handler).action_done("Xong")
        return document

    @classmethod
    def _create_closed_permanent(cls):
        """A permanent file of the same unit and year with an upload, closed by its keeper."""
        file = cls.env["vanthu.file"].with_user(cls.handler).create({
            "plan_line_id": cls.old_plan.line_ids[2].id, "company_id": cls.organisation.id,
            "start_date": date(2010, 1, 4), "end_date": date(2010, 12, 20), "sheet_count": 60,
        })
        item = cls._add_item(file, issued_date=date(2010, 5, 4))
        item.attachment_ids = cls.env["ir.attachment"].with_user(cls.handler).create({
            "name": "Quyết định.txt", "raw": b"quyet dinh thanh lap",
        })
        file.action_close()
        return file.with_env(cls.env)
