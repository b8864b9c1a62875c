"""Fill in a template: docxtpl with a sandbox of our own, and lines fitted to their texts."""

import importlib.util
import io
import re

from .fields import DraftFacts, make_context
from .fit import fit_lines
from .package import DraftFileError, read_parts

# Of a message of jinja, the name that it is about.
_NAME = re.compile(r"'(\w+)'")


def is_available():
    """Whether the packages that fill in templates are installed.

    :return bool:
    """
    return all(importlib.util.find_spec(name) for name in ("docxtpl", "docx"))


def fill(template, context):
    """Fill in a template.

    :param bytes template: a .docx with fields in double braces
    :param dict context: result of :func:`.fields.make_context`
    :return bytes: the filled .docx
    :raise DraftFileError: docxtpl is missing, or the template cannot be used
    """
    if not is_available():
        raise DraftFileError("missing_program", "docxtpl")
    read_parts(template)
    from docxtpl import DocxTemplate
    from jinja2 import TemplateSyntaxError, UndefinedError
    from jinja2.exceptions import SecurityError

    from .sandbox import TemplateEnvironment

    output = io.BytesIO()
    try:
        letter = DocxTemplate(io.BytesIO(template))
        letter.render(context, jinja_env=TemplateEnvironment())
        letter.save(output)
    except DraftFileError:
        raise
    except TemplateSyntaxError as error:
        raise DraftFileError("syntax", error.message or "") from error
    except UndefinedError as error:
        name = _NAME.search(error.message or "")
        raise DraftFileError("unknown_field", name[1] if name else "") from error
    except SecurityError as error:
        raise DraftFileError("forbidden", str(error)) from error
    except Exception as error:
        # docxtpl and python-docx raise whatever they meet in a file that is not as expected.
        raise DraftFileError("damaged", str(error)[:200]) from error
    return fit_lines(output.getvalue())


def check(template, further=None):
    """Try a template with made-up values, so that a mistake is met by who can mend it.

    :param bytes template: a .docx with fields in double braces
    :param dict further: fields beside the common ones that it may name
    :raise DraftFileError: see :func:`fill`
    """
    for several in (1, 2):
        facts = DraftFacts(
            superior="Cơ quan chủ quản", organisation="Tên cơ quan", place="Địa danh",
            notation="TB-CQ", type_name="Thông báo", subject="Trích yếu",
            to=["Nơi nhận"] * several, recipients=["Đơn vị"], signing=["Giám đốc"] * several,
            authority="Giám đốc", signer="Họ và tên", secretary="Họ và tên",
        )
        fill(template, {**make_context(facts, 2020), **(further or {})})
