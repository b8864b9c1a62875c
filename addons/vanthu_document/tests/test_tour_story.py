from unittest.mock import patch

from odoo.tests import tagged
from odoo.tools import html2plaintext

from .browser import BrowserCase
from .talk_common import TalkCommon


@tagged("post_install", "-at_install")
class TestTourStory(BrowserCase, TalkCommon):
    """One document from the leader's words to the end, each person in the own browser.

    One unit leads, two cooperate, one person is informed; the work is split, more time is
    refused and granted, a report is sent back. After each step the list, the two numbers in
    the bar and the morning's mail of each person are what they must be.
    """

    language = "vi_VN"

    # Looks are logged through an own connection, which test cursors refuse to read-only requests.
    _registry_readonly_enabled = False

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.aide = cls._create_person("aide", "group_user")
        cls.unit.member_ids += cls.aide
        cls.third_head = cls._create_person("third_head", "group_user")
        cls.third_unit = cls.env["vanthu.unit"].create({
            "name": "Phòng Tổ chức cán bộ", "company_id": cls.organisation.id,
            "head_id": cls.third_head.id,
        })
        cls.people_of_the_story = {
            "leader": cls.leader, "head": cls.head, "handler": cls.handler, "aide": cls.aide,
            "second": cls.second_head, "third": cls.third_head, "informed": cls.outsider,
        }
        cls.env["res.users"].search([]).vanthu_digest = False
        for user in cls.people_of_the_story.values():
            user.vanthu_digest = True

    def _tour(self, url, name, user):
        self.start_tour(url, f"vanthu_{name}", login=user.login)
        self.env.invalidate_all()

    def _lists(self):
        """Open work in “My work” of each person, and the numbers late and today of the bar."""
        found = {}
        for name, user in self.people_of_the_story.items():
            work = self.env["vanthu.assignment"].with_user(user).with_company(self.organisation)
            count = work.search_count([
                ("is_mine", "=", True), ("state", "in", ("new", "accepted", "in_progress")),
            ])
            counts = work.get_work_counts()
            if count or any(counts.values()):
                found[name] = (count, counts["late"], counts["today"])
        return found

    def _mails(self):
        """Who would get a mail this morning, and what its headings are."""
        mails = self.env["mail.mail"].sudo()
        before = mails.search([])
        digest = self.env["vanthu.morning.digest"]
        self.env["res.users"].search([]).vanthu_digest_at = False
        with patch.object(
            type(self.env["ir.cron"]), "_commit_progress", return_value=60.0
        ), patch.object(type(digest), "_is_morning_over", return_value=True):
            digest._cron_send()
        new = mails.search([]) - before
        names = {user.partner_id: name for name, user in self.people_of_the_story.items()}
        texts = {names[mail.recipient_ids]: html2plaintext(mail.body_html) for mail in new}
        self.assertEqual(len(texts), len(new), "somebody got two mails")
        return texts

    def test_a_directive_runs_to_its_end_and_everybody_sees_the_own_part(self):
        document = self._create_registered(subject="Tour: hỏi và trả lời", due_date=self.today)
        mails = self.env["mail.mail"].sudo().search([])
        lead = self._direct_and_split(document)
        self._ask_for_time(lead)
        self._report_parts(lead)
        self._end(lead)
        self.assertEqual(document.answer_reference, "45/SGDĐT-VP")
        alone = self.env["mail.mail"].sudo().search([]) - mails
        self.assertFalse(alone.filtered("model"), "no event of ordinary work is a mail of its own")

    def _direct_and_split(self, document):
        self._tour("/odoo/incoming-documents", "story_leader_directs", self.leader)
        work = document.assignment_ids.sorted("id")
        self.assertEqual(
            [(one.role, one.unit_id or one.user_id) for one in work],
            [
                ("lead", self.unit), ("cooperate", self.second_unit),
                ("cooperate", self.third_unit), ("inform", self.outsider),
            ],
        )
        self.assertEqual(self._lists(), {
            "head": (1, 0, 1), "second": (1, 0, 1), "third": (1, 0, 1), "informed": (1, 0, 0),
        })
        self.assertEqual(set(self._mails()), {"head", "second", "third"})

        self._tour("/odoo/my-work", "story_head_splits", self.head)
        self.assertEqual(work[0].child_ids.user_id, self.handler | self.aide)
        self.assertEqual(self._lists(), {
            "head": (1, 0, 1), "handler": (1, 0, 1), "aide": (1, 0, 1),
            "second": (1, 0, 1), "third": (1, 0, 1), "informed": (1, 0, 0),
        })
        self.assertIn("Tour: hỏi và trả lời", self._mails()["aide"])
        return work[0]

    def _ask_for_time(self, lead):
        self._tour("/odoo/my-work", "head_asks_for_time", self.head)
        self.assertIn("Tour: hỏi và trả lời", self._mails()["leader"])
        self._tour("/odoo/extensions", "leader_refuses_time", self.leader)
        self.assertEqual(lead.due_date, self.today)
        self.assertNotIn("leader", self._mails())
        self._tour("/odoo/my-work", "head_asks_for_time", self.head)
        self._tour("/odoo/extensions", "leader_grants_time", self.leader)
        self.assertEqual(lead.extension_ids.sorted("id").mapped("state"), ["refused", "granted"])
        self.assertGreater(lead.due_date, self.today)
        self.assertEqual(lead.document_id.due_date, lead.due_date)
        self.assertEqual(self._lists()["head"], (1, 0, 0))
        self.assertEqual(self._lists()["handler"], (1, 0, 1), "parts keep their own deadline")

    def _report_parts(self, lead):
        part, other = lead.child_ids.sorted("id")
        for work in (part, other):
            self._tour(f"/odoo/my-work/{work.id}", "story_reports", work.user_id)
        self.assertEqual(lead.state, "in_progress")
        self.assertNotIn("handler", self._lists())
        self.assertIn("Tour: hỏi và trả lời", self._mails()["head"])
        self._tour(f"/odoo/my-work/{part.id}", "story_sends_report_back", self.head)
        self.assertEqual(self._lists()["handler"], (1, 0, 1))
        self._tour(f"/odoo/my-work/{part.id}", "story_reports_again", self.handler)
        for work in (other, part):
            self._tour(f"/odoo/my-work/{work.id}", "story_approves", self.head)
        self.assertEqual(lead.state, "reported", "the whole follows from its parts")
        self.assertIn("Đã bổ sung số liệu", lead.report)
        self.assertEqual(self._lists(), {
            "second": (1, 0, 1), "third": (1, 0, 1), "informed": (1, 0, 0),
        })
        self.assertIn("leader", self._mails(), "the report waits for the leader")

    def _end(self, lead):
        document = lead.document_id
        for work in document.assignment_ids.filtered(
            lambda one: one.role == "cooperate" and not one.parent_id
        ):
            self._tour(f"/odoo/my-work/{work.id}", "story_reports", work.unit_id.head_id)
        self.assertEqual(document.state, "in_progress")
        self._tour(f"/odoo/my-work/{lead.id}", "story_approves", self.leader)
        self.assertEqual((lead.state, document.state), ("done", "done"))
        self._tour("/odoo/my-work", "story_takes_note", self.outsider)
        self.assertEqual(self._lists(), {})
        self.assertEqual(self._mails(), {})
