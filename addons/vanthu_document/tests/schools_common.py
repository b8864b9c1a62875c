from odoo import Command

from .delivery_common import DeliveryCommon

SCHOOLS = 38


class SchoolsCommon(DeliveryCommon):
    """A department and its 38 schools, the first of them with a clerk."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.schools = cls.env["res.company"].create(
            [{"name": f"Trường THPT số {number:02}"} for number in range(1, SCHOOLS + 1)]
        )
        cls.school_clerks = [
            cls._create_person(f"school_clerk_{number}", "group_clerk", school)
            for number, school in enumerate(cls.schools[:3])
        ]
        cls.group = cls.env["vanthu.recipient.group"].with_user(cls.clerk).create({
            "name": "Các trường trực thuộc", "partner_ids": [
                Command.set(cls.schools.partner_id.ids),
            ],
        })

    def _count_deliveries(self, document):
        """How many of the receivers are how far: state → number."""
        return dict(self.env["vanthu.delivery"]._read_group(
            [("document_id", "=", document.id)], ["state"], ["__count"]
        ))
