import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { useService } from "@web/core/utils/hooks";

import { Component, onWillStart, useState } from "@odoo/owl";

/** Two numbers in the bar above: late, and due today; each leads to exactly that work. */
export class WorkCounts extends Component {
    static template = "vanthu_document.WorkCounts";
    static props = {};

    setup() {
        this.action = useService("action");
        this.service = useService("vanthu_work_counts");
        this.counts = useState(this.service.counts);
        onWillStart(() => {
            this.service.load(); // not waited for: the bar is there at once
        });
    }

    get items() {
        return [
            {
                key: "late",
                count: this.counts.late,
                title: _t("My late work"),
                className: "text-bg-danger",
            },
            {
                key: "today",
                count: this.counts.today,
                title: _t("My work that is due today"),
                className: "text-bg-warning",
            },
        ].filter((item) => item.count);
    }

    open(key) {
        this.action.doAction("vanthu_document.assignment_action_my_work", {
            clearBreadcrumbs: true,
            additionalContext: { [`search_default_${key}`]: 1 },
        });
    }
}

registry
    .category("systray")
    .add("vanthu_document.WorkCounts", { Component: WorkCounts }, { sequence: 40 });
