from odoo.tests import TransactionCase, tagged

_NO = ("0", "false", "False")
_TAGS = ("list", "kanban", "form")


@tagged("post_install", "-at_install")
class TestViewTables(TransactionCase):
    """A row that opens shows a form that somebody made; Odoo's own guess shows every field."""

    def _get_tables(self):
        """View, field and comodel of each table of a form, with its views by their tag."""
        views = self.env["ir.ui.view"].search([("type", "=", "form"), ("mode", "=", "primary")])
        names = views.get_external_id()
        for view in views.filtered(lambda one: names[one.id].startswith("vanthu_")):
            model = self.env[view.model]
            for node in view._get_combined_arch().iter("field"):
                field = model._fields.get(node.get("name"))
                if (field is None or field.type not in ("one2many", "many2many")
                        or node.get("widget") or node.get("invisible") in ("1", "True")
                        or any(True for _outer in node.iterancestors("field"))):
                    continue
                yield names[view.id], field, {
                    child.tag: child for child in node if child.tag in _TAGS
                }

    def _opens_a_guess(self, field, inline):
        """On the desktop by a row that is not written in, on the phone by a card."""
        if "form" in inline or self.env["ir.ui.view"].search_count([
            ("model", "=", field.comodel_name), ("type", "=", "form"),
        ], limit=1):
            return False
        table, cards = inline.get("list"), inline.get("kanban")
        return not inline or (
            (table is not None and not table.get("editable") and table.get("no_open") != "1")
            or (cards is not None and cards.get("can_open") not in _NO)
        )

    def test_every_row_that_opens_has_a_form(self):
        tables = list(self._get_tables())
        self.assertGreater(len(tables), 60)
        self.assertEqual([
            f"{name}: {field.name}" for name, field, inline in tables
            if self._opens_a_guess(field, inline)
        ], [])
