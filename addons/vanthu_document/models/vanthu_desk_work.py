from odoo import api, fields, models

from .local_time import local_moment


class VanthuDesk(models.AbstractModel):
    """What cards about work show: the document or the directive behind it, and who does it."""

    _inherit = "vanthu.desk"

    @api.model
    def _prepare_work_heads(self, works):
        """What stands at the top of cards that concern work.

        :param works: ``vanthu.assignment`` that the person may read
        :return dict: id → dict, as :meth:`_prepare_heads` with the deadline of the work
        """
        known = works.sudo()
        readable = known.document_id.with_env(self.env)._filtered_access("read")
        heads = self._prepare_heads(readable.sudo())
        files = self._get_files("vanthu.assignment", works.ids)
        prepared = {}
        for work in known:
            head = heads.get(work.document_id.id) or self._prepare_directive_head(work)
            own = files.get(work.id, [])
            prepared[work.id] = {
                **head,
                "work_id": work.id,
                "files": own + head["files"],
                "own_files": len(own),
                "who": work._get_target_name(),
                "role": work.role,
                "words": work.directive_id.content or "",
                "instruction": work.instruction or "",
                "due_date": fields.Date.to_string(work.due_date) or False,
                "deadline_state": work.deadline_state or False,
            }
        return prepared

    @api.model
    def _prepare_directive_head(self, work):
        """The head of a card where no document stands behind the work."""
        directive = work.directive_id
        sources = dict(directive._fields["source"]._description_selection(self.env))
        day = directive.date and local_moment(self.env, directive.date).date()
        return {
            "document_id": False,
            "subject": directive.subject or work.display_name,
            "organ_name": sources.get(directive.source, ""),
            "reference": "",
            "issued_date": fields.Date.to_string(day) or False,
            "arrival_number": 0,
            "arrival_date": False,
            "type_name": "",
            "priority": "0",
            "priority_name": "",
            "restricted": False,
            "files": [],
        }

    @api.model
    def _show_moment(self, moment):
        """A moment where the person is, as ISO text that the browser formats.

        :param moment: naive UTC datetime or False
        :return: ISO date or False
        """
        return fields.Date.to_string(local_moment(self.env, moment).date()) if moment else False
