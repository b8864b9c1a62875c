"""Files of data loggers in the spellings that are met; no database."""

from contextlib import suppress
from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from odoo.tests import BaseCase, tagged

from ..tools.climate import ReadingError
from ..tools.climate_csv import ClimateFileError, parse_moment, parse_number, read_lines


def facts(text, order="auto", encoding="utf-8"):
    """What is read from a file, as tuples."""
    return [
        (line.moment, line.temperature, line.humidity)
        for line in read_lines(text.encode(encoding), order)
    ]


MORNING = datetime(2026, 11, 3, 8, 5)


@tagged("post_install", "-at_install")
class TestFiles(BaseCase):
    def test_separators_decimal_signs_and_dates(self):
        wanted = [(MORNING, 20.5, 51.2)]
        for text in (
            "Time;Temperature;Humidity\n03/11/2026 08:05;20,5;51,2\n",
            "Time,Temperature(°C),Humidity(%rh)\n2026-11-03 08:05:00,20.5,51.2\n",
            'Time,"Temperature","Humidity"\n"2026-11-03T08:05","20,5","51,2"\n',
            "Thời gian\tNhiệt độ (°C)\tĐộ ẩm (%)\n3/11/2026 8:05\t20,5\t51,2\n",
            "Ngày;Giờ;Nhiệt độ;Độ ẩm\n03-11-2026;8:05;20,5 °C;51,2 %\n",
            "Date|Time|Temp|RH\n03.11.2026|08h05|20.5|51.2%RH\n",
            "Date;Time;RH;T; Temp\n03/11/26;08:05;51.2;x;20.5\n",
        ):
            with self.subTest(text.splitlines()[0]):
                self.assertEqual(facts(text), wanted)

    def test_what_a_logger_writes_of_itself_before_and_after_is_passed_over(self):
        text = (
            "Logger;EL-USB-2\nSerial number;0100214\n\n"
            "1,Time,Celsius(°C),Humidity(%rh),dew point(°C),Serial Number\n"
            "1,2026-11-03 08:05:00,20.5,51.2,10.1,010001\n"
            ",,,,,\n\n"
            "2,2026-11-03 08:15:00,20.6,51.0,10.1\n"
            "End of data\n"
        )
        self.assertEqual(facts(text), [
            (MORNING, 20.5, 51.2), (datetime(2026, 11, 3, 8, 15), 20.6, 51),
        ])
        self.assertEqual([line.number for line in read_lines(text.encode())], [5, 8])

    def test_encodings(self):
        text = "Thời gian;Nhiệt độ;Độ ẩm;Ghi chú\n3/11/2026 8:05;20,5;51,2;Mưa\n"
        for encoding in ("utf-8", "utf-8-sig", "utf-16"):
            with self.subTest(encoding):
                self.assertEqual(facts(text, encoding=encoding), [(MORNING, 20.5, 51.2)])
        self.assertEqual(
            facts("Time;Temp °C;RH\n3/11/2026 8:05;20,5;51,2\n", encoding="latin-1"),
            [(MORNING, 20.5, 51.2)],
        )

    def test_order_of_the_days_is_seen_from_the_whole_file(self):
        head = "Time;Temp;RH\n"
        american = head + "11/3/2026 8:05 AM;20;50\n11/13/2026 8:05 PM;20;50\n"
        self.assertEqual([one[0] for one in facts(american)], [
            MORNING, datetime(2026, 11, 13, 20, 5),
        ])
        doubtful = head + "3/11/2026 8:05;20;50\n"
        self.assertEqual(facts(doubtful)[0][0], MORNING)
        self.assertEqual(facts(doubtful, "mdy")[0][0], datetime(2026, 3, 11, 8, 5))
        self.assertEqual(
            facts(head + "11/3/2026 8:05;20;50\n13/11/2026 8:05;20;50\n")[0][0],
            datetime(2026, 3, 11, 8, 5),
        )

    def test_fahrenheit_is_converted(self):
        for head in ("Temperature (°F)", "Temp(F)", "Fahrenheit"):
            with self.subTest(head):
                self.assertEqual(
                    facts(f"Time;{head};RH\n2026-11-03 08:05;68.9;51.2\n"), [(MORNING, 20.5, 51.2)]
                )

    def test_sensor_light_and_remarks(self):
        [line] = read_lines(
            "Cảm biến;Thời gian;Nhiệt độ;Độ ẩm;Ánh sáng (lux);Ghi chú\n"
            " TH-01 ;3/11/2026 8:05;20;50;60;Mưa to\n".encode()
        )
        self.assertEqual((line.sensor, line.light, line.note), ("TH-01", 60, "Mưa to"))

    def test_wrong_lines_are_told_and_the_others_read(self):
        lines = read_lines(
            b"Time;Temp;RH\n2026-11-03 08:05;20;50\nyesterday;20;50\n2026-11-03 08:06;999;50\n"
            b"2026-02-30 08:06;20;50\n2026-11-03 08:07;20;\n2026-11-03 08:08;--;50\n"
            b"2026-11-03 25:00;20;50\n"
        )
        self.assertEqual(
            [line.problem and (line.problem.code, line.problem.name) for line in lines],
            [None, ("bad_time", "time"), ("impossible", "temperature"), ("bad_time", "time"),
             ("missing", "humidity"), ("no_number", "temperature"), ("bad_time", "time")],
        )

    def test_what_is_no_file_of_readings_is_refused(self):
        for data, code in (
            (b"", "empty"), (b" \n ", "empty"), (b"hello", "no_header"),
            (b"Time;Temp\n1;2\n", "no_header"), (b"Temp;RH\n1;2\n", "no_header"),
            (b"PK\x03\x04\x00\x00;Time;Temp;RH", "no_text"),
            (b"x" * (20 * 1024 * 1024 + 1), "too_large"),
            (b"Time;Temp;RH\n" + b"1;2;3\n" * 200_001, "too_many"),
        ):
            with self.subTest(code), self.assertRaises(ClimateFileError) as caught:
                read_lines(data)
            self.assertEqual(caught.exception.code, code)

    @given(st.binary(max_size=300))
    def test_no_bytes_break_the_reader(self, data):
        for content in (data, b"Time;Temp;RH\n" + data):
            with suppress(ClimateFileError):
                read_lines(content)


