"""The archive joins a records office that is at work, and leaves it working."""

import pytest

from command import database, odoo_log
from command.say import CommandError

NAME = "vanthu_archive_join"

OFFICE = """
document = env['vanthu.document'].create({
    'subject': 'Về việc thử', 'organ_name': 'Bộ Giáo dục và Đào tạo',
    'company_id': env.company.id})
env['ir.attachment'].create({
    'name': 'ban-quet.txt', 'raw': b'noi dung', 'res_model': document._name,
    'res_id': document.id})
document.action_register()
env.cr.commit()
print('number', document.arrival_number)
"""
ARCHIVE = """
document = env['vanthu.document'].search([], limit=1)
file = env['vanthu.file'].create({
    'name': 'Hồ sơ thử', 'notation': '01.VP', 'term': 'years', 'term_years': 10,
    'medium': 'electronic', 'line_ids': [(0, 0, {'document_id': document.id})]})
file.action_close()
file._archive()
print('kept', file.state, env['vanthu.file.content'].search_count([('file_id', '=', file.id)]))
env.cr.commit()
"""
EMPTY = """
ALTER TABLE vanthu_file_content DISABLE TRIGGER USER;
ALTER TABLE vanthu_file_document DISABLE TRIGGER USER;
ALTER TABLE vanthu_file DISABLE TRIGGER USER;
DELETE FROM vanthu_file_content;
DELETE FROM vanthu_file_document;
DELETE FROM vanthu_file;
"""
AFTER = """
document = env['vanthu.document'].search([], limit=1)
attachment = env['ir.attachment'].search([('res_model', '=', document._name)], limit=1)
attachment.raw = b'khac'
attachment.unlink()
second = document.copy({'subject': 'Sau', 'organ_name': 'Sở'})
second.action_register()
env.cr.commit()
print('after', document.arrival_number, second.arrival_number)
"""


@pytest.fixture(scope="module")
def office():
    """A records office with a registered document, before the archive came."""
    database.new(NAME)
    _odoo("server", "-i", "vanthu_document")
    assert "number 1" in _shell(OFFICE)
    yield NAME
    database.drop(NAME)


def test_it_installs_on_documents_upgrades_and_leaves_them(office):
    _odoo("server", "-i", "vanthu_archive")
    assert "kept archived 1" in _shell(ARCHIVE)
    _odoo("server", "-u", "vanthu_document")

    # It does not leave with what it keeps.
    with pytest.raises(CommandError, match="uninstall failed"):
        _uninstall()
    assert database.sql("SELECT state FROM vanthu_file", office) == [["archived"]]
    assert database.sql(
        "SELECT state FROM ir_module_module WHERE name = 'vanthu_archive'", office
    ) == [["installed"]]

    # Only who owns the tables can empty it.
    database.sql(EMPTY, office)
    _uninstall()

    left = database.sql(
        """SELECT proname FROM pg_proc
            WHERE proname IN ('ir_attachment_guard', 'vanthu_file_guard', 'vanthu_disposal_guard')
            UNION ALL SELECT table_name FROM information_schema.tables
            WHERE table_name IN ('vanthu_file', 'vanthu_file_content', 'vanthu_fonds')""", office,
    )
    assert left == []
    assert "after 1 2" in _shell(AFTER)


def _uninstall():
    odoo_log.run_odoo(
        ["module", "uninstall", "-d", NAME, "vanthu_archive"], log=NAME, what="uninstall",
        strict=False,
    )


def _odoo(command, *rest):
    odoo_log.run_odoo(
        [command, "-d", NAME, *rest, "--stop-after-init", "--no-http"], log=NAME, what=command
    )


def _shell(script):
    return odoo_log.run_odoo(
        ["shell", "-d", NAME, "--no-http"], log=f"{NAME}_shell", what="the shell", script=script
    )
