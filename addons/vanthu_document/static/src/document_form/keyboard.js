const FIELD_INPUTS = [
    ".o_form_sheet .o_field_widget input:not([type=checkbox]):not([readonly]):not([disabled])",
    ".o_form_sheet .o_field_widget textarea:not([readonly]):not([disabled])",
    ".o_form_sheet .o_field_widget select:not([disabled])",
].join(",");

/** Fields that Enter walks through: those that can be seen, outside the panels. */
export function getInputs(root) {
    return [...root.querySelectorAll(FIELD_INPUTS)].filter(
        (el) => el.offsetParent && !el.closest(".o_vanthu_proposals")
    );
}

/**
 * Enter goes to the next field, from the last one to the button; Ctrl+Enter registers and opens
 * the next form.
 *
 * @param {HTMLElement} form
 * @param {KeyboardEvent} ev
 */
export function walkFields(form, ev) {
    if (ev.key !== "Enter" || ev.shiftKey || ev.altKey || ev.isComposing) {
        return;
    }
    const button = form.querySelector("button[name=action_register_next]");
    if (ev.ctrlKey || ev.metaKey) {
        if (button) {
            ev.preventDefault();
            ev.target.blur();
            button.click();
        }
        return;
    }
    const inputs = getInputs(form);
    const index = inputs.indexOf(ev.target);
    // A text of one line prevents Enter itself; one of several lines needs it.
    const isTaken = ev.defaultPrevented !== (ev.target.tagName === "TEXTAREA");
    const isPicking = ev.target.closest(".o-autocomplete")?.querySelector(".dropdown-menu");
    if (index < 0 || isPicking || isTaken) {
        return;
    }
    ev.preventDefault();
    const next = inputs[index + 1] || button;
    next?.focus();
    next?.select?.();
}
