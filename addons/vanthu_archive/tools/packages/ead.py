"""The descriptive metadata of TT 05/2025/TT-BNV: EAD.xml of a file, EAD_doc of a document.

The circular calls them EAD; their root is ``simpledc``, without namespace. Names, lengths and
code lists come from the one table of ``vanthu_document.tools.metadata``.
"""

from datetime import date

from lxml import etree

from odoo.addons.vanthu_document.tools.metadata import CODE_LABELS, STANDARD_TO_FIELD

FILE, DOCUMENT = "tt05_file", "tt05_document"
ROOT = "simpledc"
ZONE = "+07:00"
_XS = "http://www.w3.org/2001/XMLSchema"


def rows_of(standard):
    """The rows of a standard in the order of the circular.

    :param str standard: :data:`FILE` or :data:`DOCUMENT`
    :return: ``Row`` objects
    """
    return STANDARD_TO_FIELD[standard].values()


def get_value(row, values):
    """What stands in a package for one row.

    :param Row row: of the table
    :param dict values: field → value
    :return: text, number or ``date``; None where there is nothing
    """
    value = values.get("type_code") if row.name == "typeName" else values.get(row.field)
    if row.kind == "list":
        value = "; ".join(value or ())
    return None if value is None or value is False or value == "" else value


def write_text(value):
    """A value as text; a day is its first moment in Viet Nam.

    :param value: text, number or ``date``
    :return str:
    """
    return f"{value.isoformat()}T00:00:00{ZONE}" if isinstance(value, date) else str(value)


def write_ead(standard, values):
    """The metadata of a file or a document.

    :param str standard: :data:`FILE` or :data:`DOCUMENT`
    :param dict values: field → value
    :return bytes: XML in UTF-8
    """
    root = etree.Element(ROOT)
    for row in rows_of(standard):
        value = get_value(row, values)
        if value is not None:
            etree.SubElement(root, row.name).text = write_text(value)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)


def write_schema(standard):
    """The schema of that metadata, for the folder ``schemas`` of a package.

    :param str standard: :data:`FILE` or :data:`DOCUMENT`
    :return bytes: XML schema in UTF-8
    """
    root = etree.Element(f"{{{_XS}}}schema", nsmap={"xs": _XS})
    element = _add(root, "element", name=ROOT)
    group = _add(_add(element, "complexType"), "all")
    for row in rows_of(standard):
        node = _add(
            group, "element", name=row.name, minOccurs=str(int(row.required == "required"))
        )
        _describe(node, row)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)


def _describe(node, row):
    if row.kind == "datetime":
        node.set("type", "xs:dateTime")
    elif row.kind == "number":
        node.set("type", "xs:nonNegativeInteger")
    else:
        rule = _add(_add(node, "simpleType"), "restriction", base="xs:string")
        if row.name in CODE_LABELS and row.kind == "code":
            for code in CODE_LABELS[row.name]:
                _add(rule, "enumeration", value=code)
        elif row.length:
            _add(rule, "minLength", value="1")
            _add(rule, "maxLength", value=str(row.length))


def _add(parent, tag, **attributes):
    return etree.SubElement(parent, f"{{{_XS}}}{tag}", **attributes)
