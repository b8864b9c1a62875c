import { _t } from "@web/core/l10n/translation";
import {
    addGuide,
    openFirst,
    press,
    pressAny,
    pressMore,
    say,
    write,
} from "@vanthu_training/guide/guide_tours";

const ACCEPT = "button[name=action_accept]";
const REPORT = ".o_vanthu_report.btn-primary";
const CLOSE = ".o_vanthu_close.btn-primary";
const TAKE_NOTE = "button[name=action_done]";
const CHOICE = ".modal a.dropdown-item.ui-menu-item-wrapper:not(.o_loading)";
const CHOICE_PHONE = ".o_select_create_dialog_content .o_kanban_record:not(.o_kanban_ghost)";
const CURRENT = ".o_arrow_button_current";
const DONE = `${CURRENT}[data-value=done]`;
const not = (selector) => `body:not(:has(${selector}))`;
const below = { tooltipPosition: "bottom" };

const openWork = () => [
    ...openFirst(
        "document_subject",
        _t("Your work stands here, what is due first on top; bold is new."),
        _t("Nothing waits for you now. Take this tour again when you get work.")
    ),
    say(".o_form_view .oe_title", _t("Read what is to be done and by when; the letter is beside it.")),
];

const accept = () =>
    press(ACCEPT, _t("Press here: who gave the work sees that you have it."), {
        isActive: [ACCEPT],
    });

addGuide("handler_work", "/odoo/my-work", () => [
    ...openWork(),
    accept(),
    press(TAKE_NOTE, _t("This is for your information only: press here when you have read it."), {
        isActive: [TAKE_NOTE],
    }),
    press("button[name=action_start]", _t("Press here when you begin."), {
        isActive: [not(REPORT), not(CLOSE), not(TAKE_NOTE), not(DONE)],
    }),
    press(
        `${REPORT}, ${CLOSE}`,
        _t("When it is done, press here: only what is reported counts as done in time."),
        { isActive: [not(TAKE_NOTE), not(DONE)] }
    ),
    write(
        ".modal .o_field_widget[name=text] textarea",
        "Đã hoàn thành phần việc được giao",
        _t("Write in a sentence what was done."),
        { isActive: [not(TAKE_NOTE), not(DONE)], tooltipPosition: "bottom" }
    ),
    press(".modal footer button[name=action_confirm]", _t("Press here to send the report."), {
        isActive: [not(TAKE_NOTE), not(DONE)],
    }),
    say(
        `.o_statusbar_status:has(${CURRENT}[data-value=reported]), .o_statusbar_status:has(${DONE})`,
        _t("That is all: here you see that your work is reported."),
        below
    ),
]);

addGuide("head_split", "/odoo/my-work", () => [
    ...openWork(),
    accept(),
    ...pressMore(
        ".o_statusbar_buttons",
        "button.o_vanthu_pass_on",
        _t("Press here to split the work: each person gets a part with its own deadline.")
    ),
    press(
        ".modal .o_field_widget[name=user_id]:not(.o_list_renderer *) input",
        _t("Press here, then choose who of your unit does it."),
        { tooltipPosition: "top" }
    ),
    pressAny(`${CHOICE}, ${CHOICE_PHONE}`, _t("Choose a person from the list."), {
        tooltipPosition: "right",
    }),
    write(
        ".modal .o_field_widget[name=text] textarea",
        "Dự thảo báo cáo",
        _t("Write this person's part, so that nobody does it twice."),
        below
    ),
    press(
        ".modal footer button[name=action_confirm]",
        _t("Press here; add more persons in the table above first if you like.")
    ),
    say(
        ".o_form_view .o_field_widget[name=part_ids], .o_form_view .o_field_widget[name=child_ids]",
        _t("The parts stand here: you see who is late, and close the whole when all have reported.")
    ),
]);
