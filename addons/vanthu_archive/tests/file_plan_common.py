"""What tests of new file plans share."""

from .archive_common import ArchiveCommon


class NewPlanCommon(ArchiveCommon):
    def _wizard(self, way, user=None, **values):
        wizard = self.env["vanthu.file.plan.new"].with_user(user or self.archivist).with_context(
            allowed_company_ids=(user or self.archivist).company_ids.ids,
        )
        return wizard.create({
            "company_id": self.organisation.id, "year": 2027, "way": way, **values,
        })

    def _get_plan(self, action):
        return self.env["vanthu.file.plan"].with_user(self.archivist).browse(action["res_id"])
