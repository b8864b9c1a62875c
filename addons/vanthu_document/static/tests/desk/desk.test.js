import { describe, expect, test } from "@odoo/hoot";
import { press, queryAllTexts, queryOne } from "@odoo/hoot-dom";
import { animationFrame, runAllTimers } from "@odoo/hoot-mock";
import { defineMailModels } from "@mail/../tests/mail_test_helpers";
import {
    allowTranslations, contains, getService, mountWebClient, onRpc,
} from "@web/../tests/web_test_helpers";

describe.current.tags("desktop");
defineMailModels();

const OFFICE = { role: "lead", unit_id: 1, user_id: false, name: "Văn phòng" };
const FINANCE = { role: "lead", unit_id: 2, user_id: false, name: "Tài chính" };

const makeCard = (id, values) => ({
    pile: "direct", id, document_id: id, company_id: 1, subject: `Văn bản ${id}`,
    organ_name: "Bộ Nội vụ", reference: "12/BNV", issued_date: "2026-11-20",
    arrival_number: 5, arrival_date: "2026-11-21", type_name: "", priority: "0",
    priority_name: "", restricted: false, due_date: "2026-11-21", deadline_state: "late",
    files: [], proposal: "", acting_note: "", proposed: [], usual: [OFFICE, FINANCE],
    usual_phrases: [], dates: ["2026-11-22", "2026-11-25"], default_date: "2026-11-25",
    needs_approval: false, ...values,
});

async function openDesk(cards = [makeCard(1), makeCard(2)]) {
    allowTranslations();
    const decisions = [];
    onRpc("vanthu.desk", "get_desk", () => ({
        piles: [{ key: "direct", label: "To direct", count: cards.length }],
        cards: { direct: cards },
        today: "2026-11-22",
        phrases: [
            { text: "Triển khai.", company_id: false },
            { text: "Của trường khác.", company_id: 2 },
        ],
        recent: [],
    }));
    onRpc("vanthu.desk", "decide", ({ kwargs }) => {
        decisions.push(kwargs);
        return { directive_id: 7, undo_until: "2099-01-01 00:00:00" };
    });
    await mountWebClient();
    await getService("action").doAction({ type: "ir.actions.client", tag: "vanthu_leader_desk" });
    await settle();
    return decisions;
}

async function settle() {
    await animationFrame();
    await runAllTimers();
    await animationFrame();
}

const getSubject = () => queryOne(".o_vanthu_desk_subject").textContent;

test("taps choose unit, phrase and day; the next card comes and can be taken back", async () => {
    const decisions = await openDesk();
    onRpc("vanthu.directive", "action_undo", ({ args }) => {
        expect.step(`undo ${args[0]}`);
        return true;
    });
    expect(queryAllTexts(".o_vanthu_desk_phrases button")).toEqual(["Triển khai."]);
    await contains(".o_vanthu_desk_suggestions button:contains(Tài chính)").click();
    await contains(".o_vanthu_desk_phrases button").click();
    await contains(".o_vanthu_desk_chip[data-date='2026-11-22']").click();
    await contains(".o_vanthu_desk_report input").click();
    await contains(".o_vanthu_desk_send").click();
    await settle();
    expect(decisions[0]).toMatchObject({
        pile: "direct",
        record_id: 1,
        decision: {
            content: "Triển khai.",
            needs_approval: true,
            assignments: [{ role: "lead", unit_id: 2, user_id: false, due_date: "2026-11-22" }],
        },
    });
    expect(getSubject()).toBe("Văn bản 2");
    expect(".o_vanthu_desk_last").toHaveText(/Tài chính/);
    await contains(".o_vanthu_desk_undo_button").click();
    await settle();
    expect.verifySteps(["undo 7"]);
    expect(getSubject()).toBe("Văn bản 1");
    expect(".o_vanthu_desk_text").toHaveValue("Triển khai.");
});

test("without a mouse: numbers choose, Ctrl+Enter sends", async () => {
    const decisions = await openDesk();
    await press("2");
    await animationFrame();
    await press("1");
    await animationFrame();
    expect(queryAllTexts(".o_vanthu_desk_target .o_vanthu_desk_name")).toEqual([
        "Tài chính", "Văn phòng",
    ]);
    await contains(".o_vanthu_desk_text").edit("Làm ngay 1", { confirm: false });
    expect(".o_vanthu_desk_target").toHaveCount(2);
    await press(["ctrl", "Enter"]);
    await settle();
    expect(decisions[0].decision.content).toBe("Làm ngay 1");
    expect(decisions[0].decision.assignments.map(({ role }) => role)).toEqual([
        "lead", "cooperate",
    ]);
});

test("nothing is sent without words", async () => {
    const decisions = await openDesk();
    await contains(".o_vanthu_desk_suggestions button:first").click();
    await contains(".o_vanthu_desk_send").click();
    expect(".o_vanthu_desk_text").toHaveClass("is-invalid");
    expect(decisions).toHaveLength(0);
    expect(getSubject()).toBe("Văn bản 1");
});

test("a card says for whom one acts, that it is late, and that there is no file", async () => {
    await openDesk([makeCard(1, { acting_note: "You act for A (KT.)", proposal: "Giao VP" })]);
    expect(".o_vanthu_desk_for").toHaveText("You act for A (KT.)");
    expect(".o_vanthu_desk_card .o_vanthu_desk_deadline").toHaveClass("text-bg-danger");
    expect(".o_vanthu_desk_proposal").toHaveText(/Giao VP/);
    expect(".o_vanthu_desk_page").toHaveText("On paper only");
});
