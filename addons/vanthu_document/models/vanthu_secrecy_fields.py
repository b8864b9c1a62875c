from odoo import models


class VanthuDirective(models.Model):
    """A directive repeats no state secret."""

    _name = "vanthu.directive"
    _inherit = ["vanthu.directive", "vanthu.secrecy.mixin"]

    _secrecy_fields = ("content", "subject")


class VanthuAssignment(models.Model):
    """Neither do the instruction and the report of an assignment."""

    _name = "vanthu.assignment"
    _inherit = ["vanthu.assignment", "vanthu.secrecy.mixin"]

    _secrecy_fields = (
        "instruction", "report", "return_reason", "sent_back_reason", "approval_note",
    )


class VanthuPhrase(models.Model):
    """Nor stock phrases."""

    _name = "vanthu.phrase"
    _inherit = ["vanthu.phrase", "vanthu.secrecy.mixin"]

    _secrecy_fields = ("text",)


class VanthuHandOverLine(models.Model):
    """Nor the remarks of a hand-over list."""

    _name = "vanthu.hand.over.line"
    _inherit = ["vanthu.hand.over.line", "vanthu.secrecy.mixin"]

    _secrecy_fields = ("note", "receiver_name")
