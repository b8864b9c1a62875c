import base64

from odoo import api, fields, models
from odoo.exceptions import UserError

from ..tools.printing.signature_picture import check_picture
from ..tools.printing.spec import StampError


class VanthuSignaturePicture(models.Model):
    """The picture of a person's own signature: nobody else sets, sees or uses it."""

    _name = "vanthu.signature.picture"
    _description = "Picture of one's signature"
    _rec_name = "user_id"
    _allow_sudo_commands = False

    user_id = fields.Many2one(
        "res.users", required=True, readonly=True, ondelete="cascade",
        default=lambda self: self.env.user,
    )
    image = fields.Binary(
        string="Picture", required=True, attachment=True,
        help="PNG with a transparent ground, blue ink, at most 1 MB.",
    )

    _user_uniq = models.UniqueIndex("(user_id)", "You have a picture already; change that one.")

    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list:
            vals["user_id"] = self.env.uid
            self._check_image(vals.get("image"))
        return super().create(vals_list)

    def write(self, vals):
        if vals.keys() & {"user_id"}:
            raise UserError(self.env._("The picture of a signature belongs to its person."))
        if "image" in vals:
            self._check_image(vals["image"])
        return super().write(vals)

    @api.model
    def _check_image(self, content):
        """Refuse what is no picture of a signature.

        :param content: base64
        :raise UserError: says what is wrong
        """
        try:
            check_picture(self.env["vanthu.document"]._decode_upload(
                self.env._("picture of the signature"), content
            ))
        except StampError as error:
            raise UserError({
                "too_large": self.env._(
                    "The picture is too large; save it with at most 1 MB and 2000 dots a side."
                ),
                "not_transparent": self.env._(
                    "The ground of the picture is not transparent, so it would cover the page; "
                    "save it as PNG with a transparent ground."
                ),
            }.get(error.code, self.env._(
                "This is no PNG picture; save the signature as PNG with a transparent ground."
            ))) from error

    @api.model
    def _get_own(self):
        """The user's own picture.

        :return: ``vanthu.signature.picture``, possibly empty
        """
        return self.search([("user_id", "=", self.env.uid)], limit=1)

    @api.model
    def _set_own(self, content):
        """Keep or change the user's own picture.

        :param content: base64
        """
        own = self._get_own()
        if own:
            own.image = content
        else:
            self.create({"image": content})

    def _get_raw(self):
        """The PNG of one picture.

        :return bytes:
        """
        self.ensure_one()
        return base64.b64decode(self.with_context(bin_size=False).image)
