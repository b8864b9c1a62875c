import { _t } from "@web/core/l10n/translation";

/**
 * An empty field shows its proposal as a placeholder; it is no value and is not saved.
 *
 * @param {HTMLElement} form
 * @param {string[]} names fields that may have a proposal
 * @param {Map<string, string>} proposals text by name of the empty field
 */
export function showHints(form, names, proposals) {
    for (const name of names) {
        const input = form.querySelector(`.o_field_widget[name="${name}"] :is(input, textarea)`);
        if (!input) {
            continue;
        }
        if (proposals.has(name)) {
            input.dataset.vanthuHint ??= input.placeholder || "";
            input.placeholder = _t("%s (proposed)", proposals.get(name));
        } else if ("vanthuHint" in input.dataset) {
            input.placeholder = input.dataset.vanthuHint;
            delete input.dataset.vanthuHint;
        }
    }
}
