import { browser } from "@web/core/browser/browser";
import { patch } from "@web/core/utils/patch";
import { queryAll } from "@odoo/hoot-dom";
import { TourInteractive } from "@web_tour/js/tour_interactive/tour_interactive";

import { isForAny, isGuide, isSaid } from "@vanthu_training/guide/guide_tours";

const MANY = 80;
const getScreen = () => browser.location.pathname.split("/", 3).join("/");

/** How a guided tour listens to a person; loaded with the tour only. */
patch(TourInteractive.prototype, {
    start(env, pointer, onTourEnd) {
        super.start(env, pointer, onTourEnd);
        if (isGuide(this.name)) {
            const onLost = (ev) => this.comeBack(ev);
            browser.addEventListener("vanthu-guide-lost", onLost);
            const { stop } = pointer;
            pointer.stop = () => {
                browser.removeEventListener("vanthu-guide-lost", onLost);
                this.observer.disconnect();
                stop();
            };
        }
    },

    play() {
        super.play();
        this.screens ??= {};
        this.screens[this.currentActionIndex] = getScreen();
    },

    findTriggers(anchor) {
        const { step } = this.currentAction;
        if (anchor || !isGuide(this.name) || !isForAny(step)) {
            return super.findTriggers(anchor);
        }
        return queryAll(step.trigger, { visible: true }).slice(0, MANY);
    },

    /** Who begins to write has done it; a click into the field is not enough. */
    getConsumeEventType(element, runCommand) {
        const isText = isGuide(this.name) && element?.tagName === "TEXTAREA";
        return super.getConsumeEventType(element, isText ? "edit" : runCommand);
    },

    /** What is pointed to may come back at once; who is really off the way is led back below. */
    backward() {
        if (!isGuide(this.name)) {
            super.backward();
        }
    },

    /** What was pressed has led nowhere, or a dialog was closed: to what can be done here. */
    comeBack(ev) {
        const index = this.actions.slice(0, this.currentActionIndex).findLastIndex(
            ({ step, anchor }, i) =>
                this.screens[i] === getScreen() &&
                !isSaid(step) &&
                step.active &&
                this.findTriggers(anchor).length
        );
        if (index >= 0) {
            ev.preventDefault();
            this.currentActionIndex = index;
            this.play();
        }
    },
});
