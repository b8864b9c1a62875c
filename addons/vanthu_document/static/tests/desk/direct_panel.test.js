import { describe, expect, test } from "@odoo/hoot";
import { press, queryAllTexts, queryOne } from "@odoo/hoot-dom";
import { animationFrame } from "@odoo/hoot-mock";
import { defineMailModels } from "@mail/../tests/mail_test_helpers";
import {
    allowTranslations, contains, getService, mountWithCleanup, onRpc,
} from "@web/../tests/web_test_helpers";

import { DirectPanel } from "@vanthu_document/desk/direct_panel";

describe.current.tags("desktop");
defineMailModels();

const TODAY = "2026-11-22";
const makeTarget = (id, name, role = "lead") => ({ unit_id: id, user_id: false, name, role });
const OFFICE = makeTarget(1, "Văn phòng");
const FINANCE = makeTarget(2, "Tài chính");
const makeCard = ({ proposed = [], ...values }) => ({
    pile: "direct", id: 3, company_id: 500, proposal: "", proposed,
    usual: [OFFICE, FINANCE].filter((target) => !proposed.includes(target)), usual_phrases: [],
    dates: [TODAY, "2026-11-25"], default_date: "2026-11-25", needs_approval: false, ...values,
});

async function mountPanel(values = {}, { phrases = [], kept } = {}) {
    allowTranslations();
    const card = makeCard(values);
    const props = {
        card,
        extras: { today: TODAY, phrases },
        place: "1 of 3",
        decide: (of, decision, label) => expect.step({ id: of.id, label, ...decision }),
        move: (step) => expect.step(step),
    };
    if (kept) {
        await mountWithCleanup("<div/>");
        getService("vanthu_desk_outbox").storage.setDraft(card, kept);
    }
    await mountWithCleanup(DirectPanel, { props });
}

const getTargets = () => queryAllTexts(".o_vanthu_desk_turn span").join(" ");
const getDays = () => queryAllTexts(".o_vanthu_desk_deadlines button");
const getOffered = () =>
    queryAllTexts(".o_vanthu_desk_suggestions .o_vanthu_desk_chip:not(.o_vanthu_desk_other) span");
const send = () => contains(".o_vanthu_desk_send").click();
const write = (text) => contains(".o_vanthu_desk_text").edit(text, { confirm: false });

async function setDay(date) {
    const input = queryOne("input[type=date]");
    input.value = date;
    input.dispatchEvent(new Event("change"));
    await animationFrame();
}

test("the clerk's proposal stands there to be confirmed, and is not offered twice", async () => {
    await mountPanel({ proposal: "Giao VP", proposed: [OFFICE], needs_approval: true });
    expect(".o_vanthu_desk_proposal").toHaveText(/Giao VP/);
    expect(getTargets()).toBe("Lead Văn phòng");
    expect(getOffered()).toEqual(["Tài chính"]);
    expect(".o_vanthu_desk_report input").toBeChecked();
    await write(" Làm ngay ");
    await send();
    const work = { role: "lead", unit_id: 1, user_id: false, due_date: "2026-11-25" };
    expect.verifySteps([{
        id: 3, label: "Directed to Văn phòng", content: "Làm ngay", needs_approval: true,
        assignments: [work],
    }]);
});

test("further taps turn the role; the cross takes the unit out and offers it again", async () => {
    await mountPanel({ proposed: [OFFICE] });
    await contains(".o_vanthu_desk_turn").click();
    expect(getTargets()).toBe("Cooperate Văn phòng");
    await contains(".o_vanthu_desk_turn").click();
    expect(".o_vanthu_desk_target").toHaveAttribute("data-role", "inform");
    expect(".o_vanthu_desk_deadlines").toHaveCount(0);
    await contains(".o_vanthu_desk_remove").click();
    expect(getTargets()).toBe("");
    expect(getOffered()).toEqual(["Văn phòng", "Tài chính"]);
    expect(".o_vanthu_desk_report").toHaveCount(0);
});

