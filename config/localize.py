"""Settings of a new database for a Vietnamese office; read by Odoo's shell.

Vietnamese and Vietnam's time for those who are there and for new users and
partners; the web client's files are built so that the first page comes at once.
"""

lang, zone = "vi_VN", "Asia/Ho_Chi_Minh"
env["res.users"].search([]).partner_id.write({"lang": lang, "tz": zone})  # noqa: F821
env["res.partner"].search([]).write({"lang": lang})  # noqa: F821
env["ir.default"].set("res.partner", "lang", lang)  # noqa: F821
env["ir.default"].set("res.partner", "tz", zone)  # noqa: F821
# Activities of the demo took the name of their type before its translation was there.
for activity in env["mail.activity"].search([]).with_context(lang=lang):  # noqa: F821
    activity.summary = activity.activity_type_id.summary or activity.summary
env.cr.commit()  # noqa: F821
env["ir.qweb"].with_context(lang=lang)._pregenerate_assets_bundles()  # noqa: F821
env.cr.commit()  # noqa: F821
