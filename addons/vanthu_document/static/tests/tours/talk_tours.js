import { registry } from "@web/core/registry";

const SUBJECT = "Tour: hỏi và trả lời";
const tours = registry.category("web_tour.tours");

function openFromList() {
    return { trigger: `.o_data_row td:contains("${SUBJECT}")`, run: "click" };
}

// No step reads a label, so that the tours run in every language.
function press(button) {
    return { trigger: `.o_statusbar_buttons button${button}`, run: "click" };
}

function write(field, text) {
    const input = `.modal .o_field_widget[name=${field}]`;
    return { trigger: `${input} textarea, ${input} input`, run: `edit ${text}` };
}

function confirmDialog() {
    return [
        { trigger: ".modal footer button[name=action_confirm]", run: "click" },
        { trigger: "body:not(:has(.modal))" },
    ];
}

function choose(field, name) {
    return [
        { trigger: `.modal .o_field_widget[name=${field}] input`, run: `edit ${name}` },
        { trigger: `.modal .o-autocomplete--dropdown-item:contains("${name}")`, run: "click" },
        { trigger: `.modal .o_field_widget[name=${field}] .o_tag:contains("${name}")` },
    ];
}

tours.add("vanthu_head_asks_for_time", {
    steps: () => [
        openFromList(),
        press(".o_vanthu_ask_extension"),
        { trigger: ".modal .o_field_widget[name=date] :is(input, button)" },
        write("reason", "Chờ số liệu"),
        ...confirmDialog(),
        { trigger: "div[name=extension]:contains('Chờ số liệu')" },
    ],
});

tours.add("vanthu_leader_refuses_time", {
    steps: () => [
        { trigger: ".o_data_row td:contains('Chờ số liệu')" },
        { trigger: ".o_data_row .o_vanthu_refuse", run: "click" },
        write("reason", "Kế hoạch đã chốt"),
        ...confirmDialog(),
        { trigger: ".o_view_nocontent" },
    ],
});

tours.add("vanthu_leader_grants_time", {
    steps: () => [
        { trigger: ".o_data_row .o_vanthu_grant", run: "click" },
        { trigger: ".o_view_nocontent" },
    ],
});

tours.add("vanthu_head_waits_and_asks_others", {
    steps: () => [
        openFromList(),
        { trigger: ".o_field_widget[name=extension_ids] td:contains('Kế hoạch đã chốt')" },
        press("[name=action_start]"),
        press(".o_vanthu_pause"),
        write("waiting_for", "Sở Tài chính"),
        write("reason", "Chưa có số liệu"),
        ...confirmDialog(),
        { trigger: "div[name=pause]:contains('Sở Tài chính')" },
        { trigger: ".o_vanthu_resume", run: "click" },
        { trigger: ".o_field_widget[name=pause_ids] td:contains('Sở Tài chính')" },
        press(".o_vanthu_ask_opinions"),
        ...choose("unit_ids", "Phòng Kế hoạch"),
        ...choose("user_ids", "Handler"),
        write("question", "Đồng ý mức chi không?"),
        { trigger: ".modal footer button[name=action_confirm]", run: "click" },
        { trigger: ".o_field_widget[name=answer_ids] .o_kanban_record:contains('Handler')" },
    ],
});

tours.add("vanthu_second_head_answers", {
    steps: () => [
        openFromList(),
        press(".o_vanthu_answer"),
        { trigger: ".modal .o_field_widget[name=stance] input[data-value=changes]", run: "click" },
        write("text", "Giảm 10%"),
        ...confirmDialog(),
        { trigger: ".o_vanthu_opinions", run: "click" },
        { trigger: ".o_field_widget[name=answer_ids] .o_kanban_record:contains('Giảm 10%')" },
    ],
});

tours.add("vanthu_head_ends_the_round", {
    steps: () => [
        openFromList(),
        { trigger: ".o_vanthu_opinions", run: "click" },
        { trigger: ".o_kanban_record:contains('Giảm 10%')" },
        press(".o_vanthu_end_round"),
        { trigger: ".modal footer .btn-primary", run: "click" },
        { trigger: ".o_statusbar_status button.o_arrow_button_current[data-value=closed]" },
        { trigger: ".o_field_widget[name=answer_ids]:not(:contains('Handler'))" },
    ],
});
