"""Locks below the access rules: database triggers that no role can pass.

Điều 16, 22 of NĐ 30/2020 want registers that stay as they were written; the log of
events is evidence (Phụ lục VI, III.5). Python refuses first, with a sentence; these
triggers are for everything that does not come through Python.
"""

from odoo.tools import SQL

_FUNCTIONS = {
    "vanthu_event": """
        IF TG_OP = 'UPDATE' AND OLD.hash IS NULL
           AND (to_jsonb(NEW) - ARRAY['hash', 'previous_hash', 'position'])
             = (to_jsonb(OLD) - ARRAY['hash', 'previous_hash', 'position']) THEN
            RETURN NEW;
        END IF;
        RAISE EXCEPTION 'vanthu: events are only ever added'
            USING ERRCODE = 'restrict_violation';
    """,
    "vanthu_register_entry": """
        IF TG_OP = 'INSERT' THEN
            IF NOT EXISTS (SELECT 1 FROM vanthu_register_volume v
                            WHERE v.id = NEW.volume_id AND v.register_id = NEW.register_id
                              AND v.state = 'open') THEN
                RAISE EXCEPTION 'vanthu: the register volume is closed'
                    USING ERRCODE = 'restrict_violation';
            END IF;
            RETURN NEW;
        END IF;
        IF TG_OP = 'DELETE' THEN
            RAISE EXCEPTION 'vanthu: a number that was taken is never deleted'
                USING ERRCODE = 'restrict_violation';
        END IF;
        IF (NEW.register_id, NEW.volume_id, NEW.company_id, NEW.number, NEW.suffix, NEW.date)
           IS DISTINCT FROM
           (OLD.register_id, OLD.volume_id, OLD.company_id, OLD.number, OLD.suffix, OLD.date)
           OR (OLD.document_id IS NOT NULL
               AND NEW.document_id IS DISTINCT FROM OLD.document_id)
           OR (OLD.state = 'void' AND NEW.state <> 'void') THEN
            RAISE EXCEPTION 'vanthu: a number that was taken is never changed'
                USING ERRCODE = 'restrict_violation';
        END IF;
        -- Whoever closes the volume at this moment goes first; we then begin anew.
        PERFORM 1 FROM vanthu_register_volume v WHERE v.id = OLD.volume_id FOR SHARE;
        IF EXISTS (SELECT 1 FROM vanthu_register_volume v
                    WHERE v.id = OLD.volume_id AND v.state = 'closed') THEN
            RAISE EXCEPTION 'vanthu: the register volume is closed'
                USING ERRCODE = 'restrict_violation';
        END IF;
        RETURN NEW;
    """,
    "vanthu_register_volume": """
        IF OLD.state = 'closed' OR (TG_OP = 'DELETE' AND EXISTS (
            SELECT 1 FROM vanthu_register_entry e WHERE e.volume_id = OLD.id)) THEN
            RAISE EXCEPTION 'vanthu: the register volume is closed'
                USING ERRCODE = 'restrict_violation';
        END IF;
        IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
        RETURN NEW;
    """,
    "vanthu_register_remark": """
        RAISE EXCEPTION 'vanthu: a correction stays as written'
            USING ERRCODE = 'restrict_violation';
    """,
    "vanthu_document": """
        IF OLD.register_entry_id IS NULL THEN
            IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
            RETURN NEW;
        END IF;
        IF TG_OP = 'DELETE' THEN
            RAISE EXCEPTION 'vanthu: a document with a number is never deleted'
                USING ERRCODE = 'restrict_violation';
        END IF;
        PERFORM 1 FROM vanthu_register_volume v
           JOIN vanthu_register_entry e ON e.volume_id = v.id
          WHERE e.id = OLD.register_entry_id FOR SHARE OF v;
        IF NEW.register_entry_id IS DISTINCT FROM OLD.register_entry_id THEN
            RAISE EXCEPTION 'vanthu: a document keeps its number'
                USING ERRCODE = 'restrict_violation';
        END IF;
        IF EXISTS (SELECT 1 FROM vanthu_register_entry e
                     JOIN vanthu_register_volume v ON v.id = e.volume_id
                    WHERE e.id = OLD.register_entry_id AND v.state = 'closed') THEN
            RAISE EXCEPTION 'vanthu: the register volume of this document is closed'
                USING ERRCODE = 'restrict_violation';
        END IF;
        IF OLD.direction <> 'incoming' AND
           (NEW.arrival_number, NEW.arrival_date, NEW.reference, NEW.code_number,
            NEW.code_notation, NEW.issued_date, NEW.organ_name, NEW.subject, NEW.type_id,
            NEW.company_id, NEW.signer_name, NEW.issue_number, NEW.issued_checksum)
           IS DISTINCT FROM
           (OLD.arrival_number, OLD.arrival_date, OLD.reference, OLD.code_number,
            OLD.code_notation, OLD.issued_date, OLD.organ_name, OLD.subject, OLD.type_id,
            OLD.company_id, OLD.signer_name, OLD.issue_number,
            COALESCE(OLD.issued_checksum, NEW.issued_checksum)) THEN
            RAISE EXCEPTION 'vanthu: an issued document stays as it is'
                USING ERRCODE = 'restrict_violation';
        END IF;
        RETURN NEW;
    """,
}

