from datetime import timedelta

from odoo import SUPERUSER_ID, fields, models


class VanthuJoinRequest(models.Model):
    """Letters to those who ask, and to the administrators who decide."""

    _inherit = "vanthu.join.request"

    def _send_mail(self, view, subject, email, **values):
        """Queue one letter; Odoo's own job sends it.

        It is bound to no record, so that nobody who may read a record reads the link in it.

        :param str view: name of a QWeb view of this add-on
        :param str subject: in the person's language
        :param str email: where to
        :param values: for the view, with ``request`` and ``company``
        :return: ``mail.mail`` in superuser mode
        """
        self.ensure_one()
        request = self.with_user(SUPERUSER_ID)
        engine = self.env["ir.qweb"].with_user(SUPERUSER_ID).with_context(lang=self._get_lang())
        body = engine._render(
            f"vanthu_document.{view}",
            {"request_record": request, "company": request.company_id, **values},
        )
        mail = self.env["mail.mail"].with_user(SUPERUSER_ID).create({
            "subject": subject, "body_html": body, "email_to": email, "auto_delete": True,
            "email_from": request.company_id.email_formatted or self.env.user.email_formatted,
        })
        self.env.ref("mail.ir_cron_mail_scheduler_action").sudo()._trigger()
        return mail

    def _get_lang(self):
        installed = {code for code, _name in self.env["res.lang"].get_installed()}
        return self.lang if self.lang in installed else self.env.lang or "en_US"

    def _tell_administrators(self):
        """One letter an hour at most: a flood of requests is no flood of letters."""
        self.ensure_one()
        request = self.with_user(SUPERUSER_ID)
        recent = fields.Datetime.now() - timedelta(hours=1)
        if request.search_count([
            ("id", "!=", request.id), ("company_id", "=", request.company_id.id),
            ("confirmed_at", ">", recent),
        ], limit=1):
            return
        managers = self.env.ref("vanthu_document.group_manager").sudo().all_user_ids.filtered(
            lambda user: user.active and not user.share
            and request.company_id in user.company_ids
        )
        request = request.company_id._in_own_language(request)
        request.message_notify(
            partner_ids=managers.partner_id.ids,
            subject=request.env._("A request for an account waits for your decision"),
            body=request.env._(
                "%(person)s asks for an account for %(organisation)s.",
                person=request.person_name, organisation=request.organ_name,
            ),
        )
