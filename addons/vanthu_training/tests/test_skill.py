from unittest.mock import patch

from odoo import Command, fields
from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .certificate_common import CertificateCommon


@tagged("post_install", "-at_install")
class TestSkill(CertificateCommon):

    def _get_skills(self, user=None, as_user=None):
        skills = self.env["vanthu.skill"]
        if as_user:
            skills = skills.with_user(as_user)
        return skills.search([("user_id", "=", (user or self.trainee).id)])

    def test_a_certificate_brings_its_topics(self):
        one = self._issue()
        skills = self._get_skills()
        self.assertEqual(skills.topic_id, self.topics)
        self.assertEqual(skills.certificate_id, one)
        self.assertEqual(set(skills.mapped("state")), {"held"})
        self.assertEqual(self.trainee._get_held_topics(), {self.trainee: self.topics})

    def test_the_one_that_ends_last_counts(self):
        topic = self.topics[:1]
        self._hold(self.trainee, topic, self._days(10))
        long = self._hold(self.trainee, topic, self._days(400))
        self._hold(self.trainee, topic, self._days(20))
        skill = self._get_skills()
        self.assertEqual((skill.certificate_id, skill.valid_until), (long, self._days(400)))
        endless = self._hold(self.trainee, topic)
        self.env.invalidate_all()
        self.assertEqual(self._get_skills().certificate_id, endless)
        self.assertFalse(self._get_skills().valid_until)

    def test_it_ends_with_the_last_day(self):
        for days, state, held in ((61, "held", True), (60, "soon", True), (0, "soon", True),
                                  (-1, "expired", False)):
            user = self._create_person(f"ends_{days + 9}", "group_user")
            self._hold(user, self.topics[:1], self._days(days))
            skill = self._get_skills(user)
            with self.subTest(days=days):
                self.assertEqual((skill.state, skill.is_held), (state, held))
                self.assertEqual(bool(user._get_held_topics()), held)

    def test_revoked_and_replaced_ones_bring_nothing(self):
        one = self._issue()
        new = one.browse(one.action_replace("name"))
        self.assertEqual(self._get_skills().certificate_id, new)
        new.action_revoke("mistake")
        self.assertFalse(self._get_skills())

    def test_people_without_account_keep_the_paper_only(self):
        self._attend_many(1)
        before = self.env["vanthu.skill"].search_count([])
        self._issue()
        self.assertEqual(self.env["vanthu.skill"].search_count([]), before + 2)

    def test_who_sees_skills(self):
        head = self._create_person("head_maths", "group_user", self.other_organisation)
        self.env["vanthu.unit"].create({
            "name": "Tổ Toán", "company_id": self.other_organisation.id, "head_id": head.id,
            "member_ids": [Command.set(self.trainee.ids)],
        })
        self._issue()
        for user, sees in (
            (self.trainee, True), (head, True), (self.other_clerk, True),
            (self.other_manager, True), (self.training_manager, True),
            (self.other_trainee, False), (self.handler, False), (self.clerk, False),
        ):
            with self.subTest(user=user.name):
                self.assertEqual(bool(self._get_skills(as_user=user)), sees)


