from odoo import api, fields, models


class VanthuSelfAssessment(models.Model):
    """Which level a school reaches as a whole, and how far the evidence is.

    TT 57/2026/TT-BGDĐT: every required criterion and enough of the others reach the level, and
    from the second level on none stays below the one before.
    """

    _inherit = "vanthu.self.assessment"

    level = fields.Integer(string="Level reached", compute="_compute_result", aggregator=None)
    result = fields.Text(compute="_compute_result")
    evidence_count = fields.Integer(string="Pieces of evidence", compute="_compute_progress")
    assessed_count = fields.Integer(string="Criteria assessed", compute="_compute_progress")
    criterion_count = fields.Integer(string="Of criteria", compute="_compute_progress")
    missing_required = fields.Integer(
        string="Required and missing", compute="_compute_progress"
    )

    @api.depends("line_ids.level")
    @api.depends_context("lang")
    def _compute_result(self):
        for assessment in self:
            assessment.level, sentences = 0, []
            for level in range(1, assessment.framework_id.level_count + 1):
                reached, sentence = assessment._judge(level)
                sentences.append(sentence)
                if not reached:
                    break
                assessment.level = level
            assessment.result = "\n".join(sentences)

    def _judge(self, level):
        """Whether a level is reached, and why.

        :param int level: from 1
        :return tuple: bool, sentence
        """
        reach = {line: int(line.level or 0) for line in self.line_ids}
        required = self.line_ids.filtered("is_required")
        others = self.line_ids - required
        good = [line for line in required if reach[line] >= level]
        other_good = [line for line in others if reach[line] >= level]
        wanted = min(self.framework_id.others_needed or len(others), len(others))
        low = [line for line in self.line_ids if reach[line] < level - 1]
        is_reached = bool(self.line_ids) and (
            len(good) == len(required) and len(other_good) >= wanted and not low
        )
        values = {
            "level": level, "good": len(good), "required": len(required),
            "others": len(other_good), "all_others": len(others), "wanted": wanted,
            "open": ", ".join(line.number for line in self.line_ids if reach[line] < level),
        }
        if is_reached:
            return True, self.env._(
                "Level %(level)s is reached: %(good)s of %(required)s required criteria, "
                "%(others)s of %(all_others)s others (%(wanted)s needed).", **values)
        return False, self.env._(
            "Level %(level)s is not reached: %(good)s of %(required)s required criteria, "
            "%(others)s of %(all_others)s others (%(wanted)s needed). Below it: %(open)s.",
            **values)

    @api.depends("line_ids.level", "evidence_ids.need_ids")
    def _compute_progress(self):
        evidence = dict(self.env["vanthu.evidence"].sudo()._read_group(
            [("assessment_id", "in", self.ids)], ["assessment_id"], ["__count"]
        ))
        missing = dict(self.env["vanthu.evidence.gap"].sudo()._read_group(
            [("assessment_id", "in", self.ids)], ["assessment_id"], ["missing_required:sum"]
        ))
        for assessment in self:
            assessment.evidence_count = evidence.get(assessment._origin, 0)
            assessment.missing_required = missing.get(assessment._origin, 0)
            assessment.criterion_count = len(assessment.line_ids)
            assessment.assessed_count = len(assessment.line_ids.filtered("level"))
