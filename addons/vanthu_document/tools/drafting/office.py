"""Make a .docx into a PDF with LibreOffice, in a profile, a folder and a session of its own.

The file comes from people and is opened by a large program, so it is looked into first, loses
whatever would make LibreOffice fetch something from elsewhere, and is converted with macros off,
within bounds of time and size. Two LibreOffice on one profile would get in each other's way.
"""

import contextlib
import io
import os
import re
import resource
import shutil
import signal
import subprocess
import tempfile
import zipfile
from pathlib import Path
from xml.sax.saxutils import escape

from lxml import etree

from ..fonts import FONT_DIR
from ..text_office import parse_xml
from .package import DraftFileError, read_parts

TIMEOUT = 120
_MAX_PDF = 200 * 1024 * 1024
_PROGRAMS = ("soffice", "libreoffice")
_RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FETCHING = re.compile(
    r"\b(INCLUDE(TEXT|PICTURE)?|DDE(AUTO)?|LINK|IMPORT|RD|DATABASE)\b", re.IGNORECASE)
_SETTINGS = (
    ("Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("Common/Security/Scripting", "MacroSecurityLevel", "3"),
    ("Writer/Content/Update", "Link", "0"),
    ("Inet/Settings", "ooInetProxyType", "1"),
    ("Inet/Settings", "ooInetHTTPProxyName", "127.0.0.1"),
    ("Inet/Settings", "ooInetHTTPProxyPort", "9"),
    ("Inet/Settings", "ooInetHTTPSProxyName", "127.0.0.1"),
    ("Inet/Settings", "ooInetHTTPSProxyPort", "9"),
)


def find_program():
    """Path of LibreOffice.

    :return str: "" where it is not installed
    """
    return next(filter(None, map(shutil.which, _PROGRAMS)), "")


def to_pdf(data, *, timeout=TIMEOUT, program=None):
    """The PDF of a .docx.

    :param bytes data: the .docx
    :param float timeout: seconds after which LibreOffice is ended
    :param str program: path of LibreOffice, if it is not the one of the search path
    :return bytes: the PDF
    :raise DraftFileError: LibreOffice is missing, took too long or made nothing, or the file
        cannot be used
    """
    program = program or find_program()
    if not program:
        raise DraftFileError("missing_program", "LibreOffice")
    source = without_links(data)
    with tempfile.TemporaryDirectory(prefix="vanthu-pdf-", ignore_cleanup_errors=True) as place:
        folder = Path(place)
        (folder / "draft.docx").write_bytes(source)
        _write_profile(folder / "profile")
        _write_font_settings(folder / "fonts.conf")
        _run(program, folder, timeout)
        target = folder / "draft.pdf"
        # LibreOffice ends with 0 also where it made nothing.
        if not target.is_file() or not 0 < target.stat().st_size <= _MAX_PDF:
            raise DraftFileError("failed")
        return target.read_bytes()


def _run(program, folder, timeout):
    """Run LibreOffice and, whatever happens, end all that it started."""
    argv = [
        program, f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless",
        "--norestore", "--nolockcheck", "--nodefault", "--infilter=MS Word 2007 XML",
        "--convert-to", "pdf:writer_pdf_Export", "--outdir", str(folder),
        str(folder / "draft.docx"),
    ]
    env = {
        "PATH": os.environ.get("PATH", os.defpath), "HOME": str(folder), "TMPDIR": str(folder),
        "LC_ALL": "C.UTF-8", "FONTCONFIG_FILE": str(folder / "fonts.conf"),
    }
    process = subprocess.Popen(  # noqa: S603 - the program that the administrator installed
        argv, cwd=folder, env=env, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL, start_new_session=True,
    )
    try:
        with contextlib.suppress(OSError):
            resource.prlimit(process.pid, resource.RLIMIT_FSIZE, (_MAX_PDF, _MAX_PDF))
            seconds = int(timeout) + 5
            resource.prlimit(process.pid, resource.RLIMIT_CPU, (seconds, seconds))
        process.wait(timeout)
    except subprocess.TimeoutExpired as error:
        raise DraftFileError("timeout") from error
    finally:
        # Its own session, so its own group: nobody else's process is in it.
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def without_links(data):
    """A .docx without what points to other files and addresses; links to click on stay.

    :param bytes data: the .docx
    :return bytes: the same, or a copy with links taken out
    :raise DraftFileError: the file cannot be used
    """
    parts = read_parts(data)
    changed = {}
    for name, content in parts.items():
        if name.endswith(".rels"):
            changed.update(_without_relations(name, content))
        elif name.endswith(".xml") and _FETCHING.search(content.decode("utf-8", "replace")):
            changed.update(_without_fields(name, content))
    if not changed:
        return data
    output = io.BytesIO()
    with zipfile.ZipFile(output, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, changed.get(name, content))
    return output.getvalue()


def _without_relations(name, content):
    root = parse_xml(content)
    outside = [
        relation for relation in root.iter(_RELATION)
        if relation.get("TargetMode") == "External"
        and not relation.get("Type", "").endswith("/hyperlink")
    ]
    for relation in outside:
        root.remove(relation)
    return {name: etree.tostring(root, encoding="UTF-8")} if outside else {}


def _without_fields(name, content):
    root = parse_xml(content)
    found = False
    for node in [*root.iter(_W + "instrText")]:
        if _FETCHING.search(node.text or ""):
            node.text, found = "", True
    for node in [*root.iter(_W + "fldSimple")]:
        if _FETCHING.search(node.get(_W + "instr") or ""):
            node.set(_W + "instr", "")
            found = True
    return {name: etree.tostring(root, encoding="UTF-8")} if found else {}


def _write_profile(profile):
    items = "".join(
        f'<item oor:path="/org.openoffice.{"" if path.startswith("Inet") else "Office."}{path}">'
        f'<prop oor:name="{name}" oor:op="fuse"><value>{value}</value></prop></item>'
        for path, name, value in _SETTINGS
    )
    (profile / "user").mkdir(parents=True)
    (profile / "user/registrymodifications.xcu").write_text(
        '<?xml version="1.0" encoding="UTF-8"?>\n<oor:items xmlns:oor="http://openoffice.org/2001/'
        f'registry" xmlns:xs="http://www.w3.org/2001/XMLSchema">{items}</oor:items>',
        encoding="utf-8",
    )


def _write_font_settings(target):
    """The machine's fonts and ours, without Liberation 1, which lacks Vietnamese letters."""
    target.write_text(
        '<?xml version="1.0"?>\n<!DOCTYPE fontconfig SYSTEM "fonts.dtd">\n<fontconfig>'
        '<include ignore_missing="yes">/etc/fonts/fonts.conf</include>'
        f"<dir>{escape(str(FONT_DIR))}</dir>"
        "<selectfont><rejectfont><glob>/usr/share/fonts/truetype/liberation/*</glob></rejectfont>"
        "</selectfont></fontconfig>",
        encoding="utf-8",
    )
