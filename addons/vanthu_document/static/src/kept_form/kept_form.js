import { registry } from "@web/core/registry";
import { formView } from "@web/views/form/form_view";

/**
 * A form of what is written once and kept for good, such as a line in the book of seals: only
 * its button writes it. Odoo would also save it when the tab is hidden or closed.
 */
export class KeptFormController extends formView.Controller {
    beforeVisibilityChange() {}

    async beforeUnload(ev) {
        if (this.model.root.dirty) {
            ev.preventDefault();
            ev.returnValue = "Unsaved changes";
        }
    }
}

registry.category("views").add("vanthu_kept_form", { ...formView, Controller: KeptFormController });
