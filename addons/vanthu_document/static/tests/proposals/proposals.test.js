import { describe, expect, test } from "@odoo/hoot";
import { press, queryAllTexts, queryOne, waitFor } from "@odoo/hoot-dom";
import { animationFrame, runAllTimers } from "@odoo/hoot-mock";
import { defineMailModels } from "@mail/../tests/mail_test_helpers";
import {
    allowTranslations,
    contains,
    defineModels,
    fields,
    models,
    mountView,
    onRpc,
} from "@web/../tests/web_test_helpers";

describe.current.tags("desktop");

const PROPOSALS = {
    code_number: { value: "327", display: "327", source: "Số: 327/BGDĐT-VP" },
    code_notation: { value: "BGDĐT-VP", display: "BGDĐT-VP", source: "Số: 327/BGDĐT-VP" },
    issued_date: { value: "2026-03-02", display: "02/03/2026", source: "ngày 02 tháng 3" },
    type_id: { value: 5, display: "Công văn", source: "" },
    priority: { value: "1", display: "Urgent", source: "KHẨN" },
    subject: { value: "tổng kết năm học", display: "tổng kết năm học", source: "V/v tổng kết" },
};

class Type extends models.Model {
    _name = "vanthu.document.type";
    name = fields.Char();
    _records = [{ id: 5, name: "Công văn" }];
}

class Document extends models.Model {
    _name = "vanthu.document";
    code_number = fields.Char({ string: "Number" });
    code_notation = fields.Char({ string: "Notation" });
    issued_date = fields.Date({ string: "Date of document" });
    type_id = fields.Many2one({ string: "Type", relation: "vanthu.document.type" });
    priority = fields.Selection({
        string: "Urgency",
        selection: [["0", "Normal"], ["1", "Urgent"]],
    });
    subject = fields.Char({ string: "Subject" });
    proposals = fields.Json();
    _records = [{ id: 1, priority: "0", subject: "đã gõ", proposals: PROPOSALS }];
}

defineModels([Type, Document]);
defineMailModels();

const mountForm = async () => {
    allowTranslations();
    await mountView({
        type: "form",
        resModel: "vanthu.document",
        resId: 1,
        arch: `<form><field name="proposals" widget="vanthu_proposals"/>
            <field name="code_number"/><field name="code_notation"/><field name="issued_date"/>
            <field name="type_id"/><field name="priority"/><field name="subject"/></form>`,
    });
    await settle();
};

const settle = async () => {
    await animationFrame();
    await runAllTimers();
    await animationFrame();
};

const getFocused = () => document.activeElement.closest(".o_vanthu_proposal")?.dataset.field;
const getValue = (name) => queryOne(`.o_field_widget[name=${name}] :is(input, select)`).value;

test("nothing is filled in without an act of the clerk", async () => {
    onRpc("web_save", () => expect.step("save"));
    await mountForm();
    expect(".o_vanthu_proposal").toHaveCount(6);
    expect(getValue("code_number")).toBe("");
    expect(getValue("subject")).toBe("đã gõ");
    expect(".o_form_status_indicator_buttons.invisible").toHaveCount(1);
    expect.verifySteps([]);
});

test("source and conflict are shown, an empty field hints at its proposal", async () => {
    await mountForm();
    expect(queryAllTexts("[data-field=code_number] q")).toEqual(["Số: 327/BGDĐT-VP"]);
    expect("[data-field=subject] .o_vanthu_proposal_conflict").toHaveCount(1);
    expect("[data-field=subject] .o_vanthu_proposal_conflict").toHaveText(/đã gõ/);
    expect("[data-field=code_number] .o_vanthu_proposal_conflict").toHaveCount(0);
    expect(queryOne(".o_field_widget[name=code_number] input").placeholder).toInclude("327");
    expect(queryOne(".o_field_widget[name=subject] input").placeholder).toBe("");
});

test("words that differ only in capitals are no proposal, a notation is", async () => {
    Document._records[0].subject = "Tổng kết năm học";
    Document._records[0].code_notation = "bgdđt-vp";
    await mountForm();
    expect("[data-field=subject]").toHaveCount(0);
    expect("[data-field=code_notation] .o_vanthu_proposal_conflict").toHaveCount(1);
});

test("Enter accepts the row in focus and goes to the next", async () => {
    await mountForm();
    expect(getFocused()).toBe("code_number");
    await press("Enter");
    await settle();
    expect(getValue("code_number")).toBe("327");
    expect(getValue("code_notation")).toBe("");
    expect(getFocused()).toBe("code_notation");
    expect("[data-field=code_number]").toHaveCount(0);
    expect(queryOne(".o_field_widget[name=code_number] input").placeholder).toBe("");
});

test("arrows move, Escape lays aside and remembers it", async () => {
    onRpc("web_save", ({ args }) => {
        expect.step(Object.entries(args[1].proposals).filter(([, p]) => p.dismissed)[0][0]);
    });
    await mountForm();
    await press("ArrowDown");
    await settle();
    expect(getFocused()).toBe("code_notation");
    await press("Escape");
    await settle();
    expect("[data-field=code_notation]").toHaveCount(0);
    expect(getFocused()).toBe("issued_date");
    expect(getValue("code_notation")).toBe("");
    await contains(".o_form_button_save").click();
    expect.verifySteps(["code_notation"]);
});

test("accepting all fills every kind of field but never writes over typed text", async () => {
    onRpc("web_save", ({ args }) => expect.step(args[1]));
    await mountForm();
    await contains(".o_vanthu_proposals_all").click();
    await settle();
    await waitFor("[data-field=subject] .o_vanthu_proposal_accept:focus", { timeout: 5000 });
    expect(".o_vanthu_proposal").toHaveCount(1);
    await contains(".o_form_button_save").click();
    expect.verifySteps([
        {
            code_number: "327",
            code_notation: "BGDĐT-VP",
            issued_date: "2026-03-02",
            type_id: 5,
            priority: "1",
        },
    ]);
});

test("a conflict is decided by the clerk", async () => {
    await mountForm();
    await contains("[data-field=subject] .o_vanthu_proposal_accept").click();
    await settle();
    expect(getValue("subject")).toBe("tổng kết năm học");
    expect("[data-field=subject]").toHaveCount(0);
});
