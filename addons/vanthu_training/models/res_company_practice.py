from odoo import SUPERUSER_ID, Command, api, models
from odoo.exceptions import UserError

from odoo.addons.vanthu_document.models.local_time import local_today

from .practice_erasing import PracticeEraser
from .practice_guard import install_practice_guard

# Units of the practice organisation, a school as most trainees know it.
_UNITS = (
    ("Ban Giám hiệu", "BGH", "head_id"), ("Tổ Văn phòng", "VP", "clerk_id"),
    ("Tổ Toán - Tin học", "TOAN", None), ("Tổ Ngữ văn", "VAN", None),
)


class ResCompany(models.Model):
    """The practice organisation: a school with letters, which is emptied and begun anew."""

    _inherit = "res.company"

    def init(self):
        result = super().init()
        install_practice_guard(self.env.cr)
        return result

    @api.model
    def _create_practice(self, user):
        """A practice organisation for one person, below nobody.

        :param user: ``res.users``, the real person
        :return: ``res.company``
        """
        company = self.with_user(SUPERUSER_ID).create({
            "name": self.env._("Practice school of %(name)s (%(id)s)", name=user.name, id=user.id),
            "is_practice": True, "organ_kind": "school",
            "organ_abbreviation": "THPT-TH", "organ_place": "Hương Giang",
            "organ_superior_name": "SỞ GIÁO DỤC VÀ ĐÀO TẠO",
            "country_id": self.env.ref("base.vn").id,
        })
        # Hidden from everybody else by the rule on contacts.
        company.partner_id.write({
            "company_id": company.id, "lang": user.lang, "tz": "Asia/Ho_Chi_Minh", "email": False,
        })
        company.resource_calendar_id.tz = "Asia/Ho_Chi_Minh"
        return company

    def _get_practice_account(self):
        """The account that works in this practice organisation.

        :return: ``res.users``
        """
        self.ensure_one()
        return self.env["res.users"].sudo().with_context(active_test=False).search(
            [("company_id", "=", self.id), ("practice_of_id", "!=", False)], limit=1
        )

    def action_reset_practice(self):
        """Begin the practice organisation anew; everything in it is removed.

        :raise UserError: it is a real organisation, or that of somebody else
        """
        self.ensure_one()
        company = self.sudo()
        if not company.is_practice or self.env.user not in (
            company._get_practice_account() | company._get_practice_account().practice_of_id
        ):
            raise UserError(self.env._("Only your own practice organisation can be begun anew."))
        company._reset_practice()
        return True

    def _reset_practice(self):
        """Remove everything of this practice organisation and make its letters again.

        :raise UserError: it is a real organisation
        """
        self.ensure_one()
        company = self.with_user(SUPERUSER_ID)
        # Two clicks at once follow each other.
        self.env.cr.execute(
            "SELECT id FROM res_company WHERE id = %s FOR NO KEY UPDATE", [company.id]
        )
        PracticeEraser(company.env, company).erase()
        company._begin_practice(company._get_practice_account())
        self.env["vanthu.attempt"]._move_marks(company)

    def _begin_practice(self, practice):
        """Units, registers and letters of the first day.

        :param practice: ``res.users``, the practice account
        """
        company = self.with_user(SUPERUSER_ID).with_context(
            lang=practice.lang, tz="Asia/Ho_Chi_Minh", tracking_disable=True,
        )
        company.env["vanthu.unit"].create([
            {
                "name": name, "code": code, "company_id": company.id, "sequence": place * 10,
                "member_ids": [Command.set(practice.ids)],
                **({post: practice.id} if post else {}),
            }
            for place, (name, code, post) in enumerate(_UNITS, 1)
        ])
        company.env["vanthu.register"]._prepare_year(company, local_today(company.env).year)
        company._create_fonds()
        company._fill_practice(practice)

    def _as_practice(self, practice, model):
        """A model as the practice account sees it.

        :param practice: ``res.users``
        :param str model: name of the model
        :return: an empty recordset in the account's environment
        """
        return self.env[model].with_user(practice).with_company(self).with_context(
            lang=practice.lang, tz="Asia/Ho_Chi_Minh", allowed_company_ids=self.ids,
        )

    def _fill_practice(self, practice):
        """Put letters and files on the desk; other parts of the add-on add theirs.

        :param practice: ``res.users``, the practice account
        """
        self.ensure_one()
        # Late: letters are drawn only when somebody practises.
        from .practice_letters import receive_letters

        receive_letters(self, self._as_practice(practice, "vanthu.document"))
