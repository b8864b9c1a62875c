"""Role × act: who issues, ends, decides, names, records; nobody else does, and nothing changes."""

from odoo import Command, fields
from odoo.exceptions import AccessError, UserError
from odoo.tests import new_test_user, tagged
from odoo.tools import SQL, mute_logger

from .certificate_common import CertificateCommon

_MANAGER = {"training_manager"}
_TRAINERS = {"trainer", "training_manager"}
# Who is invited names by its clerk, leaders and heads of units, and the host for everybody.
_NAMING = {"training_manager", "school_clerk", "school_leader", "school_head"}
# Act → roles that may; an act is a method _act_<name>(env) after _before_<name>().
ALLOWED = {
    "propose": _TRAINERS, "overrule": _TRAINERS, "decide": _MANAGER, "reopen": _MANAGER,
    "issue": _MANAGER, "replace": _MANAGER, "revoke": _MANAGER, "print": _MANAGER,
    "paper_score": _TRAINERS, "screen": _TRAINERS, "mark": _TRAINERS, "take_back": _TRAINERS,
    "open_place": _TRAINERS,
    "invite": _MANAGER, "name": _NAMING,
    "give_back": {*_NAMING, "trainee", "desk", "event_user"},
    "cancel": {"training_manager", "desk", "event_user"},
    # Nobody, whoever it is: a number and what was printed stay.
    "write_certificate": set(), "create_certificate": set(), "delete_certificate": set(),
    "copy_certificate": set(), "write_result": set(), "write_score": set(),
    "write_paper_score": set(), "write_rate": set(), "write_state_of_results": set(),
    "write_attendance": set(), "create_attendance": set(), "delete_attendance": set(),
    "link_certificate": set(), "write_waiting": set(),
}
_TABLES = {
    "event_registration": (
        "state", "is_waiting", "result", "result_proposed", "result_note", "grade",
        "score_after", "score_paper", "attendance_rate", "certificate_id", "trainee_id",
        "event_id",
    ),
    "vanthu_certificate": ("number", "state", "holder_name", "expires_on", "ended_reason"),
    "vanthu_attendance": ("session_id", "registration_id"),
    "vanthu_class_invitation": ("event_id", "partner_id", "quota"),
    "event_event": ("result_state", "host_id", "course_id"),
}


class _Undo(Exception):
    """Ends an act that went well, so that the next one finds what it found."""


