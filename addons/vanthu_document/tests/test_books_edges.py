"""Printed and exported books at their edges: groups, midnight, nothing at all, no right to them."""

import io
from datetime import date

from openpyxl import load_workbook

from odoo.exceptions import AccessError, UserError
from odoo.tests import Form, freeze_time, tagged

from odoo.addons.vanthu_document.controllers.register_export import write_workbook
from odoo.addons.vanthu_document.tools.printing.outgoing_report import BY_TYPE, DETAILS, FORMS
from odoo.addons.vanthu_document.tools.printing.spec import KEPT_COPY_BOOK, POST_BOOK

from .books_common import BooksCommon

SCHOOLS = "Các trường trung học phổ thông trực thuộc"
BOOKS = ("outgoing_register", "post_book", "kept_copy_book")


def flat(text):
    return "".join(text.split())


class EdgesCommon(BooksCommon):
    def _wizard(self, user=None, **values):
        return self.env["vanthu.register.print"].with_user(user or self.clerk).with_context(
            vanthu_direction="outgoing"
        ).create(values)

    def _report(self, form=BY_TYPE, first=date(2026, 1, 1), last=date(2026, 12, 31)):
        rows = self.env["vanthu.document"].with_user(self.clerk)._get_outgoing_rows(
            form, self.organisation, first, last
        )
        return [dict(zip(form.keys, row, strict=True)) for row in rows]

    def _sheet(self, wizard):
        sheet = load_workbook(io.BytesIO(write_workbook(wizard)))["Sổ"]
        return [[cell.value for cell in row] for row in sheet.iter_rows()]

    def _lend(self, document, **values):
        return self.env["vanthu.kept.copy.use"].with_user(self.clerk).create({
            "document_id": document.id, "user_name": "Nguyễn Văn Bình", "file_number": "05.KHTC",
            "allowed_by_id": self.leader.id, **values,
        })


@tagged("post_install", "-at_install")
class TestGroupInBooks(EdgesCommon):
    def _issue_to_group(self):
        schools = self.env["res.partner"].create([{"name": f"Trường số {n}"} for n in range(38)])
        return self._issue_paper(recipient_ids=[
            (0, 0, {"name": "Sở Nội vụ", "channel": "post", "sequence": 1}),
            *((0, 0, {"partner_id": school.id, "group_name": SCHOOLS, "kind": "cc",
                      "sequence": 2}) for school in schools),
            (0, 0, {"name": "Sở Tài chính", "channel": "post", "sequence": 3, "kind": "cc"}),
            (0, 0, {"name": "VT", "kind": "keep", "copies": 2, "sequence": 4}),
        ])

    def test_the_register_names_the_group_once_and_counts_every_copy(self):
        document = self._issue_to_group()
        (row,) = self._rows()
        self.assertEqual(row["recipients"], f"Sở Nội vụ; {SCHOOLS}; Sở Tài chính")
        self.assertEqual((row["copies"], row["keeper"]), (42, "VT; Văn phòng"))
        self.assertEqual(row["recipients"], document.recipient_names)

    def test_each_of_the_group_gets_its_own_delivery_envelope_and_line_of_the_post_book(self):
        document = self._send_paper(self._issue_to_group())
        names = {f"Trường số {n}" for n in range(38)} | {"Sở Nội vụ", "Sở Tài chính"}
        self.assertEqual(set(document.delivery_ids.mapped("name")), names)
        self.assertEqual({row["recipients"] for row in self._rows(POST_BOOK)}, names)
        wizard = self.env["vanthu.envelope.print"].with_user(self.clerk).create({
            "document_ids": [(6, 0, document.ids)],
        })
        pages = self._print("envelope", wizard)
        self.assertEqual(len(pages), 40)
        self.assertFalse(any(SCHOOLS in " ".join(page.split()) for page in pages))

    def test_a_group_of_one_document_does_not_swallow_that_of_another(self):
        for _number in range(2):
            self._issue_paper(recipient_ids=[
                (0, 0, {"partner_id": self.post_office.id, "group_name": SCHOOLS}),
            ])
        self.assertEqual([row["recipients"] for row in self._rows()], [SCHOOLS] * 2)
        self.assertEqual([row["copies"] for row in self._rows()], [1, 1])

    def test_a_correction_is_addressed_to_the_same_group(self):
        document = self._issue_to_group()
        action = document.action_correct_document()
        draft = self.env["vanthu.document"].browse(action["res_id"])
        self.assertEqual(draft.recipient_names, document.recipient_names)
        self.assertEqual(len(draft.recipient_ids), 41)


