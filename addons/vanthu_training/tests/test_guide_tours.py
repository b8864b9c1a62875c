from odoo import fields
from odoo.tests import tagged

from odoo.addons.vanthu_archive.tests.store_common import StoreCommon
from odoo.addons.vanthu_document.tests.browser import BrowserCase
from odoo.addons.vanthu_document.tests.handling_common import HandlingCommon
from odoo.addons.vanthu_document.tests.outgoing_common import OutgoingCommon

from .training_common import TrainingCommon


@tagged("post_install", "-at_install")
class TestGuideClerk(OutgoingCommon, BrowserCase):
    """The steps that lead a registry clerk, taken by the browser."""

    language = "vi_VN"
    _registry_readonly_enabled = False

    def test_a_clerk_registers_a_first_document(self):
        self.start_tour(
            "/odoo/incoming-waiting", "vanthu_guide_clerk_incoming", login=self.clerk.login
        )
        document = self.env["vanthu.document"].search([("company_id", "=", self.organisation.id)])
        self.assertEqual(
            document.mapped("reference") + document.mapped("state"),
            ["0327/BGDĐT-VP", "registered"],
        )
        self.assertEqual(document.arrival_number, 1)
        self.assertEqual(document.subject, "Về việc tổng kết năm học")

    def test_a_list_with_letters_in_it_changes_nothing(self):
        self._create_incoming(subject="Đến trước").action_register()
        self._create_incoming(subject="Đang chờ", code_number="9")
        self.start_tour(
            "/odoo/incoming-waiting", "vanthu_guide_clerk_incoming", login=self.clerk.login
        )
        self.assertEqual(
            self.env["vanthu.document"].search([("arrival_number", "=", 2)]).code_number, "0327"
        )

    def test_a_clerk_numbers_and_sends_a_document(self):
        draft = self._bring_to("signed", recipient_ids=[
            (0, 0, {"partner_id": self.school.id, "channel": "post"}),
        ])
        self.start_tour("/odoo/to-send", "vanthu_guide_clerk_outgoing", login=self.clerk.login)
        self.assertEqual(draft.state, "dispatched")
        self.assertEqual(draft.issue_number, 1)
        self.assertEqual(len(draft.delivery_ids), 1)

    def test_a_document_that_has_its_number_is_only_sent(self):
        draft = self._bring_to("issued", recipient_ids=[
            (0, 0, {"partner_id": self.school.id, "channel": "post"}),
        ])
        self.start_tour("/odoo/to-send", "vanthu_guide_clerk_outgoing", login=self.clerk.login)
        self.assertEqual(draft.state, "dispatched")
        self.assertEqual(draft.issue_number, 1)


    def test_the_tour_can_be_taken_again(self):
        for number in (1, 2):
            self.start_tour(
                "/odoo/incoming-waiting", "vanthu_guide_clerk_incoming", login=self.clerk.login
            )
            document = self.env["vanthu.document"].search([("arrival_number", "=", number)])
            self.assertEqual(document.reference, "0327/BGDĐT-VP")


@tagged("post_install", "-at_install")
class TestGuideClerkOnThePhone(OutgoingCommon, BrowserCase):
    """At the door, with a letter in the other hand."""

    language = "vi_VN"
    browser_size = "390x844"
    touch_enabled = True
    _registry_readonly_enabled = False

    def test_a_clerk_registers_a_first_document_on_the_phone(self):
        self.start_tour(
            "/odoo/incoming-waiting", "vanthu_guide_clerk_incoming", login=self.clerk.login
        )
        document = self.env["vanthu.document"].search([("arrival_number", "=", 1)])
        self.assertEqual(document.state, "registered")
        self.assertEqual(document.organ_name, "Bộ Giáo dục và Đào tạo")


@tagged("post_install", "-at_install")
class TestGuideLeader(HandlingCommon, BrowserCase):
    """A letter on the desk, with and without proposals."""

    language = "vi_VN"
    _registry_readonly_enabled = False

    def _submit(self, **values):
        document = self._create_registered(**values)
        document.action_submit(self.leader.id, "Đề nghị giao Văn phòng")
        return document

    def _direct_by_tour(self):
        self.start_tour("/odoo/desk", "vanthu_guide_leader_desk", login=self.leader.login)

    def test_a_leader_directs_a_letter(self):
        document = self._submit()
        self._direct_by_tour()
        directive = document.sudo().directive_ids
        self.assertEqual(directive.leader_id, self.leader)
        self.assertTrue(directive.content)
        self.assertEqual(directive.assignment_ids.mapped("role")[:1], ["lead"])


@tagged("post_install", "-at_install")
class TestGuideLeaderOnThePhone(TestGuideLeader):

    browser_size = "390x844"
    touch_enabled = True