@tagged("post_install", "-at_install")
class TestTrainingActs(CertificateCommon):

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        school = cls.other_organisation
        cls.school_head = cls._create_person("school_head", "group_user", school)
        cls.school_unit = cls.env["vanthu.unit"].create({
            "name": "Tổ Văn phòng", "code": "VP", "company_id": school.id,
            "head_id": cls.school_head.id, "member_ids": [Command.set(cls.trainee.ids)],
        })
        cls.registration.unit_id = cls.school_unit
        cls.guest = cls.env["event.registration"].create({
            "event_id": cls.training.id, "name": "Nguyễn Thị Lan", "state": "open",
            "invitation_id": cls.invitation.id, "attendance_rate": 100,
        })
        stranger = cls._create_person("stranger_trainer", "group_user", school)
        stranger.group_ids += cls.env.ref("vanthu_training.group_trainer")
        cls.roles = {
            "public": cls.env.ref("base.public_user"),
            "portal": new_test_user(cls.env, "vanthu_portal_person", groups="base.group_portal"),
            "employee": new_test_user(
                cls.env, "vanthu_employee", groups="base.group_user",
                company_id=cls.organisation.id, company_ids=[Command.set(cls.organisation.ids)],
            ),
            "trainee": cls.trainee, "other_trainee": cls.other_trainee, "handler": cls.handler,
            "head": cls.head, "clerk": cls.clerk, "leader": cls.leader, "manager": cls.manager,
            "desk": cls._give("desk", "event.group_event_registration_desk"),
            "event_user": cls._give("event_user", "event.group_event_user"),
            "survey_user": cls._give("survey_user", "survey.group_survey_user"),
            "school_clerk": cls.other_clerk, "school_head": cls.school_head,
            "school_leader": cls._create_person("school_leader", "group_leader", school),
            "school_manager": cls.other_manager, "stranger_trainer": stranger,
            "practice": cls.trainee._get_practice_user(),
            "trainer": cls.trainer, "training_manager": cls.training_manager,
        }
        cls.sitting = cls.training.session_ids[:1]
        cls.sitting.date_begin = fields.Datetime.now()

    @classmethod
    def _give(cls, name, group):
        user = cls._create_person(name, "group_user")
        user.group_ids += cls.env.ref(group)
        return user

    # ---- WHAT HAS HAPPENED BEFORE, AND THE ACTS ----

    def _at(self, state):
        training = self.training.with_user(self.training_manager)
        if state in ("proposed", "decided"):
            training.action_propose_results()
        if state == "decided":
            training.action_decide_results()
        if state == "issued":
            self._issue()

    _BEFORE = {
        "overrule": "proposed", "decide": "proposed", "reopen": "decided", "issue": "decided",
        **dict.fromkeys((
            "replace", "revoke", "print", "write_certificate", "create_certificate",
            "delete_certificate", "copy_certificate", "link_certificate",
        ), "issued"),
    }

    def _act_propose(self, env):
        self.training.with_env(env).action_propose_results()

    def _act_overrule(self, env):
        env["vanthu.result.overrule"].create({
            "registration_ids": [Command.set(self.registration.ids)], "verdict": "failed",
            "reason": "left early",
        }).action_apply()

    def _act_decide(self, env):
        self.training.with_env(env).action_decide_results()

    def _act_reopen(self, env):
        self.training.with_env(env).action_reopen_results()

    def _act_issue(self, env):
        env["vanthu.certificate.issue"].create({
            "event_id": self.training.id, "issued_date": self.today, "signer_name": "Hoa",
            "signer_position": "GIÁM ĐỐC",
        }).action_issue()

    def _get_certificate(self, env):
        return self.registration.certificate_id.with_env(env)

    def _act_replace(self, env):
        self._get_certificate(env).action_replace("lost", "Another Name")

    def _act_revoke(self, env):
        self._get_certificate(env).action_revoke("error")

    def _act_print(self, env):
        env["ir.actions.report"]._render_qweb_pdf(
            "vanthu_training.certificate", self._get_certificate(env).ids
        )

    def _act_paper_score(self, env):
        self.guest.with_env(env).action_set_paper_score(90)

    def _act_open_place(self, env):
        self.guest.with_env(env).action_open_place()

    def _act_screen(self, env):
        self.sitting.with_env(env).get_screen()

    def _act_mark(self, env):
        self.sitting.with_env(env).action_mark_present(self.guest.ids)

    def _act_take_back(self, env):
        self.sitting.with_env(env).action_take_back(self.guest.ids, "error")

    def _act_invite(self, env):
        env["vanthu.class.invite"].create({
            "event_id": self.training.id, "quota": 1,
            "partner_ids": [Command.set(self.organisation.partner_id.ids)],
        }).action_invite()

    def _act_name(self, env):
        env["vanthu.class.naming"].create({
            "invitation_id": self.invitation.id, "line_ids": [Command.create({"name": "Hùng"})],
        }).action_name()

    def _act_give_back(self, env):
        self.registration.with_env(env).action_cannot_come()

    def _act_cancel(self, env):
        self.registration.with_env(env).action_cancel()

    def _act_write_certificate(self, env):
        self._get_certificate(env).write({"holder_name": "Forged"})

    def _act_create_certificate(self, env):
        env["vanthu.certificate"].create({
            "company_id": self.organisation.id, "year": 2026, "number": 999, "holder_name": "F",
            "course_name": "F", "issued_date": self.today, "code": "999",
        })

    def _act_delete_certificate(self, env):
        self._get_certificate(env).unlink()

    def _act_copy_certificate(self, env):
        self._get_certificate(env).copy({"number": 998})

    def _write(self, env, **values):
        self.registration.with_env(env).write(values)

    def _act_write_result(self, env):
        self._write(env, result="passed")

    def _act_write_score(self, env):
        self._write(env, score_after=100, is_quiz_passed=True)

    def _act_write_paper_score(self, env):
        self.guest.with_env(env).write({"score_paper": 100})

    def _act_write_rate(self, env):
        self._write(env, attendance_rate=50)

    def _act_write_waiting(self, env):
        self._write(env, is_waiting=True)

    def _act_link_certificate(self, env):
        self.guest.with_env(env).write({
            "certificate_id": self.registration.certificate_id.id,
        })

    def _act_write_state_of_results(self, env):
        self.training.with_env(env).write({"result_state": "decided"})

    def _get_presence(self, env):
        return self.sitting.sudo().attendance_ids[:1].with_env(env)

    def _act_write_attendance(self, env):
        self._get_presence(env).write({"registration_id": self.registration.id})

    def _act_create_attendance(self, env):
        env["vanthu.attendance"].create({
            "session_id": self.sitting.id, "registration_id": self.registration.id,
            "method": "hand",
        })

    def _act_delete_attendance(self, env):
        self._get_presence(env).unlink()

    # ---- THE TABLE ----

    def _snapshot(self):
        self.env.flush_all()
        found = {}
        for table, columns in _TABLES.items():
            names = SQL(", ").join(SQL.identifier(name) for name in ("id", *columns))
            found[table] = self.env.execute_query(
                SQL("SELECT %s FROM %s ORDER BY id", names, SQL.identifier(table))
            )
        return found

    def _try(self, act, role):
        """Whether a role gets through; what it did is undone."""
        env = self.env(user=self.roles[role].id, su=False)
        before = self._snapshot()
        try:
            with self.env.cr.savepoint():
                getattr(self, f"_act_{act}")(env)
                self.env.flush_all()
                raise _Undo
        except _Undo:
            return True
        except (AccessError, UserError):
            self.env.invalidate_all()
            self.assertEqual(self._snapshot(), before)
            return False
        finally:
            self.env.invalidate_all()

    def _prepare(self, act):
        self._at(self._BEFORE.get(act))
        if act not in ("give_back", "cancel", "name"):
            self.sitting.with_user(self.trainer).action_mark_present(self.guest.ids)
        if act == "mark":
            self.sitting.with_user(self.trainer).action_take_back(self.guest.ids, "again")
        else:
            self.registration.event_id.date_begin = fields.Datetime.add(
                fields.Datetime.now(), hours=-1 if act == "paper_score" else 1
            )
        self.env.flush_all()

    def test_each_act_is_for_some_and_nobody_else(self):
        with mute_logger("odoo.addons.base.models.ir_rule", "odoo.addons.base.models.ir_access",
                         "odoo.orm.models"):
            for act, allowed in ALLOWED.items():
                with self.env.cr.savepoint() as undo:
                    self._prepare(act)
                    for role in self.roles:
                        with self.subTest(act=act, role=role):
                            self.assertEqual(self._try(act, role), role in allowed)
                    undo.rollback()
                self.env.invalidate_all()

    def test_the_table_has_every_act(self):
        acts = {name[5:] for name in dir(self) if name.startswith("_act_")}
        self.assertEqual(acts, set(ALLOWED))
