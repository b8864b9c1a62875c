"""Rules of the house that no linter knows: sizes, idioms, docstrings, words."""

import ast
import re

import pytest

from tests.static.files import of_kind, repository_files, short, text, tree

LIMITS = {".py": 400, ".xml": 300, ".js": 200}
LONGEST_FUNCTION = 60

# What Odoo 19 refuses, ignores or will drop: (suffixes, pattern, what to write instead).
DEPRECATED = [
    ((".py",), r"\b_sql_constraints\b", "models.Constraint: it is ignored silently"),
    ((".py",), r"\bgroup_operator\s*=", "aggregator="),
    ((".py",), r"\bauto_join\s*=", "bypass_search_access="),
    ((".py",), r"\broute\([^)]*type\s*=\s*[\"']json[\"']", "type='jsonrpc'"),
    ((".py",), r"\bself\._(cr|uid|context)\b", "self.env.cr, self.env.uid, self.env.context"),
    ((".py",), r"\.read_group\(", "_read_group or formatted_read_group"),
    ((".py",), r"\btoggle_active\b", "action_archive and action_unarchive"),
    ((".py",), r"\b(check_access_rights|check_access_rule|_filter_access_rules)\b",
     "check_access, has_access, _filtered_access"),
    ((".py",), r"\b_check_recursion\b", "_has_cycle()"),
    ((".py",), r"\bodoo\.osv\b|\bfrom odoo import osv\b", "odoo.fields.Domain"),
    ((".py",), r"\b(name_get|_name_search)\b", "_compute_display_name, _search_display_name"),
    ((".py",), r"\btrack_visibility\s*=", "tracking="),
    ((".py",), r"@api\.(multi|one|returns|model_cr)\b", "nothing: it is gone"),
    ((".py",), r"\bdef create\(self, vals\)", "@api.model_create_multi and vals_list"),
    ((".py",), r"\bfields\.\w+\([^)]*\bstates\s*=", "an expression in the view"),
    ((".py",), r"--without-demo", "nothing: demo data is off by default"),
    ((".py", ".xml"), r"\bgroups_id\b", "group_ids"),
    ((".py", ".xml"), r"\b(numbercall|doall)\b", "nothing: it is gone"),
    ((".xml",), r"</?tree\b", "<list>"),
    ((".xml",), r"[>\",]tree[,<\"]", "list"),
    ((".xml",), r"\s(attrs|states)\s*=\s*[\"']", "invisible=, readonly=, required="),
    ((".xml",), r"<group[^>]*\bexpand\s*=", "a bare <group>"),
    ((".xml",), r"kanban-box", "t-name=\"card\""),
    ((".xml",), r"oe_chatter", "<chatter/>"),
    ((".xml",), r"<(openerp|data noupdate=\"0\")", "<odoo>"),
    ((".xml",), r"\bt-raw\s*=", "t-out="),
    ((".js",), r"\bodoo\.define\(|@odoo-module\b", "an ordinary import"),
]

# Nothing may work on one person's machine only. The bracket keeps the pattern from
# finding itself.
FORBIDDEN = [r"(?<![\w.])/(home|root|User[s])/\w"]
BINARY = {".png", ".ttf", ".pdf", ".docx", ".xlsx", ".ico", ".jpg", ".zip", ".woff2", ".webp"}

# Methods whose contract is Odoo's; an override says more only where it does more.
ODOO_METHODS = {
    "copy", "copy_data", "create", "default_get", "export_data", "fields_get", "get_view",
    "init", "message_new", "message_post", "message_update", "name_create", "name_search", "read",
    "search_fetch", "search_read", "unlink", "web_read", "web_save", "web_search_read", "write",
}


def lines(path):
    """The number of lines of a file."""
    return text(path).count("\n")


def public(name):
    """Whether a name is public."""
    return not name.startswith("_")


@pytest.mark.parametrize("suffix", sorted(LIMITS))
def test_files_are_short_enough_to_read(suffix):
    limit = LIMITS[suffix]
    long = [f"{short(path)}: {lines(path)}" for path in of_kind(suffix) if lines(path) > limit]
    assert not long, f"more than {limit} lines:\n" + "\n".join(long)


def functions(path):
    """All functions and methods of a Python file."""
    for node in ast.walk(tree(path)):
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            yield node


