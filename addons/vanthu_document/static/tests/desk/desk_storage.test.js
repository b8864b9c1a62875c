import { describe, expect, test } from "@odoo/hoot";
import { patchWithCleanup } from "@web/../tests/web_test_helpers";
import { browser } from "@web/core/browser/browser";

import { DeskStorage } from "@vanthu_document/desk/desk_storage";

describe.current.tags("headless");

const DAY = 24 * 3600 * 1000;
const card = { pile: "direct", id: 3 };

test("a draft is found again, by its author alone", () => {
    const mine = new DeskStorage("db", 7);
    mine.setDraft(card, { content: "Nửa câu" });
    expect(new DeskStorage("db", 7).getDraft(card)).toEqual({ content: "Nửa câu" });
    expect(mine.getDraft({ ...card, id: 4 })).toBe(null);
    expect(mine.getDraft({ ...card, pile: "report" })).toBe(null);
    expect(new DeskStorage("db", 70).getDraft(card)).toBe(null);
    expect(new DeskStorage("db2", 7).getDraft(card)).toBe(null);
    mine.dropDraft(card);
    expect(mine.getDraft(card)).toBe(null);
});

test("names are those of one person", () => {
    new DeskStorage("db", 7).set("out/a", 1);
    new DeskStorage("db", 7).set("draft/b", 1);
    new DeskStorage("db", 8).set("out/c", 1);
    expect(new DeskStorage("db", 7).names("out/")).toEqual(["out/a"]);
});

test("old drafts go, recent ones and decisions stay", () => {
    const storage = new DeskStorage("db", 7);
    storage.setDraft(card, { content: "mới" });
    storage.set("draft/direct-9", { at: Date.now() - 40 * DAY, draft: {} });
    storage.set("out/old", { at: 0 });
    storage.dropOldDrafts();
    expect(storage.names("draft/")).toEqual(["draft/direct-3"]);
    expect(storage.names("out/")).toEqual(["out/old"]);
});

test("damaged and full storage stop nobody", () => {
    const storage = new DeskStorage("db", 7);
    browser.localStorage.setItem("vanthu_desk/db/7/out/x", "{");
    expect(storage.get("out/x")).toBe(null);
    patchWithCleanup(browser.localStorage, {
        setItem() {
            throw new Error("full");
        },
    });
    expect(storage.set("a", 1)).toBe(false);
});
