"""Evidence: codes without gaps, several criteria, what is missing, rights."""

from odoo import Command
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged

from .accreditation_common import AccreditationCommon


@tagged("post_install", "-at_install")
class TestEvidence(AccreditationCommon):
    def test_codes_run_within_their_criterion(self):
        rows = [self._add(0), self._add(1), self._add(0), self._add(4)]
        self.assertEqual(
            [row.code for row in rows], ["MC.1.1.01", "MC.1.2.01", "MC.1.1.02", "MC.1.10.01"]
        )

    def test_several_at_once_are_numbered_too(self):
        rows = self.env["vanthu.evidence"].with_user(self.clerk).create([
            {"assessment_id": self.assessment.id, "criterion_id": self.criteria[0].id,
             "name": name, "place": "Tủ"} for name in "abc"
        ])
        self.assertEqual(rows.mapped("code"), ["MC.1.1.01", "MC.1.1.02", "MC.1.1.03"])

    def test_one_item_for_several_criteria_keeps_its_code(self):
        row = self._add(0)
        row.criterion_ids = [Command.link(self.criteria[1].id)]
        self.assertEqual(row.code, "MC.1.1.01")
        self.assertEqual(self._add(1).code, "MC.1.2.01")
        row.criterion_ids = [Command.set(self.criteria[1].ids)]
        self.assertIn(self.criteria[0], row.criterion_ids, "the first one stays")

    def test_box_is_part_of_the_former_code(self):
        framework = self._create_framework(
            source="TT 18", code_pattern="[H{box}-{criterion}-{serial:02d}]"
        )
        old = self.assessment.create({
            "framework_id": framework.id, "company_id": self.organisation.id,
        })
        values = {"assessment_id": old.id, "name": "Sổ",
                  "criterion_id": framework.criterion_ids.filtered("parent_id")[0].id}
        with self.assertRaisesRegex(UserError, "box"), self.env.cr.savepoint():
            self.env["vanthu.evidence"].with_user(self.clerk).create({**values, "place": "Tủ"})
        row = self.env["vanthu.evidence"].with_user(self.clerk).create({
            **values, "box_id": self.box.id,
        })
        self.assertEqual(row.code, "[H99-1.1-01]")
        with self.assertRaisesRegex(UserError, "part of the code"):
            row.box_id = self.env.ref("vanthu_archive.evidence_box_h01")

    def test_nobody_changes_a_code(self):
        row = self._add()
        for values in ({"code": "MC.9"}, {"serial": 7}, {"criterion_id": self.criteria[2].id},
                       {"assessment_id": self.assessment.id}):
            with self.assertRaisesRegex(UserError, "fixed the code"), self.env.cr.savepoint():
                row.write(values)
        forged = self._add(code="MC.7.7.77", serial=44)
        self.assertEqual((forged.code, forged.serial), ("MC.1.1.02", 2))

    def test_only_the_last_number_is_deleted(self):
        first, second = self._add(), self._add()
        with self.assertRaisesRegex(UserError, "no number is missing"), self.env.cr.savepoint():
            first.unlink()
        second.unlink()
        self.assertEqual(self._add().code, "MC.1.1.02")

    def test_it_is_somewhere(self):
        with self.assertRaisesRegex(ValidationError, "where the evidence is"):
            self._add(place=False)

    def test_links_lead_to_the_web(self):
        for url in ("javascript:alert(1)", "ftp://x", "hocba.vn"):
            with (
                self.subTest(url), self.assertRaises(ValidationError), self.env.cr.savepoint(),
            ):
                self._add(url=url)
        self.assertTrue(self._add(url="https://hocba.vn"))

    def test_criteria_of_another_framework_are_refused(self):
        other = self._create_framework(source="TT 18").criterion_ids
        with self.assertRaises(ValidationError):
            self._add(criterion_ids=[Command.link(other[1].id)])
        with self.assertRaises(ValidationError):
            self.env["vanthu.evidence"].with_user(self.clerk).create({
                "assessment_id": self.assessment.id, "criterion_id": other[1].id, "name": "x",
                "place": "y",
            })

    def test_where_it_is_stands_in_one_line(self):
        document = self._create_registered()
        row = self._add(
            document_id=document.id, box_id=self.box.id, place=False, url="https://x.vn",
            **self._attach(self._upload("a.pdf"), self._upload("b.docx", b"b")),
        )
        for words in (document.reference, "H99 Văn thư", "https://x.vn", "(DOCX, PDF)"):
            self.assertIn(words, row.location)

    def test_what_is_missing_by_criterion(self):
        line = self._line(0)
        self.assertEqual(
            (line.need_count, line.found_count, line.missing_required, line.evidence_count),
            (2, 0, 1, 0),
        )
        self._add(need_ids=[Command.set(self.needs[0].ids)])
        line = self._line(0)
        self.assertEqual(
            (line.need_count, line.found_count, line.missing_required, line.evidence_count),
            (2, 1, 0, 1),
        )
        self.assertEqual(self.assessment.missing_required, 1, "the one of the second criterion")
        self._add(1, need_ids=[Command.set(self.needs[2].ids)])
        self.env.invalidate_all()
        self.assertEqual((self.assessment.missing_required, self.assessment.evidence_count), (0, 2))

    def test_a_need_that_an_administrator_retires_is_not_missed(self):
        self.needs[0].active = False
        self.assertEqual(self._line(0).missing_required, 0)

    def test_evidence_is_added_from_what_is_missing(self):
        gap = self.env["vanthu.evidence.gap"].with_user(self.clerk).search([
            ("assessment_id", "=", self.assessment.id), ("need_id", "=", self.needs[0].id),
        ])
        context = gap.action_add_evidence()["context"]
        row = self.env["vanthu.evidence"].with_user(self.clerk).with_context(**context).create({
            "place": "Tủ 1",
        })
        self.assertEqual(
            (row.name, row.tier, row.need_ids, row.criterion_id),
            ("Sổ quản lý văn bản đến", "a", self.needs[0], self.criteria[0]),
        )
        self.env.invalidate_all()
        self.assertEqual(gap.found, 1)

    def test_documents_and_files_become_evidence(self):
        document = self._create_registered()
        file = self._create_file(self.archivist, name="Hồ sơ công khai", notation="4.VP")
        for source, field, name in (
            (document.with_user(self.clerk), "document_id", "327/BGDĐT-VP"),
            (file.with_user(self.clerk), "file_id", "4.VP"),
        ):
            context = source.action_use_as_evidence()["context"]
            self.assertEqual(context["default_assessment_id"], self.assessment.id)
            self.assertEqual(context[f"default_{field}"], source.id)
            self.assertIn(name, context["default_name"])
            for hidden in (document.subject, file.name):
                self.assertNotIn(hidden, context["default_name"], "the whole school reads it")
        with self.assertRaises(AccessError):
            file.with_user(self.outsider).action_use_as_evidence()

    def test_without_a_self_assessment_it_says_what_to_do(self):
        self.assessment.unlink()
        with self.assertRaisesRegex(UserError, "Begin a self-assessment"):
            self._create_registered().action_use_as_evidence()

    def test_uploads_are_ones_own(self):
        mine = self._upload()
        row = self._add(**self._attach(mine))
        self.assertEqual((mine.sudo().res_model, mine.sudo().res_id), (row._name, row.id))
        with self.assertRaises(AccessError):
            self._add(**self._attach(self._upload(user=self.leader)))


