from odoo import http
from odoo.exceptions import UserError, ValidationError
from odoo.http import request

from ..models.vanthu_join_request import TYPED
from ..tools.letter_file import MAX_BYTES

# Above the size that the page allows, so that its sentence is read; far below what hurts.
HARD_LIMIT = 4 * MAX_BYTES
LANGUAGE_COOKIE = "vanthu_join_lang"


class JoinController(http.Controller):
    """The public page on which organisations and people ask for an account.

    Visitors read nothing of the database: every page is made of what they sent themselves.
    """

    # ---- PAGES ----

    @http.route("/vanthu/join", type="http", auth="public", methods=["GET"])
    def join_form(self, **params):
        """The form with the steps explained.

        :param dict params: ``lang`` chooses the language of the page
        :return: the page, or 404 where the page is switched off
        """
        if not self._is_open():
            raise request.not_found()
        return self._render("join_page", params, typed={}, error="")

    @http.route(
        "/vanthu/join", type="http", auth="public", methods=["POST"], captcha="vanthu_join",
        max_content_length=HARD_LIMIT,
    )
    def join_send(self, letter=None, website=None, **typed):
        """Take a request; what is wrong is said above the form, with all that was typed.

        :param letter: file of the letter
        :param str website: stays empty; programs fill it in
        :param dict typed: fields of ``vanthu.join.request``
        :return: the form with a sentence, or a redirection to the page that thanks
        """
        if not self._is_open():
            raise request.not_found()
        lang = self._set_language(typed)
        typed = {
            name: value for name, value in typed.items()
            if name in (*TYPED, "kind", "role") and isinstance(value, str)
        }
        attempts = request.env["vanthu.join.attempt"].sudo()
        if not attempts._allow(request.httprequest.remote_addr):
            error = request.env._(
                "Too many requests came from here; please try again in an hour."
            )
            return self._render("join_page", {}, status=429, typed=typed, error=error)
        if not website:
            try:
                with request.env.cr.savepoint():
                    request.env["vanthu.join.request"]._receive(
                        typed, *self._read_upload(letter), lang
                    )
            except (UserError, ValidationError) as error:
                return self._render(
                    "join_page", {}, status=422, typed=typed, error=str(error.args[0])
                )
        return request.redirect("/vanthu/join/sent", code=303)

    @http.route("/vanthu/join/sent", type="http", auth="public", methods=["GET"])
    def join_sent(self, **params):
        """What happens next; the same page for everybody."""
        return self._render("join_sent", params)

    @http.route(
        "/vanthu/join/confirm/<string:token>", type="http", auth="public", methods=["GET"]
    )
    def join_confirm_form(self, token, **params):
        """A button, since programs that look through mail open links, too."""
        found = request.env["vanthu.join.request"]._find_by_token(token)
        return self._render(
            "join_confirm", params, status=200 if found else 404, token=token,
            result="ask" if found else "gone",
        )

    @http.route(
        "/vanthu/join/confirm/<string:token>", type="http", auth="public", methods=["POST"]
    )
    def join_confirm(self, token, **params):
        """Confirm the e-mail of a request; works once."""
        done = request.env["vanthu.join.request"]._confirm(token)
        return self._render(
            "join_confirm", params, status=200 if done else 404, token="",
            result="done" if done else "gone",
        )

    # ---- HELPERS ----

    def _is_open(self):
        return request.env["vanthu.join.request"]._is_open()

    def _read_upload(self, letter):
        if not letter or not getattr(letter, "filename", ""):
            return "", b""
        return letter.filename, letter.read(MAX_BYTES + 1)

    def _set_language(self, params):
        """The visitor's language: chosen, remembered, or the browser's; Vietnamese otherwise."""
        installed = [code for code, _name in request.env["res.lang"].sudo().get_installed()]
        wished = params.get("lang") or request.httprequest.cookies.get(LANGUAGE_COOKIE)
        if wished not in installed:
            usual = "vi_VN" if "vi_VN" in installed else request.env.lang or installed[0]
            accepted = request.httprequest.accept_languages
            wished = accepted.best_match(
                [usual.replace("_", "-"), *(code.replace("_", "-") for code in installed)],
                default=usual,
            ).replace("-", "_")
        request.update_context(lang=wished)
        return wished

    def _render(self, template, params, status=200, **values):
        lang = self._set_language(params)
        languages = request.env["res.lang"].sudo().get_installed()
        name = template if "." in template else f"vanthu_document.{template}"
        response = request.render(name, {
            **values, "languages": languages, "lang_code": lang,
            "html_data": {"lang": lang.replace("_", "-")},
            "max_megabytes": MAX_BYTES // 1024 ** 2,
        })
        response.status_code = status
        response.headers["Cache-Control"] = "no-store"
        response.headers["Referrer-Policy"] = "no-referrer"
        response.headers["X-Frame-Options"] = "DENY"
        if params.get("lang") == lang:
            response.set_cookie(LANGUAGE_COOKIE, lang, max_age=365 * 86400, samesite="Lax")
        return response
