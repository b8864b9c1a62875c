import { registry } from "@web/core/registry";
import { SearchModel } from "@web/search/search_model";
import { kanbanView } from "@web/views/kanban/kanban_view";

/**
 * On a phone one column of a board fills the screen, and what is late stands in another one. So
 * nothing is grouped there until somebody asks for it: the cards follow one another in the order
 * of what presses.
 */
export class WorkSearchModel extends SearchModel {
    async load(config) {
        if (!this.env.isSmall) {
            return super.load(config);
        }
        const context = Object.fromEntries(
            Object.entries(config.context || {}).filter(
                ([key]) => !key.startsWith("search_default_group_")
            )
        );
        return super.load({ ...config, context, defaultGroupBy: null });
    }
}

export const workKanbanView = { ...kanbanView, SearchModel: WorkSearchModel };

registry.category("views").add("vanthu_work_kanban", workKanbanView);
