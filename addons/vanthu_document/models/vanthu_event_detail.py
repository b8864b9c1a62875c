from odoo import api, fields, models


class VanthuEvent(models.Model):
    """The facts of an event, in words that an inspector reads."""

    _inherit = "vanthu.event"

    detail_text = fields.Char(string="Details", compute="_compute_detail_text")

    @api.depends("detail")
    @api.depends_context("lang")
    def _compute_detail_text(self):
        labels, values = self._get_detail_labels(), self._get_detail_values()
        for event in self:
            event.detail_text = "; ".join(filter(None, (
                self._describe_fact(key, value, event.detail, labels, values)
                for key, value in (event.detail or {}).items()
            )))

    @api.model
    def _describe_fact(self, key, value, detail, labels, values):
        """One fact of an event as "label: value".

        Links to records that only the database understands are left out; they stay in
        ``detail``.

        :param str key: name of the fact
        :param value: string, number or truth value as it was logged
        :param dict detail: all facts of the event
        :param dict labels: result of :meth:`_get_detail_labels`
        :param dict values: result of :meth:`_get_detail_values`
        :return str: the words, "" for nothing to say
        """
        if (key, value) in values:
            return values[key, value]
        if value in ("", None) or (key == "file" and isinstance(value, int)):
            return ""
        if key == "to" and "from" in detail:
            key = "number_to"
        label = labels.get(key, key)
        return f"{label}: {value}" if label else ""

    @api.model
    def _get_detail_labels(self):
        """Names of facts → labels; an empty label hides the fact. Other add-ons add theirs.

        :return dict: str → str
        """
        return {
            "added": self.env._("Added"),
            "count": self.env._("Quantity"),
            "date": self.env._("Date"),
            "fields": self.env._("Fields"),
            "file": self.env._("File"),
            "form": self.env._("Form"),
            "from_person": self.env._("Gives the post up"),
            "from": self.env._("From number"),
            "leader": self.env._("Leader"),
            "number": self.env._("Number"),
            "number_to": self.env._("To number"),
            "organisation": self.env._("Organisation"),
            "people": self.env._("New people"),
            "person": self.env._("Person"),
            "reason": self.env._("Reason"),
            "recorder": self.env._("Recorded by"),
            "register": self.env._("Register"),
            "removed": self.env._("Removed"),
            "sha256": "SHA-256",
            "text": self.env._("Text"),
            "to": self.env._("Unit or person"),
            "units": self.env._("New units"),
            "volume": self.env._("Volume"),
            **dict.fromkeys(("assignment", "first", "last", "list", "of"), ""),
        }

    @api.model
    def _get_detail_values(self):
        """Facts that are a word of the software → the sentence that stands for them.

        :return dict: (name, value) → str
        """
        roles = self.env["vanthu.assignment"]._fields["role"]._description_selection(self.env)
        forms = self.env["vanthu.register.print"]._fields["form"]._description_selection(self.env)
        return {
            ("decision", "confirmed"): self.env._("Still needed"),
            ("decision", "deactivated"): self.env._("Closed"),
            ("envelope", "opened"): self.env._("The envelope was opened"),
            ("level", "absolute_secret"): self.env._("Mark: absolute secret"),
            ("level", "secret"): self.env._("Mark: secret"),
            ("level", "top_secret"): self.env._("Mark: top secret"),
            ("place", "entry"): self.env._("Place: entry"),
            ("place", "file"): self.env._("Place: file"),
            ("place", "message"): self.env._("Place: message"),
            ("restricted", False): self.env._("Not restricted"),
            ("restricted", True): self.env._("Restricted"),
            ("sign", "file_name"): self.env._("Read in: name of the file"),
            ("sign", "label"): self.env._("Read in: line with the degree of secrecy"),
            ("sign", "stamp"): self.env._("Read in: stamp"),
            ("submission", "taken back"): self.env._("Submission taken back"),
            ("what", "sticker"): self.env._("Label for the paper"),
            **{("role", code): self.env._("Role: %s", label) for code, label in roles},
            **{("form", code): self.env._("Form: %s", label) for code, label in forms},
        }
