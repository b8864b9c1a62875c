"""A month of the demo's store room: a logger's file, readings by hand, and the checks."""

import base64
import math
from datetime import datetime, timedelta

from odoo import fields

EVERY = 30  # minutes between readings of the logger
DAYS = 31
# (external name of the kind, equipment, days until it is due)
CHECKS = [
    ("fire", "", 6), ("pest", "", 12), ("cleaning", "", -2), ("dehumidifier", "Máy hút ẩm 01", 3),
    ("cooling", "Điều hòa 18.000 BTU", 40), ("extinguisher", "Bình CO2 MT3 số 1", 75),
    ("extinguisher", "Bình bột MFZ4 số 2", 75),
]
REMARKS = {9: "Mưa phùn, bật thêm máy hút ẩm", 17: "Mất điện từ 14 giờ đến 16 giờ"}


def build(env, company):
    """Measure and check the store rooms of the demo.

    :param env: environment of the archivist
    :param company: ``res.company``
    """
    room = env["vanthu.storage.location"].search(
        [("company_id", "=", company.id), ("kind", "=", "room")], limit=1
    )
    if not room:
        return
    room.write({
        "climate_limit_id": env.ref("vanthu_archive.climate_limit_paper").id, "area_m2": 64,
        "climate_user_id": env.uid,
    })
    sensor = env["vanthu.climate.sensor"].create({
        "name": "Máy ghi nhiệt ẩm 01", "code": "TH-01", "location_id": room.id,
        "note": "Hiệu chuẩn tháng 3",
    })
    now = fields.Datetime.now().replace(second=0)
    _import(env, sensor, now)
    _write_by_hand(env, room, now)
    env["vanthu.store.check.plan"].create([
        {
            "location_id": room.id, "kind_id": env.ref(
                f"vanthu_archive.store_check_kind_{kind}").id,
            "subject": subject, "next_date": now.date() + timedelta(days=days),
        } for kind, subject, days in CHECKS
    ])
    check = env["vanthu.store.check"].search([
        ("location_id", "=", room.id), ("state", "=", "planned"),
        ("kind_id", "=", env.ref("vanthu_archive.store_check_kind_fire").id),
    ], limit=1)
    check.action_all_good()
    check.action_done()


def measure(moment, now):
    """What the demo's logger shows.

    :param datetime.datetime moment: of the reading
    :param datetime.datetime now: when the demo is built
    :return tuple: °C and %
    """
    hour = moment.hour + moment.minute / 60
    wave = math.sin((hour - 2) / 24 * 2 * math.pi)
    drift = math.sin((now - moment).total_seconds() / 86400 / 5)
    damp = 6 if timedelta(days=8) < now - moment < timedelta(days=10) else 0
    # Since some hours the air conditioner does not work.
    heat = 3.1 if now - moment < timedelta(hours=5) else 0
    return round(20.2 + 0.9 * wave + 0.4 * drift + heat, 1), round(50 - 2 * wave + drift + damp, 1)


def _import(env, sensor, now):
    rows = ["Device;Time;Temperature;Humidity"]
    for step in range(DAYS * 24 * 60 // EVERY, 0, -1):
        moment = now - timedelta(minutes=step * EVERY)
        temperature, humidity = measure(moment, now)
        rows.append(f"{sensor.code};{moment:%Y-%m-%dT%H:%M:%SZ};{temperature};{humidity}")
    env["vanthu.climate.import"].create({
        "file": base64.b64encode("\n".join(rows).encode()), "file_name": "TH-01.csv",
    }).action_import()


def _write_by_hand(env, room, now):
    """Mornings and afternoons (9 and 15 o'clock in Viet Nam) of working days."""
    page = env["vanthu.climate"]
    for day in range(DAYS, 0, -1):
        date = (now - timedelta(days=day)).date()
        if date.weekday() > 4:
            continue
        for hour in (2, 8):
            moment = datetime.combine(date, datetime.min.time()) + timedelta(hours=hour)
            temperature, humidity = measure(moment, now)
            page.record([{
                "room": room.id, "temperature": round(temperature), "humidity": round(humidity),
                "note": REMARKS.get(day, "") if hour == 8 else "",
            }], fields.Datetime.to_string(moment))
