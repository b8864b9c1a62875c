"""``python -m tools.read FILE``: print what the text of a document proposes, as one JSON object.

Exit codes: 0 printed; 2 the file cannot be read (the reason on standard error); 3 the file
bears the mark of a state secret, so that nothing of it is shown; 64 wrong call.
"""

import json
import pathlib
import sys

from .document_reader import read_document_dict
from .secrecy import find_secret_mark
from .text_extract import Limits, extract_text

EXIT_OK, EXIT_UNREADABLE, EXIT_SECRET, EXIT_USAGE = 0, 2, 3, 64


def main(arguments=None, output=None, errors=None):
    """Run the command with ``arguments`` (a list without the program) and return the exit code."""
    arguments = sys.argv[1:] if arguments is None else arguments
    output, errors = output or sys.stdout, errors or sys.stderr
    if len(arguments) != 1 or arguments[0] in ("-h", "--help"):
        print("Usage: read FILE  (PDF, .docx, .xlsx or text)", file=errors)
        return EXIT_USAGE if arguments[:1] not in (["-h"], ["--help"]) else EXIT_OK
    path = pathlib.Path(arguments[0])
    data, problem = _load(path)
    if problem:
        print(problem, file=errors)
        return EXIT_UNREADABLE
    found = extract_text(data, path.name)
    if find_secret_mark(found.text, path.name):
        print(find_secret_mark(found.text, path.name).message, file=errors)
        return EXIT_SECRET
    if found.state != "done":
        print(f"{path.name}: {found.explanation}", file=errors)
        return EXIT_UNREADABLE
    json.dump(read_document_dict(found.text), output, ensure_ascii=False, indent=1)
    output.write("\n")
    return EXIT_OK


def _load(path):
    """Return ``(data, None)`` or ``(None, sentence)``."""
    try:
        if not path.is_file():
            return None, f"{path}: there is no such file, check the name."
        if path.stat().st_size > Limits().max_bytes:
            return None, f"{path.name}: The file is too large to read, it was left as it is."
        return path.read_bytes(), None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "bad name"
        return None, f"{path}: the file cannot be opened ({reason})."


if __name__ == "__main__":
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8")
    sys.exit(main())
