import base64
from datetime import date, timedelta

from odoo import Command, fields
from odoo.exceptions import AccessError, UserError
from odoo.tests import HttpCase, tagged

from ..tools.participants_table import TEMPLATE_HEADINGS
from ..tools.printing.participants import PARTICIPANTS
from .test_tools_participants_table import make_list
from .training_common import TrainingCommon


class ImportCommon(TrainingCommon):

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.school = cls.other_organisation.name
        cls.third = cls._create_organisation("Trường THPT Số Hai", "THPTSH")
        cls.third_invitation = cls._invite(cls.training, cls.third.partner_id, quota=1)
        cls.trainee.email = "trainee@example.com"

    def _open(self, *rows, by=None, invitation=None, training=None):
        dialog = self.env["vanthu.class.import"].with_user(by or self.training_manager).create({
            "event_id": (training or self.training).id,
            "invitation_id": invitation and invitation.id,
        })
        if rows:
            dialog.write({
                "file": base64.b64encode(make_list(*rows)), "file_name": "danh-sach.xlsx",
            })
        return dialog

    def _get_rows(self):
        return self.env["event.registration"].search(
            [("event_id", "=", self.training.id)], order="id"
        )

    def _told(self, dialog):
        return {line.row: (line.kind, line.message or "") for line in dialog.line_ids}


