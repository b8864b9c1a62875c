import json
from datetime import UTC, datetime

from odoo import fields, http
from odoo.http import request

from ..tools.climate import ReadingError, check_moment, check_value

MAX_BYTES = 64 * 1024
MOST_READINGS = 500


class ClimateSensorController(http.Controller):
    """The door for instruments that send what they measure.

    Answers are short and tell a stranger nothing: who has no key hears only that.
    """

    @http.route(
        "/vanthu/climate", type="http", auth="public", methods=["POST"], csrf=False,
        save_session=False, max_content_length=MAX_BYTES,
    )
    def climate(self, **_params):
        """Take readings of one sensor.

        The header ``Authorization: Bearer KEY`` names the sensor. The body is JSON: an object
        with ``temperature`` (°C), ``humidity`` (%), perhaps ``light`` (lux) and ``time`` (ISO
        8601; without zone that of the organisation; now when it is left out), or an object with
        ``readings``, a list of up to 500 such objects. Readings of a moment that is there
        already are left out, so that sending again does no harm.

        :return: 200 ``stored`` and ``skipped``; 400, 401, 413, 415, 422 or 429 ``error``
        """
        scheme, _space, key = request.httprequest.headers.get("Authorization", "").partition(" ")
        sensor = request.env["vanthu.climate.sensor"]
        if scheme.lower() == "bearer":
            sensor = sensor._find_by_key(key.strip())
        if not sensor:
            attempts = request.env["vanthu.climate.attempt"].sudo()
            if attempts._allow(request.httprequest.remote_addr):
                return self._answer(401, error="unknown key")
            return self._answer(429, error="too many requests")
        if not sensor._count_request():
            return self._answer(429, error="too many requests")
        if request.httprequest.mimetype != "application/json":
            return self._answer(415, error="send application/json")
        try:
            rows = self._read(sensor)
        except ReadingError as error:
            return self._answer(422, error=str(error))
        except (ValueError, RecursionError):
            return self._answer(400, error="no valid JSON")
        stored = request.env["vanthu.climate.reading"].sudo()._store(rows)
        return self._answer(200, stored=stored, skipped=len(rows) - stored)

    def _read(self, sensor):
        """The readings of the body.

        :param sensor: ``vanthu.climate.sensor``
        :return list: as ``vanthu.climate.reading._store`` takes them
        :raise ReadingError: one of them cannot be true
        :raise ValueError: the body is no JSON
        """
        data = json.loads(request.httprequest.get_data())
        many = data.get("readings", [data]) if isinstance(data, dict) else None
        if not isinstance(many, list) or not 0 < len(many) <= MOST_READINGS:
            raise ReadingError("missing", "readings")
        room = sensor.location_id
        zone = sensor.company_id._get_work_zone()
        rows = []
        for one in many:
            if not isinstance(one, dict):
                raise ReadingError("missing", "temperature")
            rows.append({
                "location_id": room.id, "company_id": room.company_id.id,
                "sensor_id": sensor.id, "source": "sensor",
                "taken_at": self._read_moment(one.get("time"), zone),
                **{
                    name: check_value(name, one.get(name))
                    for name in ("temperature", "humidity", "light")
                },
            })
        return rows

    def _read_moment(self, text, zone):
        now = fields.Datetime.now()
        if text is None:
            return now
        try:
            moment = datetime.fromisoformat(text)
            if moment.tzinfo is None:
                moment = zone.localize(moment)
            moment = moment.astimezone(UTC).replace(tzinfo=None)
        except (TypeError, ValueError, OverflowError) as error:
            raise ReadingError("bad_time", "time", text) from error
        return check_moment(moment, now)

    def _answer(self, status, **values):
        return request.make_json_response(values, status=status)
