import { browser } from "@web/core/browser/browser";
import { patch } from "@web/core/utils/patch";
import { useService } from "@web/core/utils/hooks";
import { TourPointer } from "@web_tour/js/tour_pointer/tour_pointer";

import { onWillUnmount, useEffect, useExternalListener, useRef, useState } from "@odoo/owl";

import { getGuideStep, stopGuide } from "./guide_tours";

const GAP = 8;
const TIP = 42; // the moving tip beside what it points to
const LOST_AFTER = 4000;
// What bubble and tip need on that side.
const ROOM = { top: 150, bottom: 150, left: 350, right: 350 };
const PICKER = ".o_datetime_picker";

/** The side on which bubble and tip find room, as wanted if it may be. */
export function findSide({ left, right, top, bottom }, side = "top") {
    const free = {
        left,
        right: browser.innerWidth - right,
        top,
        bottom: browser.innerHeight - bottom,
    };
    const sides = side === "bottom" ? ["bottom", "top"] : [side, "top", "bottom"];
    return sides.find((one) => free[one] >= ROOM[one]) || side;
}

/** Where a box of this size fits beside what is pointed to, without covering it. */
export function findPlace(target, size, side = "top") {
    const free = { width: browser.innerWidth, height: browser.innerHeight };
    const box = { ...target };
    box[side] += side === "top" || side === "left" ? -TIP : TIP;
    const clamp = (value, length, limit) =>
        Math.max(GAP, Math.min(value, limit - length - GAP));
    const centre = clamp((box.left + box.right - size.width) / 2, size.width, free.width);
    const middle = clamp((box.top + box.bottom - size.height) / 2, size.height, free.height);
    const places = {
        top: { left: centre, top: box.top - size.height - GAP },
        bottom: { left: centre, top: box.bottom + GAP },
        right: { left: box.right + GAP, top: middle },
        left: { left: box.left - size.width - GAP, top: middle },
    };
    const fits = ({ left, top }) =>
        left >= 0 && top >= 0 && left + size.width <= free.width && top + size.height <= free.height;
    return (
        [side, "top", "bottom", "right", "left"].map((one) => places[one]).find(fits) || {
            left: free.width - size.width - GAP,
            top: free.height - size.height - GAP,
        }
    );
}

/** A guided tour says each step in a bubble that stands open, counts the steps and can be left. */
patch(TourPointer.prototype, {
    setup() {
        super.setup();
        this.tour = useService("tour_service");
        this.ui = useService("ui");
        this.bubbleRef = useRef("bubble");
        this.guide = useState({ lost: false, stopped: false });
        this.guideStep = getGuideStep();
        const timer = browser.setInterval(() => this.follow(), 250);
        onWillUnmount(() => {
            browser.clearInterval(timer);
            browser.clearTimeout(this.lostTimer);
        });
        useExternalListener(window, "vanthu-guide-stop", () => {
            this.guide.stopped = true;
        });
        useEffect(() => {
            this.watch();
            this.placeBubble();
        });
    },

    /** On a guided tour the tip alone belongs to the pointer. */
    get isOpen() {
        return !this.guideStep && super.isOpen;
    },

    get isVisible() {
        this.guideStep = getGuideStep();
        if (this.guide.stopped || !this.guideStep) {
            return !this.guide.stopped && super.isVisible;
        }
        // Asked anew each time: a dialog opens before the step that points into it begins.
        const { anchor, isVisible, onClick } = this.props.pointerState;
        const isReached = Boolean(onClick) || this.ui.activeElement.contains(anchor);
        const isFree = !this.isPicking || Boolean(anchor?.closest(PICKER));
        this.wasVisible = Boolean(isVisible && anchor && isReached && isFree);
        return this.wasVisible;
    },

    /** An open calendar covers what comes next; the person chooses a day first. */
    get isPicking() {
        return Boolean(document.querySelector(PICKER));
    },

    /** Tip and bubble stay on one side: the wanted one, if there is room for both. */
    get position() {
        const side = super.position;
        const { anchor } = this.props.pointerState;
        return this.guideStep && anchor ? findSide(anchor.getBoundingClientRect(), side) : side;
    },

    /** Brings what is pointed to into sight, and tells who has left the way. */
    watch() {
        const { onClick } = this.props.pointerState;
        browser.clearTimeout(this.lostTimer);
        if (!this.guideStep || this.guide.stopped) {
            return;
        }
        if (this.isVisible) {
            this.guide.lost = false;
            onClick?.();
            this.uncover();
        } else {
            this.waitForStep();
        }
    },

    /** Who has a dialog or a calendar open is busy, not lost. */
    waitForStep() {
        this.lostTimer = browser.setTimeout(() => {
            if (this.ui.activeElement !== document || this.isPicking) {
                this.waitForStep();
                return;
            }
            const event = new CustomEvent("vanthu-guide-lost", { cancelable: true });
            this.guide.lost = browser.dispatchEvent(event);
        }, LOST_AFTER);
    },

    /** What a step begins with may lie below a bar that stands still. */
    uncover() {
        const { anchor } = this.props.pointerState;
        if (anchor === this.uncovered) {
            return;
        }
        this.uncovered = anchor;
        const { left, right, top, bottom } = anchor.getBoundingClientRect();
        const seen = document.elementFromPoint((left + right) / 2, (top + bottom) / 2);
        if (seen && !anchor.contains(seen) && !seen.contains(anchor)) {
            anchor.scrollIntoView({ block: "center" });
        }
    },

    /** The screen moves without telling: dialogs come and go, pictures arrive. */
    follow() {
        const before = this.wasVisible;
        if (this.guideStep && this.isVisible !== before) {
            this.render();
        }
        this.placeBubble();
    },

    placeBubble() {
        const { el } = this.bubbleRef;
        const { anchor } = this.props.pointerState;
        if (el && anchor && this.isVisible) {
            const { left, right, top, bottom } = anchor.getBoundingClientRect();
            const size = { width: el.offsetWidth, height: el.offsetHeight };
            const place = findPlace({ left, right, top, bottom }, size, this.position);
            el.style.left = `${place.left}px`;
            el.style.top = `${place.top}px`;
        }
    },

    /** Goes on without pressing what is pointed to. */
    goOn() {
        this.props.pointerState.anchor?.dispatchEvent(new MouseEvent("click"));
    },

    stopGuide() {
        return stopGuide(this.env);
    },

    startAgain() {
        return this.tour.startTour(this.guideStep.name, { mode: "manual" });
    },
});
