"""What strangers may try with requests, pauses and opinions: nothing comes of it."""

from contextlib import suppress

from odoo.exceptions import AccessError
from odoo.tests import tagged

from .talk_common import TalkCommon

SECRET_WORD = "kyluatnoibo"


@tagged("post_install", "-at_install")
class TestTalkDoors(TalkCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.document = cls._create_registered(subject=f"Về việc {SECRET_WORD}")

    def setUp(self):
        super().setUp()
        self.work = self._work(self.document)
        self.rows = self._make_rows()
        self.env.flush_all()

    def _make_rows(self):
        """One row of each model, as its person would make it."""
        work = self.work.with_user(self.head)
        work.action_start()
        work.action_pause(f"Chờ {SECRET_WORD}", SECRET_WORD)
        consultation_id = work.action_ask_opinions(
            f"Về {SECRET_WORD}?", [{"user_id": self.clerk.id}], self.due.isoformat()
        )
        return {
            "vanthu.consultation": self.env["vanthu.consultation"].browse(consultation_id),
            "vanthu.pause": self.work.pause_ids,
            "vanthu.extension": self.env["vanthu.extension"].browse(
                self.work.with_user(self.head).action_ask_extension(
                    self.later.isoformat(), f"Chờ {SECRET_WORD}"
                )
            ),
        }

    def _forgeries(self):
        return {
            "vanthu.extension": {
                "assignment_id": self.work.id, "old_date": self.due, "asked_date": self.later,
                "reason": "x", "state": "granted", "requested_by_id": self.head.id,
            },
            "vanthu.consultation": {
                "question": "x", "due_date": self.due, "asked_by_id": self.head.id,
                "company_id": self.organisation.id, "document_id": self.document.id,
                "assignment_id": self.work.id,
            },
            "vanthu.pause": {
                "assignment_id": self.work.id, "reason": "x", "waiting_for": "x",
                "start": "2020-01-01 00:00:00", "started_by_id": self.head.id,
            },
        }

    def test_nobody_makes_changes_or_deletes_rows_by_hand(self):
        for model, vals in self._forgeries().items():
            for name, user in self.people.items():
                rows = self.rows[model].with_user(user)
                for act in (
                    lambda rows=rows, vals=vals: rows.create(vals),
                    lambda rows=rows: rows.write({"company_id": self.other_organisation.id}),
                    lambda rows=rows, vals=vals: rows.write(vals),
                    lambda rows=rows: rows.unlink(),
                ):
                    with self.subTest(model=model, user=name), self.assertRaises(AccessError):
                        act()

    def test_who_reads_the_work_reads_what_was_asked_about_it(self):
        for restricted in (False, True):
            self.document.write({"restricted": restricted})
            self.document.sudo().allowed_user_ids = self.head | self.clerk
            self.env.flush_all()
            for model, rows in self.rows.items():
                for name, user in self.people.items():
                    with self.subTest(model=model, user=name, restricted=restricted):
                        self.env.invalidate_all()
                        seen = self.work.with_user(user).has_access("read")
                        self.assertEqual(rows.with_user(user).has_access("read"), seen)
                        found = self.env[model].with_user(user).search([("id", "in", rows.ids)])
                        self.assertEqual(bool(found), seen)

    def test_the_restricted_closes_to_leaders_who_are_not_named(self):
        self.document.write({"restricted": True})
        self.document.sudo().allowed_user_ids = self.head | self.clerk
        for model, rows in self.rows.items():
            with self.subTest(model=model), self.assertRaises(AccessError):
                rows.with_user(self.leader).read()

    def _dialogs(self):
        """Model of a dialog → what a stranger might give it."""
        extension = self.rows["vanthu.extension"].id
        return [
            ("vanthu.extension.wizard", {"assignment_id": self.work.id}),
            ("vanthu.extension.wizard", {"extension_id": extension, "step": "grant"}),
            ("vanthu.consultation.wizard", {"assignment_id": self.work.id, "question": "x"}),
            ("vanthu.consultation.wizard", {"document_id": self.document.id, "question": "x"}),
            ("vanthu.answer.wizard", {"assignment_id": self.work.id, "stance": "agree"}),
            ("vanthu.pause.wizard", {
                "assignment_id": self.work.id, "reason": "x", "waiting_for": "x",
            }),
        ]

    def test_dialogs_tell_a_stranger_nothing(self):
        self.document.write({"restricted": True})
        self.document.sudo().allowed_user_ids = self.head | self.clerk
        for model, vals in self._dialogs():
            for user in (self.leader, self.outsider, self.other_clerk):
                Model = self.env[model].with_user(user)
                spec = {
                    name: {"fields": {"display_name": {}}} if field.relational else {}
                    for name, field in Model._fields.items() if name != "id"
                }
                context = {f"default_{name}": value for name, value in vals.items()}
                doors = (
                    lambda Model=Model, vals=vals, spec=spec: Model.create(vals).web_read(spec),
                    lambda Model=Model, vals=vals, spec=spec: Model.onchange(
                        vals, list(vals), spec
                    ),
                    lambda Model=Model, vals=vals, spec=spec: Model.onchange(
                        {name: {"id": value} for name, value in vals.items()}, list(vals), spec
                    ),
                    lambda Model=Model, context=context, spec=spec: Model.with_context(
                        **context
                    ).onchange({}, [], spec),
                    lambda Model=Model, context=context: Model.with_context(
                        **context
                    ).default_get(list(Model._fields)),
                )
                for index, door in enumerate(doors):
                    with self.subTest(model=model, user=user.login, door=index):
                        told = ""
                        with suppress(AccessError), self.env.cr.savepoint():
                            told = str(door())
                        self.assertNotIn(SECRET_WORD, told)
                        self.assertNotIn(self.head.name, told)

    def test_a_dialog_belongs_to_who_opened_it(self):
        for model, vals in self._dialogs():
            with self.subTest(model=model):
                dialog = self.env[model].with_user(self.head).create(vals)
                with self.assertRaises(AccessError):
                    dialog.with_user(self.handler).read()
