import io
import zipfile

from .common import VanthuCommon

# One empty page, which the preview in the browser opens, too.
PDF = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
    b"2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj\n"
    b"xref\n0 4\n0000000000 65535 f \n0000000009 00000 n \n"
    b"0000000052 00000 n \n0000000101 00000 n \n"
    b"trailer<</Size 4/Root 1 0 R>>\nstartxref\n164\n%%EOF\n"
)


def make_docx(text="Kính gửi các trường"):
    """A minimal Word document.

    :param str text: its only paragraph
    :return bytes:
    """
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("[Content_Types].xml", (
            '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
            '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-'
            'officedocument.wordprocessingml.document.main+xml"/></Types>'
        ))
        archive.writestr("word/document.xml", (
            '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
            f"<w:body><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:body></w:document>"
        ))
    return buffer.getvalue()


class OutgoingCommon(VanthuCommon):
    """A draft and short ways to check, sign and issue it."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.decision_type = cls.env["vanthu.document.type"]._find_by_name("Quyết định")
        cls.letter_type = cls.env["vanthu.document.type"]._find_by_name("Công văn")
        cls.leader.partner_id.function = "Giám đốc"
        cls.deputy = cls._create_person("deputy", "group_leader")
        cls.deputy.partner_id.function = "Phó Giám đốc"
        cls.school = cls.other_organisation.partner_id

    @classmethod
    def _create_draft(cls, user=None, with_file=True, **values):
        """A draft of the handler, addressed to the other organisation."""
        user = user or cls.handler
        draft = cls.env["vanthu.document"].with_user(user).with_company(user.company_id).create({
            "direction": "outgoing", "subject": "Tổ chức hội nghị tổng kết năm học",
            "type_id": cls.letter_type.id, "company_id": user.company_id.id,
            "signing_user_id": cls.leader.id,
            "recipient_ids": [(0, 0, {"partner_id": cls.school.id})],
            **values,
        })
        if with_file:
            draft._add_version("du-thao.docx", make_docx(), "Bản đầu")
        return draft

    @classmethod
    def _bring_to(cls, state, draft=None, **values):
        """Bring a draft to a state by the acts of the persons concerned."""
        draft = draft or cls._create_draft(**values)
        steps = (
            ("content_check", cls.handler, "action_submit_draft"),
            ("format_check", cls.head, "action_confirm_content"),
            ("to_sign", cls.clerk, "action_confirm_format"),
            ("signed", cls.leader, "action_sign"),
            ("issued", cls.clerk, "action_issue"),
        )
        names = ["draft", *(step[0] for step in steps)]
        for reached, user, act in steps[names.index(draft.state):names.index(state)]:
            getattr(draft.with_user(user), act)()
            assert draft.state == reached, (draft.state, reached)
        return draft