@tagged("post_install", "-at_install")
class TestSkillGate(CertificateCommon):

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.topic = cls.topics[:1]
        cls.role = cls.env.ref("vanthu_document.group_clerk")
        cls.gate = cls.env["vanthu.skill.gate"].with_user(cls.manager).create({
            "group_id": cls.role.id, "topic_ids": [Command.set(cls.topic.ids)],
            "company_id": cls.organisation.id,
        })

    def _give(self, user=None, role=None):
        (user or self.handler).group_ids += role or self.role

    def _refuses(self, sentence, function, *args):
        """The sentence, and nothing done, as after a request."""
        with self.assertRaisesRegex(UserError, sentence), self.env.cr.savepoint():
            function(*args)
        self.env.invalidate_all()
        self.env.registry.clear_cache("groups")

    def test_off_by_default_nothing_is_refused(self):
        self.assertEqual(self.gate.state, "off")
        self._give()
        self.assertTrue(self.handler.has_group("vanthu_document.group_clerk"))

    def test_the_list_stands_before_it_is_switched_on(self):
        self.assertEqual((self.gate.holder_count, self.gate.lacking_count), (1, 1))
        self.assertEqual(self.gate.lacking_text, "Clerk: Incoming")
        self._hold(self.clerk, self.topic)
        self.env.invalidate_all()
        self.assertEqual((self.gate.holder_count, self.gate.lacking_count), (1, 0))
        self.assertFalse(self.gate.lacking_text)

    def test_announced_it_only_lists(self):
        self.gate.date_from = self._days(30)
        self.gate.action_announce()
        self._give()
        self.assertEqual(self.gate.lacking_count, 2)

    def test_a_day_to_come_is_announced(self):
        for day in (False, self.today):
            self.gate.date_from = day
            with self.subTest(day=day), self.assertRaisesRegex(UserError, "day to come"):
                self.gate.action_announce()

    def test_on_it_names_the_topic_and_the_class(self):
        self.gate.action_switch_on()
        self._refuses("Handler.*Incoming.*Class 1", self._give)
        self.training.sudo().active = False
        self._refuses("No class is planned", self._give)

    def test_who_holds_the_topic_gets_the_role(self):
        self.gate.action_switch_on()
        self._hold(self.handler, self.topic, self._days(0))
        self._give()
        self.assertTrue(self.handler.has_group("vanthu_document.group_clerk"))

    def test_a_proof_that_ended_is_none(self):
        self.gate.action_switch_on()
        self._hold(self.handler, self.topic, self._days(-1))
        self._refuses("certificate in: Incoming", self._give)

    def test_every_door_is_shut(self):
        self.gate.action_switch_on()
        above = self.env["res.groups"].create({"name": "Above"})
        self._give(role=above)

        def implied():
            above.implied_ids += self.role

        def by_group():
            self.role.user_ids += self.handler

        def new_group():
            self.env["res.groups"].create({
                "name": "More", "implied_ids": [Command.link(self.role.id)],
                "user_ids": [Command.link(self.handler.id)],
            })

        def new_person():
            self._create_person("new_clerk", "group_clerk")

        def moved_here():
            self.other_clerk.company_ids += self.organisation

        def closed_account():
            self.outsider.active = False
            self._give(self.outsider)

        for door in (self._give, implied, by_group, new_group, new_person, moved_here,
                     closed_account):
            with self.subTest(door=door.__name__):
                self._refuses("certificate in: Incoming", door)

    def test_the_clerks_post_is_not_handed_to_who_lacks_a_topic(self):
        change = self.env["vanthu.post.change"].with_user(self.manager).create({
            "from_user_id": self.clerk.id, "to_user_id": self.handler.id,
            "company_id": self.organisation.id,
        })
        self.gate.action_switch_on()
        self._refuses("certificate in: Incoming", change.action_plan)
        self._hold(self.handler, self.topic)
        change.action_plan()
        self.assertEqual(change.state, "done")

    def test_people_of_a_table_are_asked_too(self):
        self.gate.action_switch_on()
        wizard = self.env["vanthu.people.import"].with_user(self.manager).new({
            "company_id": self.organisation.id,
        })
        person = {
            "exists": False, "name": "New", "login": "new.clerk", "email": False, "phone": False,
            "function": False, "role": "clerk",
        }
        self._refuses("New.*certificate in: Incoming", wizard._create_users, [person])
        wizard._create_users([{**person, "role": "handler"}])

    def test_other_organisations_and_roles_are_free(self):
        self.gate.action_switch_on()
        self._give(self.other_trainee)
        self._give(role=self.env.ref("vanthu_document.group_leader"))
        self.assertTrue(self.other_trainee.has_group("vanthu_document.group_clerk"))

    def test_who_has_the_role_keeps_it(self):
        self.gate.action_switch_on()
        self.clerk.group_ids += self.env.ref("vanthu_document.group_leader")
        self.clerk.name = "Renamed"
        self.assertTrue(self.clerk.has_group("vanthu_document.group_clerk"))
        self.assertEqual(self.gate.lacking_count, 1)

    def test_where_nobody_has_the_role_it_is_given_once(self):
        self.gate.action_switch_on()
        self.clerk.active = False
        self._give()
        self._refuses("certificate in: Incoming", self._give, self.outsider)

    def test_practice_accounts_are_free(self):
        gate = self.env["vanthu.skill.gate"].create({
            "group_id": self.role.id, "topic_ids": [Command.set(self.topic.ids)],
            "company_id": self.handler._get_practice_user().company_id.id, "state": "on",
        })
        self.assertFalse(gate._get_holders())
        self.gate.action_switch_on()
        self.assertTrue(self.outsider._get_practice_user().has_group(
            "vanthu_document.group_clerk"))

    def _run_cron(self):
        with patch.object(type(self.env["ir.cron"]), "_commit_progress", return_value=60.0):
            self.env["vanthu.skill.gate"]._cron_switch_on()

    def test_the_announced_day_comes(self):
        self.gate.date_from = self._days(1)
        self.gate.action_announce()
        self._run_cron()
        self.assertEqual(self.gate.state, "announced")
        self.env.cr.execute(
            "UPDATE vanthu_skill_gate SET date_from = %s WHERE id = %s",
            [self.today, self.gate.id],
        )
        self.env.invalidate_all()
        self._run_cron()
        self.assertEqual(self.gate.state, "on")

    def test_only_administrators_of_the_organisation_set_it(self):
        for user in (self.training_manager, self.clerk, self.leader, self.trainer):
            for name in ("action_switch_on", "action_announce", "action_switch_off"):
                with self.subTest(user=user.name, name=name), self.assertRaises(AccessError):
                    getattr(self.gate.with_user(user), name)()
        other = self._create_person("other_admin", "group_manager", self.other_organisation)
        with self.assertRaises(AccessError):
            self.gate.with_user(other).action_switch_on()

    def test_it_is_changed_and_deleted_only_while_off(self):
        with self.assertRaisesRegex(UserError, "by hand"):
            self.gate.state = "on"
        self.gate.action_switch_on()
        for vals in ({"topic_ids": [Command.clear()]}, {"group_id": 1}, {"date_from": False}):
            with self.subTest(vals=vals), self.assertRaisesRegex(UserError, "Switch"):
                self.gate.write(vals)
        with self.assertRaisesRegex(UserError, "Switch"):
            self.gate.unlink()
        self.gate.action_switch_off()
        self.gate.unlink()

    def test_switching_is_an_event(self):
        self.gate.action_switch_on()
        event = self.env["vanthu.event"].search([
            ("res_model", "=", self.gate._name), ("res_id", "=", self.gate.id),
        ])
        self.assertEqual((event.kind, event.detail["state"]), ("gate_changed", "on"))

    def test_the_administrator_reads_it_in_the_morning(self):
        digest = self.env["vanthu.morning.digest"]._for(self.manager)
        titles = [section["title"] for section in digest._get_activity_sections()]
        section = digest._get_activity_sections()[titles.index("Roles without proof")]
        self.assertFalse(section["lines"])
        self.gate.action_switch_on()
        section = digest._get_activity_sections()[titles.index("Roles without proof")]
        self.assertEqual(section["lines"][0]["parts"], [{"who": "Clerk", "due": False}])
        clerk = self.env["vanthu.morning.digest"]._for(self.clerk)
        self.assertNotIn("Roles without proof", [
            section["title"] for section in clerk._get_activity_sections()
        ])


