import { describe, expect, test } from "@odoo/hoot";

import {
    nameTargets, nextRole, refreshDraft, removeTarget, startDraft, tapPhrase, tapTarget,
    toDecision,
} from "@vanthu_document/desk/direct_draft";

describe.current.tags("headless");

const OFFICE = { role: "lead", unit_id: 1, user_id: false, name: "Văn phòng" };
const FINANCE = { role: "cooperate", unit_id: 2, user_id: false, name: "Tài chính" };
const PERSON = { unit_id: false, user_id: 1, name: "Nguyễn Văn A" };
const CARD = { proposed: [OFFICE], default_date: "2026-11-30", needs_approval: true };
const empty = (values) => ({ targets: [], content: "", date: false, needsApproval: false, ...values });
const roles = (draft) => draft.targets.map(({ name, role }) => `${name}: ${role}`);

test("a card begins with the proposal of the clerk and its deadline", () => {
    const draft = startDraft(CARD);
    expect(roles(draft)).toEqual(["Văn phòng: lead"]);
    expect(draft.date).toBe("2026-11-30");
    expect(draft.content).toBe("");
    expect(draft.needsApproval).toBe(true);
    draft.targets[0].role = "inform";
    expect(CARD.proposed[0].role).toBe("lead");
});

test("a tapped suggestion takes its usual role, and only one leads", () => {
    expect(roles(tapTarget(empty(), FINANCE))).toEqual(["Tài chính: cooperate"]);
    expect(roles(tapTarget(empty(), PERSON))).toEqual(["Nguyễn Văn A: lead"]);
    expect(roles(tapTarget(startDraft(CARD), PERSON))).toEqual([
        "Văn phòng: lead", "Nguyễn Văn A: cooperate",
    ]);
});

test("unit 1 and person 1 are two", () => {
    const draft = tapTarget(tapTarget(empty(), OFFICE), PERSON);
    expect(draft.targets).toHaveLength(2);
    expect(roles(removeTarget(draft, PERSON))).toEqual(["Văn phòng: lead"]);
});

test("further taps give the next role; who led before cooperates", () => {
    let draft = tapTarget(startDraft(CARD), FINANCE);
    draft = nextRole(draft, draft.targets[1]);
    expect(roles(draft)).toEqual(["Văn phòng: lead", "Tài chính: inform"]);
    draft = tapTarget(draft, FINANCE);
    expect(roles(draft)).toEqual(["Văn phòng: cooperate", "Tài chính: lead"]);
});

test("a phrase is added by a tap and taken out by another", () => {
    let draft = empty({ content: "Giao gấp." });
    draft = tapPhrase(draft, "Báo cáo lãnh đạo.");
    expect(draft.content).toBe("Giao gấp. Báo cáo lãnh đạo.");
    draft = tapPhrase(draft, "Giao gấp.");
    expect(draft.content).toBe("Báo cáo lãnh đạo.");
    expect(tapPhrase(draft, "Báo cáo lãnh đạo.").content).toBe("");
});

test("the server gets ids, roles and the deadline of those who can be late", () => {
    const draft = empty({
        targets: [OFFICE, { ...PERSON, role: "inform" }], content: " Làm ngay. ",
        date: "2026-11-30", needsApproval: true,
    });
    expect(toDecision(draft)).toEqual({
        content: "Làm ngay.",
        needs_approval: true,
        assignments: [
            { role: "lead", unit_id: 1, user_id: false, due_date: "2026-11-30" },
            { role: "inform", unit_id: false, user_id: 1, due_date: false },
        ],
    });
    expect(toDecision({ ...draft, targets: [] }).needs_approval).toBe(false);
});

test("the lead is named first", () => {
    const draft = empty({ targets: [FINANCE, OFFICE] });
    expect(nameTargets(draft)).toBe("Văn phòng, Tài chính");
});

test("a draft that lay too long gets the deadline of today's card", () => {
    const draft = empty({ date: "2026-11-20" });
    expect(refreshDraft(draft, CARD, "2026-11-22").date).toBe("2026-11-30");
    expect(refreshDraft(draft, CARD, "2026-11-20").date).toBe("2026-11-20");
});
