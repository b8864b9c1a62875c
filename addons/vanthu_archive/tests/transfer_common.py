from datetime import date

from .archive_common import ArchiveCommon


class TransferCommon(ArchiveCommon):
    """Closed files of a unit, and batches of them."""

    @classmethod
    def _create_closed(cls, number=1, user=None, end=date(2026, 6, 30), **values):
        """Closed files with one loose item each, in the unit of the handler.

        :param int number: how many
        """
        files = cls.env["vanthu.file"]
        for _index in range(number):
            cls.file_number = getattr(cls, "file_number", 0) + 1
            file = cls._create_file(user, **{
                "name": f"Hồ sơ số {cls.file_number}", "notation": f"{cls.file_number}.GN",
                "unit_id": cls.unit.id, "term": "years", "term_years": 10, "medium": "electronic",
                "catalog": end.year, "start_date": date(end.year, 1, 2), "end_date": end,
                **values,
            })
            cls._add_item(file)
            file.action_close()
            files |= file
        return files.with_user(user or cls.handler)

    def _create_sent(self, number=2, **values):
        """A batch that the handler has sent, in the archivist's environment."""
        action = self._create_closed(number, **values).action_prepare_transfer()
        transfer = self.env["vanthu.transfer"].with_user(self.handler).browse(action["res_id"])
        transfer.action_send()
        return transfer.with_user(self.archivist)

    def _create_source(self):
        """Permanent files of the archive that a historical archive is to have."""
        fonds = self.env["vanthu.fonds"].search([("company_id", "=", self.organisation.id)])
        fonds.write({"is_source": True, "historical_archive": "Trung tâm Lưu trữ lịch sử tỉnh"})
        return fonds
