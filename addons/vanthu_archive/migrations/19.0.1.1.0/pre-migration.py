"""The button that closes a file opens a checklist now; the view beside it stood at the old one."""


def migrate(cr, version):
    """Remove the inherited view, which is made anew with the right anchor.

    :param cr: cursor
    :param str version: the installed version
    """
    cr.execute("""
        WITH gone AS (
            DELETE FROM ir_model_data
             WHERE module = 'vanthu_archive' AND name = 'vanthu_file_view_form_handover'
         RETURNING res_id)
        DELETE FROM ir_ui_view WHERE id IN (SELECT res_id FROM gone)
    """)
