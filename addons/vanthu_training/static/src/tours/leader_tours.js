import { _t } from "@web/core/l10n/translation";
import { addGuide, press, pressAny, say, sayEmpty, write } from "@vanthu_training/guide/guide_tours";

const CHIP = ".o_vanthu_desk_chip:not(.o_vanthu_desk_other)";
const SUGGESTED = `.o_vanthu_desk_suggestions ${CHIP}`;
const PHRASE = `.o_vanthu_desk_phrases ${CHIP}`;
const TEXT = ".o_vanthu_desk_text";
const TARGET = ".o_vanthu_desk_target";
const beside = { tooltipPosition: "left" }; // over the letter, which is read by now
const not = (selector) => `body:not(:has(${selector}))`;

addGuide("leader_desk", "/odoo/desk", () => [
    press(
        ".o_vanthu_desk_tab[data-pile=direct]",
        _t("Press here: in this pile lie the letters that wait for your directive.")
    ),
    say(
        ".o_vanthu_desk_subject, .o_vanthu_desk_done",
        _t("One letter lies before you at a time, the most urgent first."),
        { tooltipPosition: "bottom" }
    ),
    sayEmpty(_t("No letter waits now. Take this tour again when the clerk has submitted one.")),
    say(TARGET, _t("What the clerk proposes is filled in; tap a name to change its role."), {
        isActive: [TARGET],
        ...beside,
    }),
    pressAny(SUGGESTED, _t("Tap who takes the lead; these are proposed for this letter."), {
        isActive: [SUGGESTED, not(TARGET)],
        ...beside,
    }),
    press(
        ".o_vanthu_desk_suggestions .o_vanthu_desk_other",
        _t("Press here to choose who takes the lead."),
        { isActive: [not(SUGGESTED), not(TARGET)], ...beside }
    ),
    pressAny(".o_vanthu_desk_pick", _t("Choose the unit or person."), {
        isActive: [not(SUGGESTED), not(TARGET)],
    }),
    // A person may do either; the test suite taps.
    pressAny(`${TEXT}, ${PHRASE}`, _t("Tap a phrase below, or write here what is to be done."), {
        isActive: ["manual", PHRASE],
        ...beside,
    }),
    press(PHRASE, _t("Tap a phrase below, or write here what is to be done."), {
        isActive: ["auto", PHRASE],
    }),
    write(TEXT, "Triển khai thực hiện.", _t("Write what is to be done."), {
        isActive: [not(PHRASE)],
        ...beside,
    }),
    press(
        ".o_vanthu_desk_send",
        _t("Press here: the work is given at once, and the next letter comes."),
        beside
    ),
    say(
        ".o_vanthu_desk_last",
        _t("Here you take the last directive back if it was a mistake. That is all.")
    ),
]);
