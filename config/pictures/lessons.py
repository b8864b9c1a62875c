"""Take the pictures of the lessons anew from the demo database.

    ./vanthu demo --no-serve
    ./vanthu serve                                   (in another terminal; it tells the address)
    python config/pictures/lessons.py http://127.0.0.1:8069 [NAME…]

Needs Playwright with a Chromium (``pip install playwright``; a browser that is already there is
named by ``CHROMIUM``) and Pillow. Each picture is a real screen of the demo in Vietnamese, 1366
points wide, cut to what its lesson speaks about and brought to at most 70 kB.
"""

import io
import os
import sys
from pathlib import Path
from typing import NamedTuple

FOLDER = Path(__file__).resolve().parents[2] / "addons/vanthu_training/static/lessons"
LARGEST = 70_000
WAIT = 60_000  # milliseconds; the first page of a new server builds the bundles


class Picture(NamedTuple):
    """One picture: its name, whose screen, which address, what is done there, which part."""

    name: str
    login: str
    path: str
    clip: tuple = (0, 0, 1366, 560)  # left, top, width, height
    steps: tuple = ()  # (click | fill | press | menu | wait | rest, selector, text)


ROW = ".o_data_row >> nth=0"
PICTURES = [
    Picture("join", "", "/vanthu/join", (320, 90, 720, 610)),
    Picture("account-requests", "quantri", "/odoo/account-requests", (0, 0, 1366, 210)),
    Picture("home-clerk", "vanthu", "/odoo/records-home", (0, 0, 1366, 400)),
    Picture("account-review", "quantri", "/odoo/account-review", (0, 0, 1366, 330)),
    Picture("incoming-waiting", "vanthu", "/odoo/incoming-waiting", (0, 0, 1366, 500)),
    Picture(
        "incoming-read", "vanthu", "/odoo/incoming-waiting", (0, 40, 1366, 520),
        (("click", ".o_data_row:last-child td[name=arrival_date]"), ("wait", ".o_form_view")),
    ),
    Picture(
        "incoming-registered", "vanthu", "/odoo/incoming-documents", (0, 40, 1366, 560),
        (
            ("fill", ".o_searchview_input", "68/BC-THPT-TQK"),
            ("press", ".o_searchview_input", "Enter"), ("rest", "", ""),
            ("click", ROW), ("wait", ".o_form_view"),
        ),
    ),
    Picture(
        "register-print", "vanthu", "/odoo/outgoing-documents", (180, 0, 1010, 560),
        (("menu", "vanthu_document.menu_outgoing_register_print", ""), ("wait", ".modal-body")),
    ),
    Picture("outgoing-list", "vanthu", "/odoo/outgoing-documents", (0, 0, 1366, 460)),
    Picture("register-volume", "vanthu", "/odoo/outgoing-register-volumes", (0, 0, 1366, 190)),
    Picture("register-numbers", "vanthu", "/odoo/outgoing-register-numbers", (0, 0, 1366, 330)),
    Picture("desk", "giamdoc", "/odoo/desk", (0, 0, 1366, 690)),
    Picture("unit-work", "truongphong", "/odoo/unit-work", (0, 0, 1366, 500)),
    Picture(
        "work-form", "chuyenvien", "/odoo/my-work", (0, 40, 1366, 520),
        (("click", ROW), ("wait", ".o_form_view")),
    ),
    Picture("board", "giamdoc", "/odoo/board", (0, 0, 1366, 700)),
    Picture(
        "draft", "chuyenvien", "/odoo/drafts", (0, 40, 1366, 560),
        (("click", ROW), ("wait", ".o_form_view")),
    ),
    Picture(
        "format-findings", "vanthu", "/odoo/drafts", (0, 40, 1366, 560),
        (
            ("click", ".o_data_row:has(.badge:text-is('Kiểm tra thể thức')) >> nth=0"),
            ("wait", ".o_form_view"), ("click", ".alert >> text='Xem'"),
        ),
    ),
    Picture("presentation-rules", "quantri", "/odoo/presentation-rules", (0, 0, 1366, 460)),
    Picture(
        "file-plan", "luutru", "/odoo/file-plans", (0, 40, 1366, 560),
        (("click", ROW), ("wait", ".o_form_view")),
    ),
    Picture("archive-board", "luutru", "/odoo/archive-board", (0, 0, 1366, 690)),
    Picture(
        "case-file", "luutru", "/odoo/case-files", (0, 40, 1366, 620),
        (("click", ROW), ("wait", ".o_form_view")),
    ),
    Picture(
        "box", "luutru", "/odoo/archive-boxes", (0, 40, 1366, 520),
        (("click", ROW), ("wait", ".o_form_view")),
    ),
    Picture("store-map", "luutru", "/odoo/store-map", (0, 0, 1366, 400)),
    Picture("archive-catalogue", "luutru", "/odoo/archive-catalogue", (0, 0, 1366, 460)),
    Picture("evidence", "vanthu.truong", "/odoo/evidence", (0, 0, 1366, 460)),
    Picture(
        "hand-over", "luutru", "/odoo/hand-overs", (0, 40, 1366, 560),
        (("click", ROW), ("wait", ".o_form_view")),
    ),
]


