from odoo import http
from odoo.exceptions import AccessError, MissingError, UserError
from odoo.http import request

# Shown by the browser itself; anything else is saved and opened by its program.
_SHOWN = {"application/pdf", "image/jpeg", "image/png", "image/webp", "image/gif"}
_PAGE = "/vanthu/archive/read/<int:line_id>"


class ReadingController(http.Controller):
    """The page on which a reader reads the electronic papers of a file that is handed out."""

    @http.route(_PAGE, type="http", auth="user", methods=["GET"])
    def archive_read(self, line_id, **params):
        """List the papers.

        :param int line_id: id of a ``vanthu.loan.line`` of which the person is the reader
        :return: the page, or why there is nothing to read
        """
        line, papers, reason = self._find_papers(line_id)
        response = request.render("vanthu_archive.reading_page", {
            "line": line.sudo(), "papers": papers, "reason": reason, "shown": _SHOWN,
        }, status=403 if reason else 200)
        response.headers["Cache-Control"] = "no-store"
        return response

    @http.route(f"{_PAGE}/<int:content_id>", type="http", auth="user", methods=["GET"],
                readonly=False)
    def archive_read_paper(self, line_id, content_id, **params):
        """Send one paper; who read it is written down where every look is.

        :param int content_id: id of a ``vanthu.file.content`` of this file
        """
        dummy, papers, reason = self._find_papers(line_id)
        paper = papers.filtered(lambda one: one.id == content_id)
        if reason or not paper:
            return request.not_found()
        stream = request.env["ir.binary"]._get_stream_from(
            paper.attachment_id, "raw", filename=paper.name
        )
        response = stream.get_response(
            as_attachment=paper.mimetype not in _SHOWN, max_age=0, immutable=False
        )
        response.headers["Cache-Control"] = "no-store"
        return response

    def _find_papers(self, line_id):
        """What the person may read.

        :return tuple: ``vanthu.loan.line``, ``vanthu.file.content``, sentence why not
        """
        line = request.env["vanthu.loan.line"].browse(line_id)
        papers = request.env["vanthu.file.content"]
        try:
            line.check_access("read")
            return line, line._get_papers(), ""
        except (AccessError, MissingError):
            return line.browse(), papers, request.env._(
                "Only the reader of the request reads its files on the screen."
            )
        except UserError as error:
            return line, papers, str(error)
