import { describe, expect, test } from "@odoo/hoot";
import { queryAllTexts, queryOne } from "@odoo/hoot-dom";
import { animationFrame } from "@odoo/hoot-mock";
import { defineMailModels } from "@mail/../tests/mail_test_helpers";
import {
    allowTranslations,
    contains,
    makeMockEnv,
    mockService,
    mountWithCleanup,
    onRpc,
} from "@web/../tests/web_test_helpers";
import { getDefaultConfig } from "@web/views/view";
import { Board } from "@vanthu_document/board/board";

describe.current.tags("desktop");

defineMailModels();

const board = (values = {}) => ({
    kind: "week",
    company: { id: 1, name: "Sở Giáo dục và Đào tạo" },
    first: "2026-11-09",
    last: "2026-11-15",
    week: 46,
    running: false,
    previous: "2026-11-02",
    next: "2026-11-16",
    figures: [
        { key: "received", value: 12, before: 9, domain: [["id", "in", [1]]] },
        { key: "done", value: 8, before: 10, domain: [["id", "in", [2]]] },
        { key: "rate", value: 87.5, before: null, domain: [["id", "in", [2]]] },
        { key: "open", value: 7, before: 7, domain: [["id", "in", [3]]] },
        { key: "late", value: 2, before: 5, domain: [["id", "in", [4]]] },
    ],
    units: [
        { id: 3, name: "Văn phòng", open: 4, late: 2, domain: [["u", "=", 3]], late_domain: [["l", "=", 3]] },
        { id: false, name: "Thảo", open: 2, late: 0, domain: [["u", "=", 0]], late_domain: [] },
    ],
    oldest: [
        { id: 5, number: "08", date: "2026-10-13", subject: "Báo cáo", lead: "Văn phòng", due: "2026-10-21", is_late: true, days_late: 18 },
    ],
    directives: { open: 0, late: 0, domain: [], late_domain: [] },
    below: [],
    weekly: false,
    ...values,
});

const mountBoard = async (answer = board()) => {
    allowTranslations();
    onRpc("vanthu.board", "get_board", ({ args }) => {
        expect.step(["get", ...args]);
        return typeof answer === "function" ? answer(...args) : answer;
    });
    mockService("action", {
        doAction(action) {
            expect.step(["action", action.name || action.type, action.domain]);
        },
    });
    await mountWithCleanup(Board, {
        env: await makeMockEnv({ config: getDefaultConfig() }),
        props: { action: { id: 1, type: "ir.actions.client", tag: "vanthu_board" }, actionId: 1 },
    });
    expect.verifySteps([["get", "week", false]]);
};

test("figures stand beside those of the period before", async () => {
    await mountBoard();
    expect(queryAllTexts(".o_vanthu_board_value")).toEqual(["12", "8", "87.5 %", "7", "2"]);
    expect("[name=rate] .small").toHaveText("before: –");
    expect("[name=done] .fa-arrow-down.text-danger").toHaveCount(1, {
        message: "fewer done is worse",
    });
    expect("[name=late] .fa-arrow-down.text-success").toHaveCount(1, {
        message: "fewer late is better",
    });
    expect("[name=received] .fa-arrow-up.text-muted").toHaveCount(1);
    expect("[name=open] .fa").toHaveCount(0);
    expect("[name=rate] .fa").toHaveCount(0);
});

test("each figure and each bar opens what it counts", async () => {
    await mountBoard();
    const range = "09/11/2026 – 15/11/2026";
    await contains("[name=late]").click();
    await contains(".o_vanthu_board_name").click();
    await contains("a.o_vanthu_board_count").click();
    expect.verifySteps([
        ["action", `Late, ${range}`, [["id", "in", [4]]]],
        ["action", `Văn phòng, ${range}`, [["u", "=", 3]]],
        ["action", `Văn phòng, ${range}`, [["l", "=", 3]]],
    ]);
});

