from datetime import timedelta

from odoo import api, models
from odoo.fields import Domain
from odoo.tools import email_normalize, plaintext2html

from odoo.addons.vanthu_document.models.local_time import local_today

from .vanthu_certificate_life import MANAGER, SOON_DAYS


class VanthuCertificate(models.Model):
    """Telling once, two months before, that certificates end: to the person and the manager.

    Who has no account is told by e-mail.
    """

    _inherit = "vanthu.certificate"

    @api.model
    def _get_ending_domain(self):
        today = local_today(self.env)
        return (
            Domain("state", "=", "valid") & Domain("told_on", "=", False)
            & Domain("expires_on", ">=", today)
            & Domain("expires_on", "<=", today + timedelta(days=SOON_DAYS))
        )

    @api.model
    def _cron_tell_ending(self):
        """Write to the people and managers of one organisation after the other."""
        domain = self._get_ending_domain()
        found = self.search(domain, order="expires_on, id")
        commit = self.env["ir.cron"]._commit_progress
        commit(remaining=len(found))
        for company, group in found.grouped(lambda one: one._get_employer()).items():
            locked = group.try_lock_for_update().filtered_domain(domain)
            company._in_own_language(locked)._tell_ending(company)
            if not commit(len(group)):
                break

    def _get_employer(self):
        """The organisation whose person holds the certificate.

        :return: ``res.company``; who issued it where the person has no account here
        """
        self.ensure_one()
        return (
            self.trainee_id.company_id or self.registration_id.sender_company_id
            or self.company_id
        )

    def _tell_ending(self, company):
        """Write one message to each person, and one with all to the managers.

        :param company: ``res.company`` of these people
        """
        self.write({"told_on": local_today(self.env)})
        ending = self - self._get_renewed()
        if not ending:
            return
        subject = self.env._("Certificates that end soon")
        notify = self.env["mail.thread"].sudo().message_notify
        for person, group in ending.filtered("trainee_id").grouped("trainee_id").items():
            notify(
                partner_ids=person.partner_id.ids, subject=subject, body=group._describe_end()
            )
        ending._mail_guests(subject)
        managers = self.env.ref(MANAGER).all_user_ids.filtered(
            lambda user: company in user.company_ids and not user.practice_of_id
        )
        if managers:
            notify(
                partner_ids=managers.partner_id.ids, subject=subject, body=ending._describe_end()
            )

    def _mail_guests(self, subject):
        """Write to those without an account, at the address that they gave for their class.

        :param str subject: of the mail
        """
        guests = self.filtered(lambda one: not one.trainee_id and one.registration_id.email)
        self.env["mail.mail"].sudo().create([
            {
                "subject": subject, "email_to": email, "auto_delete": True,
                "email_from": group[0].company_id.partner_id.email_formatted or False,
                "body_html": plaintext2html(group._describe_end()),
            }
            for email, group in guests.grouped(
                lambda one: email_normalize(one.registration_id.email)
            ).items() if email
        ])

    def _describe_end(self):
        return self.env._(
            "These certificates end soon: %s. Whoever attends a class and passes it gets a new "
            "one.",
            "; ".join(
                f"{one.code} {one.holder_name}, {one.course_name} "
                f"({one.expires_on.strftime('%d/%m/%Y')})"
                for one in self.sorted(lambda one: (one.expires_on, one.number))
            ),
        )

    def _get_renewed(self):
        """Those whose holder has the same topics for longer by another certificate.

        :return: a part of these certificates
        """
        skills = {
            (skill.user_id, skill.topic_id): skill.valid_until
            for skill in self.env["vanthu.skill"].search(
                [("user_id", "in", self.trainee_id.ids)]
            )
        }

        def is_renewed(one):
            ends = [skills.get((one.trainee_id, topic), one.expires_on) for topic in one.topic_ids]
            return bool(ends) and all(not end or end > one.expires_on for end in ends)

        return self.filtered(is_renewed)
