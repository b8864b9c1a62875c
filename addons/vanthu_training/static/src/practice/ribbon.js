import { registry } from "@web/core/registry";
import { session } from "@web/session";

import { Component } from "@odoo/owl";

import { leavePractice } from "./switch";

/** Says on every screen of the practice organisation that nothing here is real. */
export class PracticeRibbon extends Component {
    static template = "vanthu_training.PracticeRibbon";
    static props = {};

    leave() {
        leavePractice("/odoo/training-practice");
    }
}

if (session.vanthu_practice) {
    registry
        .category("main_components")
        .add("vanthu_training.PracticeRibbon", { Component: PracticeRibbon });
    document.documentElement.classList.add("o_vanthu_practice");
}
