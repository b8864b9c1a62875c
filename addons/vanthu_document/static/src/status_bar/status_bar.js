import { registry } from "@web/core/registry";
import { StatusBarField, statusBarField } from "@web/views/fields/statusbar/statusbar_field";

import { useEffect } from "@odoo/owl";

/**
 * States on one line, also when the page beside the form comes or goes: Odoo folds them when the
 * window changes its width, not when the form does.
 */
export class FittingStatusBar extends StatusBarField {
    setup() {
        super.setup();
        let width = null;
        useEffect(
            (bar) => {
                const observer = new ResizeObserver(([{ contentRect }]) => {
                    if (width !== null && width !== contentRect.width) {
                        this.render();
                    }
                    width = contentRect.width;
                });
                observer.observe(bar);
                return () => observer.disconnect();
            },
            () => [this.rootRef.el.closest(".o_form_statusbar") || this.rootRef.el]
        );
    }
}

registry.category("fields").add("vanthu_statusbar", {
    ...statusBarField,
    component: FittingStatusBar,
    additionalClasses: ["o_field_statusbar"],
});