test("with nobody named the document is filed, and the button says so", async () => {
    await mountPanel({ proposed: [OFFICE] });
    expect(".o_vanthu_desk_send span").toHaveText("Send");
    await contains(".o_vanthu_desk_remove").click();
    expect(".o_vanthu_desk_send span").toHaveText("File it: nobody gets work");
    await write("Lưu");
    await send();
    expect.verifySteps([{
        id: 3, label: "Filed: nobody gets work", content: "Lưu", needs_approval: false,
        assignments: [],
    }]);
});

test("a number beyond the suggestions does nothing, and none is typed into the text", async () => {
    await mountPanel();
    await press("3");
    await animationFrame();
    expect(getTargets()).toBe("");
    await write("Xong trước 1");
    await press("1");
    await animationFrame();
    expect(getTargets()).toBe("");
});

test("who is found by name takes part, and the search closes", async () => {
    onRpc("vanthu.desk", "get_targets", () => [
        { unit_id: false, user_id: 9, name: "Đỗ Thị Đào", code: "" },
    ]);
    await mountPanel({ proposed: [OFFICE] });
    await contains(".o_vanthu_desk_suggestions .o_vanthu_desk_other").click();
    await contains(".o_vanthu_desk_picker input").edit("do thi", { confirm: false });
    await contains(".o_vanthu_desk_pick").click();
    expect(".o_vanthu_desk_picker").toHaveCount(0);
    expect(getTargets()).toBe("Lead Văn phòng Cooperate Đỗ Thị Đào");
});

test("own words come first, those of other offices never, the rest on demand", async () => {
    const phrases = ["A", "B", "C", "D", "E"].map((text) => ({ text, company_id: false }));
    phrases.splice(1, 0, { text: "Nơi khác", company_id: 501 }, { text: "Ở đây", company_id: 500 });
    await mountPanel({ usual_phrases: ["Của tôi", "B"] }, { phrases });
    const chips = () => queryAllTexts(".o_vanthu_desk_phrases button");
    expect(chips()).toEqual(["Của tôi", "B", "A", "Ở đây", "C", "More…"]);
    await contains(".o_vanthu_desk_phrases .o_vanthu_desk_other").click();
    expect(chips()).toEqual(["Của tôi", "B", "A", "Ở đây", "C", "D", "E"]);
    await contains(".o_vanthu_desk_phrases button:first").click();
    expect(".o_vanthu_desk_phrases button:first").toHaveClass("active");
    expect(".o_vanthu_desk_text").toHaveValue("Của tôi");
});

test("another day takes its place among the days; emptied, it is the usual one", async () => {
    await mountPanel({ proposed: [OFFICE] });
    expect(getDays()).toEqual(["Today", "Wed 11/25"]);
    await setDay("2026-11-24");
    expect(getDays()).toEqual(["Today", "Tue 11/24", "Wed 11/25"]);
    expect(".o_vanthu_desk_deadlines .active").toHaveText("Tue 11/24");
    await setDay("");
    expect(getDays()).toEqual(["Today", "Wed 11/25"]);
    expect(".o_vanthu_desk_deadlines .active").toHaveText("Wed 11/25");
    expect("input[type=date]").toHaveAttribute("min", TODAY);
});

test("work without a usual deadline can be given without one", async () => {
    await mountPanel({ proposed: [OFFICE], default_date: false });
    expect(".o_vanthu_desk_deadlines .active").toHaveText("No deadline");
    await contains(".o_vanthu_desk_deadlines [data-date]:first").click();
    expect(".o_vanthu_desk_deadlines .active").toHaveText("Today");
    await contains(".o_vanthu_desk_deadlines button:first").click();
    expect(".o_vanthu_desk_deadlines .active").toHaveText("No deadline");
});

test("what was half decided days ago stands there, with a day that is still to come", async () => {
    const kept = { targets: [FINANCE], content: "Nửa câu", date: "2026-11-20", needsApproval: true };
    await mountPanel({ proposed: [OFFICE] }, { kept });
    expect(getTargets()).toBe("Lead Tài chính");
    expect(".o_vanthu_desk_text").toHaveValue("Nửa câu");
    expect(".o_vanthu_desk_deadlines .active").toHaveText("Wed 11/25");
});
