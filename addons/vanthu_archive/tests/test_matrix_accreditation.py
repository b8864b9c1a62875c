"""Who may do what with a self-assessment and its evidence while it is prepared and afterwards."""

from odoo.tests import Form, tagged
from odoo.tools.safe_eval import safe_eval

from .accreditation_common import AccreditationCommon
from .matrix_common import ROLES_WITH_HEAD, MatrixCommon

# Roles: handler head outsider clerk leader archivist manager other_archivist
ASSESSMENT = """
preparing action_review        ---++--- reviewing
preparing action_prepare       ---!!---
preparing action_finish        ----!---
preparing action_export        +++++++-
preparing action_export_list   +++++++-
preparing action_open_evidence +++++++-
preparing action_open_gaps     +++++++-
preparing change_school_year   ---++---
preparing enter_monitoring     ---++---
preparing assess_criterion     +--++---
preparing add_evidence         +++++++-
preparing delete               ---!!---
reviewing action_review        ---!!---
reviewing action_prepare       ---++--- preparing
reviewing action_finish        ----+--- finished
reviewing action_export        +++++++-
reviewing action_export_list   +++++++-
reviewing action_open_evidence +++++++-
reviewing action_open_gaps     +++++++-
reviewing change_school_year   ---++---
reviewing enter_monitoring     ---++---
reviewing assess_criterion     +--++---
reviewing add_evidence         +++++++-
reviewing delete               ---!!---
finished  action_review        ---!!---
finished  action_prepare       ---!!---
finished  action_finish        ----!---
finished  action_export        +++++++-
finished  action_export_list   +++++++-
finished  action_open_evidence +++++++-
finished  action_open_gaps     +++++++-
finished  change_school_year   ---!!---
finished  enter_monitoring     ---!!---
finished  assess_criterion     !!!!!!!-
finished  add_evidence         !!!!!!!-
finished  delete               ---!!---
"""
# Entered by the handler.
EVIDENCE = """
preparing change_name          +--++---
preparing add_criterion        +--++---
preparing change_code          !!!!!!!-
preparing delete               +--++--- gone
reviewing change_name          +--++---
reviewing add_criterion        +--++---
reviewing change_code          !!!!!!!-
reviewing delete               +--++--- gone
finished  change_name          !!!!!!!-
finished  add_criterion        !!!!!!!-
finished  change_code          !!!!!!!-
finished  delete               !--!!---
"""
# The handler is responsible for each.
CRITERION = """
preparing change_level       +--++---
preparing change_description +--++---
reviewing change_level       +--++---
reviewing change_description +--++---
finished  change_level       !!!!!!!-
finished  change_description !!!!!!!-
"""
GAP = """
preparing action_add_evidence  +++++++-
reviewing action_add_evidence  +++++++-
finished  action_add_evidence  !!!!!!!-
"""
# The handler is responsible for each.
RECORD = """
missing   action_prepare_year  ---++---
missing   write_place          +--++---
missing   delete               ---++--- gone
here      action_prepare_year  ---++---
here      write_place          +--++---
here      delete               ---++--- gone
elsewhere action_prepare_year  ---++---
elsewhere write_place          +--++---
elsewhere delete               ---++--- gone
none      action_prepare_year  ---++---
none      write_place          +--++---
none      delete               ---++--- gone
"""


class _Assessments(AccreditationCommon, MatrixCommon):
    _roles = ROLES_WITH_HEAD

    def _create_all(self):
        """An assessment of each state with one piece of evidence, ready to be finished."""
        records = {}
        for number, state in enumerate(("preparing", "reviewing", "finished")):
            assessment = self.assessment.create({
                "framework_id": self.framework.id, "company_id": self.organisation.id,
                "school_year": f"{2030 + number}-{2031 + number}",
            })
            assessment.line_ids.write({"level": "1", "user_id": self.handler.id})
            self._add(user=self.handler, assessment_id=assessment.id)
            if state != "preparing":
                assessment.action_review()
            if state == "finished":
                assessment.with_user(self.leader).action_finish()
            records[state] = assessment
        return records


