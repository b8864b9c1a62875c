"""Tables of who may do what in which state: one line for an act in a state, one column a role."""

from odoo.exceptions import AccessError, UserError

from .archive_common import ArchiveCommon

ROLES = ("handler", "outsider", "clerk", "leader", "archivist", "manager", "other_archivist")


class _Undo(Exception):
    """Takes back what an act did, so that the next one begins where it began."""


class MatrixCommon(ArchiveCommon):
    """Compares each act of a model with a table.

    A line of the table is ``state act results``, the results in the order of :data:`ROLES`:
    ``+`` done, ``!`` refused with a sentence (UserError), ``-`` no right (AccessError).
    """

    # States that have tests of their own.
    _states_left_out = frozenset()

    def _get_acts(self, model):
        """The public acts of a model that come from these add-ons.

        :param str model: its name
        :return set: names of methods
        """
        return {
            name for kind in type(self.env[model]).__mro__
            if kind.__module__.startswith("odoo.addons.vanthu_")
            for name in vars(kind) if name.startswith("action_")
        }

    def _try(self, record, act, user, args):
        """What comes of an act; it is taken back."""
        try:
            with self.env.cr.savepoint():
                getattr(record.with_user(user), act)(*args)
                self.env.flush_all()
                raise _Undo
        except _Undo:
            result = "+"
        except AccessError:
            result = "-"
        except UserError:
            result = "!"
        finally:
            self.env.invalidate_all(flush=False)
        return result

    def _check_table(self, records, table, args=None):
        """Compare what each role comes to with the table, which must name every act and state.

        :param dict records: state → record in that state
        :param str table: see above
        :param dict args: act → arguments
        """
        model = next(iter(records.values()))._name
        rows = [line.split() for line in table.strip().splitlines()]
        self.assertEqual(
            sorted((state, act) for state, act, _results in rows),
            sorted((state, act) for state in records for act in self._get_acts(model)),
            "each act in each state stands in the table once",
        )
        states = dict(self.env[model]._fields["state"]._description_selection(self.env))
        self.assertEqual(
            set(records), set(states) - self._states_left_out, "each state has a record"
        )
        self.env.flush_all()
        for state, act, results in rows:
            found = "".join(
                self._try(records[state].sudo(False), act, getattr(self, role),
                          (args or {}).get(act, ()))
                for role in ROLES
            )
            with self.subTest(model=model, state=state, act=act):
                self.assertEqual(records[state].sudo().state, state)
                self.assertEqual(found, results, " ".join(ROLES))
