"""What stands below the rights for practice organisations: what they are, and how they go.

A real organisation never becomes a practice one, nor the reverse; the locks of registers,
issued documents and archived files open for rows of the practice organisation that the
transaction has named, and for no other.
"""

from odoo.tools import SQL

from odoo.addons.vanthu_document.models.guard import drop_trigger, put_trigger

_STAYS = """
    IF (NEW.is_practice IS TRUE) <> (OLD.is_practice IS TRUE) THEN
        RAISE EXCEPTION 'vanthu: an organisation is for practice from its first day, or never'
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
"""

_MAY_RESET = """
    SELECT EXISTS (
        SELECT 1 FROM res_company c
         WHERE c.is_practice
           AND c.id::text = current_setting('vanthu.practice_reset', true)
           AND c.id = COALESCE(
                (line ->> 'company_id')::int,
                CASE WHEN name = 'vanthu_hold_file_rel' THEN (
                    SELECT h.company_id FROM vanthu_hold h
                     WHERE h.id = (line ->> 'hold_id')::int) END))
"""


def install_practice_guard(cr):
    """Put the function and the lock of ``res_company`` in place.

    :param cr: an open database cursor
    """
    cr.execute(SQL(
        "CREATE OR REPLACE FUNCTION vanthu_may_reset(name text, line jsonb) RETURNS boolean "
        "LANGUAGE sql STABLE AS %s", _MAY_RESET,
    ))
    put_trigger(cr, "res_company", "BEFORE UPDATE OF is_practice", _STAYS)


def remove_practice_guard(cr):
    """Take them away, when the add-on is uninstalled.

    :param cr: an open database cursor
    """
    drop_trigger(cr, "res_company")
    cr.execute("DROP FUNCTION IF EXISTS vanthu_may_reset(text, jsonb)")
