import { beforeEach, describe, expect, test } from "@odoo/hoot";
import { advanceTime, animationFrame } from "@odoo/hoot-mock";
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
    subject = fields.Char();
    draft_pdf_state = fields.Selection({
        selection: [["todo", "Being made"], ["done", "Made"], ["failed", "Not possible"]],
    });
    draft_pdf_message = fields.Char();
    _records = [
        { id: 1, subject: "Chờ", draft_pdf_state: "todo" },
        { id: 2, subject: "Hỏng", draft_pdf_state: "failed", draft_pdf_message: "Thử lại đi" },
        { id: 3, subject: "Xong", draft_pdf_state: "done" },
    ];
}

defineModels([Document]);
defineMailModels();

let answers;
beforeEach(() => {
    allowTranslations();
    answers = [];
    onRpc("vanthu.document", "action_get_draft_pdf_state", ({ args }) => {
        expect.step(`look ${args[0]}`);
        return { state: answers.shift(), message: false };
    });
    onRpc("vanthu.document", "web_read", () => expect.step("load"));
    onRpc("vanthu.document", "action_make_draft_pdf", ({ args }) => {
        expect.step(`make ${args[0]}`);
        return true;
    });
});

const mountDocument = (resId) =>
    mountView({
        type: "form", resModel: "vanthu.document", resId,
        arch: `<form><widget name="vanthu_draft_pdf"/><field name="subject"/></form>`,
    });

test("the form waits for the PDF, ever longer, and is read again when it is made", async () => {
    answers = ["todo", "done"];
    await mountDocument(1);
    expect(".o_vanthu_draft_pdf .fa-spin").toHaveCount(1);
    expect.verifySteps(["load"]);
    await advanceTime(2000);
    expect.verifySteps(["look 1"]);
    await advanceTime(2000);
    expect.verifySteps([]);
    await advanceTime(1000);
    await animationFrame();
    expect.verifySteps(["look 1", "load"]);
});

test("what somebody is typing is not read away", async () => {
    answers = ["done"];
    await mountDocument(1);
    expect.verifySteps(["load"]);
    await contains("[name=subject] input").edit("Đang gõ", { confirm: false });
    await advanceTime(2000);
    await animationFrame();
    expect.verifySteps(["look 1"]);
    expect("[name=subject] input").toHaveValue("Đang gõ");
});

test("a failure is told with its reason and can be tried again", async () => {
    await mountDocument(2);
    expect.verifySteps(["load"]);
    expect(".o_vanthu_draft_pdf").toHaveText(/Thử lại đi/);
    await contains(".o_vanthu_draft_pdf button").click();
    expect.verifySteps(["make 2", "load"]);
});

test("a PDF that is made needs no word, and nobody asks for it", async () => {
    await mountDocument(3);
    await advanceTime(60000);
    expect(".o_vanthu_draft_pdf").toHaveCount(0);
    expect.verifySteps(["load"]);
});
