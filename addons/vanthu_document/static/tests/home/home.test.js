import { expect, test } from "@odoo/hoot";
import { click, manuallyDispatchProgrammaticEvent, queryAllTexts } from "@odoo/hoot-dom";
import { advanceTime, animationFrame } from "@odoo/hoot-mock";
import { defineMailModels } from "@mail/../tests/mail_test_helpers";
import {
    allowTranslations,
    makeMockEnv,
    mockService,
    mountWithCleanup,
    onRpc,
} from "@web/../tests/web_test_helpers";
import { registry } from "@web/core/registry";
import { getDefaultConfig } from "@web/views/view";
import { Home } from "@vanthu_document/home/home";

defineMailModels();

const figure = (values) => ({
    key: "late",
    label: "Late",
    count: 2,
    action: "vanthu_document.assignment_action_my_work",
    context: { search_default_late: 1 },
    tone: "danger",
    note: "",
    domain: null,
    rows: [],
    ...values,
});

const row = {
    res_model: "vanthu.assignment",
    res_id: 7,
    title: "Năm học mới",
    subtitle: "12/UBND",
    due_date: "2026-03-02",
    due_at: false,
    deadline_state: "late",
};

const member = { user_id: 5, name: "Hoa", open: 4, late: 1, soon: 0, done: 2 };

let blocks;

async function mountHome(values) {
    allowTranslations();
    blocks = values;
    onRpc("vanthu.home", "get_home", () => ({ name: "Hoa", date: "2026-03-04", blocks }));
    onRpc("vanthu.assignment", "get_work_counts", () => ({ late: 0, today: 0 }));
    mockService("action", {
        loadAction: (name) => ({ name, domain: [] }),
        doAction: (action, options) => expect.step([action, options]),
    });
    await mountWithCleanup(Home, {
        env: await makeMockEnv({ config: getDefaultConfig() }),
        props: { action: {}, actionId: 1 },
    });
}

const work = (values) => ({ key: "work", title: "My work", figures: [], ...values });

test("numbers lead to the list with the same filters", async () => {
    await mountHome([work({ figures: [figure({}), figure({ key: "today", count: 0 })] })]);
    expect(".o_vanthu_home_figure").toHaveCount(1);
    expect(".o_vanthu_home_figure").toHaveText(/2/);
    await click("button[name=late]");
    expect.verifySteps([[
        "vanthu_document.assignment_action_my_work",
        { additionalContext: { search_default_late: 1 } },
    ]]);
});

test("a number with its own records opens exactly those", async () => {
    await mountHome([work({ figures: [figure({ domain: [["id", "in", [3]]] })] })]);
    await click("button[name=late]");
    await animationFrame();
    expect.verifySteps([[
        { name: "vanthu_document.assignment_action_my_work", domain: [["id", "in", [3]]] },
        { additionalContext: { search_default_late: 1 } },
    ]]);
});

test("a number without a list does nothing", async () => {
    await mountHome([work({ figures: [figure({ action: "" })] })]);
    expect("button[name=late]").toHaveAttribute("disabled");
});

test("a row shows its deadline in the colour of the record and opens it", async () => {
    await mountHome([work({ figures: [figure({ rows: [row] })] })]);
    expect(".o_vanthu_home_row .o_vanthu_deadline").toHaveClass("text-danger");
    expect(".o_vanthu_home_row").toHaveText(/Năm học mới/);
    await click(".o_vanthu_home_row");
    expect.verifySteps([[
        {
            type: "ir.actions.act_window",
            res_model: "vanthu.assignment",
            res_id: 7,
            views: [[false, "form"]],
        },
        undefined,
    ]]);
});

test("a block that shows the first only leads to all", async () => {
    const more = { label: "and 3 more", action: "vanthu_document.vanthu_board_action", context: { board: { kind: "week" } } };
    await mountHome([work({ figures: [figure({})], more })]);
    expect("button[name=more]").toHaveText("and 3 more");
    await click("button[name=more]");
    expect.verifySteps([[more.action, { additionalContext: more.context }]]);
});

test("a block without anything says so", async () => {
    await mountHome([work({ figures: [figure({ count: 0 })], empty: "Nothing waits" })]);
    expect(".o_vanthu_home_block").toHaveText(/Nothing waits/);
    expect(".o_vanthu_home_figure").toHaveCount(0);
});

test("each number of a member opens that member's work", async () => {
    await mountHome([work({ key: "unit", members: [member] })]);
    expect(queryAllTexts(".o_vanthu_member_load tbody td")).toEqual(["Hoa", "4", "1", "0", "2"]);
    expect("td button[name=soon]").toHaveCount(0);
    await click("td button[name=late]");
    expect.verifySteps([[
        "vanthu_document.assignment_action_unit_work",
        {
            additionalContext: {
                search_default_open: 1,
                search_default_late: 1,
                search_default_group_user: 0,
                search_default_user_id: 5,
            },
        },
    ]]);
    await click("td button[name=done]");
    expect.verifySteps([[
        "vanthu_document.assignment_action_unit_work",
        {
            additionalContext: {
                search_default_open: 0,
                search_default_done_month: 1,
                search_default_group_user: 0,
                search_default_user_id: 5,
            },
        },
    ]]);
});

test("the page is brought up to date when it is looked at again", async () => {
    await mountHome([work({ figures: [figure({})] })]);
    blocks = [work({ figures: [figure({ count: 9 })] })];
    await manuallyDispatchProgrammaticEvent(window, "focus");
    await advanceTime(10);
    await animationFrame();
    expect("button[name=late]").toHaveText(/9/);
});

test("the page's address is no name of another action", () => {
    expect(Home.path).toBe("records-home");
    expect(registry.category("actions").contains(Home.path)).toBe(false);
});
