"""The conference from the class to the report, each person in the own browser."""

import io
import time
from datetime import timedelta

from pypdf import PdfReader

from odoo import Command, fields
from odoo.tests import tagged

from odoo.addons.vanthu_document.tests.browser import BrowserCase

from ..tools.attendance_code import make_code, slot_of
from .quiz_common import QuizCommon

CLASS = "Hội nghị tập huấn thử"
SCHOOLS, OFFICES, SEATS = 38, 11, 100
# What a page without steps says: the selector is there.
LOOK = "console[document.querySelector(`%s`) ? 'log' : 'error'](`test successful`)"


@tagged("post_install", "-at_install")
class TestTourConference(BrowserCase, QuizCommon):
    """After each tour the records are what the person made them in the browser."""

    language = "vi_VN"

    # Looks are logged through an own connection, which test cursors refuse to read-only requests.
    _registry_readonly_enabled = False

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.schools = cls.env["res.company"].create([
            {"name": f"Trường THPT số {number:02}", "parent_id": cls.organisation.id}
            for number in range(1, SCHOOLS + 1)
        ])
        cls.offices = cls.env["res.partner"].create([
            {"name": f"Phòng Văn hóa {number:02}", "is_company": True}
            for number in range(1, OFFICES + 1)
        ])
        cls.env["vanthu.recipient.group"].with_user(cls.clerk).create({
            "name": "49 đơn vị",
            "partner_ids": [Command.set((cls.schools.partner_id + cls.offices).ids)],
        })
        cls.first_clerk, cls.second_clerk = (
            cls._create_person(f"school_clerk_{number}", "group_clerk", school)
            for number, school in enumerate(cls.schools[:2])
        )
        cls.an, cls.binh = (
            cls._create_person(login, "group_user", cls.schools[0]) for login in ("an", "binh")
        )
        # The table of coverage has no other columns than the topics of the course.
        cls.env["vanthu.topic"].search([("code", "like", "T%")]).active = False
        cls.an.name, cls.binh.name = "An Văn Học", "Bình Văn Học"

    def _tour(self, url, name, user):
        self.start_tour(f"/odoo/{url}", f"vanthu_conference_{name}", login=user.login)
        self.env.invalidate_all()

    def _look(self, path, selector, user=None):
        """Open a page that is no part of the web client and look for something on it."""
        self.browser_js(
            path, LOOK % selector, "document.readyState === 'complete'", login=user and user.login,
        )
        self.env.invalidate_all()

    def test_from_the_class_to_the_coverage(self):
        conference = self._make_class()
        self._name_people(conference)
        self._give_back(conference)
        self._attend(conference)
        self._practise()
        self._take_quiz(conference)
        certificates = self._certify(conference)
        self._check_in_public(certificates)
        self._tour("training-glance", "coverage", self.training_manager)

    # ---- BEFORE ----

    def _make_class(self):
        self._tour("training-classes", "class", self.training_manager)
        conference = self.env["event.event"].search([("name", "=", CLASS)])
        self.assertRecordValues(conference, [{
            "is_class": True, "course_id": self.course.id, "host_id": self.organisation.id,
            "company_id": False, "seats_max": SEATS, "trainer_ids": self.trainer.ids,
        }])
        sessions = conference.session_ids
        self.assertEqual(sessions.mapped("name"), ["Buổi 1", "Buổi 2", "Buổi 3"])
        self.assertEqual(
            {session.date_end - session.date_begin for session in sessions}, {timedelta(hours=3)}
        )
        self._tour("training-classes", "invites", self.training_manager)
        invitations = conference.invitation_ids
        self.assertEqual(invitations.partner_id, self.schools.partner_id + self.offices)
        self.assertEqual(set(invitations.mapped("quota")), {3})
        self.assertEqual(invitations.company_id, self.schools)
        return conference

    def _get_invitation(self, conference, partner):
        return conference.invitation_ids.filtered(lambda one: one.partner_id == partner)

    def _name(self, invitation, count, begin=1):
        """Name people as the host does for who asks by telephone; same act as the dialog's."""
        naming = self.env["vanthu.class.naming"].with_user(self.training_manager).create({
            "invitation_id": invitation.id, "line_ids": [
                Command.create({"name": f"Người {number} của {invitation.partner_id.name}"})
                for number in range(begin, begin + count)
            ],
        })
        naming.action_name()

    def _name_people(self, conference):
        self._tour("training-classes", "names", self.first_clerk)
        first = self._get_invitation(conference, self.schools[0].partner_id)
        self.assertEqual(
            first.registration_ids.sorted("name").mapped("name"),
            ["An Văn Học", "Bình Văn Học", "Chi Văn Học"],
        )
        self.assertEqual(first.registration_ids.trainee_id, self.an + self.binh)
        # The last office sends nobody; two organisations send three.
        others = (self.schools[2:].partner_id + self.offices[:-1])
        for place, partner in enumerate(others):
            self._name(self._get_invitation(conference, partner), 3 if place in (1, 2) else 2)
        self.assertEqual(conference.seats_taken, 97)
        self._tour("training-classes", "names_too_many", self.second_clerk)
        second = self._get_invitation(conference, self.schools[1].partner_id)
        self.assertEqual((second.named_count, second.waiting_count), (3, 2))
        self.assertEqual(conference.seats_taken, SEATS)
        # There is room in the quota, but no place left.
        third = self._get_invitation(conference, self.schools[2].partner_id)
        self._name(third, 1, begin=3)
        self.assertEqual((third.named_count, third.waiting_count), (2, 1))

    def _give_back(self, conference):
        self._tour("my-classes", "gives_back", self.binh)
        rows = conference.registration_ids
        self.assertEqual(rows.filtered(lambda row: row.trainee_id == self.binh).state, "cancel")
        # Two wait longer, but their school has as many places as it was given.
        promoted = rows.filtered(lambda row: row.name == "Người 3 của Trường THPT số 03")
        self.assertEqual((promoted.state, promoted.is_waiting), ("open", False))
        self.assertEqual((conference.seats_taken, conference.waiting_count), (SEATS, 2))

    # ---- AT THE CLASS ----

    def _open(self, session):
        """Let the session have begun ten minutes ago."""
        begin = fields.Datetime.now() - timedelta(minutes=10)
        session.write({"date_begin": begin, "date_end": begin + timedelta(hours=3)})
        session.event_id.write({"date_begin": begin - timedelta(days=1)})
        self.env.flush_all()

    def _attend(self, conference):
        one, two, three = conference.session_ids
        self._open(one)
        self._scan(one)
        self._tour("training-classes", "code", self.trainer)
        self._open(two)
        row = conference.registration_ids.filtered(lambda row: row.trainee_id == self.an)
        row.barcode = "TOUR-BADGE"
        self._tour("training-classes", "badges", self.trainer)
        self._open(three)
        self._tour("training-classes", "by_hand", self.trainer)
        methods = {
            session: dict(self.env["vanthu.attendance"]._read_group(
                [("session_id", "=", session.id)], ["method"], ["__count"]
            )) for session in conference.session_ids
        }
        self.assertEqual(methods, {
            one: {"qr": 1, "hand": 99}, two: {"badge": 1, "hand": 99}, three: {"hand": 100},
        })
        self.assertEqual(
            set(conference.registration_ids.filtered(
                lambda row: row.state == "done").mapped("attendance_rate")), {100},
        )

    def _scan(self, session):
        """What a phone opens when it reads the code, now, once more, and too late."""
        screen = session.with_user(self.trainer).get_screen()
        path = screen["url"].split("/", 3)[3]
        self._look(f"/{path}", "[name=recorded][data-new='1']", self.an)
        self.assertEqual(session.attendance_ids.registration_id.trainee_id, self.an)
        self._look(self._get_address(session), "[name=already]", self.an)
        self._look(self._get_address(session), "[name=reason]", self.trainee)
        self._look(self._get_address(session, seconds_ago=60), "[name=over]", self.an)
        self.assertEqual(len(session.attendance_ids), 1)

    def _get_address(self, session, seconds_ago=0):
        slot = slot_of(time.time() - seconds_ago)
        return f"/vanthu/attend/{session.id}/{make_code(session.sudo().qr_key, session.id, slot)}"

    def _practise(self):
        self._tour("training-exercises", "begins_practice", self.an)
        practice = self.an.practice_user_ids
        self.assertTrue(practice.company_id.is_practice)
        practice.with_user(practice).write({
            "phone": "0912 345 678", "email": "vanthu.thuchanh@truong.edu.vn",
        })
        letters = self.env["vanthu.document"].with_user(practice).with_context(
            allowed_company_ids=practice.company_id.ids
        ).search([
            ("company_id", "=", practice.company_id.id), ("direction", "=", "incoming"),
        ], limit=2)
        for letter in letters:
            self.env["vanthu.event"].with_user(practice)._log_view(letter, "opened")
        self._tour("training-exercises", "ends_practice", self.an)
        attempt = self.env["vanthu.attempt"].search([("user_id", "=", self.an.id)])
        self.assertEqual((attempt.exercise_id.code, attempt.state), ("T1.1", "passed"))

    # ---- PROOF ----

    def _take_quiz(self, conference):
        self._tour("my-classes", "quiz", self.an)
        people = conference.registration_ids.filtered(lambda row: row.state == "done")
        mine = people.filtered(lambda row: row.trainee_id == self.an)
        self.assertEqual((mine.score_after, mine.is_quiz_passed), (100, True))
        for person in (people - mine).with_user(self.trainer):
            person.action_set_paper_score(80)

    def _certify(self, conference):
        conference.write({"date_end": fields.Datetime.now() - timedelta(minutes=5)})
        self._tour("training-classes", "results", self.training_manager)
        certificates = self.env["vanthu.certificate"].search(
            [("registration_id", "in", conference.registration_ids.ids)], order="number"
        )
        self.assertEqual(certificates.mapped("number"), [*range(1, SEATS + 1)])
        self.assertEqual(conference.result_state, "decided")
        content, _kind = self.env["ir.actions.report"]._render_qweb_pdf(
            "vanthu_training.action_report_certificate", certificates.ids
        )
        self.assertEqual(len(PdfReader(io.BytesIO(content)).pages), SEATS)
        return certificates

    def _check_in_public(self, certificates):
        own = certificates.filtered(lambda one: one.trainee_id == self.an)
        self._look(f"/vanthu/certificate/{own.token}", "[data-status=valid]")
        self._look(f"/vanthu/certificate/{own.token}x", "[name=unknown]")
        self._tour("training-certificates", "revokes", self.training_manager)
        revoked = certificates.filtered(lambda one: one.state == "revoked")
        self.assertEqual(revoked.holder_name, "Người 3 của Trường THPT số 03")
        self._look(f"/vanthu/certificate/{revoked.token}", "[data-status=revoked]")
