import { registry } from "@web/core/registry";

import { answer, CLASS, openClass, page, pick, press } from "./conference_steps";

const tours = registry.category("web_tour.tours");

// ---- A SCHOOL ----

function addPerson(name) {
    return [
        {
            trigger: ".modal [name=line_ids] .o_field_x2many_list_row_add :is(a, button)",
            run: "click",
        },
        {
            trigger: ".modal [name=line_ids] .o_selected_row [name=name] input",
            run: `edit ${name}`,
        },
    ];
}

const openNaming = [
    openClass,
    page("invitations"),
    { trigger: "[name=invitation_ids] .o_data_row button[name=action_name_people]", run: "click" },
];

tours.add("vanthu_conference_names", {
    steps: () => [
        ...openNaming,
        ...pick("user_ids", "An Văn Học", ".modal"),
        ...pick("user_ids", "Bình Văn Học", ".modal"),
        ...addPerson("Chi Văn Học"),
        ...answer("[name=action_name]"),
        { trigger: ".o_notification" },
    ],
});

tours.add("vanthu_conference_names_too_many", {
    steps: () => [
        ...openNaming,
        ...[1, 2, 3, 4, 5].flatMap((number) => addPerson(`Khách ${number}`)),
        ...answer("[name=action_name]"),
        { trigger: ".o_notification" },
    ],
});

tours.add("vanthu_conference_gives_back", {
    steps: () => [
        { trigger: `.o_kanban_record:contains("${CLASS}")`, run: "click" },
        press("[name=action_cannot_come]"),
        ...answer(),
        { trigger: ".o_form_view:not(:has(button[name=action_cannot_come]:visible))" },
    ],
});

// ---- THE TRAINER ----

const CODE = ".o_vanthu_attendance_code[data-url*='/vanthu/attend/']";

function openSession(number) {
    return [
        openClass,
        page("sessions"),
        {
            trigger: `[name=session_ids] .o_data_row:contains("Buổi ${number}") td.o_list_button button`,
            run: "click",
        },
        { trigger: CODE },
    ];
}

function present(count) {
    return { trigger: `[name=present]:contains("${count} / 100")` };
}

const markAll = [{ trigger: "button[name=mark_all]", run: "click" }, present(100)];

function showBadge(code, said) {
    return [
        { trigger: "input[name=badge]", run: `edit ${code}` },
        { trigger: "input[name=badge]", run: "press Enter" },
        { trigger: `[name=said].alert-${said}` },
    ];
}

tours.add("vanthu_conference_code", {
    steps: () => [...openSession(1), present(1), ...markAll],
});

tours.add("vanthu_conference_badges", {
    steps: () => [
        ...openSession(2),
        ...showBadge("TOUR-BADGE", "success"),
        ...showBadge("TOUR-BADGE", "warning"),
        ...showBadge("NOBODY", "danger"),
        present(1),
        ...markAll,
    ],
});

tours.add("vanthu_conference_by_hand", {
    steps: () => [
        ...openSession(3),
        { trigger: ".o_vanthu_attendance input[type=search]", run: "edit An Văn Học" },
        { trigger: ".o_vanthu_attendance_people label:only-child", run: "click" },
        present(1),
        { trigger: ".o_vanthu_attendance input[type=search]", run: "clear" },
        { trigger: ".o_vanthu_attendance_people label:nth-child(100)" },
        ...markAll,
    ],
});

// ---- A TRAINEE ----

const PANEL = ".o_vanthu_exercise_panel";

function enterPractice(state) {
    return [
        { trigger: `.o_kanban_record:contains(T1.1) button[data-state=${state}]`, run: "click" },
        {
            trigger: "button[name=action_enter_practice]",
            run: "click",
            expectUnloadPage: true,
        },
        { trigger: ".o_vanthu_practice_ribbon" },
    ];
}

tours.add("vanthu_conference_begins_practice", {
    steps: () => [...enterPractice("begin"), { trigger: ".o_vanthu_exercise_button" }],
});

tours.add("vanthu_conference_ends_practice", {
    steps: () => [
        ...enterPractice("go_on"),
        { trigger: ".o_vanthu_exercise_button", run: "click" },
        { trigger: `${PANEL} button[name=check]`, run: "click" },
        { trigger: `${PANEL}:not(:has(button[name=check]))` },
        { trigger: "button[name=leave_practice]", run: "click", expectUnloadPage: true },
        { trigger: "body:not(:has(.o_vanthu_practice_ribbon)) .o_navbar" },
    ],
});

tours.add("vanthu_conference_quiz", {
    steps: () => [
        { trigger: `.o_kanban_record:contains("${CLASS}")`, run: "click" },
        { ...press("[name=action_take_after]"), expectUnloadPage: true },
        { trigger: ".o_survey_form button[value=start]", run: "click" },
        { trigger: ".js_question-wrapper:contains(Incoming) label:contains(right)", run: "click" },
        { trigger: ".js_question-wrapper:contains(Archive) label:contains(one)", run: "click" },
        { trigger: ".js_question-wrapper:contains(Archive) label:contains(two)", run: "click" },
        { trigger: "button[value=finish]", run: "click" },
        { trigger: ".modal-footer button.btn-primary", run: "click" },
        { trigger: "a[href='/odoo/my-classes']" },
    ],
});
