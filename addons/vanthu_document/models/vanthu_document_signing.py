from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

SIGNING_METHODS = [
    ("paper", "On paper"),
    ("picture", "With a picture of the signature"),
    ("upload", "Signed file"),
]


class VanthuDocument(models.Model):
    """The signature (Điều 13 of NĐ 30/2020): who, when, how; from here the content stays."""

    _inherit = "vanthu.document"

    signed_by_id = fields.Many2one(
        "res.users", readonly=True, copy=False, ondelete="restrict", index="btree_not_null"
    )
    signed_at = fields.Datetime(string="Signed on", readonly=True, copy=False)
    signing_method = fields.Selection(
        SIGNING_METHODS, string="Way of signing", readonly=True, copy=False
    )
    signed_version_id = fields.Many2one(
        "vanthu.document.version", readonly=True, copy=False, ondelete="restrict",
        index="btree_not_null", help="The version that was signed.",
    )
    signing_recorded_by_id = fields.Many2one(
        "res.users", string="Signature recorded by", readonly=True, copy=False,
        ondelete="restrict", help="The clerk who had the signed paper before him or her.",
    )

    @api.model
    def _get_step_fields(self):
        return {**super()._get_step_fields(), **dict.fromkeys((
            "signed_by_id", "signed_at", "signing_method", "signed_version_id",
            "signing_recorded_by_id",
        ), False)}

    def action_sign(self, method: str = "paper"):
        """Sign as the person who is named as signer.

        :param str method: one of :data:`SIGNING_METHODS`
        :raise UserError: the document does not wait for a signature
        :raise AccessError: somebody else is named as signer
        """
        for document in self:
            document.check_access("read")
            document._hold()
            document._require_move("signed", "to_sign")
            if not document._may_sign():
                raise AccessError(self.env._(
                    "%(name)s is to be signed by %(signer)s.", name=document.display_name,
                    signer=document.sudo().signing_user_id.name,
                ))
            document._write_signature(method, self.env.user)
        return True

    def action_record_signature(self):
        """Record, as registry clerk, that the paper came back with the signature.

        From a draft, too: a paper that was checked and signed before the software knew of it.

        :raise UserError: something that the register must say is missing, or the signer may not
            sign in this capacity
        :raise AccessError: the person is no registry clerk
        """
        self._require_group("group_clerk")
        for document in self:
            document.check_access("write")
            document._hold()
            document._require_move("signed", "draft", "to_sign")
            document._check_register_fields()
            document._check_signer()
            document._write_signature("paper", document.signing_user_id, recorded=True)
        return True

    def _write_signature(self, method, signer, recorded=False):
        """Write who signed and how; the caller has checked state and person.

        :param str method: one of :data:`SIGNING_METHODS`
        :param signer: ``res.users`` whose signature it is
        :param bool recorded: the user only records it
        """
        if method not in dict(SIGNING_METHODS):
            raise UserError(self.env._("Choose how the document is signed."))
        document = self.sudo()
        place = document._find_signing_delegation()
        self._move_draft("signed", "signed", {
            "signed_by_id": signer.id, "signed_at": fields.Datetime.now(),
            "signing_method": method, "signed_version_id": document.current_version_id.id,
            "signing_recorded_by_id": self.env.uid if recorded else False,
        }, {
            "method": method, "signer": signer.name, **place._get_place_facts(),
        })
