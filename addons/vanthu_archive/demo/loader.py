"""Loads the archive of the demo's Department: plans, files of this and of former years, store.

Everything is done through the public methods, by the person whose work it is.
"""

import csv
import logging
import time
from datetime import date
from pathlib import Path

from odoo import Command, fields

from odoo.addons.vanthu_document.models.local_time import local_today

from . import accreditation, climate, figures, plan, scans, use

_logger = logging.getLogger(__name__)

# Twenty of each paper.
SHEETS = 20 * len(plan.PAPERS)


def load(env):
    """Build the archive, unless it is there or there is no Department to build it for.

    :param env: environment of the superuser
    """
    clerk = env["res.users"].search([("login", "=", "vanthu")], limit=1)
    if not clerk or env["res.users"].search_count([("login", "=", plan.ARCHIVIST[2])], limit=1):
        return
    start = time.monotonic()
    env["res.lang"].sudo()._activate_lang("vi_VN")
    # Odoo translates a module after its demo, too late for what the demo copies from it.
    env["ir.module.module"].sudo().search(
        [("name", "=", "vanthu_archive")]
    )._update_translations(["vi_VN"])
    env = env(context={**env.context, "lang": "vi_VN", "tz": "Asia/Ho_Chi_Minh"})
    Archive(env, clerk.company_id).build()
    accreditation.build(env)
    _logger.info("demo of the archive: done after %.0f s", time.monotonic() - start)


