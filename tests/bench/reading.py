"""How much of a real document's head the reader proposes rightly, and how much wrongly."""

import sys

from command import paths

from .context import row


def run(_context):
    """Score the reader on the documents of the project's test data.

    :return list: rows of the table
    """
    addon = paths.ADDONS / "vanthu_document"
    sys.path.insert(0, str(addon))
    try:
        from tools.document_reader.measure import measure
    finally:
        sys.path.remove(str(addon))
    score = measure(addon / "tests" / "data" / "documents")
    return [
        row("fields proposed rightly", score.share_right * 100, "%", 90, at_least=True),
        row("fields proposed wrongly", score.share_wrong * 100, "%", 1),
    ]
