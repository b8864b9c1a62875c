import re
from pathlib import Path

from odoo.exceptions import AccessError
from odoo.tests import tagged
from odoo.tools.misc import file_path

from .training_common import TrainingCommon


@tagged("post_install", "-at_install")
class TestGuide(TrainingCommon):
    """What the Learn button and the home page offer, and to whom."""

    def _tours(self, user, screen=()):
        learning = self.env["vanthu.guide"].with_user(user).get_learning([*screen])
        return [guide["tour"].removeprefix("vanthu_guide_") for guide in learning["guides"]]

    def _offer(self, user):
        return self.env["vanthu.guide"].with_user(user).get_offer().get("tour")

    def _finish(self, user, tour):
        return self.env["web_tour.tour"].with_user(user).consume(f"vanthu_guide_{tour}")

    def test_each_role_sees_its_own_tours(self):
        archivist = self._create_person("guide_archivist", "group_user")
        archivist.group_ids += self.env.ref("vanthu_archive.group_archivist")
        employee = self._create_person("guide_employee", "group_user")
        employee.group_ids = self.env.ref("base.group_user")
        for user, expected in (
            (self.clerk, ["clerk_incoming", "clerk_outgoing", "handler_work"]),
            (self.leader, ["leader_desk", "handler_work"]),
            (self.manager, ["manager_unit", "handler_work"]),
            (archivist, ["archivist_box", "handler_work"]),
            (self.training_manager, ["trainer_class", "handler_work"]),
            (self.trainer, ["handler_work"]),
            (self.head, ["head_split", "handler_work"]),
            (self.handler, ["handler_work"]),
            (employee, []),
        ):
            self.assertEqual(self._tours(user), expected, user.login)

    def test_tours_of_the_open_screen_come_first(self):
        screen = ["vanthu_document.document_action_to_send", "vanthu.document"]
        guides = self.env["vanthu.guide"].with_user(self.clerk).get_learning(
            ["vanthu_document.document_action_to_send"]
        )["guides"]
        self.assertEqual([guide["here"] for guide in guides], [True, False, False])
        self.assertEqual(guides[0]["tour"], "vanthu_guide_clerk_outgoing")
        self.assertEqual(self._tours(self.clerk, screen)[2], "handler_work")
        self.assertEqual(self._tours(self.clerk, ["vanthu.assignment"])[0], "handler_work")
        # Part of a name is no name.
        self.assertEqual(self._tours(self.clerk, ["vanthu.assign"])[0], "clerk_incoming")

    def test_lessons_follow_the_tours_of_the_screen(self):
        desk, unit = self.env["vanthu.lesson"].create([
            {"name": name, "topic_id": self.topics[0].id, "tour_name": f"vanthu_guide_{name}"}
            for name in ("leader_desk", "manager_unit")
        ])
        guide = self.env["vanthu.guide"]
        for user, there, away in ((self.leader, desk, unit), (self.manager, unit, desk)):
            ids = [row["id"] for row in guide.with_user(user).get_learning([])["lessons"]]
            self.assertIn(there.id, ids)
            self.assertNotIn(away.id, ids)
        here = guide.with_user(self.leader).get_learning(["vanthu.assignment"])["lessons"]
        self.assertNotIn(desk.id, [row["id"] for row in here])

    def test_a_newcomer_is_offered_the_first_tour_of_the_role(self):
        self.assertEqual(self._offer(self.clerk), "vanthu_guide_clerk_incoming")
        self.assertEqual(self._offer(self.leader), "vanthu_guide_leader_desk")
        self.assertEqual(self._offer(self.head), "vanthu_guide_head_split")
        self.assertEqual(self._offer(self.training_manager), "vanthu_guide_trainer_class")

    def test_who_has_finished_a_tour_is_offered_none_and_sees_the_tick(self):
        # Nothing begins by itself after it.
        self.assertFalse(self._finish(self.clerk, "handler_work"))
        self.assertFalse(self._offer(self.clerk))
        guides = self.env["vanthu.guide"].with_user(self.clerk).get_learning([])["guides"]
        self.assertEqual(
            {guide["tour"] for guide in guides if guide["done"]}, {"vanthu_guide_handler_work"}
        )
        self.assertTrue(self._offer(self.leader))

    def test_an_offer_refused_does_not_come_back_for_that_person(self):
        second = self._create_person("guide_second", "group_clerk")
        self.env["vanthu.guide"].with_user(self.clerk).dismiss_offer()
        self.assertFalse(self._offer(self.clerk))
        self.assertTrue(self._offer(second))
        self.assertEqual(self._tours(self.clerk)[0], "clerk_incoming")

    def test_practice_accounts_are_offered_nothing(self):
        practice = self.clerk._get_practice_user()
        self.assertFalse(self._offer(practice))
        self.assertIn("clerk_incoming", self._tours(practice))

    def test_no_tour_of_another_app_begins_by_itself_for_records_staff(self):
        self.clerk.tour_enabled = True
        self.env["web_tour.tour"].create({"name": "guide_of_another_app", "sequence": 0})
        tour = self.env["web_tour.tour"]
        self.assertFalse(tour.with_user(self.clerk).get_current_tour())
        employee = self._create_person("guide_employee", "group_user")
        employee.group_ids = self.env.ref("base.group_user")
        employee.tour_enabled = True
        self.assertEqual(
            tour.with_user(employee).get_current_tour()["name"], "guide_of_another_app"
        )

    def test_a_person_changes_neither_guides_nor_what_others_have_finished(self):
        guide = self.env.ref("vanthu_training.guide_clerk_incoming")
        with self.assertRaises(AccessError):
            guide.with_user(self.training_manager).name = "Another"
        with self.assertRaises(AccessError):
            guide.tour_id.with_user(self.clerk).user_consumed_ids = self.leader


