"""What a person with a login and a script may try: forged values, borrowed ids."""

from contextlib import suppress

from odoo import Command, fields
from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .common import VanthuCommon
from .files import make_pdf

SECRET_WORD = "kyluatnoibo"


@tagged("post_install", "-at_install")
class TestForgedSteps(VanthuCommon):
    """Only steps change what steps stand for, whatever a clerk sends."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.registered = cls._create_incoming()
        cls.registered.action_register()
        cls.waiting = cls._create_incoming()
        cls.forged = {
            "state": "done",
            "arrival_number": 99,
            "register_id": cls.registered.register_id.id,
            "register_entry_id": cls.registered.register_entry_id.id,
            "registered_at": "2020-01-01 00:00:00",
            "registered_late": True,
            "leader_id": cls.leader.id,
            "submitted_at": "2020-01-01 00:00:00",
            "hand_over_user_id": cls.handler.id,
            "transfer_date": "2020-01-01",
            "receiver_name": "Nobody",
            "return_reason": "None",
            "proposal": "None",
            "access_change_note": "None",
            "stamp_attachment_id": 1,
            "stamp_source_id": 1,
        }

    def test_a_clerk_cannot_write_what_only_steps_change(self):
        for name, value in self.forged.items():
            with self.subTest(field=name):
                before = self.waiting[name]
                with self.assertRaises(UserError):
                    self.waiting.write({name: value})
                self.assertEqual(self.waiting[name], before)

    def test_a_clerk_cannot_create_with_what_only_steps_give(self):
        for name, value in self.forged.items():
            with self.subTest(field=name), self.assertRaises(UserError):
                self._create_incoming(**{name: value})

    def test_defaults_in_the_context_or_of_the_user_give_no_state_and_no_number(self):
        self.env["ir.default"].with_user(self.clerk).set(
            "vanthu.document", "receiver_name", "Nobody", user_id=True
        )
        forged = {f"default_{name}": value for name, value in self.forged.items()}
        document = self.waiting.with_context(**forged).create({"subject": "Về việc mới"})
        self.assertEqual(document.state, "arrived")
        self.assertFalse(document.arrival_number)
        self.assertFalse(document.register_entry_id)
        self.assertFalse(document.receiver_name)

    def test_a_marker_in_the_context_opens_nothing(self):
        for marker in (True, 1, "object", {}):
            forged = self.waiting.with_context(vanthu_step=marker)
            with self.assertRaises(UserError):
                forged.write({"state": "registered"})

    def test_an_import_cannot_give_a_number(self):
        result = self.waiting.load(
            ["subject", "organ_name", "arrival_number", "state"],
            [["Về việc mới", "Bộ", "77", "registered"]],
        )
        self.assertFalse(result["ids"])
        self.assertFalse(self.env["vanthu.document"].search([("arrival_number", "=", 77)]))

    def test_a_number_keeps_its_day_and_its_organisation(self):
        yesterday = fields.Date.subtract(self.registered.arrival_date, days=1)
        for vals in (
            {"arrival_date": yesterday}, {"direction": "outgoing"},
            {"company_id": self.other_organisation.id},
        ):
            with self.subTest(vals=vals), self.assertRaises(UserError):
                self.registered.sudo().with_user(self.clerk).write(vals)

    def test_commands_make_no_directive_work_file_or_number(self):
        commands = {
            "directive_ids": {"content": "x", "leader_id": self.leader.id},
            "assignment_ids": {"user_id": self.handler.id, "role": "lead"},
            "file_ids": {"name": "x"},
            "proposal_ids": {"role": "lead", "unit_id": self.unit.id},
        }
        for name, vals in commands.items():
            with self.subTest(field=name), self.assertRaises(UserError):
                self.registered.write({name: [Command.create(vals)]})

    def test_a_hand_over_is_confirmed_by_its_step_only(self):
        HandOver = self.env["vanthu.hand.over"].with_user(self.clerk)
        hand_over = HandOver.create({"company_id": self.organisation.id})
        with self.assertRaises(UserError):
            hand_over.write({"state": "done"})
        self.assertEqual(
            HandOver.with_context(default_state="done").create({}).state, "draft"
        )


@tagged("post_install", "-at_install")
class TestBorrowedIds(VanthuCommon):
    """An id of somebody else's record opens nothing."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.foreign = cls._create_incoming(
            subject=f"Về việc {SECRET_WORD}", sender_email=f"{SECRET_WORD}@example.com"
        )
        cls.foreign.action_register()
        cls.attachment = cls.env["ir.attachment"].create({
            "name": f"{SECRET_WORD}.pdf", "raw": make_pdf("x"),
            "mimetype": "application/pdf",
            "res_model": "vanthu.document", "res_id": cls.foreign.id,
        })

    def test_a_dialog_tells_nothing_of_a_document_that_the_person_may_not_read(self):
        dialogs = {
            "vanthu.return.wizard": {"reason": "x"},
            "vanthu.hand.over.wizard": {"user_id": self.other_clerk.id},
            "vanthu.access.explanation": {},
            "vanthu.register.number": {},
        }
        for model, vals in dialogs.items():
            Model = self.env[model].with_user(self.other_clerk)
            spec = {"document_id": {"fields": {"display_name": {}}}}
            if model == "vanthu.return.wizard":
                spec["sender_email"] = {}
            with self.subTest(model=model):
                told = ""
                with suppress(AccessError):
                    made = Model.create({"document_id": self.foreign.id, **vals})
                    told = str(made.web_read(spec)) + str(made.read())
                self.assertNotIn(SECRET_WORD, told)
            with self.subTest(model=model, door="onchange"):
                told = ""
                with suppress(AccessError):
                    told = str(Model.onchange(
                        {"document_id": self.foreign.id}, ["document_id"], spec
                    ))
                self.assertNotIn(SECRET_WORD, told)

    def test_a_line_of_a_hand_over_tells_nothing_while_it_is_typed(self):
        spec = {
            "document_id": {"fields": {"display_name": {}}}, "subject": {}, "reference": {},
            "hand_over_id": {},
        }
        told = ""
        with suppress(AccessError):
            told = str(self.env["vanthu.hand.over.line"].with_user(self.other_clerk).onchange(
                {"document_id": self.foreign.id}, ["document_id"], spec
            ))
        with suppress(AccessError):
            told += str(self.env["vanthu.hand.over"].with_user(self.other_clerk).onchange(
                {"line_ids": [[0, 0, {"document_id": self.foreign.id}]]}, ["line_ids"],
                {"line_ids": {"fields": spec}},
            ))
        self.assertNotIn(SECRET_WORD, told)

    def test_a_stamp_is_drawn_on_files_of_the_document_only(self):
        own = self._create_incoming(self.other_clerk)
        own.action_register()
        with suppress(AccessError, UserError):
            own.message_main_attachment_id = self.attachment.id
            own.flush_recordset()
        with self.assertRaises(UserError):
            own.action_stamp(20, 20)
        self.assertFalse(own.sudo().stamp_attachment_id)

    def test_the_name_of_a_foreign_file_is_no_hint(self):
        own = self._create_incoming(self.other_clerk, subject=False)
        with suppress(AccessError, UserError):
            own.message_main_attachment_id = self.attachment.id
            own.flush_recordset()
        own.invalidate_recordset()
        self.assertNotIn(SECRET_WORD, own.intake_hint or "")

    def test_a_dialog_belongs_to_the_person_who_opened_it(self):
        dialogs = {
            "vanthu.return.wizard": (self.clerk, {"document_id": self.foreign.id, "reason": "x"}),
            "vanthu.access.explanation": (self.clerk, {"document_id": self.foreign.id}),
            "vanthu.assignment.wizard": (self.clerk, {"text": "x"}),
            "vanthu.routing.wizard": (self.clerk, {"content": "x"}),
            "vanthu.people.import": (self.manager, {"company_id": self.organisation.id}),
        }
        for model, (owner, vals) in dialogs.items():
            with self.subTest(model=model):
                dialog = self.env[model].with_user(owner).create(vals)
                other = self._create_person(
                    f"nosy_{model}", "group_clerk" if owner == self.clerk else "group_manager"
                )
                with self.assertRaises(AccessError):
                    dialog.with_user(other).read()
