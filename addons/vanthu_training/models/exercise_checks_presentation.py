from odoo import api, models
from odoo.fields import Domain

from ..tools.exercise_parameters import Flag, Kind, Number, Text

_BEYOND_DRAFT = (
    "content_check", "format_check", "to_sign", "signed", "issued", "dispatched",
)


class VanthuExerciseCheck(models.AbstractModel):
    """Checks of drafting and of the presentation of drafts (Phụ lục I of NĐ 30/2020)."""

    _inherit = "vanthu.exercise.check"

    @api.model
    def _get_kinds(self):
        return {
            **super()._get_kinds(),
            "presentation_mended": Kind(self.env._("Presentation: drafts are put right"), {
                "count": Number(1), "words": Text(), "warnings": Flag(),
            }),
            "drafted_from_template": Kind(self.env._("Presentation: drafted from a template"), {
                "count": Number(1), "type": Text(), "clean": Flag(),
            }),
            "draft_submitted": Kind(self.env._("Presentation: drafts are submitted"), {
                "count": Number(1), "words": Text(),
            }),
        }

    # ---- PUT RIGHT ----

    @api.model
    def _check_presentation_mended(self, attempt, step):
        """Drafts that had errors once, and whose newest version has none."""
        asked = step._get_parameters()
        checked = self._find_done(attempt, "vanthu.document", "format_checked").filtered(
            lambda draft: self._holds(draft.subject, asked["words"])
        )
        faulty = self._find_faulty(checked)
        return self._judge(
            checked & faulty, asked["count"],
            lambda draft: self._complain_of_presentation(draft, asked["warnings"]),
            lambda right: self.env._(
                "%(found)s of %(wanted)s drafts with errors of presentation are put right.",
                found=right, wanted=asked["count"],
            ),
        )

    @api.model
    def _find_faulty(self, drafts):
        """Drafts in which a check has found errors at any time."""
        events = self.env["vanthu.event"].search_fetch(
            Domain("res_model", "=", "vanthu.document") & Domain("res_id", "in", drafts.ids)
            & Domain("kind", "=", "format_checked"), ["res_id", "detail"],
        )
        return drafts.browse({
            event.res_id for event in events if (event.detail or {}).get("errors")
        })

    @api.model
    def _complain_of_presentation(self, draft, warnings):
        found = draft.format_check_id
        if not found:
            return self.env._(
                "The newest version of “%s” was not checked yet; press Check presentation.",
                draft.subject,
            )
        if found.refusal:
            return self.env._(
                "The newest version of “%(name)s” cannot be read: %(problem)s",
                name=draft.subject, problem=found.message,
            )
        if found.error_count:
            return self.env._(
                "“%(name)s” still has %(count)s errors of presentation, the first at: "
                "%(place)s.", name=draft.subject, count=found.error_count,
                place=self._name_component(found.line_ids[:1]),
            )
        if warnings and found.warning_count:
            return self.env._(
                "“%(name)s” still has %(count)s warnings of presentation, the first at: "
                "%(place)s.", name=draft.subject, count=found.warning_count,
                place=self._name_component(found.line_ids[:1]),
            )
        return None

    @api.model
    def _name_component(self, line):
        labels = dict(line._fields["component"]._description_selection(self.env))
        return labels.get(line.component) or line.place or "–"

    # ---- DRAFTED ----

    @api.model
    def _check_drafted_from_template(self, attempt, step):
        asked = step._get_parameters()
        drafts = self._find_done(attempt, "vanthu.document", "drafted").filtered(
            lambda draft: not asked["type"] or self._same(draft.type_id.name, asked["type"])
        )
        templated = drafts.browse(
            draft.id for (draft,) in self.env["vanthu.document.version"]._read_group(
                Domain("document_id", "in", drafts.ids) & Domain("template_id", "!=", False),
                ["document_id"],
            )
        )
        return self._judge(
            drafts, asked["count"],
            lambda draft: self._complain_of_draft(draft, templated, asked["clean"]),
            lambda right: self.env._(
                "%(found)s of %(wanted)s documents are drafted from a template.",
                found=right, wanted=asked["count"],
            ) if not asked["type"] else self.env._(
                "%(found)s of %(wanted)s documents of the type “%(type)s” are drafted from a "
                "template.", found=right, wanted=asked["count"], type=asked["type"],
            ),
        )

    @api.model
    def _complain_of_draft(self, draft, templated, clean):
        if not draft.subject:
            return self.env._("The draft has no subject yet; enter what it is about.")
        if draft not in templated:
            return self.env._(
                "“%s” is not drafted from a template; press Draft from a template.",
                draft.subject,
            )
        return self._complain_of_presentation(draft, warnings=False) if clean else None

    @api.model
    def _check_draft_submitted(self, attempt, step):
        asked = step._get_parameters()
        submitted = self._find_done(attempt, "vanthu.document", "draft_submitted")
        drafts = submitted.filtered(lambda draft: self._holds(draft.subject, asked["words"]))
        if submitted and not drafts:
            return False, self.env._(
                "“%(found)s” is submitted, but this is to be submitted: %(wanted)s.",
                found=submitted[0].subject or "–", wanted=asked["words"],
            )
        return self._judge(
            drafts, asked["count"],
            lambda draft: None if draft.state in _BEYOND_DRAFT else self.env._(
                "“%(name)s” was sent back: %(reason)s",
                name=draft.subject, reason=draft.send_back_reason or "",
            ),
            lambda right: self.env._(
                "%(found)s of %(wanted)s drafts are submitted for the check of their content.",
                found=right, wanted=asked["count"],
            ),
        )
