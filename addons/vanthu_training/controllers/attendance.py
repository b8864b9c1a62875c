import time

from odoo import http
from odoo.exceptions import UserError
from odoo.http import request
from odoo.tools.misc import consteq

from odoo.addons.vanthu_document.models.local_time import local_moment

from ..tools.attendance_code import is_current

# In the session of the browser that scanned: the ticket that it got.
_TICKET = "vanthu_attendance_ticket"
_HEADERS = [("Cache-Control", "no-store"), ("X-Robots-Tag", "noindex"),
            ("Referrer-Policy", "no-referrer")]


class AttendanceController(http.Controller):
    """The page behind the code on the trainer's screen: it records who scans, and nobody else."""

    @http.route("/vanthu/attend/<int:session_id>/<string:code>", type="http", auth="public",
                methods=["GET"])
    def attend(self, session_id, code, **params):
        """Record the person who is logged in, or ask who it is.

        :param int session_id: id of a ``vanthu.class.session``
        :param str code: of the last 20 seconds
        :return: a page; 410 when the code is over or wrong
        """
        if not self._allow():
            return self._render("wait", 429)
        session = request.env["vanthu.class.session"].sudo().browse(session_id).exists()
        if not session or not is_current(session.qr_key, session.id, code, time.time()):
            return self._render("over", 410)
        if request.env.user._is_public():
            ticket = request.env["vanthu.attendance.ticket"].sudo().create(
                {"session_id": session.id}
            )
            request.session[_TICKET] = ticket.token
            return self._render("who", ticket=ticket.token, session=session, error="")
        return self._record_user(session)

    @http.route("/vanthu/attend/ticket/<string:token>", type="http", auth="user",
                methods=["GET"])
    def attend_logged_in(self, token, **params):
        """Record who has logged in after the scan.

        :param str token: ticket of the scan
        :return: a page; 410 when the ticket is over or used
        """
        session = self._redeem(token)
        return self._record_user(session) if session else self._render("over", 410)

    @http.route("/vanthu/attend/code", type="http", auth="public", methods=["POST"])
    def attend_with_code(self, ticket="", badge="", **params):
        """Record who has no account, by the personal code of badge and confirmation.

        :param str ticket: of the scan
        :param str badge: the personal code
        :return: a page; 410 when the ticket is over, which a wrong code uses up, too
        """
        if not self._allow():
            return self._render("wait", 429)
        session = self._redeem(ticket)
        if not session:
            return self._render("over", 410)
        person = request.env["event.registration"].sudo().search([
            ("barcode", "=", badge.strip()), ("event_id", "=", session.event_id.id),
        ], limit=1) if badge.strip() else None
        if not person:
            return self._render("refused", error=request.env._(
                "This code is not known in the class; scan the screen again and type the code "
                "of your badge or confirmation."
            ))
        return self._record(session, person)

    def _redeem(self, token):
        """The session of a ticket, for the browser that scanned: a link that was sent on to
        somebody who is not in the room is worth nothing."""
        if not consteq(request.session.pop(_TICKET, None) or "", token or ""):
            return None
        return request.env["vanthu.attendance.ticket"].sudo()._redeem(token)

    def _record_user(self, session):
        user = request.env.user
        user = user.sudo().practice_of_id or user
        person = request.env["event.registration"].sudo().search([
            ("event_id", "=", session.event_id.id), ("trainee_id", "=", user.id),
            ("state", "!=", "cancel"),
        ], limit=1)
        if not person:
            return self._render("refused", session=session, error=request.env._(
                "%(name)s is not registered for this class; ask the organiser.", name=user.name
            ))
        return self._record(session, person)

    def _record(self, session, person):
        try:
            session._require_open()
            row, new = session._record(person, "qr")
        except UserError as error:
            return self._render("refused", session=session, error=str(error))
        return self._render(
            "done", session=session, person=person, new=new,
            moment=f"{local_moment(request.env, row.at):%H:%M}",
        )

    def _allow(self):
        return request.env["vanthu.attendance.attempt"].sudo()._allow(
            request.httprequest.remote_addr
        )

    def _render(self, page, status=200, **values):
        if request.env.user._is_public():
            request.update_context(lang="vi_VN" if "vi_VN" in dict(
                request.env["res.lang"].get_installed()) else request.env.lang)
        response = request.render(f"vanthu_training.attend_{page}", values, status=status)
        response.headers.extend(_HEADERS)
        return response
