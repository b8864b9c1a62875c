import { describe, expect, test } from "@odoo/hoot";
import { queryAllTexts } from "@odoo/hoot-dom";
import { advanceTime, animationFrame, mockDate } from "@odoo/hoot-mock";
import { Component, useState, xml } from "@odoo/owl";
import { defineMailModels } from "@mail/../tests/mail_test_helpers";
import { allowTranslations, contains, mountWithCleanup } from "@web/../tests/web_test_helpers";

import { UndoBar } from "@vanthu_document/desk/undo_bar";

describe.current.tags("desktop");
defineMailModels();

const NOW = "2026-11-22 08:00:00";
const MINUTE = 60000;
const makeRecent = (key, values) => ({
    key, label: `Directed to ${key}`, subject: `Văn bản ${key}`, state: "done",
    undo_until: "2026-11-22 08:10:00", at: Date.now(), ...values,
});

class Parent extends Component {
    static components = { UndoBar };
    static template = xml`<UndoBar recent="state.recent" onUndo.bind="undo"/>`;
    static props = { recent: Array };
    setup() {
        this.state = useState({ recent: this.props.recent });
    }
    undo({ key }) {
        expect.step(`undo ${key}`);
        this.state.recent = this.state.recent.filter((recent) => recent.key !== key);
    }
}

async function mountBar(make) {
    allowTranslations();
    mockDate(NOW, 0);
    return mountWithCleanup(Parent, { props: { recent: make() } });
}

/** Time goes on, and what follows from it is drawn. */
async function pass(time) {
    await advanceTime(time);
    await animationFrame();
}

test("without a decision there is no bar", async () => {
    await mountBar(() => []);
    expect(".o_vanthu_desk_undo").toHaveCount(0);
});

test("the last decision is named; those before open above it, the newest first", async () => {
    await mountBar(() => ["A", "B", "C"].map((key) => makeRecent(key)));
    expect(".o_vanthu_desk_last .o_vanthu_desk_undo_text").toHaveText("Directed to C");
    expect(".o_vanthu_desk_more").toHaveText("3");
    expect(".o_vanthu_desk_recent").toHaveCount(0);
    await contains(".o_vanthu_desk_more").click();
    expect(queryAllTexts(".o_vanthu_desk_recent strong")).toEqual(["Directed to B", "Directed to A"]);
    expect(".o_vanthu_desk_more").toHaveAttribute("aria-expanded");
    await contains(".o_vanthu_desk_more").click();
    expect(".o_vanthu_desk_recent").toHaveCount(0);
});

test("one decision alone has no list", async () => {
    await mountBar(() => [makeRecent("A")]);
    expect(".o_vanthu_desk_more").toHaveCount(0);
});

test("any of the last decisions is taken back, not only the newest", async () => {
    await mountBar(() => ["A", "B", "C"].map((key) => makeRecent(key)));
    await contains(".o_vanthu_desk_more").click();
    await contains(".o_vanthu_desk_recent li:last button").click();
    expect.verifySteps(["undo A"]);
    expect(queryAllTexts(".o_vanthu_desk_recent strong")).toEqual(["Directed to B"]);
    await contains(".o_vanthu_desk_undo_button").click();
    expect.verifySteps(["undo C"]);
    expect(".o_vanthu_desk_last .o_vanthu_desk_undo_text").toHaveText("Directed to B");
    await contains(".o_vanthu_desk_undo_button").click();
    expect.verifySteps(["undo B"]);
    expect(".o_vanthu_desk_undo").toHaveCount(0);
});

test("once the time is over the bar goes by itself", async () => {
    await mountBar(() => [makeRecent("A")]);
    await pass(9 * MINUTE);
    expect(".o_vanthu_desk_undo_button").toHaveCount(1);
    await pass(MINUTE);
    expect(".o_vanthu_desk_undo_button").toHaveCount(0);
    expect(".o_vanthu_desk_undo").toHaveCount(0);
});

test("each decision has its own time", async () => {
    await mountBar(() => [
        makeRecent("A", { undo_until: "2026-11-22 08:03:00" }), makeRecent("B"),
    ]);
    await pass(4 * MINUTE);
    expect(".o_vanthu_desk_more").toHaveCount(0);
    expect(".o_vanthu_desk_last .o_vanthu_desk_undo_text").toHaveText("Directed to B");
});

test("what the server does not take back is said for a minute, without a button", async () => {
    await mountBar(() => [makeRecent("A", { undo_until: false })]);
    expect(".o_vanthu_desk_last .o_vanthu_desk_undo_text").toHaveText("Directed to A");
    expect(".o_vanthu_desk_undo_button").toHaveCount(0);
    await pass(MINUTE);
    expect(".o_vanthu_desk_undo").toHaveCount(0);
});

test("what has not left the browser can be taken back however long it waits", async () => {
    await mountBar(() => [makeRecent("A", { state: "waiting", undo_until: false })]);
    expect(".o_vanthu_desk_last .fa-paper-plane-o").toHaveCount(1);
    expect(".o_vanthu_desk_last .fa-check").toHaveCount(0);
    await pass(30 * MINUTE);
    await contains(".o_vanthu_desk_undo_button").click();
    expect.verifySteps(["undo A"]);
});

test("once it has left, it is ticked off", async () => {
    const parent = await mountBar(() => [
        makeRecent("A", { state: "waiting", undo_until: false }),
    ]);
    Object.assign(parent.state.recent[0], { state: "done", undo_until: "2026-11-22 08:10:00" });
    await animationFrame();
    expect(".o_vanthu_desk_last .fa-paper-plane-o").toHaveCount(0);
    expect(".o_vanthu_desk_last .fa-check").toHaveCount(1);
    expect(".o_vanthu_desk_undo_button").toHaveCount(1);
});

test("a decision of an earlier sitting without a moment of its own goes with its time", async () => {
    await mountBar(() => [makeRecent("A", { at: undefined })]);
    await pass(11 * MINUTE);
    expect(".o_vanthu_desk_undo").toHaveCount(0);
});

test("what is final is told while it waits, and never taken back", async () => {
    const parent = await mountBar(() => [
        makeRecent("A", { state: "waiting", undo_until: false, isFinal: true, at: undefined }),
    ]);
    expect(".o_vanthu_desk_last .o_vanthu_desk_undo_text").toHaveText("Directed to A");
    expect(".o_vanthu_desk_undo_button").toHaveCount(0);
    await pass(30 * MINUTE);
    expect(".o_vanthu_desk_last").toHaveCount(1);
    Object.assign(parent.state.recent[0], { state: "done", at: Date.now() });
    await pass(2 * MINUTE);
    expect(".o_vanthu_desk_undo").toHaveCount(0);
});
