import { useService } from "@web/core/utils/hooks";

import { Component } from "@odoo/owl";

/** What a new person does first; ticks follow from facts, and the list can be put away. */
export class FirstSteps extends Component {
    static template = "vanthu_document.FirstSteps";
    static props = { steps: Array, sentence: String, onPutAway: Function };

    setup() {
        this.orm = useService("orm");
        this.action = useService("action");
    }

    get doneCount() {
        return this.props.steps.filter((step) => step.done).length;
    }

    get next() {
        return this.props.steps.find((step) => !step.done)?.key;
    }

    open(step) {
        const options = step.view_type ? { viewType: step.view_type } : {};
        return this.action.doAction(step.action, options);
    }

    async putAway() {
        await this.orm.call("vanthu.home", "put_away_first_steps", []);
        this.props.onPutAway();
    }
}
