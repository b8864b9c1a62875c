"""Who may see to a climate alarm and close it, and who keeps the keys of sensors."""

from odoo.tests import tagged

from .climate_common import ClimateCommon
from .matrix_common import ROLES_WITH_HEAD, MatrixCommon

# Nobody in particular answers for the room: archivists do. Roles: handler head outsider clerk
# leader archivist manager other_archivist
ALARM = """
open         action_acknowledge -----+-- acknowledged
open         action_close       -----+-- closed
open         change_reason      -----+--
open         change_worst       !!!!!!!!
open         delete             --------
acknowledged action_acknowledge -----!--
acknowledged action_close       -----+-- closed
acknowledged change_reason      -----+--
acknowledged change_worst       !!!!!!!!
acknowledged delete             --------
closed       action_acknowledge -----!--
closed       action_close       -----!--
closed       change_reason      -----+--
closed       change_worst       !!!!!!!!
closed       delete             --------
"""
# The clerk answers for the room.
ANSWERING = """
open         action_acknowledge ---+-+-- acknowledged
open         action_close       ---+-+-- closed
open         change_reason      ---+-+--
open         change_worst       !!!!!!!!
open         delete             --------
acknowledged action_acknowledge ---!-!--
acknowledged action_close       ---+-+-- closed
acknowledged change_reason      ---+-+--
closed       action_acknowledge ---!-!--
closed       action_close       ---!-!--
closed       change_reason      ---+-+--
"""
# silent: without a key. sending: with one.
SENSOR = """
silent       action_make_key    -----+-- sending
silent       action_remove_key  -----+--
silent       archive            -----+-- archived
silent       change_name        -----+--
silent       delete             -----+-- gone
sending      action_make_key    -----+--
sending      action_remove_key  -----+-- silent
sending      archive            -----+-- archived
sending      change_name        -----+--
sending      delete             -----+-- gone
archived     action_make_key    -----!--
archived     action_remove_key  -----+--
archived     archive            -----+--
archived     change_name        -----+--
archived     delete             -----+-- gone
"""


@tagged("post_install", "-at_install")
class TestMatrixClimateAlarm(ClimateCommon, MatrixCommon):
    _roles = ROLES_WITH_HEAD

    def _get_doors(self):
        return {
            "change_reason": lambda alarm: alarm.write({"reason": "Mất điện"}),
            "change_worst": lambda alarm: alarm.write({"worst": 20}),
            "delete": lambda alarm: alarm.unlink(),
        }

    def _create_all(self):
        """One alarm of each state, of three sensors; why it came and what was done is written."""
        records = {}
        for number, state in enumerate(("open", "acknowledged", "closed"), 2):
            sensor = self.sensor.copy({"code": f"TH-0{number}", "name": f"Logger {number}"})
            self._measure(25, 25, 25, sensor=sensor)
            alarm = self._get_alarms(sensor_id=sensor.id)
            alarm.write({"reason": "Mất điện", "measure": "Bật máy phát"})
            if state != "open":
                alarm.action_acknowledge()
            if state == "closed":
                alarm.action_close()
            records[state] = alarm
        return records

    def test_where_nobody_answers_for_the_room(self):
        self._check_table(self._create_all(), ALARM)

    def test_where_the_clerk_answers_for_the_room(self):
        records = self._create_all()
        self.room.climate_user_id = self.clerk
        self._check_lines(records, ANSWERING)

    def test_who_answers_for_the_room_takes_an_alarm_to_its_end(self):
        self.room.climate_user_id = self.clerk
        self._measure(25, 25, 25)
        alarm = self._get_alarms().with_user(self.clerk)
        alarm.action_acknowledge()
        alarm.write({"reason": "Hỏng máy điều hòa", "measure": "Đã gọi thợ"})
        alarm.action_close()
        self.assertEqual((alarm.state, alarm.acknowledged_by_id), ("closed", self.clerk))
        self.assertEqual(alarm.measure, "Đã gọi thợ")


@tagged("post_install", "-at_install")
class TestMatrixClimateSensor(ClimateCommon, MatrixCommon):
    _roles = ROLES_WITH_HEAD

    def _get_states(self, model):
        return {"silent", "sending", "archived"}

    def _get_state(self, record):
        if not record.active:
            return "archived"
        return "sending" if record.has_key else "silent"

    def _get_doors(self):
        return {
            "archive": lambda sensor: sensor.write({"active": False}),
            "change_name": lambda sensor: sensor.write({"name": "Máy ghi"}),
            "delete": lambda sensor: sensor.unlink(),
        }

    def test_each_act_in_each_state_by_each_role(self):
        sending = self.sensor.copy({"code": "TH-02", "name": "Logger 2"})
        sending.action_make_key()
        archived = self.sensor.copy({"code": "TH-03", "name": "Logger 3"})
        archived.active = False
        self._check_table(
            {"silent": self.sensor, "sending": sending, "archived": archived}, SENSOR
        )
