from datetime import timedelta

from .handling_common import HandlingCommon

FACTS = {"leader": "Leader", "delegate": "Deputy", "capacity": "KT."}


class DelegationCommon(HandlingCommon):
    """Leaders with positions, a deputy without the role of a leader, and short ways to delegate."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.deputy = cls._create_person("deputy", "group_user")
        cls.leader.partner_id.function = "Giám đốc"
        cls.second_leader.partner_id.function = "Phó Giám đốc"
        cls.deputy.partner_id.function = "Phó Giám đốc"
        cls.head.partner_id.function = "Chánh Văn phòng"

    @classmethod
    def _delegate(cls, user=None, **values):
        """A delegation from the leader to the deputy, entered by the leader by default."""
        user = user or cls.leader
        return cls.env["vanthu.delegation"].with_user(user).create({
            "principal_id": cls.leader.id, "delegate_id": cls.deputy.id,
            "company_id": cls.organisation.id, "kind": "kt",
            "date_from": cls.today, "date_to": cls.today + timedelta(days=4), **values,
        })

    @classmethod
    def _create_submitted(cls, leader=None, rows=None, proposal="", **values):
        document = cls._create_registered(**values)
        document.action_submit((leader or cls.leader).id, proposal, rows or [])
        return document

    def _direct_as(self, user, document, rows=None, **kwargs):
        rows = [self._lead()] if rows is None else rows
        ids = document.with_user(user).action_direct("Giao chủ trì.", rows, **kwargs)
        return self.env["vanthu.directive"].browse(ids)

    def _assert_facts(self, event, facts=None):
        """One event, which tells in whose place it was done, by whom and in what capacity."""
        self.assertEqual(len(event), 1)
        self.assertEqual({key: event.detail.get(key) for key in FACTS}, facts or FACTS)

    def _sees(self, user, record):
        """Whether a person finds and may read a record, asked anew."""
        self.env.flush_all()
        self.env.invalidate_all()
        mine = record.with_user(user)
        if not mine.browse().has_access("read"):
            return False
        found = bool(mine.search([("id", "=", record.id)]))
        self.assertEqual(found, mine.has_access("read"))
        return found
