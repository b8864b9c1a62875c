from odoo import api, models
from odoo.fields import Domain

from odoo.addons.vanthu_document.models.local_time import local_moment

from ..tools.exercise_parameters import Choice, Flag, Kind, Number, Text

_OUT = ("handed_out", "returned")


class VanthuExerciseCheck(models.AbstractModel):
    """Checks of keeping: holds, the climate of the store, lending and taking back."""

    _inherit = "vanthu.exercise.check"

    @api.model
    def _get_kinds(self):
        use = Choice(("any", "read", "borrow"))
        return {
            **super()._get_kinds(),
            "hold_placed": Kind(self.env._("Keeping: files are put on hold"), {
                "count": Number(1),
            }),
            "climate_recorded": Kind(self.env._("Keeping: the climate is recorded"), {
                "count": Number(1), "noted": Flag(), "temperature": Number(0, -30, 60),
                "humidity": Number(0, 0, 100), "today": Flag(),
            }),
            "file_lent": Kind(self.env._("Keeping: files are handed out"), {
                "count": Number(1), "use": use, "title": Text(),
            }),
            "file_back": Kind(self.env._("Keeping: files are taken back"), {
                "count": Number(1), "use": use, "title": Text(),
            }),
        }

    # ---- HOLD ----

    @api.model
    def _check_hold_placed(self, attempt, step):
        asked = step._get_parameters()
        files = self._find_done(attempt, "vanthu.file", "hold_placed")
        if not files:
            draft = self.env["vanthu.hold"].search([
                ("company_id", "=", attempt.company_id.id), ("state", "=", "draft"),
            ], limit=1)
            if draft:
                return False, self.env._(
                    "The hold “%s” is written, but not in force yet; press Put in force.",
                    draft.name,
                )
        return self._judge(
            files, asked["count"],
            lambda file: None if file.is_held else self.env._(
                "The hold on “%s” was released already.", file.name
            ),
            lambda right: self.env._(
                "%(found)s of %(wanted)s files are on hold since the exercise began.",
                found=right, wanted=asked["count"],
            ),
        )

    # ---- CLIMATE ----

    @api.model
    def _check_climate_recorded(self, attempt, step):
        asked = step._get_parameters()
        readings = self.env["vanthu.climate.reading"].search([
            ("id", ">", attempt.reading_mark), ("company_id", "=", attempt.company_id.id),
            ("user_id", "=", attempt.practice_user_id.id), ("source", "=", "hand"),
        ])
        return self._judge(
            readings, asked["count"],
            lambda reading: self._complain_of_reading(attempt, reading, asked),
            lambda right: self.env._(
                "%(found)s of %(wanted)s readings of the climate are written down since the "
                "exercise began.", found=right, wanted=asked["count"],
            ),
        )

    @api.model
    def _complain_of_reading(self, attempt, reading, asked):
        shown = {
            "temperature": f"{reading.temperature:g}", "humidity": f"{reading.humidity:g}",
        }
        if any(asked[name] and reading[name] != asked[name] for name in shown):
            return self.env._(
                "%(temperature)s °C and %(humidity)s %% are written down, but the exercise says "
                "%(degrees)s °C and %(percent)s %%; correct the reading.", **shown,
                degrees=asked["temperature"], percent=asked["humidity"],
            )
        env = attempt.practice_user_id.with_user(attempt.practice_user_id).env
        if asked["today"] and local_moment(env, reading.taken_at).date() < (
            self._get_days(attempt)[0]
        ):
            return self.env._(
                "The reading of %(temperature)s °C and %(humidity)s %% is of an earlier day; "
                "write down that of today.", **shown,
            )
        if asked["noted"] and not (reading.note or "").strip():
            return self.env._(
                "The reading of %(temperature)s °C and %(humidity)s %% has no remark yet.", **shown,
            )
        return None

    # ---- LENDING ----

    @api.model
    def _find_loans(self, attempt, use, *kinds):
        return self._find_done(attempt, "vanthu.loan", *kinds).filtered(
            lambda loan: use in ("any", loan.kind)
        )

    @api.model
    def _check_file_lent(self, attempt, step):
        asked = step._get_parameters()
        out = self._find_loans(attempt, asked["use"], "loan_handed_out").filtered(
            lambda loan: loan.state in _OUT
        )
        if not out:
            waiting = self._find_loans(
                attempt, asked["use"], "loan_asked", "loan_approved"
            ).filtered(lambda loan: loan.state in ("asked", "approved"))[:1]
            if waiting:
                return False, self._say_waiting(waiting)
        lines = out.line_ids.filtered(lambda line: line.state in ("out", "returned"))
        meant = lines.filtered(lambda line: self._holds(line.file_id.name, asked["title"]))
        if lines and not meant:
            return False, self.env._(
                "“%(found)s” was handed out, but the reader asks for “%(wanted)s”.",
                found=lines[0].file_id.name, wanted=asked["title"],
            )
        found = len(meant)
        return found >= asked["count"], self.env._(
            "%(found)s of %(wanted)s files are handed out since the exercise began.",
            found=found, wanted=asked["count"],
        )

    @api.model
    def _say_waiting(self, loan):
        if loan.state == "asked":
            return self.env._(
                "The request of %s is not approved yet.", loan.reader_name
            )
        return self.env._(
            "The request of %s is approved, but the files are not handed out yet.",
            loan.reader_name,
        )

    @api.model
    def _check_file_back(self, attempt, step):
        asked = step._get_parameters()
        lines = self.env["vanthu.loan.line"].search(
            Domain("company_id", "=", attempt.company_id.id)
            & Domain("back_by_id", "=", attempt.practice_user_id.id)
            & Domain("back_at", ">=", attempt.started_at)
        ).filtered(
            lambda line: asked["use"] in ("any", line.kind)
            and self._holds(line.file_id.name, asked["title"])
        )
        return self._judge(
            lines, asked["count"],
            lambda line: self.env._(
                "%(back)s of %(out)s sheets of “%(file)s” came back; the rest is missing.",
                back=line.sheets_back, out=line.sheets_out, file=line.file_id.name,
            ) if line.sheets_back < line.sheets_out else None,
            lambda right: self.env._(
                "%(found)s of %(wanted)s files are taken back whole since the exercise began.",
                found=right, wanted=asked["count"],
            ),
        )
