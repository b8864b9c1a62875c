from datetime import datetime, timedelta

from .store_common import StoreCommon


class ClimateCommon(StoreCommon):
    """The room of the store with the limits of paper, and a sensor in it."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.room = cls._place_of_kind("room")
        cls.limit = cls.env.ref("vanthu_archive.climate_limit_paper")
        cls.limit.write({
            "minutes_outside": 60, "readings_outside": 3, "good_minutes": 30, "silence_hours": 6,
        })
        cls.room.climate_limit_id = cls.limit
        cls.sensor = cls.env["vanthu.climate.sensor"].with_user(cls.archivist).create({
            "name": "Logger 1", "code": "TH-01", "location_id": cls.room.id,
        })
        cls.start = datetime.now().replace(minute=0, second=0, microsecond=0) - timedelta(days=3)
        cls.page = cls.env["vanthu.climate"].with_user(cls.archivist)

    @classmethod
    def _place_of_kind(cls, kind, user=None):
        user = user or cls.archivist
        return cls.env["vanthu.storage.location"].with_user(user).search([
            ("company_id", "=", user.company_id.id), ("kind", "=", kind),
        ], limit=1)

    def _measure(self, *values, sensor=None, start=0, every=30, quantity="temperature"):
        """Readings of the sensor, one after the other.

        :param values: of the quantity; the other one is good
        :param int start: minutes after ``self.start``
        :param int every: minutes between them
        :return int: how many were new
        """
        sensor = self.sensor if sensor is None else sensor
        rows = [
            {
                "location_id": self.room.id, "company_id": self.organisation.id,
                "sensor_id": sensor.id, "source": "sensor" if sensor else "hand", "light": 0.0,
                "taken_at": self.start + timedelta(minutes=start + index * every),
                "temperature": 20.0, "humidity": 50.0, quantity: float(value),
                "user_id": False if sensor else self.archivist.id,
            } for index, value in enumerate(values)
        ]
        return self.env["vanthu.climate.reading"].sudo()._store(rows)

    def _get_alarms(self, **values):
        domain = [(name, "=", value) for name, value in values.items()]
        return self.env["vanthu.climate.alarm"].with_user(self.archivist).search(
            [("location_id", "=", self.room.id), *domain], order="started_at"
        )

    def _at(self, minutes):
        return self.start + timedelta(minutes=minutes)
