import { describe, expect, test } from "@odoo/hoot";
import { queryAll, queryAllTexts } from "@odoo/hoot-dom";
import { defineMailModels } from "@mail/../tests/mail_test_helpers";
import { defineModels, fields, models, mountView } from "@web/../tests/web_test_helpers";

describe.current.tags("desktop");

class Document extends models.Model {
    _name = "vanthu.document";
    display_name = fields.Char();
    direction = fields.Char();
    arrival_label = fields.Char();
    arrival_date = fields.Date();
    similar_ids = fields.Many2many({ relation: "vanthu.document" });
    _records = [
        { id: 3, display_name: "12/UBND-VX", arrival_label: "07", arrival_date: "2026-03-02" },
        { id: 4, display_name: "<b>quét.pdf</b>", arrival_label: false, arrival_date: false },
        { id: 5, display_name: "mới", similar_ids: [3, 4] },
        { id: 6, display_name: "một mình", similar_ids: [] },
        { id: 7, display_name: "đi", direction: "outgoing" },
        { id: 8, display_name: "đến", direction: "incoming" },
        { id: 9, display_name: "thay thế", similar_ids: [7, 8] },
    ];
}

defineModels([Document]);
defineMailModels();

const mountForm = (resId) =>
    mountView({
        type: "form", resModel: "vanthu.document", resId,
        arch: `<form><field name="similar_ids" widget="vanthu_document_links"/></form>`,
    });

test("number and day of arrival stand before the name, where there are some", async () => {
    await mountForm(5);
    expect(queryAllTexts("[name=similar_ids] a")).toEqual([
        "No. 07, 03/02/2026: 12/UBND-VX", "<b>quét.pdf</b>",
    ]);
    expect("[name=similar_ids] b").toHaveCount(0);
    expect(queryAll("[name=similar_ids] a").map((a) => a.getAttribute("href"))).toEqual([
        "/odoo/incoming-documents/3", "/odoo/incoming-documents/4",
    ]);
});

test("an outgoing document is opened in its own form", async () => {
    await mountForm(9);
    expect(queryAll("[name=similar_ids] a").map((a) => a.getAttribute("href"))).toEqual([
        "/odoo/outgoing-documents/7", "/odoo/incoming-documents/8",
    ]);
});

test("nothing similar leaves no empty link", async () => {
    await mountForm(6);
    expect("[name=similar_ids] li").toHaveCount(0);
});
