from odoo.tests import TransactionCase, tagged


@tagged("post_install", "-at_install")
class TestViewButtons(TransactionCase):
    """A button hands the ids of its records to a method: each must exist and take them."""

    def _get_buttons(self):
        """Model and method of each object button in the views of the suite."""
        found = set()
        views = self.env["ir.ui.view"].search([
            ("model", "=like", "vanthu.%"), ("mode", "=", "primary"),
        ])
        for view in views:
            for button in view._get_combined_arch().iter("button"):
                if button.get("type") == "object" and button.get("name"):
                    found.add((self._get_model(view, button), button.get("name")))
        return found

    def _get_model(self, view, button):
        """The model of the innermost field around a button, else that of the view."""
        model = self.env[view.model]
        for node in reversed(list(button.iterancestors("field"))):
            field = model._fields.get(node.get("name"))
            if field and field.comodel_name:
                model = self.env[field.comodel_name]
        return model._name

    def test_every_button_calls_a_method_that_takes_its_records(self):
        buttons = self._get_buttons()
        self.assertGreater(len(buttons), 60)
        self.assertIn(("vanthu.holiday", "action_prepare_next_year"), buttons)
        for model, name in sorted(buttons):
            with self.subTest(model=model, name=name):
                method = getattr(self.env.registry[model], name, None)
                self.assertTrue(callable(method), "there is no such method")
                self.assertFalse(getattr(method, "_api_model", False), "it takes no records")