test("bars are as long as the work, red as far as it is late", async () => {
    await mountBoard();
    const [first, second] = document.querySelectorAll(".o_vanthu_board_track .o_vanthu_board_bar");
    expect(first.style.width).toBe("100%");
    expect(second.style.width).toBe("50%");
    expect(first.firstElementChild.style.width).toBe("50%");
    expect(second.firstElementChild.style.width).toBe("0%");
});

test("going back and forth and from week to month", async () => {
    await mountBoard((kind, day) =>
        board(kind === "month" ? { kind, first: "2026-11-01", last: "2026-11-30", next: false } : {})
    );
    await contains("button[name=previous]").click();
    await contains("button[name=next]").click();
    await contains("button[name=month]").click();
    expect.verifySteps([
        ["get", "week", "2026-11-02"],
        ["get", "week", "2026-11-16"],
        ["get", "month", "2026-11-15"],
    ]);
    expect("button[name=month]").toHaveClass("active");
    expect("button[name=next]").toHaveProperty("disabled", true);
    expect(".o_vanthu_board_page h2").toHaveText("Month 11/2026");
});

test("an old document opens through the server, which asks for the right to read it", async () => {
    onRpc("vanthu.document.report", "action_open", ({ args }) => {
        expect.step(["open", args[0]]);
        return { type: "ir.actions.act_window", res_model: "vanthu.document" };
    });
    await mountBoard();
    expect(".o_vanthu_board_old").toHaveText(/18 working days late/);
    await contains(".o_vanthu_board_old").click();
    expect.verifySteps([["open", [5]], ["action", "ir.actions.act_window", undefined]]);
});

test("late on a day off is late without a number, and what is in time is not called late", async () => {
    const { oldest } = board();
    await mountBoard(
        board({
            oldest: [
                { ...oldest[0], id: 1, days_late: 0 },
                { ...oldest[0], id: 2, days_late: 0, is_late: false },
            ],
        })
    );
    expect(".o_vanthu_board_old .text-danger").toHaveCount(1);
    expect(".o_vanthu_board_old .text-danger").toHaveText("late");
});

test("directives without a document have a row and a list of their own", async () => {
    await mountBoard();
    expect(".o_vanthu_board_directives").toHaveCount(0, { message: "nothing to tell" });
});

test("what is behind the directives without a document", async () => {
    const directives = { open: 5, late: 2, domain: [["o", "=", 1]], late_domain: [["l", "=", 1]] };
    await mountBoard(board({ directives }));
    expect(".o_vanthu_board_directives").toHaveText(/2\s*\/ 5/);
    await contains(".o_vanthu_board_directives a:first").click();
    await contains(".o_vanthu_board_directives a.text-danger").click();
    const name = "Directives without a document, 09/11/2026 – 15/11/2026";
    expect.verifySteps([
        ["action", name, [["o", "=", 1]]],
        ["action", name, [["l", "=", 1]]],
    ]);
});

test("the weekly mail is asked for and ended by one button", async () => {
    onRpc("vanthu.board", "set_weekly_mail", ({ args }) => {
        expect.step(["mail", args[0]]);
        return args[0];
    });
    await mountBoard();
    await contains("button[name=weekly]").click();
    expect("button[name=weekly]").toHaveClass("active");
    expect("button[name=weekly]").toHaveAttribute("aria-pressed", "true");
    expect("button[name=weekly]").toHaveText(/e-mail/, { message: "no bare picture" });
    await contains("button[name=weekly]").click();
    await animationFrame();
    expect("button[name=weekly]").not.toHaveClass("active");
    expect.verifySteps([["mail", true], ["mail", false]]);
});

test("an office without work says so, and organisations below have their table", async () => {
    await mountBoard(
        board({
            units: [],
            oldest: [],
            weekly: null,
            below: [{ name: "THPT A", arrived: 3, done: 1, rate: 50, open: 2, late: 1 }],
        })
    );
    expect(".o_vanthu_board_part p.text-muted").toHaveCount(2);
    expect("button[name=weekly]").toHaveCount(0);
    expect(queryOne(".o_vanthu_board_below tbody")).toHaveText(/THPT A/);
    expect(".o_vanthu_board_below td.text-danger").toHaveText("1");
});
