from pathlib import Path

from odoo.tools.misc import file_path

from odoo.addons.vanthu_document.tests.browser import BrowserCase


class StoreBrowserCase(BrowserCase):
    """Unit tests of this add-on's pages in the browser."""

    def _run_archive_unit_tests(self, folder):
        # Without any test the run would pass.
        tests = Path(file_path(f"vanthu_archive/static/tests/{folder}")).glob("*.test.js")
        self.assertTrue([*tests])
        self.browser_js(
            "/web/tests?headless&loglevel=2&preset=desktop&timeout=15000"
            f"&filter=%22@vanthu_archive/{folder}/%22",
            "", "", login="admin", timeout=300,
            success_signal="[HOOT] Test suite succeeded",
            error_checker=lambda message: "[HOOT]" not in message,
        )
