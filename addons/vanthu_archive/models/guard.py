"""Locks below the access rules for archived files; see the guard of vanthu_document.

Luật Lưu trữ 33/2024/QH15 and Điều 30 of NĐ 30/2020: what the archive has taken over stays as
it is, and nothing permanent, frozen or unexpired is destroyed, whoever asks. Python refuses
first, with a sentence; these triggers are for everything that does not come through Python.
"""

from odoo.addons.vanthu_document.models.guard import drop_trigger, put_trigger

_FILE = """
    IF TG_OP = 'DELETE' THEN
        IF OLD.state <> 'open' THEN
            RAISE EXCEPTION 'vanthu: a closed file is never deleted'
                USING ERRCODE = 'restrict_violation';
        END IF;
        RETURN OLD;
    END IF;
    IF OLD.state IN ('archived', 'transferred', 'disposed') AND
       (NEW.name, NEW.catalog, NEW.notation, NEW.fonds_id, NEW.company_id, NEW.term,
        NEW.term_years, NEW.term_event, NEW.start_date, NEW.end_date, NEW.sheet_count,
        NEW.page_count, NEW.medium, NEW.archived_date, NEW.retention_id)
       IS DISTINCT FROM
       (OLD.name, OLD.catalog, OLD.notation, OLD.fonds_id, OLD.company_id, OLD.term,
        OLD.term_years, OLD.term_event, OLD.start_date, OLD.end_date, OLD.sheet_count,
        OLD.page_count, OLD.medium, OLD.archived_date, OLD.retention_id) THEN
        RAISE EXCEPTION 'vanthu: an archived file stays as it is'
            USING ERRCODE = 'restrict_violation';
    END IF;
    IF NEW.state IS DISTINCT FROM OLD.state THEN
        IF OLD.state IN ('transferred', 'disposed')
           OR (OLD.state = 'archived' AND NEW.state NOT IN ('transferred', 'disposed'))
           OR (NEW.state = 'disposed' AND OLD.state <> 'archived') THEN
            RAISE EXCEPTION 'vanthu: an archived file does not go back'
                USING ERRCODE = 'restrict_violation';
        END IF;
        IF NEW.state = 'disposed' AND (
            OLD.term = 'permanent' OR OLD.expiry_date IS NULL
            OR OLD.expiry_date >= CURRENT_DATE
            OR EXISTS (SELECT 1 FROM vanthu_hold_file_rel r
                         JOIN vanthu_hold h ON h.id = r.hold_id
                        WHERE r.file_id = OLD.id AND h.state = 'active')) THEN
            RAISE EXCEPTION 'vanthu: this file may not be destroyed'
                USING ERRCODE = 'restrict_violation';
        END IF;
    END IF;
    RETURN NEW;
"""

_LINE = """
    IF TG_OP <> 'INSERT' AND EXISTS (
        SELECT 1 FROM vanthu_file f WHERE f.id = OLD.file_id AND f.state IN (
            'archived', 'transferred', 'disposed')) THEN
        IF TG_OP = 'UPDATE' AND
           (NEW.file_id, NEW.document_id, NEW.ordinal, NEW.name, NEW.reference,
            NEW.issued_date, NEW.organ_name, NEW.page_count, NEW.sheet_from, NEW.sheet_to,
            NEW.note)
           IS NOT DISTINCT FROM
           (OLD.file_id, OLD.document_id, OLD.ordinal, OLD.name, OLD.reference,
            OLD.issued_date, OLD.organ_name, OLD.page_count, OLD.sheet_from, OLD.sheet_to,
            OLD.note) THEN
            RETURN NEW;
        END IF;
        RAISE EXCEPTION 'vanthu: what is in an archived file stays as it is'
            USING ERRCODE = 'restrict_violation';
    END IF;
    IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
    IF EXISTS (SELECT 1 FROM vanthu_file f WHERE f.id = NEW.file_id AND f.state IN (
        'archived', 'transferred', 'disposed')) AND TG_OP = 'INSERT' THEN
        RAISE EXCEPTION 'vanthu: nothing is added to an archived file'
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
"""

_CONTENT = """
    IF EXISTS (
        SELECT 1 FROM vanthu_file_document l JOIN vanthu_file f ON f.id = l.file_id
         WHERE l.id = OLD.line_id AND f.state IN ('archived', 'transferred')) THEN
        IF TG_OP = 'UPDATE' AND
           (NEW.line_id, NEW.attachment_id, NEW.name, NEW.sha256, NEW.size)
           IS NOT DISTINCT FROM
           (OLD.line_id, OLD.attachment_id, OLD.name, COALESCE(OLD.sha256, NEW.sha256),
            OLD.size) THEN
            RETURN NEW;
        END IF;
        RAISE EXCEPTION 'vanthu: the content of an archived file stays as it is'
            USING ERRCODE = 'restrict_violation';
    END IF;
    IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
    RETURN NEW;
"""

_ATTACHMENT = """
    IF NEW.checksum IS DISTINCT FROM OLD.checksum AND EXISTS (
        SELECT 1 FROM vanthu_file_content c WHERE c.attachment_id = OLD.id) THEN
        RAISE EXCEPTION 'vanthu: the content of an archived file stays as it is'
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
"""

GUARDS = {
    "vanthu_file": ("BEFORE UPDATE OR DELETE", _FILE),
    "vanthu_file_document": ("BEFORE INSERT OR UPDATE OR DELETE", _LINE),
    "vanthu_file_content": ("BEFORE UPDATE OR DELETE", _CONTENT),
    # Deletion is refused by the foreign key of the content.
    "ir_attachment": ("BEFORE UPDATE OF checksum", _ATTACHMENT),
}


def install_guard(cr, table):
    """Put the trigger of ``table`` in place.

    :param cr: an open database cursor
    :param str table: one of the guarded tables
    :raise KeyError: the table has no guard
    """
    put_trigger(cr, table, *GUARDS[table])


def remove_guards(cr):
    """Take every trigger away so that the add-on can be uninstalled.

    :param cr: an open database cursor
    """
    for table in GUARDS:
        drop_trigger(cr, table)
