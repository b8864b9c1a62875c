import logging

from odoo import api, fields, models
from odoo.exceptions import UserError

from ..tools.format_check import FormatError, check, repair
from .vanthu_format_rule import COMPONENTS, LEVELS

_logger = logging.getLogger(__name__)
_RANKS = {"error": 1, "warning": 2, "hint": 3}


class VanthuFormatCheck(models.Model):
    """What the presentation check found in one version of a draft (Điều 12.2, Phụ lục I).

    One for each version: a further check of the same version takes its place. It helps the
    clerk, who alone confirms the presentation.
    """

    _name = "vanthu.format.check"
    _inherit = ["vanthu.document.link.mixin"]
    _description = "Presentation check"
    _order = "id desc"

    document_id = fields.Many2one(
        "vanthu.document", required=True, readonly=True, index=True, ondelete="cascade"
    )
    version_id = fields.Many2one(
        "vanthu.document.version", required=True, readonly=True, index=True, ondelete="cascade"
    )
    company_id = fields.Many2one(
        related="document_id.company_id", store=True, index=True, precompute=True
    )
    user_id = fields.Many2one(
        "res.users", string="Checked by", required=True, readonly=True, ondelete="restrict"
    )
    date = fields.Datetime(
        string="Checked on", required=True, readonly=True, default=fields.Datetime.now
    )
    refusal = fields.Char(readonly=True)
    message = fields.Char(compute="_compute_message")
    line_ids = fields.One2many("vanthu.format.check.line", "check_id", readonly=True)
    error_count = fields.Integer(string="Errors", readonly=True)
    warning_count = fields.Integer(string="Warnings", readonly=True)
    hint_count = fields.Integer(string="Hints", readonly=True)
    repairable_count = fields.Integer(string="Can be repaired", readonly=True)
    can_repair = fields.Boolean(compute="_compute_can_repair")

    _version_uniq = models.UniqueIndex(
        "(version_id)", "Somebody else is just checking this version; reload the page."
    )

    @api.depends("version_id")
    def _compute_display_name(self):
        for record in self:
            record.display_name = self.env._(
                "Presentation of %s", record.version_id.display_name
            )

    @api.depends("refusal", "error_count", "warning_count", "hint_count")
    @api.depends_context("lang")
    def _compute_message(self):
        refusals = self.env["vanthu.format.note"]._get_refusals()
        for record in self:
            if record.refusal:
                record.message = refusals.get(record.refusal, refusals["damaged"])
            elif not record.error_count and not record.warning_count:
                record.message = self.env._("Nothing to object to.")
            else:
                record.message = self.env._(
                    "%(errors)s errors and %(warnings)s warnings.",
                    errors=record.error_count, warnings=record.warning_count,
                )

    @api.depends("repairable_count", "version_id")
    @api.depends_context("uid")
    def _compute_can_repair(self):
        for record in self:
            document = record.document_id
            record.can_repair = bool(
                record.repairable_count and document.can_edit_draft
                and document.current_version_id == record.version_id
            )

    # ---- ACTIONS ----

    def action_repair(self):
        """Put right what can be put right without touching a word, as a new version.

        The former version stays. The new one is checked at once.

        :return dict: window action of the new checklist
        :raise UserError: there is nothing to repair, the draft has a newer version, or it is
            with somebody else now
        """
        self.ensure_one()
        self.check_access("read")
        document, version = self.document_id, self.version_id
        document._hold()
        document._require_pen()
        if document.current_version_id != version:
            raise UserError(self.env._(
                "%s has a newer version by now; check that one first.", document.display_name
            ))
        raw = version.sudo().attachment_id.raw
        rules = self.env["vanthu.format.rule"]._get_rules()._to_tool()
        try:
            new = repair(raw, rules, document._get_format_context())
        except FormatError as error:
            raise UserError(self.env["vanthu.format.note"]._get_refusals()[error.code]) from error
        if new == raw:
            raise UserError(self.env._(
                "Nothing here can be repaired by the software; change the words by hand and add "
                "the file as a new version."
            ))
        before = self.repairable_count
        document._add_version(version.name, new, self.env._(
            "Presentation repaired by the software (%s findings)", before
        ))
        return document.action_check_format()

    def action_check_again(self):
        """Check the newest version of the draft.

        :return dict: window action of the checklist
        """
        self.ensure_one()
        self.check_access("read")
        return self.document_id.action_check_format()

    # ---- CHECKING ----

    @api.model
    def _run(self, version):
        """Check a version and keep the result.

        :param version: one ``vanthu.document.version`` that the user may read
        :return: the new ``vanthu.format.check`` in superuser mode
        """
        document = version.document_id.sudo()
        rules = self.env["vanthu.format.rule"]._get_rules()
        vals, findings = {}, []
        try:
            findings = check(
                version.sudo().attachment_id.raw or b"", rules._to_tool(),
                document._get_format_context(),
            )
        except FormatError as error:
            vals["refusal"] = error.code
        except Exception:
            # A check never stands in the way of the document; a human looks instead.
            _logger.exception("presentation of version %s could not be checked", version.id)
            vals["refusal"] = "damaged"
        known = {rule.code: rule for rule in rules}
        findings.sort(key=lambda finding: _RANKS[finding.level])
        levels = [finding.level for finding in findings]
        self.sudo().search([("version_id", "=", version.id)]).unlink()
        return self.sudo().create({
            **vals, "document_id": document.id, "version_id": version.id,
            "user_id": self.env.uid, "line_ids": [
                fields.Command.create(self._prepare_line(finding, known[finding.rule]))
                for finding in findings
            ],
            **{f"{level}_count": levels.count(level) for level in _RANKS},
            "repairable_count": sum(finding.repairable for finding in findings),
        })

    @api.model
    def _prepare_line(self, finding, rule):
        return {
            "rule_id": rule.id, "rule_code": finding.rule, "sequence": rule.sequence,
            "level": finding.level, "rank": _RANKS[finding.level],
            "component": finding.place.component, "place": finding.place.text,
            "place_count": finding.place.count, "repairable": finding.repairable,
            "found_note": {"code": finding.found.code, "values": finding.found.values},
            "expected_note": {"code": finding.expected.code, "values": finding.expected.values},
        }


