from pathlib import Path

from odoo.tests import HttpCase
from odoo.tools.misc import file_path


class BrowserCase(HttpCase):
    """Bundles that can be built from the Debian package too."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        path = "mail/static/lib/selfie_segmentation/selfie_segmentation.js"
        try:
            file_path(path)
        except FileNotFoundError:
            # Debian leaves this file out; every bundle with it would fail.
            cls.env["ir.asset"].create({
                "name": "no selfie segmentation", "bundle": "web.assets_backend",
                "directive": "remove", "path": path,
            })

    def _run_unit_tests(self, folder, addon="vanthu_document"):
        # Without any test the run would pass.
        tests = Path(file_path(f"{addon}/static/tests/{folder}")).glob("*.test.js")
        self.assertTrue([*tests])
        self.browser_js(
            "/web/tests?headless&loglevel=2&preset=desktop&timeout=15000"
            f"&filter=%22@{addon}/{folder}/%22",
            "", "", login="admin", timeout=300,
            success_signal="[HOOT] Test suite succeeded",
            error_checker=lambda message: "[HOOT]" not in message,
        )
