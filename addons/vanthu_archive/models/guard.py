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
       (NEW.name, NEW.catalog, NEW.notation, NEW.fonds_id, NEW.company_id, NEW.start_date,
        NEW.end_date, NEW.sheet_count, NEW.page_count, NEW.medium,
        NEW.archived_date, NEW.retention_id)
       IS DISTINCT FROM
       (OLD.name, OLD.catalog, OLD.notation, OLD.fonds_id, OLD.company_id, OLD.start_date,
        OLD.end_date, OLD.sheet_count, OLD.page_count, OLD.medium,
        OLD.archived_date, OLD.retention_id) THEN
        RAISE EXCEPTION 'vanthu: an archived file stays as it is'
            USING ERRCODE = 'restrict_violation';
    END IF;
    IF OLD.label_code IS NOT NULL AND NEW.label_code IS DISTINCT FROM OLD.label_code THEN
        RAISE EXCEPTION 'vanthu: the label of a file stays'
            USING ERRCODE = 'restrict_violation';
    END IF;
    -- A retention is only ever prolonged.
    IF OLD.state IN ('archived', 'transferred', 'disposed') AND
       (NEW.term, NEW.term_years, NEW.term_event)
       IS DISTINCT FROM (OLD.term, OLD.term_years, OLD.term_event)
       AND NOT (OLD.state = 'archived' AND (NEW.term = 'permanent' OR (
            OLD.term = 'years' AND NEW.term = 'years' AND NEW.term_years > OLD.term_years)))
       THEN
        RAISE EXCEPTION 'vanthu: the retention of an archived file is only prolonged'
            USING ERRCODE = 'restrict_violation';
    END IF;
    IF NEW.state IS DISTINCT FROM OLD.state THEN
        IF OLD.state IN ('transferred', 'disposed')
           OR (OLD.state = 'archived' AND NEW.state NOT IN ('transferred', 'disposed'))
           OR (NEW.state = 'disposed' AND OLD.state <> 'archived') THEN
            RAISE EXCEPTION 'vanthu: an archived file does not go back'
                USING ERRCODE = 'restrict_violation';
        END IF;
        IF NEW.state IN ('transferred', 'disposed') AND EXISTS (
            SELECT 1 FROM vanthu_loan_line l WHERE l.file_id = OLD.id AND l.state = 'out') THEN
            RAISE EXCEPTION 'vanthu: this file is with a reader'
                USING ERRCODE = 'restrict_violation';
        END IF;
        IF NEW.state = 'disposed' AND (
            OLD.term = 'permanent'
            -- Not the stored date: whoever could forge it would gain nothing.
            OR COALESCE(CASE WHEN OLD.term = 'event' THEN OLD.event_date
                        ELSE make_date(EXTRACT(YEAR FROM OLD.end_date)::int + OLD.term_years,
                                       12, 31) END, 'infinity') >= CURRENT_DATE
            OR NOT EXISTS (SELECT 1 FROM vanthu_disposal_line l
                             JOIN vanthu_disposal d ON d.id = l.disposal_id
                            WHERE l.file_id = OLD.id AND l.verdict = 'destroy'
                              AND d.id = NEW.disposal_id AND d.state = 'handed_over')
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
           (NEW.line_id, NEW.file_id, NEW.attachment_id, NEW.name, NEW.sha256, NEW.size)
           IS NOT DISTINCT FROM
           (OLD.line_id, OLD.file_id, OLD.attachment_id, OLD.name,
            COALESCE(OLD.sha256, NEW.sha256), OLD.size) THEN
            RETURN NEW;
        END IF;
        RAISE EXCEPTION 'vanthu: the content of an archived file stays as it is'
            USING ERRCODE = 'restrict_violation';
    END IF;
    IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
    RETURN NEW;
"""

_TRANSFER = """
    IF TG_OP = 'DELETE' THEN
        IF OLD.state <> 'draft' THEN
            RAISE EXCEPTION 'vanthu: a batch that was sent is kept'
                USING ERRCODE = 'restrict_violation';
        END IF;
        RETURN OLD;
    END IF;
    IF OLD.state = 'accepted' AND
       (NEW.state, NEW.name, NEW.kind, NEW.company_id, NEW.unit_id, NEW.year, NEW.giver_id,
        NEW.given_at, NEW.taker_id, NEW.taken_at, NEW.box_count, NEW.receiver_name,
        NEW.receiver_reference, NEW.received_date)
       IS DISTINCT FROM
       (OLD.state, OLD.name, OLD.kind, OLD.company_id, OLD.unit_id, OLD.year, OLD.giver_id,
        OLD.given_at, OLD.taker_id, OLD.taken_at, OLD.box_count, OLD.receiver_name,
        OLD.receiver_reference, OLD.received_date) THEN
        RAISE EXCEPTION 'vanthu: what both sides have confirmed stays'
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
"""

_TRANSFER_LINE = """
    IF TG_OP <> 'INSERT' AND EXISTS (
        SELECT 1 FROM vanthu_transfer t WHERE t.id = OLD.transfer_id AND t.state = 'accepted')
       AND (TG_OP = 'DELETE' OR (NEW.transfer_id, NEW.file_id, NEW.state, NEW.reason)
            IS DISTINCT FROM (OLD.transfer_id, OLD.file_id, OLD.state, OLD.reason)) THEN
        RAISE EXCEPTION 'vanthu: what both sides have confirmed stays'
            USING ERRCODE = 'restrict_violation';
    END IF;
    IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
    IF TG_OP = 'INSERT' AND EXISTS (
        SELECT 1 FROM vanthu_transfer t WHERE t.id = NEW.transfer_id AND t.state = 'accepted')
    THEN
        RAISE EXCEPTION 'vanthu: nothing is added to a batch that was taken over'
            USING ERRCODE = 'restrict_violation';
    END IF;
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

_DISPOSAL = """
    IF TG_OP = 'DELETE' THEN
        IF OLD.state <> 'draft' THEN
            RAISE EXCEPTION 'vanthu: a disposal is kept' USING ERRCODE = 'restrict_violation';
        END IF;
        RETURN OLD;
    END IF;
    IF NEW.state IS DISTINCT FROM OLD.state AND (OLD.state, NEW.state) NOT IN (
        ('draft', 'listed'), ('draft', 'cancelled'), ('listed', 'draft'),
        ('listed', 'reviewed'), ('listed', 'cancelled'), ('reviewed', 'decided'),
        ('reviewed', 'cancelled'), ('decided', 'handed_over'), ('handed_over', 'done')) THEN
        RAISE EXCEPTION 'vanthu: the steps of a disposal follow each other'
            USING ERRCODE = 'restrict_violation';
    END IF;
    IF OLD.state IN ('decided', 'handed_over', 'done') AND
       (NEW.company_id, NEW.fonds_id, NEW.decision_reference, NEW.decision_date,
        NEW.decided_by_id, NEW.opinion_reference, NEW.opinion_date)
       IS DISTINCT FROM
       (OLD.company_id, OLD.fonds_id, OLD.decision_reference, OLD.decision_date,
        OLD.decided_by_id, OLD.opinion_reference, OLD.opinion_date) THEN
        RAISE EXCEPTION 'vanthu: a decision stays as it is'
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
"""

_DISPOSAL_LINE = """
    IF EXISTS (SELECT 1 FROM vanthu_disposal d
                WHERE d.id = CASE WHEN TG_OP = 'INSERT' THEN NEW.disposal_id
                                  ELSE OLD.disposal_id END
                  AND d.state <> 'draft'
                  AND NOT (d.state = 'listed' AND TG_OP = 'UPDATE')) THEN
        RAISE EXCEPTION 'vanthu: the list of a disposal stays as it is'
            USING ERRCODE = 'restrict_violation';
    END IF;
    IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
    RETURN NEW;
"""

_MOVE = """
    RAISE EXCEPTION 'vanthu: moves of boxes are only ever added'
        USING ERRCODE = 'restrict_violation';
"""

_LOAN = """
    RAISE EXCEPTION 'vanthu: requests for archived files are kept'
        USING ERRCODE = 'restrict_violation';
"""

_LOAN_LINE = """
    IF TG_OP = 'DELETE' THEN
        IF OLD.state <> 'waiting' THEN
            RAISE EXCEPTION 'vanthu: what was handed out stays written'
                USING ERRCODE = 'restrict_violation';
        END IF;
        RETURN OLD;
    END IF;
    IF OLD.state IN ('returned', 'copied', 'out') AND
       ((NEW.loan_id, NEW.file_id, NEW.sheets_out, NEW.out_at, NEW.out_by_id)
        IS DISTINCT FROM
        (OLD.loan_id, OLD.file_id, OLD.sheets_out, OLD.out_at, OLD.out_by_id)
        OR (OLD.state <> 'out' AND NEW.state <> OLD.state)
        OR (OLD.state = 'out' AND NEW.state NOT IN ('out', 'returned'))) THEN
        RAISE EXCEPTION 'vanthu: what was handed out stays written'
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
"""

_HOLD = """
    IF TG_OP = 'DELETE' THEN
        IF OLD.state <> 'draft' THEN
            RAISE EXCEPTION 'vanthu: a hold that was in force is kept'
                USING ERRCODE = 'restrict_violation';
        END IF;
        RETURN OLD;
    END IF;
    IF NEW.state IS DISTINCT FROM OLD.state AND NOT (
        (OLD.state, NEW.state) = ('draft', 'active')
        OR ((OLD.state, NEW.state) = ('active', 'released')
            AND NEW.released_by_id IS NOT NULL AND NEW.release_reason <> '')) THEN
        RAISE EXCEPTION 'vanthu: a hold ends when somebody releases it and says why'
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
"""

_HOLD_FILE = """
    IF EXISTS (SELECT 1 FROM vanthu_hold h WHERE h.id = OLD.hold_id AND h.state = 'active') THEN
        RAISE EXCEPTION 'vanthu: a file stays under its hold until this is released'
            USING ERRCODE = 'restrict_violation';
    END IF;
    IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
    RETURN NEW;
"""

GUARDS = {
    "vanthu_hold": ("BEFORE UPDATE OR DELETE", _HOLD),
    "vanthu_hold_file_rel": ("BEFORE UPDATE OR DELETE", _HOLD_FILE),
    "vanthu_loan": ("BEFORE DELETE", _LOAN),
    "vanthu_loan_line": ("BEFORE UPDATE OR DELETE", _LOAN_LINE),
    "vanthu_box_move": ("BEFORE UPDATE OR DELETE", _MOVE),
    "vanthu_file": ("BEFORE UPDATE OR DELETE", _FILE),
    "vanthu_file_document": ("BEFORE INSERT OR UPDATE OR DELETE", _LINE),
    "vanthu_file_content": ("BEFORE UPDATE OR DELETE", _CONTENT),
    "vanthu_transfer": ("BEFORE UPDATE OR DELETE", _TRANSFER),
    "vanthu_transfer_line": ("BEFORE INSERT OR UPDATE OR DELETE", _TRANSFER_LINE),
    # Deletion is refused by the foreign key of the content.
    "ir_attachment": ("BEFORE UPDATE OF checksum", _ATTACHMENT),
    "vanthu_disposal": ("BEFORE UPDATE OR DELETE", _DISPOSAL),
    "vanthu_disposal_line": ("BEFORE INSERT OR UPDATE OR DELETE", _DISPOSAL_LINE),
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
