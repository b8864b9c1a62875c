from collections import defaultdict

from markupsafe import Markup

from odoo import api, fields, models
from odoo.exceptions import UserError

# States in which the receiver has the document in a register.
_REGISTERED_THERE = ("registered", "assigned", "in_progress", "done")


class VanthuDocument(models.Model):
    """Dispatch of an issued document to all of its recipients (Điều 18 of NĐ 30/2020)."""

    _inherit = "vanthu.document"

    delivery_ids = fields.One2many(
        "vanthu.delivery", "document_id", string="Deliveries", readonly=True
    )
    enclosure_ids = fields.Many2many(
        "ir.attachment", "vanthu_document_enclosure_rel", "document_id", "attachment_id",
        string="Enclosures", copy=False, help="Annexes in files of their own; sent along.",
    )
    delivery_count = fields.Integer(compute="_compute_delivery_count")
    delivery_summary = fields.Char(
        string="Received and registered", compute="_compute_delivery_count",
        help="How many of the recipients have received and registered it.",
    )
    delivery_problem_count = fields.Integer(compute="_compute_delivery_count")
    dispatched_by_id = fields.Many2one(
        "res.users", readonly=True, copy=False, ondelete="restrict"
    )

    @api.model
    def _get_step_fields(self):
        return {**super()._get_step_fields(), "dispatched_by_id": False}

    @api.depends("delivery_ids.state")
    def _compute_delivery_count(self):
        counts = defaultdict(lambda: defaultdict(int))
        for document, state, count in self.env["vanthu.delivery"].sudo()._read_group(
            [("document_id", "in", self.ids)], ["document_id", "state"], ["__count"]
        ):
            counts[document.id][state] = count
        for document in self:
            found = counts[document.id]
            total = sum(found.values())
            document.delivery_count = total
            document.delivery_problem_count = found["failed"] + found["refused"]
            document.delivery_summary = total and self.env._(
                "%(registered)s of %(total)s registered",
                registered=sum(found[state] for state in _REGISTERED_THERE), total=total,
            )

    # ---- DISPATCH ----

    def action_dispatch(self):
        """Send issued documents to their recipients, each by its own way.

        Only rows are made here; the background job sends them, an urgent document first.

        :raise UserError: there is no recipient, or no issued file for those who get a file
        :raise AccessError: the person is no registry clerk
        """
        self._require_group("group_clerk")
        self.check_access("write")
        self._hold()
        self._require_move("dispatched", "issued")
        for document in self:
            document._check_ready_to_dispatch()
            document._create_deliveries()
            document.sudo().with_context(tracking_disable=True).write({
                "state": "dispatched", "dispatched_at": fields.Datetime.now(),
                "dispatched_by_id": self.env.uid,
            })
        self.env["vanthu.event"]._log(self, "dispatched")
        self.env["vanthu.delivery"]._wake_up()
        return True

    def _check_ready_to_dispatch(self):
        rows = self.sudo().recipient_ids.filtered(lambda row: row.channel != "none")
        if not rows:
            raise UserError(self.env._(
                "%s has no recipient to whom it is sent.", self.display_name
            ))
        by_file = rows.filtered(lambda row: row.channel in ("office", "email"))
        if by_file and not self.issued_attachment_id:
            raise UserError(self.env._(
                "%(count)s recipients get a file: add the issued PDF or the scan of the signed "
                "and stamped paper to %(name)s first.", count=len(by_file),
                name=self.display_name,
            ))
        if by_file and not self._is_issued_file_intact():
            raise UserError(self.env._(
                "The issued file of %s is not the one that was frozen; tell the administrator.",
                self.display_name,
            ))

    def _create_deliveries(self):
        document = self.sudo()
        rows = document.recipient_ids.filtered(lambda row: row.channel != "none")
        document.env["vanthu.delivery"].create([{
            "document_id": document.id, "recipient_id": row.id, "sequence": row.sequence,
            "name": row.name, "partner_id": row.partner_id.id, "channel": row.channel,
            "copies": row.copies,
        } for row in rows])

    def _get_files_to_send(self):
        """The issued file, then its enclosures.

        :return: ``ir.attachment`` in superuser mode
        """
        document = self.sudo()
        return document.issued_attachment_id | document.enclosure_ids

    def _tell_sender(self, delivery, text):
        """Write to those who sent the document what happened to a delivery.

        :param delivery: ``vanthu.delivery``
        :param str text: one sentence
        """
        people = delivery.document_id.dispatched_by_id | delivery.document_id.drafter_id
        self.sudo().message_post(
            body=Markup("<p>%s</p>") % text, partner_ids=people.partner_id.ids,
            subtype_xmlid="mail.mt_note",
        )

    def action_open_deliveries(self):
        """Show where the document has arrived.

        :return dict: window action
        """
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id("vanthu_document.delivery_action")
        return {
            **action, "display_name": self.env._("Deliveries of %s", self.display_name),
            "domain": [("document_id", "=", self.id)],
            "context": {"create": False, "search_default_group_state": 0},
        }

    # ---- ENCLOSURES ----

    @api.model_create_multi
    def create(self, vals_list):
        documents = super().create(vals_list)
        if any(vals.get("enclosure_ids") for vals in vals_list):
            documents._check_enclosures(self.env["ir.attachment"])
        return documents

    def write(self, vals):
        if "enclosure_ids" not in vals:
            return super().write(vals)
        if not self.env.su and any(d.state in ("dispatched", "recalled") for d in self):
            raise UserError(self.env._(
                "What was sent stays as it is; send further enclosures with another document."
            ))
        before = self.sudo().enclosure_ids
        result = super().write(vals)
        self._check_enclosures(before)
        return result

    def _check_enclosures(self, before):
        """Nobody sends along a file that he or she may not read.

        :param before: ``ir.attachment`` that were enclosed already
        :raise AccessError: one of the new ones is closed to the user
        """
        (self.sudo().enclosure_ids - before).with_env(self.env).check_access("read")

    # ---- AFTER THE NUMBER ----

    def _after_issue(self):
        result = super()._after_issue()
        if self.answers_others:
            self._answer_assignments()
        return result
