import { Dropdown } from "@web/core/dropdown/dropdown";
import { useDropdownState } from "@web/core/dropdown/dropdown_hooks";
import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { useService } from "@web/core/utils/hooks";
import { session } from "@web/session";

import { Component, markup, onWillStart, useState } from "@odoo/owl";

import { enterPractice } from "../practice/switch";

/** The exercise one is at, on every screen of the practice organisation: its steps, hints and the check. */
export class ExercisePanel extends Component {
    static template = "vanthu_training.ExercisePanel";
    static components = { Dropdown };
    static props = {};

    setup() {
        this.orm = useService("orm");
        this.action = useService("action");
        this.notification = useService("notification");
        this.dropdown = useDropdownState();
        this.state = useState({ attempt: false, busy: false });
        onWillStart(() => this.load());
    }

    get right() {
        return this.state.attempt.steps.filter((step) => step.is_right).length;
    }

    /** Written by the training manager and cleaned by the server as every HTML field is. */
    get instruction() {
        return markup(this.state.attempt.instruction);
    }

    icon(step) {
        if (step.is_right) {
            return "fa-check-circle text-success";
        }
        return step.checked ? "fa-times-circle text-danger" : "fa-circle-o text-muted";
    }

    async load() {
        this.state.attempt = await this.orm.silent.call("vanthu.attempt", "get_current", []);
    }

    /** Another tab may have begun or ended an exercise meanwhile. */
    async beforeOpen() {
        await this.load();
    }

    async call(method, args = []) {
        this.state.busy = true;
        try {
            const id = this.state.attempt.id;
            this.state.attempt = await this.orm.call("vanthu.attempt", method, [[id], ...args]);
        } finally {
            this.state.busy = false;
        }
    }

    async check() {
        await this.call("check_steps");
        if (this.state.attempt.state === "passed") {
            this.notification.add(_t("Well done: every step is right."), { type: "success" });
        }
    }

    hint(step) {
        return this.call("show_hint", [step.id]);
    }

    openExercises() {
        this.dropdown.close();
        this.action.doAction("vanthu_training.exercise_action_practice", {
            clearBreadcrumbs: true,
        });
    }
}

if (session.vanthu_practice) {
    registry
        .category("systray")
        .add("vanthu_training.ExercisePanel", { Component: ExercisePanel }, { sequence: 45 });
}

registry.category("actions").add("vanthu_enter_practice", (env, action) => {
    enterPractice(action.params.path);
});
