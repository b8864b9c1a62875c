import os

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain
from odoo.tools import SQL

from odoo.addons.vanthu_document.models.local_time import local_today


class VanthuFile(models.Model):
    """Destroying what is in a file, so that a stub stays and nothing else."""

    _inherit = "vanthu.file"

    disposal_line_ids = fields.One2many(
        "vanthu.disposal.line", "file_id", string="Disposals", readonly=True,
        groups="vanthu_archive.group_archivist,vanthu_document.group_leader",
    )
    disposed_date = fields.Date(string="Destroyed on", readonly=True, copy=False)
    disposal_id = fields.Many2one(
        "vanthu.disposal", string="Destroyed by", readonly=True, copy=False,
        index="btree_not_null", ondelete="restrict",
    )

    def _get_step_fields(self):
        return {
            **super()._get_step_fields(), "disposed_date": False, "disposal_id": False,
        }

    def _dispose(self, disposal):
        """Destroy these files: their content goes, title, number and evidence stay.

        Documents that are in another file, too, keep theirs. The caller has checked the
        decision; a trigger asks for it once more.

        :param disposal: ``vanthu.disposal`` that was decided and handed over
        """
        self._require_move("disposed")
        self.flush_recordset()
        self._write_step({
            "state": "disposed", "disposal_id": disposal.id,
            "disposed_date": local_today(self.env),
        })
        self.flush_recordset()
        contents = self.env["vanthu.file.content"].sudo().search([("file_id", "in", self.ids)])
        documents = self._get_documents_of_these_alone()
        attachments = self.line_ids.attachment_ids | self._get_attachments(documents)
        # What another file still keeps is not theirs to erase.
        kept = self.env["vanthu.file.content"].sudo().search([
            ("attachment_id", "in", attachments.ids), ("id", "not in", contents.ids),
        ]).attachment_id
        contents._forget_attachments()
        (attachments - kept)._let_go()
        (attachments - kept)._erase_for_good()
        documents._forget_words(disposal)
        self.env["vanthu.event"]._log(self, "file_disposed", {
            "number": disposal.decision_reference,
        })

    def _get_documents_of_these_alone(self):
        """Documents of the registers that no other file keeps.

        :return: ``vanthu.document`` in superuser mode
        """
        documents = self.line_ids.document_id.sudo()
        elsewhere = self.env["vanthu.file.document"].sudo().search([
            ("document_id", "in", documents.ids), ("file_id", "not in", self.ids),
            ("file_id.state", "!=", "disposed"),
        ]).document_id
        return documents - elsewhere

    def _get_attachments(self, documents):
        """Every electronic file that belongs to documents, or to a record that stands for them.

        :param documents: ``vanthu.document``
        :return: ``ir.attachment`` in superuser mode
        """
        found = self.env["ir.attachment"].sudo()
        for model, paths in self._get_models_of_documents().items():
            records = self.env[model].sudo().with_context(active_test=False).search(
                Domain.OR(Domain(path, "in", documents.ids) for path in paths)
            )
            found |= found.search([
                ("res_model", "=", model), ("res_id", "in", records.ids),
                ("res_field", "in", [False, *records._fields]),
            ])
        return found

    @api.model
    def _get_models_of_documents(self):
        """Models of the suite whose records stand for a document, and how they point at it.

        :return dict: name → list of paths
        """
        found = {"vanthu.document": ["id"]}
        for name, model in self.env.items():
            if not name.startswith("vanthu.") or model._abstract or model._transient:
                continue
            for field in model._fields.values():
                if not field.store or field.type != "many2one":
                    continue
                if field.comodel_name == "vanthu.document" and field.name == "document_id":
                    found.setdefault(name, []).append("document_id")
                elif field.comodel_name == "vanthu.document.version":
                    found.setdefault(name, []).append(f"{field.name}.document_id")
        return found


class IrAttachment(models.Model):
    """Files that are destroyed by decision, whatever points at them."""

    _inherit = "ir.attachment"

    def _let_go(self):
        """Take these files out of every record of the suite; frozen ones, too.

        Below the checks of the models: the decision stands above them, and sums and numbers
        of what was issued stay.
        """
        self.env.flush_all()
        for name, model in self.env.items():
            if not name.startswith("vanthu.") or model._abstract or not model._auto:
                continue
            for field in model._fields.values():
                if field.comodel_name != "ir.attachment" or not field.store:
                    continue
                if field.type == "many2one":
                    query = SQL(
                        "UPDATE %(table)s SET %(column)s = NULL WHERE %(column)s = ANY(%(ids)s)",
                        table=SQL.identifier(model._table), column=SQL.identifier(field.name),
                        ids=self.ids,
                    )
                elif field.type == "many2many":
                    query = SQL(
                        "DELETE FROM %s WHERE %s = ANY(%s)", SQL.identifier(field.relation),
                        SQL.identifier(field.column2), self.ids,
                    )
                else:
                    continue
                self.env.cr.execute(query)
        self.env.invalidate_all(flush=False)


class VanthuFileContent(models.Model):
    """What stays of an erased electronic file: name, size and sum."""

    _inherit = "vanthu.file.content"

    store_fname = fields.Char(
        readonly=True, help="Name in the file store, by which its absence is proven."
    )
    erased_at = fields.Datetime(readonly=True)

    def _forget_attachments(self):
        """Let the attachments go; name, size and sum stay as evidence."""
        self.flush_recordset()
        self.env.cr.execute(SQL(
            """UPDATE vanthu_file_content c
                  SET store_fname = a.store_fname, attachment_id = NULL,
                      erased_at = now() AT TIME ZONE 'UTC'
                 FROM ir_attachment a
                WHERE a.id = c.attachment_id AND c.id = ANY(%s)""", self.ids,
        ))
        self.invalidate_recordset()

    def _find_left(self):
        """Erased files whose bytes are still in the store though no record keeps them.

        :return: ``vanthu.file.content``
        """
        Attachment = self.env["ir.attachment"].sudo()
        names = [name for name in self.mapped("store_fname") if name]
        used = {
            name for (name,) in Attachment.with_context(skip_res_field_check=True)._read_group(
                [("store_fname", "in", names)], ["store_fname"]
            )
        }
        return self.filtered(
            lambda content: content.attachment_id or (
                content.store_fname and content.store_fname not in used
                and os.path.exists(Attachment._full_path(content.store_fname))
            )
        )


class VanthuDisposal(models.Model):
    """The proof that what was destroyed is gone."""

    _inherit = "vanthu.disposal"

    def action_prove(self) -> dict:
        """Look into database and file store for what this disposal destroyed.

        :return dict: client action with the result in one sentence
        :raise UserError: nothing was destroyed yet, or something is still there
        """
        self.ensure_one()
        self.check_access("read")
        if self.state != "done":
            raise UserError(self.env._("Nothing was destroyed yet."))
        contents = self.env["vanthu.file.content"].sudo().search([
            ("file_id.disposal_id", "=", self.id)
        ])
        left = contents._find_left()
        if left:
            raise UserError(self.env._(
                "“%s” is still in the file store; inform the administrator.", left[0].name
            ))
        self.env["vanthu.event"]._log(self, "disposal_proven", {"number": str(len(contents))})
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {
                "type": "success", "sticky": True,
                "message": self.env._(
                    "None of the %s electronic files of this disposal is left in database or "
                    "file store, except what other records keep lawfully.", len(contents),
                ),
            },
        }
