import { Dialog } from "@web/core/dialog/dialog";
import { useAutofocus } from "@web/core/utils/hooks";

import { Component, useState } from "@odoo/owl";

/** Asks why, in one line. */
export class AskReason extends Component {
    static template = "vanthu_training.AskReason";
    static components = { Dialog };
    static props = { title: String, confirm: Function, close: Function };

    setup() {
        useAutofocus({ refName: "reason" });
        this.state = useState({ reason: "" });
    }

    async onConfirm() {
        await this.props.confirm(this.state.reason);
        this.props.close();
    }
}
