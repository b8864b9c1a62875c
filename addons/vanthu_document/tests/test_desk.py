from datetime import timedelta

from odoo import Command, fields
from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .handling_common import HandlingCommon


@tagged("post_install", "-at_install")
class TestDesk(HandlingCommon):
    """What the leader's desk shows and how it decides, on the server."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.desk = cls.env["vanthu.desk"].with_user(cls.leader)
        cls.phrase = cls.env["vanthu.phrase"].create(
            {"text": "Báo cáo trước thứ Sáu.", "user_id": cls.leader.id}
        )

    def _submit(self, leader=None, proposal="", rows=(), **values):
        document = self._create_registered(**values)
        document.action_submit((leader or self.leader).id, proposal, list(rows))
        return document

    def _decide(self, document, key="k1", user=None, rows=None, **decision):
        desk = self.env["vanthu.desk"].with_user(user or self.leader)
        return desk.decide("direct", document.id, {
            "content": "Triển khai thực hiện.",
            "assignments": [self._lead()] if rows is None else rows, **decision,
        }, key)

    def _ids(self, user):
        return [card["id"] for card in self.env["vanthu.desk"].with_user(user).get_cards("direct")]

    # ---- WHAT LIES ON THE DESK ----

    def test_desk_shows_what_was_submitted_to_this_leader(self):
        mine = self._submit()
        self._submit(self.second_leader)
        self._create_registered()
        desk = self.desk.get_desk()
        pile = next(pile for pile in desk["piles"] if pile["key"] == "direct")
        self.assertEqual(pile["count"], 1)
        self.assertEqual([card["id"] for card in desk["cards"]["direct"]], mine.ids)
        self.assertEqual(desk["today"], str(self.today))
        self.assertIn(self.phrase.text, [phrase["text"] for phrase in desk["phrases"]])

    def test_urgent_cards_lie_on_top_then_those_that_are_due_first(self):
        later = self._submit(due_date=self.today + timedelta(days=9))
        sooner = self._submit(due_date=self.today + timedelta(days=3))
        urgent = self._submit(priority="2")
        self.assertEqual(self._ids(self.leader), (urgent + sooner + later).ids)

    def test_card_says_what_a_leader_asks_first(self):
        due = self.organisation._add_working_days(self.today, 2)
        document = self._submit(
            proposal="Đề nghị giao Văn phòng", rows=[self._lead(), self._cooperate()],
            subject="Kế hoạch thi", due_date=due, priority="1", issued_date=self.today,
        )
        self.env["ir.attachment"].create({
            "name": "thư.png", "raw": b"\x89PNG", "mimetype": "image/png",
            "res_model": "vanthu.document", "res_id": document.id,
        })
        card = self.desk.get_cards("direct")[0]
        self.assertEqual(card["pile"], "direct")
        self.assertEqual(card["subject"], "Kế hoạch thi")
        self.assertEqual(card["organ_name"], "Bộ Giáo dục và Đào tạo")
        self.assertEqual(card["reference"], "327/BGDĐT-VP")
        self.assertEqual(card["issued_date"], str(self.today))
        self.assertEqual((card["priority"], card["priority_name"]), ("1", "Urgent"))
        self.assertEqual((card["due_date"], card["deadline_state"]), (str(due), "soon"))
        self.assertEqual(card["proposal"], "Đề nghị giao Văn phòng")
        self.assertEqual(
            [(row["role"], row["unit_id"]) for row in card["proposed"]],
            [("lead", self.unit.id), ("cooperate", self.second_unit.id)],
        )
        self.assertEqual([file["name"] for file in card["files"]], ["thư.png"])
        self.assertEqual(card["default_date"], str(due))
        self.assertIn(str(due), card["dates"])
        self.assertEqual((card["leader_name"], card["acting_note"]), ("", ""))

    def test_main_file_comes_first(self):
        document = self._submit()
        first, main = self.env["ir.attachment"].create([
            {
                "name": name, "raw": name.encode(), "res_model": "vanthu.document",
                "res_id": document.id, "mimetype": "text/plain",
            }
            for name in ("phụ lục.txt", "thư.txt")
        ])
        document.sudo().message_main_attachment_id = main
        files = self.desk.get_cards("direct")[0]["files"]
        self.assertEqual([file["id"] for file in files], [main.id, first.id])

    def test_further_cards_come_without_those_at_hand(self):
        documents = self.env["vanthu.document"].union(*[self._submit() for _index in range(5)])
        page = self.desk.get_cards("direct", limit=2)
        rest = self.desk.get_cards("direct", known_ids=[card["id"] for card in page])
        self.assertEqual(len(page), 2)
        self.assertEqual(
            [card["id"] for card in page + rest], documents.sorted("submitted_at, id").ids
        )

    def test_dates_to_choose_are_working_days(self):
        self._submit()
        dates = self.desk.get_cards("direct")[0]["dates"]
        self.assertEqual(dates[0], str(self.today))
        self.assertEqual(dates, sorted(set(dates)))
        for date in dates[1:]:
            self.assertLess(fields.Date.to_date(date).weekday(), 5)

    def test_deadline_that_has_passed_is_not_offered(self):
        self._submit(due_date=self.today - timedelta(days=3))
        card = self.desk.get_cards("direct")[0]
        self.assertEqual(card["deadline_state"], "late")
        self.assertFalse(card["default_date"])

    def test_first_sight_costs_the_same_for_one_card_and_for_twenty(self):
        due = self.today + timedelta(days=30)
        values = {"due_date": due, "rows": [self._lead()]}
        self._submit(**values)
        self._direct(self._create_registered())

        def count():
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            desk = self.desk.get_desk()
            return len(desk["cards"]["direct"]), self.env.cr.sql_log_count - before

        count()  # groups, rules and translations are remembered from here on
        cards, queries = count()
        self.assertEqual(cards, 1)
        self.assertLessEqual(queries, 25)
        for _index in range(19):
            self._submit(**values)
        self.assertEqual(count(), (20, queries))

    # ---- RIGHTS ----

    def test_handlers_and_clerks_have_an_empty_desk(self):
        document = self._submit()
        for user in (self.handler, self.head, self.clerk, self.manager):
            desk = self.env["vanthu.desk"].with_user(user).get_desk()
            self.assertFalse(desk["cards"], user.name)
            self.assertFalse(any(pile["count"] for pile in desk["piles"]), user.name)
            with self.assertRaises(UserError):
                self._decide(document, user=user)
            with self.assertRaises(AccessError):
                self.env["vanthu.desk"].with_user(user).get_targets(self.organisation.id)
        self.assertEqual(document.state, "submitted")

    def test_restricted_document_lies_only_on_the_desk_of_who_is_named(self):
        document = self._submit(restricted=True)
        self.assertEqual(self._ids(self.leader), document.ids)
        document.sudo().allowed_user_ids = [Command.set(self.second_leader.ids)]
        self.assertFalse(self._ids(self.leader))
        with self.assertRaises(AccessError):
            self._decide(document)

    def test_leader_of_another_organisation_sees_and_names_nothing(self):
        stranger = self._create_person("stranger", "group_leader", self.other_organisation)
        document = self._submit()
        self.assertFalse(self._ids(stranger))
        with self.assertRaises(AccessError):
            self._decide(document, user=stranger)
        targets = self.env["vanthu.desk"].with_user(stranger).get_targets(self.organisation.id)
        self.assertFalse(targets)

    def test_all_units_and_persons_can_be_found(self):
        targets = self.desk.get_targets(self.organisation.id)
        names = [target["name"] for target in targets]
        self.assertIn("Văn phòng", names)
        self.assertIn(self.handler.name, names)
        self.unit.active = False
        self.assertNotIn("Văn phòng", [
            target["name"] for target in self.desk.get_targets(self.organisation.id)
        ])

    def test_unknown_pile_is_refused(self):
        with self.assertRaisesRegex(UserError, "no such pile"):
            self.desk.get_cards("nothing")
        with self.assertRaisesRegex(UserError, "no such pile"):
            self.desk.decide("nothing", 1, {}, "k")

    # ---- DECISIONS ----

    def test_decision_directs_the_document(self):
        document = self._submit()
        due = self.today + timedelta(days=6)
        done = self._decide(
            document, needs_approval=True,
            rows=[self._lead(due_date=str(due)), self._cooperate()],
        )
        directive = self.env["vanthu.directive"].browse(done["directive_id"])
        self.assertEqual(directive.document_id, document)
        self.assertEqual(directive.leader_id, self.leader)
        self.assertEqual(directive.content, "Triển khai thực hiện.")
        self.assertTrue(directive.needs_approval)
        self.assertEqual(directive.client_key, "k1")
        self.assertEqual(directive.assignment_ids.filtered(
            lambda work: work.role == "lead").due_date, due)
        self.assertEqual(document.state, "assigned")
        self.assertFalse(self._ids(self.leader))

    def test_repeated_request_directs_once(self):
        document = self._submit()
        first = self._decide(document)
        again = self._decide(document)
        self.assertEqual(again["directive_id"], first["directive_id"])
        self.assertEqual(len(document.directive_ids), 1)
        self.assertEqual(len(document.assignment_ids), 1)

    def test_same_key_of_another_leader_is_another_decision(self):
        mine, other = self._submit(), self._submit(self.second_leader)
        first = self._decide(mine)
        second = self._decide(other, user=self.second_leader)
        self.assertNotEqual(first["directive_id"], second["directive_id"])

    def test_key_of_one_document_says_nothing_about_another(self):
        self._decide(self._submit())
        second = self._submit()
        with self.assertRaisesRegex(UserError, "key of its own"):
            self._decide(second)
        self.assertEqual(second.state, "submitted")

    def test_decision_of_somebody_who_signed_out_is_not_carried_out(self):
        document = self._submit()
        done = self.desk.decide(
            "direct", document.id, {"content": "x"}, "k1", user_id=self.second_leader.id
        )
        self.assertEqual(done, {"other_user": True})
        self.assertEqual(document.state, "submitted")

    def test_second_decision_reads_the_words_of_the_first(self):
        document = self._submit()
        self._direct(document, content="Giao Văn phòng.")
        with self.assertRaisesRegex(UserError, "Leader has directed.*Giao Văn phòng"):
            self._decide(document, key="k2")
        self.assertEqual(len(document.directive_ids), 1)

    def test_what_the_clerk_took_back_is_not_directed(self):
        document = self._submit()
        document.action_take_back_submission()
        with self.assertRaisesRegex(UserError, "took it back"):
            self._decide(document)

    def test_refusals_of_the_directive_reach_the_desk(self):
        document = self._submit()
        with self.assertRaisesRegex(UserError, "Write what is to be done"):
            self._decide(document, content=" ")
        foreign = self.env["vanthu.unit"].create(
            {"name": "Tổ Toán", "company_id": self.other_organisation.id}
        )
        with self.assertRaisesRegex(UserError, "no unit of"):
            self._decide(document, key="k2", rows=[self._lead(foreign)])
        with self.assertRaisesRegex(UserError, "key of its own"):
            self._decide(document, key="")
        self.assertEqual(document.state, "submitted")

    def test_card_of_a_deleted_record_says_so(self):
        with self.assertRaisesRegex(UserError, "no longer there"):
            self.desk.decide("direct", 2**31 - 1, {"content": "x"}, "k")
