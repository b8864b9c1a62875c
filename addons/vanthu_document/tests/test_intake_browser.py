from odoo.tests import tagged

from .browser import BrowserCase


@tagged("post_install", "-at_install")
class TestIntakeBrowser(BrowserCase):
    """The unit tests of the drop zone, in a browser."""

    def test_drop_zone(self):
        self._run_unit_tests("intake")
