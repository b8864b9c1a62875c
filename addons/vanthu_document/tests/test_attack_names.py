"""Names and words do not leak: through refusals, figures, dialogs, or public methods."""

from contextlib import suppress

from odoo import Command
from odoo.exceptions import AccessError, MissingError, UserError
from odoo.tests import tagged

from .delegation_common import DelegationCommon

WORD = "kyluatnoibo"
NAMES = {"fields": {"display_name": {}}}


@tagged("post_install", "-at_install")
class TestAttackNames(DelegationCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.strange_leader = cls._create_person(
            "strange_leader", "group_leader", cls.other_organisation
        )
        cls.portal = cls.env["res.users"].with_context(no_reset_password=True).create({
            "name": "Portal", "login": "vanthu_portal", "company_id": cls.organisation.id,
            "company_ids": [Command.set(cls.organisation.ids)],
            "group_ids": [Command.set(cls.env.ref("base.group_portal").ids)],
        })
        cls.second_clerk = cls._create_person("second_clerk", "group_clerk")
        cls.document = cls._create_registered(subject=f"Về việc {WORD}")
        cls.strangers = cls.outsider | cls.other_clerk | cls.strange_leader | cls.portal

    def setUp(self):
        super().setUp()
        self.work = self._direct(self.document, content=f"Làm {WORD}")
        word = self.env["vanthu.directive"].with_user(self.leader).action_give(
            "Báo cáo", [self._lead()], WORD
        )
        self.word = self.env["vanthu.directive"].browse(word)
        self.env.flush_all()

    def _told(self, attempt):
        """Everything that an attempt tells, its refusal included."""
        try:
            with self.env.cr.savepoint():
                return str(attempt())
        except (AccessError, UserError, MissingError, ValueError, TypeError) as error:
            return str(error)
        finally:
            self.env.invalidate_all()

    def test_a_refusal_does_not_name_what_it_refuses(self):
        """In debug mode Odoo lists the refused records by their names."""
        records = (
            self.document, self.work, self.work.directive_id, self.word,
            self.word.assignment_ids,
        )
        for user in self.strangers:
            for record in records:
                mine = record.with_user(user)
                with self.subTest(user=user.login, model=record._name):
                    with self.assertRaises(AccessError) as refused:
                        mine.read(["display_name"])
                    self.assertNotIn(WORD, str(refused.exception))
                    self.assertNotIn(WORD, self._told(lambda mine=mine: mine.write({"x": 1})))
                    self.env.invalidate_all()

    def test_a_refusal_of_many_at_once_names_nothing(self):
        for user in self.strangers - self.portal:
            works = (self.work | self.word.assignment_ids).with_user(user)
            for act in ("accept", "done", "approve", "recall"):
                with self.subTest(user=user.login, act=act):
                    told = self._told(lambda works=works, act=act: works.action_for_each(act))
                    self.assertNotIn(WORD, told)
            told = self._told(lambda user=user: self.document.with_user(user).action_direct_each(
                "x", {"assignments": []}
            ))
            self.assertNotIn(WORD, told)
        self.assertEqual(self.work.state, "new")

    def test_public_methods_tell_strangers_nothing(self):
        calls = {
            "vanthu.desk": ("get_desk", "get_cards:direct", "get_cards:report"),
            "vanthu.home": ("get_home", "get_unit_load"),
            "vanthu.board": ("get_board", "print_board:week,2026-11-16", "set_weekly_mail:1"),
            "vanthu.assignment": ("get_work_counts",),
        }
        for user in self.strangers:
            for model, names in calls.items():
                for call in names:
                    name, _colon, given = call.partition(":")
                    args = given.split(",") if given else []
                    told = self._told(lambda user=user, model=model, name=name, args=args: getattr(
                        self.env[model].with_user(user), name
                    )(*args))
                    with self.subTest(user=user.login, call=f"{model}.{call}"):
                        self.assertNotIn(WORD, told)
        weekly = self.env["vanthu.board"]._get_weekly_digest()
        self.assertNotIn(self.outsider, weekly.user_ids)
        self.assertNotIn(self.portal, weekly.user_ids)

    def test_the_desk_decides_nothing_for_strangers(self):
        submitted = self._create_submitted(subject=WORD)
        report = self._direct(needs_approval=True)
        report.with_user(self.head).action_report("Xong")
        decisions = {
            ("direct", submitted.id): {"content": "x", "assignments": [self._lead()]},
            ("report", report.id): {"verdict": "approve"},
        }
        for user in self.strangers | self.head | self.handler | self.manager:
            for (pile, record_id), decision in decisions.items():
                with self.subTest(user=user.login, pile=pile), self.assertRaises(AccessError):
                    self.env["vanthu.desk"].with_user(user).decide(
                        pile, record_id, decision, f"{user.id}-{pile}"
                    )
        self.assertEqual(submitted.state, "submitted")
        self.assertEqual(report.state, "reported")

    def test_dialogs_take_no_foreign_work_or_document(self):
        dialogs = {
            "vanthu.assignment.wizard": ("assignment_ids", self.work, {}),
            "vanthu.routing.wizard": ("document_ids", self.document, {"content": "x"}),
        }
        for model, (name, record, values) in dialogs.items():
            for user in (self.outsider, self.strange_leader):
                Model, spec = self.env[model].with_user(user), {name: NAMES}
                link = [Command.link(record.id)]
                attempts = (
                    lambda Model=Model, name=name, link=link, spec=spec: Model.onchange(
                        {name: link}, [], spec
                    ),
                    lambda Model=Model, name=name, record=record, values=values, spec=spec:
                        Model.create({
                            name: [Command.set(record.ids)], **values
                        }).web_read(spec),
                )
                for number, attempt in enumerate(attempts):
                    with self.subTest(model=model, user=user.login, attempt=number):
                        self.assertNotIn(WORD, self._told(attempt))

    def test_figures_are_no_oracle_for_restricted_documents(self):
        self.document.sudo().write({
            "restricted": True, "allowed_user_ids": [Command.set((self.leader | self.head).ids)],
        })
        self.env.flush_all()
        reports = {
            "vanthu.assignment.report": (self.work.id, (
                "document_id.subject", "directive_id.content", "assignment_id.instruction",
                "assignment_id.document_subject", "directive_id.about", "document_id",
            )),
            "vanthu.document.report": (self.document.id, ("document_id.subject", "document_id")),
        }
        for model, (row_id, paths) in reports.items():
            Report = self.env[model].with_user(self.second_leader)
            own = [("id", "=", row_id)]
            self.assertEqual(Report.search_count(own), 1, "it is counted")
            for path in paths:
                with self.subTest(model=model, path=path):
                    self.assertFalse(Report.search_count([*own, (path, "ilike", WORD)]))
                    told = self._told(lambda Report=Report, own=own, path=path: (
                        Report.formatted_read_group(own, [path], ["__count"])
                    ))
                    self.assertNotIn(WORD, told)
            row = Report.browse(row_id)
            self.assertNotIn(WORD, self._told(lambda row=row: row.read()))
            self.assertNotIn(WORD, self._told(lambda row=row: row.web_read({
                name: {"fields": {"display_name": {}}}
                for name in ("document_id", "directive_id", "assignment_id") if name in row
            })))
            self.assertNotIn(WORD, self._told(lambda row=row: row.with_user(
                self.second_clerk
            ).export_data(["document_id", "document_id/subject", "display_name"])))

    def test_a_link_to_a_foreign_answer_is_refused_from_both_sides(self):
        theirs = self._create_incoming(self.other_clerk, company_id=self.other_organisation.id)
        closed = self._create_registered(restricted=True)
        closed.sudo().allowed_user_ids = self.leader
        for record in (theirs, closed):
            for name in ("answer_ids", "response_to_ids"):
                with (
                    self.subTest(field=name), self.assertRaises(UserError),
                    self.env.cr.savepoint(),
                ):
                    self.document.with_user(self.clerk).write({name: [Command.link(record.id)]})
                self.env.invalidate_all()
        with self.assertRaises(AccessError):
            self.work.with_user(self.head).action_report("x", answer_document_id=closed.id)

    def test_two_organisations_of_one_person_stay_apart(self):
        """A leader who belongs to two sees and directs only in the chosen one."""
        self.second_leader.sudo().write({
            "company_ids": [Command.link(self.other_organisation.id)],
        })
        elsewhere = self.work.with_user(self.second_leader).with_context(
            allowed_company_ids=self.other_organisation.ids
        )
        with self.assertRaises(AccessError):
            elsewhere.action_recall("x")
        with suppress(UserError):
            self.env["vanthu.directive"].with_user(self.second_leader).with_context(
                allowed_company_ids=self.other_organisation.ids
            ).action_give("x", [self._lead()], "x")
            self.fail("a unit of another organisation got work")
        strange = self.work.with_user(self.strange_leader).with_context(
            allowed_company_ids=self.organisation.ids
        )
        with self.assertRaises(AccessError):
            strange.read(["state"])
