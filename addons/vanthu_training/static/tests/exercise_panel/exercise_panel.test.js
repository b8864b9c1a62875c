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
import { ExercisePanel } from "@vanthu_training/exercise_panel/exercise_panel";

defineMailModels();

const step = (id, values = {}) => ({
    id,
    name: `Do ${id}`,
    is_right: false,
    checked: false,
    reason: "",
    hint: "",
    has_hint: true,
    ...values,
});
const attempt = (steps, values = {}) => ({
    id: 7,
    name: "Register ten",
    state: "in_progress",
    duration: "",
    steps,
    ...values,
});

async function mountPanel(current) {
    allowTranslations();
    mockService("action", { doAction: (action) => expect.step(action) });
    mockService("notification", { add: (text) => expect.step(text) });
    onRpc("vanthu.attempt", "get_current", () => current);
    await mountWithCleanup(ExercisePanel);
    await click(".o_vanthu_exercise_button");
    await animationFrame();
}

test("the button counts the right steps, and the panel names them all", async () => {
    const steps = [step(1, { is_right: true, checked: true, reason: "10 of 10" }), step(2)];
    await mountPanel(attempt(steps));
    expect(".o_vanthu_exercise_button").toHaveText("1/2");
    expect(".o_vanthu_exercise_step .fa-check-circle").toHaveCount(1);
    expect(".o_vanthu_exercise_step .fa-circle-o").toHaveCount(1);
    expect(queryAllTexts(".o_vanthu_exercise_step .text-muted.small")).toEqual(["10 of 10"]);
});

test("a check shows what was found, and tells when all is right", async () => {
    await mountPanel(attempt([step(1)]));
    onRpc("vanthu.attempt", "check_steps", ({ args }) => {
        expect.step(args);
        return attempt([step(1, { is_right: true, checked: true, reason: "Good" })], {
            state: "passed",
            duration: "7:05",
        });
    });
    await click("button[name=check]");
    await animationFrame();
    expect.verifySteps([[[7]], "Well done: every step is right."]);
    expect(".alert-success").toHaveText("Passed. Time: 7:05");
    expect("button[name=check]").toHaveCount(0);
});

test("a wrong step says why, and asks for its own hint only", async () => {
    await mountPanel(attempt([step(1), step(2)]));
    onRpc("vanthu.attempt", "check_steps", () =>
        attempt([step(1, { checked: true, reason: "9 of 10" }), step(2, { checked: true })])
    );
    onRpc("vanthu.attempt", "show_hint", ({ args }) => {
        expect.step(args);
        return attempt([step(1, { hint: "Press it", has_hint: false }), step(2)]);
    });
    await click("button[name=check]");
    await animationFrame();
    expect(".o_vanthu_exercise_step .fa-times-circle").toHaveCount(2);
    expect(".o_vanthu_exercise_step:first .small").toHaveText("9 of 10");
    await click("button[name=hint]:first");
    await animationFrame();
    expect.verifySteps([[[7], 1]]);
    expect(".o_vanthu_exercise_step .text-info").toHaveText("Press it");
    expect("button[name=hint]").toHaveCount(1);
});

test("without an exercise it leads to the list", async () => {
    await mountPanel(false);
    expect(".o_vanthu_exercise_button").toHaveText("");
    expect("button[name=check]").toHaveCount(0);
    await click("button[name=exercises]");
    expect.verifySteps(["vanthu_training.exercise_action_practice"]);
});
