import contextlib
import os
import shutil
import tempfile
import zipfile
from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

from odoo.addons.vanthu_document.models.local_time import DEFAULT_TIME_ZONE, local_moment

from ..tools.checksum import sums_of_file
from ..tools.packages.archive import PackageWriter
from ..tools.packages.bag import write_bag
from ..tools.packages.case_pdf import Mark, needs_time, write_case_pdf
from ..tools.packages.case_xml import write_case_xml
from ..tools.packages.sip import SipWriter, new_objid
from ..tools.packages.spec import Content, PackageError, safe_name

# Days after which a finished package is erased, unless the administrator says otherwise.
KEEP_DAYS = 7
KEEP_PARAMETER = "vanthu_archive.package_days"
# Up to this the person waits for the package; more is made in the background.
SMALL_BYTES, SMALL_FILES = 20 << 20, 60


class VanthuPackage(models.Model):
    """One export of whole case files, for the person who asked for it.

    Phụ lục VI, III.4.g of NĐ 30/2020 (PDF and XML in time order), BagIt (RFC 8493). Small ones
    are made while the person waits, others in the background; all are erased after some days.
    """

    _name = "vanthu.package"
    _description = "Export of files"
    _inherit = ["vanthu.queue.mixin"]
    _order = "id desc"
    _rec_name = "package_name"
    _queue_cron = "vanthu_archive.ir_cron_package"
    _queue_batch = 3
    _queue_tries = 2
    # A large package may take as long.
    _queue_minutes = 60

    company_id = fields.Many2one(
        "res.company", string="Organisation", required=True, readonly=True, index=True,
        ondelete="cascade",
    )
    user_id = fields.Many2one(
        "res.users", string="Asked for by", required=True, readonly=True, index=True,
        ondelete="cascade",
    )
    file_ids = fields.Many2many(
        "vanthu.file", "vanthu_package_file_rel", "package_id", "file_id", string="Files",
        readonly=True,
    )
    transfer_id = fields.Many2one(
        "vanthu.transfer", string="Hand-over", readonly=True, index="btree_not_null",
        ondelete="set null",
    )
    kind = fields.Selection(
        [
            ("pdf", "One PDF, in time order"),
            ("xml", "XML, in time order"),
            ("bagit", "BagIt package"),
            ("sip", "SIP for an archive (TT 05/2025/TT-BNV)"),
        ],
        required=True, readonly=True, default="pdf",
    )
    record_status = fields.Selection(
        [("NEW", "First submission"), ("SUPPLEMENT", "Supplement"), ("DELETE", "Withdrawal")],
        readonly=True, default="NEW", string="Submission",
        help="What the SIP is for (METS RECORDSTATUS).",
    )
    is_draft = fields.Boolean(
        string="Draft", readonly=True, help="Made though something is missing; marked as draft."
    )
    state = fields.Selection(
        [("todo", "Being made"), ("done", "Made"), ("failed", "Not possible")],
        required=True, default="todo", readonly=True, index=True,
    )
    message = fields.Char(readonly=True)
    package_name = fields.Char(string="Package", readonly=True)
    attachment_id = fields.Many2one("ir.attachment", readonly=True, ondelete="set null")
    size = fields.Integer(string="Bytes", readonly=True, aggregator=None)
    sha256 = fields.Char(string="SHA-256", size=64, readonly=True)

    # ---- ASKING ----

    @api.model
    def _ask(self, files, values):
        """Make a package now where it is small, else queue it.

        :param files: ``vanthu.file`` of one organisation
        :param dict values: ``kind`` and what else the row says
        :return: the row
        :raise AccessError: a file or a document in it may not be read
        :raise UserError: no file, files of several organisations, or one was destroyed; or a
            small package cannot be made
        """
        if not files:
            raise UserError(self.env._("There is no file to export."))
        if len(files.company_id) > 1:
            raise UserError(self.env._("Export the files of one organisation at a time."))
        files._check_exportable()
        row = self.sudo().create({
            **values, "company_id": files.company_id.id, "user_id": self.env.uid,
            "file_ids": files.ids, "package_name": files[:1].display_name,
        })
        if row._is_small():
            row._try()
            if row.state != "done":
                raise UserError(row.message or self._explain_error())
        else:
            row._wake_up()
        return row

    def _is_small(self):
        """Whether a person can wait for it."""
        lines = self.file_ids.line_ids
        contents = lines._get_contents()
        every = [content for found in contents.values() for content in found]
        if self.kind == "pdf" and any(map(needs_time, every)):
            return False
        return len(every) <= SMALL_FILES and sum(c.size for c in every) <= SMALL_BYTES and (
            len(lines) <= SMALL_FILES
        )

    def action_download(self) -> dict:
        """Download a finished package.

        :return dict: URL action
        :raise AccessError: somebody else asked for it
        :raise UserError: it is not finished, or it was erased
        """
        self.ensure_one()
        self.check_access("read")
        if not self.sudo().attachment_id:
            raise UserError(self.message or self.env._(
                "The package is being made; come back in a few minutes."
            ))
        return {
            "type": "ir.actions.act_url", "target": "download",
            "url": f"/web/content/{self.sudo().attachment_id.id}?download=true",
        }

    # ---- MAKING ----

    def _work(self):
        files = self.file_ids.with_user(self.user_id).with_context(
            allowed_company_ids=self.company_id.ids
        )
        # Rights may have changed since the person asked.
        files._check_exportable()
        with tempfile.TemporaryDirectory(prefix="vanthu-package-") as folder:
            path = os.path.join(folder, "package")
            try:
                name, mimetype = getattr(self, f"_write_{self.kind}")(path, files)
            except PackageError as error:
                raise UserError(self._explain_package(error)) from error
            self._keep(path, name, mimetype)
        label = dict(self._fields["kind"]._description_selection(self.env))[self.kind]
        self.env["vanthu.event"].with_user(self.user_id)._log(
            files, "exported", {"form": label, "sha256": self.sha256}
        )
        if not self.tries:
            return  # The person waits for it.
        self.user_id._bus_send("simple_notification", {
            "type": "success", "title": self.env._("Export finished"),
            "message": self.package_name,
        })

    def _explain_package(self, error):
        sentences = {
            "missing": self.env._(
                "“%s” is not in the file store; inform the administrator, then export again.",
                error.name,
            ),
            "damaged": self.env._(
                "“%s” is not the file any more that the archive took over, so nothing was "
                "exported; inform the archivist.", error.name,
            ),
        }
        return sentences[error.code]

    def _get_moment(self):
        # Packages bear the time of Viet Nam, wherever the person is.
        return local_moment(
            self.with_context(tz=DEFAULT_TIME_ZONE).env, fields.Datetime.now()
        )

    def _get_stem(self, files):
        """Name of the package without its ending."""
        if len(files) == 1:
            return safe_name(files.file_code or files.name)
        return safe_name(self.transfer_id.name or files.with_context(
            lang=self.user_id.lang
        ).env._("%s files", len(files)))

    def _write_pdf(self, path, files):
        mark = Mark(self.user_id.name, self._get_moment())
        return self._write_each(
            path, files, "pdf", lambda stream, case: write_case_pdf(stream, case, mark)
        )

    def _write_xml(self, path, files):
        return self._write_each(
            path, files, "xml", lambda stream, case: stream.write(write_case_xml(case))
        )

    def _write_each(self, path, files, extension, write):
        """One document for each file; those of several in a ZIP file.

        :param str path: where to write
        :param files: ``vanthu.file``
        :param str extension: pdf or xml
        :param write: function of a binary stream and a ``CaseFile``
        :return tuple: name of the download, its MIME type
        """
        cases, stem = files._iter_cases(), self._get_stem(files)
        mimetype = f"application/{extension}"
        if len(files) == 1:
            with open(path, "wb") as stream:
                write(stream, next(cases))
            return f"{stem}.{extension}", mimetype
        with self._open_zip(path) as archive:
            writer = PackageWriter(archive, stem, self._get_moment())
            for position, case in enumerate(cases, 1):
                name = safe_name(case.values.get("file_code") or case.title)
                inner = f"{path}.{extension}"
                with open(inner, "wb") as stream:
                    write(stream, case)
                writer.add_content(
                    f"{position:04d}-{name}.{extension}",
                    Content(name, mimetype, os.path.getsize(inner), inner),
                )
        return f"{stem}.zip", "application/zip"

    def _write_bagit(self, path, files):
        stem = self._get_stem(files)
        with self._open_zip(path) as archive:
            write_bag(
                archive, stem, files._iter_cases(), self._get_moment(), self.company_id.name,
                self.transfer_id.name or files[:1].display_name,
            )
        return f"{stem}.zip", "application/zip"

    def _write_sip(self, path, files):
        problems = [] if self.is_draft else files._find_sip_problems()
        if problems:
            raise UserError("\n".join(problems))
        cases, objid = files._iter_cases(), new_objid()
        if len(files) == 1:
            self._write_one_sip(path, objid, next(cases))
            return f"{'DRAFT-' * self.is_draft}{objid}.zip", "application/zip"
        stem = f"{'DRAFT-' * self.is_draft}{self._get_stem(files)}"
        with self._open_zip(path) as archive:
            writer = PackageWriter(archive, stem, self._get_moment())
            for case in cases:
                objid, inner = new_objid(), f"{path}.sip"
                self._write_one_sip(inner, objid, case)
                writer.add_content(f"{objid}.zip", Content(
                    f"{objid}.zip", "application/zip", os.path.getsize(inner), inner
                ))
        return f"{stem}.zip", "application/zip"

    def _write_one_sip(self, path, objid, case):
        version = self.env["ir.module.module"].sudo().search(
            [("name", "=", "vanthu_archive")]
        ).latest_version or "-"
        with self._open_zip(path) as archive:
            SipWriter(
                archive, objid, case, self._get_moment(), self.record_status, version,
                is_draft=self.is_draft,
            ).write()

    @contextlib.contextmanager
    def _open_zip(self, path):
        with zipfile.ZipFile(path, "w", allowZip64=True) as archive:
            yield archive

    def _keep(self, path, name, mimetype):
        """Keep what was made, so that whoever asked for it can download it.

        :param str path: where it is now
        :param str name: of the download
        :param str mimetype: of the download
        """
        sums = sums_of_file(path)
        attachment = self.env["ir.attachment"].sudo()._take_file(path, sums, {
            "name": name, "mimetype": mimetype, "res_model": self._name, "res_id": self.id,
        })
        self.write({
            "state": "done", "message": False, "next_try": False, "package_name": name,
            "attachment_id": attachment.id, "size": sums.size, "sha256": sums.sha256,
        })

    def _note_failure(self, error):
        if isinstance(error, UserError | AccessError):
            return self.write({"state": "failed", "message": str(error), "next_try": False})
        result = super()._note_failure(error)
        self.message = self._explain_error()
        return result

    def _give_up(self):
        result = super()._give_up()
        self.message = self._explain_error()
        return result

    def _explain_error(self):
        return self.env._(
            "The package could not be made because of an error in the software; inform the "
            "administrator."
        )

    # ---- ERASING ----

    @api.autovacuum
    def _erase_old(self):
        """Erase packages that nobody needs any more; their events stay."""
        days = self.env["ir.config_parameter"].sudo().get_param(KEEP_PARAMETER)
        days = int(days) if (days or "").isdigit() else KEEP_DAYS
        limit = fields.Datetime.now() - timedelta(days=days)
        # Their attachments go with them.
        self.sudo().search([("create_date", "<", limit)]).unlink()


class IrAttachment(models.Model):
    """Large files that come from the disk."""

    _inherit = "ir.attachment"

    def _take_file(self, path, sums, values):
        """Make an attachment of a file without reading it into memory, where the store is one.

        :param str path: of the file; it may be gone afterwards
        :param sums: ``Sums`` of it
        :param dict values: of the attachment
        :return: ``ir.attachment``
        """
        if self._storage() != "file":
            with open(path, "rb") as stream:
                return self.create({**values, "raw": stream.read()})
        name = f"{sums.store_sum[:2]}/{sums.store_sum}"
        target = self._full_path(name)
        os.makedirs(os.path.dirname(target), exist_ok=True)
        # Whatever becomes of the transaction, the store knows what to clean.
        self._mark_for_gc(name)
        if not os.path.exists(target):
            shutil.copyfile(path, f"{target}.part")
            os.replace(f"{target}.part", target)
        attachment = self.create({**values, "raw": b""})
        attachment.flush_recordset()
        self.env.cr.execute(
            "UPDATE ir_attachment SET store_fname = %s, checksum = %s, file_size = %s "
            "WHERE id = %s", (name, sums.store_sum, sums.size, attachment.id),
        )
        attachment.invalidate_recordset()
        return attachment