class Archive:
    """The archive of one organisation, as its archivist builds it."""

    def __init__(self, env, company):
        company._create_fonds()
        self.company = company
        self.archivist = self._hire(env)
        # As the archivist, in this organisation alone.
        self.env = env(user=self.archivist.id, context={
            **env.context, "allowed_company_ids": company.ids,
        })
        self.today = local_today(env)
        self.units = {unit.name: unit for unit in company.vanthu_unit_ids}
        self.fonds = self.env["vanthu.fonds"].search([("company_id", "=", company.id)], limit=1)
        self.fonds.sudo().write({
            "code": "H99.05.01", "is_source": True,
            "historical_archive": "Lưu trữ lịch sử tỉnh Hương Giang",
        })

    def _hire(self, env):
        name, function, login = plan.ARCHIVIST
        office = self.company.vanthu_unit_ids.filtered(lambda unit: unit.name == "Văn phòng")
        user = env["res.users"].with_context(no_reset_password=True).create({
            "name": name, "login": login, "email": f"{login}@huonggiang.example",
            "company_id": self.company.id, "company_ids": [Command.set(self.company.ids)],
            "group_ids": [Command.set(env.ref("vanthu_archive.group_archivist").ids)],
            "lang": "vi_VN", "tz": "Asia/Ho_Chi_Minh", "notification_type": "inbox",
            "action_id": env.ref("vanthu_document.start_action").id,
        })
        user.partner_id.function = function
        if "odoobot_state" in user:
            user.odoobot_state = "disabled"  # its chat would cover the screen of a phone
        office.member_ids += user
        with open(Path(__file__).with_name("logins.csv"), encoding="utf-8", newline="") as lines:
            user.password = next(csv.DictReader(lines))["password"]
        return user

    def build(self):
        """Build everything, the oldest first."""
        year = self.today.year
        self._store_old(year)
        former = self._plan(year - 1)
        self._work_up(former)
        current = self._plan(year)
        self._open_files(current)
        self._begin_disposal()
        use.build(self.env, self.company)
        climate.build(self.env, self.company)
        figures.build(self.env, self.company, year)

    # ---- PLANS AND FILES ----

    def _plan(self, year):
        lines, sequence = [], 0
        for code, heading, entries in plan.HEADINGS:
            sequence += 1
            lines.append({
                "kind": "heading", "name": heading, "code": code, "sequence": sequence,
            })
            for title, years, unit in entries:
                sequence += 1
                unit = self.units.get(unit, self.env["vanthu.unit"])
                lines.append({
                    "name": f"{title} năm {year}", "sequence": sequence, "unit_id": unit.id,
                    "user_id": unit.member_ids[:1].id or unit.head_id.id,
                    "term": "years" if years else "permanent", "term_years": years,
                })
        made = self.env["vanthu.file.plan"].create({
            "company_id": self.company.id, "year": year,
            "decision_reference": "05/QĐ-SGDĐT", "decision_date": date(year, 1, 8),
            "line_ids": [Command.create(line) for line in lines],
        })
        made.action_approve()
        return made

    def _papers(self, title, year, day, first=100, scanned=False):
        topic = plan.topic_of(title)
        papers = [
            {
                "type_name": kind, "name": subject.format(topic=topic), "sheet_from": at * 20 + 1,
                "sheet_to": at * 20 + 20, "reference": reference.format(number=first + at * 37),
                "issued_date": date(year, 2 + at * 3, day), "organ_name": self.company.name,
            }
            for at, (kind, reference, subject) in enumerate(plan.PAPERS)
        ]
        if scanned:
            papers = [scans.add_scan(paper, topic) for paper in papers]
        return [Command.create(paper) for paper in papers]

    def _close(self, year, entries, **values):
        """Files of a former year, made up and closed."""
        files = self.env["vanthu.file"].create([
            {
                "company_id": self.company.id, "catalog": year, "sheet_count": SHEETS,
                "start_date": date(year, 1, 10), "end_date": date(year, 12, 15),
                "medium": "paper", "closing_note": "Hồ sơ đủ tờ, tình trạng tốt.",
                "line_ids": self._papers(
                    entry["name"], year, 3 + index % 20, 20 + index,
                    scanned=entry.get("medium") == "hybrid",
                ),
                **values, **entry,
            } for index, entry in enumerate(entries)
        ])
        files.action_close()
        return files

    def _work_up(self, former):
        """Last year's files: closed by the units, some handed over already."""
        entries = former.line_ids.filtered(lambda line: line.kind == "entry")
        files = self._close(former.year, [
            {"plan_line_id": line.id, "name": line.name, "notation": line.notation}
            for line in entries
        ])
        office = self.units.get("Văn phòng", self.env["vanthu.unit"])
        own = files.filtered(lambda file: file.unit_id == office)
        batch = self.env["vanthu.transfer"].with_user(office.head_id).create({
            "company_id": self.company.id, "unit_id": office.id, "year": former.year,
        })
        batch.line_ids = [
            Command.create({"file_id": file.id})
            for file in own if file.term == "permanent" or file.term_years >= 10
        ]
        batch.action_send()
        batch.with_env(self.env).action_receive()

    def _open_files(self, current):
        """This year's files, with documents of the demo in them."""
        entries = current.line_ids.filtered(lambda line: line.kind == "entry")
        files = self.env["vanthu.file"].create([
            {"company_id": self.company.id, "plan_line_id": line.id} for line in entries
        ])
        by_unit = {}
        for file in files:
            by_unit.setdefault(file.unit_id, []).append(file)
        documents = self.env["vanthu.document"].sudo().search([
            ("company_id", "=", self.company.id), ("restricted", "=", False),
            ("state", "in", ("done", "dispatched")),
        ], order="issued_date, id")
        rows = []
        for index, document in enumerate(documents):
            lead = document.assignment_ids.filtered(lambda work: work.role == "lead").unit_id[:1]
            choice = by_unit.get(lead or document.drafting_unit_id)
            # Some are left for the clerk to sort.
            if choice and index % 4:
                rows.append({
                    "file_id": choice[index % len(choice)].id, "document_id": document.id,
                })
        self.env["vanthu.file.document"].sudo().create(rows)

    # ---- STORE ----

    def _store_old(self, year):
        """The store, and in it the files of former years that the archive has taken over."""
        room = self.env["vanthu.storage.generate"].create({
            "company_id": self.company.id, "name": "Phòng lưu trữ tầng 1", "rows": 2,
            "shelves": 4, "compartments": 5, "boxes": 8,
        })
        places = self.env["vanthu.storage.location"].search(
            [*room.action_generate()["domain"], ("kind", "=", "compartment")], order="full_code"
        )
        profile = self.env.ref("vanthu_archive.box_profile_tcvn")
        for index, old in enumerate(range(year - 24, year - 2, 2)):
            files = self._close(old, [
                {
                    "name": f"{title} năm {old}", "notation": f"{number:02d}.{code}",
                    "term": "years" if years else "permanent", "term_years": years,
                    "access_mode": "02" if years else "01",
                    # What readers ask for most was scanned.
                    "medium": "paper" if years or old < year - 8 else "hybrid",
                    "unit_id": self.units.get(unit, self.env["vanthu.unit"]).id,
                    "user_id": self.archivist.id,
                }
                for code, _heading, entries in plan.HEADINGS
                for number, (title, years, unit) in enumerate(entries[:2], 1)
            ])
            files.sudo()._archive(date(old + 1, 6, 15))
            filling = self.env["vanthu.box.fill"].create({
                "file_ids": [Command.set(files.ids)], "profile_id": profile.id,
            })
            filling.action_fill()
            files.box_id.action_move(places[index * 3 % len(places)].id)

    # ---- DISPOSAL ----

    def _begin_disposal(self):
        """What has expired: one file on hold, the others before the council."""
        expired = self.env["vanthu.file"].search([
            ("fonds_id", "=", self.fonds.id), ("is_expired", "=", True),
            ("state", "=", "archived"),
        ], order="catalog, notation")
        if len(expired) < 2:
            return
        hold = self.env["vanthu.hold"].create({
            "name": "Xác minh đơn kiến nghị về thi đua, khen thưởng",
            "company_id": self.company.id, "file_ids": [Command.set(expired[:1].ids)],
            "reason": "Theo đề nghị của Thanh tra tỉnh, chờ kết luận.",
        })
        hold.action_place()
        disposal = self.env["vanthu.disposal"].create({
            "name": f"Hủy tài liệu hết thời hạn lưu trữ năm {self.today.year}",
            "company_id": self.company.id, "fonds_id": self.fonds.id,
            "explanation": "Tài liệu hình thành trong hoạt động của các phòng, đã hết thời hạn "
            "lưu trữ theo Bảng thời hạn của cơ quan.\nTài liệu được giữ nguyên trong hộp, tình "
            "trạng vật lý bình thường, không còn giá trị tra cứu.",
            "line_ids": [Command.create({"file_id": file.id}) for file in expired[1:13]],
        })
        disposal.action_submit()
        disposal.write({
            "council_reference": "18/QĐ-SGDĐT", "council_date": fields.Date.subtract(
                self.today, days=12),
            "member_ids": [
                Command.create({"role": role, "name": name, "position": position})
                for role, name, position in plan.COUNCIL
            ],
        })
