from datetime import timedelta

from odoo.exceptions import AccessError, UserError

from .handling_common import HandlingCommon


class TalkCommon(HandlingCommon):
    """Work with a deadline, a part of it, and everybody who might try something."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.due = cls.today + timedelta(days=7)
        cls.later = cls.due + timedelta(days=7)
        cls.people = {
            "clerk": cls.clerk, "leader": cls.leader, "second_leader": cls.second_leader,
            "manager": cls.manager, "head": cls.head, "handler": cls.handler,
            "second_head": cls.second_head, "outsider": cls.outsider,
            "other_clerk": cls.other_clerk,
        }

    def _work(self, document=None, **values):
        """The lead's work for the head's unit, until ``due``."""
        return self._direct(document, [self._lead(due_date=self.due, **values)])

    def _part(self, lead=None, **values):
        """What the head passed on to the handler."""
        lead = lead or self._work()
        return lead.browse(lead.with_user(self.head).action_pass_on(self.handler.id, **values))

    def _activities(self, record, name):
        kind = self.env.ref(f"vanthu_document.mail_activity_{name}")
        return record.activity_ids.filtered(lambda activity: activity.activity_type_id == kind)

    def _told(self, user):
        """Texts of the notes that a person got."""
        self.env.flush_all()
        return self.env["mail.message"].search(
            [("notified_partner_ids", "in", user.partner_id.ids)], order="id"
        ).mapped("body")

    def _walk(self, make, act, may, fits):
        """Try an act in every state as every person; only those who may, where it fits, can.

        :param make: returns fresh work
        :param act: function of the work as its user, and the user
        :param set may: names of those who may
        :param set fits: states in which it works
        """
        work = make()
        self.env.flush_all()
        point = self.env.cr.savepoint()
        for state in dict(work._fields["state"].selection):
            for name, user in self.people.items():
                with self.subTest(state=state, user=name):
                    point.rollback()
                    self.env.invalidate_all()
                    self._set_state(work, state)
                    if name in may and state in fits:
                        act(work, user)
                    else:
                        refusal = UserError if name in may else AccessError
                        with self.assertRaises(refusal):
                            act(work, user)
        point.close()

    def _set_state(self, work, state):
        """Put work into a state without anything that follows from it."""
        self.env.flush_all()
        self.env.cr.execute(
            "UPDATE vanthu_assignment SET state = %s WHERE id = %s", (state, work.id)
        )
        self.env.invalidate_all()