@tagged("post_install", "-at_install")
class TestClassImport(ImportCommon):

    def test_a_list_names_people_of_several_organisations(self):
        dialog = self._open(
            ("1", "Nguyễn Thị Lan", "5/9/1985", "Văn thư", self.school, "lan@example.com"),
            ("2", "Trần Văn Bình", "", "Kế toán", "THPT Số Hai", ""),
            ("3", "Trainee", "", "", self.school, "Trainee@example.com"),
        )
        dialog.action_check()
        self.assertEqual(dialog.state, "checked")
        self.assertFalse(self._get_rows(), "the check writes nothing")
        self.assertEqual(dialog.line_ids.mapped("message"), [False] * 3)
        self.assertEqual(dialog.line_ids.mapped("has_account"), [False, False, True])
        dialog.action_import()
        self.assertEqual((dialog.state, dialog.placed_count), ("done", 3))
        lan, trainee, binh = self._get_rows()
        self.assertEqual(
            (lan.name, lan.birth_date, lan.position, lan.email, lan.invitation_id, lan.state),
            ("Nguyễn Thị Lan", date(1985, 9, 5), "Văn thư", "lan@example.com",
             self.invitation, "open"),
        )
        self.assertFalse(lan.trainee_id)
        self.assertEqual(trainee.trainee_id, self.trainee)
        self.assertEqual(trainee.sender_company_id, self.other_organisation)
        self.assertEqual(binh.organisation_id, self.third.partner_id)

    def test_the_naming_is_logged_with_the_file(self):
        self._open(("1", "Lan", "", "", self.school, "")).action_import()
        event = self.env["vanthu.event"].search([
            ("kind", "=", "people_named"), ("res_model", "=", "event.event"),
            ("res_id", "=", self.training.id),
        ], limit=1)
        self.assertEqual(event.detail["count"], 1)
        self.assertEqual(event.detail["file"], "danh-sach.xlsx")
        self.assertEqual(event.company_id, self.organisation)

    def test_a_common_address_of_a_school_makes_nobody_the_clerk(self):
        dialog = self._open(
            ("1", "Nguyễn Thị Lan", "", "", self.school, "trainee@example.com"),
            ("2", "Trần Văn Bình", "", "", self.school, "trainee@example.com"),
        )
        dialog.action_import()
        self.assertEqual(self._get_rows().mapped("name"), ["Nguyễn Thị Lan", "Trần Văn Bình"])
        self.assertFalse(self._get_rows().trainee_id)

    def test_quota_and_places_put_the_rest_on_the_waiting_list(self):
        self.training.write({"seats_limited": True, "seats_max": 2})
        self.third_invitation.quota = 3
        rows = [
            ("1", "Lan", "", "", self.school, ""), ("2", "Bình", "", "", "THPT Số Hai", ""),
            ("3", "Cúc", "", "", "THPT Số Hai", ""), ("4", "Dung", "", "", self.school, ""),
        ]
        dialog = self._open(*rows)
        dialog.action_check()
        told = {line.name: line.kind for line in dialog.line_ids}
        dialog.action_import()
        done = {row.name: "waiting" if row.is_waiting else "placed" for row in self._get_rows()}
        self.assertEqual(told, done)
        self.assertEqual(
            done, {"Lan": "placed", "Dung": "placed", "Bình": "waiting", "Cúc": "waiting"}
        )
        self.assertEqual((dialog.placed_count, dialog.waiting_count), (2, 2))

    def test_what_the_trial_says_is_what_happens_with_a_quota(self):
        self.invitation.quota = 1
        dialog = self._open(
            ("1", "Lan", "", "", self.school, ""), ("2", "Dung", "", "", self.school, ""),
            ("3", "Bình", "", "", "THPT Số Hai", ""),
        )
        dialog.action_import()
        self.assertEqual(
            [(row.name, row.is_waiting) for row in self._get_rows()],
            [("Lan", False), ("Dung", True), ("Bình", False)],
        )
        self.assertEqual(
            {line.name: line.kind for line in dialog.line_ids},
            {"Lan": "placed", "Dung": "waiting", "Bình": "placed"},
        )

    def test_a_wrong_row_keeps_the_whole_list_out_until_the_good_ones_are_asked_for(self):
        dialog = self._open(
            ("1", "Lan", "", "", self.school, ""), ("2", "", "5/9/1985", "", self.school, ""),
        )
        dialog.action_import()
        self.assertEqual((dialog.state, dialog.wrong_count), ("checked", 1))
        self.assertFalse(self._get_rows())
        self.assertEqual(dialog.line_ids[0].kind, "wrong", "what is wrong stands first")
        dialog.action_import_good()
        self.assertEqual(self._get_rows().mapped("name"), ["Lan"])
        self.assertEqual((dialog.state, dialog.wrong_count), ("done", 1))

    def test_with_nothing_good_nothing_is_done(self):
        dialog = self._open(("1", "Lan", "1985", "", self.school, ""))
        dialog.action_import_good()
        self.assertEqual(dialog.state, "checked")
        self.assertFalse(self._get_rows())

    def test_each_wrong_row_is_told_in_words(self):
        self.env["event.registration"].create({
            "event_id": self.training.id, "invitation_id": self.invitation.id,
            "name": "Nguyễn Thị Lan", "state": "open",
        })
        self._register(self.trainee)
        twin = self._create_organisation("THPT Số Hai", "SH2")
        self._invite(self.training, twin.partner_id)
        dialog = self._open(
            ("1", "Nguyễn Thị Lan", "5/9/1985", "", self.school, ""),
            ("2", "Trainee", "", "", self.school, "trainee@example.com"),
            ("3", "Bình", "", "", "", ""),
            ("4", "Cúc", "", "", "Trường THPT Xa Lạ", ""),
            ("5", "Dung", "", "", "TRUONG THPT SO HAI", ""),
            ("6", "Em", "30/2/1990", "", self.school, ""),
            ("7", "Em", "", "", self.school, "em@"),
        )
        dialog.action_check()
        told = self._told(dialog)
        self.assertEqual({kind for kind, _message in told.values()}, {"wrong"})
        for row, words in (
            (3, "named for the class already"), (4, "Trainee is named"),
            (5, "Enter the organisation"), (6, "“Trường THPT Xa Lạ” is not invited"),
            (7, "Several invited organisations"), (8, "no date of birth"), (9, "is not one"),
        ):
            with self.subTest(row=row):
                self.assertIn(words, told[row][1])

    def test_who_misses_a_topic_is_told_of_in_the_row(self):
        self.course.prerequisite_ids = [Command.set(self.topics[:1].ids)]
        dialog = self._open(
            ("1", "Trainee", "", "", self.school, "trainee@example.com"),
            ("2", "Lan", "", "", self.school, ""),
        )
        dialog.action_check()
        told = self._told(dialog)
        self.assertIn("first needs a certificate in: Incoming", told[3][1])
        self.assertEqual(told[4][0], "placed")

    def test_an_account_twice_in_the_list_is_one_person(self):
        dialog = self._open(
            ("1", "Trainee", "5/9/1985", "", self.school, "trainee@example.com"),
            ("2", "Trainee", "6/9/1985", "", self.school, "trainee@example.com"),
        )
        dialog.action_check()
        self.assertEqual(self._told(dialog)[4][0], "wrong")
        dialog.action_import_good()
        self.assertEqual(self._get_rows().trainee_id, self.trainee)

    def test_a_list_taken_twice_names_nobody_twice(self):
        row = ("1", "Lan", "", "", self.school, "")
        self._open(row).action_import()
        again = self._open(row)
        again.action_import()
        again.action_import_good()
        self.assertEqual(len(self._get_rows()), 1)
        self.assertEqual((again.state, again.wrong_count), ("checked", 1))

    def test_who_gave_the_place_back_may_be_named_again(self):
        row = ("1", "Lan", "", "", self.school, "")
        self._open(row).action_import()
        self._get_rows().write({"state": "cancel"})
        self._open(row).action_import()
        self.assertEqual(sorted(self._get_rows().mapped("state")), ["cancel", "open"])

    def test_a_file_that_is_none_is_refused_with_what_to_do(self):
        dialog = self._open()
        with self.assertRaisesRegex(UserError, "Choose the list first"):
            dialog.action_check()
        dialog.file = base64.b64encode(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 old")
        with self.assertRaisesRegex(UserError, "save it as .xlsx"):
            dialog.action_check()
        dialog.file = base64.b64encode(make_list())
        with self.assertRaisesRegex(UserError, "names nobody"):
            dialog.action_check()

    def test_nobody_is_named_for_a_class_that_is_over(self):
        past = fields.Datetime.now() - timedelta(days=10)
        over = self._create_class(begin=past, sessions=1)
        self._invite(over, self.other_organisation.partner_id)
        dialog = self._open(("1", "Lan", "", "", self.school, ""), training=over)
        with self.assertRaisesRegex(UserError, "is over"):
            dialog.action_import()


@tagged("post_install", "-at_install")
class TestClassImportRights(ImportCommon):

    def test_a_clerk_takes_the_list_of_the_own_organisation(self):
        action = self.invitation.with_user(self.other_clerk).action_import_people()
        self.assertEqual(action["context"]["default_event_id"], self.training.id)
        dialog = self._open(
            ("1", "Lan", "", "", "", ""), ("2", "Bình", "", "", "THPT Số Hai", ""),
            by=self.other_clerk, invitation=self.invitation,
        )
        dialog.action_check()
        self.assertIn("which you name people for", self._told(dialog)[4][1])
        dialog.action_import_good()
        self.assertEqual(self._get_rows().organisation_id, self.other_organisation.partner_id)

    def test_the_naming_dialog_leads_to_the_list(self):
        naming = self.env["vanthu.class.naming"].with_user(self.other_clerk).create({
            "invitation_id": self.invitation.id,
        })
        action = naming.action_import_list()
        self.assertEqual(action["res_model"], "vanthu.class.import")
        self.assertEqual(action["context"]["default_invitation_id"], self.invitation.id)

    def test_a_trainer_takes_a_list_over_for_the_own_class(self):
        self._open(("1", "Lan", "", "", self.school, ""), by=self.trainer).action_import()
        self.assertEqual(self._get_rows().mapped("name"), ["Lan"])
        others = self._create_class(trainer_ids=[Command.clear()])
        with self.assertRaises(AccessError):
            others.with_user(self.trainer).action_import_people()
        with self.assertRaises(AccessError):
            self._open(by=self.trainer, training=others)

    def test_nobody_else_takes_lists_over(self):
        for user in (self.trainee, self.handler, self.clerk, self.leader, self.other_manager,
                     self.other_clerk):
            with self.subTest(user=user.login):
                with self.assertRaises(AccessError):
                    self.training.with_user(user).action_import_people()
                with self.assertRaises(AccessError), self.cr.savepoint():
                    self._open(by=user)

    def test_nobody_names_people_for_an_organisation_that_is_not_theirs(self):
        stranger = self._create_person("stranger", "group_clerk", self.third)
        for user in (stranger, self.trainer, self.trainee):
            with self.subTest(user=user.login):
                with self.assertRaises(AccessError):
                    self.invitation.with_user(user).action_import_people()
                with self.assertRaises(AccessError), self.cr.savepoint():
                    self._open(by=user, invitation=self.invitation)

    def test_a_dialog_cannot_be_turned_to_another_class_or_invitation(self):
        mine = self._open(by=self.other_clerk, invitation=self.invitation)
        other = self._create_class()
        for values in (
            {"invitation_id": self.third_invitation.id}, {"invitation_id": False},
            {"event_id": other.id},
        ):
            with self.subTest(values=values), self.assertRaises(AccessError), self.cr.savepoint():
                mine.write(values)

    def test_rights_that_went_away_count_at_the_last_press(self):
        dialog = self._open(("1", "Lan", "", "", self.school, ""), by=self.trainer)
        dialog.action_check()
        self.training.trainer_ids = [Command.clear()]
        with self.assertRaises(AccessError):
            dialog.action_import()
        self.assertFalse(self._get_rows())

    def test_a_dialog_and_its_rows_are_ones_own(self):
        dialog = self._open(("1", "Lan", "", "", self.school, ""))
        dialog.action_check()
        for record in (dialog, dialog.line_ids):
            with self.assertRaises(AccessError):
                record.with_user(self.trainer).read(["create_uid"])

    def test_accounts_of_organisations_that_are_not_invited_are_not_found(self):
        self.handler.email = "handler@example.com"
        dialog = self._open(
            ("1", self.handler.name, "", "", self.school, "handler@example.com"))
        dialog.action_import()
        self.assertEqual(self._get_rows().mapped("name"), [self.handler.name])
        self.assertFalse(self._get_rows().trainee_id)


@tagged("post_install", "-at_install")
class TestClassImportTemplate(ImportCommon, HttpCase):

    def test_the_list_to_fill_in_has_the_columns_of_the_form_and_is_read_again(self):
        dialog = self._open(by=self.trainer)
        self.trainer.password = "a-long-password"
        self.env.flush_all()
        self.authenticate(self.trainer.login, "a-long-password")
        content = self.url_open(dialog.action_download_template()["url"]).content
        self.assertEqual(
            list(TEMPLATE_HEADINGS.values()),
            [*(column.label for column in PARTICIPANTS.columns), "Thư điện tử"],
        )
        dialog.file = base64.b64encode(content)
        with self.assertRaisesRegex(UserError, "names nobody"):
            dialog.action_check()