class VanthuFormatCheckLine(models.Model):
    """One departure from a rule: where, what stands there, what should, and why."""

    _name = "vanthu.format.check.line"
    _inherit = ["vanthu.document.link.mixin"]
    _description = "Finding of the presentation check"
    _order = "check_id desc, rank, sequence, id"

    check_id = fields.Many2one(
        "vanthu.format.check", required=True, readonly=True, index=True, ondelete="cascade"
    )
    document_id = fields.Many2one(
        related="check_id.document_id", store=True, index=True, precompute=True
    )
    company_id = fields.Many2one(
        related="check_id.company_id", store=True, index=True, precompute=True
    )
    rule_id = fields.Many2one("vanthu.format.rule", readonly=True, ondelete="set null")
    rule_code = fields.Char(string="Code", readonly=True)
    sequence = fields.Integer(readonly=True)
    rank = fields.Integer(readonly=True)
    level = fields.Selection(LEVELS, required=True, readonly=True)
    component = fields.Selection(COMPONENTS, string="Part", readonly=True)
    place = fields.Char(readonly=True)
    place_count = fields.Integer(string="Places", readonly=True)
    repairable = fields.Boolean(readonly=True)
    found_note = fields.Json(readonly=True)
    expected_note = fields.Json(readonly=True)
    found = fields.Char(string="Stands there", compute="_compute_sentences")
    expected = fields.Char(string="Should stand", compute="_compute_sentences")
    rule_name = fields.Char(string="What is compared", related="rule_id.name")
    source = fields.Char(related="rule_id.source")

    @api.depends("component", "place")
    def _compute_display_name(self):
        labels = dict(self._fields["component"]._description_selection(self.env))
        for line in self:
            line.display_name = labels.get(line.component) or line.rule_code

    @api.depends("found_note", "expected_note")
    @api.depends_context("lang")
    def _compute_sentences(self):
        notes = self.env["vanthu.format.note"]
        for line in self:
            line.found = notes._describe_note(line.found_note)
            line.expected = notes._describe_note(line.expected_note)
