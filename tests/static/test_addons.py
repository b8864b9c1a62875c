"""What each add-on must have: a full manifest, access rows, tests that run, its pictures."""

import ast
import csv
import re

import pytest
from lxml import etree

from tests.static.files import ADDONS, of_kind, repository_files, short, text, tree

PACKAGES_OF_ODOO = {  # Odoo 19's own requirements that the suite may import at any time
    "PIL", "babel", "cryptography", "dateutil", "docutils", "jinja2", "lxml", "markupsafe",
    "openpyxl", "psycopg2", "pypdf", "PyPDF2", "pytz", "reportlab", "requests", "werkzeug",
    "xlsxwriter",
}

each_addon = pytest.mark.parametrize("addon", ADDONS, ids=lambda path: path.name)


def manifest(addon):
    """The manifest of an add-on."""
    return ast.literal_eval(text(addon / "__manifest__.py"))


def python_files(addon, *, tests=False):
    """Python files of an add-on, with or without its tests."""
    for path in of_kind(".py", inside=short(addon)):
        if tests or "tests" not in path.relative_to(addon).parts:
            yield path


def test_there_is_an_addon():
    assert "vanthu_document" in {addon.name for addon in ADDONS}


@each_addon
def test_manifest_is_complete(addon):
    data = manifest(addon)
    for key in ("name", "summary", "version", "category", "author", "license", "depends", "data"):
        assert data.get(key), f"{key} is missing"
    assert re.fullmatch(r"19\.0\.\d+\.\d+\.\d+", data["version"])
    assert data["license"] == "LGPL-3"
    assert data.get("installable", True)
    assert not data.get("external_dependencies"), "what is not Odoo's must never block an install"
    assert len(data["summary"]) <= 100


@each_addon
def test_manifest_names_every_data_file_and_none_twice(addon):
    data = manifest(addon)
    named = [*data.get("data", []), *data.get("demo", [])]
    assert len(named) == len(set(named))
    for name in named:
        assert (addon / name).is_file(), f"{name} is named but not there"
    loaded = set(named)
    for folder in ("data", "demo", "report", "security", "views", "wizard"):
        for path in of_kind(".xml", inside=f"{short(addon)}/{folder}"):
            assert path.relative_to(addon).as_posix() in loaded, f"{short(path)} is never loaded"


@each_addon
def test_manifest_loads_security_first_and_menus_last(addon):
    names = manifest(addon)["data"]
    kinds = [name.split("/")[0] for name in names]
    assert kinds[0] == "security"
    assert "security/ir.model.access.csv" in names
    menus = [name for name in names if name.endswith("_menus.xml")]
    assert names[-len(menus):] == menus if menus else True


@each_addon
def test_pages_for_the_list_of_apps(addon):
    folder = addon / "static/description"
    page = etree.HTML(text(folder / "index.html"))
    for source in page.xpath("//img/@src"):
        assert (folder / source).is_file(), f"the page shows {source}, which is not there"
    assert not page.xpath("//script | //link"), "Odoo's list of apps takes these away"
    head = (folder / "icon.png").read_bytes()[:24]
    assert head[:8] == b"\x89PNG\r\n\x1a\n"
    width, height = (int.from_bytes(head[at:at + 4], "big") for at in (16, 20))
    assert width == height >= 128


def models_of(addon):
    """(model, is it abstract, where) of every model that the add-on makes."""
    for path in python_files(addon):
        for node in ast.walk(tree(path)):
            if not isinstance(node, ast.ClassDef):
                continue
            bases = {ast.unparse(base) for base in node.bases}
            if not bases & {"models.Model", "models.TransientModel", "models.AbstractModel"}:
                continue
            for name in names_of(node):
                yield name, "models.AbstractModel" in bases, f"{short(path)}:{node.lineno}"


def names_of(node):
    """The `_name` of a class of a new model, nothing for one that extends another."""
    values = {
        target.id: statement.value
        for statement in node.body if isinstance(statement, ast.Assign)
        for target in statement.targets if isinstance(target, ast.Name)
    }
    if "_name" in values:
        name = ast.literal_eval(values["_name"])
        inherited = ast.literal_eval(values["_inherit"]) if "_inherit" in values else []
        if name not in ([inherited] if isinstance(inherited, str) else inherited):
            yield name


