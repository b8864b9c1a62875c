import { registry } from "@web/core/registry";

const SUBJECT = "Tour: tổng kết năm học";
const LATER = "Tour: tổng kết năm học và thi đua";
const tours = registry.category("web_tour.tours");

// No step reads a label, so that the tours run in every language.
function open(subject = SUBJECT) {
    return { trigger: `.o_data_row td:contains("${subject}")`, run: "click" };
}

function press(button) {
    return { trigger: `.o_form_statusbar button${button}`, run: "click" };
}

function stateIs(state) {
    return { trigger: `.o_statusbar_status button.o_arrow_button_current[data-value=${state}]` };
}

function page(name) {
    return { trigger: `.o_notebook_headers a[name=${name}]`, run: "click" };
}

function pick(field, name, place = "") {
    const input = `${place} .o_field_widget[name=${field}] input`;
    return [
        { trigger: input, run: `edit ${name}` },
        { trigger: `.o-autocomplete--dropdown-item:contains("${name}")`, run: "click" },
    ];
}

function write(field, text) {
    const place = `.o_field_widget[name=${field}]`;
    return { trigger: `${place} textarea, ${place} input`, run: `edit ${text}` };
}

/** Answer the dialog that stands open with its own button, or the question with “OK”. */
function answer(button = ".btn-primary") {
    return [
        { trigger: `.modal footer button${button}`, run: "click" },
        { trigger: "body:not(:has(.modal))" },
    ];
}

function say(field, text, button = "[name=action_apply]") {
    const place = `.modal .o_field_widget[name=${field}]`;
    return [
        { trigger: `${place} textarea, ${place} input`, run: `edit ${text}` },
        ...answer(`${button}:visible`),
    ];
}

/** What the scanner of the records office would deliver. */
function attachScan({ anchor }) {
    const words =
        "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n" +
        "2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n" +
        "3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj\n" +
        "xref\n0 4\n0000000000 65535 f \n0000000009 00000 n \n" +
        "0000000052 00000 n \n0000000101 00000 n \n" +
        "trailer<</Size 4/Root 1 0 R>>\nstartxref\n164\n%%EOF\n";
    const transfer = new DataTransfer();
    transfer.items.add(new File([words], "ban-quet.pdf", { type: "application/pdf" }));
    anchor.files = transfer.files;
    anchor.dispatchEvent(new Event("change", { bubbles: true }));
}

// ---- THE SENDER ----

tours.add("vanthu_outgoing_drafter_begins", {
    steps: () => [
        { trigger: ".o_list_button_add, .o-kanban-button-new", run: "click" },
        ...pick("type_id", "Công văn"),
        write("subject", SUBJECT),
        ...pick("signing_user_id", "Leader"),
        ...pick("recipient_group_id", "Các trường trực thuộc"),
        {
            content: "the group brings every school",
            trigger: "[name=recipient_ids] .o_data_row:nth-child(38) td:contains('số 38')",
        },
        { trigger: ".o_form_button_save", run: "click" },
        press(".o_vanthu_draft_template"),
        { trigger: ".o_form_view:not(:has(button.o_vanthu_draft_template))" },
        page("versions"),
        { trigger: "[name=version_ids] .o_data_row:contains('.docx')" },
        press("[name=action_submit_draft]"),
        stateIs("content_check"),
    ],
});

tours.add("vanthu_outgoing_head_confirms", {
    steps: () => [
        open(),
        press("[name=action_confirm_content]"),
        stateIs("format_check"),
    ],
});

tours.add("vanthu_outgoing_clerk_sends_back", {
    steps: () => [
        open(),
        press("[name=action_open_send_back]"),
        ...say("reason", "Trích yếu chưa đủ ý"),
        stateIs("draft"),
    ],
});

tours.add("vanthu_outgoing_drafter_mends", {
    steps: () => [
        open(),
        { trigger: ".alert [name=send_back_reason]:contains('Trích yếu chưa đủ ý')" },
        write("subject", LATER),
        page("versions"),
        { trigger: ".tab-pane.active button[name=action_open_draft_template]", run: "click" },
        ...say("reason", "Sửa trích yếu"),
        { trigger: "[name=version_ids] .o_data_row:contains('Sửa trích yếu')" },
        press("[name=action_submit_draft]"),
        stateIs("content_check"),
        { trigger: ".o_form_view:not(:has([name=send_back_reason]:visible))" },
    ],
});

tours.add("vanthu_outgoing_clerk_confirms", {
    steps: () => [
        open(LATER),
        press("[name=action_confirm_format]"),
        stateIs("to_sign"),
    ],
});

tours.add("vanthu_outgoing_leader_signs", {
    steps: () => [
        open(LATER),
        press("[name=action_open_sign]"),
        ...answer("[name=action_apply]:visible"),
        stateIs("signed"),
    ],
});

tours.add("vanthu_outgoing_clerk_sends", {
    steps: () => [
        open(LATER),
        press("[name=action_issue]"),
        { trigger: ".o_vanthu_number_value:contains(/^01\\/SGDĐT-VP$/)" },
        press("[name=action_open_version]"),
        { trigger: ".modal input[type=file]:not(:visible)", run: attachScan },
        { trigger: ".modal .o_field_widget[name=file] input:value(ban-quet.pdf)" },
        ...answer("[name=action_apply]"),
        press("[name=action_dispatch]"),
        ...answer(),
        stateIs("dispatched"),
    ],
});

tours.add("vanthu_outgoing_clerk_sees_answers", {
    steps: () => [
        open(LATER),
        { trigger: "button[name=action_open_deliveries] .text-danger:contains('1')" },
        { trigger: "button[name=action_open_deliveries]:contains('2')", run: "click" },
        { trigger: ".o_data_row.text-danger:contains('số 01'):contains('Không thuộc phạm vi')" },
        {
            content: "number there of who registered, and only of those",
            trigger: ".o_data_row:has(.text-bg-success):contains('số 02') [name=received_number]:contains('01')",
        },
        { trigger: ".o_data_row:contains('số 03') [name=received_number]:contains('01')" },
        { trigger: ".o_data_row:contains('số 38') [name=received_number]:empty" },
    ],
});

tours.add("vanthu_outgoing_clerk_recalls", {
    steps: () => [
        open(LATER),
        press("[name=action_open_recall]"),
        ...say("reason", "Sai biểu mẫu"),
        { trigger: ".ribbon" },
        { trigger: ".alert [name=recall_reason]:contains('Sai biểu mẫu')" },
    ],
});

tours.add("vanthu_outgoing_clerk_sees_tombstone", {
    steps: () => [
        open(LATER),
        { trigger: ".o_vanthu_number_value:contains(/^01\\/SGDĐT-VP$/)" },
        { trigger: ".alert [name=recall_reason]:contains('Sai biểu mẫu')" },
        { trigger: "button[name=action_open_deliveries]", run: "click" },
        { trigger: ".o_data_row.text-muted:contains('số 02')" },
        { trigger: ".o_data_row.text-warning:contains('số 03'):contains('Đã in phát')" },
    ],
});
