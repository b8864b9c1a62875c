export const CLASS = "Hội nghị tập huấn thử";

// No step reads a label, so that the tours run in every language.
export const openClass = { trigger: `.o_data_row td:contains("${CLASS}")`, run: "click" };

export function press(button) {
    return { trigger: `.o_form_statusbar button${button}`, run: "click" };
}

export function page(name) {
    return { trigger: `.o_notebook_headers a[name=${name}]`, run: "click" };
}

export function pick(field, name, place = "") {
    const input = `${place} .o_field_widget[name=${field}] input`;
    return [
        { trigger: input, run: `edit ${name}` },
        { trigger: `.o-autocomplete--dropdown-item:contains("${name}")`, run: "click" },
        { trigger: "body:not(:has(.o-autocomplete--dropdown-menu))" },
    ];
}

export function write(field, text, place = "") {
    const input = `${place} .o_field_widget[name=${field}]`;
    return { trigger: `${input} textarea, ${input} input`, run: `edit ${text}` };
}

/** Press a button of the dialog that stands open, which closes it. */
export function answer(button = ".btn-primary") {
    return [
        { trigger: `.modal footer button${button}:visible`, run: "click" },
        { trigger: "body:not(:has(.modal))" },
    ];
}