@tagged("post_install", "-at_install")
class TestGuideNames(TrainingCommon):
    """Every tour that the data names is there in the browser."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        folder = Path(file_path("vanthu_training/static/src/tours"))
        cls.sources = {path.name: path.read_text() for path in folder.glob("*.js")}
        found = re.findall(r'addGuide\("(\w+)", "([^"]+)"', "\n".join(cls.sources.values()))
        cls.tours = {f"vanthu_guide_{name}": url for name, url in found}

    def test_each_guide_is_registered_and_each_tour_has_a_guide(self):
        guides = self.env["vanthu.guide"].search([])
        self.assertEqual({guide.tour_id.name: guide.tour_id.url for guide in guides}, self.tours)
        self.assertTrue(all(guides.tour_id.mapped("custom")))

    def test_each_tour_of_a_lesson_is_registered(self):
        data = self.env["ir.model.data"].search([
            ("model", "=", "vanthu.lesson"), ("module", "=", "vanthu_training"),
        ])
        lessons = self.env["vanthu.lesson"].browse(data.mapped("res_id")).exists()
        self.assertTrue(lessons)
        self.assertLessEqual(
            set(lessons.filtered("tour_name").mapped("tour_name")), self.tours.keys()
        )

    def test_screens_of_guides_exist(self):
        tags = {"vanthu_home"}
        for guide in self.env["vanthu.guide"].search([]):
            for name in guide.screens.split():
                known = name in self.env or name in tags or self.env.ref(name, False)
                self.assertTrue(known, f"{guide.name}: {name}")

    def test_each_tour_begins_on_a_screen_of_a_menu_that_its_people_see(self):
        persons = {
            "clerk": self.clerk, "leader": self.leader, "manager": self.manager,
            "head": self.head, "handler": self.handler, "archivist": self._create_archivist(),
            "trainer": self.training_manager,
        }
        for name, url in self.tours.items():
            user = persons[name.removeprefix("vanthu_guide_").split("_")[0]]
            menus = self.env["ir.ui.menu"].with_user(user).load_menus(False)
            paths = {menu.get("action_path") or menu.get("actionPath") for menu in menus.values()}
            self.assertIn(url.removeprefix("/odoo/"), paths, f"{name} for {user.name}")

    def _create_archivist(self):
        archivist = self._create_person("guide_archivist", "group_user")
        archivist.group_ids += self.env.ref("vanthu_archive.group_archivist")
        return archivist

    def test_no_step_reads_a_label(self):
        for name, source in self.sources.items():
            self.assertNotRegex(source, r":contains|:value\(|text=", name)
            # Each sentence of a step can be translated.
            self.assertNotRegex(source, r'(?m)^\s+"[A-Z][a-z]+ [^"]*\.",?$', name)
