import { beforeEach, describe, expect, getFixture, test } from "@odoo/hoot";
import { getInputs, walkFields } from "@vanthu_document/document_form/keyboard";

describe.current.tags("desktop");

const FORM = `
    <div class="o_form_sheet">
        <div class="o_field_widget"><input id="number"/></div>
        <div class="o_field_widget"><input id="locked" readonly="readonly"/></div>
        <div class="o_field_widget"><input id="off" disabled="disabled"/></div>
        <div class="o_field_widget"><input id="tick" type="checkbox"/></div>
        <div class="o_field_widget" style="display: none"><input id="hidden"/></div>
        <div class="o_vanthu_proposals"><div class="o_field_widget"><input id="proposal"/></div></div>
        <div class="o_field_widget"><textarea id="subject"></textarea></div>
        <div class="o_field_widget o-autocomplete"><input id="unit"/></div>
        <div class="o_field_widget"><select id="channel"><option>Post</option></select></div>
    </div>
    <input id="search"/>
    <button name="action_register_next">Register and next</button>`;

let form;
const get = (id) => form.querySelector(`#${id}`);

/** What Enter does at an element: whether it was taken, and where the focus is afterwards. */
function pressEnter(id, { multiline = true, ...keys } = {}) {
    const target = get(id);
    target.focus();
    const ev = new KeyboardEvent("keydown", { key: "Enter", cancelable: true, ...keys });
    Object.defineProperty(ev, "target", { value: target });
    if (!multiline) {
        ev.preventDefault();
    }
    walkFields(form, ev);
    return { taken: ev.defaultPrevented, focus: document.activeElement };
}

beforeEach(() => {
    form = document.createElement("form");
    form.innerHTML = FORM;
    form.addEventListener("submit", (ev) => ev.preventDefault());
    getFixture().append(form);
});

test("only fields that can be seen and filled in are walked through", () => {
    expect(getInputs(form).map((el) => el.id)).toEqual(["number", "subject", "unit", "channel"]);
});

test("Enter goes to the next field and selects its text, from the last to the button", () => {
    get("subject").value = "V/v họp";
    const first = pressEnter("number");
    expect(first.taken).toBe(true);
    expect(first.focus).toBe(get("subject"));
    expect(get("subject").selectionEnd).toBe(7);
    expect(pressEnter("channel").focus.name).toBe("action_register_next");
});

test("Enter in a text of several lines stays a line break", () => {
    const result = pressEnter("subject");
    expect(result.taken).toBe(false);
    expect(result.focus).toBe(get("subject"));
});

test("Enter in a text of one line, which takes it itself, goes on", () => {
    expect(pressEnter("subject", { multiline: false }).focus).toBe(get("unit"));
});

test("an input that took Enter for itself keeps it", () => {
    expect(pressEnter("number", { multiline: false }).focus).toBe(get("number"));
});

test("Enter chooses from an open list before it goes on", () => {
    const menu = document.createElement("div");
    menu.className = "dropdown-menu";
    get("unit").parentElement.append(menu);
    const open = pressEnter("unit");
    expect(open.taken).toBe(false);
    expect(open.focus).toBe(get("unit"));
    menu.remove();
    expect(pressEnter("unit").focus).toBe(get("channel"));
});

test("half a syllable from an input method is never sent off by Enter", () => {
    expect(pressEnter("number", { isComposing: true }).taken).toBe(false);
    expect(document.activeElement).toBe(get("number"));
});

test("other keys, other inputs and Shift or Alt are left alone", () => {
    for (const keys of [{ shiftKey: true }, { altKey: true }, { key: "Tab" }]) {
        expect(pressEnter("number", keys).taken).toBe(false);
        expect(document.activeElement).toBe(get("number"));
    }
    expect(pressEnter("search").taken).toBe(false);
});

test("Ctrl+Enter leaves the field first, so that its value counts, then presses the button", () => {
    get("number").addEventListener("blur", () => expect.step("blur"));
    form.querySelector("button").addEventListener("click", () => expect.step("click"));
    expect(pressEnter("number", { ctrlKey: true }).taken).toBe(true);
    expect.verifySteps(["blur", "click"]);
    pressEnter("number", { metaKey: true });
    expect.verifySteps(["blur", "click"]);
});

test("without the button Ctrl+Enter does nothing and Enter ends at the last field", () => {
    form.querySelector("button").remove();
    expect(pressEnter("number", { ctrlKey: true }).taken).toBe(false);
    expect(pressEnter("channel").focus).toBe(get("channel"));
});
