from odoo.tests import tagged

from .browser import BrowserCase


@tagged("post_install", "-at_install")
class TestDeskBrowser(BrowserCase):
    """The unit tests of the leader's desk, in a browser."""

    def test_desk(self):
        self._run_unit_tests("desk")
