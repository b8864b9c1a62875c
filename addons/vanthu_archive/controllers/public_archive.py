from odoo import http
from odoo.exceptions import UserError, ValidationError
from odoo.http import request

from odoo.addons.vanthu_document.controllers.join import JoinController

from ..models.vanthu_file_public import LAST_PAGE, MAX_FILES
from ..models.vanthu_outside_request import TYPED, clean

HARD_LIMIT = 64 * 1024


class PublicArchiveController(JoinController):
    """The public catalogue of archived files, and requests for them by strangers.

    Visitors read titles, numbers and years of files that are open to all, and on the page of
    their own link the state of their own request; nothing else of the database.
    """

    # ---- CATALOGUE AND REQUEST ----

    @http.route("/vanthu/archive", type="http", auth="public", methods=["GET"])
    def archive_catalogue(self, q="", page="0", **params):
        """Search the catalogue; what is chosen stays chosen on the next page.

        :param str q: words of title or number
        :param str page: from 0
        :param dict params: ``lang``; ``file`` several times
        :return: the page, or 404 where no organisation opened its catalogue
        """
        self._require_open()
        words = clean(q)[:100]
        number = min(int(page), LAST_PAGE) if page.isdecimal() and len(page) < 6 else 0
        model = request.env["vanthu.file"]
        files, has_more = model._search_public(words, number)
        codes = self._read_codes(request.httprequest.args)
        chosen = model._find_public(codes)
        return self._render_page(
            "catalogue", params, files=files - chosen, chosen=chosen, words=words,
            page=number, has_more=has_more and number < LAST_PAGE,
        )

    @http.route("/vanthu/archive/request", type="http", auth="public", methods=["GET"])
    def archive_request_form(self, **params):
        """The form of a request for the chosen files."""
        self._require_open()
        return self._render_form(params, self._read_codes(request.httprequest.args), {}, "", 200)

    @http.route(
        "/vanthu/archive/request", type="http", auth="public", methods=["POST"],
        captcha="vanthu_archive", max_content_length=HARD_LIMIT,
    )
    def archive_request_send(self, website=None, **typed):
        """Take a request; what is wrong is said above the form, with all that was typed.

        :param str website: stays empty; programs fill it in
        :param dict typed: fields of ``vanthu.outside.request``; ``file`` several times
        :return: the form with a sentence, or a redirection to the page that thanks
        """
        self._require_open()
        self._set_language(typed)
        codes = self._read_codes(request.httprequest.form)
        typed = {
            name: value for name, value in typed.items()
            if name in (*TYPED, "kind", "purpose") and isinstance(value, str)
        }
        attempts = request.env["vanthu.outside.attempt"].sudo()
        if not attempts._allow(request.httprequest.remote_addr):
            return self._render_form({}, codes, typed, request.env._(
                "Too many requests came from here; please try again in an hour."
            ), 429)
        if not website:
            try:
                with request.env.cr.savepoint():
                    request.env["vanthu.outside.request"]._receive(typed, codes)
            except (UserError, ValidationError) as error:
                return self._render_form({}, codes, typed, str(error.args[0]), 422)
        return request.redirect("/vanthu/archive/sent", code=303)

    @http.route("/vanthu/archive/sent", type="http", auth="public", methods=["GET"])
    def archive_request_sent(self, **params):
        """What happens next; the same page for everybody."""
        self._require_open()
        return self._render_page("sent", params)

    # ---- LINKS OF THE LETTERS ----

    @http.route(
        "/vanthu/archive/confirm/<string:token>", type="http", auth="public", methods=["GET"]
    )
    def archive_confirm_form(self, token, **params):
        """A button, since programs that look through mail open links, too."""
        self._require_open()
        found = request.env["vanthu.outside.request"]._find_by_token(token)
        return self._render_page("confirm", params, status=200 if found else 404,
                                 token=token if found else "")

    @http.route(
        "/vanthu/archive/confirm/<string:token>", type="http", auth="public", methods=["POST"]
    )
    def archive_confirm(self, token, **params):
        """Confirm the e-mail of a request; works once and leads to the person's own page."""
        self._require_open()
        done = request.env["vanthu.outside.request"]._confirm(token)
        if done:
            return request.redirect(f"/vanthu/archive/mine/{done._get_page_token()}", code=303)
        return self._render_page("confirm", params, status=404, token="")

    @http.route(
        "/vanthu/archive/mine/<string:token>", type="http", auth="public", methods=["GET"]
    )
    def archive_own_request(self, token, **params):
        """State, decision and reason of the person's own request."""
        return self._render_own(self._find_own(token), token, params, "")

    @http.route(
        "/vanthu/archive/mine/<string:token>/withdraw", type="http", auth="public",
        methods=["POST"],
    )
    def archive_withdraw(self, token, **params):
        """Give the own request up while nobody has decided."""
        own = self._find_own(token)
        self._set_language(params)
        try:
            with request.env.cr.savepoint():
                own._withdraw()
        except UserError as error:
            return self._render_own(own, token, params, str(error.args[0]), 422)
        return request.redirect(f"/vanthu/archive/mine/{token}", code=303)

    # ---- HELPERS ----

    def _require_open(self):
        """Nothing is here where no organisation opened its catalogue."""
        if not request.env["res.company"].sudo().search_count(
            [("vanthu_archive_open", "=", True)], limit=1
        ):
            raise request.not_found()

    def _find_own(self, token):
        own = request.env["vanthu.outside.request"]._find_by_page(token)
        if not own:
            raise request.not_found()
        return own

    def _read_codes(self, values):
        return [clean(code)[:10] for code in dict.fromkeys(values.getlist("file"))][:MAX_FILES + 1]

    def _render_page(self, name, params, status=200, **values):
        return self._render(
            f"vanthu_archive.public_archive_{name}", params, status=status, **values
        )

    def _render_form(self, params, codes, typed, error, status):
        self._set_language(params)
        fields = request.env["vanthu.outside.request"]._fields
        return self._render_page(
            "request", params, status=status, typed=typed, error=error,
            chosen=request.env["vanthu.file"]._find_public(codes),
            kinds=fields["kind"]._description_selection(request.env),
            purposes=fields["purpose"]._description_selection(request.env),
        )

    def _render_own(self, own, token, params, error, status=200):
        self._set_language(params)
        loan = own.loan_id
        files = loan.line_ids.file_id
        public = files.filtered_domain(request.env["vanthu.file"]._get_public_domain())
        labels = {
            name: dict(loan._fields[name]._description_selection(request.env))[loan[name]]
            for name in ("kind", "state")
        }
        return self._render_page(
            "own", params, status=status, loan=loan, token=token, error=error, labels=labels,
            files=public, hidden=len(files - public),
            reason=loan.state != "asked" and loan.decision_note,
        )
