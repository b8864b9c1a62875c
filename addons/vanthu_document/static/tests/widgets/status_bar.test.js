import { describe, expect, test } from "@odoo/hoot";
import { queryAll, queryOne } from "@odoo/hoot-dom";
import { animationFrame } from "@odoo/hoot-mock";
import { defineMailModels } from "@mail/../tests/mail_test_helpers";
import { defineModels, fields, models, mountView } from "@web/../tests/web_test_helpers";

describe.current.tags("desktop");

const STATES = ["draft", "content_check", "format_check", "to_sign", "signed", "dispatched"];

class Draft extends models.Model {
    _name = "vanthu.document";
    state = fields.Selection({ selection: STATES.map((state) => [state, `State ${state}`]) });
    _records = [{ id: 1, state: "to_sign" }];
}

defineModels([Draft]);
defineMailModels();

const shown = () => queryAll(".o_arrow_button[data-value]:visible").length;

async function setWidth(width) {
    queryOne(".o_form_statusbar").style.width = width;
    await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
    await animationFrame();
    await animationFrame();
}

test("states fold when the form, not the window, becomes narrow, and come back", async () => {
    await mountView({
        type: "form", resModel: "vanthu.document", resId: 1,
        arch: `<form><header><field name="state" widget="vanthu_statusbar"/></header></form>`,
    });
    await setWidth("1300px");
    expect(shown()).toBe(6);
    const height = queryOne(".o_statusbar_status").offsetHeight;
    await setWidth("600px");
    expect(shown()).toBeLessThan(6);
    expect(queryOne(".o_statusbar_status").offsetHeight).toBe(height);
    expect(".o_arrow_button_current:visible").toHaveText("State to_sign");
    await setWidth("1300px");
    expect(shown()).toBe(6);
});
