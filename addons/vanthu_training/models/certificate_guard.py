"""What stands below the rights for certificates: a number and what was printed never change."""

from odoo.addons.vanthu_document.models.guard import drop_trigger, put_trigger

# What may be written once, when a certificate ends; and who was told that it will.
_ENDING = (
    "'state', 'replaced_by_id', 'ended_reason', 'ended_at', 'ended_by_id', 'told_on', "
    "'write_uid', 'write_date'"
)
_CERTIFICATE = f"""
    IF TG_OP = 'DELETE' THEN
        RAISE EXCEPTION 'vanthu: a certificate that was issued is never deleted'
            USING ERRCODE = 'restrict_violation';
    END IF;
    IF (to_jsonb(NEW) - ARRAY[{_ENDING}]) <> (to_jsonb(OLD) - ARRAY[{_ENDING}]) THEN
        RAISE EXCEPTION 'vanthu: a certificate stays as it was issued'
            USING ERRCODE = 'restrict_violation';
    END IF;
    IF OLD.state <> 'valid' AND
       (NEW.state, NEW.ended_reason, NEW.ended_at, NEW.ended_by_id)
       IS DISTINCT FROM (OLD.state, OLD.ended_reason, OLD.ended_at, OLD.ended_by_id)
       OR OLD.replaced_by_id IS NOT NULL
          AND NEW.replaced_by_id IS DISTINCT FROM OLD.replaced_by_id THEN
        RAISE EXCEPTION 'vanthu: a certificate that ended stays ended'
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
"""
# Topics come with the certificate, in its own transaction, and never later.
_TOPICS = """
    IF TG_OP = 'INSERT' AND EXISTS (
        SELECT 1 FROM vanthu_certificate c
         WHERE c.id = NEW.vanthu_certificate_id
           AND c.create_date >= (transaction_timestamp() AT TIME ZONE 'UTC')
                                - interval '1 second'
    ) THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'vanthu: the topics of a certificate stay as they were issued'
        USING ERRCODE = 'restrict_violation';
"""
TOPICS_TABLE = "vanthu_certificate_vanthu_topic_rel"
GUARDS = {
    "vanthu_certificate": ("BEFORE UPDATE OR DELETE", _CERTIFICATE),
    TOPICS_TABLE: ("BEFORE INSERT OR UPDATE OR DELETE", _TOPICS),
}


def install_certificate_guard(cr):
    """Put the locks of certificates in place.

    :param cr: an open database cursor
    """
    for table, (events, body) in GUARDS.items():
        put_trigger(cr, table, events, body)


def remove_certificate_guard(cr):
    """Take them away, when the add-on is uninstalled.

    :param cr: an open database cursor
    """
    for table in GUARDS:
        drop_trigger(cr, table)
