"""Tables of who may do what in which state: one line for an act in a state, one column a role."""

from types import SimpleNamespace

from odoo.exceptions import AccessError, UserError
from odoo.tests import Form
from odoo.tools.safe_eval import safe_eval

from .archive_common import ArchiveCommon

ROLES = ("handler", "outsider", "clerk", "leader", "archivist", "manager", "other_archivist")
# With the head of the handler's unit, where a unit could mean more than its member.
ROLES_WITH_HEAD = ("handler", "head", *ROLES[1:])
GONE = "gone"


class _Undo(Exception):
    """Takes back what an act did, so that the next one begins where it began."""


class MatrixCommon(ArchiveCommon):
    """Compares each act of a model with a table.

    A line of the table is ``state act results [state after it]``, the results in the order of
    the roles: ``+`` done, ``!`` refused with a sentence (UserError), ``-`` no right
    (AccessError). Without a fourth word the state stays as it was. Whatever the form offers to a
    role, buttons as well as fields of the doors ``change_…``, must be done and not refused.
    """

    _roles = ROLES
    # States that have tests of their own.
    _states_left_out = frozenset()
    # (state, act) that the form offers although more must be written first.
    _offered_early = frozenset()

    # ---- WHAT A MODEL MAY SAY OTHERWISE ----

    def _get_states(self, model):
        """All states of a model; a class without such a field names its own.

        :param str model: its name
        :return set: of names
        """
        return set(dict(self.env[model]._fields["state"]._description_selection(self.env)))

    def _get_state(self, record):
        """The state of a record in superuser mode.

        :return str:
        """
        return record.state

    def _get_doors(self):
        """Other ways to change a record than its acts.

        :return dict: name → function of the record in somebody's environment
        """
        return {}

    # ---- TRYING ----

    def _get_acts(self, model):
        """The public acts of a model that come from these add-ons, and the other doors.

        :param str model: its name
        :return set: names
        """
        return {
            name for kind in type(self.env[model]).__mro__
            if kind.__module__.startswith("odoo.addons.vanthu_")
            for name in vars(kind) if name.startswith("action_")
        } | self._get_doors().keys()

    def _try(self, record, act, user, args):
        """What comes of an act; it is taken back.

        :return tuple: ``+``, ``!`` or ``-``, and the state after it
        """
        after, door = None, self._get_doors().get(act)
        # What somebody else has read is in the cache, where no right is asked for.
        self.env.invalidate_all()
        try:
            with self.env.cr.savepoint():
                mine = record.with_user(user)
                door(mine) if door else getattr(mine, act)(*args)
                self.env.flush_all()
                self.env.invalidate_all()
                left = record.sudo().exists()
                after = self._get_state(left) if left else GONE
                raise _Undo
        except _Undo:
            result = "+"
        except AccessError:
            result = "-"
        except UserError:
            result = "!"
        finally:
            self.env.invalidate_all(flush=False)
        return result, after

    def _check_table(self, records, table, args=None):
        """Compare what each role comes to with the table, which must name every act and state.

        :param dict records: state → record in that state
        :param str table: see above
        :param dict args: act → arguments
        """
        model = next(iter(records.values()))._name
        self.assertEqual(
            sorted(tuple(line.split()[:2]) for line in table.strip().splitlines()),
            sorted((state, act) for state in records for act in self._get_acts(model)),
            "each act in each state stands in the table once",
        )
        self.assertEqual(
            set(records), self._get_states(model) - self._states_left_out,
            "each state has a record",
        )
        self._check_lines(records, table, args)

    def _check_lines(self, records, table, args=None):
        """Compare what each role comes to with the lines of a table.

        :param dict records: state → record in that state
        :param str table: see above
        :param dict args: act → arguments
        """
        self.env.flush_all()
        refused = set()
        for line in table.strip().splitlines():
            state, act, results, *after = line.split()
            record = records[state].sudo(False)
            found = [
                self._try(record, act, getattr(self, role), (args or {}).get(act, ()))
                for role in self._roles
            ]
            with self.subTest(model=record._name, state=state, act=act):
                self.assertEqual(self._get_state(record.sudo()), state)
                self.assertEqual(
                    "".join(result for result, _after in found), results, " ".join(self._roles)
                )
                reached = {reached for result, reached in found if result == "+"}
                self.assertLessEqual(reached, {(after or [state])[0]}, "what follows")
            refused |= {
                (state, act, role) for role, (result, _after)
                in zip(self._roles, found, strict=True) if result != "+"
            }
        self._check_offered(records, refused)

    # ---- BUTTONS ----

    def _check_offered(self, records, refused):
        """What the form offers is not refused.

        :param dict records: state → record in that state
        :param set refused: (state, act, role)
        """
        for state, record in records.items():
            for role in self._roles:
                mine = record.sudo(False).with_user(getattr(self, role))
                for act in self._get_offered(mine):
                    if (state, act) in self._offered_early:
                        continue
                    with self.subTest(model=record._name, state=state, button=act, role=role):
                        self.assertNotIn((state, act, role), refused)

    def _get_offered(self, record):
        """Names of the acts whose buttons the form of a record shows, and of fields to fill in.

        :param record: in the environment of who looks
        :return set:
        """
        if not record.has_access("read"):
            return set()
        form = Form(record)
        shown = self._find_shown(form._view["tree"], form._get_eval_context(), 0)
        if form._view["tree"].get("edit") in ("0", "false", "False"):
            return shown
        return shown | {
            door for door in self._get_doors()
            if (name := door.removeprefix("change_")) in form._view["modifiers"]
            and not form._get_modifier(name, "readonly")
            and not form._get_modifier(name, "invisible")
        }

    def _get_offered_in_row(self, record, field, row):
        """Names of the acts whose buttons stand in the row of a list in a form.

        :param record: in the environment of who looks
        :param str field: of the list
        :param row: the record of the row
        :return set:
        """
        if not record.has_access("read"):
            return set()
        form = Form(record)
        [node] = form._view["tree"].xpath(f"//field[@name='{field}']/list")
        values = form._get_eval_context()
        names = {one.get("name") for one in node.iter("field")}
        row = row.with_env(record.env)
        return self._find_shown(node, {
            **row.read(list(names))[0], "parent": SimpleNamespace(**values),
        }, 1)

    def _find_shown(self, tree, values, level):
        shown = set()
        for button in tree.xpath(f".//button[@type='object'][count(ancestor::field) = {level}]"):
            hiding = [
                node.get(name) for node in (button, *button.iterancestors())
                if len(list(node.iterancestors("field"))) == level
                for name in ("invisible", "column_invisible") if node.get(name)
            ]
            if not any(safe_eval(expression, dict(values)) for expression in hiding):
                shown.add(button.get("name"))
        return shown
