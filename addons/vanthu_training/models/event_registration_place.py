from odoo import SUPERUSER_ID, api, models
from odoo.exceptions import UserError
from odoo.tools import consteq
from odoo.tools.misc import hmac

_LAST_ID = 2 ** 31 - 1  # what the column of the id holds; a larger number is an error there


class EventRegistration(models.Model):
    """The page of a participant without an account, found by a link that only the mail brings.

    The link is made of a keyed hash and stored nowhere. It holds the address of the mail, so a
    link that went to a wrong address is worth nothing once the address is put right.
    """

    _inherit = "event.registration"

    def _get_place_url(self):
        """The address of the participant's page.

        :return str: URL; empty for who has an account and logs in instead
        """
        self.ensure_one()
        if self.trainee_id:
            return ""
        return f"{self.get_base_url()}{self._get_place_path()}"

    def action_open_place(self) -> dict:
        """Open the page for a participant without e-mail, on the computer at the desk.

        :return dict: an action that opens the page
        :raise AccessError: the person is neither trainer of the class nor manager of the host
        :raise UserError: the participant has an account
        """
        self.ensure_one()
        self._require_keeper()
        if self.sudo().trainee_id:
            raise UserError(self.env._(
                "%s has an account and takes the quiz on the screen.", self.sudo().name
            ))
        return {
            "type": "ir.actions.act_url", "url": self.sudo()._get_place_path(), "target": "new",
        }

    def _get_place_path(self):
        """The page's path, for links from one page to the other.

        :return str: path, without the host
        """
        self.ensure_one()
        return f"/vanthu/class/place/{self.id}/{self._get_place_key()}"

    @api.model
    def _find_place(self, registration_id, key):
        """The participant of a link.

        :param int registration_id: as it stands in the link
        :param str key: as it stands in the link
        :return: ``event.registration`` in superuser mode, perhaps empty
        """
        place = self.browse().with_user(SUPERUSER_ID)
        if registration_id > _LAST_ID or not key.isascii():
            return place
        found = place.browse(registration_id).exists()
        if not found or not found.course_id or found.trainee_id:
            return place
        return found if consteq(found._get_place_key(), key) else place

    def _get_place_key(self):
        return hmac(
            self.env(su=True), "vanthu_training.place",
            (self.id, self.sudo().barcode or "", self.sudo().email or ""),
        )

    def _get_place_materials(self):
        """What the participant gets to read: nothing before the place is confirmed.

        :return: ``vanthu.class.material``
        """
        if not self or not self._takes_part():
            return self.env["vanthu.class.material"]
        return self.event_id.material_ids
