from odoo import api, models
from odoo.exceptions import UserError
from odoo.fields import Domain

from .vanthu_desk import Pile


class VanthuDesk(models.AbstractModel):
    """The pile of drafts that the person is named to sign (Điều 13 of NĐ 30/2020)."""

    _inherit = "vanthu.desk"

    @api.model
    def _get_piles(self):
        return {
            **super()._get_piles(),
            "sign": Pile(
                self.env._("To sign"), "vanthu.document",
                Domain("direction", "!=", "incoming") & Domain("state", "=", "to_sign")
                & Domain("signing_user_id", "=", self.env.uid),
                "priority desc, format_checked_at, id",
            ),
        }

    @api.model
    def _prepare_sign_cards(self, documents):
        heads = self._prepare_heads(documents.sudo())
        has_picture = bool(self.env["vanthu.signature.picture"]._get_own())
        capacities = dict(documents._fields["signing_capacity"]._description_selection(self.env))
        return [
            {
                **heads[document.id],
                "id": document.id,
                "company_id": document.company_id.id,
                "organ_name": document.drafting_unit_id.name or document.organ_name or "",
                "reference": document.code_notation or "",
                "files": self._get_files_to_sign(document, heads[document.id]["files"]),
                "version_id": document.current_version_id.id,
                "version": document.current_version_id.number,
                "drafter": document.drafter_id.name or "",
                "content_checked_by": document.content_checked_by_id.name or "",
                "content_checked_on": self._show_moment(document.content_checked_at),
                "format_checked_by": document.format_checked_by_id.name or "",
                "format_checked_on": self._show_moment(document.format_checked_at),
                "format_errors": document.format_errors_left,
                "capacity": "" if document.signing_capacity == "head"
                else capacities.get(document.signing_capacity, ""),
                "in_place_of": document.signing_for_id.name or "",
                "recipients": document.recipient_names or "",
                "recipient_count": len(document.recipient_ids),
                "may_use_picture": has_picture and self._may_use_picture(document),
            }
            for document in documents.sudo()
        ]

    @api.model
    def _may_use_picture(self, document):
        """Whether there is a PDF for the signer's picture, where pictures are allowed.

        :param document: ``vanthu.document`` in superuser mode
        :return bool:
        """
        version = document.current_version_id
        return document.company_id.allow_signature_picture and (
            version.kind == "pdf" or document.draft_pdf_state == "done"
        )

    @api.model
    def _get_files_to_sign(self, document, files):
        """The newest version first: as PDF where that was made, else its own file.

        :param document: ``vanthu.document`` in superuser mode
        :param list files: those of the document
        :return list: dicts of :meth:`_get_files`
        """
        preview = document.draft_preview_id.id
        if document.draft_pdf_state == "done" and preview:
            return sorted(files, key=lambda file: file["id"] != preview)
        # An older version's page must not pass for what is signed.
        version = document.current_version_id
        own = self._get_files(version._name, version.ids).get(version.id, [])
        return own + [file for file in files if file["id"] != preview]

    @api.model
    def _decide_sign(self, document, decision, client_key):
        """Sign a draft or send it back.

        :param document: ``vanthu.document``
        :param dict decision: ``verdict`` (sign or send_back), ``text`` (the reason to send it
            back) and, to sign, ``version_id``: what the person saw, and ``method`` (paper, also
            by default, or picture)
        :param str client_key: key of the decision
        :return dict: nothing to add
        :raise UserError: signed or sent back already, no reason, or there is a newer version
        :raise AccessError: somebody else is named as signer
        """
        if decision.get("verdict") == "sign":
            document._hold()
            if decision.get("version_id") != document.sudo().current_version_id.id:
                raise UserError(self.env._(
                    "%s has a newer version than the one you saw; open it and look again before "
                    "you sign.", document.display_name,
                ))
            self._sign_by(document, decision.get("method") or "paper")
        elif decision.get("verdict") == "send_back":
            document.action_send_back(decision.get("text") or "")
        else:
            raise UserError(self.env._("Sign the draft or send it back."))
        return {}

    @api.model
    def _sign_by(self, document, method):
        if method == "picture":
            document.action_sign_with_picture()
        elif method == "paper":
            document.action_sign("paper")
        else:
            raise UserError(self.env._("Choose how the document is signed."))
