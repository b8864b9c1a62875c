import { _t } from "@web/core/l10n/translation";
import { useService } from "@web/core/utils/hooks";

import { Component } from "@odoo/owl";

/** How much each member of the unit has to do; each number opens the work behind it. */
export class MemberLoad extends Component {
    static template = "vanthu_document.MemberLoad";
    static props = { members: Array };

    setup() {
        this.action = useService("action");
        this.columns = [
            { key: "open", label: _t("Open work"), filters: ["open"], className: "" },
            { key: "late", label: _t("Late"), filters: ["open", "late"], className: "text-danger" },
            { key: "soon", label: _t("Due soon"), filters: ["open", "today", "soon"], className: "" },
            { key: "done", label: _t("Done this month"), filters: ["done_month"], className: "text-success" },
        ];
    }

    open(member, column) {
        const context = {
            search_default_open: 0,
            search_default_group_user: 0,
            search_default_user_id: member.user_id,
        };
        column.filters.forEach((name) => (context[`search_default_${name}`] = 1));
        return this.action.doAction("vanthu_document.assignment_action_unit_work", {
            additionalContext: context,
        });
    }
}
