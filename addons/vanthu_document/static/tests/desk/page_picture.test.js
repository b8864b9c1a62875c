import { describe, expect, test } from "@odoo/hoot";
import { manuallyDispatchProgrammaticEvent, queryOne } from "@odoo/hoot-dom";
import { animationFrame, Deferred } from "@odoo/hoot-mock";
import { Component, useState, xml } from "@odoo/owl";
import { defineMailModels } from "@mail/../tests/mail_test_helpers";
import { allowTranslations, contains, mountWithCleanup } from "@web/../tests/web_test_helpers";

import { getPicture } from "@vanthu_document/desk/page_cache";
import { PagePicture } from "@vanthu_document/desk/page_picture";

describe.current.tags("desktop");
defineMailModels();

// Odoo's tests load no images: what would be `src` stands in `data-src`.
const PAGE = "blob:page";

let lastId = 70000;
const makeFile = (values) => ({
    id: ++lastId, name: `${lastId}.pdf`, mimetype: "application/pdf", checksum: "p", ...values,
});

/** Fills the cache, so that nothing is fetched here. */
function makeDrawn(answer = PAGE, values = {}) {
    const file = makeFile(values);
    getPicture(file, async () => answer).catch(() => {});
    return file;
}

class Parent extends Component {
    static components = { PagePicture };
    static template = xml`<PagePicture files="state.files" onOpen="props.onOpen"/>`;
    static props = { files: Array, onOpen: Function };
    setup() {
        this.state = useState({ files: this.props.files });
    }
}

async function mountPicture(files) {
    allowTranslations();
    const parent = await mountWithCleanup(Parent, {
        props: { files, onOpen: () => expect.step("open") },
    });
    await animationFrame();
    return parent;
}

test("the first page stands there with its name, and a tap opens the letter", async () => {
    await mountPicture([makeDrawn(PAGE, { name: "12-BNV.pdf" })]);
    expect(".o_vanthu_desk_page img").toHaveAttribute("data-src", PAGE);
    expect(".o_vanthu_desk_page img").toHaveAttribute("alt", "12-BNV.pdf");
    expect(".o_vanthu_desk_file").toHaveCount(0);
    await contains(".o_vanthu_desk_page").click();
    expect.verifySteps(["open"]);
});

test("of several files the first that has a picture is shown", async () => {
    const word = makeFile({ mimetype: "application/msword" });
    await mountPicture([word, makeDrawn(PAGE, { name: "12-BNV.pdf" })]);
    expect(".o_vanthu_desk_page img").toHaveAttribute("data-src", PAGE);
    expect(".o_vanthu_desk_page").toHaveAttribute("title", "12-BNV.pdf");
});

test("a page that could not be shown is not fetched again whenever the desk is drawn", async () => {
    const word = makeFile({ mimetype: "application/msword" });
    const parent = await mountPicture([word, makeDrawn()]);
    await manuallyDispatchProgrammaticEvent(queryOne(".o_vanthu_desk_page img"), "error");
    await animationFrame();
    parent.state.files = [...parent.state.files];
    await animationFrame();
    await animationFrame();
    expect(".o_vanthu_desk_page img").toHaveCount(0);
});

test("a file without a picture is named, and can still be opened", async () => {
    await mountPicture([makeFile({ mimetype: "application/msword", name: "biểu.doc" })]);
    expect(".o_vanthu_desk_page img").toHaveCount(0);
    expect(".o_vanthu_desk_file").toHaveText("biểu.doc");
    expect(".o_vanthu_desk_read").toHaveCount(0);
    await contains(".o_vanthu_desk_page").click();
    expect.verifySteps(["open"]);
});

test("a page that cannot be drawn is quietly replaced by its name", async () => {
    const drawing = new Deferred();
    const file = makeFile({ name: "hỏng.pdf" });
    getPicture(file, () => drawing).catch(() => {});
    await mountPicture([file]);
    drawing.reject(new Error("damaged"));
    await animationFrame();
    expect(".o_vanthu_desk_file").toHaveText("hỏng.pdf");
    expect(".fa-spin").toHaveCount(0);
});

test("an image that does not load is replaced by its name", async () => {
    await mountPicture([makeDrawn(PAGE, { name: "ảnh.jpg", mimetype: "image/jpeg" })]);
    await manuallyDispatchProgrammaticEvent(queryOne(".o_vanthu_desk_page img"), "error");
    await animationFrame();
    expect(".o_vanthu_desk_page img").toHaveCount(0);
    expect(".o_vanthu_desk_file").toHaveText("ảnh.jpg");
});

test("the page is waited for without stopping the card", async () => {
    const drawing = new Deferred();
    const file = makeFile();
    getPicture(file, () => drawing);
    await mountPicture([file]);
    expect(".o_vanthu_desk_page .fa-spin").toHaveCount(1);
    drawing.resolve(PAGE);
    await animationFrame();
    expect(".fa-spin").toHaveCount(0);
    expect(".o_vanthu_desk_page img").toHaveCount(1);
});

test("the next card shows its own page, also when the one before comes late", async () => {
    const drawing = new Deferred();
    const slow = makeFile();
    getPicture(slow, () => drawing);
    const parent = await mountPicture([slow]);
    parent.state.files = [makeDrawn(PAGE, { name: "sau.pdf" })];
    await animationFrame();
    await animationFrame();
    expect(".o_vanthu_desk_page img").toHaveAttribute("alt", "sau.pdf");
    drawing.resolve("blob:late");
    await animationFrame();
    expect(".o_vanthu_desk_page img").toHaveAttribute("data-src", PAGE);
});

test("a page that fails late does not end the waiting for that of the next card", async () => {
    const drawing = new Deferred();
    const slow = makeFile();
    getPicture(slow, () => drawing).catch(() => {});
    const parent = await mountPicture([slow]);
    const next = new Deferred();
    parent.state.files = [makeFile()];
    getPicture(parent.state.files[0], () => next);
    await animationFrame();
    drawing.reject(new Error("cut"));
    await animationFrame();
    expect(".o_vanthu_desk_page .fa-spin").toHaveCount(1);
    next.resolve(PAGE);
    await animationFrame();
    expect(".o_vanthu_desk_page img").toHaveAttribute("data-src", PAGE);
});

test("while the next page is drawn, that of the card before is not shown", async () => {
    const parent = await mountPicture([makeDrawn()]);
    const next = makeFile();
    getPicture(next, () => new Promise(() => {}));
    parent.state.files = [next];
    await animationFrame();
    await animationFrame();
    expect(".o_vanthu_desk_page img").toHaveCount(0);
    expect(".o_vanthu_desk_page .fa-spin").toHaveCount(1);
});

test("after a card with a page comes one on paper, and the page goes", async () => {
    const parent = await mountPicture([makeDrawn()]);
    parent.state.files = [];
    await animationFrame();
    await animationFrame();
    expect(".o_vanthu_desk_page img").toHaveCount(0);
    expect(".o_vanthu_desk_file").toHaveText("On paper only");
});

test("after a card whose first file is writing comes one with a page", async () => {
    const word = makeFile({ mimetype: "application/msword" });
    const parent = await mountPicture([word, makeDrawn()]);
    const address = `${PAGE}#2`;
    parent.state.files = [makeDrawn(address)];
    await animationFrame();
    await animationFrame();
    expect(".o_vanthu_desk_page img").toHaveAttribute("data-src", address);
});