@tagged("post_install", "-at_install")
class TestBooksAtTheEndOfTheYear(EdgesCommon):
    def _issue_in_the_night(self):
        """One document one minute before, one a minute after midnight in Viet Nam."""
        documents = []
        for moment in ("2026-12-31 16:59:00", "2026-12-31 17:01:00"):
            with freeze_time(moment):
                self.env["vanthu.register"].sudo()._prepare_year(self.organisation, 2027)
                documents.append(self._issue_paper())
        return documents

    def test_each_is_in_the_book_of_its_year_and_begins_its_numbers(self):
        before, after = self._issue_in_the_night()
        self.assertEqual(
            [(d.issued_date, d.register_id.year, d.issue_number) for d in (before, after)],
            [(date(2026, 12, 31), 2026, 1), (date(2027, 1, 1), 2027, 1)],
        )
        self.assertEqual([row["issued_date"] for row in self._rows()], ["31/12/2026"])
        cover = self._print("register_print", self._wizard(register_id=after.register_id.id))[0]
        self.assertIn("Năm: 2027", cover)
        self.assertIn("Từ ngày 01/01/2027", cover)

    def test_the_report_counts_each_in_its_year(self):
        self._issue_in_the_night()
        with freeze_time("2027-01-05 03:00:00"):
            for year in (2026, 2027):
                total = self._report(first=date(year, 1, 1), last=date(year, 12, 31))[-1]
                self.assertEqual((year, total["total"]), (year, 1))

    def test_a_time_zone_of_the_person_moves_nothing_into_another_year(self):
        self._issue_in_the_night()
        rows = self._rows()
        self.clerk.tz = "America/Los_Angeles"
        self.assertEqual(self._rows(), rows)

    def test_the_kept_copy_is_used_on_the_day_in_viet_nam(self):
        document = self._issue_paper()
        with freeze_time("2026-12-31 17:01:00"):
            use = self._lend(document)
        self.assertEqual(use.day, date(2027, 1, 1))
        self.assertFalse(self._rows(KEPT_COPY_BOOK))
        with freeze_time("2027-01-02 03:00:00"):
            use.action_return()
        self.assertEqual(use.returned_day, date(2027, 1, 2))
        with freeze_time("2027-01-03 03:00:00"), self.assertRaisesRegex(
            UserError, "stays as it was"
        ):
            use.action_return()


@tagged("post_install", "-at_install")
class TestBookFiles(EdgesCommon):
    def _fill_books(self):
        """Rows of every sort: issued, restricted, reserved, void, inserted, sent, lent."""
        first = self._send_paper(self._issue_paper())
        hidden = self._issue_paper(subject="Chuyện riêng của trường")
        self._send_paper(hidden)
        self._lend(first, note="Đối chiếu")
        self._lend(hidden, user_name="Người không nêu tên")
        self.register.action_reserve("Quyết định ký tuần sau")
        entry = self.register.action_reserve("Giấy mời họp")
        self.env["vanthu.register.entry"].with_user(self.clerk).browse(entry).action_void("Hoãn")
        inserted = self.register.action_insert(
            first.register_entry_id.id, "Sót khi cấp số", "2026-05-15"
        )
        self._bring_to("signed").with_user(self.clerk).action_issue_under(inserted)
        self._restrict(hidden)

    def test_workbook_and_print_say_the_same_cell_by_cell(self):
        self._fill_books()
        for name, count in zip(BOOKS, (5, 2, 2), strict=True):
            wizard = self._wizard(outgoing_form=name)
            register, form, *limits = wizard._get_selection()
            cells = list(register._get_cells(form, register._get_print_rows(form, *limits)))
            self.assertEqual(len(cells), count)
            printed = [flat(page) for page in self._print("register_print", wizard)]
            sheet = self._sheet(wizard)
            with self.subTest(name):
                self.assertEqual(sheet[0], list(form.labels))
                found = [[str(cell or "") for cell in row] for row in sheet[-count:]]
                self.assertEqual(found, [[str(cell or "") for cell in row] for row in cells])
            text = "".join(printed)
            for cell in {word for row in cells for word in row if word}:
                with self.subTest(name, cell=cell):
                    self.assertIn(flat(str(cell)), text)

    def test_what_is_restricted_is_in_no_file_of_who_may_not_read_it(self):
        self._fill_books()
        for name in BOOKS:
            for user, told in ((self.clerk, False), (self.leader, True)):
                wizard = self._wizard(user=user, outgoing_form=name)
                printed = flat("".join(self._print("register_print", wizard, user=user)))
                sheet = flat(str(self._sheet(wizard)))
                words = {
                    "outgoing_register": "Chuyện riêng của trường", "post_book": "02/SGDĐT-VP",
                    "kept_copy_book": "Người không nêu tên",
                }[name]
                with self.subTest(name, user=user.login):
                    for text in (printed, sheet):
                        self.assertEqual(flat(words) in text, told)
                        self.assertEqual("(Vănbảnhạnchế)" in text, not told)

    def test_books_without_a_row_have_their_head_and_no_invented_days(self):
        for name in BOOKS:
            wizard = self._wizard(outgoing_form=name)
            form = wizard._get_selection()[1]
            with self.subTest(name):
                pages = [flat(page) for page in self._print("register_print", wizard)]
                self.assertIn(flat(form.labels[0]), pages[-1])
                self.assertNotIn("15/05/2026", pages[0])
                self.assertEqual(self._sheet(wizard)[0], list(form.labels))
        for code, form in FORMS.items():
            rows = self._report(form)
            with self.subTest(code):
                self.assertEqual([row for row in rows if row.get("total")], [])
                self.assertEqual(len(rows), 0 if form == DETAILS else 1)
        self.assertEqual(self._report()[0]["rate"], "–")

    def test_an_empty_day_of_a_full_year_is_empty(self):
        self._fill_books()
        wizard = self._wizard(
            range_kind="dates", date_from="2026-05-16", date_to="2026-05-16", volume_id=False
        )
        register, form, *limits = wizard._get_selection()
        self.assertEqual(register._get_print_rows(form, *limits), [])
        self.assertEqual(self._report(first=date(2026, 5, 16), last=date(2026, 5, 16))[-1]["total"],
                         0)

    def test_who_may_print_and_export(self):
        self._fill_books()
        wizards = {
            self.clerk: self._wizard(), self.leader: self._wizard(user=self.leader),
        }
        for user, wizard in wizards.items():
            with self.subTest(user.login):
                self.assertGreater(len(self._print("register_print", wizard, user=user)), 2)
                self.assertGreater(len(self._sheet(wizard)), 5)
        for user in (self.handler, self.head, self.manager):
            with self.subTest(user.login), self.assertRaises(AccessError):
                self._wizard(user=user)
        with self.subTest("other organisation"), self.assertRaises(AccessError):
            self._wizard(user=self.other_clerk, register_id=self.register.id).action_print()
        stolen = self._wizard().with_user(self.leader)
        for act in (stolen.action_print, lambda: write_workbook(stolen)):
            with self.assertRaises(AccessError):
                act()


