from odoo import api, fields, models


class VanthuChangeMixin(models.AbstractModel):
    """What the person who looks may do with a record, so that no button is shown and refused.

    The acts check the same on the server.
    """

    _name = "vanthu.change.mixin"
    _description = "What who looks may do"

    can_change = fields.Boolean(compute="_compute_can_change")

    @api.depends_context("uid")
    def _compute_can_change(self):
        writable = self._filtered_access("write")
        for record in self:
            record.can_change = record in writable


class VanthuFile(models.Model):
    """Whoever finds a file does not keep it."""

    _name = "vanthu.file"
    _inherit = ["vanthu.file", "vanthu.change.mixin"]


class VanthuEvidence(models.Model):
    """The whole school reads evidence; who entered it changes it, or clerk and leader."""

    _name = "vanthu.evidence"
    _inherit = ["vanthu.evidence", "vanthu.change.mixin"]


class VanthuSelfAssessmentLine(models.Model):
    """Who is responsible for a criterion writes it, or clerk and leader."""

    _name = "vanthu.self.assessment.line"
    _inherit = ["vanthu.self.assessment.line", "vanthu.change.mixin"]


class VanthuGiverMixin(models.AbstractModel):
    """What a unit, or a person of none, sends to the archive or to the head."""

    _name = "vanthu.giver.mixin"
    _description = "What a unit sends"
    _inherit = ["vanthu.change.mixin"]

    can_send = fields.Boolean(compute="_compute_can_send")

    @api.depends("unit_id")
    @api.depends_context("uid")
    def _compute_can_send(self):
        units = self.env.user.vanthu_reader_unit_ids
        for record in self:
            record.can_send = self.env.su or (
                record.unit_id in units if record.unit_id
                else record.create_uid in (self.env["res.users"], self.env.user)
            )


class VanthuTransfer(models.Model):
    """Batches of files are sent by the unit that gives them."""

    _name = "vanthu.transfer"
    _inherit = ["vanthu.transfer", "vanthu.giver.mixin"]

    can_edit = fields.Boolean(compute="_compute_can_edit")

    @api.depends("state")
    @api.depends_context("uid")
    def _compute_can_edit(self):
        for transfer in self:
            transfer.can_edit = transfer.can_change and not transfer._is_fixed()


class VanthuKeepBack(models.Model):
    """Lists of files kept back are sent by the unit that keeps them."""

    _name = "vanthu.keep.back"
    _inherit = ["vanthu.keep.back", "vanthu.giver.mixin"]
