from datetime import timedelta

from odoo import fields
from odoo.tests import tagged

from .handling_common import HandlingCommon


@tagged("post_install", "-at_install")
class TestDeskSuggestion(HandlingCommon):
    """What the desk suggests, from how this leader directed before."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.letter, cls.plan = cls.env["vanthu.document.type"].create([
            {"name": "Loại thử một"}, {"name": "Loại thử hai"},
        ])
        cls.third_unit = cls.env["vanthu.unit"].create(
            {"name": "Thanh tra", "company_id": cls.organisation.id}
        )

    def _past(self, rows, organ="Sở Nội vụ", doc_type=None, days_ago=1, content="Việc riêng.",
              **values):
        """A directive that the leader gave some days ago."""
        document = self._create_registered(
            organ_name=organ, type_id=(doc_type or self.letter).id, **values
        )
        works = self._direct(document, rows, content)
        works.directive_id.date = fields.Datetime.now() - timedelta(days=days_ago)
        return works

    def _suggest(self, organ="Sở Nội vụ", doc_type=None, leader=None, **values):
        document = self._create_registered(
            organ_name=organ, type_id=(doc_type or self.letter).id, **values
        )
        document.action_submit((leader or self.leader).id)
        desk = self.env["vanthu.desk"].with_user(leader or self.leader)
        return next(card for card in desk.get_cards("direct") if card["id"] == document.id)

    def _named(self, card):
        return [(row["role"], row["name"]) for row in card["usual"]]

    def test_sender_and_type_say_more_than_sender_and_sender_more_than_type(self):
        for _index in range(3):
            self._past([self._lead(self.third_unit)], organ="Sở Tài chính")
        self._past([self._lead(self.second_unit)], doc_type=self.plan)
        self._past([self._lead()], days_ago=90)
        self.assertEqual(self._named(self._suggest()), [
            ("lead", "Văn phòng"), ("lead", "Phòng Kế hoạch - Tài chính"), ("lead", "Thanh tra"),
        ])

    def test_unlike_documents_say_nothing(self):
        self._past([self._lead()], organ="Sở Tài chính", doc_type=self.plan)
        card = self._suggest()
        self.assertFalse(card["usual"] or card["usual_phrases"])

    def test_recent_directives_weigh_more(self):
        for _index in range(2):
            self._past([self._lead()], days_ago=500)
        self._past([self._lead(self.second_unit)], days_ago=2)
        self.assertEqual(self._named(self._suggest())[0][1], "Phòng Kế hoạch - Tài chính")

    def test_each_keeps_its_usual_role_and_stands_once(self):
        for _index in range(2):
            self._past([self._lead(), self._cooperate()])
        self._past([self._lead(self.second_unit)], days_ago=200)
        self.assertEqual(self._named(self._suggest()), [
            ("lead", "Văn phòng"), ("cooperate", "Phòng Kế hoạch - Tài chính"),
        ])

    def test_sender_is_known_by_record_or_by_name(self):
        organ = self.env["res.partner"].create({"name": "Ủy ban", "is_company": True})
        self._past([self._lead()], organ="UBND tỉnh", organ_id=organ.id, doc_type=self.plan)
        self.assertTrue(self._suggest(organ="Ủy ban nhân dân tỉnh", organ_id=organ.id)["usual"])
        self.assertTrue(self._suggest(organ="ubnd TỈNH")["usual"])

    def test_habits_of_other_leaders_and_undone_directives_do_not_count(self):
        works = self._past([self._lead()])
        self.assertFalse(self._suggest(leader=self.second_leader)["usual"])
        works.directive_id.active = False
        self.assertFalse(self._suggest()["usual"])

    def test_work_that_was_sent_back_is_not_suggested_again(self):
        works = self._past([self._lead()])
        works.state = "returned"
        self.assertFalse(self._suggest()["usual"])

    def test_closed_units_and_departed_persons_are_not_suggested(self):
        self._past([self._lead(), {"role": "inform", "user_id": self.handler.id}])
        self.assertEqual(len(self._suggest()["usual"]), 2)
        self.unit.active = False
        self.handler.active = False
        self.assertFalse(self._suggest()["usual"])

    def test_restricted_documents_teach_nothing(self):
        for _index in range(2):
            self._past([self._lead()]).document_id.sudo().restricted = True
        card = self._suggest()
        self.assertFalse(card["usual"] or card["usual_phrases"])

    def test_repeated_words_are_offered_single_ones_are_not(self):
        for content in ("Nghiên cứu kỹ.", "Nghiên cứu kỹ.", "Chuẩn bị họp ngày mai."):
            self._past([self._lead()], content=content)
        self.assertEqual(self._suggest()["usual_phrases"], ["Nghiên cứu kỹ."])

    def test_words_that_name_a_unit_or_a_day_are_no_stock_phrase(self):
        self.assertTrue(self.unit.name)
        for words in (
            f"Giao {self.unit.name.upper()} chủ trì.", "Báo cáo trước ngày 26/11/2026.",
            "Trình lãnh đạo trong 3 ngày.",
        ):
            self._past([self._lead()], content=words)
            self._past([self._lead()], content=words)
        self.assertEqual(self._suggest()["usual_phrases"], ["Trình lãnh đạo trong 3 ngày."])

    def test_usual_number_of_days_makes_the_deadline(self):
        for days in (4, 6, 8):
            works = self._past([self._lead()], days_ago=30)
            works.due_date = works.directive_id.date.date() + timedelta(days=days)
        card = self._suggest()
        usual = self.today + timedelta(days=6)
        while usual.weekday() > 4:
            usual += timedelta(days=1)
        self.assertEqual(card["default_date"], str(usual))

    def test_proposal_of_the_clerk_comes_before_habits(self):
        self._past([self._lead()])
        document = self._create_registered(organ_name="Sở Nội vụ", type_id=self.letter.id)
        document.action_submit(self.leader.id, "Giao Văn phòng", [self._lead()])
        card = self.env["vanthu.desk"].with_user(self.leader).get_cards("direct")[0]
        self.assertEqual([row["name"] for row in card["proposed"]], ["Văn phòng"])
        self.assertFalse(card["usual"])

    def test_all_cards_of_a_page_are_answered_by_one_query(self):
        self._past([self._lead()])
        cards = [self._suggest()["id"] for _index in range(5)]
        documents = self.env["vanthu.document"].browse(cards)
        desk = self.env["vanthu.desk"].with_user(self.leader)
        self.env.flush_all()
        with self.assertQueryCount(1):
            rows = desk._fetch_habits(documents)
        self.assertEqual({row["card_id"] for row in rows}, set(cards))
