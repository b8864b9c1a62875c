import base64
from collections import Counter
from datetime import UTC

from pytz import timezone, utc

from odoo import Command, fields, models
from odoo.exceptions import UserError
from odoo.tools import SQL

from odoo.addons.vanthu_document.models.local_time import get_zone_name

from ..tools.climate import ReadingError, check_moment
from ..tools.climate_csv import ClimateFileError, read_lines

SHOWN = 200


class VanthuClimateImport(models.TransientModel):
    """Take the readings of data loggers over from their files.

    The check changes nothing. The import takes every line that can be read and is new, and tells
    of each other line why it was left out.
    """

    _name = "vanthu.climate.import"
    _description = "Import of climate readings"

    file = fields.Binary(string="File (.csv or .txt)", attachment=False)
    file_name = fields.Char()
    location_id = fields.Many2one(
        "vanthu.storage.location", string="Room", domain="[('kind', 'in', ('repository', 'room'))]",
        help="Of a file that names no sensor.",
    )
    sensor_id = fields.Many2one(
        "vanthu.climate.sensor", help="Of a file that names no sensor.",
    )
    date_order = fields.Selection(
        [("auto", "As the file shows"), ("dmy", "Day first"), ("mdy", "Month first")],
        string="Dates", default="auto", required=True,
    )
    state = fields.Selection(
        [("draft", "Choose"), ("checked", "Checked"), ("done", "Done")], default="draft"
    )
    new_count = fields.Integer(string="New", readonly=True)
    known_count = fields.Integer(string="There already", readonly=True)
    unknown_count = fields.Integer(string="Of unknown sensors", readonly=True)
    wrong_count = fields.Integer(string="Wrong", readonly=True)
    unknown_names = fields.Char(string="Unknown sensors", readonly=True)
    line_ids = fields.One2many(
        "vanthu.climate.import.line", "import_id", string="Lines", readonly=True
    )

    def action_check(self) -> dict:
        """Read the file and tell what of it is new; nothing is kept.

        :return dict: action that shows the wizard again
        :raise AccessError: the caller is no archivist
        :raise UserError: the file as a whole cannot be read
        """
        self._show("checked", self._read())
        return self._reopen()

    def action_import(self) -> dict:
        """Keep what is new and can be read.

        :return dict: action that shows the result
        :raise AccessError: the caller is no archivist
        :raise UserError: the file as a whole cannot be read
        """
        found = self._read()
        rows = [row for kind, _line, row in found if kind == "new"]
        stored = self.env["vanthu.climate.reading"].sudo()._store(rows)
        self._show("done", found)
        rooms = self.env["vanthu.storage.location"].browse({row["location_id"] for row in rows})
        self.env["vanthu.event"]._log(rooms, "climate_imported", {
            "readings": stored, "file": self.file_name or "",
        })
        return self._reopen()

    def _read(self):
        """Every line of the file with what it would do.

        :return list: triples of kind (new, known, unknown, wrong), ``Line`` and the row for
            ``vanthu.climate.reading._store``, None where there is none
        """
        self.ensure_one()
        self.env["vanthu.file"]._require_role("group_archivist")
        (self.sensor_id.location_id | self.location_id).check_access("read")
        data = base64.b64decode(self.with_context(bin_size=False).file or b"")
        try:
            lines = read_lines(data, self.date_order)
        except ClimateFileError as error:
            raise UserError(self._get_file_message(error.code)) from error
        sensors, now = self._find_sensors(), fields.Datetime.now()
        zone = timezone(get_zone_name(self.env))
        found = [self._judge(line, sensors, zone, now) for line in lines]
        return self._mark_known(found)

    def _get_file_message(self, code):
        return {
            "empty": self.env._("Choose the file of a data logger first."),
            "too_large": self.env._("The file is larger than 20 MB; split it."),
            "no_text": self.env._("The file is no text; export it from the logger as CSV."),
            "no_header": self.env._(
                "The file has no line with the headings time, temperature and humidity; export it "
                "from the logger with headings."
            ),
            "too_many": self.env._("The file has more than 200,000 readings; split it."),
        }[code]

    def _find_sensors(self):
        """Sensors that the person may see, by their names in files and their names."""
        sensors = self.env["vanthu.climate.sensor"].with_context(active_test=False).search([
            ("company_id", "in", self.env.companies.ids),
        ])
        by_name = {sensor.name.strip().lower(): sensor for sensor in sensors}
        by_code = {
            sensor.code.strip().lower(): sensor
            for sensor in sensors.sorted("active") if sensor.code
        }
        return {**by_name, **by_code}

    def _judge(self, line, sensors, zone, now):
        if line.problem:
            return "wrong", line, None
        if line.sensor:
            sensor = sensors.get(line.sensor.lower())
            if not sensor:
                return "unknown", line, None
        else:
            sensor = self.sensor_id
        room = sensor.location_id or self.location_id
        if not room:
            raise UserError(self.env._(
                "The file does not say which sensor wrote it; choose the sensor or the room."
            ))
        moment = line.moment
        try:
            if moment.tzinfo is None:
                moment = zone.localize(moment).astimezone(utc)
            moment = check_moment(moment.astimezone(UTC).replace(tzinfo=None), now)
        except ReadingError as error:
            line.problem = error
            return "wrong", line, None
        return "new", line, {
            "location_id": room.id, "company_id": room.company_id.id, "sensor_id": sensor.id,
            "source": "file", "taken_at": moment, "temperature": line.temperature,
            "humidity": line.humidity, "light": line.light, "user_id": self.env.uid,
            "note": line.note,
        }

    def _mark_known(self, found):
        """Tell readings that are there, or came earlier in the file, from new ones."""
        rows = [row for kind, _line, row in found if kind == "new"]
        if not rows:
            return found
        self.env["vanthu.climate.reading"]._refuse_secret_text(
            {row["note"] for row in rows if row["note"]}
        )
        known = set(self.env.execute_query(SQL(
            """SELECT location_id, COALESCE(sensor_id, 0), taken_at FROM vanthu_climate_reading
                WHERE location_id = ANY(%s) AND taken_at BETWEEN %s AND %s""",
            list({row["location_id"] for row in rows}),
            min(row["taken_at"] for row in rows), max(row["taken_at"] for row in rows),
        )))
        marked = []
        for kind, line, row in found:
            key = row and (row["location_id"], row["sensor_id"] or 0, row["taken_at"])
            marked.append(("known" if key in known else kind, line, row))
            if key:
                known.add(key)
        return marked

    def _show(self, state, found):
        counts = Counter(kind for kind, _line, _row in found)
        unknown = Counter(line.sensor for kind, line, _row in found if kind == "unknown")
        explain = self.env["vanthu.climate"]._explain
        # What was left out comes first, then the beginning of the file.
        ordered = sorted(found, key=lambda one: ("wrong", "unknown", "new", "known").index(one[0]))
        self.line_ids.unlink()
        self.write({
            "state": state, **{f"{kind}_count": counts[kind] for kind in (
                "new", "known", "unknown", "wrong",
            )},
            "unknown_names": ", ".join(f"{name} ({count})" for name, count in unknown.items()),
            "line_ids": [
                Command.create({
                    "row": line.number, "kind": kind,
                    "moment": line.texts.get("moment") or " ".join(filter(None, (
                        line.texts.get("date"), line.texts.get("time")))),
                    "temperature": line.texts.get("temperature"),
                    "humidity": line.texts.get("humidity"), "sensor": line.sensor,
                    "message": explain(line.problem).capitalize() if line.problem else False,
                }) for kind, line, _row in ordered[:SHOWN]
            ],
        })

    def _reopen(self):
        return {
            "type": "ir.actions.act_window", "res_model": self._name, "res_id": self.id,
            "name": self.env._("Import climate readings"), "view_mode": "form", "target": "new",
        }


class VanthuClimateImportLine(models.TransientModel):
    """One line of a file: what it would do, or what is wrong with it."""

    _name = "vanthu.climate.import.line"
    _description = "Line of a file of readings"
    _order = "id"

    import_id = fields.Many2one(
        "vanthu.climate.import", required=True, index=True, ondelete="cascade"
    )
    row = fields.Integer(string="Line of the file", aggregator=None)
    moment = fields.Char(string="Time")
    temperature = fields.Char()
    humidity = fields.Char()
    sensor = fields.Char()
    kind = fields.Selection([
        ("new", "New"), ("known", "There already"), ("unknown", "Unknown sensor"),
        ("wrong", "Wrong"),
    ])
    message = fields.Char(string="What to know")
