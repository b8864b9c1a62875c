from .figures_common import ArchiveFiguresCommon


class StatisticCommon(ArchiveFiguresCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.school, cls.school_archivist = cls._create_school("Trường THPT Số Hai", "school")

    def _create(self, user=None, **values):
        user = user or self.archivist
        self.env.flush_all()
        return self.env["vanthu.archive.statistic"].with_user(user).create({
            "company_id": user.company_id.id, "year": self.year, **values,
        })

    def _line(self, statistic, key):
        """The line of what the software counts, or of a code."""
        return statistic.line_ids.filtered(
            lambda line: key in (line.indicator_id.sudo().query, line.code))

    def _value(self, statistic, key):
        return self._line(statistic, key).value

    def _submit(self, statistic):
        statistic.action_enter_noughts()
        statistic.action_submit()
        return statistic
