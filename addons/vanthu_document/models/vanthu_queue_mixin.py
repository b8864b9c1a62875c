import logging
from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain

_logger = logging.getLogger(__name__)


class VanthuQueueMixin(models.AbstractModel):
    """Slow work as rows that a scheduled action works off, one transaction for each.

    Whoever asked for the work never waits for it. A try is counted, and committed, before it
    begins: work that kills its worker is given up like work that fails. Until the next try is
    due, no other worker takes the row. What a try does happens as a whole or not at all.

    A model has the fields ``state`` and ``company_id`` and says where its rows wait
    (``_queue_waiting``), which scheduled action works them off by :meth:`_run_queue`
    (``_queue_cron``, XML-ID), how often and how patiently; and what the work is (:meth:`_work`).
    """

    _name = "vanthu.queue.mixin"
    _description = "Work in the background"

    _queue_cron = ""
    _queue_waiting = "todo"
    _queue_batch = 10
    _queue_tries = 3
    # Until the next try, times the number of tries so far.
    _queue_minutes = 2

    tries = fields.Integer(readonly=True, aggregator=None)
    next_try = fields.Datetime(readonly=True)

    @api.model
    def _wake_up(self, at=None):
        """Let the scheduled action run soon.

        :param datetime.datetime at: naive UTC; at once by default
        """
        self.env.ref(self._queue_cron).sudo()._trigger(at=at)

    @api.model
    def _domain_waiting(self):
        """Rows whose turn has come."""
        return Domain("state", "=", self._queue_waiting) & (
            Domain("next_try", "=", False) | Domain("next_try", "<=", fields.Datetime.now())
        )

    @api.model
    def _run_queue(self, limit=None):
        """Work off what waits; the scheduled action calls this.

        :param int limit: most rows; the model's batch by default
        """
        domain = self._domain_waiting()
        commit = self.env["ir.cron"]._commit_progress
        # What was never tried has NULL there; what fails again and again must not hold it up.
        order = "tries NULLS FIRST, id"
        rows = self.search(domain, limit=limit or self._queue_batch, order=order)
        commit(remaining=self.search_count(domain))
        for row in rows:
            # Another worker may have been faster.
            taken = row.try_lock_for_update().filtered_domain(domain)
            if taken.tries >= self._queue_tries:
                taken.company_id._in_own_language(taken)._give_up()
            elif taken:
                taken.tries += 1
                taken.next_try = taken._get_next_try()
                commit()
                taken._try()
            if not commit(1):
                break
        self._wake_up_for_next_try()

    def _get_next_try(self):
        return fields.Datetime.now() + timedelta(minutes=self._queue_minutes * self.tries)

    @api.model
    def _wake_up_for_next_try(self):
        [(at,)] = self._read_group(
            [("state", "=", self._queue_waiting), ("next_try", ">", fields.Datetime.now())],
            [], ["next_try:min"],
        )
        if at:
            self._wake_up(at)

    def _try(self):
        """Do the work of one row now; whatever goes wrong is told in the row."""
        self.ensure_one()
        row = self.company_id._in_own_language(self.sudo())
        try:
            with self.env.cr.savepoint():
                row._work()
        except Exception as error:
            self.env.invalidate_all()
            row._note_failure(error)

    def _work(self):
        """Do the work of one row and take it out of the queue.

        :raise Exception: whatever went wrong; all of it is undone
        """
        raise NotImplementedError

    def _note_failure(self, error):
        """Tell in the row what went wrong, and whether it is tried again.

        :param Exception error: what :meth:`_work` raised
        """
        self._get_reason(error)
        at = self._plan_next_try()
        if at:
            self.next_try = at
        else:
            self._give_up()

    def _get_reason(self, error):
        """What a person is told of an error; what is not meant for persons goes to the log.

        :param Exception error: what :meth:`_work` raised
        :return str:
        """
        if isinstance(error, UserError):
            return str(error)
        _logger.warning("%s %s failed", self._name, self.id, exc_info=error)
        return self._explain_error()

    def _explain_error(self):
        """The sentence for an error in the software, in the language of the environment."""
        return ""

    def _give_up(self):
        """Tell in the row that nothing came of the work in any of its tries."""
        self.write({"state": "failed", "next_try": False})

    def _plan_next_try(self):
        """When the work of one row is tried again, after it failed.

        :return: ``datetime`` (naive UTC), or False when this was the last try
        """
        return self.tries < self._queue_tries and self._get_next_try()
