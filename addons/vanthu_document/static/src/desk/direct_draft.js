/** Rules of the panel in which a document is directed; plain values, so that they can be kept. */

export const ROLES = ["lead", "cooperate", "inform"];

/** @returns {string} what tells units and persons apart */
export function targetKey({ unit_id, user_id }) {
    return unit_id ? `unit-${unit_id}` : `user-${user_id}`;
}

/**
 * What the panel begins with: the clerk's proposal, for the leader to confirm.
 *
 * @param {object} card
 * @returns {object} draft
 */
export function startDraft(card) {
    return {
        targets: card.proposed.map((target) => ({ ...target })),
        content: "",
        date: card.default_date,
        needsApproval: card.needs_approval,
    };
}

/** A draft that lay for days may name a deadline that has passed. */
export function refreshDraft(draft, card, today) {
    return draft.date && draft.date < today ? { ...draft, date: card.default_date } : draft;
}

function withRole(draft, key, role) {
    // Only one leads; who led before cooperates.
    return draft.targets.map((target) => {
        if (targetKey(target) === key) {
            return { ...target, role };
        }
        return role === "lead" && target.role === "lead"
            ? { ...target, role: "cooperate" }
            : target;
    });
}

/**
 * A tap on a suggestion: it takes part, in its usual role or, with a lead named already, as one
 * who cooperates; a further tap gives the next role.
 */
export function tapTarget(draft, target) {
    const key = targetKey(target);
    const known = draft.targets.find((other) => targetKey(other) === key);
    if (known) {
        return nextRole(draft, known);
    }
    const isLed = draft.targets.some((other) => other.role === "lead");
    const usual = target.role || "lead";
    const role = usual === "lead" && isLed ? "cooperate" : usual;
    const { unit_id, user_id, name } = target;
    return { ...draft, targets: [...draft.targets, { unit_id, user_id, name, role }] };
}

export function nextRole(draft, target) {
    const role = ROLES[(ROLES.indexOf(target.role) + 1) % ROLES.length];
    return { ...draft, targets: withRole(draft, targetKey(target), role) };
}

export function removeTarget(draft, target) {
    const key = targetKey(target);
    return { ...draft, targets: draft.targets.filter((other) => targetKey(other) !== key) };
}

/** A tapped phrase is added to the text; tapped again, it goes. */
export function tapPhrase(draft, phrase) {
    const text = draft.content.trim();
    const content = text.includes(phrase)
        ? text.replace(phrase, "").replace(/\s{2,}/g, " ").trim()
        : [text, phrase].filter(Boolean).join(" ");
    return { ...draft, content };
}

/** @returns {object} what the server's `decide` takes for this pile */
export function toDecision(draft) {
    return {
        content: draft.content.trim(),
        needs_approval: draft.needsApproval && draft.targets.some(({ role }) => role === "lead"),
        assignments: draft.targets.map(({ role, unit_id, user_id }) => ({
            role,
            unit_id: unit_id || false,
            user_id: user_id || false,
            due_date: (role !== "inform" && draft.date) || false,
        })),
    };
}

/** @returns {string} who gets the work, the lead first */
export function nameTargets(draft) {
    return [...draft.targets]
        .sort((a, b) => ROLES.indexOf(a.role) - ROLES.indexOf(b.role))
        .map(({ name }) => name)
        .join(", ");
}
