"""Side doors of the requests for accounts: calls from outside, settings gone wrong, secrets."""

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged
from odoo.tools import mute_logger

from ..models.vanthu_join_attempt import LIMITS
from .join_common import JoinCommon, JoinHttpCase


@tagged("post_install", "-at_install")
class TestJoinDoors(JoinHttpCase):
    def _call(self, user, method, args):
        self.authenticate(user.login, user.login)
        with mute_logger("odoo.http"):
            return self.make_jsonrpc_request(
                f"/web/dataset/call_kw/vanthu.join.request/{method}",
                {"model": "vanthu.join.request", "method": method, "args": args, "kwargs": {}},
            )

    def test_helpers_are_no_door(self):
        request = self._waiting()
        self.env.flush_all()
        for user in (self.manager, self.clerk):
            for method, args in (
                ("_receive", [self._typed(), "", "", "en_US"]), ("_confirm", ["x"]),
                ("_enter_queue", [request.ids]), ("_write_step", [request.ids, {"state": "x"}]),
                ("_get_invitation_url", [request.ids, user.id]), ("_invite", [request.ids, []]),
            ):
                with self.subTest(user=user.login, method=method), \
                        self.assertRaisesRegex(Exception, "Error|private|Private"):
                    self._call(user, method, args)
        self.assertEqual(request.state, "waiting")

    def test_state_is_not_forged_through_the_web_client(self):
        request = self._waiting()
        self.env.flush_all()
        for user, method, args in (
            (self.manager, "write", [request.ids, {"state": "approved"}]),
            (self.manager, "web_save", [request.ids, {"state": "approved"}, {}]),
            (self.manager, "create", [{**self._typed(), "state": "approved"}]),
            (self.clerk, "action_approve", [request.ids]),
            (self.clerk, "read", [request.ids, ["person_email"]]),
            (self.clerk, "name_search", [""]),
            (self.handler, "search_read", [[], ["person_email"]]),
        ):
            with self.subTest(user=user.login, method=method), \
                    self.assertRaisesRegex(Exception, "Error"):
                self._call(user, method, args)
        self.env.invalidate_all()
        self.assertEqual(request.state, "waiting")
        self.assertFalse(request.sudo().user_ids)

    def test_letter_opens_for_the_administrator_alone(self):
        request = self._waiting()
        self.env.flush_all()
        for user, opens in ((self.manager, True), (self.clerk, False), (self.handler, False)):
            self.authenticate(user.login, user.login)
            with mute_logger("odoo.http"):
                answer = self.url_open(request.letter_url)
            self.assertEqual(answer.content == self.letter, opens, user.login)


@tagged("post_install", "-at_install")
class TestJoinChoices(JoinCommon):
    def test_template_follows_from_the_name_and_can_be_changed(self):
        for number, (name, template) in enumerate((
            ("Trường THPT Kiểm Thử Hai", "upper_secondary"),
            ("Trung tâm GDTX Kiểm Thử", "upper_secondary"),
            ("Phòng Văn hóa - Xã hội xã Kiểm Thử", "commune_office"),
            ("Sở Kiểm Thử", "department"), ("Trường Mầm non Kiểm Thử", "lower_school"),
        )):
            request = self._waiting(self._typed(
                organ_name=name, person_email=f"choice{number}@example.com", leader_email="",
            ))
            self.assertEqual(
                request.template_id, self.env.ref(f"vanthu_document.template_{template}"), name
            )
            self.assertEqual(request.parent_id, self.organisation)
        request.template_id = self.template
        request.action_approve()
        self.assertEqual(set(request.sudo().organisation_id.vanthu_unit_ids.mapped("name")),
                         set(self.template.unit_ids.mapped("name")))

    def test_parameters_that_make_no_sense_fall_back(self):
        requests = self.env["vanthu.join.request"]
        for value in ("", "no", "-4", "999999999"):
            self.parameters.set_param("vanthu_document.join_company_id", value)
            self.assertTrue(requests._get_host().exists(), value)
            self.assertFalse(requests._get_host().parent_id)
        attempts = self.env["vanthu.join.attempt"]
        for value in ("", "0", "-1", "many"):
            self.parameters.set_param("vanthu_document.join_address_hour", value)
            self.assertEqual(attempts._get_limit("address_hour"), LIMITS["address_hour"])
        self.parameters.set_param("vanthu_document.join_address_hour", "7")
        self.assertEqual(attempts._get_limit("address_hour"), 7)

    def test_language_that_is_gone_does_not_hold_up_the_letters(self):
        request = self._receive()
        request.lang = "xx_XX"
        self.assertIn(request._get_lang(), ("en_US", "vi_VN"))
        request._send_confirmation()
        self.assertTrue(request._confirm(self._token_of(request)))

    def test_administrators_write_no_state_secret_either(self):
        self.registry_enter_test_mode()  # refusals are logged through an own cursor
        request = self._waiting()
        with self.assertRaisesRegex(UserError, "state secret"):
            request.organ_street = "Độ mật: Tối mật"
        with self.assertRaisesRegex(UserError, "state secret"):
            request.action_refuse("Độ mật: Tối mật")
        self.assertEqual((request.state, request.organ_street), ("waiting", "1 Lê Lợi"))

    def test_nothing_is_changed_or_invited_before_its_time(self):
        request = self._receive().with_user(self.manager)
        for attempt in (
            request.action_approve, lambda: request.action_refuse("x"),
            request.action_invite_again, lambda: request.write({"role": "leader"}),
        ):
            with self.assertRaises(UserError):
                attempt()
        self.assertFalse(request.invitation_state or request.invitation_text)
        self.assertEqual(request.state, "unconfirmed")

    def test_unit_of_another_organisation_is_refused(self):
        foreign = self.env["vanthu.unit"].create({
            "name": "Tổ khác", "company_id": self.other_organisation.id,
        })
        request = self._waiting(self._person())
        request.sudo().unit_id = foreign
        with self.assertRaisesRegex(UserError, "Choose a unit of"):
            request.action_approve()
        self.assertFalse(foreign.member_ids)
        self.assertFalse(self.env["res.users"].search([("login", "=", request.person_email)]))

    def test_new_people_may_not_decide_where_they_came_from(self):
        request = self._waiting()
        request.action_approve()
        newcomer = request.sudo().user_ids.sorted("id")[0]
        other = self._waiting(self._person())
        for record in (request, other):
            own = record.with_user(newcomer).with_context(
                allowed_company_ids=newcomer.company_ids.ids)
            if record == other:
                with self.assertRaises(AccessError):
                    own.action_approve()
            else:
                self.assertEqual(own.state, "approved", "what concerns the own organisation")
        self.assertEqual(other.state, "waiting")
