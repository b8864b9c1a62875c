from odoo.tests import tagged

from .browser import BrowserCase


@tagged("post_install", "-at_install")
class TestDocumentBrowser(BrowserCase):
    """The unit tests of the clerk's form, in a browser."""

    def test_form(self):
        self._run_unit_tests("document_form")

    def test_proposals(self):
        self._run_unit_tests("proposals")

    def test_stamp(self):
        self._run_unit_tests("stamp")

    def test_widgets(self):
        self._run_unit_tests("widgets")
