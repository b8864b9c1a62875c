from odoo import http
from odoo.http import request

from odoo.addons.vanthu_archive.controllers.workbook import send_workbook
from odoo.addons.vanthu_document.controllers.join import JoinController
from odoo.addons.vanthu_document.tools.printing.register_xlsx import write_register_xlsx

from ..tools.printing.certificate_book import CERTIFICATE_BOOK


class CertificateController(JoinController):
    """The public page that tells whether a certificate is genuine and still valid.

    Whoever holds the paper has the link and reads there what stands on the paper; every other
    link, whether mistyped or guessed, gets one and the same page.
    """

    @http.route(
        "/vanthu/certificate/<string:token>", type="http", auth="public", methods=["GET"],
        readonly=False, sitemap=False,
    )
    def certificate_check(self, token, **params):
        """What the paper says, and whether it is valid, expired, replaced or revoked.

        :param str token: of the QR code
        :param dict params: ``lang`` chooses the language of the page
        :return: the page
        """
        attempts = request.env["vanthu.certificate.attempt"].sudo()
        if not attempts._allow(request.httprequest.remote_addr):
            return self._render_certificate(params, 429, certificate=None, waits=True)
        found = request.env["vanthu.certificate"]._find_by_token(token)
        return self._render_certificate(
            params, 200 if found else 404, certificate=found, waits=False
        )

    def _render_certificate(self, params, status, **values):
        self._set_language(params)
        certificate = values["certificate"]
        if certificate:
            values["certificate"] = certificate.with_context(lang=request.env.context["lang"])
        response = self._render(
            "vanthu_training.certificate_page", params, status=status, **values
        )
        response.headers["X-Robots-Tag"] = "noindex, nofollow"
        return response

    @http.route("/vanthu/certificate-book/<int:book_id>.xlsx", type="http", auth="user")
    def certificate_book_xlsx(self, book_id):
        """Send a book of certificates as XLSX and log the export.

        :param int book_id: id of a ``vanthu.certificate.book`` that the person may read
        """
        book = request.env["vanthu.certificate.book"].browse(book_id)

        def write(stream):
            cover, rows = book._get_book()
            write_register_xlsx(stream, CERTIFICATE_BOOK, cover, rows)
            request.env["vanthu.event"]._log_company(
                book.company_id, "exported", {"form": CERTIFICATE_BOOK.title, "count": len(rows)}
            )
            return book.display_name

        return send_workbook(book, write)
