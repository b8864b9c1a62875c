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

const BOX = ".o_kanban_view .o_kanban_record:not(.o_kanban_ghost)";
const PLACE = ".o_statusbar_buttons button.btn-primary";
const PROPOSAL = ".modal .o_field_widget[name=proposal_ids] .o_data_row";
const below = { tooltipPosition: "bottom" };

addGuide("archivist_box", "/odoo/files-in-no-box", () => [
    ...openFirst(
        "name",
        _t("These closed paper files lie in no box yet."),
        _t("Every file has its box. Take this tour again when files have been closed.")
    ),
    ...pressMore(
        ".o_statusbar_buttons",
        "button.o_vanthu_put_into_box",
        _t("Press here: a file in a box is found again.")
    ),
    say(
        ".modal .o_field_widget[name=plan]",
        _t("Here you see what it gives; leave the box empty to begin a new one."),
        below
    ),
    press(".modal button[name=action_fill]", _t("Press here to put the file into the box.")),
    pressAny(
        `.o_list_view .o_data_row .o_data_cell[name=number], ${BOX}`,
        _t("This is the box with its number; open it.")
    ),
    say(
        ".o_form_view .o_field_widget[name=file_count]",
        _t("Here you see what lies in the box and how full it is.")
    ),
    press(PLACE, _t("Press here to choose its place in the store."), {
        isActive: [PLACE],
    }),
    say(
        ".modal .o_field_widget[name=proposal_ids]",
        _t("Places with room are proposed, beside boxes of the same unit and year first."),
        { isActive: [PLACE] }
    ),
    press(
        ".modal button[name=action_place]",
        _t("Press here; then carry the box to that place."),
        { isActive: [PROPOSAL] }
    ),
    say(
        ".o_form_view .o_field_widget[name=location_id]",
        _t("The box has its place: the store map leads everybody there."),
        below
    ),
]);

addGuide("manager_unit", "/odoo/records-units", () => [
    press(
        ".o_list_button_add, .o-kanban-button-new",
        _t("Press here for a new unit: work is given to units and to the people in them.")
    ),
    write(
        ".o_form_view .o_field_widget[name=name] :is(input, textarea)",
        "Tổ Văn thư",
        _t("Type the name of the unit as it stands in decisions.")
    ),
    write(
        ".o_form_view .o_field_widget[name=code] input",
        "TVT",
        _t("Type its abbreviation; it stands in the notation of what the unit drafts.")
    ),
    say(
        ".o_form_view .o_field_widget[name=head_id]",
        _t("Choose the head here: this person accepts and splits the unit's work.")
    ),
    press(".o_form_button_save", _t("Press here to keep the unit.")),
    say(
        ".o_notebook_headers a[name=members]",
        _t("Here you add its people. Many units at once come from a table: Import units and people.")
    ),
]);
