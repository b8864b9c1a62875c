import { localization } from "@web/core/l10n/localization";
import { registry } from "@web/core/registry";

import { answer, CLASS, openClass, page, pick, press, write } from "./conference_steps";

const tours = registry.category("web_tour.tours");
const save = { trigger: ".o_form_button_save", run: "click" };
const saved = { trigger: ".o_form_view .o_form_saved, .o_form_view:not(:has(.o_form_button_save:visible))" };

/** Morning of a day to come, as the person would type it. */
function morning(days, hour) {
    const day = luxon.DateTime.now().plus({ days }).set({ hour, minute: 30, second: 0 });
    return day.toFormat(localization.dateTimeFormat);
}

function writeMoment(field, days, hour, place) {
    const input = `${place} [name=${field}] input`;
    return [
        // The proposed moment is a button until it is pressed.
        { trigger: `${place} [name=${field}] :is(input, button)`, run: "click" },
        { trigger: input, run: (helpers) => helpers.edit(morning(days, hour), input) },
    ];
}

function addSession(number, days, hour) {
    const row = `[name=session_ids] .o_selected_row:nth-child(${number})`;
    return [
        { trigger: "[name=session_ids] .o_field_x2many_list_row_add :is(a, button)", run: "click" },
        { trigger: `${row} [name=name] input`, run: `edit Buổi ${number}` },
        ...writeMoment("date_begin", days, hour, row),
        ...writeMoment("date_end", days, hour + 3, row),
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
