from odoo import api, models

from ..tools.exercise_parameters import Flag, Kind, Number, Text

_ISSUED = ("issued", "dispatched")


class VanthuExerciseCheck(models.AbstractModel):
    """Checks of issuing outgoing documents (Điều 15–18 of NĐ 30/2020)."""

    _inherit = "vanthu.exercise.check"

    @api.model
    def _get_kinds(self):
        return {
            **super()._get_kinds(),
            "outgoing_issued": Kind(self.env._("Outgoing: documents are issued"), {
                "count": Number(2), "type": Text(), "with_file": Flag(), "sent": Flag(),
            }),
        }

    @api.model
    def _check_outgoing_issued(self, attempt, step):
        asked = step._get_parameters()
        documents = self._find_done(attempt, "vanthu.document", "issued").filtered(
            lambda document: document.state in _ISSUED and document.direction != "incoming"
        )
        return self._judge(
            documents, asked["count"], lambda document: self._complain_of_issue(document, asked),
            lambda right: self.env._(
                "%(found)s of %(wanted)s documents are issued since the exercise began.",
                found=right, wanted=asked["count"],
            ),
        )

    @api.model
    def _complain_of_issue(self, document, asked):
        if asked["type"] and not self._same(document.type_id.name, asked["type"]):
            return self.env._(
                "%(name)s is of the type “%(found)s”, not “%(wanted)s”.",
                name=document.display_name, found=document.type_id.name or "–",
                wanted=asked["type"],
            )
        if asked["with_file"] and not document.issued_attachment_id:
            return self.env._(
                "%s has its number, but the issued file was not added yet.",
                document.display_name,
            )
        if asked["sent"] and document.state != "dispatched":
            return self.env._(
                "%s has its number, but was not sent yet; press Dispatch.",
                document.display_name,
            )
        return None
