import { registry } from "@web/core/registry";
import { KanbanController } from "@web/views/kanban/kanban_controller";
import { kanbanView } from "@web/views/kanban/kanban_view";
import { ListController } from "@web/views/list/list_controller";
import { listView } from "@web/views/list/list_view";
import { IntakeMixin } from "./intake_controller";
import { IntakeProgress } from "./intake_progress";

export class IntakeListController extends IntakeMixin(ListController) {
    static template = "vanthu_document.IntakeListView";
    static components = { ...ListController.components, IntakeProgress };
}

export class IntakeKanbanController extends IntakeMixin(KanbanController) {
    static template = "vanthu_document.IntakeKanbanView";
    static components = { ...KanbanController.components, IntakeProgress };
}

registry.category("views").add("vanthu_intake_list", {
    ...listView,
    Controller: IntakeListController,
});
registry.category("views").add("vanthu_intake_kanban", {
    ...kanbanView,
    Controller: IntakeKanbanController,
});
