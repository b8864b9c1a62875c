from io import BytesIO

from odoo.exceptions import AccessError, MissingError
from odoo.http import content_disposition, request

from odoo.addons.vanthu_document.controllers.register_export import XLSX


def send_workbook(record, write, describe=None):
    """Send a workbook; what may not be read looks like what is not there.

    :param record: the record that the workbook is about; one, perhaps gone
    :param write: function that writes the workbook into a stream and returns the form's title;
        it may raise AccessError
    :param describe: function that returns the name of the download, without its ending, and the
        record whose events tell of it; both are ``record`` by default
    :return: response
    """
    if not record.exists():
        return request.not_found()
    stream = BytesIO()
    try:
        record.check_access("read")
        title = write(stream)
        name, logged = describe() if describe else (record.display_name, record)
    except (AccessError, MissingError):
        return request.not_found()
    request.env["vanthu.event"]._log(logged, "exported", {"form": title})
    content = stream.getvalue()
    return request.make_response(content, headers=[
        ("Content-Type", XLSX),
        ("Content-Length", len(content)),
        ("Content-Disposition", content_disposition(f"{name}.xlsx")),
    ])
