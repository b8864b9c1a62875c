import { scanBarcode } from "@web/core/barcode/barcode_dialog";
import { isBarcodeScannerSupported } from "@web/core/barcode/barcode_video_scanner";
import { browser } from "@web/core/browser/browser";
import { _t } from "@web/core/l10n/translation";
import { RPCError } from "@web/core/network/rpc";
import { registry } from "@web/core/registry";
import { user } from "@web/core/user";
import { useService } from "@web/core/utils/hooks";
import { useSetupAction } from "@web/search/action_hook";
import { Layout } from "@web/search/layout";
import { standardActionServiceProps } from "@web/webclient/actions/action_service";

import { Component, onMounted, onWillStart, useRef, useState } from "@odoo/owl";

import { ScanQueue } from "./scan_queue";
import { ScanUse } from "./scan_use";
import { MODES, RESULTS, getHint } from "./scan_words";

const STOCKTAKE = "vanthu.stocktake";
const nothing = () => ({ thing: null, boxes: [], stock: null, place: null, use: null });

/** The store on a phone: scan to find, to put away, to take stock. */
export class StoreScan extends Component {
    static template = "vanthu_archive.StoreScan";
    static components = { Layout, ScanUse };
    static props = { ...standardActionServiceProps };
    static path = "store";
    static displayName = _t("In the store");

    setup() {
        this.orm = useService("orm");
        this.action = useService("action");
        this.input = useRef("code");
        const before = this.props.state || {};
        const mode = before.mode || "find";
        this.state = useState({ mode, message: "", tone: "info", keeps: false, ...nothing() });
        this.queue = new ScanQueue((code) => this.handle(code));
        this.camera = isBarcodeScannerSupported();
        Object.assign(this, { modes: MODES, results: RESULTS });
        useSetupAction({ getLocalState: () => ({ mode: this.state.mode }) });
        onWillStart(async () => {
            this.state.keeps = await user.hasGroup("vanthu_archive.group_archivist");
            this.say(this.hint);
        });
        onMounted(() => this.focus());
    }

    get display() {
        return { controlPanel: {} };
    }

    get hint() {
        return getHint(this.state);
    }

    focus() {
        this.input.el?.focus();
    }

    say(message, tone = "info") {
        Object.assign(this.state, { message, tone });
    }

    choose(mode) {
        Object.assign(this.state, { mode, ...nothing() });
        this.say(this.hint);
        this.focus();
    }

    submit() {
        const code = this.input.el.value;
        this.input.el.value = "";
        this.focus();
        return this.queue.add(code);
    }

    async scan() {
        await this.queue.add(await scanBarcode(this.env));
        this.focus();
    }

    /** What the server refuses is said on the page: a dialog would take the next scan. */
    handle(code) {
        return this.attempt(() => this[`on_${this.state.mode}`](code));
    }

    async attempt(act) {
        try {
            await act();
            browser.navigator.vibrate?.(50);
        } catch (error) {
            if (!(error instanceof RPCError) || !error.data) {
                throw error;
            }
            this.say(error.data.message, "danger");
            browser.navigator.vibrate?.([100, 60, 100]);
        }
    }

    async on_find(code) {
        this.state.thing = await this.orm.call("vanthu.store", "scan", [code]);
        this.say(this.state.thing.name, "success");
    }

    async on_put(code) {
        const thing = await this.orm.call("vanthu.store", "scan", [code]);
        if (thing.kind === "file") {
            return this.say(_t("%s is a file; scan the label of its box.", thing.name), "danger");
        }
        if (thing.kind === "box") {
            this.state.boxes.some((box) => box.id === thing.id) || this.state.boxes.push(thing.box);
            return this.say(this.hint, "info");
        }
        if (!this.state.boxes.length) {
            return this.say(_t("Scan the box first, then the shelf."), "danger");
        }
        const ids = this.state.boxes.map((box) => box.id);
        const place = await this.orm.call("vanthu.store", "put_away", [ids, thing.id]);
        const names = this.state.boxes.map((box) => box.name).join(", ");
        this.state.boxes = [];
        this.say(
            _t("%(boxes)s → %(place)s (%(used)s of %(capacity)s)", { boxes: names, place: place.name, ...place }),
            "success"
        );
    }

    async on_use(code) {
        this.state.use = null;
        this.state.use = await this.orm.call("vanthu.store", "scan_use", [code]);
        this.say(this.state.use.name, "info");
    }

    used(line, message) {
        this.state.use.lines = this.state.use.lines.filter((one) => one.id !== line.id);
        this.say(message, "success");
        this.focus();
    }

    async on_stock(code) {
        const { stock } = this.state;
        if (stock && (await this.countBox(code))) {
            return;
        }
        const thing = await this.orm.call("vanthu.store", "scan", [code]);
        if (thing.kind !== "place") {
            return this.say(_t("Scan the label of the shelf first."), "danger");
        }
        if (stock) {
            this.state.place = thing;
            return this.say(thing.name, "info");
        }
        this.state.stock = await this.orm.call(STOCKTAKE, "begin", [thing.id]);
        this.say(this.hint);
    }

    /** Most scans are boxes: they are counted in one call; whether it was one. */
    async countBox(code) {
        const { stock, place } = this.state;
        if (/^\s*VT.?L/i.test(code)) {
            return false;
        }
        const progress = await this.orm.call(STOCKTAKE, "count_box", [[stock.id], code, place?.id || 0]);
        this.state.stock = progress;
        const line = progress.lines.find((one) => one.id === progress.last);
        this.say(
            `${line.name}: ${this.results[line.result]}` +
                (line.result === "misplaced" ? ` (${line.expected_place || "–"})` : ""),
            line.result === "found" ? "success" : "warning"
        );
        return true;
    }

    async finish() {
        await this.orm.call(STOCKTAKE, "action_finish", [[this.state.stock.id]]);
        this.state.stock = await this.orm.call(STOCKTAKE, "get_progress", [[this.state.stock.id]]);
        this.say(_t("Finished."), "success");
    }

    openStock() {
        return this.open(STOCKTAKE, this.state.stock.id);
    }

    open(model, id) {
        return this.action.doAction({
            type: "ir.actions.act_window", res_model: model, res_id: id, views: [[false, "form"]],
        });
    }

    async openMap(box) {
        return this.action.doAction(
            await this.orm.call("vanthu.archive.box", "action_show_on_map", [[box.id]])
        );
    }
}

registry.category("actions").add("vanthu_store_scan", StoreScan);
