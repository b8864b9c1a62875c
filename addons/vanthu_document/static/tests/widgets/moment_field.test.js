import { describe, expect, test } from "@odoo/hoot";
import { queryAllTexts } from "@odoo/hoot-dom";
import { mockTimeZone } from "@odoo/hoot-mock";
import { defineMailModels } from "@mail/../tests/mail_test_helpers";
import {
    defineModels, defineParams, fields, models, mountView,
} from "@web/../tests/web_test_helpers";

describe.current.tags("desktop");

class Delivery extends models.Model {
    _name = "vanthu.delivery";
    sent_at = fields.Datetime();
    _records = [{ id: 1, sent_at: "2026-11-22 20:05:09" }, { id: 2, sent_at: false }];
}

defineModels([Delivery]);
defineMailModels();

async function mount(type, date_format, time_format) {
    mockTimeZone(7);
    defineParams({ lang_parameters: { date_format, time_format } });
    const field = `<field name="sent_at" widget="vanthu_moment" readonly="1"/>`;
    await mountView({
        type, resModel: "vanthu.delivery", resId: 1, arch: `<${type}>${field}</${type}>`,
    });
}

test("day and hour in figures, without seconds, in a list", async () => {
    await mount("list", "%d/%m/%Y", "%H:%M:%S");
    expect(queryAllTexts(".o_data_cell")).toEqual(["23/11/2026 03:05", ""]);
});

test("what follows the seconds stays", async () => {
    await mount("form", "%m/%d/%Y", "%I:%M:%S %p");
    expect(".o_field_widget[name=sent_at]").toHaveText("11/23/2026 03:05 AM");
});
