from datetime import timedelta

from .talk_common import TalkCommon


class OpinionCommon(TalkCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.third_head = cls._create_person("third_head", "group_user")
        cls.third_unit = cls.env["vanthu.unit"].create({
            "name": "Phòng Tổ chức", "company_id": cls.organisation.id,
            "head_id": cls.third_head.id,
        })
        cls.people["third_head"] = cls.third_head

    def _ask(self, record=None, user=None, targets=None, question="Đồng ý mức chi không?",
             day=None):
        record = record or self._work()
        user = user or (self.head if record._name == "vanthu.assignment" else self.leader)
        if targets is None:
            targets = [{"unit_id": self.second_unit.id}, {"unit_id": self.third_unit.id}]
        return self.env["vanthu.consultation"].browse(record.with_user(user).action_ask_opinions(
            question, targets, (day or self.today + timedelta(days=2)).isoformat()
        ))

    def _of(self, consultation, unit):
        return consultation.assignment_ids.filtered(lambda work: work.unit_id == unit)

    def _answer(self, consultation, unit, stance="agree", text="Nhất trí", **kwargs):
        work = self._of(consultation, unit)
        work.with_user(work.holder_ids[:1]).action_answer(stance, text, **kwargs)
        return work
