import { describe, expect, test } from "@odoo/hoot";
import { defineMailModels } from "@mail/../tests/mail_test_helpers";
import {
    contains, defineModels, fields, models, mountView, toggleActionMenu,
} from "@web/../tests/web_test_helpers";

describe.current.tags("desktop");

class Letter extends models.Model {
    _name = "letter";
    name = fields.Char();
    state = fields.Char();
    _records = [
        { id: 1, name: "Draft", state: "draft" },
        { id: 2, name: "Issued", state: "issued" },
    ];
}

defineModels([Letter]);
defineMailModels();

async function openMenu(resId, attribute) {
    await mountView({
        type: "form",
        resModel: "letter",
        resId,
        actionMenus: {},
        arch: `<form ${attribute}><field name="name"/><field name="state"/></form>`,
    });
    await toggleActionMenu();
    return [...document.querySelectorAll(".o-dropdown--menu .o_menu_item")].map((item) =>
        item.textContent.trim()
    );
}

const DRAFTS = `data-deletable="state == 'draft'"`;

test("a draft can be deleted", async () => {
    expect(await openMenu(1, DRAFTS)).toInclude("Delete");
});

test("what was issued is not offered to be deleted", async () => {
    const items = await openMenu(2, DRAFTS);
    expect(items).toInclude("Duplicate");
    expect(items).not.toInclude("Delete");
});

test("the offer follows the state on the screen", async () => {
    await openMenu(1, DRAFTS);
    await contains("[name=state] input").edit("issued");
    await toggleActionMenu();
    await toggleActionMenu();
    expect(".o-dropdown--menu .o_menu_item:contains(Delete)").toHaveCount(0);
});

test("a form without the condition is as Odoo makes it", async () => {
    expect(await openMenu(2, "")).toInclude("Delete");
});

test("a form that forbids it stays so", async () => {
    expect(await openMenu(1, `delete="0" ${DRAFTS}`)).not.toInclude("Delete");
});
