import { browser } from "@web/core/browser/browser";
import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { tourState } from "@web_tour/js/tour_state";

const PREFIX = "vanthu_guide_";
const SAY = "say";
const ANY = "any";
const tours = registry.category("web_tour.tours");

/**
 * Registers a guided tour; people and the test suite take the same steps.
 *
 * @param {string} name of the role and its work
 * @param {string} url where it begins
 * @param {() => Object[]} steps
 */
export function addGuide(name, url, steps) {
    tours.add(PREFIX + name, { url, steps });
}

/** Something to read; the person goes on with the button of the bubble. */
export function say(trigger, content, more = {}) {
    return { id: SAY, trigger, content, run: "click", ...more };
}

/** There is nothing to show on this screen: all that is left is to stop, and begin another day. */
export function sayEmpty(content) {
    return {
        trigger: ".o_nocontent_help, .o_vanthu_desk_done",
        isActive: [".o_view_nocontent, .o_vanthu_desk_done"],
        content,
        run: "click",
    };
}

export function press(trigger, content, more = {}) {
    return { trigger, content, run: "click", tooltipPosition: "bottom", ...more };
}

/** A button that a phone keeps under three dots: those first. */
export function pressMore(bar, trigger, content) {
    return [
        press(`${bar} .dropdown-toggle:has(.oi-ellipsis-v, .fa-ellipsis-v)`, _t("On the phone, press here first."), {
            isActive: ["mobile"],
        }),
        press(trigger, content),
    ];
}

/** Of several alike the first is shown, and whichever the person presses counts. */
export function pressAny(trigger, content, more = {}) {
    return press(trigger, content, { id: ANY, ...more });
}

/** A field to write in; the example is what the test suite writes. */
export function write(trigger, example, content, more = {}) {
    return { trigger, content, run: `edit ${example}`, tooltipPosition: "right", ...more };
}

/** A list: what stands there, then its first line; a list without any ends the tour. */
export function openFirst(column, content, contentEmpty) {
    const record = ".o_kanban_view .o_kanban_record:not(.o_kanban_ghost)";
    const row = `.o_list_view .o_data_row .o_data_cell[name=${column}]`;
    const below = { tooltipPosition: "bottom" };
    return [
        say(".o_control_panel .o_last_breadcrumb_item", content, {
            isActive: ["desktop"],
            ...below,
        }),
        // On a phone the name of the list stands in the bar above.
        say(".o_control_panel_navigation", content, { isActive: ["mobile"], ...below }),
        sayEmpty(contentEmpty),
        pressAny(`${row}, ${record}`, _t("Open the first one.")),
    ];
}

/** @returns {boolean} whether it is one of these tours; others keep their own ways */
export function isGuide(name) {
    return Boolean(name?.startsWith(PREFIX));
}

/** @returns {boolean} whether any of what the step points to counts */
export function isForAny(step) {
    return step.id === ANY;
}

/** @returns {boolean} whether the step is only read */
export function isSaid(step) {
    return step?.id === SAY;
}

/**
 * The step at which a person is led, or nothing: other tours keep their own looks.
 *
 * @returns {{name: string, number: number, total: number, isSaid: boolean, isLast: boolean}|null}
 */
export function getGuideStep() {
    const name = tourState.getCurrentTour();
    if (!isGuide(name) || tourState.getCurrentConfig().mode !== "manual") {
        return null;
    }
    const steps = tours.contains(name) ? tours.get(name).steps() : [];
    const index = tourState.getCurrentIndex();
    return {
        name,
        number: index + 1,
        total: steps.length,
        isSaid: isSaid(steps[index]),
        isLast: index + 1 === steps.length,
    };
}

/** Ends the tour at once, without loading the page anew, so that nothing typed is lost. */
export function stopGuide(env) {
    tourState.clear();
    browser.dispatchEvent(new CustomEvent("vanthu-guide-stop"));
    return env.services.orm.silent.call("res.users", "switch_tour_enabled", [false]);
}
