from odoo.exceptions import AccessError
from odoo.tests import tagged

from .training_common import TrainingCommon


@tagged("post_install", "-at_install")
class TestLessons(TrainingCommon):

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.first, cls.second, cls.third = cls.env["vanthu.lesson"].create([
            {"name": "One", "topic_id": cls.topics[0].id, "sequence": 1, "minutes": 5},
            {"name": "Two", "topic_id": cls.topics[0].id, "sequence": 2},
            {"name": "Three", "topic_id": cls.topics[1].id},
        ])

    def test_what_is_read_is_kept_for_the_reader_alone(self):
        self.first.with_user(self.trainee).action_mark_read()
        self.assertTrue(self.first.with_user(self.trainee).is_read)
        self.assertFalse(self.second.with_user(self.trainee).is_read)
        self.assertFalse(self.first.with_user(self.other_trainee).is_read)

    def test_reading_twice_is_kept_once(self):
        lesson = self.first.with_user(self.trainee)
        lesson.action_mark_read()
        lesson.action_mark_read()
        readings = self.env["vanthu.lesson.reading"].search([("lesson_id", "=", self.first.id)])
        self.assertEqual(readings.user_id, self.trainee)
        self.assertEqual(len(readings), 1)

    def test_reading_in_practice_counts_for_the_person(self):
        account = self._create_person("practice", "group_user")
        account.practice_of_id = self.trainee
        self.first.with_user(account).action_mark_read()
        self.assertTrue(self.first.with_user(self.trainee).is_read)
        self.assertTrue(self.first.with_user(account).is_read)

    def test_lessons_are_found_by_whether_they_are_read(self):
        self.first.with_user(self.trainee).action_mark_read()
        lessons = self.env["vanthu.lesson"].with_user(self.trainee)
        mine = [("topic_id", "in", self.topics.ids)]
        self.assertEqual(lessons.search([("is_read", "=", True), *mine]), self.first)
        self.assertEqual(
            lessons.search([("is_read", "=", False), *mine]), self.second + self.third
        )
        self.assertEqual(
            lessons.search([("is_read", "!=", True), *mine]), self.second + self.third
        )

    def test_the_outline_tells_topics_lessons_and_what_is_read(self):
        self.second.with_user(self.trainee).action_mark_read()
        outline = {
            topic["id"]: topic for topic in self.first.with_user(self.trainee).outline
        }
        self.assertEqual(outline[self.topics[0].id]["lessons"], [
            {"id": self.first.id, "name": "One", "minutes": 5, "read": False},
            {"id": self.second.id, "name": "Two", "minutes": 10, "read": True},
        ])
        self.assertEqual(outline[self.topics[1].id]["name"], "Archive")

    def test_the_outline_leaves_out_what_is_archived(self):
        self.second.active = False
        self.topics[1].active = False
        outline = {topic["id"]: topic for topic in self.first.outline}
        self.assertEqual(
            [one["id"] for one in outline[self.topics[0].id]["lessons"]], self.first.ids
        )
        self.assertNotIn(self.topics[1].id, outline)

    def test_topics_count_lessons_read(self):
        (self.first + self.third).with_user(self.trainee).action_mark_read()
        topics = self.topics.with_user(self.trainee)
        self.assertEqual(topics.mapped("lesson_count"), [2, 1])
        self.assertEqual(topics.mapped("read_count"), [1, 1])

    def test_the_exercise_of_a_lesson_opens(self):
        exercise = self.env["vanthu.exercise"].create({
            "name": "Try", "code": "XTRY", "topic_id": self.topics[0].id,
        })
        self.first.exercise_id = exercise
        action = self.first.with_user(self.trainee).action_open_exercise()
        self.assertEqual((action["res_model"], action["res_id"]), ("vanthu.exercise", exercise.id))

    def test_a_tour_is_offered_to_those_whose_role_it_is(self):
        tour = self.env["web_tour.tour"].create({"name": "x_of_leaders", "custom": True})
        self.env["vanthu.guide"].create({
            "name": "Leaders", "tour_id": tour.id,
            "group_id": self.env.ref("vanthu_document.group_leader").id,
        })
        self.first.tour_name = "x_of_leaders"
        self.second.tour_name = "x_of_all"
        self.assertFalse(self.first.with_user(self.trainee).my_tour)
        self.assertEqual(self.first.with_user(self.leader).my_tour, "x_of_leaders")
        self.assertEqual(self.second.with_user(self.trainee).my_tour, "x_of_all")
        self.assertFalse(self.third.with_user(self.leader).my_tour)

    def test_readers_change_no_lesson_and_nothing_of_what_others_read(self):
        self.first.with_user(self.other_trainee).action_mark_read()
        with self.assertRaises(AccessError):
            self.first.with_user(self.trainee).write({"body": "x"})
        readings = self.env["vanthu.lesson.reading"].with_user(self.trainee)
        self.assertFalse(readings.search([("lesson_id", "=", self.first.id)]))
        with self.assertRaises(AccessError):
            readings.create({"lesson_id": self.first.id, "user_id": self.trainee.id})

    def test_outsiders_read_no_lessons(self):
        portal = self._create_person("portal", "group_user")
        portal.group_ids = self.env.ref("base.group_portal")
        with self.assertRaises(AccessError):
            self.first.with_user(portal).action_mark_read()
