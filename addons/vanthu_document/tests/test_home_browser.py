from odoo.tests import tagged

from .browser import BrowserCase


@tagged("post_install", "-at_install")
class TestHomeBrowser(BrowserCase):
    """The unit tests of the home page and of the numbers above, in a browser."""

    def test_home(self):
        self._run_unit_tests("home")
