import { deserializeDate, deserializeDateTime } from "@web/core/l10n/dates";
import { useService } from "@web/core/utils/hooks";
import { DeadlineField } from "@vanthu_document/deadline/deadline_field";

import { Component } from "@odoo/owl";

/** One record with its deadline; a tap opens it. */
export class HomeRow extends Component {
    static template = "vanthu_document.HomeRow";
    static components = { DeadlineField };
    static props = { row: Object };

    setup() {
        this.action = useService("action");
    }

    /** What the deadline's own component reads from a record. */
    get record() {
        const { due_date, due_at, deadline_state } = this.props.row;
        return {
            data: {
                due_date: due_date && deserializeDate(due_date),
                due_at: due_at && deserializeDateTime(due_at),
                deadline_state,
            },
        };
    }

    open() {
        const { res_model, res_id } = this.props.row;
        return this.action.doAction({
            type: "ir.actions.act_window",
            res_model,
            res_id,
            views: [[false, "form"]],
        });
    }
}
