from odoo import http
from odoo.http import request
from odoo.tools.misc import consteq

# In the session of a practice account: whose it is, and what proves that the person still may.
_REAL, _PROOF = "vanthu_practice_of", "vanthu_practice_proof"
# The proof stands for the account, not for one session: it changes with password and activity.
_SEAT = "vanthu-practice"


class PracticeController(http.Controller):
    """The way into the practice organisation and back, without a second password.

    The session becomes that of the practice account; only the person's own session can do so,
    and only back to the same person.
    """

    @http.route("/vanthu/practice/enter", type="http", auth="user", methods=["POST"])
    def practice_enter(self, **params):
        """Go on as the own practice account.

        :param dict params: ``path`` inside the web client to begin at
        :return: a redirection into the web client
        """
        user = request.env.user
        if not user.practice_of_id:
            practice = user._get_practice_user()
            self._become(practice, {
                _REAL: user.id, _PROOF: user.sudo()._compute_session_token(_SEAT),
            })
        return request.redirect(self._get_path(params, "/odoo/records-home"))

    @http.route("/vanthu/practice/leave", type="http", auth="user", methods=["POST"])
    def practice_leave(self, **params):
        """Go back to the person whose practice account this is.

        :param dict params: ``path`` inside the web client to go on at
        :return: a redirection into the web client, or to the log-in page where the person's
            password has changed meanwhile or the account was closed
        """
        practice, session = request.env.user.sudo(), request.session
        real = practice.practice_of_id
        if not real:
            return request.redirect(self._get_path(params, "/odoo"))
        proof = real.active and real._compute_session_token(_SEAT)
        if not proof or session.get(_REAL) != real.id or not consteq(
            proof, session.get(_PROOF) or ""
        ):
            session.logout(keep_db=True)
            return request.redirect("/web/login")
        self._become(real, {_REAL: None, _PROOF: None})
        return request.redirect(self._get_path(params, "/odoo/training-practice"))

    def _become(self, user, marks):
        """Make the session that of ``user``; its id changes with the next answer."""
        session = request.session
        for key, value in marks.items():
            if value is None:
                session.pop(key, None)
            else:
                session[key] = value
        env = request.env(user=user.id, su=False)
        session.update({
            "login": env.user.login, "uid": user.id,
            "context": dict(env["res.users"].context_get()),
            "session_token": env.user.sudo()._compute_session_token(session.sid),
        })
        session.should_rotate = True
        request.update_env(user=user.id, su=False)

    def _get_path(self, params, default):
        path = params.get("path") or ""
        return path if path.startswith("/odoo") else default
