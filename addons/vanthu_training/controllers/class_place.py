from odoo import http
from odoo.exceptions import UserError
from odoo.http import request

from odoo.addons.vanthu_document.controllers.join import JoinController

from .class_files import send_calendar
from .survey import remember_place

_PAGE = "/vanthu/class/place/<int:registration_id>/<string:key>"


class ClassPlaceController(JoinController):
    """What a participant without an account does on a page of his or her own.

    Every link that is not right, whether mistyped or made up, gets one and the same page.
    """

    @http.route(_PAGE, type="http", auth="public", methods=["GET"], sitemap=False)
    def class_place(self, registration_id, key, **params):
        """Show the class, its sessions and materials, and what can be done now.

        :param int registration_id: of the link
        :param str key: of the link
        :param dict params: ``lang`` chooses the language of the page
        :return: the page
        """
        return self._show_place(self._find_place(registration_id, key), params)

    @http.route(f"{_PAGE}/quiz/<string:phase>", type="http", auth="public", methods=["POST"])
    def class_place_quiz(self, registration_id, key, phase, **params):
        """Open the quiz, or go on with it.

        :param str phase: ``before`` or ``after``
        :return: the quiz; the page with the reason when it cannot be taken
        """
        return self._go_place(registration_id, key, params, lambda place: (
            place._begin_quiz("before" if phase == "before" else "after")
        ))

    @http.route(f"{_PAGE}/feedback", type="http", auth="public", methods=["POST"])
    def class_place_feedback(self, registration_id, key, **params):
        """Open the feedback form, which does not keep who answered.

        :return: the form; the page with the reason when it cannot be filled in
        """
        return self._go_place(registration_id, key, params, lambda place: place._begin_feedback())

    @http.route(f"{_PAGE}/back", type="http", auth="public", methods=["POST"])
    def class_place_back(self, registration_id, key, **params):
        """Give the place back.

        :return: the page, which says so; or why it is too late
        """
        return self._go_place(registration_id, key, params, lambda place: place._give_place_back())

    @http.route(f"{_PAGE}/calendar.ics", type="http", auth="public", methods=["GET"])
    def class_place_calendar(self, registration_id, key, **params):
        """Send the sessions as calendar entries."""
        place = self._find_place(registration_id, key)
        if not place:
            return request.not_found()
        return send_calendar(place.event_id._get_calendar_entry())

    @http.route(f"{_PAGE}/material/<int:material_id>", type="http", auth="public",
                methods=["GET"])
    def class_place_material(self, registration_id, key, material_id, **params):
        """Send a file of the class to who takes part in it.

        :param int material_id: id of a ``vanthu.class.material`` of this class
        """
        place = self._find_place(registration_id, key)
        material = place._get_place_materials().filtered(lambda one: one.id == material_id)
        if not material.file:
            return request.not_found()
        return request.env["ir.binary"]._get_stream_from(
            material, "file", filename=material.file_name or material.name
        ).get_response(as_attachment=True)

    def _find_place(self, registration_id, key):
        return request.env["event.registration"]._find_place(registration_id, key)

    def _go_place(self, registration_id, key, params, act):
        """Do what was pressed and go where it leads; a refusal is shown on the page."""
        place = self._find_place(registration_id, key)
        if not place:
            return self._show_place(place, params)
        self._set_language(params)
        place = place.with_context(lang=request.env.context["lang"])
        try:
            answer = act(place)
        except UserError as error:
            return self._show_place(place, params, error=str(error))
        if not answer:
            return request.redirect(place._get_place_path())
        remember_place(answer, place)
        return request.redirect(answer.get_start_url())

    def _show_place(self, place, params, error=""):
        self._set_language(params)
        place = place.with_context(lang=request.env.context["lang"])
        response = self._render(
            "vanthu_training.class_place_page", params, status=200 if place else 404,
            place=place, error=error,
        )
        response.headers["X-Robots-Tag"] = "noindex, nofollow"
        return response
