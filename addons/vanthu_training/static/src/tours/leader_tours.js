import { _t } from "@web/core/l10n/translation";
import { addGuide, press, say, sayEmpty, write } from "@vanthu_training/guide/guide_tours";

const CHIP = ".o_vanthu_desk_chip:not(.o_vanthu_desk_other)";
const SUGGESTED = `.o_vanthu_desk_suggestions ${CHIP}`;
const PHRASE = `.o_vanthu_desk_phrases ${CHIP}`;
const TARGET = ".o_vanthu_desk_target";
const not = (selector) => `body:not(:has(${selector}))`;

addGuide("leader_desk", "/odoo/desk", () => [
    press(
        ".o_vanthu_desk_tab[data-pile=direct]",
        _t("Press here: in this pile lie the letters that wait for your directive."),
        { tooltipPosition: "bottom" }
    ),
    say(
        ".o_vanthu_desk_subject, .o_vanthu_desk_done",
        _t("One letter lies before you at a time, the most urgent first."),
        { tooltipPosition: "bottom" }
    ),
    sayEmpty(_t("No letter waits now. Take this tour again when the clerk has submitted one.")),
    say(TARGET, _t("What the clerk proposes is filled in; tap a name to change its role."), {
        isActive: [TARGET],
    }),
    press(SUGGESTED, _t("Tap who takes the lead; these are proposed for this letter."), {
        isActive: [SUGGESTED, not(TARGET)],
    }),
    press(
        ".o_vanthu_desk_suggestions .o_vanthu_desk_other",
        _t("Press here to choose who takes the lead."),
        { isActive: [not(SUGGESTED), not(TARGET)] }
    ),
    press(".o_vanthu_desk_pick", _t("Choose the unit or person."), {
        isActive: [not(SUGGESTED), not(TARGET)],
    }),
    press(PHRASE, _t("Tap a phrase, or write above it what is to be done."), {
        isActive: [PHRASE],
    }),
    write(".o_vanthu_desk_text", "Triển khai thực hiện.", _t("Write what is to be done."), {
        isActive: [not(PHRASE)],
    }),
    press(
        ".o_vanthu_desk_send",
        _t("Press here: the work is given at once, and the next letter comes.")
    ),
    say(
        ".o_vanthu_desk_last",
        _t("Here you take the last directive back if it was a mistake. That is all.")
    ),
]);
