from .common import VanthuCommon


class HandlingCommon(VanthuCommon):
    """A registered document and short ways to submit, direct and hand it on."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.second_head = cls._create_person("second_head", "group_user")
        cls.second_unit.head_id = cls.second_head
        cls.second_leader = cls._create_person("second_leader", "group_leader")

    @classmethod
    def _create_registered(cls, **values):
        document = cls._create_incoming(**values)
        document.action_register()
        return document

    def _lead(self, unit=None, **values):
        return {"role": "lead", "unit_id": (unit or self.unit).id, **values}

    def _cooperate(self, unit=None, **values):
        return {"role": "cooperate", "unit_id": (unit or self.second_unit).id, **values}

    def _direct(self, document=None, rows=None, content="Chủ trì tham mưu.", **kwargs):
        """A directive of the leader; returns its assignments in superuser mode."""
        document = document or self._create_registered()
        rows = [self._lead()] if rows is None else rows
        ids = document.with_user(self.leader).action_direct(content, rows, **kwargs)
        return self.env["vanthu.directive"].browse(ids).assignment_ids.sorted("id")

    def _events(self, document, kind):
        self.env.flush_all()
        return self.env["vanthu.event"].search([
            ("res_model", "=", "vanthu.document"), ("res_id", "=", document.id),
            ("kind", "=", kind),
        ])
