from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from odoo.addons.vanthu_document.tests.outgoing_common import OutgoingCommon

from .archive_common import ArchiveCommon


@tagged("post_install", "-at_install")
class TestFiling(ArchiveCommon, OutgoingCommon):
    """Documents find their way into case files."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.file = cls._create_file(name="Hồ sơ tổng kết", unit_id=cls.unit.id)
        cls.document = cls._create_registered()
        cls.archivist.group_ids += cls.env.ref("vanthu_document.group_clerk")

    @classmethod
    def _create_registered(cls, **values):
        """A registered document that the handler may read."""
        document = cls._create_incoming(**values)
        document.action_register()
        cls._open_to(document, cls.handler)
        return document

    @classmethod
    def _open_to(cls, document, user):
        """Give the person a part in the document, which lets him read it."""
        cls.env["vanthu.assignment"].sudo().create({
            "document_id": document.id, "unit_id": cls.unit.id, "role": "cooperate",
            "user_id": user.id, "company_id": document.company_id.id,
        })

    def _start(self, documents, user=None):
        """The dialog as the list or the form opens it."""
        action = documents.with_user(user or self.handler).action_put_into_file()
        return self.env[action["res_model"]].with_user(user or self.handler).browse(
            action["res_id"]
        )

    def _get_proposed(self, wizard):
        return [(row.file_id.id, row.reason) for row in wizard.proposal_ids]

    def test_several_documents_go_into_one_file_and_none_twice(self):
        second = self._create_registered(code_number="12")
        wizard = self._start(self.document + second)
        wizard.file_id = self.file
        wizard.action_put()
        self.assertEqual(self.file.line_ids.document_id, (self.document + second).sudo(False))
        self.assertEqual(self.file.line_ids.mapped("ordinal"), [1, 2])
        self.assertEqual(self.file.line_ids[0].name, self.document.subject)

        third = self._create_registered(code_number="13")
        self.file._add_documents((second + third).with_user(self.handler))
        self.assertEqual(len(self.file.line_ids), 3)
        self.assertEqual(
            self.file._add_documents(second.with_user(self.handler)), 0, "it is there already"
        )

    def test_file_and_document_both_tell_it(self):
        self.file._add_documents(self.document.with_user(self.handler))
        self.assertEqual(len(self._get_events(self.file, "file_item_added")), 1)
        event = self._get_events(self.document, "document_filed")
        self.assertEqual(event.user_id, self.handler)
        self.assertNotIn(self.file.name, str(event.detail), "not all may see the file's title")

    def test_a_document_in_two_files_is_counted_for_who_reads_them(self):
        other = self._create_file(name="Hồ sơ khác", user_id=self.handler.id)
        for file in self.file + other:
            file._add_documents(self.document.with_user(self.handler))
        other.with_user(self.archivist).write({
            "restricted": True, "allowed_user_ids": [(4, self.archivist.id)],
        })
        for user, files in (
            (self.handler, self.file), (self.archivist, self.file + other),
        ):
            with self.subTest(user=user.login):
                document = self.document.with_user(user)
                document.invalidate_recordset(["file_count"])
                self.assertEqual(document.file_count, len(files))
                action = document.action_open_files()
                found = self.env["vanthu.file"].with_user(user).search(action["domain"])
                self.assertEqual(found.ids, files.sorted().ids)

    def test_new_file_of_the_plan_is_opened_by_the_dialog(self):
        wizard = self._start(self.document)
        wizard.plan_line_id = self.entry
        wizard.action_put()
        file = self.entry.file_ids.with_user(self.handler)
        self.assertEqual(file.notation, self.entry.notation)
        self.assertEqual(file.line_ids.document_id.id, self.document.id)

    def test_exactly_one_target_is_chosen(self):
        wizard = self._start(self.document)
        with self.assertRaises(UserError):
            wizard.action_put()
        wizard.write({"file_id": self.file.id, "plan_line_id": self.entry.id})
        with self.assertRaises(UserError):
            wizard.action_put()
        self.assertFalse(self.file.line_ids)

    # ---- PROPOSALS ----

    def test_same_sender_before_own_files(self):
        mine = self._create_file(name="Hồ sơ của tôi", unit_id=False)
        earlier = self._create_registered(code_number="7")
        self.file._add_documents(earlier.with_user(self.handler))
        self.assertEqual(self._get_proposed(self._start(self.document)), [
            (self.file.id, "earlier"), (mine.id, "mine"),
        ])
        stranger = self._create_registered(organ_name="UBND xã Ea Kao", code_number="8")
        self.assertCountEqual(self._get_proposed(self._start(stranger)), [
            (self.file.id, "mine"), (mine.id, "mine"),
        ])

    def test_answered_document_comes_first(self):
        often = self._create_file(name="Hồ sơ hay dùng", unit_id=False)
        asking = self._create_registered(organ_name="UBND xã Ea Kao", code_number="9")
        self.file._add_documents(asking.with_user(self.handler))
        for number in ("21", "22"):
            often._add_documents(
                self._create_registered(code_number=number).with_user(self.handler)
            )
        self.document.sudo().response_to_ids = asking
        self.assertEqual(self._get_proposed(self._start(self.document)), [
            (self.file.id, "thread"), (often.id, "earlier"),
        ])

    def test_outgoing_documents_follow_their_unit(self):
        issued = [self._bring_to("issued") for _number in range(2)]
        self.assertEqual(issued[0].drafting_unit_id, issued[1].drafting_unit_id)
        self.file._add_documents(issued[0].with_user(self.handler))
        proposed = self._get_proposed(self._start(issued[1]))
        self.assertIn((self.file.id, "earlier"), proposed)

    def test_nothing_is_proposed_that_cannot_take_it(self):
        earlier = self._create_registered(code_number="7")
        self.file._add_documents((earlier + self.document).with_user(self.handler))
        self.assertFalse(self._start(self.document).proposal_ids, "it holds the document")
        self.file.write({"term": "permanent", "medium": "electronic", "notation": "77.VP"})
        third = self._create_registered(code_number="8")
        self.assertTrue(self._start(third).proposal_ids)
        self.file.action_close()
        self.assertFalse(self._start(third).proposal_ids, "it is closed")

    def test_files_of_others_are_not_proposed(self):
        self.file._add_documents(self.document.with_user(self.handler))
        second = self._create_registered(code_number="7")
        self._open_to(second, self.outsider)
        self.assertFalse(self._start(second, self.outsider).proposal_ids)

    def test_files_that_may_only_be_read_are_not_proposed(self):
        self.file._add_documents(self.document.with_user(self.handler))
        second = self._create_registered(code_number="7").with_user(self.clerk)
        self.assertTrue(self.file.with_user(self.clerk).has_access("read"))
        self.assertFalse(self._start(second, self.clerk).proposal_ids, "a clerk writes his own")
        own = self._create_file(self.clerk, name="Hồ sơ của văn thư", user_id=self.clerk.id)
        own._add_documents(self.document.with_user(self.clerk))
        self.assertEqual(
            self._get_proposed(self._start(second, self.clerk)), [(own.id, "earlier")]
        )

    # ---- WHO MAY ----

    def test_only_whoever_reads_the_document_and_writes_the_file(self):
        with self.assertRaises(AccessError):
            self._start(self.document, self.outsider)
        with self.assertRaises(AccessError):
            self.file.with_user(self.outsider)._add_documents(
                self.document.with_user(self.outsider)
            )
        self._open_to(self.document, self.outsider)
        wizard = self._start(self.document, self.outsider)
        with self.assertRaises(AccessError):
            wizard.file_id = self.file
        with self.assertRaises(AccessError):
            self.env["vanthu.file.put.proposal"].with_user(self.outsider).create({
                "put_id": wizard.id, "file_id": self.file.id, "reason": "mine",
            })
        with self.assertRaises(AccessError), self.cr.savepoint():
            self.file.with_user(self.clerk)._add_documents(self.document)
        self.assertFalse(self.file.line_ids)

    def test_dialog_tells_no_name_of_a_hidden_file(self):
        wizard = self.env["vanthu.file.put"].with_user(self.outsider)
        for value in (self.file.id, {"id": self.file.id}):
            with self.subTest(value=value), self.assertRaises(AccessError):
                wizard.onchange(
                    {"file_id": value}, ["file_id"], {"file_id": {"fields": {"display_name": {}}}}
                )

    def test_dialog_of_another_person_is_closed(self):
        wizard = self._start(self.document)
        self.assertFalse(wizard.with_user(self.archivist).has_access("read"))

    def test_what_has_no_number_or_another_organisation_is_refused(self):
        with self.assertRaisesRegex(UserError, "no number"):
            self._start(self._create_incoming(code_number="5"), self.clerk)
        with self.assertRaisesRegex(UserError, "no number"):
            self._start(self._create_draft())
        foreign = self._create_incoming(self.other_clerk)
        foreign.action_register()
        both = (self.document + foreign).sudo()
        with self.assertRaisesRegex(UserError, "one organisation"):
            both.action_put_into_file()

    # ---- DOCUMENTS IN NO FILE ----

    def _get_unfiled(self, user):
        return self.env["vanthu.document"].with_user(user).search([("in_no_file", "=", True)])

    def test_finished_documents_without_file_are_listed(self):
        issued = self._bring_to("issued").with_user(self.clerk)
        self.assertIn(issued, self._get_unfiled(self.clerk))
        self.assertNotIn(self.document, self._get_unfiled(self.clerk), "not done yet")
        self.document.sudo()._write_step({"state": "done"})
        self.assertIn(self.document, self._get_unfiled(self.clerk))
        self.assertTrue(self.document.in_no_file)

        hidden = self._create_file(self.archivist, name="Kín", restricted=True,
                                   allowed_user_ids=[(4, self.archivist.id)])
        hidden._add_documents(self.document.with_user(self.archivist))
        self.document.invalidate_recordset(["in_no_file"])
        self.assertNotIn(
            self.document, self._get_unfiled(self.clerk), "a file that the clerk cannot see"
        )
        self.assertFalse(self.document.in_no_file)
        self.assertIn(self.document, self.env["vanthu.document"].with_user(self.clerk).search(
            [("in_no_file", "=", False), ("id", "in", (self.document + issued).ids)]
        ))

    def test_handlers_see_only_their_own_in_the_list(self):
        self.document.sudo()._write_step({"state": "done"})
        self.env.flush_all()
        self.assertIn(self.document.with_user(self.handler), self._get_unfiled(self.handler))
        self.assertNotIn(self.document.with_user(self.outsider), self._get_unfiled(self.outsider))
