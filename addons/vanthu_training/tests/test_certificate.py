from datetime import date

from psycopg2.errors import RestrictViolation

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged
from odoo.tools import SQL, mute_logger

from .certificate_common import CertificateCommon


@tagged("post_install", "-at_install")
class TestCertificate(CertificateCommon):

    def test_all_who_passed_get_the_next_numbers(self):
        self._attend_many(3)
        failed = self._attend(self.other_trainee, rate=10)
        issued = self._issue()
        self.assertEqual(issued.mapped("number"), [1, 2, 3, 4])
        self.assertEqual(issued[0].code, f"01/{self.today.year}/GCN")
        self.assertFalse(failed.certificate_id)
        self.assertEqual(self.training.certificate_count, 4)
        self.assertEqual(
            issued.registration_id, self.training.registration_ids - failed
        )

    def test_the_button_to_issue_is_there_while_somebody_is_left(self):
        self._attend_many(3)
        self._attend(self.other_trainee, rate=10)
        self._decide()
        self.assertEqual(self.training.certifiable_count, 4)
        self._issue()
        self.assertEqual(self.training.certifiable_count, 0)

    def test_what_is_printed_is_a_copy_of_that_day(self):
        self.course.write({"hours": 13.5, "validity_months": 24})
        self.registration.birth_date = date(1990, 2, 3)
        one = self._issue()
        facts = one.read([
            "holder_name", "birth_date", "organisation_name", "course_name", "hours",
            "issued_place", "signer_name", "signer_position", "superior_name", "organ_name",
        ])[0]
        del facts["id"]
        self.assertEqual(facts, {
            "holder_name": "Trainee", "birth_date": date(1990, 2, 3),
            "organisation_name": "Trường THPT Số Một", "course_name": "records work",
            "hours": 13.5, "issued_place": "Hương Giang", "signer_name": "Nguyễn Thị Hoa",
            "signer_position": "GIÁM ĐỐC", "superior_name": "Ủy ban nhân dân tỉnh",
            "organ_name": "Sở Giáo dục và Đào tạo",
        })
        self.assertEqual(one.expires_on.year, self.today.year + 2)
        self.assertEqual(one.topic_ids, self.topics)
        self.course.certificate_text = "something else"
        self.trainee.name = "Other Name"
        self.assertEqual(one.course_name, "records work")
        self.assertEqual(one.holder_name, "Trainee")

    def test_nobody_gets_a_second_one(self):
        self._issue()
        with self.assertRaisesRegex(UserError, "holds a certificate already"):
            self._issue()
        late = self._attend(self.other_trainee)
        late.result = "passed"
        self.assertEqual(self._issue().mapped("number"), [2])

    def test_each_organisation_and_year_counts_from_one(self):
        self._issue()
        enter = self.env["vanthu.certificate"]._enter
        values = [{"holder_name": "A", "course_name": "B"}]
        self.assertEqual(enter(self.other_organisation, self.today, values).number, 1)
        before = date(self.today.year - 1, 12, 31)
        self.assertEqual(enter(self.organisation, before, values).number, 1)
        self.assertEqual(enter(self.organisation, self.today, values).number, 2)

    def test_days_follow_each_other(self):
        year = self.today.year - 1
        self._enter_on(date(year, 12, 31))
        with self.assertRaisesRegex(UserError, "too early"):
            self._enter_on(date(year, 12, 30))
        with self.assertRaisesRegex(UserError, "in the future"):
            self._enter_on(self._days(1))

    def _enter_on(self, day):
        return self.env["vanthu.certificate"]._enter(
            self.organisation, day, [{"holder_name": "A", "course_name": "B"}]
        )

    def test_what_is_rolled_back_is_taken_by_the_next(self):
        with self.assertRaises(ValueError), self.env.cr.savepoint():
            self._issue()
            raise ValueError
        self.env.invalidate_all()
        self.assertEqual(self._enter_on(self.today).number, 1)

    def test_the_form_of_numbers_is_data(self):
        self.organisation.certificate_pattern = "{number}/GCN-SGDĐT-{year}"
        self.assertEqual(self._issue().code, f"01/GCN-SGDĐT-{self.today.year}")
        with self.assertRaises(ValidationError):
            self.organisation.certificate_pattern = "GCN-{year}"

    def test_nothing_is_issued_before_the_decision(self):
        training = self.training.with_user(self.training_manager)
        training.action_propose_results()
        with self.assertRaises(UserError):
            training._issue_certificates(self.today, "", "A", "B")

    def test_only_managers_of_the_host_issue(self):
        self._decide()
        for user in (self.trainer, self.other_manager, self.manager, self.trainee):
            with self.subTest(user=user.name), self.assertRaises(AccessError):
                self.training.with_user(user)._issue_certificates(self.today, "", "A", "B")

    def test_the_dialog_fills_in_what_it_knows(self):
        self.leader.function = "Giám đốc"
        self._attend_many(2)
        self._decide()
        wizard = self.env["vanthu.certificate.issue"].with_user(self.training_manager).create({
            "event_id": self.training.id,
        })
        self.assertEqual(
            (wizard.count, wizard.issued_place, wizard.signer_name, wizard.signer_position),
            (3, "Hương Giang", "Leader", "GIÁM ĐỐC"),
        )
        action = wizard.action_issue()
        found = self.env["vanthu.certificate"].search(action["domain"])
        self.assertEqual(len(found), 3)
        self.assertEqual(found.mapped("signer_name"), ["Leader"] * 3)

    def test_issuing_is_an_event_of_each(self):
        one = self._issue()
        event = self.env["vanthu.event"].search([
            ("res_model", "=", one._name), ("res_id", "=", one.id),
        ])
        self.assertEqual(event.kind, "certificate_issued")
        self.assertEqual(event.company_id, self.organisation)
        self.assertEqual(event.detail, {"number": one.code})

    # ---- REPLACED AND REVOKED ----

    def test_a_replacement_has_a_new_number_and_points_at_the_old_one(self):
        old = self._issue()
        new = old.browse(old.action_replace("name", holder_name="Trần Thị Bé"))
        self.assertEqual((old.state, old.replaced_by_id, old.holder_name),
                         ("replaced", new, "Trainee"))
        self.assertEqual((new.number, new.holder_name, new.replaces_id),
                         (2, "Trần Thị Bé", old))
        self.assertEqual(new.topic_ids, old.topic_ids)
        self.assertEqual(self.registration.certificate_id, new)
        self.assertNotEqual(old.token, new.token)
        with self.assertRaisesRegex(UserError, "already"):
            old.action_replace("again")

    def test_a_revoked_one_says_why_and_by_whom(self):
        one = self._issue()
        with self.assertRaisesRegex(UserError, "reason"):
            one.action_revoke("  ")
        one.action_revoke("Issued by mistake")
        self.assertEqual((one.status, one.ended_reason, one.ended_by_id),
                         ("revoked", "Issued by mistake", self.training_manager))
        self.assertFalse(self.registration.certificate_id)
        with self.assertRaises(UserError):
            one.action_revoke("twice")

    def test_a_revoked_one_is_issued_again_only_to_who_is_chosen(self):
        self._issue().action_revoke("Copied the quiz")
        self.assertEqual(
            (self.training.certifiable_count, self.training.revoked_count), (0, 1))
        wizards = self.env["vanthu.certificate.issue"].with_user(self.training_manager)
        wizard = wizards.create({
            "event_id": self.training.id, "signer_name": "A", "signer_position": "GIÁM ĐỐC",
        })
        self.assertEqual((wizard.count, wizard.revoked_ids), (0, self.registration))
        with self.assertRaises(UserError), self.cr.savepoint():
            wizard.action_issue()
        wizard.again_ids = self.registration
        self.assertEqual(wizard.count, 1)
        wizard.action_issue()
        self.assertEqual(self.registration.certificate_id.number, 2)
        self.assertEqual(self.training.revoked_count, 0)

    def test_only_the_issuer_ends_it(self):
        one = self._issue()
        for user in (self.trainee, self.trainer, self.other_manager, self.manager):
            for name in ("action_revoke", "action_replace"):
                with self.subTest(user=user.name, name=name), self.assertRaises(AccessError):
                    getattr(one.with_user(user), name)("because")

    def test_the_dialogs_replace_and_revoke(self):
        one = self._issue()
        dialogs = self.env["vanthu.certificate.end"].with_user(self.training_manager)
        dialog = dialogs.create({"certificate_id": one.id, "replaces": True, "reason": "lost"})
        self.assertEqual(dialog.holder_name, "Trainee")
        new = one.browse(dialog.action_apply()["res_id"])
        self.assertEqual(new.replaces_id, one)
        dialogs.create({"certificate_id": new.id, "reason": "mistake"}).action_apply()
        self.assertEqual(new.state, "revoked")

    def test_it_expires_by_itself(self):
        topics = self.topics
        for days, status in ((-1, "expired"), (0, "soon"), (60, "soon"), (61, "valid")):
            with self.subTest(days=days):
                one = self._hold(self.trainee, topics, self._days(days))
                self.assertEqual(one.status, status)
                for wanted in ("expired", "soon", "valid", "revoked"):
                    found = one.search([("id", "=", one.id), ("status", "=", wanted)])
                    self.assertEqual(bool(found), wanted == status)

    # ---- BELOW THE RIGHTS ----

    def _sql_refuses(self, query, *values):
        with self.assertRaises(RestrictViolation), mute_logger("odoo.sql_db"), \
                self.env.cr.savepoint():
            self.env.cr.execute(query, values)

    def _refuses_change(self, one, change):
        query = SQL("UPDATE vanthu_certificate SET %s WHERE id = %s", SQL(change), one.id)
        self._sql_refuses(query.code, *query.params)

    def test_the_database_keeps_what_was_issued(self):
        one = self._issue()
        self.env.flush_all()
        for change in (
            "number = 9", "year = 1999", "code = 'x'", "holder_name = 'x'", "grade = 'Giỏi'",
            "issued_date = '2000-01-01'", "expires_on = NULL, course_name = 'y'", "token = 'z'",
            "company_id = company_id + 1",
        ):
            with self.subTest(change=change):
                self._refuses_change(one, change)
        self._sql_refuses("DELETE FROM vanthu_certificate WHERE id = %s", one.id)
        self._sql_refuses("TRUNCATE vanthu_certificate CASCADE")
        self._sql_refuses("DELETE FROM vanthu_certificate_vanthu_topic_rel")
        self._sql_refuses(
            "UPDATE vanthu_certificate_vanthu_topic_rel SET vanthu_topic_id = vanthu_topic_id"
        )

    def test_what_ended_stays_ended(self):
        one = self._issue()
        one.action_revoke("mistake")
        self.env.flush_all()
        for change in ("state = 'valid'", "ended_reason = 'x'", "ended_by_id = 1"):
            with self.subTest(change=change):
                self._refuses_change(one, change)

    def test_topics_do_not_come_later(self):
        one = self._hold(self.trainee, self.topics[:1])
        self.env.cr.execute(
            "SELECT prosrc FROM pg_proc WHERE proname = %s",
            ["vanthu_certificate_vanthu_topic_rel_guard"],
        )
        # Here everything is one transaction, so only the text tells that its age counts.
        self.assertIn("transaction_timestamp()", self.env.cr.fetchone()[0])
        self.assertEqual(one.topic_ids, self.topics[:1])

    def test_no_role_writes_or_deletes(self):
        one = self._issue()
        for user in (self.training_manager, self.manager, self.trainee):
            with self.subTest(user=user.name):
                with self.assertRaises(UserError):
                    one.with_user(user).write({"grade": "Giỏi"})
                with self.assertRaises(UserError):
                    one.with_user(user).unlink()
                with self.assertRaises(UserError):
                    one.with_user(user).create({"holder_name": "x", "course_name": "y"})
        with self.assertRaisesRegex(UserError, "never deleted"):
            one.sudo().unlink()

    def test_a_topic_that_is_certified_stays(self):
        self._issue()
        with self.assertRaisesRegex(UserError, "archive it"):
            self.topics[0].with_user(self.training_manager).unlink()
        self.topics[0].active = False

    # ---- WHO READS ----

    def test_who_sees_a_certificate(self):
        unit = self.env["vanthu.unit"].create({
            "name": "Tổ Toán", "company_id": self.other_organisation.id,
            "head_id": self._create_person("maths", "group_user", self.other_organisation).id,
        })
        self.registration.unit_id = unit
        one = self._issue()
        stranger = self._create_person("stranger", "group_user", self.other_organisation)
        for user, sees in (
            (self.trainee, True), (self.other_trainee, False), (stranger, False),
            (unit.head_id, True), (self.other_clerk, True), (self.other_manager, True),
            (self.training_manager, True), (self.trainer, True), (self.handler, False),
            (self.clerk, False),
        ):
            with self.subTest(user=user.name):
                found = one.with_user(user).search([("id", "=", one.id)])
                self.assertEqual(bool(found), sees)

    def test_the_token_is_no_field_for_readers(self):
        one = self._issue()
        for name in ("token", "token_hash"):
            with self.assertRaises(AccessError):
                one.with_user(self.trainee).read([name])
        self.assertIn(one.sudo().token, one.with_user(self.trainee).action_open_check()["url"])
        with self.assertRaises(AccessError):
            one.with_user(self.other_trainee).action_open_check()
