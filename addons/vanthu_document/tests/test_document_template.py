"""Templates of drafts as administrators keep them: shipped, replaced, restored, refused."""

import base64
from datetime import timedelta
from unittest.mock import patch

from psycopg2.errors import CheckViolation

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import Form, HttpCase, tagged
from odoo.tools import mute_logger

from ..tools.drafting.fields import FIELDS
from ..tools.letter_templates.shipped import SHIPPED, build
from .common import VanthuCommon
from .draft_files import change_parts, make_template
from .files import SECRET_WORDS, make_pdf, make_zip_bomb


def encode(data):
    """A file as forms send it."""
    return base64.b64encode(data).decode()


class TemplateCommon(VanthuCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.Template = cls.env["vanthu.document.template"].with_user(cls.manager)
        cls.letter_type = cls.env.ref("vanthu_document.type_official_letter")
        letter = cls.env.ref("vanthu_document.template_official_letter")
        cls.shipped = letter.with_user(cls.manager)
        cls.own_data = make_template("Mẫu riêng của cơ quan: {{ subject }}")

    def _create(self, **values):
        return self.Template.create({
            "name": "Mẫu của phòng", "content": encode(self.own_data), **values})


@tagged("post_install", "-at_install")
class TestTemplate(TemplateCommon):
    def test_each_common_type_has_a_shipped_template(self):
        found = self.env["vanthu.document.template"].search([("shipped_file", "in", list(SHIPPED))])
        self.assertEqual(
            set(found.filtered("type_id").mapped("type_id.name")),
            {
                "Công văn", "Quyết định", "Thông báo", "Kế hoạch", "Báo cáo", "Tờ trình",
                "Giấy mời", "Giấy giới thiệu", "Biên bản",
            },
        )
        self.assertEqual(set(found.mapped("shipped_file")), set(SHIPPED))
        self.assertTrue(all("30/2020" in source for source in found.mapped("source")))

    def test_shipped_file_is_read_from_the_addon(self):
        self.assertEqual(self.shipped._get_content(), build("cong_van.docx"))
        self.assertEqual(base64.b64decode(self.shipped.content), build("cong_van.docx"))
        self.assertFalse(self.shipped.own_file)
        self.assertFalse(self.shipped.is_replaced)

    def test_administrator_replaces_and_restores_the_file(self):
        with Form(self.shipped) as form:
            form.content = encode(self.own_data)
        self.assertTrue(self.shipped.is_replaced)
        self.assertEqual(self.shipped._get_content(), self.own_data)
        self.shipped.action_restore()
        self.assertFalse(self.shipped.is_replaced)
        self.assertEqual(self.shipped._get_content(), build("cong_van.docx"))
        self.assertEqual(self.shipped.file_name, "cong_van.docx")

    def test_own_template_needs_a_file_and_keeps_it(self):
        with self.assertRaisesRegex(ValidationError, "Choose the file"):
            self.Template.create({"name": "Không có tệp"})
        template = self._create()
        self.assertEqual(template.file_name, "Mẫu của phòng.docx")
        with self.assertRaisesRegex(ValidationError, "Choose the file"):
            template.content = False
        with self.assertRaisesRegex(UserError, "Only shipped templates"):
            template.action_restore()
        self.assertEqual(template._get_content(), self.own_data)

    def test_copy_belongs_to_the_organisation_with_the_same_file(self):
        self.shipped.content = encode(self.own_data)
        copy = self.shipped.with_company(self.organisation).copy()
        self.assertEqual(copy.company_id, self.organisation)
        self.assertEqual(copy._get_content(), self.own_data)
        self.shipped.action_restore()
        self.assertEqual(copy._get_content(), self.own_data)

    def test_file_that_no_draft_can_be_made_from_is_refused_with_a_sentence(self):
        for data, sentence in (
            (make_pdf("trang"), "not a Word document"),
            (build("cong_van.docx")[:900], "damaged or not a Word document"),
            (b"x", "not a Word document"),
            (make_zip_bomb(), "too large"),
            (make_template("{{ subject"), "mistake between its braces"),
            (make_template("{% if subject %}"), "mistake between its braces"),
            (make_template("{{ ten_co_quan }}"), "“ten_co_quan”"),
            (make_template("{{ subject.__class__ }}"), "not allowed"),
            (change_parts(self.own_data, extra={"word/vbaProject.bin": b"x"}), "macros"),
        ):
            with self.subTest(sentence), self.assertRaisesRegex(ValidationError, sentence):
                self._create(content=encode(data))
            with self.subTest(sentence), self.assertRaisesRegex(ValidationError, sentence):
                self.shipped.write({"own_file": encode(data)})
        self.assertFalse(self.shipped.is_replaced)

    def test_text_that_is_no_file_is_refused(self):
        with self.assertRaises(ValidationError):
            self._create(content="không phải tệp")

    def test_without_docxtpl_files_are_still_looked_into(self):
        target = "odoo.addons.vanthu_document.tools.drafting.fill.is_available"
        with patch(target, lambda: False):
            self.assertTrue(self._create())
            with self.assertRaisesRegex(ValidationError, "not a Word document"):
                self._create(content=encode(make_pdf("trang")))

    def test_state_secret_is_not_kept_as_a_template(self):
        with (
            patch.object(type(self.organisation), "_log_secret_refused") as logged,
            self.assertRaisesRegex(UserError, "state secret"),
        ):
            self._create(content=encode(make_template("TUYỆT MẬT", SECRET_WORDS)))
        logged.assert_called_once()

    @mute_logger("odoo.sql_db")
    def test_end_before_beginning_is_refused(self):
        with self.assertRaises(CheckViolation), self.env.cr.savepoint():
            self._create(valid_from=self.today, valid_to=self.today - timedelta(days=1))

    def test_form_tells_every_field_that_a_template_can_use(self):
        arch = self.env["vanthu.document.template"].get_view(
            self.env.ref("vanthu_document.vanthu_document_template_view_form").id)["arch"]
        for name in FIELDS:
            self.assertIn(f"{{{{ {name} }}}}", arch)


@tagged("post_install", "-at_install")
class TestTemplateChoice(TemplateCommon):
    def _find(self, type_xmlid="type_official_letter", company=None):
        return self.Template.with_user(self.handler)._find_for(
            self.env.ref(f"vanthu_document.{type_xmlid}"), company or self.organisation)

    def test_type_with_a_template_is_not_offered_the_general_one(self):
        self.assertEqual(self._find(), self.shipped.with_user(self.handler))

    def test_type_without_own_template_takes_the_general_one(self):
        self.assertEqual(self._find("type_guidance").mapped("shipped_file"), ["thong_bao.docx"])

    def test_own_template_of_the_organisation_comes_before_the_shipped_one(self):
        own = self._create(type_id=self.letter_type.id, company_id=self.organisation.id)
        self.assertEqual(self._find()[0].id, own.id)
        self.assertNotIn(own.id, self._find(company=self.other_organisation).ids)

    def test_template_counts_in_its_period_only(self):
        day = timedelta(days=1)
        for values, found in (
            ({"valid_from": self.today, "valid_to": self.today}, True),
            ({"valid_from": self.today + day}, False),
            ({"valid_to": self.today - day}, False),
            ({"active": False}, False),
        ):
            own = self._create(type_id=self.letter_type.id, **values)
            with self.subTest(values):
                self.assertEqual(own.id in self._find().ids, found)


@tagged("post_install", "-at_install")
class TestTemplateRights(TemplateCommon):
    def test_who_works_with_documents_reads_but_does_not_replace(self):
        for user in (self.handler, self.clerk, self.leader):
            template = self.shipped.with_user(user)
            self.assertTrue(template.content)
            with self.subTest(user.login), self.assertRaises(AccessError):
                template.content = encode(self.own_data)
            with self.subTest(user.login), self.assertRaises(AccessError):
                template.action_restore()

    def test_other_organisations_templates_are_out_of_reach(self):
        own = self._create(company_id=self.organisation.id)
        stranger = self._create_person("stranger", "group_manager", self.other_organisation)
        with self.assertRaises(AccessError):
            own.with_user(stranger).read(["name"])
        with self.assertRaises(AccessError):
            self.Template.with_user(stranger).create({
                "name": "x", "content": encode(self.own_data),
                "company_id": self.organisation.id,
            })

    def test_school_does_not_change_what_stands_for_all(self):
        school = self.env["res.company"].create({
            "name": "Trường THPT Số Hai", "parent_id": self.organisation.id,
        })
        principal = self._create_person("principal", "group_manager", school)
        template = self.shipped.with_user(principal).with_company(school)
        with self.assertRaises(AccessError):
            template.content = encode(self.own_data)
        copy = template.copy()
        copy.content = encode(self.own_data)
        self.assertEqual(copy.company_id, school)

    def test_shipped_file_names_no_other_file(self):
        with self.assertRaises(ValueError):
            self.shipped.sudo().shipped_file = "../../../security/ir.model.access.csv"


@tagged("post_install", "-at_install")
class TestTemplateDownload(HttpCase, TemplateCommon):
    def _get(self, user, record):
        user.sudo().password = "mat-khau-thu-nghiem"
        self.authenticate(user.login, "mat-khau-thu-nghiem")
        return self.url_open(
            f"/web/content/vanthu.document.template/{record.id}/content?download=true")

    def test_shipped_file_is_downloaded_as_it_is(self):
        answer = self._get(self.handler, self.shipped)
        self.assertEqual(answer.status_code, 200)
        self.assertEqual(answer.content, build("cong_van.docx"))

    def test_employee_without_a_role_gets_nothing(self):
        employee = self._create_person("employee", "group_user")
        employee.group_ids = self.env.ref("base.group_user")
        self.assertNotEqual(self._get(employee, self.shipped).status_code, 200)
