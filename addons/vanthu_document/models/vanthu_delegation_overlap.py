from odoo import api, fields, models
from odoo.fields import Domain


class VanthuDelegation(models.Model):
    """Two delegates of one leader at the same time: allowed, but said before it surprises."""

    _inherit = "vanthu.delegation"

    overlap_note = fields.Char(compute="_compute_overlap_note")

    @api.depends(
        "principal_id", "company_id", "delegate_id", "kind", "date_from", "date_to", "state",
        "type_ids", "unit_ids",
    )
    def _compute_overlap_note(self):
        for delegation in self:
            others = delegation._find_overlapping()
            delegation.overlap_note = bool(others) and self.env._(
                "On some of these days this leader is also represented by: %s. Whoever decides "
                "first decides for both.", "; ".join(others.mapped("display_name")),
            )

    def _find_overlapping(self):
        """Further delegations of the same leader and capacity that may meet the same document.

        Only those that the user may read. What was passed on, and where it came from, belong
        together and are no surprise.

        :return: ``vanthu.delegation``
        """
        self.ensure_one()
        if (
            not (self.principal_id and self.date_from and self.date_to)
            or self.state not in ("planned", "active")
        ):
            return self.browse()
        found = self.search(
            Domain("principal_id", "=", self.principal_id.id)
            & Domain("company_id", "=", self.company_id.id)
            & Domain("kind", "=", self.kind)
            & Domain("date_from", "<=", self.date_to) & Domain("date_to", ">=", self.date_from)
            & Domain("state", "in", ("planned", "active"))
            & Domain("id", "not in", (self._origin | self.parent_id | self.child_ids).ids)
        )
        return found.filtered(self._meets)

    def _meets(self, other):
        """Whether the scopes leave room for one document that both cover.

        :param other: ``vanthu.delegation``
        :return bool:
        """
        types, units = self.type_ids._origin, self.unit_ids._origin
        if types and other.type_ids and not types & other.type_ids:
            return False
        return not units or not other.unit_ids or any(
            _is_below(one, two) or _is_below(two, one) for one in units for two in other.unit_ids
        )


def _is_below(unit, above):
    return (unit.parent_path or "").startswith(above.parent_path or "/")
