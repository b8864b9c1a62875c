"""The lessons and questions that are shipped: whole, right in form, true to the screens."""

import re
import struct
from pathlib import Path

import polib
from lxml import etree, html

from odoo.tests import TransactionCase, tagged
from odoo.tools.misc import file_path

TOPICS = [f"vanthu_training.topic_{number}" for number in range(1, 8)]
LARGEST = 70 * 1024


def labels():
    """Everything that the suite says in Vietnamese on its screens."""
    found = set()
    for addon in ("vanthu_document", "vanthu_archive"):
        found |= {entry.msgstr for entry in polib.pofile(file_path(f"{addon}/i18n/vi.po"))}
    return found


@tagged("post_install", "-at_install")
class TestLessonContent(TransactionCase):

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.lessons = cls.env["vanthu.lesson"]
        for name in range(1, 8):
            tree = etree.parse(file_path(f"vanthu_training/data/lessons/topic_{name}.xml"))
            for record in tree.iterfind(".//record"):
                cls.lessons += cls.env.ref(f"vanthu_training.{record.get('id')}")

    def _bodies(self):
        for lesson in self.lessons:
            yield lesson, html.fromstring(lesson.body)

    def test_each_topic_has_lessons_and_each_lesson_its_topic(self):
        count = {topic: 0 for topic in map(self.env.ref, TOPICS)}
        for lesson in self.lessons:
            count[lesson.topic_id] += 1
        self.assertGreaterEqual(min(count.values()), 2)

    def test_lessons_are_of_a_length_that_is_read(self):
        for lesson, body in self._bodies():
            with self.subTest(lesson=lesson.name):
                words = len(" ".join(body.itertext()).split())
                self.assertTrue(300 <= words <= 700, words)
                self.assertTrue(5 <= lesson.minutes <= 15)

    def test_lessons_have_steps_the_law_common_mistakes_and_a_check(self):
        for lesson, body in self._bodies():
            with self.subTest(lesson=lesson.name):
                self.assertGreaterEqual(len(body.xpath("//ol/li")), 3)
                self.assertGreaterEqual(len(body.xpath("//h2")), 3)
                self.assertTrue(body.xpath(
                    "//*[contains(@class, 'o_vanthu_lesson_mistakes')]//li"
                ))
                self.assertTrue(body.xpath("//*[contains(@class, 'o_vanthu_lesson_check')]/p"))
                self.assertRegex(lesson.body, r"Nghị định|Luật|Thông tư")

    def test_exercises_and_tours_of_lessons_are_those_of_the_topic(self):
        sources = Path(file_path("vanthu_training/static/src")).rglob("*.js")
        scripts = "".join(path.read_text(encoding="utf-8") for path in sources)
        for lesson in self.lessons:
            with self.subTest(lesson=lesson.name):
                if lesson.exercise_id:
                    self.assertEqual(lesson.exercise_id.topic_id, lesson.topic_id)
                if lesson.tour_name:
                    self.assertTrue(self.env["web_tour.tour"].search(
                        [("name", "=", lesson.tour_name)]
                    ))
                    self.assertIn(f'"{lesson.tour_name.removeprefix("vanthu_guide_")}"', scripts)
        self.assertFalse(
            {*map(self.env.ref, TOPICS)} - {*self.lessons.exercise_id.topic_id},
            "a topic whose lessons lead to no exercise",
        )

    def test_lessons_cite_no_act_that_is_gone(self):
        """Replaced acts are named only to say that they are (rules of 22 Nov 2026)."""
        for lesson, body in self._bodies():
            text = " ".join(" ".join(body.itertext()).split())
            for act in ("Luật Lưu trữ 2011", "Nghị định 26/2020", "Thông tư 09/2011",
                        "Thông tư 24/2020", "Luật Bảo vệ bí mật nhà nước 2018"):
                self.assertNotIn(act, text, lesson.name)
            for sentence in re.findall(r"[^.]*Thông tư (?:27/2016|18/2018)[^.]*", text):
                self.assertRegex(sentence, r"không còn|hồ sơ cũ|Dùng bảng", lesson.name)

    def test_pictures_are_there_small_and_described(self):
        for lesson, body in self._bodies():
            pictures = body.xpath("//img")
            self.assertTrue(pictures, lesson.name)
            for picture in pictures:
                with self.subTest(lesson=lesson.name, picture=picture.get("src")):
                    self.assertGreater(len(picture.get("alt")), 20)
                    path = Path(file_path(picture.get("src").lstrip("/")))
                    content = path.read_bytes()
                    self.assertLessEqual(len(content), LARGEST)
                    self.assertEqual(content[:8], b"\x89PNG\r\n\x1a\n")
                    width, height = struct.unpack(">II", content[16:24])
                    self.assertTrue(600 <= width <= 1366 and height >= 150, (width, height))

    def test_no_picture_is_kept_that_no_lesson_shows(self):
        shown = {
            picture.get("src").rsplit("/", 1)[-1]
            for _lesson, body in self._bodies() for picture in body.xpath("//img")
        }
        folder = Path(file_path("vanthu_training/static/lessons"))
        self.assertEqual({path.name for path in folder.iterdir()}, shown)

    def test_buttons_and_menus_are_called_what_the_screens_call_them(self):
        known = labels()
        for lesson, body in self._bodies():
            named = [
                part.strip() for bold in body.xpath("//b") for part in bold.text.split("→")
            ]
            self.assertTrue(named, lesson.name)
            self.assertFalse([name for name in named if name not in known], lesson.name)

    def test_a_changed_lesson_survives_an_update(self):
        data = self.env["ir.model.data"].search([
            ("module", "=", "vanthu_training"),
            ("model", "in", ["vanthu.lesson", "vanthu.course", "survey.survey"]),
        ])
        self.assertTrue(data)
        self.assertTrue(all(data.mapped("noupdate")))


