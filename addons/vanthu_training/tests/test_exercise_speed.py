from odoo.tests import tagged

from .exercise_common import ExerciseCommon


@tagged("post_install", "-at_install")
class TestExerciseSpeed(ExerciseCommon):
    """A check asks the database as often for many records as for few."""

    def _count_queries(self, attempt):
        self.env.flush_all()
        self.env.invalidate_all()
        before = self.env.cr.sql_log_count
        attempt.check_steps()
        return self.env.cr.sql_log_count - before

    def _compare(self, code, do_more):
        attempt = self._begin(code)
        self._count_queries(attempt)
        do_more(2)
        few = self._count_queries(attempt)
        do_more(7)
        self.assertEqual(self._count_queries(attempt), few)

    def test_registered_documents(self):
        self._compare("T2.1", self._register_many)

    def _register_many(self, count):
        start = self.env["vanthu.document"].search_count([]) * 10
        documents = self._model("vanthu.document")
        for number in range(start, start + count):
            documents += self._type_letter(number)
        documents.action_register()

    def test_directives(self):
        def direct(count):
            for document in self._enter(count):
                self._direct(document)

        self._compare("T4.1", direct)

    def test_issued_documents(self):
        def issue(count):
            for _turn in range(count):
                self._issue()

        self._compare("T3.1", issue)

    def test_boxes(self):
        files = self._model("vanthu.file").search([
            ("company_id", "=", self.school.id), ("state", "=", "closed"),
        ])
        box = self._model("vanthu.archive.box").create({"company_id": self.school.id})
        boxed = []

        def put(count):
            fresh = files[len(boxed):len(boxed) + min(count, 2)]
            boxed.extend(fresh)
            box.action_put_files(fresh.ids)

        self._compare("T7.1", put)

    def test_the_list_of_exercises(self):
        exercises = self.env["vanthu.exercise"].with_user(self.trainee)
        found = exercises.search([])

        def read(records):
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            records.read(["code", "name", "my_state", "my_best_time", "step_count"])
            return self.env.cr.sql_log_count - before

        read(found)
        self.assertEqual(read(found), read(found[:2]))
