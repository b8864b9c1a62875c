import { describe, expect, test } from "@odoo/hoot";
import { press, queryOne } from "@odoo/hoot-dom";
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

class Document extends models.Model {
    _name = "vanthu.document";
    code_number = fields.Char();
    organ_name = fields.Char({ string: "Issuing body" });
    subject = fields.Char({ string: "Subject" });
    channel = fields.Char();
    organ_id = fields.Many2one({ relation: "res.partner" });
    similar_ids = fields.Many2many({ relation: "vanthu.document" });
    direction = fields.Char();
    arrival_label = fields.Char();
    arrival_date = fields.Date();
    _records = [{ id: 3, subject: "Công văn", arrival_label: "07", arrival_date: "2026-03-02" }];
}

defineModels([Document]);
defineMailModels();

const ARCH = `<form js_class="vanthu_document_form">
    <header>
        <button name="action_register" type="object" string="Register"/>
        <button name="action_register_next" type="object" string="Register and next"/>
    </header>
    <sheet><group>
        <field name="code_number"/><field name="organ_id" invisible="1"/>
        <field name="organ_name" widget="vanthu_organ"/>
        <field name="subject" widget="text" options="{'line_breaks': False}"/>
        <field name="channel"/>
        <field name="similar_ids" widget="vanthu_document_links"/>
    </group></sheet></form>`;

const mountForm = async (params = {}) => {
    allowTranslations();
    onRpc("suggest_organs", () => [{ name: "Bộ Nội vụ", partner_id: 9 }]);
    await mountView({ type: "form", resModel: "vanthu.document", arch: ARCH, ...params });
};
const getFocused = () =>
    document.activeElement.closest(".o_field_widget")?.getAttribute("name") ||
    document.activeElement.getAttribute("name");

test("Enter walks through the fields and ends at the button", async () => {
    await mountForm();
    expect(getFocused()).toBe("code_number");
    for (const name of ["organ_name", "subject", "channel", "action_register_next"]) {
        await press("Enter");
        await animationFrame();
        expect(getFocused()).toBe(name);
    }
});

for (const button of ["action_register", "action_register_next"]) {
    test(`an empty form is not saved by ${button}: what is missing is asked for`, async () => {
        onRpc("web_save", () => expect.step("save"));
        onRpc(button, () => expect.step("register"));
        await mountForm();
        await contains(`button[name=${button}]`).click();
        expect(".o_field_widget.o_field_invalid").toHaveCount(2);
        expect(getFocused()).toBe("organ_name");
        expect.verifySteps([]);
    });
}

test("what is complete is saved and registered", async () => {
    onRpc("web_save", ({ args }) => expect.step(args[1].organ_name));
    onRpc("action_register", () => {
        expect.step("register");
        return false;
    });
    onRpc("action_draw_waiting_stamp", () => false);
    await mountForm();
    await contains("[name=organ_name] input").edit("Bộ Nội vụ", { confirm: false });
    await contains("[name=subject] textarea").edit("Thử", { confirm: false });
    await contains("button[name=action_register]").click();
    expect.verifySteps(["Bộ Nội vụ", "register"]);
});

test("Ctrl+Enter registers, keeps the number in sight and opens an empty form", async () => {
    onRpc("web_save", ({ args }) => expect.step(args[1].subject));
    onRpc("action_register_next", ({ args }) => {
        expect.step("register");
        return {
            document_id: args[0][0], number: "12", name: "327/BGDĐT-VP",
            context: { default_channel: "office" },
        };
    });
    onRpc("action_draw_waiting_stamp", () => {
        expect.step("stamp");
        return false;
    });
    await mountForm();
    await contains("[name=organ_name] input").edit("Bộ Nội vụ", { confirm: false });
    await contains("[name=subject] textarea").edit("Thử", { confirm: false });
    await press("Enter", { ctrlKey: true });
    await animationFrame();
    await runAllTimers();
    await animationFrame();
    expect.verifySteps(["Thử", "register", "stamp"]);
    expect(".o_vanthu_last_number_value").toHaveText("12");
    expect(queryOne("[name=subject] textarea").value).toBe("");
    expect(queryOne("[name=channel] input").value).toBe("office");
    expect(getFocused()).toBe("code_number");
});

test("other documents are links into a tab of their own", async () => {
    Document._records.push({ id: 4, subject: "x", similar_ids: [3] });
    await mountForm({ resId: 4 });
    const link = queryOne("[name=similar_ids] a");
    expect(link.getAttribute("href")).toBe("/odoo/incoming-documents/3");
    expect(link.target).toBe("_blank");
    expect(link).toHaveText(/07/);
});
