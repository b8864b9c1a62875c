"""The little of jinja that a template may use: fields, conditions, lists, a few filters.

Templates come from administrators, not from programmers, and a file may come from anywhere. So
only known constructs are compiled (no calls, no attributes, no arithmetic), in jinja's sandbox.
"""

from jinja2 import StrictUndefined, nodes
from jinja2.sandbox import ImmutableSandboxedEnvironment

from .package import DraftFileError

FILTERS = ("upper", "lower", "trim", "default", "join", "length", "first", "last", "capitalize")
TESTS = ("defined", "undefined", "eq", "ne")
_ALLOWED = (
    nodes.Template, nodes.Output, nodes.TemplateData, nodes.Name, nodes.Const, nodes.If,
    nodes.For, nodes.Filter, nodes.Test, nodes.Compare, nodes.Operand, nodes.And, nodes.Or,
    nodes.Not, nodes.CondExpr, nodes.Concat,
)
_LOOP_FACTS = ("first", "last", "index", "length")
_MAX_NESTING = 2


class TemplateEnvironment(ImmutableSandboxedEnvironment):
    """Compiles what :data:`_ALLOWED` names and refuses the rest; escapes what is filled in."""

    def __init__(self):
        super().__init__(autoescape=True, undefined=StrictUndefined)
        self.globals.clear()
        self.filters = {name: self.filters[name] for name in FILTERS}
        self.tests = {name: self.tests[name] for name in TESTS}

    def _parse(self, source, name, filename):
        tree = super()._parse(source, name, filename)
        for node in tree.iter_child_nodes():
            _check(node, 0)
        return tree


def _check(node, nesting):
    """Refuse whatever is not needed to fill in a letter.

    :raise DraftFileError: "forbidden" with what was found
    """
    if isinstance(node, nodes.For):
        nesting += 1
        if nesting > _MAX_NESTING or node.recursive:
            raise DraftFileError("forbidden", "for")
    if isinstance(node, nodes.Getattr):
        of_loop = isinstance(node.node, nodes.Name) and node.node.name == "loop"
        if not of_loop or node.attr not in _LOOP_FACTS:
            raise DraftFileError("forbidden", f".{node.attr}")
    elif not isinstance(node, _ALLOWED):
        raise DraftFileError("forbidden", type(node).__name__.lower())
    for child in node.iter_child_nodes():
        _check(child, nesting)