@tagged("post_install", "-at_install")
class TestGuideWork(HandlingCommon, BrowserCase):
    """Work that is accepted, split and reported."""

    language = "vi_VN"
    _registry_readonly_enabled = False

    def _take_tour(self, name, user):
        self.start_tour("/odoo/my-work", f"vanthu_guide_{name}", login=user.login)

    def _give_handler(self, **values):
        return self._direct(rows=[
            {"role": "lead", "unit_id": self.unit.id},
            {"role": "cooperate", "user_id": self.handler.id, **values},
        ]).filtered(lambda row: row.user_id == self.handler)

    def test_a_handler_accepts_and_reports(self):
        work = self._give_handler()
        self._take_tour("handler_work", self.handler)
        self.assertEqual(work.state, "reported")
        self.assertIn("Đã hoàn thành", work.report)

    def test_work_that_is_begun_is_only_reported(self):
        work = self._give_handler()
        work.with_user(self.handler).action_accept()
        work.with_user(self.handler).action_start()
        self._take_tour("handler_work", self.handler)
        self.assertEqual(work.state, "reported")

    def test_what_is_for_information_is_taken_note_of(self):
        work = self._give_handler(role="inform")
        self._take_tour("handler_work", self.handler)
        self.assertEqual(work.state, "done")

    def test_a_head_splits_the_work(self):
        work = self._direct()
        self._take_tour("head_split", self.head)
        part = work.child_ids
        self.assertEqual(part.instruction, "Dự thảo báo cáo")
        self.assertIn(part.user_id, self.unit.member_ids | self.unit.head_id)
        self.assertEqual(work.state, "accepted")


@tagged("post_install", "-at_install")
class TestGuideWorkOnThePhone(HandlingCommon, BrowserCase):
    """Buttons that a phone keeps under three dots, and lists that are cards there."""

    language = "vi_VN"
    browser_size = "390x844"
    touch_enabled = True
    _registry_readonly_enabled = False

    def test_a_head_splits_the_work_on_the_phone(self):
        work = self._direct()
        self.start_tour("/odoo/my-work", "vanthu_guide_head_split", login=self.head.login)
        self.assertEqual(work.child_ids.instruction, "Dự thảo báo cáo")
        self.assertEqual(work.state, "accepted")


@tagged("post_install", "-at_install")
class TestGuideKeepers(StoreCommon, BrowserCase):
    """The archive and the organisation."""

    language = "vi_VN"
    _registry_readonly_enabled = False

    def test_an_archivist_boxes_a_file_and_places_the_box(self):
        file = self._create_paper_files(1)
        self.start_tour(
            "/odoo/files-in-no-box", "vanthu_guide_archivist_box", login=self.archivist.login
        )
        self.assertTrue(file.box_id.location_id)
        self.assertEqual(file.box_id.file_ids, file)

    def test_without_a_store_the_file_is_boxed_all_the_same(self):
        self.env["vanthu.storage.location"].search([]).unlink()
        file = self._create_paper_files(1)
        self.start_tour(
            "/odoo/files-in-no-box", "vanthu_guide_archivist_box", login=self.archivist.login
        )
        self.assertTrue(file.box_id)
        self.assertFalse(file.box_id.location_id)

    def test_an_administrator_makes_a_unit(self):
        self.start_tour("/odoo/records-units", "vanthu_guide_manager_unit",
                        login=self.manager.login)
        unit = self.env["vanthu.unit"].search([("code", "=", "TVT")])
        self.assertEqual(unit.company_id, self.organisation)
        self.assertEqual(unit.name, "Tổ Văn thư")


@tagged("post_install", "-at_install")
class TestGuideTrainer(TrainingCommon, BrowserCase):
    """A class is opened, and organisations are invited to it."""

    language = "vi_VN"
    _registry_readonly_enabled = False

    def test_a_training_manager_opens_a_class_and_invites(self):
        school = self.env["res.company"].create({
            "name": "Trường THPT Số Chín", "parent_id": self.organisation.id,
        })
        self.start_tour("/odoo/training-classes", "vanthu_guide_trainer_class",
                        login=self.training_manager.login)
        training = self.env["event.event"].search([("name", "=", "Lớp tập huấn văn thư số 1")])
        self.assertEqual(training.host_id, self.organisation)
        self.assertTrue(training.course_id)
        self.assertEqual(len(training.session_ids), 1)
        self.assertGreater(training.session_ids.date_begin, fields.Datetime.now())
        self.assertEqual(training.invitation_ids.partner_id, school.partner_id)


@tagged("post_install", "-at_install")
class TestGuideTrainerOnThePhone(TestGuideTrainer):

    browser_size = "390x844"
    touch_enabled = True
