from odoo import Command, api, fields, models
from odoo.exceptions import UserError, ValidationError

from .vanthu_assignment_tree import CLOSED


class VanthuAssignment(models.Model):
    """The document that answers, and so brings the work to its end."""

    _inherit = "vanthu.assignment"

    answer_document_id = fields.Many2one(
        "vanthu.document", string="Answered by", readonly=True, copy=False,
        index="btree_not_null", ondelete="restrict", check_company=True,
    )

    def _check_answer(self, answer_document_id):
        """Find the answering document that a person names.

        :param int answer_document_id: id, may be empty
        :return: ``vanthu.document`` that the person may read
        :raise UserError: it has no number yet or is the document that is to be answered
        """
        answer = self.env["vanthu.document"].browse(answer_document_id or [])
        answer.check_access("read")
        if answer and (not answer.reference or answer in self.sudo().document_id):
            raise UserError(self.env._(
                "Choose another document, with number and notation, as the answer."
            ))
        return answer

    def _note_answer(self, answer_reference, answer=None):
        """Write number and notation of the answer where the register prints them.

        :param str answer_reference: as typed, may be empty
        :param answer: ``vanthu.document`` that answers, if it is one of the organisation's
        """
        work = self.sudo()
        text = (answer_reference or "").strip() or (answer and answer.reference) or ""
        if answer:
            work.answer_document_id = answer
            answer.sudo().response_to_ids = [
                Command.link(document.id) for document in work.document_id
            ]
        if text:
            work.document_id.write({"answer_reference": text})


class VanthuDocument(models.Model):
    """Documents that answer others."""

    _inherit = "vanthu.document"

    answer_ids = fields.Many2many(
        "vanthu.document", "vanthu_document_response_rel", "answered_id", "document_id",
        string="Answered by",
    )
    answers_others = fields.Boolean(
        compute="_compute_answers_others", store=True,
        help="Known without a question to the database when the document is registered.",
    )

    def _answer_assignments(self):
        """Close the work that these documents answer; each has its number and notation.

        Called when a document gets its number. The leading work of the answered documents is
        closed; where the leader approves reports, it is reported. Work of which a part is still
        open stays open, and who is in charge reads that the answer is out.
        """
        for answer in self.sudo().filtered("response_to_ids"):
            answered = answer.response_to_ids
            answered._hold()
            answered._note_answering(answer)
            leads = answered.assignment_ids.filtered(
                lambda work: work.role == "lead" and not work.parent_id
                and work.state not in CLOSED
            )
            leads.answer_document_id = answer
            for lead in leads:
                lead.with_env(self.env)._end_by_answer(answer)

    def _note_answering(self, answer):
        for document in self.filtered(lambda one: answer.reference):
            known = [text.strip() for text in (document.answer_reference or "").split(";")]
            if answer.reference not in known:
                document.answer_reference = "; ".join(filter(None, [*known, answer.reference]))

    @api.depends("response_to_ids")
    def _compute_answers_others(self):
        for document in self:
            document.answers_others = bool(document.response_to_ids)

    def _prepare_registration(self, day, register):
        result = super()._prepare_registration(day, register)
        if self.answers_others:
            self._answer_assignments()
        return result

    @api.constrains("response_to_ids")
    def _check_response_to_ids(self):
        """A link shows the name of what it points at: only what a person may read is linked."""
        for document in self:
            if document in document.sudo().response_to_ids:
                raise ValidationError(self.env._("A document cannot answer itself."))
        self.sudo().response_to_ids.with_env(self.env).check_access("read")


class VanthuAssignmentEnd(models.Model):
    """Work that an answer ends."""

    _inherit = "vanthu.assignment"

    def _end_by_answer(self, answer):
        """Close or report this work because a document answers.

        :param answer: ``vanthu.document``
        """
        text = self.env._("Answered by %(document)s.", document=answer.reference or answer.subject)
        work = self.sudo()
        if work._get_open_parts():
            work._write_to(work._get_responsible_users(), text)
            return
        vals = {} if work.report else self._prepare_report(text)
        if not work.needs_approval:
            self._close(vals, "completed")
        elif work.state != "reported":
            self._hand_in(vals)
