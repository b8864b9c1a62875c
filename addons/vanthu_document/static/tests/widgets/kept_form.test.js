import { describe, expect, test } from "@odoo/hoot";
import { animationFrame } from "@odoo/hoot-mock";
import { defineMailModels } from "@mail/../tests/mail_test_helpers";
import {
    clickSave, contains, defineModels, fields, hideTab, models, mountView, onRpc,
} from "@web/../tests/web_test_helpers";

describe.current.tags("desktop");

class Line extends models.Model {
    _name = "vanthu.seal.use";
    note = fields.Char();
    _records = [];
}

defineModels([Line]);
defineMailModels();

async function mountForm(jsClass) {
    onRpc("web_save", ({ args }) => expect.step(args[1].note || "empty"));
    await mountView({
        type: "form",
        resModel: "vanthu.seal.use",
        arch: `<form js_class="${jsClass}"><field name="note"/></form>`,
    });
}

async function leave() {
    await hideTab();
    const event = new Event("beforeunload", { cancelable: true });
    window.dispatchEvent(event);
    await animationFrame();
    return event.defaultPrevented;
}

test("nothing is written when the tab is hidden or closed", async () => {
    await mountForm("vanthu_kept_form");
    expect(await leave()).toBe(false);
    expect.verifySteps([]);
});

test("what was typed is not written either, but the browser asks", async () => {
    await mountForm("vanthu_kept_form");
    await contains("[name=note] input").edit("Giáp lai");
    expect(await leave()).toBe(true);
    expect.verifySteps([]);
});

test("the same would be written by a form of Odoo", async () => {
    await mountForm("form");
    await leave();
    expect.verifySteps(["empty"]);
});

test("the button writes it", async () => {
    await mountForm("vanthu_kept_form");
    await contains("[name=note] input").edit("Giáp lai");
    await clickSave();
    expect.verifySteps(["Giáp lai"]);
});