_KEEP_ROWS = """
BEGIN
    RAISE EXCEPTION 'vanthu: % is never emptied', TG_TABLE_NAME
        USING ERRCODE = 'restrict_violation';
END
"""

_TRIGGERS = {
    "vanthu_event": "BEFORE UPDATE OR DELETE",
    "vanthu_register_entry": "BEFORE INSERT OR UPDATE OR DELETE",
    "vanthu_register_volume": "BEFORE UPDATE OR DELETE",
    "vanthu_register_remark": "BEFORE UPDATE OR DELETE",
    "vanthu_document": "BEFORE DELETE OR UPDATE OF register_entry_id, arrival_number, "
    "arrival_date, reference, code_number, code_notation, issued_date, organ_name, "
    "subject, type_id, company_id, description, signer_name, issue_number, issued_checksum",
}


GUARDED_TABLES = tuple(_TRIGGERS)

# A practice organisation is emptied and begun anew. Only the transaction that names it passes,
# only for rows that are its own and stay its own, and only where an add-on for practice has
# brought the function that knows such organisations; everywhere else this line does nothing.
_UNLESS_RESET = """
    IF TG_OP <> 'INSERT' AND COALESCE(current_setting('vanthu.practice_reset', true), '') <> ''
    THEN
        IF vanthu_may_reset(TG_TABLE_NAME::text, to_jsonb(OLD)) THEN
            IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
            IF to_jsonb(NEW) -> 'company_id' IS NOT DISTINCT FROM to_jsonb(OLD) -> 'company_id'
            THEN RETURN NEW; END IF;
        END IF;
    END IF;
"""


def install_guard(cr, table):
    """Put the trigger of ``table`` in place, replacing an earlier version.

    :param cr: an open database cursor
    :param str table: one of the guarded tables
    :raise KeyError: the table has no guard
    """
    put_trigger(cr, table, _TRIGGERS[table], _FUNCTIONS[table])


def put_trigger(cr, table, events, body):
    """Guard a table by a trigger, replacing an earlier version; other add-ons use it, too.

    :param cr: an open database cursor
    :param str table: the table
    :param str events: when it fires, such as ``BEFORE UPDATE OR DELETE``
    :param str body: PL/pgSQL between BEGIN and END
    """
    name = SQL.identifier(f"{table}_guard")
    cr.execute(
        SQL(
            "CREATE OR REPLACE FUNCTION %s() RETURNS trigger LANGUAGE plpgsql AS %s",
            name,
            f"BEGIN {_UNLESS_RESET} {body} END",
        )
    )
    cr.execute(SQL("DROP TRIGGER IF EXISTS %s ON %s", name, SQL.identifier(table)))
    cr.execute(
        SQL(
            "CREATE TRIGGER %s %s ON %s FOR EACH ROW EXECUTE FUNCTION %s()",
            name,
            SQL(events),
            SQL.identifier(table),
            name,
        )
    )
    # Emptying a table runs no trigger of its rows.
    cr.execute(SQL(
        "CREATE OR REPLACE FUNCTION vanthu_keep_rows() RETURNS trigger LANGUAGE plpgsql AS %s",
        _KEEP_ROWS,
    ))
    keep = SQL.identifier(f"{table}_keep")
    cr.execute(SQL("DROP TRIGGER IF EXISTS %s ON %s", keep, SQL.identifier(table)))
    cr.execute(SQL(
        "CREATE TRIGGER %s BEFORE TRUNCATE ON %s EXECUTE FUNCTION vanthu_keep_rows()",
        keep, SQL.identifier(table),
    ))


def find_open_locks(cr, tables):
    """Guarded tables whose triggers are missing or switched off.

    The owner of a table may switch its triggers off, and only he; this tells it.

    :param cr: an open database cursor
    :param tables: names of guarded tables
    :return list: names, in order
    """
    cr.execute(SQL(
        """SELECT name FROM unnest(%s) AS t(name)
            WHERE 2 > (SELECT count(*) FROM pg_trigger g
                        WHERE g.tgrelid = to_regclass(quote_ident(t.name))
                          AND g.tgname IN (t.name || '_guard', t.name || '_keep')
                          AND g.tgenabled IN ('O', 'A'))
         ORDER BY name""", sorted(tables),
    ))
    return [name for (name,) in cr.fetchall()]


def drop_trigger(cr, table):
    """Take the guard of a table away.

    :param cr: an open database cursor
    :param str table: the table
    """
    name = SQL.identifier(f"{table}_guard")
    cr.execute(SQL("DROP TRIGGER IF EXISTS %s ON %s", name, SQL.identifier(table)))
    cr.execute(SQL("DROP FUNCTION IF EXISTS %s()", name))
    keep = SQL.identifier(f"{table}_keep")
    cr.execute(SQL("DROP TRIGGER IF EXISTS %s ON %s", keep, SQL.identifier(table)))


def remove_guards(cr):
    """Take every trigger away so that the add-on can be uninstalled.

    :param cr: an open database cursor
    """
    for table in _FUNCTIONS:
        drop_trigger(cr, table)
    cr.execute("DROP FUNCTION IF EXISTS vanthu_keep_rows() CASCADE")