@tagged("post_install", "-at_install")
class TestMatrixSelfAssessment(_Assessments):
    def _get_doors(self):
        return {
            "change_school_year": lambda one: one.write({"school_year": "2040-2041"}),
            "enter_monitoring": lambda one: one.env["vanthu.self.monitoring"].create({
                "assessment_id": one.id, "note": "Rà soát",
            }),
            "assess_criterion": lambda one: one.line_ids[0].write({"level": "2"}),
            "add_evidence": lambda one: one.env["vanthu.evidence"].create({
                "assessment_id": one.id, "criterion_id": self.criteria[1].id, "name": "Sổ",
                "place": "Tủ 3",
            }),
            "delete": lambda one: one.unlink(),
        }

    def test_each_act_in_each_state_by_each_role(self):
        self._check_table(self._create_all(), ASSESSMENT)

    def test_evidence_that_one_may_not_read_is_told_before_the_download(self):
        document = self._create_registered(subject="Quyết định khen thưởng")
        self._restrict(document)
        self._add(user=self.leader, document_id=document.id)
        # The list is there for everybody; only the whole of it asks for more.
        self._offered_early = {("preparing", "action_export")}
        self._check_lines({"preparing": self.assessment}, """
preparing action_export        ----+---
preparing action_export_list   +++++++-
        """)


@tagged("post_install", "-at_install")
class TestMatrixEvidence(_Assessments):
    def _get_doors(self):
        return {
            "change_name": lambda one: one.write({"name": "Sổ khác"}),
            "add_criterion": lambda one: one.write({
                "criterion_ids": [(4, self.criteria[2].id)],
            }),
            "change_code": lambda one: one.write({"code": "MC.9.9.99"}),
            "delete": lambda one: one.unlink(),
        }

    def test_each_door_in_each_state_by_each_role(self):
        self._check_table({
            state: assessment.evidence_ids for state, assessment in self._create_all().items()
        }, EVIDENCE)


@tagged("post_install", "-at_install")
class TestMatrixCriterion(_Assessments):
    def _get_doors(self):
        return {
            "change_level": lambda line: line.write({"level": "2"}),
            "change_description": lambda line: line.write({"description": "Đã ban hành"}),
        }

    def test_each_door_in_each_state_by_each_role(self):
        self._check_table({
            state: assessment.line_ids[0] for state, assessment in self._create_all().items()
        }, CRITERION)

    def test_who_is_responsible_finds_the_own_criteria_and_writes_them(self):
        self.assessment.line_ids[1].user_id = self.handler
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "vanthu_archive.self_assessment_line_action"
        )
        domain = safe_eval(action["domain"], {"uid": self.handler.id})
        line = self.env[action["res_model"]].with_user(self.handler).search(domain)
        self.assertEqual(line, self.assessment.line_ids[1])
        with Form(line) as form:
            form.level, form.description = "1", "Đã ban hành quy chế"
        self.assertEqual((line.level, line.description), ("1", "Đã ban hành quy chế"))


@tagged("post_install", "-at_install")
class TestMatrixEvidenceGap(_Assessments):
    def _get_states(self, model):
        return super()._get_states("vanthu.self.assessment")

    def _get_state(self, record):
        return record.assessment_id.state

    def test_each_act_in_each_state_by_each_role(self):
        gaps = self.env["vanthu.evidence.gap"]
        self._check_table({
            state: gaps.search([("assessment_id", "=", assessment.id)], limit=1)
            for state, assessment in self._create_all().items()
        }, GAP)


@tagged("post_install", "-at_install")
class TestMatrixSchoolRecord(_Assessments):
    def _get_doors(self):
        return {
            "write_place": lambda one: one.write({"place": "Tủ 9"}),
            "delete": lambda one: one.unlink(),
        }

    def test_each_act_in_each_state_by_each_role(self):
        states = dict(self.env["vanthu.school.record"]._fields["state"].selection)
        kinds = self.env["vanthu.school.record.kind"].search([], limit=len(states))
        records = self.env["vanthu.school.record"].with_user(self.clerk).create([
            {
                "company_id": self.organisation.id, "school_year": "2030-2031",
                "kind_id": kind.id, "state": state, "place": "Tủ 1",
                "user_id": self.handler.id,
            } for kind, state in zip(kinds, states, strict=True)
        ])
        self._check_table(dict(zip(states, records, strict=True)), RECORD)
