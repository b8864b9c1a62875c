import { _t } from "@web/core/l10n/translation";
import { ConfirmationDialog } from "@web/core/confirmation_dialog/confirmation_dialog";
import { registry } from "@web/core/registry";
import { useService } from "@web/core/utils/hooks";
import { Layout } from "@web/search/layout";
import { standardActionServiceProps } from "@web/webclient/actions/action_service";

import { Component, onWillStart, useState } from "@odoo/owl";

import { enterPractice } from "./switch";

/** The door to one's own practice organisation. */
export class PracticePage extends Component {
    static template = "vanthu_training.PracticePage";
    static components = { Layout };
    static props = { ...standardActionServiceProps };

    setup() {
        this.orm = useService("orm");
        this.action = useService("action");
        this.dialog = useService("dialog");
        this.notification = useService("notification");
        this.state = useState({ data: null, busy: false });
        onWillStart(() => this.load());
    }

    async load() {
        this.state.data = await this.orm.call("res.users", "get_my_practice", []);
    }

    enter() {
        this.state.busy = true;
        enterPractice("/odoo/records-home");
    }

    openExercises() {
        this.action.doAction("vanthu_training.exercise_action_practice");
    }

    askReset() {
        this.dialog.add(ConfirmationDialog, {
            title: _t("Begin anew?"),
            body: _t("Everything you have done in practice is removed, and the letters are there again."),
            confirmLabel: _t("Begin anew"),
            confirm: () => this.reset(),
            cancel: () => {},
        });
    }

    async reset() {
        this.state.busy = true;
        try {
            const id = this.state.data.company_id;
            await this.orm.call("res.company", "action_reset_practice", [[id]]);
            this.notification.add(_t("Practice begins anew: the letters wait for you."), {
                type: "success",
            });
            await this.load();
        } finally {
            this.state.busy = false;
        }
    }
}

registry.category("actions").add("vanthu_practice", PracticePage);