@each_addon
def test_every_model_has_access_rows_and_every_row_a_group(addon):
    with open(addon / "security/ir.model.access.csv", encoding="utf-8", newline="") as handle:
        rows = list(csv.DictReader(handle))
    assert len({row["id"] for row in rows}) == len(rows)
    open_rows = [row["id"] for row in rows if not row["group_id:id"]]
    assert not open_rows, f"rights for everybody, portal included: {open_rows}"
    covered = {row["model_id:id"].split(".")[-1] for row in rows}
    missing = [
        f"{where} {name}" for name, abstract, where in models_of(addon)
        if not abstract and f"model_{name.replace('.', '_')}" not in covered
    ]
    assert not missing, "no access row:\n" + "\n".join(missing)


@each_addon
def test_models_are_named_after_the_suite(addon):
    wrong = [
        f"{where} {name}" for name, _, where in models_of(addon)
        if not name.startswith(("vanthu.", "report."))
    ]
    assert not wrong, "\n".join(wrong)


@each_addon
def test_every_model_controller_and_test_is_imported(addon):
    """Odoo loads only what the chain of __init__.py files imports."""
    missing = []
    for folder in {path.parent for path in python_files(addon, tests=True)}:
        if folder == addon or not (folder / "__init__.py").is_file():
            continue
        if folder.relative_to(addon).parts[0] in ("tools", "migrations"):
            continue  # imported by those who need them
        imported = imported_names(folder / "__init__.py")
        missing += [
            short(path) for path in sorted(folder.glob("*.py"))
            if path.stem not in imported and is_loaded_by_odoo(path)
        ]
    assert not missing, "not imported in __init__.py:\n" + "\n".join(missing)


def is_loaded_by_odoo(path):
    """Whether a file holds a model, a controller or tests: what works by being imported."""
    if path.stem.startswith("test_"):
        return True
    bases = {
        ast.unparse(base) for node in tree(path).body if isinstance(node, ast.ClassDef)
        for base in node.bases
    }
    return any(base.startswith("models.") or base.endswith("Controller") for base in bases)


def imported_names(path):
    """Modules that an __init__.py imports from its own package."""
    return {
        name.name for node in tree(path).body
        if isinstance(node, ast.ImportFrom) and node.level == 1 for name in node.names
    } | {
        (node.module or "").split(".")[0] for node in tree(path).body
        if isinstance(node, ast.ImportFrom) and node.level == 1
    }


def imports(module):
    """(top package, node, at module level?) of every absolute import of a file."""
    top = set(module.body)
    for node in ast.walk(module):
        if isinstance(node, ast.Import):
            for name in node.names:
                yield name.name.split(".")[0], node, node in top
        elif isinstance(node, ast.ImportFrom) and node.level == 0:
            yield node.module.split(".")[0], node, node in top


@each_addon
def test_tools_know_nothing_of_the_orm(addon):
    found = [
        f"{short(path)}:{node.lineno} imports {package}"
        for path in python_files(addon) if path.relative_to(addon).parts[0] == "tools"
        for package, node, _ in imports(tree(path)) if package == "odoo"
        # The tools of the add-ons below know nothing of the ORM either.
        and not getattr(node, "module", "").startswith(
            ("odoo.addons.vanthu_document.tools", "odoo.addons.vanthu_archive.tools")
        )
    ]
    assert not found, "\n".join(found)


@each_addon
def test_what_odoo_does_not_bring_is_imported_late(addon):
    import sys

    allowed = PACKAGES_OF_ODOO | set(sys.stdlib_module_names) | {"odoo"}
    found = [
        f"{short(path)}:{node.lineno} imports {package}"
        for path in python_files(addon)
        for package, node, at_top in imports(tree(path)) if at_top and package not in allowed
    ]
    assert not found, "an install must not need them:\n" + "\n".join(found)


@each_addon
def test_dependencies_are_community_modules(addon):
    """Enterprise modules that people often name by mistake."""
    enterprise = {
        "documents", "sign", "web_enterprise", "web_studio", "approvals", "knowledge",
        "spreadsheet_edition", "web_gantt", "web_cohort", "web_map", "web_grid", "helpdesk",
    }
    assert not set(manifest(addon)["depends"]) & enterprise


def test_tests_of_the_suite_are_found_by_pytest():
    """A file with tests under another name would never run."""
    wrong = []
    for path in repository_files():
        if path.suffix == ".py" and "tests" in path.parts and not path.stem.startswith("test_"):
            wrong += [
                f"{short(path)} {node.name}" for node in tree(path).body
                if isinstance(node, ast.FunctionDef) and node.name.startswith("test_")
            ]
    assert not wrong, "\n".join(wrong)
