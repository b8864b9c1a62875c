import { describe, expect, test } from "@odoo/hoot";
import { animationFrame, mockVisibilityState } from "@odoo/hoot-mock";
import { defineMailModels } from "@mail/../tests/mail_test_helpers";
import {
    clickSave, contains, defineModels, fields, models, mountView, onRpc,
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
    mockVisibilityState("hidden");
    await animationFrame();
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

test("the button writes it", async () => {
    await mountForm("vanthu_kept_form");
    await contains("[name=note] input").edit("Giáp lai");
    await clickSave();
    expect.verifySteps(["Giáp lai"]);
});
