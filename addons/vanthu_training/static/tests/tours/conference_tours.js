import { localization } from "@web/core/l10n/localization";
import { registry } from "@web/core/registry";

const CLASS = "Hội nghị tập huấn thử";
const tours = registry.category("web_tour.tours");

// No step reads a label, so that the tours run in every language.
const openClass = { trigger: `.o_data_row td:contains("${CLASS}")`, run: "click" };
const save = { trigger: ".o_form_button_save", run: "click" };
const saved = { trigger: ".o_form_view .o_form_saved, .o_form_view:not(:has(.o_form_button_save:visible))" };

function press(button) {
    return { trigger: `.o_form_statusbar button${button}`, run: "click" };
}

function page(name) {
    return { trigger: `.o_notebook_headers a[name=${name}]`, run: "click" };
}

function pick(field, name, place = "") {
    const input = `${place} .o_field_widget[name=${field}] input`;
    return [
        { trigger: input, run: `edit ${name}` },
        { trigger: `.o-autocomplete--dropdown-item:contains("${name}")`, run: "click" },
        { trigger: "body:not(:has(.o-autocomplete--dropdown-menu))" },
    ];
}

function write(field, text, place = "") {
    const input = `${place} .o_field_widget[name=${field}]`;
    return { trigger: `${input} textarea, ${input} input`, run: `edit ${text}` };
}

/** Press a button of the dialog that stands open, which closes it. */
function answer(button = ".btn-primary") {
    return [
        { trigger: `.modal footer button${button}:visible`, run: "click" },
        { trigger: "body:not(:has(.modal))" },
    ];
}

/** Morning of a day to come, as the person would type it. */
function morning(days, hour) {
    const day = luxon.DateTime.now().plus({ days }).set({ hour, minute: 30, second: 0 });
    return day.toFormat(localization.dateTimeFormat);
}

function writeMoment(field, days, hour, place) {
    const input = `${place} [name=${field}] input`;
    return { trigger: input, run: (helpers) => helpers.edit(morning(days, hour), input) };
}

function addSession(number, days, hour) {
    const row = `[name=session_ids] .o_selected_row:nth-child(${number})`;
    return [
        { trigger: "[name=session_ids] .o_field_x2many_list_row_add :is(a, button)", run: "click" },
        { trigger: `${row} [name=name] input`, run: `edit Buổi ${number}` },
        writeMoment("date_begin", days, hour, row),
        writeMoment("date_end", days, hour + 3, row),
    ];
}

// ---- THE HOST ----

tours.add("vanthu_conference_class", {
    steps: () => [
        { trigger: ".o_list_button_add", run: "click" },
        write("name", CLASS),
        ...pick("course_id", "Records work"),
        ...pick("trainer_ids", "trainer"),
        { trigger: ".o_field_widget[name=seats_limited] input", run: "check" },
        write("seats_max", "100"),
        page("sessions"),
        ...addSession(1, 7, 7),
        ...addSession(2, 7, 13),
        ...addSession(3, 8, 7),
        save,
        { trigger: "[name=session_ids] .o_data_row:nth-child(3) td:contains('Buổi 3')" },
        saved,
    ],
});

tours.add("vanthu_conference_invites", {
    steps: () => [
        openClass,
        press(".o_vanthu_invite"),
        write("quota", "3", ".modal"),
        ...pick("group_ids", "49 đơn vị", ".modal"),
        ...answer("[name=action_invite]"),
        page("invitations"),
        { trigger: "[name=invitation_ids] .o_data_row:nth-child(49)" },
    ],
});

tours.add("vanthu_conference_results", {
    steps: () => [
        { trigger: ".o_searchview .o_facet_remove", run: "click" },
        openClass,
        press("[name=action_propose_results]"),
        press("[name=action_decide_results]"),
        ...answer(),
        press(".o_vanthu_issue"),
        { trigger: ".modal .o_field_widget[name=count]:contains('100')" },
        write("issued_place", "Hương Giang", ".modal"),
        write("signer_position", "GIÁM ĐỐC", ".modal"),
        write("signer_name", "Nguyễn Thị Hoa", ".modal"),
        ...answer("[name=action_issue]"),
        { trigger: ".o_pager_limit:contains('100')" },
    ],
});

tours.add("vanthu_conference_revokes", {
    steps: () => [
        { trigger: ".o_data_row td:contains('Người 3 của Trường THPT số 03')", run: "click" },
        press(".o_vanthu_revoke"),
        write("reason", "Cấp nhầm người", ".modal"),
        ...answer("[name=action_apply]"),
        { trigger: ".o_statusbar_status .o_arrow_button_current[data-value=revoked]" },
    ],
});

tours.add("vanthu_conference_coverage", {
    steps: () => [
        { trigger: ".o_vanthu_glance tr:contains('Trường THPT số 01') td.table-success" },
        { trigger: ".o_vanthu_glance tr:contains('Phòng Văn hóa 11') td.table-danger" },
        { trigger: "input[name=only_gaps]", run: "click" },
        { trigger: ".o_vanthu_glance:not(:has(tr:contains('Trường THPT số 01')))" },
        { trigger: ".o_vanthu_glance tr:contains('Phòng Văn hóa 11')" },
    ],
});

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
