from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

from .states import BEFORE_ISSUE


class VanthuDocument(models.Model):
    """A document that replaces or corrects an earlier one (Điều 18.3 of NĐ 30/2020).

    An error of content is mended by a document of equal form, an error of form or procedure by
    an official letter. The receivers' copies are joined in the same way.
    """

    _inherit = "vanthu.document"

    amends_id = fields.Many2one(
        "vanthu.document", copy=False, index="btree_not_null",
        ondelete="restrict", check_company=True,
    )
    amendment_kind = fields.Selection(
        [("replace", "Replaces"), ("correct", "Corrects")], copy=False,
    )
    # Only what is issued replaces or corrects; a recalled document no longer does.
    amended_by_ids = fields.One2many(
        "vanthu.document", "amends_id", string="Amended by", readonly=True,
        domain=[("state", "not in", [*BEFORE_ISSUE, "recalled"])],
    )
    amending_draft_ids = fields.One2many(
        "vanthu.document", "amends_id", string="Drafts that amend it", readonly=True,
        domain=[("state", "in", BEFORE_ISSUE)],
    )

    def action_replace(self):
        """Begin the document of equal form that replaces this one.

        :return dict: opens the draft, the one that is begun already if there is one
        :raise UserError: this document is not issued yet
        """
        return self._begin_amendment("replace", self.type_id, self.subject)

    def action_correct_document(self):
        """Begin the official letter that corrects this document.

        :return dict: opens the draft, the one that is begun already if there is one
        :raise UserError: this document is not issued yet
        """
        letter = self.env["vanthu.document.type"]._find_by_name("Công văn")
        return self._begin_amendment("correct", letter, self.env._(
            "Correction of %(reference)s of %(day)s", reference=self.reference or "",
            day=f"{self.issued_date:%d/%m/%Y}" if self.issued_date else "",
        ))

    def _begin_amendment(self, kind, doc_type, subject):
        self.ensure_one()
        self.check_access("read")
        if self.direction == "incoming" or self.state not in ("issued", "dispatched"):
            raise UserError(self.env._(
                "Only an issued document is replaced or corrected; a draft is simply changed."
            ))
        self._hold()
        begun = self.amending_draft_ids.filtered(lambda item: item.amendment_kind == kind)
        if begun:
            return begun[:1].get_formview_action()
        source = self.sudo()
        draft = self.create({
            "direction": self.direction, "company_id": self.company_id.id,
            "type_id": doc_type.id, "subject": subject, "amends_id": self.id,
            "amendment_kind": kind, "signing_user_id": source.signing_user_id.id,
            "signing_capacity": source.signing_capacity,
            "signing_for_id": source.signing_for_id.id, "signing_body": source.signing_body,
            "recipient_ids": [(0, 0, {
                "kind": row.kind, "partner_id": row.partner_id.id, "unit_id": row.unit_id.id,
                "user_id": row.user_id.id, "name": row.name, "group_name": row.group_name,
                "copies": row.copies,
                "channel": row.channel,
            }) for row in source.recipient_ids],
        })
        return draft.get_formview_action()

    @api.constrains("amends_id", "amendment_kind", "type_id")
    def _check_amendment(self):
        for document in self.filtered(lambda d: d.amends_id and d.direction != "incoming"):
            old = document.sudo().amends_id
            if document.amendment_kind == "replace" and document.type_id != old.type_id:
                raise ValidationError(self.env._(
                    "%(name)s is replaced by a document of equal form, “%(type)s”; choose that "
                    "type, or correct it by an official letter.", name=old.reference,
                    type=old.type_id.name,
                ))
        self.sudo().amends_id.with_env(self.env).check_access("read")


class VanthuDelivery(models.Model):
    """The receiver's copy amends the copy that the receiver already has."""

    _inherit = "vanthu.delivery"

    def _create_received(self, receiver):
        document = super()._create_received(receiver)
        old = self.document_id.amends_id
        if old:
            earlier = self.sudo().search([
                ("document_id", "=", old.id), ("partner_id", "=", self.partner_id.id),
                ("received_document_id", "!=", False),
            ], limit=1)
            if earlier:
                document.write({
                    "amends_id": earlier.received_document_id.id,
                    "amendment_kind": self.document_id.amendment_kind,
                })
        return document
