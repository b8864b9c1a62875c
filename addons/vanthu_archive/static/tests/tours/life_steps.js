// Steps that the tours of a file's life share. None reads a label, so that they run in every
// language.

export function open(text) {
    return { trigger: `.o_data_row td:contains("${text}")`, run: "click" };
}

export function press(button) {
    return { trigger: `.o_form_statusbar button${button}:enabled`, run: "click" };
}

export function stateIs(state) {
    return { trigger: `.o_statusbar_status button.o_arrow_button_current[data-value=${state}]` };
}

export function page(name) {
    return { trigger: `.o_notebook_headers a[name=${name}]`, run: "click" };
}

export const save = [
    { trigger: ".o_form_button_save:enabled", run: "click" },
    { trigger: ".o_form_saved" },
];

export function pick(field, name, place = "") {
    return [
        { trigger: `${place} [name=${field}] input`, run: `edit ${name}` },
        { trigger: `.o-autocomplete--dropdown-item:contains("${name}")`, run: "click" },
    ];
}

export function write(field, text, place = "") {
    const input = `${place} [name=${field}]`;
    return { trigger: `${input} textarea, ${input} input`, run: `edit ${text}` };
}

/** A date is a button until one is in it. */
export function writeDay(field, day) {
    const place = `.o_field_widget[name=${field}]`;
    return [
        { trigger: `${place} :is(input, button.o_input)`, run: "click" },
        { trigger: `${place} input`, run: `edit ${day}` },
    ];
}

/** @returns {string} a day as people write it, so many days ago */
export function daysAgo(days) {
    return luxon.DateTime.now().setZone("Asia/Ho_Chi_Minh").minus({ days }).toFormat("dd/MM/yyyy");
}

export const dialogIsGone = { trigger: "body:not(:has(.modal))" };

/** Answer the dialog that stands open with its own button, or the question with “OK”. */
export function answer(button = ".btn-primary") {
    return [{ trigger: `.modal footer button${button}:visible`, run: "click" }, dialogIsGone];
}

export function cell(field, row = "") {
    return `.o_data_row${row} td[name=${field}]`;
}