@tagged("post_install", "-at_install")
class TestQuizContent(TransactionCase):

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.quiz = cls.env.ref("vanthu_training.quiz")

    def test_each_topic_has_a_section_of_five_questions_or_more(self):
        self.assertEqual(self.quiz.page_ids.topic_id, self.env["vanthu.topic"].union(
            *map(self.env.ref, TOPICS)
        ))
        for page in self.quiz.page_ids:
            self.assertGreaterEqual(len(page.question_ids), 5, page.title)
            self.assertEqual(page.question_ids.topic_id, page.topic_id)

    def test_each_question_has_sensible_right_answers_and_says_why(self):
        for question in self.quiz.question_ids:
            with self.subTest(question=question.title):
                answers = question.suggested_answer_ids
                right = answers.filtered("is_correct")
                self.assertTrue(question.is_scored_question)
                self.assertGreaterEqual(len(answers), 4)
                self.assertEqual(len({*answers.mapped("value")}), len(answers))
                if question.question_type == "simple_choice":
                    self.assertEqual(len(right), 1)
                else:
                    self.assertTrue(2 <= len(right) < len(answers))
                self.assertAlmostEqual(sum(right.mapped("answer_score")), 6, 1)
                self.assertTrue(all(
                    one.answer_score <= 0 for one in answers - right
                ))
                self.assertGreater(len(question.explanation), 30)

    def test_right_answers_do_not_stand_in_one_place(self):
        places = [
            question.suggested_answer_ids.mapped("is_correct").index(True)
            for question in self.quiz.question_ids
            if question.question_type == "simple_choice"
        ]
        self.assertEqual({*places}, {0, 1, 2, 3})
        self.assertLess(max(places.count(place) for place in range(4)), len(places) * 0.5)

    def test_the_quiz_gives_no_certificate_of_odoo(self):
        self.assertFalse(self.quiz.certification)
        self.assertEqual(self.quiz.access_mode, "token")
        self.assertFalse(self.quiz.users_login_required, "guests take it by their own link")
        self.assertEqual(self.quiz.scoring_type, "scoring_with_answers")

    def test_the_course_of_the_conference_is_whole(self):
        course = self.env.ref("vanthu_training.course_conference")
        self.assertEqual(len(course.topic_ids), 7)
        self.assertEqual(course.survey_id, self.quiz)
        self.assertEqual(course.feedback_survey_id, self.env.ref("vanthu_training.feedback"))
        self.assertEqual(course.validity_months, 36)
        self.assertTrue(course.exercise_ids)
        self.assertLessEqual(course.exercise_ids.topic_id, course.topic_ids)
        self.assertFalse(course.company_id)
        self.assertNotIn("chứng chỉ", course.certificate_text.lower())
