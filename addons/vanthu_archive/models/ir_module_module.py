from odoo import models
from odoo.exceptions import UserError

from .guard import GUARDS
from .states import FIXED_STATES

_ADDON = "vanthu_archive"


class IrModuleModule(models.Model):
    """The archive stays as long as it keeps anything.

    Whoever removed the add-on would destroy archived files, permanent ones among them, and the
    papers of what was destroyed lawfully (Luật Lưu trữ 33/2024/QH15). Neither does it go with
    an add-on on which it depends.
    """

    _inherit = "ir.module.module"

    def write(self, vals):
        if vals.get("state") == "to remove":
            self._check_archive_stays()
        return super().write(vals)

    def module_uninstall(self):
        self._check_archive_stays()
        return super().module_uninstall()

    def _check_archive_stays(self):
        if _ADDON in (self | self.downstream_dependencies()).mapped("name"):
            self.env["vanthu.file"]._require_empty_archive()


class VanthuFile(models.Model):
    """What must not go with the software."""

    _inherit = "vanthu.file"

    def _require_empty_archive(self):
        """Refuse to remove the archive with what must be kept.

        :raise UserError: there is an archived file or the stub of one, or a disposal
        """
        files = self.sudo().search_count([("state", "in", FIXED_STATES)])
        disposals = self.env["vanthu.disposal"].sudo().search_count([
            ("state", "not in", ("draft", "cancelled")),
        ])
        if files or disposals:
            raise UserError(self.env._(
                "The archive keeps %(files)s files and the papers of %(disposals)s disposals, "
                "which would be destroyed; it can only be removed from a database without any.",
                files=files, disposals=disposals,
            ))


class IrModel(models.Model):
    """Tables of the archive are dropped with an empty archive only."""

    _inherit = "ir.model"

    def unlink(self):
        tables = {self.env[model.model]._table for model in self if model.model in self.env}
        if tables & _get_own_tables():
            _check_table_stays(self.env)
        return super().unlink()


class IrModelFields(models.Model):
    """Columns of the archive's tables, too, unless the software has given a field up."""

    _inherit = "ir.model.fields"

    def unlink(self):
        for field in self:
            model = self.env.get(field.model)
            if model is None or field.name not in model._fields:
                continue
            if model._table in _get_own_tables():
                _check_table_stays(self.env)
        return super().unlink()


def _check_table_stays(env):
    """Refuse to drop what the archive consists of, unless it leaves, which was allowed then."""
    if env["ir.module.module"]._get(_ADDON).state != "to remove":
        env["vanthu.file"]._require_empty_archive()


def _get_own_tables():
    """Guarded tables of this add-on."""
    return GUARDS.keys() - {"ir_attachment"}
