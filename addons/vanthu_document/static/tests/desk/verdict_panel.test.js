import { describe, expect, test } from "@odoo/hoot";
import { press, queryAllTexts, queryOne } from "@odoo/hoot-dom";
import { animationFrame } from "@odoo/hoot-mock";
import { defineMailModels } from "@mail/../tests/mail_test_helpers";
import {
    allowTranslations, contains, getService, mountWithCleanup,
} from "@web/../tests/web_test_helpers";

import { ExtensionPanel, ReportPanel } from "@vanthu_document/desk/verdict_panel";

describe.current.tags("desktop");
defineMailModels();

const report = (values) => ({
    pile: "report", id: 4, who: "Tài chính", role: "lead", report: "Đã xong hết",
    reported_by: "Hoa", report_date: "2026-11-20", words: "Lập dự toán", instruction: "",
    answer_reference: "", own_files: 0, ...values,
});
const extension = (values) => ({
    pile: "extension", id: 6, who: "Văn phòng", role: "cooperate", reason: "Chờ số liệu",
    asked_by: "An", old_date: "2026-11-22", asked_date: "2026-11-27",
    first_date: "2026-11-23", last_date: "2026-12-10", words: "", instruction: "", ...values,
});

async function mountPanel(Panel, card) {
    allowTranslations();
    await mountWithCleanup(Panel, {
        props: {
            card,
            extras: { today: "2026-11-22" },
            place: "1 of 3",
            decide: (of, decision, label) => expect.step([of.id, decision, label]),
            move: (step) => expect.step(step),
        },
    });
}

const getStorage = () => getService("vanthu_desk_outbox").storage;
const write = (text) => contains(".o_vanthu_desk_text").edit(text, { confirm: false });

const granted = (date, shown) => [
    6, { date, verdict: "grant", text: "" }, `Văn phòng has time until ${shown}`,
];

test("a report is shown with who made it, when, and what was asked for", async () => {
    await mountPanel(ReportPanel, report({ instruction: "Gửi bản giấy" }));
    expect(".o_vanthu_desk_said strong").toHaveText("Tài chính");
    expect(".o_vanthu_desk_said").toHaveText(/Lead/);
    expect(".o_vanthu_desk_said").toHaveText(/Hoa, 11\/20\/2026/);
    expect(".o_vanthu_desk_words").toHaveText("Đã xong hết");
    expect(".o_vanthu_desk_proposal").toHaveText(/Lập dự toán – Gửi bản giấy/);
    expect(".o_vanthu_desk_place").toHaveText("1 of 3");
    expect(".fa-reply, .fa-paperclip").toHaveCount(0);
});

test("the answer and the files of a report are named where there are some", async () => {
    await mountPanel(ReportPanel, report({ answer_reference: "45/VP", own_files: 2, words: "" }));
    expect(".o_vanthu_desk_said").toHaveText(/Answered by 45\/VP/);
    expect(".o_vanthu_desk_said").toHaveText(/Files with the report: 2/);
    expect(".o_vanthu_desk_proposal").toHaveCount(0);
});

test("a report is approved by one tap, with a word or without", async () => {
    await mountPanel(ReportPanel, report());
    await contains(".o_vanthu_desk_send").click();
    await write("  Tốt lắm ");
    await contains(".o_vanthu_desk_send").click();
    const said = "Report of Tài chính approved";
    expect.verifySteps([
        [4, { verdict: "approve", text: "" }, said],
        [4, { verdict: "approve", text: "Tốt lắm" }, said],
    ]);
});

test("a report is sent back only with what is missing", async () => {
    await mountPanel(ReportPanel, report());
    await write("   ");
    await contains(".o_vanthu_desk_refuse").click();
    expect.verifySteps([]);
    expect(".o_vanthu_desk_text").toHaveClass("is-invalid");
    expect(".o_vanthu_desk_text").toBeFocused();
    expect(".invalid-feedback").toHaveText("Say what is missing.");
    await write("Thiếu phụ lục");
    expect(".o_vanthu_desk_text").not.toHaveClass("is-invalid");
    await contains(".o_vanthu_desk_refuse").click();
    expect.verifySteps([
        [4, { verdict: "send_back", text: "Thiếu phụ lục" }, "Report of Tài chính sent back"],
    ]);
});

test("Ctrl+Enter says yes while one writes", async () => {
    await mountPanel(ReportPanel, report());
    await write("Được");
    await press(["ctrl", "Enter"]);
    await animationFrame();
    expect.verifySteps([
        [4, { verdict: "approve", text: "Được" }, "Report of Tài chính approved"],
    ]);
});

