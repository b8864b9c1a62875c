import { Dropdown } from "@web/core/dropdown/dropdown";
import { DropdownItem } from "@web/core/dropdown/dropdown_item";
import { registry } from "@web/core/registry";
import { useService } from "@web/core/utils/hooks";
import { session } from "@web/session";

import { Component, useState } from "@odoo/owl";

/** The way to tours and lessons from every screen. */
export class LearnMenu extends Component {
    static template = "vanthu_training.LearnMenu";
    static components = { Dropdown, DropdownItem };
    static props = {};

    setup() {
        this.orm = useService("orm");
        this.action = useService("action");
        this.tour = useService("tour_service");
        this.inPractice = Boolean(session.vanthu_practice);
        this.state = useState({ guides: [], lessons: [] });
    }

    /** All names that the open screen has. */
    get screen() {
        const action = this.action.currentController?.action || {};
        return [action.xml_id, action.res_model, action.tag].filter(Boolean);
    }

    async load() {
        Object.assign(
            this.state,
            await this.orm.silent.call("vanthu.guide", "get_learning", [this.screen])
        );
    }

    start(guide) {
        return this.tour.startTour(guide.tour, { mode: "manual" });
    }

    openLesson(lesson) {
        return this.action.doAction("vanthu_training.lesson_action", {
            viewType: "form",
            props: { resId: lesson.id },
        });
    }

    openLessons() {
        return this.action.doAction("vanthu_training.lesson_action");
    }

    openPractice() {
        return this.action.doAction("vanthu_training.practice_action");
    }
}

registry
    .category("systray")
    .add("vanthu_training.LearnMenu", { Component: LearnMenu }, { sequence: 30 });