@tagged("post_install", "-at_install")
class TestEvidenceRights(AccreditationCommon):
    def test_everybody_of_the_school_reads_and_changes_his_own(self):
        theirs, mine = self._add(), self._add(user=self.handler)
        self.assertEqual(theirs.with_user(self.handler).code, "MC.1.1.01")
        mine.name = "Mới"
        for act in (lambda: theirs.with_user(self.handler).write({"name": "x"}),
                    theirs.with_user(self.handler).unlink):
            with self.assertRaises(AccessError), self.env.cr.savepoint():
                act()
        mine.with_user(self.leader).name = "Đã xem"

    def test_others_assess_the_criteria_that_they_are_responsible_for(self):
        line = self.assessment.line_ids[0]
        with self.assertRaises(AccessError), self.env.cr.savepoint():
            line.with_user(self.handler).description = "x"
        line.user_id = self.handler
        line.with_user(self.handler).description = "Trường có kế hoạch"
        with self.assertRaises(AccessError):
            self.assessment.with_user(self.handler).action_review()

    def test_another_school_sees_nothing(self):
        row = self._add()
        for record in (row, self.assessment, self.assessment.line_ids[0]):
            with self.assertRaises(AccessError):
                record.with_user(self.other_clerk).read(["display_name"])
        gaps = self.env["vanthu.evidence.gap"].with_user(self.other_clerk)
        self.assertFalse(gaps.search([("assessment_id", "=", self.assessment.id)]))
        with self.assertRaises(AccessError):
            self._add(user=self.other_clerk)

    def test_the_body_above_sees_figures_only(self):
        school = self._create_school()
        assessment = self.env["vanthu.self.assessment"].create({
            "framework_id": self.framework.id, "company_id": school.id,
            "school_year": "2026-2027",
        })
        self.env["vanthu.evidence"].create({
            "assessment_id": assessment.id, "criterion_id": self.criteria[0].id, "name": "Sổ",
            "place": "Tủ", "need_ids": [Command.set(self.needs[0].ids)],
        })
        figures = self.env["vanthu.accreditation.report"].with_user(self.leader).search([
            ("company_id", "=", school.id),
        ])
        self.assertRecordValues(figures, [{
            "name": school.name, "evidence_count": 1, "missing_required": 1,
            "criterion_count": 5, "assessed_count": 0, "state": "preparing",
        }])
        for record in (assessment, assessment.line_ids[0], assessment.evidence_ids):
            with self.assertRaises(AccessError):
                record.with_user(self.leader).read(["display_name"])
        with self.assertRaises(AccessError):
            self.env["vanthu.accreditation.report"].with_user(self.handler).search([])

    def test_evidence_opens_no_restricted_document(self):
        document = self._create_registered(subject="Việc kín")
        row = self._add(document_id=document.id, name="Quyết định")
        self._restrict(document)
        with self.assertRaises(AccessError):
            row.read(["name"])
        listed = self.assessment._get_list_rows()
        self.assertIn((1, row.code, "", "", "Hạn chế tiếp cận"), listed)
        self.assertNotIn("Quyết định", str(listed))
        self.assertTrue(row.with_user(self.leader).name)

    def test_a_source_that_may_not_be_read_cannot_be_named(self):
        document = self._create_registered()
        self._restrict(document)
        with self.assertRaises(AccessError), self.env.cr.savepoint():
            self._add(document_id=document.id)
        row = self._add()
        with self.assertRaises(AccessError):
            row.document_id = document

    def test_shared_data_is_kept_at_the_topmost_organisation(self):
        self.criteria[0].with_user(self.manager).name = "Tên mới"
        below = self._create_person("below", "group_manager", self._create_school())
        for record in (self.criteria[0], self.framework, self.needs[0], self.box):
            with self.assertRaises(AccessError), self.env.cr.savepoint():
                record.with_user(below).name = "Tên khác"
