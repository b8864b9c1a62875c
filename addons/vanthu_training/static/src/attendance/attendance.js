import { browser } from "@web/core/browser/browser";
import { _t } from "@web/core/l10n/translation";
import { scanBarcode } from "@web/core/barcode/barcode_dialog";
import { isBarcodeScannerSupported } from "@web/core/barcode/barcode_video_scanner";
import { registry } from "@web/core/registry";
import { useAutofocus, useService } from "@web/core/utils/hooks";
import { Layout } from "@web/search/layout";
import { standardActionServiceProps } from "@web/webclient/actions/action_service";

import { Component, onWillStart, onWillUnmount, useState } from "@odoo/owl";

import { AskReason } from "./ask_reason";

const MODEL = "vanthu.class.session";

/** The trainer's screen: the code that changes, badges, and the list with a tick for each person. */
export class Attendance extends Component {
    static template = "vanthu_training.Attendance";
    static components = { Layout };
    static props = { ...standardActionServiceProps };

    setup() {
        this.orm = useService("orm");
        this.dialog = useService("dialog");
        this.camera = isBarcodeScannerSupported();
        this.sessionId = this.props.action.params?.session_id || this.props.action.context.active_id;
        this.badge = useAutofocus({ refName: "badge" });
        this.state = useState({ screen: null, left: 0, until: 0, said: null, search: "" });
        onWillStart(() => this.load());
        this.timer = browser.setInterval(() => this.tick(), 1000);
        onWillUnmount(() => browser.clearInterval(this.timer));
    }

    async load() {
        const screen = await this.orm.silent.call(MODEL, "get_screen", [[this.sessionId]]);
        this.state.screen = screen;
        this.state.until = Date.now() + (screen.seconds || 15) * 1000;
        this.tick();
    }

    tick() {
        const left = Math.max(0, Math.ceil((this.state.until - Date.now()) / 1000));
        this.state.left = left;
        if (!left && !this.loading) {
            // Without network the old code stays; the next second tries again.
            this.loading = true;
            this.load()
                .catch(() => {})
                .finally(() => (this.loading = false));
        }
    }

    get people() {
        const words = this.state.search.trim().toLowerCase();
        const all = this.state.screen.people;
        return words
            ? all.filter((row) => `${row.name} ${row.organisation}`.toLowerCase().includes(words))
            : all;
    }

    get share() {
        const { slot } = this.state.screen;
        return slot ? Math.round((100 * this.state.left) / slot) : 0;
    }

    onBadge(ev) {
        if (ev.key === "Enter" && ev.target.value.trim()) {
            const code = ev.target.value.trim();
            ev.target.value = "";
            this.scan(code);
        }
    }

    async openCamera() {
        const code = await scanBarcode(this.env);
        if (code) {
            await this.scan(code);
        }
    }

    async scan(code) {
        this.state.said = await this.orm.call(MODEL, "action_scan_badge", [[this.sessionId], code]);
        await this.load();
    }

    async toggle(person) {
        if (person.time) {
            this.dialog.add(AskReason, {
                title: _t("Take back the attendance of %s", person.name),
                confirm: (reason) => this.mark("action_take_back", [person.id], reason),
            });
        } else {
            await this.mark("action_mark_present", [person.id]);
        }
    }

    markAll() {
        const absent = this.people.filter((row) => !row.time).map((row) => row.id);
        return this.mark("action_mark_present", absent);
    }

    async mark(method, ids, ...more) {
        await this.orm.call(MODEL, method, [[this.sessionId], ids, ...more]);
        this.state.said = null;
        await this.load();
    }
}

registry.category("actions").add("vanthu_attendance", Attendance);
