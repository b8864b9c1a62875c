"""What a view hides, the server refuses: each button of signing, issued files and seals."""

from lxml import etree
from psycopg2.errors import CheckViolation

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged
from odoo.tools import mute_logger

from .test_office_signature import OfficeCommon
from .test_seal import MINUTES, SealCommon
from .test_trust_anchor import encode

VIEWS = (
    "vanthu_document_view_form_outgoing_signature", "vanthu_document_view_form_incoming_signature",
    "vanthu_document_view_form_outgoing_seal", "seal_view_form", "vanthu_sign_wizard_view_form",
    "vanthu_office_signature_wizard_view_form",
)
# Those that only open a dialog; what the dialog does is refused instead.
OPENERS = {"action_open_sign", "action_open_office_signature", "action_open_seal_use"}
# Those that show, make or use the file with number and date, for clerks alone.
FINAL = {"action_open_final_file", "action_download_final_file", "action_use_final_file"}
REST = {"action_make_final_file", "action_verify_signatures", "action_open_handover",
        "action_apply"}
BEFORE = ("draft", "content_check", "format_check", "to_sign", "signed")


@tagged("post_install", "-at_install")
class TestSigningButtons(SealCommon, OfficeCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.no_clerks = cls.handler | cls.head | cls.deputy | cls.manager | cls.outsider

    def _refuse(self, call, *args, error=UserError):
        with self.assertRaises(error), self.env.cr.savepoint():
            call(*args)

    def _wizard(self, model, user, document, **values):
        return self.env[model].with_user(user).create({"document_id": document.id, **values})

    def _apply(self, user, draft, method):
        self._wizard(
            "vanthu.sign.wizard", user, draft, method=method, file=encode(self.signed)
        ).action_apply()

    def test_every_button_of_the_views_is_looked_at_here(self):
        found = set()
        for name in VIEWS:
            arch = etree.fromstring(self.env.ref(f"vanthu_document.{name}").arch)
            found |= {
                node.get("name") for node in arch.iter("button", "attribute")
                if node.get("type") == "object"
            }
        # Named by an attribute that replaces the core's.
        self.assertEqual(found | {"action_open_sign"}, OPENERS | FINAL | REST)

    def test_final_file_is_for_clerks_after_the_number(self):
        for state in BEFORE:
            document = self._bring_to(state)
            for name in sorted(FINAL):
                with self.subTest(name=name, state=state):
                    self._refuse(getattr(document.with_user(self.clerk), name))
        document, _raw = self._issue_trial()
        for user in self.no_clerks | self.leader | self.other_clerk:
            for name in sorted(FINAL | {"action_make_final_file"}):
                with self.subTest(name=name, user=user.name):
                    self._refuse(getattr(document.with_user(user), name), error=AccessError)
        self.assertFalse(document.sudo().issued_attachment_id)

    def test_file_that_was_made_is_not_made_again(self):
        document, raw = self._issue_trial()
        document.action_make_final_file()
        self.assertEqual(self._row(document).state, "done")
        self.assertEqual(self._row(document).attachment_id.raw, raw)

    def test_final_file_is_proposed_no_more_once_a_file_is_frozen(self):
        document, _raw = self._issue_trial()
        document.action_use_final_file()
        frozen = document.sudo().issued_attachment_id
        self._refuse(document.action_use_final_file)
        self.assertEqual(document.sudo().issued_attachment_id, frozen)

    def test_dialog_of_the_signature_does_nothing_for_others(self):
        draft = self._bring_to("to_sign")
        for user in self.no_clerks:
            for method in ("paper", "upload", "picture"):
                with self.subTest(user=user.name, method=method):
                    self._refuse(self._apply, user, draft, method)
        self.assertEqual((draft.state, len(draft.version_ids)), ("to_sign", 1))

    def test_dialog_of_the_signature_does_nothing_in_other_states(self):
        for state in ("content_check", "format_check", "signed", "issued"):
            draft = self._bring_to(state)
            versions = len(draft.version_ids)
            for user in (self.leader, self.clerk):
                for method in ("paper", "upload", "picture"):
                    with self.subTest(user=user.name, method=method, state=state):
                        self._refuse(self._apply, user, draft, method)
            self.assertEqual((draft.state, len(draft.version_ids)), (state, versions))

    def test_dialog_of_the_organisation_does_nothing_in_other_states(self):
        sealed = self._seal(self.signed)
        for state in BEFORE:
            document = self._bring_to(state)
            wizard = self._wizard(
                "vanthu.office.signature.wizard", self.clerk, document, file=encode(sealed))
            with self.subTest(state=state):
                self._refuse(wizard.action_apply)
            self.assertFalse(document.sudo().issued_attachment_id)

    def test_dialogs_of_somebody_else_stay_closed(self):
        document = self._issue_signed()
        for model in ("vanthu.sign.wizard", "vanthu.office.signature.wizard"):
            wizard = self._wizard(model, self.clerk, document, file=encode(self.signed))
            for user in (self.second_clerk, self.leader):
                with self.subTest(model=model, user=user.name):
                    self._refuse(wizard.with_user(user).action_apply, error=AccessError)
                    self._refuse(wizard.with_user(user).read, ["file"], error=AccessError)

    def test_seal_is_not_used_by_others_nor_on_what_is_recalled(self):
        document = self._bring_to("issued")
        for user in self.no_clerks | self.leader | self.second_clerk | self.other_clerk:
            with self.subTest(user=user.name):
                self._refuse(self._use, document, user, error=AccessError)
        document.sudo()._write_step({"state": "recalled"})
        for on_copy in (False, True):
            with self.assertRaises(UserError), self.env.cr.savepoint():
                self._use(document, on_copy=on_copy)
        self.assertFalse(document.sudo().seal_use_ids)

    def test_handover_opens_for_the_keeper_and_the_administrator(self):
        for user in (self.clerk, self.manager):
            action = self.seal.with_user(user).action_open_handover()
            self.assertEqual(action["context"], {"default_seal_id": self.seal.id})
        for user in (self.second_clerk, self.leader, self.handler, self.other_clerk):
            with self.subTest(user=user.name):
                self._refuse(
                    self.seal.with_user(user).action_open_handover, error=AccessError)

    def test_verification_is_ordered_by_who_reads_the_document_alone(self):
        document = self._issue_signed()
        for user in (self.leader, self.handler, self.clerk):
            self.assertTrue(document.with_user(user).action_verify_signatures())
        for user in (self.outsider, self.other_clerk):
            self._refuse(
                document.with_user(user).action_verify_signatures, error=AccessError)
        self._refuse(self._bring_to("draft").with_user(self.clerk).action_verify_signatures)


@tagged("post_install", "-at_install")
class TestSealBooks(SealCommon):
    """Rights at the books of seals, row by row and role by role."""

    def test_roles_at_seals(self):
        Seal = self.env["vanthu.seal"]
        values = {"name": "Dấu chức danh", "kind": "small", "keeper_id": self.clerk.id,
                  "company_id": self.organisation.id}
        made = Seal.with_user(self.manager).create(values)
        for user in (self.clerk, self.leader):
            self.assertTrue(made.with_user(user).read(["name", "keeper_id"]))
            for call in (lambda s: s.create(values), lambda s: s.write({"note": "x"}),
                         lambda s: s.unlink()):
                with self.assertRaises(AccessError):
                    call(made.with_user(user))
        for user in (self.handler, self.other_clerk):
            with self.assertRaises(AccessError):
                made.with_user(user).read(["name"])
        with self.assertRaises(AccessError):
            Seal.with_user(self.manager).create(
                {**values, "company_id": self.other_organisation.id})
        made.with_user(self.manager).unlink()
        self.assertFalse(made.exists(), "one entered by mistake, before anything was written")

    def test_seal_cannot_end_before_it_begins(self):
        with mute_logger("odoo.sql_db"), self.assertRaises(CheckViolation):
            self.seal.write({"valid_from": "2026-05-01", "valid_to": "2026-04-30"})
            self.env.flush_all()

    def test_seal_passes_on_and_back_and_each_line_says_from_whom(self):
        self._hand_over()
        self._hand_over(self.second_clerk, to_id=self.clerk.id, reason="Trở lại làm việc")
        rows = self.seal.handover_ids.sorted("id")
        self.assertEqual(rows.mapped("from_id.name"), ["Clerk", "Second Clerk"])
        self.assertEqual(self.seal.keeper_id, self.clerk)
        with self.assertRaises(AccessError):
            self._hand_over(self.second_clerk, to_id=self.clerk.id)

    def test_minutes_are_read_by_who_reads_the_seal(self):
        row = self._hand_over()
        self.assertEqual(row.with_user(self.leader).minutes.decode(), MINUTES)
        for user in (self.handler, self.other_clerk):
            with self.assertRaises(AccessError):
                row.with_user(user).read(["minutes"])

    def test_numbers_of_impressions_have_bounds(self):
        document = self._bring_to("signed")
        for values in ({"count": 0}, {"count": -1}, {"count": 100001}, {"sheet_count": -5}):
            with mute_logger("odoo.sql_db"), self.assertRaises(CheckViolation), \
                    self.env.cr.savepoint():
                self._use(document, **values)

    def test_seal_of_another_organisation_is_not_used(self):
        other = self.env["vanthu.seal"].sudo().create({
            "name": "Dấu trường", "kind": "seal", "keeper_id": self.clerk.id,
            "company_id": self.other_organisation.id,
        })
        with self.assertRaises(UserError), self.env.cr.savepoint():
            self._use(self._bring_to("signed"), seal_id=other.id)

    def test_default_seal_is_the_only_one_that_the_person_keeps(self):
        Use = self.env["vanthu.seal.use"]
        self.assertFalse(Use.with_user(self.clerk)._get_default_seal(), "there are two")
        self.token.sudo().active = False
        self.assertEqual(Use.with_user(self.clerk)._get_default_seal(), self.seal)
        self.assertFalse(Use.with_user(self.second_clerk)._get_default_seal())
