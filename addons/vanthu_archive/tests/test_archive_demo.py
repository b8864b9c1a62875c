"""The demo of the archive: built by the people whose work it is, once, with its Department."""

from odoo.tests import tagged

from ..demo import loader, plan, use
from .archive_common import ArchiveCommon


@tagged("post_install", "-at_install")
class TestArchiveDemo(ArchiveCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.school = cls._create_organisation("Sở của bản dùng thử", "SDT")
        cls.env["vanthu.unit"].create([
            {
                "name": name, "code": code, "company_id": cls.school.id,
                "head_id": cls._create_person(f"demo_{code.lower()}", "group_user", cls.school).id,
            }
            for name, code in (
                ("Văn phòng", "VP"), ("Phòng Tổ chức cán bộ", "TCCB"),
                ("Phòng Giáo dục Trung học", "GDTrH"),
            )
        ])

    def _load(self):
        clerk = self.env["res.users"].search([("login", "=", "vanthu")])
        clerk.login = "vanthu.cu"
        clerk = self._create_person("demo_clerk", "group_clerk", self.school)
        clerk.login = "vanthu"
        self.env["res.users"].search([("login", "=", plan.ARCHIVIST[2])]).login = "luutru.cu"
        loader.load(self.env)
        return self.env["vanthu.file"].search([("company_id", "=", self.school.id)])

    def test_nothing_is_built_without_the_department(self):
        self.env["res.users"].search([("login", "=", "vanthu")]).login = "vanthu.cu"
        before = self.env["vanthu.file"].search_count([])
        loader.load(self.env)
        self.assertEqual(self.env["vanthu.file"].search_count([]), before)

    def test_every_part_of_the_life_of_a_file_is_there(self):
        files = self._load()
        states = files.grouped("state")
        self.assertEqual(set(states), {"open", "closed", "archived"})
        self.assertTrue(all(file.box_id.location_id for file in states["archived"]))
        self.assertTrue(files.filtered("is_held"))
        self.assertTrue(files.filtered("is_expired"))
        plans = self.env["vanthu.file.plan"].search([("company_id", "=", self.school.id)])
        self.assertEqual(set(plans.mapped("state")), {"in_force"})
        self.assertEqual(len(plans), 2)
        disposal = self.env["vanthu.disposal"].search([("company_id", "=", self.school.id)])
        self.assertEqual((disposal.state, len(disposal.line_ids)), ("listed", 12))
        batch = self.env["vanthu.transfer"].search([("company_id", "=", self.school.id)])
        self.assertEqual(batch.state, "checking")
        self._check_requests()
        archivist = self.env["res.users"].search([("login", "=", plan.ARCHIVIST[2])])
        room = self.env["vanthu.storage.location"].search([
            ("company_id", "=", self.school.id), ("kind", "=", "room"),
        ])
        graph = self.env["vanthu.climate"].get_graph(room.id, "year")
        self.assertTrue(graph["points"] and graph["limits"])
        alarms = self.env["vanthu.climate.alarm"].search([("location_id", "=", room.id)])
        self.assertEqual(set(alarms.mapped("state")), {"open", "closed"})
        checks = self.env["vanthu.store.check"].search([("location_id", "=", room.id)])
        self.assertEqual(set(checks.mapped("state")), {"planned", "done"})
        self.assertTrue(checks.filtered("is_overdue"))
        self.assertEqual(archivist.company_ids, self.school)
        self.assertFalse(archivist.has_group("vanthu_document.group_clerk"))

    def _check_requests(self):
        """Readers of all kinds have asked, and there is something for each to do."""
        loans = self.env["vanthu.loan"].search([("company_id", "=", self.school.id)])
        self.assertEqual(len(loans), len(use.REQUESTS))
        for (state, kind, _purpose, reader, days, conditional, topic), loan in zip(
            use.REQUESTS, loans.sorted("id"), strict=True
        ):
            with self.subTest(topic):
                self.assertEqual(
                    (loan.state, loan.kind, loan.topic, loan.is_conditional, bool(loan.reader_id)),
                    (state, kind, topic, conditional, not reader),
                )
                self.assertIn((self.today - loan.asked_date).days, (days, days + 1, days + 2))
                self.assertLess(loan.asked_date.weekday(), 5)
                self.assertEqual(bool(loan.decided_by_id), state != "asked")
        self.assertEqual(loans.filtered("is_overdue").mapped("kind"), ["borrow"])
        self.assertTrue(loans.filtered(
            lambda loan: loan.state == "asked" and loan.answer_due < self.today
        ))

    def test_a_second_time_nothing_is_added(self):
        files = self._load()
        loader.load(self.env)
        self.assertEqual(
            self.env["vanthu.file"].search([("company_id", "=", self.school.id)]), files
        )

    def test_topics_are_the_titles_without_their_first_words(self):
        self.assertEqual(plan.topic_of("Hồ sơ tuyển dụng viên chức"), "tuyển dụng viên chức")
        self.assertEqual(plan.topic_of("Công văn trao đổi"), "trao đổi")