def test_functions_are_short_enough_to_read():
    long = [
        f"{short(path)}:{node.lineno} {node.name}: {node.end_lineno - node.lineno + 1}"
        for path in of_kind(".py") for node in functions(path)
        if node.end_lineno - node.lineno + 1 > LONGEST_FUNCTION
    ]
    assert not long, f"more than {LONGEST_FUNCTION} lines:\n" + "\n".join(long)


@pytest.mark.parametrize(
    ("suffixes", "pattern", "instead"), DEPRECATED, ids=[row[1] for row in DEPRECATED]
)
def test_no_idiom_that_odoo_19_has_left_behind(suffixes, pattern, instead):
    found = []
    for path in of_kind(*suffixes, inside="addons"):
        content = text(path)
        for match in re.finditer(pattern, content):
            number = content.count("\n", 0, match.start()) + 1
            found.append(f"{short(path)}:{number}: {match[0].strip()}")
    assert not found, f"write {instead}:\n" + "\n".join(found)


def test_list_of_idioms_finds_each_of_them():
    """A pattern that matches nothing would let everything through."""
    examples = [
        "_sql_constraints = []", "fields.Float(group_operator='sum')", "auto_join=True",
        "@route('/x', type='json')", "self._cr", "x.read_group(", "toggle_active",
        "x.check_access_rights('read')", "_check_recursion()", "from odoo.osv import expression",
        "def name_get(self)", "track_visibility='x'", "@api.multi", "def create(self, vals)",
        "fields.Char(states={})", "--without-demo=all", "groups_id", "numbercall", "<tree>",
        '<field name="view_mode">tree,form</field>', '<field attrs="{}"/>',
        '<group string="x" expand="0">', "kanban-box", "oe_chatter", "<openerp>", 't-raw="x"',
        "/** @odoo-module **/",
    ]
    assert len(examples) == len(DEPRECATED)
    for example, (_, pattern, _) in zip(examples, DEPRECATED, strict=True):
        assert re.search(pattern, example), f"{pattern} does not find {example}"


@pytest.mark.parametrize("pattern", FORBIDDEN)
def test_no_path_of_one_machine(pattern):
    found = []
    for path in repository_files():
        if re.search(pattern, short(path)):
            found.append(short(path))
        if path.suffix in BINARY:
            continue
        content = text(path)
        for match in re.finditer(pattern, content):
            number = content.count("\n", 0, match.start()) + 1
            found.append(f"{short(path)}:{number}: {match[0]}")
    assert not found, "\n".join(found)


def undocumented(path):
    """Public classes, functions and methods of a file that have no docstring."""
    module = tree(path)
    for node in module.body:
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            if public(node.name) and not ast.get_docstring(node):
                yield node
        elif isinstance(node, ast.ClassDef) and public(node.name):
            if not ast.get_docstring(node):
                yield node
            yield from (
                method for method in node.body
                if isinstance(method, (ast.FunctionDef, ast.AsyncFunctionDef))
                and public(method.name) and method.name not in ODOO_METHODS
                and not ast.get_docstring(method) and not overrides(node, method)
            )


def overrides(owner, method):
    """Whether a method of a class with bases passes on to the one it replaces."""
    calls = (node for node in ast.walk(method) if isinstance(node, ast.Attribute))
    return bool(owner.bases) and any(
        node.attr == method.name and isinstance(node.value, ast.Call)
        and isinstance(node.value.func, ast.Name) and node.value.func.id == "super"
        for node in calls
    )


def test_public_code_says_what_it_is_for():
    found = [
        f"{short(path)}:{node.lineno} {node.name}"
        for folder in ("addons", "config") for path in of_kind(".py", inside=folder)
        if "tests" not in path.relative_to(path.parents[-2]).parts
        for node in undocumented(path)
    ]
    assert not found, "no docstring:\n" + "\n".join(found)


def test_source_is_utf8_with_unix_lines_and_no_spaces_at_the_end():
    found = []
    for path in of_kind(".py", ".xml", ".js", ".scss", ".csv", ".md", ".conf", ".sh", ".yml"):
        raw = path.read_bytes()
        if b"\r" in raw or (raw and not raw.endswith(b"\n")):
            found.append(f"{short(path)}: ends of lines")
        if re.search(rb"[ \t]+\n", raw) and path.suffix != ".csv":
            found.append(f"{short(path)}: spaces at the end of a line")
        raw.decode("utf-8")
    assert not found, "\n".join(found)
