from io import BytesIO

from odoo.exceptions import AccessError, MissingError
from odoo.http import content_disposition, request

from odoo.addons.vanthu_document.controllers.register_export import XLSX


def send_workbook(record, write):
    """Send a workbook; what may not be read looks like what is not there.

    :param record: the record that the workbook is about; one, perhaps gone
    :param write: function that writes the workbook into a stream, logs that, and returns the
        name of the download without its ending; it may raise AccessError
    :return: response
    """
    if not record.exists():
        return request.not_found()
    stream = BytesIO()
    try:
        record.check_access("read")
        name = write(stream)
    except (AccessError, MissingError):
        return request.not_found()
    content = stream.getvalue()
    return request.make_response(content, headers=[
        ("Content-Type", XLSX),
        ("Content-Length", len(content)),
        ("Content-Disposition", content_disposition(f"{name}.xlsx")),
    ])


def log_export(record, title):
    """Tell that a list was exported.

    :param record: what the list is about
    :param str title: of the form
    :return str: name of the download
    """
    request.env["vanthu.event"]._log(record, "exported", {"form": title})
    return record.display_name
