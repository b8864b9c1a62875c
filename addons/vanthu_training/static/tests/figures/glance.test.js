import { expect, test } from "@odoo/hoot";
import { click } from "@odoo/hoot-dom";
import { animationFrame } from "@odoo/hoot-mock";
import { defineMailModels } from "@mail/../tests/mail_test_helpers";
import {
    allowTranslations,
    makeMockEnv,
    mockService,
    mountWithCleanup,
    onRpc,
} from "@web/../tests/web_test_helpers";
import { getDefaultConfig } from "@web/views/view";
import { TrainingGlance } from "@vanthu_training/figures/glance";

defineMailModels();

const glance = (values = {}) => ({
    year: 2026,
    figures: { classes: 1, people: 2, rate: false, gain: false, certificates: 0, soon: 0 },
    can_invite: true,
    invited: {},
    matrix: {
        topics: [
            { id: 4, code: "T1", name: "One" },
            { id: 5, code: "T2", name: "Two" },
        ],
        rows: [
            { id: 11, name: "School A", counts: [0, 3], gaps: 1 },
            { id: 12, name: "School B", counts: [1, 1], gaps: 0 },
        ],
        without: 0,
    },
    ...values,
});

async function mountGlance(answers) {
    allowTranslations();
    const actions = [];
    mockService("action", {
        doAction: (action, options) => {
            actions.push(options);
            expect.step(action.context);
        },
    });
    onRpc("vanthu.training.glance", "get_glance", () => answers.shift());
    await mountWithCleanup(TrainingGlance, {
        env: await makeMockEnv({ config: getDefaultConfig() }),
        props: {
            action: { id: 1, type: "ir.actions.client", tag: "vanthu_training_glance" },
            actionId: 1,
        },
    });
    return actions;
}

test("a red cell asks for its organisation and topic, and is told of afterwards", async () => {
    const actions = await mountGlance([glance(), glance({ invited: { 11: [4] } })]);
    expect("button[name=invite_topic]").toHaveCount(1);
    expect("td .fa-envelope-o").toHaveCount(0);
    await click("tr[data-id='11'] button[name=invite_topic]");
    expect.verifySteps([{ default_partner_id: 11, default_topic_id: 4 }]);
    await actions[0].onClose();
    await animationFrame();
    expect("tr[data-id='11'] td.table-danger .fa-envelope-o").toHaveCount(1);
});

test("an organisation asks for all that it lacks; one that lacks nothing asks for none", async () => {
    await mountGlance([glance()]);
    expect("tr[data-id='12'] button").toHaveCount(0);
    await click("tr[data-id='11'] button[name=invite]");
    expect.verifySteps([{ default_partner_id: 11, default_topic_id: false }]);
});

test("who may not invite only reads", async () => {
    await mountGlance([glance({ can_invite: false })]);
    expect("tbody button").toHaveCount(0);
    expect("tr[data-id='11'] td.table-danger").toHaveText("0");
});
