import { expect, test } from "@odoo/hoot";
import { click, queryAllTexts } from "@odoo/hoot-dom";
import { animationFrame } from "@odoo/hoot-mock";
import { defineMailModels } from "@mail/../tests/mail_test_helpers";
import {
    allowTranslations,
    mockService,
    mountWithCleanup,
    onRpc,
} from "@web/../tests/web_test_helpers";
import { FirstSteps } from "@vanthu_document/home/first_steps";

defineMailModels();

const step = (key, done) => ({
    key,
    label: `Do ${key}`,
    help: `Why ${key}`,
    done,
    action: key === "organisation" ? { res_id: 3 } : `module.${key}`,
    view_type: key === "first_document" ? "form" : "",
});

async function mountSteps(steps) {
    allowTranslations();
    mockService("action", { doAction: (action, options) => expect.step([action, options]) });
    await mountWithCleanup(FirstSteps, {
        props: { steps, sentence: "All done", onPutAway: () => expect.step("gone") },
    });
}

test("what is done is ticked, and the next step stands out", async () => {
    await mountSteps([step("own_data", true), step("organisation", false), step("people", false)]);
    expect(queryAllTexts(".list-group-item .fa-check-circle")).toHaveLength(1);
    expect("button[name=own_data] small").toHaveCount(0);
    expect("button[name=organisation] .fw-bold").toHaveCount(1);
    expect("button[name=people] .fw-bold").toHaveCount(0);
    expect(".o_vanthu_first_steps").toHaveText(/1 \/ 3/);
});

test("a step opens what it is about, whether that is a name or an action", async () => {
    await mountSteps([step("own_data", true), step("organisation", false)]);
    await click("button[name=own_data]");
    await click("button[name=organisation]");
    expect.verifySteps([["module.own_data", {}], [{ res_id: 3 }, {}]]);
});

test("the first document begins with an empty form", async () => {
    await mountSteps([step("first_document", false)]);
    await click("button[name=first_document]");
    expect.verifySteps([["module.first_document", { viewType: "form" }]]);
});

test("when all is done a sentence says so", async () => {
    await mountSteps([step("own_data", true)]);
    expect(".o_vanthu_first_steps .text-success:first").toHaveText("All done");
});

test("the list is put away on the server before it goes", async () => {
    onRpc("vanthu.home", "put_away_first_steps", () => {
        expect.step("saved");
        return true;
    });
    await mountSteps([step("own_data", false)]);
    await click("button[name=put_away]");
    await animationFrame();
    expect.verifySteps(["saved", "gone"]);
});
