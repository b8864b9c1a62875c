from datetime import date, timedelta

from odoo import Command

from .archive_common import ArchiveCommon

OLD = date(2001, 5, 5)
MEMBERS = (
    ("chair", "Nguyễn Văn Chủ", "Phó Giám đốc"), ("unit", "Trần Thị Đơn", "Trưởng phòng"),
    ("archive", "Lê Văn Lưu", "Lưu trữ viên"), ("secretary", "Phạm Thị Thư", "Văn thư"),
)


class DisposalCommon(ArchiveCommon):
    """Disposals at each step, over files whose retention ended long ago."""

    @classmethod
    def _create_disposal(cls, files, **values):
        return cls.env["vanthu.disposal"].with_user(cls.archivist).create({
            "name": "Hủy tài liệu năm 2026", "company_id": cls.organisation.id,
            "fonds_id": files[:1].fonds_id.id, "explanation": "Tài liệu trao đổi.\nHết giá trị.",
            "line_ids": [Command.create({"file_id": file.id}) for file in files],
            **values,
        })

    def _bring_to(self, disposal, state):
        """Take a disposal from step to step until it has a state, with all its papers."""
        steps = {
            "listed": self._submit, "reviewed": self._review, "decided": self._decide,
            "handed_over": self._hand_over, "done": self._destroy,
        }
        for target, step in steps.items():
            if disposal._is_past(target) or disposal.state == target:
                continue
            step(disposal)
            if target == state:
                break
        return disposal

    def _submit(self, disposal):
        disposal.action_submit()

    def _fill_review(self, disposal, verdict="destroy"):
        disposal.write({
            "council_reference": "10/QĐ-SGDĐT", "council_date": self.today - timedelta(days=9),
            "meeting_date": self.today - timedelta(days=5),
            "council_minutes": "Hội đồng thống nhất.",
            "member_ids": [
                Command.create(dict(zip(("role", "name", "position"), member, strict=True)))
                for member in MEMBERS
            ],
        })
        disposal.line_ids.filtered(lambda line: not line.verdict).verdict = verdict

    def _review(self, disposal):
        self._fill_review(disposal)
        disposal.action_record_review()

    def _fill_decision(self, disposal):
        disposal.write({
            "opinion_authority": "Sở Nội vụ", "opinion_reference": "77/SNV",
            "opinion_date": self.today - timedelta(days=3),
            "decision_reference": "15/QĐ-SGDĐT", "decision_date": self.today,
        })

    def _decide(self, disposal):
        self._fill_decision(disposal)
        disposal.with_user(self.leader).action_decide()

    def _hand_over(self, disposal):
        disposal.write({
            "giver_name": "Lê Văn Lưu", "taker_name": "Công ty Môi trường",
            "handover_date": self.today,
        })
        disposal.action_hand_over()

    def _destroy(self, disposal):
        disposal.method = "Xén nhỏ, tái chế"
        disposal.action_destroy()
