import { _t } from "@web/core/l10n/translation";
import { addGuide, openFirst, press, pressMore, say, write } from "@vanthu_training/guide/guide_tours";

const ADD_FILE = "button[name=action_open_version].btn-primary";

addGuide("clerk_incoming", "/odoo/incoming-waiting", () => [
    ...pressMore(
        ".o_control_panel_main_buttons",
        ".o_list_button_add, .o-kanban-button-new",
        _t("Take a letter that came on paper and press here: each letter gets a sheet of its own.")
    ),
    write(
        "[name=code_number] input",
        "0327",
        _t("Type the number that stands on the letter, before the stroke.")
    ),
    write(
        "[name=code_notation] input",
        "BGDĐT-VP",
        _t("Type what stands after the stroke: it says who wrote the letter.")
    ),
    press(
        "[name=issued_date] :is(input, button)",
        _t("Press here, then choose the day that stands on the letter."),
        { tooltipPosition: "right" }
    ),
    write(
        "[name=organ_name] input",
        "Bộ Giáo dục và Đào tạo",
        _t("Type who sent it; the register must say so.")
    ),
    write(
        "[name=subject] textarea",
        "Về việc tổng kết năm học",
        _t("Type what it is about, in the letter's own words: by them it is found again.")
    ),
    press(
        ".o_statusbar_buttons button[name=action_register]",
        _t("Finish typing, then press here: the letter gets the next number of the register.")
    ),
    say(
        ".o_vanthu_number_value",
        _t("This is its arrival number: write it on the letter. You have registered it."),
        { tooltipPosition: "bottom" }
    ),
]);

addGuide("clerk_outgoing", "/odoo/to-send", () => [
    ...openFirst(
        "subject",
        _t("Signed documents wait here; each goes out by the next working day."),
        _t("Nothing waits now. Take this tour again when a leader has signed something.")
    ),
    say(
        ".o_form_view .o_field_widget[name=subject]",
        _t("Look once more whether subject, signer and recipients are right."),
        { tooltipPosition: "right" }
    ),
    press(
        "button[name=action_issue]",
        _t("Press here: the document takes the next number and today's date."),
        { isActive: ["button[name=action_issue]"] }
    ),
    say(
        ".o_vanthu_number_value",
        _t("This is its number; no other document of this year gets it."),
        { tooltipPosition: "bottom" }
    ),
    press(ADD_FILE, _t("Some recipients get a file: add the signed scan first."), {
        isActive: [ADD_FILE],
    }),
    press(".modal button[name=action_apply]", _t("Choose the file above, then press here."), {
        isActive: [ADD_FILE],
    }),
    press(
        "button[name=action_dispatch]",
        _t("Press here to send it to all recipients, to each by its own way.")
    ),
    press(".modal footer .btn-primary", _t("Confirm: from here on it counts as sent.")),
    say(
        ".o_statusbar_status:has(.o_arrow_button_current[data-value=dispatched])",
        _t("It is on its way; here you always see how far a document has come."),
        { tooltipPosition: "bottom" }
    ),
]);
