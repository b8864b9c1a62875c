import tempfile
import zipfile
from io import BytesIO

from werkzeug.wsgi import wrap_file

from odoo import fields, http
from odoo.exceptions import AccessError, MissingError, UserError
from odoo.http import Response, content_disposition, request

from odoo.addons.vanthu_document.models.local_time import local_moment
from odoo.addons.vanthu_document.tools.printing.register_xlsx import write_register_xlsx

from ..tools.packages.archive import PackageWriter
from ..tools.packages.spec import PackageError, safe_name
from ..tools.printing.evidence import EVIDENCE_LIST


class EvidenceExport(http.Controller):
    """Everything of a self-assessment as one ZIP file."""

    @http.route("/vanthu/self-assessment/<int:assessment_id>.zip", type="http", auth="user")
    def evidence_zip(self, assessment_id):
        """Send lists, report and electronic files with their SHA-256, and log the export.

        :param int assessment_id: id of a ``vanthu.self.assessment`` that the person may read
        """
        assessment = request.env["vanthu.self.assessment"].browse(assessment_id).exists()
        try:
            assessment.check_access("read")
            if not assessment:
                return request.not_found()
            # Closed, and so erased, when all was sent.
            target = tempfile.TemporaryFile(prefix="vanthu-evidence-")  # noqa: SIM115
            self._write(target, assessment)
        except MissingError:
            return request.not_found()
        except (AccessError, UserError, PackageError) as error:
            return request.make_response(str(error), status=403, headers=[
                ("Content-Type", "text/plain; charset=utf-8"),
            ])
        request.env["vanthu.event"]._log(assessment, "exported", {"form": EVIDENCE_LIST.title})
        size = target.tell()
        target.seek(0)
        return Response(
            wrap_file(request.httprequest.environ, target), direct_passthrough=True, headers=[
                ("Content-Type", "application/zip"), ("Content-Length", str(size)),
                ("Content-Disposition", content_disposition(
                    f"{safe_name(assessment.display_name)}.zip"
                )),
            ],
        )

    def _write(self, target, assessment):
        env = request.env
        moment = local_moment(env, fields.Datetime.now())
        with zipfile.ZipFile(target, "w", allowZip64=True) as archive:
            writer = PackageWriter(archive, safe_name(assessment.display_name), moment)
            for name, report in (
                ("danh-muc-minh-chung.pdf", "report.vanthu_archive.evidence_list"),
                ("bao-cao-tu-danh-gia.pdf", "report.vanthu_archive.self_assessment"),
            ):
                writer.add_bytes(name, env[report]._draw(assessment).getvalue())
            book = BytesIO()
            write_register_xlsx(
                book, EVIDENCE_LIST, assessment._get_list_cover(), assessment._get_list_rows()
            )
            writer.add_bytes("danh-muc-minh-chung.xlsx", book.getvalue())
            for path, content in assessment._iter_export():
                writer.add_content(f"minh-chung/{path}", content)
            writer.add_bytes("manifest-sha256.txt", "".join(
                f"{member.sha256}  {member.path}\n" for member in writer.members
            ).encode())
