from odoo import http
from odoo.exceptions import AccessError, MissingError
from odoo.http import request

from ..tools.printing.arrival_stamp import sticker_pdf


class StickerController(http.Controller):
    """The label with the arrival number for a paper document, as a PDF."""

    @http.route(
        "/vanthu/document/<int:document_id>/sticker", type="http", auth="user", readonly=False
    )
    def sticker(self, document_id):
        """Label of one registered document; each print is an event.

        :param int document_id: id of the document
        :return: PDF; 404 for whom there is no such document or label
        """
        document = request.env["vanthu.document"].browse(document_id)
        if not request.env.user.has_group("vanthu_document.group_clerk"):
            raise request.not_found()
        try:
            document.check_access("read")
            number = document.arrival_number
        except (AccessError, MissingError) as error:
            raise request.not_found() from error
        if not number:
            raise request.not_found()
        address = f"{document.get_base_url()}/odoo/incoming-documents/{document.id}"
        content = sticker_pdf(document._get_arrival_stamp(), address)
        request.env["vanthu.event"]._log(document, "printed", {"what": "sticker"})
        return request.make_response(content, headers=[
            ("Content-Type", "application/pdf"),
            ("Content-Length", len(content)),
            ("Content-Disposition", f'inline; filename="sticker-{number}.pdf"'),
            ("Cache-Control", "no-store"),
        ])
