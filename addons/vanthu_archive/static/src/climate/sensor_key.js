import { registry } from "@web/core/registry";
import { CopyButton } from "@web/core/copy_button/copy_button";
import { standardActionServiceProps } from "@web/webclient/actions/action_service";
import { _t } from "@web/core/l10n/translation";

import { Component } from "@odoo/owl";

/** The new key of a sensor, shown once; it is kept nowhere. */
export class SensorKey extends Component {
    static template = "vanthu_archive.SensorKey";
    static components = { CopyButton };
    static props = { ...standardActionServiceProps };

    setup() {
        this.copied = _t("Copied");
    }

    get lines() {
        const { key, curl } = this.props.action.params;
        return [
            [_t("Key"), key],
            [_t("Example"), curl],
        ];
    }

    done() {
        // The form shows that there is a key now.
        return this.env.services.action.doAction({
            type: "ir.actions.client",
            tag: "soft_reload",
        });
    }
}

registry.category("actions").add("vanthu_sensor_key", SensorKey);