@tagged("post_install", "-at_install")
class TestEnvelopeEdges(EdgesCommon):
    def _wizard(self, documents, user=None):
        return self.env["vanthu.envelope.print"].with_user(user or self.clerk).with_context(
            active_model="vanthu.document", active_ids=documents.ids
        ).create({})

    def test_what_became_restricted_or_recalled_meanwhile_is_not_printed(self):
        hidden, recalled = self._issue_paper(), self._issue_paper()
        first, second = self._wizard(hidden), self._wizard(recalled)
        self._restrict(hidden)
        # Rows that the person may not read any more are gone from the dialog.
        with self.assertRaisesRegex(UserError, "at least one recipient"):
            self._print("envelope", first)
        recalled.action_recall("Sai")
        with self.assertRaisesRegex(UserError, "was recalled"):
            self._print("envelope", second)

    def test_two_of_one_name_and_different_address_get_two_envelopes(self):
        twins = self.env["res.partner"].create([
            {"name": "Trường THPT Lê Lợi", "street": street} for street in ("Số 1", "Số 2")
        ])
        document = self._issue_paper(recipient_ids=[
            (0, 0, {"partner_id": twin.id}) for twin in twins
        ])
        pages = [flat(page) for page in self._print("envelope", self._wizard(document))]
        self.assertEqual(len(pages), 2)
        self.assertEqual([("Số1" in page, "Số2" in page) for page in pages],
                         [(True, False), (False, True)])

    def test_only_documents_of_ours_that_go_out_are_taken_from_the_list(self):
        document = self._issue_paper()
        incoming = self._create_incoming()
        self.assertEqual(self._wizard(document | incoming).document_ids, document)
        form = Form(self.env["vanthu.envelope.print"].with_user(self.clerk).with_context(
            active_model="res.partner", active_ids=document.ids
        ))
        self.assertFalse(form.document_ids)


@tagged("post_install", "-at_install")
class TestNeededStep(EdgesCommon):
    def test_the_file_is_asked_for_only_where_somebody_gets_a_file(self):
        paper = self._issue_paper()
        self.assertFalse(paper.needs_issued_file)
        by_file = self._bring_to("signed").with_user(self.clerk)
        self.assertFalse(by_file.needs_issued_file)
        by_file.action_issue()
        self.assertTrue(by_file.needs_issued_file)
        with self.assertRaisesRegex(UserError, "recipients get a file"):
            by_file.action_dispatch()
        by_file._freeze_file("01.pdf", b"%PDF-1.4 x")
        self.assertFalse(by_file.needs_issued_file)
        by_file.action_dispatch()
        self.assertEqual(by_file.state, "dispatched")
