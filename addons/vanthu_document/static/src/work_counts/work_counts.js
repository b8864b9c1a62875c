import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { useService } from "@web/core/utils/hooks";

import { Component, onWillStart, useState } from "@odoo/owl";

const WORK = "vanthu_document.assignment_action_my_work";
const DRAFTS = "vanthu_document.document_action_my_steps";

/** Numbers in the bar above: late, due today, drafts; each leads to exactly what it counts. */
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
                icon: "fa-clock-o",
                action: WORK,
            },
            {
                key: "today",
                count: this.counts.today,
                title: _t("My work that is due today"),
                className: "text-bg-warning",
                icon: "fa-clock-o",
                action: WORK,
            },
            {
                key: "drafts",
                count: this.counts.drafts,
                title: _t("Drafts that wait for me"),
                className: "text-bg-info",
                icon: "fa-pencil-square-o",
                action: DRAFTS,
            },
        ].filter((item) => item.count);
    }

    open({ key, action }) {
        this.action.doAction(action, {
            clearBreadcrumbs: true,
            additionalContext: action === WORK ? { [`search_default_${key}`]: 1 } : {},
        });
    }
}

registry
    .category("systray")
    .add("vanthu_document.WorkCounts", { Component: WorkCounts }, { sequence: 40 });