test("the buttons beside lead to the card before and to the next", async () => {
    await mountPanel(ReportPanel, report());
    await contains(".o_vanthu_desk_previous").click();
    await contains(".o_vanthu_desk_next").click();
    expect.verifySteps([-1, 1]);
});

test("words half written are there when the card is opened again", async () => {
    await mountPanel(ReportPanel, report());
    expect(getStorage().getDraft(report())).toBe(null);
    await write("Thiếu phụ");
    expect(getStorage().getDraft(report())).toEqual({ text: "Thiếu phụ" });
    await mountPanel(ReportPanel, report());
    expect(".o_vanthu_desk_text:last").toHaveValue("Thiếu phụ");
});

test("an extension shows the old day, the asked day and the reason", async () => {
    await mountPanel(ExtensionPanel, extension());
    expect(queryAllTexts(".o_vanthu_desk_dates > :not(i)")).toEqual(["11/22/2026", "11/27/2026"]);
    expect(".o_vanthu_desk_words").toHaveText("Chờ số liệu");
    expect(".o_vanthu_desk_said").toHaveText(/Cooperate/);
    expect(".o_vanthu_desk_said").toHaveText(/Asked by An/);
    expect(".o_vanthu_desk_proposal").toHaveCount(0);
});

test("time is given as asked by one tap", async () => {
    await mountPanel(ExtensionPanel, extension());
    expect(".o_vanthu_desk_send").toHaveText(/Give time until 11\/27\/2026/);
    await contains(".o_vanthu_desk_send").click();
    expect.verifySteps([granted("2026-11-27", "11/27/2026")]);
});

test("another day is given, named on the button, and taken back by the chip", async () => {
    await mountPanel(ExtensionPanel, extension());
    expect(".o_vanthu_desk_chip.active").toHaveCount(1);
    queryOne("input[type=date]").value = "2026-12-01";
    queryOne("input[type=date]").dispatchEvent(new Event("change"));
    await animationFrame();
    expect(queryAllTexts(".o_vanthu_desk_chip.active")).toEqual(["12/01/2026"]);
    expect(".o_vanthu_desk_send").toHaveText(/12\/01\/2026/);
    await contains(".o_vanthu_desk_send").click();
    await contains(".o_vanthu_desk_chip:first").click();
    await contains(".o_vanthu_desk_send").click();
    expect.verifySteps([
        granted("2026-12-01", "12/01/2026"), granted("2026-11-27", "11/27/2026"),
    ]);
});

test("only days that the server takes can be chosen, and an emptied day is the asked one", async () => {
    await mountPanel(ExtensionPanel, extension());
    expect("input[type=date]").toHaveAttribute("min", "2026-11-23");
    expect("input[type=date]").toHaveAttribute("max", "2026-12-10");
    queryOne("input[type=date]").value = "";
    queryOne("input[type=date]").dispatchEvent(new Event("change"));
    await animationFrame();
    expect(".o_vanthu_desk_send").toHaveText(/11\/27\/2026/);
});

test("a day that has passed while one asked is no longer offered", async () => {
    await mountPanel(ExtensionPanel, extension({ asked_date: "2026-11-20" }));
    expect(queryAllTexts(".o_vanthu_desk_chip:not(label)")).toEqual(["11/23/2026"]);
    await contains(".o_vanthu_desk_send").click();
    expect.verifySteps([granted("2026-11-23", "11/23/2026")]);
});

test("a day chosen on a card that lay for days gives way to one that can be given", async () => {
    await mountPanel(ExtensionPanel, extension({ id: 7 }));
    getStorage().setDraft(extension(), { text: "Được", date: "2026-11-21" });
    getStorage().setDraft(extension({ id: 8 }), { text: "", date: "2026-11-25" });
    await mountPanel(ExtensionPanel, extension());
    expect(".o_vanthu_desk_send:last").toHaveText(/11\/27\/2026/);
    expect(".o_vanthu_desk_text:last").toHaveValue("Được");
    await mountPanel(ExtensionPanel, extension({ id: 8 }));
    expect(".o_vanthu_desk_send:last").toHaveText(/11\/25\/2026/);
});

test("without a last day the calendar has no end", async () => {
    await mountPanel(ExtensionPanel, extension({ last_date: false }));
    expect("input[type=date]").not.toHaveAttribute("max");
});

test("no more time is said only with the reason", async () => {
    await mountPanel(ExtensionPanel, extension());
    await contains(".o_vanthu_desk_refuse").click();
    expect(".invalid-feedback").toHaveText("Say why no more time is given.");
    await write("Đã gia hạn rồi");
    await contains(".o_vanthu_desk_refuse").click();
    expect.verifySteps([
        [
            6, { date: "2026-11-27", verdict: "refuse", text: "Đã gia hạn rồi" },
            "No more time for Văn phòng",
        ],
    ]);
});
