import { beforeEach, describe, expect, test } from "@odoo/hoot";
import { edit, queryAll, queryOne } from "@odoo/hoot-dom";
import { advanceTime, animationFrame } from "@odoo/hoot-mock";
import { defineMailModels } from "@mail/../tests/mail_test_helpers";
import {
    contains,
    defineModels,
    fields,
    models,
    mountView,
    onRpc,
    serverState,
} from "@web/../tests/web_test_helpers";

describe.current.tags("desktop");

class Document extends models.Model {
    _name = "vanthu.document";
    organ_name = fields.Char({ trim: true });
    organ_id = fields.Many2one({ relation: "res.partner" });
    subject = fields.Char();
    _records = [{ id: 1, organ_name: "Sở Tài chính", organ_id: serverState.partnerId }];
}

defineMailModels();
defineModels([Document]);

const SUGGESTIONS = [
    { name: "Bộ Nội vụ", partner_id: serverState.partnerId },
    { name: "Bộ Nông nghiệp và Môi trường", partner_id: false },
];
const INPUT = ".o_field_widget[name=organ_name] input";

const mountForm = (withOrgan = true, resId = false) =>
    mountView({
        type: "form",
        resModel: "vanthu.document",
        resId,
        arch: `<form>${withOrgan ? '<field name="organ_id" invisible="1"/>' : ""}
            <field name="organ_name" widget="vanthu_organ"/><field name="subject"/></form>`,
    });

/** Type a name without leaving the field, and wait for the suggestions. */
async function type(text) {
    await contains(INPUT).click();
    await edit(text);
    await advanceTime(300);
    await animationFrame();
}

beforeEach(() => {
    onRpc("suggest_organs", ({ args }) => {
        expect.step(`suggest ${args[0]}`);
        return SUGGESTIONS;
    });
    onRpc("web_save", ({ args }) => {
        expect.step(`save ${args[1].organ_name} ${args[1].organ_id}`);
    });
});

test("suggestions are asked for once the clerk pauses, and belong to this input", async () => {
    await mountForm();
    await contains(INPUT).click();
    await edit("Bộ N");
    await advanceTime(100);
    await edit("Bộ Nô");
    await advanceTime(300);
    await animationFrame();
    expect.verifySteps(["suggest Bộ Nô"]);
    const list = document.getElementById(queryOne(INPUT).getAttribute("list"));
    expect([...list.options].map((option) => option.value)).toEqual([
        "Bộ Nội vụ", "Bộ Nông nghiệp và Môi trường",
    ]);
});

test("one letter or blanks ask for nothing", async () => {
    await mountForm();
    await type("B");
    await type("  b  ");
    expect.verifySteps([]);
});

test("a chosen name is not asked about again, nor what was typed just before", async () => {
    await mountForm();
    await type("Bộ");
    await edit("Bộ N");
    // A click in the list sets the whole name at once.
    queryOne(INPUT).value = "Bộ Nội vụ";
    queryOne(INPUT).dispatchEvent(new InputEvent("input", { bubbles: true }));
    await advanceTime(300);
    await animationFrame();
    expect.verifySteps(["suggest Bộ"]);
    expect(queryAll("datalist option").length).toBe(2);
});

test("a chosen name brings its organisation along", async () => {
    await mountForm();
    await type("Bộ");
    await contains(INPUT).edit("Bộ Nội vụ");
    await contains(".o_form_button_save").click();
    expect.verifySteps(["suggest Bộ", `save Bộ Nội vụ ${serverState.partnerId}`]);
});

test("a name that no organisation has is kept as typed, without blanks around it", async () => {
    await mountForm();
    await type("Bộ");
    await contains(INPUT).edit("Bộ Nông nghiệp và Môi trường ");
    await contains(".o_form_button_save").click();
    expect.verifySteps(["suggest Bộ", "save Bộ Nông nghiệp và Môi trường false"]);
});

test("another name drops the organisation of the former one", async () => {
    await mountForm(true, 1);
    await contains(INPUT).edit("Sở Y tế");
    await advanceTime(300);
    await contains(".o_form_button_save").click();
    expect.verifySteps(["suggest Sở Y tế", "save Sở Y tế false"]);
});

test("a form without the organisation takes the name alone", async () => {
    await mountForm(false);
    await type("Bộ");
    await contains(INPUT).edit("Bộ Nội vụ");
    await contains(".o_form_button_save").click();
    expect.verifySteps(["suggest Bộ", "save Bộ Nội vụ undefined"]);
});
