"""The whole life of a file in the browser, each person in the own session.

After each tour the database is what the person made it: state, history, sums, bytes.
"""

import hashlib
import os
from io import BytesIO
from unittest.mock import patch

from pypdf import PdfReader

from odoo.tests import tagged

from .life_common import PERMANENT, SCANS, TEMPORARY, LifeCommon

# What the history tells of the two files, views left out.
BEGUN = ["file_started", "file_item_added", "file_item_added", "file_item_added", "file_closed"]
KEPT = ["file_archived", "file_boxed"]
PAPERS = {
    "list": "DANH MỤC TÀI LIỆU HẾT THỜI HẠN LƯU TRỮ", "explanation": "BẢN THUYẾT MINH",
    "council": "BIÊN BẢN HỌP HỘI ĐỒNG XÉT HỦY TÀI LIỆU", "kept": "MỤC LỤC HỒ SƠ GIỮ LẠI",
    "decision": "QUYẾT ĐỊNH", "hand_over": "BIÊN BẢN BÀN GIAO",
    "destruction": "BIÊN BẢN HỦY TÀI LIỆU",
}


@tagged("post_install", "-at_install")
class TestTourLife(LifeCommon):
    def _tour(self, url, name, user):
        self.start_tour(f"/odoo/{url}", f"vanthu_life_{name}", login=user.login, timeout=120)
        self.env.invalidate_all()

    def _get_kinds(self, record):
        """What was logged of a record so far, in order; each step once."""
        self.env.flush_all()
        return self.env["vanthu.event"].sudo().search([
            ("res_model", "=", record._name), ("res_id", "=", record.id),
            ("kind", "not in", ("opened", "file_opened", "printed")),
        ], order="id").mapped("kind")

    def test_from_the_plan_to_the_stub_and_a_permanent_one_stays(self):
        file = self._make_up()
        sums = self._hand_over_to_archive(file)
        self._put_away(file)
        self._lend(file)
        disposal = self._dispose(file)
        self._check_gone(file, disposal, sums)
        self._check_permanent()

    # ---- THE UNIT ----

    def _make_up(self):
        self._tour("my-files", "handler_opens", self.handler)
        file = self.env["vanthu.file"].search([("name", "=", TEMPORARY)])
        self.assertRecordValues(file, [{
            "state": "open", "notation": "01.TCCB", "catalog": 2010, "term_years": 10,
            "unit_id": self.unit.id, "user_id": self.handler.id,
            "plan_line_id": self.old_plan.line_ids[1].id,
        }])
        self._tour("documents-in-no-file", "handler_files", self.handler)
        self.assertEqual(file.line_ids.document_id, self.documents.sudo(False))
        self.assertFalse(self.documents.filtered("in_no_file"))
        self._tour("my-files", "handler_closes", self.handler)
        self.assertRecordValues(file, [{
            "state": "closed", "closed_by_id": self.handler.id, "sheet_count": 40,
            "document_count": 3, "is_handover_due": True,
        }])
        self.assertEqual(str(file.expiry_date), "2020-12-31")
        self.assertEqual(
            file.line_ids.mapped("name"), [*self.documents.mapped("subject"), "Danh sách học viên"]
        )
        self.assertEqual(file.line_ids.mapped("ordinal"), [1, 2, 3])
        self.assertEqual(self._get_kinds(file), BEGUN)
        return file

    # ---- THE ARCHIVE ----

    def _hand_over_to_archive(self, file):
        self._tour("case-files", "handler_hands_over", self.handler)
        transfer = file.transfer_line_ids.transfer_id
        self.assertRecordValues(transfer, [{
            "state": "sent", "giver_id": self.handler.id, "taker_id": False, "file_count": 2,
        }])
        self.assertEqual(transfer.line_ids.file_id, file + self.permanent)
        self._tour("hand-overs", "archivist_takes_over", self.archivist)
        self.assertRecordValues(transfer, [{
            "state": "accepted", "giver_id": self.handler.id, "taker_id": self.archivist.id,
            "ok_count": 2,
        }])
        self.assertEqual(set((file + self.permanent).mapped("state")), {"archived"})
        contents = self._get_contents(file)
        self.assertEqual(len(contents), 2)
        contents._check_sums()
        self.assertEqual(set(contents.mapped("check_state")), {"whole"})
        sums = set(contents.mapped("sha256"))
        self.assertEqual(sums, {hashlib.sha256(raw).hexdigest() for raw in SCANS.values()})
        return sums

    def _get_contents(self, file):
        return self.env["vanthu.file.content"].sudo().search([("file_id", "=", file.id)])

    def _put_away(self, file):
        self._tour("case-files", "archivist_boxes", self.archivist)
        self._tour("case-files", "archivist_boxes_permanent", self.archivist)
        place = self._place("A-01-01")
        for one, number in ((file, 1), (self.permanent, 2)):
            self.assertEqual((one.box_id.number, one.box_id.location_id), (number, place))
            self.assertEqual(self._get_kinds(one)[-2:], KEPT)
            self.assertEqual(one.box_id.move_ids.user_id, self.archivist)

    def _lend(self, file):
        self._tour("archive-catalogue", "reader_asks", self.handler)
        loan = self.env["vanthu.loan"].search([("reader_id", "=", self.handler.id)])
        self.assertRecordValues(loan, [{"state": "asked", "is_conditional": True}])
        self._tour("archive-requests", "leader_approves", self.leader)
        self.assertEqual((loan.state, loan.decided_by_id), ("approved", self.leader))
        self._tour("archive-requests", "archivist_lends", self.archivist)
        self.assertEqual((loan.state, loan.line_ids.state), ("handed_out", "out"))
        self.assertTrue(file.is_lent)
        self._tour("lent-files", "archivist_takes_back", self.archivist)
        self.assertRecordValues(loan, [{"state": "returned", "returned_date": self.today}])
        self.assertEqual((loan.line_ids.sheets_out, loan.line_ids.sheets_back), (40, 40))
        self.assertFalse(file.is_lent)
        self.assertEqual(
            self._get_kinds(loan), ["loan_asked", "loan_approved", "loan_handed_out",
                                    "loan_returned"]
        )

    # ---- THE END ----

    def _dispose(self, file):
        self._tour("expired-files", "archivist_sees_expired", self.archivist)
        self._tour("disposals", "archivist_proposes", self.archivist)
        disposal = self.env["vanthu.disposal"].search([("name", "like", "Tour: ")])
        self.assertEqual((disposal.state, disposal.line_ids.file_id), ("listed", file))
        self._tour("disposals", "archivist_records_council", self.archivist)
        self.assertEqual(disposal.member_ids.mapped("role"), ["chair", "unit", "archive"])
        self.assertEqual((disposal.state, disposal.line_ids.verdict), ("reviewed", "destroy"))
        self._tour("disposals", "leader_decides", self.leader)
        self.assertRecordValues(disposal, [{
            "state": "decided", "decided_by_id": self.leader.id, "decision_date": self.today,
        }])
        self.assertTrue(all(
            content.attachment_id.raw for content in self._get_contents(file)
        ), "a decision destroys nothing yet")
        self.attachments = [
            (content.attachment_id.id, content.attachment_id._full_path(
                content.attachment_id.store_fname
            )) for content in self._get_contents(file)
        ]
        self._destroy_in_browser()
        self._tour("disposals", "leader_asks_for_proof", self.leader)
        return disposal

    def _destroy_in_browser(self):
        """Destroy; what the end of the request does to the store is done here.

        The cursors of tests run no hooks after a commit.
        """
        Attachment = self.env["ir.attachment"]
        names = []

        def remember(_attachments, store_fname):
            names.append(store_fname)

        with patch.object(type(Attachment), "_remove_stored_file_at_end", remember):
            self._tour("disposals", "archivist_destroys", self.archivist)
        self.assertGreaterEqual(len(names), len(SCANS))
        for name in names:
            Attachment._remove_stored_file_at_end(name)
        self.env.cr.postcommit.run()

    def _check_gone(self, file, disposal, sums):
        self.assertRecordValues(disposal, [{
            "state": "done", "destroyed_by_id": self.archivist.id, "destroyed_date": self.today,
        }])
        self.assertEqual(self._get_kinds(disposal), [
            "disposal_listed", "disposal_reviewed", "disposal_decided", "disposal_handed_over",
            "disposal_done", "disposal_proven",
        ])
        for ident, path in self.attachments:
            self.assertFalse(self.env["ir.attachment"].sudo().browse(ident).exists())
            self.assertFalse(os.path.exists(path), path)
        self.assertRecordValues(file, [{
            "state": "disposed", "disposal_id": disposal.id, "disposed_date": self.today,
            "box_id": False, "notation": "01.TCCB", "name": TEMPORARY, "document_count": 3,
        }])
        self.assertEqual(set(self._get_contents(file).mapped("sha256")), sums, "the evidence")
        self.assertEqual(self._get_kinds(file)[len(BEGUN):], [
            *KEPT, "file_lent", "file_back", "file_unboxed", "file_disposed",
        ])
        self._check_papers(disposal)
        self._tour("case-files", "leader_sees_stub", self.leader)
        self._tour("store-map", "archivist_searches_the_map", self.archivist)

    def _check_papers(self, disposal):
        self.authenticate(self.archivist.login, self.archivist.login)
        for paper, title in PAPERS.items():
            with self.subTest(paper):
                answer = self.url_open(
                    f"/report/pdf/vanthu_archive.disposal_{paper}/{disposal.id}"
                )
                self.assertEqual(answer.status_code, 200)
                pages = PdfReader(BytesIO(answer.content)).pages
                text = " ".join(" ".join(page.extract_text() for page in pages).split())
                self.assertIn(title, text)
                self.assertNotIn(PERMANENT, text)

    def _check_permanent(self):
        self._tour("case-files", "archivist_keeps_permanent", self.archivist)
        contents = self._get_contents(self.permanent)
        contents._check_sums()
        self.assertEqual(contents.check_state, "whole")
        self.assertEqual(contents.attachment_id.raw, b"quyet dinh thanh lap")
        self.assertEqual(self._get_kinds(self.permanent)[-2:], KEPT)
