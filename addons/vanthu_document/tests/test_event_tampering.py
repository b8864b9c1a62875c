"""Every way of changing the log behind the software's back is found, and where."""

from odoo.tests import tagged
from odoo.tools import SQL

from .common import VanthuCommon


@tagged("post_install", "-at_install")
class TestEventTampering(VanthuCommon):
    """A sealed chain, then somebody with the database's own password."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.events = cls.env["vanthu.event"]
        cls.document = cls._create_incoming()
        for number in range(11):
            cls.events._log(cls.document, "printed", {"what": f"tờ {number}"})
        cls._seal()
        cls.last = cls.events.search_count([("company_id", "=", cls.organisation.id)])

    @classmethod
    def _seal(cls):
        while cls.events._seal_batch(cls.organisation):
            continue

    def _tamper(self, query, **values):
        """Run SQL on the log as a database administrator would, without our trigger."""
        self.env.flush_all()
        self.env.cr.execute("ALTER TABLE vanthu_event DISABLE TRIGGER vanthu_event_guard")
        self.env.cr.execute(SQL(query, company=self.organisation.id, **values))
        self.env.cr.execute("ALTER TABLE vanthu_event ENABLE TRIGGER vanthu_event_guard")
        self.env.invalidate_all()

    def _find_break(self, **options):
        return self.events._find_break(self.organisation, **options)

    def _reseal(self, first):
        """Compute places and hashes anew from ``first`` on, as one who read our source would."""
        rows = self.events._fetch_for_hash(SQL(
            "company_id = %s AND id >= %s ORDER BY id", self.organisation.id, first
        ))
        self.env.cr.execute(
            "SELECT position, hash FROM vanthu_event WHERE company_id = %s AND id < %s"
            " AND position IS NOT NULL ORDER BY position DESC LIMIT 1",
            (self.organisation.id, first),
        )
        position, previous = self.env.cr.fetchone() or (0, "")
        # Places are unique: out of the way first.
        self._tamper(
            "UPDATE vanthu_event SET position = position + 1000"
            " WHERE company_id = %(company)s AND id >= %(first)s", first=first,
        )
        for row in rows:
            position += 1
            digest = self.events._digest(row, position, previous)
            self._tamper(
                "UPDATE vanthu_event SET position = %(position)s, previous_hash = %(previous)s,"
                " hash = %(digest)s WHERE id = %(id)s AND company_id = %(company)s",
                position=position, previous=previous, digest=digest, id=row["id"],
            )
            previous = digest

    def _get_id(self, position):
        return self.events.search([
            ("company_id", "=", self.organisation.id), ("position", "=", position),
        ]).id

    def test_the_chain_is_whole_before(self):
        self.assertIsNone(self._find_break())
        self.assertEqual(self.organisation.sudo().event_head_position, self.last)

    def test_each_field_that_says_something_is_covered(self):
        changes = {
            "date": SQL("date - interval '1 day'"),
            "user_id": SQL("%s", self.leader.id),
            "kind": SQL("'opened'"),
            "res_model": SQL("'res.company'"),
            "res_id": SQL("res_id + 1"),
            "detail": SQL("""'{"what": "tờ khác"}'::jsonb"""),
            "hash": SQL("repeat('0', 64)"),
            "previous_hash": SQL("repeat('0', 64)"),
        }
        for column, value in changes.items():
            with self.subTest(column), self.env.cr.savepoint() as savepoint:
                self._tamper(
                    "UPDATE vanthu_event SET %(column)s = %(value)s"
                    " WHERE company_id = %(company)s AND position = 5",
                    column=SQL.identifier(column), value=value,
                )
                self.assertEqual(self._find_break(), 5)
                savepoint.rollback()

    def test_a_fact_taken_out_of_the_details_is_found(self):
        self._tamper(
            "UPDATE vanthu_event SET detail = NULL WHERE company_id = %(company)s AND position = 7"
        )
        self.assertEqual(self._find_break(), 7)

    def test_an_event_moved_to_another_organisation_is_missing_here(self):
        self._tamper(
            "UPDATE vanthu_event SET company_id = %(other)s"
            " WHERE company_id = %(company)s AND position = 3",
            other=self.other_organisation.id,
        )
        self.assertEqual(self._find_break(), 3)

    def test_two_events_that_changed_places_are_found(self):
        self._tamper(
            "UPDATE vanthu_event SET position = CASE position WHEN 4 THEN 1004 ELSE 1005 END"
            " WHERE company_id = %(company)s AND position IN (4, 5)"
        )
        self._tamper(
            "UPDATE vanthu_event SET position = CASE position WHEN 1004 THEN 5 ELSE 4 END"
            " WHERE company_id = %(company)s AND position IN (1004, 1005)"
        )
        self.assertEqual(self._find_break(), 4)

    def test_an_event_slipped_in_afterwards_is_found(self):
        self._tamper(
            "INSERT INTO vanthu_event (company_id, date, user_id, kind, res_model, res_id,"
            " position, previous_hash, hash) SELECT company_id, date, user_id, 'opened',"
            " res_model, res_id, %(place)s, hash, repeat('a', 64) FROM vanthu_event"
            " WHERE company_id = %(company)s AND position = %(last)s",
            place=self.last + 1, last=self.last,
        )
        self.assertEqual(self._find_break(), self.last + 1)

    def test_the_end_cut_off_is_found_although_the_rest_is_sound(self):
        self._tamper(
            "DELETE FROM vanthu_event WHERE company_id = %(company)s AND position > 10"
        )
        self.assertEqual(self._find_break(), 11)

    def test_the_whole_log_thrown_away_is_found(self):
        self._tamper("DELETE FROM vanthu_event WHERE company_id = %(company)s")
        self.assertEqual(self._find_break(), 1)

    def test_a_chain_computed_anew_after_a_change_is_found_at_its_end(self):
        place = self._get_id(6)
        self._tamper(
            "UPDATE vanthu_event SET kind = 'opened' WHERE id = %(id)s"
            " AND company_id = %(company)s", id=place,
        )
        self._reseal(place)
        self.assertEqual(self._find_break(), self.last, "the head was noted at the organisation")

    def test_a_chain_computed_anew_after_a_removal_is_found_at_its_end(self):
        following = self._get_id(7)
        self._tamper("DELETE FROM vanthu_event WHERE company_id = %(company)s AND position = 6")
        self._reseal(following)
        self.assertEqual(self._find_break(), self.last)

    def test_the_place_of_a_break_does_not_depend_on_how_much_is_read_at_a_time(self):
        for position in (1, 4, 5, self.last):
            with self.subTest(position), self.env.cr.savepoint() as savepoint:
                self._tamper(
                    "UPDATE vanthu_event SET res_id = 0"
                    " WHERE company_id = %(company)s AND position = %(position)s",
                    position=position,
                )
                for batch in (1, 4, 5000):
                    self.assertEqual(self._find_break(batch=batch), position)
                savepoint.rollback()

    def test_another_organisations_chain_is_not_blamed(self):
        other = self._create_incoming(self.other_clerk)
        self.events._log(other, "printed")
        while self.events._seal_batch(self.other_organisation):
            continue
        self._tamper("DELETE FROM vanthu_event WHERE company_id = %(company)s AND position = 2")
        self.assertIsNone(self.events._find_break(self.other_organisation))

    def test_sealing_goes_on_after_the_end_was_cut_off_without_hiding_it(self):
        self._tamper(
            "DELETE FROM vanthu_event WHERE company_id = %(company)s AND position > 10"
        )
        self.events._log(self.document, "printed")
        self._seal()
        newest = self.events.search([("company_id", "=", self.organisation.id)], limit=1)
        self.assertEqual(newest.position, self.last + 1, "no place is given twice")
        self.assertEqual(self._find_break(), 11)

    def test_events_that_wait_for_their_seal_are_no_break(self):
        self.events._log(self.document, "printed")
        self.assertIsNone(self._find_break())

    def test_sealing_in_small_batches_gives_the_same_chain(self):
        for _number in range(7):
            self.events._log(self.document, "printed")
        sizes = []
        while sealed := self.events._seal_batch(self.organisation, limit=3):
            sizes.append(sealed)
        self.assertEqual(sizes, [3, 3, 1])
        self.assertIsNone(self._find_break())
        places = self.events.search(
            [("company_id", "=", self.organisation.id)], order="id"
        ).mapped("position")
        self.assertEqual(places, list(range(1, self.last + 8)))
