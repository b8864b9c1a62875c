"""What each role must not be able to do with drafts and issued documents, by each door."""

from odoo import Command
from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .outgoing_common import OutgoingCommon


@tagged("post_install", "-at_install")
class TestOutgoingRights(OutgoingCommon):
    def _readers(self, document):
        people = (
            self.handler | self.head | self.clerk | self.leader | self.deputy | self.outsider
            | self.manager | self.other_clerk
        )
        return people.filtered(
            lambda user: document.with_user(user).with_context(
                allowed_company_ids=user.company_ids.ids
            ).has_access("read")
        )

    def test_a_draft_is_read_by_unit_signer_clerk_and_leaders_alone(self):
        draft = self._create_draft()
        expected = self.handler | self.head | self.clerk | self.leader | self.deputy
        self.assertEqual(self._readers(draft), expected)
        explained = self.env["res.users"].union(
            *(user for user, _reasons in draft.with_user(self.clerk)._explain_readers())
        )
        self.assertEqual(explained & (expected | self.outsider | self.manager), expected)

    def test_a_restricted_draft_is_read_by_the_named_alone(self):
        draft = self._create_draft(restricted=True)
        self.assertEqual(self._readers(draft), self.handler)
        draft.allowed_user_ids = [Command.link(self.leader.id)]
        self.assertEqual(self._readers(draft), self.handler | self.leader)
        self.assertFalse(draft.version_ids.with_user(self.head).has_access("read"))
        self.assertFalse(draft.recipient_ids.with_user(self.head).has_access("read"))

    def test_recipients_here_read_what_is_issued_and_no_draft(self):
        draft = self._create_draft(recipient_ids=[
            Command.create({"unit_id": self.second_unit.id, "kind": "cc"}),
        ])
        self._bring_to("signed", draft)
        self.assertNotIn(self.outsider, self._readers(draft))
        draft.with_user(self.clerk).action_issue()
        self.assertIn(self.outsider, self._readers(draft))
        self.assertIn(self.outsider, [user for user, _why in draft._explain_readers()])
        with self.assertRaises(AccessError):
            draft.version_ids.with_user(self.outsider).read(["name"])
        with self.assertRaises(UserError):
            draft.with_user(self.outsider).write({"subject": "Khác"})

    def test_handlers_make_drafts_and_nothing_else(self):
        Document = self.env["vanthu.document"]
        for user in (self.handler, self.leader, self.manager):
            with self.subTest(user=user.name), self.assertRaises(AccessError):
                Document.with_user(user).create({
                    "subject": "Văn bản đến giả", "organ_name": "Bộ", "direction": "incoming",
                })
        incoming = self._create_incoming()
        for user in (self.handler, self.leader, self.manager):
            for act in (
                lambda document: document.write({"subject": "Khác"}),
                lambda document: document.unlink(),
            ):
                with self.subTest(user=user.name), self.assertRaises(UserError):
                    act(incoming.with_user(user))
        with self.assertRaises(UserError):
            incoming.with_user(self.clerk).write({"direction": "outgoing"})

    def test_a_draft_of_another_unit_is_not_changed(self):
        draft = self._create_draft()
        for user in (self.outsider, self.manager, self.other_clerk, self.deputy):
            for act in (
                lambda document: document.write({"subject": "Khác"}),
                lambda document: document.unlink(),
                lambda document: document._add_version("a.txt", b"abc", "x"),
                lambda document: document.action_submit_draft(),
            ):
                with self.subTest(user=user.name), self.assertRaises(UserError):
                    act(draft.with_user(user))

    def test_nobody_drafts_for_another_organisation(self):
        with self.assertRaises(UserError):
            self._create_draft(with_file=False, company_id=self.other_organisation.id)

    def test_dialogs_do_not_open_what_the_person_may_not_read(self):
        draft = self._create_draft()
        for model, values in (
            ("vanthu.send.back.wizard", {"reason": "Sửa"}),
            ("vanthu.version.wizard", {"file": "YQ=="}),
            ("vanthu.recipient", {"name": "Người lạ"}),
        ):
            with self.subTest(model=model), self.assertRaises(UserError):
                self.env[model].with_user(self.outsider).create(
                    {"document_id": draft.id, **values}
                )

    def test_the_form_offers_recipients_to_those_whom_the_server_lets_change_them(self):
        draft = self._create_draft()
        expected = {
            "draft": self.handler | self.head | self.clerk,
            "content_check": self.head | self.clerk, "format_check": self.clerk,
            "to_sign": self.leader | self.clerk, "signed": self.clerk,
            "issued": self.env["res.users"],
        }
        people = self.handler | self.head | self.clerk | self.leader | self.deputy
        for state, users in expected.items():
            self._bring_to(state, draft)
            row = draft.recipient_ids
            for user in people:
                with self.subTest(state=state, user=user.name):
                    seen = draft.with_user(user).with_context(
                        allowed_company_ids=self.organisation.ids
                    )
                    self.assertEqual(seen.can_edit_recipients, user in users)
                    if user in users:
                        row.with_env(seen.env).copies += 1
                    else:
                        with self.assertRaises(UserError):
                            row.with_env(seen.env).copies += 1
                            row.flush_recordset()

    def test_files_of_drafts_are_closed_to_strangers(self):
        draft = self._create_draft()
        attachment = draft.current_version_id.sudo().attachment_id
        self.assertTrue(attachment.with_user(self.head).raw)
        for user in (self.outsider, self.manager, self.other_clerk):
            with self.subTest(user=user.name), self.assertRaises(AccessError):
                attachment.with_user(user).read(["raw"])
        with self.assertRaises(UserError):
            attachment.with_user(self.handler).write({"raw": b"khac"})

    def test_only_clerks_give_numbers(self):
        draft = self._bring_to("signed")
        for user in (self.handler, self.head, self.leader, self.manager):
            with self.subTest(user=user.name), self.assertRaises(UserError):
                draft.with_user(user).action_issue()
            with self.subTest(user=user.name, record=True), self.assertRaises(UserError):
                self._create_draft().with_user(user).action_record_signature()

    def test_lists_of_one_direction_offer_its_states_alone(self):
        Document = self.env["vanthu.document"].with_user(self.clerk)
        for direction, own, strange in (
            ("incoming", "arrived", "to_sign"), ("outgoing", "to_sign", "arrived"),
        ):
            found = Document.with_context(
                default_direction=direction
            ).search_panel_select_multi_range("state", expand=True)
            states = {value["id"] for value in found["values"]}
            self.assertIn(own, states)
            self.assertNotIn(strange, states)