def main():
    """Take all pictures, or those named."""
    from playwright.sync_api import sync_playwright

    if len(sys.argv) < 2:
        sys.exit(__doc__)
    address, names = sys.argv[1].rstrip("/"), set(sys.argv[2:])
    FOLDER.mkdir(parents=True, exist_ok=True)
    options = {"args": ["--no-sandbox"]}
    if os.environ.get("CHROMIUM"):
        options["executable_path"] = os.environ["CHROMIUM"]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(**options)
        pages = {}
        for picture in PICTURES:
            if names and picture.name not in names:
                continue
            if picture.login not in pages:
                pages[picture.login] = open_session(browser, address, picture.login)
            size = take(pages[picture.login], address, picture)
            print(f"{picture.name}: {size / 1024:.0f} kB")
        browser.close()


def open_session(browser, address, login):
    """A page of a person of the demo, whose password is the login; of nobody without a login."""
    page = browser.new_context(
        viewport={"width": 1366, "height": 768}, locale="vi-VN",
        timezone_id="Asia/Ho_Chi_Minh",
    ).new_page()
    if login:
        page.goto(f"{address}/web/login")
        page.fill("input[name=login]", login)
        page.fill("input[name=password]", login)
        page.click("button[type=submit]")
        page.wait_for_selector(".o_main_navbar", timeout=WAIT)
    return page


def take(page, address, picture):
    """Go there, do the steps, take the part, keep it small.

    :return int: bytes of the file
    """
    page.goto(address + picture.path, wait_until="load")
    if picture.login:
        page.wait_for_selector(".o_action_manager > *", timeout=WAIT)
    page.wait_for_timeout(2000)
    for kind, selector, *text in picture.steps:
        if kind == "click":
            page.click(selector)
        elif kind == "fill":
            page.fill(selector, text[0])
        elif kind == "press":
            page.press(selector, text[0])
        elif kind == "menu":
            open_menu(page, selector)
        elif kind == "wait":
            page.wait_for_selector(selector, timeout=WAIT)
        page.wait_for_timeout(800)
    page.wait_for_timeout(2500)  # a PDF beside the form is drawn late
    left, top, width, height = picture.clip
    taken = page.screenshot(clip={"x": left, "y": top, "width": width, "height": height})
    small = shrink(taken)
    (FOLDER / f"{picture.name}.png").write_bytes(small)
    return len(small)


def open_menu(page, xmlid):
    """Open a menu by its technical name, wherever it is in the bar."""
    page.evaluate(
        """async (xmlid) => {
            const { menu } = odoo.__WOWL_DEBUG__?.root?.env?.services || {};
            const services = menu ? { menu } : owl.App.apps.values().next().value.env.services;
            const found = services.menu.getAll().find((one) => one.xmlid === xmlid);
            await services.menu.selectMenu(found);
        }""",
        xmlid,
    )


def shrink(content):
    """A PNG with as many colours as fit into the allowed size.

    :param bytes content: a PNG
    :return bytes: the same picture, not wider than 1366 points
    """
    from PIL import Image

    image = Image.open(io.BytesIO(content)).convert("RGB")
    for colours in (128, 96, 64, 40, 24):
        target = io.BytesIO()
        image.quantize(colours, dither=Image.Dither.NONE).save(target, "PNG", optimize=True)
        if target.tell() <= LARGEST:
            break
    return target.getvalue()


if __name__ == "__main__":
    main()
