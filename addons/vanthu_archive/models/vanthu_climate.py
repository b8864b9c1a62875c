from datetime import datetime, time, timedelta

from dateutil.relativedelta import relativedelta
from pytz import timezone, utc

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import SQL

from odoo.addons.vanthu_document.models.local_time import get_zone_name, local_today

from ..tools.climate import ReadingError, check_moment, check_value, get_distance

# Period → (its length, what one point of the graph stands for).
PERIODS = {
    "day": (relativedelta(days=1), "30 minutes"),
    "week": (relativedelta(weeks=1), "3 hours"),
    "month": (relativedelta(months=1), "12 hours"),
    "year": (relativedelta(years=1), "5 days"),
}
QUANTITIES = ("temperature", "humidity")


class VanthuClimate(models.AbstractModel):
    """What the page of the climate asks for: rooms, their readings of the day, graphs."""

    _name = "vanthu.climate"
    _description = "Climate of the store"

    @api.model
    @api.readonly
    def get_rooms(self) -> dict:
        """All rooms with what was measured last and what is written of today.

        :return dict: ``may_enter`` and ``rooms``: id, name, limits, temperature, humidity,
            taken_at (UTC), outside (list of quantities), alarms, morning and afternoon (whether
            somebody wrote a reading today), has_sensor
        :raise AccessError: the caller may not see the store
        """
        rooms = self.env["vanthu.store"]._get_rooms()
        last, today = self._get_last(rooms), self._get_halves(rooms, local_today(self.env))
        return {
            "may_enter": self.env.user.has_group("vanthu_archive.group_archivist"),
            "rooms": [self._describe(room, last.get(room.id), today) for room in rooms],
        }

    @api.model
    def _describe(self, room, last, today):
        limit, outside = room.climate_limit_id, []
        if limit and last:
            outside = [
                name for name, value in zip(QUANTITIES, last[1:], strict=True)
                if get_distance(value, *limit._get_range(name))
            ]
        return {
            "id": room.id, "name": room.display_name, "limits": limit.display_name or "",
            "taken_at": fields.Datetime.to_string(last[0]) if last else False,
            "temperature": last[1] if last else None, "humidity": last[2] if last else None,
            "outside": outside, "alarms": room.climate_alarm_count,
            "morning": (room.id, False) in today, "afternoon": (room.id, True) in today,
            "has_sensor": any(sensor.has_key for sensor in room.sensor_ids),
        }

    @api.model
    def _get_last(self, rooms):
        """The newest reading of each room.

        :return dict: id → (moment, temperature, humidity)
        """
        rows = self.env.execute_query(SQL(
            """SELECT l.id, r.taken_at, r.temperature::float, r.humidity::float
                 FROM unnest(%s::int[]) AS l(id)
                CROSS JOIN LATERAL (
                      SELECT taken_at, temperature, humidity FROM vanthu_climate_reading
                       WHERE location_id = l.id ORDER BY taken_at DESC LIMIT 1) r""",
            rooms.ids,
        ))
        return {row[0]: row[1:] for row in rows}

    @api.model
    def _get_halves(self, rooms, day):
        """In which halves of a day somebody wrote readings.

        :return set: of (room, whether in the afternoon)
        """
        start, end = self._bound(day), self._bound(day + timedelta(days=1))
        noon = self._bound(day, time(12))
        return set(self.env.execute_query(SQL(
            """SELECT DISTINCT location_id, taken_at >= %s FROM vanthu_climate_reading
                WHERE location_id = ANY(%s) AND taken_at >= %s AND taken_at < %s
                  AND source = 'hand'""", noon, rooms.ids, start, end,
        )))

    @api.model
    def _bound(self, day, at=time.min):
        """A local moment in UTC, without zone."""
        local = timezone(get_zone_name(self.env)).localize(datetime.combine(day, at))
        return local.astimezone(utc).replace(tzinfo=None)

    # ---- ENTERING ----

    @api.model
    def record(self, rows: list[dict], taken_at: str = "") -> dict:
        """Write down what the instruments of several rooms show.

        :param list rows: dicts ``room``, ``temperature``, ``humidity``, ``light`` (may be left
            out), ``note``
        :param str taken_at: UTC, empty for now
        :return dict: see :meth:`get_rooms`, and ``stored``
        :raise AccessError: the caller is no archivist or may not see a room
        :raise UserError: a value cannot be true; nothing is kept then
        """
        self.env["vanthu.file"]._require_role("group_archivist")
        rooms = self.env["vanthu.storage.location"].browse([row["room"] for row in rows])
        rooms.check_access("read")
        readings, now = self.env["vanthu.climate.reading"], fields.Datetime.now()
        readings._refuse_secret_text([row.get("note") for row in rows])
        values = []
        for room, row in zip(rooms, rows, strict=True):
            if room.kind not in ("repository", "room"):
                raise UserError(self.env._("Readings are those of rooms; choose a room."))
            try:
                values.append({
                    "location_id": room.id, "company_id": room.company_id.id, "source": "hand",
                    "sensor_id": False, "user_id": self.env.uid,
                    "taken_at": check_moment(
                        fields.Datetime.to_datetime(taken_at) if taken_at else now, now
                    ),
                    **{name: check_value(name, row.get(name)) for name in (*QUANTITIES, "light")},
                    "note": str(row.get("note") or "").strip()[:200],
                })
            except ReadingError as error:
                raise UserError(self.env._(
                    "%(room)s: %(problem)s", room=room.display_name, problem=self._explain(error)
                )) from error
        stored = readings._store(values)
        if stored < len(values):
            raise UserError(self.env._(
                "A room has a reading of this very moment already; change the time."
            ))
        return {**self.get_rooms(), "stored": stored}

    @api.model
    def _explain(self, error):
        """A sentence for a reading that cannot be true.

        :param ReadingError error: of ``tools.climate``
        :return str: in the user's language
        """
        label = {
            "temperature": self.env._("temperature"), "humidity": self.env._("humidity"),
            "light": self.env._("light"), "time": self.env._("time"),
        }[error.name]
        return {
            "missing": self.env._("enter the %s."),
            "no_number": self.env._("the %s is no number."),
            "impossible": self.env._("the %s cannot be true; look at the instrument again."),
            "bad_time": self.env._("the %s cannot be read."),
            "future": self.env._("the %s lies in the future."),
            "too_old": self.env._("the %s lies too long ago."),
        }[error.code] % label

    # ---- GRAPH ----

    @api.model
    @api.readonly
    def get_graph(self, room_id: int, period: str = "day", day: str = "") -> dict:
        """Temperature and humidity of a room in a stretch of time, with the limits.

        :param int room_id: id of ``vanthu.storage.location``
        :param str period: day, week, month or year
        :param str day: local date (ISO) in the period; empty for today
        :return dict: ``name``, ``period``, ``first`` and ``last`` (local dates), ``limits``
            (quantity → lower and upper, False without), ``points``: lists of local moment (ISO),
            then average, lowest, highest of temperature, and of humidity
        :raise AccessError: the caller may not see the room
        :raise UserError: there is no such period
        """
        room = self.env["vanthu.storage.location"].browse(room_id).exists()
        room.check_access("read")
        if period not in PERIODS or not room:
            raise UserError(self.env._("Choose a room and a day, week, month or year."))
        first = self._get_first(period, fields.Date.to_date(day) or local_today(self.env))
        length, step = PERIODS[period]
        end, limit = first + length, room.climate_limit_id
        rows = self.env.execute_query(SQL(
            """SELECT date_bin(%(step)s::interval, local, %(first)s::timestamp) AS point,
                      round(avg(temperature), 1)::float, min(temperature)::float,
                      max(temperature)::float, round(avg(humidity), 1)::float,
                      min(humidity)::float, max(humidity)::float
                 FROM (SELECT temperature, humidity,
                              taken_at AT TIME ZONE 'UTC' AT TIME ZONE %(zone)s AS local
                         FROM vanthu_climate_reading
                        WHERE location_id = %(room)s AND taken_at >= %(start)s
                          AND taken_at < %(end)s) r
                GROUP BY point ORDER BY point""",
            step=step, first=datetime.combine(first, time.min), zone=get_zone_name(self.env),
            room=room.id, start=self._bound(first), end=self._bound(end),
        ))
        return {
            "name": room.display_name, "period": period, "first": first.isoformat(),
            "last": (end - timedelta(days=1)).isoformat(), "room": room.id,
            "limits": {name: limit._get_range(name) for name in QUANTITIES} if limit else False,
            "points": [[row[0].isoformat(), *row[1:]] for row in rows],
        }

    @api.model
    def _get_first(self, period, day):
        """First day of the period in which a day lies."""
        if period == "week":
            return day - timedelta(days=day.weekday())
        if period == "month":
            return day.replace(day=1)
        return day.replace(month=1, day=1) if period == "year" else day
