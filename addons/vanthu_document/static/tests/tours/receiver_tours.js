import { registry } from "@web/core/registry";

const SUBJECT = "Tour: tổng kết năm học và thi đua";
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

function say(field, text, button) {
    const place = `.modal .o_field_widget[name=${field}]`;
    return [
        { trigger: `${place} textarea, ${place} input`, run: `edit ${text}` },
        { trigger: `.modal footer button[name=${button}]:visible`, run: "click" },
        { trigger: "body:not(:has(.modal))" },
    ];
}

/** What a school's clerk need not type. */
function isFilled() {
    const filled = {
        code_number: "01", code_notation: "SGDĐT-VP", organ_name: "Sở Giáo dục và Đào tạo",
        signer_name: "Leader",
    };
    return [
        ...Object.entries(filled).map(([name, value]) => ({
            trigger: `.o_field_widget[name=${name}] input:value(/^${value}$/)`,
        })),
        { trigger: `.o_field_widget[name=subject] textarea:value(/^${SUBJECT}$/)` },
        { trigger: ".o_field_widget[name=issued_date] :is(input, button)" },
    ];
}

tours.add("vanthu_receiver_refuses", {
    steps: () => [
        open(),
        ...isFilled(),
        press("[name=action_open_return]"),
        ...say("reason", "Không thuộc phạm vi", "action_apply"),
        { trigger: ".ribbon" },
    ],
});

tours.add("vanthu_receiver_registers", {
    steps: () => [
        open(),
        ...isFilled(),
        press("[name=action_register]"),
        { trigger: ".o_vanthu_number_value:contains(01)" },
    ],
});

tours.add("vanthu_receiver_leader_directs", {
    steps: () => [
        open(),
        press(".o_vanthu_direct"),
        { trigger: ".modal .o_field_widget[name=lead_user_id] input", run: "edit School Teacher" },
        { trigger: ".o-autocomplete--dropdown-item:contains('School Teacher')", run: "click" },
        ...say("content", "Đồng chí thực hiện, xong trước ngày họp.", "action_confirm"),
        stateIs("assigned"),
    ],
});

tours.add("vanthu_receiver_closes", {
    steps: () => [
        open(),
        press(".o_vanthu_close"),
        ...say("text", "Đã báo cáo số liệu", "action_confirm"),
        stateIs("done"),
    ],
});

tours.add("vanthu_receiver_gives_back", {
    steps: () => [
        open(),
        { trigger: ".alert-danger [name=recall_reason]:contains('Sai biểu mẫu')" },
        { content: "the file is read before it is erased", trigger: ":iframe .page[data-loaded]" },
        { trigger: ".alert-danger button[name=action_agree_recall]", run: "click" },
        { trigger: ".modal footer .btn-primary", run: "click" },
        { trigger: ".ribbon" },
        { trigger: ".alert-warning [name=recall_reason]:contains('Sai biểu mẫu')" },
        { trigger: `.o_form_view:not(:contains("${SUBJECT}"))` },
        { trigger: ".o_vanthu_number_value:contains(01)" },
        { content: "its line stays in the list", trigger: ".o_back_button", run: "click" },
        { trigger: ".o_data_row.text-muted:contains('01/SGDĐT-VP')" },
    ],
});

tours.add("vanthu_receiver_keeps", {
    steps: () => [
        open(),
        { trigger: ".alert-danger button[name=action_open_recall]", run: "click" },
        ...say("reason", "Đã in phát cho học sinh", "action_apply"),
        { trigger: ".alert-warning [name=recall_answer]:contains('Đã in phát cho học sinh')" },
    ],
});
