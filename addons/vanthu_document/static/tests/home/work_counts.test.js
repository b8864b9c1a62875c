import { expect, test } from "@odoo/hoot";
import { click, queryAllTexts } from "@odoo/hoot-dom";
import { advanceTime, animationFrame } from "@odoo/hoot-mock";
import { defineMailModels } from "@mail/../tests/mail_test_helpers";
import {
    allowTranslations,
    mockService,
    mountWithCleanup,
    onRpc,
    patchWithCleanup,
} from "@web/../tests/web_test_helpers";
import { rpcBus } from "@web/core/network/rpc";
import { user } from "@web/core/user";
import { WorkCounts } from "@vanthu_document/work_counts/work_counts";
import { isAct } from "@vanthu_document/work_counts/work_counts_service";

defineMailModels();

async function mountCounts(found, groups = ["vanthu_document.group_user"]) {
    allowTranslations();
    patchWithCleanup(user, { hasGroup: async (name) => groups.includes(name) });
    onRpc("vanthu.assignment", "get_work_counts", () => {
        expect.step("asked");
        return found();
    });
    mockService("action", { doAction: (name, options) => expect.step([name, options]) });
    await mountWithCleanup(WorkCounts);
    await animationFrame();
}

test("three numbers above, each with the way to its list", async () => {
    await mountCounts(() => ({ late: 3, today: 1, drafts: 5 }));
    expect.verifySteps(["asked"]);
    expect(queryAllTexts(".o_vanthu_work_counts button")).toEqual(["3", "1", "5"]);
    await click(".o_vanthu_work_counts button[name=today]");
    expect.verifySteps([[
        "vanthu_document.assignment_action_my_work",
        { clearBreadcrumbs: true, additionalContext: { search_default_today: 1 } },
    ]]);
    await click(".o_vanthu_work_counts button[name=drafts]");
    expect.verifySteps([[
        "vanthu_document.document_action_my_steps",
        { clearBreadcrumbs: true, additionalContext: {} },
    ]]);
});

test("nothing is shown when nothing presses, nothing asked without a role", async () => {
    await mountCounts(() => ({ late: 0, today: 0 }), []);
    expect(".o_vanthu_work_counts button").toHaveCount(0);
    expect.verifySteps([]);
});

test("the numbers follow an act, and keep still without network", async () => {
    let found = { late: 3, today: 0 };
    await mountCounts(() => {
        if (!found) {
            throw new Error("no network");
        }
        return found;
    });
    expect.verifySteps(["asked"]);
    found = { late: 2, today: 0 };
    const params = { model: "vanthu.assignment", method: "action_done" };
    rpcBus.trigger("RPC:RESPONSE", { data: { params }, settings: {}, result: true });
    await advanceTime(500);
    await animationFrame();
    expect.verifySteps(["asked"]);
    expect(".o_vanthu_work_counts button[name=late]").toHaveText("2");
    found = null;
    rpcBus.trigger("RPC:RESPONSE", { data: { params }, settings: {}, result: true });
    await advanceTime(500);
    await animationFrame();
    expect.verifySteps(["asked"]);
    expect(".o_vanthu_work_counts button[name=late]").toHaveText("2");
});

test("only acts of the records office count as acts", () => {
    expect(isAct({ model: "vanthu.assignment", method: "action_done" })).toBe(true);
    expect(isAct({ model: "vanthu.assignment", method: "web_read" })).toBe(false);
    expect(isAct({ model: "res.users", method: "action_get" })).toBe(false);
    expect(isAct(undefined)).toBe(false);
});
