from odoo.tests import HttpCase, tagged
from odoo.tools.misc import file_path


@tagged("post_install", "-at_install")
class TestIntakeBrowser(HttpCase):
    """The unit tests of the drop zone, in a browser."""

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

    def test_drop_zone(self):
        self.browser_js(
            "/web/tests?headless&loglevel=2&preset=desktop&timeout=15000"
            "&filter=vanthu_document/intake",
            "", "", login="admin", timeout=300,
            success_signal="[HOOT] Test suite succeeded",
            error_checker=lambda message: "[HOOT]" not in message,
        )
