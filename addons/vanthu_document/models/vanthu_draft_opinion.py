from odoo import models
from odoo.exceptions import AccessError, UserError

# Opinions are asked for while the content can still change (Điều 10.1.c of NĐ 30/2020).
DRAFT_ASKING_STATES = ("draft", "content_check")


class VanthuDocument(models.Model):
    """Opinions of units and persons on a draft."""

    _inherit = "vanthu.document"

    def _require_asking(self):
        """Refuse a question on a draft by whoever does not hold it, or too late.

        :raise AccessError: neither drafter nor somebody of the drafting unit, nor clerk
        :raise UserError: the content is confirmed already
        """
        self.check_access("read")
        if self.state not in DRAFT_ASKING_STATES:
            raise UserError(self.env._(
                "Opinions on a draft are asked for before its content is confirmed; send it back "
                "to the drafter first."
            ))
        if not self._may_ask_on_draft():
            raise AccessError(self.env._(
                "Only who drafts it or its unit asks for opinions on this draft."
            ))

    def _may_ask_on_draft(self):
        return self._holds_the_pen() or self.env.user == self.sudo().drafter_id

    def action_ask_opinions(self, question: str, targets: list[dict], due_date: str) -> int:
        self.ensure_one()
        if self.direction == "incoming":
            return super().action_ask_opinions(question, targets, due_date)
        self._hold()
        self._require_asking()
        return self.env["vanthu.consultation"]._ask(question, targets, due_date, self).id

    def _write_signature(self, *args, **kwargs):
        result = super()._write_signature(*args, **kwargs)
        # Whoever has not answered by now is not asked any more.
        self.consultation_ids._end_round()
        return result
