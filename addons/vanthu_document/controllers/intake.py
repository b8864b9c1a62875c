from odoo import http
from odoo.exceptions import AccessError, MissingError, UserError, ValidationError
from odoo.http import request

from odoo.addons.mail.controllers.attachment import AttachmentController
from odoo.addons.web.controllers.binary import Binary

# Far above the configurable limit, whose sentence needs the request to be read.
HARD_LIMIT = 1024 ** 3


def _serves_no_attachment(controller, rule, args):
    """Whether a request for content may use a read replica: looks at files are written down."""
    del controller, rule
    model = args.get("model") or request.httprequest.args.get("model") or "ir.attachment"
    return model != "ir.attachment"


def _never(controller, rule, args):
    del controller, rule, args
    return False


class ContentController(Binary):
    """Content of files: read-only but for attachments, whose opening is logged."""

    @http.route(readonly=_serves_no_attachment)
    def content_common(self, *args, **kwargs):
        return super().content_common(*args, **kwargs)

    @http.route(readonly=_serves_no_attachment)
    def content_image(self, *args, **kwargs):
        return super().content_image(*args, **kwargs)


class IntakeController(http.Controller):
    """The door of the drop zone: files come in, one sentence for each goes out."""

    @http.route(
        "/vanthu/intake", type="http", auth="user", methods=["POST"],
        max_content_length=HARD_LIMIT,
    )
    def intake(self, document_id=None, **params):
        """Take in the files of the field ``ufile``.

        :param str document_id: document that gets the files; "new" makes one for all of
            them; without it each file becomes a document of its own
        :return: JSON, a list of ``{"name", "document_id"}`` or ``{"name", "error"}``
        """
        del params
        together = document_id or ""
        document = None
        if together and together != "new":
            # What is no number names a document that is not there.
            number = int(together) if together.isdecimal() else 0
            document = request.env["vanthu.document"].browse(number)
        results = []
        for upload in request.httprequest.files.getlist("ufile"):
            result = self._take_in(upload, document)
            results.append(result)
            if together and document is None and result.get("document_id"):
                document = request.env["vanthu.document"].browse(result["document_id"])
        return request.make_json_response(results)

    def _take_in(self, upload, document):
        name = upload.filename or request.env._("file")
        Document = request.env["vanthu.document"]
        try:
            with request.env.cr.savepoint():
                # The upload lies in a temporary file; an oversized one is never loaded.
                upload.seek(0, 2)
                size = upload.tell()
                upload.seek(0)
                Document._require_group("group_clerk")
                Document._check_intake_size(name, size)
                if document is not None and not document.exists():
                    raise UserError(request.env._(
                        "The document is no longer there; drop the file once more."
                    ))
                taken = Document._intake_one(name, upload.read(), document)
                taken.flush_recordset()
        except (UserError, AccessError, MissingError, ValidationError) as error:
            return {"name": name, "error": str(error.args[0])}
        return {"name": name, "document_id": taken.id}


class DocumentAttachmentController(AttachmentController):
    """Files that people attach in the chatter of a document."""

    @http.route()
    def mail_attachment_upload(self, ufile, thread_id, thread_model, is_pending=False, **kwargs):
        if thread_model == "vanthu.document":
            error = self._find_refusal(ufile, thread_id)
            if error:
                return request.make_json_response({"error": error})
        return super().mail_attachment_upload(
            ufile, thread_id, thread_model, is_pending=is_pending, **kwargs
        )

    def _find_refusal(self, ufile, thread_id):
        """The sentence that refuses an upload, or "" (nothing is stored before this)."""
        Document = request.env["vanthu.document"]
        document = Document.browse(int(thread_id)).exists()
        if not document or not document.has_access("read"):
            return ""
        data = ufile.read()
        ufile.seek(0)
        try:
            Document._check_intake_size(ufile.filename, len(data))
        except UserError as error:
            return str(error.args[0])
        mark = Document._find_secret_in_file(data, ufile.filename)
        if not mark:
            return ""
        document._log_secret_refused("file", Document._get_sha256(data), mark, apart=True)
        return Document._get_secret_sentence()

    @http.route(readonly=_never)
    def mail_attachment_pdf_first_page(self, attachment_id, access_token=None):
        return super().mail_attachment_pdf_first_page(attachment_id, access_token)

    def _get_pdf_first_page_response(self, attachment):
        response = super()._get_pdf_first_page_response(attachment)
        attachment._log_document_views()
        return response
