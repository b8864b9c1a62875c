from odoo import api, fields, models
from odoo.fields import Domain

from ..tools.exercise_parameters import Choice, Flag, Kind, Names, Number, Text
from ..tools.practice_letters import LETTERS

_DESCRIBED = (
    "subject", "reference", "issued_date", "organ_name", "type_id", "page_count", "signer_name",
    "due_date",
)
_TOLD = {"organ": "organ_name", "subject": "subject", "signer": "signer_name"}
# Of these the true number and day are known: they are what was drawn.
_SHIPPED = {f"{number:02d}/{notation}" for _sender, number, notation, *_rest in LETTERS}
_SUBMITTED = ("submitted", "assigned", "in_progress", "done")


class VanthuExerciseCheck(models.AbstractModel):
    """Checks of what is done with incoming documents (Điều 20–23 of NĐ 30/2020)."""

    _inherit = "vanthu.exercise.check"

    @api.model
    def _get_kinds(self):
        return {
            **super()._get_kinds(),
            "incoming_registered": Kind(self.env._("Incoming: documents are registered"), {
                "count": Number(10),
                "fields": Names(_DESCRIBED, ("reference", "issued_date")),
                "channel": Choice(("any", "paper", "electronic")),
                "reference": Text(), "organ": Text(), "subject": Text(), "signer": Text(),
                "pages": Number(0, 0), "issued": Choice(("any", "today")),
                "with_file": Flag(),
            }),
            "incoming_returned": Kind(self.env._("Incoming: documents are returned"), {
                "count": Number(1), "words": Text(),
            }),
            "incoming_submitted": Kind(self.env._("Incoming: documents are submitted"), {
                "count": Number(2), "with_proposal": Flag(),
            }),
        }

    # ---- REGISTERED ----

    @api.model
    def _check_incoming_registered(self, attempt, step):
        asked = step._get_parameters()
        documents = self._find_done(attempt, "vanthu.document", "registered").filtered(
            lambda document: document.register_entry_id and document.state != "recalled"
        )
        if asked["reference"]:
            return self._judge_reference(attempt, documents, asked)
        documents = documents.filtered(
            lambda document: self._is_of_channel(document, asked["channel"])
        )
        twice = self._find_twice(attempt, documents)
        if twice and len(documents) - len(twice) < asked["count"]:
            first, second = twice[0]
            return False, self.env._(
                "Arrival numbers %(first)s and %(second)s are the same document, "
                "%(reference)s; each document is registered once.",
                first=first.arrival_label, second=second.arrival_label,
                reference=first.reference,
            )
        without = self._find_without_file(documents) if asked["with_file"] else documents.browse()
        return self._judge(
            documents, asked["count"] + len(twice),
            lambda document: self._complain_of_entry(document, asked["fields"], without),
            lambda right: self.env._(
                "%(found)s of %(wanted)s documents are registered since the exercise began.",
                found=max(0, right - len(twice)), wanted=asked["count"],
            ),
        )

    @api.model
    def _is_of_channel(self, document, channel):
        return channel == "any" or (document.channel == "paper") == (channel == "paper")

    @api.model
    def _find_twice(self, attempt, documents):
        """Pairs of documents with one number of one body; the latter one is of ``documents``."""
        former = self.env["vanthu.document"].search_fetch(
            Domain("company_id", "=", attempt.company_id.id)
            & Domain("direction", "=", "incoming") & Domain("register_entry_id", "!=", False)
            & Domain("state", "!=", "recalled") & Domain("id", "not in", documents.ids)
            & Domain("reference_key", "in", documents.mapped("reference_key")),
            ["reference_key", "organ_name", "arrival_number", "arrival_date", "issued_date"],
        )
        seen, twice = {}, []
        for document in (former | documents).sorted(
            lambda one: (one.arrival_date, one.arrival_number)
        ):
            # Numbers begin anew each year.
            year = document.issued_date and document.issued_date.year
            key = document.reference_key, self._fold(document.organ_name), year
            if not key[0]:
                continue
            if key in seen and document in documents:
                twice.append((seen[key], document))
            seen.setdefault(key, document)
        return twice

    @api.model
    def _find_without_file(self, documents):
        having = self.env["vanthu.document.file"]._read_group(
            Domain("document_id", "in", documents.ids), ["document_id"]
        )
        return documents - documents.browse([document.id for (document,) in having])

    @api.model
    def _complain_of_entry(self, document, names, without_file):
        missing = next((name for name in names if not document[name]), None)
        if missing:
            return self.env._(
                "Arrival number %(number)s has no %(field)s yet; open it and fill it in.",
                number=document.arrival_label, field=self._label("vanthu.document", missing),
            )
        if document in without_file:
            return self.env._(
                "Arrival number %s has no file yet; scan the paper and add it.",
                document.arrival_label,
            )
        return self._compare_with_letter(document)

    @api.model
    def _compare_with_letter(self, document):
        """What of a letter that practice came with was entered otherwise than it says."""
        read = {name: row["value"] for name, row in (document.proposals or {}).items()}
        number = f"{read.get('code_number')}/{read.get('code_notation')}"
        if number not in _SHIPPED:
            return None
        if document.reference_key != document._get_reference_key(number):
            return self.env._(
                "Arrival number %(label)s is entered as %(found)s, but its file says %(wanted)s; "
                "correct it.", label=document.arrival_label, found=document.reference or "–",
                wanted=number,
            )
        day = fields.Date.to_date(read.get("issued_date"))
        if day and document.issued_date and document.issued_date != day:
            return self.env._(
                "Arrival number %(label)s is dated %(found)s, but its file says %(wanted)s; "
                "correct it.", label=document.arrival_label,
                found=f"{document.issued_date:%d/%m/%Y}", wanted=f"{day:%d/%m/%Y}",
            )
        return None

    @api.model
    def _judge_reference(self, attempt, documents, asked):
        """The one document that the exercise describes."""
        key = self.env["vanthu.document"]._get_reference_key(asked["reference"])
        found = documents.filtered(lambda document: document.reference_key == key)
        if not found:
            near = documents[-1:]
            return False, self.env._(
                "Document %(wanted)s is not registered yet; the last one registered is "
                "%(found)s.", wanted=asked["reference"], found=near.reference or near.subject,
            ) if near else self.env._(
                "Document %s is not registered yet.", asked["reference"]
            )
        if len(found) > 1:
            return False, self.env._(
                "Document %(reference)s is registered twice, as %(first)s and %(second)s; begin "
                "the practice organisation anew.", reference=found[0].reference,
                first=found[0].arrival_label, second=found[1].arrival_label,
            )
        without = self._find_without_file(found) if asked["with_file"] else found.browse()
        complaint = self._complain_of_entry(found, asked["fields"], without) or (
            self._complain_of_values(attempt, found, asked)
        )
        return not complaint, complaint or self.env._(
            "Document %(reference)s bears arrival number %(number)s.",
            reference=found.reference, number=found.arrival_label,
        )

    @api.model
    def _complain_of_values(self, attempt, document, asked):
        """What is entered otherwise than the exercise says."""
        rows = [
            (name, document[name] or "–", asked[parameter])
            for parameter, name in _TOLD.items()
            if not self._holds(document[name], asked[parameter])
        ]
        if asked["pages"] and document.page_count != asked["pages"]:
            rows.append(("page_count", document.page_count, asked["pages"]))
        if not self._is_of_channel(document, asked["channel"]):
            labels = dict(document._fields["channel"]._description_selection(self.env))
            rows.append(("channel", labels[document.channel], labels.get(
                asked["channel"], asked["channel"]
            )))
        first, last = self._get_days(attempt)
        day = document.issued_date
        if asked["issued"] == "today" and not (day and first <= day <= last):
            rows.append((
                "issued_date", f"{day:%d/%m/%Y}" if day else "–", f"{last:%d/%m/%Y}"
            ))
        return rows and self.env._(
            "In %(reference)s the field “%(field)s” says %(found)s, but the exercise says "
            "%(wanted)s.", reference=document.reference,
            field=self._label("vanthu.document", rows[0][0]), found=rows[0][1],
            wanted=rows[0][2],
        ) or None

    # ---- RETURNED ----

    @api.model
    def _check_incoming_returned(self, attempt, step):
        asked = step._get_parameters()
        returned = self._find_done(attempt, "vanthu.document", "returned").filtered(
            lambda document: document.state == "returned"
        )
        wrong = returned.filtered(lambda d: not self._is_meant(d, asked["words"]))
        right = returned - wrong
        if len(right) >= asked["count"] and not wrong:
            return True, self.env._(
                "Returned: %(name)s, because: %(reason)s.", name=self._describe_letter(right[0]),
                reason=(right[0].return_reason or "").rstrip("."),
            )
        if wrong:
            return False, self.env._(
                "%s was returned, although it is meant for this organisation; what is returned "
                "stays so: begin the practice organisation anew.",
                self._describe_letter(wrong[0]),
            )
        kept = self._find_done(attempt, "vanthu.document", "registered").filtered(
            lambda document: asked["words"] and self._is_meant(document, asked["words"])
        )[:1]
        if kept:
            return False, self.env._(
                "%s was registered, although it is meant for another organisation; begin the "
                "practice organisation anew.", self._describe_letter(kept),
            )
        if not right and asked["words"] and not self._is_waiting(attempt, asked["words"]):
            return False, self.env._(
                "The document of this exercise does not wait any more; begin the practice "
                "organisation anew.",
            )
        return False, self.env._(
            "%(found)s of %(wanted)s documents are returned since the exercise began.",
            found=len(right), wanted=asked["count"],
        )

    @api.model
    def _is_waiting(self, attempt, words):
        waiting = self.env["vanthu.document"].search_fetch(
            Domain("company_id", "=", attempt.company_id.id) & Domain("state", "=", "arrived"),
            ["subject", "proposals"],
        )
        return any(self._is_meant(document, words) for document in waiting)

    @api.model
    def _is_meant(self, document, words):
        """Whether a document is the one of the exercise, even before anybody typed its data."""
        return any(
            self._holds(text, words)
            for text in (document.subject, self._get_read_subject(document))
        )

    @api.model
    def _get_read_subject(self, document):
        """The subject as the software has read it from the file, "" for none."""
        return ((document.proposals or {}).get("subject") or {}).get("display") or ""

    @api.model
    def _describe_letter(self, document):
        """What stands for a document in a reason, even where nobody typed its data."""
        if document.reference or document.subject:
            return document.display_name
        return self._get_read_subject(document) or document.display_name

    # ---- SUBMITTED ----

    @api.model
    def _check_incoming_submitted(self, attempt, step):
        asked = step._get_parameters()
        documents = self._find_done(attempt, "vanthu.document", "submitted").filtered(
            lambda document: document.state in _SUBMITTED
        )
        return self._judge(
            documents, asked["count"],
            lambda document: self._complain_of_submission(document, asked),
            lambda right: self.env._(
                "%(found)s of %(wanted)s documents are submitted since the exercise began.",
                found=right, wanted=asked["count"],
            ),
        )

    @api.model
    def _complain_of_submission(self, document, asked):
        if asked["with_proposal"] and not (document.proposal or document.proposal_ids):
            return self.env._(
                "Arrival number %s was submitted without a proposal; take it back and write "
                "what the leader is to decide.", document.arrival_label,
            )
        return None
