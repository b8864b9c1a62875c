from collections import namedtuple

from odoo import models
from odoo.fields import Domain
from odoo.tools import SQL

from odoo.addons.vanthu_document.models.states import BEFORE_SIGNATURE

# kind: draft, duplicate, undescribed, left_out; ``line`` in the file, ``other``: the line that it
# doubles, or the document that is not in the file.
Finding = namedtuple("Finding", "kind line other")


class VanthuFile(models.Model):
    """Tidying a file up before it is closed (Điều 29.1.c of NĐ 30/2020).

    Duplicates and drafts out, what belongs to the matter in, sheets numbered, retention decided
    again.
    """

    _inherit = "vanthu.file"

    def _find_untidy(self):
        """What somebody should look at before the file is closed.

        Only what the caller may read is named.

        :return list: of ``Finding``
        """
        self.ensure_one()
        lines = self.line_ids._filtered_access("read")
        documents = self.env["vanthu.document"]
        return [
            *(Finding("draft", line, documents) for line in lines._filter_drafts()),
            *(Finding("duplicate", line, twin) for line, twin in lines._find_duplicates()),
            *(Finding("undescribed", line, documents) for line in lines
              if self.term == "permanent" and not (line.issued_date and line.organ_name)),
            *(Finding("left_out", lines.browse(), document)
              for document in self._find_left_out()),
        ]

    def _find_left_out(self):
        """Numbered documents that answer those in the file, or are answered by them.

        :return: ``vanthu.document`` that the caller may read
        """
        held = self.sudo().line_ids.document_id
        wanted = (held.response_to_ids | held.answer_ids) - held
        return self.env["vanthu.document"].search(
            Domain("id", "in", wanted.ids) & Domain("register_entry_id", "!=", False)
            & Domain("company_id", "in", self.company_id.ids),
        )

    def _is_shorter_than_rule(self):
        """Whether the file would be kept for a shorter time than its rule prescribes.

        A rule that nobody has compared with the act in force binds nobody.

        :return bool:
        """
        rule = self.retention_id
        if rule.reliability != "confirmed":
            return False
        if rule.term == "permanent":
            return self.term != "permanent"
        # Nobody knows whether an event or some years come first.
        return self.term == rule.term == "years" and self.term_years < rule.term_years

    def _has_stale_sheets(self):
        """Whether sheets were numbered and the documents are others, or elsewhere, since then.

        :return bool: False where only the sheets as a whole were counted
        """
        lines = self.sudo().line_ids.sorted(lambda line: (line.ordinal, line.id))
        if not any(line.sheet_from for line in lines):
            return False
        expected = 1
        for line in lines:
            if line.sheet_from != expected or line.sheet_to < expected:
                return True
            expected = line.sheet_to + 1
        return expected - 1 != self.sheet_count

    def action_number_sheets(self, two_sided: bool = False) -> int:
        """Give each document of an open file its sheets, one after the other.

        A document has as many sheets as pages, or half as many; one whose pages nobody has
        counted has one. What was entered by hand is numbered anew.

        :param bool two_sided: the sheets are printed on both sides
        :return int: sheets of the file
        :raise AccessError: the caller does not keep the file
        :raise UserError: the file is not open
        """
        self.ensure_one()
        self.check_access("write")
        self._check_writable()
        self._hold_rows()
        self._number_contents()
        self.env["vanthu.file.document"].flush_model()
        [(last,)] = self.env.execute_query(SQL(
            """WITH counted AS (
                   SELECT id, ordinal, greatest(1, CASE WHEN %(two_sided)s
                              THEN (page_count + 1) / 2 ELSE page_count END) AS sheets
                     FROM vanthu_file_document WHERE file_id = %(file)s),
               placed AS (
                   SELECT id, sheets, sum(sheets) OVER (ORDER BY ordinal, id) AS last
                     FROM counted),
               written AS (
                   UPDATE vanthu_file_document l
                      SET sheet_from = p.last - p.sheets + 1, sheet_to = p.last
                     FROM placed p WHERE p.id = l.id)
               SELECT COALESCE(max(last), 0)::int FROM placed""",
            file=self.id, two_sided=two_sided,
        ))
        self.env["vanthu.file.document"].invalidate_model(["sheet_from", "sheet_to"])
        self.sheet_count = last
        return last


class VanthuFileDocument(models.Model):
    """Which items do not belong into a file that is closed."""

    _inherit = "vanthu.file.document"

    def _filter_drafts(self):
        """Items whose document nobody has signed yet.

        :return: lines
        """
        return self.filtered(lambda line: line.document_id.sudo().state in BEFORE_SIGNATURE)

    def _find_duplicates(self):
        """Items that are in the file already: the same letter, or the same electronic file.

        :return list: pairs of line and the earlier line that it doubles
        """
        first, found = {}, []
        sums = self._get_checksums()
        for line in self.sorted(lambda line: (line.ordinal, line.id)):
            keys = [("sum", checksum) for checksum in sums.get(line.id, ())]
            if line.reference and line.issued_date:
                keys.append((
                    line.reference.strip().casefold(), line.issued_date,
                    (line.organ_name or "").strip().casefold(),
                ))
            twin = next((first[key] for key in keys if key in first), None)
            if twin:
                found.append((line, twin))
            for key in keys:
                first.setdefault(key, line)
        return found

    def _get_checksums(self):
        """Sums of the electronic files of each item.

        :return dict: id of a line → list of sums
        """
        self.env.flush_all()
        return dict(self.env.execute_query(SQL(
            """SELECT c.line_id, array_agg(a.checksum)
                 FROM (SELECT r.line_id, r.attachment_id
                         FROM vanthu_file_document_attachment_rel r
                        WHERE r.line_id = ANY(%(lines)s)
                        UNION
                       SELECT l.id, i.id FROM vanthu_file_document l
                         JOIN ir_attachment i ON i.res_model = 'vanthu.document'
                              AND i.res_id = l.document_id AND i.res_field IS NULL
                        WHERE l.id = ANY(%(lines)s)) c
                 JOIN ir_attachment a ON a.id = c.attachment_id AND a.checksum IS NOT NULL
             GROUP BY c.line_id""", lines=self.ids,
        )))
