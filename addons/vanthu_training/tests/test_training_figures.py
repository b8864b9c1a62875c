from datetime import timedelta
from io import BytesIO

from openpyxl import load_workbook
from pypdf import PdfReader

from odoo import Command, fields
from odoo.exceptions import AccessError, UserError
from odoo.tests import HttpCase, tagged

from .training_common import TrainingCommon


class FiguresCommon(TrainingCommon):
    """Certificates of several kinds for people of a school and of an office outside."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.below = cls._create_below("Trường THPT Số Hai")
        cls.outside = cls.env["res.partner"].create({"name": "UBND xã", "is_company": True})
        cls._invite(cls.training, cls.outside)
        cls.row = cls._register(cls.trainee)
        cls.other_row = cls._register(cls.other_trainee)
        cls.numbers = 0

    @classmethod
    def _create_below(cls, name, **values):
        return cls.env["res.company"].create(
            {"name": name, "parent_id": cls.organisation.id, **values}
        )

    @classmethod
    def _certify(cls, row, topics=None, **values):
        cls.numbers += 1
        topics = cls.topics if topics is None else topics
        certificate = cls.env["vanthu.certificate"].create({
            "company_id": cls.organisation.id, "year": cls.today.year, "number": cls.numbers,
            "registration_id": row.id, "trainee_id": row.trainee_id.id, "holder_name": row.name,
            "course_id": cls.course.id, "course_name": cls.course.name,
            "issued_date": cls.today, "topic_ids": [Command.set(topics.ids)], **values,
        })
        row.sudo().certificate_id = certificate
        return certificate

    def _get_counts(self, user=None):
        self.env.flush_all()
        matrix = self.env["vanthu.training.coverage"].with_user(
            user or self.training_manager).get_matrix()
        ours = [
            place for place, topic in enumerate(matrix["topics"]) if topic["id"] in self.topics.ids
        ]
        return {
            row["name"]: [row["counts"][place] for place in ours] for row in matrix["rows"]
        }


@tagged("post_install", "-at_install")
class TestCoverage(FiguresCommon):

    def test_organisations_below_and_invited_ones_are_rows_and_practice_is_none(self):
        self.trainee._get_practice_user()
        self._create_below("Phòng GDĐT cũ", organ_valid_to=self.today - timedelta(days=1))
        self.assertEqual(
            set(self._get_counts()), {"Trường THPT Số Hai", "Trường THPT Số Một", "UBND xã"}
        )

    def test_people_with_a_valid_certificate_count_once_in_each_topic(self):
        self._certify(self.row)
        again = self._register(self.trainee, self._create_class(), invitation_id=False)
        self._certify(again, self.topics[0])
        self._certify(self.other_row, self.topics[0])
        self.assertEqual(self._get_counts()["Trường THPT Số Một"], [2, 1])
        self.assertEqual(self._get_counts()["Trường THPT Số Hai"], [0, 0])

    def test_revoked_replaced_and_expired_certificates_do_not_count(self):
        yesterday = self.today - timedelta(days=1)
        self._certify(self.row, expires_on=yesterday, issued_date=yesterday)
        for state in ("revoked", "replaced"):
            self._certify(self.other_row, state=state)
        self.assertEqual(self._get_counts()["Trường THPT Số Một"], [0, 0])
        self._certify(self.other_row, expires_on=self.today)
        self.assertEqual(self._get_counts()["Trường THPT Số Một"], [1, 1])

    def test_people_without_an_account_count_for_the_office_that_sent_them(self):
        for name in ("Nguyễn Thị Lan", "Trần Văn Hùng"):
            row = self.env["event.registration"].create({
                "event_id": self.training.id, "name": name, "state": "open",
                "invitation_id": self.training.invitation_ids.filtered(
                    lambda i: i.partner_id == self.outside).id,
            })
            self._certify(row)
        self.assertEqual(self._get_counts()["UBND xã"], [2, 2])

    def test_organisations_with_most_gaps_come_first_and_are_counted(self):
        self._certify(self.row)
        self.env.flush_all()
        matrix = self.env["vanthu.training.coverage"].with_user(
            self.training_manager).get_matrix()
        self.assertEqual(matrix["rows"][-1]["name"], "Trường THPT Số Một")
        self.assertEqual(matrix["without"], 2)

    def test_other_hosts_see_nothing_of_it_and_trainees_no_coverage(self):
        self.assertFalse(self._get_counts(self.other_manager))
        for user in (self.trainee, self.handler, self.clerk):
            with self.subTest(user.login), self.assertRaises(AccessError):
                self.env["vanthu.training.coverage"].with_user(user).get_matrix()


@tagged("post_install", "-at_install")
class TestTrainingReport(FiguresCommon):

    def _get_rows(self, user):
        self.env.flush_all()
        return self.env["vanthu.training.report"].with_user(user).search(
            [("event_id", "=", self.training.id)]
        )

    def test_a_row_tells_state_scores_and_gain(self):
        self.row.sudo().write({
            "score_before": 40, "score_after": 85, "is_before_taken": True,
            "is_after_taken": True,
        })
        self.other_row.state = "cancel"
        rows = self._get_rows(self.training_manager)
        mine = rows.filtered(lambda row: row.registration_id == self.row)
        self.assertEqual((mine.status, mine.gain), ("placed", 45))
        other = rows - mine
        self.assertEqual(other.status, "cancelled")
        [(gain, people)] = rows._read_group(
            [("id", "in", rows.ids)], [], ["gain:avg", "__count"]
        )
        self.assertEqual((gain, people), (45, 2))

    def test_each_sees_the_rows_of_people_he_or_she_may_see(self):
        both = {self.row.id, self.other_row.id}
        for user, seen in (
            (self.training_manager, both), (self.trainer, both), (self.other_clerk, both),
            (self.trainee, {self.row.id}), (self.handler, set()), (self.clerk, set()),
        ):
            with self.subTest(user.login):
                self.assertEqual(set(self._get_rows(user).ids), seen)

    def test_the_glance_is_a_hand_count(self):
        self._certify(self.row, expires_on=self.today + timedelta(days=59))
        self._certify(self.other_row, expires_on=self.today + timedelta(days=100))
        self.row.sudo().result = "passed"
        self.other_row.sudo().result = "failed"
        self.training.write({
            "date_begin": fields.Datetime.now(),
            "date_end": fields.Datetime.now() + timedelta(hours=1),
        })
        self.env.flush_all()
        glance = self.env["vanthu.training.glance"].with_user(self.training_manager).get_glance()
        figures = glance["figures"]
        self.assertEqual(
            {key: figures[key] for key in ("classes", "people", "passed", "rate", "certificates",
                                           "soon", "later", "organisations", "without")},
            {"classes": 1, "people": 2, "passed": 1, "rate": 50, "certificates": 2, "soon": 1,
             "later": 2, "organisations": 3, "without": 2},
        )
        for user in (self.trainee, self.trainer, self.clerk):
            with self.subTest(user.login), self.assertRaises(AccessError):
                self.env["vanthu.training.glance"].with_user(user).get_glance()

    def test_the_report_of_a_class_says_who_came_and_what_was_reached(self):
        self.row.sudo().write({
            "state": "done", "score_after": 80, "is_after_taken": True, "result": "passed",
        })
        number = self._certify(self.row).number
        rows = {row[1]: row[2:] for row in self.training.with_user(
            self.trainer)._get_report_rows()}
        self.assertEqual(rows["Số đơn vị được mời"][0], 2)
        self.assertEqual(rows["Số đơn vị vắng"], (1, "UBND xã"))
        self.assertEqual(rows["Số người tham dự"], (1, "50 %"))
        self.assertEqual(rows["Điểm trung bình sau lớp (%)"], ("80,0", "1 bài"))
        self.assertEqual(rows["Số giấy chứng nhận đã cấp"], (1, f"Số vào sổ: {number} - {number}"))
        report = self.env["report.vanthu_training.class_report"].with_user(self.trainer)
        stream = report._render_stream(self.training.with_user(self.trainer), {})
        pages = PdfReader(stream[self.training.id]).pages
        self.assertEqual(len(pages), 1)
        self.assertIn("BÁO CÁO KẾT QUẢ TẬP HUẤN", pages[0].extract_text())

    def test_a_class_without_people_has_no_report(self):
        with self.assertRaises(UserError):
            self._create_class()._get_report_rows()


@tagged("post_install", "-at_install")
class TestTrainingNeed(FiguresCommon):

    def _get_needs(self, user):
        self.env.flush_all()
        return {
            (need.kind, need.unit_id): need.mistakes
            for need in self.env["vanthu.training.need"].with_user(user).search([])
        }

    def _refuse(self, unit):
        """A document of the unit that a receiver refused."""
        document = self.env["vanthu.document"].create({
            "direction": "outgoing", "company_id": self.organisation.id, "subject": "thử",
            "type_id": self.env["vanthu.document.type"].search([], limit=1).id,
            "drafting_unit_id": unit.id,
        })
        return self.env["vanthu.delivery"].create({
            "document_id": document.id, "name": "x", "channel": "post",
        })._write_step({"state": "refused", "status_at": fields.Datetime.now()})

    def test_refused_documents_point_to_the_topic_that_helps(self):
        self._refuse(self.unit)
        self._refuse(self.unit)
        needs = self._get_needs(self.leader)
        self.assertEqual(needs["refused", self.unit], 2)
        need = self.env["vanthu.training.need"].with_user(self.leader).search(
            [("kind", "=", "refused")])
        self.assertEqual(need.topic_id, self.env.ref("vanthu_training.topic_3"))
        self.assertEqual(need.action_open_lesson()["res_model"], "vanthu.lesson")

    def test_drafts_sent_back_and_late_work_are_counted_for_the_unit(self):
        draft = self.env["vanthu.document"].create({
            "direction": "outgoing", "company_id": self.organisation.id, "subject": "thử",
            "type_id": self.env["vanthu.document.type"].search([], limit=1).id,
            "drafting_unit_id": self.second_unit.id,
        })
        self.env["vanthu.event"]._log(draft, "draft_sent_back")
        source = self.env.ref("vanthu_training.need_source_overdue")
        source.threshold = 1
        letter = self._create_incoming()
        letter.action_register()
        self.env["vanthu.assignment"].create({
            "document_id": letter.id, "unit_id": self.unit.id, "role": "lead",
            "company_id": self.organisation.id,
            "due_date": self.today - timedelta(days=3),
        })
        needs = self._get_needs(self.leader)
        self.assertEqual(needs["sent_back", self.second_unit], 1)
        self.assertEqual(needs["overdue", self.unit], 1)

    def test_a_revoked_certificate_is_not_reported(self):
        self.row.sudo().state = "done"
        self._certify(self.row, state="revoked")
        rows = {row[1]: row[2:] for row in self.training._get_report_rows()}
        self.assertEqual(rows["Số giấy chứng nhận đã cấp"], (0, ""))

    def test_few_mistakes_are_not_shown(self):
        self.env.ref("vanthu_training.need_source_refused").threshold = 2
        self._refuse(self.unit)
        self.assertNotIn(("refused", self.unit), self._get_needs(self.leader))

    def test_a_letter_that_waited_for_days_counts_and_one_of_today_does_not(self):
        late, fresh = self._create_incoming(), self._create_incoming()
        for letter in (late, fresh):
            letter.action_register()
        self.env.flush_all()
        self.env.cr.execute(
            "UPDATE vanthu_register_entry SET create_date = create_date + interval '5 days'"
            " WHERE id = %s", [late.register_entry_id.id],
        )
        self.assertEqual(
            self._get_needs(self.clerk)["late_registration", self.env["vanthu.unit"]], 1
        )

    def test_nobody_registers_on_a_holiday(self):
        letter = self._create_incoming()
        letter.action_register()
        self.env.flush_all()
        self.env.cr.execute(
            "UPDATE vanthu_register_entry SET create_date = create_date + interval '6 days'"
            " WHERE id = %s", [letter.register_entry_id.id],
        )
        late = ("late_registration", self.env["vanthu.unit"])
        self.assertEqual(self._get_needs(self.clerk)[late], 1)
        calendar = self.organisation.resource_calendar_id
        self.assertTrue(calendar)
        holiday = self.env["resource.calendar.leaves"].create({
            "name": "Tết", "calendar_id": calendar.id, "company_id": self.organisation.id,
            "date_from": fields.Datetime.now() - timedelta(days=1),
            "date_to": fields.Datetime.now() + timedelta(days=8),
        })
        self.assertNotIn(late, self._get_needs(self.clerk))
        holiday.resource_id = self.env["resource.resource"].create({"name": "One person"})
        self.assertIn(late, self._get_needs(self.clerk))

    def test_a_file_handed_over_late_still_counts(self):
        file = self.env["vanthu.file"].create({
            "company_id": self.organisation.id, "name": "Hồ sơ", "catalog": self.today.year,
            "unit_id": self.unit.id, "notation": "01.TEST", "term": "years", "term_years": 10,
        })
        self.env.flush_all()
        for days, counts in ((-3, True), (3, False)):
            self.env.cr.execute(
                "UPDATE vanthu_file SET handover_due = %s, archived_date = %s WHERE id = %s",
                [self.today + timedelta(days=days), self.today, file.id],
            )
            with self.subTest(days=days):
                self.assertEqual(
                    ("late_hand_over", self.unit) in self._get_needs(self.leader), counts
                )

    def test_a_head_sees_the_own_unit_and_nobody_else_the_rest(self):
        self._refuse(self.unit)
        self._refuse(self.second_unit)
        self.assertEqual(set(self._get_needs(self.head)), {("refused", self.unit)})
        self.assertEqual(len(self._get_needs(self.clerk)), 2)
        for user in (self.handler, self.other_clerk, self.other_manager):
            with self.subTest(user.login):
                self.assertFalse(self._get_needs(user))

    def test_practice_makes_no_needs(self):
        practice = self.trainee._get_practice_user()
        letter = self.env["vanthu.document"].with_user(practice).with_context(
            allowed_company_ids=practice.company_id.ids
        ).search([("state", "=", "arrived")], limit=1)
        letter.write({"subject": "x", "organ_name": "x"})
        letter.action_register()
        self.env.flush_all()
        self.env.cr.execute("UPDATE vanthu_register_entry SET create_date = create_date + "
                            "interval '9 days' WHERE company_id = %s", [practice.company_id.id])
        self.assertFalse(self.env["vanthu.training.need"].search(
            [("company_id", "=", practice.company_id.id)]
        ))


@tagged("post_install", "-at_install")
class TestFiguresFiles(FiguresCommon, HttpCase):

    def _open(self, user, path):
        user.password = "a-long-password"
        self.authenticate(user.login, "a-long-password")
        return self.url_open(path)

    def test_coverage_is_exported_by_who_may_see_it(self):
        self._certify(self.row)
        self.env.flush_all()
        answer = self._open(self.training_manager, "/vanthu/training/coverage.xlsx")
        cells = [
            [cell for cell in row if cell]
            for row in load_workbook(BytesIO(answer.content)).active.iter_rows(values_only=True)
        ]
        row = next(row for row in cells if "Trường THPT Số Một" in row)
        self.assertEqual(row.count("1"), 2)
        self.assertEqual(
            self._open(self.trainee, "/vanthu/training/coverage.xlsx").status_code, 404
        )

    def test_the_report_is_exported_by_trainers(self):
        path = f"/vanthu/class/{self.training.id}/report.xlsx"
        self.assertEqual(self._open(self.trainer, path).status_code, 200)
        self.assertEqual(self._open(self.trainee, path).status_code, 404)
