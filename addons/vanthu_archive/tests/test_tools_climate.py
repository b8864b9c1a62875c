"""What a reading can be, and when values outside are an alarm; no database."""

from datetime import datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from odoo.tests import BaseCase, tagged

from ..tools.climate import (
    ReadingError,
    Tolerance,
    check_moment,
    check_value,
    find_episodes,
    get_distance,
)

START = datetime(2026, 11, 2, 8)
PATIENT = Tolerance(minutes=60, readings=3, good_minutes=30)


def series(*values, every=30):
    """Readings of one instrument at equal distances."""
    return [(START + timedelta(minutes=every * at), value) for at, value in enumerate(values)]


def at(minutes):
    """A moment after the start."""
    return START + timedelta(minutes=minutes)


@tagged("post_install", "-at_install")
class TestReading(BaseCase):
    def test_values_are_rounded_to_a_tenth(self):
        self.assertEqual(check_value("temperature", 20.449), 20.4)
        self.assertEqual(check_value("humidity", 51), 51.0)
        self.assertEqual(check_value("light", None), 0.0)

    def test_what_no_instrument_shows_is_refused(self):
        cases = [
            ("temperature", None, "missing"), ("humidity", None, "missing"),
            ("temperature", "20", "no_number"), ("temperature", True, "no_number"),
            ("humidity", [50], "no_number"), ("temperature", -30.1, "impossible"),
            ("temperature", 60.1, "impossible"), ("humidity", 0, "impossible"),
            ("humidity", 100.1, "impossible"), ("light", -1, "impossible"),
            ("temperature", float("nan"), "impossible"),
            ("temperature", float("inf"), "impossible"), ("humidity", 10 ** 400, "impossible"),
        ]
        for name, value, code in cases:
            with self.subTest(name=name, value=str(value)[:9]), \
                    self.assertRaises(ReadingError) as caught:
                check_value(name, value)
            self.assertEqual((caught.exception.code, caught.exception.name), (code, name))

    def test_moment_lies_neither_ahead_nor_long_ago(self):
        now = datetime(2026, 11, 23, 1)
        self.assertEqual(
            check_moment(now + timedelta(minutes=9, microseconds=5), now),
            now + timedelta(minutes=9),
        )
        for moment, code in (
            (now + timedelta(minutes=11), "future"), (datetime(2010, 1, 1), "too_old"),
        ):
            with self.assertRaises(ReadingError) as caught:
                check_moment(moment, now)
            self.assertEqual(caught.exception.code, code)

    def test_distance_from_the_limits(self):
        self.assertEqual(get_distance(22.0, 18, 22), 0)
        self.assertEqual(get_distance(22.1, 18, 22), 0.1)
        self.assertEqual(get_distance(15, 18, 22), 3)
        self.assertEqual(get_distance(90, None, 80), 10)
        self.assertEqual(get_distance(5, None, 80), 0)
        self.assertEqual(get_distance(5, None, None), 0)


@tagged("post_install", "-at_install")
class TestEpisodes(BaseCase):
    def _find(self, *values, tolerance=PATIENT, running=False, every=30):
        return find_episodes(series(*values, every=every), 18, 22, tolerance, running)

    def test_nothing_outside_is_no_episode(self):
        self.assertEqual(self._find(18, 22, 20), [])
        self.assertEqual(self._find(), [])

    def test_both_time_and_number_of_readings_must_be_reached(self):
        self.assertFalse(self._find(20, 25, 25, 20))
        self.assertFalse(self._find(25, 25, every=120))
        self.assertFalse(self._find(25, 25, 25, every=10))
        [episode] = self._find(20, 25, 26.5, 25)
        self.assertEqual((episode.start, episode.end, episode.worst), (at(30), None, 26.5))

    def test_one_good_reading_begins_the_count_anew(self):
        self.assertFalse(self._find(25, 25, 20, 25, 25))

    def test_ends_when_values_are_good_for_the_time(self):
        [episode] = self._find(25, 25, 25, 20, 20)
        self.assertEqual((episode.start, episode.end), (at(0), at(90)))
        [episode] = self._find(25, 25, 25, 20, every=30)
        self.assertIsNone(episode.end)

    def test_a_good_reading_between_bad_ones_ends_nothing(self):
        [episode] = self._find(25, 25, 25, 20, 26, 20, 27)
        self.assertEqual((episode.start, episode.end, episode.worst), (at(0), None, 27))

    def test_two_episodes_of_a_day(self):
        first, second = self._find(25, 25, 25, 20, 20, 16, 15, 17)
        self.assertEqual((first.end, first.worst), (at(90), 25))
        self.assertEqual((second.start, second.worst), (at(150), 15))

    def test_alarm_that_was_on_before_goes_on_and_ends(self):
        [episode] = self._find(20, running=True)
        self.assertEqual((episode.start, episode.end, episode.worst), (None, None, None))
        [episode] = self._find(25, 20, 20, running=True)
        self.assertEqual((episode.start, episode.end, episode.worst), (None, at(30), 25))

    def test_no_tolerance_means_the_first_reading(self):
        [episode] = self._find(25, tolerance=Tolerance(0, 1, 30))
        self.assertEqual(episode.start, at(0))

    @given(st.lists(st.integers(10, 30), max_size=60), st.integers(0, 120), st.integers(1, 5))
    def test_episodes_follow_each_other_and_lie_outside(self, values, minutes, readings):
        tolerance = Tolerance(minutes, readings, 30)
        by_moment = dict(series(*values))
        last = None
        for episode in self._find(*values, tolerance=tolerance):
            self.assertFalse(18 <= by_moment[episode.start] <= 22)
            self.assertFalse(18 <= episode.worst <= 22)
            self.assertTrue(last is None or episode.start >= last)
            if episode.end:
                self.assertTrue(18 <= by_moment[episode.end] <= 22)
                self.assertGreater(episode.end, episode.start)
            last = episode.end

    @given(st.lists(st.integers(15, 25), min_size=2, max_size=50), st.data())
    def test_reading_on_from_the_middle_of_an_episode_finds_the_same_end(self, values, data):
        whole = self._find(*values)
        cut = data.draw(st.integers(0, len(values) - 1))
        moment = series(*values)[cut][0]
        running = [one for one in whole if one.start < moment
                   and (not one.end or one.end >= moment)]
        if running:
            rest = find_episodes(series(*values)[cut:], 18, 22, PATIENT, running=True)
            self.assertEqual(rest[0].end, running[0].end)