@tagged("post_install", "-at_install")
class TestParts(BaseCase):
    def test_numbers(self):
        for text, value in (
            ("20,5", 20.5), ("20.5", 20.5), ("+20.5 °C", 20.5), ("-3,25", -3.25), ("51%", 51),
            ("1.234,5", 1234.5), ("1,234.5", 1234.5), ("60 lux", 60), ("", None),
        ):
            with self.subTest(text):
                self.assertEqual(parse_number("light", text), value)
        for text in ("abc", "1.2.3", "--", "20 kg", "."):
            with self.subTest(text), self.assertRaises(ReadingError):
                parse_number("light", text)

    def test_moments(self):
        for text, moment in (
            ("3/11/2026 8:05", MORNING), ("03-11-26 08:05", MORNING),
            ("2026/11/03 08:05:00.123", MORNING), ("2026-11-03T01:05:00Z", None),
            ("3/11/2026 8:05 SA", MORNING), ("3/11/2026, 08:05", MORNING),
            ("3/11/2026 8:05 CH", datetime(2026, 11, 3, 20, 5)),
            ("3/11/2026 12:05 AM", datetime(2026, 11, 3, 0, 5)),
            ("3/11/2026 12:05 PM", datetime(2026, 11, 3, 12, 5)),
            ("3/11/2026 8h", datetime(2026, 11, 3, 8)), ("3/11/2026", datetime(2026, 11, 3)),
        ):
            with self.subTest(text):
                if moment:
                    self.assertEqual(parse_moment(text), moment)
        zoned = datetime(2026, 11, 3, 1, 5, tzinfo=UTC)
        for text in ("2026-11-03T01:05:00Z", "2026-11-03 08:05 +07:00", "2026-11-02T20:05-0500"):
            with self.subTest(text):
                self.assertEqual(parse_moment(text), zoned)
