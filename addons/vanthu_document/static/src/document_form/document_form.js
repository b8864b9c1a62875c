import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { SIZES } from "@web/core/ui/ui_service";
import { useService } from "@web/core/utils/hooks";
import { FormController } from "@web/views/form/form_controller";
import { FormRenderer } from "@web/views/form/form_renderer";
import { formView } from "@web/views/form/form_view";
import { executeButtonCallback } from "@web/views/view_button/view_button_hook";

import { onMounted, onWillUnmount, useRef, useState } from "@odoo/owl";

import { getInputs, walkFields } from "./keyboard";

// As the server's check; it stays the one that counts.
const REQUIRED_FIELDS = ["organ_name", "subject"];

export class DocumentFormRenderer extends FormRenderer {
    /** The page stands beside the form from 1200 px on; Odoo asks for 1400. */
    mailLayout(hasAttachmentContainer) {
        const layout = super.mailLayout(hasAttachmentContainer);
        const isBeside =
            layout === "BOTTOM_CHATTER" &&
            hasAttachmentContainer &&
            this.uiService.size >= SIZES.XL &&
            this.hasFile();
        return isBeside ? "COMBO" : layout;
    }
}

export class DocumentFormController extends FormController {
    static template = "vanthu_document.DocumentFormView";

    setup() {
        super.setup();
        this.notification = useService("notification");
        this.lastNumber = useState({ number: false, name: "", documentId: false });
        const onKeydown = (ev) => walkFields(this.formEl, ev);
        const rootRef = useRef("root");
        onMounted(() => {
            this.formEl = rootRef.el;
            this.formEl.addEventListener("keydown", onKeydown);
            this.formEl.addEventListener("input", () => (this.hasTyped = true));
        });
        onWillUnmount(() => this.formEl.removeEventListener("keydown", onKeydown));
    }

    get className() {
        const result = super.className;
        if (!this.env.inDialog && this.ui.size === SIZES.XL) {
            result["o_xxl_form_view h-100"] = true;
        }
        return result;
    }

    /** An empty form that is left is no document: Odoo would save it when the tab is hidden. */
    get isUntouched() {
        return this.model.root.isNew && !this.model.root.dirty && !this.hasTyped;
    }

    beforeVisibilityChange() {
        return this.isUntouched ? undefined : super.beforeVisibilityChange();
    }

    async beforeUnload(ev) {
        return this.isUntouched ? undefined : super.beforeUnload(ev);
    }

    async beforeExecuteActionButton(clickParams) {
        if (clickParams.name === "action_register_next") {
            await this.registerNext();
            return false;
        }
        if (clickParams.name === "action_register" && (await this.isIncomplete())) {
            return false;
        }
        return super.beforeExecuteActionButton(...arguments);
    }

    async afterExecuteActionButton(clickParams) {
        await super.afterExecuteActionButton(...arguments);
        if (clickParams.name === "action_register") {
            this.drawWaitingStamp(this.model.root.resId);
        }
    }

    /** Save, register, keep the number in sight and show an empty form. */
    async registerNext() {
        const record = this.model.root;
        if ((await this.isIncomplete()) || !(await record.save({ reload: false }))) {
            return;
        }
        let done;
        try {
            done = await this.orm.call(record.resModel, "action_register_next", [[record.resId]], {
                context: record.context,
            });
        } catch (error) {
            // Saved but not registered: show what the database has, with the reason.
            await this.model.load({ resId: record.resId });
            throw error;
        }
        Object.assign(this.lastNumber, {
            number: done.number,
            name: done.name,
            documentId: done.document_id,
        });
        this.drawWaitingStamp(done.document_id);
        await this.model.load({
            resId: false,
            context: { ...this.props.context, ...done.context },
        });
        this.hasTyped = false;
        this.focusFirst();
    }

    /** An empty form makes no document: what the register must say is asked for first. */
    async isIncomplete() {
        const record = this.model.root;
        await record.isDirty(); // what is being typed counts
        const missing = REQUIRED_FIELDS.filter((name) => !record.data[name]);
        if (missing.length) {
            missing.forEach((name) => record.setInvalidField(name));
            const labels = missing.map((name) => record.fields[name].string).join(", ");
            this.notification.add(_t("Fill in %s before registering.", labels), {
                type: "danger",
            });
            this.formEl.querySelector(`[name=${missing[0]}] :is(input, textarea)`)?.focus();
        }
        return missing.length > 0;
    }

    /** Small files are stamped now, behind the clerk's back; the others by the job. */
    async drawWaitingStamp(documentId) {
        if (!documentId) {
            return;
        }
        const drawn = await this.orm.silent
            .call(this.props.resModel, "action_draw_waiting_stamp", [[documentId]])
            .catch(() => false); // the scheduled job tries again
        const root = this.model.root;
        if (drawn && root.resId === documentId && !(await root.isDirty())) {
            await this.model.load();
        }
    }

    focusFirst() {
        setTimeout(() => this.formEl && getInputs(this.formEl)[0]?.focus());
    }

    printLastSticker() {
        const url = `/vanthu/document/${this.lastNumber.documentId}/sticker`;
        window.open(url, "_blank");
    }

    openLastDocument() {
        return executeButtonCallback(this.ui.activeElement, async () => {
            const documentId = this.lastNumber.documentId;
            if (!(await this.model.root.isDirty()) || (await this.model.root.save())) {
                await this.model.load({ resId: documentId });
            }
        });
    }
}

registry.category("views").add("vanthu_document_form", {
    ...formView,
    Controller: DocumentFormController,
    Renderer: DocumentFormRenderer,
});
