from odoo import api, fields, models
from odoo.tools import SQL

from odoo.addons.vanthu_document.models.guard import GUARDED_TABLES, find_open_locks

from .guard import GUARDS


class VanthuFixityCheck(models.Model):
    """What only the owner of the database can have done: locks switched off, files gone.

    The database refuses to destroy what must be kept, whoever asks through the software. Who
    owns its tables can switch that off; then the log, which is chained, and this check tell it.
    """

    _inherit = "vanthu.fixity.check"

    lock_count = fields.Integer(
        string="Locks that are off", readonly=True, aggregator=None,
        help="Tables whose protection in the database is missing or switched off.",
    )
    lost_count = fields.Integer(
        string="Files against the log", readonly=True, aggregator=None,
        help="Files that the archive took over and that are gone, open again, or destroyed "
        "without a disposal.",
    )

    @api.model
    def _get_bad_fields(self):
        return [*super()._get_bad_fields(), "lock_count", "lost_count"]

    @api.model
    def _find_all(self, company):
        found = super()._find_all(company)
        # After the chain: the log, by which files are missed, stands as it was written.
        return {
            **found, "lost_count": self._count_lost(company),
            "lock_count": len(find_open_locks(self.env.cr, {*GUARDED_TABLES, *GUARDS})),
        }

    @api.model
    def _count_lost(self, company):
        """Files of which the log tells more than the database has.

        :param company: ``res.company``
        :return int:
        """
        [[count]] = self.env.execute_query(SQL(
            """SELECT count(DISTINCT e.res_id) FROM vanthu_event e
                 LEFT JOIN vanthu_file f ON f.id = e.res_id
                 LEFT JOIN vanthu_disposal d ON d.id = f.disposal_id
                WHERE e.company_id = %s AND e.res_model = 'vanthu.file'
                  AND e.kind = 'file_archived'
                  AND (f.id IS NULL OR f.state IN ('open', 'closed')
                       OR (f.state = 'disposed'
                           AND (f.term = 'permanent' OR d.state IS DISTINCT FROM 'done')))""",
            company.id,
        ))
        return count
