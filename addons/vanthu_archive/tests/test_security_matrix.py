"""Role × model × verb: what each role may do at all, before any record rule."""

from odoo.tests import tagged

from odoo.addons.vanthu_document.tests.rights_common import RightsTable

from .archive_common import ArchiveCommon

# Letters: r read, w write, c create, d delete. A model that is missing here fails the test,
# so that nobody adds one without deciding who may do what.
_ALL_READ = {"handler": "r", "clerk": "r", "leader": "r", "manager": "r", "archivist": "r"}
RIGHTS = {
    "vanthu.fonds": {**_ALL_READ, "manager": "rwcd", "archivist": "rwc"},
    "vanthu.retention.rule": {**_ALL_READ, "manager": "rwcd", "archivist": "rwc"},
    "vanthu.file.plan": {**_ALL_READ, "archivist": "rwcd"},
    "vanthu.file.plan.line": {**_ALL_READ, "archivist": "rwcd"},
    "vanthu.file.plan.template": {"manager": "rwcd", "archivist": "r"},
    "vanthu.file.plan.template.line": {"manager": "rwcd", "archivist": "r"},
    # Own files and those of own units, by record rules (test_file_rights).
    "vanthu.file": dict.fromkeys(_ALL_READ, "rwcd"),
    "vanthu.file.document": dict.fromkeys(_ALL_READ, "rwcd"),
    "vanthu.file.content": _ALL_READ,
    "vanthu.fixity.incident": {"leader": "r", "archivist": "r", "manager": "r"},
    "vanthu.fixity.check": {"leader": "r", "archivist": "r", "manager": "r"},
    "vanthu.disposal": {"leader": "rw", "archivist": "rwcd"},
    "vanthu.disposal.line": {"leader": "r", "archivist": "rwcd"},
    "vanthu.disposal.member": {"leader": "r", "archivist": "rwcd"},
    # Batches of own units by record rules, and only until they are sent (test_transfer_rights).
    "vanthu.transfer": dict.fromkeys(_ALL_READ, "rwcd"),
    "vanthu.transfer.line": dict.fromkeys(_ALL_READ, "rwcd"),
    "vanthu.keep.back": dict.fromkeys(_ALL_READ, "rwcd"),
    "vanthu.hold": {"leader": "rwcd", "archivist": "rwcd"},
    # Handlers see at their files where they stand, and nothing else of the store.
    "vanthu.storage.location": {"clerk": "r", "leader": "r", "archivist": "rwcd"},
    "vanthu.archive.box": {"clerk": "r", "leader": "r", "archivist": "rwcd"},
    "vanthu.box.move": {"clerk": "r", "leader": "r", "archivist": "r"},
    "vanthu.stocktake": {"clerk": "r", "leader": "r", "archivist": "rwcd"},
    "vanthu.stocktake.line": {"clerk": "r", "leader": "r", "archivist": "r"},
    "vanthu.climate.limit": {**_ALL_READ, "manager": "rwcd", "archivist": "rwc"},
    "vanthu.climate.sensor": {"clerk": "r", "leader": "r", "archivist": "rwcd"},
    # Only what was typed is corrected, and of an alarm only reason and measure, by who answers
    # for the room (test_climate_*, test_matrix_climate).
    "vanthu.climate.reading": {"clerk": "r", "leader": "r", "archivist": "rw"},
    "vanthu.climate.alarm": {"clerk": "rw", "leader": "rw", "archivist": "rw"},
    "vanthu.climate.attempt": {},
    "vanthu.outside.attempt": {},
    "vanthu.outside.request": {},
    "vanthu.store.check.kind": {"clerk": "r", "leader": "r", "archivist": "rwc", "manager": "rwcd"},
    "vanthu.store.check.item": {
        "clerk": "r", "leader": "r", "archivist": "rwcd", "manager": "rwcd",
    },
    "vanthu.store.check.plan": {"clerk": "r", "leader": "r", "archivist": "rwc"},
    "vanthu.store.check": {"clerk": "r", "leader": "r", "archivist": "rw"},
    "vanthu.store.check.line": {"clerk": "r", "leader": "r", "archivist": "rw"},
    # Own requests by record rules, and only until they are decided (test_loan_rights).
    "vanthu.loan": dict.fromkeys(_ALL_READ, "rwc"),
    "vanthu.loan.line": dict.fromkeys(_ALL_READ, "rwcd"),
    # Own packages by record rules (test_package).
    "vanthu.package": _ALL_READ,
    "vanthu.label.sheet": {**_ALL_READ, "manager": "rwcd", "archivist": "rwc"},
    # Retired rather than deleted, and what the software counts is not changed (tests there).
    "vanthu.archive.indicator": {"leader": "r", "archivist": "r", "manager": "rwcd"},
    "vanthu.archive.statistic": {"leader": "r", "archivist": "rwcd"},
    "vanthu.archive.statistic.line": {"leader": "r", "archivist": "rw"},
    "vanthu.archive.statistic.status": {"leader": "r", "archivist": "r"},
    "vanthu.archive.statistic.figure": {"leader": "r", "archivist": "r"},
    "vanthu.storage.report": {"leader": "r", "archivist": "r"},
    "vanthu.archive.organisation": {"leader": "r", "archivist": "r"},
    "vanthu.box.profile": {**_ALL_READ, "manager": "rwcd", "archivist": "rwc"},
    # Own ones by record rules (test_evidence).
    "vanthu.accreditation.framework": {**_ALL_READ, "manager": "rwcd"},
    "vanthu.accreditation.criterion": {**_ALL_READ, "manager": "rwcd"},
    "vanthu.evidence.box": {**_ALL_READ, "manager": "rwcd"},
    "vanthu.evidence.need": {**_ALL_READ, "manager": "rwcd"},
    "vanthu.school.record.kind": {**_ALL_READ, "manager": "rwcd"},
    "vanthu.self.assessment": {**dict.fromkeys(_ALL_READ, "r"), "clerk": "rwcd", "leader": "rwcd"},
    "vanthu.self.assessment.line": {
        **dict.fromkeys(_ALL_READ, "rw"), "clerk": "rwc", "leader": "rwc",
    },
    "vanthu.self.monitoring": {**dict.fromkeys(_ALL_READ, "r"), "clerk": "rwcd", "leader": "rwcd"},
    "vanthu.evidence": dict.fromkeys(_ALL_READ, "rwcd"),
    "vanthu.school.record": {**dict.fromkeys(_ALL_READ, "rw"), "clerk": "rwcd", "leader": "rwcd"},
    "vanthu.evidence.gap": _ALL_READ,
    "vanthu.accreditation.report": {"clerk": "r", "leader": "r"},
}


@tagged("post_install", "-at_install")
class TestSecurityMatrix(RightsTable, ArchiveCommon):
    addon = "vanthu_archive"
    rights = RIGHTS

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.roles["archivist"] = cls.archivist
