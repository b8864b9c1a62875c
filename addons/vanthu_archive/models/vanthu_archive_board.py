from dateutil.relativedelta import relativedelta

from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL

from odoo.addons.vanthu_document.models.local_time import local_today
from odoo.addons.vanthu_document.models.states import GONE_ASSIGNMENT_STATES
from odoo.addons.vanthu_document.tools import share

FILE, GROWTH_YEARS, MOST_ROOMS = "vanthu.file", 5, 20


class VanthuArchiveBoard(models.AbstractModel):
    """The state of the archive on one page, for the leader.

    Each figure comes with the list that it opens, under the rights of whoever asks, so that
    both always agree. Of restricted files only the number is told.
    """

    _name = "vanthu.archive.board"
    _description = "State of the archive"

    @api.model
    @api.readonly
    def get_board(self) -> dict:
        """The archive of the current organisation as it is today.

        :return dict: ``company`` (id, name), ``day`` (ISO date), ``hidden`` (restricted files
            that the caller does not see), ``parts`` (lists of figures: dicts ``key``, ``value``,
            ``model``, ``domain``, ``alarm``), ``answers`` (``count``, ``rate``, ``days``),
            ``units``, ``rooms``, ``growth``
        :raise AccessError: neither leader nor archivist
        """
        self.env[FILE]._require_role("group_archivist", "vanthu_document.group_leader")
        company, today = self.env.company, local_today(self.env)
        own = Domain("company_id", "=", company.id)
        return {
            "company": {"id": company.id, "name": company.sudo().name},
            "day": fields.Date.to_string(today),
            "hidden": self._count_hidden(own),
            "parts": {
                "files": self._get_files(own),
                "retention": self._get_retention(own, today),
                "use": self._get_use(own, today),
                "safety": self._get_safety(own, today),
            },
            "answers": self._get_answers(own, today),
            "units": self._get_units(own, today),
            "rooms": self._get_rooms(own),
            "growth": self._get_growth(own, today),
        }

    # ---- FIGURES ----

    @api.model
    def _figure(self, key, model, domain, alarm=False):
        """A figure with the list behind it.

        :param str key: for the label
        :param str model: whose records it counts
        :param Domain domain: of them
        :param bool alarm: more than nothing is bad
        """
        return {
            "key": key, "value": self.env[model].search_count(domain), "model": model,
            "domain": list(domain), "alarm": alarm,
        }

    @api.model
    def _count_hidden(self, own):
        files = self.env[FILE]
        restricted = own & Domain("restricted", "=", True)
        return files.sudo().search_count(restricted) - files.search_count(restricted)

    @api.model
    def _get_files(self, own):
        counts = {
            state: (count, documents) for state, count, documents in self.env[FILE]._read_group(
                own, ["state"], ["__count", "document_count:sum"]
            )
        }
        return [
            {
                "key": state, "value": counts.get(state, (0, 0))[0],
                "documents": counts.get(state, (0, 0))[1] or 0, "model": FILE,
                "domain": list(own & Domain("state", "=", state)), "alarm": False,
            } for state in ("open", "closed", "archived", "transferred", "disposed")
        ]

    @api.model
    def _get_retention(self, own, today):
        kept = own & Domain("state", "in", ("closed", "archived"))
        first, second = (today.replace(month=12, day=31),
                         today.replace(year=today.year + 1, month=12, day=31))
        return [
            self._figure("expired", FILE, own & Domain("is_expired", "=", True)),
            self._figure("expiring", FILE, kept & Domain("expiry_date", ">=", today)
                         & Domain("expiry_date", "<=", first)),
            self._figure("expiring_next", FILE, kept & Domain("expiry_date", ">", first)
                         & Domain("expiry_date", "<=", second)),
            self._figure("permanent", FILE, kept & Domain("term", "=", "permanent")),
            self._figure("held", FILE, kept & Domain("is_held", "=", True)),
            self._figure("historical_late", FILE, own & Domain("state", "=", "archived")
                         & Domain("historic_due", "<", today), alarm=True),
        ]

    @api.model
    def _get_use(self, own, today):
        lines, loans = "vanthu.loan.line", "vanthu.loan"
        out = own & Domain("state", "=", "out")
        asked = own & Domain("state", "=", "asked")
        return [
            self._figure("lent", lines, out),
            self._figure("overdue", lines, out & Domain("loan_id.return_due", "<", today),
                         alarm=True),
            self._figure("asked", loans, asked),
            self._figure("unanswered", loans, asked & Domain("answer_due", "<", today),
                         alarm=True),
        ]

    @api.model
    def _get_safety(self, own, today):
        running = own & Domain("state", "not in", ("done", "cancelled"))
        decided = own & Domain("state", "in", ("decided", "handed_over"))
        return [
            self._figure("damaged", "vanthu.fixity.incident", own & Domain("state", "=", "open"),
                         alarm=True),
            self._figure("poor", FILE, own & Domain("state", "in", ("closed", "archived"))
                         & Domain("physical_state", "=", "03")),
            self._figure("disposals", "vanthu.disposal", running),
            self._figure("disposals_late", "vanthu.disposal",
                         decided & Domain("destroy_until", "<", today), alarm=True),
        ]

    @api.model
    def _get_answers(self, own, today):
        """How quickly requests of the last twelve months were answered.

        :return dict: ``count``, ``rate`` (share in time, % or None), ``days`` (calendar days
            within which half of them were answered, or None), ``domain``
        """
        loans = self.env["vanthu.loan"]
        domain = own & Domain("decided_date", ">", today - relativedelta(years=1))
        self.env.flush_all()
        ((count, met, missed, days),) = self.env.execute_query(SQL(
            """SELECT COUNT(*), COUNT(*) FILTER (WHERE decided_date <= answer_due),
                      COUNT(*) FILTER (WHERE decided_date > answer_due),
                      percentile_cont(0.5) WITHIN GROUP (ORDER BY decided_date - asked_date)
                 FROM vanthu_loan WHERE id IN %s""", loans._search(domain).subselect(),
        ))
        return {
            "count": count, "rate": share.in_time(met, missed), "days": days,
            "domain": list(domain),
        }

    # ---- BY UNIT ----

    @api.model
    def _get_units(self, own, today):
        """What each unit still has to hand over and to file, most late first.

        :return list: dicts ``id`` (False: of no unit), ``name``, ``due``, ``late``, ``unfiled``,
            and ``domain``, ``late_domain``, ``unfiled_domain``
        """
        due = own & Domain("is_handover_due", "=", True)
        late = due & Domain("handover_due", "<", today) & (
            Domain("kept_until", "=", False) | Domain("kept_until", "<", today)
        )
        counts = {}
        for key, domain in (("due", due), ("late", late)):
            for unit, count in self.env[FILE]._read_group(domain, ["unit_id"], ["__count"]):
                counts.setdefault(unit, {})[key] = count
        unfiled = self._get_unfiled_domain(own, today)
        for unit, count in self._count_unfiled(unfiled).items():
            counts.setdefault(unit, {})["unfiled"] = count
        rows = [
            {
                "id": unit.id, "name": unit.sudo().name or self.env._("No unit"),
                **{key: count.get(key, 0) for key in ("due", "late", "unfiled")},
                "domain": list(due & Domain("unit_id", "=", unit.id)),
                "late_domain": list(late & Domain("unit_id", "=", unit.id)),
                "unfiled_domain": list(unfiled & self._get_unit_domain(unit)),
            } for unit, count in counts.items()
        ]
        return sorted(rows, key=lambda row: (
            not row["id"], -row["late"], -row["due"], -row["unfiled"], row["name"]
        ))

    @api.model
    def _get_unfiled_domain(self, own, today):
        """Finished documents of this and the last year that no file holds yet.

        :return Domain: on ``vanthu.document``
        """
        first = today.replace(year=today.year - 1, month=1, day=1)
        incoming = Domain("direction", "=", "incoming")
        return own & Domain("in_no_file", "=", True) & (
            (incoming & Domain("arrival_date", ">=", first))
            | (~incoming & Domain("issued_date", ">=", first))
        )

    @api.model
    def _get_leads(self):
        return Domain("role", "=", "lead") & Domain("parent_id", "=", False) & Domain(
            "state", "not in", GONE_ASSIGNMENT_STATES)

    @api.model
    def _get_unit_domain(self, unit):
        """Documents of a unit: those that it leads, and those that it drafted."""
        incoming = Domain("direction", "=", "incoming")
        leads = self._get_leads() & Domain("unit_id", "!=", False)
        if not unit:
            return (incoming & ~Domain("assignment_ids", "any", leads)) | (
                ~incoming & Domain("drafting_unit_id", "=", False)
            )
        return (
            incoming & Domain("assignment_ids", "any", leads & Domain("unit_id", "=", unit.id))
        ) | (~incoming & Domain("drafting_unit_id", "=", unit.id))

    @api.model
    def _count_unfiled(self, domain):
        """How many of the documents each unit has; a document of two leads counts for both.

        :param Domain domain: of the documents
        :return dict: ``vanthu.unit`` → int
        """
        incoming, counts = Domain("direction", "=", "incoming"), {}
        documents, work = self.env["vanthu.document"], self.env["vanthu.assignment"]
        # Found once: the rights of each lead are then looked at for these documents only.
        received = documents.search(domain & incoming, order="id")
        leads = self._get_leads() & Domain("unit_id", "!=", False) & Domain(
            "document_id", "in", received.ids)
        distinct = ["document_id:count_distinct"]
        groups = documents._read_group(
            domain & ~incoming, ["drafting_unit_id"], ["__count"]
        ) + work._read_group(leads, ["unit_id"], distinct)
        for unit, count in groups:
            counts[unit] = counts.get(unit, 0) + count
        ((led,),) = work._read_group(leads, [], distinct)
        if len(received) > led:
            none = self.env["vanthu.unit"]
            counts[none] = counts.get(none, 0) + len(received) - led
        return counts

    # ---- STORE AND GROWTH ----

    @api.model
    def _get_rooms(self, own):
        """Rooms of the store, fullest first.

        :return list: dicts ``id``, ``name``, ``used``, ``capacity``, ``filling``, ``metres``,
            ``free_metres``, ``years_left`` (None where it does not grow)
        """
        rows = self.env["vanthu.storage.report"].search(
            own & Domain("kind", "=", "room"), order="filling desc, full_code", limit=MOST_ROOMS
        )
        return [
            {
                "id": row.id, "name": f"{row.full_code} · {row.name}", "used": row.used,
                "capacity": row.capacity, "filling": round(row.filling, 1),
                "metres": round(row.shelf_metres, 2), "free_metres": round(row.free_metres, 2),
                "years_left": round(row.years_left, 1) if row.growth else None,
            } for row in rows
        ]

    @api.model
    def _get_growth(self, own, today):
        """What the archive took over in each of the last years, this one included.

        :return list: dicts ``year``, ``files``, ``documents``, ``domain``
        """
        first = today.replace(year=today.year - GROWTH_YEARS + 1, month=1, day=1)
        taken = own & Domain("archived_date", ">=", first)
        counts = {
            month.year: sums for month, *sums in self.env[FILE]._read_group(
                taken, ["archived_date:year"], ["__count", "document_count:sum"]
            )
        }
        return [
            {
                "year": year, "files": counts.get(year, (0, 0))[0],
                "documents": counts.get(year, (0, 0))[1] or 0,
                "domain": list(own & Domain("archived_date", ">=", today.replace(
                    year=year, month=1, day=1)) & Domain("archived_date", "<=", today.replace(
                        year=year, month=12, day=31))),
            } for year in range(first.year, today.year + 1)
        ]

    @api.model
    def print_board(self) -> dict:
        """The page as a PDF.

        :return dict: report action
        :raise AccessError: neither leader nor archivist
        """
        self.env[FILE]._require_role("group_archivist", "vanthu_document.group_leader")
        return self.env.ref("vanthu_archive.action_report_archive_board").report_action(
            self.env.company
        )
