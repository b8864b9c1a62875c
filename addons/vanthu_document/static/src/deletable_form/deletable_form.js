import { evaluateBooleanExpr } from "@web/core/py_js/py";
import { patch } from "@web/core/utils/patch";
import { FormController } from "@web/views/form/form_controller";

/**
 * `<form data-deletable="state == 'draft'">`: "Delete" is offered only while the server would
 * allow it. The server's refusal stays what protects the record.
 */
patch(FormController.prototype, {
    getStaticActionMenuItems() {
        const items = super.getStaticActionMenuItems(...arguments);
        const condition = this.archInfo.xmlDoc.getAttribute("data-deletable");
        if (condition) {
            const isAvailable = items.delete.isAvailable;
            items.delete.isAvailable = () =>
                isAvailable() &&
                evaluateBooleanExpr(condition, this.model.root.evalContextWithVirtualIds);
        }
        return items;
    },
});
