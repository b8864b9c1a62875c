from odoo import api, models

from ..tools.exercise_parameters import Flag, Kind, Number

_REPORTED = ("reported", "done")


class VanthuExerciseCheck(models.AbstractModel):
    """Checks of directives, reports and their approval (Điều 23, 24 of NĐ 30/2020)."""

    _inherit = "vanthu.exercise.check"

    @api.model
    def _get_kinds(self):
        count = Number(1)
        return {
            **super()._get_kinds(),
            "directive_given": Kind(self.env._("Directives: documents are directed"), {
                "count": count, "to_unit": Flag(True), "with_deadline": Flag(True),
                "needs_approval": Flag(), "cooperating": Number(0, 0, 20),
                "of_document": Flag(True),
            }),
            "work_reported": Kind(self.env._("Directives: work is reported"), {
                "count": count, "words": Number(5, 1, 100),
            }),
            "work_approved": Kind(self.env._("Directives: reports are approved"), {
                "count": count,
            }),
            "work_sent_back": Kind(self.env._("Directives: reports are sent back"), {
                "count": count,
            }),
        }

    # ---- GIVEN ----

    @api.model
    def _check_directive_given(self, attempt, step):
        asked = step._get_parameters()
        directives = self._find_done_of(attempt, "vanthu.directive", "directed").filtered("active")
        complaint = {one: self._complain_of_directive(one, asked) for one in directives}
        # A document counts once, with the directive that is right.
        chosen = {}
        for one in directives.sorted(lambda one: (bool(complaint[one]), one.id)):
            chosen.setdefault(one.document_id or one, one)
        return self._judge(
            directives.browse(sorted(one.id for one in chosen.values())), asked["count"],
            complaint.get, lambda right: self._say_directed(right, asked, directives, chosen),
        )

    @api.model
    def _say_directed(self, right, asked, directives, chosen):
        if right < asked["count"] <= len(directives) and len(chosen) < len(directives):
            return self.env._(
                "%(given)s directives are given, but on %(found)s of %(wanted)s documents.",
                given=len(directives), found=right, wanted=asked["count"],
            )
        return self.env._(
            "%(found)s of %(wanted)s directives are given since the exercise began.",
            found=right, wanted=asked["count"],
        )

    @api.model
    def _complain_of_directive(self, directive, asked):
        work = directive.assignment_ids.filtered(
            lambda one: not one.parent_id and one.state != "recalled"
        )
        lead = work.filtered(lambda one: one.role == "lead")[:1]
        about = directive.document_id.display_name or directive.subject
        if asked["of_document"] and not directive.document_id:
            return self.env._(
                "The directive “%s” is on no document; open a document and direct it.", about
            )
        if not lead:
            return self.env._(
                "The directive on %s gives nobody the lead; choose who leads.", about
            )
        if asked["to_unit"] and not lead.unit_id:
            return self.env._(
                "The directive on %(about)s goes to %(person)s, not to a unit.",
                about=about, person=lead.user_id.name,
            )
        if asked["with_deadline"] and not lead.due_date:
            return self.env._("The directive on %s has no deadline yet.", about)
        if asked["needs_approval"] and not directive.needs_approval:
            return self.env._(
                "The directive on %s does not ask for the report to be approved.", about
            )
        cooperating = len(work.filtered(
            lambda one: one.role == "cooperate" and (one.unit_id or not asked["to_unit"])
        ))
        if cooperating < asked["cooperating"]:
            return self.env._(
                "The directive on %(about)s names %(found)s of %(wanted)s units that cooperate.",
                about=about, found=cooperating, wanted=asked["cooperating"],
            )
        return None

    # ---- REPORTED AND APPROVED ----

    @api.model
    def _find_work(self, attempt, *kinds):
        """Assignments with which the practice account did one of some things."""
        ids = set()
        for event in self.env["vanthu.event"].search_fetch(
            self._get_events_domain(attempt, *kinds), ["res_model", "res_id", "detail"]
        ):
            if event.res_model == "vanthu.assignment":
                ids.add(event.res_id)
            elif isinstance((event.detail or {}).get("assignment"), int):
                ids.add(event.detail["assignment"])
        return self.env["vanthu.assignment"].browse(sorted(ids)).exists()

    @api.model
    def _check_work_reported(self, attempt, step):
        asked = step._get_parameters()
        work = self._find_work(attempt, "reported", "completed").filtered(
            lambda one: one.state in _REPORTED
        )
        return self._judge(
            work, asked["count"], lambda one: self._complain_of_report(one, asked["words"]),
            lambda right: self.env._(
                "%(found)s of %(wanted)s reports are handed in since the exercise began.",
                found=right, wanted=asked["count"],
            ),
        )

    @api.model
    def _complain_of_report(self, work, words):
        if len((work.report or "").split()) < words:
            return self.env._(
                "The report on %(about)s says only “%(report)s”; write what was done.",
                about=work._get_subject_name(), report=work.report or "",
            )
        return None

    @api.model
    def _check_work_approved(self, attempt, step):
        asked = step._get_parameters()
        found = len(self._find_work(attempt, "approved").filtered(lambda w: w.state == "done"))
        if found < asked["count"]:
            waiting = self._find_work(attempt, "reported").filtered(
                lambda one: one.state == "reported"
            )[:1]
            if waiting:
                return False, self.env._(
                    "The report on %s waits for the leader's decision.",
                    waiting._get_subject_name(),
                )
        return found >= asked["count"], self.env._(
            "%(found)s of %(wanted)s reports are approved since the exercise began.",
            found=found, wanted=asked["count"],
        )

    @api.model
    def _check_work_sent_back(self, attempt, step):
        asked = step._get_parameters()
        found = len(self._find_work(attempt, "report_sent_back"))
        return found >= asked["count"], self.env._(
            "%(found)s of %(wanted)s reports are sent back since the exercise began.",
            found=found, wanted=asked["count"],
        )
