from odoo import api, models
from odoo.tools import SQL


class VanthuEvent(models.Model):
    """What happens to case files, from their opening to the archive."""

    _inherit = "vanthu.event"

    @api.model
    def _selection_kind(self):
        return [
            *super()._selection_kind(),
            ("file_started", self.env._("File opened for a case")),
            ("document_filed", self.env._("Document put into a case file")),
            ("file_item_added", self.env._("Put into the file")),
            ("file_item_removed", self.env._("Taken out of the file")),
            ("file_closed", self.env._("File closed")),
            ("file_reopened", self.env._("File opened again")),
            ("file_archived", self.env._("File taken over by the archive")),
            ("plan_made", self.env._("File plan made")),
            ("plan_approved", self.env._("File plan in force")),
            ("plan_ended", self.env._("File plan ended")),
            ("hold_placed", self.env._("Destruction stopped")),
            ("hold_released", self.env._("Destruction allowed again")),
            ("content_damaged", self.env._("Archived file is damaged")),
            ("content_repaired", self.env._("Archived file repaired")),
            ("integrity_checked", self.env._("Integrity checked")),
            ("disposal_listed", self.env._("List of a disposal closed")),
            ("disposal_reopened", self.env._("List of a disposal opened again")),
            ("disposal_reviewed", self.env._("Council has met")),
            ("disposal_decided", self.env._("Disposal decided")),
            ("disposal_handed_over", self.env._("Handed over for destruction")),
            ("disposal_done", self.env._("Disposal carried out")),
            ("disposal_cancelled", self.env._("Disposal cancelled")),
            ("disposal_proven", self.env._("Absence proven")),
            ("file_disposed", self.env._("File destroyed")),
            ("retention_prolonged", self.env._("Retention prolonged")),
            ("assessment_reviewing", self.env._("Self-assessment given to the council")),
            ("assessment_preparing", self.env._("Self-assessment taken back")),
            ("assessment_finished", self.env._("Self-assessment finished")),
            ("file_boxed", self.env._("Put into a box")),
            ("file_unboxed", self.env._("Taken out of the box")),
        ]

    @api.model
    def _get_detail_labels(self):
        return {
            **super()._get_detail_labels(),
            "ordinal": self.env._("Ordinal"),
            "hold": self.env._("Hold"),
            "box": self.env._("Box"),
            "source": self.env._("Made from"),
        }

    def _sql_hidden(self, table):
        # A restricted file's events are for its named persons, as a document's are.
        return SQL(
            """(%(documents)s OR (%(table)s.res_model = 'vanthu.file' AND EXISTS (
                SELECT 1 FROM vanthu_file f
                 WHERE f.id = %(table)s.res_id AND f.restricted AND NOT EXISTS (
                    SELECT 1 FROM vanthu_file_allowed_rel r
                     WHERE r.file_id = f.id AND r.user_id = %(uid)s))))""",
            documents=super()._sql_hidden(table), table=table, uid=self.env.uid,
        )
