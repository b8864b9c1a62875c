from datetime import timedelta

from dateutil.relativedelta import relativedelta

from odoo import fields, models
from odoo.tools import SQL

from odoo.addons.vanthu_document.models.local_time import get_zone_name, local_today

from ..tools.climate import get_distance
from ..tools.printing import store_logbook as forms


class VanthuStoreLogbook(models.TransientModel):
    """Which logbook of a room is to be printed: its climate or its checks, of which days."""

    _name = "vanthu.store.logbook"
    _description = "Logbook of a room"
    _inherit = ["vanthu.book.mixin"]
    _book_url = "/vanthu/store-logbook"

    location_id = fields.Many2one(
        "vanthu.storage.location", string="Room", required=True,
        domain="[('kind', 'in', ('repository', 'room'))]",
    )
    kind = fields.Selection(
        [("climate", "Temperature and humidity"), ("checks", "Checks")], required=True,
        default="climate",
    )
    date_from = fields.Date(default=lambda self: local_today(self.env).replace(day=1))
    date_to = fields.Date(
        default=lambda self: local_today(self.env) + relativedelta(day=31)
    )

    def _require_reader(self):
        self.location_id.check_access("read")

    def _log_book(self, kind, form, rows):
        self.env["vanthu.event"]._log(self.location_id, kind, {"form": form.title})

    def _get_file_name(self):
        kind = "nhiet-do-do-am" if self.kind == "climate" else "kiem-tra-kho"
        return f"so-{kind}-{self.location_id.full_code}-{self.date_from:%Y-%m-%d}"

    def _get_form(self):
        self.ensure_one()
        self._require_reader()
        # What was named by the organisation is printed in its language, whoever prints.
        own = self.location_id.company_id._in_own_language(self)
        room = own.location_id
        company, limit = room.company_id.sudo(), room.climate_limit_id
        climate = self.kind == "climate"
        cover = forms.build_cover(
            {"name": company.name, "parent_name": company.organ_superior_name or ""},
            room.display_name, limit.display_name if climate and limit else "",
            self.date_from, self.date_to,
        )
        if climate:
            return forms.CLIMATE_LOG, cover, own._get_climate_rows()
        return forms.CHECK_LOG, cover, own._get_check_rows()

    def _get_climate_rows(self):
        """One row for each day, also for those on which nobody looked."""
        halves = self._get_halves()
        days = (self.date_to - self.date_from).days + 1
        return [
            forms.build_day(day, halves.get(day, {}))
            for day in (self.date_from + timedelta(days=step) for step in range(days))
        ]

    def _get_halves(self):
        """What was measured in each half of a day: by hand, else the average of instruments.

        :return dict: day → dict of half → values, see ``build_day``
        """
        page, room, limit = self.env["vanthu.climate"], self.location_id, (
            self.location_id.climate_limit_id
        )
        self.env["vanthu.climate.reading"].flush_model()
        rows = self.env.execute_query(SQL(
            """SELECT local::date, extract(hour FROM local) >= 12,
                      (array_agg(temperature ORDER BY local DESC) FILTER (WHERE hand))[1]::float,
                      (array_agg(humidity ORDER BY local DESC) FILTER (WHERE hand))[1]::float,
                      (array_agg(user_id ORDER BY local DESC) FILTER (WHERE hand))[1],
                      round(avg(temperature) FILTER (WHERE NOT hand), 1)::float,
                      round(avg(humidity) FILTER (WHERE NOT hand), 1)::float,
                      string_agg(DISTINCT NULLIF(note, ''), '; ')
                 FROM (SELECT temperature, humidity, user_id, note, source = 'hand' AS hand,
                              taken_at AT TIME ZONE 'UTC' AT TIME ZONE %s AS local
                         FROM vanthu_climate_reading
                        WHERE location_id = %s AND taken_at >= %s AND taken_at < %s) r
                GROUP BY 1, 2""",
            get_zone_name(self.env), room.id, page._bound(self.date_from),
            page._bound(self.date_to + timedelta(days=1)),
        ))
        people = self.env["res.users"].sudo().browse({row[4] for row in rows if row[4]})
        names, found = {user.id: user.name for user in people}, {}
        for day, afternoon, *by_hand, user_id, temperature, humidity, note in rows:
            typed = by_hand[0] is not None
            values = {
                "temperature": by_hand[0] if typed else temperature,
                "humidity": by_hand[1] if typed else humidity, "note": note,
                "person": names.get(user_id, "") if typed else forms.INSTRUMENT,
            }
            values["outside"] = limit and any(
                get_distance(values[name], *limit._get_range(name))
                for name in ("temperature", "humidity")
            )
            found.setdefault(day, {})[afternoon] = values
        return found

    def _get_check_rows(self):
        checks = self.env["vanthu.store.check"].search([
            ("location_id", "=", self.location_id.id),
            "|", "&", ("done_date", ">=", self.date_from), ("done_date", "<=", self.date_to),
            "&", "&", ("state", "=", "planned"), ("due_date", ">=", self.date_from),
            ("due_date", "<=", self.date_to),
        ], order="done_date, due_date, id")
        return [
            (
                str(position), check.due_date.strftime("%d/%m/%Y"),
                check.done_date.strftime("%d/%m/%Y") if check.done_date else "",
                check.kind_id.name, check.subject or "", forms.RESULTS[check.result],
                check.done_by_id.sudo().name or check.user_id.sudo().name,
                "; ".join(filter(None, (
                    *(f"{line.name}: {line.note}" for line in check.line_ids if line.note),
                    check.note or "",
                ))),
            ) for position, check in enumerate(checks, 1)
        ]
