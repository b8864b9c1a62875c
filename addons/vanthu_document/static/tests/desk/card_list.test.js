import { describe, expect, test } from "@odoo/hoot";
import { queryAllTexts } from "@odoo/hoot-dom";
import { animationFrame } from "@odoo/hoot-mock";
import { Component, useState, xml } from "@odoo/owl";
import { defineMailModels } from "@mail/../tests/mail_test_helpers";
import {
    allowTranslations, contains, mountWithCleanup, patchWithCleanup,
} from "@web/../tests/web_test_helpers";

import { CardHead, Deadline, showDate } from "@vanthu_document/desk/card_head";
import { CardList } from "@vanthu_document/desk/card_list";

describe.current.tags("desktop");
defineMailModels();

const makeCard = (id, values) => ({
    pile: "direct", id, document_id: id, subject: `Văn bản ${id}`, organ_name: "Bộ Nội vụ",
    reference: "12/BNV", issued_date: "2026-11-18", arrival_number: 5,
    arrival_date: "2026-11-20", type_name: "", priority: "0", priority_name: "Normal",
    restricted: false, due_date: false, deadline_state: "none", acting_note: "", ...values,
});

class Parent extends Component {
    static components = { CardList };
    static template = xml`<CardList cards="state.cards" currentId="state.id" onOpen="(id) => this.open(id)"/>`;
    static props = { cards: Array };
    setup() {
        this.state = useState({ cards: this.props.cards, id: 1 });
    }
    open(id) {
        expect.step(`open ${id}`);
        this.state.id = id;
    }
}

const mountList = (cards) => {
    allowTranslations();
    return mountWithCleanup(Parent, { props: { cards } });
};
const mountHead = (values) => {
    allowTranslations();
    return mountWithCleanup(CardHead, {
        props: { card: makeCard(1, values), onOpen: () => expect.step("open") },
    });
};
const mountDeadline = (deadline_state, due_date = "2026-11-24") => {
    allowTranslations();
    return mountWithCleanup(Deadline, { props: { card: { deadline_state, due_date } } });
};

test("the list names who wrote what, and marks the open card", async () => {
    await mountList([makeCard(1), makeCard(2, { organ_name: "" }), makeCard(3)]);
    expect(queryAllTexts(".o_vanthu_desk_item_subject")).toEqual([
        "Văn bản 1", "Văn bản 2", "Văn bản 3",
    ]);
    expect(queryAllTexts(".o_vanthu_desk_item_organ")).toEqual(["Bộ Nội vụ", "", "Bộ Nội vụ"]);
    expect(".o_vanthu_desk_item.active").toHaveCount(1);
    expect(".o_vanthu_desk_item:first").toHaveClass("active");
    expect(".o_vanthu_desk_item:first").toHaveAttribute("aria-current");
});

test("a tap opens that card, and the mark goes with it", async () => {
    await mountList([makeCard(1), makeCard(2), makeCard(3)]);
    await contains(".o_vanthu_desk_item:last").click();
    expect.verifySteps(["open 3"]);
    expect(".o_vanthu_desk_item:last").toHaveClass("active");
    expect(".o_vanthu_desk_item.active").toHaveCount(1);
});

test("the open card comes into sight, wherever it was opened from", async () => {
    patchWithCleanup(Element.prototype, {
        scrollIntoView() {
            expect.step(this.querySelector(".o_vanthu_desk_item_subject").textContent);
        },
    });
    const parent = await mountList([makeCard(1), makeCard(2)]);
    expect.verifySteps(["Văn bản 1"]);
    parent.state.id = 2;
    await animationFrame();
    expect.verifySteps(["Văn bản 2"]);
    parent.state.id = false;
    await animationFrame();
    expect.verifySteps([]);
});

test("urgent and late cards stand out in the list; normal ones have no tag", async () => {
    await mountList([
        makeCard(1),
        makeCard(2, {
            priority: "2", priority_name: "Hỏa tốc", due_date: "2026-11-19", deadline_state: "late",
        }),
    ]);
    expect(".o_vanthu_desk_item:first .badge").toHaveCount(0);
    expect(queryAllTexts(".o_vanthu_desk_item:last .badge")).toEqual([
        "Hỏa tốc", "Late: 11/19/2026",
    ]);
});

for (const [state, className, text] of [
    ["late", "text-bg-danger", "Late: 11/24/2026"],
    ["today", "text-bg-warning", "Due today"],
    ["soon", "o_vanthu_tag", "Due 11/24/2026"],
    ["later", "o_vanthu_tag", "Due 11/24/2026"],
    ["paused", "o_vanthu_tag", "Due 11/24/2026"],
]) {
    test(`a deadline that is “${state}” says “${text}”`, async () => {
        await mountDeadline(state);
        expect(".o_vanthu_desk_deadline").toHaveText(text);
        expect(".o_vanthu_desk_deadline").toHaveClass(className);
    });
}

test("without a deadline there is no tag and no date", async () => {
    await mountDeadline("none", false);
    expect(".o_vanthu_desk_deadline").toHaveCount(0);
    expect(showDate(false)).toBe("");
    expect(showDate("2026-11-24")).toBe("11/24/2026");
});

test("number, day and arrival of a letter stand in one line", async () => {
    await mountHead();
    expect(queryAllTexts(".o_vanthu_desk_facts span")).toEqual([
        "12/BNV", "11/18/2026", "arrived as no. 5 on 11/20/2026",
    ]);
});

test("what a letter does not have is not said", async () => {
    await mountHead({ reference: "", issued_date: false, arrival_number: 0 });
    expect(".o_vanthu_desk_facts span").toHaveCount(0);
    expect(".o_vanthu_desk_head .badge").toHaveCount(0);
    expect(".o_vanthu_desk_for").toHaveCount(0);
});

test("urgent, restricted and of which type: each has its tag", async () => {
    await mountHead({
        priority: "1", priority_name: "Khẩn", restricted: true, type_name: "Công văn",
    });
    expect(queryAllTexts(".o_vanthu_desk_head .badge")).toEqual([
        "Khẩn", "Restricted", "Công văn",
    ]);
    expect(".o_vanthu_desk_urgent").toHaveClass("text-bg-danger");
});

test("the document opens from its card; work given by word has none", async () => {
    await mountHead();
    await contains(".o_vanthu_desk_open").click();
    expect.verifySteps(["open"]);
    await mountHead({ document_id: false });
    expect(".o_vanthu_desk_open").toHaveCount(1);
});
