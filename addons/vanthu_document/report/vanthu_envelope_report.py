import base64

from odoo import api, models

from ..tools.printing.envelope import Envelope, Sender, write_envelopes


class ReportEnvelope(models.AbstractModel):
    """Envelopes for those who get paper by post."""

    _name = "report.vanthu_document.envelope"
    _description = "Envelopes"

    @api.model
    def _render_stream(self, wizards, data):
        """Draw the envelopes that a dialog asks for and log the printing.

        :param wizards: ``vanthu.envelope.print``
        :param dict data: not used
        :return dict: id of the dialog → ``BytesIO``
        """
        streams = {}
        for wizard in wizards:
            groups = wizard._get_groups()
            company = wizard.document_ids[:1].company_id.sudo()
            streams[wizard.id] = write_envelopes(
                self._get_sender(company), [self._get_envelope(rows) for rows in groups],
                wizard.size_id.width_mm, wizard.size_id.height_mm,
            )
            for document, rows in wizard.recipient_ids.grouped("document_id").items():
                self.env["vanthu.event"]._log(
                    document, "printed", {"form": "Bì văn bản", "count": len(rows)}
                )
        return streams

    @api.model
    def _get_sender(self, company):
        partner = company.partner_id
        return Sender(
            name=company.name, superior=company.organ_superior_name or "",
            address=_join_address(partner), phone=company.phone or "",
            email=company.email or "", website=company.website or "",
            logo=base64.b64decode(company.logo) if company._has_own_logo() else None,
        )

    @api.model
    def _get_envelope(self, rows):
        documents = rows.document_id.sorted(lambda d: (d.issued_date, d.issue_number))
        address = _join_address(rows[0].sudo().partner_id)
        return Envelope(
            references=tuple(documents.mapped("reference")),
            lines=tuple(filter(None, (rows[0].name, address))),
            priority=max(documents.mapped("priority")),
        )


class ResCompany(models.Model):
    """Whether an organisation has a logo of its own."""

    _inherit = "res.company"

    def _has_own_logo(self):
        """Odoo gives every organisation a placeholder; that is not printed.

        :return bool:
        """
        return bool(self.logo) and not self.uses_default_logo


def _join_address(partner):
    """A contact's address on one line."""
    parts = (partner.street, partner.street2, partner.city, partner.state_id.name)
    return ", ".join(part for part in parts if part)