@tagged("post_install", "-at_install")
class TestCertificateEnding(CertificateCommon):

    def _get_told(self, user):
        return self.env["mail.message"].search([
            ("partner_ids", "in", user.partner_id.ids),
            ("subject", "=", "Certificates that end soon"),
        ])

    def _tell(self):
        with patch.object(type(self.env["ir.cron"]), "_commit_progress", return_value=60.0):
            self.env["vanthu.certificate"]._cron_tell_ending()

    def test_person_and_manager_are_told_once(self):
        self._hold(self.trainee, self.topics, self._days(60))
        self._hold(self.other_trainee, self.topics, self._days(30))
        self._tell()
        self._tell()
        self.assertEqual(len(self._get_told(self.trainee)), 1)
        told = self._get_told(self.other_manager)
        self.assertEqual(len(told), 1)
        for name in ("Trainee", "Other Trainee"):
            self.assertIn(name, told.body)
        self.assertNotIn("Other Trainee", self._get_told(self.trainee).body)
        self.assertFalse(self._get_told(self.training_manager))

    def test_later_or_ended_ones_are_not_told(self):
        self._hold(self.trainee, self.topics, self._days(61))
        self._hold(self.trainee, self.topics[:1], self._days(-1))
        revoked = self._hold(self.other_trainee, self.topics, self._days(5))
        revoked.sudo().action_revoke("mistake")
        self._tell()
        for user in (self.trainee, self.other_trainee, self.other_manager):
            self.assertFalse(self._get_told(user))

    def test_who_has_a_newer_one_is_not_troubled(self):
        old = self._hold(self.trainee, self.topics, self._days(5))
        self._hold(self.trainee, self.topics, self._days(500))
        self._tell()
        self.assertFalse(self._get_told(self.trainee))
        self.assertEqual(old.told_on, self.today)

    def test_one_topic_less_is_no_renewal(self):
        self._hold(self.trainee, self.topics, self._days(5))
        self._hold(self.trainee, self.topics[:1], self._days(500))
        self._tell()
        self.assertEqual(len(self._get_told(self.trainee)), 1)

    def test_the_issuer_hears_of_people_without_account(self):
        self.env["vanthu.certificate"]._enter(self.organisation, self.today, [{
            "holder_name": "Guest", "course_name": "x", "expires_on": self._days(9),
        }])
        self._tell()
        self.assertIn("Guest", self._get_told(self.training_manager).body)

    def test_people_without_account_are_told_by_mail_once(self):
        guest = self.env["event.registration"].create({
            "event_id": self.training.id, "name": "Guest", "state": "open",
            "email": "Guest <GUEST@school.example>",
        })
        again = guest.copy({"event_id": self._create_class(name="Class 2").id, "state": "open"})
        silent = guest.copy({"email": False, "state": "open"})
        self.env["vanthu.certificate"]._enter(self.organisation, self.today, [
            {"holder_name": "Guest", "course_name": f"Course {number}",
             "expires_on": self._days(9), "registration_id": row.id}
            for number, row in enumerate((guest, again, silent))
        ])
        self._tell()
        self._tell()
        mails = self.env["mail.mail"].sudo().search([
            ("subject", "=", "Certificates that end soon"), ("email_to", "!=", False),
        ])
        self.assertEqual(mails.mapped("email_to"), ["guest@school.example"])
        self.assertIn("Course 0", mails.body_html)
        self.assertIn("Course 1", mails.body_html)
        self.assertNotIn("Course 2", mails.body_html)

    def test_dates_are_local(self):
        one = self._hold(self.trainee, self.topics, self._days(9))
        self._tell()
        self.assertIn(
            fields.Date.to_date(one.expires_on).strftime("%d/%m/%Y"),
            self._get_told(self.trainee).body,
        )
