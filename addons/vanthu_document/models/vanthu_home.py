from odoo import api, fields, models
from odoo.exceptions import AccessError
from odoo.fields import Domain

from .local_time import local_today

ROWS = 5


class VanthuHome(models.AbstractModel):
    """What the home page shows: for each role, what is due and the way to it.

    An add-on that has something to show extends :meth:`_get_blocks`. A block is a dict:

    * ``key`` (str, unique), ``title`` (str), ``sequence`` (int);
    * ``figures``: list of dicts of :meth:`_make_figure`;
    * ``empty``: sentence for a block without anything in it; such a block is left out without;
    * ``more``: dict ``label``, ``action``, ``context``: the way to all that is not shown here.

    Numbers are counted under the reader's rights, with the domain of the list that they open.
    """

    _name = "vanthu.home"
    _description = "Home page"

    @api.model
    @api.readonly
    def get_home(self) -> dict:
        """The home page of the user, in a constant number of queries.

        :return dict: ``name`` of the user, ``date`` (ISO) and ``blocks`` in their order
        :raise AccessError: the user has no role in the records office
        """
        if not self.env.user.has_group("vanthu_document.group_user"):
            raise AccessError(self.env._(
                "You have no role in the records office yet; ask the administrator for one."
            ))
        blocks = [block for block in self._get_blocks() if self._is_shown(block)]
        return {
            "name": self.env.user.name,
            "date": fields.Date.to_string(local_today(self.env)),
            "blocks": sorted(blocks, key=lambda block: block["sequence"]),
        }

    @api.model
    def _get_blocks(self):
        """All blocks of the user's roles.

        :return list: dicts as described above
        """
        return []

    @api.model
    def _is_shown(self, block):
        return block.get("empty") or any(
            figure["count"] or figure["rows"] for figure in block["figures"]
        ) or block.get("members")

    @api.model
    def _make_figure(self, key, label, count, action, context=None, **values):
        """One number and the list that it counts.

        :param str key: unique in its block
        :param str label: what is counted
        :param int count: how many
        :param str action: external id of the list's action
        :param dict context: for the list: ``search_default_…`` of the filters that make the
            list hold exactly what was counted
        :param values: ``tone`` (danger, warning or nothing), ``note`` (str), ``domain`` (list,
            replaces the action's), ``rows`` (list of :meth:`_make_row`) and ``rows_label``
            (str, if not the label)
        :return dict:
        """
        return {
            "key": key, "label": label, "count": count, "action": action,
            "context": context or {}, "tone": "", "note": "", "domain": None, "rows": [],
            "rows_label": "",
            **values,
        }

    @api.model
    def _make_row(self, record, title, subtitle=""):
        """One record by name, with its deadline.

        :param record: of a model with ``vanthu.deadline.mixin``
        :param str title: what it is
        :param str subtitle: what one wants to know before opening it
        :return dict:
        """
        return {
            "res_model": record._name, "res_id": record.id,
            "title": title or record.display_name, "subtitle": subtitle,
            "due_date": fields.Date.to_string(record.due_date) if record.due_date else False,
            "due_at": fields.Datetime.to_string(record.due_at) if record.due_at else False,
            "deadline_state": record.deadline_state or "",
        }

    @api.model
    def _has_role(self, name):
        return self.env.user.has_group(f"vanthu_document.group_{name}")

    @api.model
    def _count(self, model, domain):
        return self.env[model].search_count(Domain(domain))
