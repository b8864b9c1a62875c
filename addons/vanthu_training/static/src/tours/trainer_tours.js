import { _t } from "@web/core/l10n/translation";
import { addGuide, press, pressAny, say, write } from "@vanthu_training/guide/guide_tours";

const CHOICE = ".o-autocomplete--dropdown-item a.ui-menu-item-wrapper:not(.o_loading)";
const CHOICE_PHONE = ".o_select_create_dialog_content .o_kanban_record:not(.o_kanban_ghost)";
const SESSIONS = ".o_field_widget[name=session_ids]";
const below = { tooltipPosition: "bottom" };
const above = { tooltipPosition: "top" };

addGuide("trainer_class", "/odoo/training-classes", () => [
    press(".o_list_button_add, .o-kanban-button-new", _t("Press here for a new class.")),
    write(
        ".o_form_view .o_field_widget[name=name] textarea",
        "Lớp tập huấn văn thư số 1",
        _t("Type the name of the class as it shall stand in the invitation."),
        below
    ),
    press(
        ".o_field_widget[name=course_id] input",
        _t("Press here, then choose the course: topics, quiz and exercises come with it.")
    ),
    pressAny(`${CHOICE}, ${CHOICE_PHONE}`, _t("Choose the course from the list."), {
        tooltipPosition: "right",
    }),
    say(
        ".o_field_widget[name=trainer_ids]",
        _t("Here you add who teaches; these people take the attendance."),
        below
    ),
    press(
        `${SESSIONS} .o_field_x2many_list_row_add :is(a, button)`,
        _t("Press here for a session: morning and afternoon are proposed, change what is otherwise."),
        { isActive: ["desktop"], ...above }
    ),
    press(`${SESSIONS} .o-kanban-button-new`, _t("Press here for a session."), {
        isActive: ["mobile"],
        ...above,
    }),
    press(
        ".modal .o_form_button_save",
        _t("Morning and afternoon are proposed; change what is otherwise, then press here."),
        { isActive: ["mobile"], ...above }
    ),
    press("body:not(.modal-open) .o_form_button_save", _t("Press here to keep the class.")),
    press(
        ".o_vanthu_invite",
        _t("Press here to invite: organisations name their people themselves.")
    ),
    say(
        ".modal .o_field_widget[name=quota]",
        _t("So many people may each organisation name; who comes later waits for a place."),
        below
    ),
    press(
        ".modal .o_field_widget[name=with_schools] input",
        _t("Tick this for all organisations below yours, or choose others in the fields beside it.")
    ),
    press(".modal button[name=action_invite]", _t("Press here: the organisations see the class.")),
    press(
        ".o_notebook_headers a[name=papers]",
        _t("One thing is left: the letter of invitation. Press here.")
    ),
    say(
        ".o_form_view button[name=action_draft_paper]",
        _t("Plan, letter and decision are drafted here as outgoing documents. That is all.")
    ),
]);
