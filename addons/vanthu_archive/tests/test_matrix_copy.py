"""Who makes certified copies of archived files, from the granted request to the void number."""

from odoo import Command
from odoo.tests import tagged

from .loan_copy_common import LoanCopyCommon
from .matrix_common import ROLES_WITH_HEAD, MatrixCommon

# Asked for by somebody from outside. Roles: handler head outsider clerk leader archivist manager
# other_archivist
LOAN = """
asked     action_make_copies    --------
asked     action_open_certified ----+---
approved  action_make_copies    ---+----
approved  action_open_certified ---++---
returned  action_make_copies    ---+----
returned  action_open_certified ---++---
refused   action_make_copies    --------
refused   action_open_certified ----+---
cancelled action_make_copies    --------
cancelled action_open_certified ----+---
"""
# void: issued, and its number does not count.
COPY = """
draft  action_issue                 ---+---- issued
draft  action_print                 ---!!---
draft  action_void                  ---!----
draft  action_download_to_sign      ---!----
draft  action_open_office_signature ---!----
draft  action_add_office_signature  ---!----
draft  action_open_signed_file      ---!!---
draft  change_copies                ---+----
draft  delete                       ---+---- gone
issued action_issue                 ---!----
issued action_print                 ---++---
issued action_void                  ---+----
issued action_download_to_sign      ---!----
issued action_open_office_signature ---!----
issued action_add_office_signature  ---!----
issued action_open_signed_file      ---!!---
issued change_copies                ---!!---
issued delete                       ---!----
void   action_issue                 ---!----
void   action_print                 ---!!---
void   action_void                  ---!----
void   action_download_to_sign      ---!----
void   action_open_office_signature ---!----
void   action_add_office_signature  ---!----
void   action_open_signed_file      ---!!---
void   change_copies                ---!!---
void   delete                       ---!----
"""


class _Copies(LoanCopyCommon, MatrixCommon):
    _roles = ROLES_WITH_HEAD


@tagged("post_install", "-at_install")
class TestMatrixCertified(_Copies):
    def test_certified_copies_of_a_request(self):
        records = {
            "asked": self._ask(approve=False), "approved": self._ask(), "returned": self._ask(),
            "refused": self._ask(approve=False), "cancelled": self._ask(),
        }
        records["returned"].action_hand_out()
        records["refused"].action_refuse("Không thuộc phạm vi")
        records["cancelled"].action_cancel()
        self._check_lines(records, LOAN)

    def test_of_what_is_not_handed_out_no_copy_is_made(self):
        loan = self._ask(approve=False)
        other = self._create_archived(name="Hồ sơ khác", access_mode="01")
        loan.line_ids = [Command.create({"file_id": other.id})]
        loan = self._approve(loan)
        loan.line_ids.filtered(lambda line: line.file_id == self.file).action_withhold()
        self._offered_early = {("approved", "action_make_copies")}
        self._check_lines({"approved": loan}, "approved action_make_copies ---!----")


@tagged("post_install", "-at_install")
class TestMatrixCopy(_Copies):
    def _get_states(self, model):
        return super()._get_states(model) | {"void"}

    def _get_state(self, record):
        return "void" if record.is_void else record.state

    def _get_doors(self):
        return {
            "change_copies": lambda copy: copy.write({"copies": 3}),
            "delete": lambda copy: copy.unlink(),
        }

    def test_each_act_in_each_state_by_each_role(self):
        draft, issued = self._make(self._ask())
        draft.sudo().signing_user_id = self.leader
        void = self._make(self._ask())[0]
        self._issue_all(issued + void)
        void.with_user(self.clerk).register_entry_id.action_void("Sao nhầm")
        self._check_table(
            {"draft": draft, "issued": issued, "void": void}, COPY,
            {"action_add_office_signature": ("da-ky.pdf", "JVBERi0=")},
        )
