from .training_common import TrainingCommon


class PracticeCommon(TrainingCommon):
    """A person of a school with a practice account; see ``TrainingCommon``."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.practice = cls.trainee._get_practice_user()
        cls.school = cls.practice.company_id

    def _as_practice(self, records):
        return records.with_user(self.practice).with_context(
            allowed_company_ids=self.school.ids
        )

    def _get_letters(self, **state):
        return self._as_practice(self.env["vanthu.document"]).search(
            [("company_id", "=", self.school.id), ("direction", "=", "incoming")], order="id"
        )

    def _register_one(self):
        letter = self._get_letters()[:1]
        letter.write({"subject": "thử", "organ_name": "Sở", "code_number": "1"})
        letter.action_register()
        return letter
