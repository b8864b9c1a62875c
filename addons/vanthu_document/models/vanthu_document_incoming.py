from datetime import date, datetime

from odoo import api, fields, models
from odoo.exceptions import UserError

from .local_time import local_moment, local_today
from .states import EXCHANGE_STATUS

# Came in by themselves: nobody typed the day of their arrival.
_ELECTRONIC = ("office", "email")


class VanthuDocument(models.Model):
    """An incoming document: received, registered, submitted, dealt with (Điều 20–24)."""

    _inherit = "vanthu.document"

    arrival_number = fields.Integer(
        readonly=True, copy=False, aggregator=None, index=True,
        help="Số đến: one series a year for paper and electronic documents.",
    )
    arrival_label = fields.Char(
        string="Number of arrival", compute="_compute_arrival_label", compute_sudo=True,
        help="As it stands in the register: at least two digits, with the letter of an "
        "inserted number.",
    )
    arrival_date = fields.Date(
        default=lambda self: self._get_today(), copy=False, help="Ngày đến."
    )
    received_at = fields.Datetime(
        string="Received", default=fields.Datetime.now, readonly=True, copy=False
    )
    registered_at = fields.Datetime(string="Registered on", readonly=True, copy=False)
    registered_late = fields.Boolean(readonly=True, copy=False)
    sender_email = fields.Char(copy=False)
    return_reason = fields.Char(readonly=True, copy=False)
    hand_over_user_id = fields.Many2one(
        "res.users", string="Handed over to", readonly=True, copy=False
    )
    leader_id = fields.Many2one(
        "res.users", string="Submitted to", readonly=True, copy=False, index="btree_not_null"
    )
    submitted_at = fields.Datetime(string="Submitted on", readonly=True, copy=False)
    transfer_date = fields.Date(
        string="Handed over on", readonly=True, copy=False,
        help="Ngày chuyển; printed in the register.",
    )
    receiver_name = fields.Char(
        string="Unit or person", readonly=True, copy=False,
        help="Đơn vị hoặc người nhận; printed in the register.",
    )

    @api.depends("register_entry_id")
    def _compute_arrival_label(self):
        for document in self:
            document.arrival_label = document.register_entry_id.label or False

    def _get_exchange_status(self):
        return {
            document.id: EXCHANGE_STATUS[document.state]
            for document in self if document.direction == "incoming"
        }

    # ---- REGISTRATION ----

    def action_register(self):
        """Enter the documents in the register of arrivals, each under the next number.

        Điều 22 of NĐ 30/2020. Warns, but does not refuse, when this is later than the
        working day after arrival (Điều 4.2c).

        :raise UserError: something that the register must say is missing, or the date is out
            of order
        """
        self._require_group("group_clerk")
        self.check_access("write")
        self._hold()
        self._require_move("registered", "arrived")
        self._check_register_fields()
        numbered = []
        in_order = self.sorted(
            lambda d: (d.arrival_date or date.max, d.received_at or datetime.max, d.id)
        )
        for document in in_order:
            day, register = document._find_place_in_register()
            document._prepare_registration(day, register)
            numbered.append((document, register, day))
        # Last of all: from the first number on, others wait for us.
        for document, register, day in numbered:
            document._finish_registration(register._take_number(day, document=document))
        return True

    def _find_place_in_register(self):
        """The day that the register will say, and the register.

        Numbers and days go up together (Điều 22). What a delivery or a mail has brought bears
        the day on which it came, which nobody typed; where a later day is in the register
        already, the office takes it in on the day of its registration, instead of refusing it.
        A day that the clerk has entered stays.

        :return tuple: ``datetime.date``, ``vanthu.register`` in superuser mode
        """
        today = self._get_today()
        day = self.arrival_date or today
        register = self._get_register_of(day)
        if day < today and self._arrived_by_itself() and register._has_later_day(day):
            day, register = today, self._get_register_of(today)
        return day, register

    def _get_register_of(self, day):
        return self.env["vanthu.register"].sudo()._get_for(
            self.company_id, day.year, self.direction, self.type_id
        )

    def _arrived_by_itself(self):
        """Whether the day of arrival is still the one that the software entered."""
        return (
            self.channel in _ELECTRONIC and bool(self.received_at)
            and self.arrival_date == local_moment(self.env, self.received_at).date()
        )

    def _prepare_registration(self, day, register):
        """Write everything that registering changes, except the number.

        Whether it is late, and until when it is to be dealt with, count from the day on which
        it came (Điều 4.2c, 24), whichever day the register says.

        :param datetime.date day: what the register will say
        :param register: ``vanthu.register``
        """
        came = self.arrival_date or day
        vals = {
            **self._prepare_registration_values(),
            "state": "registered",
            "register_id": register.id,
            "arrival_date": day,
            "registered_at": fields.Datetime.now(),
            "registered_late": self._is_registered_late(came),
        }
        if not self.due_date:
            vals["due_date"], vals["due_at"] = self._get_default_due(came)
        # The event says who and when; a second note in the chatter would only cost time.
        self.with_context(tracking_disable=True)._write_step(vals)
        self.flush_recordset()

    def _prepare_registration_values(self):
        """What a part of the add-on adds to the values written when registering.

        Called before the number is taken; nothing slow belongs here.

        :return dict: values of this document
        """
        return {}

    def _finish_registration(self, entry):
        """Give the document the number that was taken for it.

        :param entry: ``vanthu.register.entry`` that points at this document
        """
        self.env.cr.execute(
            "UPDATE vanthu_document SET register_entry_id = %s, arrival_number = %s WHERE id = %s",
            (entry.id, entry.number, self.id),
        )
        self.invalidate_recordset(
            ["register_entry_id", "arrival_number", "arrival_label"], flush=False
        )
        entry.invalidate_recordset(["document_id"], flush=False)
        self.env["vanthu.event"]._log(self, "registered", {
            "register": entry.register_id.display_name, "number": entry.label,
        })

    def _check_register_fields(self):
        required = ["subject", "organ_name"]
        for document in self:
            missing = [
                self._fields[name]._description_string(self.env)
                for name in required if not document[name]
            ]
            if missing:
                raise UserError(self.env._(
                    "Fill in %(fields)s of %(name)s before registering it.",
                    fields=", ".join(missing), name=document.display_name,
                ))

    def _is_registered_late(self, day):
        today = self._get_today()
        return today > day and today > self._get_registration_limit(day)

    @api.model
    def _get_registration_limit(self, day, company=None):
        """The last day on which a document that arrived on ``day`` is registered in time.

        :param datetime.date day: day of arrival
        :param company: ``res.company`` whose calendar counts; the current one by default
        :return datetime.date: the next working day (Điều 4.2c of NĐ 30/2020)
        """
        company = company or self.company_id or self.env.company
        return company._add_working_days(day, 1)

    @api.model
    def _get_today(self):
        """Today where the person is; in Viet Nam where nobody said (imports, jobs, mail).

        :return datetime.date:
        """
        return local_today(self.env)

    def _get_default_due(self, day):
        """Until when the document is to be dealt with, where nobody has said.

        :param datetime.date day: day of arrival or of the directive
        :return tuple: day or False, and the hour of that day (naive UTC) or False
        """
        self.ensure_one()
        return self.env["vanthu.deadline.rule"]._find_due(
            self.company_id, self.priority, self.type_id, day
        )
