import { beforeEach, describe, expect, getFixture, test } from "@odoo/hoot";
import { allowTranslations } from "@web/../tests/web_test_helpers";
import { showHints } from "@vanthu_document/proposals/hints";

describe.current.tags("desktop");

let form;
const getInput = (name) => form.querySelector(`[name=${name}] :is(input, textarea)`);

beforeEach(() => {
    allowTranslations();
    form = document.createElement("div");
    form.innerHTML = `
        <div class="o_field_widget" name="code_number"><input placeholder="12"/></div>
        <div class="o_field_widget" name="subject"><textarea></textarea></div>
        <div class="o_field_widget" name="channel"><select></select></div>
        <input name="code_number" placeholder="elsewhere"/>`;
    getFixture().append(form);
});

test("a proposal stands in the empty field as a hint and is no value", () => {
    showHints(form, ["code_number", "subject"], new Map([["subject", "tổng kết năm học"]]));
    expect(getInput("subject").placeholder).toBe("tổng kết năm học (proposed)");
    expect(getInput("subject").value).toBe("");
    expect(getInput("code_number").placeholder).toBe("12");
});

test("the field's own placeholder comes back when the proposal goes, however often it changed", () => {
    for (const number of ["327", "328"]) {
        showHints(form, ["code_number"], new Map([["code_number", number]]));
        expect(getInput("code_number").placeholder).toBe(`${number} (proposed)`);
    }
    showHints(form, ["code_number"], new Map());
    expect(getInput("code_number").placeholder).toBe("12");
    expect(getInput("code_number").dataset).not.toInclude("vanthuHint");
});

test("a field without placeholder is empty again afterwards", () => {
    showHints(form, ["subject"], new Map([["subject", "x"]]));
    showHints(form, ["subject"], new Map());
    expect(getInput("subject").placeholder).toBe("");
});

test("fields that are not asked about, not shown or no inputs are left alone", () => {
    const proposals = new Map([["code_number", "1"], ["channel", "post"], ["gone", "x"]]);
    showHints(form, ["channel", "gone"], proposals);
    expect(getInput("code_number").placeholder).toBe("12");
    expect(form.lastElementChild.placeholder).toBe("elsewhere");
    showHints(form, ["code_number"], proposals);
    expect(form.lastElementChild.placeholder).toBe("elsewhere");
});
