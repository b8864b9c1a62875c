import { registry } from "@web/core/registry";
import { useService } from "@web/core/utils/hooks";
import { standardWidgetProps } from "@web/views/widgets/standard_widget_props";

import { Component, onWillUnmount, useEffect } from "@odoo/owl";

const FIRST_WAIT = 2000;
const LONGEST_WAIT = 15000;

/** Says how far the PDF of a draft is, and shows it beside the form as soon as it is made. */
export class DraftPdf extends Component {
    static template = "vanthu_document.DraftPdf";
    static props = { ...standardWidgetProps };

    setup() {
        this.orm = useService("orm");
        onWillUnmount(() => clearTimeout(this.timer));
        useEffect(
            (id, state) => {
                clearTimeout(this.timer);
                if (id && state === "todo") {
                    this.wait(FIRST_WAIT);
                }
            },
            () => [this.props.record.resId, this.state]
        );
    }

    get state() {
        return this.props.record.data.draft_pdf_state;
    }

    get message() {
        return this.props.record.data.draft_pdf_message;
    }

    wait(delay) {
        this.timer = setTimeout(() => this.look(delay), delay);
    }

    async look(delay) {
        const { record } = this.props;
        const found = await this.orm.silent.call("vanthu.document", "action_get_draft_pdf_state", [
            [record.resId],
        ]);
        if (found.state === "todo") {
            this.wait(Math.min(delay * 1.5, LONGEST_WAIT));
        } else if (!(await record.isDirty())) {
            // What somebody is typing is worth more than the page beside it.
            await record.load();
        }
    }

    async tryAgain() {
        const { record } = this.props;
        if (await record.save()) {
            await this.orm.call("vanthu.document", "action_make_draft_pdf", [[record.resId]]);
            await record.load();
        }
    }
}

registry.category("view_widgets").add("vanthu_draft_pdf", {
    component: DraftPdf,
    fieldDependencies: [
        { name: "draft_pdf_state", type: "selection" },
        { name: "draft_pdf_message", type: "char" },
    ],
});
