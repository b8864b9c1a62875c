"""The add-ons join an Odoo that already works, and leave it working."""

import pytest

from command import database, odoo_log, paths

NAME = "vanthu_join"

USE = """
company = env.company
document = env['vanthu.document'].create({
    'subject': 'Về việc thử', 'organ_name': 'Bộ Giáo dục và Đào tạo', 'company_id': company.id})
document.action_register()
env['vanthu.event']._seal_batch(company)
env.cr.commit()
print('number', document.arrival_number)
"""
WORK = """
task = env['project.task'].create({
    'name': 'after', 'project_id': env['project.project'].search([], limit=1).id})
env['res.users'].create({'name': 'New', 'login': 'new'})
env['res.company'].create({'name': 'New'})
env.cr.commit()
print('task', task.name)
"""


@pytest.fixture(scope="module")
def joined():
    """A database in which ``project`` was at work before our add-ons came."""
    database.new(NAME)
    _odoo(["server", "-i", "project"])
    _shell("env['project.project'].create({'name': 'Before'}); env.cr.commit()")
    yield NAME
    database.drop(NAME)


def test_they_install_beside_another_application_are_used_and_leave_it_working(joined):
    addons = paths.our_addons()
    _odoo(["server", "-i", ",".join(addons)])
    assert "number 1" in _shell(USE)

    _odoo(["module", "uninstall", *addons], strict=False)

    left = database.sql(
        "SELECT table_name FROM information_schema.tables WHERE table_name LIKE 'vanthu%'"
        " UNION ALL SELECT proname FROM pg_proc WHERE proname LIKE 'vanthu%'"
        " UNION ALL SELECT model FROM ir_model WHERE model LIKE 'vanthu%'", joined,
    )
    assert left == []
    assert "task after" in _shell(WORK)
    _odoo(["server", "-u", "project"])


def _odoo(args, strict=True):
    command, *rest = args
    if command == "server":
        rest += ["--stop-after-init", "--no-http"]
    else:
        command, rest = [command, rest[0]], rest[1:]
    words = command if isinstance(command, list) else [command]
    odoo_log.run_odoo([*words, "-d", NAME, *rest], log=NAME, what=words[0], strict=strict)


def _shell(script):
    return odoo_log.run_odoo(
        ["shell", "-d", NAME, "--no-http"], log=f"{NAME}_shell", what="the shell", script=script
    )
