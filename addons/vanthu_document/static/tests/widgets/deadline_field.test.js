import { describe, expect, test } from "@odoo/hoot";
import { queryOne } from "@odoo/hoot-dom";
import { mockDate } from "@odoo/hoot-mock";
import { defineMailModels } from "@mail/../tests/mail_test_helpers";
import {
    allowTranslations, defineModels, fields, models, mountView, onRpc,
} from "@web/../tests/web_test_helpers";

describe.current.tags("desktop");

const STATES = ["late", "today", "soon", "later", "paused", "met", "missed", "none"];

class Assignment extends models.Model {
    _name = "vanthu.assignment";
    name = fields.Char();
    due_date = fields.Date();
    due_at = fields.Datetime();
    deadline_state = fields.Selection({ selection: STATES.map((state) => [state, state]) });
}

defineModels([Assignment]);
defineMailModels();

const FIELD = `<field name="due_date" widget="vanthu_deadline"/>`;
const IN_WORDS = `<field name="due_date" widget="vanthu_deadline" options="{'in_words': True}"/>`;
const shown = ".o_vanthu_deadline";

async function mountField(values, field = FIELD) {
    allowTranslations();
    mockDate("2026-11-22 03:00:00", 7);
    Assignment._records = [
        { id: 1, due_date: "2026-11-24", due_at: false, deadline_state: "soon", ...values },
    ];
    await mountView({
        type: "form", resModel: "vanthu.assignment", resId: 1, arch: `<form>${field}</form>`,
    });
}

for (const [state, className] of [["late", "text-danger"], ["today", "text-warning-emphasis"]]) {
    test(`work that is ${state} stands out`, async () => {
        await mountField({ deadline_state: state });
        expect(shown).toHaveClass([className, "fw-bold"]);
        expect(shown).toHaveAttribute("data-deadline", state);
    });
}

for (const state of ["soon", "later", "met", "missed", "none"]) {
    test(`work that is ${state} has no colour`, async () => {
        await mountField({ deadline_state: state });
        expect(queryOne(shown).className).toBe("o_vanthu_deadline text-nowrap");
        expect(`${shown} .fa`).toHaveCount(0);
    });
}

test("a stopped clock has its sign", async () => {
    await mountField({ deadline_state: "paused" });
    expect(`${shown} .fa-pause-circle`).toHaveCount(1);
    expect(shown).toHaveClass("text-muted");
    expect(shown).not.toHaveClass("text-danger");
});

test("the record says what is late, not the browser's calendar", async () => {
    await mountField({ due_date: "2026-11-01", deadline_state: "later" });
    expect(shown).not.toHaveClass("text-danger");
    expect(shown).toHaveText("11/01/2026");
});

test("a deadline with an hour is shown by day and hour where the reader is", async () => {
    await mountField({ due_at: "2026-11-24 20:30:00" });
    expect(shown).toHaveText("25/11 03:30");
});

test("without a deadline nothing is shown", async () => {
    await mountField({ due_date: false, deadline_state: "none" }, IN_WORDS);
    expect(shown).toHaveCount(0);
});

for (const [state, date, words] of [
    ["late", "2026-11-19", "3 days ago"],
    ["today", "2026-11-22", "today"],
    ["soon", "2026-11-23", "tomorrow"],
    ["later", "2026-11-30", "in 8 days"],
]) {
    test(`in words, ${date} is “${words}”`, async () => {
        await mountField({ deadline_state: state, due_date: date }, IN_WORDS);
        expect(`${shown} small`).toHaveText(`(${words})`);
    });
}

test("a stopped clock is said in words, instead of days that do not run", async () => {
    await mountField({ deadline_state: "paused", due_date: "2026-11-19" }, IN_WORDS);
    expect(`${shown} small`).toHaveText("(clock stopped)");
});

test("of work that is closed no days are counted", async () => {
    await mountField({ deadline_state: "missed", due_date: "2026-11-19" }, IN_WORDS);
    expect(`${shown} small`).toHaveCount(0);
    expect(shown).toHaveText("11/19/2026");
});

test("words come only where they are asked for", async () => {
    await mountField({ deadline_state: "late", due_date: "2026-11-19" });
    expect(`${shown} small`).toHaveCount(0);
});

test("a list fetches what the colour and the hour depend on by itself", async () => {
    allowTranslations();
    Assignment._records = [
        { id: 1, due_date: "2026-11-19", deadline_state: "late" },
        { id: 2, due_date: "2026-11-25", deadline_state: "soon" },
    ];
    onRpc("web_search_read", ({ kwargs }) => {
        expect.step(Object.keys(kwargs.specification).sort().join());
    });
    await mountView({
        type: "list", resModel: "vanthu.assignment", arch: `<list>${FIELD}</list>`,
    });
    expect.verifySteps(["deadline_state,due_at,due_date"]);
    expect(`.o_data_row:first ${shown}`).toHaveClass("text-danger");
    expect(`.o_data_row:last ${shown}`).not.toHaveClass("text-danger");
});
