"""What a check of an exercise is told, and how somebody who is no programmer writes it.

A check declares its parameters; what a step gives for them is completed and checked here. On the
screen a step's parameters are lines ``name: value``, values of a list with commas between.
"""

from dataclasses import dataclass

YES = ("yes", "true", "1", "có")
NO = ("no", "false", "0", "không")


class ParameterError(Exception):
    """A parameter that does not fit.

    ``code``: unknown, missing, number, range, choice, flag, text or line; ``values``: what the
    sentence about it names.
    """

    def __init__(self, code, **values):
        super().__init__(code)
        self.code = code
        self.values = values


@dataclass(frozen=True)
class Number:
    """A whole number from ``least`` to ``most``."""

    default: int = 1
    least: int = 1
    most: int = 200

    def read(self, name, value):
        """:raise ParameterError: no number, or outside its bounds"""
        if isinstance(value, bool) or not str(value).strip().lstrip("-").isdigit():
            raise ParameterError("number", name=name, value=value)
        number = int(value)
        if not self.least <= number <= self.most:
            raise ParameterError("range", name=name, least=self.least, most=self.most)
        return number

    def describe(self):
        """What may be written, for the help."""
        return f"{self.least}–{self.most}"


@dataclass(frozen=True)
class Choice:
    """One of the words ``values``; the first is the default."""

    values: tuple

    @property
    def default(self):
        """The word that holds where none is given."""
        return self.values[0]

    def read(self, name, value):
        """:raise ParameterError: none of the words"""
        word = str(value).strip()
        if word not in self.values:
            raise ParameterError("choice", name=name, value=word, choices=", ".join(self.values))
        return word

    def describe(self):
        """What may be written, for the help."""
        return " | ".join(self.values)


@dataclass(frozen=True)
class Names:
    """Some of the words ``values``, in any order."""

    values: tuple
    default: tuple = ()

    def read(self, name, value):
        """:raise ParameterError: one of them is not known"""
        parts = value.split(",") if isinstance(value, str) else list(value or ())
        words = [str(part).strip() for part in parts if str(part).strip()]
        for word in words:
            if word not in self.values:
                raise ParameterError(
                    "choice", name=name, value=word, choices=", ".join(self.values)
                )
        return tuple(words)

    def describe(self):
        """What may be written, for the help."""
        return ", ".join(self.values)


@dataclass(frozen=True)
class Flag:
    """Yes or no."""

    default: bool = False

    def read(self, name, value):
        """:raise ParameterError: neither"""
        word = str(value).strip().lower()
        if word not in YES + NO:
            raise ParameterError("flag", name=name, value=value)
        return word in YES

    def describe(self):
        """What may be written, for the help."""
        return "yes | no"


@dataclass(frozen=True)
class Text:
    """Words; ``required`` ones have no default."""

    default: str = ""
    required: bool = False

    def read(self, name, value):
        """:raise ParameterError: nothing stands there although something must"""
        text = str(value or "").strip()
        if self.required and not text:
            raise ParameterError("missing", name=name)
        return text

    def describe(self):
        """What may be written, for the help."""
        return "…"


@dataclass(frozen=True)
class Kind:
    """A kind of check: what it is called and what it is told."""

    label: str
    parameters: dict


def complete(kind, given):
    """The parameters of a check, read and completed.

    :param Kind kind: the check
    :param dict given: what a step says; may be empty
    :return dict: name → value for every parameter
    :raise ParameterError: one of them is not known or does not fit
    """
    if not isinstance(given or {}, dict):
        raise ParameterError("line", line=str(given))
    given = given or {}
    for name in given:
        if name not in kind.parameters:
            raise ParameterError("unknown", name=name, known=", ".join(kind.parameters) or "–")
    found = {}
    for name, parameter in kind.parameters.items():
        if name in given:
            found[name] = parameter.read(name, given[name])
        elif getattr(parameter, "required", False):
            raise ParameterError("missing", name=name)
        else:
            found[name] = parameter.default
    return found


def read_lines(text):
    """Parameters from lines ``name: value``.

    :param str text: as typed; may be empty
    :return dict: name → str
    :raise ParameterError: a line has no colon
    """
    found = {}
    for line in (text or "").splitlines():
        if not line.strip():
            continue
        name, colon, value = line.partition(":")
        if not colon:
            raise ParameterError("line", line=line.strip())
        found[name.strip()] = value.strip()
    return found


def write_lines(given):
    """The reverse of :func:`read_lines`.

    :param dict given: name → value
    :return str:
    """
    return "\n".join(f"{name}: {_write(value)}" for name, value in (given or {}).items())


def _write(value):
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list | tuple):
        return ", ".join(str(item) for item in value)
    return str(value)
