from datetime import timedelta

from odoo import api, fields, models
from odoo.tools import SQL

from ..tools.climate import find_episodes

QUANTITIES = ("temperature", "humidity", "light")
# Hands write twice a day, so that a run of readings takes days.
HAND_DAYS = 30


class VanthuStorageLocation(models.Model):
    """Raises and ends the alarms of rooms from their readings, in whatever order these come."""

    _inherit = "vanthu.storage.location"

    def _watch_climate(self, keys):
        """Compare new readings, and those just before, with the limits of their rooms.

        :param list keys: (room, sensor or None, moment) of readings that are new or changed
        """
        first = {}
        for room_id, sensor_id, moment in keys:
            key = room_id, sensor_id
            first[key] = min(first.get(key, moment), moment)
        for (room_id, sensor_id), moment in first.items():
            room = self.browse(room_id)
            sensor = self.env["vanthu.climate.sensor"].browse(sensor_id or [])
            if sensor:
                self._get_running(room, sensor, ["silence"])._end(moment)
            if room.climate_limit_id:
                room._watch_stream(sensor, moment)

    @api.model
    def _get_running(self, room, sensor, kinds):
        return self.env["vanthu.climate.alarm"].search([
            ("location_id", "=", room.id), ("sensor_id", "=", sensor.id),
            ("kind", "in", kinds), ("ended_at", "=", False),
        ])

    def _watch_stream(self, sensor, moment):
        """Find the episodes of one instrument from a moment on and keep them as alarms.

        :param sensor: ``vanthu.climate.sensor``, empty for readings by hand
        :param datetime.datetime moment: of the first reading that is new
        """
        limit = self.climate_limit_id
        back = timedelta(
            days=1 if sensor else HAND_DAYS,
            minutes=limit.minutes_outside + limit.good_minutes,
        )
        since = moment - back
        self.env["vanthu.climate.reading"].flush_model()
        rows = self.env.execute_query(SQL(
            """SELECT taken_at, temperature::float, humidity::float, COALESCE(light, 0)::float
                 FROM vanthu_climate_reading
                WHERE location_id = %s AND COALESCE(sensor_id, 0) = %s AND taken_at >= %s
             ORDER BY taken_at""", self.id, sensor.id or 0, since,
        ))
        known = self.env["vanthu.climate.alarm"].search([
            ("location_id", "=", self.id), ("sensor_id", "=", sensor.id),
            ("kind", "in", QUANTITIES), "|", ("ended_at", "=", False), ("ended_at", ">=", since),
        ], order="started_at")
        fresh = []
        for place, quantity in enumerate(QUANTITIES, 1):
            low, high = limit._get_range(quantity)
            own = known.filtered(lambda alarm, kind=quantity: alarm.kind == kind)
            episodes = [] if low is None and high is None else find_episodes(
                ((row[0], row[place]) for row in rows), low, high, limit._get_tolerance(),
                running=any(alarm.started_at < since for alarm in own),
            )
            fresh += self._reconcile(sensor, quantity, episodes, own)
        if fresh:
            self.env["vanthu.climate.alarm"]._raise(self, fresh)

    def _reconcile(self, sensor, quantity, episodes, known):
        """Bring the alarms into line with the episodes.

        :param list episodes: of ``tools.climate.Episode``
        :param known: ``vanthu.climate.alarm`` of the same instrument and quantity
        :return list: values of alarms that are missing
        """
        fresh, rest = [], known
        low, high = self.climate_limit_id._get_range(quantity)
        for episode in episodes:
            same = rest.filtered(lambda alarm, one=episode: (
                (not one.end or alarm.started_at <= one.end)
                and (not alarm.ended_at or not one.start or alarm.ended_at >= one.start)
            ))
            rest -= same
            if not same:
                limits = "–".join(f"{side:g}" for side in (low, high) if side is not None)
                fresh.append({
                    "kind": quantity, "sensor_id": sensor.id, "started_at": episode.start,
                    "ended_at": episode.end, "worst": episode.worst, "limits": limits,
                })
                continue
            same[0]._follow(episode, low, high)
        # Readings that came later show that it was over, or never was.
        rest.filtered(lambda alarm: not alarm.ended_at)._end(fields.Datetime.now())
        return fresh


class VanthuClimateAlarm(models.Model):
    """How an alarm follows the readings of its episode, and the silence of sensors."""

    _inherit = "vanthu.climate.alarm"

    def _follow(self, episode, low, high):
        """Take over the worst value and the end.

        :param episode: ``tools.climate.Episode``
        :param low: lower limit, None without
        :param high: upper limit, None without
        """
        if episode.worst is not None:
            now = max(abs(self.worst - side) for side in (low, high) if side is not None)
            then = max(abs(episode.worst - side) for side in (low, high) if side is not None)
            if then > now:
                self._write_step({"worst": episode.worst})
        if episode.end and not self.ended_at:
            self._end(episode.end)

    @api.model
    def _cron_silence(self):
        """Raise an alarm for each sensor that has sent nothing for too long."""
        now = fields.Datetime.now()
        sensors = self.env["vanthu.climate.sensor"].search([
            ("has_key", "=", True), ("last_seen_at", "!=", False),
            ("location_id.climate_limit_id.silence_hours", ">", 0),
            ("location_id.active", "=", True),
        ])
        silent = sensors.filtered(lambda sensor: sensor.last_seen_at < now - timedelta(
            hours=sensor.location_id.climate_limit_id.silence_hours
        ))
        known = self.search([
            ("sensor_id", "in", silent.ids), ("kind", "=", "silence"), ("ended_at", "=", False),
        ]).sensor_id
        for room, found in (silent - known).grouped("location_id").items():
            self._raise(room, [
                {"kind": "silence", "sensor_id": sensor.id, "started_at": sensor.last_seen_at}
                for sensor in found
            ])
